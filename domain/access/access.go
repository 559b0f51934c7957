// Package access says who may do what: actors with their grants, acts, and the
// one table that joins them (acts.go).
package access

import (
	"slices"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of access. What an actor may not know of answers ErrNotFound, the same
// as what does not exist (security.md).
var (
	ErrForbidden  = fault.New(fault.Forbidden, "access.forbidden")
	ErrNotFound   = fault.New(fault.NotFound, "object.not-found")
	ErrStale      = fault.New(fault.Stale, "object.stale")
	ErrSamePerson = fault.New(fault.Forbidden, "access.same-person", fault.Rule("D-1"))
	ErrCursor     = fault.New(fault.Invalid, "cursor.malformed")
)

// Grant is one role of a person: in a member, in a supplier, or, with neither, in
// the cooperative itself.
type Grant struct {
	Role     Role
	Member   member.ID
	Supplier member.SupplierID
}

func (g Grant) ofCooperative() bool { return g.Member.IsZero() && g.Supplier.IsZero() }

// Actor is a signed-in person at work in one cooperative.
type Actor struct {
	Person      member.PersonID
	Name        string
	Cooperative member.CooperativeID
	Grants      []Grant
	Through     Through // the API token by which a machine acts for the person
}

// Sight bounds what an actor may read.
type Sight struct {
	Everything bool // of the cooperative
	Members    []member.ID
	Suppliers  []member.SupplierID
}

// Nothing reports whether the sight is empty.
func (s Sight) Nothing() bool { return !s.Everything && len(s.Members)+len(s.Suppliers) == 0 }

// SeesMember reports whether what belongs to the member is in sight.
func (s Sight) SeesMember(m member.ID) bool { return s.Everything || slices.Contains(s.Members, m) }

// SeesSupplier reports whether what belongs to the supplier is in sight.
func (s Sight) SeesSupplier(p member.SupplierID) bool {
	return s.Everything || slices.Contains(s.Suppliers, p)
}

// May allows an act of the cooperative's own business, or fails with ErrForbidden, or
// with ErrTokenScope where the actor's token does not cover it.
func (a Actor) May(act Act) error {
	if !a.Through.covers(act) {
		return ErrTokenScope.With("act", string(act))
	}
	for _, g := range a.Grants {
		if g.ofCooperative() && slices.Contains(table[act].cooperative, g.Role) {
			return nil
		}
	}
	return ErrForbidden.With("act", string(act))
}

// MayFor allows an act for a member: by a role in that member, or by a role in
// the cooperative. It fails with ErrNotFound for a member that is not the
// actor's, with ErrForbidden for one's own without the role, and with ErrTokenScope for
// any where the actor's token does not cover the act.
func (a Actor) MayFor(act Act, m member.ID) error {
	if err := a.May(act); err == nil || !a.Through.covers(act) {
		return err
	}
	belongs := false
	for _, g := range a.Grants {
		if g.Member != m || m.IsZero() {
			continue
		}
		if slices.Contains(table[act].member, g.Role) {
			return nil
		}
		belongs = true
	}
	return refusal(act, belongs)
}

// MayForSupplier is MayFor for a supplier.
func (a Actor) MayForSupplier(act Act, s member.SupplierID) error {
	if err := a.May(act); err == nil || !a.Through.covers(act) {
		return err
	}
	belongs := false
	for _, g := range a.Grants {
		if g.Supplier != s || s.IsZero() {
			continue
		}
		if slices.Contains(table[act].supplier, g.Role) {
			return nil
		}
		belongs = true
	}
	return refusal(act, belongs)
}

func refusal(act Act, belongs bool) error {
	if belongs {
		return ErrForbidden.With("act", string(act))
	}
	return ErrNotFound
}

// Sight is what the actor may read under an act of reading.
func (a Actor) Sight(act Act) Sight {
	s := Sight{Everything: a.May(act) == nil}
	if !a.Through.covers(act) {
		return s
	}
	for _, g := range a.Grants {
		switch {
		case !g.Member.IsZero() && slices.Contains(table[act].member, g.Role) && !slices.Contains(s.Members, g.Member):
			s.Members = append(s.Members, g.Member)
		case !g.Supplier.IsZero() && slices.Contains(table[act].supplier, g.Role) && !slices.Contains(s.Suppliers, g.Supplier):
			s.Suppliers = append(s.Suppliers, g.Supplier)
		}
	}
	return s
}

// Acts lists, in order, what the actor may do somewhere.
func (a Actor) Acts() []Act {
	acts := []Act{}
	for act := range table {
		if !a.Sight(act).Nothing() {
			acts = append(acts, act)
		}
	}
	slices.Sort(acts)
	return acts
}

// CheckVersion fails with ErrStale when the actor looked at another version than
// the present one.
func CheckVersion(given, actual int) error {
	if given != actual {
		return ErrStale
	}
	return nil
}
