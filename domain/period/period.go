// Package period holds contract days: dates in Europe/Berlin, and spans of them
// with both ends included. Deadlines are instants and are not here.
package period

import (
	"time"
	_ "time/tzdata" // the machine may have no time zones of its own

	"allmende/domain/fault"
)

// Faults of reading days.
var (
	ErrDayMalformed = fault.New(fault.Invalid, "period.day-malformed")
	ErrReversed     = fault.New(fault.Invalid, "period.reversed")
)

// Berlin is where contract days begin and end.
var Berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// Day is a calendar date. The zero value is no day.
type Day struct {
	year  int
	month time.Month
	day   int
}

// DayOf is the date in Berlin at an instant.
func DayOf(t time.Time) Day {
	y, m, d := t.In(Berlin).Date()
	return Day{y, m, d}
}

// Date makes a day, carrying over as time.Date does.
func Date(year int, month time.Month, day int) Day {
	y, m, d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Date()
	return Day{y, m, d}
}

// ParseDay reads "2026-11-21"; it fails with ErrDayMalformed.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1900 || t.Year() > 9000 {
		return Day{}, ErrDayMalformed
	}
	y, m, d := t.Date()
	return Day{y, m, d}, nil
}

func (d Day) utc() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC) }

// String writes "2026-11-21", or nothing for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// IsZero reports whether it is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Add moves by so many days.
func (d Day) Add(days int) Day { return Date(d.year, d.month, d.day+days) }

// AddMonths moves by so many months; the 31st becomes the last day of a shorter month.
func (d Day) AddMonths(months int) Day {
	first := time.Date(d.year, d.month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day{first.Year(), first.Month(), min(d.day, last)}
}

// MonthStart is the first day of the calendar month that d lies in.
func (d Day) MonthStart() Day { return Day{d.year, d.month, 1} }

// Year is the first and the last day of the calendar year that d lies in.
func (d Day) Year() (first, last Day) {
	return Day{d.year, time.January, 1}, Day{d.year, time.December, 31}
}

// YearNumber is the calendar year that d lies in.
func (d Day) YearNumber() int { return d.year }

// Before reports whether d lies before other.
func (d Day) Before(other Day) bool { return d.utc().Before(other.utc()) }

// After reports whether d lies after other.
func (d Day) After(other Day) bool { return d.utc().After(other.utc()) }

// Start is the instant in Berlin at which the day begins.
func (d Day) Start() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, Berlin) }

// UTC is midnight UTC of the date, the form in which stores keep dates.
func (d Day) UTC() time.Time { return d.utc() }

// FromUTC takes back a date that a store kept as midnight UTC.
func FromUTC(t time.Time) Day {
	y, m, d := t.UTC().Date()
	return Day{y, m, d}
}

// Span is a run of days, both ends included.
type Span struct{ From, To Day }

// NewSpan fails with ErrReversed when to lies before from.
func NewSpan(from, to Day) (Span, error) {
	if to.Before(from) {
		return Span{}, ErrReversed
	}
	return Span{from, to}, nil
}

// Holds reports whether the instant's day in Berlin is one of the span's.
func (s Span) Holds(t time.Time) bool {
	d := DayOf(t)
	return !d.Before(s.From) && !d.After(s.To)
}

// Days counts both ends.
func (s Span) Days() int { return int((s.To.utc().Unix()-s.From.utc().Unix())/(24*60*60)) + 1 }
