package tender

import (
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of reporting awards to the statistics.
var (
	// ErrUncounted: the tender is not awarded, or its award is not counted by the statistics.
	ErrUncounted = fault.New(fault.Conflict, "statistics.not-counted", fault.Rule("G-AWA"))
	// ErrCounted: the award is reported already.
	ErrCounted = fault.New(fault.Conflict, "statistics.reported", fault.Rule("G-AWA"))
	// ErrCountedOn: nothing is reported before the award, nor in the future.
	ErrCountedOn = fault.New(fault.Invalid, "statistics.day-invalid", fault.Rule("G-AWA"), fault.Field("reportedOn"))
	// ErrCountedAs: the number of the report has 1 to 100 characters in a line.
	ErrCountedAs = fault.New(fault.Invalid, "statistics.number-invalid", fault.Field("number"))
)

// StatisticsDuty is until when an award is to be reported to the procurement statistics.
type StatisticsDuty struct {
	Awarded, Due period.Day
	Source       string
}

// StatisticsReport is that it was reported, when, and under which number.
type StatisticsReport struct {
	ID       id.Of[StatisticsReport]
	Tender   ID
	On       period.Day
	Number   string
	Recorded Stamp
}

// StatisticsDuty is that of an awarded tender whose estimated value is above the law's figure on the
// day of the award (VergStatVO 1(2), 2); none of a mini-competition, whose order the framework
// contract counts. It fails with ErrUncounted.
func (t *Tender) StatisticsDuty(law legal.Params) (StatisticsDuty, error) {
	if t.s.Status != Awarded || t.s.Competes() {
		return StatisticsDuty{}, ErrUncounted
	}
	awarded := period.DayOf(t.s.Awarded.At)
	above, err := law.Amount(legal.StatisticsAbove, awarded)
	if err != nil {
		return StatisticsDuty{}, err
	}
	if t.s.Ruling.EstimatedValue.Cmp(above.Value) <= 0 {
		return StatisticsDuty{}, ErrUncounted
	}
	days, err := law.Number(legal.StatisticsDays, awarded)
	if err != nil {
		return StatisticsDuty{}, err
	}
	return StatisticsDuty{awarded, awarded.Add(days.Value), days.Source}, nil
}

// ReportStatistics takes down that the award was reported, late or in time. It fails with ErrUncounted,
// ErrCountedOn and ErrCountedAs.
func (t *Tender) ReportStatistics(on period.Day, number string, by member.PersonID, law legal.Params, now time.Time) (StatisticsReport, error) {
	duty, err := t.StatisticsDuty(law)
	if err != nil {
		return StatisticsReport{}, err
	}
	number = strings.TrimSpace(number)
	switch today := period.DayOf(now); {
	case on.Before(duty.Awarded) || on.After(today):
		return StatisticsReport{}, ErrCountedOn.With("from", duty.Awarded.String()).With("until", today.String())
	case !wording.Line(number, 1, 100):
		return StatisticsReport{}, ErrCountedAs
	}
	return StatisticsReport{id.New[StatisticsReport](), t.s.ID, on, number, Stamp{by, now}}, nil
}
