package usecase

import (
	"context"
	"errors"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Statistics carries out driving.Statistics.
type Statistics struct{ work driven.Work }

var _ driving.Statistics = (*Statistics)(nil)

// NewStatistics makes the use cases of the procurement statistics.
func NewStatistics(work driven.Work) *Statistics { return &Statistics{work} }

// Statistics shows the duty and what was reported.
func (uc *Statistics) Statistics(ctx context.Context, actor access.Actor, which tender.ID) (view.Statistics, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Statistics, error) {
		if err := actor.May(access.TenderOversee); err != nil {
			return view.Statistics{}, access.ErrNotFound
		}
		return statisticsShown(ctx, s, which)
	})
}

// ReportStatistics takes down what an officer reported elsewhere.
func (uc *Statistics) ReportStatistics(ctx context.Context, actor access.Actor, which tender.ID, on, number string) (view.Statistics, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderCount, which), func(ctx context.Context, s driven.Stores) (view.Statistics, error) {
		none := view.Statistics{}
		t, err := tenderInSight(ctx, s, actor, access.TenderCount, which)
		if err != nil {
			return none, err
		}
		day, err := period.ParseDay(on)
		if err != nil {
			return none, pointed(err, "reportedOn")
		}
		report, err := t.ReportStatistics(day, number, actor.Person, s.Law, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Statistics.Add(ctx, report); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "tender.statistics-reported", Details: map[string]string{
			"reportedOn": report.On.String(), "number": report.Number,
		}}); err != nil {
			return none, err
		}
		return statisticsShown(ctx, s, which)
	})
}

func statisticsShown(ctx context.Context, s driven.Stores, which tender.ID) (view.Statistics, error) {
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.Statistics{}, err
	}
	duty, err := t.StatisticsDuty(s.Law)
	if errors.Is(err, tender.ErrUncounted) {
		return view.Statistics{}, nil
	}
	if err != nil {
		return view.Statistics{}, err
	}
	shown := view.Statistics{Counted: true, AwardedOn: duty.Awarded.String(), Due: duty.Due.String(), Source: duty.Source}
	report, err := s.Statistics.Shown(ctx, which)
	if err != nil {
		return view.Statistics{}, err
	}
	if report.ReportedOn != "" {
		shown.Report = &report
	}
	return shown, nil
}
