package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

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
