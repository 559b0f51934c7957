package capacity

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Course is how much there is, day by day: a step function that is 0 before its first step and
// stays as it is after its last. It counts thousandths, so that sums are exact.
type Course struct{ steps []step }

// step: from a day on it is so much. Days are counted from 1970.
type step struct {
	day int
	is  int64
}

// Step is how much there is from a day on.
type Step struct {
	From   period.Day
	Amount decimal.Decimal
}

const (
	forever    = 2932896 // 9999-12-31, the last day that is written with four digits
	secondsDay = int64(24 * time.Hour / time.Second)
)

func numberOf(d period.Day) int { return int(d.UTC().Unix() / secondsDay) }

func dayOf(number int) period.Day {
	return period.FromUTC(time.Unix(int64(number)*secondsDay, 0))
}

func thousandths(q quantity.Quantity) int64 { return q.Decimal().Shift(3).IntPart() }

func inUnits(n int64) decimal.Decimal { return decimal.New(n, -3) }

// RestoreCourse takes back what a store kept: by how many thousandths it rises on which days,
// counted from 1970.
func RestoreCourse(days []int, rises []int64) Course {
	moves := make([]step, len(days))
	for i, day := range days {
		moves[i] = step{day, rises[i]}
	}
	return summed(moves)
}

// summed makes a course of how much it rises when.
func summed(moves []step) Course {
	slices.SortFunc(moves, func(a, b step) int { return cmp.Compare(a.day, b.day) })
	var c Course
	is := int64(0)
	for i, m := range moves {
		is += m.is
		if i+1 < len(moves) && moves[i+1].day == m.day {
			continue
		}
		if is != c.last() {
			c.steps = append(c.steps, step{m.day, is})
		}
	}
	return c
}

func (c Course) last() int64 {
	if len(c.steps) == 0 {
		return 0
	}
	return c.steps[len(c.steps)-1].is
}

// moves takes a course apart into what summed puts together, each times sign.
func (c Course) moves(sign int64) []step {
	moves := make([]step, len(c.steps))
	was := int64(0)
	for i, s := range c.steps {
		moves[i] = step{s.day, sign * (s.is - was)}
		was = s.is
	}
	return moves
}

func (c Course) plus(d Course) Course  { return summed(append(c.moves(1), d.moves(1)...)) }
func (c Course) minus(d Course) Course { return summed(append(c.moves(1), d.moves(-1)...)) }

// highest is, day by day, the higher of two courses.
func highest(c, d Course) Course {
	above := d.minus(c)
	for i := range above.steps {
		above.steps[i].is = max(above.steps[i].is, 0)
	}
	return c.plus(summed(above.moves(1)))
}

// before is the course up to a day, and nothing from it on.
func (c Course) before(day int) Course {
	var cut Course
	for _, s := range c.steps {
		if s.day < day {
			cut.steps = append(cut.steps, s)
		}
	}
	if cut.last() != 0 {
		cut.steps = append(cut.steps, step{day, 0})
	}
	return cut
}

func (c Course) at(day int) int64 {
	i, found := slices.BinarySearchFunc(c.steps, day, func(s step, day int) int { return cmp.Compare(s.day, day) })
	if found {
		return c.steps[i].is
	}
	if i == 0 {
		return 0
	}
	return c.steps[i-1].is
}

// At is how much there is on a day.
func (c Course) At(d period.Day) decimal.Decimal { return inUnits(c.at(numberOf(d))) }

// Least is the least that there is on any day of a span, and the first such day.
func (c Course) Least(s period.Span) (decimal.Decimal, period.Day) {
	least, day := c.extreme(numberOf(s.From), numberOf(s.To), func(is, than int64) bool { return is < than })
	return inUnits(least), dayOf(day)
}

// Most is the most that there is on any day of a span.
func (c Course) Most(s period.Span) decimal.Decimal {
	most, _ := c.extreme(numberOf(s.From), numberOf(s.To), func(is, than int64) bool { return is > than })
	return inUnits(most)
}

func (c Course) extreme(from, to int, beyond func(is, than int64) bool) (int64, int) {
	found, on := c.at(from), from
	i, _ := slices.BinarySearchFunc(c.steps, from+1, func(s step, day int) int { return cmp.Compare(s.day, day) })
	for ; i < len(c.steps) && c.steps[i].day <= to; i++ {
		if beyond(c.steps[i].is, found) {
			found, on = c.steps[i].is, c.steps[i].day
		}
	}
	return found, on
}

// run is some days in a row, both ends included; the last one may be forever.
type run struct{ from, to int }

// below are the runs of days from a day on, on which there is less than an amount.
func (c Course) below(amount int64, since int) []run {
	var runs []run
	open := c.at(since) < amount
	start := since
	for _, s := range c.steps {
		if s.day <= since {
			continue
		}
		if short := s.is < amount; short != open {
			if open {
				runs = append(runs, run{start, s.day - 1})
			}
			start, open = s.day, short
		}
	}
	if open {
		runs = append(runs, run{start, forever})
	}
	return runs
}

// Steps shows the course.
func (c Course) Steps() []Step {
	shown := make([]Step, len(c.steps))
	for i, s := range c.steps {
		shown[i] = Step{dayOf(s.day), inUnits(s.is)}
	}
	return shown
}
