// Package sheet splits a cost by a sheet that people write themselves: a JSON document
// with a total, the members and the rule. It reads strictly, arranges the domain's
// values in the order below and prints how every cent came about.
//
// The order: grants off the top and by rate are taken off the total; what remains is
// shared by weights, which the keys, their mix and the days make, with a base amount, with
// bounds or in stages; earmarked grants then go to their members; last comes the tax.
// docs/split-sheet.md describes every field.
package sheet

import (
	"io"

	"allmende/cmd/allmende/numeral"
	"allmende/cmd/allmende/strict"
)

// Sheet is what people write.
type Sheet struct {
	Title    string           `json:"title"`
	Total    *numeral.Number  `json:"total"`
	Exponent *int32           `json:"exponent"`
	Period   *Period          `json:"period"`
	Keys     []Key            `json:"keys"`
	Base     *numeral.Number  `json:"base"`
	Groups   []Group          `json:"groups"`
	Rounding string           `json:"rounding"`
	Members  []Member         `json:"members"`
	Weights  []numeral.Number `json:"weights"` // instead of members: their keys are then their places
	Grants   []Grant          `json:"grants"`
	VAT      *Tax             `json:"vat"`
}

// Period is the days that the cost is for, and the rule by which days of membership count.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
	Rule string `json:"rule"`
}

// Key is one of several by which the cost is shared, with its percentage of it.
type Key struct {
	Name    string         `json:"name"`
	Percent numeral.Number `json:"percent"`
}

// Group takes part in a first stage.
type Group struct {
	Name   string         `json:"name"`
	Weight numeral.Number `json:"weight"`
}

// Member bears a part. Weight is for a single key, Weights has one for each of several.
type Member struct {
	Key     string                    `json:"key"`
	Name    string                    `json:"name"`
	Weight  *numeral.Number           `json:"weight"`
	Weights map[string]numeral.Number `json:"weights"`
	Days    [][]string                `json:"days"`
	Floor   *numeral.Number           `json:"floor"`
	Cap     *numeral.Number           `json:"cap"`
	Group   string                    `json:"group"`
}

// Grant is money of somebody else. Members are the eligible ones' keys with weights.
type Grant struct {
	Funder   string                    `json:"funder"`
	Method   string                    `json:"method"`
	Amount   *numeral.Number           `json:"amount"`
	Rate     *numeral.Number           `json:"rate"`
	Eligible *numeral.Number           `json:"eligible"`
	Cap      *numeral.Number           `json:"cap"`
	Members  map[string]numeral.Number `json:"members"`
}

// Tax is the supplier's VAT on the total, and how members are charged for it.
type Tax struct {
	Rate   numeral.Number  `json:"rate"`
	Regime string          `json:"regime"`
	Amount *numeral.Number `json:"amount"`
}

// The words of a sheet.
const (
	OffTop    = "off-top"
	Earmarked = "earmarked"
	ByRate    = "rate"

	CostSheet   = "cost-sheet"
	OwnInvoices = "own-invoices"
)

const (
	// maxMembers is ten times the municipalities of Germany.
	maxMembers = 110_000
	// maxDigits is far more than any cost or weight has, so that exact fractions stay short.
	maxDigits = 60
	// maxExponent: there is no currency with more decimal places.
	maxExponent = 18
)

// Read splits by the sheet that is read. It fails with a strict.Refusal, or with one of the
// faults of the domain.
func Read(in io.Reader) (*Split, error) {
	var s Sheet
	if err := strict.Read(in, &s); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return s.split()
}
