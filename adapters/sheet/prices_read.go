package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The limits of a price sheet that is read.
const (
	maxPriceSheet    = 2 << 20  // bytes of the file
	maxUnpacked      = 16 << 20 // bytes of all its parts
	maxPriceRows     = 5001     // with the head
	fileItself       = 0        // the row of a fault that is in no row
	PriceMissing     = "missing"
	PriceNegative    = "negative"
	PriceTooFine     = "too-fine"
	PriceTooLarge    = "too-large"
	PriceNoNumber    = "no-number"
	PriceAmbiguous   = "ambiguous"
	PriceFormula     = "formula"
	PriceUnknownItem = "unknown-item"
	PriceItemTwice   = "item-twice"
	SheetTooLarge    = "sheet-too-large"
	SheetUnreadable  = "sheet-unreadable"
	SheetOther       = "sheet-other" // no price sheet of ours
	SheetOtherTender = "sheet-other-tender"
	SheetEmpty       = "sheet-empty"
)

// PriceFault is what keeps a price sheet from being sealed. Row is that of the
// spreadsheet, or 0; Item and Value are given where they say more.
type PriceFault struct {
	Row   int    `json:"row"`
	Code  string `json:"code"`
	Item  string `json:"item,omitempty"`
	Value string `json:"value,omitempty"`
}

// ReadPriceSheet reads a filled price sheet of a tender, whose items are given by lots.
// It takes no fault lightly: with any, there are no prices. The browser reads by the
// same rules (frontend/src/lib/price-sheet.ts), and testdata/price-sheets holds both to them.
func ReadPriceSheet(content []byte, tender string, lots [][]string) (map[string]string, []PriceFault) {
	if len(content) > maxPriceSheet {
		return nil, whole(SheetTooLarge)
	}
	file, err := unpack(content)
	switch {
	case errors.Is(err, errUnpacksTooLarge):
		return nil, whole(SheetTooLarge)
	case err != nil:
		return nil, whole(SheetUnreadable)
	}
	defer func() { _ = file.Close() }() // only read from
	return readPrices(file, tender, lots)
}

var errUnpacksTooLarge = errors.New("the workbook unpacks to too much")

// unpack opens a workbook that was filled in; it fails with errUnpacksTooLarge.
func unpack(content []byte) (*excelize.File, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil && strings.Contains(err.Error(), "unzip size exceeds") { // the library's error has no name of its own
		return nil, errUnpacksTooLarge
	}
	return file, err
}

func whole(code string) []PriceFault { return []PriceFault{{Row: fileItself, Code: code}} }

func readPrices(file *excelize.File, tender string, lots [][]string) (map[string]string, []PriceFault) {
	grid := grid{file: file, name: file.GetSheetName(0)}
	rows, err := grid.rows(maxPriceRows)
	switch {
	case errors.Is(err, errTooManyRows):
		return nil, whole(SheetTooLarge)
	case err != nil:
		return nil, whole(SheetUnreadable)
	}
	of, is := strings.CutPrefix(grid.at(idColumn, 1).text, priceSheetMark)
	switch {
	case !is:
		return nil, whole(SheetOther)
	case of != tender:
		return nil, whole(SheetOtherTender)
	}
	r := priceReader{known: map[string]bool{}, row: map[string]int{}, entered: map[string]bool{}, prices: map[string]string{}}
	for _, lot := range lots {
		for _, item := range lot {
			r.known[item] = true
		}
	}
	for row := 2; row <= rows; row++ {
		r.take(row, grid.at(idColumn, row), grid.at(priceColumn, row))
	}
	r.complete(lots)
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b PriceFault) int { return cmp.Compare(a.Row, b.Row) })
		return nil, r.faults
	}
	return r.prices, nil
}

// priceReader goes down the rows.
type priceReader struct {
	known   map[string]bool
	row     map[string]int // where each item stands
	entered map[string]bool
	prices  map[string]string
	faults  []PriceFault
}

func (r *priceReader) fault(f PriceFault) { r.faults = append(r.faults, f) }

func (r *priceReader) take(row int, item, price value) {
	switch {
	case item.text == "" && price.empty():
		return
	case item.formula:
		r.fault(PriceFault{Row: row, Code: PriceFormula})
		return
	case !r.known[item.text]:
		r.fault(PriceFault{Row: row, Code: PriceUnknownItem})
		return
	case r.row[item.text] > 0:
		r.fault(PriceFault{Row: row, Code: PriceItemTwice, Item: item.text})
		return
	}
	r.row[item.text] = row
	if price.empty() {
		return
	}
	r.entered[item.text] = true
	read, code := price.price()
	if code != "" {
		r.fault(PriceFault{Row: row, Code: code, Item: item.text, Value: price.text})
		return
	}
	r.prices[item.text] = read
}

// complete demands a price for each item of a lot that has any, and any at all.
func (r *priceReader) complete(lots [][]string) {
	for _, lot := range lots {
		if !slices.ContainsFunc(lot, func(item string) bool { return r.entered[item] }) {
			continue
		}
		for _, item := range lot {
			if !r.entered[item] {
				r.fault(PriceFault{Row: r.row[item], Code: PriceMissing, Item: item})
			}
		}
	}
	if len(r.entered) == 0 && len(r.faults) == 0 {
		r.fault(PriceFault{Row: fileItself, Code: SheetEmpty})
	}
}

// value is what stands in a cell.
type value struct {
	text    string // blanks around it are gone
	number  bool   // and not a text that looks like one
	formula bool
	other   bool // neither: a date as text, a truth value, an error
}

func (v value) empty() bool { return v.text == "" && !v.formula }

// price reads the cell, or says why it is none.
func (v value) price() (price, code string) {
	switch {
	case v.formula:
		return "", PriceFormula
	case v.other:
		return "", PriceNoNumber
	case v.number:
		return priceOfNumber(v.text)
	}
	return priceOfText(v.text)
}

// grid is the first sheet of a workbook.
type grid struct {
	file *excelize.File
	name string
}

var errTooManyRows = errors.New("too many rows")

// rows counts without reading more than it may.
func (g grid) rows(most int) (int, error) {
	rows, err := g.file.Rows(g.name)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }() // only read from
	count := 0
	for rows.Next() {
		if count++; count > most {
			return 0, errTooManyRows
		}
	}
	return count, rows.Error()
}

func (g grid) at(column string, row int) value {
	cell := fmt.Sprintf("%s%d", column, row)
	text, err1 := g.file.GetCellValue(g.name, cell)
	kind, err2 := g.file.GetCellType(g.name, cell)
	formula, err3 := g.file.GetCellFormula(g.name, cell)
	v := value{text: strings.Trim(text, blanks), formula: formula != ""}
	switch kind {
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		v.number = true
	case excelize.CellTypeSharedString, excelize.CellTypeInlineString:
	case excelize.CellTypeFormula:
		v.formula = true
	default:
		v.other = true
	}
	v.other = v.other || errors.Join(err1, err2, err3) != nil
	return v
}
