package metering

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of readings. Each is told of one line; the others of a file are taken.
var (
	// ErrColumns: the line is not meter, time and value.
	ErrColumns = fault.New(fault.Invalid, "reading.columns", fault.Rule("G-CAP"))
	// ErrTime: the time is no instant with its offset, as 2026-10-25T02:30:00+01:00, or has parts of a second.
	ErrTime = fault.New(fault.Invalid, "reading.time-malformed", fault.Rule("G-CAP"), fault.Field("at"))
	// ErrValue: no plain number of at most 12 digits and six places.
	ErrValue = fault.New(fault.Invalid, "reading.value-malformed", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrValueAmbiguous: the value "value" may be a thousand or little more than one.
	ErrValueAmbiguous = fault.New(fault.Invalid, "reading.value-ambiguous", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrNegative: no meter reads less than nothing.
	ErrNegative = fault.New(fault.Invalid, "reading.negative", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrMeterUnknown: the cooperative has no meter of this name.
	ErrMeterUnknown = fault.New(fault.Invalid, "reading.meter-unknown", fault.Rule("G-CAP"), fault.Field("meter"))
	// ErrOffGrid: none of the meter's periods begins then.
	ErrOffGrid = fault.New(fault.Invalid, "reading.off-grid", fault.Rule("G-CAP"), fault.Field("at"))
	// ErrOutside: the meter was not there then.
	ErrOutside = fault.New(fault.Invalid, "reading.outside-meter", fault.Rule("G-CAP"), fault.Field("at"))
	// ErrAhead: the period has not begun yet.
	ErrAhead = fault.New(fault.Invalid, "reading.ahead", fault.Rule("G-CAP"), fault.Field("at"))
	// ErrTwice: the line "first" is for the same period and says another value.
	ErrTwice = fault.New(fault.Invalid, "reading.twice", fault.Rule("G-CAP"))
	// ErrDiffers: the period was read already, with another value; only a correction changes it.
	ErrDiffers = fault.New(fault.Conflict, "reading.differs", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrMonthClosed: the month was closed; what is still to be said of it is a correction.
	ErrMonthClosed = fault.New(fault.Conflict, "reading.month-closed", fault.Rule("G-CAP"), fault.Field("at"))
	// ErrUnchanged: the correction says what stands already.
	ErrUnchanged = fault.New(fault.Conflict, "reading.unchanged", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrReason: why it is corrected takes 3 to 500 characters.
	ErrReason = fault.New(fault.Invalid, "reading.reason-invalid", fault.Rule("G-CAP"), fault.Field("reason"))
)

// Places are how finely a meter reads.
const Places = 6

const mostDigits = 12

// Reading is what a meter read for a period.
type Reading struct {
	At    time.Time // when the period begins
	Value decimal.Decimal
}

// Line is a line of a file of readings, as it stands there.
type Line struct {
	Number           int
	Meter, At, Value string
	Grouped          bool // where it stands, points may be between thousands
}

// Told is a line whose form is right. Its value stays text, as millions of them are only
// passed on.
type Told struct {
	Line  int
	Meter string
	At    time.Time
	Value string
}

// Read checks the form of a line; it fails with ErrColumns, ErrTime, ErrValue,
// ErrValueAmbiguous and ErrNegative.
func (l Line) Read() (Told, error) {
	if l.Meter == "" || l.At == "" || l.Value == "" {
		return Told{}, ErrColumns
	}
	if !nameText.MatchString(l.Meter) {
		return Told{}, ErrMeterUnknown.With("meter", l.Meter)
	}
	at, err := ParseTime(l.At)
	if err != nil {
		return Told{}, err
	}
	if l.Grouped && quantity.Ambiguous(l.Value) {
		return Told{}, ErrValueAmbiguous.With("value", l.Value)
	}
	return Told{l.Number, l.Meter, at, l.Value}, ValueText(l.Value)
}

// ParseTime reads an instant with its offset, so that the hour that comes twice in October is
// the one or the other; it fails with ErrTime.
func ParseTime(text string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Nanosecond() != 0 || at.Year() < 2000 || at.Year() > 2199 {
		return time.Time{}, ErrTime
	}
	return at.UTC(), nil
}

// ValueText checks the form of a value, "12.5", without making a number of it, as millions of
// them are only passed on; it fails with ErrNegative or ErrValue.
func ValueText(text string) error {
	digits, negative := strings.CutPrefix(text, "-")
	whole, places, point := strings.Cut(digits, ".")
	if !allDigits(whole) || len(whole) > mostDigits || point && (!allDigits(places) || len(places) > Places) {
		return ErrValue
	}
	if negative && strings.Trim(digits, "0.") != "" {
		return ErrNegative
	}
	if negative {
		return ErrValue
	}
	return nil
}

func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// ParseValue reads what ValueText allows.
func ParseValue(text string) (decimal.Decimal, error) {
	if err := ValueText(text); err != nil {
		return decimal.Decimal{}, err
	}
	return decimal.RequireFromString(text), nil
}

// Takes reports whether the meter can have read at the instant. It fails with ErrOffGrid,
// ErrOutside and ErrAhead. A counter is read once more when its last day has ended.
func (s State) Takes(at, now time.Time) error {
	switch {
	case !s.Every.Begins(at):
		return ErrOffGrid.With("every", string(s.Every))
	case at.Before(s.From.Start()), !s.To.IsZero() && at.After(s.last()):
		return ErrOutside.With("from", s.From.String()).With("to", s.To.String())
	case at.After(now):
		return ErrAhead
	}
	return nil
}

// last is the latest instant at which the meter reads.
func (s State) last() time.Time {
	end := s.To.Add(1).Start()
	if s.Kind == Counter {
		return end
	}
	return end.Add(-time.Second)
}

// Correction says what a meter really read, or that a reading counts for nothing. What stood
// before is kept.
type Correction struct {
	Meter  ID
	At     time.Time
	Number int // 1 upwards, per reading
	Value  *decimal.Decimal
	Reason string
	By     member.PersonID
	On     time.Time
}

// Correct follows what stands; without a value nothing counts from then on. It fails with ErrUnchanged and
// ErrReason, and with the faults of ParseValue.
func Correct(at Point, stands Stand, text, reason string, by member.PersonID, now time.Time) (Correction, error) {
	c := Correction{Meter: at.Meter, At: at.At, Number: stands.Corrections + 1, Reason: strings.TrimSpace(reason), By: by, On: now}
	if n := utf8.RuneCountInString(c.Reason); n < 3 || n > 500 {
		return Correction{}, ErrReason
	}
	if text != "" {
		value, err := ParseValue(text)
		if err != nil {
			return Correction{}, err
		}
		c.Value = &value
	}
	if (stands.Value == nil) == (c.Value == nil) && (c.Value == nil || stands.Value.Equal(*c.Value)) {
		return Correction{}, ErrUnchanged
	}
	return c, nil
}

// Faults of closing a month.
var (
	// ErrMonth: no first day of a month.
	ErrMonth = fault.New(fault.Invalid, "metering.month-malformed", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrMonthRuns: the month has not ended yet.
	ErrMonthRuns = fault.New(fault.Conflict, "metering.month-runs", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrClosed: the month was closed before.
	ErrClosed = fault.New(fault.Conflict, "metering.closed", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrGaps: "missing" periods were not read; the month is closed with a reason, or when they are.
	ErrGaps = fault.New(fault.Conflict, "metering.gaps", fault.Rule("G-CAP"), fault.Field("reason"))
)

// ParseMonth reads "2026-11"; it fails with ErrMonth.
func ParseMonth(text string) (period.Span, error) {
	first, err := period.ParseDay(text + "-01")
	if err != nil {
		return period.Span{}, ErrMonth
	}
	return Month(first), nil
}

// Month is the calendar month of a day.
func Month(d period.Day) period.Span {
	first := d.MonthStart()
	return period.Span{From: first, To: first.AddMonths(1).Add(-1)}
}

// Closing ends a month: what comes later is a correction, and posts a difference.
type Closing struct {
	Month   period.Span
	Missing int    // periods that were not read
	Reason  string // why it is closed all the same, where any are missing
	By      member.PersonID
	At      time.Time
}

// Close closes a month. It fails with ErrMonthRuns and ErrGaps.
func Close(month period.Span, missing int, reason string, by member.PersonID, now time.Time) (Closing, error) {
	reason = strings.TrimSpace(reason)
	if now.Before(month.To.Add(1).Start()) {
		return Closing{}, ErrMonthRuns
	}
	if n := utf8.RuneCountInString(reason); missing > 0 && (n < 3 || n > 500) {
		return Closing{}, ErrGaps.With("missing", decimal.NewFromInt(int64(missing)).String())
	}
	if missing == 0 {
		reason = ""
	}
	return Closing{Month: month, Missing: missing, Reason: reason, By: by, At: now}, nil
}
