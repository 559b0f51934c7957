package legal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of values that people add.
var (
	// ErrUnknown: there is no parameter of that code.
	ErrUnknown = fault.New(fault.NotFound, "legal.parameter-unknown")
	// ErrValue: the value is not of the parameter's kind, or outside its bounds.
	ErrValue = fault.New(fault.Invalid, "legal.value-invalid", fault.Rule("G-TEN"), fault.Field("value"))
	// ErrFrom: the value would hold from a day that is not in the future, or too far in it.
	ErrFrom = fault.New(fault.Invalid, "legal.from-invalid", fault.Rule("G-TEN"), fault.Field("from"))
	// ErrSource: nothing says where the value is from, in one line of 3 to 300 characters.
	ErrSource = fault.New(fault.Invalid, "legal.source-invalid", fault.Rule("G-TEN"), fault.Field("source"))
	// ErrUnchanged: the parameter has this value from this source on that day anyway.
	ErrUnchanged = fault.New(fault.Conflict, "legal.value-unchanged", fault.Rule("G-TEN"), fault.Field("value"))
)

// Kind is what a parameter counts.
type Kind string

// The kinds.
const (
	Euros     Kind = "amount"
	Days      Kind = "days"
	Months    Kind = "months"
	Percent   Kind = "percent"
	Kilowatts Kind = "kilowatts"
	Count     Kind = "count"
)

// Definition says what values a parameter may have.
type Definition struct {
	Code        string
	Kind        Kind
	Least, Most string
}

// Definitions are all parameters, in the order in which people read them.
var Definitions = []Definition{
	{ThresholdSubCentral, Euros, "1000.00", "100000000.00"},
	{DirectAwardLimit, Euros, "0.00", "100000000.00"},
	{FrameworkMaxMonths, Months, "1", "120"},
	{BidDaysOpenElectronic, Days, "1", "365"},
	{BidDaysOpenUrgent, Days, "1", "365"},
	{RequestDaysEU, Days, "1", "365"},
	{RequestDaysUrgent, Days, "1", "365"},
	{BidDaysRestrictedEU, Days, "1", "365"},
	{BidDaysRestrictedFast, Days, "1", "365"},
	{RequestDaysTalks, Days, "1", "365"},
	{RequestDaysTalksFast, Days, "1", "365"},
	{BidDaysTalks, Days, "1", "365"},
	{BidDaysTalksFast, Days, "1", "365"},
	{RequestDaysNational, Days, "0", "365"},
	{BidDaysRestricted, Days, "0", "365"},
	{ParticipantsEU, Count, "1", "50"},
	{ParticipantsTalks, Count, "1", "50"},
	{ParticipantsNational, Count, "1", "50"},
	{BidDaysNational, Days, "0", "365"},
	{BidDaysDirect, Days, "0", "365"},
	{BidDaysCompetition, Days, "0", "365"},
	{SealAgainDays, Days, "0", "365"},
	{AmendmentConfirmDays, Days, "0", "365"},
	{StandstillElectronic, Days, "1", "365"},
	{StandstillOther, Days, "1", "365"},
	{LowBelowNext, Percent, "1", "99"},
	{LowBelowMean, Percent, "1", "99"},
	{StatisticsDays, Days, "1", "365"},
	{StatisticsAbove, Euros, "0.00", "100000000.00"},
	{ModificationEach, Percent, "0", "100"},
	{ModificationMinor, Percent, "0", "100"},
	{ApprovalLimit, Euros, "0.00", "100000000.00"},
	{MeteredFrom, Kilowatts, "0", "1000"},
}

// Define finds a parameter's definition, or fails with ErrUnknown.
func Define(code string) (Definition, error) {
	at := slices.IndexFunc(Definitions, func(d Definition) bool { return d.Code == code })
	if at < 0 {
		return Definition{}, ErrUnknown
	}
	return Definitions[at], nil
}

// longestAhead keeps a mistyped year out of the law.
const longestAhead = 10

// ValueText is a value as somebody enters it.
type ValueText struct {
	Value, Source string
	Primary       bool
	From          period.Day
}

// Add makes the parameter of a value that holds from a day to come: what has been in force
// is never touched, so that nobody can change the law of a tender that has begun. It fails
// with ErrUnknown, ErrValue, ErrFrom, ErrSource and ErrUnchanged.
func (p Params) Add(code string, in ValueText, today period.Day) (Param, error) {
	definition, err := Define(code)
	if err != nil {
		return Param{}, err
	}
	value, err := definition.read(in.Value)
	if err != nil {
		return Param{}, err
	}
	first, last := today.Add(1), today.AddMonths(12*longestAhead)
	if in.From.Before(first) || in.From.After(last) {
		return Param{}, ErrFrom.With("earliest", first.String()).With("latest", last.String())
	}
	in.Source = strings.TrimSpace(in.Source)
	if !wording.Line(in.Source, 3, 300) {
		return Param{}, ErrSource
	}
	added := Param{Code: code, Value: value, Source: in.Source, Primary: in.Primary, From: in.From}
	for _, q := range p {
		if q.Code == code && q.holds(in.From) && q.Value == value && q.Source == in.Source && q.Primary == in.Primary {
			return Param{}, ErrUnchanged
		}
	}
	return added, nil
}

// read gives the value as stores keep it, or fails with ErrValue.
func (d Definition) read(text string) (string, error) {
	refused := ErrValue.With("least", d.Least).With("most", d.Most)
	if d.Kind == Euros {
		amount, err := money.ParseAmount(text)
		if err != nil || amount.Cmp(money.MustAmount(d.Least)) < 0 || amount.Cmp(money.MustAmount(d.Most)) > 0 {
			return "", refused
		}
		return amount.String(), nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || len(text) > 4 {
		return "", refused
	}
	value := decimal.NewFromInt(int64(number))
	if value.LessThan(decimal.RequireFromString(d.Least)) || value.GreaterThan(decimal.RequireFromString(d.Most)) {
		return "", refused
	}
	return strconv.Itoa(number), nil
}

// Entry is a value of a parameter in its history: Superseded by a later word about the same
// day, it never holds.
type Entry struct {
	Param
	Superseded bool
	Added      int // 0 for the installation's own; else which of the added ones it is, 1 upwards
}

// History lays the values that were added, in the order of adding, over the installation's
// own ones: each holds from its day until the next one begins, and of several from the same
// day the last. The order is by code, day and adding.
func (p Params) History(added Params) []Entry {
	all := make([]Entry, 0, len(p)+len(added))
	for _, q := range p {
		all = append(all, Entry{Param: q})
	}
	for i, q := range added {
		all = append(all, Entry{Param: q, Added: i + 1})
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		if a.Code != b.Code {
			return compare(a.Code < b.Code)
		}
		if a.From != b.From {
			return compare(a.From.Before(b.From))
		}
		return 0
	})
	for i := range all {
		if i+1 == len(all) || all[i+1].Code != all[i].Code {
			continue
		}
		next := all[i+1].From
		all[i].Superseded = next == all[i].From
		if until := next.Add(-1); !all[i].Superseded && (all[i].To.IsZero() || all[i].To.After(until)) {
			all[i].To = until
		}
	}
	return all
}

// With is the law with the added values in it.
func (p Params) With(added Params) Params {
	law := make(Params, 0, len(p)+len(added))
	for _, e := range p.History(added) {
		if !e.Superseded {
			law = append(law, e.Param)
		}
	}
	return law
}

func compare(before bool) int {
	if before {
		return -1
	}
	return 1
}

// Standing is what an entry of a history is worth on a day.
type Standing string

// The standings.
const (
	Past       Standing = "past"
	InForce    Standing = "in-force"
	Coming     Standing = "coming"
	Superseded Standing = "superseded" // by a later word about the same day
)

// Standing says what the entry is worth on a day.
func (e Entry) Standing(on period.Day) Standing {
	switch {
	case e.Superseded:
		return Superseded
	case on.Before(e.From):
		return Coming
	case e.holds(on):
		return InForce
	}
	return Past
}
