package split

import (
	"math/big"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// ErrTierInvalid: the tier from "from" minor units on starts below zero or amid a
// unit, or where another does, or its percentage is not from 0 to 100.
var ErrTierInvalid = fault.New(fault.Invalid, "split.tier-invalid")

// Tier is a step of a scale of rebates: from a volume on, in minor units and that
// volume included, so many percent of the whole volume.
type Tier struct {
	From    decimal.Decimal
	Percent decimal.Decimal
}

// Rebate is what a volume earns.
type Rebate struct {
	Volume decimal.Decimal
	Tier   Tier            // the highest one that the volume reaches; the zero value for none
	Exact  Ratio           // the percentage of the volume
	Units  decimal.Decimal // rounded to whole minor units, half of one up
}

// RebateOn finds the rebate of a volume: the percentage of the highest tier that it
// reaches, of all its units. Below the lowest tier there is none. Of a volume that
// grows over time the whole one counts; what is new is the rebate less what was
// credited before. It fails with ErrTierInvalid, ErrFinerThanMinorUnit and
// ErrOutOfRange.
func RebateOn(volume decimal.Decimal, tiers []Tier) (Rebate, error) {
	units, err := wholeUnits(volume)
	if err != nil {
		return Rebate{}, err
	}
	if err := checkTiers(tiers); err != nil {
		return Rebate{}, err
	}
	r := Rebate{Volume: volume, Units: decimal.Zero}
	reached := false
	for _, tier := range tiers {
		if tier.From.Cmp(volume) <= 0 && (!reached || tier.From.Cmp(r.Tier.From) > 0) {
			r.Tier, reached = tier, true
		}
	}
	if reached { // by a volume from 0 on
		r.Exact = RatioOf(r.Tier.Percent).Mul(NewRatio(units, big.NewInt(100)))
		r.Units = roundHalfUp(r.Exact)
	}
	return r, nil
}

func checkTiers(tiers []Tier) error {
	starts := make(map[string]bool, len(tiers))
	for _, tier := range tiers {
		if outOfRange(tier.From) || outOfRange(tier.Percent) {
			return ErrOutOfRange
		}
		from := tier.From.String()
		if starts[from] || tier.From.Sign() < 0 || !tier.From.IsInteger() ||
			tier.Percent.Sign() < 0 || tier.Percent.Cmp(decimal.NewFromInt(100)) > 0 {
			return ErrTierInvalid.With("from", from)
		}
		starts[from] = true
	}
	return nil
}

// roundHalfUp is for values from 0 on.
func roundHalfUp(r Ratio) decimal.Decimal {
	twice := r.Num()
	den := r.Den()
	twice.Add(twice.Lsh(twice, 1), den) // 2*num + den, over 2*den
	return decimal.NewFromBigInt(twice.Quo(twice, den.Lsh(den, 1)), 0)
}

// SharedRebate is a rebate that members reached together.
type SharedRebate struct {
	Rebate  Rebate
	Credits Result // what to post: the rebate's units, with a minus, by volumes
	Members []Gain // in the order of the volumes
}

// Gain is what buying together brought a member, in minor units.
type Gain struct {
	Key    string
	Volume decimal.Decimal
	Credit decimal.Decimal // its part of the shared rebate
	Alone  Rebate          // what its own volume would have earned
	Gain   decimal.Decimal // Credit less Alone; rounding may leave a unit less than nothing
}

// ShareRebate credits the rebate of the volumes' sum to the members in proportion
// to their volumes: exactly, and to nobody more than its volume. It fails as
// RebateOn, with ErrNegativeWeight for a volume below zero, and with the other
// faults of Units.
func ShareRebate(volumes []Position, tiers []Tier) (SharedRebate, error) {
	if err := checkPositions(volumes); err != nil {
		return SharedRebate{}, err
	}
	rebate, err := RebateOn(sumPositions(volumes), tiers)
	if err != nil {
		return SharedRebate{}, err
	}
	members := make([]Member, len(volumes))
	for i, v := range volumes {
		members[i] = Member{Key: v.Key, Weight: v.Units}
	}
	credits, err := Units(rebate.Units.Neg(), members)
	if err != nil {
		return SharedRebate{}, err
	}
	shared := SharedRebate{Rebate: rebate, Credits: credits, Members: make([]Gain, len(volumes))}
	for i, v := range volumes {
		alone, err := RebateOn(v.Units, tiers)
		if err != nil {
			return SharedRebate{}, err
		}
		credit := credits.Shares[i].Units.Neg()
		shared.Members[i] = Gain{Key: v.Key, Volume: v.Units, Credit: credit, Alone: alone, Gain: credit.Sub(alone.Units)}
	}
	return shared, nil
}

// Resplit splits what remains of everything posted, once a rebate is off it, anew
// among the members: target is that split, deltas what to post now. They sum to the
// rebate with a minus, and nobody of whom the target knows is left below zero. The
// result may differ by units from a split of the rebate alone.
//
// It fails with ErrCreditBeyondPosted for a rebate that is more than was posted or
// of the other sign, and with the faults of Units and Delta.
func Resplit(rebate decimal.Decimal, members []Member, posted []Position) (target Result, deltas []Position, err error) {
	if _, err = wholeUnits(rebate); err != nil {
		return Result{}, nil, err
	}
	if err = checkPositions(posted); err != nil {
		return Result{}, nil, err
	}
	total := sumPositions(posted)
	if err = checkCredit(rebate, total); err != nil {
		return Result{}, nil, err
	}
	if target, err = Units(total.Sub(rebate), members); err != nil {
		return Result{}, nil, err
	}
	deltas, err = Delta(target.Positions(), posted)
	return target, deltas, err
}
