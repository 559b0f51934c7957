package view

import "time"

// BidReceipt is what a bidder keeps as proof of what was handed in, and when.
type BidReceipt struct {
	BidID         string    `json:"bidId"`
	TenderID      string    `json:"tenderId"`
	TenderNumber  string    `json:"tenderNumber"`
	Bidder        string    `json:"bidder"`
	Version       int       `json:"version"`
	ReceivedAt    time.Time `json:"receivedAt"`
	Deadline      time.Time `json:"deadline"`
	Late          bool      `json:"late"`
	ContainerHash string    `json:"containerHash"`
	InnerHash     string    `json:"innerHash"`
	ContentHash   string    `json:"contentHash"`
}

// BidSummary is a version of a bid, without content.
type BidSummary struct {
	ID             string    `json:"id"`
	Bidder         Ref       `json:"bidder"`
	Version        int       `json:"version"`
	Status         string    `json:"status"`
	ReceivedAt     time.Time `json:"receivedAt"`
	Late           bool      `json:"late"`
	ContainerHash  string    `json:"containerHash"`
	ContentHash    string    `json:"contentHash,omitempty"`
	ExcludedReason string    `json:"excludedReason,omitempty"`
}

// Opening is where the opening of bids stands.
type Opening struct {
	TenderID  string           `json:"tenderId"`
	Phase     string           `json:"phase"` // before-deadline, outer, inner, done
	Deadline  time.Time        `json:"deadline"`
	Officers  []OpeningOfficer `json:"officers"`
	Envelopes []Envelope       `json:"envelopes"` // only for the officer whose turn it is
	Record    *OpeningRecord   `json:"record,omitempty"`
}

// OpeningOfficer is one of the two, with the time of the own step.
type OpeningOfficer struct {
	Person     Ref       `json:"person"`
	Position   int       `json:"position"`
	Me         bool      `json:"me"`
	Recipient  string    `json:"recipient,omitempty"`
	ReleasedAt time.Time `json:"releasedAt,omitzero"`
}

// Envelope is what an officer opens. Sealed is empty where the first officer could
// not open the outer envelope, which the second then confirms.
type Envelope struct {
	BidID  string `json:"bidId"`
	Bidder string `json:"bidder"`
	Sealed []byte `json:"sealed"` // base64 in JSON
	Hash   string `json:"hash"`   // what the opened envelope must hash to
}

// OpeningRecord is what the two officers found.
type OpeningRecord struct {
	OpenedAt time.Time     `json:"openedAt"`
	Officers []string      `json:"officers"`
	Hash     string        `json:"hash"`
	Bids     []RecordedBid `json:"bids"` // in order of receipt, late ones apart
}

// RecordedBid is a bid in the opening record.
type RecordedBid struct {
	BidID         string        `json:"bidId"`
	Bidder        string        `json:"bidder"`
	ReceivedAt    time.Time     `json:"receivedAt"`
	Late          bool          `json:"late"`
	Readable      bool          `json:"readable"`
	ContainerHash string        `json:"containerHash"`
	ContentHash   string        `json:"contentHash"`
	Totals        []BidLotTotal `json:"totals"`
}

// BidLotTotal is what a bid asks for a lot.
type BidLotTotal struct {
	LotID    string `json:"lotId"`
	LotTitle string `json:"lotTitle"`
	Total    string `json:"total"`
}
