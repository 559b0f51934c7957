package vat

import (
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// Shown splits the tax of one category and rate (BT-117) among the amounts it was
// computed on, for display only: it sums to the tax, and each part lies less than a
// cent and a half from the exact tax on its amount alone. The exact tax of every amount bears its part of
// the rounding in proportion to its size, so that amounts of one sign are split by
// largest remainders with themselves as weights; of equal remainders the first amount's
// is served first. An amount may have either sign; with all signs changed, so are the parts.
//
// It fails with ErrRateInvalid or ErrFinerThanCent.
func Shown(nets []decimal.Decimal, rate decimal.Decimal) ([]decimal.Decimal, error) {
	if err := CheckRate(rate); err != nil {
		return nil, err
	}
	if err := checkCents(nets...); err != nil {
		return nil, err
	}
	sum, size := decimal.Zero, decimal.Zero
	for _, net := range nets {
		sum, size = sum.Add(net), size.Add(net.Abs())
	}
	if size.IsZero() {
		return make([]decimal.Decimal, len(nets)), nil
	}
	tax := Of(sum, rate)
	if tax.IsZero() && firstSign(nets) < 0 { // no tax has no sign by which to mirror a cancellation
		shown, err := shownOf(tax, sum.Neg(), size, rate, negated(nets))
		return negated(shown), err
	}
	return shownOf(tax, sum, size, rate, nets)
}

// shownOf splits the tax on the sum of the nets; size is the sum of these without signs.
func shownOf(tax, sum, size, rate decimal.Decimal, nets []decimal.Decimal) ([]decimal.Decimal, error) {
	rounding := split.RatioOf(tax.Sub(Exact(sum, rate))).Quo(split.RatioOf(size))
	quotas := make([]split.Quota, len(nets))
	for i, net := range nets {
		quotas[i] = split.Quota{
			Key:   fmt.Sprintf("%09d", i),
			Quota: split.RatioOf(Exact(net, rate)).Add(rounding.Mul(split.RatioOf(net.Abs()))).Mul(cent),
		}
	}
	result, err := split.Quotas(tax.Shift(2), quotas)
	if err != nil {
		return nil, fmt.Errorf("show tax: %w", err)
	}
	shown := make([]decimal.Decimal, len(nets))
	for i, share := range result.Shares {
		shown[i] = share.Units.Shift(-2)
	}
	return shown, nil
}

// firstSign is that of the first amount which has one.
func firstSign(amounts []decimal.Decimal) int {
	for _, amount := range amounts {
		if amount.Sign() != 0 {
			return amount.Sign()
		}
	}
	return 0
}

func negated(amounts []decimal.Decimal) []decimal.Decimal {
	mirrored := make([]decimal.Decimal, len(amounts))
	for i, amount := range amounts {
		mirrored[i] = amount.Neg()
	}
	return mirrored
}

// cent is how many there are of it in one.
var cent = split.RatioOf(hundred)
