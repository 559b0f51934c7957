package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Amending changes published tenders, and lets bidders confirm their bids after it (G-TEN 8). A tender out of sight fails
// with access.ErrNotFound.
type Amending interface {
	// Amendments are what changed; who sees the tender reads them.
	Amendments(ctx context.Context, actor access.Actor, id tender.ID) (view.List[view.TenderAmendment], error)
	// Amend changes the tender, lets out the documents that lie ready, and turns every bid to needs-reconfirmation; the
	// faults of tender.Tender.Amend, access.ErrStale.
	Amend(ctx context.Context, actor access.Actor, id tender.ID, version int, in Amendment) (view.Tender, error)
	// ConfirmBid lets the supplier's bid stand as it was sealed; the faults of tender.Tender.Confirm.
	ConfirmBid(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, amendment int) (view.List[view.BidSummary], error)
}

// Amendment is what changes.
type Amendment struct {
	Text        string
	Significant bool
	Title       string    // empty: it stays
	Deadline    time.Time // zero: as far as it takes
}
