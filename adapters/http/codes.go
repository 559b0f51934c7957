package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/codelist"
	"allmende/ports/driving"
)

// codes answers for reference data.
type codes struct{ codes driving.Codes }

// ofCodes are the lists that forms choose from.
func ofCodes(in guarded, c Config) {
	in.GET("/codes/:list", codes{c.Codes}.search)
}

func (h codes) search(c echo.Context) error {
	list, err := codelist.ParseList(c.Param("list"))
	if err != nil {
		return err
	}
	typed, err := searchText(c)
	if err != nil {
		return err
	}
	found, err := h.codes.SearchCodes(c.Request().Context(), actor(c), list, typed)
	if err != nil {
		return err
	}
	return shown(c, found)
}
