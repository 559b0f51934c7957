package cases

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/domain/period"
	"allmende/domain/split"
)

type proRata struct {
	Days   []int64  `json:"days"`
	Shares []string `json:"shares"`
}

// memberDays answers "prorata_days": members weigh as much as they have days.
func memberDays(g *given) (any, error) {
	total, stays, over := g.amount("total"), g.stays(), period.Span{}
	keys := g.keys(len(stays))
	if err := g.done(); err != nil {
		return nil, err
	}
	for i := range stays {
		stays[i].Key, stays[i].Weight = keys[i], decimal.NewFromInt(1)
		over = hull(over, stays[i].Spans)
	}
	days := make([]decimal.Decimal, len(stays))
	if !over.From.IsZero() {
		var err error
		if days, err = split.MemberDays(over, stays); err != nil {
			return nil, err
		}
	}
	result, err := split.Units(total, withKeys(keys, days))
	if err != nil {
		return nil, err
	}
	answer := proRata{Days: make([]int64, len(days)), Shares: g.shares(result)}
	for i, d := range days {
		answer.Days[i] = d.IntPart()
	}
	return answer, nil
}

// stays reads for each member a first and a last day, or several such pairs, or null
// for none.
func (g *given) stays() []split.Stay {
	var members []jsontext.Value
	g.into("periods", &members)
	stays := make([]split.Stay, len(members))
	for i, text := range members {
		var pairs [][]string
		if json.Unmarshal(text, &pairs) != nil {
			var pair []string
			if json.Unmarshal(text, &pair) != nil {
				g.refuse(refusal("malformed_given periods"))
				return nil
			}
			pairs = [][]string{pair}
		}
		for _, pair := range pairs {
			stays[i].Spans = append(stays[i].Spans, g.span(pair))
		}
	}
	return stays
}

// span may end before it begins: the domain refuses that.
func (g *given) span(pair []string) period.Span {
	if len(pair) != 2 {
		g.refuse(refusal("malformed_given periods"))
		return period.Span{}
	}
	from, err := period.ParseDay(pair[0])
	if err != nil {
		g.refuse(err)
	}
	to, err := period.ParseDay(pair[1])
	if err != nil {
		g.refuse(err)
	}
	return period.Span{From: from, To: to}
}

// hull is the shortest span with all of them in it.
func hull(over period.Span, spans []period.Span) period.Span {
	for _, s := range spans {
		if over.From.IsZero() || s.From.Before(over.From) {
			over.From = s.From
		}
		if over.To.IsZero() || s.To.After(over.To) {
			over.To = s.To
		}
	}
	return over
}

type bothMethods struct {
	MemberDays []string `json:"member_days"`
	DaySlices  []string `json:"day_slices"`
}

// maxDays is more than any calendar of ours holds.
const maxDays = 1_000_000

// dayMethods answers "prorata_method": A takes part in the first days of the year, B in
// the last.
func dayMethods(g *given) (any, error) {
	total, keys := g.amount("total"), g.keys(2)
	year, first, last := g.count("year_days", maxDays), g.count("A_days", maxDays), g.count("B_last_days", maxDays)
	if err := g.done(); err != nil {
		return nil, err
	}
	over := run(1, year)
	stays := []split.Stay{
		{Key: keys[0], Spans: spans(run(1, first)), Weight: decimal.NewFromInt(1)},
		{Key: keys[1], Spans: spans(run(year-last+1, year)), Weight: decimal.NewFromInt(1)},
	}
	days, err := split.MemberDays(over, stays)
	if err != nil {
		return nil, err
	}
	slices, err := split.DaySlices(over, stays)
	if err != nil {
		return nil, err
	}
	byDays, err := split.Units(total, withKeys(keys, days))
	if err != nil {
		return nil, err
	}
	bySlices, err := split.Units(total, withKeys(keys, split.Integers(slices)))
	if err != nil {
		return nil, err
	}
	return bothMethods{MemberDays: g.shares(byDays), DaySlices: g.shares(bySlices)}, nil
}

// run is the days of a year of any length by their numbers, one of them the first.
func run(first, last int) period.Span {
	start := period.Date(2001, 1, 1)
	return period.Span{From: start.Add(first - 1), To: start.Add(last - 1)}
}

// spans is the span, unless it is empty.
func spans(s period.Span) []period.Span {
	if s.To.Before(s.From) {
		return nil
	}
	return []period.Span{s}
}
