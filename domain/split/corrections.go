package split

import (
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// ErrCreditBeyondPosted: a credit goes by "amount" minor units beyond what was
// posted, or the other way.
var ErrCreditBeyondPosted = fault.New(fault.Invalid, "split.credit-beyond-posted", fault.Rule(Rule))

// Position is what stands for a member, in minor units.
type Position struct {
	Key   string
	Units decimal.Decimal
}

// Positions are the shares of a split without their explanation.
func (r Result) Positions() []Position {
	positions := make([]Position, len(r.Shares))
	for i, s := range r.Shares {
		positions[i] = Position{s.Key, s.Units}
	}
	return positions
}

// Positions are the shares of quotas without their explanation.
func (r QuotaResult) Positions() []Position {
	positions := make([]Position, len(r.Shares))
	for i, s := range r.Shares {
		positions[i] = Position{s.Key, s.Units}
	}
	return positions
}

// Delta is what must be posted so that everything posted comes to the target:
// target less posted, for the members of the target in its order, then for those
// who are not in it any more, by their keys. Members for whom nothing changes are
// in it with zero. Posted may name a member as often as something was posted to
// it, the target once.
//
// The deltas sum to the target's sum less that of what was posted: to zero when a
// member comes late or weights are restated. It fails with ErrKeyMissing,
// ErrDuplicateKey, ErrFinerThanMinorUnit and ErrOutOfRange.
func Delta(target, posted []Position) ([]Position, error) {
	if err := checkPositions(target, posted); err != nil {
		return nil, err
	}
	at := make(map[string]int, len(target))
	deltas := slices.Clone(target)
	for i, p := range target {
		if _, twice := at[p.Key]; twice {
			return nil, ErrDuplicateKey.With("key", p.Key)
		}
		at[p.Key] = i
	}
	for _, p := range posted {
		i, known := at[p.Key]
		if !known {
			i = len(deltas)
			at[p.Key] = i
			deltas = append(deltas, Position{Key: p.Key})
		}
		deltas[i].Units = deltas[i].Units.Sub(p.Units)
	}
	slices.SortFunc(deltas[len(target):], func(a, b Position) int { return compareKeys(a.Key, b.Key) })
	return deltas, nil
}

// Reverse is what was posted with the opposite sign, each posting by itself: a
// reversal repeats the amounts, it does not split again. That it happens once is
// for whoever posts it to see to.
func Reverse(posted []Position) []Position {
	reversed := make([]Position, len(posted))
	for i, p := range posted {
		reversed[i] = Position{p.Key, p.Units.Neg()}
	}
	return reversed
}

// PartialCredit splits a credit of so many minor units, given with the sign of what
// was posted, in proportion to what every member was posted. The shares are what to
// post now, so that they bear the opposite sign; nobody gets back more than it was
// posted, and a credit of everything is the reversal.
//
// It fails with ErrCreditBeyondPosted for a credit that is more than was posted or
// of the other sign, with ErrNegativeWeight for a member whose posting has another
// sign than their sum, and with the faults of Units.
func PartialCredit(posted []Position, credit decimal.Decimal) (Result, error) {
	if _, err := wholeUnits(credit); err != nil {
		return Result{}, err
	}
	if err := checkPositions(posted); err != nil {
		return Result{}, err
	}
	total := sumPositions(posted)
	members := make([]Member, len(posted))
	for i, p := range posted {
		members[i] = Member{Key: p.Key, Weight: p.Units}
		if total.Sign() < 0 {
			members[i].Weight = p.Units.Neg()
		}
	}
	if err := checkCredit(credit, total); err != nil {
		return Result{}, err
	}
	return Units(credit.Neg(), members)
}

// checkCredit fails with ErrCreditBeyondPosted unless the credit lies between zero
// and all that was posted.
func checkCredit(credit, posted decimal.Decimal) error {
	switch {
	case credit.Sign()*posted.Sign() < 0:
		return ErrCreditBeyondPosted.With("amount", credit.Abs().String())
	case credit.Abs().Cmp(posted.Abs()) > 0:
		return ErrCreditBeyondPosted.With("amount", credit.Sub(posted).Abs().String())
	}
	return nil
}

// checkPositions refuses what cannot be added up.
func checkPositions(lists ...[]Position) error {
	for _, list := range lists {
		for _, p := range list {
			if p.Key == "" {
				return ErrKeyMissing
			}
			if _, err := wholeUnits(p.Units); err != nil {
				return err
			}
		}
	}
	return nil
}

func sumPositions(positions []Position) decimal.Decimal {
	total := decimal.Zero
	for _, p := range positions {
		total = total.Add(p.Units)
	}
	return total
}
