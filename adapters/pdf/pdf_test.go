package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/adapters/pdf"
	"allmende/domain/billing"
	"allmende/domain/billing/billingtest"
	"allmende/domain/money"
	"allmende/domain/vat"
)

func written(t *testing.T, d billing.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// run gives the document to one of poppler's programs, or skips.
func run(t *testing.T, program string, content []byte, arguments ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is missing; 'scripts/need poppler' installs it", program)
	}
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	command := exec.Command(program, append(arguments, file)...)
	if program == "pdftotext" {
		command.Args = append(command.Args, "-")
	}
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v: %s", program, err, complaints.String())
	}
	return string(out)
}

// element is a line of what pdfinfo tells of the logical structure: a tag, or content.
type element struct {
	depth   int
	tag     string
	content string
}

var structureText = regexp.MustCompile(`^( *)(?:(\w+)(?: \(block\)|:)?|"(.*)")$`)

func structure(t *testing.T, content []byte) []element {
	t.Helper()
	var list []element
	for line := range strings.Lines(run(t, "pdfinfo", content, "-struct-text")) {
		if m := structureText.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			list = append(list, element{len(m[1]), m[2], m[3]})
		}
	}
	return list
}

// tables reads the tagged tables back: rows of cells, each with its lines joined.
func tables(t *testing.T, content []byte) [][][]string {
	t.Helper()
	var list [][][]string
	cell := -1 // how deep the open one lies
	for _, e := range structure(t, content) {
		last := len(list) - 1
		if e.depth <= cell {
			cell = -1
		}
		switch {
		case e.tag == "Table":
			list = append(list, nil)
		case e.tag == "TR":
			list[last] = append(list[last], nil)
		case e.tag == "TD" || e.tag == "TH":
			row := &list[last][len(list[last])-1]
			*row, cell = append(*row, ""), e.depth
		case e.tag == "" && cell >= 0:
			row := list[last][len(list[last])-1]
			row[len(row)-1] = strings.TrimSpace(row[len(row)-1] + " " + e.content)
		}
	}
	return list
}

// running is the text in the order of drawing, with a single space wherever there is any.
func running(t *testing.T, content []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(run(t, "pdftotext", content, "-raw")), " ")
}

// german is what the document must show of an amount, written another way than the
// adapter does it.
func german(a money.Amount) string {
	cents := a.Cents()
	sign := ""
	if cents < 0 {
		sign, cents = "−", -cents
	}
	whole := fmt.Sprint(cents / 100)
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	return fmt.Sprintf("%s%s,%02d", sign, whole, cents%100)
}

func unlessZero(a money.Amount) string {
	if a.IsZero() {
		return ""
	}
	return german(a)
}

// figures are the rows that the tables of a document must have, texts left out.
func figures(d billing.Document) (lines, taxes, account [][]string) {
	for _, l := range d.Lines {
		rate := "frei"
		if l.Tax.Category != vat.Exempt {
			rate = strings.ReplaceAll(l.Tax.Rate.String(), ".", ",") + "\u00a0%"
		}
		lines = append(lines, []string{fmt.Sprint(l.Place), german(l.Share), unlessZero(l.VAT), unlessZero(l.Granted.Neg()), rate, german(l.Amount)})
	}
	for _, s := range d.Breakdown {
		taxes = append(taxes, []string{german(s.Taxable), german(s.VAT)})
	}
	taxes = append(taxes, []string{german(d.Net), german(d.VAT)})
	for _, a := range []money.Amount{d.Account.Opening, d.Account.Charges, d.Account.Payments, d.Account.Closing} {
		account = append(account, []string{german(a)})
	}
	return lines, taxes, account
}

func TestEveryFigureStandsInItsCell(t *testing.T) {
	documents := billingtest.Documents()
	for seed := range 10 { // pdfinfo takes its time
		d := documents.Example(seed)
		content := written(t, d)
		lines, taxes, account := figures(d)
		found := tables(t, content)
		var gotLines [][]string
		for _, row := range found[1][1:] {
			if len(row) == 7 && row[0] != "" {
				gotLines = append(gotLines, slices.Delete(row, 1, 2))
			}
		}
		same(t, seed, "lines", gotLines, lines)
		var gotTaxes, gotAccount [][]string
		for _, row := range found[2][1:] {
			gotTaxes = append(gotTaxes, row[1:])
		}
		same(t, seed, "taxes", gotTaxes, taxes)
		if d.Kind == billing.KindCreditNote {
			continue
		}
		at := slices.IndexFunc(found, func(table [][]string) bool { return strings.HasPrefix(table[0][0], "Was Sie") })
		for _, row := range found[at][1:] {
			gotAccount = append(gotAccount, row[1:])
		}
		same(t, seed, "account", gotAccount, account)
	}
}

func same(t *testing.T, seed int, what string, got, want [][]string) {
	t.Helper()
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("document %d, %s:\n got %q\nwant %q", seed, what, got, want)
	}
}

func TestTheSumOfASectionAndTheTotalAreShown(t *testing.T) {
	for seed := range 20 {
		d := billingtest.Statements().Example(seed)
		text := running(t, written(t, d))
		for _, section := range billing.Sections {
			sum, count := money.Zero, 0
			for _, l := range d.Lines {
				if l.Section == section {
					sum, count = sum.Add(l.Amount), count+1
				}
			}
			if count > 0 && !strings.Contains(text, "Zwischensumme "+german(sum)) {
				t.Errorf("document %d: the sum of %s, %s, is missing", seed, section, german(sum))
			}
		}
		if want := german(d.Payable) + " €"; !strings.Contains(text, want) {
			t.Errorf("document %d: %s is missing", seed, want)
		}
	}
}

func TestTheAnnexDerivesEveryShare(t *testing.T) {
	for seed := range 40 {
		d := billingtest.Documents().Example(seed)
		all := running(t, written(t, d))
		for _, l := range d.Lines {
			for _, s := range l.Derivation.Steps {
				want := "Von " + german(s.Total) + " €"
				if s.Held == billing.NotHeld {
					want += ", in Cent: " + whole(s.Total.Decimal().Shift(2).Abs()) + " × " + whole(s.Share.Weight) + " : " + whole(s.WeightSum) +
						" = " + whole(s.Share.Floor) + " Rest " + whole(s.Share.Remainder)
				} else {
					want += ": " + german(s.Target()) + " €, gehalten durch"
				}
				if !strings.Contains(all, want) {
					t.Errorf("document %d, line %d: %q is missing", seed, l.Place, want)
				}
				if !s.Posted.IsZero() && !strings.Contains(all, "Bisher gebucht "+german(s.Posted)) {
					t.Errorf("document %d, line %d: what was posted before is missing", seed, l.Place)
				}
			}
		}
	}
}

// whole writes a decimal the German way.
func whole(d decimal.Decimal) string {
	text, fraction, _ := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "−", text[1:]
	}
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "." + text[at:]
	}
	if fraction != "" {
		text += "," + fraction
	}
	return sign + text
}

func TestTheSameDocumentIsTheSameFile(t *testing.T) {
	for seed := range 10 {
		d := billingtest.Documents().Example(seed)
		if !bytes.Equal(written(t, d), written(t, d)) {
			t.Errorf("document %d: drawn twice, it differs", seed)
		}
	}
}

func TestThePageIsA4TaggedGermanWithItsFontsAndANumberOnEachPage(t *testing.T) {
	d := billingtest.Statements().Filter(func(d billing.Document) bool { return len(d.Lines) > 8 }).Example(1)
	content := written(t, d)
	info := run(t, "pdfinfo", content)
	for _, want := range []string{"(A4)", "Tagged:          yes", "Title:           Abrechnung " + d.Number} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	if !bytes.Contains(content, []byte("/Lang (de-DE)")) || !bytes.Contains(content, []byte("/DisplayDocTitle true")) {
		t.Error("language or title are not told")
	}
	for _, line := range strings.Split(strings.TrimSpace(run(t, "pdffonts", content)), "\n")[2:] {
		if columns := strings.Fields(line); len(columns) < 8 || columns[4] != "yes" || columns[6] != "yes" {
			t.Errorf("not embedded with its characters: %s", line)
		}
	}
	pages := strings.Split(strings.TrimSuffix(run(t, "pdftotext", content), "\f"), "\f")
	if len(pages) < 3 {
		t.Fatalf("only %d pages", len(pages))
	}
	for i, page := range pages {
		if want := fmt.Sprintf("Seite %d von %d", i+1, len(pages)); !strings.Contains(page, want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
	}
}

func TestWhatTheFontLacksIsReadAllTheSame(t *testing.T) {
	d := billingtest.Statements().Example(2)
	d.Buyer.Name = "Gemeinde Ṣaḥra mit GROẞEM 漢"
	if text := run(t, "pdftotext", written(t, d)); !strings.Contains(text, d.Buyer.Name) {
		t.Errorf("%q is missing in\n%s", d.Buyer.Name, text[:min(len(text), 400)])
	}
}

func TestHeadingsAreBookmarks(t *testing.T) {
	content := written(t, billingtest.Statements().Example(4))
	headings := 0
	for _, e := range structure(t, content) {
		if e.tag == "H1" || e.tag == "H2" {
			headings++
		}
	}
	bookmarks := bytes.Count(content, []byte("/Title (")) - 1 // one is the document's
	if bookmarks != headings || headings < 4 {
		t.Errorf("%d bookmarks, want one for each of %d headings", bookmarks, headings)
	}
}
