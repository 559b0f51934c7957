package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/ports/view"
)

// Frameworks keeps framework contracts.
type Frameworks interface {
	// Add stores a new contract with its price list and the members entitled.
	Add(ctx context.Context, f *framework.Framework) error
}

// FrameworkReports reads contracts for people, bounded by what they may see.
type FrameworkReports interface {
	// Frameworks lists the newest first; access.ErrCursor.
	Frameworks(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.FrameworkSummary], error)
	// Framework fails with access.ErrNotFound for what is out of sight.
	Framework(ctx context.Context, id framework.ID, sight access.Sight) (view.Framework, error)
}
