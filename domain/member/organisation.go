package member

import (
	"allmende/domain/fault"
	"allmende/domain/id"
)

// Faults of cooperatives and suppliers.
var (
	// ErrCooperativeExists: another cooperative bears the name.
	ErrCooperativeExists = fault.New(fault.Conflict, "cooperative.exists", fault.Field("name"))
	// ErrNoSuchCooperative: no cooperative bears the name; the parameter "known" lists those there are.
	ErrNoSuchCooperative = fault.New(fault.Invalid, "cooperative.unknown", fault.Field("cooperative"))
	// ErrSupplierExists: another supplier of the cooperative bears the name.
	ErrSupplierExists = fault.New(fault.Conflict, "supplier.exists", fault.Field("name"))
	// ErrNoSuchMember: no member of the cooperative has the key or the name.
	ErrNoSuchMember = fault.New(fault.Invalid, "member.unknown", fault.Field("member"))
	// ErrNoSuchSupplier: no supplier of the cooperative bears the name.
	ErrNoSuchSupplier = fault.New(fault.Invalid, "supplier.unknown", fault.Field("supplier"))
)

// Cooperative is the tenant: every object of the business belongs to one.
type Cooperative struct {
	ID   CooperativeID
	Name string
}

// NewCooperative founds a cooperative; it fails with ErrName.
func NewCooperative(name string) (Cooperative, error) {
	if err := checkName(name); err != nil {
		return Cooperative{}, err
	}
	return Cooperative{id.New[Cooperative](), name}, nil
}

// Supplier bids in a cooperative's tenders and delivers.
type Supplier struct {
	ID   SupplierID
	Name string
}

// NewSupplier registers a supplier; it fails with ErrName.
func NewSupplier(name string) (Supplier, error) {
	if err := checkName(name); err != nil {
		return Supplier{}, err
	}
	return Supplier{id.New[Supplier](), name}, nil
}
