package usecase

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Statement is a member's account over a period.
func (uc *Costing) Statement(ctx context.Context, actor access.Actor, m member.ID, from, to string) (view.Statement, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Statement, error) {
		if err := actor.MayFor(access.StatementRead, m); err != nil {
			return view.Statement{}, err
		}
		over, err := statementSpan(from, to, s.Now)
		if err != nil {
			return view.Statement{}, err
		}
		return s.CostReports.Statement(ctx, m, over)
	})
}

// statementSpan fills the days that were not given with the ends of the year.
func statementSpan(from, to string, now time.Time) (period.Span, error) {
	first, err := optionalDay(from, "from")
	if err != nil {
		return period.Span{}, err
	}
	last, err := optionalDay(to, "to")
	if err != nil {
		return period.Span{}, err
	}
	switch {
	case first.IsZero() && last.IsZero():
		first, last = period.DayOf(now).Year()
	case first.IsZero():
		first, _ = last.Year()
	case last.IsZero():
		_, last = first.Year()
	}
	over, err := period.NewSpan(first, last)
	return over, pointed(err, "to")
}

func optionalDay(text, field string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	day, err := period.ParseDay(text)
	return day, pointed(err, field)
}

// Balances are the accounts that the actor may see.
func (uc *Costing) Balances(ctx context.Context, actor access.Actor) (view.List[view.MemberBalance], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.MemberBalance], error) {
		sight := actor.Sight(access.StatementRead)
		if sight.Nothing() {
			return view.List[view.MemberBalance]{}, access.ErrNotFound
		}
		balances, err := s.CostReports.Balances(ctx, sight)
		return view.List[view.MemberBalance]{Items: balances}, err
	})
}
