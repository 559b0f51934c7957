package evaluation

import (
	"allmende/domain/split"
)

// PriceFormula turns a price into a part of the points, from 0 to 1.
type PriceFormula string

// The formulas.
const (
	Proportional PriceFormula = "proportional" // Pmin / P
	OneSided     PriceFormula = "one-sided"    // 2 - P / Pmin, but 0 from twice the lowest price on
	TwoSided     PriceFormula = "two-sided"    // (Pmax - P) / (Pmax - Pmin); 1 for all if Pmax = Pmin
)

// PricePoints compares Z = wL*L + wP*K. K are price points by the formula, on the same
// scale as L: the lowest price gets as many as a bid that is the best under every
// criterion. Both are therefore weighed as published and by nothing else.
type PricePoints struct {
	Weights Weights
	Formula PriceFormula
}

// Name is "price-points".
func (PricePoints) Name() string { return "price-points" }

func (PricePoints) scored() bool { return true }

func (m PricePoints) check(Rules) error {
	switch m.Formula {
	case Proportional, OneSided, TwoSided:
		return m.Weights.check()
	}
	return ErrFormula.With("formula", string(m.Formula))
}

func (m PricePoints) measure(r Rules, among []*contender) measure {
	span := spanOf(among)
	value := func(o Offer) split.Ratio {
		part, _ := m.part(o.Price, span)
		return m.Weights.Points.Mul(o.Points).Add(m.Weights.Price.Mul(r.Points).Mul(part)).Quo(hundred)
	}
	figures := []Figure{{Symbol: "Pmin", Value: span.least, Formula: "Pmin = " + price(span.least)}}
	if m.Formula == TwoSided {
		figures = append(figures, Figure{Symbol: "Pmax", Value: span.most, Formula: "Pmax = " + price(span.most)})
	}
	return measure{
		figures: figures, value: value,
		formula: func(o Offer) string {
			_, part := m.part(o.Price, span)
			return "Z = " + operand(m.Weights.Points) + " % × " + operand(o.Points) + " + " +
				operand(m.Weights.Price) + " % × " + operand(r.Points) + " × " + part + Equals(value(o))
		},
	}
}

// span is the lowest and the highest price of the bids at hand.
type span struct{ least, most split.Ratio }

func spanOf(among []*contender) span {
	s := span{among[0].Price, among[0].Price}
	for _, c := range among[1:] {
		if c.Price.Cmp(s.least) < 0 {
			s.least = c.Price
		}
		if c.Price.Cmp(s.most) > 0 {
			s.most = c.Price
		}
	}
	return s
}

// part is what of the price points a price gets, and how that is written.
func (m PricePoints) part(p split.Ratio, s span) (part split.Ratio, formula string) {
	switch m.Formula {
	case OneSided:
		formula = "(2 − " + price(p) + " / " + price(s.least) + ")"
		if part = whole(2).Sub(p.Quo(s.least)); part.Sign() < 0 {
			return split.Ratio{}, "max(0; " + formula[1:]
		}
		return part, formula
	case TwoSided:
		if s.most.Cmp(s.least) == 0 {
			return one, "1"
		}
		return s.most.Sub(p).Quo(s.most.Sub(s.least)), "(" + price(s.most) + " − " + price(p) + ") / (" + price(s.most) + " − " + price(s.least) + ")"
	case Proportional:
	}
	return s.least.Quo(p), price(s.least) + " / " + price(p)
}
