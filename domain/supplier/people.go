package supplier

import (
	"slices"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of the people of suppliers.
var (
	// ErrNotActing: the person does not act for the supplier.
	ErrNotActing = fault.New(fault.Conflict, "supplier.not-acting")
	// ErrLastPerson: somebody has to act for the supplier, or else nobody could let others act.
	ErrLastPerson = fault.New(fault.Conflict, "supplier.last-person")
)

// EndActing has somebody act for the supplier no more, at once; ErrNotActing, ErrLastPerson.
func (s *Supplier) EndActing(who member.PersonID) error {
	at := slices.Index(s.s.People, who)
	if at < 0 {
		return ErrNotActing
	}
	if len(s.s.People) == 1 {
		return ErrLastPerson
	}
	s.s.People = slices.Concat(s.s.People[:at], s.s.People[at+1:])
	return nil
}
