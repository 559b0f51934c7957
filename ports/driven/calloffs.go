package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// CallOffs keeps call-offs together with what they draw. The framework is always
// locked first, so that whatever draws from it or gives back waits in one line.
type CallOffs interface {
	// Counter locks a framework and loads it as far as a call-off of the items by
	// the member needs it, and the member as a customer. It fails with
	// access.ErrNotFound for a framework out of sight.
	Counter(ctx context.Context, f framework.ID, m member.ID, items []framework.ItemID, sight access.Sight) (*framework.Framework, calloff.Customer, error)
	// Add stores a new call-off and what the framework, loaded by Counter, lost by it.
	Add(ctx context.Context, c *calloff.CallOff, f *framework.Framework) error
	// Get locks a call-off and its framework, loaded as far as giving back needs it.
	// It fails with access.ErrNotFound.
	Get(ctx context.Context, id calloff.ID) (*calloff.CallOff, *framework.Framework, error)
	// Save stores a decision that left the framework as it was.
	Save(ctx context.Context, c *calloff.CallOff) error
	// GiveBack stores a decision and what the framework, loaded by Get, got back by it.
	GiveBack(ctx context.Context, c *calloff.CallOff, f *framework.Framework) error
}

// CallOffFilter bounds a list of call-offs. Empty fields do not.
type CallOffFilter struct {
	Status    calloff.Status
	Framework framework.ID
}

// CallOffReports reads call-offs for people, bounded by what they may see.
type CallOffReports interface {
	// CallOffs lists the newest first; access.ErrCursor.
	CallOffs(ctx context.Context, sight access.Sight, filter CallOffFilter, page view.PageRequest) (view.Page[view.CallOffSummary], error)
	// Quote is what the wishes of an entitled member would cost now. It fails with
	// framework.ErrNotEntitled, framework.ErrItemUnknown, and access.ErrNotFound for a
	// framework out of sight of framework.read.
	Quote(ctx context.Context, f framework.ID, m member.ID, wishes []framework.Wish, sight access.Sight) (view.CallOffQuote, error)
	// CallOff fails with access.ErrNotFound for what is out of sight.
	CallOff(ctx context.Context, id calloff.ID, sight access.Sight) (view.CallOff, error)
}
