package vat_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
	"allmende/domain/vat"
)

func TestTaxIsShownBesideTheLines(t *testing.T) {
	ten := strings.TrimSpace(strings.Repeat("1.03 ", 10))
	for _, c := range []struct{ name, nets, want string }{
		{"ten lines of 1.03", ten, "0.20 0.20 0.20 0.20 0.20 0.20 0.19 0.19 0.19 0.19"},
		{"a cancellation", strings.ReplaceAll(ten, "1.03", "-1.03"), "-0.20 -0.20 -0.20 -0.20 -0.20 -0.20 -0.19 -0.19 -0.19 -0.19"},
		{"a line and most of it back", "100.00 -99.99", "19.00 -19.00"},
		{"a line and all of it back", "1.03 -1.03", "0.20 -0.20"},
		{"half a cent and all of it back", "0.50 -0.50", "0.10 -0.10"},
		{"a line of nothing", "0.00 100.00", "0.00 19.00"},
		{"nothing", "0.00 0.00", "0.00 0.00"},
		{"no line", "", ""},
	} {
		got, err := vat.Shown(amounts(c.nets), whole("19"))
		if err != nil || cents(got) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.name, cents(got), err, c.want)
		}
	}
	if _, err := vat.Shown(amounts("1.001"), whole("19")); !errors.Is(err, vat.ErrFinerThanCent) {
		t.Errorf("a tenth of a cent: %v", err)
	}
	if _, err := vat.Shown(amounts("1.00"), whole("-1")); !errors.Is(err, vat.ErrRateInvalid) {
		t.Errorf("a negative rate: %v", err)
	}
}

// byLargestRemainder is the plain split of an amount with the lines' sizes as weights.
func byLargestRemainder(t interface{ Fatal(...any) }, total decimal.Decimal, nets []decimal.Decimal) []decimal.Decimal {
	members := make([]split.Member, len(nets))
	for i, net := range nets {
		members[i] = split.Member{Key: fmt.Sprintf("%02d", i), Weight: net.Abs()}
	}
	result, err := split.Units(total.Shift(2), members)
	if err != nil {
		t.Fatal(err)
	}
	shares := make([]decimal.Decimal, len(nets))
	for i, share := range result.Shares {
		shares[i] = share.Units.Shift(-2)
	}
	return shares
}

// Property 30 and Property 32: tax shown beside the lines sums to the tax of the
// document, each less than a cent and a half from the line's own, and is mirrored for a
// cancellation; lines of one sign are shown what a split by them gives.
func TestTaxShownSumsToTheTax(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rate(t)
		nets := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) decimal.Decimal { return amount(t, "net") }), 1, 20).Draw(t, "nets")
		sign := rapid.SampledFrom([]int{0, 1, -1}).Draw(t, "sign")
		for i := range nets {
			if sign != 0 && nets[i].Sign() == -sign {
				nets[i] = nets[i].Neg()
			}
		}
		shown, err := vat.Shown(nets, rate)
		if err != nil {
			t.Fatal(err)
		}
		sum, total := decimal.Zero, decimal.Zero
		for i, part := range shown {
			sum, total = sum.Add(part), total.Add(nets[i])
			if off := part.Sub(vat.Exact(nets[i], rate)).Abs(); off.Cmp(whole("0.015")) >= 0 {
				t.Fatalf("%s shows %s", nets[i], part)
			}
		}
		for i := range nets {
			nets[i] = nets[i].Neg()
		}
		cancelled, err := vat.Shown(nets, rate)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range cancelled {
			nets[i] = nets[i].Neg()
			if !part.Equal(shown[i].Neg()) {
				t.Fatalf("%s shows %s, its cancellation %s", nets[i], shown[i], part)
			}
		}
		if want := vat.Of(total, rate); !sum.Equal(want) {
			t.Fatalf("shown are %s, the tax is %s", sum, want)
		}
		if sign != 0 && !total.IsZero() {
			if got, want := cents(shown), cents(byLargestRemainder(t, vat.Of(total, rate), nets)); got != want {
				t.Fatalf("shown are %s, a split gives %s", got, want)
			}
		}
	})
}
