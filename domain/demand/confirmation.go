package demand

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of confirming needs.
var (
	// ErrUnasked: the needs of the round are not confirmed by budget holders.
	ErrUnasked = fault.New(fault.Conflict, "demand.confirmation-unasked", fault.Rule("G-DEM"))
	// ErrNothingToConfirm: the member has stated nothing, or that it needs nothing.
	ErrNothingToConfirm = fault.New(fault.Conflict, "demand.nothing-to-confirm", fault.Rule("G-DEM"))
	// ErrConfirmed: what the member states now is confirmed already.
	ErrConfirmed = fault.New(fault.Conflict, "demand.confirmed", fault.Rule("G-DEM"))
	// ErrUnconfirmed: needs of members wait for their budget holders, and nobody said to leave them out.
	ErrUnconfirmed = fault.New(fault.Conflict, "demand.unconfirmed", fault.Rule("G-DEM"))
)

// Answer is what a member has stated in a round so far.
type Answer struct {
	Statements int // how often it stated needs; 0: never
	Needs      bool
	By         member.PersonID // who stated last
	Confirmed  int             // up to which statement its needs are confirmed
}

// Confirmation is a budget holder's word that the member stands by what it states, up to a
// statement. What is stated later is not confirmed by it.
type Confirmation struct {
	Member     member.ID
	Statements int
	By         member.PersonID
	At         time.Time
}

// Confirm takes the word of a budget holder who looked at so many statements of the member, while
// the round takes needs or waits to be frozen. It fails with access.ErrNotFound for a round
// that was never opened, ErrNotOpen, ErrUnasked, ErrNothingToConfirm, access.ErrStale where
// something was stated meanwhile, ErrConfirmed, and access.ErrSamePerson for who stated last (D-1).
func (r *Round) Confirm(by Author, seen int, a Answer, now time.Time) (Confirmation, error) {
	switch {
	case r.s.OpenedAt.IsZero():
		return Confirmation{}, access.ErrNotFound
	case !r.TakesNeeds():
		return Confirmation{}, ErrNotOpen.With("status", string(r.s.Status))
	case !r.s.Confirms:
		return Confirmation{}, ErrUnasked
	case !a.Needs:
		return Confirmation{}, ErrNothingToConfirm
	case seen != a.Statements:
		return Confirmation{}, access.ErrStale
	case a.Confirmed == a.Statements:
		return Confirmation{}, ErrConfirmed
	case by.Person == a.By:
		return Confirmation{}, access.ErrSamePerson
	}
	return Confirmation{by.Member, a.Statements, by.Person, now}, nil
}

// Counting are the needs that count when the round is frozen: all of them, or without those of
// the members whose needs wait to be confirmed, if the officer says to leave them out. It fails
// with ErrUnconfirmed.
func (r *Round) Counting(needs []Need, unconfirmed []member.ID, leaveOut bool) ([]Need, error) {
	if len(unconfirmed) == 0 {
		return needs, nil
	}
	if !leaveOut {
		return nil, ErrUnconfirmed.With("members", strconv.Itoa(len(unconfirmed)))
	}
	return slices.DeleteFunc(slices.Clone(needs), func(n Need) bool { return slices.Contains(unconfirmed, n.Member) }), nil
}
