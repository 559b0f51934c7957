package sheet

import (
	"errors"
	"fmt"
	"strings"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// The limits of a sheet of needs that is read.
const (
	maxNeedsRows   = 401 // with the head: every item of the largest round, and as many lines that are empty
	maxNeedsFaults = 100 // told at once
)

// ReadNeeds reads a workbook that WriteNeeds made and a member filled in. It takes no fault
// lightly: with any, there are no entries. What is left empty is none; an item that was
// never stated and is left empty stays so, and one whose row is gone keeps its quantities.
func ReadNeeds(content []byte, made view.RoundSheet) view.RoundSheetCheck {
	r := needsReader{items: map[string]view.RoundItem{}, row: map[string]int{}, stated: map[string]bool{}}
	for _, need := range made.Needs {
		r.stated[need.ItemID] = true
	}
	for _, item := range made.Round.Items {
		r.items[item.ID] = item
	}
	r.read(content, needsMark+made.Round.ID+" "+made.MemberID)
	if len(r.faults) == 0 && len(r.entries) == 0 {
		r.fault("", demand.ErrSheetEmpty)
	}
	check := view.RoundSheetCheck{Entries: []view.RoundSheetEntry{}, Faults: r.faults}
	if len(r.faults) == 0 {
		check.Entries, check.Faults = r.entries, []view.RoundSheetFault{}
	}
	return check
}

// needsReader goes down the rows.
type needsReader struct {
	items   map[string]view.RoundItem
	row     map[string]int // where each item stands
	stated  map[string]bool
	entries []view.RoundSheetEntry
	faults  []view.RoundSheetFault
}

func (r *needsReader) fault(cell string, f *fault.Fault) {
	if len(r.faults) < maxNeedsFaults {
		r.faults = append(r.faults, view.RoundSheetFault{Cell: cell, Code: f.Code(), Params: f.Params()})
	}
}

func (r *needsReader) read(content []byte, mark string) {
	if len(content) > maxPriceSheet {
		r.fault("", demand.ErrSheetTooLarge)
		return
	}
	file, err := unpack(content)
	switch {
	case errors.Is(err, errUnpacksTooLarge):
		r.fault("", demand.ErrSheetTooLarge)
		return
	case err != nil:
		r.fault("", demand.ErrSheetUnreadable)
		return
	}
	defer func() { _ = file.Close() }() // only read from
	grid := grid{file: file, name: file.GetSheetName(0)}
	rows, err := grid.rows(maxNeedsRows)
	switch {
	case errors.Is(err, errTooManyRows):
		r.fault("", demand.ErrSheetTooLarge)
		return
	case err != nil:
		r.fault("", demand.ErrSheetUnreadable)
		return
	case grid.at(idColumn, 1).text != mark:
		r.fault("", demand.ErrSheetOther)
		return
	}
	merged, err := file.GetMergeCells(grid.name)
	if err != nil {
		r.fault("", demand.ErrSheetUnreadable)
		return
	}
	for _, m := range merged {
		r.fault(m.GetStartAxis(), demand.ErrCellMerged)
	}
	for row := 2; row <= rows && len(r.faults) < maxNeedsFaults; row++ {
		r.take(row, grid.at(idColumn, row), grid.at(firmColumn, row), grid.at(toleranceColumn, row))
	}
}

func (r *needsReader) take(row int, item, firm, tolerance value) {
	if item.text == "" && firm.empty() && tolerance.empty() {
		return
	}
	at := func(column string) string { return fmt.Sprintf("%s%d", column, row) }
	of, known := r.items[item.text]
	switch {
	case item.formula:
		r.fault(at(idColumn), demand.ErrCellFormula)
		return
	case !known:
		r.fault(at(idColumn), demand.ErrItemUnknown)
		return
	case r.row[item.text] > 0:
		r.fault(at(idColumn), demand.ErrItemTwice)
		return
	}
	r.row[item.text] = row
	if firm.empty() && tolerance.empty() && !r.stated[of.ID] {
		return
	}
	entry := view.RoundSheetEntry{ItemID: of.ID}
	entry.Firm = r.quantity(at(firmColumn), firm, of.Unit)
	entry.Tolerance = r.quantity(at(toleranceColumn), tolerance, of.Unit)
	r.entries = append(r.entries, entry)
}

// quantity reads a cell of an item of that unit; an empty one is none.
func (r *needsReader) quantity(at string, v value, unit string) string {
	if v.empty() {
		return "0"
	}
	read, f := v.quantity(quantity.Unit(unit))
	if f != nil {
		r.fault(at, f)
	}
	return read
}

// quantity reads the cell, or says why it is none.
func (v value) quantity(unit quantity.Unit) (string, *fault.Fault) {
	shown, _, _ := strings.Cut(v.text, "\n")
	if runes := []rune(shown); len(runes) > 40 {
		shown = string(runes[:40]) + " …"
	}
	var code string
	d, code := decimalOfText(v.text)
	switch {
	case v.formula:
		return "", demand.ErrCellFormula
	case v.other:
		return "", demand.ErrCellNumber.With("value", shown)
	case v.number:
		d, code = decimalOfNumber(v.text)
	}
	switch code {
	case "":
	case PriceAmbiguous:
		return "", demand.ErrCellAmbiguous.With("value", shown)
	default:
		return "", demand.ErrCellNumber.With("value", shown)
	}
	q, err := quantity.Parse(d.String())
	if err == nil {
		err = quantity.Check(unit, q)
	}
	if f, is := fault.Of(err); is {
		return "", f
	}
	return q.String(), nil
}
