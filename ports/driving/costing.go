package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/view"
)

// Costing is what one can do with shared costs. What the actor may not know of fails
// with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
// Members see the pools that they share, of allocations those that are posted, and of
// these their own shares.
type Costing interface {
	// CreateCostPool opens a pool, with its first cost if one is given. It fails with the
	// faults of costing.NewPool, costing.Pool.Attach, money.ParseAmount and id.Parse, and
	// with access.ErrNotFound pointing at what does not exist.
	CreateCostPool(ctx context.Context, actor access.Actor, key access.Key, in CreateCostPool) (view.CostPool, error)
	// JoinCostPool adds members to a pool; costing.Pool.Join.
	JoinCostPool(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, members []string) (view.CostPool, error)
	// AddCost attaches a cost and books it; costing.Pool.Attach, costing.ErrPeriodClosed.
	AddCost(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in AddCost) (view.CostPool, error)
	// AddCallOffCost attaches the call-offs placed on some days under the pool's
	// framework that no cost counts yet; costing.ErrNoSource, costing.ErrNoCallOffs.
	AddCallOffCost(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in AddCallOffCost) (view.CostPool, error)
	// AddGrant records a grant's decision and books it; costing.Pool.Grant.
	AddGrant(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in AddGrant) (view.CostPool, error)
	// CloseGrant returns what a grant did not give by a posting; costing.ErrGrantClosed, access.ErrStale.
	CloseGrant(ctx context.Context, actor access.Actor, grant costing.GrantID, version int) (view.CostPool, error)
	// CostPools lists the newest first; access.ErrCursor.
	CostPools(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.CostPoolSummary], error)
	// CostPool shows a pool with its costs, grants and allocations.
	CostPool(ctx context.Context, actor access.Actor, pool costing.PoolID) (view.CostPool, error)
}

// Allocating is splitting what pools collect, and booking it.
type Allocating interface {
	// PreviewRun splits the costs of some days and changes nothing; for those who see
	// the whole cooperative's costs. It fails with the faults of costing.ParseScheme and
	// costing.Given.Share.
	PreviewRun(ctx context.Context, actor access.Actor, pool costing.PoolID, in Run) (view.AllocationPreview, error)
	// DraftAllocation splits and keeps the split with its weights, and a scheme that is
	// new as the pool's next version. costing.ErrNothingToPost where it would book nothing.
	DraftAllocation(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in Run) (view.Allocation, error)
	// DraftAllocations drafts the days of every pool that has a scheme and costs in them
	// which no draft or posted run covers as it would now; what is refused stands in the answer.
	DraftAllocations(ctx context.Context, actor access.Actor, key access.Key, from, to string) (view.DraftedAllocations, error)
	// Drafts are the allocations that wait to be posted, the oldest first.
	Drafts(ctx context.Context, actor access.Actor) (view.List[view.AllocationSummary], error)
	// Allocation shows an allocation with the explanation of the shares.
	Allocation(ctx context.Context, actor access.Actor, a costing.AllocationID) (view.Allocation, error)
	// PostAllocation books a draft in the ledger. It fails with the faults of
	// costing.Allocation.Post, and with access.ErrStale for another version than the present one.
	PostAllocation(ctx context.Context, actor access.Actor, a costing.AllocationID, version int) (view.Allocation, error)
	// PostAllocations books several drafts, all or none, under one event.
	PostAllocations(ctx context.Context, actor access.Actor, drafts []string) (view.List[view.AllocationSummary], error)
	// ReverseAllocation books a posted run's amounts with the opposite sign, once. It
	// fails with the faults of costing.Allocation.Reverse, and with access.ErrStale.
	ReverseAllocation(ctx context.Context, actor access.Actor, a costing.AllocationID, version int, reason string) (view.Allocation, error)
	// RecomputeAllocation checks the stored shares by the certificate's conditions,
	// against a fresh split and against the ledger; whoever sees the allocation may.
	RecomputeAllocation(ctx context.Context, actor access.Actor, a costing.AllocationID) (view.Recomputation, error)
	// CostFlow is how what was posted for some days flows from pools to members, of one pool or all.
	CostFlow(ctx context.Context, actor access.Actor, from, to, pool string) (view.CostFlow, error)
	// Reimbursement proves per pool that members paid what things cost (UStG 4 no. 29).
	Reimbursement(ctx context.Context, actor access.Actor, from, to, pool string) (view.Reimbursement, error)
}

// CreateCostPool is a pool to open, as text. Tender, framework and members may be empty;
// without members those share who are entitled by the tender or the framework. Regime
// and mode may be empty.
type CreateCostPool struct {
	Title, Kind, Regime, Mode string
	Tender, Framework         string
	Members                   []string
	Cost                      *AddCost
}

// AddCost is a cost to attach, as text; Vat, Supplier, Reference and Dated may be empty.
type AddCost struct {
	Text, From, To, Net               string
	VatCategory, VatRate, Vat, Source string
	Supplier, Reference, Dated        string
}

// AddCallOffCost are the days whose call-offs become a cost.
type AddCallOffCost struct{ From, To, VatRate string }

// AddGrant is a grant's decision, as text; Rate and Members as the method needs them.
type AddGrant struct {
	Funder, Reference, Method, Amount, Rate string
	Members                                 []GrantWeight
}

// GrantWeight is a member that an earmarked grant is for.
type GrantWeight struct{ Member, Weight string }

// Run is what is to be split: the costs of some days under a scheme, nil for the pool's last.
type Run struct {
	From, To string
	Scheme   *view.Scheme
}
