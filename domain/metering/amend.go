package metering

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// MostAmended are how many lines a table of corrections has: a year of hours, and more.
const MostAmended = 20_000

// Faults of tables of corrections.
var (
	// ErrAmendments: "count" lines are wrong, each told by itself; none is taken.
	ErrAmendments = fault.New(fault.Invalid, "reading.corrections-refused", fault.Rule("G-CAP"), fault.Field("table"))
	// ErrAmendmentsEmpty: the table has no lines.
	ErrAmendmentsEmpty = fault.New(fault.Invalid, "reading.corrections-empty", fault.Rule("G-CAP"), fault.Field("table"))
	// ErrAmendmentsTooLong: the table has more than "most" lines.
	ErrAmendmentsTooLong = fault.New(fault.Invalid, "reading.corrections-too-long", fault.Rule("G-CAP"), fault.Field("table"))
)

// Point is a period of a meter, which begins At, in UTC: points are compared.
type Point struct {
	Meter ID
	At    time.Time
}

// PointOf is the point of a meter at an instant, wherever that is told.
func PointOf(m ID, at time.Time) Point { return Point{m, at.UTC()} }

// Stand is what counts of a place, nothing where Value is nil, after so many corrections.
type Stand struct {
	Value       *decimal.Decimal
	Corrections int
}

// Amendment is a line of a table of corrections that has found its places: that of its meter, and that of the
// meter which reads the same there, where one went over to another member.
type Amendment struct {
	Line   int
	Places []Point
	Value  string // none: nothing counts
}

// Amend finds the places of the lines of a table among the meters that have their names. It fails with
// ErrAmendmentsEmpty, ErrAmendmentsTooLong, and with ErrAmendments, which tells every line that is wrong.
func Amend(lines []Line, named []State, now time.Time) ([]Amendment, error) {
	if len(lines) == 0 {
		return nil, ErrAmendmentsEmpty
	}
	if len(lines) > MostAmended {
		return nil, ErrAmendmentsTooLong.With("most", strconv.Itoa(MostAmended))
	}
	meters := map[string][]State{} // the earliest first
	for _, m := range slices.SortedStableFunc(slices.Values(named), func(a, b State) int { return a.From.UTC().Compare(b.From.UTC()) }) {
		meters[m.Name] = append(meters[m.Name], m)
	}
	amendments, wrong, first := make([]Amendment, 0, len(lines)), []fault.Line(nil), map[Point]int{}
	for _, l := range lines {
		a, err := l.amends(meters, now)
		if err == nil {
			if line, twice := first[a.Places[0]]; twice {
				err = ErrTwice.With("first", strconv.Itoa(line))
			} else {
				first[a.Places[0]] = l.Number
			}
		}
		if f, is := fault.Of(err); is {
			wrong = append(wrong, fault.Line{Number: l.Number, Fault: f})
			continue
		}
		amendments = append(amendments, a)
	}
	if len(wrong) > 0 {
		return nil, ErrAmendments.With("count", strconv.Itoa(len(wrong))).On(wrong)
	}
	return amendments, nil
}

// amends finds where a line belongs. What a counter reads at midnight, when it went over, is found at the meter that ends then.
func (l Line) amends(meters map[string][]State, now time.Time) (Amendment, error) {
	said := l
	said.Value = cmp.Or(l.Value, "0")
	told, err := said.Read()
	if err != nil {
		return Amendment{}, err
	}
	of := meters[l.Meter]
	if len(of) == 0 {
		return Amendment{}, ErrMeterUnknown.With("meter", l.Meter)
	}
	for _, m := range of {
		if err = m.Takes(told.At, now); err != nil {
			continue
		}
		a := Amendment{Line: l.Number, Places: []Point{PointOf(m.ID, told.At)}, Value: l.Value}
		if twin, found := m.Twin(told.At, of); found {
			a.Places = append(a.Places, PointOf(twin.ID, told.At))
		}
		return a, nil
	}
	return Amendment{}, err
}

// Corrections are those that a table makes of what stands, for one reason; lines that say what stands already make
// none, so that the same table may come again. It fails with ErrReason.
func Corrections(amendments []Amendment, stands map[Point]Stand, reason string, by member.PersonID, now time.Time) ([]Correction, error) {
	var made []Correction
	for _, a := range amendments {
		for _, p := range a.Places {
			c, err := Correct(p, stands[p], a.Value, reason, by, now)
			if errors.Is(err, ErrUnchanged) {
				continue
			}
			if err != nil {
				return nil, err
			}
			made = append(made, c)
		}
	}
	return made, nil
}
