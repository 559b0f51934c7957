package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Participating is the first stage of restricted procedures (VgV 16, 42, 51; UVgO 10, 36, 37): suppliers ask to take
// part, and officers choose who is invited to bid. A tender out of sight, or in one stage, fails with
// access.ErrNotFound. Who asks is seen by officers when the time for requests is over, and never by other suppliers.
type Participating interface {
	// Participation is what the actor may read of it.
	Participation(ctx context.Context, actor access.Actor, id tender.ID) (view.Participation, error)
	// RequestParticipation hands in a request, or another version of it; the faults of
	// tender.Tender.AskToTakePart, supplier.ErrBanned, tender.ErrSupplierAmbiguous.
	RequestParticipation(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, in ParticipationRequest) (view.Participation, error)
	// WithdrawRequest takes it back; the faults of tender.Tender.WithdrawRequest.
	WithdrawRequest(ctx context.Context, actor access.Actor, key access.Key, id tender.ID) (view.Participation, error)
	// ProposeSelection says of each request whether its supplier is invited, and why; the faults of
	// tender.Tender.ProposeSelection, access.ErrStale.
	ProposeSelection(ctx context.Context, actor access.Actor, id tender.ID, version int, in Selection) (view.Tender, error)
	// InviteChosen approves the selection, by another officer, and bids are taken; the faults of
	// tender.Tender.InviteChosen, access.ErrStale.
	InviteChosen(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
}

// ParticipationRequest is what a supplier says to be invited.
type ParticipationRequest struct {
	Statement string
	Answers   []string // to the criteria, in their order
}

// Selection is a verdict on each request, and until when the invited may bid.
type Selection struct {
	Deadline  time.Time
	Decisions []SelectionDecision
}

// SelectionDecision is a verdict with its reason.
type SelectionDecision struct{ Request, Verdict, Reason string }
