package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Ordering carries out driving.Ordering.
type Ordering struct{ work driven.Work }

var _ driving.Ordering = (*Ordering)(nil)

// NewOrdering makes the use cases of call-offs.
func NewOrdering(work driven.Work) *Ordering { return &Ordering{work} }

// PlaceCallOff books an order and makes a call-off of it.
func (uc *Ordering) PlaceCallOff(ctx context.Context, actor access.Actor, key access.Key, in driving.PlaceCallOff) (view.CallOff, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "framework", ID: in.Framework.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.CallOff, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Member); err != nil {
			return view.CallOff{}, err
		}
		wishes, items, err := wishes(in.Lines)
		if err != nil {
			return view.CallOff{}, err
		}
		contract, customer, err := s.CallOffs.Counter(ctx, in.Framework, in.Member, items, actor.Sight(access.FrameworkRead))
		if err != nil {
			return view.CallOff{}, err
		}
		order := calloff.Order{By: actor.Person, BudgetCode: in.BudgetCode, Note: in.Note, Wishes: wishes}
		c, err := calloff.Place(contract, customer, order, s.Now)
		if err != nil {
			return view.CallOff{}, err
		}
		if err := s.CallOffs.Add(ctx, c, contract); err != nil {
			return view.CallOff{}, err
		}
		return uc.recorded(ctx, s, actor, c, "calloff."+string(c.State().Status))
	})
}

// wishes reads the texts of lines.
func wishes(lines []driving.PlaceCallOffLine) ([]framework.Wish, []framework.ItemID, error) {
	wishes := make([]framework.Wish, len(lines))
	items := make([]framework.ItemID, len(lines))
	for i, line := range lines {
		item, err := id.Parse[framework.Item](line.Item)
		if err != nil {
			return nil, nil, pointed(err, "lines."+strconv.Itoa(i)+".itemId")
		}
		wanted, err := quantity.Parse(line.Quantity)
		if err != nil {
			return nil, nil, pointed(err, "lines."+strconv.Itoa(i)+".quantity")
		}
		wishes[i], items[i] = framework.Wish{Item: item, Quantity: wanted}, item
	}
	return wishes, items, nil
}

// QuoteCallOff tells what an order would cost.
func (uc *Ordering) QuoteCallOff(ctx context.Context, actor access.Actor, in driving.PlaceCallOff) (view.CallOffQuote, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CallOffQuote, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Member); err != nil {
			return view.CallOffQuote{}, err
		}
		wishes, items, err := wishes(in.Lines)
		if err != nil {
			return view.CallOffQuote{}, err
		}
		if err := framework.CheckWishes(items); err != nil {
			return view.CallOffQuote{}, err
		}
		return s.CallOffReports.Quote(ctx, in.Framework, in.Member, wishes, actor.Sight(access.FrameworkRead))
	})
}

// ApproveCallOff places what another person submitted.
func (uc *Ordering) ApproveCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, c, version, "calloff.approved",
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, _ *framework.Framework) error {
			if err := c.Approve(actor.Person, s.Now); err != nil {
				return err
			}
			return s.CallOffs.Save(ctx, c)
		})
}

// RejectCallOff turns down what waits for approval.
func (uc *Ordering) RejectCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffApprove, c, version, "calloff.rejected",
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) error {
			if err := calloff.Reject(c, f, actor.Person, reason, s.Now); err != nil {
				return err
			}
			return s.CallOffs.GiveBack(ctx, c, f)
		})
}

// CancelCallOff withdraws a call-off.
func (uc *Ordering) CancelCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.CallOffCancel, c, version, "calloff.cancelled",
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) error {
			if err := calloff.Cancel(c, f, actor.Person, reason, s.Now); err != nil {
				return err
			}
			return s.CallOffs.GiveBack(ctx, c, f)
		})
}

// decide runs the five beats around a decision about a call-off.
func (uc *Ordering) decide(
	ctx context.Context, actor access.Actor, act access.Act, id calloff.ID, version int, action string,
	decision func(context.Context, driven.Stores, *calloff.CallOff, *framework.Framework) error,
) (view.CallOff, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "call-off", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CallOff, error) {
		c, contract, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.CallOff{}, err
		}
		if err := uc.may(actor, act, c.State()); err != nil {
			return view.CallOff{}, err
		}
		if err := access.CheckVersion(version, c.State().Version); err != nil {
			return view.CallOff{}, err
		}
		if err := decision(ctx, s, c, contract); err != nil {
			return view.CallOff{}, err
		}
		return uc.recorded(ctx, s, actor, c, action)
	})
}

// may is actor.MayFor the call-off's member; whoever sees the call-off otherwise, as
// its supplier does, is told that this is forbidden.
func (uc *Ordering) may(actor access.Actor, act access.Act, c calloff.State) error {
	err := actor.MayFor(act, c.Member)
	sight := actor.Sight(access.CallOffRead)
	if err != nil && (sight.SeesMember(c.Member) || !c.PlacedAt.IsZero() && sight.SeesSupplier(c.Supplier)) {
		return access.ErrForbidden.With("act", string(act))
	}
	return err
}

// recorded writes the event about a call-off and reads it as the actor sees it.
func (uc *Ordering) recorded(ctx context.Context, s driven.Stores, actor access.Actor, c *calloff.CallOff, action string) (view.CallOff, error) {
	state := c.State()
	details := map[string]string{"framework": state.Framework.String(), "total": state.Total.String(), "status": string(state.Status)}
	if state.Reason != "" {
		details["reason"] = state.Reason
	}
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "call-off", ID: state.ID.String(), Name: state.Number},
		Member: state.Member, Details: details,
	}
	if !state.PlacedAt.IsZero() {
		event.Supplier = state.Supplier // who reads of orders, not of what was never one
	}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.CallOff{}, err
	}
	return s.CallOffReports.CallOff(ctx, state.ID, actor.Sight(access.CallOffRead))
}

// CallOff shows one call-off.
func (uc *Ordering) CallOff(ctx context.Context, actor access.Actor, c calloff.ID) (view.CallOff, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CallOff, error) {
		return s.CallOffReports.CallOff(ctx, c, actor.Sight(access.CallOffRead))
	})
}

// CallOffs lists call-offs.
func (uc *Ordering) CallOffs(ctx context.Context, actor access.Actor, query driving.CallOffQuery) (view.Page[view.CallOffSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CallOffSummary], error) {
		filter := driven.CallOffFilter{Status: query.Status, Framework: query.Framework}
		return s.CallOffReports.CallOffs(ctx, actor.Sight(access.CallOffRead), filter, query.Page)
	})
}
