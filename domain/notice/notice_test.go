package notice_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/notice"
	"allmende/domain/period"
)

func TestEveryKindHasOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ways := rapid.MapOf(rapid.SampledFrom(notice.Kinds), rapid.SampledFrom([]notice.Way{notice.AtOnce, notice.Daily, notice.Never})).Draw(t, "ways")
		s, err := notice.NewSettings("en", ways)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range notice.Kinds {
			want, set := ways[kind]
			if !set {
				want = notice.Suggested().Way(kind)
			}
			if got := s.Way(kind); got != want || !slices.Contains(s.Of(want), kind) {
				t.Fatalf("%s: got %s, want %s", kind, got, want)
			}
		}
	})
}

func TestSettingsNameWhatThereIs(t *testing.T) {
	if _, err := notice.NewSettings("fr", nil); !errors.Is(err, notice.ErrLanguage) {
		t.Errorf("got %v", err)
	}
	if _, err := notice.NewSettings("de", map[notice.Kind]notice.Way{"rumour": notice.Daily}); !errors.Is(err, notice.ErrKind) {
		t.Errorf("got %v", err)
	}
	if _, err := notice.NewSettings("de", map[notice.Kind]notice.Way{notice.Decided: "hourly"}); !errors.Is(err, notice.ErrWay) {
		t.Errorf("got %v", err)
	}
}

func TestTheDailyMailGoesOutTheNextMorningInBerlin(t *testing.T) {
	for now, want := range map[string]string{
		"2026-01-10T05:29:59Z": "2026-01-10T05:30:00Z",
		"2026-01-10T05:30:00Z": "2026-01-11T05:30:00Z",
		"2026-03-28T12:00:00Z": "2026-03-29T04:30:00Z", // the night has 23 hours
		"2026-10-24T22:30:00Z": "2026-10-25T05:30:00Z", // and here 25
		"2026-12-31T23:30:00Z": "2027-01-01T05:30:00Z",
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := notice.Daily.Due(at).Format(time.RFC3339); got != want {
			t.Errorf("%s: got %s, want %s", now, got, want)
		}
		if got := notice.AtOnce.Due(at); !got.Equal(at) {
			t.Errorf("at once: got %s", got)
		}
	}
}

func TestWhatFailsIsTriedLaterAndLaterAndThenGivenUp(t *testing.T) {
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	last, attempts := now, 1
	for ; ; attempts++ {
		at, again := notice.Retry(attempts, now)
		if !again {
			break
		}
		if !at.After(last) {
			t.Errorf("attempt %d comes at %s, not after %s", attempts, at, last)
		}
		last = at
	}
	if attempts != 8 || last.Sub(now) < notice.Lease {
		t.Errorf("given up after %d, the last pause %s", attempts, last.Sub(now))
	}
	if _, again := notice.Retry(0, now); again {
		t.Error("nothing failed")
	}
}

func TestARemindersLastStepCounts(t *testing.T) {
	day := period.Date(2026, 12, 31)
	for today, want := range map[string]int{"2026-07-03": 0, "2026-07-04": 180, "2026-10-01": 180, "2026-10-02": 90, "2026-12-01": 30, "2026-12-31": 30, "2027-01-01": 0} {
		on, err := period.ParseDay(today)
		if err != nil {
			t.Fatal(err)
		}
		if got, reached := notice.Reached(day, on, notice.ContractSteps); got != want || reached != (want > 0) {
			t.Errorf("%s: got %d", today, got)
		}
	}
}

func TestWhoApprovesIsRemindedAfterWorkingDays(t *testing.T) {
	friday := time.Date(2026, 3, 6, 11, 0, 0, 0, time.UTC)
	for now, want := range map[time.Time]int{
		friday:                   0,
		friday.AddDate(0, 0, 4):  0, // Tuesday, two working days
		friday.AddDate(0, 0, 5):  3,
		friday.AddDate(0, 0, 9):  3,
		friday.AddDate(0, 0, 10): 6,
		friday.AddDate(0, 1, 0):  6,
	} {
		if got, reached := notice.Waited(friday, now, notice.ApprovalSteps); got != want || reached != (want > 0) {
			t.Errorf("%s: got %d, %t", now, got, reached)
		}
	}
}
