package split

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// Faults of grants.
var (
	// ErrGrantNegative: a grant, or the most that it pays, is below zero.
	ErrGrantNegative = fault.New(fault.Invalid, "split.grant-negative")
	// ErrRate: the rate of a grant is not from 0 to 1.
	ErrRate = fault.New(fault.Invalid, "split.rate-out-of-range")
)

// OffTop takes a grant off the total before it is split: the members bear net, and
// granted is the same members' split of what is taken off. A member's gross share is
// the sum of the two; it may differ by a unit from that of a split of the total. No
// more is taken off than the total; unused is what remains of the grant.
//
// It fails with the faults of Units, for total or grant, and with ErrGrantNegative.
func OffTop(total, grant decimal.Decimal, members []Member) (net, granted Result, unused decimal.Decimal, err error) {
	t, err := wholeUnits(total)
	if err != nil {
		return Result{}, Result{}, decimal.Zero, err
	}
	g, err := grantUnits(grant)
	if err != nil {
		return Result{}, Result{}, decimal.Zero, err
	}
	used := atMost(g, t)
	if net, err = Units(decimal.NewFromBigInt(t.Sub(t, used), 0), members); err != nil {
		return Result{}, Result{}, decimal.Zero, err
	}
	if granted, err = Units(decimal.NewFromBigInt(used, 0), members); err != nil {
		return Result{}, Result{}, decimal.Zero, err
	}
	return net, granted, decimal.NewFromBigInt(g.Sub(g, used), 0), nil
}

// Earmarked gives a grant to the members with weights above zero, by these, but to
// nobody more than its gross share: what exceeds one member's share flows to the
// others, as in a split with caps, and unused is what exceeds all. A member with a
// gross share below zero gets nothing. Gross shares and weights stand in the order
// of the keys; any other number of them is an error of the caller.
//
// It fails with the faults of Units and with ErrGrantNegative.
func Earmarked(gross []decimal.Decimal, grant decimal.Decimal, keys []string, weights []decimal.Decimal) (granted []decimal.Decimal, unused decimal.Decimal, err error) {
	if len(gross) != len(keys) || len(weights) != len(keys) {
		return nil, decimal.Zero, fmt.Errorf("earmark by %d weights for %d gross shares of %d members", len(weights), len(gross), len(keys))
	}
	g, err := grantUnits(grant)
	if err != nil {
		return nil, decimal.Zero, err
	}
	members, room, err := eligible(gross, keys, weights)
	if err != nil {
		return nil, decimal.Zero, err
	}
	if room == nil && g.Sign() > 0 {
		return nil, decimal.Zero, ErrNoPositiveWeight
	}
	used := atMost(g, room)
	result, err := Bounded(decimal.NewFromBigInt(used, 0), members)
	if err != nil {
		return nil, decimal.Zero, err
	}
	return result.Units, decimal.NewFromBigInt(g.Sub(g, used), 0), nil
}

// eligible caps every member at its gross share; room is what those with weight can
// take together, nil for nobody.
func eligible(gross []decimal.Decimal, keys []string, weights []decimal.Decimal) (members []BoundedMember, room *big.Int, err error) {
	members = make([]BoundedMember, len(keys))
	for i, key := range keys {
		units, err := unitsOf(key, gross[i])
		if err != nil {
			return nil, nil, err
		}
		if units.Sign() < 0 {
			units.SetInt64(0)
		}
		limit := decimal.NewFromBigInt(units, 0)
		members[i] = BoundedMember{Member: Member{Key: key, Weight: weights[i]}, Cap: &limit}
		if weights[i].Sign() > 0 {
			if room == nil {
				room = new(big.Int)
			}
			room.Add(room, units)
		}
	}
	return members, room, nil
}

// Rate is what a grant pays of eligible minor units: rate times these, rounded down
// to the unit, but no more than limit, where that is not nil. Of what is below zero
// it pays nothing. The rate is a fraction from 0 to 1: "0.60" for 60 percent.
//
// It fails with ErrRate, with ErrFinerThanMinorUnit and ErrOutOfRange for eligible
// and limit, and with ErrGrantNegative for a limit below zero.
func Rate(eligible, rate decimal.Decimal, limit *decimal.Decimal) (decimal.Decimal, error) {
	cost, err := wholeUnits(eligible)
	if err != nil {
		return decimal.Zero, err
	}
	if outOfRange(rate) {
		return decimal.Zero, ErrOutOfRange
	}
	if rate.Sign() < 0 || rate.Cmp(decimal.NewFromInt(1)) > 0 {
		return decimal.Zero, ErrRate
	}
	exact := RatioOf(rate).value()
	paid := new(big.Int).Mul(cost, exact.Num())
	paid.Quo(paid, exact.Denom())
	if paid.Sign() < 0 {
		paid.SetInt64(0)
	}
	if limit != nil {
		most, err := grantUnits(*limit)
		if err != nil {
			return decimal.Zero, err
		}
		paid = atMost(paid, most)
	}
	return decimal.NewFromBigInt(paid, 0), nil
}

// grantUnits is wholeUnits of what must not be negative.
func grantUnits(amount decimal.Decimal) (*big.Int, error) {
	units, err := wholeUnits(amount)
	if err == nil && units.Sign() < 0 {
		return nil, ErrGrantNegative
	}
	return units, err
}

// atMost is the smaller of grant and cost, but never below zero; cost may be nil for none.
func atMost(grant, cost *big.Int) *big.Int {
	switch {
	case cost == nil || cost.Sign() <= 0:
		return new(big.Int)
	case grant.Cmp(cost) < 0:
		return new(big.Int).Set(grant)
	default:
		return new(big.Int).Set(cost)
	}
}
