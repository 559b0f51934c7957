package split_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// part reads "30: 1 1 1".
func part(text string) split.Part {
	percent, weights, _ := strings.Cut(text, ":")
	return split.Part{Percent: whole(percent), Weights: decimals(weights)}
}

func partsOf(texts ...string) []split.Part {
	parts := make([]split.Part, len(texts))
	for i, text := range texts {
		parts[i] = part(text)
	}
	return parts
}

func TestMix(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []split.Part
		want  string
	}{
		{"one key is itself, of 100", partsOf("100: 3 1"), "75 25"},
		{"a part equal, the rest by inhabitants", partsOf("30: 1 1 1", "70: 500 300 200"), "45 31 24"},
		{"thirds stay thirds", partsOf("50: 1 1 1", "50: 1 0 1"), "125/3 50/3 125/3"},
		{"percentages and weights with places", partsOf("12.5: 0.5 1.5", "87.5: 1e2 0"), "725/8 75/8"},
		{"nobody at all in both", partsOf("50: 1 0", "50: 0 2"), "50 50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := split.Mix(c.parts)
			if err != nil || spoken(got) != c.want {
				t.Errorf("got %s, %v; want %s", spoken(got), err, c.want)
			}
		})
	}
}

func TestMixRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []split.Part
		want  error
		field string
	}{
		{"no part", nil, split.ErrPercentNotHundred, ""},
		{"less than a hundred", partsOf("30: 1", "69.99: 1"), split.ErrPercentNotHundred, ""},
		{"more than a hundred", partsOf("100: 1", "1: 1"), split.ErrPercentNotHundred, ""},
		{"a part of nothing", partsOf("100: 1", "0: 1"), split.ErrPercentNotHundred, ""},
		{"a part below zero", partsOf("120: 1", "-20: 1"), split.ErrPercentNotHundred, ""},
		{"a percentage that would fill the memory", partsOf("1e9999: 1"), split.ErrOutOfRange, "parts.0"},
		{"a key without weight", partsOf("40: 1 2", "60: 0 0"), split.ErrNoPositiveWeight, "parts.1"},
		{"a key for nobody", partsOf("100:"), split.ErrNoPositiveWeight, "parts.0"},
		{"a negative weight", partsOf("40: 1 2", "60: 2 -1"), split.ErrNegativeWeight, "parts.1"},
		{"a weight that would fill the memory", partsOf("100: 1e5000"), split.ErrOutOfRange, "parts.0"},
	} {
		_, err := split.Mix(c.parts)
		f, _ := fault.Of(err)
		if !errors.Is(err, c.want) || f.Field() != c.field {
			t.Errorf("%s: got %v, want %v at %q", c.name, err, c.want, c.field)
		}
	}
	if _, err := split.Mix(partsOf("50: 1 1", "50: 1")); err == nil {
		t.Error("keys for two members and for one are mixed")
	}
	_, err := split.Mix(partsOf("40: 1 2", "60: 2 -1"))
	if f, _ := fault.Of(err); f.Params()["key"] != "2" {
		t.Errorf("got %v, want the second member in it", err)
	}
	_, err = split.Mix(partsOf("30: 1", "69.99: 1"))
	if f, _ := fault.Of(err); f.Params()["sum"] != "99.99" {
		t.Errorf("got %v, want the sum 99.99 in it", err)
	}
}

func TestAMixBearsWhatItsPartsBear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "members")
		first := rapid.Int64Range(1, 9999).Draw(t, "percent")
		percents := []decimal.Decimal{decimal.New(first, -2), decimal.New(10_000-first, -2)}
		parts, borne := make([]split.Part, 2), make([]split.Ratio, n)
		for k, percent := range percents {
			weights, sum := make([]decimal.Decimal, n), decimal.Zero
			for i := range weights {
				weights[i] = decimal.New(rapid.Int64Range(0, 50).Draw(t, "weight"), -rapid.Int32Range(-1, 2).Draw(t, "places"))
				if i == k%n && weights[i].IsZero() {
					weights[i] = decimal.NewFromInt(1)
				}
				sum = sum.Add(weights[i])
			}
			parts[k] = split.Part{Percent: percent, Weights: weights}
			for i, w := range weights {
				borne[i] = borne[i].Add(split.RatioOf(percent.Mul(w)).Quo(split.RatioOf(sum)))
			}
		}
		got, err := split.Mix(parts)
		if err != nil {
			t.Fatal(err)
		}
		if spoken(got) != spoken(borne) {
			t.Fatalf("got %s, want %s", spoken(got), spoken(borne))
		}
	})
}

func TestAboveBase(t *testing.T) {
	for _, c := range []struct{ name, total, base, weights, want string }{
		{"the rest by weight", "1000", "100", "3 1", "600 200"},
		{"who has no weight bears the base alone", "1000", "100", "1 0 1", "350 0 350"},
		{"nothing left", "300", "100", "1 2 0", "0 0 0"},
		{"no base", "10", "0", "1 1 1", "4 3 3"},
		{"mirrored", "-1000", "100", "3 1", "-600 -200"},
		{"nothing left and nobody with weight", "20", "10", "0 0", "0 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := split.AboveBase(whole(c.total), whole(c.base), among(strings.Fields(c.weights)...))
			if got := strings.Join(shares(result), " "); err != nil || got != c.want {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestAboveBaseRefuses(t *testing.T) {
	for _, c := range []struct {
		name, total, base string
		members           []split.Member
		want              error
	}{
		{"more base than total", "299", "100", among("1", "1", "1"), split.ErrBaseExceedsTotal},
		{"more base than a credit", "-299", "100", among("1", "1", "1"), split.ErrBaseExceedsTotal},
		{"a negative base", "100", "-1", among("1"), split.ErrBaseNegative},
		{"half a cent of base", "100", "0.5", among("1"), split.ErrFinerThanMinorUnit},
		{"half a cent", "0.5", "0", among("1"), split.ErrFinerThanMinorUnit},
		{"nobody", "100", "10", nil, split.ErrNoPositiveWeight},
		{"a rest for nobody with weight", "100", "10", among("0"), split.ErrNoPositiveWeight},
	} {
		if _, err := split.AboveBase(whole(c.total), whole(c.base), c.members); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	_, err := split.AboveBase(whole("299"), whole("100"), among("1", "1", "1"))
	if f, _ := fault.Of(err); f.Params()["amount"] != "1" {
		t.Errorf("got %v, want the unit that is missing", err)
	}
}
