package view

import "time"

// Choice is how a tender is run, with the figures of the law that it was decided by.
type Choice struct {
	Way             string `json:"way"`              // open, direct-award, restricted or negotiated
	Reason          string `json:"reason,omitempty"` // not shown to bidders
	Urgency         string `json:"urgency,omitempty"`
	LeastDays       int    `json:"leastDays"` // that bidders have
	LeastDaysSource string `json:"leastDaysSource,omitempty"`
	Limit           string `json:"limit,omitempty"` // of a direct award; not shown to bidders
	LimitSource     string `json:"limitSource,omitempty"`
	Invited         []Ref  `json:"invited,omitempty"` // of a direct award, or chosen; a bidder sees itself only

	RequestsUntil      time.Time `json:"requestsUntil,omitzero"` // of a restricted procedure, like the following
	Least              int       `json:"least,omitempty"`        // to be invited at least
	Criteria           []string  `json:"criteria,omitempty"`
	RequestDays        int       `json:"requestDays,omitempty"` // that suppliers have at least to ask to take part
	RequestDaysSource  string    `json:"requestDaysSource,omitempty"`
	Participants       int       `json:"participants,omitempty"` // that the law asks to invite
	ParticipantsSource string    `json:"participantsSource,omitempty"`
	InvitedAt          time.Time `json:"invitedAt,omitzero"`

	Ground    string `json:"ground,omitempty"`    // of a negotiated procedure: what allows it
	FirstBids bool   `json:"firstBids,omitempty"` // the award on first bids is reserved
}

// Milestone is a step ahead, with the earliest time that the law allows it.
type Milestone struct {
	Code   string    `json:"code"` // requests, deadline, opening or award
	At     time.Time `json:"at,omitzero"`
	Day    string    `json:"day,omitempty"` // instead of At, of an award
	Days   int       `json:"days"`          // that the law asks for
	Rule   string    `json:"rule"`
	Source string    `json:"source"`
}

// LotValue is what a lot counts for in the value of the contract.
type LotValue struct {
	LotID    string `json:"lotId"`
	Title    string `json:"title"`
	Estimate string `json:"estimate"`
	Maximum  string `json:"maximum"`
	Counts   string `json:"counts"`
}
