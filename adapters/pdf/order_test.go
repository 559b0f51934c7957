package pdf_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"allmende/adapters/pdf"
	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
	"allmende/domain/money"
	"allmende/domain/vat"
)

func TestAnOrderTellsItsSupplierEverything(t *testing.T) {
	o := dispatchtest.Orders().Filter(func(o dispatch.Order) bool { return len(o.Lines) > 2 && o.Note != "" && o.Buyer.Contact != "" }).Example(2)
	var b bytes.Buffer
	if err := pdf.WriteOrder(&b, o); err != nil {
		t.Fatal(err)
	}
	says(t, b.Bytes(), "Bestellung "+o.Number, o.Contract, o.Supplier.Name, o.Buyer.Name, o.Lines[0].Name, "Summe netto", strings.Fields(o.Note)[0])
	o.Cancelled = &dispatch.Cancellation{At: o.PlacedAt.Add(time.Hour), Reason: "Doppelt bestellt"}
	b.Reset()
	if err := pdf.WriteOrder(&b, o); err != nil {
		t.Fatal(err)
	}
	says(t, b.Bytes(), "Stornierung der Bestellung "+o.Number, "Doppelt bestellt", "Bitte liefern Sie nicht")
	if info := run(t, "pdfinfo", b.Bytes()); !strings.Contains(info, "(A4)") || !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("not tagged on A4:\n%s", info)
	}
}

func TestAnOrderSaysWhatIsDueWithVAT(t *testing.T) {
	o := dispatchtest.Orders().Filter(func(o dispatch.Order) bool { return len(o.Lines) == 3 }).Example(1)
	line := func(net string, tax vat.Tax) dispatch.Line {
		l := o.Lines[0]
		l.Total, l.Tax = money.MustAmount(net), tax
		return l
	}
	standard, reduced := vat.MustTax(vat.Standard, "19"), vat.MustTax(vat.Standard, "7")
	for name, c := range map[string]struct {
		lines []dispatch.Line
		want  []string
	}{
		"two rates": {[]dispatch.Line{line("1000.10", standard), line("0.25", standard), line("50.00", reduced)}, []string{
			"19 % Umsatzsteuer auf 1.000,35 €", "190,07 €", "7 % Umsatzsteuer auf 50,00 €", "3,50 €", "Summe brutto", "1.243,92 €", "am Tag der Leistung"}},
		"one unknown":    {[]dispatch.Line{line("100", standard), line("1234.50", vat.Unknown)}, []string{"19 % Umsatzsteuer auf 100,00 €", "über zusammen 1.234,50 € netto liegt uns der Umsatzsteuersatz nicht vor"}},
		"none known":     {[]dispatch.Line{line("100", vat.Unknown)}, []string{"zuzüglich der gesetzlichen Umsatzsteuer"}},
		"reverse charge": {[]dispatch.Line{line("100", vat.MustTax(vat.ReverseCharge, "0"))}, []string{"Steuerschuldnerschaft des Leistungsempfängers: 100,00 €", "Summe brutto"}},
	} {
		o.Lines, o.Total = c.lines, money.Zero
		for _, l := range c.lines {
			o.Total = o.Total.Add(l.Total)
		}
		var b bytes.Buffer
		if err := pdf.WriteOrder(&b, o); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(running(t, b.Bytes()), "\u00a0", " ")
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, text)
			}
		}
		if whole := strings.Contains(text, "Summe brutto"); whole != (name == "two rates" || name == "reverse charge") {
			t.Errorf("%s: a gross total %v", name, whole)
		}
	}
}

func says(t *testing.T, content []byte, words ...string) {
	t.Helper()
	text := running(t, content)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}
