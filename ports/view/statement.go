package view

import "time"

// Closing is a run of days that is closed.
type Closing struct {
	ID         string    `json:"id"`
	From       string    `json:"from"`
	Through    string    `json:"through"`
	Statements int       `json:"statements"`
	Total      string    `json:"total"`
	CreatedAt  time.Time `json:"createdAt"`
	CreatedBy  string    `json:"createdBy"`
}

// ClosingPreview is what a closing would issue, and what is open in its days.
type ClosingPreview struct {
	From       string              `json:"from,omitempty"`
	Through    string              `json:"through"`
	Statements int                 `json:"statements"`
	Total      string              `json:"total"`
	Drafts     []AllocationSummary `json:"drafts"`
	Costs      []UncoveredCost     `json:"costs"`
	Incomplete []Ref               `json:"incomplete"` // members without what an XRechnung needs
}

// UncoveredCost is a cost that no posted run covers.
type UncoveredCost struct {
	Pool Ref    `json:"pool"`
	Text string `json:"text"`
	Net  string `json:"net"`
}

// StatementSummary is a statement or credit note in a list.
type StatementSummary struct {
	ID       string `json:"id"`
	Number   string `json:"number"`
	Kind     string `json:"kind"`
	Status   string `json:"status"`
	Member   Ref    `json:"member"`
	From     string `json:"from"`
	To       string `json:"to"`
	IssuedOn string `json:"issuedOn"`
	DueOn    string `json:"dueOn,omitempty"`
	Total    string `json:"total"`
}

// Party is who issues or gets a statement, as it was when it was issued.
type Party struct {
	Name        string `json:"name"`
	OfficialKey string `json:"officialKey,omitempty"`
	LeitwegID   string `json:"leitwegId,omitempty"`
	Street      string `json:"street"`
	Postcode    string `json:"postcode"`
	City        string `json:"city"`
	VatID       string `json:"vatId,omitempty"`
	TaxNumber   string `json:"taxNumber,omitempty"`
	Contact     string `json:"contact,omitempty"`
	Phone       string `json:"phone,omitempty"`
	Email       string `json:"email"`
	IBAN        string `json:"iban,omitempty"`
	BIC         string `json:"bic,omitempty"`
}

// Statement is a statement or credit note as it was issued.
type Statement struct {
	ID             string          `json:"id"`
	Number         string          `json:"number"`
	Kind           string          `json:"kind"`
	Status         string          `json:"status"`
	Member         Ref             `json:"member"`
	Credits        *Ref            `json:"credits,omitempty"`
	CreditedBy     *Ref            `json:"creditedBy,omitempty"`
	Reason         string          `json:"reason,omitempty"`
	From           string          `json:"from"`
	To             string          `json:"to"`
	IssuedOn       string          `json:"issuedOn"`
	DueOn          string          `json:"dueOn,omitempty"`
	PaidOn         string          `json:"paidOn,omitempty"`
	Seller         Party           `json:"seller"`
	Buyer          Party           `json:"buyer"`
	Lines          []StatementLine `json:"lines"`
	Vat            []VatRow        `json:"vat"`
	Net            string          `json:"net"`
	VatTotal       string          `json:"vatTotal"`
	Total          string          `json:"total"`
	OpeningBalance string          `json:"openingBalance"`
	Payments       string          `json:"payments"`
	ClosingBalance string          `json:"closingBalance"`
	Missing        []string        `json:"missing"` // what an XRechnung would need
	Version        int             `json:"version"`
}

// Seen is the version of it that was read.
func (s Statement) Seen() int { return s.Version }

// StatementLine is what is billed of one run.
type StatementLine struct {
	Place        int    `json:"place"`
	Section      string `json:"section"`
	Text         string `json:"text"`
	From         string `json:"from"`
	To           string `json:"to"`
	VatCategory  string `json:"vatCategory"`
	VatRate      string `json:"vatRate"`
	Share        string `json:"share"`
	Vat          string `json:"vat"`
	Granted      string `json:"granted"`
	Amount       string `json:"amount"`
	AllocationID string `json:"allocationId,omitempty"`
	RatingID     string `json:"ratingId,omitempty"`
}

// VatRow is one category and rate of a statement.
type VatRow struct {
	Category string `json:"category"`
	Rate     string `json:"rate"`
	Taxable  string `json:"taxable"`
	Tax      string `json:"tax"`
}

// BillingProfile is what statements say about the cooperative.
type BillingProfile struct {
	Street      string `json:"street"`
	Postcode    string `json:"postcode"`
	City        string `json:"city"`
	VatID       string `json:"vatId"`
	TaxNumber   string `json:"taxNumber"`
	Contact     string `json:"contact"`
	Phone       string `json:"phone"`
	Email       string `json:"email"`
	IBAN        string `json:"iban"`
	BIC         string `json:"bic"`
	PaymentDays int    `json:"paymentDays"`
	Version     int    `json:"version"` // 0 while nothing is given
}

// BillingAddress is where a member's statements go.
type BillingAddress struct {
	Street    string `json:"street"`
	Postcode  string `json:"postcode"`
	City      string `json:"city"`
	Email     string `json:"email"`
	LeitwegID string `json:"leitwegId"`
	Version   int    `json:"version"` // 0 while nothing is given
}

// Seen is the version of it that was read.
func (b BillingAddress) Seen() int { return b.Version }
