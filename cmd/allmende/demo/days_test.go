package demo

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/period"
)

// Between midnight in Berlin and midnight in Greenwich the story told of yesterday, and was refused.
func TestTheStorysDaysAreThoseOfBerlin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "now"), 0)
		days := rapid.IntRange(-90, 90).Draw(t, "days")
		s := &story{now: now}
		if got, want := period.DayOf(s.at(days)), period.DayOf(now).Add(days); got != want {
			t.Fatalf("%s and %d days: got %s, want %s", now, days, got, want)
		}
		if got, want := period.DayOf(now.Add(s.back(days))), period.DayOf(now).Add(-days); got != want {
			t.Fatalf("%s set back by %d days: got %s, want %s", now, days, got, want)
		}
	})
}
