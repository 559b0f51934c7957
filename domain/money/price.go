package money

import (
	"regexp"

	"github.com/shopspring/decimal"
)

var priceText = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,6})?$`)

// Price is what one unit costs, net, with up to six places; never negative.
type Price struct{ d decimal.Decimal }

// ParsePrice reads "389.90" or "0.004999"; it fails with ErrPriceMalformed.
func ParsePrice(text string) (Price, error) {
	if !priceText.MatchString(text) {
		return Price{}, ErrPriceMalformed.With("value", clip(text))
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Price{}, ErrPriceMalformed.With("value", clip(text))
	}
	return Price{d}, nil
}

// MustPrice is ParsePrice for constants; it panics on a wrong one.
func MustPrice(text string) Price {
	p, err := ParsePrice(text)
	if err != nil {
		panic(err)
	}
	return p
}

// PriceFromDecimal takes a decimal that a store kept; it fails with ErrPriceMalformed.
func PriceFromDecimal(d decimal.Decimal) (Price, error) {
	if d.Sign() < 0 || !d.Equal(d.Truncate(6)) {
		return Price{}, ErrPriceMalformed.With("value", d.String())
	}
	return Price{d}, nil
}

// Times is the price of a quantity, rounded once, half away from zero.
func (p Price) Times(quantity decimal.Decimal) Amount {
	return Amount{p.d.Mul(quantity).Round(2)}
}

// Decimal is the price for stores and ratios.
func (p Price) Decimal() decimal.Decimal { return p.d }

// Cmp is -1, 0 or 1 as p is less than, equal to or greater than q.
func (p Price) Cmp(q Price) int { return p.d.Cmp(q.d) }

// IsZero reports whether the unit is free.
func (p Price) IsZero() bool { return p.d.IsZero() }

// String writes at least two and at most six places: "389.90", "0.004999".
func (p Price) String() string {
	if p.d.Equal(p.d.Truncate(2)) {
		return p.d.StringFixed(2)
	}
	return p.d.String()
}

// MarshalText writes what String does; JSON carries prices as text.
func (p Price) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what ParsePrice reads.
func (p *Price) UnmarshalText(text []byte) error {
	got, err := ParsePrice(string(text))
	if err != nil {
		return err
	}
	*p = got
	return nil
}
