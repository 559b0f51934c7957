package tender_test

import (
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/tender"
)

func TestTheDeadlineIsMovedBackWhileBidsAreInTime(t *testing.T) {
	of := published(t)
	to := deadline.Add(48 * time.Hour)
	moved, err := of.Extend(officer, to, " Rückfragen der Bieter ", deadline)
	ok(t, err)
	if of.Phase(to) != tender.Published || of.Phase(to.Add(time.Microsecond)) != tender.DeadlinePassed {
		t.Errorf("the deadline is %v", of.State().Terms.Deadline)
	}
	if !moved.From.Equal(deadline) || !moved.To.Equal(to) || moved.Reason != "Rückfragen der Bieter" || moved.By != officer || moved.Tender != of.State().ID {
		t.Errorf("got %+v", moved)
	}
}

func TestADeadlineIsNeitherMovedForwardNorAfterItHasPassed(t *testing.T) {
	for name, c := range map[string]struct {
		now, to time.Time
		reason  string
		want    *fault.Fault
	}{
		"an instant too late": {deadline.Add(time.Microsecond), deadline.Add(time.Hour), "Grund", tender.ErrDeadlineOver},
		"to the same instant": {deadline, deadline, "Grund", tender.ErrDeadlineNotLater},
		"less than a second":  {deadline, deadline.Add(999 * time.Millisecond), "Grund", tender.ErrDeadlineNotLater},
		"forward":             {deadline, deadline.Add(-time.Second), "Grund", tender.ErrDeadlineNotLater},
		"to a mistyped year":  {deadline, deadline.AddDate(20, 0, 0), "Grund", tender.ErrDeadlineFar},
		"for no reason":       {deadline, deadline.Add(time.Hour), "  ", tender.ErrReason},
	} {
		t.Run(name, func(t *testing.T) {
			of := published(t)
			_, err := of.Extend(officer, c.to, c.reason, c.now)
			refused(t, err, c.want)
			if !of.State().Terms.Deadline.Equal(deadline) {
				t.Errorf("moved to %v", of.State().Terms.Deadline)
			}
		})
	}
	_, err := draft(t).Extend(officer, deadline.Add(time.Hour), "Grund", now)
	refused(t, err, tender.ErrDeadlineOver)
}
