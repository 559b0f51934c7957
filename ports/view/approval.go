package view

import "time"

// ApprovalRules are a member's rules about who approves its call-offs.
type ApprovalRules struct {
	Member    Ref             `json:"member"`
	Limit     string          `json:"limit"` // above it at least one person approves, whatever the rules say
	Tables    []ApprovalTable `json:"tables"`
	Approvers []Ref           `json:"approvers"`
	People    []Ref           `json:"people"` // who may be a deputy
	Deputies  []Deputy        `json:"deputies"`
	Version   int             `json:"version"`
}

// ApprovalTable is the rules from a day on: the first is in force, the others are to come.
type ApprovalTable struct {
	ValidFrom string         `json:"validFrom"`
	InForce   bool           `json:"inForce"`
	DecidedBy string         `json:"decidedBy"`
	DecidedAt time.Time      `json:"decidedAt"`
	Rules     []ApprovalRule `json:"rules"`
}

// ApprovalRule asks for approvals of what is over a total, of a category and a budget.
type ApprovalRule struct {
	Above    string `json:"above"`
	Category string `json:"category,omitempty"`
	Budget   string `json:"budget,omitempty"`
	Approver *Ref   `json:"approver,omitempty"` // or everybody with the role
	Persons  int    `json:"persons"`

	Escalates  bool `json:"escalates"` // somebody else is asked too where nobody decides in time
	EscalateTo *Ref `json:"escalateTo,omitempty"`
}

// Deputy acts for an approver from day to day.
type Deputy struct {
	ID     string `json:"id"`
	Person Ref    `json:"person"`
	Deputy Ref    `json:"deputy"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// CallOffApproval is who has approved a call-off, who is asked next, and what its budgets
// bear besides.
type CallOffApproval struct {
	Steps   []ApprovalStep `json:"steps"`
	Waits   []string       `json:"waits"` // names of those who may act now
	Budgets []BudgetUse    `json:"budgets"`
	// Mine is what the reader may do: approve, or the code of the fault that stands against it.
	Mine      string           `json:"mine"`
	InPlaceOf string           `json:"inPlaceOf,omitempty"` // in whose place the reader would approve
	Versions  []CallOffVersion `json:"versions"`
}

// ApprovalStep is an approval that is needed.
type ApprovalStep struct {
	Step     int             `json:"step"`
	Rule     ApprovalRule    `json:"rule"`
	Limit    bool            `json:"limit"` // asked for by the member's limit alone
	Approver string          `json:"approver,omitempty"`
	Persons  int             `json:"persons"`
	Given    []ApprovalGiven `json:"given"`
	Next     bool            `json:"next"`

	Escalated *Escalated `json:"escalated,omitempty"`
}

// Escalated is that somebody else was asked too because nobody decided in time.
type Escalated struct {
	To string    `json:"to,omitempty"` // or everybody with the role
	At time.Time `json:"at"`
}

// ApprovalGiven is who approved, perhaps in whose place.
type ApprovalGiven struct {
	By        string    `json:"by"`
	InPlaceOf string    `json:"inPlaceOf,omitempty"`
	At        time.Time `json:"at"`
}

// BudgetUse is what a budget code bears of all call-offs of the member in the year.
type BudgetUse struct {
	Code   string `json:"code"`
	Amount string `json:"amount"` // of this call-off
	Used   string `json:"used"`   // of all others that stand
}

// CallOffVersion is what a call-off was before it was changed.
type CallOffVersion struct {
	Change  int           `json:"change"`
	Total   string        `json:"total"`
	Lines   []CallOffLine `json:"lines"`
	Ordered bool          `json:"ordered"` // it stood as an order; otherwise it was turned down
	By      string        `json:"by"`      // who replaced it
	At      time.Time     `json:"at"`
	Reason  string        `json:"reason"`
}
