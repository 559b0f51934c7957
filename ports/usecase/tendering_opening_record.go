package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
)

// Record is what the text of an opening record says, with the names of today.
func (uc *Opening) Record(ctx context.Context, actor access.Actor, which tender.ID, of driving.RecordOf) (award.Opening, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (award.Opening, error) {
		if err := seesTender(ctx, s, actor, which); err != nil {
			return award.Opening{}, err
		}
		if err := actor.May(access.BidRead); err != nil {
			return award.Opening{}, err
		}
		records, err := s.Openings.Records(ctx, which)
		if err != nil {
			return award.Opening{}, err
		}
		at := slices.IndexFunc(records, func(r tender.Record) bool {
			return r.Kind == tender.Kind(of.Kind) && r.Round == of.Round && r.Supplement == of.Supplement
		})
		if at < 0 {
			return award.Opening{}, access.ErrNotFound
		}
		return named(ctx, s, records[at])
	})
}

func named(ctx context.Context, s driven.Stores, r tender.Record) (award.Opening, error) {
	t, err := s.Tenders.Look(ctx, r.Tender)
	if err != nil {
		return award.Opening{}, err
	}
	state := t.State()
	paper := award.Opening{
		Record: r, Title: state.Terms.Title, Procedure: state.Ruling.Procedure, Envelopes: len(state.Kinds()), Lots: state.Lots,
	}
	if paper.From, err = s.Awards.Authority(ctx); err != nil {
		return award.Opening{}, err
	}
	if paper.Bidders, err = s.TenderReports.Bidders(ctx, r.Tender); err != nil {
		return award.Opening{}, err
	}
	persons := make([]member.PersonID, len(r.Officers))
	for i, o := range r.Officers {
		persons[i] = o.Person
	}
	paper.Persons, err = s.Awards.People(ctx, persons)
	return paper, err
}
