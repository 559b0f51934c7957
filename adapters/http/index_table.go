package http

import (
	"encoding/csv"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/pricing"
)

// indexTable is a CSV file of index values as text.
type indexTable struct {
	Table string `json:"table" validate:"required,max=100000"`
}

func (h prices) recordTable(c echo.Context) error {
	index, err := pathID[pricing.Index](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[indexTable](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	found, err := h.indexing.RecordIndexTable(c.Request().Context(), actor(c), key, index, csvRows(body.Table))
	if err != nil {
		return err
	}
	return created(c, "/price-indices", 1, found)
}

// csvRows cuts a text into its lines and these into cells; empty lines are left out. A value
// never spans lines, so that an unclosed quote spoils its own line only: that has no cells.
func csvRows(text string) []pricing.Row {
	text = strings.TrimPrefix(text, "\ufeff")
	between := separatorOf(text)
	var rows []pricing.Row
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if strings.Trim(line, string(between)+" ") == "" {
			continue
		}
		r := csv.NewReader(strings.NewReader(line))
		r.Comma, r.TrimLeadingSpace = between, true
		cells, err := r.Read()
		if err != nil {
			cells = nil
		}
		rows = append(rows, pricing.Row{Line: number, Cells: cells})
	}
	return rows
}

// separatorOf is a semicolon wherever there is one, as commas may then be decimal ones.
func separatorOf(text string) rune {
	for _, between := range ";\t" {
		if strings.ContainsRune(text, between) {
			return between
		}
	}
	return ','
}
