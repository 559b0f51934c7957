package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/ports/driven"
	"allmende/ports/driving"
)

// Escalating carries out driving.Escalating.
type Escalating struct {
	work      driven.Work
	deadlines driven.Deadlines
}

var _ driving.Escalating = (*Escalating)(nil)

// NewEscalating makes the use case that puts what nobody decides about to the next person.
func NewEscalating(work driven.Work, deadlines driven.Deadlines) *Escalating {
	return &Escalating{work, deadlines}
}

// Escalate looks through what waits, each in a transaction of its own.
func (uc *Escalating) Escalate(ctx context.Context) (int, error) {
	undecided, err := uc.deadlines.Undecided(ctx)
	if err != nil {
		return 0, err
	}
	escalated := 0
	for _, u := range undecided {
		done, err := uc.escalate(ctx, u)
		if err != nil {
			return escalated, err
		}
		if done {
			escalated++
		}
	}
	return escalated, nil
}

func (uc *Escalating) escalate(ctx context.Context, u driven.UndecidedCallOff) (bool, error) {
	attempt := driven.Attempt{Actor: access.Actor{Cooperative: u.Cooperative}, Act: access.CallOffApprove, Object: audit.Object{Type: "call-off", ID: u.CallOff.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (bool, error) {
		c, _, err := s.CallOffs.Get(ctx, u.CallOff)
		if err != nil {
			return false, err
		}
		if c.State().Version != u.Version {
			return false, nil // somebody decided meanwhile
		}
		e, due := calloff.Escalate(c, u.Since, s.Now)
		if !due {
			return false, nil
		}
		if err := s.Approvals.Escalate(ctx, c.State(), e); err != nil {
			return false, err
		}
		names, err := s.Approvals.Names(ctx, e.To)
		if err != nil {
			return false, err
		}
		event := eventOf(c.State(), "calloff.escalated")
		event.Supplier = ""
		event.Details["step"], event.Details["workingDays"] = strconv.Itoa(e.Step), strconv.Itoa(approval.EscalateAfter)
		if !e.To.IsZero() {
			event.Details["to"] = names[e.To]
		}
		return true, s.Events.Record(ctx, event)
	})
}
