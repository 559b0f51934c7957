package view

import "time"

// Webhooks are a person's, the newest first, and what a new one may be told of.
type Webhooks struct {
	Items   []Webhook `json:"items"`
	Objects []string  `json:"objects"`
	Most    int       `json:"most"` // that a person may have at once
}

// Webhook is an address that is called; Secret only when it is new.
type Webhook struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Address    string    `json:"address"`
	Objects    []string  `json:"objects"`
	Paused     string    `json:"paused,omitempty"`  // person, gone or failing
	OldUntil   time.Time `json:"oldUntil,omitzero"` // until when the secret before is good
	Waiting    int       `json:"waiting"`           // calls that are to be made
	CreatedAt  time.Time `json:"createdAt"`
	LastAt     time.Time `json:"lastAt,omitzero"`      // of the last attempt
	LastStatus int       `json:"lastStatus,omitempty"` // of its answer
	Secret     string    `json:"secret,omitempty"`
	Version    int       `json:"version"`
}

// Seen is the version that was read.
func (w Webhook) Seen() int { return w.Version }

// WebhookCall is what a webhook was, or is to be, told of.
type WebhookCall struct {
	ID         string           `json:"id"`
	Action     string           `json:"action"`
	ObjectType string           `json:"objectType"`
	ObjectID   string           `json:"objectId"`
	Sequence   *int64           `json:"sequence,omitempty"` // in the log; none of a test
	At         time.Time        `json:"at"`
	State      string           `json:"state"` // waiting, delivered, dead
	DueAt      time.Time        `json:"dueAt,omitzero"`
	Attempts   []WebhookAttempt `json:"attempts"` // the last first
}

// WebhookAttempt is one call that was made.
type WebhookAttempt struct {
	At     time.Time `json:"at"`
	TookMs int       `json:"tookMs"`
	Status int       `json:"status,omitempty"`
	Error  string    `json:"error,omitempty"`
	Answer string    `json:"answer,omitempty"`
}
