package view

import "time"

// Letters are the letters about a proposed award. The days are those that letters
// sent today would tell, by means; empty without a proposal, and for bidders.
type Letters struct {
	Items              []Letter `json:"items"`
	EarliestElectronic string   `json:"earliestElectronic,omitempty"`
	EarliestByPost     string   `json:"earliestByPost,omitempty"`
}

// Letter is what a bidder learns, and how it was told.
type Letter struct {
	Bidder     Ref         `json:"bidder"`
	Wins       bool        `json:"wins"`
	Lots       []LetterLot `json:"lots"`
	Dispatches []Dispatch  `json:"dispatches"`
}

// LetterLot is what a letter says of a lot, with the reason in parts.
type LetterLot struct {
	Position   int    `json:"position"`
	Title      string `json:"title"`
	Winner     string `json:"winner,omitempty"`
	Reason     string `json:"reason"` // best, drawn, draw-lost, outranked, excluded, not-awarded
	Rank       int    `json:"rank,omitempty"`
	Of         int    `json:"of,omitempty"`
	Points     string `json:"points,omitempty"`
	BestPoints string `json:"bestPoints,omitempty"`
	Code       string `json:"code,omitempty"`
	Text       string `json:"text,omitempty"`
}

// Dispatch is that a letter went out.
type Dispatch struct {
	Means         string    `json:"means"`
	SentOn        string    `json:"sentOn"`
	EarliestAward string    `json:"earliestAward"`
	RecordedBy    string    `json:"recordedBy,omitempty"` // not shown to bidders
	RecordedAt    time.Time `json:"recordedAt"`
}

// Review is an application to the procurement chamber; without an outcome it is pending.
type Review struct {
	ID         string    `json:"id"`
	Chamber    string    `json:"chamber"`
	FileNumber string    `json:"fileNumber"`
	ReceivedOn string    `json:"receivedOn"`
	RecordedBy string    `json:"recordedBy"`
	RecordedAt time.Time `json:"recordedAt"`
	Outcome    string    `json:"outcome,omitempty"`
	EndedOn    string    `json:"endedOn,omitempty"`
	EndText    string    `json:"endText,omitempty"`
	EndedBy    string    `json:"endedBy,omitempty"`
	Version    int       `json:"version"`
}
