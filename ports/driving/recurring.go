package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Recurring is what one can do with standing orders (G-CAL). What the actor may not know of fails
// with access.ErrNotFound, what it lacks the right for with access.ErrForbidden; another version
// than the present one with access.ErrStale.
type Recurring interface {
	// SetUp makes one, which is active or waits for approval; recurring.New, and as a quote fails.
	SetUp(ctx context.Context, actor access.Actor, key access.Key, in SetUpStanding) (view.StandingOrder, error)
	// StandingOrders are those of the actor's members, the newest first.
	StandingOrders(ctx context.Context, actor access.Actor) (view.List[view.StandingOrder], error)
	StandingOrder(ctx context.Context, actor access.Actor, o calloff.StandingID) (view.StandingOrder, error)
	// ApproveStanding gives the approval that is next; recurring.Order.Approve.
	ApproveStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error)
	// RejectStanding turns it down; recurring.ErrStatus, calloff.ErrReason.
	RejectStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int, reason string) (view.StandingOrder, error)
	// PauseStanding has it order nothing for the time being; recurring.ErrStatus.
	PauseStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error)
	// ResumeStanding goes on with the next of its days; recurring.ErrStatus.
	ResumeStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error)
	// EndStanding ends it; recurring.ErrStatus, calloff.ErrReason.
	EndStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int, reason string) (view.StandingOrder, error)
}

// SetUpStanding is what is to be called off again and again.
type SetUpStanding struct {
	Framework  framework.ID
	Member     member.ID
	Lines      []PlaceCallOffLine
	BudgetCode string
	Note       string
	DeliverTo  string
	Interval   string
	From       string
	To         string
	Tolerance  int
}
