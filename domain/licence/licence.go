// Package licence holds what members hold for a time: licences with seats, a term, its
// renewal, and the day by which it must be cancelled.
package licence

import (
	"slices"

	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Faults of licences.
var (
	// ErrNotLicence: the line is no software, or the call-off has no such line.
	ErrNotLicence = fault.New(fault.Invalid, "licence.not-software", fault.Rule("G-CAL"), fault.Field("position"))
	// ErrNotOrdered: the call-off is not placed, or has ended.
	ErrNotOrdered = fault.New(fault.Conflict, "licence.not-ordered", fault.Rule("G-CAL"))
	// ErrRecorded: the term of this line is recorded already.
	ErrRecorded = fault.New(fault.Conflict, "licence.recorded", fault.Rule("G-CAL"))
	// ErrSeats: a licence has 1 to 1,000,000 seats.
	ErrSeats = fault.New(fault.Invalid, "licence.seats-invalid", fault.Field("seats"))
	// ErrMonths: a term, and what it is renewed by, lasts at most 120 months; a term at least one.
	ErrMonths = fault.New(fault.Invalid, "licence.months-invalid", fault.Field("months"))
	// ErrNoticeDays: the period of notice is at most 730 days, and only what renews itself has one.
	ErrNoticeDays = fault.New(fault.Invalid, "licence.notice-invalid", fault.Field("noticeDays"))
	// ErrCancelled: it was cancelled already.
	ErrCancelled = fault.New(fault.Conflict, "licence.cancelled")
	// ErrEndsByItself: it does not renew itself, so that there is nothing to cancel.
	ErrEndsByItself = fault.New(fault.Conflict, "licence.ends-by-itself")
)

const (
	mostSeats  = 1000000
	mostMonths = 120
	mostNotice = 730
)

// ID names a licence.
type ID = id.Of[Licence]

// Licence is what a member may use for a time.
type Licence struct{ s State }

// State is all that a licence knows.
type State struct {
	ID        ID
	Version   int
	CallOff   calloff.ID
	Position  int // of the call-off's line
	Member    member.ID
	Framework framework.ID
	Name      string
	Term
	CancelledTo period.Day // the last day after a cancellation, or zero
	Renews      ID         // the licence that it was ordered to renew, or zero
}

// Term is how long a licence lasts.
type Term struct {
	Seats         int
	StartsOn      period.Day
	Months        int
	RenewalMonths int    // by how much it renews itself; 0 for never
	NoticeDays    int    // how long before the end it must be cancelled
	Metric        string // what is counted, or empty
	SeatsPerUnit  int    // seats that one unit of the item is; 0 where nobody has told
}

func (t Term) check() error {
	switch {
	case t.Seats < 1 || t.Seats > mostSeats:
		return ErrSeats
	case t.Months < 1 || t.Months > mostMonths:
		return ErrMonths
	case t.RenewalMonths < 0 || t.RenewalMonths > mostMonths:
		return ErrMonths.At("renewalMonths")
	case t.NoticeDays < 0 || t.NoticeDays > mostNotice || t.NoticeDays > 0 && t.RenewalMonths == 0:
		return ErrNoticeDays
	}
	return nil
}

// Record makes a licence of a line of software that was ordered. It fails with
// ErrNotOrdered, ErrNotLicence, ErrSeats, ErrMonths or ErrNoticeDays.
func Record(c calloff.State, position int, category demand.Category, t Term) (*Licence, error) {
	switch c.Status {
	case calloff.Submitted, calloff.Rejected, calloff.Cancelled:
		return nil, ErrNotOrdered.With("status", string(c.Status))
	default:
	}
	i := slices.IndexFunc(c.Lines, func(l framework.Line) bool { return l.Position == position })
	if i < 0 || category != demand.Software {
		return nil, ErrNotLicence
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	return &Licence{State{
		ID: id.New[Licence](), Version: 1, CallOff: c.ID, Position: position, Member: c.Member, Framework: c.Framework, Name: c.Lines[i].Name, Term: t,
	}}, nil
}

// Restore takes back what a store kept.
func Restore(s State) *Licence { return &Licence{s} }

// State shows a copy.
func (l *Licence) State() State { return l.s }

// Renew notes which licence it was ordered to renew.
func (l *Licence) Renew(former ID) { l.s.Renews = former }

// Cancel ends it at the earliest day that can still be reached. It fails with ErrCancelled
// and ErrEndsByItself.
func (l *Licence) Cancel(today period.Day) error {
	switch {
	case !l.s.CancelledTo.IsZero():
		return ErrCancelled
	case l.s.RenewalMonths == 0:
		return ErrEndsByItself
	}
	l.s.CancelledTo, _ = l.s.Reachable(today)
	return nil
}

// Reachable is the earliest last day that can still be reached, and the day by which it must
// be cancelled for that; no such day where nothing is to be cancelled.
func (s State) Reachable(today period.Day) (endsOn, cancelBy period.Day) {
	if !s.CancelledTo.IsZero() {
		return s.CancelledTo, period.Day{}
	}
	if s.RenewalMonths == 0 {
		return s.end(0), period.Day{}
	}
	for renewals := 0; ; renewals++ {
		endsOn = s.end(renewals)
		if cancelBy = endsOn.Add(-s.NoticeDays); !cancelBy.Before(today) {
			return endsOn, cancelBy
		}
	}
}

// end is the last day after so many renewals, always counted from the first day.
func (t Term) end(renewals int) period.Day {
	return t.StartsOn.AddMonths(t.Months + renewals*t.RenewalMonths).Add(-1)
}

// Ended reports whether its last day is over.
func (s State) Ended(today period.Day) bool {
	endsOn, cancelBy := s.Reachable(today)
	return cancelBy.IsZero() && endsOn.Before(today)
}
