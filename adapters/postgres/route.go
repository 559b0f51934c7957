package postgres

import (
	"encoding/json"
	"fmt"

	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/routing"
)

// ruleRow is a rule of a route as tender_lot.route and framework.route keep it.
type ruleRow struct {
	Way        string `json:"way"`
	From       string `json:"from,omitempty"`
	Below      string `json:"below,omitempty"`
	Items      []int  `json:"items,omitempty"`
	Category   string `json:"category,omitempty"`
	MonthsFrom int    `json:"monthsFrom,omitempty"`
	MonthsTo   int    `json:"monthsTo,omitempty"`
	Hours      int    `json:"answerHours,omitempty"`
}

// routeColumn is a table as a column keeps it; nothing for one without rules.
func routeColumn(table routing.Table) (*string, error) {
	if len(table) == 0 {
		return nil, nil //nolint:nilnil // no rules, no column
	}
	rows := make([]ruleRow, len(table))
	for i, r := range table {
		rows[i] = ruleRow{
			Way: string(r.Way), From: amountOrNone(r.From), Below: amountOrNone(r.Below), Items: r.Items, Category: string(r.Category),
			MonthsFrom: r.MonthsFrom, MonthsTo: r.MonthsTo, Hours: r.AnswerHours,
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return nil, fmt.Errorf("write a route: %w", err)
	}
	kept := string(text)
	return &kept, nil
}

func amountOrNone(a money.Amount) string {
	if a.IsZero() {
		return ""
	}
	return a.String()
}

// routeOf takes back what routeColumn kept.
func routeOf(column *string) (routing.Table, error) {
	if column == nil {
		return nil, nil
	}
	var rows []ruleRow
	if err := json.Unmarshal([]byte(*column), &rows); err != nil {
		return nil, fmt.Errorf("read a route: %w", err)
	}
	return tableOf(rows)
}

func tableOf(rows []ruleRow) (routing.Table, error) {
	table := make(routing.Table, len(rows))
	for i, r := range rows {
		table[i] = routing.Rule{
			Way: routing.Way(r.Way), Items: r.Items, Category: demand.Category(r.Category), MonthsFrom: r.MonthsFrom, MonthsTo: r.MonthsTo, AnswerHours: r.Hours,
		}
		var err error
		if table[i].From, err = amountOrZero(r.From); err == nil {
			table[i].Below, err = amountOrZero(r.Below)
		}
		if err != nil {
			return nil, fmt.Errorf("read a route: %v", err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	return table, nil
}

func amountOrZero(text string) (money.Amount, error) {
	if text == "" {
		return money.Zero, nil
	}
	return money.ParseAmount(text)
}

// traceRow is how a call-off found its supplier, as call_off.route keeps it.
type traceRow struct {
	Total     string        `json:"total"`
	Months    int           `json:"months,omitempty"`
	Looked    []string      `json:"looked"`
	Way       string        `json:"way"`
	Hours     int           `json:"answerHours,omitempty"`
	Standings []standingRow `json:"standings"`
	Chosen    string        `json:"chosen"`
	Rank      int           `json:"rank"`
}

type standingRow struct {
	Supplier string `json:"supplier"`
	Rank     int    `json:"rank"`
	Share    int    `json:"targetShare"`
	Drawn    string `json:"drawn"`
	Passed   string `json:"passed,omitempty"`
}

// traceColumn is a trace as a column keeps it; nothing where there was nothing to decide.
func traceColumn(t routing.Trace) (*string, error) {
	if t.IsZero() {
		return nil, nil //nolint:nilnil // no trace, no column
	}
	row := traceRow{Total: t.Total.String(), Months: t.Months, Way: string(t.Way), Hours: t.AnswerHours, Chosen: t.Chosen.String(), Rank: t.Rank}
	for _, mismatch := range t.Looked {
		row.Looked = append(row.Looked, string(mismatch))
	}
	for _, s := range t.Standings {
		row.Standings = append(row.Standings, standingRow{s.Supplier.String(), s.Rank, s.TargetShare, s.Drawn.String(), string(s.Passed)})
	}
	text, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("write the trace of a route: %w", err)
	}
	kept := string(text)
	return &kept, nil
}

// traceOf takes back what traceColumn kept.
func traceOf(column *string) (routing.Trace, error) {
	if column == nil {
		return routing.Trace{}, nil
	}
	var row traceRow
	if err := json.Unmarshal([]byte(*column), &row); err != nil {
		return routing.Trace{}, fmt.Errorf("read the trace of a route: %w", err)
	}
	t := routing.Trace{Months: row.Months, Way: routing.Way(row.Way), AnswerHours: row.Hours, Chosen: member.SupplierID(row.Chosen), Rank: row.Rank}
	var err error
	if t.Total, err = money.ParseAmount(row.Total); err != nil {
		return t, err
	}
	for _, mismatch := range row.Looked {
		t.Looked = append(t.Looked, routing.Mismatch(mismatch))
	}
	for _, s := range row.Standings {
		standing := routing.Standing{Supplier: member.SupplierID(s.Supplier), Rank: s.Rank, TargetShare: s.Share, Passed: routing.Absence(s.Passed)}
		if standing.Drawn, err = money.ParseAmount(s.Drawn); err != nil {
			return t, err
		}
		t.Standings = append(t.Standings, standing)
	}
	return t, nil
}

// routingRow is what framework_routing says of a contract with rules.
type routingRow struct {
	Rules     []ruleRow `json:"rules"`
	Suppliers []struct {
		ID     member.SupplierID            `json:"id"`
		Name   string                       `json:"name"`
		Rank   int                          `json:"rank"`
		Share  int                          `json:"share"`
		Out    routing.Absence              `json:"out"`
		Drawn  money.Amount                 `json:"drawn"`
		Prices map[framework.ItemID]rateRow `json:"prices"`
	} `json:"suppliers"`
}

// readRouting puts rules and suppliers into a contract, and the names of these into names;
// nothing for a contract without rules.
func readRouting(column []byte, s *framework.State, names map[member.SupplierID]string) error {
	if column == nil {
		return nil
	}
	var row routingRow
	err := json.Unmarshal(column, &row)
	if err != nil {
		return fmt.Errorf("read the route of a contract: %w", err)
	}
	if s.Route, err = tableOf(row.Rules); err != nil {
		return err
	}
	for _, p := range row.Suppliers {
		names[p.ID] = p.Name
		supplier := framework.Supplier{ID: p.ID, Rank: p.Rank, TargetShare: p.Share, Out: p.Out, Drawn: p.Drawn, Prices: map[framework.ItemID]pricing.Rate{}}
		for item, rate := range p.Prices {
			if supplier.Prices[item], err = rate.rate(); err != nil {
				return err
			}
		}
		s.Suppliers = append(s.Suppliers, supplier)
	}
	return nil
}
