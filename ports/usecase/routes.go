package usecase

import (
	"strconv"

	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/money"
	"allmende/domain/routing"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// tableOf reads the rules of a route, whose fields are paths below field.
func tableOf(in []driving.RouteRule, field string) (routing.Table, error) {
	table := make(routing.Table, len(in))
	for i, r := range in {
		at := field + "." + strconv.Itoa(i)
		table[i] = routing.Rule{
			Way: routing.Way(r.Way), Items: r.Items, Category: demand.Category(r.Category), MonthsFrom: r.MonthsFrom, MonthsTo: r.MonthsTo, AnswerHours: r.AnswerHours,
		}
		var err error
		if table[i].From, err = amountGiven(r.From); err != nil {
			return nil, pointed(err, at+".from")
		}
		if table[i].Below, err = amountGiven(r.Below); err != nil {
			return nil, pointed(err, at+".below")
		}
	}
	return table, nil
}

// amountGiven is an amount, or zero for an empty text.
func amountGiven(text string) (money.Amount, error) {
	if text == "" {
		return money.Zero, nil
	}
	return money.ParseAmount(text)
}

// tableShown is a table for people.
func tableShown(table routing.Table) []view.RouteRule {
	rules := make([]view.RouteRule, len(table))
	for i, r := range table {
		rules[i] = view.RouteRule{
			Way: string(r.Way), Items: r.Items, Category: string(r.Category), MonthsFrom: r.MonthsFrom, MonthsTo: r.MonthsTo, AnswerHours: r.AnswerHours,
		}
		if !r.From.IsZero() {
			rules[i].From = r.From.String()
		}
		if !r.Below.IsZero() {
			rules[i].Below = r.Below.String()
		}
	}
	return rules
}

// traceShown is how a new call-off found its supplier, or nil where there was nothing to decide.
func traceShown(s calloff.State, at driven.Counter) *view.RouteTrace {
	t := s.Route
	if t.IsZero() {
		return nil
	}
	shown := &view.RouteTrace{
		Rules: tableShown(at.Contract.State().Route), Total: t.Total.String(), Months: t.Months, Way: string(t.Way), Rank: t.Rank, Refusals: []view.RouteRefusal{},
	}
	for _, mismatch := range t.Looked {
		shown.Looked = append(shown.Looked, string(mismatch))
	}
	for _, c := range t.Standings {
		shown.Standings = append(shown.Standings, view.RouteStanding{
			Supplier: view.Ref{ID: c.Supplier.String(), Name: at.Suppliers[c.Supplier]}, Rank: c.Rank, TargetShare: c.TargetShare, Drawn: c.Drawn.String(), Passed: string(c.Passed),
		})
	}
	return shown
}
