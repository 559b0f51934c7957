package tender

import (
	"math/big"
	"regexp"
	"strconv"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/wording"
)

// The faults of rules that could be computed with, but not published.
var (
	// ErrFigure: a figure is no number from 0 to 999999.999 with three places at most, or two where it is a price.
	ErrFigure = fault.New(fault.Invalid, "tender.figure-malformed", fault.Rule("G-EVA"))
	// ErrCriterionName: the name is longer than 200 characters, or has control characters.
	ErrCriterionName = fault.New(fault.Invalid, "tender.criterion-name-invalid", fault.Rule("G-EVA"))
	// ErrCriteria: there are more than 100 criteria, or more than five levels of them.
	ErrCriteria = fault.New(fault.Invalid, "tender.criteria-too-many", fault.Rule("G-EVA"))
	// ErrTies: more deciders of ties than anybody can explain.
	ErrTies = fault.New(fault.Invalid, "tender.ties-too-many", fault.Rule("G-EVA"))
	// ErrRuleUnfit: the method has no use for the figure.
	ErrRuleUnfit = fault.New(fault.Invalid, "tender.rule-unfit", fault.Rule("G-EVA"))
	// ErrFixedPrice: one reference price is fixed in advance, but there are several lots.
	ErrFixedPrice = fault.New(fault.Invalid, "tender.reference-of-several-lots", fault.Rule("G-EVA"))
)

// The bounds of rules.
const (
	mostCriteria = 100
	mostLevels   = 5
	mostTies     = 20

	figureWhole, figurePlaces = 6, 3 // digits before and behind the point
	priceWhole, pricePlaces   = 13, 2
)

// UsualLow says from when on a price is so low that the bidder is asked, if the notice
// says nothing of its own: the figures of the day. An error is internal.
func UsualLow(law legal.Params, on period.Day) (evaluation.Low, error) {
	next, err := law.Number(legal.LowBelowNext, on)
	if err != nil {
		return evaluation.Low{}, err
	}
	mean, err := law.Number(legal.LowBelowMean, on)
	return evaluation.Low{BelowNext: ratio(next.Value), BelowMean: ratio(mean.Value)}, err
}

var figureText = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{1,3})?$`)

// ParseFigure reads a figure of the rules, or a score; an empty text is 0. It fails with ErrFigure.
func ParseFigure(text string) (split.Ratio, error) {
	if text == "" {
		return split.Ratio{}, nil
	}
	if !figureText.MatchString(text) {
		return split.Ratio{}, ErrFigure
	}
	read, _ := new(big.Rat).SetString(text) // the form is one that it takes
	return split.NewRatio(read.Num(), read.Denom()), nil
}

func ratio(n int) split.Ratio { return split.NewRatio(big.NewInt(int64(n)), big.NewInt(1)) }

// Scored reports whether evaluators give scores, and not the price alone decides.
func (t Terms) Scored() bool { return len(t.Rules.Criteria) > 0 }

// checkRules refuses rules that cannot be published for so many lots. Fields are paths
// below "rules".
func checkRules(r evaluation.Rules, lots int) error {
	if err := r.Check(); err != nil {
		return under(err, "rules")
	}
	if err := checkBounds(r); err != nil {
		return under(err, "rules")
	}
	if m, ok := r.Method.(evaluation.WeightedReference); ok && m.Fixed != nil && lots > 1 {
		return ErrFixedPrice.At("rules.references.price")
	}
	return nil
}

func checkBounds(r evaluation.Rules) error {
	if len(r.Criteria) == 0 && !r.Points.IsZero() {
		return ErrRuleUnfit.At("points")
	}
	if len(r.Ties) > mostTies {
		return ErrTies.At("ties")
	}
	if err := checkFigures(r); err != nil {
		return err
	}
	left := mostCriteria
	return checkTree(r.Criteria, "criteria", mostLevels, &left)
}

// figure is a number of the rules with the path where it stands.
type figure struct {
	at    string
	value split.Ratio
}

func checkFigures(r evaluation.Rules) error {
	figures := []figure{{"points", r.Points}, {"low.next", r.Low.BelowNext}, {"low.mean", r.Low.BelowMean}}
	weights := func(w evaluation.Weights) {
		figures = append(figures, figure{"weights.points", w.Points}, figure{"weights.price", w.Price})
	}
	switch m := r.Method.(type) {
	case evaluation.ExtendedRatio:
		figures = append(figures, figure{"band", m.Band})
	case evaluation.PricePoints:
		weights(m.Weights)
	case evaluation.WeightedReference:
		weights(m.Weights)
		if m.Fixed != nil {
			figures = append(figures, figure{"references.points", m.Fixed.Points})
			if !short(m.Fixed.Price, priceWhole, pricePlaces) {
				return ErrFigure.At("references.price")
			}
		}
	}
	for _, f := range figures {
		if !storable(f.value) {
			return ErrFigure.At(f.at)
		}
	}
	return nil
}

func checkTree(siblings []evaluation.Criterion, at string, levels int, left *int) error {
	if *left -= len(siblings); *left < 0 || levels == 0 && len(siblings) > 0 {
		return ErrCriteria.At(at)
	}
	for i, c := range siblings {
		at := at + "." + strconv.Itoa(i)
		if !wording.Line(c.Name, 1, 200) {
			return ErrCriterionName.At(at + ".name")
		}
		for _, f := range []figure{{"weight", c.Weight}, {"scale", c.Scale}, {"least", c.Least}} {
			if !storable(f.value) {
				return ErrFigure.At(at + "." + f.at)
			}
		}
		if err := checkTree(c.Parts, at+".parts", levels-1, left); err != nil {
			return err
		}
	}
	return nil
}

// storable reports whether a figure is one that notices state and stores keep.
func storable(r split.Ratio) bool { return short(r, figureWhole, figurePlaces) }

func short(r split.Ratio, whole, places int64) bool {
	power := func(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
	scaled := r.Mul(split.NewRatio(power(places), big.NewInt(1)))
	return r.Sign() >= 0 && scaled.Den().IsInt64() && scaled.Den().Int64() == 1 && r.Cmp(split.NewRatio(power(whole), big.NewInt(1))) < 0
}
