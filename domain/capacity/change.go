package capacity

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Change replaces the phases from today on: at once, or where the pool has an officer approve,
// as a proposal that holds what it needs until it is decided. It fails with ErrStatus,
// ErrChangeWaits, the faults of phases, ErrHistory, ErrNotThere or ErrNotFree.
func (p *Pool) Change(r *Reservation, phases []Phase, by member.PersonID, now time.Time) error {
	today := period.DayOf(now)
	if err := r.s.alters(today); err != nil {
		return err
	}
	if err := p.checkPhases(phases, today); err != nil {
		return err
	}
	if !sameBefore(courses(r.s.Holds()), courses(HoldsOf(phases)), numberOf(today)) || phases[len(phases)-1].Days.To.Before(today) {
		return ErrHistory
	}
	changed := r.s.Agreed()
	if p.s.Approval {
		changed.Proposed, changed.ProposedBy = phases, by
	} else {
		changed.Phases = phases
	}
	if err := p.take(r.s.Holds(), changed.Holds()); err != nil {
		return err
	}
	r.s = changed
	return nil
}

// Extend goes on with the last phase up to a day. It fails with ErrLastDay and the faults of Change.
func (p *Pool) Extend(r *Reservation, to period.Day, by member.PersonID, now time.Time) error {
	phases := slices.Clone(r.s.Agreed().Phases)
	if len(phases) == 0 {
		return ErrStatus.With("status", string(r.s.Status))
	}
	last := &phases[len(phases)-1]
	if !to.After(last.Days.To) {
		return ErrLastDay
	}
	last.Days.To = to
	return p.Change(r, phases, by, now)
}

// Agreed is the reservation as if it had never been agreed for longer than it was released: what is
// given back from a day to come on can still be changed, given back earlier, or asked for again.
func (s State) Agreed() State {
	if s.Status == Released {
		s.Status, s.Phases, s.ReleasedFrom = Approved, phasesWithin(s.Phases, period.Span{From: s.First(), To: s.Last()}), period.Day{}
	}
	return s
}

// alters fails with ErrStatus or ErrChangeWaits where a reservation cannot be changed.
func (s State) alters(today period.Day) error {
	switch s.On(today) {
	case Approved, Active:
	case Requested, Ended, Released, OnList, Offered, Rejected, Withdrawn:
		return ErrStatus.With("status", string(s.On(today)))
	}
	if s.Proposed != nil {
		return ErrChangeWaits
	}
	return nil
}

func sameBefore(a, b map[ResourceID]Course, day int) bool {
	for _, one := range []map[ResourceID]Course{a, b} {
		for resource := range one {
			if !slices.Equal(a[resource].before(day).steps, b[resource].before(day).steps) {
				return false
			}
		}
	}
	return true
}

// Approve takes what was requested, or the change that was proposed; not by who asked for it. Of what
// began meanwhile it counts from today on: nobody bears days that were not granted before them. It
// fails with ErrStatus, access.ErrSamePerson, and with ErrStart where nothing of it is left.
func (p *Pool) Approve(r *Reservation, by member.PersonID, now time.Time) error {
	approved, today := r.s, period.DayOf(now)
	switch {
	case r.s.Status == Requested:
		approved.Status, approved.Phases = Approved, grantedFrom(today, nil, r.s.Phases)
	case r.s.Proposed != nil:
		approved.Phases, approved.Proposed = grantedFrom(today, r.s.Phases, r.s.Proposed), nil
	default:
		return ErrStatus.With("status", string(r.s.On(today)))
	}
	if len(approved.Phases) == 0 {
		return ErrStart
	}
	return p.decided(r, approved, by, "", now)
}

// grantedFrom are phases that stand until yesterday, and others from today on.
func grantedFrom(today period.Day, stood, granted []Phase) []Phase {
	before := phasesWithin(stood, period.Span{To: today.Add(-1)})
	return append(before, phasesWithin(granted, period.Span{From: today, To: granted[len(granted)-1].Days.To})...)
}

// Reject turns it down: a request holds nothing any more, a change leaves what was agreed. It
// fails with ErrStatus, access.ErrSamePerson or ErrReason.
func (p *Pool) Reject(r *Reservation, reason string, by member.PersonID, now time.Time) error {
	rejected := r.s
	switch {
	case r.s.Status == Requested:
		rejected.Status = Rejected
	case r.s.Proposed != nil:
		rejected.Proposed = nil
	default:
		return ErrStatus.With("status", string(r.s.On(period.DayOf(now))))
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	return p.decided(r, rejected, by, reason, now)
}

func (p *Pool) decided(r *Reservation, after State, by member.PersonID, reason string, now time.Time) error {
	if by == r.s.RequestedBy || by == r.s.ProposedBy {
		return access.ErrSamePerson
	}
	after.ProposedBy, after.DecidedBy, after.DecidedAt, after.Reason = "", by, now, reason
	p.rebook(r, after)
	return nil
}

// rebook takes what holds no more than before.
func (p *Pool) rebook(r *Reservation, after State) {
	p.book(r.s.Holds(), -1)
	p.book(after.Holds(), 1)
	r.s = after
}

// Release gives back what was not used: lastDay is the last day on which it is held, from
// today on, or the day before the first where it has not begun. It fails with ErrStatus,
// ErrChangeWaits or ErrLastDay.
func (p *Pool) Release(r *Reservation, lastDay period.Day, now time.Time) error {
	today := period.DayOf(now)
	if err := r.s.alters(today); err != nil {
		return err
	}
	if lastDay.Before(today.Add(-1)) || !lastDay.Before(r.s.Last()) {
		return ErrLastDay
	}
	if !r.s.First().After(today) && lastDay.Before(today) {
		return ErrLastDay
	}
	after := r.s.Agreed()
	after.Status, after.ReleasedFrom = Released, lastDay.Add(1)
	if after.ReleasedFrom.Before(r.s.First()) {
		after.ReleasedFrom = r.s.First()
	}
	p.rebook(r, after)
	return nil
}

// Withdraw takes back what is requested, offered or waits; of what is held, the change that waits to
// be decided. It fails with ErrStatus.
func (p *Pool) Withdraw(r *Reservation, now time.Time) error {
	after := r.s
	switch {
	case r.s.Proposed != nil:
		after.Proposed, after.ProposedBy = nil, ""
	case r.s.Status == Requested, r.s.Status == Offered, r.s.Status == OnList:
		after.Status = Withdrawn
	default:
		return ErrStatus.With("status", string(r.s.On(period.DayOf(now))))
	}
	p.leave(r)
	p.rebook(r, after)
	return nil
}

// leave takes a reservation off the waiting list.
func (p *Pool) leave(r *Reservation) {
	p.s.Waiting = slices.DeleteFunc(slices.Clone(p.s.Waiting), func(w Waiting) bool { return w.ID == r.s.ID })
}

// Next is who of the waiting list is offered what it waits for: the first who fits. What had
// to begin before today is passed over.
func (p *Pool) Next(today period.Day) (ID, bool) {
	for _, w := range p.s.Waiting {
		tried := Pool{p.s}
		tried.s.Waiting = nil
		tried.s.Booked = map[ResourceID]Course{}
		for r, c := range p.s.Booked {
			tried.s.Booked[r] = c
		}
		if !w.Holds[0].Days.From.Before(today) && tried.take(nil, w.Holds) == nil {
			return w.ID, true
		}
	}
	return "", false
}

// Offer holds for a while what a reservation waits for. It fails with ErrStatus, ErrStart, ErrNotThere or ErrNotFree.
func (p *Pool) Offer(r *Reservation, now time.Time) error {
	today := period.DayOf(now)
	if r.s.Status != OnList {
		return ErrStatus.With("status", string(r.s.On(today)))
	}
	if r.s.First().Before(today) {
		return ErrStart
	}
	after := r.s
	after.Status, after.OfferedTo = Offered, today.Add(offerDays)
	if first := r.s.First(); first.Before(after.OfferedTo) {
		after.OfferedTo = first
	}
	list := p.s.Waiting
	p.s.Waiting = nil // it is its turn
	err := p.take(nil, after.Holds())
	p.s.Waiting = list
	if err != nil {
		return err
	}
	p.leave(r)
	r.s = after
	return nil
}

// Accept takes an offer. It fails with ErrStatus or ErrOfferLapsed.
func (p *Pool) Accept(r *Reservation, by member.PersonID, now time.Time) error {
	if r.s.Status != Offered {
		return ErrStatus.With("status", string(r.s.On(period.DayOf(now))))
	}
	if r.s.OfferedTo.Before(period.DayOf(now)) {
		return ErrOfferLapsed.With("day", r.s.OfferedTo.String())
	}
	r.s.Status, r.s.RequestedBy = p.firstStatus(), by
	return nil
}

// Lapsed reports whether an offer was not taken in time, what it waits for had to begin, or nobody decided before its end.
func (s State) Lapsed(today period.Day) bool {
	switch s.Status {
	case Offered:
		return s.OfferedTo.Before(today)
	case OnList:
		return s.First().Before(today)
	case Requested:
		return s.Last().Before(today)
	case Approved, Active, Ended, Released, Rejected, Withdrawn:
	}
	return false
}

func reasonOf(text string) (string, error) {
	text = strings.TrimSpace(text)
	if !lasts(text, shortestReason, longestReason) {
		return "", ErrReason
	}
	return text, nil
}
