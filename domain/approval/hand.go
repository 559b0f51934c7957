package approval

import (
	"slices"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of approving.
var (
	// ErrNotNext: somebody else is asked next.
	ErrNotNext = fault.New(fault.Forbidden, "approval.not-next", fault.Rule("G-CAL"))
	// ErrTwice: nobody approves a call-off twice, for oneself or in the place of another.
	ErrTwice = fault.New(fault.Forbidden, "approval.twice", fault.Rule("D-1"))
	// ErrNoApprover: the person neither has the role of an approver nor is one's deputy today.
	ErrNoApprover = fault.New(fault.Forbidden, "approval.no-approver", fault.Rule("G-CAL"))
)

// Hand is a person who would approve, with those in whose place it may today. All who are
// represented have the role.
type Hand struct {
	Person     member.PersonID
	Approver   bool // has the role itself
	InPlaceOf  []member.PersonID
	Submitters []member.PersonID // who submitted or changed what is to be approved
}

// Given is an approval.
type Given struct {
	Step      int // 1 upwards
	By        member.PersonID
	InPlaceOf member.PersonID // or nobody
	At        time.Time
}

// Next is the step that waits, 1 upwards, or 0 when all are approved.
func Next(steps []Step, given []Given) int {
	for i, step := range steps {
		if count(given, i+1) < step.Persons {
			return i + 1
		}
	}
	return 0
}

func count(given []Given, step int) int {
	n := 0
	for _, g := range given {
		if g.Step == step {
			n++
		}
	}
	return n
}

// Approve gives the approval that is next, for oneself before in the place of another. It
// fails with access.ErrSamePerson for whoever submitted (D-1), ErrNoApprover, ErrTwice, or
// ErrNotNext where somebody else is asked.
func (h Hand) Approve(steps []Step, given []Given, now time.Time) (Given, error) {
	var step Step
	var later []Step
	next := Next(steps, given)
	if next > 0 {
		step, later = steps[next-1], steps[next:]
	}
	byName := step.Escalated.names(h.Person)
	switch {
	case slices.Contains(h.Submitters, h.Person):
		return Given{}, access.ErrSamePerson
	case !h.Approver && len(h.InPlaceOf) == 0 && !byName:
		return Given{}, ErrNoApprover
	case acted(given, h.Person):
		return Given{}, ErrTwice
	case next == 0, step.asksRole() && !step.names(h.Person) && named(later, h.Person):
		return Given{}, ErrNotNext // who is named later acts for itself there alone
	}
	if byName || h.Approver && (step.names(h.Person) || step.asksRole()) {
		return Given{Step: next, By: h.Person, At: now}, nil
	}
	for _, other := range h.InPlaceOf {
		if slices.Contains(h.Submitters, other) || acted(given, other) {
			continue
		}
		if step.names(other) || step.asksRole() && !named(later, other) {
			return Given{Step: next, By: h.Person, InPlaceOf: other, At: now}, nil
		}
	}
	return Given{}, ErrNotNext
}

func named(steps []Step, p member.PersonID) bool {
	return slices.ContainsFunc(steps, func(s Step) bool { return s.Approver == p })
}

func acted(given []Given, p member.PersonID) bool {
	return slices.ContainsFunc(given, func(g Given) bool { return g.By == p || g.InPlaceOf == p })
}
