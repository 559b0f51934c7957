package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Suppliers keeps what suppliers say of themselves, and what is decided about them.
type Suppliers interface {
	// Get locks a supplier; access.ErrNotFound.
	Get(ctx context.Context, which member.SupplierID) (*supplier.Supplier, error)
	// Look is Get without the lock.
	Look(ctx context.Context, which member.SupplierID) (*supplier.Supplier, error)
	// AddProfile stores the profile's new revision, AddCheck the last check, AddBan and
	// LiftBan the ban; each counts up the supplier's version.
	AddProfile(ctx context.Context, s *supplier.Supplier) error
	AddCheck(ctx context.Context, s *supplier.Supplier) error
	AddBan(ctx context.Context, s *supplier.Supplier, b supplier.Ban) error
	LiftBan(ctx context.Context, s *supplier.Supplier, b supplier.Ban) error
	// AddCertificate, WithdrawCertificate and AddDeclaration store what shows its suitability,
	// and count up the supplier's version too.
	AddCertificate(ctx context.Context, s *supplier.Supplier, c supplier.Certificate) error
	WithdrawCertificate(ctx context.Context, s *supplier.Supplier, c supplier.Certificate) error
	AddDeclaration(ctx context.Context, s *supplier.Supplier, d supplier.Declaration) error
	// AddFinding stores a ground for exclusion, AddAssessment what is thought of it.
	AddFinding(ctx context.Context, s *supplier.Supplier, f supplier.Finding) error
	AddAssessment(ctx context.Context, s *supplier.Supplier, f supplier.FindingID, a supplier.Assessment) error
}

// SupplierFilter is which suppliers are wanted; what is empty does not bound the list.
type SupplierFilter struct {
	Search   string
	Standing supplier.Standing
}

// SupplierReports reads suppliers for people, bounded by what they may see.
type SupplierReports interface {
	// List is by name; access.ErrCursor.
	List(ctx context.Context, filter SupplierFilter, sight access.Sight, page view.PageRequest) (view.Page[view.Supplier], error)
	// Show fails with access.ErrNotFound for what is out of sight.
	Show(ctx context.Context, which member.SupplierID, sight access.Sight) (view.SupplierFile, error)
	// Standings are the standings of a tender's bidders at its deadline and now; none before it was opened.
	Standings(ctx context.Context, of tender.ID) ([]view.BidderStanding, error)
}
