// Package quantity holds how much of something: a number of up to three places
// and its unit from UN/ECE Recommendation 20.
package quantity

import (
	"regexp"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// Faults of quantities.
var (
	// ErrMalformed: no plain number of at most nine digits and three places, or negative.
	ErrMalformed = fault.New(fault.Invalid, "quantity.malformed")
	// ErrNotWhole: a piece cannot be divided.
	ErrNotWhole = fault.New(fault.Invalid, "quantity.not-whole")
	// ErrUnitMalformed: no code of Recommendation 20.
	ErrUnitMalformed = fault.New(fault.Invalid, "quantity.unit-malformed")
)

var (
	quantityText = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,3})?$`)
	totalText    = regexp.MustCompile(`^[0-9]{1,15}(\.[0-9]{1,3})?$`)
	unitText     = regexp.MustCompile(`^[A-Z0-9]{2,3}$`)
)

// Quantity is a number of units, never negative. The zero value is 0.
type Quantity struct{ d decimal.Decimal }

// Parse reads "25" or "0.5"; it fails with ErrMalformed.
func Parse(text string) (Quantity, error) {
	if !quantityText.MatchString(text) {
		return Quantity{}, ErrMalformed
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Quantity{}, ErrMalformed
	}
	return Quantity{d}, nil
}

// ParseTotal reads a sum of quantities, which may have more digits than one that is entered;
// it fails with ErrMalformed.
func ParseTotal(text string) (Quantity, error) {
	if !totalText.MatchString(text) {
		return Quantity{}, ErrMalformed
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Quantity{}, ErrMalformed
	}
	return Quantity{d}, nil
}

// Must is Parse for constants; it panics on a wrong one.
func Must(text string) Quantity {
	q, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return q
}

// FromDecimal takes a decimal that a store kept; it fails with ErrMalformed.
func FromDecimal(d decimal.Decimal) (Quantity, error) {
	if d.Sign() < 0 || !d.Equal(d.Truncate(3)) {
		return Quantity{}, ErrMalformed
	}
	return Quantity{d}, nil
}

// Decimal is the quantity for stores, prices and weights.
func (q Quantity) Decimal() decimal.Decimal { return q.d }

// Add returns q + r.
func (q Quantity) Add(r Quantity) Quantity { return Quantity{q.d.Add(r.d)} }

// Sub returns q - r, or reports false where that would be negative.
func (q Quantity) Sub(r Quantity) (Quantity, bool) {
	if q.Cmp(r) < 0 {
		return Quantity{}, false
	}
	return Quantity{q.d.Sub(r.d)}, true
}

// Cmp is -1, 0 or 1 as q is less than, equal to or greater than r.
func (q Quantity) Cmp(r Quantity) int { return q.d.Cmp(r.d) }

// IsZero reports whether there is nothing.
func (q Quantity) IsZero() bool { return q.d.IsZero() }

// String writes the shortest form: "25", "0.5".
func (q Quantity) String() string { return q.d.String() }

// MarshalText writes what String does; JSON carries quantities as text.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what Parse reads.
func (q *Quantity) UnmarshalText(text []byte) error {
	got, err := Parse(string(text))
	if err != nil {
		return err
	}
	*q = got
	return nil
}

// Unit is a code of UN/ECE Recommendation 20.
type Unit string

// Piece is the unit of what is counted.
const Piece Unit = "H87"

// ParseUnit checks the form of a code; it fails with ErrUnitMalformed.
func ParseUnit(text string) (Unit, error) {
	if !unitText.MatchString(text) {
		return "", ErrUnitMalformed
	}
	return Unit(text), nil
}

// countable are the units of which there is no part: piece, one, set, licence's each.
var countable = map[Unit]bool{Piece: true, "C62": true, "EA": true, "SET": true, "XPP": true}

// Check fails with ErrNotWhole for a part of something that is counted.
func Check(unit Unit, q Quantity) error {
	if countable[unit] && !q.d.IsInteger() {
		return ErrNotWhole
	}
	return nil
}
