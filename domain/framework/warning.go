package framework

import (
	"allmende/domain/fault"
	"allmende/domain/money"
)

// ErrWarningNotReached: so much of the maximum is not called off.
var ErrWarningNotReached = fault.New(fault.Conflict, "framework.warning-not-reached", fault.Rule("G-FRA"), fault.Field("step"))

// steps are the parts of the maximum, in per cent, at which the officers are warned once (G-FRA).
var steps = [...]int{70, 85, 95, 100}

// Warning is the highest step that what is drawn has reached, or 0. It follows from the figures and
// is stored nowhere; a higher maximum takes it back.
func Warning(drawn, maximum money.Amount) int {
	reached := 0
	for _, step := range steps {
		if drawn.Cmp(part(maximum, step)) >= 0 {
			reached = step
		}
	}
	return reached
}

// part is the least amount that is at least so many per cent of another.
func part(of money.Amount, rate int) money.Amount {
	return of.Sub(percent(of, 100-rate))
}

// Acknowledge fails with ErrWarningNotReached for a step that is none or that is not reached.
func (f *Framework) Acknowledge(step int) error {
	for _, known := range steps {
		if step == known && step <= Warning(f.s.Drawn, f.s.Maximum) {
			return nil
		}
	}
	return ErrWarningNotReached
}
