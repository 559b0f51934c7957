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
	idColumn      = "A"
	priceColumn   = "F"
	ceilingColumn = "G" // in a mini-competition only
)

// priceSheetMark stands in the first cell, with the id of the tender behind it.
const priceSheetMark = "allmende-price-sheet 1 "

// WritePriceSheet writes a workbook with a row for each item of a tender. Only the
// prices are open for editing. In a mini-competition the bidder's own prices in the contract
// stand beside them, and the spreadsheet takes none above.
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
	rows, err := priceRows(t)
	if err != nil {
		return err
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
	if err := fillCeilings(file, t); err != nil {
		return err
	}
	return layOut(file)
}

func priceRows(t view.Tender) ([][]any, error) {
	rows := [][]any{{priceSheetMark + t.ID, "Los / Lot", "Position / Item", "Einheit / Unit", "Menge / Quantity", "Preis je Einheit, netto in Euro / Net price of one unit in euros"}}
	for _, lot := range t.Lots {
		for _, item := range lot.Items {
			quantity, err := decimal.NewFromString(item.Quantity)
			if err != nil {
				return nil, fmt.Errorf("the quantity of %s: %w", item.ID, err)
			}
			rows = append(rows, []any{item.ID, fmt.Sprintf("%d  %s", lot.Position, lot.Title), item.Name, item.Unit, number(quantity).value})
		}
	}
	return rows, nil
}

// fillCeilings writes what the bidder may ask at most; who sees several bidders is none of them.
func fillCeilings(file *excelize.File, t view.Tender) error {
	if t.Competition == nil || len(t.Competition.Invited) != 1 {
		return nil
	}
	ceilings := map[string]string{}
	for _, c := range t.Competition.Invited[0].Ceilings {
		ceilings[c.ItemID] = c.Price
	}
	if err := file.SetCellStr(Prices, ceilingColumn+"1", "Höchstens, laut Vertrag / At most, by the contract"); err != nil {
		return err
	}
	row := 1
	for _, lot := range t.Lots {
		for _, item := range lot.Items {
			row++
			if err := fillCeiling(file, row, ceilings[item.ID]); err != nil {
				return fmt.Errorf("the ceiling of %s: %w", item.ID, err)
			}
		}
	}
	return file.SetColWidth(Prices, ceilingColumn, ceilingColumn, 24)
}

func fillCeiling(file *excelize.File, row int, text string) error {
	ceiling, err := decimal.NewFromString(text)
	if err != nil {
		return err
	}
	cell := fmt.Sprintf("%s%d", ceilingColumn, row)
	if err := file.SetCellValue(Prices, cell, number(ceiling).value); err != nil {
		return err
	}
	limit := excelize.NewDataValidation(true)
	limit.SetSqref(fmt.Sprintf("%s%d", priceColumn, row))
	limit.SetError(excelize.DataValidationErrorStyleStop, "Zu hoch / Too high", "Höchstens Ihr Preis im Vertrag. / At most your price in the contract.")
	if err := limit.SetRange("0", cell, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	return file.AddDataValidation(Prices, limit)
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
	return lock(file, Prices)
}
