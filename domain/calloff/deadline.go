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
