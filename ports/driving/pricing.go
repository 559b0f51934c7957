package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/pricing"
	"allmende/domain/repricing"
	"allmende/ports/view"
)

// Pricing is what things cost under framework contracts, and how that changes (G-FRA).
// Whoever sees a contract sees its prices. What the actor may not know of fails with
// access.ErrNotFound, what it lacks the right for with access.ErrForbidden; another
// version than the present one with access.ErrStale.
type Pricing interface {
	// Prices lists a contract's items with all their prices in time; access.ErrCursor.
	Prices(ctx context.Context, actor access.Actor, f framework.ID, page view.PageRequest) (view.Page[view.ItemPrices], error)
	// Pricing shows a contract's index clauses, changes of prices and rebates, and what all
	// changes come to against the original prices.
	Pricing(ctx context.Context, actor access.Actor, f framework.ID) (view.FrameworkPricing, error)
	// Offer tells what a quantity of an item costs today and what the next step saves; quantity.ErrMalformed.
	Offer(ctx context.Context, actor access.Actor, item framework.ItemID, quantity string) (view.Offer, error)

	// ProposeChange proposes new prices from a day on. Until they are decided on, or that
	// day, nothing can be called off of the items. It fails with the faults of
	// repricing.Propose, repricing.Compare, money.ParsePrice, quantity.Parse and
	// repricing.ErrInOrder.
	ProposeChange(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in ProposeChange) (view.PriceChange, error)
	// ProposeByIndex proposes what an index clause makes of the prices; the faults of
	// repricing.Clause.Adjust too.
	ProposeByIndex(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in ProposeByIndex) (view.PriceChange, error)
	// PreviewIndex tells what a clause would do; pricing.ErrIndexMissing.
	PreviewIndex(ctx context.Context, actor access.Actor, f framework.ID, in ProposeByIndex) (view.IndexPreview, error)
	// Change shows a change with what it means for what the reader's members called off.
	Change(ctx context.Context, actor access.Actor, id repricing.ID) (view.PriceChange, error)
	// ApproveChange lets the prices begin on their day; repricing.Change.Approve.
	ApproveChange(ctx context.Context, actor access.Actor, id repricing.ID, version int) (view.PriceChange, error)
	// RejectChange turns a change down; repricing.Change.Reject.
	RejectChange(ctx context.Context, actor access.Actor, id repricing.ID, version int, reason string) (view.PriceChange, error)
	// WithdrawChange takes back what has not begun; repricing.Change.Withdraw.
	WithdrawChange(ctx context.Context, actor access.Actor, id repricing.ID, version int, reason string) (view.PriceChange, error)
}

// Indexing is the clauses by which prices follow indices, and what these are.
type Indexing interface {
	// AgreeClause enters an index clause of a contract; the values of the base month are
	// taken from the indices. It fails with the faults of repricing.Agree and
	// pricing.ErrIndexMissing.
	AgreeClause(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in AgreeClause) (view.FrameworkPricing, error)
	// Indices lists all indices with their values, by name.
	Indices(ctx context.Context, actor access.Actor) (view.List[view.PriceIndex], error)
	// AddIndex enters an index; pricing.ErrIndexInvalid, pricing.ErrIndexExists.
	AddIndex(ctx context.Context, actor access.Actor, key access.Key, in AddIndex) (view.List[view.PriceIndex], error)
	// RecordIndexValue enters what an index was in a month; pricing.ErrIndexInvalid, pricing.ErrIndexFinal.
	RecordIndexValue(ctx context.Context, actor access.Actor, key access.Key, index pricing.IndexID, in IndexValue) (view.List[view.PriceIndex], error)
	// RecordIndexTable enters what an index was in many months, all of them or none; the
	// faults of pricing.ReadTable, which tell what is wrong in which line.
	RecordIndexTable(ctx context.Context, actor access.Actor, key access.Key, index pricing.IndexID, rows []pricing.Row) (view.List[view.PriceIndex], error)
}

// Rebating is what a volume reached together gives back.
type Rebating interface {
	// PreviewRebate tells what would be due on an item now; pricing.ErrNoRebate.
	PreviewRebate(ctx context.Context, actor access.Actor, item framework.ItemID) (view.RebateDue, error)
	// GrantRebate writes down what is due and drafts its split among the members by what
	// each is due; another finance officer posts it. pricing.ErrNoRebate, and the faults
	// of costs and runs.
	GrantRebate(ctx context.Context, actor access.Actor, key access.Key, item framework.ItemID, vatRate string) (view.Rebate, error)
	// Rebate shows a rebate with the lines of the reader's members.
	Rebate(ctx context.Context, actor access.Actor, id repricing.RebateID) (view.Rebate, error)
}

// ProposeChange are prices to propose, as text. As awarded, they hold from the contract's first day.
type ProposeChange struct {
	Ground, ValidFrom, Reason string
	Items                     []ItemRate
}

// ItemRate is what an item is to cost.
type ItemRate struct {
	Item string
	Rate view.Rate
}

// ProposeByIndex is an index clause to apply; without a month, that of the latest values.
type ProposeByIndex struct{ Clause, Month, ValidFrom, Reason string }

// AgreeClause is an index clause to enter, as text; bounds and category may be empty.
type AgreeClause struct {
	Category, BaseMonth, FixedPart, TriggerPercent string
	IntervalMonths                                 int
	Cap, Floor, StepCap, StepFloor, Ground         string
	Parts                                          []ClausePart
}

// ClausePart is an index with its weight.
type ClausePart struct{ Index, Weight string }

// AddIndex is an index to enter.
type AddIndex struct{ Name, Base, Source string }

// IndexValue is a value to enter; the month as any of its days.
type IndexValue struct {
	Month, Value string
	Provisional  bool
}
