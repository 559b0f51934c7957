package sheet

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"allmende/ports/view"
)

// Needs is the name of the sheet in which a member fills in its needs.
const Needs = "Bedarf"

// Its columns; that of the items' ids is hidden, and the sheet is read again by it.
const (
	firmColumn      = "F"
	toleranceColumn = "G"
)

// needsMark stands in the first cell, with the ids of the round and the member behind it.
const needsMark = "allmende-needs 1 "

// WriteNeeds writes a workbook with a row for each item of a round, in which only the member's
// quantities are open for editing.
func WriteNeeds(w io.Writer, s view.RoundSheet) error {
	return book(w, particulars{title: s.Round.Number + " " + s.Round.Title, author: s.MemberName}, func(file *excelize.File) error { return fillNeeds(file, s) })
}

func fillNeeds(file *excelize.File, s view.RoundSheet) error {
	if err := file.SetSheetName("Sheet1", Needs); err != nil {
		return err
	}
	header, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	open, err := file.NewStyle(&excelize.Style{Protection: &excelize.Protection{Locked: false}, Fill: filled("FFF8E1")})
	if err != nil {
		return err
	}
	rows, err := needsRows(s)
	if err != nil {
		return err
	}
	for i, row := range rows {
		if err := file.SetSheetRow(Needs, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	if err := file.SetRowStyle(Needs, 1, 1, header); err != nil {
		return err
	}
	if err := file.SetCellStyle(Needs, firmColumn+"2", fmt.Sprintf("%s%d", toleranceColumn, len(rows)), open); err != nil {
		return err
	}
	for column, width := range map[string]float64{"B": 8, "C": 46, "D": 14, "E": 18, "F": 18, "G": 18} {
		if err := file.SetColWidth(Needs, column, column, width); err != nil {
			return err
		}
	}
	return lock(file, Needs)
}

func needsRows(s view.RoundSheet) ([][]any, error) {
	rows := [][]any{{
		needsMark + s.Round.ID + " " + s.MemberID, "Nr. / No.", "Position / Item", "Einheit / Unit",
		"Schätzpreis netto in Euro / Estimated net price in euros", "Feste Menge / Firm quantity", "Toleranz / Tolerance",
	}}
	stated := map[string]view.RoundNeed{}
	for _, n := range s.Needs {
		stated[n.ItemID] = n
	}
	for _, item := range s.Round.Items {
		row := []any{item.ID, item.Position, item.Name, item.Unit}
		need := stated[item.ID]
		for _, written := range []string{item.EstimatedPrice, need.Firm, need.Tolerance} {
			value, err := quantityCell(written)
			if err != nil {
				return nil, fmt.Errorf("item %d: %w", item.Position, err)
			}
			row = append(row, value)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// quantityCell is a number, or nothing for an empty text.
func quantityCell(written string) (any, error) {
	if written == "" {
		return nil, nil //nolint:nilnil // an empty cell
	}
	d, err := decimal.NewFromString(written)
	if err != nil {
		return nil, err
	}
	return number(d).value, nil
}

// lock hides the ids, keeps the head in sight, and lets nothing be edited but what is open.
func lock(file *excelize.File, sheet string) error {
	if err := file.SetColVisible(sheet, idColumn, false); err != nil {
		return err
	}
	if err := file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true})
}

// WriteNeedsGrid writes what all members need: a row a member, and for each item its firm
// quantity and its tolerance.
func WriteNeedsGrid(w io.Writer, g view.RoundGrid) error {
	return book(w, particulars{title: g.Round.Number + " " + g.Round.Title}, func(file *excelize.File) error {
		widths := []float64{36}
		for range g.Round.Items {
			widths = append(widths, 16, 16)
		}
		return leaves(file, []leaf{{"Meldungen", widths, func(w *writer) { gridded(w, g) }}})
	})
}

func gridded(w *writer, g view.RoundGrid) {
	heads, sums := []string{"Mitglied / Member"}, []cell{head("Summe / Total")}
	for _, item := range g.Round.Items {
		of := fmt.Sprintf("%d %s (%s)", item.Position, item.Name, item.Unit)
		heads = append(heads, of+": fest / firm", of+": Toleranz / tolerance")
		sums = append(sums, w.quantity(item.Firm), w.quantity(item.Tolerance))
	}
	w.heads(heads...)
	for _, row := range g.Rows {
		cells := []cell{text(row.Member)}
		for i := range row.Firm {
			cells = append(cells, w.quantity(row.Firm[i]), w.quantity(row.Tolerance[i]))
		}
		w.row(cells...)
	}
	w.row(sums...)
}

// quantity is a quantity as the round tells it, or nothing.
func (w *writer) quantity(written string) cell {
	if written == "" {
		return text("")
	}
	d, err := decimal.NewFromString(written)
	if err != nil {
		w.err = err
		return text("")
	}
	return number(d)
}
