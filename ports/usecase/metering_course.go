package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// MeterCourse shows what a meter used, day by day.
func (uc *Metering) MeterCourse(ctx context.Context, actor access.Actor, id metering.ID, from, to string) (view.MeterCourse, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.MeterCourse, error) {
		days, err := windowOf(from, to, period.DayOf(s.Now))
		if err != nil {
			return view.MeterCourse{}, err
		}
		// In sight or not is decided by the list.
		listed, err := s.Meters.List(ctx, actor.Sight(access.MeterRead))
		if err != nil {
			return view.MeterCourse{}, err
		}
		at := slices.IndexFunc(listed, func(m view.Meter) bool { return m.ID == id.String() })
		if at < 0 {
			return view.MeterCourse{}, access.ErrNotFound
		}
		shown := view.MeterCourse{Meter: view.Ref{ID: listed[at].ID, Name: listed[at].Name}, From: days.From.String(), To: days.To.String(), Days: []view.MeterDayUse{}}
		uses, err := usesOf(ctx, s, id, days)
		for _, u := range uses {
			shown.Days = append(shown.Days, view.MeterDayUse{
				Day: u.Day.String(), Use: metering.Rounded(u.Amount).String(), Missing: u.Missing, Resets: u.Resets, Estimated: u.Estimated,
			})
		}
		return shown, err
	})
}

func windowOf(from, to string, today period.Day) (period.Span, error) {
	first, err := dayAt(from, "from")
	if err != nil {
		return period.Span{}, err
	}
	last, err := dayAt(to, "to")
	if err != nil {
		return period.Span{}, err
	}
	days, err := metering.Window(first, last, today)
	return days, pointed(err, "to")
}

// usesOf adds up what a meter used on some days; nothing where it was not there.
func usesOf(ctx context.Context, s driven.Stores, id metering.ID, days period.Span) ([]metering.DayUse, error) {
	meters, err := s.Meters.Of(ctx, days)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(meters, func(m metering.State) bool { return m.ID == id })
	if at < 0 {
		return nil, nil
	}
	used, err := s.Readings.Used(ctx, days, meters[at:at+1])
	if err != nil {
		return nil, err
	}
	return used[0].Meter.UseOf(days, used[0].Sums, used[0].Rises), nil
}

// Closings lists the months that are closed.
func (uc *Metering) Closings(ctx context.Context, actor access.Actor) ([]view.MeteringClosing, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.MeteringClosing, error) {
		if !actor.Sight(access.MeterRead).Everything {
			return nil, access.ErrForbidden.With("act", string(access.MeterRead))
		}
		return s.Readings.Closings(ctx)
	})
}
