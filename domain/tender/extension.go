package tender

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// The faults of moving the deadline.
var (
	// ErrDeadlineOver: the deadline is moved only while bids are in time.
	ErrDeadlineOver = fault.New(fault.Conflict, "tender.deadline-over", fault.Rule("G-TEN 8"))
	// ErrDeadlineNotLater: a published deadline is never moved forward; bidders rely on it.
	ErrDeadlineNotLater = fault.New(fault.Invalid, "tender.deadline-not-later", fault.Rule("G-TEN 8"), fault.Field("deadline"))
)

// Extension says that the deadline was moved, and why: every bidder is told (VgV 20(3)).
type Extension struct {
	ID     id.Of[Extension]
	Tender ID
	From   time.Time
	To     time.Time
	Reason string
	Stamp
}

// Extend moves the deadline of a published tender; bids that are in stay as they are. It
// fails with ErrDeadlineOver, ErrDeadlineNotLater, ErrDeadlineFar or ErrReason.
func (t *Tender) Extend(by member.PersonID, deadline time.Time, reason string, now time.Time) (Extension, error) {
	from, to := t.s.Terms.Deadline, deadline.Truncate(time.Second).UTC()
	if t.Phase(now) != Published {
		return Extension{}, ErrDeadlineOver.With("status", string(t.Phase(now)))
	}
	if !to.After(from) {
		return Extension{}, ErrDeadlineNotLater.With("deadline", from.Format(time.RFC3339))
	}
	if to.After(now.Add(longestWait)) {
		return Extension{}, ErrDeadlineFar
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return Extension{}, err
	}
	t.s.Terms.Deadline = to
	return Extension{ID: id.New[Extension](), Tender: t.s.ID, From: from, To: to, Reason: reason, Stamp: Stamp{by, now}}, nil
}
