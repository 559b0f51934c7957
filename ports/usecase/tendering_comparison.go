package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Evaluation shows prices, points and the ranking.
func (uc *Awarding) Evaluation(ctx context.Context, actor access.Actor, which tender.ID) (view.Evaluation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Evaluation, error) {
		return showEvaluation(ctx, s, actor, which)
	})
}

// PriceComparison compares the prices on paper.
func (uc *Awarding) PriceComparison(ctx context.Context, actor access.Actor, which tender.ID) (award.Comparison, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (award.Comparison, error) {
		c, err := readContest(ctx, s, actor, which)
		if err != nil {
			return award.Comparison{}, err
		}
		return award.Compare(c.tender, c.bids, c.names, s.Now)
	})
}

// contest is a tender with all its bids and their bidders' names.
type contest struct {
	tender *tender.Tender
	bids   []*tender.Bid
	names  map[member.SupplierID]string
}

// readContest reads it for those who may read bids.
func readContest(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (c contest, err error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return c, err
	}
	if err := actor.May(access.BidRead); err != nil {
		return c, err
	}
	if c.tender, err = s.Tenders.Look(ctx, which); err != nil {
		return c, err
	}
	if c.bids, err = s.Bids.Of(ctx, which, ""); err != nil {
		return c, err
	}
	c.names, err = s.TenderReports.Bidders(ctx, which)
	return c, err
}

// showEvaluation is the comparison as those see it who may read bids.
func showEvaluation(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Evaluation, error) {
	c, err := readContest(ctx, s, actor, which)
	if err != nil {
		return view.Evaluation{}, err
	}
	answers, err := s.Bids.Answers(ctx, which)
	if err != nil {
		return view.Evaluation{}, err
	}
	clarifications, err := s.TenderReports.Clarifications(ctx, which)
	if err != nil {
		return view.Evaluation{}, err
	}
	state := c.tender.State()
	shown := view.Evaluation{
		TenderID: state.ID.String(), Status: string(c.tender.Phase(s.Now)), Rules: rulesShown(state.Terms.Rules),
		PricesOpened: !state.PricesOpened.IsZero(), ScoresLockedAt: state.ScoresLocked.At,
		Version: state.Version, Lots: []view.EvaluationLot{},
	}
	comparing := comparing{c.names, answers, givenScores(c.tender, c.bids), clarifications}
	examined, err := standing(ctx, s, which)
	if err != nil {
		return view.Evaluation{}, err
	}
	subject := scoring.SubjectOf(c.tender, c.bids)
	for _, r := range c.tender.Evaluate(c.bids, tender.ScoresOf(c.bids)) {
		lot := comparing.lot(r)
		lot.Unexamined = len(scoring.Unexamined(subject.In(r.Lot.ID), examined))
		shown.Lots = append(shown.Lots, lot)
	}
	return shown, nil
}
