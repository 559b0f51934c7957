package period_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/period"
)

func TestHolidaysOfAllGermanyAreNoWorkingDays(t *testing.T) {
	for _, text := range []string{"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2027-05-17", "2025-10-03", "2026-12-25", "2024-03-29", "2026-11-22"} {
		if day, _ := period.ParseDay(text); day.WorkingDay() {
			t.Errorf("%s is a working day", text)
		}
	}
	for _, text := range []string{"2026-01-06", "2026-04-02", "2026-04-07", "2026-10-30", "2026-12-24", "2026-06-04"} { // holidays of single states are none
		if day, _ := period.ParseDay(text); !day.WorkingDay() {
			t.Errorf("%s is no working day", text)
		}
	}
}

func TestWorkingHoursStandStillOnDaysOff(t *testing.T) {
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, period.Berlin)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for name, c := range map[string]struct {
		from, to string
		hours    int
	}{
		"within a week":                 {"2026-11-24 09:00", "2026-11-26 09:00", 48},
		"over a weekend":                {"2026-11-20 12:00", "2026-11-23 12:00", 24},
		"from a Sunday":                 {"2026-11-22 15:00", "2026-11-24 00:00", 24},
		"over Easter":                   {"2026-04-02 18:00", "2026-04-07 18:00", 24},
		"in the night of a clock":       {"2026-03-27 12:00", "2026-03-30 12:00", 24},
		"to the very end of a Friday":   {"2026-11-20 12:00", "2026-11-21 00:00", 12},
		"from the last week of a year":  {"2026-12-24 12:00", "2026-12-28 12:00", 24},
		"of 30 working days, six weeks": {"2026-09-01 08:00", "2026-10-13 08:00", 30 * 24},
	} {
		if got := period.AfterWorkingHours(at(c.from), c.hours); !got.Equal(at(c.to)) {
			t.Errorf("%s: %s, want %s", name, got.In(period.Berlin), c.to)
		}
	}
}

func TestMoreHoursEndLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "from"), 0)
		a, b := rapid.IntRange(1, 300).Draw(t, "a"), rapid.IntRange(1, 300).Draw(t, "b")
		whole, parts := period.AfterWorkingHours(from, a+b), period.AfterWorkingHours(period.AfterWorkingHours(from, a), b)
		if !whole.Equal(parts) {
			t.Fatalf("%d hours end %s, in two parts %s", a+b, whole, parts)
		}
		if whole.Sub(from) < time.Duration(a+b)*time.Hour {
			t.Fatalf("%d hours end after %s", a+b, whole.Sub(from))
		}
	})
}
