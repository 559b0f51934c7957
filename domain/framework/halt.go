package framework

import (
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// Faults of stopping a contract and letting it go on.
var (
	// ErrReason: shorter than 3 or longer than 2000 characters.
	ErrReason = fault.New(fault.Invalid, "framework.reason-invalid", fault.Rule("G-FRA"), fault.Field("reason"))
	// ErrSuspended: nothing is called off until the contract is resumed.
	ErrSuspended = fault.New(fault.Conflict, "framework.suspended", fault.Rule("G-FRA"))
	// ErrTerminated: the contract has ended before its time, for good.
	ErrTerminated = fault.New(fault.Conflict, "framework.terminated", fault.Rule("G-FRA"))
	// ErrNotSuspended: only what is suspended can be resumed.
	ErrNotSuspended = fault.New(fault.Conflict, "framework.not-suspended", fault.Rule("G-FRA"))
	// ErrExpired: the span is over; a contract that has ended is not changed any more.
	ErrExpired = fault.New(fault.Conflict, "framework.expired", fault.Rule("G-FRA"))
)

const (
	shortestReason = 3
	longestReason  = 2000
)

// Halt is why and since when nothing is called off from a contract. Call-offs that were
// placed before stay as they are.
type Halt struct {
	Status Status // Suspended or Terminated, or empty while the contract runs
	Reason string
	Since  tender.Stamp
}

// Suspend stops calling off until Resume. It fails with ErrReason, ErrSuspended,
// ErrTerminated or ErrExpired.
func (f *Framework) Suspend(by tender.Stamp, reason string) error {
	reason, err := explained(reason)
	if err != nil {
		return err
	}
	if err := f.runs(by.At); err != nil {
		return err
	}
	f.s.Halt = Halt{Suspended, reason, by}
	f.settle()
	return nil
}

// Resume lets calling off go on. It fails with ErrNotSuspended, or with ErrTerminated.
func (f *Framework) Resume() error {
	switch f.s.Halt.Status {
	case Suspended:
		f.s.Halt = Halt{}
		f.settle()
		return nil
	case Terminated:
		return ErrTerminated
	case Active, Exhausted:
	}
	return ErrNotSuspended
}

// Terminate ends the contract before its time, for good. It fails with ErrReason,
// ErrTerminated or ErrExpired.
func (f *Framework) Terminate(by tender.Stamp, reason string) error {
	reason, err := explained(reason)
	if err != nil {
		return err
	}
	if err := f.standing(by.At); err != nil {
		return err
	}
	f.s.Halt = Halt{Terminated, reason, by}
	f.settle()
	return nil
}

// standing fails with ErrTerminated or ErrExpired for a contract that is over.
func (f *Framework) standing(now time.Time) error {
	if f.s.Halt.Status == Terminated {
		return ErrTerminated
	}
	if period.DayOf(now).After(f.s.InForce.To) {
		return ErrExpired.With("to", f.s.InForce.To.String())
	}
	return nil
}

// runs is standing, and ErrSuspended for a contract that is suspended.
func (f *Framework) runs(now time.Time) error {
	if f.s.Halt.Status == Suspended {
		return ErrSuspended
	}
	return f.standing(now)
}

// Running fails with ErrSuspended or ErrTerminated where nothing may be called off or approved.
func (f *Framework) Running() error {
	switch f.s.Status {
	case Suspended:
		return ErrSuspended
	case Terminated:
		return ErrTerminated
	case Active, Exhausted:
	}
	return nil
}

// explained is a reason without blanks around it, or ErrReason.
func explained(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < shortestReason || n > longestReason {
		return "", ErrReason
	}
	return reason, nil
}
