package view

import "time"

// Scoring is where the scoring of a tender's bids stands, in the extent that the reader
// may see: nobody sees another's scores before all are handed in.
type Scoring struct {
	TenderID    string             `json:"tenderId"`
	Phase       string             `json:"phase"`                 // of scoring.Phase, or no-panel
	Declaration string             `json:"declaration,omitempty"` // the reader's, who may examine: pending, none, conflict
	Examiners   []Examiner         `json:"examiners"`
	SpreadLimit int                `json:"spreadLimit,omitempty"`
	Evaluators  []Evaluator        `json:"evaluators"`
	Criteria    []ScoringCriterion `json:"criteria"`
	Bids        []ScoringBid       `json:"bids"`
	Sheet       *ScoringSheet      `json:"sheet,omitempty"`      // the reader's own
	Judgements  []Judgement        `json:"judgements"`           // only when all are handed in
	Missing     []ScoringGap       `json:"missing"`              // what keeps the scores from being locked
	Candidates  []Candidate        `json:"candidates,omitempty"` // for those who appoint
	LockedBy    string             `json:"lockedBy,omitempty"`
	LockedAt    time.Time          `json:"lockedAt,omitzero"`
	Version     int                `json:"version"` // of the panel, 0 without one
}

// Evaluator is a person on the panel, or one who was.
type Evaluator struct {
	Person      Ref       `json:"person"`
	Me          bool      `json:"me"`
	Declaration string    `json:"declaration"` // pending, none, conflict
	Conflict    string    `json:"conflict,omitempty"`
	DeclaredAt  time.Time `json:"declaredAt,omitzero"`
	HandedInAt  time.Time `json:"handedInAt,omitzero"`
	ReplacedAt  time.Time `json:"replacedAt,omitzero"`
	Reason      string    `json:"reason,omitempty"`
}

// Examiner is a person who has declared, without being on a panel, whether there is a conflict of interest.
type Examiner struct {
	Person      Ref       `json:"person"`
	Me          bool      `json:"me"`
	Declaration string    `json:"declaration"` // none, conflict
	Conflict    string    `json:"conflict,omitempty"`
	DeclaredAt  time.Time `json:"declaredAt"`
}

// ScoringCriterion is a criterion with the end of its scale.
type ScoringCriterion struct {
	Name  string `json:"name"`
	Scale string `json:"scale"`
}

// ScoringBid is a bid with the lots it bids for and what was found when it was examined.
type ScoringBid struct {
	BidID        string        `json:"bidId"`
	Bidder       Ref           `json:"bidder"`
	Admitted     bool          `json:"admitted"`
	Excluded     string        `json:"excluded,omitempty"`
	Lots         []ScoringLot  `json:"lots"`
	Examinations []Examination `json:"examinations"`
}

// ScoringLot is a lot that a bid bids for. Answer is what it offers there, in the bidder's
// words; nobody on the panel reads it before declaring that there is no conflict.
type ScoringLot struct {
	LotID  string `json:"lotId"`
	Title  string `json:"title"`
	Answer string `json:"answer,omitempty"`
}

// Examination is what was found of a bid under an aspect; not yet examined ones are left out.
type Examination struct {
	Aspect string    `json:"aspect"`
	Passed bool      `json:"passed"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Stands bool      `json:"stands"` // whoever found it has no conflict of interest
}

// ScoringSheet is what the reader has given.
type ScoringSheet struct {
	Version    int        `json:"version"`
	HandedInAt time.Time  `json:"handedInAt,omitzero"`
	Given      int        `json:"given"`
	Places     int        `json:"places"`
	Scores     []OwnScore `json:"scores"`
}

// OwnScore is a score on the reader's sheet.
type OwnScore struct {
	BidID     string `json:"bidId"`
	LotID     string `json:"lotId"`
	Criterion string `json:"criterion"`
	Score     string `json:"score"`
	Reason    string `json:"reason"`
}

// Judgement is what a place comes to when all sheets are open.
type Judgement struct {
	BidID     string           `json:"bidId"`
	LotID     string           `json:"lotId"`
	Criterion string           `json:"criterion"`
	Scores    []EvaluatorScore `json:"scores"`
	Spread    string           `json:"spread"`
	Wide      bool             `json:"wide"`
	Final     string           `json:"final"` // exact: "7.5", or a fraction as "22/3"
	Consensus *Consensus       `json:"consensus,omitempty"`
}

// EvaluatorScore is what one evaluator gave.
type EvaluatorScore struct {
	Person Ref    `json:"person"`
	Score  string `json:"score"`
	Reason string `json:"reason"`
}

// Consensus is what the evaluators propose or have agreed on.
type Consensus struct {
	ID         string    `json:"id"`
	Score      string    `json:"score"`
	Minute     string    `json:"minute"`
	ProposedBy string    `json:"proposedBy"`
	ProposedAt time.Time `json:"proposedAt"`
	AgreedBy   []Ref     `json:"agreedBy"`
	Mine       bool      `json:"mine"` // the reader has agreed
	Agreed     bool      `json:"agreed"`
}

// ScoringGap is something that is missing, and how often.
type ScoringGap struct {
	Kind  string `json:"kind"` // panel, bids, declarations, conflicts, sheets, examinations, consensus
	Count int    `json:"count"`
}

// Candidate is a person who could be appointed.
type Candidate struct {
	Person Ref    `json:"person"`
	Of     string `json:"of,omitempty"` // the member, empty in the cooperative itself
}
