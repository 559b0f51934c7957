package capacity_test

import (
	"errors"
	"testing"

	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

func TestAReservationIsHeldAgainstItsCallOff(t *testing.T) {
	p := newPool(t, false)
	r, err := p.Reserve(ask(phase(0, 9, claim(p, capacity.Rack, "2"))), buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	rack, _ := p.State().OfKind(capacity.Rack, "")
	reserved := r.State()
	reserved.CallOff, reserved.Lines = id.New[calloff.CallOff](), []capacity.Line{{Resource: rack.ID, Position: 1}}
	sold, other := id.New[framework.Framework](), id.New[framework.Framework]()
	for name, c := range map[string]struct {
		sells, contract framework.ID
		change          func(*capacity.Ordered)
		anew, later     error
	}{
		"of the contract":          {sold, sold, func(*capacity.Ordered) {}, nil, nil},
		"of whatever contract":     {"", other, func(*capacity.Ordered) {}, nil, nil},
		"of another contract":      {sold, other, func(*capacity.Ordered) {}, capacity.ErrOtherContract, nil},
		"another, and not placed":  {sold, other, func(o *capacity.Ordered) { o.Placed = false }, capacity.ErrOtherContract, capacity.ErrNotOrdered},
		"not placed":               {sold, sold, func(o *capacity.Ordered) { o.Placed = false }, capacity.ErrNotOrdered, capacity.ErrNotOrdered},
		"of another member":        {sold, sold, func(o *capacity.Ordered) { o.Member = id.New[member.Member]() }, capacity.ErrNotOrdered, capacity.ErrNotOrdered},
		"without such a line":      {sold, sold, func(o *capacity.Ordered) { o.Lines = nil }, capacity.ErrNotCapacity, capacity.ErrNotCapacity},
		"for another kind":         {sold, sold, func(o *capacity.Ordered) { o.Lines[1] = line("2", "KWT") }, capacity.ErrLineKind, capacity.ErrLineKind},
		"less than is reserved":    {sold, sold, func(o *capacity.Ordered) { o.Lines[1] = line("1", "MON") }, capacity.ErrLineExceeded, capacity.ErrLineExceeded},
		"as much as is reserved":   {sold, sold, func(o *capacity.Ordered) { o.Lines[1] = line("2", "MON") }, nil, nil},
		"where nothing is written": {"", "", func(*capacity.Ordered) {}, nil, nil},
	} {
		pool := p.State()
		pool.Framework = c.sells
		o := capacity.Ordered{CallOff: reserved.CallOff, Contract: c.contract, Member: town, Placed: true, Lines: map[int]capacity.OrderedLine{1: line("4", "MON")}}
		c.change(&o)
		if err := reserved.CheckCallOff(o, pool); !errors.Is(err, c.anew) {
			t.Errorf("%s, new: %v, want %v", name, err, c.anew)
		}
		if err := reserved.CheckLines(o, pool); !errors.Is(err, c.later) {
			t.Errorf("%s, later: %v, want %v", name, err, c.later)
		}
	}
}

func line(amount string, unit quantity.Unit) capacity.OrderedLine {
	return capacity.OrderedLine{Quantity: quantity.Must(amount), Unit: unit}
}
