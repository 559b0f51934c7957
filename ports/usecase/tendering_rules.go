package usecase

import (
	"strconv"

	"allmende/domain/evaluation"
	"allmende/domain/legal"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// rulesOf reads the rules of an evaluation; what the notice does not say of low prices
// are the figures of the day.
func rulesOf(in driving.Rules, law legal.Params, on period.Day) (evaluation.Rules, error) {
	if err := fits(in); err != nil {
		return evaluation.Rules{}, err
	}
	read := reading{}
	r := evaluation.Rules{Method: read.method(in), Points: read.figure(in.Points, "points"), Criteria: read.criteria(in.Criteria, "criteria")}
	for _, d := range in.Ties {
		r.Ties = append(r.Ties, deciderOf(d))
	}
	if in.Low != nil {
		r.Low = evaluation.Low{BelowNext: read.figure(in.Low.Next, "low.next"), BelowMean: read.figure(in.Low.Mean, "low.mean")}
		return r, read.failed
	}
	var err error
	if r.Low, err = tender.UsualLow(law, on); err != nil {
		return r, err
	}
	return r, read.failed
}

// fits refuses what the method has no use for: it would be published and not hold.
func fits(in driving.Rules) error {
	for _, part := range []struct {
		field string
		given bool
		fits  bool
	}{
		{"band", in.Band != "", in.Method == evaluation.ExtendedRatio{}.Name()},
		{"decides", in.Decides != nil, in.Method == evaluation.ExtendedRatio{}.Name()},
		{"weights", in.Weights != nil, in.Method == evaluation.WeightedReference{}.Name() || in.Method == evaluation.PricePoints{}.Name()},
		{"references", in.References != nil, in.Method == evaluation.WeightedReference{}.Name()},
		{"formula", in.Formula != "", in.Method == evaluation.PricePoints{}.Name()},
	} {
		if part.given && !part.fits {
			return tender.ErrRuleUnfit.At("rules." + part.field)
		}
	}
	return nil
}

// reading keeps the first figure that cannot be read.
type reading struct{ failed error }

// figure reads a figure; without one it is 0, which the rules refuse where they need more.
func (r *reading) figure(text, field string) split.Ratio {
	value, err := tender.ParseFigure(text)
	r.keep(err, field)
	return value
}

func (r *reading) keep(err error, field string) {
	if r.failed == nil && err != nil {
		r.failed = pointed(err, "rules."+field)
	}
}

// method is nil for one that is not known.
func (r *reading) method(in driving.Rules) evaluation.Method {
	switch in.Method {
	case evaluation.LowestPrice{}.Name():
		return evaluation.LowestPrice{}
	case evaluation.SimpleRatio{}.Name():
		return evaluation.SimpleRatio{}
	case evaluation.ExtendedRatio{}.Name():
		m := evaluation.ExtendedRatio{Band: r.figure(in.Band, "band")}
		if in.Decides != nil {
			m.Decides = deciderOf(*in.Decides)
		}
		return m
	case evaluation.WeightedReference{}.Name():
		m := evaluation.WeightedReference{Weights: r.weights(in.Weights)}
		if ref := in.References; ref != nil {
			amount, err := money.ParseAmount(ref.Price)
			r.keep(err, "references.price")
			m.Fixed = &evaluation.Offer{Points: r.figure(ref.Points, "references.points"), Price: split.RatioOf(amount.Decimal())}
		}
		return m
	case evaluation.PricePoints{}.Name():
		return evaluation.PricePoints{Weights: r.weights(in.Weights), Formula: evaluation.PriceFormula(in.Formula)}
	}
	return nil
}

func (r *reading) weights(in *driving.PointsAndPrice) evaluation.Weights {
	if in == nil {
		return evaluation.Weights{}
	}
	return evaluation.Weights{Points: r.figure(in.Points, "weights.points"), Price: r.figure(in.Price, "weights.price")}
}

func (r *reading) criteria(in []driving.Criterion, field string) []evaluation.Criterion {
	var all []evaluation.Criterion
	for i, c := range in {
		field := field + "." + strconv.Itoa(i)
		all = append(all, evaluation.Criterion{
			Name: c.Name, Weight: r.figure(c.Weight, field+".weight"), Scale: r.figure(c.Scale, field+".scale"), Least: r.figure(c.Least, field+".least"),
			Parts: r.criteria(c.Parts, field+".parts"),
		})
	}
	return all
}

func deciderOf(in driving.Decider) evaluation.Decider {
	return evaluation.Decider{By: evaluation.By(in.By), Criterion: in.Criterion}
}

// rulesShown writes rules as people read them.
func rulesShown(r evaluation.Rules) view.Rules {
	shown := view.Rules{
		Method: r.Method.Name(), Points: figureShown(r.Points), Criteria: criteriaShown(r.Criteria),
		Ties: make([]view.Decider, len(r.Ties)), Low: view.LowLimits{Next: evaluation.Text(r.Low.BelowNext), Mean: evaluation.Text(r.Low.BelowMean)},
	}
	for i, d := range r.Ties {
		shown.Ties[i] = deciderShown(d)
	}
	switch m := r.Method.(type) {
	case evaluation.ExtendedRatio:
		decides := deciderShown(m.Decides)
		shown.Band, shown.Decides = evaluation.Text(m.Band), &decides
	case evaluation.WeightedReference:
		shown.Weights = weightsShown(m.Weights)
		if m.Fixed != nil {
			shown.References = &view.PointsAndPrice{Points: evaluation.Text(m.Fixed.Points), Price: evaluation.Euros(m.Fixed.Price)}
		}
	case evaluation.PricePoints:
		shown.Weights, shown.Formula = weightsShown(m.Weights), string(m.Formula)
	}
	return shown
}

func weightsShown(w evaluation.Weights) *view.PointsAndPrice {
	return &view.PointsAndPrice{Points: evaluation.Text(w.Points), Price: evaluation.Text(w.Price)}
}

func criteriaShown(level []evaluation.Criterion) []view.Criterion {
	var shown []view.Criterion
	for _, c := range level {
		shown = append(shown, view.Criterion{
			Name: c.Name, Weight: evaluation.Text(c.Weight), Scale: figureShown(c.Scale), Least: figureShown(c.Least), Parts: criteriaShown(c.Parts),
		})
	}
	return shown
}

func deciderShown(d evaluation.Decider) view.Decider {
	return view.Decider{By: string(d.By), Criterion: d.Criterion}
}

// figureShown leaves out a figure of 0, which stands for none.
func figureShown(r split.Ratio) string {
	if r.IsZero() {
		return ""
	}
	return evaluation.Text(r)
}
