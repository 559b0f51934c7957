package xrechnung_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/adapters/xrechnung"
	"allmende/domain/billing"
	"allmende/domain/billing/billingtest"
	"allmende/domain/money"
	"allmende/domain/vat"
)

// read is what a reader who knows UBL finds in a document.
type read struct {
	XMLName        xml.Name
	ID             string
	TypeCode       string   `xml:"InvoiceTypeCode"`
	CreditTypeCode string   `xml:"CreditNoteTypeCode"`
	BuyerReference string   `xml:"BuyerReference"`
	Original       string   `xml:"BillingReference>InvoiceDocumentReference>ID"`
	Means          string   `xml:"PaymentMeans>PaymentMeansCode"`
	IBAN           string   `xml:"PaymentMeans>PayeeFinancialAccount>ID"`
	Tax            []string `xml:"TaxTotal>TaxAmount"`
	Subtotals      []struct {
		Taxable  string `xml:"TaxableAmount"`
		Tax      string `xml:"TaxAmount"`
		Category string `xml:"TaxCategory>ID"`
		Percent  string `xml:"TaxCategory>Percent"`
		Reason   string `xml:"TaxCategory>TaxExemptionReason"`
	} `xml:"TaxTotal>TaxSubtotal"`
	Totals struct {
		Lines     string `xml:"LineExtensionAmount"`
		Exclusive string `xml:"TaxExclusiveAmount"`
		Inclusive string `xml:"TaxInclusiveAmount"`
		Payable   string `xml:"PayableAmount"`
	} `xml:"LegalMonetaryTotal"`
	InvoiceLines []readLine `xml:"InvoiceLine"`
	CreditLines  []readLine `xml:"CreditNoteLine"`
}

type readLine struct {
	ID       string
	Invoiced string `xml:"InvoicedQuantity"`
	Credited string `xml:"CreditedQuantity"`
	Amount   string `xml:"LineExtensionAmount"`
	Name     string `xml:"Item>Name"`
	Category string `xml:"Item>ClassifiedTaxCategory>ID"`
	Percent  string `xml:"Item>ClassifiedTaxCategory>Percent"`
	Price    string `xml:"Price>PriceAmount"`
}

func written(t interface {
	Helper()
	Fatal(...any)
}, d billing.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xrechnung.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEveryFigureOfTheInvoiceIsTheDocuments: Property 28, 29 and 30 as they reach the
// recipient, to the cent, where the published rules tolerate a whole euro.
func TestEveryFigureOfTheInvoiceIsTheDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := billingtest.Documents().Draw(t, "document")
		var got read
		if err := xml.Unmarshal(written(t, d), &got); err != nil {
			t.Fatal(err)
		}
		credit := got.XMLName.Local == "CreditNote"
		if want := d.Payable.Sign() < 0 || d.Payable.IsZero() && d.Kind == billing.KindCreditNote; credit != want {
			t.Fatalf("a credit note: %v, want %v for %s of %s", credit, want, d.Payable, d.Kind)
		}
		same := func(what, got string, want money.Amount) {
			t.Helper()
			if credit {
				want = want.Neg()
			}
			if got != want.String() {
				t.Fatalf("%s is %s, want %s", what, got, want)
			}
		}
		same("net", got.Totals.Lines, d.Net)
		same("net", got.Totals.Exclusive, d.Net)
		same("VAT", strings.Join(got.Tax, " "), d.VAT)
		same("gross", got.Totals.Inclusive, d.Payable)
		same("payable", got.Totals.Payable, d.Payable)
		if len(got.Subtotals) != len(d.Breakdown) {
			t.Fatalf("%d subtotals, want %d", len(got.Subtotals), len(d.Breakdown))
		}
		for i, s := range d.Breakdown {
			g := got.Subtotals[i]
			same("taxable", g.Taxable, s.Taxable)
			same("tax", g.Tax, s.VAT)
			if g.Category != string(s.Tax.Category) || g.Percent != s.Tax.Rate.String() || g.Reason != s.Reason {
				t.Fatalf("subtotal %+v, want %+v", g, s)
			}
		}
		lines := append(got.InvoiceLines, got.CreditLines...)
		if len(lines) != len(d.Lines) || credit != (len(got.CreditLines) > 0) {
			t.Fatalf("%d lines, want %d", len(lines), len(d.Lines))
		}
		for i, l := range d.Lines {
			g := lines[i]
			same("line", g.Amount, l.Amount)
			want := strings.TrimPrefix(g.Amount, "-")
			quantity := "1"
			if g.Amount != want {
				quantity = "-1"
			}
			if g.Price != want || g.Invoiced+g.Credited != quantity || g.Name != l.Text || g.Category != string(l.Tax.Category) || g.Percent != l.Tax.Rate.String() {
				t.Fatalf("line %+v, want %+v", g, l)
			}
		}
	})
}

func TestADocumentThatLacksSomethingIsRefusedByName(t *testing.T) {
	whole := billingtest.Statements().Example(1)
	whole.Seller.VATID, whole.Seller.TaxNumber = "DE123456789", ""
	for want, remove := range map[string]func(*billing.Document){
		"buyer.leitwegId": func(d *billing.Document) { d.Buyer.Leitweg = "" },
		"buyer.street":    func(d *billing.Document) { d.Buyer.Street = "" },
		"buyer.postcode":  func(d *billing.Document) { d.Buyer.Postcode = "" },
		"buyer.city":      func(d *billing.Document) { d.Buyer.City = "" },
		"buyer.country":   func(d *billing.Document) { d.Buyer.Country = "" },
		"seller.street":   func(d *billing.Document) { d.Seller.Street = "" },
		"seller.postcode": func(d *billing.Document) { d.Seller.Postcode = "" },
		"seller.city":     func(d *billing.Document) { d.Seller.City = "" },
		"seller.country":  func(d *billing.Document) { d.Seller.Country = "" },
		"seller.vatId":    func(d *billing.Document) { d.Seller.VATID = "" },
		"seller.contact":  func(d *billing.Document) { d.Seller.Contact = "" },
		"seller.phone":    func(d *billing.Document) { d.Seller.Phone = "" },
		"seller.email":    func(d *billing.Document) { d.Seller.Email = "" },
		"seller.iban":     func(d *billing.Document) { d.Seller.IBAN = "" },
	} {
		d := whole
		remove(&d)
		var b bytes.Buffer
		err := xrechnung.Write(&b, d)
		if want := billing.ErrIncomplete.With("missing", want); !errors.Is(err, want) || err.Error() != want.Error() {
			t.Errorf("got %v, want %v", err, want)
		}
		if b.Len() > 0 {
			t.Errorf("without %s something was written", want)
		}
	}
	d := whole
	d.Breakdown = []billing.Subtotal{{Tax: vat.MustTax(vat.ReverseCharge, "0")}}
	if err := xrechnung.Write(&bytes.Buffer{}, d); !errors.Is(err, billing.ErrNotElectronic) {
		t.Errorf("got %v", err)
	}
}

func TestACreditNoteNamesWhatItTakesBackAndAsksForNothing(t *testing.T) {
	for seed := range 40 {
		d := billingtest.Statements().Example(seed)
		note, err := billing.CreditNote(d, billing.CreditNoteNumber(2026, 7), d.IssuedOn)
		if err != nil {
			t.Fatal(err)
		}
		var got, original read
		for into, of := range map[*read]billing.Document{&got: note, &original: d} {
			if err := xml.Unmarshal(written(t, of), into); err != nil {
				t.Fatal(err)
			}
		}
		if got.Original != d.Number || original.Original != "" || got.Means != "97" || got.IBAN != "" {
			t.Errorf("got %+v", got)
		}
		if paid := original.Means == "58" && original.IBAN == d.Seller.IBAN; paid != (d.Payable.Sign() > 0) {
			t.Errorf("%s to be paid, and by %s to %q", d.Payable, original.Means, original.IBAN)
		}
	}
}

// TestTheOfficialRulesFindNothing holds hundreds of documents against the XML schemas
// and the Schematron rules of EN 16931 and XRechnung: no error, no warning, no hint.
func TestTheOfficialRulesFindNothing(t *testing.T) {
	validate := validator(t)
	folder := t.TempDir()
	var files []string
	kinds := map[string]int{}
	documents := billingtest.Documents()
	for seed := range 400 {
		d := documents.Example(seed)
		file := filepath.Join(folder, fmt.Sprintf("%03d.xml", seed))
		content := written(t, d)
		var got read
		if err := xml.Unmarshal(content, &got); err != nil {
			t.Fatal(err)
		}
		kinds[fmt.Sprintf("%s as %s", d.Kind, got.XMLName.Local)]++
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if len(kinds) != 4 {
		t.Fatalf("only %v among the documents", kinds)
	}
	var summary bytes.Buffer
	command := exec.Command(validate, append([]string{"-w", "xrechnung"}, files...)...)
	command.Stderr = &summary
	findings, err := command.Output()
	if err != nil || len(findings) > 0 {
		t.Errorf("%v: %s\n%s", err, summary.String(), head(findings, 40))
	}
}

// TestTheOfficialRulesFindSomething is the negative control: the same documents with
// one figure altered do not pass.
func TestTheOfficialRulesFindSomething(t *testing.T) {
	validate := validator(t)
	d := billingtest.Statements().Example(3)
	content := string(written(t, d))
	for name, altered := range map[string]string{
		"payable.xml": strings.Replace(content, "<cbc:PayableAmount currencyID=\"EUR\">", "<cbc:PayableAmount currencyID=\"EUR\">9", 1),
		"buyer.xml":   strings.Replace(content, "<cbc:BuyerReference>"+d.Buyer.Leitweg.String()+"</cbc:BuyerReference>", "", 1),
	} {
		if altered == content {
			t.Fatalf("%s: nothing altered", name)
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(altered), 0o600); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if out, err := exec.Command(validate, "xrechnung", file).CombinedOutput(); !errors.As(err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// validator finds the official rules with the program that runs them, or skips.
func validator(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	path, err := filepath.Abs(filepath.Join(shared, "standards", "tools", "validate"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the official rules are not here; ALLMENDE_SHARED names the folder with standards/ in it: %v", err)
	}
	jar := os.Getenv("SAXON_JAR")
	if jar == "" {
		jar = "/usr/share/java/Saxon-HE.jar"
	}
	_, noJar := os.Stat(jar)
	_, noLint := exec.LookPath("xmllint")
	_, noJava := exec.LookPath("java")
	if err := errors.Join(noJar, noLint, noJava); err != nil {
		t.Skipf("what runs the official rules is missing; 'scripts/need validator' installs it: %v", err)
	}
	return path
}

func head(text []byte, lines int) string {
	all := strings.Split(string(text), "\n")
	return strings.Join(all[:min(lines, len(all))], "\n")
}
