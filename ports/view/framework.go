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
}

// Framework is a framework contract with its price list and the quotas in the reader's sight.
type Framework struct {
	FrameworkSummary
	Tender        Ref              `json:"tender"`
	LotTitle      string           `json:"lotTitle"`
	QuotaMode     string           `json:"quotaMode"`
	EntitledCount int              `json:"entitledCount"`
	Items         []FrameworkItem  `json:"items"` // as they were awarded; those that came by catalogue are listed by themselves
	Quotas        []FrameworkQuota `json:"quotas"`
	Version       int              `json:"version"`
}

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
}
