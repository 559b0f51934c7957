package catalogue

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// examples fill the template's first rows, so that everybody sees what goes where.
var examples = []map[string]string{
	{
		"number": "NB-14", "name": "Notebook 14 Zoll", "description": "16 GB Arbeitsspeicher, 512 GB SSD", "category": "Hardware", "cpv": "30213100-6", "unit": "H87",
		"price": "789,00", "taxRate": "19", "tiers": "10: 769,00 | 50: 749,00", "manufacturer": "Muster", "manufacturerNumber": "M-14", "deliveryDays": "5",
		"labels": "Blauer Engel | TCO", "successor": "", "accessories": "DS-1", "images": "nb-14.jpg", "dataSheets": "nb-14.pdf", "attributes": "Gewicht: 1,4 [KGM] | Farbe: grau",
	},
	{
		"number": "AP-1", "name": "Arbeitsplatz komplett", "unit": "SET", "price": "1149,00", "taxRate": "19", "category": "Hardware", "parts": "1 x NB-14 | 2 x MO-27",
	},
}

// WriteTemplate writes a workbook with a column for each field that a catalogue may have,
// two examples below, and the names that suppliers use elsewhere.
func WriteTemplate(w io.Writer) error {
	book := excelize.NewFile()
	err := fillTemplate(book)
	if err == nil {
		err = book.Write(w)
	}
	if closed := book.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write the template of catalogues: %w", err)
	}
	return nil
}

const templateSheet = "Katalog"

func fillTemplate(book *excelize.File) error {
	if err := book.SetSheetName("Sheet1", templateSheet); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	text, err := book.NewStyle(&excelize.Style{NumFmt: 49}) // so that 0815 stays 0815
	if err != nil {
		return err
	}
	filled := columns[:len(columns)-1] // a whole catalogue has no column for what to do
	rows := make([][]any, len(examples)+1)
	for _, c := range filled {
		rows[0] = append(rows[0], c.names[0])
		for i, example := range examples {
			rows[i+1] = append(rows[i+1], example[c.field])
		}
	}
	last, err := excelize.ColumnNumberToName(len(filled))
	if err != nil {
		return err
	}
	if err := book.SetColStyle(templateSheet, "A:"+last, text); err != nil {
		return err
	}
	for i, row := range rows {
		if err := book.SetSheetRow(templateSheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	if err := book.SetColWidth(templateSheet, "A", last, 24); err != nil {
		return err
	}
	if err := book.SetCellStyle(templateSheet, "A1", last+"1", bold); err != nil {
		return err
	}
	return book.SetPanes(templateSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
