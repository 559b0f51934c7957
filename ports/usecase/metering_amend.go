package usecase

import (
	"context"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// CorrectReadings corrects all that a table says, or nothing.
func (uc *Metering) CorrectReadings(ctx context.Context, actor access.Actor, key access.Key, in driving.CorrectReadings) (view.ReadingCorrections, error) {
	object := audit.Object{Type: "reading-corrections", ID: id.New[view.ReadingCorrections]().String()}
	return once(ctx, uc.work, driven.Attempt{Actor: actor, Act: access.ReadingCorrect, Object: object}, key, func(ctx context.Context, s driven.Stores) (view.ReadingCorrections, error) {
		if err := actor.May(access.ReadingCorrect); err != nil {
			return view.ReadingCorrections{}, err
		}
		lines, names, err := readTable(in.Source)
		if err != nil {
			return view.ReadingCorrections{}, err
		}
		named, err := s.Meters.Named(ctx, names)
		if err != nil {
			return view.ReadingCorrections{}, err
		}
		amendments, err := metering.Amend(lines, named, s.Now)
		if err != nil {
			return view.ReadingCorrections{}, err
		}
		made, err := correct(ctx, s, actor, amendments, in.Reason)
		if err != nil || len(made) == 0 {
			return view.ReadingCorrections{Lines: len(lines), Months: []string{}}, err
		}
		shown := view.ReadingCorrections{Lines: len(lines), Corrected: len(made), Months: monthsOf(made)}
		err = s.Events.Record(ctx, audit.Event{Action: "readings.corrected", Object: object, Details: map[string]string{
			"lines": strconv.Itoa(shown.Lines), "corrected": strconv.Itoa(shown.Corrected), "from": shown.Months[0], "to": shown.Months[len(shown.Months)-1], "reason": made[0].Reason,
		}})
		return shown, err
	})
}

// readTable reads the lines of a table, one more than it may have at most, and the names of the meters in it.
func readTable(from driving.ReadingSource) (lines []metering.Line, names []string, err error) {
	for len(lines) <= metering.MostAmended {
		line, more, err := from.Next()
		if err != nil {
			return nil, nil, err
		}
		if !more {
			break
		}
		lines, names = append(lines, line), append(names, line.Meter)
	}
	slices.Sort(names)
	return lines, slices.Compact(names), nil
}

// placesOf are what a correction of a meter's period corrects: it, and what the meter of the same device read at
// the same time, where it went over then.
func placesOf(ctx context.Context, s driven.Stores, m metering.State, at time.Time) ([]metering.Point, error) {
	if err := m.Takes(at, s.Now); err != nil {
		return nil, err
	}
	linked, err := s.Meters.Linked(ctx, m)
	if err != nil {
		return nil, err
	}
	places := []metering.Point{metering.PointOf(m.ID, at)}
	if twin, found := m.Twin(at, linked); found {
		places = append(places, metering.PointOf(twin.ID, at))
	}
	return places, nil
}

// correct stores the corrections that some lines make of what stands; none where it stands so already.
func correct(ctx context.Context, s driven.Stores, actor access.Actor, amendments []metering.Amendment, reason string) ([]metering.Correction, error) {
	var places []metering.Point
	for _, a := range amendments {
		places = append(places, a.Places...)
	}
	stands, err := s.Readings.Stands(ctx, places)
	if err != nil {
		return nil, err
	}
	made, err := metering.Corrections(amendments, stands, reason, actor.Person, s.Now)
	if err != nil || len(made) == 0 {
		return nil, err
	}
	return made, s.Readings.Correct(ctx, made)
}

// monthsOf are the months in which something was corrected, the first first.
func monthsOf(made []metering.Correction) []string {
	months := make([]string, len(made))
	for i, c := range made {
		months[i] = period.DayOf(c.At).String()[:len("2026-11")]
	}
	slices.Sort(months)
	return slices.Compact(months)
}
