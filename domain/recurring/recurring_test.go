package recurring_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/recurring"
)

var (
	buyer    = id.New[member.Person]()
	approver = id.New[member.Person]()
	today    = period.Date(2026, 1, 31)
	now      = today.Start().Add(9 * time.Hour)
	term     = period.Span{From: period.Date(2026, 1, 1), To: period.Date(2027, 12, 31)}
)

func terms() recurring.Terms {
	return recurring.Terms{
		Interval: recurring.Monthly, Days: period.Span{From: today, To: period.Date(2026, 6, 30)}, Tolerance: 5, Contract: term,
		Total: money.MustAmount("100.00"), Limit: money.MustAmount("1000.00"),
	}
}

func set(t *testing.T, terms recurring.Terms) *recurring.Order {
	t.Helper()
	o, err := recurring.New(recurring.State{CreatedBy: buyer}, terms, now)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestDueDaysAreClippedToTheEndOfTheMonth(t *testing.T) {
	o := set(t, terms())
	want := []string{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"}
	for i, day := range o.State().Due() {
		if day.String() != want[i] {
			t.Errorf("day %d is %s, want %s", i, day, want[i])
		}
	}
	if o.Whole().String() != "630.00" || o.State().Status != recurring.Active {
		t.Errorf("comes to %s: %+v", o.Whole(), o.State())
	}
}

func TestWhatWasMissedIsPlacedOnce(t *testing.T) {
	o := set(t, terms())
	if _, is := o.DueOn(today.Add(-1)); is {
		t.Error("due before its day")
	}
	due, is := o.DueOn(period.Date(2026, 4, 5))
	if !is || due.String() != "2026-03-31" {
		t.Errorf("due %s", due)
	}
	o.Placed(due)
	if next := o.State().Next; next.String() != "2026-04-30" {
		t.Errorf("then %s", next)
	}
	o.Placed(due)
	if _, is := o.DueOn(period.Date(2026, 4, 5)); is || o.State().Next.String() != "2026-04-30" {
		t.Error("the same day twice")
	}
	o.Placed(period.Date(2026, 6, 30))
	if o.State().Status != recurring.Ended {
		t.Errorf("after its last day it is %s", o.State().Status)
	}
}

func TestItIsApprovedOnceByTheWholeOfIt(t *testing.T) {
	over := terms()
	over.Limit = money.MustAmount("629.99")
	o := set(t, over)
	if _, due := o.DueOn(today); due || o.State().Status != recurring.Submitted {
		t.Fatalf("got %+v", o.State())
	}
	if err := o.Approve(approval.Hand{Person: buyer, Approver: true}, now); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("one's own: %v", err)
	}
	later := now.AddDate(0, 1, 3)
	if err := o.Approve(approval.Hand{Person: approver, Approver: true}, later); err != nil || o.State().Status != recurring.Active || o.State().Next.String() != "2026-03-31" {
		t.Errorf("got %+v, %v", o.State(), err)
	}
}

func TestItIsPausedFailsResumesAndEnds(t *testing.T) {
	o := set(t, terms())
	if err := o.Resume(buyer, now); !errors.Is(err, recurring.ErrStatus) {
		t.Errorf("resumed while active: %v", err)
	}
	o.Fail(today, framework.ErrQuotaExceeded.With("remaining", "12.00"))
	if s := o.State(); s.Status != recurring.Failed || s.Fault.Code != "framework.quota-exceeded" || s.Fault.Params["remaining"] != "12.00" || !s.Next.IsZero() {
		t.Errorf("failed: %+v", s)
	}
	if err := o.Resume(buyer, now.AddDate(0, 0, 1)); err != nil || o.State().Next.String() != "2026-02-28" || o.State().Fault.Code != "" {
		t.Errorf("resumed: %+v, %v", o.State(), err)
	}
	if err := o.Pause(buyer, now); err != nil || o.State().Status != recurring.Paused {
		t.Error(err)
	}
	if err := o.End(buyer, "", now); !errors.Is(err, calloff.ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	if err := o.End(buyer, "Vertrag wechselt", now); err != nil || o.State().Status != recurring.Ended {
		t.Error(err)
	}
	if err := o.End(buyer, "noch einmal", now); !errors.Is(err, recurring.ErrStatus) {
		t.Errorf("twice: %v", err)
	}
}

func TestStandingOrdersAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*recurring.Terms)
		want  error
	}{
		"an interval of days":      {func(t *recurring.Terms) { t.Interval = "daily" }, recurring.ErrInterval},
		"any price":                {func(t *recurring.Terms) { t.Tolerance = 51 }, recurring.ErrTolerance},
		"yesterday":                {func(t *recurring.Terms) { t.Days.From = today.Add(-1) }, recurring.ErrDays},
		"the wrong way round":      {func(t *recurring.Terms) { t.Days.To = today.Add(-1) }, recurring.ErrDays},
		"longer than the contract": {func(t *recurring.Terms) { t.Days.To = term.To.Add(1) }, recurring.ErrDays},
	} {
		wrong := terms()
		c.spoil(&wrong)
		if _, err := recurring.New(recurring.State{CreatedBy: buyer}, wrong, now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHoweverOftenOneLooksEachDayIsPlacedAtMostOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := terms()
		terms.Interval = rapid.SampledFrom([]recurring.Interval{recurring.Monthly, recurring.Quarterly, recurring.Yearly}).Draw(t, "interval")
		terms.Days.To = today.Add(rapid.IntRange(0, 690).Draw(t, "days"))
		o, err := recurring.New(recurring.State{CreatedBy: buyer}, terms, now)
		if err != nil {
			t.Fatal(err)
		}
		placed := map[period.Day]bool{}
		day := today
		for range rapid.IntRange(1, 40).Draw(t, "looks") {
			day = day.Add(rapid.IntRange(0, 45).Draw(t, "later"))
			due, is := o.DueOn(day)
			if !is {
				continue
			}
			if placed[due] || due.After(day) || due.After(terms.Days.To) {
				t.Fatalf("%s is placed on %s", due, day)
			}
			placed[due] = true
			o.Placed(due)
		}
	})
}
