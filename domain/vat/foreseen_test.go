package vat_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/vat"
)

func TestATaxIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.OneOf(rapid.Just(vat.Unknown), rapid.Custom(tax)).Draw(t, "tax")
		got, err := vat.ParseTax(want.String())
		if err != nil || got.Category != want.Category || !got.Rate.Equal(want.Rate) || got.Known() == (want.String() == "") {
			t.Fatalf("%q became %v, %v", want, got, err)
		}
	})
	for text, want := range map[string]error{
		"S": vat.ErrRateInvalid, "S/neunzehn": vat.ErrRateInvalid, "S/0": vat.ErrRateInvalid, "S/-19": vat.ErrRateInvalid, "S/1e999999": vat.ErrRateInvalid,
		"E/19": vat.ErrRateNotZero, "K/0": vat.ErrCategoryUnknown, "/19": vat.ErrCategoryUnknown,
	} {
		if got, err := vat.ParseTax(text); !errors.Is(err, want) {
			t.Errorf("%q became %v, %v", text, got, err)
		}
	}
}

// What is foreseen is what an invoice of the known lines says, and no line is lost.
func TestNoRateIsGuessed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		known := drawnItems(t, "known")
		open := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) vat.Item { return vat.Item{Net: amount(t, "net")} }), 0, 3).Draw(t, "open")
		got, err := vat.Foresee(rapid.Permutation(append(open, known...)).Draw(t, "lines"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := vat.Breakdown(known, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Net.Equal(want.Net) || !got.VAT.Equal(want.VAT) || !got.Gross.Equal(want.Gross) || len(got.Subtotals) != len(want.Subtotals) {
			t.Fatalf("foreseen %+v, invoiced %+v", got.Totals, want)
		}
		sum := decimal.Zero
		for _, line := range open {
			sum = sum.Add(line.Net)
		}
		if !got.Open.Equal(sum) || got.Unknown != len(open) || got.Whole() != (len(open) == 0) {
			t.Fatalf("%s of %d lines are open, want %s of %d", got.Open, got.Unknown, sum, len(open))
		}
	})
	if _, err := vat.Foresee([]vat.Item{{Net: decimal.RequireFromString("0.001")}}); !errors.Is(err, vat.ErrFinerThanCent) {
		t.Errorf("a tenth of a cent: %v", err)
	}
}
