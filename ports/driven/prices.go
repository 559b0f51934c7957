package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/ports/view"
)

// Prices keeps what items of contracts cost from which day on. What an item costs on a
// day is told by one function of the database, item_price_at.
type Prices interface {
	// Contract locks a contract against call-offs and other changes, or fails with
	// access.ErrNotFound.
	Contract(ctx context.Context, f framework.ID) (repricing.Contract, error)
	// Present is what the items cost on a day; those that the contract does not have are left out.
	Present(ctx context.Context, f framework.ID, items []framework.ItemID, on period.Day) (map[framework.ItemID]pricing.Rate, error)
	// Add stores a new change with its prices. It fails with repricing.ErrInOrder.
	Add(ctx context.Context, c *repricing.Change) error
	// Get locks the change's contract and loads the change without its prices;
	// access.ErrNotFound.
	Get(ctx context.Context, id repricing.ID) (*repricing.Change, error)
	// Save stores a decision and counts the version up; repricing.ErrInOrder.
	Save(ctx context.Context, c *repricing.Change) error
}

// Clauses keeps the index clauses of contracts, and the indices.
type Clauses interface {
	// Count is how many clauses the contract has; it is locked by Prices.Contract.
	Count(ctx context.Context, f framework.ID) (int, error)
	// Add stores a new clause with its parts.
	Add(ctx context.Context, c *repricing.Clause) error
	// Get reads a clause, or fails with access.ErrNotFound.
	Get(ctx context.Context, id repricing.ClauseID) (*repricing.Clause, error)
	// Applied is where the clause stands before a change that begins on a day, with the
	// items for which no later clause counts.
	Applied(ctx context.Context, c *repricing.Clause, from period.Day) (repricing.Applied, error)
	// Values are those of the indices in a month, as they are known now, with the names;
	// indices without one are left out. Without a month it is the last that all have.
	Values(ctx context.Context, indices []pricing.IndexID, month period.Day) ([]pricing.Value, error)
	// AddIndex stores a new index; pricing.ErrIndexExists.
	AddIndex(ctx context.Context, index view.PriceIndex) error
	// FinalMonths locks an index against other recordings and tells the months whose value
	// is final; access.ErrNotFound.
	FinalMonths(ctx context.Context, index pricing.IndexID) (map[period.Day]bool, error)
	// Record stores values of an index, each as the next revision of its month; no month
	// twice. It fails with pricing.ErrIndexFinal, and with access.ErrNotFound for an unknown index.
	Record(ctx context.Context, index pricing.IndexID, values []pricing.Value) error
}

// Rebates keeps what volumes gave back.
type Rebates interface {
	// Called locks the item's contract and reads all call-offs that the item stands in,
	// with what was charged and given. It fails with access.ErrNotFound.
	Called(ctx context.Context, item framework.ItemID) (repricing.CalledOff, error)
	// Look is Called without the lock.
	Look(ctx context.Context, item framework.ItemID) (repricing.CalledOff, error)
	// Add stores a rebate with its lines and the cost pools that share it.
	Add(ctx context.Context, r *repricing.Rebate, posted RebatePosted) error
}

// RebatePosted is where a rebate went; a pool may be empty.
type RebatePosted struct {
	VatRate        string // percent
	Credit, Charge costing.PoolID
}

// PriceReports reads prices for people, bounded by the contracts they may see.
type PriceReports interface {
	// Prices lists the items of a contract with all their prices by position;
	// access.ErrCursor, access.ErrNotFound.
	Prices(ctx context.Context, f framework.ID, sight access.Sight, page view.PageRequest) (view.Page[view.ItemPrices], error)
	// Pricing is how the contract's prices come to change; access.ErrNotFound.
	Pricing(ctx context.Context, f framework.ID, sight access.Sight) (view.FrameworkPricing, error)
	// Change shows a change; access.ErrNotFound.
	Change(ctx context.Context, id repricing.ID, sight access.Sight) (view.PriceChange, error)
	// Year is what the members in sight called off of a contract's items in the twelve
	// months before a day, in the order of the items given.
	Year(ctx context.Context, f framework.ID, items []framework.ItemID, until period.Day, sight access.Sight) ([]quantity.Quantity, error)
	// Priced are the items of a contract with all their prices.
	Priced(ctx context.Context, f framework.ID) ([]pricing.Priced, error)
	// Agreed are the items of a contract whose prices were changed by agreement, with all their
	// prices; those of the change that is named count as if it were approved.
	Agreed(ctx context.Context, f framework.ID, proposed repricing.ID) ([]pricing.Priced, error)
	// Indices are all of the cooperative, by name.
	Indices(ctx context.Context) (view.List[view.PriceIndex], error)
	// Offered is an item with its rate of today and the volume called off under its
	// contract; access.ErrNotFound.
	Offered(ctx context.Context, item framework.ItemID, sight access.Sight) (Offered, error)
	// Rebate shows a rebate with the lines of members in sight; access.ErrNotFound.
	Rebate(ctx context.Context, id repricing.RebateID, sight access.Sight) (view.Rebate, error)
	// Names are those of members.
	Names(ctx context.Context, members []member.ID) (map[member.ID]string, error)
}

// Offered is an item as somebody may call it off.
type Offered struct {
	Framework framework.ID
	Unit      quantity.Unit
	Rate      pricing.Rate
	Volume    quantity.Quantity
}
