package vat

import "github.com/shopspring/decimal"

// Line is a line of a document before it is rounded: a quantity (BT-129) at a price
// (BT-146) for a base quantity (BT-149), with allowances (BT-136) and charges (BT-141).
type Line struct {
	Quantity, Price, Base decimal.Decimal
	Allowances, Charges   decimal.Decimal
}

// Net is the line's net amount (BT-131): quantity * price / base quantity, minus
// allowances, plus charges, rounded once. It fails with ErrBaseQuantity, and with
// ErrFinerThanCent for an allowance or charge.
func (l Line) Net() (decimal.Decimal, error) {
	if l.Base.Sign() <= 0 {
		return decimal.Zero, ErrBaseQuantity
	}
	if err := checkCents(l.Allowances, l.Charges); err != nil {
		return decimal.Zero, err
	}
	return quotient(l.Quantity.Mul(l.Price), l.Base, 2).Sub(l.Allowances).Add(l.Charges), nil
}

// FromGross are the totals of a document that asks for a price with tax, which no net
// amount may lead to: the rounding amount (BT-114) carries the difference. It fails with
// ErrRateInvalid or ErrFinerThanCent.
func FromGross(gross, rate decimal.Decimal) (Totals, error) {
	if err := CheckRate(rate); err != nil {
		return Totals{}, err
	}
	if err := checkCents(gross); err != nil {
		return Totals{}, err
	}
	tax := Tax{Category: Standard, Rate: rate}
	if rate.Sign() == 0 {
		tax.Category = ZeroRated
	}
	net := quotient(gross.Mul(hundred), hundred.Add(rate), 2)
	totals, err := Breakdown([]Item{{Net: net, Tax: tax}}, nil, nil)
	if err != nil {
		return Totals{}, err
	}
	return totals.After(decimal.Zero, gross.Sub(totals.Gross))
}

// Discounted is a line of which a percentage is taken off, in the ways that suppliers
// do it.
type Discounted struct {
	PerPiece  decimal.Decimal // quantity * the reduced price, that price rounded to the cent
	PerLine   decimal.Decimal // what EN 16931 asks for: the line, minus its rounded allowance
	Unrounded decimal.Decimal // quantity * the reduced price, rounded once
	Exact     decimal.Decimal // not rounded at all
}

// Discount takes percent off a quantity at a price. It fails with ErrRateInvalid for a
// percentage that is none.
func Discount(quantity, price, percent decimal.Decimal) (Discounted, error) {
	if err := CheckRate(percent); err != nil {
		return Discounted{}, err
	}
	reduced := Exact(price, hundred.Sub(percent))
	line := quantity.Mul(price).Round(2)
	exact := quantity.Mul(reduced)
	return Discounted{
		PerPiece:  quantity.Mul(reduced.Round(2)).Round(2),
		PerLine:   line.Sub(Of(line, percent)),
		Unrounded: exact.Round(2),
		Exact:     exact,
	}, nil
}
