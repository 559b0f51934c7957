package view

import "time"

// FrameworkSupplier is one of those who deliver out of a contract.
type FrameworkSupplier struct {
	Supplier    Ref    `json:"supplier"`
	Rank        int    `json:"rank"`
	TargetShare int    `json:"targetShare,omitempty"` // per cent of what is called off
	Drawn       string `json:"drawn,omitempty"`       // not before other suppliers
	Out         string `json:"out,omitempty"`         // why it takes no orders
	OutReason   string `json:"outReason,omitempty"`   // in words, for those who see the whole contract
}

// FrameworkOption is a right to extend a contract.
type FrameworkOption struct {
	Months int       `json:"months"`
	UsedAt time.Time `json:"usedAt,omitzero"`
	UsedBy string    `json:"usedBy,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// FrameworkHalt is why nothing is called off from a contract.
type FrameworkHalt struct {
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Modification is a change of a contract (GWB 132).
type Modification struct {
	ID                string             `json:"id"`
	Number            int                `json:"number"`
	Ground            string             `json:"ground"`
	Reason            string             `json:"reason"`
	Clause            string             `json:"clause,omitempty"`
	Raise             string             `json:"raise"`
	InForceTo         string             `json:"inForceTo,omitempty"`
	TermJustification string             `json:"termJustification,omitempty"`
	Supplier          *Ref               `json:"supplier,omitempty"` // who replaces the first one
	Items             []ModificationItem `json:"items"`
	Value             string             `json:"value"` // what it counts for against the limit of its ground
	Status            string             `json:"status"`
	ProposedBy        Ref                `json:"proposedBy"`
	ProposedAt        time.Time          `json:"proposedAt"`
	DecidedBy         *Ref               `json:"decidedBy,omitempty"`
	DecidedAt         time.Time          `json:"decidedAt,omitzero"`
	Rejection         string             `json:"rejection,omitempty"`
}

// ModificationItem is an item as a modification makes it.
type ModificationItem struct {
	ItemID          string `json:"itemId"`
	Name            string `json:"name"`
	Unit            string `json:"unit"`
	MaximumQuantity string `json:"maximumQuantity"`
}

// Modifications are those of a contract, and what is left under each ground.
type Modifications struct {
	OriginalValue string         `json:"originalValue"`
	Items         []Modification `json:"items"`
	Headroom      []Headroom     `json:"headroom"`
}

// Headroom is how far a contract may still be modified under a ground. Where the bound is none or
// no-value, there are no amounts.
type Headroom struct {
	Ground  string `json:"ground"`
	Bound   string `json:"bound"`
	Limit   string `json:"limit,omitempty"`
	Used    string `json:"used,omitempty"`
	Left    string `json:"left,omitempty"`
	Source  string `json:"source"`
	Primary bool   `json:"primary"` // whether the figures were read in a primary source
}

// QuotaTransfer is quota that passes from a member to another.
type QuotaTransfer struct {
	ID        string    `json:"id"`
	From      Ref       `json:"from"`
	To        Ref       `json:"to"`
	Amount    string    `json:"amount"`
	Status    string    `json:"status"`
	OfferedBy string    `json:"offeredBy"`
	OfferedAt time.Time `json:"offeredAt"`
	DecidedBy string    `json:"decidedBy,omitempty"`
	DecidedAt time.Time `json:"decidedAt,omitzero"`
}

// Succession is a member in the place of another one.
type Succession struct {
	ID         string    `json:"id"`
	From       Ref       `json:"from"`
	To         Ref       `json:"to"`
	Reason     string    `json:"reason"`
	Status     string    `json:"status"`
	Quota      string    `json:"quota,omitempty"` // what passed over
	Drawn      string    `json:"drawn,omitempty"`
	ProposedBy Ref       `json:"proposedBy"`
	ProposedAt time.Time `json:"proposedAt"`
	DecidedBy  *Ref      `json:"decidedBy,omitempty"`
	DecidedAt  time.Time `json:"decidedAt,omitzero"`
}

// Forecast is when a contract will be exhausted if things go on as they did. Without a complete
// month there are no rates; a day that is missing is not within ten years.
type Forecast struct {
	Months   []MonthDrawn `json:"months"`
	RestsOn  int          `json:"restsOn"` // complete months
	Rate     string       `json:"rate,omitempty"`
	Slow     string       `json:"slow,omitempty"`
	Fast     string       `json:"fast,omitempty"`
	Expected string       `json:"expected,omitempty"`
	Earliest string       `json:"earliest,omitempty"`
	Latest   string       `json:"latest,omitempty"`
	TooEarly bool         `json:"tooEarly"` // expected before the contract ends
	Today    string       `json:"today"`
}

// MonthDrawn is what a month's call-offs took.
type MonthDrawn struct {
	Month string `json:"month"` // its first day
	Drawn string `json:"drawn"`
	Total string `json:"total"` // with all the months before
}
