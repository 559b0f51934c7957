package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/tender"
)

func TestAPublishedDeadlineMovesOnlyBackInTimeAndWithItsReason(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	move := func(by string) string {
		return `update tender set deadline = deadline + interval '` + by + `' where id = '` + published.ID + `'`
	}
	for name, c := range map[string]struct {
		now        time.Time
		constraint string
		statement  string
	}{
		"forward":            {start, "tender_deadline_kept", move("-1 second")},
		"without a reason":   {start, "tender_deadline_has_reason", move("1 hour")},
		"after it has ended": {deadline.Add(time.Microsecond), "tender_deadline_kept", move("1 hour")},
	} {
		o.clockAt(c.now)
		if got := constraintOf(o.write(c.statement)); got != c.constraint {
			t.Errorf("%s: got %q, want %q", name, got, c.constraint)
		}
	}
}

func TestWhoExtendsTooLateIsToldSoByTheDatabaseToo(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	id, to := tender.ID(published.ID), deadline.Add(time.Hour)
	o.clockAt(deadline)
	extended, err := o.tendering.ExtendDeadline(t.Context(), o.officer, id, published.Version, to, "Antworten auf Fragen")
	if err != nil || !extended.Deadline.Equal(to) || len(extended.Extensions) != 1 || extended.EntitledCount != published.EntitledCount {
		t.Fatalf("got %+v, %v", extended, err)
	}
	o.clockAt(to.Add(time.Microsecond))
	_, err = o.tendering.ExtendDeadline(t.Context(), o.officer, id, extended.Version, to.Add(time.Hour), "Zu spät")
	if !errors.Is(err, tender.ErrDeadlineOver) {
		t.Errorf("got %v", err)
	}
}
