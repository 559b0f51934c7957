package view

import "time"

// Evaluation compares the opened bids lot by lot.
type Evaluation struct {
	TenderID       string          `json:"tenderId"`
	Status         string          `json:"status"`
	Rules          Rules           `json:"rules"`
	PricesOpened   bool            `json:"pricesOpened"` // before that: answers, but no totals and ranks
	ScoresLockedAt time.Time       `json:"scoresLockedAt,omitzero"`
	Version        int             `json:"version"`
	Lots           []EvaluationLot `json:"lots"`
}

// Seen is the version of it that was read.
func (e Evaluation) Seen() int { return e.Version }

// EvaluationLot is the comparison of a lot.
type EvaluationLot struct {
	LotID      string             `json:"lotId"`
	Title      string             `json:"title"`
	Unexamined int                `json:"unexamined"` // examinations that admitted bids for the lot have not passed
	Complete   bool               `json:"complete"`   // every admitted bid can be ranked
	Tied       bool               `json:"tied"`       // the first place is shared
	Refused    string             `json:"refused,omitempty"`
	Items      []EvaluationItem   `json:"items"`
	Bids       []EvaluationBid    `json:"bids"` // ranked ones first, then those that wait, then excluded ones
	Figures    []EvaluationFigure `json:"figures"`
	LowPrices  []LowPrice         `json:"lowPrices"`
	Stability  []RankChange       `json:"stability"`
	// Clarifications are those of this lot, whether the price still is low among the bids or not.
	Clarifications []Clarification `json:"clarifications"`
}

// EvaluationItem is an item with the quantity that bids are compared by.
type EvaluationItem struct {
	ItemID   string `json:"itemId"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Quantity string `json:"quantity"`
	Maximum  string `json:"maximum"` // what is beyond the quantity is an option
}

// EvaluationBid is a bid as it stands in a lot.
type EvaluationBid struct {
	BidID          string            `json:"bidId"`
	Bidder         Ref               `json:"bidder"`
	Total          string            `json:"total,omitempty"`   // for the firm demand, once the prices are opened
	AtMost         string            `json:"atMost,omitempty"`  // for the maximum quantities
	Extreme        string            `json:"extreme,omitempty"` // of the total: lowest or highest among the admitted bids
	Answer         string            `json:"answer,omitempty"`
	TotalFormula   string            `json:"totalFormula,omitempty"`
	Prices         []EvaluationPrice `json:"prices"`
	Scores         []EvaluationScore `json:"scores"` // as given, in the order of the criteria
	Marks          []EvaluationMark  `json:"marks"`  // what the scores come to, once all are given
	Points         string            `json:"points,omitempty"`
	PointsFormula  string            `json:"pointsFormula,omitempty"`
	Rank           int               `json:"rank,omitempty"`
	Formula        string            `json:"formula,omitempty"`
	Band           string            `json:"band,omitempty"` // the inequality that decides about the band
	InBand         bool              `json:"inBand"`
	Excluded       bool              `json:"excluded"`
	ExcludedReason string            `json:"excludedReason,omitempty"`
}

// EvaluationPrice is the price of an item and what its quantities come to.
type EvaluationPrice struct {
	ItemID  string `json:"itemId"`
	Price   string `json:"price"`
	Total   string `json:"total"`
	AtMost  string `json:"atMost"`
	Extreme string `json:"extreme,omitempty"` // lowest or highest among the admitted bids
}

// EvaluationScore is a score that was given.
type EvaluationScore struct {
	Criterion string    `json:"criterion"`
	Score     string    `json:"score"`
	Reason    string    `json:"reason,omitempty"` // the minute, where the panel agreed
	At        time.Time `json:"at"`
}

// EvaluationMark is what a bid has under one criterion, or under one with parts.
type EvaluationMark struct {
	Criterion string `json:"criterion"`
	Depth     int    `json:"depth"`
	Score     string `json:"score"` // of a criterion with parts in per cent
	Points    string `json:"points"`
	Formula   string `json:"formula"`
	Missed    bool   `json:"missed"` // below the minimum
}

// EvaluationFigure is what the method took from all admitted bids.
type EvaluationFigure struct {
	Symbol  string `json:"symbol"`
	Value   string `json:"value"`
	Formula string `json:"formula"`
}

// LowPrice is a price so low that the bidder has to be asked; the inequality shows why.
type LowPrice struct {
	BidID string `json:"bidId"`
	Next  string `json:"next,omitempty"`
	Mean  string `json:"mean,omitempty"`
}

// RankChange is a loser without whose bid another would have won: without it those first would be.
type RankChange struct {
	Without   string   `json:"without"`
	Firsts    []string `json:"firsts"`
	Undefined bool     `json:"undefined"` // nothing could be computed any more
}

// Clarification is what a bidder was asked about a low price, and what came of it.
type Clarification struct {
	BidID     string    `json:"bidId"`
	Bidder    Ref       `json:"bidder" gorm:"-"`
	Next      string    `json:"next,omitempty"`
	Mean      string    `json:"mean,omitempty"`
	AskedBy   string    `json:"askedBy"`
	AskedAt   time.Time `json:"askedAt"`
	Answer    string    `json:"answer,omitempty"`
	Verdict   string    `json:"verdict,omitempty"` // accept or exclude; empty while it is open
	Reason    string    `json:"reason,omitempty"`
	DecidedBy string    `json:"decidedBy,omitempty"`
	DecidedAt time.Time `json:"decidedAt,omitzero"`
}
