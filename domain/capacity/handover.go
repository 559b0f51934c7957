package capacity

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// ErrGoesWhole: what is only requested, offered or waited for goes over as a whole, from its first day, "from", or earlier.
var ErrGoesWhole = fault.New(fault.Conflict, "reservation.goes-whole", fault.Rule("G-CAP"), fault.Field("from"))

// HandOver gives a reservation from a day on to another member, as when its holder leaves; on no
// day more or less is held than before. What is requested, offered or waits goes over as it
// stands, and keeps its turn. It fails with ErrStatus, ErrChangeWaits, ErrSameMember, ErrReason,
// ErrLastDay or ErrGoesWhole.
func (p *Pool) HandOver(r *Reservation, to member.ID, from period.Day, reason string, by member.PersonID, now time.Time) (*Reservation, error) {
	today := period.DayOf(now)
	unsettled := r.s.unsettled()
	if err := r.s.alters(today); err != nil && !unsettled {
		return nil, err
	}
	if to == r.s.Member {
		return nil, ErrSameMember
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return nil, err
	}
	left := phasesWithin(r.s.Phases, period.Span{From: from, To: r.s.Last()})
	if from.Before(today) || len(left) == 0 { // released in a gap between phases, nothing may be left before its last day
		return nil, ErrLastDay.At("from")
	}
	if unsettled && from.After(r.s.First()) {
		return nil, ErrGoesWhole.With("from", r.s.First().String())
	}
	heir := State{
		ID: id.New[Reservation](), Version: 1, Pool: r.s.Pool, Member: to, Purpose: r.s.Purpose, Status: r.s.Agreed().Status,
		Phases: left, OfferedTo: r.s.OfferedTo, Predecessor: r.s.ID,
		RequestedBy: by, RequestedAt: now, DecidedBy: by, DecidedAt: now, Reason: reason,
	}
	after := r.s.Agreed()
	after.Status, after.ReleasedFrom, after.Reason, after.DecidedBy, after.DecidedAt = Released, from, reason, by, now
	if after.ReleasedFrom.Before(r.s.First()) {
		after.ReleasedFrom = r.s.First()
	}
	if unsettled {
		heir.RequestedBy, heir.RequestedAt, heir.DecidedBy, heir.DecidedAt = r.s.RequestedBy, r.s.RequestedAt, "", time.Time{}
		after.Status, after.ReleasedFrom = Withdrawn, period.Day{}
	}
	p.inherit(r.s.ID, heir)
	p.rebook(r, after)
	p.book(heir.Holds(), 1)
	return &Reservation{heir}, nil
}

// unsettled reports whether nothing was agreed yet.
func (s State) unsettled() bool {
	return s.Status == Requested || s.Status == Offered || s.Status == OnList
}

// inherit gives a place on the waiting list to whoever takes over.
func (p *Pool) inherit(from ID, heir State) {
	p.s.Waiting = slices.Clone(p.s.Waiting)
	for i, w := range p.s.Waiting {
		if w.ID == from {
			p.s.Waiting[i] = Waiting{heir.ID, heir.Member, HoldsOf(heir.Phases)}
		}
	}
}

// phasesWithin are the phases as far as they lie within some days.
func phasesWithin(phases []Phase, days period.Span) []Phase {
	var left []Phase
	for _, phase := range phases {
		if phase.Days.From.Before(days.From) {
			phase.Days.From = days.From
		}
		if phase.Days.To.After(days.To) {
			phase.Days.To = days.To
		}
		if !phase.Days.To.Before(phase.Days.From) {
			left = append(left, phase)
		}
	}
	return left
}
