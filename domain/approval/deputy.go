package approval

import (
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Faults of deputies.
var (
	// ErrDeputySelf: nobody is one's own deputy.
	ErrDeputySelf = fault.New(fault.Invalid, "approval.deputy-self", fault.Rule("D-1"), fault.Field("deputyId"))
	// ErrDeputyUnknown: a deputy orders or approves for the same member.
	ErrDeputyUnknown = fault.New(fault.Invalid, "approval.deputy-unknown", fault.Rule("G-CAL"), fault.Field("deputyId"))
	// ErrDeputyDays: the days are not in order, are over, or are more than a year.
	ErrDeputyDays = fault.New(fault.Invalid, "approval.deputy-days", fault.Rule("G-CAL"), fault.Field("to"))
	// ErrDeputyEnded: it was taken back already, or is over.
	ErrDeputyEnded = fault.New(fault.Conflict, "approval.deputy-ended", fault.Rule("G-CAL"))
)

// DeputyID names a deputyship.
type DeputyID = id.Of[Deputy]

// Deputy approves in the place of a person from day to day, both included.
type Deputy struct {
	ID      DeputyID
	Member  member.ID
	Person  member.PersonID // who is away, an approver
	Deputy  member.PersonID
	From    period.Day
	To      period.Day
	Ended   bool
	By      member.PersonID // who named the deputy
	Version int
}

// People are those of a member who may be away, and who may act for them.
type People struct{ Approvers, Deputies map[member.PersonID]bool }

// NameDeputy fails with ErrDeputySelf, ErrApprover, ErrDeputyUnknown or ErrDeputyDays.
func NameDeputy(d Deputy, people People, today period.Day) (Deputy, error) {
	switch {
	case d.Person == d.Deputy:
		return Deputy{}, ErrDeputySelf
	case !people.Approvers[d.Person]:
		return Deputy{}, ErrApprover.At("personId")
	case !people.Deputies[d.Deputy]:
		return Deputy{}, ErrDeputyUnknown
	case d.To.Before(d.From) || d.To.Before(today) || d.To.After(d.From.Add(furthestDays)):
		return Deputy{}, ErrDeputyDays
	}
	d.ID, d.Version = id.New[Deputy](), 1
	return d, nil
}

// End takes it back; ErrDeputyEnded.
func (d *Deputy) End(today period.Day) error {
	if d.Ended || d.To.Before(today) {
		return ErrDeputyEnded
	}
	d.Ended = true
	return nil
}
