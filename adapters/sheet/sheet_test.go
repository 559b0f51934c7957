package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"allmende/adapters/sheet"
	"allmende/domain/billing"
	"allmende/domain/billing/billingtest"
	"allmende/domain/money"
)

type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func written(t tester, d billing.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// book reads a workbook back, in the digits of the file.
type book struct {
	t    tester
	file *excelize.File
}

func open(t tester, content []byte) book {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return book{t, file}
}

// cell is the text in the file and whether it is a number.
func (b book) cell(name string, column, row int) (value string, number bool) {
	b.t.Helper()
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		b.t.Fatal(err)
	}
	if value, err = b.file.GetCellValue(name, at); err != nil {
		b.t.Fatal(err)
	}
	kind, err := b.file.GetCellType(name, at)
	if err != nil {
		b.t.Fatal(err)
	}
	return value, kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
}

// figure demands that a cell is a number with the very value.
func (b book) figure(name string, column, row int, want decimal.Decimal) {
	b.t.Helper()
	value, number := b.cell(name, column, row)
	got, err := decimal.NewFromString(value)
	if err != nil || !number || !got.Equal(want) {
		b.t.Fatalf("%s, column %d, row %d: %q (a number: %v), want %s", name, column, row, value, number, want)
	}
}

func (b book) amount(name string, column, row int, want money.Amount) {
	b.t.Helper()
	b.figure(name, column, row, want.Decimal())
}

func (b book) text(name string, column, row int, want string) {
	b.t.Helper()
	if got, number := b.cell(name, column, row); got != want || number && want != "" {
		b.t.Fatalf("%s, column %d, row %d: %q (a number: %v), want the text %q", name, column, row, got, number, want)
	}
}

// row finds the row of a name in the first column.
func (b book) row(sheet, name string) int {
	b.t.Helper()
	rows, err := b.file.GetRows(sheet)
	if err != nil {
		b.t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 0 && row[0] == name {
			return i + 1
		}
	}
	b.t.Fatalf("%s has no row %q", sheet, name)
	return 0
}

func TestEveryFigureIsANumberOfTheSameValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := billingtest.Documents().Draw(t, "document")
		b := open(t, written(t, d))
		checkLines(b, d)
		checkDerivation(b, d)
		first := b.row(sheet.Summary, "Umsatzsteuer") + 1
		for i, s := range d.Breakdown {
			b.text(sheet.Summary, 2, first+i, s.Tax.String())
			b.amount(sheet.Summary, 3, first+i, s.Taxable)
			b.amount(sheet.Summary, 4, first+i, s.VAT)
		}
		b.amount(sheet.Summary, 3, first+len(d.Breakdown), d.Net)
		b.amount(sheet.Summary, 4, first+len(d.Breakdown), d.VAT)
		b.amount(sheet.Summary, 4, b.row(sheet.Summary, "Zu zahlen"), d.Payable)
		if d.Kind == billing.KindCreditNote {
			return
		}
		for name, want := range map[string]money.Amount{
			"Stand vorher": d.Account.Opening, "Belastungen": d.Account.Charges, "Zahlungen": d.Account.Payments, "Stand nachher": d.Account.Closing,
		} {
			b.amount(sheet.Summary, 4, b.row(sheet.Summary, name), want)
		}
	})
}

func checkLines(b book, d billing.Document) {
	b.t.Helper()
	for i, l := range d.Lines {
		row := i + 2
		b.figure(sheet.Lines, 1, row, decimal.NewFromInt(int64(l.Place)))
		b.text(sheet.Lines, 3, row, l.Text)
		b.text(sheet.Lines, 4, row, l.Pool)
		b.text(sheet.Lines, 7, row, string(l.Tax.Category))
		b.figure(sheet.Lines, 8, row, l.Tax.Rate)
		for column, want := range map[int]money.Amount{9: l.Share, 10: l.VAT, 11: l.Granted, 12: l.Amount} {
			b.amount(sheet.Lines, column, row, want)
		}
	}
	b.text(sheet.Lines, 1, len(d.Lines)+2, "")
}

func checkDerivation(b book, d billing.Document) {
	b.t.Helper()
	row := 1
	for _, l := range d.Lines {
		for _, s := range l.Derivation.Steps {
			row++
			b.figure(sheet.Derivation, 1, row, decimal.NewFromInt(int64(l.Place)))
			b.text(sheet.Derivation, 3, row, s.Figure.Title())
			b.amount(sheet.Derivation, 5, row, s.Total)
			b.amount(sheet.Derivation, 15, row, s.Target())
			b.amount(sheet.Derivation, 16, row, s.Posted)
			b.amount(sheet.Derivation, 17, row, s.Result())
			if s.Held != billing.NotHeld {
				b.text(sheet.Derivation, 14, row, s.Held.Title())
				continue
			}
			for column, want := range map[int]decimal.Decimal{
				6: s.Share.Weight, 7: s.WeightSum, 10: s.Total.Decimal().Shift(2).Abs(), 11: s.Share.Floor, 12: s.Share.Remainder,
			} {
				b.figure(sheet.Derivation, column, row, want)
			}
		}
	}
}

func TestTheLargestAmountKeepsItsCents(t *testing.T) {
	d := billingtest.Statements().Example(1)
	d.Payable = money.MustAmount("-9999999999999.99")
	b := open(t, written(t, d))
	if got, number := b.cell(sheet.Summary, 4, b.row(sheet.Summary, "Zu zahlen")); got != "-9999999999999.99" || !number {
		t.Errorf("got %q, a number: %v", got, number)
	}
}

func TestAWeightOfMoreDigitsThanASpreadsheetKeepsIsAText(t *testing.T) {
	d := billingtest.Statements().Filter(func(d billing.Document) bool {
		return len(d.Lines[0].Derivation.Steps) > 0 && d.Lines[0].Derivation.Steps[0].Held == billing.NotHeld
	}).Example(1)
	const long = "12345678901234567.89"
	d.Lines[0].Derivation.Steps[0].Share.Weight = decimal.RequireFromString(long)
	open(t, written(t, d)).text(sheet.Derivation, 6, 2, long)
}

func TestATextThatLooksLikeAFormulaStaysAText(t *testing.T) {
	for _, hostile := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "0123", "1e5", "TRUE"} {
		d := billingtest.Statements().Example(1)
		d.Lines[0].Text, d.Lines[0].Pool, d.Buyer.Name = hostile, hostile, hostile
		content := written(t, d)
		b := open(t, content)
		b.text(sheet.Lines, 3, 2, hostile)
		b.text(sheet.Lines, 4, 2, hostile)
		b.text(sheet.Summary, 2, b.row(sheet.Summary, "Mitglied"), hostile)
		for name, part := range parts(t, content) {
			if strings.HasPrefix(name, "xl/worksheets/") && strings.Contains(part, "<f>") {
				t.Errorf("%q: %s has a formula", hostile, name)
			}
		}
	}
}

// parts are the files in the workbook.
func parts(t *testing.T, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		list[file.Name] = string(part)
	}
	return list
}

func TestDaysAreDates(t *testing.T) {
	d := billingtest.Statements().Example(1)
	file, err := excelize.OpenReader(bytes.NewReader(written(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	row := strconv.Itoa(book{t, file}.row(sheet.Summary, "Datum"))
	got, err := file.GetCellValue(sheet.Summary, "B"+row)
	if want := d.IssuedOn.UTC().Format("01-02-06"); err != nil || got != want { // as this reader writes format 14
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestTheSameDocumentIsTheSameWorkbook(t *testing.T) {
	for seed := range 10 {
		d := billingtest.Documents().Example(seed)
		if !bytes.Equal(written(t, d), written(t, d)) {
			t.Errorf("document %d: written twice, it differs", seed)
		}
	}
}
