package http

import (
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driving"
)

// frameworks answers for framework contracts and what can be called off from them.
type frameworks struct{ marketplace driving.Marketplace }

const longestSearch = 100

func (h frameworks) catalogue(c echo.Context) error {
	query, err := catalogueQuery(c)
	if err != nil {
		return err
	}
	found, err := h.marketplace.Catalogue(c.Request().Context(), actor(c), query)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func catalogueQuery(c echo.Context) (driving.CatalogueQuery, error) {
	query := driving.CatalogueQuery{Words: c.QueryParam("q"), Category: c.QueryParam("category"), Quantity: c.QueryParam("quantity")}
	if utf8.RuneCountInString(query.Words) > longestSearch {
		return query, errField.At("q").With("check", "max").With("bound", "100")
	}
	switch query.Category {
	case "", "hardware", "software", "service", "data-center":
	default:
		return query, errField.At("category").With("check", "oneof")
	}
	var err error
	if query.Member, err = queryID[member.Member](c, "memberId"); err != nil {
		return query, err
	}
	query.Page, err = pageRequest(c)
	return query, err
}

func (h frameworks) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.marketplace.Frameworks(c.Request().Context(), actor(c), page)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h frameworks) show(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	f, err := h.marketplace.Framework(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, f.Version, f)
}
