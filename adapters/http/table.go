package http

import (
	"encoding/csv"
	"io"
	"strings"

	"allmende/ports/view"
)

// separated writes a table that spreadsheets of the language open by a double click: with
// semicolons, and in German with a comma before the cents.
func separated(w io.Writer, t view.Table, lang string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	heads := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		heads[i] = column.Head
	}
	if err := out.Write(heads); err != nil {
		return err
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = inLanguage(cell, t.Columns[i], lang)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func inLanguage(cell string, column view.TableColumn, lang string) string {
	if !column.Amount {
		return plain(cell)
	}
	if lang == "de" {
		return strings.Replace(cell, ".", ",", 1)
	}
	return cell
}
