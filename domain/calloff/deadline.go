package calloff

import (
	"allmende/domain/fault"
	"allmende/domain/period"
)

// ErrDeadline: a day is before today or more than three years ahead, or the answer is
// expected after the day on which the delivery is wished.
var ErrDeadline = fault.New(fault.Invalid, "calloff.deadline-invalid", fault.Rule("G-CAL"))

// checkDeadlines fails with ErrDeadline.
func checkDeadlines(wished, answer, today period.Day) error {
	furthest := today.AddMonths(furthestMonths)
	if !wished.IsZero() && (wished.Before(today) || wished.After(furthest)) {
		return ErrDeadline.At("wishedOn")
	}
	if !answer.IsZero() && (answer.Before(today) || answer.After(furthest) || !wished.IsZero() && answer.After(wished)) {
		return ErrDeadline.At("answerBy")
	}
	return nil
}

// From is the order without days before today: what was wished before it was decided to whom
// the order goes binds nobody any more.
func (o Order) From(today period.Day) Order {
	if o.WishedOn.Before(today) {
		o.WishedOn = period.Day{}
	}
	if o.AnswerBy.Before(today) {
		o.AnswerBy = period.Day{}
	}
	return o
}
