package framework

import (
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// Faults of making a contract last longer.
var (
	// ErrNoOption: every option of the contract is used, or it has none.
	ErrNoOption = fault.New(fault.Conflict, "framework.no-option", fault.Rule("G-FRA"))
	// ErrTermUnjustified: over the longest term of the law without a recorded justification (G-TEN 3).
	ErrTermUnjustified = fault.New(fault.Invalid, "framework.term-unjustified", fault.Rule("G-FRA"), fault.Field("inForceTo"))
	// ErrTermShortened: a contract is made longer, or terminated, never shortened.
	ErrTermShortened = fault.New(fault.Invalid, "framework.term-shortened", fault.Rule("G-FRA"), fault.Field("inForceTo"))
)

// Option is a right to extend the contract that the tender announced, so that using it
// changes nothing in what was awarded. Options are used in their order.
type Option struct {
	Months int
	Used   tender.Stamp // zero while it is open
	Reason string       // why it was used
}

// Extend uses the next option. It fails with ErrNoOption, ErrReason, ErrTermUnjustified
// (VgV 21(6)), ErrTerminated or ErrExpired.
func (f *Framework) Extend(by tender.Stamp, reason string, law legal.Params) error {
	reason, err := explained(reason)
	if err != nil {
		return err
	}
	if err := f.standing(by.At); err != nil {
		return err
	}
	next := f.openOption()
	if next < 0 {
		return ErrNoOption
	}
	option := f.s.Options[next]
	to := f.s.InForce.To.Add(1).AddMonths(option.Months).Add(-1)
	if err := f.allows(to, "", law, by.At); err != nil {
		return err
	}
	f.s.InForce.To = to
	f.s.Options[next] = Option{Months: option.Months, Used: by, Reason: reason}
	return nil
}

// openOption is the position of the first option that is not used, or -1.
func (f *Framework) openOption() int {
	for i, o := range f.s.Options {
		if o.Used.IsZero() {
			return i
		}
	}
	return -1
}

// allows holds a last day against the longest term of the law: it may lie behind it
// with a justification only, of the tender or of this change (VgV 21(6), G-TEN 3).
func (f *Framework) allows(to period.Day, justification string, law legal.Params, now time.Time) error {
	longest, err := law.Number(legal.FrameworkMaxMonths, period.DayOf(now))
	if err != nil {
		return err
	}
	last := f.s.InForce.From.AddMonths(longest.Value).Add(-1)
	if to.After(last) && justification == "" && f.s.TermJustification == "" {
		return ErrTermUnjustified.With("months", strconv.Itoa(longest.Value)).With("last", last.String())
	}
	return nil
}
