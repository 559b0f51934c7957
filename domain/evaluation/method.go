package evaluation

import (
	"cmp"
	"slices"

	"allmende/domain/split"
)

// Method says what of an admitted bid is compared, and which of two is better by it:
// LowestPrice, SimpleRatio, ExtendedRatio, WeightedReference or PricePoints.
type Method interface {
	Name() string // as notices and sheets call it

	scored() bool                                // whether it needs points
	check(Rules) error                           // its own figures
	measure(r Rules, among []*contender) measure // with what it takes from all of them; there is one at least
}

// Offer is what a method looks at: the points L and the price P.
type Offer struct{ Points, Price split.Ratio }

// measure is a method with the figures that it takes from the bids at hand.
type measure struct {
	refused error // the bids have nothing to be measured by; all else is then unset
	figures []Figure
	value   func(Offer) split.Ratio
	formula func(Offer) string
	compare func(a, b *standing) int // negative when a is better; nil if the higher value is
	band    func(*standing) (formula string, within bool)
}

// higher puts the larger value first.
func higher(a, b *standing) int { return b.value.Cmp(a.value) }

// LowestPrice compares prices alone.
type LowestPrice struct{}

// Compare is negative when a is better than b.
func (LowestPrice) Compare(a, b Offer) int { return a.Price.Cmp(b.Price) }

// Name is "lowest-price".
func (LowestPrice) Name() string { return "lowest-price" }

func (LowestPrice) scored() bool      { return false }
func (LowestPrice) check(Rules) error { return nil }

func (m LowestPrice) measure(Rules, []*contender) measure {
	return measure{
		value:   func(o Offer) split.Ratio { return o.Price },
		formula: func(o Offer) string { return "P = " + Euros(o.Price) },
		compare: func(a, b *standing) int { return m.Compare(a.Offer, b.Offer) },
	}
}

// SimpleRatio compares Z = L / P, points for a euro.
type SimpleRatio struct{}

// Compare is negative when a is better than b: L_a/P_a > L_b/P_b iff L_a*P_b > L_b*P_a,
// as prices are above 0.
func (SimpleRatio) Compare(a, b Offer) int {
	return b.Points.Mul(a.Price).Cmp(a.Points.Mul(b.Price))
}

// Formula fills the figures in: "Z = 380 / 95000.00 = 1/250 = 0.004". The price is above 0.
func (SimpleRatio) Formula(o Offer) string {
	return "Z = " + operand(o.Points) + " / " + price(o.Price) + Equals(o.Points.Quo(o.Price))
}

// Name is "simple-ratio".
func (SimpleRatio) Name() string { return "simple-ratio" }

func (SimpleRatio) scored() bool      { return true }
func (SimpleRatio) check(Rules) error { return nil }

func (m SimpleRatio) measure(Rules, []*contender) measure {
	return measure{
		value:   func(o Offer) split.Ratio { return o.Points.Quo(o.Price) },
		formula: m.Formula,
		compare: func(a, b *standing) int { return m.Compare(a.Offer, b.Offer) },
	}
}

// ExtendedRatio compares Z = L / P, but bids within Band per cent of the best Z count as
// alike: among them Decides decides, and only where it leaves two equal the higher Z.
// They stand before all others, which follow by Z.
type ExtendedRatio struct {
	Band    split.Ratio // above 0, at most 10
	Decides Decider
}

// widest is the widest band (G-EVA).
var widest = whole(10)

// Name is "extended-ratio".
func (ExtendedRatio) Name() string { return "extended-ratio" }

func (ExtendedRatio) scored() bool { return true }

func (m ExtendedRatio) check(r Rules) error {
	if m.Band.Sign() <= 0 || m.Band.Cmp(widest) > 0 {
		return ErrBand.With("band", Text(m.Band))
	}
	return r.checkDecider(m.Decides, "decides")
}

func (m ExtendedRatio) measure(r Rules, among []*contender) measure {
	var simple SimpleRatio
	best := slices.MinFunc(among, func(a, b *contender) int {
		return cmp.Or(simple.Compare(a.Offer, b.Offer), a.Price.Cmp(b.Price))
	})
	ratio := simple.measure(r, among)
	ratio.figures = []Figure{{Symbol: "Zbest", Value: ratio.value(best.Offer), Formula: "Zbest" + simple.Formula(best.Offer)[len("Z"):]}}
	ratio.band = func(s *standing) (string, bool) { return m.within(s.Offer, best.Offer) }
	ratio.compare = func(a, b *standing) int {
		switch {
		case a.inBand && !b.inBand:
			return -1
		case b.inBand && !a.inBand:
			return 1
		case a.inBand:
			if order := m.Decides.compare(a.contender, b.contender); order != 0 {
				return order
			}
		}
		return simple.Compare(a.Offer, b.Offer)
	}
	return ratio
}

// within compares 100*L*Pbest with (100-s)*Lbest*P, without a quotient. Which of
// several best bids is meant does not matter to the order; the formulas name the cheapest.
func (m ExtendedRatio) within(o, best Offer) (formula string, within bool) {
	least := hundred.Sub(m.Band)
	left, right := hundred.Mul(o.Points).Mul(best.Price), least.Mul(best.Points).Mul(o.Price)
	sign, within := " ≥ ", left.Cmp(right) >= 0
	if !within {
		sign = " < "
	}
	return "100 × " + operand(o.Points) + " × " + price(best.Price) + " = " + Text(left) + sign +
		Text(right) + " = " + operand(least) + " × " + operand(best.Points) + " × " + price(o.Price), within
}
