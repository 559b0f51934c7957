package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"allmende/ports/view"
)

// Prices is the name of the sheet that bidders fill in.
const Prices = "Preise"

// The columns of a price sheet. That of the items' ids is hidden: by it the sheet is read again.
const (
	idColumn    = "A"
	priceColumn = "F"
)

// priceSheetMark stands in the first cell, with the id of the tender behind it.
const priceSheetMark = "allmende-price-sheet 1 "

// WritePriceSheet writes a workbook with a row for each item of a tender. Only the
// prices are open for editing.
func WritePriceSheet(w io.Writer, t view.Tender) error {
	return book(w, particulars{title: t.Number + " " + t.Title, made: t.PublishedAt}, func(file *excelize.File) error { return fillPriceSheet(file, t) })
}

func fillPriceSheet(file *excelize.File, t view.Tender) error {
	if err := file.SetSheetName("Sheet1", Prices); err != nil {
		return err
	}
	header, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	open, err := file.NewStyle(&excelize.Style{CustomNumFmt: &priceFormat, Protection: &excelize.Protection{Locked: false},
		Fill: filled("FFF8E1")})
	if err != nil {
		return err
	}
	rows := [][]any{{priceSheetMark + t.ID, "Los / Lot", "Position / Item", "Einheit / Unit", "Menge / Quantity", "Preis je Einheit, netto in Euro / Net price of one unit in euros"}}
	for _, lot := range t.Lots {
		for _, item := range lot.Items {
			quantity, err := decimal.NewFromString(item.Quantity)
			if err != nil {
				return fmt.Errorf("the quantity of %s: %w", item.ID, err)
			}
			rows = append(rows, []any{item.ID, fmt.Sprintf("%d  %s", lot.Position, lot.Title), item.Name, item.Unit, number(quantity).value})
		}
	}
	for i, row := range rows {
		if err := file.SetSheetRow(Prices, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	if err := file.SetRowStyle(Prices, 1, 1, header); err != nil {
		return err
	}
	if err := file.SetCellStyle(Prices, priceColumn+"2", fmt.Sprintf("%s%d", priceColumn, max(2, len(rows))), open); err != nil {
		return err
	}
	return layOut(file)
}

// layOut hides the ids and lets nothing but prices be edited; whoever unlocks the sheet
// and changes more is told when it is read.
func layOut(file *excelize.File) error {
	for columns, width := range map[string]float64{"B:B": 28, "C:C": 46, "D:D": 14, "E:E": 14, "F:F": 24} {
		from, to, _ := strings.Cut(columns, ":")
		if err := file.SetColWidth(Prices, from, to, width); err != nil {
			return err
		}
	}
	if err := file.SetColVisible(Prices, idColumn, false); err != nil {
		return err
	}
	if err := file.SetPanes(Prices, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return file.ProtectSheet(Prices, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true})
}
