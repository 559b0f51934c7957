package access

import (
	"slices"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of appointments.
var (
	// ErrRoleUnknown: there is no such role.
	ErrRoleUnknown = fault.New(fault.Invalid, "access.role-unknown", fault.Field("role"))
	// ErrRolePlace: the role is not held in this kind of organisation.
	ErrRolePlace = fault.New(fault.Invalid, "access.role-elsewhere", fault.Field("role"))
	// ErrGuestRole: an umbrella association neither votes nor calls off.
	ErrGuestRole = fault.New(fault.Invalid, "access.guest-role", fault.Field("role"))
)

// Where roles are held (domain.md, People); evaluators, auditors and administrators stand in both lists.
var (
	memberRoles   = []Role{Buyer, Approver, Delegate, Guest, Evaluator, Auditor, Administrator}
	supplierRoles = []Role{Bidder}
	elsewhere     = []Role{Buyer, Approver, Delegate, Guest, Bidder} // not in the cooperative itself
)

// InCooperative is the grant of a role in the cooperative itself; it fails with
// ErrRoleUnknown and ErrRolePlace.
func InCooperative(role Role) (Grant, error) {
	return Grant{Role: role}, check(role, !slices.Contains(elsewhere, role))
}

// InMember is the grant of a role in a member; it fails with ErrRoleUnknown,
// ErrRolePlace, and with ErrGuestRole for what a guest may not.
func InMember(role Role, m member.State) (Grant, error) {
	if err := check(role, slices.Contains(memberRoles, role)); err != nil {
		return Grant{}, err
	}
	if m.Kind.Guest() && slices.Contains([]Role{Buyer, Approver, Delegate}, role) {
		return Grant{}, ErrGuestRole
	}
	return Grant{Role: role, Member: m.ID}, nil
}

// InSupplier is the grant of a role in a supplier; it fails with ErrRoleUnknown and ErrRolePlace.
func InSupplier(role Role, s member.SupplierID) (Grant, error) {
	return Grant{Role: role, Supplier: s}, check(role, slices.Contains(supplierRoles, role))
}

func check(role Role, fits bool) error {
	if !slices.Contains(Roles, role) {
		return ErrRoleUnknown.With("role", string(role))
	}
	if !fits {
		return ErrRolePlace.With("role", string(role))
	}
	return nil
}
