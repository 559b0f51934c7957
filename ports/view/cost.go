package view

import "time"

// CostPoolSummary is a cost pool in a list.
type CostPoolSummary struct {
	ID          string    `json:"id"`
	Number      string    `json:"number"`
	Title       string    `json:"title"`
	Kind        string    `json:"kind"`
	Amount      string    `json:"amount"`    // negative for a credit
	Allocated   string    `json:"allocated"` // of the amount, by what is posted
	MemberCount int       `json:"memberCount"`
	CreatedAt   time.Time `json:"createdAt"`
}

// CostPool is a cost pool with the allocations that the reader may see.
type CostPool struct {
	ID          string              `json:"id"`
	Number      string              `json:"number"`
	Title       string              `json:"title"`
	Kind        string              `json:"kind"`
	Amount      string              `json:"amount"`
	Allocated   string              `json:"allocated"`
	Tender      *Ref                `json:"tender,omitempty"`
	Framework   *Ref                `json:"framework,omitempty"`
	Members     []Ref               `json:"members"`
	Keys        []string            `json:"keys"` // those for which there are weights now
	Allocations []AllocationSummary `json:"allocations"`
	CreatedAt   time.Time           `json:"createdAt"`
	CreatedBy   string              `json:"createdBy"`
}

// AllocationSummary is an allocation in its pool.
type AllocationSummary struct {
	ID        string    `json:"id"`
	Key       string    `json:"key"`
	Status    string    `json:"status"`
	Total     string    `json:"total"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	PostedAt  time.Time `json:"postedAt,omitzero"`
	PostedBy  string    `json:"postedBy,omitempty"`
}

// Share is what a member bears and why.
type Share struct {
	Member       Ref    `json:"member"`
	TieKey       string `json:"tieKey"` // among equal remainders the smaller one first
	Weight       string `json:"weight"`
	WeightSource string `json:"weightSource"` // and behind it the day
	Floor        string `json:"floor"`
	Remainder    string `json:"remainder"`
	Extra        bool   `json:"extra"`
	Share        string `json:"share"`
	Formula      string `json:"formula"`
}

// AllocationPreview is what an allocation would be.
type AllocationPreview struct {
	Key                string  `json:"key"`
	Total              string  `json:"total"`
	WeightSum          string  `json:"weightSum"`
	UnitsLeft          int     `json:"unitsLeft"`
	ThresholdRemainder string  `json:"thresholdRemainder,omitempty"` // empty without units left
	Rule               string  `json:"rule"`
	Shares             []Share `json:"shares"`
}

// Allocation is an allocation with the shares that the reader may see.
type Allocation struct {
	ID                 string    `json:"id"`
	Pool               Ref       `json:"pool"`
	Key                string    `json:"key"`
	Status             string    `json:"status"`
	Total              string    `json:"total"`
	WeightSum          string    `json:"weightSum"`
	UnitsLeft          int       `json:"unitsLeft"`
	ThresholdRemainder string    `json:"thresholdRemainder,omitempty"`
	Rule               string    `json:"rule"`
	InputHash          string    `json:"inputHash"`
	Shares             []Share   `json:"shares"`
	CreatedAt          time.Time `json:"createdAt"`
	CreatedBy          string    `json:"createdBy"`
	PostedAt           time.Time `json:"postedAt,omitzero"`
	PostedBy           string    `json:"postedBy,omitempty"`
	EntryID            string    `json:"entryId,omitempty"`
	Version            int       `json:"version"`
}

// Recomputation is the result of checking an allocation.
type Recomputation struct {
	AllocationID string  `json:"allocationId"`
	OK           bool    `json:"ok"`
	Checks       []Check `json:"checks"`
}

// Check is one thing that was checked; the detail is figures, not words.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// MemberBalance is what a member owes; below zero it is owed to it.
type MemberBalance struct {
	Member  Ref    `json:"member"`
	Balance string `json:"balance"`
}

// Statement is a member's account over a period, both days included.
type Statement struct {
	Member         Ref             `json:"member"`
	From           string          `json:"from"`
	To             string          `json:"to"`
	OpeningBalance string          `json:"openingBalance"`
	ClosingBalance string          `json:"closingBalance"`
	Lines          []StatementLine `json:"lines"`
}

// StatementLine is one booking with the balance after it.
type StatementLine struct {
	EntryID   string    `json:"entryId"`
	PostedAt  time.Time `json:"postedAt"`
	Text      string    `json:"text"`
	CauseType string    `json:"causeType,omitempty"`
	CauseID   string    `json:"causeId,omitempty"`
	Amount    string    `json:"amount"`
	Balance   string    `json:"balance"`
}
