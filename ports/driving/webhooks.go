package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/hook"
	"allmende/domain/id"
	"allmende/ports/view"
)

// CallID names a call of a webhook.
type CallID = id.Of[view.WebhookCall]

// Webhooks lets programs be told of what happens: each of one's webhooks is called, by HTTPS and
// signed, when something is logged that one may read. Whoever acts by a token has no part in
// this: every method fails with access.ErrPeopleOnly then, and with access.ErrNotFound for a
// webhook of somebody else.
type Webhooks interface {
	// Webhooks lists one's own of the cooperative.
	Webhooks(ctx context.Context, actor access.Actor) (view.Webhooks, error)
	// MakeWebhook makes one and shows its secret this once. It fails as hook.New does, with
	// access.ErrForbidden for whoever may read no events, and hook.ErrAddressPrivate.
	MakeWebhook(ctx context.Context, actor access.Actor, in hook.Text) (view.Webhook, error)
	// ChangeWebhook says one anew. It fails as MakeWebhook does and with access.ErrStale.
	ChangeWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int, in hook.Text) (view.Webhook, error)
	// PauseWebhook stops its calls. It fails with access.ErrStale and hook.ErrStatus.
	PauseWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error)
	// ResumeWebhook goes on with what happened since. It fails as PauseWebhook does.
	ResumeWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error)
	// RotateWebhook makes a new secret and shows it this once; the old one is good for a day more. It
	// fails with access.ErrStale and hook.ErrRotating.
	RotateWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error)
	// EndWebhook ends one for good. It fails with access.ErrStale.
	EndWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error)
	// TestWebhook calls it once, about nothing. It fails with hook.ErrPaused.
	TestWebhook(ctx context.Context, actor access.Actor, which hook.ID) (view.WebhookCall, error)
	// WebhookCalls are its calls, the last first. It fails with access.ErrCursor.
	WebhookCalls(ctx context.Context, actor access.Actor, which hook.ID, page view.PageRequest) (view.Page[view.WebhookCall], error)
	// RepeatCall makes a call once more, at once. It fails with hook.ErrPaused and hook.ErrCallWaits.
	RepeatCall(ctx context.Context, actor access.Actor, which hook.ID, call CallID) (view.WebhookCall, error)
}
