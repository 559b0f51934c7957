package view

import "time"

// CallOffSummary is a call-off in a list.
type CallOffSummary struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Member    Ref       `json:"member"`
	Framework Ref       `json:"framework"`
	Supplier  Ref       `json:"supplier"`
	Status    string    `json:"status"`
	Answered  string    `json:"answered,omitempty"` // in lists, what the supplier said to what was placed
	Total     string    `json:"total"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
}

// CallOff is a call-off with its lines.
type CallOff struct {
	CallOffSummary
	BudgetCode    string        `json:"budgetCode"`
	Budgets       []BudgetShare `json:"budgets,omitempty"` // what the total is divided among
	Note          string        `json:"note,omitempty"`
	Delivery      *Address      `json:"delivery,omitempty"` // where it goes, as it was copied
	Lines         []CallOffLine `json:"lines"`
	NeedsApproval bool          `json:"needsApproval"` // whether its total is over the limit
	ApprovalLimit string        `json:"approvalLimit"` // the member's when it was submitted
	DecidedAt     time.Time     `json:"decidedAt,omitzero"`
	DecidedBy     string        `json:"decidedBy,omitempty"`
	Reason        string        `json:"reason,omitempty"`
	WishedOn      string        `json:"wishedOn,omitempty"` // when it is wished to be delivered
	AnswerBy      string        `json:"answerBy,omitempty"` // until when the supplier is to answer
	Change        int           `json:"change,omitempty"`   // how many times it was changed after it was placed
	Joint         bool          `json:"joint,omitempty"`    // whether several members call it off, each deciding about its share
	Version       int           `json:"version"`
	Tax           *Taxation     `json:"tax,omitempty"`           // on the total as it was ordered; not in the answer to an order
	ReturnedTotal string        `json:"returnedTotal,omitempty"` // what its supplier took back, net
	Returns       []Return      `json:"returns,omitempty"`
	AnswerDue     time.Time     `json:"answerDue,omitzero"` // of a cascade: until when the supplier may answer
	Route         *RouteTrace   `json:"route,omitempty"`    // where the contract has rules; not shown to suppliers
}

// Seen is the version of it that was read.
func (c CallOff) Seen() int { return c.Version }

// Return is what a member wanted to give back of a call-off.
type Return struct {
	Number    int          `json:"number"`
	Status    string       `json:"status"`
	Lines     []ReturnLine `json:"lines"`
	Amount    string       `json:"amount"` // what that cost, net
	Reason    string       `json:"reason"`
	AskedAt   time.Time    `json:"askedAt"`
	AskedBy   string       `json:"askedBy"`
	DecidedAt time.Time    `json:"decidedAt,omitzero"`
	Answer    string       `json:"answer,omitempty"` // why it was declined
}

// ReturnLine is how much of a line is given back.
type ReturnLine struct {
	Position int    `json:"position"`
	Quantity string `json:"quantity"`
}

// Address is where a member has things delivered.
type Address struct {
	Name     string `json:"name"`
	Street   string `json:"street"`
	Postcode string `json:"postcode"`
	City     string `json:"city"`
	Country  string `json:"country"`
	Contact  string `json:"contact,omitempty"`
	Hours    string `json:"hours,omitempty"`
}

// BudgetShare is what a code of the member's budget bears.
type BudgetShare struct {
	Code   string `json:"code"`
	Amount string `json:"amount"`
}

// CallOffQuote is what a call-off would cost now, and what would stand against it.
type CallOffQuote struct {
	Lines          []CallOffQuoteLine `json:"lines"` // as they were asked for
	Total          string             `json:"total"`
	Tax            Taxation           `json:"tax"`           // on the total
	ApprovalLimit  string             `json:"approvalLimit"` // the member's, now
	NeedsApproval  bool               `json:"needsApproval"`
	RemainingValue string             `json:"remainingValue"`           // of the framework
	RemainingQuota string             `json:"remainingQuota,omitempty"` // of the member; empty without quotas
	Orderable      bool               `json:"orderable"`                // whether it could be placed now
	// Where the contract has rules: which way it would go, and to whom, unless nobody may take it.
	Way        string `json:"way,omitempty"`
	Rule       int    `json:"rule,omitempty"` // that decides, from 1 on
	Supplier   *Ref   `json:"supplier,omitempty"`
	Rank       int    `json:"rank,omitempty"`       // of the supplier
	AsksMonths bool   `json:"asksMonths,omitempty"` // whether a rule looks at how long it is performed
}

// CallOffQuoteLine is a line of a quote.
type CallOffQuoteLine struct {
	ItemID            string `json:"itemId"`
	Quantity          string `json:"quantity"`
	Price             string `json:"price"`
	Total             string `json:"total"`
	Tax               *Tax   `json:"tax,omitempty"`               // missing while it is not known
	RemainingQuantity string `json:"remainingQuantity,omitempty"` // empty for an item without a maximum of its own
	Orderable         bool   `json:"orderable"`                   // whether the quantity fits into what remains of the item
	// Where the item has tiers: how the total came about, and the step ahead.
	Derivation  string    `json:"derivation,omitempty"`
	Next        *NextStep `json:"next,omitempty"`
	PendingFrom string    `json:"pendingFrom,omitempty"` // a change of the price waits for its decision, until this day
}

// CallOffLine is a line with name, unit and price as they were copied.
type CallOffLine struct {
	Position int    `json:"position"`
	ItemID   string `json:"itemId"`
	Name     string `json:"name"`
	Category string `json:"category,omitempty"`
	Unit     string `json:"unit"`
	Quantity string `json:"quantity"`
	Price    string `json:"price"`
	Total    string `json:"total"`
	Tax      *Tax   `json:"tax,omitempty"`      // as it was copied; missing where it was not known
	Returned string `json:"returned,omitempty"` // how much its supplier took back
	// Derivation is there where tiers made the total: "10 × 100.00 + 5 × 95.00"; the price is then the mean.
	Derivation string `json:"derivation,omitempty"`
	// What the tender estimated the line at, and what is saved of that; the supplier does not see it.
	Baseline string `json:"baseline,omitempty"`
	Saved    string `json:"saved,omitempty"`
}
