// Package vat is the arithmetic of value-added tax as EN 16931 demands it: tax is
// computed once for each category and rate of a document, exactly, and rounded to the
// cent half away from zero (DIN 1333), so that a cancellation mirrors its invoice. The
// published Schematron tolerates a whole unit of currency; nothing here does.
//
// Amounts are decimals of at most two places, rates are percents ("19"). What a field
// is called in the standard (BT-116) stands beside it. A number whose power of ten is
// beyond split.MaxExponent is refused with split.ErrOutOfRange.
package vat

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// Faults of tax. Nothing is computed when one of them is returned.
var (
	// ErrCategoryUnknown: "category" is none of the codes below.
	ErrCategoryUnknown = fault.New(fault.Invalid, "vat.category-unknown")
	// ErrRateInvalid: "rate" is negative, above a hundred or finer than four places, or
	// the category is S and the rate is zero (BR-S-05).
	ErrRateInvalid = fault.New(fault.Invalid, "vat.rate-invalid")
	// ErrRateNotZero: "category" bears no tax, so its rate is zero (BR-E-05, BR-Z-05, BR-AE-05, BR-O-05).
	ErrRateNotZero = fault.New(fault.Invalid, "vat.rate-not-zero")
	// ErrFinerThanCent: "amount" has more than two decimal places (BR-DEC-01 and following).
	ErrFinerThanCent = fault.New(fault.Invalid, "vat.amount-finer-than-cent")
	// ErrBaseQuantity: a price is for a base quantity above zero (BT-149).
	ErrBaseQuantity = fault.New(fault.Invalid, "vat.base-quantity-not-positive")
)

// Category says why an amount is taxed or not, by its code in UNTDID 5305 (BT-118, BT-151).
type Category string

// The categories that occur among public bodies and their suppliers.
const (
	Standard      Category = "S"  // taxed at a rate above zero
	Exempt        Category = "E"  // exempt, for example by UStG 4 no. 29
	ZeroRated     Category = "Z"  // taxed at zero
	OutOfScope    Category = "O"  // not subject to tax
	ReverseCharge Category = "AE" // the recipient owes the tax (UStG 13b)
)

// Tax is a category with its rate in percent.
type Tax struct {
	Category Category
	Rate     decimal.Decimal
}

// NewTax fails with ErrCategoryUnknown, ErrRateInvalid or ErrRateNotZero.
func NewTax(category Category, rate decimal.Decimal) (Tax, error) {
	tax := Tax{Category: category, Rate: rate}
	return tax, tax.check()
}

// MustTax is NewTax for constants; it panics on a wrong one.
func MustTax(category Category, rate string) Tax {
	tax, err := NewTax(category, decimal.RequireFromString(rate))
	if err != nil {
		panic(err)
	}
	return tax
}

func (t Tax) check() error {
	switch t.Category {
	case Standard:
		if t.Rate.Sign() == 0 {
			return ErrRateInvalid.With("rate", "0")
		}
		return CheckRate(t.Rate)
	case Exempt, ZeroRated, OutOfScope, ReverseCharge:
		if t.Rate.Sign() != 0 {
			return ErrRateNotZero.With("category", string(t.Category))
		}
		return nil
	default:
		return ErrCategoryUnknown.With("category", fmt.Sprintf("%.10s", string(t.Category)))
	}
}

// String is the category and the rate without needless zeros: "S/19"; of Unknown nothing.
func (t Tax) String() string {
	if !t.Known() {
		return ""
	}
	return string(t.Category) + "/" + plain(t.Rate)
}

// CheckRate fails with ErrRateInvalid for what is no percentage from 0 to 100 of at
// most four places.
func CheckRate(rate decimal.Decimal) error {
	if vast(rate) || rate.Sign() < 0 || rate.Cmp(hundred) > 0 || !rate.Equal(rate.Truncate(4)) {
		return ErrRateInvalid.With("rate", clip(rate))
	}
	return nil
}

// Of is the tax on a taxable amount at a rate, to the cent (BR-CO-17).
func Of(taxable, rate decimal.Decimal) decimal.Decimal { return Exact(taxable, rate).Round(2) }

// Exact is the tax before it is rounded.
func Exact(taxable, rate decimal.Decimal) decimal.Decimal { return taxable.Mul(rate).Shift(-2) }

var hundred = decimal.NewFromInt(100)

// vast reports whether a number's power of ten alone would fill the memory.
func vast(d decimal.Decimal) bool {
	return d.Exponent() > split.MaxExponent || d.Exponent() < -split.MaxExponent
}

func checkCents(amounts ...decimal.Decimal) error {
	for _, amount := range amounts {
		if vast(amount) {
			return split.ErrOutOfRange
		}
		if !amount.Equal(amount.Truncate(2)) {
			return ErrFinerThanCent.With("amount", clip(amount))
		}
	}
	return nil
}

// plain writes a number without needless zeros behind the point.
func plain(d decimal.Decimal) string {
	text := d.String()
	if strings.Contains(text, ".") {
		return strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// clip keeps a wrong number short enough for a sentence.
func clip(d decimal.Decimal) string {
	if vast(d) {
		return "…"
	}
	text := d.String()
	return text[:min(len(text), 40)]
}

// quotient is a/b, rounded once to so many places, half away from zero; b is above zero.
func quotient(a, b decimal.Decimal, places int32) decimal.Decimal {
	q, rest := a.QuoRem(b, places)
	if rest.Abs().Shift(places).Mul(decimal.NewFromInt(2)).Cmp(b) < 0 {
		return q
	}
	return q.Add(decimal.New(int64(a.Sign()), -places))
}
