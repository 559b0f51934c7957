package comparison

import (
	"slices"
	"strings"

	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// Comparison is a result as it is printed. Numbers are exact: decimals where they are
// short, fractions otherwise.
type Comparison struct {
	Title      string    `json:"title,omitzero"`
	Method     string    `json:"method"`
	Says       []string  `json:"rules"` // the rules in sentences
	Winner     string    `json:"winner,omitzero"`
	LotBetween []string  `json:"lot_between,omitzero"` // who shares the first place
	Figures    []Figure  `json:"figures,omitzero"`
	Bids       []Place   `json:"bids"`
	Low        []Low     `json:"strikingly_low,omitzero"`
	Stability  Stability `json:"stability"`
}

// Figure is what the method takes from all admitted bids.
type Figure struct {
	Symbol  string `json:"symbol"`
	Value   string `json:"value"`
	Formula string `json:"formula"`
}

// Place is where a bid stands; a bid that is out has no rank.
type Place struct {
	Bid           string  `json:"bid"`
	Rank          int     `json:"rank,omitzero"`
	Tied          bool    `json:"tied,omitzero"`
	Price         string  `json:"price,omitzero"`
	Criteria      []Mark  `json:"criteria,omitzero"`
	Points        string  `json:"points,omitzero"`
	PointsFormula string  `json:"points_formula,omitzero"`
	Value         string  `json:"value,omitzero"`
	Formula       string  `json:"formula,omitzero"`
	InBand        *bool   `json:"in_band,omitzero"`
	Band          string  `json:"band_formula,omitzero"`
	Excluded      string  `json:"excluded,omitzero"`
	Below         []Below `json:"below_minimum,omitzero"`

	shown string // Value for a column of a table
}

// Mark is what a bid has under a criterion.
type Mark struct {
	Criterion string `json:"criterion"`
	Depth     int    `json:"depth"`
	Score     string `json:"score"`
	Points    string `json:"points"`
	Formula   string `json:"formula"`
}

// Below is a minimum that a bid does not reach.
type Below struct {
	Criterion string `json:"criterion"`
	Score     string `json:"score"`
	Least     string `json:"least"`
}

// Low is a price to ask about.
type Low struct {
	Bid  string `json:"bid"`
	Next string `json:"below_next,omitzero"`
	Mean string `json:"below_mean,omitzero"`
}

// Stability is what the first place depends on, as data and in sentences.
type Stability struct {
	Stable  bool     `json:"stable"`
	Changes []Change `json:"changes,omitzero"`
	Report  []string `json:"report"`
}

// Change is who would be first without a loser.
type Change struct {
	Without   string   `json:"without"`
	Firsts    []string `json:"first,omitzero"`
	Undefined bool     `json:"undefined,omitzero"`
}

func (s *Sheet) comparison(rules evaluation.Rules, r evaluation.Result) *Comparison {
	c := &Comparison{Title: strings.TrimSpace(s.Title), Method: s.Method, Says: s.sentences(rules)}
	if len(r.Firsts) == 1 {
		c.Winner = r.Firsts[0]
	} else {
		c.LotBetween = r.Firsts
	}
	for _, f := range r.Figures {
		c.Figures = append(c.Figures, Figure{f.Symbol, evaluation.Text(f.Value), f.Formula})
	}
	for _, p := range r.Places {
		c.Bids = append(c.Bids, s.placed(p))
	}
	for _, f := range r.Low {
		c.Low = append(c.Low, Low(f))
	}
	c.Stability = Stability{Stable: len(r.Stability) == 0, Report: report(r)}
	for _, change := range r.Stability {
		c.Stability.Changes = append(c.Stability.Changes, Change(change))
	}
	return c
}

func (s *Sheet) placed(p evaluation.Place) Place {
	made := Place{Bid: p.Bid, Rank: p.Rank, Tied: p.Tied, Formula: p.Formula, Band: p.Band, Excluded: p.Excluded, PointsFormula: p.Sum}
	if !p.Price.IsZero() {
		made.Price = evaluation.Euros(p.Price)
	}
	if p.Sum != "" {
		made.Points = evaluation.Text(p.Points)
	}
	if !s.scoredShortly() {
		for _, m := range p.Marks {
			made.Criteria = append(made.Criteria, Mark{m.Criterion, m.Depth, evaluation.Text(m.Score), evaluation.Text(m.Points), m.Formula})
		}
	}
	for _, m := range p.Misses {
		made.Below = append(made.Below, Below{m.Criterion, evaluation.Text(m.Score), evaluation.Text(m.Least)})
	}
	if p.Rank > 0 {
		made.Value, made.shown = evaluation.Text(p.Value), shown(p.Value)
	}
	if p.Band != "" {
		made.InBand = &p.InBand
	}
	return made
}

// shown is a value as a decimal, with "≈" if it is rounded.
func shown(r split.Ratio) string {
	words := strings.Split(evaluation.Equals(r), " ")
	if at := slices.Index(words, "≈"); at >= 0 {
		return strings.Join(words[at:], " ")
	}
	return words[len(words)-1]
}
