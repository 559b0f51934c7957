package split

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// Faults of mixed keys and of base amounts.
var (
	// ErrPercentNotHundred: the parts of a mix do not sum to 100 percent but to "sum", or one is not above zero.
	ErrPercentNotHundred = fault.New(fault.Invalid, "split.percent-not-hundred")
	// ErrBaseNegative: the amount that every member bears first is below zero.
	ErrBaseNegative = fault.New(fault.Invalid, "split.base-negative")
	// ErrBaseExceedsTotal: what every member bears first is "amount" minor units more than the total.
	ErrBaseExceedsTotal = fault.New(fault.Invalid, "split.base-exceeds-total")
)

// Part is one of the keys of a mix: which percentage of the total it shares, and by
// which weights, one a member in the order of all parts.
type Part struct {
	Percent decimal.Decimal
	Weights []decimal.Decimal
}

// Mix makes one weight a member of several keys ("30 % equal, 70 % inhabitants"):
// what the member bears of 100, the sum of percent*w/W over the parts. Integers
// turns the weights into those of a split, so that it is rounded once.
//
// It fails with ErrPercentNotHundred, ErrNoPositiveWeight for a part whose weights
// are all zero, ErrNegativeWeight and ErrOutOfRange; these three point to the part,
// and "key" is the member's place, from 1 on. Parts for different numbers of
// members are an error of the caller.
func Mix(parts []Part) ([]Ratio, error) {
	if err := checkPercents(parts); err != nil {
		return nil, err
	}
	terms := make([][]Ratio, len(parts[0].Weights)) // by member, then by part
	for k, part := range parts {
		if len(part.Weights) != len(terms) {
			return nil, fmt.Errorf("mix weights of %d members with those of %d", len(part.Weights), len(terms))
		}
		w, err := commonScale(byPlace(part.Weights))
		if err == nil && w.sum.Sign() == 0 {
			err = ErrNoPositiveWeight
		}
		if f, refused := fault.Of(err); refused {
			return nil, f.At("parts." + strconv.Itoa(k))
		}
		factor := RatioOf(part.Percent).Quo(NewRatio(w.sum, big.NewInt(1)))
		for i, scaled := range w.scaled {
			terms[i] = append(terms[i], factor.Mul(NewRatio(scaled, big.NewInt(1))))
		}
	}
	mixed := make([]Ratio, len(terms))
	for i := range terms {
		mixed[i] = sumRatios(terms[i])
	}
	return mixed, nil
}

// checkPercents fails with ErrPercentNotHundred or ErrOutOfRange.
func checkPercents(parts []Part) error {
	sum, positive := decimal.Zero, true
	for k, part := range parts {
		if outOfRange(part.Percent) {
			return ErrOutOfRange.At("parts." + strconv.Itoa(k))
		}
		positive = positive && part.Percent.Sign() > 0
		sum = sum.Add(part.Percent)
	}
	if !positive || !sum.Equal(decimal.NewFromInt(100)) {
		return ErrPercentNotHundred.With("sum", sum.String())
	}
	return nil
}

// byPlace are members without keys of their own.
func byPlace(weights []decimal.Decimal) []Member {
	members := make([]Member, len(weights))
	for i, w := range weights {
		members[i] = Member{Key: strconv.Itoa(i + 1), Weight: w}
	}
	return members
}

// AboveBase splits what is left of total once every member, also one without
// weight, bears base minor units; a member's share is base plus its units of the
// result. A negative total is split mirrored: the base is then taken off, and the
// share is the units less base.
//
// It fails with the faults of Units, ErrBaseNegative, ErrFinerThanMinorUnit for
// half a unit of base, and ErrBaseExceedsTotal.
func AboveBase(total, base decimal.Decimal, members []Member) (Result, error) {
	t, err := wholeUnits(total)
	if err != nil {
		return Result{}, err
	}
	b, err := wholeUnits(base)
	if err != nil {
		return Result{}, err
	}
	if b.Sign() < 0 {
		return Result{}, ErrBaseNegative
	}
	rest := new(big.Int).Abs(t)
	rest.Sub(rest, b.Mul(b, big.NewInt(int64(len(members)))))
	if rest.Sign() < 0 {
		return Result{}, ErrBaseExceedsTotal.With("amount", rest.Neg(rest).String())
	}
	return Units(signed(rest, t), members)
}
