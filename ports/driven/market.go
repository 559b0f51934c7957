package driven

import (
	"context"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/shopping"
	"allmende/ports/view"
)

// MarketOrder is the order of what a search finds.
type MarketOrder string

// The orders.
const (
	ByRelevance  MarketOrder = "" // by name where nothing is looked for
	ByName       MarketOrder = "name"
	ByPrice      MarketOrder = "price"
	ByPriceFalls MarketOrder = "price-desc"
)

// MarketFilter is a search for things to call off.
type MarketFilter struct {
	Member   member.ID
	Words    string // each must occur, or one that is written alike or means the same
	Choice   shopping.Choice
	Least    *money.Price // bounds of the price
	Most     *money.Price
	Order    MarketOrder
	Quantity quantity.Quantity
}

// MarketReports finds what a member may call off now.
type MarketReports interface {
	// Search finds items, and on the first page counts what it can be narrowed by; access.ErrCursor.
	Search(ctx context.Context, filter MarketFilter, page view.PageRequest) (view.MarketPage, error)
	// Items shows those of the items that the member may call off now, in the order given.
	Items(ctx context.Context, m member.ID, items []framework.ItemID, wanted quantity.Quantity) ([]view.CatalogueItem, error)
}
