package view

import "time"

// BidReceipt is what a bidder keeps as proof of what was handed in, and when. Note
// says the same as a signed note that can be checked without the platform, with
// VerifierKey, the installation's public key.
type BidReceipt struct {
	BidID        string         `json:"bidId"`
	TenderID     string         `json:"tenderId"`
	TenderNumber string         `json:"tenderNumber"`
	Bidder       string         `json:"bidder"`
	Version      int            `json:"version"`
	ReceivedAt   time.Time      `json:"receivedAt"`
	Deadline     time.Time      `json:"deadline"`
	Late         bool           `json:"late"`
	ManifestHash string         `json:"manifestHash,omitempty"` // not with bids of the first format
	Containers   []BidContainer `json:"containers"`
	Note         string         `json:"note"`
	VerifierKey  string         `json:"verifierKey"`
}

// BidContainer is one sealed part of a bid, without content.
type BidContainer struct {
	Kind          string `json:"kind"`
	ContainerHash string `json:"containerHash"`
	ContentHash   string `json:"contentHash"`
}

// BidSummary is a version of a bid, without content.
type BidSummary struct {
	ID             string         `json:"id"`
	Bidder         Ref            `json:"bidder"`
	Version        int            `json:"version"`
	Round          int            `json:"round"` // of bids, from 1
	Status         string         `json:"status"`
	ReceivedAt     time.Time      `json:"receivedAt"`
	Late           bool           `json:"late"`
	ManifestHash   string         `json:"manifestHash,omitempty"`
	Containers     []BidContainer `json:"containers"`
	ExcludedReason string         `json:"excludedReason,omitempty"`
	ConfirmFor     int            `json:"confirmFor,omitzero"`  // the amendment after which it waits to be confirmed
	ConfirmedAt    *time.Time     `json:"confirmedAt,omitzero"` // that it stands after the last amendment
	LateAdmission  *LateAdmission `json:"lateAdmission,omitempty"`
}

// LateAdmission is what officers recorded about a late bid; two of them admit it.
type LateAdmission struct {
	Reason      string    `json:"reason"`
	RequestedBy Ref       `json:"requestedBy"`
	RequestedAt time.Time `json:"requestedAt"`
	ConfirmedBy *Ref      `json:"confirmedBy,omitempty"`
	ConfirmedAt time.Time `json:"confirmedAt,omitzero"`
}

// Drill is who has proven in the present stage that the own key opens.
type Drill struct {
	Stage    string         `json:"stage"` // publication, week, day
	Since    time.Time      `json:"since"`
	Officers []DrillOfficer `json:"officers"`
	Proven   int            `json:"proven"`
	Needed   int            `json:"needed"`
	Enough   int            `json:"enough"`
	Alarm    string         `json:"alarm"` // none, some-missing, too-few
}

// DrillOfficer is an officer of the committee in the present stage.
type DrillOfficer struct {
	Person   Ref       `json:"person"`
	Me       bool      `json:"me"`
	ProvenAt time.Time `json:"provenAt,omitzero"`
}

// DrillChallenge is what an officer has to decrypt.
type DrillChallenge struct {
	Challenge []byte `json:"challenge"` // base64 in JSON
}

// Opening is where the opening of bids stands.
type Opening struct {
	TenderID  string           `json:"tenderId"`
	Kind      string           `json:"kind"`  // opened next, or opened last
	Phase     string           `json:"phase"` // before-deadline, scores-not-locked, first, second, more, done
	Deadline  time.Time        `json:"deadline"`
	Officers  []OpeningOfficer `json:"officers"`
	Envelopes []Envelope       `json:"envelopes"` // only for an officer of the committee who has not released
	BidCount  int              `json:"bidCount"`
	Records   []OpeningRecord  `json:"records"`
}

// OpeningOfficer is one of the committee, with the time of the own release.
type OpeningOfficer struct {
	Person     Ref       `json:"person"`
	Position   int       `json:"position"`
	Me         bool      `json:"me"`
	Recipient  string    `json:"recipient,omitempty"`
	ReleasedAt time.Time `json:"releasedAt,omitzero"`
	Holding    bool      `json:"holding"` // is an opening officer now
}

// Envelope holds the officer's share of the key of one container.
type Envelope struct {
	BidID         string `json:"bidId"`
	Bidder        string `json:"bidder"`
	Kind          string `json:"kind"`
	Envelope      []byte `json:"envelope"` // base64 in JSON
	ContainerHash string `json:"containerHash"`
	ShareHash     string `json:"shareHash"`
}

// OpeningRecord is what the officers found in the envelopes of one kind.
type OpeningRecord struct {
	Kind       string            `json:"kind"`
	Round      int               `json:"round"`      // of bids, from 1
	Deadline   time.Time         `json:"deadline"`   // that the bids were in time for
	Supplement int               `json:"supplement"` // counts the openings of late bids alone; 0 is that of all others
	OpenedAt   time.Time         `json:"openedAt"`
	Officers   []RecordedOfficer `json:"officers"`
	Hash       string            `json:"hash"`
	Bids       []RecordedBid     `json:"bids"` // in order of receipt, late ones apart
}

// RecordedOfficer is one of those whose releases opened the bids.
type RecordedOfficer struct {
	Person     Ref       `json:"person"`
	ReleasedAt time.Time `json:"releasedAt"`
	Unreadable int       `json:"unreadable"`
}

// RecordedBid is a bid in the opening record.
type RecordedBid struct {
	BidID         string        `json:"bidId"`
	Bidder        string        `json:"bidder"`
	ReceivedAt    time.Time     `json:"receivedAt"`
	State         string        `json:"state"` // opened, excluded, late
	Reason        string        `json:"reason,omitempty"`
	ManifestHash  string        `json:"manifestHash,omitempty"`
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
