package pdf_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"allmende/adapters/pdf"
	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
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

func says(t *testing.T, content []byte, words ...string) {
	t.Helper()
	text := running(t, content)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}
