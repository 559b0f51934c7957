package framework

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/routing"
)

// ErrNotOffered: the supplier has no price for the item.
var ErrNotOffered = fault.New(fault.Conflict, "framework.not-offered", fault.Rule("G-CAL"))

// RouteFor finds the supplier of an order by the contract's table, with the trace of how.
// Without a table it is the first in rank, and there is nothing to trace. It fails with
// routing.ErrCompetition or routing.ErrNobody, and as CallFrom does for wishes that could not be
// called off from the first in rank.
func (f *Framework) RouteFor(wishes []Wish, months int, now time.Time) (member.SupplierID, routing.Trace, error) {
	if len(f.s.Route) == 0 {
		return f.s.Supplier, routing.Trace{}, nil
	}
	if err := f.open(now); err != nil {
		return "", routing.Trace{}, err
	}
	lines, err := f.price(f.s.Supplier, wishes)
	if err != nil {
		return "", routing.Trace{}, err
	}
	order := routing.Order{Total: Total(lines), Months: months}
	for _, line := range lines {
		item := f.item(line.Item)
		order.Lines = append(order.Lines, routing.Line{Position: item.Position, Category: item.Category})
	}
	trace, err := f.s.Route.Route(order, f.candidates(lines))
	return trace.Chosen, trace, err
}

// candidates are the suppliers as they stand for an order of these lines.
func (f *Framework) candidates(lines []Line) []routing.Candidate {
	all := make([]routing.Candidate, len(f.s.Suppliers))
	for i, s := range f.s.Suppliers {
		all[i] = routing.Candidate{Supplier: s.ID, Rank: s.Rank, TargetShare: s.TargetShare, Drawn: s.Drawn, Out: s.Out}
		for _, line := range lines {
			if _, offered := f.rate(s.ID, *f.item(line.Item)); !offered && all[i].Out == "" {
				all[i].Out = routing.Unpriced
			}
		}
	}
	return all
}

// rate is what a supplier asks for an item: the first in rank by the price list, any other one
// by its bid.
func (f *Framework) rate(supplier member.SupplierID, item Item) (pricing.Rate, bool) {
	if supplier == f.s.Supplier {
		return pricing.Rate{Price: item.Price, Tiers: item.Tiers}, true
	}
	for _, s := range f.s.Suppliers {
		if s.ID == supplier {
			rate, offered := s.Prices[item.ID]
			return rate, offered
		}
	}
	return pricing.Rate{}, false
}

// tally counts what a supplier delivers, or with a negative amount does not.
func (f *Framework) tally(supplier member.SupplierID, amount money.Amount) {
	for i := range f.s.Suppliers {
		if f.s.Suppliers[i].ID == supplier {
			f.s.Suppliers[i].Drawn = f.s.Suppliers[i].Drawn.Add(amount)
		}
	}
}

// Offer is what a call-off becomes when it passes to another supplier.
type Offer struct {
	Supplier member.SupplierID
	Rank     int
	Lines    []Line // the same items and quantities, at its prices
}

// PassedOver is why somebody in a cascade was not asked.
type PassedOver struct {
	Supplier member.SupplierID
	Rank     int
	Why      routing.Absence
}

// PassOn finds who is asked after the supplier of a rank, at prices of at most the limit, and
// books the member's lines for that one in the place of the former. Those before it who cannot
// be asked are told, each with the reason; without an offer everything is as it was.
func (f *Framework) PassOn(m member.ID, after int, lines []Line, limit money.Amount, now time.Time) (*Offer, []PassedOver) {
	var over []PassedOver
	for i, c := range f.candidates(lines) {
		if c.Rank <= after {
			continue
		}
		why := c.Out
		if why == "" {
			var offer *Offer
			if offer, why = f.rebook(m, f.atRank(after), f.s.Suppliers[i], lines, limit, now); offer != nil {
				return offer, over
			}
		}
		over = append(over, PassedOver{c.Supplier, c.Rank, why})
	}
	return nil, over
}

// atRank is the supplier of a rank, or none.
func (f *Framework) atRank(rank int) member.SupplierID {
	for _, s := range f.s.Suppliers {
		if s.Rank == rank {
			return s.ID
		}
	}
	return ""
}

// rebook books lines at the prices of another supplier, or says why it cannot be asked.
func (f *Framework) rebook(m member.ID, from member.SupplierID, to Supplier, lines []Line, limit money.Amount, now time.Time) (*Offer, routing.Absence) {
	again := Restore(f.s)
	if again.GiveBack(from, []Part{{m, Total(lines)}}, lines) != nil || again.open(now) != nil {
		return nil, routing.Closed
	}
	wishes := make([]Wish, len(lines))
	for i, line := range lines {
		wishes[i] = Wish{line.Item, line.Quantity}
	}
	offered, err := again.price(to.ID, wishes)
	if err != nil {
		return nil, routing.Unpriced
	}
	total := Total(offered)
	if total.Cmp(limit) > 0 {
		return nil, routing.Dearer
	}
	parts := []Part{{m, total}}
	if again.afford(parts, now) != nil {
		return nil, routing.Exceeded
	}
	again.book(to.ID, parts, offered)
	*f = *again
	return &Offer{to.ID, to.Rank, offered}, ""
}
