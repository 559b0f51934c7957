package calloff

import (
	"time"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/routing"
)

// Won is what a mini-competition for an order ended in.
type Won struct {
	Supplier member.SupplierID
	Prices   []money.Price // one for each wish
	Route    routing.Trace // of the rule that had the suppliers compete
}

// PlaceWon books an order at the supplier and the prices that won, and makes a call-off of it as
// Place does. It fails with the faults of Order.Accepted and framework.CallAt.
func PlaceWon(f *framework.Framework, customer Customer, o Order, won Won, now time.Time) (*CallOff, error) {
	o, delivery, err := o.Accepted(customer, now)
	if err != nil {
		return nil, err
	}
	number, lines, err := f.CallAt(won.Prices, won.Supplier, customer.Member, o.Wishes, now)
	if err != nil {
		return nil, err
	}
	trace := won.Route
	trace.Chosen = won.Supplier
	for _, standing := range trace.Standings {
		if standing.Supplier == won.Supplier {
			trace.Rank = standing.Rank
		}
	}
	return made(f, customer, o, State{Number: number, Supplier: won.Supplier, Lines: lines, Delivery: delivery, Route: trace}, now)
}
