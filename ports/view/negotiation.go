package view

import "time"

// Negotiation is where a negotiated procedure stands: its rounds of bids, and what was talked about.
type Negotiation struct {
	Round            int       `json:"round"`     // of bids, from 1
	Final            bool      `json:"final"`     // the bids of the round are the last ones
	FirstBids        bool      `json:"firstBids"` // the award on first bids is reserved
	Calls            []BidCall `json:"calls"`     // a supplier reads those that call it
	Talks            []Talk    `json:"talks"`     // for the cooperative
	Bidders          []Ref     `json:"bidders"`   // whose bids can be talked about now; for the cooperative
	MayNegotiate     bool      `json:"mayNegotiate"`
	EarliestDeadline time.Time `json:"earliestDeadline,omitzero"` // of further bids, where they may be called for
}

// BidCall is a call for the bids of a further round.
type BidCall struct {
	Round    int       `json:"round"` // that it began, 2 upwards
	Deadline time.Time `json:"deadline"`
	Final    bool      `json:"final"`
	Message  string    `json:"message"`
	CalledAt time.Time `json:"calledAt"`
	CalledBy string    `json:"calledBy"` // empty for suppliers
}

// Talk is the minute of a talk with a bidder.
type Talk struct {
	ID         string    `json:"id"`
	Round      int       `json:"round"`
	Bidder     Ref       `json:"bidder"`
	HeldOn     string    `json:"heldOn"`
	Present    string    `json:"present"`
	Minute     string    `json:"minute"`
	RecordedBy string    `json:"recordedBy"`
	RecordedAt time.Time `json:"recordedAt"`
}
