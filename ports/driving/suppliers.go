package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Suppliers is who may bid: what suppliers say of themselves, who checked it, and bans. A
// supplier's people see their own supplier only. Acts fail with access.ErrForbidden,
// access.ErrNotFound and access.ErrStale.
type Suppliers interface {
	// Suppliers lists by name; access.ErrCursor.
	Suppliers(ctx context.Context, actor access.Actor, in ListSuppliers) (view.Page[view.Supplier], error)
	// Supplier is one with all that is kept of it.
	Supplier(ctx context.Context, actor access.Actor, which member.SupplierID) (view.SupplierFile, error)
	// RegisterSupplier adds one; member.ErrName, member.ErrSupplierExists, supplier.ErrProfile, supplier.ErrKnown.
	RegisterSupplier(ctx context.Context, actor access.Actor, key access.Key, in RegisterSupplier) (view.SupplierFile, error)
	// SetSupplierProfile writes what it says of itself anew, which then waits for a check;
	// supplier.ErrProfile, supplier.ErrKnown.
	SetSupplierProfile(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Profile) (view.SupplierFile, error)
	// CheckSupplier decides about it; supplier.ErrNoProfile, supplier.ErrChecked,
	// supplier.ErrOutcome, supplier.ErrReason, and access.ErrSamePerson for who wrote it or
	// acts for the supplier.
	CheckSupplier(ctx context.Context, actor access.Actor, which member.SupplierID, version int, outcome, reason string) (view.SupplierFile, error)
	// BanSupplier keeps it out; the faults of supplier.Ban.
	BanSupplier(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Banning) (view.SupplierFile, error)
	// LiftBan ends a ban early; supplier.ErrNoSuchBan, supplier.ErrOver, supplier.ErrReason.
	LiftBan(ctx context.Context, actor access.Actor, which member.SupplierID, version int, ban supplier.BanID, reason string) (view.SupplierFile, error)
	// AddCertificate writes a certificate down; the faults of supplier.Show.
	AddCertificate(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Showing) (view.SupplierFile, error)
	// WithdrawCertificate takes one back; supplier.ErrNoCertificate, supplier.ErrWithdrawn.
	WithdrawCertificate(ctx context.Context, actor access.Actor, which member.SupplierID, version int, certificate supplier.CertificateID) (view.SupplierFile, error)
	// DeclareSupplier writes down what the supplier declares of itself; the faults of
	// supplier.Declare. Only the supplier's own people may.
	DeclareSupplier(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Statement) (view.SupplierFile, error)
	// FindGround writes down a ground for exclusion; the faults of supplier.Find, and
	// access.ErrSamePerson for who acts for the supplier.
	FindGround(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Found) (view.SupplierFile, error)
	// AssessFinding judges a ground that was found, as what cleaned the supplier;
	// supplier.ErrNoFinding, supplier.ErrSettled, supplier.ErrVerdict, supplier.ErrFacts.
	AssessFinding(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in AssessFinding) (view.SupplierFile, error)
	// EndActing has somebody act for the supplier no more, from the next request on;
	// supplier.ErrNotActing, supplier.ErrLastPerson.
	EndActing(ctx context.Context, actor access.Actor, which member.SupplierID, version int, who member.PersonID) (view.SupplierFile, error)
	// BidderStandings say how the bidders of an opened tender stood at its deadline, and stand
	// now; for those who see all bids.
	BidderStandings(ctx context.Context, actor access.Actor, of tender.ID) (view.List[view.BidderStanding], error)
}

// ListSuppliers bounds the list.
type ListSuppliers struct {
	Search   string
	Standing supplier.Standing
	Page     view.PageRequest
}

// AssessFinding is a verdict on a ground that was found.
type AssessFinding struct {
	Finding supplier.FindingID
	Verdict supplier.Verdict
	Reason  string
}

// RegisterSupplier is a new supplier with what it says of itself.
type RegisterSupplier struct {
	Name    string
	Profile supplier.Profile
}
