package metering

import (
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/period"
	"allmende/domain/split"
)

// DayUse is what a meter used on a day, exactly, and what that rests on.
type DayUse struct {
	Day       period.Day
	Amount    split.Ratio
	Readings  int  // that count for the day
	Missing   int  // periods without a reading
	Resets    int  // times that the counter began anew
	Estimated bool // a rise over a gap, spread over it evenly
}

// Use adds up what the meter used on each day of days on which it was there. Readings are in
// any order and at most one a period; of a counter they reach, where they can, up to the last
// one before days and to the first one after it.
//
// A gauge counts its level for its period; a period without a reading counts nothing. A counter
// counts its rise, spread evenly by time where periods are missing between two readings; a
// counter that falls began anew at zero. Before its first and after its last reading nothing
// is known of it, and nothing counts.
func (s State) Use(days period.Span, readings []Reading) []DayUse {
	ordered := slices.SortedFunc(slices.Values(readings), func(a, b Reading) int { return a.At.Compare(b.At) })
	return s.use(days, func(t tally) {
		for i, r := range ordered {
			t.read(r.At, 1)
			switch {
			case s.Kind == Gauge:
				t.add(r.At, s.Every.End(r.At), split.RatioOf(r.Value).Mul(hours(r.At, s.Every.End(r.At))), false)
			case i > 0:
				t.rise(rising(ordered[i-1], r), s.Every)
			}
		}
	})
}

// DaySum is what lies within a day, added up.
type DaySum struct {
	Day       period.Day
	Readings  int             // that count for the day
	Level     decimal.Decimal // of a gauge, the sum of its readings
	Rise      decimal.Decimal // of a counter, the sum of rises that begin and end within the day
	Resets    int             // among them
	Estimated bool            // whether any of them is over a gap
}

// Rise is by how much a counter rose from one reading to the next one.
type Rise struct {
	Begin, End time.Time
	Amount     decimal.Decimal
	Reset      bool // the counter began anew, from zero
}

func rising(from, to Reading) Rise {
	if to.Value.LessThan(from.Value) {
		return Rise{from.At, to.At, to.Value, true}
	}
	return Rise{from.At, to.At, to.Value.Sub(from.Value), false}
}

// UseOf is Use of readings that were added up before: by day, but for rises over several days.
// What lies outside days is left out.
func (s State) UseOf(days period.Span, sums []DaySum, rises []Rise) []DayUse {
	return s.use(days, func(t tally) {
		for _, d := range sums {
			t.read(d.Day.Start(), d.Readings)
			amount := split.RatioOf(d.Rise)
			if s.Kind == Gauge {
				amount = split.RatioOf(d.Level).Mul(hours(d.Day.Start(), s.Every.End(d.Day.Start())))
			}
			t.sum(d, amount)
		}
		for _, r := range rises {
			t.rise(r, s.Every)
		}
	})
}

// use lays out the days on which the meter was there, and has them filled.
func (s State) use(days period.Span, fill func(tally)) []DayUse {
	days = s.within(days)
	if days.To.Before(days.From) {
		return nil
	}
	uses := make([]DayUse, days.Days())
	for i := range uses {
		uses[i].Day = days.From.Add(i)
		uses[i].Missing = s.periods(uses[i].Day)
	}
	fill(tally{days.From, uses})
	return uses
}

// Missing counts the periods of days that were not read; of a counter also the reading that
// ends the last of them, which lies on a day after it.
func (s State) Missing(days period.Span, sums []DaySum) int {
	var missing int
	for _, u := range s.UseOf(days, sums, nil) {
		missing += u.Missing
	}
	last := s.within(days).To
	if s.Kind == Counter && !slices.ContainsFunc(sums, func(d DaySum) bool { return d.Day.After(last) && d.Readings > 0 }) {
		missing++
	}
	return missing
}

// within is the part of days in which the meter was there.
func (s State) within(days period.Span) period.Span {
	if days.From.Before(s.From) {
		days.From = s.From
	}
	if !s.To.IsZero() && days.To.After(s.To) {
		days.To = s.To
	}
	return days
}

// periods are how many begin on a day: of quarters of an hour 92, 96 or 100.
func (s State) periods(d period.Day) int {
	if s.Every == Day {
		return 1
	}
	return int(d.Add(1).Start().Sub(d.Start()) / s.Every.End(d.Start()).Sub(d.Start()))
}

// tally sums per day.
type tally struct {
	from period.Day
	uses []DayUse
}

func (t tally) of(d period.Day) *DayUse {
	if i := (period.Span{From: t.from, To: d}).Days() - 1; i >= 0 && i < len(t.uses) {
		return &t.uses[i]
	}
	return nil
}

func (t tally) read(at time.Time, times int) {
	if u := t.of(period.DayOf(at)); u != nil {
		u.Readings += times
		u.Missing -= times
	}
}

func (t tally) sum(d DaySum, amount split.Ratio) {
	if u := t.of(d.Day); u != nil {
		u.Amount = u.Amount.Add(amount)
		u.Resets += d.Resets
		u.Estimated = u.Estimated || d.Estimated
	}
}

func (t tally) rise(r Rise, every Every) {
	if r.Reset {
		t.reset(r.End)
	}
	t.add(r.Begin, r.End, split.RatioOf(r.Amount), !every.End(r.Begin).Equal(r.End))
}

// reset counts on the day that the rise up to at ends in.
func (t tally) reset(at time.Time) {
	if u := t.of(period.DayOf(at.Add(-time.Second))); u != nil {
		u.Resets++
	}
}

// add spreads an amount evenly over the time from begin to end.
func (t tally) add(begin, end time.Time, amount split.Ratio, gap bool) {
	whole := seconds(begin, end)
	last := period.DayOf(end.Add(-time.Second))
	for d := period.DayOf(begin); !d.After(last); d = d.Add(1) {
		u := t.of(d)
		if u == nil {
			continue
		}
		from, to := latest(begin, d.Start()), earliest(end, d.Add(1).Start())
		u.Amount = u.Amount.Add(amount.Mul(split.NewRatio(seconds(from, to), whole)))
		u.Estimated = u.Estimated || gap
	}
}

func seconds(from, to time.Time) *big.Int { return big.NewInt(int64(to.Sub(from) / time.Second)) }

func hours(from, to time.Time) split.Ratio {
	return split.NewRatio(seconds(from, to), big.NewInt(60*60))
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
