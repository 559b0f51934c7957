// Package money holds euros: amounts to the cent, unit prices to the sixth
// place. Neither is ever made from a float.
package money

import (
	"regexp"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// Faults of reading money.
var (
	// ErrMalformed: the text is no plain decimal number ("1234.50"), or too large.
	ErrMalformed = fault.New(fault.Invalid, "money.malformed")
	// ErrFinerThanCent: the text has more than two decimal places.
	ErrFinerThanCent = fault.New(fault.Invalid, "money.finer-than-cent")
	// ErrPriceMalformed: the text is no price of at most six places, or negative.
	ErrPriceMalformed = fault.New(fault.Invalid, "money.price-malformed")
)

// Thirteen digits before the point are what numeric(15,2) holds: larger money
// does not exist in a cooperative, and a pattern ahead of the parser keeps
// exponents such as 1e999999999 out (security.md).
var amountText = regexp.MustCompile(`^-?[0-9]{1,13}(\.[0-9]+)?$`)

// Amount is euros to the cent, of either sign. The zero value is 0.00.
type Amount struct{ d decimal.Decimal }

// Zero is 0.00 euros.
var Zero = Amount{}

// ParseAmount reads "1234.5", "-0.01" and their like. It fails with ErrMalformed
// or ErrFinerThanCent; trailing zeros beyond the cent are finer than a cent too.
func ParseAmount(text string) (Amount, error) {
	if !amountText.MatchString(text) {
		return Zero, ErrMalformed.With("value", clip(text))
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Zero, ErrMalformed.With("value", clip(text))
	}
	if d.Exponent() < -2 {
		return Zero, ErrFinerThanCent.With("value", clip(text))
	}
	return Amount{d}, nil
}

// MustAmount is ParseAmount for constants; it panics on a wrong one.
func MustAmount(text string) Amount {
	a, err := ParseAmount(text)
	if err != nil {
		panic(err)
	}
	return a
}

// FromCents makes an amount of so many cents.
func FromCents(cents int64) Amount { return Amount{decimal.New(cents, -2)} }

// FromDecimal takes a decimal that a store kept; it fails with ErrFinerThanCent.
func FromDecimal(d decimal.Decimal) (Amount, error) {
	if !d.Equal(d.Truncate(2)) {
		return Zero, ErrFinerThanCent.With("value", d.String())
	}
	return Amount{d}, nil
}

// Cents is the amount in minor units; every amount fits.
func (a Amount) Cents() int64 { return a.d.Shift(2).IntPart() }

// Decimal is the amount for stores and ratios.
func (a Amount) Decimal() decimal.Decimal { return a.d }

// Add returns a + b.
func (a Amount) Add(b Amount) Amount { return Amount{a.d.Add(b.d)} }

// Sub returns a - b.
func (a Amount) Sub(b Amount) Amount { return Amount{a.d.Sub(b.d)} }

// Neg returns -a.
func (a Amount) Neg() Amount { return Amount{a.d.Neg()} }

// Raised is a with so many per cent on top, rounded to the cent.
func (a Amount) Raised(percent int) Amount {
	return Amount{a.d.Mul(decimal.New(100+int64(percent), -2)).Round(2)}
}

// Cmp is -1, 0 or 1 as a is less than, equal to or greater than b.
func (a Amount) Cmp(b Amount) int { return a.d.Cmp(b.d) }

// Sign is -1, 0 or 1.
func (a Amount) Sign() int { return a.d.Sign() }

// IsZero reports whether a is 0.00.
func (a Amount) IsZero() bool { return a.d.IsZero() }

// String writes two places and a point: "1234.50".
func (a Amount) String() string { return a.d.StringFixed(2) }

// MarshalText writes two places; JSON carries amounts as text.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what ParseAmount reads.
func (a *Amount) UnmarshalText(text []byte) error {
	got, err := ParseAmount(string(text))
	if err != nil {
		return err
	}
	*a = got
	return nil
}

// Sum adds amounts.
func Sum(amounts ...Amount) Amount {
	total := Zero
	for _, a := range amounts {
		total = total.Add(a)
	}
	return total
}

// clip keeps a wrong input short enough for a sentence.
func clip(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}
