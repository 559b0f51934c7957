package view

import "time"

// TenderSummary is a tender in a list.
type TenderSummary struct {
	ID             string    `json:"id"`
	Number         string    `json:"number"`
	Title          string    `json:"title"`
	Status         string    `json:"status"`
	Procedure      string    `json:"procedure"`
	EstimatedValue string    `json:"estimatedValue,omitempty"` // not shown to bidders
	Deadline       time.Time `json:"deadline"`
	LotCount       int       `json:"lotCount"`
	BidCount       int       `json:"bidCount"` // a bidder counts its own only
	Version        int       `json:"version"`
}

// Tender is a tender in the extent that the reader may see.
type Tender struct {
	ID                string             `json:"id"`
	Number            string             `json:"number"`
	Title             string             `json:"title"`
	Status            string             `json:"status"`
	Round             *Ref               `json:"round,omitempty"`       // none of a mini-competition
	Competition       *Competition       `json:"competition,omitempty"` // of a mini-competition only
	Rules             Rules              `json:"rules"`
	Envelopes         []string           `json:"envelopes"` // what a bid consists of
	Procedure         string             `json:"procedure"`
	Choice            Choice             `json:"choice"`
	Threshold         string             `json:"threshold,omitempty"`
	ThresholdSource   string             `json:"thresholdSource,omitempty"`
	EstimatedValue    string             `json:"estimatedValue,omitempty"` // not shown to bidders
	MaximumValue      string             `json:"maximumValue,omitempty"`
	TermMonths        int                `json:"termMonths"`
	OptionMonths      []int              `json:"optionMonths,omitempty"`
	TermJustification string             `json:"termJustification,omitempty"`
	QuotaMode         string             `json:"quotaMode"`
	FlowBackMonths    int                `json:"flowBackMonths,omitempty"`
	NoLotsReason      string             `json:"noLotsReason,omitempty"`
	Deadline          time.Time          `json:"deadline"`
	Extensions        []Extension        `json:"extensions"`
	EarliestDeadline  time.Time          `json:"earliestDeadline,omitzero"` // if published now; only before publication
	OpeningOfficers   []TenderOfficer    `json:"openingOfficers"`
	CommitteeChanges  []CommitteeChange  `json:"committeeChanges"`
	CommitteeProposal *CommitteeProposal `json:"committeeProposal,omitempty"` // not shown to bidders
	Lots              []TenderLot        `json:"lots"`
	EntitledCount     int                `json:"entitledCount"`
	Entitled          []Ref              `json:"entitled,omitempty"`
	EntitledHash      string             `json:"entitledHash,omitempty"`
	CommitteeHash     string             `json:"committeeHash,omitempty"`
	BidCount          int                `json:"bidCount"`
	Checks            []TenderCheck      `json:"checks"`
	Milestones        []Milestone        `json:"milestones"`          // ahead; not shown to bidders
	Valuation         []LotValue         `json:"valuation,omitempty"` // how the estimated value comes about; not shown to bidders
	SubmittedBy       string             `json:"submittedBy,omitempty"`
	SubmittedAt       time.Time          `json:"submittedAt,omitzero"`
	PublishedBy       string             `json:"publishedBy,omitempty"`
	PublishedAt       time.Time          `json:"publishedAt,omitzero"`
	OpenedAt          time.Time          `json:"openedAt,omitzero"`
	ScoresLockedBy    string             `json:"scoresLockedBy,omitempty"`
	ScoresLockedAt    time.Time          `json:"scoresLockedAt,omitzero"`
	PricesOpenedAt    time.Time          `json:"pricesOpenedAt,omitzero"`
	ProposedBy        string             `json:"proposedBy,omitempty"`
	ProposedAt        time.Time          `json:"proposedAt,omitzero"`
	ProposalReason    string             `json:"proposalReason,omitempty"`
	ApprovedBy        string             `json:"approvedBy,omitempty"`
	ApprovedAt        time.Time          `json:"approvedAt,omitzero"`
	EarliestAward     string             `json:"earliestAward,omitempty"`
	AwardedBy         string             `json:"awardedBy,omitempty"`
	AwardedAt         time.Time          `json:"awardedAt,omitzero"`
	Reason            string             `json:"reason,omitempty"`
	Version           int                `json:"version"`
}

// Seen is the version of it that was read.
func (t Tender) Seen() int { return t.Version }

// Extension says that the deadline was moved, and why.
type Extension struct {
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// TenderOfficer is one of the committee that opens the bids.
type TenderOfficer struct {
	Person      Ref    `json:"person"`
	Position    int    `json:"position"`
	Recipient   string `json:"recipient,omitempty"`
	Fingerprint string `json:"fingerprint,omitempty"`
	ConfirmedBy *Ref   `json:"confirmedBy,omitempty"`
}

// CommitteeChange says that another committee opens the bids since then, and why.
type CommitteeChange struct {
	FormerHash string    `json:"formerHash"`
	Hash       string    `json:"hash"`
	Reason     string    `json:"reason"`
	At         time.Time `json:"at"`
}

// CommitteeProposal is a committee that waits for the confirmation of a second officer.
type CommitteeProposal struct {
	OpeningOfficers []TenderOfficer `json:"openingOfficers"`
	Reason          string          `json:"reason"`
	ProposedBy      Ref             `json:"proposedBy"`
	ProposedAt      time.Time       `json:"proposedAt"`
}

// TenderLot is a lot with its items and, from the proposal on, its winner.
type TenderLot struct {
	ID           string       `json:"id"`
	Position     int          `json:"position"`
	Title        string       `json:"title"`
	MaximumValue string       `json:"maximumValue"`
	Winner       *Ref         `json:"winner,omitempty"`
	NotAwarded   *NotAwarded  `json:"notAwarded,omitempty"`
	WinningTotal string       `json:"winningTotal,omitempty"`
	Draw         *Draw        `json:"draw,omitempty"` // how a tie was decided; not shown to bidders
	FrameworkID  string       `json:"frameworkId,omitempty"`
	Items        []TenderItem `json:"items"`
	Route        []RouteRule  `json:"route,omitempty"` // how an order finds its supplier; without rules, the best bidder gets all
}

// NotAwarded is why a lot is not awarded.
type NotAwarded struct {
	Ground string `json:"ground"`
	Reason string `json:"reason"`
}

// Draw says how a lot was drawn between tied bids.
type Draw struct {
	By       string    `json:"by"`
	Presence string    `json:"presence"`
	At       time.Time `json:"at"`
}

// TenderItem is what is bid for.
type TenderItem struct {
	ID              string `json:"id"`
	RoundItemID     string `json:"roundItemId,omitempty"` // none in a mini-competition
	Position        int    `json:"position"`
	Name            string `json:"name"`
	Description     string `json:"description,omitempty"`
	Category        string `json:"category"`
	CPV             string `json:"cpv,omitempty"`
	Unit            string `json:"unit"`
	Quantity        string `json:"quantity"`
	MaximumQuantity string `json:"maximumQuantity"`
	EstimatedPrice  string `json:"estimatedPrice,omitempty"` // not shown to bidders
}

// TenderCheck is what a rule asks for before the next step.
type TenderCheck struct {
	Code   string            `json:"code"`
	Rule   string            `json:"rule"`
	Source string            `json:"source,omitempty"`
	Met    bool              `json:"met"`
	Params map[string]string `json:"params,omitempty"`
}

// OpeningKey is an opening officer with the public key, if one is registered.
type OpeningKey struct {
	Person       Ref       `json:"person"`
	Mine         bool      `json:"mine"`
	Recipient    string    `json:"recipient,omitempty"`
	Fingerprint  string    `json:"fingerprint,omitempty"`
	RegisteredAt time.Time `json:"registeredAt,omitzero"`
	ConfirmedBy  *Ref      `json:"confirmedBy,omitempty"`
	ConfirmedAt  time.Time `json:"confirmedAt,omitzero"`
}
