package pricing

import (
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// Ground is why prices are what they are.
type Ground string

// The grounds.
const (
	Award        Ground = "award"
	Catalogue    Ground = "catalogue"
	ByIndex      Ground = "index"
	Modification Ground = "modification"
)

// Priced is an item with all its prices, the original one first.
type Priced struct {
	Quantity quantity.Quantity // that counts: the item's maximum or, without one, what was called off
	Original money.Price
	Changes  []Changed
}

// Changed is a price that came later, and why.
type Changed struct {
	Ground Ground
	Price  money.Price
}

// Drift is by how much the prices of a contract have changed its value: all changes
// together against the original prices, so that five times ten percent are not five small
// changes (GWB 132).
type Drift struct {
	Original money.Amount
	Present  money.Amount
	// ByGround is each ground's part in the difference of the two; a clause that the contract
	// has from the start is judged otherwise than a modification.
	ByGround map[Ground]money.Amount
}

// Dearer is by how much changes that were agreed since the award made items dearer than they were
// awarded. Each item counts for the most that its steps ever came to: small steps count for the way
// they go together, and a price that falls again gives nothing back. What a clause of the award does
// to the prices is no step.
func Dearer(items []Priced) money.Amount {
	sum := money.Zero
	for _, item := range items {
		stepped, most := money.Zero, money.Zero
		worth := item.Original.Times(item.Quantity.Decimal())
		for _, change := range item.Changes {
			after := change.Price.Times(item.Quantity.Decimal())
			if change.Ground == Modification {
				stepped = stepped.Add(after.Sub(worth))
			}
			if stepped.Cmp(most) > 0 {
				most = stepped
			}
			worth = after
		}
		sum = sum.Add(most)
	}
	return sum
}

// DriftOf adds up what the changes of prices come to, each line rounded once.
func DriftOf(items []Priced) Drift {
	d := Drift{ByGround: map[Ground]money.Amount{}}
	for _, item := range items {
		worth := item.Original.Times(item.Quantity.Decimal())
		d.Original = d.Original.Add(worth)
		for _, change := range item.Changes {
			after := change.Price.Times(item.Quantity.Decimal())
			d.ByGround[change.Ground] = d.ByGround[change.Ground].Add(after.Sub(worth))
			worth = after
		}
		d.Present = d.Present.Add(worth)
	}
	return d
}
