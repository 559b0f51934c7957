package metering_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/metering"
	"allmende/domain/period"
)

// A meter that is removed takes nothing back of what it read, nor of a closed month.
func TestAMeterIsNotRemovedBeforeWhatItReadLast(t *testing.T) {
	day := func(d int) period.Day { return period.Date(2026, time.October, d) }
	for name, c := range map[string]struct {
		kind   metering.Kind
		last   period.Day
		read   time.Time
		closed period.Day
		want   error
	}{
		"nothing read":                         {metering.Counter, day(5), time.Time{}, period.Day{}, nil},
		"on the day it was fitted":             {metering.Counter, day(1), time.Time{}, period.Day{}, nil},
		"the day before it was fitted":         {metering.Counter, day(0), time.Time{}, period.Day{}, metering.ErrRemovedEarly},
		"a counter read at the day's end":      {metering.Counter, day(5), day(6).Start(), period.Day{}, nil},
		"a counter read a moment later":        {metering.Counter, day(5), day(6).Start().Add(time.Nanosecond), period.Day{}, metering.ErrRemovedBefore},
		"a gauge of the day":                   {metering.Gauge, day(5), day(6).Start().Add(-time.Hour), period.Day{}, nil},
		"a gauge of what begins at midnight":   {metering.Gauge, day(5), day(6).Start(), period.Day{}, metering.ErrRemovedBefore},
		"on the last day of the closed month":  {metering.Counter, day(31), time.Time{}, day(31), nil},
		"the day before it":                    {metering.Counter, day(30), time.Time{}, day(31), metering.ErrRemovedBefore},
		"read later than the month was closed": {metering.Counter, day(31), day(31).Add(2).Start(), day(31), metering.ErrRemovedBefore},
	} {
		m := metering.Restore(metering.State{Kind: c.kind, From: day(1)})
		if err := m.Remove(c.last, c.read, c.closed); !errors.Is(err, c.want) || (err == nil) != (m.State().To == c.last) {
			t.Errorf("%s: %v, removed %s", name, err, m.State().To)
		}
		if c.want == nil {
			if err := m.Remove(c.last, c.read, c.closed); !errors.Is(err, metering.ErrRemoved) {
				t.Errorf("%s: again: %v", name, err)
			}
		}
	}
}
