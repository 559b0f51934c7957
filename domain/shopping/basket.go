package shopping

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// Faults of baskets.
var (
	// ErrBasketFull: a basket has at most 200 positions.
	ErrBasketFull = fault.New(fault.Conflict, "basket.full", fault.Rule("G-CAL"))
	// ErrNothing: a position is of more than nothing.
	ErrNothing = fault.New(fault.Invalid, "basket.quantity-missing", fault.Rule("G-CAL"), fault.Field("quantity"))
	// ErrTimes: a list is put into the basket once to 1000 times.
	ErrTimes = fault.New(fault.Invalid, "basket.times-invalid", fault.Rule("G-CAL"), fault.Field("times"))
)

const (
	mostPositions = 200
	mostTimes     = 1000
)

// Article is what can be put into a basket: an item at its price of today.
type Article struct {
	Item  framework.ItemID
	Unit  quantity.Unit
	Price money.Price // of a unit
}

// Position is how much of an item is in a basket.
type Position struct {
	Item     framework.ItemID
	Quantity quantity.Quantity
	Price    money.Price // of a unit, as the buyer last saw it
	PutAt    time.Time
}

// Basket is what a person has put together for a member. Nothing of it is reserved.
type Basket struct{ Positions []Position }

// Add puts more of an article into the basket. It fails with ErrNothing, ErrBasketFull,
// quantity.ErrMalformed for more than there can be, and quantity.ErrNotWhole where the unit has no parts.
func (b *Basket) Add(a Article, more quantity.Quantity, now time.Time) error {
	at := b.find(a.Item)
	if at >= 0 {
		more = more.Add(b.Positions[at].Quantity)
	}
	return b.Set(a, more, now)
}

// Set says how much of an article is in the basket; it fails as Add does.
func (b *Basket) Set(a Article, wanted quantity.Quantity, now time.Time) error {
	if wanted.IsZero() {
		return ErrNothing
	}
	if _, err := quantity.Parse(wanted.String()); err != nil {
		return err // the sum of two is more than there can be
	}
	if err := quantity.Check(a.Unit, wanted); err != nil {
		return err
	}
	at := b.find(a.Item)
	if at < 0 {
		if len(b.Positions) >= mostPositions {
			return ErrBasketFull
		}
		b.Positions = append(b.Positions, Position{Item: a.Item, PutAt: now})
		at = len(b.Positions) - 1
	}
	b.Positions[at].Quantity, b.Positions[at].Price = wanted, a.Price
	return nil
}

// Remove takes an item out, if it is there.
func (b *Basket) Remove(item framework.ItemID) {
	b.Positions = slices.DeleteFunc(b.Positions, func(p Position) bool { return p.Item == item })
}

func (b *Basket) find(item framework.ItemID) int {
	return slices.IndexFunc(b.Positions, func(p Position) bool { return p.Item == item })
}

// Times is so many of a quantity; it fails with ErrTimes, and with quantity.ErrMalformed
// for more than there can be.
func Times(q quantity.Quantity, times int) (quantity.Quantity, error) {
	if times < 1 || times > mostTimes {
		return q, ErrTimes.With("times", strconv.Itoa(times))
	}
	sum := q
	for range times - 1 {
		sum = sum.Add(q)
	}
	return quantity.Parse(sum.String())
}
