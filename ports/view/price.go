package view

import "time"

// Rate is what an item costs: a price, and the steps at which it falls.
type Rate struct {
	Price string `json:"price"`
	Tiers *Tiers `json:"tiers,omitempty"`
}

// Tiers are the steps of a rate.
type Tiers struct {
	Mode  string      `json:"mode"`
	Basis string      `json:"basis"`
	Steps []PriceStep `json:"steps"`
}

// PriceStep is where a price begins.
type PriceStep struct {
	From  string `json:"from"`
	Price string `json:"price"`
}

// ItemPrices is an item with all its prices in time.
type ItemPrices struct {
	ItemID      string         `json:"itemId"`
	Position    int            `json:"position"`
	Name        string         `json:"name"`
	Unit        string         `json:"unit"`
	Category    string         `json:"category"`
	Volume      string         `json:"volume"` // called off under the contract, what waits for approval included
	Original    Rate           `json:"original"`
	Present     Rate           `json:"present"`
	Since       string         `json:"since,omitempty"`       // empty where the present price is the original one
	PendingFrom string         `json:"pendingFrom,omitempty"` // nothing is called off until then, or the decision
	Versions    []PriceVersion `json:"versions"`              // what came after the original price, by day
}

// PriceVersion is a price that begins on a day.
type PriceVersion struct {
	ValidFrom string `json:"validFrom"`
	Ground    string `json:"ground"`
	ChangeID  string `json:"changeId"`
	Rate
}

// FrameworkPricing is how the prices of a contract come to change.
type FrameworkPricing struct {
	Clauses []IndexClause        `json:"clauses"` // the latest first
	Changes []PriceChangeSummary `json:"changes"` // likewise
	Rebates []RebateSummary      `json:"rebates"` // likewise
	Drift   PriceDrift           `json:"drift"`
}

// PriceDrift is what all changes of prices come to, against the original ones (GWB 132).
type PriceDrift struct {
	Original string        `json:"original"`
	Present  string        `json:"present"`
	Percent  string        `json:"percent,omitempty"` // of the original; empty where that is nothing
	ByGround []GroundDrift `json:"byGround"`
}

// GroundDrift is a ground's part of it.
type GroundDrift struct {
	Ground string `json:"ground"`
	Amount string `json:"amount"`
}

// IndexClause is a clause of price adjustment.
type IndexClause struct {
	ID             string       `json:"id"`
	Number         int          `json:"number"`
	Category       string       `json:"category,omitempty"` // empty: all items
	BaseMonth      string       `json:"baseMonth"`
	FixedPart      string       `json:"fixedPart"`
	Parts          []ClausePart `json:"parts"`
	TriggerPercent string       `json:"triggerPercent"`
	IntervalMonths int          `json:"intervalMonths"`
	Cap            string       `json:"cap,omitempty"`
	Floor          string       `json:"floor,omitempty"`
	StepCap        string       `json:"stepCap,omitempty"`
	StepFloor      string       `json:"stepFloor,omitempty"`
	Ground         string       `json:"ground"`
	CreatedBy      string       `json:"createdBy"`
	CreatedAt      time.Time    `json:"createdAt"`
}

// ClausePart is an index of a clause.
type ClausePart struct {
	Index     Ref    `json:"index"`
	Weight    string `json:"weight"`
	BaseValue string `json:"baseValue"`
}

// PriceIndex is an index with its values, the latest month first.
type PriceIndex struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Base   string       `json:"base"`
	Source string       `json:"source"`
	Values []IndexValue `json:"values"`
}

// IndexValue is what an index was in a month.
type IndexValue struct {
	Month       string    `json:"month"`
	Value       string    `json:"value"`
	Provisional bool      `json:"provisional"`
	Revision    int       `json:"revision"`
	RecordedBy  string    `json:"recordedBy"`
	RecordedAt  time.Time `json:"recordedAt"`
}

// UsedValue is a value that a change was computed from.
type UsedValue struct {
	Index       Ref    `json:"index"`
	Month       string `json:"month"`
	Value       string `json:"value"`
	Provisional bool   `json:"provisional"`
}

// PriceChangeSummary is a change of prices in a list.
type PriceChangeSummary struct {
	ID         string    `json:"id"`
	Number     int       `json:"number"`
	Ground     string    `json:"ground"`
	ValidFrom  string    `json:"validFrom"`
	Status     string    `json:"status"` // lapsed, too, for what nobody approved in time
	Reason     string    `json:"reason"`
	Items      int       `json:"items"`
	ProposedBy string    `json:"proposedBy"`
	ProposedAt time.Time `json:"proposedAt"`
}

// PriceChange is a change with what it means for each item.
type PriceChange struct {
	PriceChangeSummary
	Framework      Ref           `json:"framework"`
	Index          *IndexApplied `json:"index,omitempty"` // of a change by an index clause
	Prices         []ItemChange  `json:"prices"`
	Effect         YearEffect    `json:"effect"` // of all prices together
	DecidedBy      string        `json:"decidedBy,omitempty"`
	DecidedAt      time.Time     `json:"decidedAt,omitzero"`
	DecisionReason string        `json:"decisionReason,omitempty"`
	Version        int           `json:"version"`
}

// Seen is the version of it that was read.
func (p PriceChange) Seen() int { return p.Version }

// IndexApplied is an index clause filled in.
type IndexApplied struct {
	ClauseID    string      `json:"clauseId"`
	Formula     string      `json:"formula"`
	Factor      string      `json:"factor"` // after the bounds, exact
	Before      string      `json:"before"` // the factor until then
	Change      string      `json:"change"` // percent, rounded to two places
	Bound       string      `json:"bound,omitempty"`
	Provisional bool        `json:"provisional"`
	Values      []UsedValue `json:"values"`
}

// ItemChange is what an item costs before and after a change.
type ItemChange struct {
	ItemID   string     `json:"itemId"`
	Position int        `json:"position"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit"`
	Original string     `json:"original"`
	Before   string     `json:"before"`
	After    Rate       `json:"after"`
	Effect   YearEffect `json:"effect"`
}

// YearEffect is what the reader's own members called off in the twelve months before, and
// what the same would cost with the first price of the new rates instead of the present one.
type YearEffect struct {
	Quantity   string `json:"quantity,omitempty"`
	Before     string `json:"before"`
	After      string `json:"after"`
	Difference string `json:"difference"`
}

// IndexPreview is what a clause would do from a day on.
type IndexPreview struct {
	Index  IndexApplied `json:"index"`
	Due    bool         `json:"due"`              // whether it could be proposed
	Reason string       `json:"reason,omitempty"` // the code of the fault why not
	Prices []ItemChange `json:"prices"`
	Effect YearEffect   `json:"effect"`
}

// Offer is what a quantity of an item costs a member today, and the step ahead.
type Offer struct {
	ItemID     string    `json:"itemId"`
	Quantity   string    `json:"quantity"`
	Unit       string    `json:"unit"`
	Rate       Rate      `json:"rate"`
	Volume     string    `json:"volume"`
	Derivation string    `json:"derivation"`
	Price      string    `json:"price"`
	Total      string    `json:"total"`
	Next       *NextStep `json:"next,omitempty"`
}

// NextStep is the step ahead of a quantity.
type NextStep struct {
	From    string `json:"from"`
	Missing string `json:"missing"`
	Price   string `json:"price"`
	Total   string `json:"total"` // of the quantity and what is missing
	Saves   string `json:"saves"` // against the present price for as much
}

// RebateSummary is a rebate in a list.
type RebateSummary struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Item      Ref       `json:"item"`
	Volume    string    `json:"volume"`
	Credit    string    `json:"credit"`
	CreatedAt time.Time `json:"createdAt"`
}

// Rebate is a rebate with its derivation to the cent. Readers see the lines of their own members.
type Rebate struct {
	RebateSummary
	Framework  Ref            `json:"framework"`
	StepFrom   string         `json:"stepFrom,omitempty"`
	Charged    string         `json:"charged"`
	Due        string         `json:"due"`
	Earlier    string         `json:"earlier"`
	VatRate    string         `json:"vatRate"`
	CreatedBy  string         `json:"createdBy"`
	CreditPool *Ref           `json:"creditPool,omitempty"`
	ChargePool *Ref           `json:"chargePool,omitempty"`
	Members    []RebateMember `json:"members"`
	Lines      []RebateLine   `json:"lines"`
}

// RebateMember is what a member is due, below zero where it owes again.
type RebateMember struct {
	Member Ref    `json:"member"`
	Amount string `json:"amount"`
}

// RebateLine is a rebate's derivation for a call-off.
type RebateLine struct {
	CallOff  Ref    `json:"callOff"`
	Member   Ref    `json:"member"`
	Quantity string `json:"quantity"`
	Charged  string `json:"charged"`
	Price    string `json:"price"`
	Due      string `json:"due"`
	Earlier  string `json:"earlier"`
	Credit   string `json:"credit"`

	Parts []RebateMember `json:"parts,omitempty"` // of a joint call-off: what each participant gets
}

// RebateDue is what a rebate would give on an item now.
type RebateDue struct {
	ItemID  string         `json:"itemId"`
	Volume  string         `json:"volume"`
	Credit  string         `json:"credit"`
	Members []RebateMember `json:"members"`
}
