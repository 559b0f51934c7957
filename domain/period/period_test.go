package period_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/period"
)

func TestASpanHoldsBothItsEndsByTheClockOfBerlin(t *testing.T) {
	span, err := period.NewSpan(period.Date(2026, 7, 1), period.Date(2026, 7, 31))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"2026-06-30T21:59:59Z": false, "2026-06-30T22:00:00Z": true,
		"2026-07-31T21:59:59Z": true, "2026-07-31T22:00:00Z": false,
	} {
		at, _ := time.Parse(time.RFC3339, text)
		if got := span.Holds(at); got != want {
			t.Errorf("Holds(%s) = %v, want %v", text, got, want)
		}
	}
	if span.Days() != 31 {
		t.Errorf("Days() = %d, want 31", span.Days())
	}
}

func TestTheDaysOfManyCenturiesAreCounted(t *testing.T) {
	span := period.Span{From: period.Date(1900, 1, 1), To: period.Date(8999, 12, 31)}
	if got, want := span.Days(), 7100*365+1722; got != want { // so many leap days
		t.Errorf("Days() = %d, want %d", got, want)
	}
}

func TestAReversedSpanIsRefused(t *testing.T) {
	if _, err := period.NewSpan(period.Date(2026, 7, 2), period.Date(2026, 7, 1)); err == nil {
		t.Error("accepted")
	}
}

func TestAddMonthsStopsAtTheLastDayOfAShorterMonth(t *testing.T) {
	for _, c := range []struct {
		from   period.Day
		months int
		want   string
	}{
		{period.Date(2027, 1, 31), 1, "2027-02-28"}, {period.Date(2028, 1, 31), 1, "2028-02-29"},
		{period.Date(2026, 11, 21), 48, "2030-11-21"}, {period.Date(2026, 12, 15), 1, "2027-01-15"},
	} {
		if got := c.from.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestParseDayRefusesDatesThatDoNotExist(t *testing.T) {
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "26-01-01", "2026-01-01T00:00:00Z", "infinity", "0001-01-01"} {
		if d, err := period.ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) = %s", text, d)
		}
	}
}

func TestConsecutiveSpansAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := period.Date(2020+rapid.IntRange(0, 30).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"))
		a, b := rapid.IntRange(0, 800).Draw(t, "a"), rapid.IntRange(1, 800).Draw(t, "b")
		first, _ := period.NewSpan(from, from.Add(a))
		second, _ := period.NewSpan(from.Add(a+1), from.Add(a+b))
		whole, _ := period.NewSpan(from, from.Add(a+b))
		if first.Days()+second.Days() != whole.Days() {
			t.Fatalf("%d + %d != %d", first.Days(), second.Days(), whole.Days())
		}
	})
}
