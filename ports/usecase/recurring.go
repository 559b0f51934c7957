package usecase

import (
	"context"
	"errors"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/recurring"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Recurring carries out driving.Recurring, and places what is due.
type Recurring struct {
	work    driven.Work
	placing driven.Placing
	due     driven.DueOrders
}

var _ driving.Recurring = (*Recurring)(nil)

// NewRecurring makes the use cases of standing orders.
func NewRecurring(work driven.Work, placing driven.Placing, due driven.DueOrders) *Recurring {
	return &Recurring{work, placing, due}
}

// SetUp makes a standing order.
func (uc *Recurring) SetUp(ctx context.Context, actor access.Actor, key access.Key, in driving.SetUpStanding) (view.StandingOrder, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "framework", ID: in.Framework.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.StandingOrder, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Member); err != nil {
			return view.StandingOrder{}, err
		}
		wanted, err := wishes(in.Lines)
		if err != nil {
			return view.StandingOrder{}, err
		}
		if err := framework.CheckWishes(wanted); err != nil {
			return view.StandingOrder{}, err
		}
		terms, err := termsOf(ctx, s, actor, in, wanted)
		if err != nil {
			return view.StandingOrder{}, err
		}
		o, err := recurring.New(recurring.State{
			ID: id.New[calloff.Recurrence](), Framework: in.Framework, Member: in.Member, Wishes: wanted, BudgetCode: in.BudgetCode, Note: in.Note, DeliverTo: in.DeliverTo, CreatedBy: actor.Person,
		}, terms, s.Now)
		if err != nil {
			return view.StandingOrder{}, err
		}
		if err := s.StandingOrders.Add(ctx, o); err != nil {
			return view.StandingOrder{}, err
		}
		return recorded(ctx, s, actor, o, "standing.set-up", nil)
	})
}

// termsOf reads what decides about a standing order: its days, what one order costs today, the
// contract's term and the member's rules.
func termsOf(ctx context.Context, s driven.Stores, actor access.Actor, in driving.SetUpStanding, wanted []framework.Wish) (recurring.Terms, error) {
	t := recurring.Terms{Interval: recurring.Interval(in.Interval), Tolerance: in.Tolerance}
	sight := actor.Sight(access.FrameworkRead)
	contract, err := s.FrameworkReports.Framework(ctx, in.Framework, sight)
	if err != nil {
		return t, err
	}
	quote, err := s.CallOffReports.Quote(ctx, in.Framework, in.Member, wanted, 0, sight)
	if err != nil {
		return t, err
	}
	for _, day := range []struct {
		into        *period.Day
		text, field string
	}{{&t.Days.From, in.From, "from"}, {&t.Days.To, in.To, "to"}, {&t.Contract.From, contract.InForceFrom, ""}, {&t.Contract.To, contract.InForceTo, ""}} {
		if *day.into, err = dayAt(day.text, day.field); err != nil {
			return t, err
		}
	}
	if t.Total, err = amountAt(quote.Total, "lines"); err != nil {
		return t, err
	}
	if t.Limit, err = amountAt(quote.ApprovalLimit, "lines"); err != nil {
		return t, err
	}
	items := make([]framework.ItemID, len(wanted))
	for i, wish := range wanted {
		items[i] = wish.Item
	}
	t.Facts = approval.Facts{By: actor.Person, Budgets: []string{in.BudgetCode}}
	if t.Facts.Categories, err = s.Approvals.CPVs(ctx, items); err != nil {
		return t, err
	}
	t.Rules, err = s.Approvals.Table(ctx, in.Member, period.DayOf(s.Now))
	return t, err
}

// StandingOrders lists those of the actor's members.
func (uc *Recurring) StandingOrders(ctx context.Context, actor access.Actor) (view.List[view.StandingOrder], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.StandingOrder], error) {
		found, err := s.StandingOrders.List(ctx, membersOnly(actor))
		return view.List[view.StandingOrder]{Items: found}, err
	})
}

// membersOnly is what the actor reads for members: how they order is not their suppliers' business.
func membersOnly(actor access.Actor) access.Sight {
	sight := actor.Sight(access.CallOffRead)
	sight.Suppliers = nil
	return sight
}

// StandingOrder shows one.
func (uc *Recurring) StandingOrder(ctx context.Context, actor access.Actor, o calloff.StandingID) (view.StandingOrder, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.StandingOrder, error) {
		return s.StandingOrders.Shown(ctx, o, membersOnly(actor))
	})
}

// ApproveStanding gives the approval that is next.
func (uc *Recurring) ApproveStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, o, version, "standing.approved", func(ctx context.Context, s driven.Stores, o *recurring.Order) error {
		hand, err := handOf(ctx, s, actor, o.State().Member)
		if err != nil {
			return err
		}
		return o.Approve(hand, s.Now)
	})
}

// RejectStanding turns it down.
func (uc *Recurring) RejectStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int, reason string) (view.StandingOrder, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, o, version, "standing.rejected", func(_ context.Context, s driven.Stores, o *recurring.Order) error {
		return o.Reject(actor.Person, reason, s.Now)
	})
}

// PauseStanding has it order nothing for the time being.
func (uc *Recurring) PauseStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error) {
	return uc.decide(ctx, actor, access.CallOffPlace, o, version, "standing.paused", func(_ context.Context, s driven.Stores, o *recurring.Order) error {
		return o.Pause(actor.Person, s.Now)
	})
}

// ResumeStanding goes on with the next of its days.
func (uc *Recurring) ResumeStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int) (view.StandingOrder, error) {
	return uc.decide(ctx, actor, access.CallOffPlace, o, version, "standing.resumed", func(_ context.Context, s driven.Stores, o *recurring.Order) error {
		return o.Resume(actor.Person, s.Now)
	})
}

// EndStanding ends it.
func (uc *Recurring) EndStanding(ctx context.Context, actor access.Actor, o calloff.StandingID, version int, reason string) (view.StandingOrder, error) {
	return uc.decide(ctx, actor, access.CallOffCancel, o, version, "standing.ended", func(_ context.Context, s driven.Stores, o *recurring.Order) error {
		return o.End(actor.Person, reason, s.Now)
	})
}

// decide runs the five beats around a decision about a standing order.
func (uc *Recurring) decide(
	ctx context.Context, actor access.Actor, act access.Act, o calloff.StandingID, version int, action string,
	decide func(context.Context, driven.Stores, *recurring.Order) error,
) (view.StandingOrder, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "standing-order", ID: o.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.StandingOrder, error) {
		order, err := s.StandingOrders.Get(ctx, o)
		if err != nil {
			return view.StandingOrder{}, err
		}
		if err := mayStanding(ctx, s, actor, act, order.State().Member); err != nil {
			return view.StandingOrder{}, err
		}
		if err := access.CheckVersion(version, order.State().Version); err != nil {
			return view.StandingOrder{}, err
		}
		if err := decide(ctx, s, order); err != nil {
			return view.StandingOrder{}, err
		}
		if err := s.StandingOrders.Save(ctx, order); err != nil {
			return view.StandingOrder{}, err
		}
		return recorded(ctx, s, actor, order, action, nil)
	})
}

func mayStanding(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, m member.ID) error {
	err := actor.MayFor(act, m)
	if act == access.CallOffApprove && errors.Is(err, access.ErrForbidden) {
		hand, failure := handOf(ctx, s, actor, m)
		if failure != nil || len(hand.InPlaceOf) > 0 {
			return failure
		}
	}
	if err != nil && membersOnly(actor).SeesMember(m) {
		return access.ErrForbidden.With("act", string(act))
	}
	return err
}

// recorded tells what happened, and shows what became of it.
func recorded(ctx context.Context, s driven.Stores, actor access.Actor, o *recurring.Order, action string, details map[string]string) (view.StandingOrder, error) {
	state := o.State()
	sight := membersOnly(actor)
	sight.Members = append(sight.Members, state.Member) // who approves in the place of another
	shown, err := s.StandingOrders.Shown(ctx, state.ID, sight)
	if err != nil {
		return shown, err
	}
	event := audit.Event{Action: action, Object: audit.Object{Type: "standing-order", ID: state.ID.String(), Name: shown.Framework.Name}, Member: state.Member, Details: map[string]string{
		"framework": state.Framework.String(), "total": state.Total.String(), "status": string(state.Status),
	}}
	if state.Reason != "" {
		event.Details["reason"] = state.Reason
	}
	for name, value := range details {
		event.Details[name] = value
	}
	return shown, s.Events.Record(ctx, event)
}

// PlaceDue places what is due, and reports how many it looked at. Each day is placed once: the
// database takes no second call-off of it, whichever server tries.
func (uc *Recurring) PlaceDue(ctx context.Context) (int, error) {
	found, err := uc.due.DueOrders(ctx, together)
	if err != nil {
		return 0, err
	}
	for i, one := range found {
		if err := uc.place(ctx, one); err != nil && !errors.Is(err, access.ErrStale) {
			return i, err
		}
	}
	return len(found), nil
}

func (uc *Recurring) place(ctx context.Context, one driven.DueOrder) error {
	system := access.Actor{Cooperative: one.Cooperative}
	var order *recurring.Order
	var due period.Day
	err := uc.work.Read(ctx, system, func(ctx context.Context, s driven.Stores) (err error) {
		if order, err = s.StandingOrders.Peek(ctx, one.Order); err != nil {
			return err
		}
		due, _ = order.DueOn(period.DayOf(s.Now))
		return nil
	})
	if err != nil || due.IsZero() {
		return err
	}
	err = uc.callOff(ctx, system, order, due)
	refusal, is := fault.Of(err)
	if err != nil && !is {
		return err
	}
	return uc.settle(ctx, system, one.Order, due, refusal)
}

// callOff places the order of a day, in the name of who set the standing order up.
func (uc *Recurring) callOff(ctx context.Context, system access.Actor, o *recurring.Order, due period.Day) error {
	state := o.State()
	actor := system
	actor.Person = state.CreatedBy
	order := driven.Order{
		Attempt:   driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "standing-order", ID: state.ID.String()}},
		Framework: state.Framework, Member: state.Member, Sight: access.Sight{Everything: true},
	}
	for _, wish := range state.Wishes {
		order.Items = append(order.Items, wish.Item)
	}
	order.Decide = func(at driven.Counter) (driven.Placed, error) {
		c, err := o.Place(at.Contract, at.Customer, due, at.Now)
		if err != nil {
			return driven.Placed{}, err
		}
		event := eventOf(c.State(), "calloff.placed")
		event.Details["standingOrder"], event.Details["dueOn"] = state.ID.String(), due.String()
		return driven.Placed{CallOff: c, Event: event}, nil
	}
	_, _, err := uc.placing.Place(ctx, order)
	return err
}

// settle goes on to the next day, or has the standing order wait for a person.
func (uc *Recurring) settle(ctx context.Context, system access.Actor, o calloff.StandingID, due period.Day, refusal *fault.Fault) error {
	attempt := driven.Attempt{Actor: system, Act: access.CallOffPlace, Object: audit.Object{Type: "standing-order", ID: o.String()}}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		order, err := s.StandingOrders.Get(ctx, o)
		if err != nil {
			return err
		}
		before := order.State()
		action, details := "standing.placed", map[string]string{"dueOn": due.String()}
		if refusal == nil || errors.Is(refusal, recurring.ErrPlaced) {
			order.Placed(due)
		} else {
			order.Fail(due, refusal)
			action, details["fault"] = "standing.failed", refusal.Code()
		}
		if now := order.State(); now.Next == before.Next && now.Status == before.Status {
			return access.ErrStale // another server was faster, or somebody paused it
		}
		if err := s.StandingOrders.Save(ctx, order); err != nil {
			return err
		}
		details["tolerance"] = strconv.Itoa(before.Tolerance)
		_, err = recorded(ctx, s, access.Actor{Cooperative: system.Cooperative}, order, action, details)
		return err
	})
}
