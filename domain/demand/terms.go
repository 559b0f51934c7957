package demand

import (
	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

// ErrMinimumInPacks: a minimum order is not a whole number of packs.
var ErrMinimumInPacks = fault.New(fault.Invalid, "demand.minimum-not-in-packs", fault.Rule("G-DEM"))

// Terms are the ways in which an item is sold, as far as they are known before a tender.
type Terms struct {
	Pack    quantity.Quantity // how much one pack holds; zero: sold singly
	Minimum quantity.Quantity // the smallest order, a whole number of packs; zero: none
	// Tiers are prices that fall with the firm quantity of all members together; they count
	// per contract, as the members will draw on one.
	Tiers pricing.Tiers
}

// Volume is what is needed of an item, by one member or by all.
type Volume struct {
	Firm      quantity.Quantity
	Tolerance quantity.Quantity
}

// Plus adds volumes.
func (v Volume) Plus(w Volume) Volume {
	return Volume{v.Firm.Add(w.Firm), v.Tolerance.Add(w.Tolerance)}
}

// less takes a part of a volume out of it.
func (v Volume) less(part Volume) Volume {
	firm, _ := v.Firm.Sub(part.Firm)
	tolerance, _ := v.Tolerance.Sub(part.Tolerance)
	return Volume{firm, tolerance}
}

func (v Volume) most() quantity.Quantity { return v.Firm.Add(v.Tolerance) }

// None reports whether terms say nothing.
func (t Terms) None() bool { return t.Pack.IsZero() && t.Minimum.IsZero() && len(t.Tiers.Steps) == 0 }

// fault is what is wrong with the terms of an item, at which of its fields, or nil.
func (t Terms) fault(unit quantity.Unit, price money.Price) *fault.Fault {
	for _, held := range []struct {
		field string
		q     quantity.Quantity
	}{{"pack", t.Pack}, {"minimum", t.Minimum}} {
		if f := faultOf(quantity.Check(unit, held.q), held.field); f != nil {
			return f
		}
	}
	if !t.Pack.IsZero() && !over(t.Minimum, t.Pack).IsZero() {
		return ErrMinimumInPacks.At("minimum").With("pack", t.Pack.String())
	}
	if f := faultOf(pricing.Rate{Price: price, Tiers: t.Tiers}.Check(), ""); f != nil {
		return f
	}
	if len(t.Tiers.Steps) > 0 && t.Tiers.Basis != pricing.PerContract {
		return pricing.ErrTiers.At("tiers.basis")
	}
	for _, step := range t.Tiers.Steps {
		if f := faultOf(quantity.Check(unit, step.From), "tiers.steps"); f != nil {
			return f
		}
	}
	return nil
}

// faultOf points an error that is a fault to a field, or leaves it where it points.
func faultOf(err error, field string) *fault.Fault {
	f, ok := fault.Of(err)
	if ok && field != "" {
		return f.At(field)
	}
	return f
}

// Ordered is how much would be ordered of a volume: whole packs, at least the minimum. What
// fills a pack or reaches the minimum is taken out of the tolerance, but no pack consists of
// tolerance alone; without packs and minimum it is the firm quantity.
func (t Terms) Ordered(v Volume) quantity.Quantity {
	if v.Firm.IsZero() || v.most().Cmp(t.Minimum) < 0 {
		return quantity.Quantity{}
	}
	base := atLeast(v.Firm, t.Minimum)
	rest := over(base, t.Pack)
	if rest.IsZero() {
		return base
	}
	full, _ := base.Sub(rest)
	if next := full.Add(t.Pack); next.Cmp(v.most()) <= 0 {
		return next
	}
	return full
}

// Missing is how much more is needed, firm or as tolerance, for the pack that was begun to
// fill, or for the minimum to be reached; zero where all that is firm would be ordered.
func (t Terms) Missing(v Volume) quantity.Quantity {
	if v.Firm.IsZero() {
		return quantity.Quantity{}
	}
	wanted := atLeast(v.Firm, t.Minimum)
	if rest := over(wanted, t.Pack); !rest.IsZero() {
		full, _ := wanted.Sub(rest)
		wanted = full.Add(t.Pack)
	}
	missing, _ := wanted.Sub(v.most()) // none where there is enough
	return missing
}

// over is what lies over the last full pack.
func over(q, pack quantity.Quantity) quantity.Quantity {
	if pack.IsZero() {
		return quantity.Quantity{}
	}
	rest, err := quantity.FromDecimal(q.Decimal().Mod(pack.Decimal()))
	if err != nil {
		panic(err) // it is not negative, and as fine as the two
	}
	return rest
}

func atLeast(q, least quantity.Quantity) quantity.Quantity {
	if q.Cmp(least) < 0 {
		return least
	}
	return q
}

// Rate is what the item is estimated to cost, with its steps.
func (i Item) Rate() pricing.Rate { return pricing.Rate{Price: i.EstimatedPrice, Tiers: i.Terms.Tiers} }

// Change is what some more of an item would do to its cost.
type Change struct {
	Before pricing.Charge // of what is firm now
	After  pricing.Charge // of that and what comes on top
	// Lowers is how much less all together would cost than now, although it is more; negative
	// where it costs more.
	Lowers money.Amount
}

// WhatIf is WithMore for a quantity that somebody entered. It fails with the faults of
// quantity.Check and ErrTooValuable.
func (i Item) WhatIf(firm, more quantity.Quantity) (Change, error) {
	if err := quantity.Check(i.Unit, more); err != nil {
		return Change{}, fault.At(err, "more")
	}
	if value(i.EstimatedPrice, more).Cmp(mostValuable) > 0 {
		return Change{}, ErrTooValuable.At("more").With("most", mostValuable.String())
	}
	return i.WithMore(firm, more), nil
}

// WithMore says what a quantity on top of the firm one of all members would change.
func (i Item) WithMore(firm, more quantity.Quantity) Change {
	rate := i.Rate()
	change := Change{Before: rate.For(quantity.Quantity{}, firm), After: rate.For(quantity.Quantity{}, firm.Add(more))}
	change.Lowers = change.Before.Total.Sub(change.After.Total)
	return change
}

// PriceOf is what a unit costs in a charge of the item; of nothing, the estimated price.
func (i Item) PriceOf(c pricing.Charge) money.Price {
	for _, band := range c.Bands {
		if !band.Quantity.IsZero() {
			return c.Price
		}
	}
	return i.EstimatedPrice
}

// Saves is what a member that needs so much firmly would pay less: its part of the cost
// before, less its part of the cost after, each by quantity and rounded once.
func (c Change) Saves(own quantity.Quantity) money.Amount {
	return part(c.Before, own).Sub(part(c.After, own))
}

// part is the part of a charge that falls to a quantity of it.
func part(c pricing.Charge, own quantity.Quantity) money.Amount {
	all := decimal.Zero
	for _, band := range c.Bands {
		all = all.Add(band.Quantity.Decimal())
	}
	if all.IsZero() {
		return money.Amount{}
	}
	share, err := money.FromDecimal(c.Total.Decimal().Mul(own.Decimal()).DivRound(all, 2))
	if err != nil {
		panic(err) // it is at most the total, and rounded to cents
	}
	return share
}

// StepAhead is the next price step of an item.
type StepAhead struct {
	pricing.Next
	Change // by what is missing for it
}

// Ahead finds the next price step for what is firm; false where there is none.
func (i Item) Ahead(firm quantity.Quantity) (StepAhead, bool) {
	next, ok := i.Rate().Ahead(quantity.Quantity{}, firm)
	if !ok {
		return StepAhead{}, false
	}
	return StepAhead{Next: next, Change: i.WithMore(firm, next.Missing)}, true
}
