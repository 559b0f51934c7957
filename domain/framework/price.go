package framework

import "allmende/domain/fault"

// Faults of what items cost on the day on which they are called off.
var (
	// ErrPricePending: a change of the item's price waits for its decision; until that, or
	// until "until", nothing is called off of it.
	ErrPricePending = fault.New(fault.Conflict, "framework.price-pending", fault.Rule("G-FRA"))
	// ErrPriceChanged: what the buyer saw, "seen", is not what the order costs now, "total".
	ErrPriceChanged = fault.New(fault.Conflict, "framework.price-changed", fault.Rule("G-CAL"), fault.Field("seenTotal"))
)
