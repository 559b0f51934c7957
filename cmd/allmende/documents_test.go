package main_test

import (
	"bytes"
	"encoding/xml"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/pdf"
	"allmende/adapters/sheet"
	"allmende/adapters/xrechnung"
	"allmende/domain/billing"
	"allmende/domain/billing/billingtest"
	"allmende/domain/money"
)

// TestADocumentSaysTheSameInEveryForm holds the invoice, the workbook and the page
// against the document they show: each line's amount, each rate's amount and tax, and
// the totals, in this order, to the cent.
func TestADocumentSaysTheSameInEveryForm(t *testing.T) {
	documents := billingtest.Documents()
	for seed := range 50 {
		d := documents.Example(seed)
		want := figures(d)
		if got := inInvoice(t, d); !slices.Equal(got, want) {
			t.Errorf("document %d: the invoice says\n%v, the document\n%v", seed, got, want)
		}
		if got := inWorkbook(t, d); !slices.Equal(got, want) {
			t.Errorf("document %d: the workbook says\n%v, the document\n%v", seed, got, want)
		}
		if got := onPage(t, d); !within(want, got) {
			t.Errorf("document %d: the page says\n%v, the document\n%v", seed, got, want)
		}
	}
}

// tester is what both testing and rapid offer.
type tester interface {
	Helper()
	Skip(args ...any)
	Fatal(args ...any)
}

func figures(d billing.Document) []string {
	var list []string
	for _, l := range d.Lines {
		list = append(list, l.Amount.String())
	}
	for _, s := range d.Breakdown {
		list = append(list, s.Taxable.String(), s.VAT.String())
	}
	return append(list, d.Net.String(), d.VAT.String(), d.Payable.String())
}

// inInvoice reads the XRechnung; in a UBL credit note what is given back is positive.
func inInvoice(t tester, d billing.Document) []string {
	t.Helper()
	content := new(bytes.Buffer)
	if err := xrechnung.Write(content, d); err != nil {
		t.Fatal(err)
	}
	var u struct {
		XMLName   xml.Name
		Invoiced  []string `xml:"InvoiceLine>LineExtensionAmount"`
		Credited  []string `xml:"CreditNoteLine>LineExtensionAmount"`
		VAT       string   `xml:"TaxTotal>TaxAmount"`
		Subtotals []struct {
			Taxable string `xml:"TaxableAmount"`
			VAT     string `xml:"TaxAmount"`
		} `xml:"TaxTotal>TaxSubtotal"`
		Net     string `xml:"LegalMonetaryTotal>TaxExclusiveAmount"`
		Payable string `xml:"LegalMonetaryTotal>PayableAmount"`
	}
	if err := xml.Unmarshal(content.Bytes(), &u); err != nil {
		t.Fatal(err)
	}
	list := append(u.Invoiced, u.Credited...)
	for _, s := range u.Subtotals {
		list = append(list, s.Taxable, s.VAT)
	}
	list = append(list, u.Net, u.VAT, u.Payable)
	for i, text := range list {
		a := money.MustAmount(text)
		if u.XMLName.Local == "CreditNote" {
			a = a.Neg()
		}
		list[i] = a.String()
	}
	return list
}

func inWorkbook(t tester, d billing.Document) []string {
	t.Helper()
	content := new(bytes.Buffer)
	if err := sheet.Write(content, d); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(content, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	rows := func(name string) [][]string {
		list, err := file.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	var list []string
	add := func(cells ...string) {
		for _, cell := range cells {
			list = append(list, money.MustAmount(cell).String())
		}
	}
	for _, row := range rows(sheet.Lines)[1:] {
		add(row[11])
	}
	summary := rows(sheet.Summary)
	first := slices.IndexFunc(summary, func(row []string) bool { return len(row) > 0 && row[0] == "Umsatzsteuer" }) + 1
	for _, row := range summary[first : first+len(d.Breakdown)+1] {
		add(row[2], row[3])
	}
	add(summary[first+len(d.Breakdown)+1][3])
	return list
}

var euroText = regexp.MustCompile(`−?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{2}`)

// onPage reads every amount that the PDF shows, in the order of reading.
func onPage(t tester, d billing.Document) []string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is missing; 'scripts/need poppler' installs it")
	}
	content := new(bytes.Buffer)
	if err := pdf.Write(content, d); err != nil {
		t.Fatal(err)
	}
	read := exec.Command("pdftotext", "-raw", "-", "-")
	read.Stdin = content
	text, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "Positionen")
	table, _, _ = strings.Cut(table, "Zahlung\n")
	amounts := euroText.FindAllString(table, -1)
	for i, amount := range amounts {
		amounts[i] = strings.NewReplacer(".", "", ",", ".", "−", "-").Replace(amount)
	}
	return amounts
}

// within tells whether all that is wanted is there in this order, whatever else is.
func within(want, all []string) bool {
	for _, text := range all {
		if len(want) > 0 && text == want[0] {
			want = want[1:]
		}
	}
	return len(want) == 0
}
