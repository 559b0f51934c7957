package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"allmende/domain/split"
)

// By is what a decider looks at.
type By string

// The deciders' grounds.
const (
	ByPoints    By = "points"    // the higher L
	ByPrice     By = "price"     // the lower P
	ByCriterion By = "criterion" // the higher score under one criterion
)

// Decider tells two bids apart that are equal so far.
type Decider struct {
	By        By
	Criterion string // with ByCriterion
}

// compare is negative when a is better than b.
func (d Decider) compare(a, b *contender) int {
	switch d.By {
	case ByPoints:
		return b.Points.Cmp(a.Points)
	case ByPrice:
		return a.Price.Cmp(b.Price)
	case ByCriterion:
	}
	return b.scores[d.Criterion].Cmp(a.scores[d.Criterion])
}

func (r Rules) checkDecider(d Decider, at string) error {
	switch d.By {
	case ByPrice:
		return nil
	case ByPoints:
		if len(r.Criteria) == 0 {
			return ErrCriteria
		}
		return nil
	case ByCriterion:
		if _, known := find(r.Criteria, d.Criterion); !known {
			return ErrCriterion.At(at+".criterion").With("criterion", d.Criterion)
		}
		return nil
	}
	return ErrDecider.At(at+".by").With("decider", string(d.By))
}

// standing is an admitted bid in a ranking.
type standing struct {
	*contender
	value  split.Ratio // only where it decides
	band   string
	inBand bool
	rank   int
	tied   bool // no decider tells it apart from another; a lot may have
}

// ranking is the bids in order.
type ranking struct {
	measure   measure
	standings []standing
}

// rank puts the bids in order: by the method, then by the deciders of ties, then by the
// lots drawn. It fails with ErrMedianZero.
func (r Rules) rank(among []*contender, draw map[string]int) (ranking, error) {
	m := r.Method.measure(r, among)
	if m.refused != nil {
		return ranking{}, m.refused
	}
	all := make([]standing, len(among))
	for i, c := range among {
		all[i] = standing{contender: c}
		switch {
		case m.compare == nil:
			all[i].value = m.value(c.Offer)
		case m.band != nil:
			all[i].band, all[i].inBand = m.band(&all[i])
		}
	}
	better := m.compare
	if better == nil {
		better = higher
	}
	compare := func(a, b *standing) int {
		order := better(a, b)
		for i := 0; order == 0 && i < len(r.Ties); i++ {
			order = r.Ties[i].compare(a.contender, b.contender)
		}
		return order
	}
	slices.SortFunc(all, func(a, b standing) int { return cmp.Or(compare(&a, &b), cmp.Compare(a.name, b.name)) })
	ranks := Ranks(len(all), func(i, j int) bool { return compare(&all[i], &all[j]) == 0 })
	for i := range all {
		all[i].rank = ranks[i]
	}
	settle(all, draw)
	return ranking{m, all}, nil
}

// Ranks are the places of n things that stand in order: equal neighbours share one, and
// the next has the one that it would have anyway (1, 1, 3).
func Ranks(n int, equal func(i, j int) bool) []int {
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
		if i > 0 && equal(i-1, i) {
			ranks[i] = ranks[i-1]
		}
	}
	return ranks
}

// settle puts bids that share a rank in the order of the draw, if it names them all.
func settle(all []standing, draw map[string]int) {
	for from, to := 0, 0; from < len(all); from = to {
		missing := 0
		for to = from; to < len(all) && all[to].rank == from+1; to++ {
			if _, named := draw[all[to].name]; !named {
				missing++
			}
		}
		tie := all[from:to]
		for i := range tie {
			tie[i].tied = len(tie) > 1
		}
		if len(tie) == 1 || missing > 0 {
			continue
		}
		slices.SortFunc(tie, func(a, b standing) int { return cmp.Compare(draw[a.name], draw[b.name]) })
		for i := range tie {
			tie[i].rank = from + 1 + i
		}
	}
}

// drawn is the place of each bid in the draw.
func drawn(draw []string) (map[string]int, error) {
	order := map[string]int{}
	for i, name := range draw {
		if _, twice := order[name]; twice {
			return nil, ErrDrawTwice.At("draw."+strconv.Itoa(i)).With("bid", name)
		}
		order[name] = i
	}
	return order, nil
}

// holds refuses a draw among bids that were not tied, or among some of a tie.
func (r ranking) holds(draw []string) error {
	for i, name := range draw {
		at := slices.IndexFunc(r.standings, func(s standing) bool { return s.name == name })
		if at < 0 || !r.standings[at].tied {
			return ErrDraw.At("draw."+strconv.Itoa(i)).With("bid", name)
		}
		for _, other := range r.standings {
			if other.rank == r.standings[at].rank && !slices.Contains(draw, other.name) {
				return ErrDrawIncomplete.With("bid", other.name)
			}
		}
	}
	return nil
}

// firsts are the names on the first place.
func (r ranking) firsts() []string {
	var names []string
	for _, s := range r.standings {
		if s.rank == 1 {
			names = append(names, s.name)
		}
	}
	return names
}

// enter writes the ranking into the places.
func (r ranking) enter(places []Place) {
	at := map[string]int{}
	for i, p := range places {
		at[p.Bid] = i
	}
	for i := range r.standings {
		s := &r.standings[i]
		p := &places[at[s.name]]
		p.Rank, p.Value, p.Formula = s.rank, r.measure.value(s.Offer), r.measure.formula(s.Offer)
		p.Band, p.InBand, p.Tied = s.band, s.inBand, s.tied
	}
}
