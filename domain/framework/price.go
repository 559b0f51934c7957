package framework

import (
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

// Faults of what items cost on the day on which they are called off.
var (
	// ErrPricePending: a change of the item's price waits for its decision; until that, or
	// until "until", nothing is called off of it.
	ErrPricePending = fault.New(fault.Conflict, "framework.price-pending", fault.Rule("G-FRA"))
	// ErrPriceChanged: what the buyer saw, "seen", is not what the order costs now, "total".
	ErrPriceChanged = fault.New(fault.Conflict, "framework.price-changed", fault.Rule("G-CAL"), fault.Field("seenTotal"))
)

// charged is a line of so much of the item, at the step of the rate that it reaches with or
// without what was drawn before.
func (i Item) charged(position int, wanted quantity.Quantity, rate pricing.Rate) Line {
	charge := rate.For(i.Drawn, wanted)
	line := Line{
		Position: position + 1, Item: i.ID, Name: i.Name, Unit: i.Unit, Quantity: wanted, Price: charge.Price, Total: charge.Total,
	}
	if len(rate.Steps) > 0 {
		line.Derivation = charge.Derivation()
	}
	return line
}

// CheckSeen fails with ErrPriceChanged where the wishes do not cost at the supplier what the
// buyer saw, as around the midnight of a change. What is wrong with the wishes themselves tells Call.
func (f *Framework) CheckSeen(supplier member.SupplierID, wishes []Wish, seen money.Amount) error {
	lines, err := f.price(supplier, wishes)
	if err != nil {
		return nil //nolint:nilerr // Call says it
	}
	if total := Total(lines); total.Cmp(seen) != 0 {
		return ErrPriceChanged.With("total", total.String()).With("seen", seen.String())
	}
	return nil
}
