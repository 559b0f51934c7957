package usecase

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// CapacityUse sets what was used of a pool, week by week up to today, against what was reserved
// of it, as far as the actor knows the reservations.
func (uc *CapacityPlanning) CapacityUse(ctx context.Context, actor access.Actor, id capacity.PoolID, weeks int) (view.CapacityUse, error) {
	return pool(ctx, uc, actor, id, func(ctx context.Context, s driven.Stores, p capacity.PoolState, today period.Day) (view.CapacityUse, error) {
		shown := view.CapacityUse{Pool: poolRef(p), Weeks: []string{}, Rows: []view.CapacityUseRow{}}
		if weeks < 1 || weeks > mostUseWeeks {
			return shown, capacity.ErrWindow.At("weeks")
		}
		spans := weeksUpTo(today, weeks)
		for _, week := range spans {
			shown.Weeks = append(shown.Weeks, week.From.String())
		}
		days := period.Span{From: spans[0].From, To: today}
		known, err := knownHolds(ctx, s, actor, id, days, today)
		if err != nil {
			return shown, err
		}
		meters, err := s.Meters.Of(ctx, days)
		if err != nil {
			return shown, err
		}
		for _, r := range byKind(p) {
			uses, metered, err := usesOfResource(ctx, s, r, known, meters, days)
			if err != nil {
				return shown, err
			}
			row := view.CapacityUseRow{ResourceID: r.ID.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit(), Metered: metered, Cells: []view.CapacityUseCell{}}
			for _, week := range spans {
				u := tariff.UtilisationOf(week, known.of[r.ID], uses)
				cell := view.CapacityUseCell{Reserved: u.Reserved.String(), Percent: u.Percent}
				if u.Measured {
					cell.Used = u.Used.String()
				}
				row.Cells = append(row.Cells, cell)
			}
			shown.Rows = append(shown.Rows, row)
		}
		return shown, nil
	})
}

// mostUseWeeks are half a year: every reading of it is added up.
const mostUseWeeks = 26

// weeksUpTo are so many weeks, the last one as far as it has come.
func weeksUpTo(today period.Day, weeks int) []period.Span {
	monday := today
	for monday.UTC().Weekday() != time.Monday {
		monday = monday.Add(-1)
	}
	spans := make([]period.Span, weeks)
	for i := range spans {
		from := monday.Add(7 * (i + 1 - weeks))
		spans[i] = period.Span{From: from, To: from.Add(6)}
	}
	spans[weeks-1].To = today
	return spans
}

// holdings are what the reservations in sight hold, by resource.
type holdings struct {
	reservations map[string]bool
	of           map[capacity.ResourceID]capacity.Course
}

func knownHolds(ctx context.Context, s driven.Stores, actor access.Actor, id capacity.PoolID, days period.Span, today period.Day) (holdings, error) {
	known := holdings{map[string]bool{}, map[capacity.ResourceID]capacity.Course{}}
	bars, err := s.Reservations.Bars(ctx, id, days, actor.Sight(access.MeterRead), today)
	if err != nil {
		return known, err
	}
	held := map[capacity.ResourceID][]capacity.Hold{}
	for _, bar := range bars {
		if bar.Reservation == nil {
			continue
		}
		known.reservations[bar.Reservation.ID] = true
		for _, h := range bar.Holds {
			hold, err := holdOf(h)
			if err != nil {
				return known, err
			}
			held[hold.Resource] = append(held[hold.Resource], hold)
		}
	}
	for resource, holds := range held {
		known.of[resource] = capacity.CourseOfHolds(holds)
	}
	return known, nil
}

func holdOf(shown view.Hold) (capacity.Hold, error) {
	from, err := period.ParseDay(shown.From)
	if err != nil {
		return capacity.Hold{}, fmt.Errorf("a hold from %q: %w", shown.From, err)
	}
	to, err := period.ParseDay(shown.To)
	if err != nil {
		return capacity.Hold{}, fmt.Errorf("a hold to %q: %w", shown.To, err)
	}
	amount, err := quantity.Parse(shown.Amount)
	return capacity.Hold{Resource: capacity.ResourceID(shown.ResourceID), Days: period.Span{From: from, To: to}, Amount: amount}, err
}

// usesOfResource are the days of all meters of the reservations that measure what a resource is
// reserved in, and whether there is any.
func usesOfResource(
	ctx context.Context, s driven.Stores, r capacity.Resource, known holdings, meters []metering.State, days period.Span,
) ([]metering.DayUse, bool, error) {
	var measuring []metering.State
	for _, m := range meters {
		if known.reservations[m.Reservation] && tariff.Comparable(r.Kind, r.Tier, m) {
			measuring = append(measuring, m)
		}
	}
	if len(measuring) == 0 {
		return nil, false, nil
	}
	used, err := s.Readings.Used(ctx, days, measuring)
	if err != nil {
		return nil, false, err
	}
	var uses []metering.DayUse
	for _, u := range used {
		uses = append(uses, u.Meter.UseOf(days, u.Sums, u.Rises)...)
	}
	return uses, true, nil
}
