package split

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/period"
)

// The rules by which days become weights; they differ, and both can be defended, so
// that the one in force is named on every sheet.
const (
	// MemberDaysRule: every day of every member weighs the same, so that the cost of
	// a day rises with the members of that day.
	MemberDaysRule    = "member-days"
	MemberDaysVersion = 1
	// DaySlicesRule: every day costs the same and is split among its members.
	DaySlicesRule    = "day-slices"
	DaySlicesVersion = 1
)

// Faults of days.
var (
	// ErrPeriodEmpty: the period, or a span of the member "key", ends before it begins or is not given.
	ErrPeriodEmpty = fault.New(fault.Invalid, "split.period-empty")
	// ErrDaysOverlap: two spans of the member "key" share the day "day".
	ErrDaysOverlap = fault.New(fault.Invalid, "split.days-overlap")
	// ErrDayWithoutMember: nobody with weight takes part on "day", so that nobody would bear its cost.
	ErrDayWithoutMember = fault.New(fault.Invalid, "split.day-without-member", fault.Rule(DaySlicesRule))
)

// Stay is when a member takes part, in spans in any order, and its weight then.
type Stay struct {
	Key    string // for faults
	Spans  []period.Span
	Weight decimal.Decimal
}

// MemberDays are weights times days: the days of the stay that lie in over, both ends
// counted, times its weight. Days before, after and between the spans count nothing.
//
// It fails with ErrPeriodEmpty, ErrDaysOverlap, ErrNegativeWeight and ErrOutOfRange.
func MemberDays(over period.Span, stays []Stay) ([]decimal.Decimal, error) {
	runs, err := runsWithin(over, stays)
	if err != nil {
		return nil, err
	}
	if _, err := commonScale(weightsOf(stays)); err != nil {
		return nil, err
	}
	weighted := make([]decimal.Decimal, len(stays))
	for i, stay := range stays {
		weighted[i] = stay.Weight.Mul(decimal.NewFromInt(daysIn(runs[i])))
	}
	return weighted, nil
}

// DaySlices are days borne: of each day of over a member with weight w bears w/W,
// where W is the sum of the weights of those who take part on that day. The ratios
// sum to the days of over; those of two consecutive periods add up to those of the
// whole.
//
// It fails as MemberDays does, and with ErrDayWithoutMember for the first such day.
func DaySlices(over period.Span, stays []Stay) ([]Ratio, error) {
	runs, err := runsWithin(over, stays)
	if err != nil {
		return nil, err
	}
	w, err := commonScale(weightsOf(stays))
	if err != nil {
		return nil, err
	}
	line, err := cut(dayRun{number(over.From), number(over.To) + 1}, runs, w.scaled)
	if err != nil {
		return nil, err
	}
	borne, den := line.perWeight()
	days := make([]Ratio, len(stays))
	for i := range stays {
		sum := new(big.Int)
		for _, run := range runs[i] {
			sum.Add(sum, borne[line.at(run.end)])
			sum.Sub(sum, borne[line.at(run.start)])
		}
		days[i] = NewRatio(sum.Mul(sum, w.scaled[i]), den)
	}
	return days, nil
}

func weightsOf(stays []Stay) []Member {
	members := make([]Member, len(stays))
	for i, s := range stays {
		members[i] = Member{Key: s.Key, Weight: s.Weight}
	}
	return members
}

// dayRun is the days from start to before end, counted from 1970.
type dayRun struct{ start, end int64 }

const secondsADay = 24 * 60 * 60

// number counts the days from 1970; a date has no clock, so that all are of one length.
func number(d period.Day) int64 { return d.UTC().Unix() / secondsADay }

func runOf(s period.Span) (dayRun, error) {
	if s.From.IsZero() || s.To.IsZero() || s.To.Before(s.From) {
		return dayRun{}, ErrPeriodEmpty
	}
	return dayRun{number(s.From), number(s.To) + 1}, nil
}

// runsWithin are the spans of every stay as far as they lie in over, none empty.
func runsWithin(over period.Span, stays []Stay) ([][]dayRun, error) {
	whole, err := runOf(over)
	if err != nil {
		return nil, err
	}
	within := make([][]dayRun, len(stays))
	for i, stay := range stays {
		spans := slices.Clone(stay.Spans)
		slices.SortFunc(spans, func(a, b period.Span) int { return cmp.Compare(number(a.From), number(b.From)) })
		for j, span := range spans {
			run, err := runOf(span)
			if err != nil {
				return nil, ErrPeriodEmpty.With("key", stay.Key)
			}
			if j > 0 && !span.From.After(spans[j-1].To) {
				return nil, ErrDaysOverlap.With("key", stay.Key).With("day", span.From.String())
			}
			if run = (dayRun{max(run.start, whole.start), min(run.end, whole.end)}); run.start < run.end {
				within[i] = append(within[i], run)
			}
		}
	}
	return within, nil
}

func daysIn(runs []dayRun) int64 {
	var days int64
	for _, run := range runs {
		days += run.end - run.start
	}
	return days
}

// timeline cuts a period where members come or go, so that each slice has one sum of weights.
type timeline struct {
	cuts    []int64    // the first day of every slice, and at the end the day after the last
	present []*big.Int // the weights in every slice, above zero
}

// change is a member's weight that comes or goes on a day.
type change struct {
	day    int64
	weight *big.Int
}

// cut fails with ErrDayWithoutMember.
func cut(whole dayRun, runs [][]dayRun, weights []*big.Int) (timeline, error) {
	none := new(big.Int)
	changes := []change{{whole.start, none}, {whole.end, none}}
	for i, own := range runs {
		for _, run := range own {
			changes = append(changes, change{run.start, weights[i]}, change{run.end, new(big.Int).Neg(weights[i])})
		}
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(a.day, b.day) })
	var line timeline
	sum := new(big.Int)
	for i, c := range changes {
		sum.Add(sum, c.weight)
		if c.day == whole.end {
			break
		}
		if changes[i+1].day == c.day {
			continue
		}
		if sum.Sign() == 0 {
			return timeline{}, ErrDayWithoutMember.With("day", dayAt(c.day).String())
		}
		line.cuts, line.present = append(line.cuts, c.day), append(line.present, new(big.Int).Set(sum))
	}
	line.cuts = append(line.cuts, whole.end)
	return line, nil
}

// perWeight is the days that one of weight bears up to each cut, as prefix/den.
func (l timeline) perWeight() (prefix []*big.Int, den *big.Int) {
	each := make([]Ratio, len(l.present))
	for i, weight := range l.present {
		each[i] = NewRatio(big.NewInt(l.cuts[i+1]-l.cuts[i]), weight)
	}
	prefix = make([]*big.Int, len(l.cuts))
	prefix[0] = new(big.Int)
	scaled, den := overCommonDenominator(each)
	for i, n := range scaled {
		prefix[i+1] = n.Add(n, prefix[i])
	}
	return prefix, den
}

// at is the place of a cut.
func (l timeline) at(day int64) int {
	place, _ := slices.BinarySearch(l.cuts, day)
	return place
}

func dayAt(number int64) period.Day { return period.FromUTC(time.Unix(number*secondsADay, 0)) }
