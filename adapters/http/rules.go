package http

import "allmende/ports/driving"

// rules are how bids shall be compared; figures are text.
type rules struct {
	Method     string          `json:"method" validate:"required,oneof=lowest-price simple-ratio extended-ratio weighted-reference price-points"`
	Points     string          `json:"points" validate:"max=10"`
	Criteria   []criterion     `json:"criteria" validate:"max=100,dive"`
	Band       string          `json:"band" validate:"max=10"`
	Decides    *decider        `json:"decides"`
	Weights    *pointsAndPrice `json:"weights"`
	References *pointsAndPrice `json:"references"`
	Formula    string          `json:"formula" validate:"omitempty,oneof=proportional one-sided two-sided"`
	Ties       []decider       `json:"ties" validate:"max=20,dive"`
	Low        *lowLimits      `json:"low"`
}

type criterion struct {
	Name   string      `json:"name" validate:"required,max=200"`
	Weight string      `json:"weight" validate:"required,max=10"`
	Scale  string      `json:"scale" validate:"max=10"`
	Least  string      `json:"least" validate:"max=10"`
	Parts  []criterion `json:"parts" validate:"max=100,dive"`
}

type decider struct {
	By        string `json:"by" validate:"required,oneof=points price criterion"`
	Criterion string `json:"criterion" validate:"max=200"`
}

type pointsAndPrice struct {
	Points string `json:"points" validate:"required,max=10"`
	Price  string `json:"price" validate:"required,max=16"`
}

type lowLimits struct {
	Next string `json:"next" validate:"required,max=10"`
	Mean string `json:"mean" validate:"required,max=10"`
}

func (r rules) given() driving.Rules {
	given := driving.Rules{Method: r.Method, Points: r.Points, Criteria: criteriaOf(r.Criteria), Band: r.Band, Formula: r.Formula}
	if r.Decides != nil {
		given.Decides = &driving.Decider{By: r.Decides.By, Criterion: r.Decides.Criterion}
	}
	if r.Weights != nil {
		given.Weights = &driving.PointsAndPrice{Points: r.Weights.Points, Price: r.Weights.Price}
	}
	if r.References != nil {
		given.References = &driving.PointsAndPrice{Points: r.References.Points, Price: r.References.Price}
	}
	if r.Low != nil {
		given.Low = &driving.LowLimits{Next: r.Low.Next, Mean: r.Low.Mean}
	}
	for _, d := range r.Ties {
		given.Ties = append(given.Ties, driving.Decider{By: d.By, Criterion: d.Criterion})
	}
	return given
}

func criteriaOf(level []criterion) []driving.Criterion {
	given := make([]driving.Criterion, len(level))
	for i, c := range level {
		given[i] = driving.Criterion{Name: c.Name, Weight: c.Weight, Scale: c.Scale, Least: c.Least, Parts: criteriaOf(c.Parts)}
	}
	return given
}
