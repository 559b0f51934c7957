package framework

import (
	"fmt"
	"time"

	"allmende/domain/member"
	"allmende/domain/money"
)

// Part is what one member draws of what several call off together.
type Part struct {
	Member member.ID
	Amount money.Amount
}

// CallTogether books the wishes of several members, at the prices of a supplier, as one call-off. The amounts say what
// each of them draws, in their order and together the total of the lines; each amount is held
// against the member's own quota. It fails as CallFrom does, and with the faults of amounts, and then
// changes nothing.
func (f *Framework) CallTogether(
	supplier member.SupplierID, members []member.ID, wishes []Wish, amounts func([]Line) ([]money.Amount, error), now time.Time,
) (string, []Line, error) {
	if err := f.open(now); err != nil {
		return "", nil, err
	}
	if err := f.entitled(members); err != nil {
		return "", nil, err
	}
	lines, err := f.price(supplier, wishes)
	if err != nil {
		return "", nil, err
	}
	number, err := f.take(supplier, members, lines, amounts, now)
	return number, lines, err
}

// whole is the amount of a single member: all of it.
func whole(lines []Line) ([]money.Amount, error) { return []money.Amount{Total(lines)}, nil }

// take draws priced lines and numbers the call-off.
func (f *Framework) take(
	supplier member.SupplierID, members []member.ID, lines []Line, amounts func([]Line) ([]money.Amount, error), now time.Time,
) (string, error) {
	if err := f.draw(supplier, members, lines, amounts, now); err != nil {
		return "", err
	}
	f.s.CallOffs++
	return fmt.Sprintf("%s/%06d", f.s.Number, f.s.CallOffs), nil
}

// Rebook gives back what several members drew together and books it anew for the members that
// are left, of the same supplier and under the same number: the same lines, or those of other wishes at the prices of now.
// It fails as CallTogether does, and then changes nothing.
func (f *Framework) Rebook(
	supplier member.SupplierID, parts []Part, lines []Line, members []member.ID, wishes []Wish, amounts func([]Line) ([]money.Amount, error), now time.Time,
) ([]Line, error) {
	next := Restore(f.s)
	if err := next.GiveBack(supplier, parts, lines); err != nil {
		return nil, err
	}
	if err := next.entitled(members); err != nil {
		return nil, err
	}
	if wishes != nil {
		var err error
		if lines, err = next.price(supplier, wishes); err != nil {
			return nil, err
		}
	}
	if err := next.draw(supplier, members, lines, amounts, now); err != nil {
		return nil, err
	}
	*f = *next
	return lines, nil
}

// entitled fails with ErrNotEntitled or ErrSucceeded for a member that may not call off.
func (f *Framework) entitled(members []member.ID) error {
	for _, m := range members {
		e := f.entitlement(m)
		if e == nil {
			return ErrNotEntitled.With("member", m.String())
		}
		if !e.Successor.IsZero() {
			return ErrSucceeded.At("memberId")
		}
	}
	return nil
}

// draw books lines once their amounts are afforded.
func (f *Framework) draw(
	supplier member.SupplierID, members []member.ID, lines []Line, amounts func([]Line) ([]money.Amount, error), now time.Time,
) error {
	drawn, err := amounts(lines)
	if err != nil {
		return err
	}
	parts := make([]Part, len(members))
	for i, m := range members {
		parts[i] = Part{m, drawn[i]}
	}
	if err := f.afford(parts, now); err != nil {
		return err
	}
	f.book(supplier, parts, lines)
	return nil
}

// afford holds parts against the maximum, and each against its member's quota.
func (f *Framework) afford(parts []Part, now time.Time) error {
	total := money.Zero
	for _, part := range parts {
		total = total.Add(part.Amount)
	}
	if left := f.remaining(); total.Cmp(left) > 0 {
		return ErrMaximumExceeded.With("wanted", total.String()).With("remaining", left.String())
	}
	if !f.quotasBind(now) {
		return nil
	}
	for _, part := range parts {
		if left := f.holder(part.Member).quotaLeft(); part.Amount.Cmp(left) > 0 {
			return ErrQuotaExceeded.With("wanted", part.Amount.String()).With("remaining", left.String())
		}
	}
	return nil
}

func (f *Framework) book(supplier member.SupplierID, parts []Part, lines []Line) {
	for _, line := range lines {
		item := f.item(line.Item)
		item.Drawn = item.Drawn.Add(line.Quantity)
	}
	for _, part := range parts {
		entitled := f.holder(part.Member)
		entitled.Drawn = entitled.Drawn.Add(part.Amount)
	}
	f.s.Drawn = f.s.Drawn.Add(Total(lines))
	f.tally(supplier, Total(lines))
	f.settle()
}

// GiveBack undoes a booking of a supplier's lines by one member or several, whatever the day; an exhausted contract
// becomes active again. It fails, and changes nothing, for lines that were never booked: then a
// store is broken.
func (f *Framework) GiveBack(supplier member.SupplierID, parts []Part, lines []Line) error {
	back := Restore(f.s)
	for _, part := range parts {
		entitled := back.holder(part.Member)
		if entitled == nil {
			return fmt.Errorf("framework %s: member %s gives back without having drawn", f.s.ID, part.Member)
		}
		entitled.Drawn = entitled.Drawn.Sub(part.Amount)
		if entitled.Drawn.Sign() < 0 {
			return fmt.Errorf("framework %s: %s given back is more than member %s drew", f.s.ID, part.Amount, part.Member)
		}
	}
	for _, line := range lines {
		if err := back.giveBack(line); err != nil {
			return err
		}
	}
	back.s.Drawn = back.s.Drawn.Sub(Total(lines))
	if back.s.Drawn.Sign() < 0 {
		return fmt.Errorf("framework %s: %s given back is more than was drawn", f.s.ID, Total(lines))
	}
	back.tally(supplier, Total(lines).Neg())
	back.settle()
	*f = *back
	return nil
}
