package view

import "time"

// StandingOrder is what a member calls off again and again.
type StandingOrder struct {
	ID         string `json:"id"`
	Version    int    `json:"version"`
	Status     string `json:"status"`
	Member     Ref    `json:"member"`
	Framework  Ref    `json:"framework"`
	Interval   string `json:"interval"`
	From       string `json:"from"`
	To         string `json:"to"`
	Next       string `json:"next,omitempty"` // when it is due next
	Tolerance  int    `json:"tolerance"`      // by how many per cent the total may rise
	Total      string `json:"total"`          // of one order when it was set up
	BudgetCode string `json:"budgetCode"`
	Note       string `json:"note,omitempty"`
	DeliverTo  string `json:"deliverTo,omitempty"`
	Reason     string `json:"reason,omitempty"`
	Fault      string `json:"fault,omitempty"` // the code of why it failed
	// FaultParams are the values of its sentence.
	FaultParams map[string]string `json:"faultParams,omitempty"`
	CreatedAt   time.Time         `json:"createdAt"`
	CreatedBy   string            `json:"createdBy"`
	DecidedAt   time.Time         `json:"decidedAt,omitzero"`
	DecidedBy   string            `json:"decidedBy,omitempty"`
	Lines       []StandingLine    `json:"lines,omitempty"`  // not in lists
	Placed      []StandingTurn    `json:"placed,omitempty"` // what it ordered, the latest first; not in lists
}

// Seen is the version of it that was read.
func (s StandingOrder) Seen() int { return s.Version }

// StandingLine is how much of an item it orders each time.
type StandingLine struct {
	ItemID   string `json:"itemId"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Quantity string `json:"quantity"`
}

// StandingTurn is a call-off of one of its days.
type StandingTurn struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	DueOn  string `json:"dueOn"`
	Status string `json:"status"`
	Total  string `json:"total"`
}
