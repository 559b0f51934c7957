package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Negotiating are the rounds of bids in negotiated procedures (VgV 17, UVgO 12): bids that are opened are talked about,
// and followed by others, up to last ones. A tender out of sight, or of another procedure, fails with access.ErrNotFound.
type Negotiating interface {
	// Negotiation is what the actor may read of it: a supplier reads the calls that it was called by.
	Negotiation(ctx context.Context, actor access.Actor, id tender.ID) (view.Negotiation, error)
	// AddTalk keeps the minute of a talk with one bidder; the faults of tender.Tender.Minute, scoring.ErrConflict.
	AddTalk(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, in Talk) (view.Negotiation, error)
	// CallForBids ends the round and calls all who remain for further bids; the faults of tender.Tender.CallForBids,
	// scoring.ErrConflict, access.ErrStale.
	CallForBids(ctx context.Context, actor access.Actor, id tender.ID, version int, in BidCall) (view.Tender, error)
}

// Talk is what was talked about with a bidder.
type Talk struct{ Supplier, HeldOn, Present, Minute string }

// BidCall is until when further bids are taken, whether they are the last ones, and what all bidders are told.
type BidCall struct {
	Deadline time.Time
	Final    bool
	Message  string
}
