package usecase

import (
	"context"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Participating carries out driving.Participating.
type Participating struct{ work driven.Work }

var _ driving.Participating = (*Participating)(nil)

// NewParticipating makes the use cases of requests to participate.
func NewParticipating(work driven.Work) *Participating { return &Participating{work} }

// Participation shows the first stage.
func (uc *Participating) Participation(ctx context.Context, actor access.Actor, which tender.ID) (view.Participation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Participation, error) {
		return participationInSight(ctx, s, actor, which)
	})
}

// RequestParticipation shares the tender with other suppliers; the database looks at the clock once more.
func (uc *Participating) RequestParticipation(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.ParticipationRequest) (view.Participation, error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidHandIn, which), key, func(ctx context.Context, s driven.Stores) (view.Participation, error) {
		none := view.Participation{}
		supplier, err := bidderIn(ctx, s, actor, access.BidHandIn, which)
		if err != nil {
			return none, err
		}
		if err := mayBid(ctx, s, supplier); err != nil {
			return none, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return none, err
		}
		former, err := s.Requests.Of(ctx, which, supplier)
		if err != nil {
			return none, err
		}
		made, replaced, err := t.AskToTakePart(supplier, actor.Person, in.Statement, in.Answers, former, s.Now)
		if err != nil {
			return none, err
		}
		if replaced != nil {
			if err := s.Requests.Save(ctx, *replaced); err != nil {
				return none, err
			}
		}
		if err := s.Requests.Add(ctx, made); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, requestEvent("tender.request-handed-in", made)); err != nil {
			return none, err
		}
		return participationInSight(ctx, s, actor, which)
	})
}

// WithdrawRequest takes the supplier's request back; it stays on record.
func (uc *Participating) WithdrawRequest(ctx context.Context, actor access.Actor, key access.Key, which tender.ID) (view.Participation, error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidWithdraw, which), key, func(ctx context.Context, s driven.Stores) (view.Participation, error) {
		none := view.Participation{}
		supplier, err := bidderIn(ctx, s, actor, access.BidWithdraw, which)
		if err != nil {
			return none, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return none, err
		}
		former, err := s.Requests.Of(ctx, which, supplier)
		if err != nil {
			return none, err
		}
		gone, err := t.WithdrawRequest(actor.Person, former, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Requests.Save(ctx, gone); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, requestEvent("tender.request-withdrawn", gone)); err != nil {
			return none, err
		}
		return participationInSight(ctx, s, actor, which)
	})
}

func requestEvent(action string, r tender.Request) audit.Event {
	return audit.Event{Action: action, Supplier: r.Supplier, Details: map[string]string{"request": r.ID.String(), "version": strconv.Itoa(r.Revision)}}
}

// ProposeSelection keeps the verdicts with the requests until a second officer invites.
func (uc *Participating) ProposeSelection(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.Selection) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderSelect, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		there, err := s.Requests.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		decisions := make([]tender.RequestDecision, len(in.Decisions))
		for i, d := range in.Decisions {
			request, err := id.Parse[tender.Request](d.Request)
			if err != nil {
				return audit.Event{}, pointed(err, "decisions."+strconv.Itoa(i)+".requestId")
			}
			decisions[i] = tender.RequestDecision{Request: request, Verdict: tender.Judgement(d.Verdict), Reason: d.Reason}
		}
		judged, err := t.ProposeSelection(actor.Person, decisions, in.Deadline, there, s.Law, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		event := audit.Event{Action: "tender.selection-proposed", Details: map[string]string{
			"requests": strconv.Itoa(len(judged)), "invited": strconv.Itoa(len(tender.ChosenOf(judged))), "deadline": t.State().Selection.Deadline.Format(time.RFC3339),
		}}
		return event, s.Requests.Save(ctx, judged...)
	})
}

// InviteChosen lets those who were chosen bid.
func (uc *Participating) InviteChosen(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderSelect, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		there, err := s.Requests.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		banned, err := s.Requests.Banned(ctx, tender.ChosenOf(there))
		if err != nil {
			return audit.Event{}, err
		}
		if err := t.InviteChosen(actor.Person, there, banned, s.Law, s.Now); err != nil {
			return audit.Event{}, err
		}
		state := t.State()
		return audit.Event{Action: "tender.chosen-invited", Details: map[string]string{
			"invited": strconv.Itoa(len(state.Invited)), "deadline": state.Terms.Deadline.Format(time.RFC3339),
		}}, nil
	})
}

// participationInSight is one's own requests; for officers all of them, when the time for them is over: before that
// nobody takes note of what they say (VgV 55(1), UVgO 40(1)).
func participationInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Participation, error) {
	shown := view.Participation{Items: []view.ParticipationRequest{}}
	if err := seesTender(ctx, s, actor, which); err != nil {
		return shown, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return shown, err
	}
	state, phase := t.State(), t.Phase(s.Now)
	if !state.Ruling.TwoStage() {
		return shown, access.ErrNotFound
	}
	c := state.Terms.Choice
	shown.RequestsUntil, shown.Least, shown.Criteria, shown.Open = c.RequestsUntil, c.Least, c.Criteria, phase == tender.Requesting
	bidder := actor.Sight(access.BidHandIn).Suppliers
	if len(bidder) > 0 {
		shown.MayRequest = shown.Open && len(bidder) == 1 && state.Position(actor.Person) == 0
		if shown.Items, err = s.Requests.Shown(ctx, which, bidder); err != nil {
			return shown, err
		}
		if state.Selection.Approved.IsZero() {
			for i := range shown.Items {
				shown.Items[i].Verdict, shown.Items[i].Reason = "", ""
			}
		}
		return shown, nil
	}
	if actor.May(access.TenderOversee) != nil {
		return shown, nil
	}
	return shown, showSelection(ctx, s, actor, t, &shown)
}

// showSelection adds what officers read of it.
func showSelection(ctx context.Context, s driven.Stores, actor access.Actor, t *tender.Tender, shown *view.Participation) error {
	state := t.State()
	there, err := s.Requests.Shown(ctx, state.ID, nil)
	if err != nil {
		return err
	}
	shown.Count = len(there)
	phase := t.Phase(s.Now)
	if phase == tender.Draft || phase == tender.InReview || phase == tender.Requesting {
		return nil
	}
	shown.Items = there
	if phase == tender.Selecting {
		if shown.EarliestDeadline, err = state.EarliestDeadline(s.Law, s.Now); err != nil {
			return err
		}
	}
	may := phase == tender.Selecting && actor.May(access.TenderSelect) == nil
	shown.MaySelect = may && len(there) > 0
	shown.MayInvite = may && !state.Selection.Proposed.IsZero() && state.Selection.Proposed.By != actor.Person
	shown.Selection, err = s.Requests.Selection(ctx, state.ID)
	return err
}

// ofRequest tells a supplier's people what came of its request, of which the step is the id.
func ofRequest(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery) (driven.News, bool, error) {
	which := tender.ID(d.Object)
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return n, false, err
	}
	own := d.Actor.Sight(access.BidHandIn).Suppliers
	if len(own) == 0 {
		return n, false, nil
	}
	mine, err := s.Requests.Shown(ctx, which, own)
	if err != nil {
		return n, false, err
	}
	at := slices.IndexFunc(mine, func(r view.ParticipationRequest) bool { return r.ID == d.Step })
	if at < 0 {
		return n, false, nil
	}
	state := t.State()
	n.Path, n.Number, n.Title, n.Supplier = "/tenders/"+d.Object, state.Number, state.Terms.Title, mine[at].Supplier.Name
	n.Status, n.Reason, n.Day, n.Step = mine[at].Verdict, mine[at].Reason, period.DayOf(state.Terms.Deadline).String(), ""
	return n, state.Status != tender.Cancelled, nil
}
