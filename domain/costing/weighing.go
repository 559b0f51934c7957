package costing

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/split"
)

// weighed is what every sharer weighs, by its place.
type weighed struct {
	weights []decimal.Decimal // that are split by; zero for who takes no part
	parts   [][]WeightPart    // nil where the weight is that of its one key
	days    []int             // of participation, zero without a rule of days
	circles []circle
}

// circle is who shares together: a group of the scheme, or all.
type circle struct {
	group  Group // with its weight computed
	places []int // in the list of sharers
}

// weigh weighs every circle by itself.
func (in inputs) weigh() (weighed, error) {
	n := len(in.sharers)
	w := weighed{weights: make([]decimal.Decimal, n), parts: make([][]WeightPart, n), days: make([]int, n)}
	circles, err := in.circles()
	if err != nil {
		return w, err
	}
	w.circles = circles
	for i, s := range in.sharers {
		if s.in && in.scheme.s.days != NoDays {
			w.days[i] = overlapDays(s.participant.over(in.days), in.days)
		}
	}
	for _, c := range circles {
		if len(c.places) == 0 {
			continue
		}
		if err := in.weighCircle(&w, c); err != nil {
			return w, err
		}
	}
	if in.scheme.s.rounding == split.RoundedOnce {
		return w, w.compose()
	}
	return w, nil
}

func overlapDays(a, b period.Span) int {
	if a.From.Before(b.From) {
		a.From = b.From
	}
	if a.To.After(b.To) {
		a.To = b.To
	}
	return a.Days()
}

// circles parts those who take part into the groups of the scheme.
func (in inputs) circles() ([]circle, error) {
	s := in.scheme.s
	if len(s.groups) == 0 {
		all := circle{}
		for i, sharer := range in.sharers {
			if sharer.in {
				all.places = append(all.places, i)
			}
		}
		return []circle{all}, nil
	}
	weights, err := s.groupWeights()
	if err != nil {
		return nil, fault.At(err, "services")
	}
	circles, at := make([]circle, len(s.groups)), make(map[string]int, len(s.groups))
	for g, group := range s.groups {
		circles[g].group = Group{group.Name, weights[g]}
		at[group.Name] = g
	}
	for i, sharer := range in.sharers {
		if sharer.in {
			c := &circles[at[sharer.participant.Group]]
			c.places = append(c.places, i)
		}
	}
	return circles, nil
}

// weighCircle fills in the weights of a circle and what they are made of.
func (in inputs) weighCircle(w *weighed, c circle) error {
	scheme := in.scheme.s
	parts := make([]split.Part, len(scheme.parts))
	for k, part := range scheme.parts {
		weights, err := in.partWeights(c, k)
		if err != nil {
			return fault.At(err, "parts."+strconv.Itoa(k))
		}
		parts[k] = split.Part{Percent: part.Percent, Weights: weights}
	}
	weights := parts[0].Weights
	if len(parts) > 1 {
		ratios, err := split.Mix(parts)
		if err != nil {
			return in.named(err, c)
		}
		weights = split.Integers(ratios)
	}
	for j, i := range c.places {
		w.weights[i] = weights[j]
	}
	if len(parts) > 1 || scheme.days != NoDays || scheme.rounding == split.RoundedOnce {
		in.explainParts(w, c)
	}
	return nil
}

// partWeights are the weights of a circle under one key, in its order, by the days
// where they count.
func (in inputs) partWeights(c circle, k int) ([]decimal.Decimal, error) {
	weights := make([]decimal.Decimal, len(c.places))
	stays := make([]split.Stay, len(c.places))
	for j, i := range c.places {
		s := in.sharers[i]
		weights[j] = s.weights[k]
		stays[j] = split.Stay{Key: s.key, Spans: []period.Span{s.participant.over(in.days)}, Weight: s.weights[k]}
	}
	switch in.scheme.s.days {
	case MemberDays:
		return split.MemberDays(in.days, stays)
	case DaySlices:
		ratios, err := split.DaySlices(in.days, stays)
		return split.Integers(ratios), err
	case NoDays:
	}
	return weights, nil
}

// explainParts writes down what the weights of a circle are made of.
func (in inputs) explainParts(w *weighed, c circle) {
	sums := make([]decimal.Decimal, len(in.scheme.s.parts))
	for _, i := range c.places {
		for k, weight := range in.sharers[i].weights {
			if in.scheme.s.days == MemberDays {
				weight = weight.Mul(decimal.NewFromInt(int64(w.days[i])))
			}
			sums[k] = sums[k].Add(weight)
		}
	}
	for _, i := range c.places {
		s := in.sharers[i]
		parts := make([]WeightPart, len(sums))
		for k, part := range in.scheme.s.parts {
			parts[k] = WeightPart{
				Key: part.Key, Percent: part.Percent, Weight: s.weights[k], WeightSum: sums[k], Source: s.sources[k].text, AsOf: s.sources[k].day,
			}
		}
		w.parts[i] = parts
	}
}

// named puts the key of the member in the place of its number in the circle.
func (in inputs) named(err error, c circle) error {
	f, refused := fault.Of(err)
	if !refused {
		return err
	}
	place, failed := strconv.Atoi(f.Params()["key"])
	if failed != nil || place < 1 || place > len(c.places) {
		return err
	}
	return f.With("key", in.sharers[c.places[place-1]].key)
}

// compose makes one weight of both stages, so that they are rounded once: the group's
// weight times the member's part of its circle.
func (w *weighed) compose() error {
	var ratios []split.Ratio
	var places []int
	for g, c := range w.circles {
		sum := decimal.Zero
		for _, i := range c.places {
			sum = sum.Add(w.weights[i])
		}
		if sum.IsZero() {
			if c.group.Weight.Sign() > 0 {
				return split.ErrNoPositiveWeight.At("groups." + strconv.Itoa(g))
			}
			continue // a group without weight bears nothing, whoever is in it
		}
		each := split.RatioOf(c.group.Weight).Quo(split.RatioOf(sum))
		for _, i := range c.places {
			ratios, places = append(ratios, each.Mul(split.RatioOf(w.weights[i]))), append(places, i)
		}
	}
	whole := split.Integers(ratios)
	for j, i := range places {
		w.weights[i] = whole[j]
	}
	return nil
}

// members are those of a circle for split.
func (in inputs) members(w weighed, c circle) []split.Member {
	members := make([]split.Member, len(c.places))
	for j, i := range c.places {
		members[j] = split.Member{Key: in.sharers[i].key, Weight: w.weights[i]}
	}
	return members
}

// everybody is one circle of all who take part.
func (w weighed) everybody() circle {
	var all circle
	for _, c := range w.circles {
		all.places = append(all.places, c.places...)
	}
	slices.Sort(all.places)
	return all
}

// groups are the circles for split.
func (in inputs) groups(w weighed) []split.Group {
	groups := make([]split.Group, len(w.circles))
	for g, c := range w.circles {
		groups[g] = split.Group{Key: c.group.Name, Weight: c.group.Weight, Members: in.members(w, c)}
	}
	return groups
}
