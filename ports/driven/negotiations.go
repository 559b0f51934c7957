package driven

import (
	"context"

	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Negotiations keeps what becomes of bids between their rounds.
type Negotiations interface {
	// AddCall stores a call for further bids for ever; the bids it is about are saved before, the tender after it.
	AddCall(ctx context.Context, id tender.ID, call tender.BidCall) error
	// AddTalk stores the minute of a talk for ever.
	AddTalk(ctx context.Context, talk tender.Talk) error
	// Calls are those of a tender, in order; of suppliers, those that call them.
	Calls(ctx context.Context, id tender.ID, suppliers []member.SupplierID) ([]view.BidCall, error)
	// Talks are the minutes, the latest first.
	Talks(ctx context.Context, id tender.ID) ([]view.Talk, error)
}
