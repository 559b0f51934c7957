package view

import "time"

// ToDo is something that waits for the reader.
type ToDo struct {
	Kind       string    `json:"kind"`
	ObjectType string    `json:"objectType"`
	ObjectID   string    `json:"objectId"`
	Title      string    `json:"title"`            // the object's number and title
	Detail     string    `json:"detail,omitempty"` // whom or what it concerns, as the member's name
	Amount     string    `json:"amount,omitempty"`
	Due        time.Time `json:"due,omitzero"`
}
