package split_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
)

// ratio reads "6667/200", "12" or "0.5".
func ratio(text string) split.Ratio {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("no ratio: " + text)
	}
	return split.NewRatio(r.Num(), r.Denom())
}

func ratios(text string) []split.Ratio {
	var rs []split.Ratio
	for _, field := range strings.Fields(text) {
		rs = append(rs, ratio(field))
	}
	return rs
}

func decimals(text string) []decimal.Decimal {
	var ds []decimal.Decimal
	for _, field := range strings.Fields(text) {
		ds = append(ds, decimal.RequireFromString(field))
	}
	return ds
}

// spoken puts values on one line for comparison.
func spoken[T interface{ String() string }](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = v.String()
	}
	return strings.Join(words, " ")
}

func TestARatioIsWrittenInLowestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0.00": "0", "12": "12", "12.000": "12", "33.335": "6667/200", "-0.75": "-3/4", "3e3": "3000", "25e-1": "5/2",
	} {
		if got := split.RatioOf(whole(text)).String(); got != want {
			t.Errorf("RatioOf(%s) = %s, want %s", text, got, want)
		}
	}
	if got := split.NewRatio(big.NewInt(6), big.NewInt(-8)).String(); got != "-3/4" {
		t.Errorf("6/-8 = %s, want -3/4", got)
	}
	if got := (split.Ratio{}).String(); got != "0" {
		t.Errorf("the zero value is %s, want 0", got)
	}
}

func TestTheZeroRatioTakesPartInEverything(t *testing.T) {
	var zero split.Ratio
	half := ratio("1/2")
	for name, c := range map[string][2]split.Ratio{
		"0 + 1/2": {zero.Add(half), half}, "1/2 - 0": {half.Sub(zero), half}, "0 - 1/2": {zero.Sub(half), half.Neg()},
		"0 * 1/2": {zero.Mul(half), zero}, "0 / 1/2": {zero.Quo(half), zero}, "-0": {zero.Neg(), zero},
	} {
		if c[0].Cmp(c[1]) != 0 {
			t.Errorf("%s = %s, want %s", name, c[0], c[1])
		}
	}
	if !zero.IsZero() || zero.Sign() != 0 || zero.Cmp(half) >= 0 || zero.Num().Sign() != 0 || zero.Den().Int64() != 1 {
		t.Error("the zero value is not 0")
	}
}

func TestARatioDoesNotChangeWithWhatItWasMadeOfOrGives(t *testing.T) {
	num, den := big.NewInt(2), big.NewInt(3)
	r := split.NewRatio(num, den)
	num.SetInt64(9)
	den.SetInt64(9)
	r.Num().SetInt64(7)
	r.Den().SetInt64(7)
	split.Integers([]split.Ratio{r, r.Neg()})
	if got := r.Add(r).Mul(r).String(); got != "8/9" || r.String() != "2/3" {
		t.Errorf("got %s and %s, want 8/9 and 2/3", got, r)
	}
}

func TestIntegersAreTheSmallestWholeWeightsInProportion(t *testing.T) {
	for given, want := range map[string]string{
		"1/2 1/3":       "3 2",
		"1/2 1/3 0 5/6": "3 2 0 5",
		"400 200":       "2 1",
		"0.25 0.5 1/3":  "3 6 4",
		"0 0":           "0 0",
		"0 7/9":         "0 1",
		"-1/2 1/3":      "-3 2",
		"1e30 1e-30":    "1" + strings.Repeat("0", 60) + " 1",
	} {
		if got := spoken(split.Integers(ratios(given))); got != want {
			t.Errorf("Integers(%s) = %s, want %s", given, got, want)
		}
	}
	if got := split.Integers(nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestIntegersKeepProportionAndHaveNoCommonDivisor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.SliceOfN(drawnRatio(), 1, 6).Draw(t, "ratios")
		got := split.Integers(given)
		divisor := new(big.Int)
		for i, n := range got {
			divisor.GCD(nil, nil, divisor, n.BigInt())
			if n.Sign() != given[i].Sign() {
				t.Fatalf("%s became %s", given[i], n)
			}
			left, right := given[i].Mul(split.RatioOf(got[0])), given[0].Mul(split.RatioOf(n))
			if left.Cmp(right) != 0 {
				t.Fatalf("%v became %v, another proportion", given, got)
			}
		}
		if divisor.Sign() > 0 && divisor.Int64() != 1 {
			t.Fatalf("%v became %v, all divisible by %s", given, got, divisor)
		}
	})
}

func drawnRatio() *rapid.Generator[split.Ratio] {
	return rapid.Custom(func(t *rapid.T) split.Ratio {
		num := rapid.OneOf(rapid.Int64Range(-5, 5), rapid.Int64()).Draw(t, "num")
		den := rapid.OneOf(rapid.Int64Range(1, 12), rapid.Int64Min(1)).Draw(t, "den")
		return split.NewRatio(big.NewInt(num), big.NewInt(den))
	})
}
