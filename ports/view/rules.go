package view

// Rules are how the bids of a tender are compared.
type Rules struct {
	Method     string          `json:"method"`
	Points     string          `json:"points,omitempty"` // for a bid that is the best under every criterion
	Criteria   []Criterion     `json:"criteria,omitempty"`
	Band       string          `json:"band,omitempty"`
	Decides    *Decider        `json:"decides,omitempty"`
	Weights    *PointsAndPrice `json:"weights,omitempty"`
	References *PointsAndPrice `json:"references,omitempty"`
	Formula    string          `json:"formula,omitempty"`
	Ties       []Decider       `json:"ties"`
	Low        LowLimits       `json:"low"`
}

// Criterion has a scale or parts.
type Criterion struct {
	Name   string      `json:"name"`
	Weight string      `json:"weight"` // in per cent
	Scale  string      `json:"scale,omitempty"`
	Least  string      `json:"least,omitempty"` // a bid below it is out
	Parts  []Criterion `json:"parts,omitempty"`
}

// Decider tells bids apart that are equal so far.
type Decider struct {
	By        string `json:"by"`
	Criterion string `json:"criterion,omitempty"`
}

// PointsAndPrice is one figure for the points and one for the price.
type PointsAndPrice struct {
	Points string `json:"points"`
	Price  string `json:"price"`
}

// LowLimits are from how many per cent on a price is strikingly low.
type LowLimits struct {
	Next string `json:"next"`
	Mean string `json:"mean"`
}
