package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
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

// Catalogue lists what a member may call off now.
func (uc *Marketplace) Catalogue(ctx context.Context, actor access.Actor, query driving.CatalogueQuery) (view.Page[view.CatalogueItem], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CatalogueItem], error) {
		filter, err := catalogueFilter(actor, query)
		if err != nil {
			return view.Page[view.CatalogueItem]{}, err
		}
		return s.FrameworkReports.Catalogue(ctx, filter, query.Page)
	})
}

func catalogueFilter(actor access.Actor, query driving.CatalogueQuery) (driven.CatalogueFilter, error) {
	filter := driven.CatalogueFilter{Words: query.Words, Category: query.Category, Quantity: quantity.Must("1")}
	var err error
	if filter.Member, err = customer(actor, query.Member); err != nil {
		return filter, err
	}
	if query.Quantity != "" {
		if filter.Quantity, err = quantity.Parse(query.Quantity); err != nil {
			return filter, pointed(err, "quantity")
		}
	}
	return filter, nil
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
