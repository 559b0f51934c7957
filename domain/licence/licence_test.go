package licence_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/period"
)

func ordered(status calloff.Status) calloff.State {
	return calloff.State{ID: "c", Member: "m", Framework: "f", Status: status, Lines: []framework.Line{{Position: 1, Name: "Office"}}}
}

func term(change func(*licence.Term)) licence.Term {
	t := licence.Term{Seats: 25, StartsOn: period.Date(2026, 1, 31), Months: 12, RenewalMonths: 12, NoticeDays: 90}
	change(&t)
	return t
}

func TestALicenceComesFromSoftwareThatWasOrdered(t *testing.T) {
	same := term(func(*licence.Term) {})
	l, err := licence.Record(ordered(calloff.Placed), 1, demand.Software, same)
	if err != nil || l.State().Name != "Office" || l.State().Member != "m" {
		t.Fatalf("got %+v, %v", l, err)
	}
	for name, refused := range map[string]struct {
		want     error
		status   calloff.Status
		position int
		category demand.Category
		term     licence.Term
	}{
		"not placed":        {licence.ErrNotOrdered, calloff.Submitted, 1, demand.Software, same},
		"cancelled":         {licence.ErrNotOrdered, calloff.Cancelled, 1, demand.Software, same},
		"no such line":      {licence.ErrNotLicence, calloff.Placed, 2, demand.Software, same},
		"hardware":          {licence.ErrNotLicence, calloff.Placed, 1, demand.Hardware, same},
		"nobody":            {licence.ErrSeats, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.Seats = 0 })},
		"too many":          {licence.ErrSeats, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.Seats = 1000001 })},
		"no term":           {licence.ErrMonths, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.Months = 0 })},
		"eleven years":      {licence.ErrMonths, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.RenewalMonths = 121 })},
		"three years ahead": {licence.ErrNoticeDays, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.NoticeDays = 731 })},
		"notice of nothing": {licence.ErrNoticeDays, calloff.Placed, 1, demand.Software, term(func(t *licence.Term) { t.RenewalMonths = 0 })},
	} {
		if _, err := licence.Record(ordered(refused.status), refused.position, refused.category, refused.term); !errors.Is(err, refused.want) {
			t.Errorf("%s: got %v, want %v", name, err, refused.want)
		}
	}
}

func TestTheLastDayToCancelIsThatOfTheTermThatCanStillBeEnded(t *testing.T) {
	l := licence.State{Term: licence.Term{Seats: 1, StartsOn: period.Date(2026, 1, 1), Months: 12, RenewalMonths: 6, NoticeDays: 30}}
	for today, want := range map[period.Day][2]period.Day{
		period.Date(2026, 1, 1):  {period.Date(2026, 12, 31), period.Date(2026, 12, 1)},
		period.Date(2026, 12, 1): {period.Date(2026, 12, 31), period.Date(2026, 12, 1)},
		period.Date(2026, 12, 2): {period.Date(2027, 6, 30), period.Date(2027, 5, 31)},
		period.Date(2027, 6, 1):  {period.Date(2027, 12, 31), period.Date(2027, 12, 1)},
	} {
		if endsOn, cancelBy := l.Reachable(today); endsOn != want[0] || cancelBy != want[1] {
			t.Errorf("%s: got %s and %s, want %v", today, endsOn, cancelBy, want)
		}
	}
	l.RenewalMonths, l.NoticeDays = 0, 0
	if endsOn, cancelBy := l.Reachable(period.Date(2030, 1, 1)); endsOn != period.Date(2026, 12, 31) || !cancelBy.IsZero() {
		t.Errorf("got %s and %s", endsOn, cancelBy)
	}
	if !l.Ended(period.Date(2027, 1, 1)) || l.Ended(period.Date(2026, 12, 31)) {
		t.Error("it ends by itself, after its last day")
	}
}

func TestACancelledLicenceEndsAndIsCancelledOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := period.Date(2026, 1, 1).Add(rapid.IntRange(0, 4000).Draw(t, "today"))
		given := licence.State{Term: licence.Term{
			Seats: 1, StartsOn: period.Date(2026, 1, rapid.IntRange(1, 31).Draw(t, "day")), Months: rapid.IntRange(1, 120).Draw(t, "months"),
			RenewalMonths: rapid.IntRange(1, 120).Draw(t, "renewal"), NoticeDays: rapid.IntRange(0, 730).Draw(t, "notice"),
		}}
		endsOn, cancelBy := given.Reachable(today)
		if cancelBy.Before(today) || endsOn.Before(cancelBy) || given.Ended(today) {
			t.Fatalf("%+v: %s and %s on %s", given, endsOn, cancelBy, today)
		}
		l := licence.Restore(given)
		if err := l.Cancel(today); err != nil || l.State().CancelledTo != endsOn {
			t.Fatalf("got %v, %+v", err, l.State())
		}
		if l.State().Ended(endsOn) || !l.State().Ended(endsOn.Add(1)) {
			t.Fatal("it ends after its last day")
		}
		if err := l.Cancel(today); !errors.Is(err, licence.ErrCancelled) {
			t.Fatalf("got %v", err)
		}
	})
	if err := licence.Restore(licence.State{}).Cancel(period.Date(2026, 1, 1)); !errors.Is(err, licence.ErrEndsByItself) {
		t.Errorf("got %v", err)
	}
}
