package vat

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Item is an amount without tax and how it is taxed: a line's net amount (BT-131), or
// an allowance (BT-92) or charge (BT-99) on the whole document.
type Item struct {
	Net decimal.Decimal
	Tax Tax
}

// Subtotal is the tax of one category and rate (BG-23).
type Subtotal struct {
	Tax     Tax             // BT-118, BT-119
	Taxable decimal.Decimal // BT-116
	VAT     decimal.Decimal // BT-117
}

// Totals are the amounts of a document (BG-22) and its breakdown by category and rate.
type Totals struct {
	Lines      decimal.Decimal // BT-106
	Allowances decimal.Decimal // BT-107
	Charges    decimal.Decimal // BT-108
	Net        decimal.Decimal // BT-109
	VAT        decimal.Decimal // BT-110
	Gross      decimal.Decimal // BT-112
	Prepaid    decimal.Decimal // BT-113
	Rounding   decimal.Decimal // BT-114
	Due        decimal.Decimal // BT-115
	Subtotals  []Subtotal      // by category, then by falling rate
}

// Breakdown computes a document's totals with nothing prepaid: BR-CO-10 to -17 and
// BR-S-08 and its like hold exactly. It fails with the faults of NewTax, and with
// ErrFinerThanCent.
func Breakdown(lines, allowances, charges []Item) (Totals, error) {
	var t Totals
	for _, group := range []struct {
		items []Item
		sum   *decimal.Decimal
		sign  int64
	}{{lines, &t.Lines, 1}, {allowances, &t.Allowances, -1}, {charges, &t.Charges, 1}} {
		for _, item := range group.items {
			if err := item.check(); err != nil {
				return Totals{}, err
			}
			*group.sum = group.sum.Add(item.Net)
			t.tax(item.Tax, item.Net.Mul(decimal.NewFromInt(group.sign)))
		}
	}
	slices.SortFunc(t.Subtotals, func(a, b Subtotal) int {
		return cmp.Or(cmp.Compare(a.Tax.Category, b.Tax.Category), b.Tax.Rate.Cmp(a.Tax.Rate))
	})
	for i := range t.Subtotals {
		s := &t.Subtotals[i]
		s.VAT = Of(s.Taxable, s.Tax.Rate)
		t.VAT = t.VAT.Add(s.VAT)
	}
	t.Net = t.Lines.Sub(t.Allowances).Add(t.Charges)
	t.Gross = t.Net.Add(t.VAT)
	t.Due = Due(t.Gross, t.Prepaid, t.Rounding)
	return t, nil
}

func (i Item) check() error {
	if err := i.Tax.check(); err != nil {
		return err
	}
	return checkCents(i.Net)
}

// tax adds an amount to the subtotal of its category and rate.
func (t *Totals) tax(by Tax, amount decimal.Decimal) {
	for i := range t.Subtotals {
		if s := &t.Subtotals[i]; s.Tax.Category == by.Category && s.Tax.Rate.Equal(by.Rate) {
			s.Taxable = s.Taxable.Add(amount)
			return
		}
	}
	t.Subtotals = append(t.Subtotals, Subtotal{Tax: by, Taxable: amount})
}

// After returns the totals with something prepaid and with the amount by which the sum
// to be paid is rounded; it fails with ErrFinerThanCent.
func (t Totals) After(prepaid, rounding decimal.Decimal) (Totals, error) {
	if err := checkCents(prepaid, rounding); err != nil {
		return Totals{}, err
	}
	t.Prepaid, t.Rounding, t.Due = prepaid, rounding, Due(t.Gross, prepaid, rounding)
	return t, nil
}

// Neg is the cancellation: every figure with the opposite sign, nothing computed anew.
func (t Totals) Neg() Totals {
	for _, figure := range []*decimal.Decimal{
		&t.Lines, &t.Allowances, &t.Charges, &t.Net, &t.VAT, &t.Gross, &t.Prepaid, &t.Rounding, &t.Due,
	} {
		*figure = figure.Neg()
	}
	t.Subtotals = slices.Clone(t.Subtotals)
	for i := range t.Subtotals {
		s := &t.Subtotals[i]
		s.Taxable, s.VAT = s.Taxable.Neg(), s.VAT.Neg()
	}
	return t
}

// Due is what remains to be paid (BT-115, BR-CO-16) of a total with tax (BT-112), of
// which something is prepaid (BT-113), after rounding (BT-114).
func Due(gross, prepaid, rounding decimal.Decimal) decimal.Decimal {
	return gross.Sub(prepaid).Add(rounding)
}
