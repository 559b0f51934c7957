package pricing

import (
	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// ErrNoRebate: nothing is to be given back, or owed again, for an item.
var ErrNoRebate = fault.New(fault.Conflict, "pricing.no-rebate", fault.Rule("G-FRA"))

// Called is what one call-off took of an item.
type Called struct {
	// Quantity and Charged are of what stands; zero where the call-off was cancelled.
	Quantity quantity.Quantity
	Charged  money.Amount
	Rate     Rate         // that the call-off was charged by
	Given    money.Amount // by earlier rebates
}

// Credit is what a rebate gives on one call-off.
type Credit struct {
	Price  money.Price  // of a unit at the step reached
	Due    money.Amount // the quantity at that price, rounded once
	Amount money.Amount // charged, less due, less given; below zero where members owe again
}

// Retroactive reports whether a volume that is reached later gives something back on
// what was called off before.
func (r Rate) Retroactive() bool { return r.Mode == AllUnit && r.Basis == PerContract }

// Rebate prices all call-offs of a contract anew at the step that their volume together
// reaches; so many units wait for approval and count for the step as well. What was
// charged, less all rebates, is then what each call-off costs at that step, in whatever
// order they were placed, cancelled and credited.
func Rebate(called []Called, waiting quantity.Quantity) (volume quantity.Quantity, credits []Credit) {
	volume = waiting
	for _, c := range called {
		volume = volume.Add(c.Quantity)
	}
	credits = make([]Credit, len(called))
	for i, c := range called {
		credits[i] = c.at(volume)
	}
	return volume, credits
}

func (c Called) at(volume quantity.Quantity) Credit {
	credit := Credit{Price: c.Rate.Price, Due: c.Charged}
	if c.Rate.Retroactive() {
		credit.Price = c.Rate.At(volume)
		credit.Due = credit.Price.Times(c.Quantity.Decimal())
	}
	credit.Amount = c.Charged.Sub(credit.Due).Sub(c.Given)
	return credit
}
