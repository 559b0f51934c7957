package metering_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/capacity"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// A meter is fitted for whoever holds the reservation, while it is held, and in a closed month with a reason only.
func TestAMeterIsFittedWhereItsMemberHoldsSomething(t *testing.T) {
	owner := id.New[member.Member]()
	held := capacity.State{Member: owner, Phases: []capacity.Phase{{
		Days: period.Span{From: period.Date(2026, 5, 10), To: period.Date(2026, 6, 30)}, Claims: []capacity.Claim{{Resource: "r", Amount: quantity.Must("1")}},
	}}}
	others := held
	others.Member = id.New[member.Member]()
	for name, c := range map[string]struct {
		from  period.Day
		place metering.Place
		want  error
	}{
		"on its first day":     {period.Date(2026, 5, 10), metering.Place{Reservation: &held}, nil},
		"the day before":       {period.Date(2026, 5, 9), metering.Place{Reservation: &held}, metering.ErrFittedEarly},
		"the day after closed": {period.Date(2026, 6, 1), metering.Place{Reservation: &held, OpenFrom: period.Date(2026, 6, 1)}, nil},
		"in a closed month":    {period.Date(2026, 5, 31), metering.Place{Reservation: &held, OpenFrom: period.Date(2026, 6, 1)}, metering.ErrFittedLate},
		"another member's":     {period.Date(2026, 5, 10), metering.Place{Reservation: &others}, metering.ErrOfAnother},
		"unknown":              {period.Date(2026, 5, 10), metering.Place{}, metering.ErrReservation},
	} {
		s := meter(metering.Counter, metering.Hour)
		s.Member, s.Reservation, s.From = owner, "r", c.from
		if _, err := metering.Fit(s, c.place); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		s.Late = "beim Umzug vergessen"
		if m, err := metering.Fit(s, c.place); errors.Is(c.want, metering.ErrFittedLate) && (err != nil || m.State().Late != s.Late) || c.want == nil && m.State().Late != "" {
			t.Errorf("%s, with a reason: %v, %+v", name, err, m)
		}
	}
}

func TestAMeterGoesOnForWhoTakesOver(t *testing.T) {
	heiress, day := id.New[member.Member](), func(d int) period.Day { return period.Date(2026, time.October, d) }
	for name, c := range map[string]struct {
		kind metering.Kind
		from period.Day
		read time.Time
		want error
	}{
		"nothing read":                  {metering.Counter, day(5), time.Time{}, nil},
		"a counter read at midnight":    {metering.Counter, day(5), day(5).Start(), nil},
		"a counter read later that day": {metering.Counter, day(5), day(5).Start().Add(time.Hour), metering.ErrReadAfter},
		"a gauge read the day before":   {metering.Gauge, day(5), day(5).Start().Add(-time.Hour), nil},
		"a gauge read at midnight":      {metering.Gauge, day(5), day(5).Start(), metering.ErrReadAfter},
	} {
		m := metering.Restore(meter(c.kind, metering.Hour))
		was := m.State()
		on, err := m.HandOver(heiress, "heir", c.from, c.read)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil {
			if m.State() != was {
				t.Errorf("%s: refused, and changed", name)
			}
			continue
		}
		if on == m || on.State().Member != heiress || on.State().Reservation != "heir" || on.State().From != c.from || on.State().Name != was.Name || !on.State().To.IsZero() {
			t.Errorf("%s: %+v", name, on.State())
		}
		if m.State().To != c.from.Add(-1) || m.State().Member != was.Member {
			t.Errorf("%s: %+v", name, m.State())
		}
		midnight := c.from.Start()
		twin, shared := m.State().Twin(midnight, []metering.State{on.State()})
		if shared != (c.kind == metering.Counter) || shared && twin.ID != on.State().ID {
			t.Errorf("%s: the reading at midnight is shared: %v", name, shared)
		}
		if back, found := on.State().Twin(midnight, []metering.State{m.State()}); found != shared || found && back.ID != was.ID {
			t.Errorf("%s: from the other side: %v", name, found)
		}
		if _, found := m.State().Twin(midnight.Add(-time.Hour), []metering.State{on.State()}); found {
			t.Errorf("%s: an hour earlier is shared too", name)
		}
	}
}

func TestAMeterThatWasNotThereYetIsTheHeirsItself(t *testing.T) {
	m := metering.Restore(meter(metering.Counter, metering.Hour)) // from the first day of the year
	heiress := id.New[member.Member]()
	on, err := m.HandOver(heiress, "heir", period.Date(2026, 1, 1), at("2026-01-01T12:00:00+01:00"))
	if err != nil || on != m || m.State().Member != heiress || m.State().Reservation != "heir" || !m.State().To.IsZero() {
		t.Errorf("%v: %+v", err, m.State())
	}
}
