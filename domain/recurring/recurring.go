// Package recurring holds standing orders: what a member calls off again and again (G-CAL).
package recurring

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of standing orders.
var (
	// ErrInterval: an order recurs every month, quarter or year.
	ErrInterval = fault.New(fault.Invalid, "recurring.interval-unknown", fault.Rule("G-CAL"), fault.Field("interval"))
	// ErrDays: it begins today or later, ends after that, and within the contract's term.
	ErrDays = fault.New(fault.Invalid, "recurring.days-invalid", fault.Rule("G-CAL"), fault.Field("to"))
	// ErrTolerance: a price may rise by 0 to 50 per cent.
	ErrTolerance = fault.New(fault.Invalid, "recurring.tolerance-invalid", fault.Rule("G-CAL"), fault.Field("tolerance"))
	// ErrStatus: what is asked does not go in the state in which it stands.
	ErrStatus = fault.New(fault.Conflict, "recurring.status-wrong", fault.Rule("G-CAL"))
	// ErrDearer: the order would cost more than the tolerance allows.
	ErrDearer = fault.New(fault.Conflict, "recurring.dearer", fault.Rule("G-CAL"))
	// ErrPlaced: the order of the day was placed before.
	ErrPlaced = fault.New(fault.Conflict, "recurring.placed-before", fault.Rule("G-CAL"))
)

// Interval is how often an order recurs.
type Interval string

// The intervals.
const (
	Monthly   Interval = "monthly"
	Quarterly Interval = "quarterly"
	Yearly    Interval = "yearly"
)

const mostTolerance = 50

// months of the intervals.
var months = map[Interval]int{Monthly: 1, Quarterly: 3, Yearly: 12}

// Status is where a standing order stands.
type Status string

// The statuses. A failed one waits for a person, as a paused one does.
const (
	Submitted Status = "submitted" // waits for approval; nothing is ordered
	Active    Status = "active"
	Paused    Status = "paused"
	Failed    Status = "failed"
	Rejected  Status = "rejected"
	Ended     Status = "ended" // by a person, or with its last day
)

// Order is a standing order of one member out of one contract.
type Order struct{ s State }

// State is all that it knows.
type State struct {
	ID         calloff.StandingID
	Version    int
	Framework  framework.ID
	Member     member.ID
	Status     Status
	Wishes     []framework.Wish
	BudgetCode string
	Note       string
	DeliverTo  string // the name of one of the member's addresses; empty: the usual one
	Interval   Interval
	Days       period.Span
	Tolerance  int          // by how many per cent the total may rise
	Total      money.Amount // of one order when it was set up
	Limit      money.Amount // the member's then
	Next       period.Day   // when it is due next, or no day
	Steps      []approval.Step
	Approvals  []approval.Given
	CreatedBy  member.PersonID
	CreatedAt  time.Time
	DecidedBy  member.PersonID // who approved, rejected, paused, resumed or ended it last
	DecidedAt  time.Time
	Reason     string // why it was rejected or ended
	Fault      Refusal
}

// Refusal is why a day passed without an order: the code of a fault, and the values of its
// sentence.
type Refusal struct {
	Code   string
	Params map[string]string
}

// Terms are what a standing order is set up from, besides the order itself.
type Terms struct {
	Interval  Interval
	Days      period.Span
	Tolerance int
	Contract  period.Span  // the contract's term
	Total     money.Amount // of one order today
	Limit     money.Amount // the member's
	Rules     approval.Table
	Facts     approval.Facts // of one order
}

// Restore takes back what a store kept.
func Restore(s State) *Order { return &Order{s} }

// State shows a copy.
func (o *Order) State() State {
	s := o.s
	s.Wishes, s.Steps, s.Approvals = slices.Clone(s.Wishes), slices.Clone(s.Steps), slices.Clone(s.Approvals)
	return s
}

// New sets a standing order up. It is approved once, by the total of all its days: over the limit,
// or where the rules ask for it, it waits. It fails with ErrInterval, ErrTolerance or ErrDays.
func New(s State, t Terms, now time.Time) (*Order, error) {
	switch today := period.DayOf(now); {
	case months[t.Interval] == 0:
		return nil, ErrInterval
	case t.Tolerance < 0 || t.Tolerance > mostTolerance:
		return nil, ErrTolerance
	case t.Days.From.Before(today), t.Days.To.Before(t.Days.From), t.Days.From.Before(t.Contract.From), t.Days.To.After(t.Contract.To):
		return nil, ErrDays
	}
	s.Version, s.Status, s.CreatedAt = 1, Active, now
	s.Interval, s.Days, s.Tolerance, s.Total, s.Limit, s.Next = t.Interval, t.Days, t.Tolerance, t.Total, t.Limit, t.Days.From
	s.BudgetCode, s.Note = strings.TrimSpace(s.BudgetCode), strings.TrimSpace(s.Note)
	o := &Order{s}
	t.Facts.Total = o.Whole()
	o.s.Steps = t.Rules.Steps(t.Facts)
	if len(o.s.Steps) == 0 && o.Whole().Cmp(t.Limit) > 0 {
		o.s.Steps = []approval.Step{{Rule: approval.Rule{Above: t.Limit, Persons: 1}, Persons: 1}}
	}
	if len(o.s.Steps) > 0 {
		o.s.Status = Submitted
	}
	return o, nil
}

// day is the so many-eth due day, from 0 on: clipped to the end of a month that is too short.
func (s State) day(n int) period.Day { return s.Days.From.AddMonths(n * months[s.Interval]) }

// Due are all days on which it is due.
func (s State) Due() []period.Day {
	var days []period.Day
	for n := 0; !s.day(n).After(s.Days.To); n++ {
		days = append(days, s.day(n))
	}
	return days
}

// after is the first due day after another one, or no day.
func (s State) after(day period.Day) period.Day {
	for _, due := range s.Due() {
		if due.After(day) {
			return due
		}
	}
	return period.Day{}
}

// Ceiling is what one order may cost: the total when it was set up, and the tolerance on it.
func (o *Order) Ceiling() money.Amount {
	return o.s.Total.Raised(o.s.Tolerance)
}

// Whole is what all its orders may cost together; by this it is approved.
func (o *Order) Whole() money.Amount {
	total := money.Zero
	for range o.s.Due() {
		total = total.Add(o.Ceiling())
	}
	return total
}

// Approve gives the approval that is next. With the last one it is active, from the next of its
// days on. It fails with ErrStatus and the faults of approval.Hand.Approve.
func (o *Order) Approve(hand approval.Hand, now time.Time) error {
	if o.s.Status != Submitted {
		return ErrStatus.With("status", string(o.s.Status))
	}
	hand.Submitters = []member.PersonID{o.s.CreatedBy}
	given, err := hand.Approve(o.s.Steps, o.s.Approvals, now)
	if err != nil {
		return err
	}
	o.s.Approvals = append(o.s.Approvals, given)
	if approval.Next(o.s.Steps, o.s.Approvals) == 0 {
		o.start(hand.Person, now)
	}
	return nil
}

// start has it go on with the first due day that is not over.
func (o *Order) start(by member.PersonID, now time.Time) {
	o.decide(Active, by, "", now)
	o.s.Fault, o.s.Next = Refusal{}, o.s.after(period.DayOf(now).Add(-1))
	if o.s.Next.IsZero() {
		o.s.Status = Ended
	}
}

// Reject turns down what waits for approval. It fails with ErrStatus or calloff.ErrReason.
func (o *Order) Reject(by member.PersonID, reason string, now time.Time) error {
	return o.close(Rejected, by, reason, now, Submitted)
}

// End has it order nothing more. It fails with ErrStatus or calloff.ErrReason.
func (o *Order) End(by member.PersonID, reason string, now time.Time) error {
	return o.close(Ended, by, reason, now, Submitted, Active, Paused, Failed)
}

func (o *Order) close(status Status, by member.PersonID, reason string, now time.Time, from ...Status) error {
	if !slices.Contains(from, o.s.Status) {
		return ErrStatus.With("status", string(o.s.Status))
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 3 || n > 2000 {
		return calloff.ErrReason
	}
	o.decide(status, by, reason, now)
	o.s.Next = period.Day{}
	return nil
}

// Pause has it order nothing until somebody resumes it. It fails with ErrStatus.
func (o *Order) Pause(by member.PersonID, now time.Time) error {
	if o.s.Status != Active {
		return ErrStatus.With("status", string(o.s.Status))
	}
	o.decide(Paused, by, "", now)
	o.s.Next = period.Day{}
	return nil
}

// Resume goes on with the next due day; days that went by are not made up for. It fails with ErrStatus.
func (o *Order) Resume(by member.PersonID, now time.Time) error {
	if o.s.Status != Paused && o.s.Status != Failed {
		return ErrStatus.With("status", string(o.s.Status))
	}
	o.start(by, now)
	return nil
}

func (o *Order) decide(status Status, by member.PersonID, reason string, now time.Time) {
	o.s.Status, o.s.DecidedBy, o.s.DecidedAt, o.s.Reason = status, by, now, reason
}

// DueOn is the day for which an order is to be placed, if one is: the last one that has come.
// What was missed before it, as while nothing ran, is not made up for.
func (o *Order) DueOn(today period.Day) (period.Day, bool) {
	if o.s.Status != Active || o.s.Next.IsZero() || o.s.Next.After(today) {
		return period.Day{}, false
	}
	due := o.s.Next
	for next := o.s.after(due); !next.IsZero() && !next.After(today); next = o.s.after(next) {
		due = next
	}
	return due, true
}

// Place makes the call-off of a due day as calloff.Place does, at the prices of today. What was
// approved is what one order may cost, and stands in it as its limit. It fails with ErrDearer for
// more, and as calloff.Place does.
func (o *Order) Place(f *framework.Framework, customer calloff.Customer, due period.Day, now time.Time) (*calloff.CallOff, error) {
	customer.Limit, customer.Rules = o.Ceiling(), approval.Table{}
	c, err := calloff.Place(f, customer, calloff.Order{
		By: o.s.CreatedBy, BudgetCode: o.s.BudgetCode, Note: o.s.Note, Wishes: o.s.Wishes, DeliverTo: o.s.DeliverTo,
		Recurs: calloff.Recurrence{Order: o.s.ID, DueOn: due},
	}, now)
	if err != nil {
		return nil, err
	}
	if c.NeedsApproval() {
		return nil, ErrDearer.With("total", c.State().Total.String()).With("ceiling", o.Ceiling().String())
	}
	return c, nil
}

// Placed goes on to the due day after this one, or ends. It does nothing where another was faster.
func (o *Order) Placed(due period.Day) {
	if o.s.Status != Active || o.s.Next.IsZero() || o.s.Next.After(due) {
		return
	}
	if o.s.Next = o.s.after(due); o.s.Next.IsZero() {
		o.s.Status = Ended
	}
}

// Fail has it wait for a person: the day passes without an order, for that fault.
func (o *Order) Fail(due period.Day, why *fault.Fault) {
	if o.s.Status == Active && !o.s.Next.After(due) {
		o.s.Status, o.s.Fault, o.s.Next = Failed, Refusal{why.Code(), why.Params()}, period.Day{}
	}
}
