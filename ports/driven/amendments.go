package driven

import (
	"context"

	"allmende/domain/tender"
	"allmende/ports/view"
)

// Amendments keeps what changed in published tenders.
type Amendments interface {
	// Of are those of a tender, by number, without their documents.
	Of(ctx context.Context, id tender.ID) ([]tender.Amendment, error)
	// Add stores one, and lets its documents out; the extension and the bids are stored by themselves.
	Add(ctx context.Context, a tender.Amendment) error
	// Shown are those of a tender as people read them, the last first.
	Shown(ctx context.Context, id tender.ID, officers bool) ([]view.TenderAmendment, error)
}
