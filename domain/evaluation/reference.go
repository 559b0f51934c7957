package evaluation

import (
	"slices"
	"strings"

	"allmende/domain/split"
)

// Weights are what points and price count for, in per cent: both above 0, 100 together.
type Weights struct{ Points, Price split.Ratio }

func (w Weights) check() error {
	sum := w.Points.Add(w.Price)
	if w.Points.Sign() <= 0 || w.Price.Sign() <= 0 || sum.Cmp(hundred) != 0 {
		return ErrWeights.At("weights").With("sum", Text(sum))
	}
	return nil
}

// WeightedReference compares Z = wL*L/Lref - wP*P/Pref, with references that were fixed
// in advance, or else the medians of the admitted bids. Of an even number of bids the
// median is the mean of the two in the middle.
type WeightedReference struct {
	Weights Weights
	Fixed   *Offer // Lref and Pref, both above 0; nil for the medians
}

// Name is "weighted-reference".
func (WeightedReference) Name() string { return "weighted-reference" }

func (WeightedReference) scored() bool { return true }

func (m WeightedReference) check(Rules) error {
	switch {
	case m.Fixed != nil && m.Fixed.Points.Sign() <= 0:
		return ErrReference.At("references.points")
	case m.Fixed != nil && m.Fixed.Price.Sign() <= 0:
		return ErrReference.At("references.price")
	}
	return m.Weights.check()
}

func (m WeightedReference) measure(_ Rules, among []*contender) measure {
	ref, figures := m.reference(among)
	if ref.Points.IsZero() {
		return measure{refused: ErrMedianZero}
	}
	points, money := m.Weights.Points.Quo(hundred).Quo(ref.Points), m.Weights.Price.Quo(hundred).Quo(ref.Price)
	value := func(o Offer) split.Ratio { return points.Mul(o.Points).Sub(money.Mul(o.Price)) }
	return measure{
		figures: figures, value: value,
		formula: func(o Offer) string {
			return "Z = " + operand(m.Weights.Points) + " % × " + operand(o.Points) + " / " + operand(ref.Points) + " − " +
				operand(m.Weights.Price) + " % × " + price(o.Price) + " / " + price(ref.Price) + Equals(value(o))
		},
	}
}

func (m WeightedReference) reference(among []*contender) (Offer, []Figure) {
	if m.Fixed != nil {
		return *m.Fixed, []Figure{
			{Symbol: "Lref", Value: m.Fixed.Points, Formula: "Lref = " + operand(m.Fixed.Points)},
			{Symbol: "Pref", Value: m.Fixed.Price, Formula: "Pref = " + price(m.Fixed.Price)},
		}
	}
	points := median("Lref", among, operand, func(c *contender) split.Ratio { return c.Points })
	money := median("Pref", among, price, func(c *contender) split.Ratio { return c.Price })
	return Offer{Points: points.Value, Price: money.Value}, []Figure{points, money}
}

// median is that of one number of each bid, with the numbers in order as its formula.
func median(symbol string, among []*contender, write func(split.Ratio) string, of func(*contender) split.Ratio) Figure {
	sorted := make([]split.Ratio, len(among))
	for i, c := range among {
		sorted[i] = of(c)
	}
	slices.SortFunc(sorted, split.Ratio.Cmp)
	lower, upper := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	middle := lower.Add(upper).Quo(whole(2))
	written := make([]string, len(sorted))
	for i, r := range sorted {
		written[i] = write(r)
	}
	formula := symbol + " = median(" + strings.Join(written, "; ") + ")"
	if len(sorted)%2 == 0 {
		formula += " = (" + write(lower) + " + " + write(upper) + ") / 2"
	}
	return Figure{Symbol: symbol, Value: middle, Formula: formula + " = " + write(middle)}
}
