package sheet

import (
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/strict"
	"allmende/domain/period"
	"allmende/domain/split"
)

// weighed is what the members weigh and why, in the order of the members.
type weighed struct {
	days    []string            // of membership, with a period
	given   [][]decimal.Decimal // by key, then by member
	counts  [][]string          // by key, then by member: the weight with the days in it
	sums    []string            // of the counts, by key
	mixed   []split.Ratio       // of several keys: what a member bears of a hundred
	weights []decimal.Decimal   // what the split is made by
}

// weigh makes one weight a member: for each key the weight given, by the days of
// membership if there is a period; of several keys the mix by their percentages.
func (s *Sheet) weigh() (weighed, error) {
	var w weighed
	given, err := s.givenWeights()
	if err != nil {
		return w, err
	}
	calendar, err := s.calendar()
	if err != nil {
		return w, err
	}
	if s.Keys == nil && s.Period == nil {
		w.weights = given[0]
		return w, nil
	}
	w.days, w.given = calendar.days, given
	parts := make([]split.Part, len(given))
	for k := range given {
		counted, err := calendar.count(given[k])
		if err != nil {
			return w, err
		}
		w.counts, w.sums = append(w.counts, texts(counted)), append(w.sums, sum(counted).String())
		parts[k].Weights = split.Integers(counted)
	}
	if s.Keys == nil {
		w.weights = parts[0].Weights
		return w, nil
	}
	for k, key := range s.Keys {
		if parts[k].Percent, err = number(key.Percent, fmt.Sprintf("/keys/%d/percent", k)); err != nil {
			return w, err
		}
	}
	if w.mixed, err = split.Mix(parts); err != nil {
		return w, err
	}
	w.weights = split.Integers(w.mixed)
	return w, nil
}

// givenWeights are those on the sheet, by key, then by member; none is negative.
func (s *Sheet) givenWeights() ([][]decimal.Decimal, error) {
	given := make([][]decimal.Decimal, max(len(s.Keys), 1))
	for k := range given {
		given[k] = make([]decimal.Decimal, len(s.Members))
		for i, m := range s.Members {
			at := fmt.Sprintf("/members/%d/weight", i)
			text := m.Weight
			if s.Keys != nil {
				at += "s/" + s.Keys[k].Name
				own := m.Weights[s.Keys[k].Name]
				text = &own
			}
			d, err := number(*text, at)
			if err != nil {
				return nil, err
			}
			if d.Sign() < 0 {
				return nil, strict.Refuse(at, "is negative")
			}
			given[k][i] = d
		}
	}
	return given, nil
}

// calendar knows who takes part when; without a period everybody always does.
type calendar struct {
	rule  string
	over  period.Span
	stays []split.Stay
	days  []string
}

func (s *Sheet) calendar() (calendar, error) {
	if s.Period == nil {
		return calendar{}, nil
	}
	c := calendar{rule: s.Period.Rule, stays: make([]split.Stay, len(s.Members))}
	var err error
	if c.over, err = span([]string{s.Period.From, s.Period.To}, "/period"); err != nil {
		return c, err
	}
	for i, m := range s.Members {
		c.stays[i] = split.Stay{Key: m.Key, Spans: []period.Span{c.over}, Weight: decimal.NewFromInt(1)}
		if m.Days != nil {
			c.stays[i].Spans = nil
		}
		for j, pair := range m.Days {
			days, err := span(pair, fmt.Sprintf("/members/%d/days/%d", i, j))
			if err != nil {
				return c, err
			}
			c.stays[i].Spans = append(c.stays[i].Spans, days)
		}
	}
	own, err := split.MemberDays(c.over, c.stays)
	if err != nil {
		return c, err
	}
	c.days = make([]string, len(own))
	for i, d := range own {
		c.days[i] = d.String()
	}
	return c, nil
}

func span(pair []string, at string) (period.Span, error) {
	if len(pair) != 2 {
		return period.Span{}, strict.Refuse(at, "is to be a first and a last day")
	}
	var days [2]period.Day
	for i, text := range pair {
		day, err := period.ParseDay(text)
		if err != nil {
			return period.Span{}, strict.Refuse(at, fmt.Sprintf("has no day %q (as 2026-12-31)", text))
		}
		days[i] = day
	}
	if days[1].Before(days[0]) {
		return period.Span{}, strict.Refuse(at, "ends before it begins")
	}
	return period.Span{From: days[0], To: days[1]}, nil
}

// count brings the days into the weights of one key.
func (c calendar) count(given []decimal.Decimal) ([]split.Ratio, error) {
	for i := range c.stays {
		c.stays[i].Weight = given[i]
	}
	switch c.rule {
	case split.DaySlicesRule:
		return split.DaySlices(c.over, c.stays)
	case split.MemberDaysRule:
		var err error
		if given, err = split.MemberDays(c.over, c.stays); err != nil {
			return nil, err
		}
	}
	counted := make([]split.Ratio, len(given))
	for i, d := range given {
		counted[i] = split.RatioOf(d)
	}
	return counted, nil
}

func texts(ratios []split.Ratio) []string {
	list := make([]string, len(ratios))
	for i, r := range ratios {
		list[i] = r.String()
	}
	return list
}

func sum(ratios []split.Ratio) split.Ratio {
	total := split.Ratio{}
	for _, r := range ratios {
		total = total.Add(r)
	}
	return total
}
