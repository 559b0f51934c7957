package sheet

import (
	"io"

	"github.com/xuri/excelize/v2"

	"allmende/domain/money"
	"allmende/ports/view"
)

// WriteTable writes a list as a workbook of one sheet, its amounts as numbers.
func WriteTable(w io.Writer, t view.Table) error {
	return book(w, particulars{title: t.Title}, func(file *excelize.File) error {
		return leaves(file, []leaf{{t.Title, widthsOf(t), func(w *writer) { listed(w, t) }}})
	})
}

func listed(w *writer, t view.Table) {
	heads := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		heads[i] = column.Head
	}
	w.heads(heads...)
	for _, row := range t.Rows {
		cells := make([]cell, len(row))
		for i, said := range row {
			cells[i] = text(said)
			if amount, err := money.ParseAmount(said); t.Columns[i].Amount && err == nil {
				cells[i] = euros(amount)
			}
		}
		w.row(cells...)
	}
}

// widthsOf has each column as wide as its widest text, within what fits on a page.
func widthsOf(t view.Table) []float64 {
	const least, most = 10, 50
	widths := make([]float64, len(t.Columns))
	for i, column := range t.Columns {
		widest := len([]rune(column.Head))
		for _, row := range t.Rows {
			widest = max(widest, len([]rune(row[i])))
		}
		widths[i] = float64(min(max(widest, least), most) + 2)
	}
	return widths
}
