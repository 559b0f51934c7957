// Package comparison evaluates bids by a sheet that people write themselves: a JSON
// document with the published rules and the opened bids. It reads strictly and prints
// how every rank came about, and what the winner depends on.
// docs/evaluation-sheet.md describes every field.
package comparison

import (
	"errors"
	"io"
	"strings"

	"allmende/cmd/allmende/numeral"
	"allmende/cmd/allmende/strict"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
)

// Sheet is what people write.
type Sheet struct {
	Title      string          `json:"title"`
	Method     string          `json:"method"`
	Band       *numeral.Number `json:"band"`
	Decides    *Decider        `json:"decides"`
	Weights    *Pair           `json:"weights"`
	References *Pair           `json:"references"`
	Formula    string          `json:"formula"`
	Points     *numeral.Number `json:"points"`
	Criteria   []Criterion     `json:"criteria"`
	Ties       []Decider       `json:"ties"`
	Low        Limits          `json:"low"`
	Bids       []Bid           `json:"bids"`
	Draw       []string        `json:"draw"`
}

// Decider tells bids apart: by points, price or criterion, which is then named.
type Decider struct {
	By        string `json:"by"`
	Criterion string `json:"criterion"`
}

// Pair is one number for the points and one for the price.
type Pair struct {
	Points numeral.Number `json:"points"`
	Price  numeral.Number `json:"price"`
}

// Limits are from how many per cent on a price is strikingly low; 20 and 40 if not given.
type Limits struct {
	Next *numeral.Number `json:"next"`
	Mean *numeral.Number `json:"mean"`
}

// Criterion has a scale or parts.
type Criterion struct {
	Name   string          `json:"name"`
	Weight *numeral.Number `json:"weight"`
	Scale  *numeral.Number `json:"scale"`
	Least  *numeral.Number `json:"least"`
	Parts  []Criterion     `json:"parts"`
}

// Bid has scores or, on a sheet without criteria, points.
type Bid struct {
	Name     string                    `json:"name"`
	Price    *numeral.Number           `json:"price"`
	Points   *numeral.Number           `json:"points"`
	Scores   map[string]numeral.Number `json:"scores"`
	Excluded string                    `json:"excluded"`
}

// The methods of a sheet.
const (
	LowestPrice       = "lowest-price"
	SimpleRatio       = "simple-ratio"
	ExtendedRatio     = "extended-ratio"
	WeightedReference = "weighted-reference"
	PricePoints       = "price-points"
)

const (
	// maxBids, maxCriteria and maxDepth are far more than any tender has, so that every
	// bid can be taken out once and the rest be ranked again.
	maxBids     = 500
	maxCriteria = 100
	maxDepth    = 8
	// maxPriceDigits and maxDigits are more than any price has, and any score or percentage,
	// so that exact fractions stay short.
	maxPriceDigits = 20
	maxDigits      = 12
	// maxName keeps a table readable.
	maxName = 200
)

// Read evaluates by the sheet that is read. It fails with a strict.Refusal, or with one of
// the faults of evaluation, whose field is then a place of the sheet.
func Read(in io.Reader) (*Comparison, error) {
	var s Sheet
	if err := strict.Read(in, &s); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	rules, err := s.rules()
	if err != nil {
		return nil, err
	}
	bids, err := s.bids()
	if err != nil {
		return nil, err
	}
	result, err := evaluation.Evaluate(rules, bids, s.Draw)
	if err != nil {
		return nil, s.place(err)
	}
	return s.comparison(rules, result), nil
}

// place puts a fault where the sheet has what is wrong: without criteria, a bid's score is
// its points.
func (s *Sheet) place(err error) error {
	var f *fault.Fault
	if bid, is := "", errors.As(err, &f); is && s.Criteria == nil {
		if bid, is = strings.CutSuffix(f.Field(), ".scores"); is {
			return f.At(bid + ".points")
		}
	}
	return err
}
