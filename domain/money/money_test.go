package money_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/money"
)

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0.00", "1234.5": "1234.50", "-0.01": "-0.01", "9999999999999.99": "9999999999999.99", "007": "7.00",
	} {
		if got, err := money.ParseAmount(text); err != nil || got.String() != want {
			t.Errorf("ParseAmount(%q) = %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"": money.ErrMalformed, "1,5": money.ErrMalformed, "NaN": money.ErrMalformed, "1e3": money.ErrMalformed,
		"10000000000000": money.ErrMalformed, "+1": money.ErrMalformed, " 1": money.ErrMalformed, "٣": money.ErrMalformed,
		"0.004": money.ErrFinerThanCent, "1.000": money.ErrFinerThanCent,
	} {
		if _, err := money.ParseAmount(text); !errors.Is(err, want) {
			t.Errorf("ParseAmount(%q): %v, want %v", text, err, want)
		}
	}
}

func TestALinePriceIsRoundedOnceHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct{ price, quantity, want string }{
		{"0.005", "1", "0.01"}, {"0.004999", "1", "0.00"}, {"0.333333", "3", "1.00"}, {"389.90", "25", "9747.50"},
	} {
		got := money.MustPrice(c.price).Times(decimal.RequireFromString(c.quantity))
		if got.String() != c.want {
			t.Errorf("%s x %s = %s, want %s", c.price, c.quantity, got, c.want)
		}
	}
}

func TestParsePriceRefusesSevenPlacesAndNegatives(t *testing.T) {
	for _, text := range []string{"0.0000001", "-1", "", "1e2", "Infinity", "1234567890"} {
		if p, err := money.ParsePrice(text); err == nil {
			t.Errorf("ParsePrice(%q) = %s, want an error", text, p)
		}
	}
}

func TestCentsAndTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, "cents")
		a := money.FromCents(cents)
		back, err := money.ParseAmount(a.String())
		if err != nil || back.Cents() != cents || back.Cmp(a) != 0 {
			t.Fatalf("%d cents -> %s -> %d, %v", cents, a, back.Cents(), err)
		}
	})
}
