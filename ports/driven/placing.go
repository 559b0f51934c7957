package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/timesheet"
	"allmende/ports/view"
)

// Placing has orders decided about and stored, many in one transaction where many wait:
// what draws from a contract waits in one line, and each that waits for a commit of its own
// makes the line longer (docs/decisions/0013-placing.md).
type Placing interface {
	// Place has one order decided about when its turn has come, and stores the call-off,
	// its event and the kept answer together. Each order succeeds or fails by itself. It
	// fails with what Decide failed with, with access.ErrNotFound for a contract out of
	// sight, and with access.ErrKeyRunning and access.ErrKeyOtherBody as Answers.Claim
	// does; a fault is recorded as a refused attempt. A key that has an answer already
	// repeats it, and says so.
	Place(ctx context.Context, order Order) (answer []byte, repeated bool, err error)
}

// Order is what waits for its turn at a contract.
type Order struct {
	Attempt   Attempt
	Key       access.Key // without a text, nothing is kept
	Framework framework.ID
	Member    member.ID
	Items     []framework.ItemID
	Sight     access.Sight // of contracts
	// FromBasket has the items leave the basket that the buyer has for the member.
	FromBasket bool
	// Decide lets the aggregates decide. It runs while others wait, perhaps more than once,
	// and touches nothing but what it is given.
	Decide func(Counter) (Placed, error)
}

// Counter is what an order finds when its turn has come: the contract as the orders before
// it left it, loaded as far as the orders that wait need it.
type Counter struct {
	Contract *framework.Framework
	Customer calloff.Customer
	Member   view.Ref
	// Suppliers are the names of those who deliver out of the contract.
	Suppliers map[member.SupplierID]string
	Now       time.Time
}

// Placed is what an order became.
type Placed struct {
	CallOff *calloff.CallOff
	// Engagement is what the services of the call-off are for, or nil.
	Engagement *timesheet.Engagement
	Event      audit.Event
	Answer     []byte
}
