package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/hook"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Webhooks keeps where people's programs are called.
type Webhooks interface {
	// Held counts a person's; whoever else makes one for the person waits until the transaction ends.
	Held(ctx context.Context, p member.PersonID) (int, error)
	// Add stores a new one, which is told of what happens from now on.
	Add(ctx context.Context, w *hook.Webhook) error
	// Get finds and locks a person's, or fails with access.ErrNotFound.
	Get(ctx context.Context, p member.PersonID, which hook.ID) (*hook.Webhook, error)
	// Any finds and locks anybody's, or fails with access.ErrNotFound.
	Any(ctx context.Context, which hook.ID) (*hook.Webhook, error)
	// Save stores what it is now.
	Save(ctx context.Context, w *hook.Webhook) error
	// End stores that it is over; it is found no more.
	End(ctx context.Context, w *hook.Webhook) error
	// List shows a person's, the newest first.
	List(ctx context.Context, p member.PersonID) ([]view.Webhook, error)
	// Test adds a call about nothing.
	Test(ctx context.Context, which hook.ID, action string) (view.WebhookCall, error)
	// Calls lists the calls of one, the last first.
	Calls(ctx context.Context, which hook.ID, page view.PageRequest) (view.Page[view.WebhookCall], error)
	// Repeat makes a call that is over due again, or fails with access.ErrNotFound and hook.ErrCallWaits.
	Repeat(ctx context.Context, which hook.ID, call string) (view.WebhookCall, error)
}

// HookCalls is the work behind the log, across cooperatives.
type HookCalls interface {
	// SpreadCalls looks through the log behind each webhook's mark and adds a call for each event
	// that its person may read, as sight says; it reports how many.
	SpreadCalls(ctx context.Context, sight func(access.Actor) access.Sight) (int, error)
	// DueCalls takes what is due, of some webhooks, which nobody else takes until it is released.
	DueCalls(ctx context.Context) ([]HookBatch, error)
	// KeepCall stores what became of a call.
	KeepCall(ctx context.Context, b HookBatch, c HookCall, r hook.Result, fate hook.Fate, at time.Time) error
	// ReleaseCalls lets others take what is left.
	ReleaseCalls(ctx context.Context, b HookBatch) error
}

// HookBatch is what a webhook is to be told of now, in the order of the log.
type HookBatch struct {
	Cooperative member.CooperativeID
	Hook        hook.State
	Calls       []HookCall
	Now         time.Time
}

// HookCall is one of these.
type HookCall struct {
	ID         string
	Sequence   *int64
	Action     string
	ObjectType string
	ObjectID   string
	At         time.Time
	Attempts   int // made before
}

// HookSender makes calls.
type HookSender interface {
	// Allowed fails with hook.ErrAddressPrivate for an address that no call may go to.
	Allowed(address string) error
	// Secret is what a webhook's calls are signed by, in the form of the Standard Webhooks.
	Secret(which hook.ID, generation int) string
	// Send makes a call, signed by each of the generations.
	Send(ctx context.Context, b HookBatch, c HookCall) hook.Result
}
