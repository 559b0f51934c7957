package postgres

import (
	"errors"
	"fmt"
	"time"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/ports/view"
)

// route prices a quote at whom the contract's rules send it, as placing will; where they send it
// to nobody, nothing can be ordered, and the quote says why.
func (q *quoted) route(wishes []framework.Wish, months int, now time.Time) error {
	state, names := framework.State{Supplier: q.First, Status: framework.Active}, map[member.SupplierID]string{}
	if err := readRouting(q.Routing, &state, names); err != nil || len(state.Route) == 0 || len(q.Lines) != len(wishes) {
		return err
	}
	today := period.DayOf(now)
	state.InForce = period.Span{From: today, To: today} // whether it is in force is asked elsewhere
	for i, line := range q.Lines {
		rate, err := line.Rate.rate()
		if err != nil {
			return err
		}
		drawn, err := quantity.FromDecimal(line.Drawn)
		if err != nil {
			return fmt.Errorf("quote a call-off: %w", err)
		}
		state.Items = append(state.Items, framework.Item{
			ID: wishes[i].Item, Position: line.Place, Category: line.Category, Unit: line.Unit, Price: rate.Price, Tiers: rate.Tiers, Drawn: drawn, Unbounded: true,
		})
	}
	supplier, trace, err := framework.Restore(state).RouteFor(wishes, months, now)
	q.Way, q.Rule, q.Rank, q.AsksMonths = string(trace.Way), trace.Rule(), trace.Rank, state.Route.AsksMonths()
	switch {
	case errors.Is(err, routing.ErrCompetition), errors.Is(err, routing.ErrNobody):
		q.Orderable = false
		return nil
	case err != nil:
		return nil //nolint:nilerr // what is wrong with the wishes is told by the lines
	}
	q.Supplier = &view.Ref{ID: supplier.String(), Name: names[supplier]}
	if supplier == q.First {
		return nil
	}
	return q.reprice(state.Suppliers[trace.Rank-1], wishes)
}

// reprice puts a supplier's prices in the place of the price list's.
func (q *quoted) reprice(supplier framework.Supplier, wishes []framework.Wish) error {
	total := money.Zero
	for i, wish := range wishes {
		drawn, err := quantity.FromDecimal(q.Lines[i].Drawn)
		if err != nil {
			return fmt.Errorf("quote a call-off: %w", err)
		}
		rate := supplier.Prices[wish.Item]
		charge := rate.For(drawn, wish.Quantity)
		q.Lines[i].Rate, q.Lines[i].Total = rateRowOf(rate), charge.Total.String()
		total = total.Add(charge.Total)
	}
	q.Total = total.String()
	for _, limit := range []string{q.RemainingValue, q.RemainingQuota} {
		left, err := money.ParseAmount(limit)
		if limit != "" && err == nil && total.Cmp(left) > 0 {
			q.Orderable = false
		}
	}
	limit, err := money.ParseAmount(q.ApprovalLimit)
	q.NeedsApproval = err == nil && total.Cmp(limit) > 0
	return err
}
