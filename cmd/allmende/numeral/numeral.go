// Package numeral reads numbers as they are written, in a JSON text or as a JSON number:
// they never become floats, and no short text makes a long number.
package numeral

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// Refusals of a number.
var (
	// ErrMalformed: it is no digits with at most one point and a minus; powers of ten stay out.
	ErrMalformed = errors.New("no plain number")
	// ErrNotFinite: it is infinite or no number by name ("NaN").
	ErrNotFinite = errors.New("not finite")
)

// Number is the text of a number. The zero value is none.
type Number string

var (
	digits    = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	notFinite = regexp.MustCompile(`(?i)^[+-]?(nan|inf|infinity)$`)
)

// UnmarshalJSON takes a text or a number.
func (n *Number) UnmarshalJSON(text []byte) error {
	switch jsontext.Value(text).Kind() {
	case '0':
		*n = Number(text)
		return nil
	case '"':
		unquoted, err := jsontext.AppendUnquote(nil, text)
		*n = Number(unquoted)
		return err
	default:
		return fmt.Errorf("neither a number nor a text: %w", ErrMalformed)
	}
}

// Decimal is the number without loss. It fails with ErrMalformed, ErrNotFinite or, for
// what no database column holds, split.ErrOutOfRange.
func (n Number) Decimal() (decimal.Decimal, error) {
	switch {
	case len(n) > split.MaxExponent:
		return decimal.Zero, split.ErrOutOfRange
	case notFinite.MatchString(string(n)):
		return decimal.Zero, ErrNotFinite
	case !digits.MatchString(string(n)):
		return decimal.Zero, ErrMalformed
	}
	return decimal.NewFromString(string(n))
}

// Amount writes minor units in the major one: 1234 with two places is "12.34".
func Amount(units decimal.Decimal, exponent int32) string {
	return units.Shift(-exponent).StringFixed(exponent)
}

// Trimmed writes a number with at least so many places and no needless zeros behind these.
func Trimmed(d decimal.Decimal, places int32) string {
	if d.Equal(d.Truncate(places)) {
		return d.StringFixed(places)
	}
	return strings.TrimRight(d.String(), "0")
}
