package view

import "time"

// LegalParameters are the dated figures of the law.
type LegalParameters struct {
	Items    []LegalParameter `json:"items"`
	Earliest string           `json:"earliest"` // day from which a new value may hold
}

// LegalParameter is a figure of the law with its values, the earliest first.
type LegalParameter struct {
	Code    string       `json:"code"`
	Kind    string       `json:"kind"`
	Least   string       `json:"least"`
	Most    string       `json:"most"`
	Values  []LegalValue `json:"values"`
	Version int          `json:"version"`
}

// Seen is the version of it that was read.
func (p LegalParameter) Seen() int { return p.Version }

// LegalValue is a value of a parameter from a day on.
type LegalValue struct {
	Value    string    `json:"value"`
	From     string    `json:"from"`
	To       string    `json:"to,omitempty"`
	Source   string    `json:"source"`
	Primary  bool      `json:"primary"`
	Standing string    `json:"standing"` // past, in-force, coming or superseded
	AddedBy  string    `json:"addedBy,omitempty"`
	AddedAt  time.Time `json:"addedAt,omitzero"`
}
