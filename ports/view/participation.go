package view

import "time"

// Participation is the first stage of a restricted procedure: who asks to take part, and who is chosen.
type Participation struct {
	RequestsUntil    time.Time              `json:"requestsUntil"`
	Open             bool                   `json:"open"` // requests are taken now
	Least            int                    `json:"least"`
	Criteria         []string               `json:"criteria"`
	Count            int                    `json:"count"` // of standing requests; for officers
	Items            []ParticipationRequest `json:"items"` // one's own; all of them for officers, once the time for requests is over
	EarliestDeadline time.Time              `json:"earliestDeadline,omitzero"`
	Selection        *Selection             `json:"selection,omitempty"` // for officers
	MayRequest       bool                   `json:"mayRequest"`
	MaySelect        bool                   `json:"maySelect"`
	MayInvite        bool                   `json:"mayInvite"` // somebody else proposed the selection
}

// ParticipationRequest is a request to participate; a supplier reads the verdict when all are invited.
type ParticipationRequest struct {
	ID         string    `json:"id"`
	Supplier   Ref       `json:"supplier"`
	Revision   int       `json:"revision"`
	Status     string    `json:"status"`
	Statement  string    `json:"statement"`
	Answers    []string  `json:"answers"`
	HandedInAt time.Time `json:"handedInAt"`
	EndedAt    time.Time `json:"endedAt,omitzero"`
	Verdict    string    `json:"verdict,omitempty"`
	Reason     string    `json:"reason,omitempty"`
}

// Selection is who proposed whom to invite, and who approved it.
type Selection struct {
	ProposedBy string    `json:"proposedBy"`
	ProposedAt time.Time `json:"proposedAt"`
	Deadline   time.Time `json:"deadline"`
	InvitedBy  string    `json:"invitedBy,omitempty"`
	InvitedAt  time.Time `json:"invitedAt,omitzero"`
}
