package view

import "time"

// JointSummary is a joint call-off in a list.
type JointSummary struct {
	CallOffSummary        // of its leader
	AgreeBy        string `json:"agreeBy"`
	Participants   int    `json:"participants"`
	Agreed         int    `json:"agreed"` // how many of them did
}

// Joint is a joint call-off with everybody's share.
type Joint struct {
	JointSummary
	Key    string        `json:"key"`
	GoesOn bool          `json:"goesOn"`
	Note   string        `json:"note,omitempty"`
	Reason string        `json:"reason,omitempty"` // why it ended
	Lapsed string        `json:"lapsed,omitempty"` // the last day to agree, where that ended it
	Lines  []CallOffLine `json:"lines"`
	Shares []JointShare  `json:"shares"`
}

// JointQuote is what a joint call-off would come to, and who would bear what of it.
type JointQuote struct {
	Total  string        `json:"total"`
	Lines  []CallOffLine `json:"lines"`
	Shares []BorneShare  `json:"shares"` // the leader's first
}

// BorneShare is what a participant bears, and why.
type BorneShare struct {
	Member        Ref      `json:"member"`
	Amount        string   `json:"amount"`
	Lines         []string `json:"lines"` // by line
	Floor         string   `json:"floor"` // of the exact quota, in cents
	Remainder     string   `json:"remainder"`
	Denominator   string   `json:"denominator"`
	Extra         bool     `json:"extra"` // one cent more than the floor
	NeedsApproval bool     `json:"needsApproval"`
	ApprovalLimit string   `json:"approvalLimit"`
}

// JointShare is what a participant bears, and what it says to it.
type JointShare struct {
	BorneShare
	Weight     string    `json:"weight,omitempty"`
	Quantities []string  `json:"quantities,omitempty"` // by line, where they make the key
	Consent    string    `json:"consent"`
	Gone       bool      `json:"gone,omitempty"` // declined, and the others went on
	BudgetCode string    `json:"budgetCode,omitempty"`
	DecidedBy  string    `json:"decidedBy,omitempty"`
	DecidedAt  time.Time `json:"decidedAt,omitzero"`
	Reason     string    `json:"reason,omitempty"`
	Version    int       `json:"version"`
}
