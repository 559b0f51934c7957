package usecase

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Negotiating carries out driving.Negotiating.
type Negotiating struct{ work driven.Work }

var _ driving.Negotiating = (*Negotiating)(nil)

// NewNegotiating makes the use cases of negotiated procedures.
func NewNegotiating(work driven.Work) *Negotiating { return &Negotiating{work} }

// Negotiation shows where it stands.
func (uc *Negotiating) Negotiation(ctx context.Context, actor access.Actor, which tender.ID) (view.Negotiation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Negotiation, error) {
		return negotiationInSight(ctx, s, actor, which)
	})
}

// AddTalk keeps a minute.
func (uc *Negotiating) AddTalk(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.Talk) (view.Negotiation, error) {
	return once(ctx, uc.work, attemptOn(actor, access.TenderNegotiate, which), key, func(ctx context.Context, s driven.Stores) (view.Negotiation, error) {
		none := view.Negotiation{}
		t, err := tenderInSight(ctx, s, actor, access.TenderNegotiate, which)
		if err != nil {
			return none, err
		}
		if err := impartial(ctx, s, actor, which); err != nil {
			return none, err
		}
		supplier, err := id.Parse[member.Supplier](in.Supplier)
		if err != nil {
			return none, pointed(err, "supplierId")
		}
		heldOn, err := period.ParseDay(in.HeldOn)
		if err != nil {
			return none, pointed(err, "heldOn")
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return none, err
		}
		talk, err := t.Minute(actor.Person, supplier, heldOn, in.Present, in.Minute, bids, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Negotiations.AddTalk(ctx, talk); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "tender.talk-recorded", Details: map[string]string{
			"bid": talk.Bid.String(), "round": strconv.Itoa(talk.Round), "day": heldOn.String(),
		}}); err != nil {
			return none, err
		}
		return negotiationInSight(ctx, s, actor, which)
	})
}

// CallForBids begins the next round.
func (uc *Negotiating) CallForBids(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.BidCall) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderNegotiate, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		if err := impartial(ctx, s, actor, which); err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		call, followed, err := t.CallForBids(actor.Person, in.Final, in.Deadline, in.Message, bids, s.Law, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		if err := s.Bids.Save(ctx, followed...); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.bids-called", Details: map[string]string{
			"round": strconv.Itoa(call.Round), "final": strconv.FormatBool(call.Final), "bidders": strconv.Itoa(len(t.State().Invited)), "deadline": call.Deadline.Format(time.RFC3339),
		}}, s.Negotiations.AddCall(ctx, which, call)
	})
}

// negotiationInSight is all of it for those who oversee tenders, and the calls to the actor's suppliers for these.
func negotiationInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Negotiation, error) {
	shown := view.Negotiation{Calls: []view.BidCall{}, Talks: []view.Talk{}, Bidders: []view.Ref{}}
	if err := seesTender(ctx, s, actor, which); err != nil {
		return shown, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return shown, err
	}
	state := t.State()
	if !state.Ruling.Negotiates() {
		return shown, access.ErrNotFound
	}
	shown.Round, shown.Final, shown.FirstBids = state.BidRound(), state.Final(), state.Terms.Choice.FirstBids
	own := actor.Sight(access.BidHandIn).Suppliers
	if actor.May(access.TenderOversee) != nil && len(own) == 0 {
		return shown, nil
	}
	if shown.Calls, err = s.Negotiations.Calls(ctx, which, own); err != nil || len(own) > 0 {
		return shown, err
	}
	return shown, showTalks(ctx, s, actor, t, &shown)
}

// showTalks adds what the cooperative reads of it.
func showTalks(ctx context.Context, s driven.Stores, actor access.Actor, t *tender.Tender, shown *view.Negotiation) error {
	which := t.State().ID
	var err error
	if shown.Talks, err = s.Negotiations.Talks(ctx, which); err != nil || t.MayNegotiate() != nil {
		return err
	}
	if shown.EarliestDeadline, err = tender.EarliestBids(s.Law, s.Now); err != nil {
		return err
	}
	bids, err := s.Bids.Of(ctx, which, "")
	if err != nil {
		return err
	}
	names, err := s.TenderReports.Bidders(ctx, which)
	if err != nil {
		return err
	}
	for _, supplier := range tender.Remaining(bids) {
		shown.Bidders = append(shown.Bidders, view.Ref{ID: supplier.String(), Name: names[supplier]})
	}
	shown.MayNegotiate = actor.May(access.TenderNegotiate) == nil && impartial(ctx, s, actor, which) == nil
	return nil
}

// ofBidCall tells a supplier's people that another bid is asked for; the step is the round.
func ofBidCall(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery) (driven.News, bool, error) {
	which := tender.ID(d.Object)
	own := d.Actor.Sight(access.BidHandIn).Suppliers
	if len(own) == 0 {
		return n, false, nil
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return n, false, err
	}
	calls, err := s.Negotiations.Calls(ctx, which, own)
	if err != nil || len(calls) == 0 {
		return n, false, err
	}
	state, last := t.State(), calls[len(calls)-1]
	n.Path, n.Number, n.Title, n.Day, n.Step = "/tenders/"+d.Object, state.Number, state.Terms.Title, period.DayOf(state.Terms.Deadline).String(), ""
	if last.Final {
		n.Status = "final"
	}
	return n, strconv.Itoa(last.Round) == d.Step && last.Round == state.BidRound() && state.Status == tender.Published, nil
}
