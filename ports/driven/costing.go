package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// CostPools keeps cost pools with their costs, schemes and grants, and reads all that a
// run is made of. What a cost or a grant books goes through Ledger.Post.
type CostPools interface {
	// Add stores a new pool. It fails with access.ErrNotFound, pointing at the member,
	// for one of the given that does not exist.
	Add(ctx context.Context, pool *costing.Pool) error
	// Get locks the pool until the transaction's end, or fails with access.ErrNotFound.
	// Nobody drafts, posts or reverses a run of it, attaches a cost or closes a grant meanwhile.
	Get(ctx context.Context, id costing.PoolID) (*costing.Pool, error)
	// Join stores the members that are new; the pool itself never changes. It fails with
	// access.ErrNotFound, pointing at memberIds.
	Join(ctx context.Context, pool *costing.Pool, joined []member.ID) error
	// Entitled are the members that share by default: those entitled by the tender, or
	// by the framework where there is no tender; none before the tender is published.
	// It fails with access.ErrNotFound, pointing at the id, for what does not exist.
	Entitled(ctx context.Context, t tender.ID, f framework.ID) ([]member.ID, error)
	// Books is where the books stand as far as the pool is concerned: Periods are the
	// days of all runs ever posted, each once, also those whose runs were all reversed.
	Books(ctx context.Context, pool costing.PoolID) (costing.PoolBooks, error)
	// AddCosts stores costs with the call-offs that they count. It fails with
	// access.ErrNotFound, pointing at the supplier, and with costing.ErrNoCallOffs for a
	// call-off that another cost counts.
	AddCosts(ctx context.Context, costs ...costing.Cost) error
	// CalledOff is what was placed on these days under the pool's framework, or those of
	// its tender, and no cost counts yet: by framework.
	CalledOff(ctx context.Context, pool costing.PoolID, days period.Span) ([]CalledOff, error)
	// AddScheme stores the pool's next scheme.
	AddScheme(ctx context.Context, pool costing.PoolID, number int, scheme costing.Scheme) error
	// AddGrant stores a grant and returns it with its funder: the one of that name, or a
	// new one.
	AddGrant(ctx context.Context, grant *costing.Grant) (*costing.Grant, error)
	// Grant locks the grant's pool, and loads the grant with what runs that stand took of it;
	// access.ErrNotFound.
	Grant(ctx context.Context, id costing.GrantID) (*costing.Grant, money.Amount, error)
	// CloseGrant stores that a grant was closed and counts its version up.
	CloseGrant(ctx context.Context, grant *costing.Grant) error
	// Given is all that runs for these days are made of: of the pools named, in their
	// order, or, when none is, of every pool that has a scheme and costs in these days, by
	// number, which are locked by it, in the order of their ids. It reads by a handful of statements, however many pools.
	Given(ctx context.Context, days period.Span, pools ...costing.PoolID) ([]costing.Given, error)
}

// CalledOff is what was called off under a framework.
type CalledOff struct {
	Framework string // its number
	Supplier  member.SupplierID
	CallOffs  []calloff.ID
	Net       money.Amount
}

// Allocations keeps runs and what they book.
type Allocations interface {
	// Add stores new drafts with their shares, grants and groups.
	Add(ctx context.Context, drafts ...*costing.Allocation) error
	// Get locks the pools of the allocations, in the order of the pools' ids, and loads
	// the allocations in the order given, without shares but with grants. It fails with
	// access.ErrNotFound for one that does not exist.
	Get(ctx context.Context, ids ...costing.AllocationID) ([]*costing.Allocation, error)
	// Standing is where the books stand for each of the allocations, in the order given,
	// after Get.
	Standing(ctx context.Context, ids ...costing.AllocationID) ([]costing.Standing, error)
	// Post stores that allocations were posted, and books the lines of each under its
	// entry, out of the stored shares and grants; the same as costing.Allocation.Lines.
	// An entry without an id books nothing. It fails with costing.ErrRunOutdated when
	// another run of the pool took the turn, and with costing.ErrPeriodClosed.
	Post(ctx context.Context, posted ...Booking) error
	// Reverse stores that an allocation was reversed, and books the lines of its entry
	// with the opposite sign.
	Reverse(ctx context.Context, reversed Booking) error
	// Evidence is the whole allocation with all that it can be checked against, as it is
	// stored; access.ErrNotFound.
	Evidence(ctx context.Context, id costing.AllocationID) (costing.Evidence, error)
	// Certificate checks the stored shares by the three conditions that certify a split,
	// in the database.
	Certificate(ctx context.Context, id costing.AllocationID) ([]costing.Check, error)
}

// Booking is an allocation with the entry that books it.
type Booking struct {
	Allocation *costing.Allocation
	Entry      costing.Entry
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
	// Summaries are allocations in the order given.
	Summaries(ctx context.Context, ids []costing.AllocationID) ([]view.AllocationSummary, error)
	// Drafts are those that can still be posted, the oldest first, and before them
	// nothing: outdated ones are left out.
	Drafts(ctx context.Context) ([]view.AllocationSummary, error)
	// CostFlow is how what stands for days within the span flows, of one pool or, with
	// no id, of all; to members only what is theirs. access.ErrNotFound for a pool out of sight.
	CostFlow(ctx context.Context, over period.Span, pool costing.PoolID, sight access.Sight) (view.CostFlow, error)
	// Reimbursement proves the same days; access.ErrNotFound.
	Reimbursement(ctx context.Context, over period.Span, pool costing.PoolID, sight access.Sight) (view.Reimbursement, error)
}
