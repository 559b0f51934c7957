package postgres

import (
	"fmt"

	"allmende/domain/money"
	"allmende/domain/vat"
	"allmende/ports/view"
)

// taxed are net amounts with the columns of their VAT, to be shown together.
type taxed []vat.Item

// add takes a line and gives what its column says, as it is shown.
func (t *taxed) add(total, column string) (*view.Tax, error) {
	tax, err := taxOf(column)
	if err != nil {
		return nil, err
	}
	net, err := money.ParseAmount(total)
	if err != nil {
		return nil, fmt.Errorf("total %q: %v", total, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	*t = append(*t, vat.Item{Net: net.Decimal(), Tax: tax})
	return taxShown(tax), nil
}

// taxShown is nothing for what is not known.
func taxShown(tax vat.Tax) *view.Tax {
	if !tax.Known() {
		return nil
	}
	return &view.Tax{Category: string(tax.Category), Rate: tax.Rate.String()}
}

// shown is what VAT makes of all of them.
func (t taxed) shown() (view.Taxation, error) {
	foreseen, err := vat.Foresee(t)
	if err != nil {
		return view.Taxation{}, fmt.Errorf("compute VAT: %w", err)
	}
	shown := view.Taxation{Rates: make([]view.TaxOfRate, len(foreseen.Subtotals)), Lines: foreseen.Unknown}
	for i, s := range foreseen.Subtotals {
		shown.Rates[i] = view.TaxOfRate{Tax: *taxShown(s.Tax), Net: s.Taxable.StringFixed(2), VAT: s.VAT.StringFixed(2)}
	}
	if foreseen.Whole() {
		shown.VAT, shown.Gross = foreseen.VAT.StringFixed(2), foreseen.Gross.StringFixed(2)
	} else {
		shown.Open = foreseen.Open.StringFixed(2)
	}
	return shown, nil
}
