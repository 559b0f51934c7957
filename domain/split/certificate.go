package split

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Condition is one of the three that together certify a split: they hold for the
// rule's shares and for no others.
type Condition int

// The conditions, with T the total, W the sum of the weights, x the units, e one
// for an extra unit and r the remainder.
const (
	// SumsToTotal: there are shares, and they sum to T.
	SumsToTotal Condition = 1
	// FloorAndRemainder: |x| = floor + e with the sign of T, floor*W + r = |T|*w,
	// 0 <= r < W (r = 0 if W is), no weight is negative.
	FloorAndRemainder Condition = 2
	// LargestRemainders: no member with e = 1 has a smaller remainder than one with
	// e = 0, nor an equal one and the larger key; no key is empty or comes twice.
	LargestRemainders Condition = 3
)

// Breach says which condition fails for which member; a sum has no Key.
type Breach struct {
	Condition Condition
	Key       string
}

// String is for logs and reports.
func (b Breach) String() string {
	switch b.Condition {
	case SumsToTotal:
		return "condition 1: the shares do not sum to the total"
	case FloorAndRemainder:
		return fmt.Sprintf("condition 2: floor, remainder and extra unit of member %q do not make its share", b.Key)
	case LargestRemainders:
		return fmt.Sprintf("condition 3: the extra unit of member %q belongs to another, or its key decides nothing", b.Key)
	default:
		return fmt.Sprintf("condition %d: member %q", b.Condition, b.Key)
	}
}

// Verify checks the three conditions with nothing but additions, multiplications
// and comparisons of what it is given, and returns every breach; none certifies
// the split. The shares may stand in any order.
func Verify(total decimal.Decimal, shares []Share) []Breach {
	if breaches := unreadable(total, shares); breaches != nil {
		return breaches
	}
	var breaches []Breach
	if len(shares) == 0 || !sum(shares, Share.units).Equal(total) {
		breaches = append(breaches, Breach{Condition: SumsToTotal})
	}
	weightSum := sum(shares, Share.weight)
	for _, s := range shares {
		if !s.holds(total, weightSum) {
			breaches = append(breaches, Breach{FloorAndRemainder, s.Key})
		}
	}
	return append(append(breaches, misplacedExtras(shares)...), misusedKeys(shares)...)
}

// unreadable names what would fill the memory when computed with.
func unreadable(total decimal.Decimal, shares []Share) (breaches []Breach) {
	if outOfRange(total) {
		breaches = append(breaches, Breach{Condition: SumsToTotal})
	}
	for _, s := range shares {
		if outOfRange(s.Weight) || outOfRange(s.Floor) || outOfRange(s.Remainder) || outOfRange(s.Units) {
			breaches = append(breaches, Breach{FloorAndRemainder, s.Key})
		}
	}
	return breaches
}

// holds is the second condition.
func (s Share) holds(total, weightSum decimal.Decimal) bool {
	units := s.Floor
	if s.Extra {
		units = units.Add(decimal.NewFromInt(1))
	}
	if total.Sign() < 0 {
		units = units.Neg()
	}
	below := s.Remainder.Cmp(weightSum) < 0 || weightSum.Sign() == 0 && s.Remainder.Sign() == 0
	return s.Weight.Sign() >= 0 && s.Floor.Sign() >= 0 && s.Floor.IsInteger() &&
		s.Remainder.Sign() >= 0 && below && s.Units.Equal(units) &&
		s.Floor.Mul(weightSum).Add(s.Remainder).Equal(total.Abs().Mul(s.Weight))
}

// misplacedExtras finds the members with an extra unit that stand behind the
// first one without.
func misplacedExtras(shares []Share) (breaches []Breach) {
	var first *Share
	for i := range shares {
		if s := &shares[i]; !s.Extra && (first == nil || s.before(*first)) {
			first = s
		}
	}
	for _, s := range shares {
		if s.Extra && first != nil && first.before(s) {
			breaches = append(breaches, Breach{LargestRemainders, s.Key})
		}
	}
	return breaches
}

// before reports whether s is served before other when units are left.
func (s Share) before(other Share) bool {
	if c := s.Remainder.Cmp(other.Remainder); c != 0 {
		return c > 0
	}
	return s.Key < other.Key
}

// misusedKeys finds keys that cannot decide a tie.
func misusedKeys(shares []Share) (breaches []Breach) {
	seen := make(map[string]bool, len(shares))
	for _, s := range shares {
		if s.Key == "" || seen[s.Key] {
			breaches = append(breaches, Breach{LargestRemainders, s.Key})
		}
		seen[s.Key] = true
	}
	return breaches
}

func sum(shares []Share, of func(Share) decimal.Decimal) decimal.Decimal {
	total := decimal.Zero
	for _, s := range shares {
		total = total.Add(of(s))
	}
	return total
}

func (s Share) units() decimal.Decimal  { return s.Units }
func (s Share) weight() decimal.Decimal { return s.Weight }
