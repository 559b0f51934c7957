package split

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// BoundsRule and BoundsVersion name how bounds are kept.
const (
	BoundsRule    = "one-level"
	BoundsVersion = 1
)

// Faults of bounds. Amounts are minor units, without the sign of the total.
var (
	// ErrCapsShortOfTotal: all caps together are "amount" below the total, which nobody would bear.
	ErrCapsShortOfTotal = fault.New(fault.Invalid, "split.caps-short-of-total", fault.Rule(BoundsRule))
	// ErrFloorsExceedTotal: all floors together are "amount" above the total.
	ErrFloorsExceedTotal = fault.New(fault.Invalid, "split.floors-exceed-total", fault.Rule(BoundsRule))
	// ErrBoundsCrossed: the cap of the member "key" lies below its floor, or below zero.
	ErrBoundsCrossed = fault.New(fault.Invalid, "split.bounds-crossed", fault.Rule(BoundsRule))
)

// BoundedMember is a member with bounds in whole minor units; nil is no bound. They
// bound the share without its sign, so that they mean the same for a credit. No share
// is below zero then, and a floor below it holds nobody.
type BoundedMember struct {
	Member
	Floor, Cap *decimal.Decimal
}

// Hold says which bound decides what a member bears.
type Hold string

// The holds. A member whose bounds meet is held by its cap where the level reaches
// it, else by its floor.
const (
	NotHeld     Hold = ""
	HeldByFloor Hold = "floor"
	HeldByCap   Hold = "cap"
)

// BoundedResult is a split between bounds with its explanation, in the order of the
// members given.
type BoundedResult struct {
	Rule    string
	Version int
	Level   Ratio // minor units for one of weight, without the sign of the total
	Held    []Hold
	Units   []decimal.Decimal
	Free    Result // the split of the rest among those not held, without bounds; the zero value if there are none
}

// Bounded splits total so that every member bears weight times one level, or where
// that lies beyond a bound, the bound: the level is the one for which these sum to
// the total, or the lowest such where all are held. Members held by a bound bear it,
// the others share the rest as Units does. A weight of zero bears its floor.
// It takes O(n log n) time.
//
// It fails with the faults of Units, the total's first, then those of the keys and
// the weights; then with ErrFinerThanMinorUnit or ErrOutOfRange of a bound,
// ErrBoundsCrossed, ErrFloorsExceedTotal and ErrCapsShortOfTotal.
func Bounded(total decimal.Decimal, members []BoundedMember) (BoundedResult, error) {
	t, err := wholeUnits(total)
	if err != nil {
		return BoundedResult{}, err
	}
	plain := make([]Member, len(members))
	for i, m := range members {
		plain[i] = m.Member
	}
	if _, err := NewSplitter(keysOf(plain)); err != nil {
		return BoundedResult{}, err
	}
	w, err := commonScale(plain)
	if err != nil {
		return BoundedResult{}, err
	}
	bounds, err := boundsOf(members)
	if err != nil {
		return BoundedResult{}, err
	}
	num, den, err := levelOf(new(big.Int).Abs(t), w, bounds)
	if err != nil {
		return BoundedResult{}, err
	}
	result := BoundedResult{
		Rule: BoundsRule, Version: BoundsVersion,
		Level: NewRatio(num, den).Mul(RatioOf(decimal.New(1, -w.exponent))),
	}
	return result, result.hold(t, plain, w, bounds, num, den)
}

// hold gives members at or beyond a bound the bound, and splits the rest.
func (r *BoundedResult) hold(t *big.Int, members []Member, w weights, bounds []bound, num, den *big.Int) error {
	r.Held, r.Units = make([]Hold, len(members)), make([]decimal.Decimal, len(members))
	var free []Member
	rest := new(big.Int).Abs(t)
	for i, m := range members {
		hold, at := bounds[i].hold(w.scaled[i], num, den)
		if r.Held[i] = hold; hold == NotHeld {
			free = append(free, m)
			continue
		}
		r.Units[i] = signed(at, t)
		rest.Sub(rest, at)
	}
	if len(free) == 0 {
		return nil
	}
	var err error
	if r.Free, err = Units(signed(rest, t), free); err != nil {
		return err
	}
	shares := r.Free.Shares
	for i, hold := range r.Held {
		if hold == NotHeld {
			r.Units[i], shares = shares[0].Units, shares[1:]
		}
	}
	return nil
}

// bound is what a share without its sign keeps to.
type bound struct {
	floor *big.Int // zero for none
	cap   *big.Int // nil for none
}

// hold tells which bound weight*num/den reaches, and where that bound lies.
func (b bound) hold(weight, num, den *big.Int) (Hold, *big.Int) {
	var exact, limit big.Int
	exact.Mul(weight, num)
	switch {
	case b.cap != nil && exact.Cmp(limit.Mul(b.cap, den)) >= 0:
		return HeldByCap, b.cap
	case b.floor.Sign() > 0 && exact.Cmp(limit.Mul(b.floor, den)) <= 0:
		return HeldByFloor, b.floor
	default:
		return NotHeld, nil
	}
}

// boundsOf fails for bounds that are no units or cross.
func boundsOf(members []BoundedMember) ([]bound, error) {
	bounds := make([]bound, len(members))
	for i, m := range members {
		bounds[i].floor = new(big.Int)
		if m.Floor != nil {
			floor, err := unitsOf(m.Key, *m.Floor)
			if err != nil {
				return nil, err
			}
			if floor.Sign() > 0 {
				bounds[i].floor = floor
			}
		}
		if m.Cap != nil {
			limit, err := unitsOf(m.Key, *m.Cap)
			if err != nil {
				return nil, err
			}
			if limit.Cmp(bounds[i].floor) < 0 {
				return nil, ErrBoundsCrossed.With("key", m.Key)
			}
			bounds[i].cap = limit
		}
	}
	return bounds, nil
}

// unitsOf is wholeUnits with the member named.
func unitsOf(key string, amount decimal.Decimal) (*big.Int, error) {
	units, err := wholeUnits(amount)
	if f, refused := fault.Of(err); refused {
		return nil, f.With("key", key)
	}
	return units, err
}

// turn is the level num/den at which a member begins to bear more than its floor,
// or stops to, at its cap.
type turn struct {
	num, den *big.Int // amount and weight
	stops    bool
}

// levelOf finds the lowest level num/den at which the members bear the total. What
// they bear together rises with the level along a line that bends where a member
// begins or stops; it is followed from bend to bend.
func levelOf(total *big.Int, w weights, bounds []bound) (num, den *big.Int, err error) {
	missing := new(big.Int).Set(total) // what the bounds that hold leave over
	for _, b := range bounds {
		missing.Sub(missing, b.floor)
	}
	switch missing.Sign() {
	case -1:
		return nil, nil, ErrFloorsExceedTotal.With("amount", missing.Neg(missing).String())
	case 0:
		return missing, big.NewInt(1), nil
	}
	if w.sum.Sign() == 0 {
		return nil, nil, ErrNoPositiveWeight
	}
	rising := new(big.Int) // the weights of those whom no bound holds, up to the next bend
	var there, needed big.Int
	for _, bend := range turns(w, bounds) {
		if there.Mul(rising, bend.num).Cmp(needed.Mul(missing, bend.den)) >= 0 {
			return missing, rising, nil
		}
		if bend.stops {
			missing.Sub(missing, bend.num)
			rising.Sub(rising, bend.den)
		} else {
			missing.Add(missing, bend.num)
			rising.Add(rising, bend.den)
		}
	}
	if rising.Sign() == 0 {
		return nil, nil, ErrCapsShortOfTotal.With("amount", missing.String())
	}
	return missing, rising, nil
}

// turns lists the bends of members with weight from the lowest level up.
func turns(w weights, bounds []bound) []turn {
	all := make([]turn, 0, 2*len(bounds))
	for i, b := range bounds {
		weight := w.scaled[i]
		if weight.Sign() == 0 {
			continue
		}
		all = append(all, turn{num: b.floor, den: weight})
		if b.cap != nil {
			all = append(all, turn{num: b.cap, den: weight, stops: true})
		}
	}
	var left, right big.Int
	slices.SortFunc(all, func(a, b turn) int {
		return left.Mul(a.num, b.den).Cmp(right.Mul(b.num, a.den))
	})
	return all
}
