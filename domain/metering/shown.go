package metering

import (
	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/split"
)

// ErrWindow: no days are asked to be shown, or more than a year of them.
var ErrWindow = fault.New(fault.Invalid, "metering.window-invalid", fault.Rule("G-CAP"), fault.Field("to"))

// The days that are shown of a meter: a month where nobody says which, a year at most.
const (
	shownDays = 31
	mostDays  = 366
	places    = 3
)

// Window is the days that are shown from one day to another; where one is missing, a month with
// the other, or one that ends yesterday, the last whole day. It fails with period.ErrReversed or ErrWindow.
func Window(from, to, today period.Day) (period.Span, error) {
	switch {
	case to.IsZero() && from.IsZero():
		to = today.Add(-1)
		from = to.Add(1 - shownDays)
	case to.IsZero():
		to = from.Add(shownDays - 1)
	case from.IsZero():
		from = to.Add(1 - shownDays)
	}
	days, err := period.NewSpan(from, to)
	if err != nil {
		return period.Span{}, err
	}
	if days.Days() > mostDays {
		return period.Span{}, ErrWindow
	}
	return days, nil
}

// Rounded is an exact amount to thousandths, as it is shown; what is billed stays exact.
func Rounded(r split.Ratio) decimal.Decimal {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Den(), 0), places)
}
