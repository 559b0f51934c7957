package calloff

import (
	"time"

	"allmende/domain/member"
	"allmende/domain/period"
)

// AnswerKind says how an order was answered.
type AnswerKind string

// The kinds of answers.
const (
	Accepted AnswerKind = "accepted" // as it was ordered
	Changed  AnswerKind = "changed"  // with changes, so that the member may still cancel
	Declined AnswerKind = "declined"
)

// Answer is what a supplier says to an order, once.
type Answer struct {
	CallOff ID
	Kind    AnswerKind
	Reason  string // why it is declined, else empty
	Lines   []AnsweredLine
	By      member.PersonID
	At      time.Time
}

// AnsweredLine says when a line comes, and what is otherwise than ordered, if anything.
type AnsweredLine struct {
	Position    int
	DeliveredOn period.Day
	Change      string
}
