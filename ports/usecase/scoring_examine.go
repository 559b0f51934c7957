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

// DeclareExaminer takes the declaration of interest of an actor who examines.
func (uc *Scoring) DeclareExaminer(ctx context.Context, actor access.Actor, which tender.ID, conflict bool, text string) (view.Scoring, error) {
	return uc.examining(ctx, actor, which, func(ctx context.Context, s driven.Stores, t *tender.Tender, declared scoring.Declarations) (audit.Event, error) {
		made, err := declared.Declare(t, actor.Person, conflict, text, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "examiner.declared", Details: map[string]string{"conflict": strconv.FormatBool(conflict)}}, s.Declarations.Add(ctx, which, made)
	})
}

// Examine records what was found of a bid. It needs no panel: a bid that is out is not scored.
func (uc *Scoring) Examine(ctx context.Context, actor access.Actor, which tender.ID, in driving.Examination) (view.Scoring, error) {
	return uc.examining(ctx, actor, which, func(ctx context.Context, s driven.Stores, t *tender.Tender, declared scoring.Declarations) (audit.Event, error) {
		bid, err := id.Parse[tender.Bid](in.Bid)
		if err != nil {
			return audit.Event{}, pointed(err, "bidId")
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		before, err := s.Sheets.Examined(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		found, err := scoring.Examine(scoring.SubjectOf(t, bids), declared, before,
			scoring.Examination{Bid: bid, Aspect: scoring.Aspect(in.Aspect), Passed: in.Passed, Reason: in.Reason}, actor.Person, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		if err := s.Sheets.Examine(ctx, found); err != nil {
			return audit.Event{}, err
		}
		at := slices.IndexFunc(bids, func(b *tender.Bid) bool { return b.State().ID == bid })
		return audit.Event{Action: "bid.examined", Supplier: bids[at].State().Supplier, Details: map[string]string{
			"bid": bid.String(), "aspect": in.Aspect, "passed": strconv.FormatBool(in.Passed), "reason": found.Reason,
		}}, excludeUnfit(ctx, s, t, bids, found)
	})
}

// examining runs the five beats around what an examiner does.
func (uc *Scoring) examining(
	ctx context.Context, actor access.Actor, which tender.ID,
	decide func(context.Context, driven.Stores, *tender.Tender, scoring.Declarations) (audit.Event, error),
) (view.Scoring, error) {
	return do(ctx, uc.work, attemptOn(actor, access.BidExamine, which), func(ctx context.Context, s driven.Stores) (view.Scoring, error) {
		t, err := tenderInSight(ctx, s, actor, access.BidExamine, which)
		if err != nil {
			return view.Scoring{}, err
		}
		declared, err := s.Declarations.Of(ctx, which)
		if err != nil {
			return view.Scoring{}, err
		}
		event, err := decide(ctx, s, t, declared)
		if err != nil {
			return view.Scoring{}, err
		}
		if err := recordTender(ctx, s, t, event); err != nil {
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

// standing is what was found of the bids of a tender by people without a conflict.
func standing(ctx context.Context, s driven.Stores, which tender.ID) ([]scoring.Examination, error) {
	found, err := s.Sheets.Examined(ctx, which)
	if err != nil {
		return nil, err
	}
	declared, err := s.Declarations.Of(ctx, which)
	return declared.Standing(found), err
}

// impartial keeps those out of a tender who have declared a conflict of interest in it.
func impartial(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) error {
	declared, err := s.Declarations.Of(ctx, which)
	if err != nil {
		return err
	}
	return declared.Impartial(actor.Person)
}
