package view

import "time"

// RouteRule says which way orders take that meet all its conditions.
type RouteRule struct {
	Way         string `json:"way"` // direct, cascade, balance or mini-competition
	From        string `json:"from,omitempty"`
	Below       string `json:"below,omitempty"`
	Items       []int  `json:"items,omitempty"` // positions in the lot
	Category    string `json:"category,omitempty"`
	MonthsFrom  int    `json:"monthsFrom,omitempty"`
	MonthsTo    int    `json:"monthsTo,omitempty"`
	AnswerHours int    `json:"answerHours,omitempty"` // of a cascade, counted on working days only
}

// RouteTrace is how a call-off found its supplier.
type RouteTrace struct {
	Rules     []RouteRule     `json:"rules"` // of the contract
	Total     string          `json:"total"` // at the prices of the first rank
	Months    int             `json:"months,omitempty"`
	Looked    []string        `json:"looked"` // why each rule did not hold; of the last, which decided, empty
	Way       string          `json:"way"`
	Standings []RouteStanding `json:"standings"` // at that moment
	Rank      int             `json:"rank"`      // that was chosen
	Refusals  []RouteRefusal  `json:"refusals"`  // of a cascade, since then
}

// RouteStanding is a supplier as it stood.
type RouteStanding struct {
	Supplier    Ref    `json:"supplier"`
	Rank        int    `json:"rank"`
	TargetShare int    `json:"targetShare"`
	Drawn       string `json:"drawn"`
	Passed      string `json:"passed,omitempty"` // why it was passed over
}

// RouteRefusal is why a supplier in a cascade does not deliver.
type RouteRefusal struct {
	Supplier  Ref       `json:"supplier"`
	Rank      int       `json:"rank"`
	Why       string    `json:"why"`
	Reason    string    `json:"reason,omitempty"`
	RefusedAt time.Time `json:"refusedAt"`
}
