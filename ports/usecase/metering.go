package usecase

import (
	"context"
	"errors"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Metering carries out driving.Metering.
type Metering struct{ work driven.Work }

var _ driving.Metering = (*Metering)(nil)

// NewMetering makes the use cases of meters and readings.
func NewMetering(work driven.Work) *Metering { return &Metering{work} }

func meterObject(s metering.State) audit.Object {
	return audit.Object{Type: "meter", ID: s.ID.String(), Name: s.Name}
}

// Meters lists what the actor sees.
func (uc *Metering) Meters(ctx context.Context, actor access.Actor) ([]view.Meter, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.Meter, error) {
		return s.Meters.List(ctx, actor.Sight(access.MeterRead))
	})
}

// FitMeter makes a meter.
func (uc *Metering) FitMeter(ctx context.Context, actor access.Actor, key access.Key, in driving.FitMeter) (view.Meter, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.MeterKeep, Object: audit.Object{Type: "meter"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Meter, error) {
		if err := actor.May(access.MeterKeep); err != nil {
			return view.Meter{}, err
		}
		state, err := meterOf(in)
		if err != nil {
			return view.Meter{}, err
		}
		place, err := meterPlace(ctx, s, state)
		if err != nil {
			return view.Meter{}, err
		}
		m, err := metering.Fit(state, place)
		if err != nil {
			return view.Meter{}, err
		}
		if err := s.Meters.Add(ctx, m); err != nil {
			return view.Meter{}, err
		}
		details := map[string]string{"resource": string(state.Resource), "from": state.From.String()}
		if late := m.State().Late; late != "" {
			details["reason"] = late
		}
		return meterRecorded(ctx, s, actor, m.State(), "meter.fitted", details)
	})
}

// meterPlace looks at the reservation that a meter is to measure; where there is none of the id, the domain says so.
func meterPlace(ctx context.Context, s driven.Stores, m metering.State) (metering.Place, error) {
	var place metering.Place
	var err error
	if place.OpenFrom, err = s.Readings.OpenFrom(ctx); err != nil || m.Reservation == "" {
		return place, err
	}
	r, err := s.Reservations.Get(ctx, capacity.ID(m.Reservation))
	switch {
	case errors.Is(err, access.ErrNotFound):
		return place, nil
	case err != nil:
		return place, err
	}
	held := r.State()
	place.Reservation = &held
	return place, nil
}

func meterOf(in driving.FitMeter) (metering.State, error) {
	s := metering.State{
		Name: in.Name, Resource: metering.Resource(in.Resource), Unit: quantity.Unit(in.Unit), Kind: metering.Kind(in.Kind), Every: metering.Every(in.Every), Reservation: in.Reservation, Late: in.Reason,
	}
	var err error
	if s.Member, err = optionalID[member.Member](in.Member, "memberId"); err != nil {
		return s, err
	}
	if s.Site, err = optionalID[capacity.Site](in.Site, "siteId"); err != nil {
		return s, err
	}
	s.From, err = optionalDay(in.From, "from")
	return s, err
}

// RemoveMeter ends a meter.
func (uc *Metering) RemoveMeter(ctx context.Context, actor access.Actor, id metering.ID, version int, last string) (view.Meter, error) {
	return do(ctx, uc.work, meterAttempt(actor, access.MeterKeep, id), func(ctx context.Context, s driven.Stores) (view.Meter, error) {
		if err := actor.May(access.MeterKeep); err != nil {
			return view.Meter{}, err
		}
		m, err := s.Meters.Get(ctx, id)
		if err != nil {
			return view.Meter{}, err
		}
		if err := access.CheckVersion(version, m.State().Version); err != nil {
			return view.Meter{}, err
		}
		day, err := period.ParseDay(last)
		if err != nil {
			return view.Meter{}, pointed(err, "to")
		}
		read, closed, err := s.Meters.Held(ctx, id)
		if err != nil {
			return view.Meter{}, err
		}
		if err := m.Remove(day, read, closed); err != nil {
			return view.Meter{}, err
		}
		if err := s.Meters.Save(ctx, m); err != nil {
			return view.Meter{}, err
		}
		return meterRecorded(ctx, s, actor, m.State(), "meter.removed", map[string]string{"to": last})
	})
}

func meterAttempt(actor access.Actor, act access.Act, m metering.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "meter", ID: m.String()}}
}

func meterRecorded(ctx context.Context, s driven.Stores, actor access.Actor, m metering.State, action string, details map[string]string) (view.Meter, error) {
	if err := s.Events.Record(ctx, audit.Event{Action: action, Object: meterObject(m), Member: m.Member, Details: details}); err != nil {
		return view.Meter{}, err
	}
	list, err := s.Meters.List(ctx, actor.Sight(access.MeterRead))
	if err != nil {
		return view.Meter{}, err
	}
	for _, shown := range list {
		if shown.ID == m.ID.String() {
			return shown, nil
		}
	}
	return view.Meter{}, access.ErrNotFound
}

// MeterDay shows a day and its use.
func (uc *Metering) MeterDay(ctx context.Context, actor access.Actor, id metering.ID, text string) (view.MeterDay, error) {
	day, err := period.ParseDay(text)
	if err != nil {
		return view.MeterDay{}, pointed(err, "day")
	}
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.MeterDay, error) {
		return meterDay(ctx, s, actor, id, day)
	})
}

func meterDay(ctx context.Context, s driven.Stores, actor access.Actor, id metering.ID, day period.Day) (view.MeterDay, error) {
	shown, err := s.Readings.Day(ctx, id, day, actor.Sight(access.MeterRead))
	if err != nil {
		return shown, err
	}
	uses, err := usesOf(ctx, s, id, period.Span{From: day, To: day})
	for _, u := range uses {
		shown.Use, shown.Missing, shown.Resets, shown.Estimated = u.Amount.String(), u.Missing, u.Resets, u.Estimated
	}
	return shown, err
}

// CorrectReading stores what a meter really read.
func (uc *Metering) CorrectReading(ctx context.Context, actor access.Actor, key access.Key, in driving.CorrectReading) (view.MeterDay, error) {
	return once(ctx, uc.work, meterAttempt(actor, access.ReadingCorrect, in.Meter), key, func(ctx context.Context, s driven.Stores) (view.MeterDay, error) {
		if err := actor.May(access.ReadingCorrect); err != nil {
			return view.MeterDay{}, err
		}
		m, err := s.Meters.Get(ctx, in.Meter)
		if err != nil {
			return view.MeterDay{}, err
		}
		places, err := placesOf(ctx, s, m.State(), in.At)
		if err != nil {
			return view.MeterDay{}, err
		}
		made, err := correct(ctx, s, actor, []metering.Amendment{{Places: places, Value: in.Value}}, in.Reason)
		if err != nil {
			return view.MeterDay{}, err
		}
		if len(made) == 0 {
			return view.MeterDay{}, metering.ErrUnchanged
		}
		err = s.Events.Record(ctx, audit.Event{Action: "reading.corrected", Object: meterObject(m.State()), Member: m.State().Member, Details: map[string]string{
			"at": in.At.Format(time.RFC3339), "value": in.Value, "reason": made[0].Reason,
		}})
		if err != nil {
			return view.MeterDay{}, err
		}
		return meterDay(ctx, s, actor, in.Meter, period.DayOf(in.At))
	})
}

// CloseMonth closes a month.
func (uc *Metering) CloseMonth(ctx context.Context, actor access.Actor, text, reason string) error {
	object := audit.Object{Type: "metering-month", ID: text, Name: text}
	return uc.work.Do(ctx, driven.Attempt{Actor: actor, Act: access.ReadingClose, Object: object}, func(ctx context.Context, s driven.Stores) error {
		if err := actor.May(access.ReadingClose); err != nil {
			return err
		}
		month, err := metering.ParseMonth(text)
		if err != nil {
			return err
		}
		missing, err := missingIn(ctx, s, month)
		if err != nil {
			return err
		}
		closing, err := metering.Close(month, missing, reason, actor.Person, s.Now)
		if err != nil {
			return err
		}
		if err := s.Readings.Close(ctx, closing); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "metering.closed", Object: object, Details: map[string]string{"missing": strconv.Itoa(missing), "reason": closing.Reason}})
	})
}

// missingIn counts what no meter read in a month.
func missingIn(ctx context.Context, s driven.Stores, month period.Span) (int, error) {
	meters, err := s.Meters.Of(ctx, month)
	if err != nil {
		return 0, err
	}
	used, err := s.Readings.Used(ctx, month, meters)
	var missing int
	for _, u := range used {
		missing += u.Meter.Missing(month, u.Sums)
	}
	return missing, err
}
