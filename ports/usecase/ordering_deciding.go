package usecase

import (
	"context"
	"errors"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// verdict is what became of a call-off, and how it is told.
type verdict struct {
	action  string
	details map[string]string
	inside  bool // it is not told to the supplier
}

// decision lets the aggregates decide about a call-off, and stores it.
type decision func(context.Context, driven.Stores, *calloff.CallOff, *framework.Framework) (verdict, error)

// ApproveCallOff gives the approval that is next to what another person submitted.
func (uc *Ordering) ApproveCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) (verdict, error) {
			hand, err := handOf(ctx, s, actor, c.State().Member)
			if err != nil {
				return verdict{}, err
			}
			given, err := calloff.Approve(c, f, hand, s.Now)
			if err != nil {
				return verdict{}, err
			}
			if err := s.Approvals.Give(ctx, c.State(), given); err != nil {
				return verdict{}, err
			}
			what := verdict{action: "calloff.approved", details: map[string]string{"step": strconv.Itoa(given.Step)}}
			if c.State().Status == calloff.Submitted {
				what.action = "calloff.step-approved"
			}
			if !given.InPlaceOf.IsZero() {
				names, err := s.Approvals.Names(ctx, given.InPlaceOf)
				if err != nil {
					return verdict{}, err
				}
				what.details["inPlaceOf"] = names[given.InPlaceOf]
			}
			return what, s.CallOffs.Save(ctx, c)
		})
}

// RejectCallOff turns down what waits for approval; an order whose change waits stays as it stood.
func (uc *Ordering) RejectCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) (verdict, error) {
			if !c.ChangeWaits() {
				if err := calloff.Reject(c, f, actor.Person, reason, s.Now); err != nil {
					return verdict{}, err
				}
				return verdict{action: "calloff.rejected"}, s.CallOffs.Save(ctx, c)
			}
			before, err := s.CallOffs.Ordered(ctx, c.State().ID)
			if err != nil {
				return verdict{}, err
			}
			rejected, err := calloff.TurnDown(c, f, before, actor.Person, reason, s.Now)
			if err != nil {
				return verdict{}, err
			}
			return verdict{"calloff.change-rejected", map[string]string{"reason": rejected.Reason}, true}, s.CallOffs.SaveChange(ctx, c, rejected)
		})
}

// ChangeCallOff raises, lowers or removes lines.
func (uc *Ordering) ChangeCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, in driving.ChangeCallOff) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffChange, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) (verdict, error) {
			wanted, err := wishes(in.Lines)
			if err != nil {
				return verdict{}, err
			}
			customer, err := s.CallOffs.Customer(ctx, c.State())
			if err != nil {
				return verdict{}, err
			}
			before, err := calloff.Change(c, f, customer, calloff.Revision{By: actor.Person, Wishes: wanted, Reason: in.Reason}, s.Now)
			if err != nil {
				return verdict{}, err
			}
			what := verdict{action: "calloff.changed", details: map[string]string{
				"change": strconv.Itoa(c.State().Change), "before": before.Total.String(), "reason": before.Reason,
			}}
			return what, s.CallOffs.SaveChange(ctx, c, before)
		})
}

// CancelCallOff withdraws a call-off.
func (uc *Ordering) CancelCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffCancel, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) (verdict, error) {
			what := verdict{action: "calloff.cancelled"}
			if !c.ChangeWaits() {
				if err := calloff.Cancel(c, f, actor.Person, reason, s.Now); err != nil {
					return what, err
				}
				return what, s.CallOffs.Save(ctx, c)
			}
			before, err := s.CallOffs.Ordered(ctx, c.State().ID)
			if err != nil {
				return what, err
			}
			dropped, err := calloff.CancelOrdered(c, f, before, actor.Person, reason, s.Now)
			if err != nil {
				return what, err
			}
			return what, s.CallOffs.SaveChange(ctx, c, dropped)
		})
}

// decide runs the five beats around a decision about a call-off.
func (uc *Ordering) decide(ctx context.Context, actor access.Actor, act access.Act, id calloff.ID, version int, decide decision) (view.CallOff, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "call-off", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CallOff, error) {
		c, contract, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.CallOff{}, err
		}
		if err := uc.may(ctx, s, actor, act, c); err != nil {
			return view.CallOff{}, err
		}
		if err := access.CheckVersion(version, c.State().Version); err != nil {
			return view.CallOff{}, err
		}
		what, err := decide(ctx, s, c, contract)
		if err != nil {
			return view.CallOff{}, err
		}
		event := eventOf(c.State(), what.action)
		for name, value := range what.details {
			event.Details[name] = value
		}
		if what.inside {
			event.Supplier = ""
		}
		if err := s.Events.Record(ctx, event); err != nil {
			return view.CallOff{}, err
		}
		return s.CallOffReports.CallOff(ctx, c.State().ID, actor.Sight(access.CallOffRead))
	})
}

// may is actor.MayFor the call-off's member, to decide in the place of an approver of it, or about
// what was escalated to the actor; whoever sees the call-off otherwise, as its supplier does, is told that this is forbidden.
func (uc *Ordering) may(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, order *calloff.CallOff) error {
	c := order.State()
	if act == access.ReturnDecide {
		return maySupply(actor, act, c)
	}
	err := actor.MayFor(act, c.Member)
	if act == access.CallOffApprove && errors.Is(err, access.ErrForbidden) {
		if order.EscalatedTo(actor.Person) {
			return nil
		}
		hand, failure := handOf(ctx, s, actor, c.Member)
		if failure != nil || len(hand.InPlaceOf) > 0 {
			return failure
		}
	}
	sight := actor.Sight(access.CallOffRead)
	if err != nil && (sight.SeesMember(c.Member) || !c.PlacedAt.IsZero() && sight.SeesSupplier(c.Supplier)) {
		return access.ErrForbidden.With("act", string(act))
	}
	return err
}

// handOf is the actor with those in whose place it may approve today.
func handOf(ctx context.Context, s driven.Stores, actor access.Actor, m member.ID) (approval.Hand, error) {
	others, err := s.Approvals.InPlaceOf(ctx, m, actor.Person, period.DayOf(s.Now))
	return approval.Hand{Person: actor.Person, Approver: actor.MayFor(access.CallOffApprove, m) == nil, InPlaceOf: others}, err
}

// dayAt reads a day of a field, or none.
func dayAt(text, field string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	day, err := period.ParseDay(text)
	return day, pointed(err, field)
}

// asksApproval is whether the member's rules would ask for approvals of wishes; a budget is
// not known yet.
func asksApproval(ctx context.Context, s driven.Stores, actor access.Actor, m member.ID, wishes []framework.Wish, total string) (bool, error) {
	rules, err := s.Approvals.Table(ctx, m, period.DayOf(s.Now))
	if err != nil || len(rules.Rules) == 0 {
		return false, err
	}
	items := make([]framework.ItemID, len(wishes))
	for i, wish := range wishes {
		items[i] = wish.Item
	}
	facts := approval.Facts{By: actor.Person}
	if facts.Categories, err = s.Approvals.CPVs(ctx, items); err != nil {
		return false, err
	}
	if facts.Total, err = money.ParseAmount(total); err != nil {
		return false, err
	}
	return len(rules.Steps(facts)) > 0, nil
}
