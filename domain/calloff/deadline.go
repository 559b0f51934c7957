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

// Overdue says what of a placed call-off is late, or nothing.
type Overdue string

// What may be late.
const (
	AnswerOverdue   Overdue = "answer"
	DeliveryOverdue Overdue = "delivery"
)

// Overdue is what was to have happened by the day before today.
func (c *CallOff) Overdue(today period.Day) Overdue {
	switch {
	case c.s.Status != Placed:
		return ""
	case c.s.Answered == "" && !c.s.AnswerBy.IsZero() && c.s.AnswerBy.Before(today):
		return AnswerOverdue
	case !c.s.WishedOn.IsZero() && c.s.WishedOn.Before(today):
		return DeliveryOverdue
	}
	return ""
}
