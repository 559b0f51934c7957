package view

import "time"

// Event is what was done, or refused, as an auditor reads it.
type Event struct {
	ID         string            `json:"id"`
	At         time.Time         `json:"at"`
	Action     string            `json:"action"` // in the past tense; a refused attempt is named by its act
	ObjectType string            `json:"objectType"`
	ObjectID   string            `json:"objectId"`
	ObjectName string            `json:"objectName,omitempty"`
	Actor      string            `json:"actor"`
	Refused    bool              `json:"refused"`
	FaultCode  string            `json:"faultCode,omitempty"`
	Details    map[string]string `json:"details"`
	Sequence   *int64            `json:"sequence,omitempty"` // its place in the signed log; nil until it is sequenced
	LeafHash   string            `json:"leafHash,omitempty"`
}
