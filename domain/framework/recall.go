package framework

import (
	"fmt"
	"slices"
	"time"

	"allmende/domain/member"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

// Recall books other quantities of lines that a member booked before; lines without a wish
// are given back. What stays costs what it cost, what comes on top costs today's price; a VAT
// rate that was copied stays. It
// fails where something rises as Call does, and then changes nothing.
func (f *Framework) Recall(supplier member.SupplierID, m member.ID, before []Line, wishes []Wish, now time.Time) ([]Line, error) {
	if err := CheckWishes(wishes); err != nil {
		return nil, err
	}
	back := Restore(f.s)
	if err := back.GiveBack(supplier, []Part{{m, Total(before)}}, before); err != nil {
		return nil, err
	}
	lines := make([]Line, len(wishes))
	for i, wish := range wishes {
		old := slices.IndexFunc(before, func(l Line) bool { return l.Item == wish.Item })
		if old < 0 {
			return nil, ErrItemUnknown.At(at(i, "itemId"))
		}
		var err error
		if lines[i], err = f.again(supplier, back, i, before[old], wish, now); err != nil {
			return nil, err
		}
	}
	parts := []Part{{m, Total(lines)}}
	if Total(lines).Cmp(Total(before)) > 0 {
		if err := back.afford(parts, now); err != nil {
			return nil, err
		}
	}
	back.book(supplier, parts, lines)
	*f = *back
	return lines, nil
}

// again is a line with another quantity. Back is the contract without the line.
func (f *Framework) again(supplier member.SupplierID, back *Framework, i int, old Line, wish Wish, now time.Time) (Line, error) {
	line := old
	line.Position = i + 1
	more, rises := wish.Quantity.Sub(old.Quantity)
	switch {
	case wish.Quantity.IsZero():
		return Line{}, ErrNothingWanted.At(at(i, "quantity"))
	case quantity.Check(old.Unit, wish.Quantity) != nil:
		return Line{}, quantity.ErrNotWhole.At(at(i, "quantity"))
	case rises && more.IsZero():
		return line, nil
	case rises:
		if err := f.runsOn(now); err != nil {
			return Line{}, err
		}
		today, err := back.line(supplier, i, wish)
		if old.Tax.Known() {
			today.Tax = old.Tax
		}
		if err != nil || old.Derivation != "" || today.Derivation != "" || today.Price.Cmp(old.Price) == 0 {
			return today, err
		}
		charge := pricing.Charged(wish.Quantity, []pricing.Band{{Quantity: old.Quantity, Price: old.Price}, {Quantity: more, Price: today.Price}})
		line.Price, line.Total, line.Derivation, line.Tax = charge.Price, charge.Total, charge.Derivation(), today.Tax
	case old.Derivation != "":
		item := back.item(wish.Item)
		rate, _ := back.rate(supplier, *item)
		line = item.charged(i, wish.Quantity, rate)
		line.Tax = old.Tax
		return line, nil
	default:
		line.Total = old.Price.Times(wish.Quantity.Decimal())
	}
	line.Quantity = wish.Quantity
	return line, nil
}

// runsOn is open for a contract that may be exhausted: what is given back may be taken again.
func (f *Framework) runsOn(now time.Time) error {
	if err := f.Running(); err != nil {
		return err
	}
	if !f.s.InForce.Holds(now) {
		return ErrNotInForce.With("from", f.s.InForce.From.String()).With("to", f.s.InForce.To.String())
	}
	return nil
}

// Reinstate undoes a Recall: the lines before it are booked again, as far as nobody took
// what it gave back. It fails with ErrQuantityExceeded or ErrMaximumExceeded, and then
// changes nothing.
func (f *Framework) Reinstate(supplier member.SupplierID, m member.ID, now, before []Line) error {
	back := Restore(f.s)
	if err := back.GiveBack(supplier, []Part{{m, Total(now)}}, now); err != nil {
		return err
	}
	for i, line := range before {
		item := back.item(line.Item)
		if item == nil {
			return fmt.Errorf("framework %s: item %s is not loaded", f.s.ID, line.Item)
		}
		if left, _ := item.Maximum.Sub(item.Drawn); !item.Unbounded && line.Quantity.Cmp(left) > 0 {
			return ErrQuantityExceeded.At(at(i, "quantity")).With("item", item.Name).With("remaining", left.String())
		}
	}
	if left := back.remaining(); Total(before).Cmp(left) > 0 {
		return ErrMaximumExceeded.With("wanted", Total(before).String()).With("remaining", left.String())
	}
	back.book(supplier, []Part{{m, Total(before)}}, before)
	*f = *back
	return nil
}
