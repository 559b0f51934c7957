package comparison

import (
	"fmt"
	"math/big"
	"slices"
	"unicode/utf8"

	"allmende/cmd/allmende/numeral"
	"allmende/cmd/allmende/strict"
	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// methodFields are those that a method needs and those that it may have.
var methodFields = map[string]struct{ needed, allowed []string }{
	LowestPrice:       {},
	SimpleRatio:       {},
	ExtendedRatio:     {needed: []string{"band", "decides"}},
	WeightedReference: {needed: []string{"weights"}, allowed: []string{"references"}},
	PricePoints:       {needed: []string{"weights", "formula"}},
}

// check refuses what is missing and what has nothing to do with the rest. Numbers are
// looked at where they are used, rules and bids by the domain.
func (s *Sheet) check() error {
	if s.Method == "" {
		return strict.Refuse("/method", "is missing")
	}
	fields, known := methodFields[s.Method]
	if !known {
		return evaluation.ErrMethod
	}
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"band", s.Band != nil}, {"decides", s.Decides != nil}, {"weights", s.Weights != nil},
		{"references", s.References != nil}, {"formula", s.Formula != ""},
	} {
		switch {
		case !f.given && slices.Contains(fields.needed, f.name):
			return strict.Refuse("/"+f.name, "is missing")
		case f.given && !slices.Contains(fields.needed, f.name) && !slices.Contains(fields.allowed, f.name):
			return strict.Refuse("/"+f.name, "has no meaning for the method "+s.Method)
		}
	}
	if err := s.checkPoints(); err != nil {
		return err
	}
	return s.checkBids()
}

// checkPoints wants the points that a bid can get wherever something is scored.
func (s *Sheet) checkPoints() error {
	switch {
	case s.Criteria != nil && s.Points == nil:
		return strict.Refuse("/points", "is missing; it is what the best bid under every criterion gets")
	case s.Points == nil && s.Method != LowestPrice:
		return strict.Refuse("/points", "is missing")
	}
	count := 0
	return checkCriteria(s.Criteria, "/criteria", 1, &count)
}

func checkCriteria(level []Criterion, at string, depth int, count *int) error {
	if depth > maxDepth {
		return strict.Refuse(at, fmt.Sprintf("is deeper than %d levels", maxDepth))
	}
	if *count += len(level); *count > maxCriteria {
		return strict.Refuse("/criteria", fmt.Sprintf("has more than %d criteria", maxCriteria))
	}
	for i, c := range level {
		at := fmt.Sprintf("%s/%d", at, i)
		if err := checkName(c.Name, at+"/name"); err != nil {
			return err
		}
		if c.Weight == nil {
			return strict.Refuse(at+"/weight", "is missing")
		}
		if c.Parts == nil && c.Scale == nil {
			return strict.Refuse(at+"/scale", "is missing")
		}
		if err := checkCriteria(c.Parts, at+"/parts", depth+1, count); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sheet) checkBids() error {
	if s.Bids == nil {
		return strict.Refuse("/bids", "is missing")
	}
	if len(s.Bids) > maxBids {
		return strict.Refuse("/bids", fmt.Sprintf("has more than %d bids", maxBids))
	}
	for i, b := range s.Bids {
		at := fmt.Sprintf("/bids/%d", i)
		if err := checkName(b.Name, at+"/name"); err != nil {
			return err
		}
		switch {
		case b.Price == nil && b.Excluded == "":
			return strict.Refuse(at+"/price", "is missing")
		case s.Criteria == nil && b.Scores != nil:
			return strict.Refuse(at+"/scores", "needs criteria that the sheet does not have")
		case s.Criteria != nil && b.Points != nil:
			return strict.Refuse(at+"/points", "is unclear as the sheet has criteria; use scores")
		case s.Points == nil && b.Points != nil:
			return strict.Refuse(at+"/points", "needs the most that a bid can get, as points of the sheet")
		case s.scoredShortly() && b.Points == nil && b.Excluded == "":
			return strict.Refuse(at+"/points", "is missing")
		}
	}
	return nil
}

// scoredShortly: points are given as they are, without criteria.
func (s *Sheet) scoredShortly() bool { return s.Criteria == nil && s.Points != nil }

// checkName leaves names that are missing to the domain.
func checkName(name, at string) error {
	if utf8.RuneCountInString(name) > maxName {
		return strict.Refuse(at, fmt.Sprintf("is longer than %d characters", maxName))
	}
	return nil
}

// number reads one of so many digits at most at a place of the sheet.
func number(n numeral.Number, at string, most int) (split.Ratio, error) {
	switch d, err := n.Decimal(); {
	case n == "":
		return split.Ratio{}, strict.Refuse(at, "is missing")
	case len(n) > most:
		return split.Ratio{}, strict.Refuse(at, fmt.Sprintf("has more than %d digits", most))
	case err != nil:
		return split.Ratio{}, strict.Refuse(at, fmt.Sprintf("is no plain number: %q", string(n)))
	default:
		return split.RatioOf(d), nil
	}
}

// optional is fallback for what is not given.
func optional(n *numeral.Number, at string, fallback int64) (split.Ratio, error) {
	if n == nil {
		return split.NewRatio(big.NewInt(fallback), big.NewInt(1)), nil
	}
	return number(*n, at, maxDigits)
}
