package framework

import (
	"errors"
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/routing"
)

// ErrNoCompetition: the contract's rules send the order to a supplier without a mini-competition.
var ErrNoCompetition = fault.New(fault.Conflict, "competition.not-required", fault.Rule("G-CAL"))

// Competitor is a supplier that may compete for an order.
type Competitor struct {
	Supplier member.SupplierID
	Lines    []Line // the order at its prices in the contract, which it must not exceed
}

// Competitors are the suppliers that stand and have a price for each wish, by rank, with the
// trace of the rule that has them compete. Whatever they bid, the member could call it off
// now. It fails with ErrNoCompetition, routing.ErrNobody, and as CallFrom does.
func (f *Framework) Competitors(m member.ID, wishes []Wish, months int, now time.Time) ([]Competitor, routing.Trace, error) {
	if err := f.open(now); err != nil {
		return nil, routing.Trace{}, err
	}
	if err := f.entitled([]member.ID{m}); err != nil {
		return nil, routing.Trace{}, err
	}
	_, trace, err := f.RouteFor(wishes, months, now)
	switch {
	case err == nil:
		return nil, trace, ErrNoCompetition
	case !errors.Is(err, routing.ErrCompetition):
		return nil, trace, err
	}
	var competitors []Competitor
	for _, standing := range trace.Standings {
		if standing.Passed != "" {
			continue
		}
		lines, err := f.price(standing.Supplier, wishes)
		if err != nil {
			return nil, trace, err
		}
		if err := f.afford([]Part{{m, Total(lines)}}, now); err != nil {
			return nil, trace, err
		}
		competitors = append(competitors, Competitor{standing.Supplier, lines})
	}
	if len(competitors) == 0 {
		return nil, trace, routing.ErrNobody
	}
	return competitors, trace, nil
}

// CallAt is CallFrom a supplier at other prices than the contract's, one for each wish: those
// that it won a mini-competition with. It fails as CallFrom does, and with routing.ErrNobody for
// a supplier that takes no orders any more.
func (f *Framework) CallAt(prices []money.Price, supplier member.SupplierID, m member.ID, wishes []Wish, now time.Time) (string, []Line, error) {
	if err := f.open(now); err != nil {
		return "", nil, err
	}
	if err := f.entitled([]member.ID{m}); err != nil {
		return "", nil, err
	}
	if !slices.ContainsFunc(f.s.Suppliers, func(s Supplier) bool { return s.ID == supplier && s.Out == "" }) {
		return "", nil, routing.ErrNobody
	}
	lines, err := f.price(supplier, wishes)
	if err != nil {
		return "", nil, err
	}
	for i, line := range lines {
		lines[i].Price, lines[i].Total, lines[i].Derivation = prices[i], prices[i].Times(line.Quantity.Decimal()), ""
	}
	number, err := f.take(supplier, []member.ID{m}, lines, whole, now)
	return number, lines, err
}
