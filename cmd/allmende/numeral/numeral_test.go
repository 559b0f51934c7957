package numeral_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
)

func TestANumberIsReadAsItIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		`"0.1"`: "0.1", `0.1`: "0.1", `"-0.10"`: "-0.1", `1000000000000000000.01`: "1000000000000000000.01", `"007"`: "7", `"\u0031"`: "1",
	} {
		var n numeral.Number
		if err := json.Unmarshal([]byte(text), &n); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got, err := n.Decimal(); err != nil || !got.Equal(decimal.RequireFromString(want)) {
			t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
		}
	}
}

func TestWhatIsNoPlainNumberIsRefused(t *testing.T) {
	for text, want := range map[numeral.Number]error{
		"": numeral.ErrMalformed, "1e3": numeral.ErrMalformed, "1,5": numeral.ErrMalformed, "+1": numeral.ErrMalformed, ".5": numeral.ErrMalformed,
		"5.": numeral.ErrMalformed, " 1": numeral.ErrMalformed, "1\n": numeral.ErrMalformed, "0x10": numeral.ErrMalformed, "١": numeral.ErrMalformed,
		"NaN": numeral.ErrNotFinite, "-Infinity": numeral.ErrNotFinite, "inf": numeral.ErrNotFinite,
		numeral.Number(strings.Repeat("1", split.MaxExponent+1)): split.ErrOutOfRange,
	} {
		if got, err := text.Decimal(); !errors.Is(err, want) {
			t.Errorf("%.20q: got %s, %v, want %v", string(text), got, err, want)
		}
	}
	for _, text := range []string{`true`, `null`, `[]`, `{}`} {
		var n numeral.Number
		if err := json.Unmarshal([]byte(text), &n); err == nil {
			t.Errorf("%s is read as %q", text, n)
		}
	}
}

func TestNumbersAreWrittenWithThePlacesTheyNeed(t *testing.T) {
	for _, c := range []struct{ number, least2, amount string }{
		{"1446.3750", "1446.375", "14.46"}, {"19", "19.00", "0.19"}, {"1.9", "1.90", "0.02"}, {"-100", "-100.00", "-1.00"}, {"0.0021", "0.0021", "0.00"},
	} {
		d := decimal.RequireFromString(c.number)
		if got := numeral.Trimmed(d, 2); got != c.least2 {
			t.Errorf("%s with two places at least: got %s, want %s", c.number, got, c.least2)
		}
		if got := numeral.Amount(d.Round(0), 2); got != c.amount {
			t.Errorf("%s cents: got %s, want %s", c.number, got, c.amount)
		}
	}
}
