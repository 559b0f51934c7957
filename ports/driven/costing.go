package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// CostPools keeps cost pools, which never change, and reads what they are shared by.
type CostPools interface {
	// Add stores a new pool. It fails with access.ErrNotFound, pointing at the member,
	// for one of the given that does not exist.
	Add(ctx context.Context, pool *costing.Pool) error
	// Get fails with access.ErrNotFound.
	Get(ctx context.Context, id costing.PoolID) (*costing.Pool, error)
	// Entitled are the members that share by default: those entitled by the tender, or
	// by the framework where there is no tender; none before the tender is published.
	// It fails with access.ErrNotFound, pointing at the id, for what does not exist.
	Entitled(ctx context.Context, t tender.ID, f framework.ID) ([]member.ID, error)
	// Basis is what the pool's members can be weighed by now, in the order of their names.
	Basis(ctx context.Context, pool costing.PoolID) (costing.Basis, error)
}

// Allocations keeps allocations and what they book.
type Allocations interface {
	// Add stores a new draft with its shares.
	Add(ctx context.Context, a *costing.Allocation) error
	// Get locks the allocation and loads it without its shares, or fails with
	// access.ErrNotFound.
	Get(ctx context.Context, id costing.AllocationID) (*costing.Allocation, error)
	// Post stores that the allocation was posted and books a.Lines() under the entry,
	// out of the stored shares. It fails with costing.ErrAllocated.
	Post(ctx context.Context, a *costing.Allocation, entry costing.Entry) error
	// Booked is the whole allocation with the lines of its entry, as they are stored;
	// access.ErrNotFound.
	Booked(ctx context.Context, id costing.AllocationID) (*costing.Allocation, []costing.Line, error)
	// Certificate checks the stored shares by the three conditions that certify a split,
	// in the database.
	Certificate(ctx context.Context, id costing.AllocationID) ([]costing.Check, error)
}

// CostReports reads costs for people, bounded by what they may see. Members see what
// they share, of allocations those that are posted, of shares their own.
type CostReports interface {
	// Pools lists the newest first; access.ErrCursor.
	Pools(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.CostPoolSummary], error)
	// Pool fails with access.ErrNotFound for what is out of sight.
	Pool(ctx context.Context, id costing.PoolID, sight access.Sight) (view.CostPool, error)
	// Allocation fails with access.ErrNotFound for what is out of sight.
	Allocation(ctx context.Context, id costing.AllocationID, sight access.Sight) (view.Allocation, error)
	// Statement fails with access.ErrNotFound for a member that does not exist.
	Statement(ctx context.Context, m member.ID, over period.Span) (view.Statement, error)
	// Balances are the accounts of the members in sight, by name.
	Balances(ctx context.Context, sight access.Sight) ([]view.MemberBalance, error)
}
