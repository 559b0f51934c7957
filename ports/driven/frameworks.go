package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Part says how much of a contract is loaded besides its own row, its options, suppliers and
// modifications.
type Part struct {
	Items      []framework.ItemID
	Members    []member.ID
	AllMembers bool
	// Of names a modification whose items are loaded too, with all members where it raises the maximum.
	Of framework.ModificationID
}

// Frameworks keeps framework contracts.
type Frameworks interface {
	// Add stores a new contract with its price list and the members entitled.
	Add(ctx context.Context, f *framework.Framework) error
	// Get locks a contract against whoever draws from it or changes it, and loads a part of it;
	// access.ErrNotFound.
	Get(ctx context.Context, id framework.ID, part Part) (*framework.Framework, error)
	// Look loads like Get without locking.
	Look(ctx context.Context, id framework.ID, part Part) (*framework.Framework, error)
	// Save stores all but what is drawn, the items and the members.
	Save(ctx context.Context, f *framework.Framework) error
	// AddModification stores one that was proposed.
	AddModification(ctx context.Context, f framework.ID, m framework.Modification) error
	// SaveModification stores a decision and, where it is approved, what became of the contract, its
	// loaded items and the quotas.
	SaveModification(ctx context.Context, f *framework.Framework, m framework.Modification) error
	// AddWarning keeps that an officer took note of a warning.
	AddWarning(ctx context.Context, f *framework.Framework, step int, by member.PersonID) error
}

// Quotas keeps what passes from a member of a contract to another.
type Quotas interface {
	AddTransfer(ctx context.Context, t framework.Transfer) error
	// Transfer is locked behind its contract; access.ErrNotFound.
	Transfer(ctx context.Context, f framework.ID, id framework.TransferID) (framework.Transfer, error)
	// SaveTransfer stores a decision; accepted, the quota passes over.
	SaveTransfer(ctx context.Context, t framework.Transfer) error
	AddSuccession(ctx context.Context, s framework.Succession) error
	// Succession is locked behind its contract; access.ErrNotFound.
	Succession(ctx context.Context, f framework.ID, id framework.SuccessionID) (framework.Succession, error)
	// SaveSuccession stores a decision; confirmed, quota and draws pass over.
	SaveSuccession(ctx context.Context, f *framework.Framework, s framework.Succession) error
}

// FrameworkReports reads contracts for people, bounded by what they may see.
type FrameworkReports interface {
	// Frameworks lists the newest first; access.ErrCursor.
	Frameworks(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.FrameworkSummary], error)
	// Framework fails with access.ErrNotFound for what is out of sight.
	Framework(ctx context.Context, id framework.ID, sight access.Sight) (view.Framework, error)
	// InSight fails with access.ErrNotFound for what is out of sight.
	InSight(ctx context.Context, id framework.ID, sight access.Sight) error
	// Modifications are the newest first: approved ones only, unless all are in sight.
	Modifications(ctx context.Context, id framework.ID, all bool) ([]view.Modification, error)
	// Transfers and Successions are those of the members in sight, the newest first.
	Transfers(ctx context.Context, id framework.ID, sight access.Sight) ([]view.QuotaTransfer, error)
	Successions(ctx context.Context, id framework.ID, sight access.Sight) ([]view.Succession, error)
	// DrawnByMonth is what call-offs took from the maximum, by the month in Berlin in which they were made.
	DrawnByMonth(ctx context.Context, id framework.ID) ([]framework.MonthDrawn, error)
}
