package driven

import (
	"context"

	"allmende/domain/calloff"
	"allmende/domain/competition"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// Competitions keeps the orders that suppliers compete for, each under the id of its tender.
type Competitions interface {
	// Counter locks a contract and loads it with the member, as far as an order of these items
	// needs it. It fails with access.ErrNotFound.
	Counter(ctx context.Context, of framework.ID, m member.ID, items []framework.ItemID) (Counter, error)
	// Committee are those who opened the bids of the contract's own tender and still are
	// opening officers, by position.
	Committee(ctx context.Context, of framework.ID) ([]member.PersonID, error)
	// Add stores the order of a tender that is stored before.
	Add(ctx context.Context, c *competition.Competition) error
	// Of locks the order of a tender, or fails with access.ErrNotFound.
	Of(ctx context.Context, which tender.ID) (*competition.Competition, error)
	// Conclude stores the call-off, which draws, and that it is what the competition ended in.
	Conclude(ctx context.Context, c *competition.Competition, placed *calloff.CallOff) error
}
