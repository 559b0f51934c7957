package http

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/catalogue"
	"allmende/domain/fault"
	"allmende/ports/view"
)

// reportHeads are the columns of the report by line.
var reportHeads = map[string][]string{
	"de": {"Zeile", "Artikelnummer", "Feld", "Meldung", "Übernommen", "Code"},
	"en": {"Line", "Article number", "Field", "Message", "Taken", "Code"},
}

var taken = map[string]map[bool]string{"de": {true: "ja", false: "nein"}, "en": {true: "yes", false: "no"}}

// faultsTable writes the whole report as a table that a spreadsheet opens.
func (h catalogues) faultsTable(c echo.Context) error {
	id, err := pathID[catalogue.Version](c, "id")
	if err != nil {
		return err
	}
	lang := languageOf(c)
	return attached(c, "text/csv; charset=utf-8", "katalog-bericht.csv", func(w io.Writer) error {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		table := csv.NewWriter(w)
		table.Comma = ';'
		if err := table.Write(reportHeads[lang]); err != nil {
			return err
		}
		page := view.PageRequest{Limit: 200}
		for {
			found, err := h.cataloguing.Faults(c.Request().Context(), actor(c), id, page)
			if err != nil {
				return err
			}
			for _, f := range found.Items {
				if err := table.Write(reportLine(f, lang)); err != nil {
					return err
				}
			}
			if page.Cursor = found.Next; page.Cursor == "" {
				table.Flush()
				return table.Error()
			}
		}
	})
}

func reportLine(f view.CatalogueFault, lang string) []string {
	said := fault.New(fault.Invalid, f.Code)
	for name, value := range f.Params {
		said = said.With(name, value)
	}
	return []string{strconv.Itoa(f.Line), plain(f.Number), f.Field, plain(sentence(said, lang)), taken[lang][f.Taken], f.Code}
}

// plain keeps a text from being taken for a formula.
func plain(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// quoted is a name within a header: nothing in it ends the header or the quotes.
func quoted(name string) string {
	return strconv.QuoteToASCII(strings.Map(func(r rune) rune {
		if r < ' ' || r == '"' || r == '\\' || r > '~' {
			return '_'
		}
		return r
	}, name))
}
