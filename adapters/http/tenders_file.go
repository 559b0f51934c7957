package http

import (
	"io"

	"github.com/labstack/echo/v4"

	"allmende/domain/award"
	"allmende/domain/tender"
	"allmende/ports/driving"
)

// procurementFiles answers for the procurement file of a tender.
type procurementFiles struct {
	documenting driving.Documenting
	write       func(io.Writer, award.File) error
}

func (h procurementFiles) pdf(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	file, err := h.documenting.ProcurementFile(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return attached(c, paper, file.State.Number+"-Vergabevermerk.pdf", func(w io.Writer) error { return h.write(w, file) })
}
