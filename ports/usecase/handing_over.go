package usecase

import (
	"context"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/capacity"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// HandOverReservation gives it to another member from a day on.
func (uc *Reserving) HandOverReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen, in driving.HandOverInput) (view.Reservation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CapacityDecide, Object: audit.Object{Type: "reservation", ID: at.Reservation.String()}}
	return once(ctx, uc.work, attempt, at.Key, func(ctx context.Context, s driven.Stores) (view.Reservation, error) {
		pool, r, err := locked(ctx, s, actor, access.CapacityDecide, at)
		if err != nil {
			return view.Reservation{}, err
		}
		from, err := dayAt(in.From, "from")
		if err != nil {
			return view.Reservation{}, err
		}
		if err := mayHold(ctx, s, in.Member); err != nil {
			return view.Reservation{}, err
		}
		heir, err := pool.HandOver(r, in.Member, from, in.Reason, actor.Person, s.Now)
		if err != nil {
			return view.Reservation{}, err
		}
		if err := s.Reservations.Save(ctx, r); err != nil {
			return view.Reservation{}, err
		}
		number, err := s.Numbers.Next(ctx, "KR")
		if err != nil {
			return view.Reservation{}, err
		}
		heir.Numbered(number)
		if err := s.Reservations.Add(ctx, heir); err != nil {
			return view.Reservation{}, err
		}
		meters, err := handMeters(ctx, s, actor, r.State(), heir.State(), from)
		if err != nil {
			return view.Reservation{}, err
		}
		return reservationRecorded(ctx, s, actor, heir.State(), "reservation.handed-over", map[string]string{
			"predecessor": r.State().Number, "from": from.String(), "meters": strings.Join(meters, ", "),
		})
	})
}

// handMeters has the meters of a reservation measure for who takes over, and names them.
func handMeters(ctx context.Context, s driven.Stores, actor access.Actor, r, heir capacity.State, from period.Day) ([]string, error) {
	measuring, err := s.Meters.Measuring(ctx, r.ID, from)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(measuring))
	for i, m := range measuring {
		names[i] = m.State().Name
		read, _, err := s.Meters.Held(ctx, m.State().ID)
		if err != nil {
			return nil, err
		}
		on, err := m.HandOver(heir.Member, heir.ID.String(), from, read)
		if err != nil {
			return nil, err
		}
		if err := s.Meters.Save(ctx, m); err != nil {
			return nil, err
		}
		if on == m {
			continue
		}
		if err := s.Meters.Add(ctx, on); err != nil {
			return nil, err
		}
		if err := openWith(ctx, s, actor, m.State(), on.State(), r.Number+" → "+heir.Number); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// openWith begins the days of the meter that goes on with what the one before read last, where that was read already.
func openWith(ctx context.Context, s driven.Stores, actor access.Actor, m, on metering.State, reason string) error {
	at := on.From.Start()
	if _, shared := m.Twin(at, []metering.State{on}); !shared {
		return nil
	}
	last, first := metering.PointOf(m.ID, at), metering.PointOf(on.ID, at)
	stands, err := s.Readings.Stands(ctx, []metering.Point{last})
	if err != nil || stands[last].Value == nil {
		return err
	}
	opening, err := metering.Correct(first, metering.Stand{}, stands[last].Value.String(), reason, actor.Person, s.Now)
	if err != nil {
		return err
	}
	return s.Readings.Correct(ctx, []metering.Correction{opening})
}
