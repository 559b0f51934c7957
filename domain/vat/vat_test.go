package vat_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/vat"
)

func whole(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// amounts reads "1.00 -2.50".
func amounts(text string) []decimal.Decimal {
	var list []decimal.Decimal
	for field := range strings.FieldsSeq(text) {
		list = append(list, whole(field))
	}
	return list
}

// cents writes amounts with two places.
func cents(list []decimal.Decimal) string {
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = d.StringFixed(2)
	}
	return strings.Join(texts, " ")
}

// item is "100.01 S 19".
func item(text string) vat.Item {
	f := strings.Fields(text)
	return vat.Item{Net: whole(f[0]), Tax: vat.Tax{Category: vat.Category(f[1]), Rate: whole(f[2])}}
}

func items(texts ...string) []vat.Item {
	list := make([]vat.Item, len(texts))
	for i, text := range texts {
		list[i] = item(text)
	}
	return list
}

func TestTaxIsRoundedHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct{ taxable, rate, want, exact string }{
		{"7612.50", "19", "1446.38", "1446.375"},
		{"-7612.50", "19", "-1446.38", "-1446.375"},
		{"0.03", "7", "0.00", "0.0021"},
		{"-0.03", "7", "0.00", "-0.0021"},
		{"0.50", "1", "0.01", "0.005"},
		{"100.00", "0", "0.00", "0"},
		{"0.00", "19", "0.00", "0"},
		{"10000000000000000000.01", "19", "1900000000000000000.00", "1900000000000000000.0019"},
		{"1.00", "10.7", "0.11", "0.107"},
	} {
		if got := vat.Of(whole(c.taxable), whole(c.rate)); got.StringFixed(2) != c.want {
			t.Errorf("%s %% of %s = %s, want %s", c.rate, c.taxable, got, c.want)
		}
		if got := vat.Exact(whole(c.taxable), whole(c.rate)); !got.Equal(whole(c.exact)) {
			t.Errorf("%s %% of %s is exactly %s, want %s", c.rate, c.taxable, got, c.exact)
		}
	}
}

func TestACategoryHasARateThatFitsIt(t *testing.T) {
	for _, c := range []struct {
		category, rate string
		want           error
	}{
		{"S", "19", nil}, {"S", "0.0001", nil}, {"S", "100", nil}, {"S", "19.00000", nil},
		{"E", "0", nil}, {"Z", "0.00", nil}, {"O", "0", nil}, {"AE", "0", nil},
		{"S", "0", vat.ErrRateInvalid}, {"S", "-7", vat.ErrRateInvalid}, {"S", "100.0001", vat.ErrRateInvalid},
		{"S", "0.00001", vat.ErrRateInvalid}, {"S", "1e-4097", vat.ErrRateInvalid}, {"S", "1e4097", vat.ErrRateInvalid},
		{"E", "19", vat.ErrRateNotZero}, {"Z", "0.01", vat.ErrRateNotZero},
		{"O", "7", vat.ErrRateNotZero}, {"AE", "19", vat.ErrRateNotZero},
		{"", "0", vat.ErrCategoryUnknown}, {"s", "19", vat.ErrCategoryUnknown}, {"X", "0", vat.ErrCategoryUnknown},
	} {
		if _, err := vat.NewTax(vat.Category(c.category), whole(c.rate)); !errors.Is(err, c.want) {
			t.Errorf("%s at %s: got %v, want %v", c.category, c.rate, err, c.want)
		}
	}
}

func TestATaxIsWrittenWithoutNeedlessZeros(t *testing.T) {
	for rate, want := range map[string]string{"19": "S/19", "19.00": "S/19", "10.70": "S/10.7", "20": "S/20", "1e1": "S/10"} {
		if got := vat.MustTax(vat.Standard, rate).String(); got != want {
			t.Errorf("%s: got %s, want %s", rate, got, want)
		}
	}
}

func TestADocumentsTotals(t *testing.T) {
	totals, err := vat.Breakdown(
		items("100.01 S 19", "50.02 S 19.0", "33.33 S 7", "0.07 S 7", "20.00 E 0"),
		items("10.00 S 19"), items("4.99 S 7"),
	)
	if err != nil {
		t.Fatal(err)
	}
	got := cents([]decimal.Decimal{totals.Lines, totals.Allowances, totals.Charges, totals.Net, totals.VAT, totals.Gross, totals.Due})
	if want := "203.43 10.00 4.99 198.42 29.30 227.72 227.72"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var parts []string
	for _, s := range totals.Subtotals {
		parts = append(parts, s.Tax.String(), cents([]decimal.Decimal{s.Taxable, s.VAT}))
	}
	if got, want := strings.Join(parts, " "), "E/0 20.00 0.00 S/19 140.03 26.61 S/7 38.39 2.69"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAnAllowanceWithoutALineIsTaxedToo(t *testing.T) {
	totals, err := vat.Breakdown(nil, items("10.00 S 19"), nil)
	if err != nil || totals.Gross.StringFixed(2) != "-11.90" || len(totals.Subtotals) != 1 {
		t.Errorf("got %+v, %v", totals, err)
	}
}

func TestADocumentOfNothingIsZero(t *testing.T) {
	totals, err := vat.Breakdown(nil, nil, nil)
	if err != nil || !totals.Due.IsZero() || totals.Subtotals != nil {
		t.Errorf("got %+v, %v", totals, err)
	}
}

func TestADocumentRefusesWhatItCannotTax(t *testing.T) {
	for _, c := range []struct {
		name                       string
		lines, allowances, charges []vat.Item
		want                       error
	}{
		{"a tenth of a cent", items("0.001 S 19"), nil, nil, vat.ErrFinerThanCent},
		{"a fine allowance", nil, items("0.105 S 19"), nil, vat.ErrFinerThanCent},
		{"a category that is none", nil, nil, items("1.00 K 0"), vat.ErrCategoryUnknown},
		{"tax on what is exempt", items("1.00 S 19", "1.00 E 19"), nil, nil, vat.ErrRateNotZero},
	} {
		if got, err := vat.Breakdown(c.lines, c.allowances, c.charges); !errors.Is(err, c.want) {
			t.Errorf("%s: got %+v, %v, want %v", c.name, got, err, c.want)
		}
	}
	if _, err := (vat.Totals{}).After(whole("0.001"), whole("0")); !errors.Is(err, vat.ErrFinerThanCent) {
		t.Errorf("a fine prepayment: %v", err)
	}
}

func TestWhatIsDueComesAfterPrepaymentAndRounding(t *testing.T) {
	totals, err := vat.Breakdown(items("100.00 S 19"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := totals.After(whole("50.01"), whole("0.01"))
	if err != nil || after.Due.StringFixed(2) != "69.00" || totals.Due.StringFixed(2) != "119.00" {
		t.Errorf("got %+v, %v", after, err)
	}
}

func TestAPriceWithTaxLeavesARoundingAmount(t *testing.T) {
	for _, c := range []struct{ gross, rate, want string }{
		{"19.95", "19", "16.76 3.18 19.94 0.01 19.95"},
		{"-19.95", "19", "-16.76 -3.18 -19.94 -0.01 -19.95"},
		{"119.00", "19", "100.00 19.00 119.00 0.00 119.00"},
		{"5.00", "0", "5.00 0.00 5.00 0.00 5.00"},
		{"0.03", "100", "0.02 0.02 0.04 -0.01 0.03"}, // 0.015 is half a cent
	} {
		totals, err := vat.FromGross(whole(c.gross), whole(c.rate))
		got := cents([]decimal.Decimal{totals.Net, totals.VAT, totals.Gross, totals.Rounding, totals.Due})
		if err != nil || got != c.want {
			t.Errorf("%s at %s: got %s, %v, want %s", c.gross, c.rate, got, err, c.want)
		}
	}
	if _, err := vat.FromGross(whole("1.00"), whole("-100")); !errors.Is(err, vat.ErrRateInvalid) {
		t.Errorf("a rate of -100: %v", err)
	}
	if _, err := vat.FromGross(whole("1.005"), whole("19")); !errors.Is(err, vat.ErrFinerThanCent) {
		t.Errorf("half a cent: %v", err)
	}
}

func TestALineIsRoundedOnce(t *testing.T) {
	for _, c := range []struct{ quantity, price, base, allowances, charges, want string }{
		{"20", "1.97", "1", "4.73", "0", "34.67"},
		{"3", "0.3333", "1", "0", "0", "1.00"},
		{"1", "2", "3", "0", "0", "0.67"},
		{"-1", "2", "3", "0", "0", "-0.67"},
		{"1", "0.005", "1", "0", "0", "0.01"},
		{"-1", "0.005", "1", "0", "0", "-0.01"},
		{"1", "1", "200", "0", "0", "0.01"},
		{"7", "12.345678", "1000", "0.05", "1.10", "1.14"},
	} {
		got, err := vat.Line{
			Quantity: whole(c.quantity), Price: whole(c.price), Base: whole(c.base),
			Allowances: whole(c.allowances), Charges: whole(c.charges),
		}.Net()
		if err != nil || got.StringFixed(2) != c.want {
			t.Errorf("%+v: got %s, %v", c, got, err)
		}
	}
	if _, err := (vat.Line{}).Net(); !errors.Is(err, vat.ErrBaseQuantity) {
		t.Errorf("a base quantity of zero: %v", err)
	}
	if _, err := (vat.Line{Base: whole("1"), Allowances: whole("0.001")}).Net(); !errors.Is(err, vat.ErrFinerThanCent) {
		t.Errorf("a fine allowance: %v", err)
	}
}

func TestADiscountOnThePieceIsNotThatOnTheLine(t *testing.T) {
	got, err := vat.Discount(whole("20"), whole("1.97"), whole("12"))
	if err != nil {
		t.Fatal(err)
	}
	if text := cents([]decimal.Decimal{got.PerPiece, got.PerLine, got.Unrounded}); text != "34.60 34.67 34.67" || !got.Exact.Equal(whole("34.672")) {
		t.Errorf("got %s, exactly %s", text, got.Exact)
	}
	if _, err := vat.Discount(whole("1"), whole("1"), whole("101")); !errors.Is(err, vat.ErrRateInvalid) {
		t.Errorf("more than all of it: %v", err)
	}
}

func TestReinvoicingLeavesADifferenceToPost(t *testing.T) {
	for _, c := range []struct{ nets, rate, vat, supplier, difference string }{
		{"33.34 33.33 33.33", "19", "6.33 6.33 6.33", "19.00", "0.01"},
		{"-33.34 -33.33 -33.33", "19", "-6.33 -6.33 -6.33", "-19.00", "-0.01"},
		{"0.03 0.03 0.03", "19", "0.01 0.01 0.01", "0.02", "-0.01"},
		{"", "19", "", "0.00", "0.00"},
	} {
		got := vat.Reinvoice(amounts(c.nets), whole(c.rate))
		if cents(got.VAT) != c.vat || got.Supplier.StringFixed(2) != c.supplier || got.Difference.StringFixed(2) != c.difference {
			t.Errorf("%s: got %+v", c.nets, got)
		}
	}
}
