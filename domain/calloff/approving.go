package calloff

import (
	"slices"
	"time"

	"allmende/domain/approval"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
)

// ErrSupplierOut: its supplier takes no more orders out of the contract. Who approves decides about
// what was asked for, so it is not sent to another: it is asked for anew, at that one's prices.
var ErrSupplierOut = fault.New(fault.Conflict, "calloff.supplier-out", fault.Rule("G-CAL"))

// facts are what the member's rules look at.
func (c *CallOff) facts(f *framework.Framework, by member.PersonID) approval.Facts {
	facts := approval.Facts{Total: c.s.Total, Budgets: []string{c.s.BudgetCode}, By: by}
	for _, line := range c.s.Lines {
		facts.Categories = append(facts.Categories, f.CPV(line.Item))
	}
	for _, share := range c.s.Budgets {
		facts.Budgets = append(facts.Budgets, share.Code)
	}
	return facts
}

// NeedsApproval is whether it is over the limit, or the member's rules ask for approvals.
func (c *CallOff) NeedsApproval() bool {
	return c.s.Total.Cmp(c.s.Limit) > 0 || len(c.s.Steps) > 0
}

// Steps are the approvals that it needs: those of the rules, or one over the limit.
func (c *CallOff) Steps() []approval.Step {
	if len(c.s.Steps) == 0 && c.NeedsApproval() {
		return []approval.Step{{Rule: approval.Rule{Above: c.s.Limit, Persons: 1}, Persons: 1}}
	}
	steps := slices.Clone(c.s.Steps)
	for _, e := range c.s.Escalated {
		steps[e.Step-1].Escalated = e
	}
	return steps
}

// EscalatedTo is whether the step that waits was put to a person by name.
func (c *CallOff) EscalatedTo(p member.PersonID) bool {
	next := approval.Next(c.Steps(), c.s.Approvals)
	return slices.ContainsFunc(c.s.Escalated, func(e approval.Escalation) bool { return e.Step == next && e.To == p })
}

// Escalate puts a call-off that waits, and about whose next step nobody has decided since then, to the next
// person. It reports false where approval.Escalate does, and for what no second person of one member decides.
func Escalate(c *CallOff, since, now time.Time) (approval.Escalation, bool) {
	if c.awaitsApproval() != nil {
		return approval.Escalation{}, false
	}
	e, due := approval.Escalate(c.Steps(), c.s.Approvals, c.Submitters(), since, now)
	if due {
		c.s.Escalated = append(c.s.Escalated, e)
	}
	return e, due
}

// Submitters are those who may not approve it (D-1).
func (c *CallOff) Submitters() []member.PersonID {
	people := []member.PersonID{c.s.CreatedBy}
	if !c.s.ChangedBy.IsZero() {
		people = append(people, c.s.ChangedBy)
	}
	return people
}

// Approve gives a submitted call-off the approval that is next, and places it with the last
// one. It fails with ErrNotSubmitted, ErrJoint, framework.ErrSuspended, framework.ErrTerminated,
// ErrSupplierOut and the faults of approval.Hand.Approve.
func Approve(c *CallOff, f *framework.Framework, hand approval.Hand, now time.Time) (approval.Given, error) {
	if err := c.awaitsApproval(); err != nil {
		return approval.Given{}, err
	}
	if err := f.Running(); err != nil {
		return approval.Given{}, err
	}
	if !f.TakesOrders(c.s.Supplier) {
		return approval.Given{}, ErrSupplierOut
	}
	hand.Submitters = c.Submitters()
	steps := c.Steps()
	given, err := hand.Approve(steps, c.s.Approvals, now)
	if err != nil {
		return approval.Given{}, err
	}
	c.s.Approvals = append(c.s.Approvals, given)
	if approval.Next(steps, c.s.Approvals) == 0 {
		c.decide(Placed, hand.Person, "", now)
		if c.s.PlacedAt.IsZero() {
			c.offer(now)
		}
	}
	return given, nil
}
