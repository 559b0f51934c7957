package http

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"allmende/domain/member"
	"allmende/domain/shopping"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// frameworks answers for framework contracts and what can be called off from them.
type frameworks struct{ marketplace driving.Marketplace }

// How much a search may ask for.
const (
	longestSearch = 100
	mostChosen    = 50
	mostCompared  = 50
)

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
	query := driving.CatalogueQuery{
		Words: c.QueryParam("q"), Quantity: c.QueryParam("quantity"), Order: c.QueryParam("order"),
		PriceFrom: c.QueryParam("priceFrom"), PriceTo: c.QueryParam("priceTo"), Choice: shopping.Choice{},
	}
	if utf8.RuneCountInString(query.Words) > longestSearch {
		return query, errField.At("q").With("check", "max").With("bound", "100")
	}
	if !slices.Contains([]string{"", "name", "price", "price-desc"}, query.Order) {
		return query, errField.At("order").With("check", "oneof")
	}
	for _, facet := range shopping.Facets {
		chosen := c.QueryParams()[string(facet)]
		if len(chosen) > mostChosen {
			return query, errField.At(string(facet)).With("check", "max").With("bound", strconv.Itoa(mostChosen))
		}
		if slices.ContainsFunc(chosen, func(value string) bool { return !shopping.Possible(facet, value) }) {
			return query, errField.At(string(facet)).With("check", "oneof")
		}
		query.Choice[facet] = chosen
	}
	var err error
	if query.Member, err = queryID[member.Member](c, "memberId"); err != nil {
		return query, err
	}
	query.Page, err = pageRequest(c)
	return query, err
}

// items answers with certain items, to compare them or to see one in detail.
func (h frameworks) items(c echo.Context) error {
	query := driving.CatalogueItemsQuery{Items: c.QueryParams()["id"], Quantity: c.QueryParam("quantity")}
	if len(query.Items) == 0 {
		return errField.At("id").With("check", "required")
	}
	if len(query.Items) > mostCompared {
		return errField.At("id").With("check", "max").With("bound", strconv.Itoa(mostCompared))
	}
	var err error
	if query.Member, err = queryID[member.Member](c, "memberId"); err != nil {
		return err
	}
	found, err := h.marketplace.CatalogueItems(c.Request().Context(), actor(c), query)
	if err != nil {
		return err
	}
	return shown(c, view.Page[view.CatalogueItem]{Items: found})
}
