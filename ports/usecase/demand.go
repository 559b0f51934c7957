package usecase

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Demand carries out driving.Demand.
type Demand struct{ work driven.Work }

var _ driving.Demand = (*Demand)(nil)

// NewDemand makes the use cases of demand rounds.
func NewDemand(work driven.Work) *Demand { return &Demand{work} }

// CreateRound drafts a round.
func (uc *Demand) CreateRound(ctx context.Context, actor access.Actor, key access.Key, in driving.CreateRound) (view.Round, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.RoundCreate, Object: audit.Object{Type: "round"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Round, error) {
		if err := actor.May(access.RoundCreate); err != nil {
			return view.Round{}, err
		}
		drafting, err := drafting(actor, in)
		if err != nil {
			return view.Round{}, err
		}
		if err := listedItems(ctx, s.Codes, drafting.Items); err != nil {
			return view.Round{}, err
		}
		if drafting.Number, err = s.Numbers.Next(ctx, "BR"); err != nil {
			return view.Round{}, err
		}
		round, err := demand.New(drafting, s.Now)
		if err != nil {
			return view.Round{}, err
		}
		if err := s.Rounds.Add(ctx, round); err != nil {
			return view.Round{}, err
		}
		return uc.recorded(ctx, s, actor, round, audit.Event{Action: "round.created", Details: map[string]string{
			"title": round.State().Title, "items": strconv.Itoa(len(round.State().Items)),
		}})
	})
}

// OpenRound asks the members for their needs.
func (uc *Demand) OpenRound(ctx context.Context, actor access.Actor, round demand.ID, version int) (view.Round, error) {
	return uc.change(ctx, actor, access.RoundOpen, round, version, func(_ context.Context, s driven.Stores, r *demand.Round) (audit.Event, error) {
		return audit.Event{Action: "round.opened"}, r.Open(s.Now)
	})
}

// TopUpRound has packs filled until a new closing time.
func (uc *Demand) TopUpRound(ctx context.Context, actor access.Actor, round demand.ID, version int, until time.Time) (view.Round, error) {
	return uc.change(ctx, actor, access.RoundTopUp, round, version, func(_ context.Context, s driven.Stores, r *demand.Round) (audit.Event, error) {
		if err := r.TopUp(until, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "round.topping-up", Details: map[string]string{"closesAt": r.State().ClosesAt.Format(time.RFC3339)}}, nil
	})
}

// FreezeRound fixes the needs: nobody states any while the round is locked.
func (uc *Demand) FreezeRound(ctx context.Context, actor access.Actor, round demand.ID, version int, leaveOut bool) (view.Round, error) {
	return uc.change(ctx, actor, access.RoundFreeze, round, version, func(ctx context.Context, s driven.Stores, r *demand.Round) (audit.Event, error) {
		needs, err := s.Rounds.Needs(ctx, round)
		if err != nil {
			return audit.Event{}, err
		}
		unconfirmed, err := s.Rounds.Unconfirmed(ctx, round)
		if err != nil {
			return audit.Event{}, err
		}
		if needs, err = r.Counting(needs, unconfirmed, leaveOut); err != nil {
			return audit.Event{}, err
		}
		snapshot, err := r.Freeze(needs, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		event := audit.Event{Action: "round.frozen", Details: map[string]string{
			"snapshotHash": snapshot.Hash, "members": strconv.Itoa(len(snapshot.Members())), "needs": strconv.Itoa(len(needs)),
		}}
		if r.Confirms() {
			event.Details["leftOut"] = strconv.Itoa(len(unconfirmed))
		}
		return event, s.Rounds.AddSnapshot(ctx, snapshot, unconfirmed)
	})
}

// CancelRound ends a round with a reason.
func (uc *Demand) CancelRound(ctx context.Context, actor access.Actor, round demand.ID, version int, reason string) (view.Round, error) {
	return uc.change(ctx, actor, access.RoundCancel, round, version, func(_ context.Context, _ driven.Stores, r *demand.Round) (audit.Event, error) {
		if err := r.Cancel(reason); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "round.cancelled", Details: map[string]string{"reason": r.State().CancelReason}}, nil
	})
}

// change runs the five beats around one change of a round.
func (uc *Demand) change(
	ctx context.Context, actor access.Actor, act access.Act, id demand.ID, version int,
	decide func(context.Context, driven.Stores, *demand.Round) (audit.Event, error),
) (view.Round, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "round", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Round, error) {
		if err := uc.may(actor, act); err != nil {
			return view.Round{}, err
		}
		round, err := s.Rounds.Get(ctx, id)
		if err != nil {
			return view.Round{}, err
		}
		if err := access.CheckVersion(version, round.State().Version); err != nil {
			return view.Round{}, err
		}
		event, err := decide(ctx, s, round)
		if err != nil {
			return view.Round{}, err
		}
		if err := s.Rounds.Save(ctx, round); err != nil {
			return view.Round{}, err
		}
		return uc.recorded(ctx, s, actor, round, event)
	})
}

// may is actor.May, but to somebody who sees no round at all there is none.
func (uc *Demand) may(actor access.Actor, act access.Act) error {
	if actor.Sight(access.RoundRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(act)
}

// StateNeeds replaces a member's needs of the items given.
func (uc *Demand) StateNeeds(ctx context.Context, actor access.Actor, key access.Key, in driving.StateNeeds) (view.Round, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.NeedState, Object: audit.Object{Type: "round", ID: in.Round.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Round, error) {
		if err := actor.MayFor(access.NeedState, in.Member); err != nil {
			return view.Round{}, err
		}
		statements, err := statements(in.Needs)
		if err != nil {
			return view.Round{}, err
		}
		round, err := s.Rounds.GetShared(ctx, in.Round)
		if err != nil {
			return view.Round{}, err
		}
		invited, err := s.Rounds.Invited(ctx, in.Member)
		if err != nil {
			return view.Round{}, err
		}
		standing, err := s.Rounds.Standing(ctx, round, in.Member)
		if err != nil {
			return view.Round{}, err
		}
		needs, err := round.Accept(demand.Author{Member: in.Member, Invited: invited, Person: actor.Person}, statements, standing, s.Now)
		if err != nil {
			return view.Round{}, err
		}
		if err := s.Rounds.SaveNeeds(ctx, in.Round, needs); err != nil {
			return view.Round{}, err
		}
		return uc.recorded(ctx, s, actor, round, audit.Event{Action: "round.needs-stated", Member: in.Member, Details: map[string]string{
			"items": strconv.Itoa(len(needs)),
		}})
	})
}

// ConfirmNeeds says as its budget holder that a member stands by what it states.
func (uc *Demand) ConfirmNeeds(ctx context.Context, actor access.Actor, round demand.ID, of member.ID, statements int) (view.Round, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.NeedConfirm, Object: audit.Object{Type: "round", ID: round.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Round, error) {
		if err := actor.MayFor(access.NeedConfirm, of); err != nil {
			return view.Round{}, err
		}
		r, err := s.Rounds.GetShared(ctx, round)
		if err != nil {
			return view.Round{}, err
		}
		answer, err := s.Rounds.Answer(ctx, round, of)
		if err != nil {
			return view.Round{}, err
		}
		confirmation, err := r.Confirm(demand.Author{Member: of, Person: actor.Person}, statements, answer, s.Now)
		if err != nil {
			return view.Round{}, err
		}
		if err := s.Rounds.Confirm(ctx, round, confirmation); err != nil {
			return view.Round{}, err
		}
		return uc.recorded(ctx, s, actor, r, audit.Event{Action: "round.needs-confirmed", Member: of, Details: map[string]string{
			"statements": strconv.Itoa(statements),
		}})
	})
}

// recorded writes the event about a round and reads the round as the actor sees it.
func (uc *Demand) recorded(ctx context.Context, s driven.Stores, actor access.Actor, round *demand.Round, event audit.Event) (view.Round, error) {
	state := round.State()
	event.Object = audit.Object{Type: "round", ID: state.ID.String(), Name: state.Number}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Round{}, err
	}
	return uc.shown(ctx, s, actor, state.ID)
}

// shown is a round as the actor sees it, with what its totals lead to.
func (uc *Demand) shown(ctx context.Context, s driven.Stores, actor access.Actor, round demand.ID) (view.Round, error) {
	read, err := s.RoundReports.Round(ctx, round, actor.Sight(access.RoundRead))
	if err != nil {
		return view.Round{}, err
	}
	return read, outlook(&read)
}

// Round shows one round.
func (uc *Demand) Round(ctx context.Context, actor access.Actor, round demand.ID) (view.Round, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Round, error) {
		return uc.shown(ctx, s, actor, round)
	})
}

// Changes is the history of a round's needs.
func (uc *Demand) Changes(ctx context.Context, actor access.Actor, round demand.ID, page view.PageRequest) (view.Page[view.RoundChange], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.RoundChange], error) {
		return s.RoundReports.Changes(ctx, round, actor.Sight(access.RoundRead), page)
	})
}

// Rounds lists rounds.
func (uc *Demand) Rounds(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.RoundSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.RoundSummary], error) {
		return s.RoundReports.Rounds(ctx, actor.Sight(access.RoundRead), page)
	})
}

// drafting reads the texts of a round to draft.
func drafting(actor access.Actor, in driving.CreateRound) (demand.Drafting, error) {
	d := demand.Drafting{Title: in.Title, ClosesAt: in.ClosesAt, Confirms: in.Confirms, CreatedBy: actor.Person, Items: make([]demand.Item, len(in.Items))}
	for i, item := range in.Items {
		field := "items." + strconv.Itoa(i)
		read, err := itemOf(item)
		if err != nil {
			return demand.Drafting{}, fault.Under(err, field)
		}
		d.Items[i] = read
	}
	return d, nil
}

// itemOf reads the texts of an item; a fault points to its field.
func itemOf(in driving.CreateRoundItem) (demand.Item, error) {
	unit, err := quantity.ParseUnit(in.Unit)
	if err != nil {
		return demand.Item{}, pointed(err, "unit")
	}
	rate, err := rateOf(view.Rate{Price: in.EstimatedPrice, Tiers: in.Tiers})
	if err != nil {
		if f, ok := fault.Of(err); ok && f.Field() == "price" {
			return demand.Item{}, f.At("estimatedPrice")
		}
		return demand.Item{}, err
	}
	terms := demand.Terms{Tiers: rate.Tiers}
	for _, read := range []struct {
		into        *quantity.Quantity
		text, field string
	}{{&terms.Pack, in.Pack, "pack"}, {&terms.Minimum, in.Minimum, "minimum"}} {
		if read.text == "" {
			continue
		}
		if *read.into, err = quantity.Parse(read.text); err != nil {
			return demand.Item{}, pointed(err, read.field)
		}
	}
	return demand.Item{
		Name: in.Name, Description: in.Description, Category: demand.Category(in.Category), CPV: in.CPV,
		Unit: unit, EstimatedPrice: rate.Price, Terms: terms,
	}, nil
}

// statements reads the texts of needs.
func statements(needs []driving.StateNeed) ([]demand.Statement, error) {
	read := make([]demand.Statement, len(needs))
	for i, n := range needs {
		field := "needs." + strconv.Itoa(i)
		item, err := id.Parse[demand.Item](n.Item)
		if err != nil {
			return nil, pointed(err, field+".itemId")
		}
		firm, err := quantity.Parse(n.Firm)
		if err != nil {
			return nil, pointed(err, field+".firm")
		}
		tolerance, err := quantity.Parse(n.Tolerance)
		if err != nil {
			return nil, pointed(err, field+".tolerance")
		}
		read[i] = demand.Statement{Item: item, Firm: firm, Tolerance: tolerance}
	}
	return read, nil
}

// pointed names the field at fault; other errors pass.
func pointed(err error, field string) error {
	return fault.At(err, field)
}
