package http

import (
	"io"

	"github.com/labstack/echo/v4"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/view"
)

// NeedsSheets writes workbooks of needs and reads those that were filled in.
type NeedsSheets struct {
	Write func(io.Writer, view.RoundSheet) error
	Read  func([]byte, view.RoundSheet) view.RoundSheetCheck
	Grid  func(io.Writer, view.RoundGrid) error
}

func (h rounds) sheet(c echo.Context) error {
	made, err := h.sheetOf(c)
	if err != nil {
		return err
	}
	return attached(c, workbook, made.Round.Number+"-Bedarf.xlsx", func(w io.Writer) error { return h.sheets.Write(w, made) })
}

// checkSheet reads a filled workbook; nothing is stored.
func (h rounds) checkSheet(c echo.Context) error {
	made, err := h.sheetOf(c)
	if err != nil {
		return err
	}
	content, err := octets(c)
	if err != nil {
		return err
	}
	return shown(c, h.sheets.Read(content, made))
}

func (h rounds) sheetOf(c echo.Context) (view.RoundSheet, error) {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return view.RoundSheet{}, err
	}
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return view.RoundSheet{}, err
	}
	return h.demand.NeedsSheet(c.Request().Context(), actor(c), round, of)
}

func (h rounds) grid(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	found, err := h.demand.NeedsGrid(c.Request().Context(), actor(c), round)
	if err != nil {
		return err
	}
	return attached(c, workbook, found.Round.Number+"-Meldungen.xlsx", func(w io.Writer) error { return h.sheets.Grid(w, found) })
}
