package comparison

import (
	"fmt"
	"maps"
	"slices"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// onlyCriterion is that of a sheet which gives points as they are.
const onlyCriterion = "points"

// The usual distances from which on a low price is asked about, in per cent.
const (
	usualNext = 20
	usualMean = 40
)

// rules are the sheet's in the words of the domain.
func (s *Sheet) rules() (evaluation.Rules, error) {
	r := evaluation.Rules{}
	var err error
	if r.Method, err = s.method(); err != nil {
		return r, err
	}
	if r.Points, err = optional(s.Points, "/points", 0); err != nil {
		return r, err
	}
	if r.Criteria, err = criteria(s.Criteria, "/criteria"); err != nil {
		return r, err
	}
	if s.scoredShortly() {
		hundred, _ := optional(nil, "", 100) // never fails
		r.Criteria = []evaluation.Criterion{{Name: onlyCriterion, Weight: hundred, Scale: r.Points}}
	}
	for _, d := range s.Ties {
		r.Ties = append(r.Ties, d.decider())
	}
	if r.Low.BelowNext, err = optional(s.Low.Next, "/low/next", usualNext); err != nil {
		return r, err
	}
	r.Low.BelowMean, err = optional(s.Low.Mean, "/low/mean", usualMean)
	return r, err
}

func (d Decider) decider() evaluation.Decider {
	return evaluation.Decider{By: evaluation.By(d.By), Criterion: d.Criterion}
}

func (s *Sheet) method() (evaluation.Method, error) {
	switch s.Method {
	case LowestPrice:
		return evaluation.LowestPrice{}, nil
	case SimpleRatio:
		return evaluation.SimpleRatio{}, nil
	case ExtendedRatio:
		band, err := number(*s.Band, "/band", maxDigits)
		return evaluation.ExtendedRatio{Band: band, Decides: s.Decides.decider()}, err
	}
	points, price, err := s.Weights.numbers("/weights")
	if err != nil {
		return nil, err
	}
	weights := evaluation.Weights{Points: points, Price: price}
	if s.Method == PricePoints {
		return evaluation.PricePoints{Weights: weights, Formula: evaluation.PriceFormula(s.Formula)}, nil
	}
	if s.References == nil {
		return evaluation.WeightedReference{Weights: weights}, nil
	}
	points, price, err = s.References.numbers("/references")
	return evaluation.WeightedReference{Weights: weights, Fixed: &evaluation.Offer{Points: points, Price: price}}, err
}

func (p Pair) numbers(at string) (points, price split.Ratio, err error) {
	if points, err = number(p.Points, at+"/points", maxDigits); err != nil {
		return points, price, err
	}
	price, err = number(p.Price, at+"/price", maxPriceDigits)
	return points, price, err
}

func criteria(level []Criterion, at string) ([]evaluation.Criterion, error) {
	var all []evaluation.Criterion
	for i, c := range level {
		at := fmt.Sprintf("%s/%d", at, i)
		made := evaluation.Criterion{Name: c.Name}
		for _, n := range []struct {
			field string
			given *numeral.Number
			into  *split.Ratio
		}{{"weight", c.Weight, &made.Weight}, {"scale", c.Scale, &made.Scale}, {"least", c.Least, &made.Least}} {
			var err error
			if *n.into, err = optional(n.given, at+"/"+n.field, 0); err != nil {
				return nil, err
			}
		}
		var err error
		if made.Parts, err = criteria(c.Parts, at+"/parts"); err != nil {
			return nil, err
		}
		all = append(all, made)
	}
	return all, nil
}

// bids are the sheet's in the words of the domain.
func (s *Sheet) bids() ([]evaluation.Bid, error) {
	all := make([]evaluation.Bid, len(s.Bids))
	for i, b := range s.Bids {
		at := fmt.Sprintf("/bids/%d", i)
		all[i] = evaluation.Bid{Name: b.Name, Scores: map[string]split.Ratio{}, Excluded: b.Excluded}
		var err error
		if b.Price != nil {
			if all[i].Price, err = number(*b.Price, at+"/price", maxPriceDigits); err != nil {
				return nil, err
			}
		}
		if b.Points != nil {
			if all[i].Scores[onlyCriterion], err = number(*b.Points, at+"/points", maxDigits); err != nil {
				return nil, err
			}
		}
		for _, name := range slices.Sorted(maps.Keys(b.Scores)) {
			if all[i].Scores[name], err = number(b.Scores[name], at+"/scores", maxDigits); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}
