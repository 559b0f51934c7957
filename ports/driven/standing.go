package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/recurring"
	"allmende/ports/view"
)

// StandingOrders keeps what members call off again and again.
type StandingOrders interface {
	Add(ctx context.Context, o *recurring.Order) error
	// Get locks one; access.ErrNotFound.
	Get(ctx context.Context, id calloff.StandingID) (*recurring.Order, error)
	// Peek reads one without a lock; access.ErrNotFound.
	Peek(ctx context.Context, id calloff.StandingID) (*recurring.Order, error)
	Save(ctx context.Context, o *recurring.Order) error
	// List are those in sight, the newest first.
	List(ctx context.Context, sight access.Sight) ([]view.StandingOrder, error)
	// Shown is one in sight with its lines and what it placed; access.ErrNotFound.
	Shown(ctx context.Context, id calloff.StandingID, sight access.Sight) (view.StandingOrder, error)
}

// DueOrders finds standing orders that are due. It works as the owner of the database, across
// cooperatives and outside of Work.
type DueOrders interface {
	// DueOrders is at most limit of them, those that wait longest first.
	DueOrders(ctx context.Context, limit int) ([]DueOrder, error)
}

// DueOrder is a standing order that is due.
type DueOrder struct {
	Cooperative member.CooperativeID
	Order       calloff.StandingID
}
