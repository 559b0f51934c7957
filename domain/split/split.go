// Package split divides a cost among members to the last minor unit, so that an
// auditor can follow every cent with pencil and paper.
//
// The rule is that of the largest remainder (Hare, Niemeyer). Of a total T and
// weights w with the sum W every member bears floor(|T|*w/W) units; the units
// then left go, one each, to the members with the largest remainders |T|*w mod W,
// among equal remainders to those with the smaller keys; the sign of T is put
// back at the end. Keys are compared byte by byte ("10" before "2"), so keys of
// one length are what one wants; the place in a list never matters.
//
// Amount and Units split and explain; Splitter splits the same way, but only
// splits, and without allocating; Verify checks an explained split without the
// code that made it.
package split

import (
	"errors"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
)

// Rule and Version name how a split was made. A change that can alter one unit
// of one share is a new version; old ones stay, for old splits to be recomputed.
const (
	Rule    = "largest-remainder"
	Version = 1
)

// MaxExponent bounds the power of ten of any number given: there is no wider
// column, and a number such as 1e999999999 would fill the memory.
const MaxExponent = 4096

// Faults of a split. Nothing is split when one of them is returned.
var (
	// ErrNoPositiveWeight: there is no member, or a total other than zero and no weight above zero.
	ErrNoPositiveWeight = fault.New(fault.Invalid, "split.no-positive-weight", fault.Rule(Rule))
	// ErrNegativeWeight: the member "key" has a weight below zero.
	ErrNegativeWeight = fault.New(fault.Invalid, "split.negative-weight", fault.Rule(Rule))
	// ErrFinerThanMinorUnit: the total is no whole number of minor units.
	ErrFinerThanMinorUnit = fault.New(fault.Invalid, "split.amount-finer-than-minor-unit", fault.Rule(Rule))
	// ErrDuplicateKey: two members have the key "key".
	ErrDuplicateKey = fault.New(fault.Invalid, "split.duplicate-key", fault.Rule(Rule))
	// ErrKeyMissing: a member has no key, so that ties could not be decided.
	ErrKeyMissing = fault.New(fault.Invalid, "split.key-missing", fault.Rule(Rule))
	// ErrOutOfRange: a number's power of ten is beyond MaxExponent.
	ErrOutOfRange = fault.New(fault.Invalid, "split.number-out-of-range", fault.Rule(Rule))
)

// errDisagree is no fault: the splitter and the explanation differ, which SelfCheck would have found.
var errDisagree = errors.New("split: a share is not what its explanation says")

// Member takes part in a split: by its official key, with a weight of any scale.
type Member struct {
	Key    string
	Weight decimal.Decimal
}

// Share is what one member bears and why. Units, Floor and Extra are minor units;
// Floor*W + Remainder = |T|*Weight, with W the sum of the weights.
type Share struct {
	Key       string          // decides among equal remainders: the smaller one first
	Weight    decimal.Decimal // as given
	Floor     decimal.Decimal // the whole units of the exact quota, without sign
	Remainder decimal.Decimal // in units of weight, from zero to below W
	Extra     bool            // one of the units left went to this member
	Units     decimal.Decimal // Floor, plus one if Extra, with the sign of the total
}

// Amount is the share of a split of euros.
func (s Share) Amount() money.Amount { return money.FromCents(s.Units.IntPart()) }

// Result is a split with its explanation; the shares stand in the order of the members given.
type Result struct {
	Rule      string
	Version   int
	InputHash string          // see hash.go; equal for the same total and members in any order
	Total     decimal.Decimal // T, in minor units
	WeightSum decimal.Decimal // W
	Left      int             // units that the floors left over
	Threshold decimal.Decimal // the smallest remainder that got one of them; zero if none were left
	Shares    []Share
}

// Amount splits euros; Share.Amount gives the shares. Its faults are those of Units.
func Amount(total money.Amount, members []Member) (Result, error) {
	return Units(total.Decimal().Shift(2), members)
}

// Units splits a total given in minor units of any currency, of any size. It
// fails with one of the faults above, the first that applies to the total, then
// to the keys, then to the weights.
func Units(total decimal.Decimal, members []Member) (Result, error) {
	t, err := wholeUnits(total)
	if err != nil {
		return Result{}, err
	}
	splitter, err := NewSplitter(keysOf(members))
	if err != nil {
		return Result{}, err
	}
	w, err := commonScale(members)
	if err != nil {
		return Result{}, err
	}
	units, err := splitter.units(t, w)
	if err != nil {
		return Result{}, err
	}
	result := Result{
		Rule: Rule, Version: Version, InputHash: inputHash(t, members, splitter.byKey),
		Total: decimal.NewFromBigInt(t, 0), WeightSum: decimal.NewFromBigInt(w.sum, w.exponent),
	}
	return result, result.explain(members, t, w, units)
}

// explain derives floor and remainder of every share from total and weights
// alone, so that the splitter is checked against them.
func (r *Result) explain(members []Member, t *big.Int, w weights, units []*big.Int) error {
	r.Shares = make([]Share, len(members))
	size, one := new(big.Int).Abs(t), big.NewInt(1)
	var product, floor, remainder, extra big.Int
	for i, m := range members {
		if w.sum.Sign() > 0 {
			floor.QuoRem(product.Mul(size, w.scaled[i]), w.sum, &remainder)
		}
		extra.Sub(extra.Abs(units[i]), &floor)
		if extra.Sign() != 0 && extra.Cmp(one) != 0 {
			return errDisagree
		}
		share := Share{
			Key: m.Key, Weight: m.Weight, Extra: extra.Sign() > 0,
			Floor: decimal.NewFromBigInt(&floor, 0), Remainder: decimal.NewFromBigInt(&remainder, w.exponent),
			Units: decimal.NewFromBigInt(units[i], 0),
		}
		if share.Extra {
			r.Left++
			if r.Left == 1 || share.Remainder.Cmp(r.Threshold) < 0 {
				r.Threshold = share.Remainder
			}
		}
		r.Shares[i] = share
	}
	return nil
}

// weights are decimals brought to one power of ten: weight = scaled * 10^exponent.
type weights struct {
	scaled   []*big.Int
	sum      *big.Int
	exponent int32
}

// commonScale brings the weights to the finest power of ten among them.
func commonScale(members []Member) (weights, error) {
	w := weights{scaled: make([]*big.Int, len(members)), sum: new(big.Int)}
	first := true
	for _, m := range members {
		switch {
		case m.Weight.Sign() < 0:
			return w, ErrNegativeWeight.With("key", m.Key)
		case m.Weight.Sign() == 0:
		case outOfRange(m.Weight):
			return w, ErrOutOfRange.With("key", m.Key)
		case first || m.Weight.Exponent() < w.exponent:
			w.exponent, first = m.Weight.Exponent(), false
		}
	}
	for i, m := range members {
		w.scaled[i] = m.Weight.Coefficient()
		if more := m.Weight.Exponent() - w.exponent; w.scaled[i].Sign() > 0 && more > 0 {
			w.scaled[i].Mul(w.scaled[i], powerOfTen(more))
		}
		w.sum.Add(w.sum, w.scaled[i])
	}
	return w, nil
}

// wholeUnits is the total as an integer.
func wholeUnits(total decimal.Decimal) (*big.Int, error) {
	if total.Sign() == 0 {
		return new(big.Int), nil
	}
	if outOfRange(total) {
		return nil, ErrOutOfRange
	}
	if !total.IsInteger() {
		return nil, ErrFinerThanMinorUnit
	}
	return total.BigInt(), nil
}

func outOfRange(d decimal.Decimal) bool {
	return d.Exponent() < -MaxExponent || d.Exponent() > MaxExponent
}

func powerOfTen(n int32) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

func keysOf(members []Member) []string {
	keys := make([]string, len(members))
	for i, m := range members {
		keys[i] = m.Key
	}
	return keys
}

// compareKeys is the order of ties.
func compareKeys(a, b string) int { return strings.Compare(a, b) }
