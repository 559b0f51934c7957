package usecase

import (
	"context"
	"errors"
	"sync"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/hook"
	"allmende/ports/driven"
)

// Calling tells programs of what was logged, behind the log: no act waits for a program.
type Calling struct {
	work   driven.Work
	calls  driven.HookCalls
	sender driven.HookSender
}

// NewCalling makes the use case that makes the calls of webhooks.
func NewCalling(work driven.Work, calls driven.HookCalls, sender driven.HookSender) *Calling {
	return &Calling{work, calls, sender}
}

// Call finds what there is to tell and tells what is due, webhooks side by side; it says how many
// calls were made. What is told twice, after a crash, bears the same id.
func (uc *Calling) Call(ctx context.Context) (int, error) {
	if _, err := uc.calls.SpreadCalls(ctx, func(a access.Actor) access.Sight { return a.Sight(access.EventRead) }); err != nil {
		return 0, err
	}
	batches, err := uc.calls.DueCalls(ctx)
	if err != nil {
		return 0, err
	}
	made, failed := make([]int, len(batches)), make([]error, len(batches))
	var all sync.WaitGroup
	for i, b := range batches {
		all.Go(func() { made[i], failed[i] = uc.tell(ctx, b) })
	}
	all.Wait()
	sum := 0
	for _, n := range made {
		sum += n
	}
	return sum, errors.Join(failed...)
}

// tell stops at the first call that is not taken: the next ones wait for their turn.
func (uc *Calling) tell(ctx context.Context, b driven.HookBatch) (made int, err error) {
	defer func() { err = errors.Join(err, uc.calls.ReleaseCalls(context.WithoutCancel(ctx), b)) }()
	now := b.Now
	for _, c := range b.Calls {
		r := uc.sender.Send(ctx, b, c)
		if ctx.Err() != nil {
			return made, nil // the server stops: the call is made again
		}
		now = now.Add(r.Took)
		fate := hook.Decide(r, c.Attempts+1, now)
		if err := uc.calls.KeepCall(ctx, b, c, r, fate, now); err != nil {
			return made, err
		}
		made++
		if fate.Pause != "" {
			return made, uc.pause(ctx, b, fate.Pause)
		}
		if !fate.Done {
			return made, nil
		}
	}
	return made, nil
}

func (uc *Calling) pause(ctx context.Context, b driven.HookBatch, why hook.Cause) error {
	attempt := driven.Attempt{
		Actor: access.Actor{Cooperative: b.Cooperative}, Act: actWebhookChange, Object: audit.Object{Type: "webhook", ID: b.Hook.ID.String()},
	}
	err := uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		w, err := s.Webhooks.Any(ctx, b.Hook.ID)
		if err != nil {
			return err
		}
		if err := w.Pause(why); err != nil {
			return err
		}
		if err := s.Webhooks.Save(ctx, w); err != nil {
			return err
		}
		return s.Events.Record(ctx, webhookEvent(w.State(), "webhook.paused"))
	})
	if _, refused := fault.Of(err); refused {
		return nil // its person paused or ended it meanwhile
	}
	return err
}
