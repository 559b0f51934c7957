package approval

import (
	"slices"
	"time"

	"allmende/domain/member"
	"allmende/domain/period"
)

// EscalateAfter is after how many working days without a decision somebody else is asked too: three
// after the second reminder.
const EscalateAfter = 9

const hoursOfDay = 24

// Escalation is that a step that nobody decided about in time is put to somebody besides. Whoever was
// asked before may still decide.
type Escalation struct {
	Step int             // 1 upwards
	To   member.PersonID // or everybody with the role
	At   time.Time       // or never
}

// EscalationDue is when a wait has come to its escalation; only the hours of working days count.
func EscalationDue(since time.Time) time.Time {
	return period.AfterWorkingHours(since, EscalateAfter*hoursOfDay)
}

// Escalate puts the step that waits since then to whom its rule names, or to everybody with the role where that
// one may not approve it. It reports false where it is too early, the rule names nobody, or nobody
// else would be asked than was before.
func Escalate(steps []Step, given []Given, submitters []member.PersonID, since, now time.Time) (Escalation, bool) {
	next := Next(steps, given)
	if next == 0 || EscalationDue(since).After(now) {
		return Escalation{}, false
	}
	step := steps[next-1]
	if !step.Rule.Escalates || step.Escalated.made() {
		return Escalation{}, false
	}
	to := step.Rule.EscalateTo
	if slices.Contains(submitters, to) || acted(given, to) || named(steps[next-1:], to) {
		to = ""
	}
	return Escalation{Step: next, To: to, At: now}, !to.IsZero() || !step.Approver.IsZero()
}

func (e Escalation) made() bool { return !e.At.IsZero() }

func (e Escalation) names(p member.PersonID) bool { return e.made() && e.To == p }

// asksRole is whether everybody with the role may approve it.
func (s Step) asksRole() bool {
	return s.Approver.IsZero() || s.Escalated.made() && s.Escalated.To.IsZero()
}

// names is whether it asks for somebody by name.
func (s Step) names(p member.PersonID) bool { return s.Approver == p || s.Escalated.names(p) }
