package view

import "time"

// Statistics is whether, and until when, a tender's award is to be reported to the procurement statistics.
type Statistics struct {
	Counted   bool              `json:"counted"`
	AwardedOn string            `json:"awardedOn,omitempty"`
	Due       string            `json:"due,omitempty"`
	Source    string            `json:"source,omitempty"`
	Report    *StatisticsReport `json:"report,omitempty"`
}

// StatisticsReport is that it was reported.
type StatisticsReport struct {
	ReportedOn string    `json:"reportedOn"`
	Number     string    `json:"number"`
	RecordedBy string    `json:"recordedBy"`
	RecordedAt time.Time `json:"recordedAt"`
}
