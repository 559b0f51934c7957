package metering

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// ErrReadAfter: the meter "meter" read later than the reservation is to go over; it can do so from "from" on.
var ErrReadAfter = fault.New(fault.Conflict, "meter.read-after", fault.Rule("G-CAP"), fault.Field("from"))

// HandOver has the meter measure for another member's reservation from a day on, and returns what
// does so: another meter of its name that goes on where it ends, or the meter itself where it was
// not there before that day. The days of which readings tell, the last one at read, stay whose
// they are. It fails with ErrReadAfter.
func (m *Meter) HandOver(to member.ID, reservation string, from period.Day, read time.Time) (*Meter, error) {
	if !m.s.From.Before(from) {
		m.s.Member, m.s.Reservation = to, reservation
		return m, nil
	}
	if until := m.readUntil(read); !until.IsZero() && !until.Before(from) {
		return nil, ErrReadAfter.With("meter", m.s.Name).With("from", until.Add(1).String())
	}
	heir := m.s
	heir.ID, heir.Version, heir.From, heir.Late = id.New[Meter](), 1, from, ""
	heir.Member, heir.Reservation, heir.Predecessor = to, reservation, m.s.ID
	m.s.To = from.Add(-1)
	return &Meter{heir}, nil
}

// Twin finds among linked, the meter that this one goes on from and the one that goes on from it,
// the one whose reading at an instant is the same: what a counter reads at midnight ends the days
// of the one and begins those of the other.
func (s State) Twin(at time.Time, linked []State) (State, bool) {
	for _, l := range linked {
		if l.Predecessor == s.ID && s.endsAt(at) || s.Predecessor == l.ID && l.endsAt(at) {
			return l, true
		}
	}
	return State{}, false
}

func (s State) endsAt(at time.Time) bool {
	return s.Kind == Counter && !s.To.IsZero() && s.To.Add(1).Start().Equal(at)
}
