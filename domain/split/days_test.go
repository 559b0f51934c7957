package split_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/split"
)

// span reads "2026-01-01..2026-12-31".
func span(text string) period.Span {
	from, to, _ := strings.Cut(text, "..")
	return period.Span{From: day(from), To: day(to)}
}

func day(text string) period.Day {
	d, err := period.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// stay reads "2: 2026-01-01..2026-03-31 2026-07-01..2026-12-31", the weight first.
func stay(key, text string) split.Stay {
	weight, spans, _ := strings.Cut(text, ":")
	s := split.Stay{Key: key, Weight: whole(weight)}
	for _, text := range strings.Fields(spans) {
		s.Spans = append(s.Spans, span(text))
	}
	return s
}

func staysOf(texts ...string) []split.Stay {
	stays := make([]split.Stay, len(texts))
	for i, text := range texts {
		stays[i] = stay(numbered(len(texts))[i], text)
	}
	return stays
}

func TestMemberDays(t *testing.T) {
	for _, c := range []struct {
		name, over string
		stays      []split.Stay
		want       string
	}{
		{"both ends count", "2027-01-01..2027-12-31", staysOf("1: 2027-01-01..2027-12-31", "1: 2027-12-31..2027-12-31", "1: 2027-02-01..2027-02-28"), "365 1 28"},
		{"a leap year", "2028-01-01..2028-12-31", staysOf("1: 2028-01-01..2028-12-31", "1: 2028-02-01..2028-03-01"), "366 30"},
		{"clocks are changed in March and October", "2026-03-29..2026-10-25", staysOf("1: 2026-03-29..2026-03-29", "1: 2026-03-28..2026-10-26", "1: 2026-10-25..2026-10-25"), "1 211 1"},
		{"days outside do not count", "2026-03-01..2026-03-31", staysOf("1: 2025-01-01..2026-03-10", "1: 2026-03-31..2030-01-01", "1: 2026-04-01..2026-04-30"), "10 1 0"},
		{"several spans, in no order", "2026-01-01..2026-12-31", staysOf("1: 2026-07-01..2026-07-31 2026-01-01..2026-01-31 2026-02-01..2026-02-01"), "63"},
		{"days times weight", "2026-06-01..2026-06-30", staysOf("1.5: 2026-06-01..2026-06-10", "0: 2026-06-01..2026-06-10", "3:"), "15 0 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := split.MemberDays(span(c.over), c.stays)
			if err != nil || spoken(got) != c.want {
				t.Errorf("got %s, %v; want %s", spoken(got), err, c.want)
			}
		})
	}
}

func TestDaySlices(t *testing.T) {
	for _, c := range []struct {
		name, over string
		stays      []split.Stay
		want       string
	}{
		{"one joins", "2026-06-01..2026-06-30", staysOf("1: 2026-06-01..2026-06-30", "1: 2026-06-21..2026-06-30"), "25 5"},
		{"one leaves and another comes the next day", "2026-06-01..2026-06-30", staysOf("1: 2026-06-01..2026-06-10", "2: 2026-06-11..2026-06-30"), "10 20"},
		{"by weight", "2026-06-01..2026-06-30", staysOf("2: 2026-06-01..2026-06-30", "1: 2026-06-16..2026-06-30", "0: 2026-06-01..2026-06-30"), "25 5 0"},
		{"thirds of a day", "2026-06-01..2026-06-01", staysOf("1: 2026-06-01..2026-06-01", "0.5: 2026-05-01..2026-07-01"), "2/3 1/3"},
		{"away in between", "2026-06-01..2026-06-30", staysOf("1: 2026-06-21..2026-06-30 2026-06-01..2026-06-10", "1: 2026-01-01..2026-12-31"), "10 20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := split.DaySlices(span(c.over), c.stays)
			if err != nil || spoken(got) != c.want {
				t.Errorf("got %s, %v; want %s", spoken(got), err, c.want)
			}
		})
	}
}

func TestDaysRefuse(t *testing.T) {
	june := span("2026-06-01..2026-06-30")
	for _, c := range []struct {
		name  string
		over  period.Span
		stays []split.Stay
		want  error
	}{
		{"a period that ends before it begins", span("2026-06-30..2026-06-01"), staysOf("1: 2026-06-01..2026-06-30"), split.ErrPeriodEmpty},
		{"no period", period.Span{}, staysOf("1: 2026-06-01..2026-06-30"), split.ErrPeriodEmpty},
		{"a period without end", period.Span{From: june.From}, staysOf("1: 2026-06-01..2026-06-30"), split.ErrPeriodEmpty},
		{"a stay that ends before it begins", june, staysOf("1: 2026-06-30..2026-06-01"), split.ErrPeriodEmpty},
		{"a stay without days", june, []split.Stay{{Key: "a", Weight: whole("1"), Spans: make([]period.Span, 1)}}, split.ErrPeriodEmpty},
		{"a day twice", june, staysOf("1: 2026-06-10..2026-06-30 2026-06-01..2026-06-10"), split.ErrDaysOverlap},
		{"a day twice outside of the period", june, staysOf("1: 2026-06-01..2026-06-30 2026-01-01..2026-01-03 2026-01-02..2026-01-02"), split.ErrDaysOverlap},
		{"a negative weight", june, staysOf("-1: 2026-06-01..2026-06-30"), split.ErrNegativeWeight},
		{"a weight that would fill the memory", june, staysOf("1e9999: 2026-06-01..2026-06-30"), split.ErrOutOfRange},
	} {
		if _, err := split.MemberDays(c.over, c.stays); !errors.Is(err, c.want) {
			t.Errorf("member-days, %s: got %v, want %v", c.name, err, c.want)
		}
		if _, err := split.DaySlices(c.over, c.stays); !errors.Is(err, c.want) {
			t.Errorf("day slices, %s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestADayThatNobodyBearsIsNamed(t *testing.T) {
	june := span("2026-06-01..2026-06-30")
	for _, c := range []struct {
		stays []split.Stay
		want  string
	}{
		{nil, "2026-06-01"},
		{staysOf("1: 2026-06-02..2026-06-30"), "2026-06-01"},
		{staysOf("1: 2026-06-01..2026-06-29"), "2026-06-30"},
		{staysOf("1: 2026-06-01..2026-06-10", "1: 2026-06-12..2026-06-30"), "2026-06-11"},
		{staysOf("1: 2026-06-01..2026-06-10", "0: 2026-06-01..2026-06-30"), "2026-06-11"},
	} {
		_, err := split.DaySlices(june, c.stays)
		f, _ := fault.Of(err)
		if !errors.Is(err, split.ErrDayWithoutMember) || f.Params()["day"] != c.want {
			t.Errorf("%v: got %v, want the day %s", c.stays, err, c.want)
		}
		if _, err := split.MemberDays(june, c.stays); err != nil {
			t.Errorf("member-days, %v: %v", c.stays, err)
		}
	}
	_, err := split.DaySlices(june, staysOf("1: 2026-06-01..2026-06-30", "1: 2026-06-10..2026-06-12 2026-06-12..2026-06-13"))
	if f, _ := fault.Of(err); f.Params()["key"] != "1001" || f.Params()["day"] != "2026-06-12" {
		t.Errorf("got %v, want the member and the day that comes twice", err)
	}
}

// drawDays draws a period, which may hold the end of February or of a year, and
// members who are there on some of its days; the first is there on all.
func drawDays(t *rapid.T) (period.Span, []split.Stay) {
	start := rapid.SampledFrom([]period.Day{
		period.Date(2027, 12, 20), period.Date(2028, 2, 20), period.Date(2100, 2, 25), period.Date(2026, 3, 25), period.Date(2026, 10, 20),
	}).Draw(t, "start")
	over := period.Span{From: start, To: start.Add(rapid.IntRange(0, 20).Draw(t, "length"))}
	stays := make([]split.Stay, rapid.IntRange(1, 4).Draw(t, "members"))
	for i := range stays {
		weight := rapid.Int64Range(0, 5).Draw(t, "weight")
		spans := []period.Span{over}
		if i == 0 {
			weight++
		} else {
			spans = drawSpans(t, start)
		}
		stays[i] = split.Stay{Key: numbered(4)[i], Weight: decimal.New(weight, -rapid.Int32Range(0, 1).Draw(t, "places")), Spans: spans}
	}
	return over, stays
}

// drawSpans draws up to two, that may lie out of the period.
func drawSpans(t *rapid.T, start period.Day) []period.Span {
	first := start.Add(rapid.IntRange(-5, 20).Draw(t, "from"))
	one := period.Span{From: first, To: first.Add(rapid.IntRange(0, 10).Draw(t, "days"))}
	if !rapid.Bool().Draw(t, "again") {
		return []period.Span{one}
	}
	next := one.To.Add(rapid.IntRange(1, 5).Draw(t, "pause"))
	return []period.Span{{From: next, To: next.Add(rapid.IntRange(0, 10).Draw(t, "days"))}, one}
}

func present(s split.Stay, d period.Day) bool {
	for _, span := range s.Spans {
		if !d.Before(span.From) && !d.After(span.To) {
			return true
		}
	}
	return false
}

// Property 21: every day counts once, whichever way the period is cut, over the ends of
// February, of years and of summer time.
func TestMemberDaysOfConsecutivePeriodsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over, stays := drawDays(t)
		whole, err := split.MemberDays(over, stays)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]decimal.Decimal, len(stays))
		for d := over.From; !d.After(over.To); d = d.Add(1) {
			for i, s := range stays {
				if present(s, d) {
					want[i] = want[i].Add(s.Weight)
				}
			}
		}
		if spoken(whole) != spoken(want) {
			t.Fatalf("got %s, counted day by day it is %s", spoken(whole), spoken(want))
		}
		first, second, cut := cutInTwo(t, over)
		if !cut {
			return
		}
		before, err := split.MemberDays(first, stays)
		if err != nil {
			t.Fatal(err)
		}
		after, err := split.MemberDays(second, stays)
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			if !before[i].Add(after[i]).Equal(whole[i]) {
				t.Fatalf("%s + %s of %s", before[i], after[i], whole[i])
			}
		}
	})
}

func cutInTwo(t *rapid.T, over period.Span) (first, second period.Span, cut bool) {
	days := over.Days()
	if days < 2 {
		return over, over, false
	}
	last := over.From.Add(rapid.IntRange(0, days-2).Draw(t, "cut"))
	return period.Span{From: over.From, To: last}, period.Span{From: last.Add(1), To: over.To}, true
}

// Property 22: the exact shares of the parts of a period add up to those of the whole,
// which are what each day gives its members.
func TestDaySlicesOfConsecutivePeriodsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over, stays := drawDays(t)
		whole, err := split.DaySlices(over, stays)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]*big.Rat, len(stays))
		for i := range want {
			want[i] = new(big.Rat)
		}
		for d := over.From; !d.After(over.To); d = d.Add(1) {
			sum := new(big.Rat)
			for _, s := range stays {
				if present(s, d) {
					sum.Add(sum, s.Weight.Rat())
				}
			}
			for i, s := range stays {
				if present(s, d) {
					want[i].Add(want[i], new(big.Rat).Quo(s.Weight.Rat(), sum))
				}
			}
		}
		var sum split.Ratio
		for i := range whole {
			sum = sum.Add(whole[i])
			if whole[i].String() != want[i].RatString() {
				t.Fatalf("member %s bears %s days, day by day %s", stays[i].Key, whole[i], want[i].RatString())
			}
		}
		if sum.Cmp(split.RatioOf(decimal.NewFromInt(int64(over.Days())))) != 0 {
			t.Fatalf("%s of %d days are borne", sum, over.Days())
		}
		first, second, cut := cutInTwo(t, over)
		if !cut {
			return
		}
		before, err := split.DaySlices(first, stays)
		if err != nil {
			t.Fatal(err)
		}
		after, err := split.DaySlices(second, stays)
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			if before[i].Add(after[i]).Cmp(whole[i]) != 0 {
				t.Fatalf("%s + %s of %s", before[i], after[i], whole[i])
			}
		}
	})
}

// Property 23: the two rules have names of their own, as they differ once somebody
// comes later, and only then.
func TestTheTwoRulesOfDaysDiffer(t *testing.T) {
	if split.MemberDaysRule == split.DaySlicesRule || split.MemberDaysRule == "" || split.DaySlicesRule == "" {
		t.Error("the rules cannot be told apart by name")
	}
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(2, 400).Draw(t, "days")
		late := rapid.IntRange(0, days-1).Draw(t, "late")
		over := period.Span{From: period.Date(2026, time.January, 1), To: period.Date(2026, time.January, days)}
		stays := []split.Stay{
			{Key: "a", Weight: decimal.NewFromInt(rapid.Int64Range(1, 9).Draw(t, "weight")), Spans: []period.Span{over}},
			{Key: "b", Weight: decimal.NewFromInt(rapid.Int64Range(1, 9).Draw(t, "weight")), Spans: []period.Span{{From: over.From.Add(late), To: over.To}}},
		}
		memberDays, err := split.MemberDays(over, stays)
		if err != nil {
			t.Fatal(err)
		}
		daySlices, err := split.DaySlices(over, stays)
		if err != nil {
			t.Fatal(err)
		}
		a, b := split.RatioOf(memberDays[0]), split.RatioOf(memberDays[1])
		same := a.Mul(daySlices[1]).Cmp(b.Mul(daySlices[0])) == 0
		if same != (late == 0) {
			t.Fatalf("late by %d days: %s and %s", late, spoken(memberDays), spoken(daySlices))
		}
	})
}
