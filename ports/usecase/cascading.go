package usecase

import (
	"context"
	"errors"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/ports/driven"
)

// Cascading passes orders on whose suppliers let their time go by, by itself and for nobody.
type Cascading struct {
	work    driven.Work
	overdue driven.Overdue
}

// NewCascading wires the use case.
func NewCascading(work driven.Work, overdue driven.Overdue) *Cascading {
	return &Cascading{work, overdue}
}

// together is how many orders are looked up at once.
const together = 50

// PassOn passes on what is overdue, each in a transaction of its own, and reports how many
// there were. What another server passes on meanwhile, or a supplier answers, stays as that
// leaves it.
func (uc *Cascading) PassOn(ctx context.Context) (int, error) {
	found, err := uc.overdue.Overdue(ctx, together)
	if err != nil {
		return 0, err
	}
	for i, one := range found {
		err := uc.lapse(ctx, one)
		if err != nil && !errors.Is(err, access.ErrStale) {
			return i, err
		}
	}
	return len(found), nil
}

func (uc *Cascading) lapse(ctx context.Context, one driven.OverdueOrder) error {
	attempt := driven.Attempt{
		Actor: access.Actor{Cooperative: one.Cooperative}, Act: access.OrderAnswer, Object: audit.Object{Type: "call-off", ID: one.CallOff.String()},
	}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		c, contract, err := s.CallOffs.Get(ctx, one.CallOff)
		if err != nil {
			return err
		}
		before := c.State()
		refusals, err := calloff.Lapse(c, contract, s.Now)
		if errors.Is(err, calloff.ErrNotOverdue) {
			return access.ErrStale // somebody was faster, which is nobody's refusal
		}
		if err != nil {
			return err
		}
		if err := refused(ctx, s, c, refusals); err != nil {
			return err
		}
		return s.Events.Record(ctx, passedEvent(before, c.State(), refusals[0], "calloff.lapsed"))
	})
}

// refuse has the supplier not deliver: in a cascade the order passes on, else it ends.
func refuse(c *calloff.CallOff, f *framework.Framework, reason string, actor access.Actor, s driven.Stores) (calloff.Answer, []calloff.Refusal, error) {
	if !c.Cascades() {
		answer, err := calloff.Decline(c, f, reason, actor.Person, s.Now)
		return answer, nil, err
	}
	refusals, err := calloff.Refuse(c, f, reason, actor.Person, s.Now)
	if err != nil {
		return calloff.Answer{}, nil, err
	}
	return calloff.Answer{CallOff: c.State().ID, Kind: calloff.Declined, Reason: refusals[0].Reason, By: actor.Person, At: s.Now}, refusals, nil
}

// refused stores what became of a call-off by refusals: it is another supplier's now, or ended.
func refused(ctx context.Context, s driven.Stores, c *calloff.CallOff, refusals []calloff.Refusal) error {
	if err := s.CallOffs.AddRefusals(ctx, refusals); err != nil {
		return err
	}
	if c.Cascades() {
		return s.CallOffs.PassOn(ctx, c)
	}
	return s.CallOffs.Save(ctx, c)
}

// passedEvent tells the former supplier what became of its order, and nothing of who gets it
// now at which price; ended is the action where nobody gets it.
func passedEvent(before, now calloff.State, refusal calloff.Refusal, ended string) audit.Event {
	event := audit.Event{
		Action: "calloff.passed-on", Object: audit.Object{Type: "call-off", ID: now.ID.String(), Name: now.Number}, Member: now.Member, Supplier: before.Supplier,
		Details: map[string]string{
			"framework": now.Framework.String(), "rank": strconv.Itoa(refusal.Rank), "why": string(refusal.Why), "status": string(now.Status),
		},
	}
	if now.Status == calloff.Rejected {
		event.Action = ended
	}
	if refusal.Reason != "" {
		event.Details["reason"] = refusal.Reason
	}
	return event
}
