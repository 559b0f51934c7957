package usecase

import (
	"context"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/hook"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The acts on one's own webhooks; everybody who reads events may do them, so they are in no table.
const (
	actWebhookMake   access.Act = "webhook.make"
	actWebhookChange access.Act = "webhook.change"
)

// actionTest is what a call that is only a test is about.
const actionTest = "webhook.tested"

// Webhooks carries out driving.Webhooks.
type Webhooks struct {
	work   driven.Work
	sender driven.HookSender
}

var _ driving.Webhooks = (*Webhooks)(nil)

// NewWebhooks makes the use cases of webhooks.
func NewWebhooks(work driven.Work, sender driven.HookSender) *Webhooks {
	return &Webhooks{work, sender}
}

// Webhooks lists one's own.
func (uc *Webhooks) Webhooks(ctx context.Context, actor access.Actor) (view.Webhooks, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Webhooks, error) {
		if err := inPerson(actor); err != nil {
			return view.Webhooks{}, err
		}
		found := view.Webhooks{Objects: []string{}, Most: hook.Most}
		if !actor.Sight(access.EventRead).Nothing() {
			found.Objects = hook.Objects()
		}
		var err error
		found.Items, err = s.Webhooks.List(ctx, actor.Person)
		return found, err
	})
}

// MakeWebhook makes one.
func (uc *Webhooks) MakeWebhook(ctx context.Context, actor access.Actor, in hook.Text) (view.Webhook, error) {
	attempt := driven.Attempt{Actor: actor, Act: actWebhookMake, Object: audit.Object{Type: "person", ID: actor.Person.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Webhook, error) {
		if err := inPerson(actor); err != nil {
			return view.Webhook{}, err
		}
		if actor.Sight(access.EventRead).Nothing() {
			return view.Webhook{}, access.ErrForbidden.With("act", string(access.EventRead))
		}
		held, err := s.Webhooks.Held(ctx, actor.Person)
		if err != nil {
			return view.Webhook{}, err
		}
		w, err := hook.New(actor.Person, in, held, s.Now)
		if err != nil {
			return view.Webhook{}, err
		}
		if err := uc.sender.Allowed(w.State().Address); err != nil {
			return view.Webhook{}, err
		}
		if err := s.Webhooks.Add(ctx, w); err != nil {
			return view.Webhook{}, err
		}
		return uc.recorded(ctx, s, w, "webhook.made", true)
	})
}

// ChangeWebhook says one anew.
func (uc *Webhooks) ChangeWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int, in hook.Text) (view.Webhook, error) {
	return uc.change(ctx, actor, which, version, "webhook.changed", func(w *hook.Webhook, _ driven.Stores) error {
		if err := w.Change(in); err != nil {
			return err
		}
		return uc.sender.Allowed(w.State().Address)
	})
}

// PauseWebhook stops its calls.
func (uc *Webhooks) PauseWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error) {
	return uc.change(ctx, actor, which, version, "webhook.paused", func(w *hook.Webhook, _ driven.Stores) error { return w.Pause(hook.ByPerson) })
}

// ResumeWebhook goes on.
func (uc *Webhooks) ResumeWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error) {
	return uc.change(ctx, actor, which, version, "webhook.resumed", func(w *hook.Webhook, _ driven.Stores) error { return w.Resume() })
}

// RotateWebhook makes a new secret.
func (uc *Webhooks) RotateWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error) {
	return uc.change(ctx, actor, which, version, "webhook.rotated", func(w *hook.Webhook, s driven.Stores) error { return w.Rotate(s.Now) })
}

// EndWebhook ends one.
func (uc *Webhooks) EndWebhook(ctx context.Context, actor access.Actor, which hook.ID, version int) (view.Webhook, error) {
	return uc.change(ctx, actor, which, version, "webhook.ended", func(*hook.Webhook, driven.Stores) error { return nil })
}

func (uc *Webhooks) change(
	ctx context.Context, actor access.Actor, which hook.ID, version int, action string, change func(*hook.Webhook, driven.Stores) error,
) (view.Webhook, error) {
	attempt := driven.Attempt{Actor: actor, Act: actWebhookChange, Object: audit.Object{Type: "webhook", ID: which.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Webhook, error) {
		w, err := own(ctx, s, actor, which)
		if err != nil {
			return view.Webhook{}, err
		}
		if err := access.CheckVersion(version, w.State().Version); err != nil {
			return view.Webhook{}, err
		}
		if err := change(w, s); err != nil {
			return view.Webhook{}, err
		}
		store := s.Webhooks.Save
		if action == "webhook.ended" {
			store = s.Webhooks.End
		}
		if err := store(ctx, w); err != nil {
			return view.Webhook{}, err
		}
		return uc.recorded(ctx, s, w, action, action == "webhook.rotated")
	})
}

func own(ctx context.Context, s driven.Stores, actor access.Actor, which hook.ID) (*hook.Webhook, error) {
	if err := inPerson(actor); err != nil {
		return nil, err
	}
	return s.Webhooks.Get(ctx, actor.Person, which)
}

// recorded writes the event and shows the webhook, with its secret where that is new.
func (uc *Webhooks) recorded(ctx context.Context, s driven.Stores, w *hook.Webhook, action string, secret bool) (view.Webhook, error) {
	state := w.State()
	if err := s.Events.Record(ctx, webhookEvent(state, action)); err != nil {
		return view.Webhook{}, err
	}
	items, err := s.Webhooks.List(ctx, state.Person)
	if err != nil {
		return view.Webhook{}, err
	}
	shown := view.Webhook{ID: state.ID.String(), Name: state.Name, Address: state.Address, Objects: state.Objects, CreatedAt: state.CreatedAt, Version: state.Version}
	for _, one := range items {
		if one.ID == shown.ID {
			shown = one
		}
	}
	if secret {
		shown.Secret = uc.sender.Secret(state.ID, state.Generation)
	}
	return shown, nil
}

func webhookEvent(state hook.State, action string) audit.Event {
	return audit.Event{
		Action: action, Object: audit.Object{Type: "webhook", ID: state.ID.String(), Name: state.Name},
		Details: map[string]string{"address": state.Address, "objects": strings.Join(state.Objects, ", "), "paused": string(state.Paused)},
	}
}

// TestWebhook calls it once.
func (uc *Webhooks) TestWebhook(ctx context.Context, actor access.Actor, which hook.ID) (view.WebhookCall, error) {
	return uc.call(ctx, actor, which, func(ctx context.Context, s driven.Stores) (view.WebhookCall, error) {
		return s.Webhooks.Test(ctx, which, actionTest)
	})
}

// RepeatCall makes a call once more.
func (uc *Webhooks) RepeatCall(ctx context.Context, actor access.Actor, which hook.ID, call driving.CallID) (view.WebhookCall, error) {
	return uc.call(ctx, actor, which, func(ctx context.Context, s driven.Stores) (view.WebhookCall, error) {
		return s.Webhooks.Repeat(ctx, which, call.String())
	})
}

// call changes nothing of the business, so there is no event.
func (uc *Webhooks) call(
	ctx context.Context, actor access.Actor, which hook.ID, make func(context.Context, driven.Stores) (view.WebhookCall, error),
) (view.WebhookCall, error) {
	attempt := driven.Attempt{Actor: actor, Act: actWebhookChange, Object: audit.Object{Type: "webhook", ID: which.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.WebhookCall, error) {
		w, err := own(ctx, s, actor, which)
		if err != nil {
			return view.WebhookCall{}, err
		}
		if w.State().Paused != "" {
			return view.WebhookCall{}, hook.ErrPaused
		}
		return make(ctx, s)
	})
}

// WebhookCalls lists what it was told of.
func (uc *Webhooks) WebhookCalls(ctx context.Context, actor access.Actor, which hook.ID, page view.PageRequest) (view.Page[view.WebhookCall], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.WebhookCall], error) {
		if err := inPerson(actor); err != nil {
			return view.Page[view.WebhookCall]{}, err
		}
		items, err := s.Webhooks.List(ctx, actor.Person)
		if err != nil {
			return view.Page[view.WebhookCall]{}, err
		}
		for _, one := range items {
			if one.ID == which.String() {
				return s.Webhooks.Calls(ctx, which, page)
			}
		}
		return view.Page[view.WebhookCall]{}, access.ErrNotFound
	})
}
