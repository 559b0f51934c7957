// Package audit holds the events that are only ever added.
package audit

import "allmende/domain/member"

// Object is what an event is about. Name is its number or title, for people.
type Object struct{ Type, ID, Name string }

// Event says what was done (G-AUD). Who, when and where come from the
// transaction it is written in. Details hold ids, amounts, hashes and reasons as
// text; never a person's name, never what a bid contains before its opening.
type Event struct {
	Action   string // in the past tense: "calloff.placed"
	Object   Object
	Member   member.ID         // the member it concerns, or none
	Supplier member.SupplierID // the supplier it concerns, or none
	Details  map[string]string
}
