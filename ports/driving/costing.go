package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Costing is what one can do with shared costs. What the actor may not know of fails
// with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
// Members see the pools that they share, of allocations those that are posted, and of
// these their own shares.
type Costing interface {
	// CreateCostPool collects a cost. It fails with the faults of costing.NewPool, of
	// money.ParseAmount and of id.Parse, and with access.ErrNotFound pointing at a
	// tender, framework or member that does not exist.
	CreateCostPool(ctx context.Context, actor access.Actor, key access.Key, in CreateCostPool) (view.CostPool, error)
	// CostPools lists the newest first; access.ErrCursor.
	CostPools(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.CostPoolSummary], error)
	// CostPool shows a pool with its allocations.
	CostPool(ctx context.Context, actor access.Actor, pool costing.PoolID) (view.CostPool, error)
	// PreviewAllocation splits a pool and changes nothing; for those who see the whole
	// cooperative's costs. It fails with the faults of costing.Pool.Share.
	PreviewAllocation(ctx context.Context, actor access.Actor, pool costing.PoolID, key string) (view.AllocationPreview, error)
	// DraftAllocation splits a pool and keeps the split with its weights. It fails with
	// the faults of costing.Pool.Draft.
	DraftAllocation(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, by string) (view.Allocation, error)
	// Allocation shows an allocation with the explanation of the shares.
	Allocation(ctx context.Context, actor access.Actor, a costing.AllocationID) (view.Allocation, error)
	// PostAllocation books a draft in the ledger. It fails with the faults of
	// costing.Post, and with access.ErrStale for another version than the present one.
	PostAllocation(ctx context.Context, actor access.Actor, a costing.AllocationID, version int) (view.Allocation, error)
	// RecomputeAllocation checks the stored shares by the certificate's conditions,
	// against a fresh split and against the ledger; whoever sees the allocation may.
	RecomputeAllocation(ctx context.Context, actor access.Actor, a costing.AllocationID) (view.Recomputation, error)
	// Statement is a member's account from one day to another, each empty for the end
	// of the year: of the other day's, or of the present one. It fails with
	// period.ErrDayMalformed and period.ErrReversed.
	Statement(ctx context.Context, actor access.Actor, m member.ID, from, to string) (view.Statement, error)
	// Balances are the accounts that the actor may see, by the members' names.
	Balances(ctx context.Context, actor access.Actor) (view.List[view.MemberBalance], error)
}

// CreateCostPool is a cost to collect, as text. Tender, framework and members may be
// empty; without members those share who are entitled by the tender or the framework.
type CreateCostPool struct {
	Title     string
	Kind      string
	Amount    string
	Tender    string
	Framework string
	Members   []string
}
