package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Confirm has the supplier deliver an order.
func (uc *Dispatching) Confirm(ctx context.Context, actor access.Actor, id calloff.ID, version int, lines []driving.AnswerLine) (view.OrderDispatch, error) {
	return uc.answer(ctx, actor, id, version, func(s driven.Stores, c *calloff.CallOff, _ *framework.Framework) (calloff.Answer, []calloff.Refusal, error) {
		answered := make([]calloff.AnsweredLine, len(lines))
		for i, line := range lines {
			day, err := period.ParseDay(line.DeliveredOn)
			if err != nil {
				return calloff.Answer{}, nil, pointed(err, "lines."+strconv.Itoa(i)+".deliveredOn")
			}
			answered[i] = calloff.AnsweredLine{Position: line.Position, DeliveredOn: day, Change: line.Change}
		}
		answer, err := c.Confirm(answered, actor.Person, s.Now)
		return answer, nil, err
	})
}

// Decline has the supplier not deliver it.
func (uc *Dispatching) Decline(ctx context.Context, actor access.Actor, id calloff.ID, version int, reason string) (view.OrderDispatch, error) {
	return uc.answer(ctx, actor, id, version, func(s driven.Stores, c *calloff.CallOff, f *framework.Framework) (calloff.Answer, []calloff.Refusal, error) {
		return refuse(c, f, reason, actor, s)
	})
}

// Respond answers an order as an electronic answer says.
func (uc *Dispatching) Respond(ctx context.Context, actor access.Actor, id calloff.ID, version int, r dispatch.Response) (view.OrderDispatch, error) {
	return uc.answer(ctx, actor, id, version, func(s driven.Stores, c *calloff.CallOff, f *framework.Framework) (calloff.Answer, []calloff.Refusal, error) {
		order, err := s.Dispatches.Order(ctx, id, actor.Sight(access.OrderAnswer))
		if err != nil {
			return calloff.Answer{}, nil, err
		}
		lines, err := r.Answers(order)
		if err != nil {
			return calloff.Answer{}, nil, err
		}
		if r.Declines() {
			return refuse(c, f, r.Reason, actor, s)
		}
		answer, err := c.Confirm(lines, actor.Person, s.Now)
		return answer, nil, err
	})
}

// answer runs the five beats around an answer. The call-off is locked, so that of a
// cancellation and an answer that meet one wins and the other is refused.
func (uc *Dispatching) answer(
	ctx context.Context, actor access.Actor, id calloff.ID, version int,
	decide func(driven.Stores, *calloff.CallOff, *framework.Framework) (calloff.Answer, []calloff.Refusal, error),
) (view.OrderDispatch, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.OrderAnswer, Object: audit.Object{Type: "call-off", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.OrderDispatch, error) {
		c, contract, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.OrderDispatch{}, err
		}
		if err := maySupply(actor, access.OrderAnswer, c.State()); err != nil {
			return view.OrderDispatch{}, err
		}
		if err := access.CheckVersion(version, c.State().Version); err != nil {
			return view.OrderDispatch{}, err
		}
		before := c.State()
		answer, refusals, err := decide(s, c, contract)
		if err != nil {
			return view.OrderDispatch{}, err
		}
		if len(refusals) > 0 {
			return uc.passed(ctx, s, before, c, answer, refusals)
		}
		return uc.answered(ctx, s, actor, c, answer)
	})
}

// answered stores an answer that is the last word about the order.
func (uc *Dispatching) answered(ctx context.Context, s driven.Stores, actor access.Actor, c *calloff.CallOff, answer calloff.Answer) (view.OrderDispatch, error) {
	action := "calloff.confirmed"
	if answer.Kind == calloff.Declined {
		action = "calloff.declined"
		if err := s.CallOffs.Save(ctx, c); err != nil {
			return view.OrderDispatch{}, err
		}
	}
	if err := s.CallOffs.Answer(ctx, answer); err != nil {
		return view.OrderDispatch{}, err
	}
	if answer.Kind != calloff.Declined {
		if err := ordered(ctx, s, c.State(), answer); err != nil {
			return view.OrderDispatch{}, err
		}
	}
	event := eventOf(c.State(), action)
	event.Details["answer"] = string(answer.Kind)
	if err := s.Events.Record(ctx, event); err != nil {
		return view.OrderDispatch{}, err
	}
	return uc.dispatch(ctx, s, actor, c.State().ID)
}

// passed stores a refusal in a cascade. Whoever refused sees its answer, and no longer the order.
func (uc *Dispatching) passed(
	ctx context.Context, s driven.Stores, before calloff.State, c *calloff.CallOff, answer calloff.Answer, refusals []calloff.Refusal,
) (view.OrderDispatch, error) {
	if err := refused(ctx, s, c, refusals); err != nil {
		return view.OrderDispatch{}, err
	}
	if !c.Cascades() {
		if err := s.CallOffs.Answer(ctx, answer); err != nil {
			return view.OrderDispatch{}, err
		}
	}
	if err := s.Events.Record(ctx, passedEvent(before, c.State(), refusals[0], "calloff.declined")); err != nil {
		return view.OrderDispatch{}, err
	}
	return view.OrderDispatch{
		MailConfigured: uc.mails, Faults: []view.ElectronicFault{}, Sendings: []view.Sending{}, PassedOn: c.Cascades(),
		Answer: &view.OrderAnswer{Kind: string(answer.Kind), Reason: answer.Reason, AnsweredAt: answer.At, Lines: []view.OrderAnswerLine{}},
	}, nil
}

// maySupply allows an act to the supplier of what was placed; whoever only reads the call-off
// is told that this is forbidden.
func maySupply(actor access.Actor, act access.Act, c calloff.State) error {
	err := access.ErrNotFound
	if !c.PlacedAt.IsZero() {
		if err := actor.MayForSupplier(act, c.Supplier); err == nil {
			return nil
		}
	}
	if sight := actor.Sight(access.CallOffRead); sight.SeesMember(c.Member) || !c.PlacedAt.IsZero() && sight.SeesSupplier(c.Supplier) {
		return access.ErrForbidden.With("act", string(act))
	}
	return err
}

// Answer is what the supplier said to an order.
func (uc *Dispatching) Answer(ctx context.Context, actor access.Actor, id calloff.ID) (dispatch.Order, calloff.Answer, error) {
	var order dispatch.Order
	answer, err := read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (answer calloff.Answer, err error) {
		if order, err = s.Dispatches.Order(ctx, id, actor.Sight(access.CallOffRead)); err != nil {
			return answer, err
		}
		answer, found, err := s.CallOffs.Answered(ctx, id)
		if err == nil && !found {
			err = access.ErrNotFound
		}
		return answer, err
	})
	return order, answer, err
}
