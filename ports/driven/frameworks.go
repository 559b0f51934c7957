package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// Frameworks keeps framework contracts.
type Frameworks interface {
	// Add stores a new contract with its price list and the members entitled.
	Add(ctx context.Context, f *framework.Framework) error
}

// CatalogueFilter bounds a search for things to call off.
type CatalogueFilter struct {
	Member   member.ID
	Words    string // each must occur in the name or the description; case and umlauts do not matter
	Category string // or empty
	Quantity quantity.Quantity
}

// FrameworkReports reads contracts for people, bounded by what they may see.
type FrameworkReports interface {
	// Catalogue lists by name what the member may call off now; access.ErrCursor.
	Catalogue(ctx context.Context, filter CatalogueFilter, page view.PageRequest) (view.Page[view.CatalogueItem], error)
	// Frameworks lists the newest first; access.ErrCursor.
	Frameworks(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.FrameworkSummary], error)
	// Framework fails with access.ErrNotFound for what is out of sight.
	Framework(ctx context.Context, id framework.ID, sight access.Sight) (view.Framework, error)
}
