package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Marketplace carries out driving.Marketplace.
type Marketplace struct{ work driven.Work }

var _ driving.Marketplace = (*Marketplace)(nil)

// NewMarketplace makes the use cases of framework contracts.
func NewMarketplace(work driven.Work) *Marketplace { return &Marketplace{work} }

// Catalogue finds what a member may call off now.
func (uc *Marketplace) Catalogue(ctx context.Context, actor access.Actor, query driving.CatalogueQuery) (view.MarketPage, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.MarketPage, error) {
		filter, err := marketFilter(actor, query)
		if err != nil {
			return view.MarketPage{}, err
		}
		return s.MarketReports.Search(ctx, filter, query.Page)
	})
}

func marketFilter(actor access.Actor, query driving.CatalogueQuery) (driven.MarketFilter, error) {
	filter := driven.MarketFilter{Words: query.Words, Choice: query.Choice, Order: driven.MarketOrder(query.Order)}
	var err error
	if filter.Member, err = customer(actor, query.Member); err != nil {
		return filter, err
	}
	if filter.Quantity, err = quantityOrOne(query.Quantity); err != nil {
		return filter, err
	}
	if filter.Least, err = priceBound(query.PriceFrom, "priceFrom"); err != nil {
		return filter, err
	}
	filter.Most, err = priceBound(query.PriceTo, "priceTo")
	return filter, err
}

// quantityOrOne reads a quantity, or one if none is given.
func quantityOrOne(text string) (quantity.Quantity, error) {
	if text == "" {
		return quantity.Must("1"), nil
	}
	q, err := quantity.Parse(text)
	return q, pointed(err, "quantity")
}

func priceBound(text, field string) (*money.Price, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // there is no bound
	}
	bound, err := money.ParsePrice(text)
	return &bound, pointed(err, field)
}

// CatalogueItems shows items.
func (uc *Marketplace) CatalogueItems(ctx context.Context, actor access.Actor, query driving.CatalogueItemsQuery) ([]view.CatalogueItem, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.CatalogueItem, error) {
		m, err := customer(actor, query.Member)
		if err != nil {
			return nil, err
		}
		quantity, err := quantityOrOne(query.Quantity)
		if err != nil {
			return nil, err
		}
		items := make([]framework.ItemID, len(query.Items))
		for i, text := range query.Items {
			if items[i], err = id.Parse[framework.Item](text); err != nil {
				return nil, pointed(err, "items")
			}
		}
		return s.MarketReports.Items(ctx, m, items, quantity)
	})
}

// customer is the member named, or the only one that the actor orders for.
func customer(actor access.Actor, named member.ID) (member.ID, error) {
	if !named.IsZero() {
		return named, actor.MayFor(access.CatalogueRead, named)
	}
	own := actor.Sight(access.CallOffPlace).Members
	if len(own) != 1 {
		return "", calloff.ErrMemberMissing
	}
	return own[0], nil
}

// Frameworks lists contracts.
func (uc *Marketplace) Frameworks(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.FrameworkSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.FrameworkSummary], error) {
		return s.FrameworkReports.Frameworks(ctx, actor.Sight(access.FrameworkRead), page)
	})
}

// Framework shows one contract.
func (uc *Marketplace) Framework(ctx context.Context, actor access.Actor, f framework.ID) (view.Framework, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Framework, error) {
		return s.FrameworkReports.Framework(ctx, f, actor.Sight(access.FrameworkRead))
	})
}
