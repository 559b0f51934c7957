package view

// FrameworkSummary is a framework contract in a list.
type FrameworkSummary struct {
	ID           string `json:"id"`
	Number       string `json:"number"`
	Title        string `json:"title"`
	Supplier     Ref    `json:"supplier"`
	Status       string `json:"status"`
	InForceFrom  string `json:"inForceFrom"`
	InForceTo    string `json:"inForceTo"`
	MaximumValue string `json:"maximumValue"`
	Drawn        string `json:"drawn"` // by call-offs that are placed or wait for approval
	Remaining    string `json:"remaining"`
	Warning      int    `json:"warning,omitempty"` // the highest of 70, 85, 95 and 100 per cent of the maximum that is reached
}

// Framework is a framework contract with its price list and the quotas in the reader's sight.
type Framework struct {
	FrameworkSummary
	Tender            Ref                 `json:"tender"`
	LotTitle          string              `json:"lotTitle"`
	QuotaMode         string              `json:"quotaMode"`
	EntitledCount     int                 `json:"entitledCount"`
	OriginalValue     string              `json:"originalValue"`         // the maximum of the award
	Reserved          string              `json:"reserved"`              // of what is drawn: by call-offs that wait for approval
	FlowsBackOn       string              `json:"flowsBackOn,omitempty"` // of soft quotas: when what is unused is everybody's
	Halt              *FrameworkHalt      `json:"halt,omitempty"`
	Suppliers         []FrameworkSupplier `json:"suppliers"`
	Options           []FrameworkOption   `json:"options"`
	Route             []RouteRule         `json:"route,omitempty"` // how an order finds its supplier; without rules, the first in rank gets all
	TermJustification string              `json:"termJustification,omitempty"`
	Noted             bool                `json:"noted"` // whether an officer took note of the present warning
	Items             []FrameworkItem     `json:"items"` // as they were awarded; those that came by catalogue are listed by themselves
	Quotas            []FrameworkQuota    `json:"quotas"`
	Version           int                 `json:"version"`
}

// Seen is the version of it that was read.
func (f Framework) Seen() int { return f.Version }

// FrameworkItem is a line of the price list.
type FrameworkItem struct {
	ID                string `json:"id"`
	Position          int    `json:"position"`
	Name              string `json:"name"`
	Description       string `json:"description,omitempty"`
	Category          string `json:"category"`
	CPV               string `json:"cpv,omitempty"`
	Unit              string `json:"unit"`
	Price             string `json:"price"`
	MaximumQuantity   string `json:"maximumQuantity"`
	DrawnQuantity     string `json:"drawnQuantity"`
	RemainingQuantity string `json:"remainingQuantity"`
}

// FrameworkQuota is a member's own share of the maximum.
type FrameworkQuota struct {
	Member    Ref    `json:"member"`
	Quota     string `json:"quota"`
	Drawn     string `json:"drawn"`
	Remaining string `json:"remaining"`
	Former    []Ref  `json:"former,omitempty"` // members whose place it took: what they drew is in its figures
}
