package view

import "time"

// TenderAmendment is what changed in a published tender.
type TenderAmendment struct {
	ID          string     `json:"id"`
	Number      int        `json:"number"`
	Text        string     `json:"text"`
	Significant bool       `json:"significant"`
	FormerTitle string     `json:"formerTitle,omitzero"`
	Title       string     `json:"title,omitzero"`
	MovedTo     *time.Time `json:"movedTo,omitzero"` // the deadline
	Documents   []string   `json:"documents"`        // the names of those that came with it
	AmendedAt   time.Time  `json:"amendedAt"`
	AmendedBy   string     `json:"amendedBy,omitzero"` // the name, for officers
}
