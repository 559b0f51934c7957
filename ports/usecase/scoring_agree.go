package usecase

import (
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Examine records what was found of a bid. It needs no panel: a bid that is out is not scored.
func (uc *Scoring) Examine(ctx context.Context, actor access.Actor, which tender.ID, in driving.Examination) (view.Scoring, error) {
	return do(ctx, uc.work, attemptOn(actor, access.BidExamine, which), func(ctx context.Context, s driven.Stores) (view.Scoring, error) {
		t, err := tenderInSight(ctx, s, actor, access.BidExamine, which)
		if err != nil {
			return view.Scoring{}, err
		}
		bid, err := id.Parse[tender.Bid](in.Bid)
		if err != nil {
			return view.Scoring{}, pointed(err, "bidId")
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return view.Scoring{}, err
		}
		before, err := s.Sheets.Examined(ctx, which)
		if err != nil {
			return view.Scoring{}, err
		}
		found, err := scoring.Examine(scoring.SubjectOf(t, bids), before,
			scoring.Examination{Bid: bid, Aspect: scoring.Aspect(in.Aspect), Passed: in.Passed, Reason: in.Reason}, actor.Person, s.Now)
		if err != nil {
			return view.Scoring{}, err
		}
		if err := s.Sheets.Examine(ctx, found); err != nil {
			return view.Scoring{}, err
		}
		if err := excludeUnfit(ctx, s, t, bids, found); err != nil {
			return view.Scoring{}, err
		}
		at := slices.IndexFunc(bids, func(b *tender.Bid) bool { return b.State().ID == bid })
		if err := recordTender(ctx, s, t, audit.Event{Action: "bid.examined", Supplier: bids[at].State().Supplier, Details: map[string]string{
			"bid": bid.String(), "aspect": in.Aspect, "passed": strconv.FormatBool(in.Passed), "reason": found.Reason,
		}}); err != nil {
			return view.Scoring{}, err
		}
		return showScoring(ctx, s, actor, which)
	})
}

// excludeUnfit takes a bid that has not passed out of the competition.
func excludeUnfit(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid, found scoring.Examination) error {
	if found.Passed {
		return nil
	}
	excluded, err := t.Exclude(found.Bid, found.Reason, bids)
	if err != nil {
		return err
	}
	if err := s.Bids.Save(ctx, excluded); err != nil {
		return err
	}
	return s.Tenders.Save(ctx, t)
}

// Propose says what a score should be.
func (uc *Scoring) Propose(ctx context.Context, actor access.Actor, which tender.ID, in driving.SheetScore) (view.Scoring, error) {
	return uc.change(ctx, actor, access.BidScore, which, anyVersion, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		given, err := oneGiven(in, "")
		if err != nil {
			return audit.Event{}, err
		}
		agreed, err := s.Sheets.Agreed(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		var before *scoring.Consensus
		if at := slices.IndexFunc(agreed, func(c scoring.Consensus) bool { return c.Place == given.Place }); at >= 0 {
			before = &agreed[at]
		}
		proposed, err := d.panel.Propose(actor.Person, d.subject, given, before, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return consensusEvent("consensus.proposed", proposed), s.Sheets.Propose(ctx, which, proposed)
	})
}

// Confirm agrees to a proposal.
func (uc *Scoring) Confirm(ctx context.Context, actor access.Actor, which tender.ID, consensus string) (view.Scoring, error) {
	return uc.change(ctx, actor, access.BidScore, which, anyVersion, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		agreed, err := s.Sheets.Agreed(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		at := slices.IndexFunc(agreed, func(c scoring.Consensus) bool { return c.ID.String() == consensus })
		if at < 0 {
			return audit.Event{}, scoring.ErrConsensusUnknown
		}
		confirmed, err := d.panel.Confirm(actor.Person, agreed[at], s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return consensusEvent("consensus.confirmed", confirmed), s.Sheets.Agree(ctx, confirmed.ID, scoring.Stamp{By: actor.Person, At: s.Now})
	})
}

func consensusEvent(action string, c scoring.Consensus) audit.Event {
	return audit.Event{Action: action, Details: map[string]string{
		"consensus": c.ID.String(), "bid": c.Place.Bid.String(), "lot": c.Place.Lot.String(), "criterion": c.Place.Criterion,
	}}
}
