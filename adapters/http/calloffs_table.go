package http

import (
	"io"

	"github.com/labstack/echo/v4"

	"allmende/domain/period"
	"allmende/ports/view"
)

// callOffWords are the words of the list as a table: its title, heads, states and answers.
type callOffWords struct {
	title, file      string
	heads            []string
	states, answered map[string]string
}

var callOffsIn = map[string]callOffWords{
	"de": {
		"Abrufe", "abrufe",
		[]string{"Nummer", "Mitglied", "Rahmenvereinbarung", "Lieferant", "Abgerufen am", "Abgerufen von", "Stand", "Antwort des Lieferanten", "Summe ohne Umsatzsteuer"},
		map[string]string{"submitted": "Wartet auf Freigabe", "placed": "Erteilt", "rejected": "Abgelehnt", "cancelled": "Storniert"},
		map[string]string{"open": "offen", "confirmed": "bestätigt", "declined": "abgelehnt"},
	},
	"en": {
		"Call-offs", "call-offs",
		[]string{"Number", "Member", "Framework contract", "Supplier", "Called off on", "Called off by", "State", "Supplier's answer", "Total without VAT"},
		map[string]string{"submitted": "Waits for approval", "placed": "Placed", "rejected": "Rejected", "cancelled": "Cancelled"},
		map[string]string{"open": "open", "confirmed": "confirmed", "declined": "declined"},
	},
}

// csv answers with the whole list as a table that a spreadsheet opens.
func (h callOffs) csv(c echo.Context) error {
	return h.attach(c, "text/csv; charset=utf-8", ".csv", func(w io.Writer, t view.Table) error { return separated(w, t, languageOf(c)) })
}

// xlsx answers with it as a workbook.
func (h callOffs) xlsx(c echo.Context) error {
	return h.attach(c, workbook, ".xlsx", h.writeTable)
}

func (h callOffs) attach(c echo.Context, kind, ending string, write func(io.Writer, view.Table) error) error {
	table, err := h.table(c)
	if err != nil {
		return err
	}
	return attached(c, kind, callOffsIn[languageOf(c)].file+ending, func(w io.Writer) error { return write(w, table) })
}

// table is the list to its end, bounded as the page shows it.
func (h callOffs) table(c echo.Context) (view.Table, error) {
	words := callOffsIn[languageOf(c)]
	table := view.Table{Title: words.title}
	for i, head := range words.heads {
		table.Columns = append(table.Columns, view.TableColumn{Head: head, Amount: i == len(words.heads)-1})
	}
	query, err := callOffQuery(c)
	if err != nil {
		return table, err
	}
	query.Page.Limit = 200
	for {
		found, err := h.ordering.CallOffs(c.Request().Context(), actor(c), query)
		if err != nil {
			return table, err
		}
		for _, one := range found.Items {
			table.Rows = append(table.Rows, words.row(one))
		}
		if query.Page.Cursor = found.Next; query.Page.Cursor == "" {
			return table, nil
		}
	}
}

func (words callOffWords) row(c view.CallOffSummary) []string {
	day := period.DayOf(c.CreatedAt).String()
	return []string{c.Number, c.Member.Name, c.Framework.Name, c.Supplier.Name, day, c.CreatedBy, words.states[c.Status], words.answered[c.Answered], c.Total}
}
