// Package calloff holds the orders that members place out of a framework (G-CAL).
package calloff

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/approval"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/routing"
)

// Faults of call-offs, besides those of framework.Call.
var (
	// ErrMemberNotAdmitted: only an admitted member orders.
	ErrMemberNotAdmitted = fault.New(fault.Conflict, "calloff.member-not-admitted", fault.Rule("G-CAL"), fault.Field("memberId"))
	// ErrMemberMissing: it must be said which member the order is for.
	ErrMemberMissing = fault.New(fault.Invalid, "calloff.member-missing", fault.Rule("G-CAL"), fault.Field("memberId"))
	// ErrBudgetCode: there is none, or it is longer than 40 characters.
	ErrBudgetCode = fault.New(fault.Invalid, "calloff.budget-code-invalid", fault.Rule("G-CAL"), fault.Field("budgetCode"))
	// ErrNote: longer than 1000 characters.
	ErrNote = fault.New(fault.Invalid, "calloff.note-too-long", fault.Rule("G-CAL"), fault.Field("note"))
	// ErrTooManyLines: a call-off has at most 100 lines.
	ErrTooManyLines = fault.New(fault.Invalid, "calloff.too-many-lines", fault.Rule("G-CAL"), fault.Field("lines"))
	// ErrReason: shorter than 3 or longer than 2000 characters.
	ErrReason = fault.New(fault.Invalid, "calloff.reason-invalid", fault.Rule("G-CAL"), fault.Field("reason"))
	// ErrNotSubmitted: it does not wait for approval.
	ErrNotSubmitted = fault.New(fault.Conflict, "calloff.not-submitted", fault.Rule("G-CAL"))
	// ErrNotCancellable: it is rejected or cancelled already, its supplier accepted it as it is, or
	// has taken something of it back.
	ErrNotCancellable = fault.New(fault.Conflict, "calloff.not-cancellable", fault.Rule("G-CAL"))
)

const (
	longestBudgetCode = 40
	longestNote       = 1000
	mostLines         = 100
	shortestReason    = 3
	longestReason     = 2000
	longestMonths     = 120
)

// ID names a call-off.
type ID = id.Of[CallOff]

// Status is where a call-off stands.
type Status string

// The statuses. A submitted call-off has drawn already: what waits is reserved.
const (
	Submitted Status = "submitted" // waits for a second person
	Placed    Status = "placed"    // the supplier may deliver
	Rejected  Status = "rejected"
	Cancelled Status = "cancelled"
)

// CallOff is an order of one member out of one framework.
type CallOff struct{ s State }

// State is all that a call-off knows.
type State struct {
	ID         ID
	Version    int
	Number     string // "RV-2026-0001/000012"
	Framework  framework.ID
	Supplier   member.SupplierID
	Member     member.ID
	Status     Status
	Total      money.Amount // net
	Lines      []framework.Line
	BudgetCode string
	Budgets    []BudgetShare // what the total is divided among, or nothing
	Note       string
	Delivery   Address      // a copy of the address it goes to, or none
	Limit      money.Amount // the member's approval limit when it was submitted
	CreatedAt  time.Time
	CreatedBy  member.PersonID
	PlacedAt   time.Time // when it became an order that the supplier sees, or zero
	DecidedAt  time.Time // when it was approved, rejected or cancelled, the last of these
	DecidedBy  member.PersonID
	Reason     string     // why it was rejected, declined or cancelled
	Answered   AnswerKind // what its supplier said to it, or nothing
	Route      routing.Trace
	Offered    Offered
	Joint      *Joint // where several members call off together, else nil

	Steps     []approval.Step  // who has to approve by the member's rules; none: nobody, or one person over the limit
	Approvals []approval.Given // of it as it is now
	Escalated []approval.Escalation
	WishedOn  period.Day      // when the member wishes to have it, or no day
	AnswerBy  period.Day      // until when the supplier is to answer, or no day
	Change    int             // how many times it was changed since it was placed
	ChangedBy member.PersonID // who did so last

	Recurs   Recurrence          // of a standing order, or nothing
	Returned []quantity.Quantity // what its supplier took back of each line, or nothing
}

// Recurrence is which standing order a call-off is of, and for which of its days.
type Recurrence struct {
	Order StandingID
	DueOn period.Day
}

// StandingID names a standing order.
type StandingID = id.Of[Recurrence]

// Customer is what a call-off must know of its member.
type Customer struct {
	Member   member.ID
	Admitted bool
	Limit    money.Amount // above it a second person approves
	Settings Settings
	Rules    approval.Table
}

// Order is what a buyer asks for.
type Order struct {
	By         member.PersonID
	BudgetCode string
	Budgets    []Budget // two or more, to divide the total among them; or none
	Note       string
	Wishes     []framework.Wish
	Seen       *money.Amount // the total that the buyer saw, or nil
	DeliverTo  string        // the name of one of the member's addresses; empty: the usual one
	Months     int           // how long it is performed, 0 for what is delivered at once
	WishedOn   period.Day    // or no day
	AnswerBy   period.Day    // or no day
	Recurs     Recurrence    // of a standing order, or nothing
}

// Restore takes back what a store kept.
func Restore(s State) *CallOff { return &CallOff{s} }

// State shows a copy.
func (c *CallOff) State() State {
	s := c.s
	s.Lines, s.Budgets = slices.Clone(s.Lines), slices.Clone(s.Budgets)
	s.Steps, s.Approvals, s.Escalated, s.Returned = slices.Clone(s.Steps), slices.Clone(s.Approvals), slices.Clone(s.Escalated), slices.Clone(s.Returned)
	if s.Joint != nil {
		joint := *s.Joint
		joint.Shares = slices.Clone(joint.Shares)
		s.Joint = &joint
	}
	return s
}

// Place finds the order's supplier, books it in the framework and makes a call-off of it:
// submitted when its total is over the customer's limit or its rules ask for it, else placed at once. It fails with the
// faults of framework.RouteFor, CallFrom and CheckSeen, ErrMemberNotAdmitted, ErrBudgetCode, ErrNote,
// ErrTooManyLines, ErrMonths, ErrBudgets, ErrBudgetTwice, ErrBudgetWeight, ErrAddressUnknown,
// ErrCodeUnlisted or ErrDeadline, and then nothing is booked.
func Place(f *framework.Framework, customer Customer, o Order, now time.Time) (*CallOff, error) {
	o, delivery, err := o.Accepted(customer, now)
	if err != nil {
		return nil, err
	}
	supplier, trace, err := f.RouteFor(o.Wishes, o.Months, now)
	if err != nil {
		return nil, err
	}
	if o.Seen != nil {
		if err := f.CheckSeen(supplier, o.Wishes, *o.Seen); err != nil {
			return nil, err
		}
	}
	number, lines, err := f.CallFrom(supplier, customer.Member, o.Wishes, now)
	if err != nil {
		return nil, err
	}
	return made(f, customer, o, State{Number: number, Supplier: supplier, Lines: lines, Delivery: delivery, Route: trace}, now)
}

// made is the call-off of an order that is booked, as far as drawn says how.
func made(f *framework.Framework, customer Customer, o Order, drawn State, now time.Time) (*CallOff, error) {
	total := framework.Total(drawn.Lines)
	shares, err := divided(total, o.Budgets)
	if err != nil {
		return nil, err
	}
	c := &CallOff{State{
		ID: id.New[CallOff](), Version: 1, Number: drawn.Number, Framework: f.ID(), Supplier: drawn.Supplier,
		Member: customer.Member, Status: Submitted, Total: total, Lines: drawn.Lines,
		BudgetCode: o.BudgetCode, Budgets: shares, Note: o.Note, Delivery: drawn.Delivery, Limit: customer.Limit, CreatedAt: now, CreatedBy: o.By,
		Route: drawn.Route, WishedOn: o.WishedOn, AnswerBy: o.AnswerBy, Recurs: o.Recurs,
	}}
	c.s.Steps = customer.Rules.Steps(c.facts(f, o.By))
	if !c.NeedsApproval() {
		c.s.Status = Placed
		c.offer(now)
	}
	return c, nil
}

// Accepted is the order as it is kept, with the address that it goes to. It fails as Place does
// for what is wrong with an order whatever the contract is.
func (o Order) Accepted(customer Customer, now time.Time) (Order, Address, error) {
	o.tidy()
	if err := o.check(period.DayOf(now)); err != nil {
		return o, Address{}, err
	}
	if !customer.Admitted {
		return o, Address{}, ErrMemberNotAdmitted
	}
	delivery, err := customer.Settings.Address(o.DeliverTo)
	if err != nil {
		return o, Address{}, err
	}
	return o, delivery, customer.Settings.accept(o, period.DayOf(now))
}

func (o *Order) tidy() {
	o.BudgetCode, o.Note = strings.TrimSpace(o.BudgetCode), strings.TrimSpace(o.Note)
}

// tidyBudgetCode trims a code, or fails with ErrBudgetCode.
func tidyBudgetCode(code string) (string, error) {
	code = strings.TrimSpace(code)
	if n := utf8.RuneCountInString(code); n == 0 || n > longestBudgetCode {
		return "", ErrBudgetCode
	}
	return code, nil
}

func (o Order) check(today period.Day) error {
	if _, err := tidyBudgetCode(o.BudgetCode); err != nil {
		return err
	}
	if utf8.RuneCountInString(o.Note) > longestNote {
		return ErrNote
	}
	if o.Months < 0 || o.Months > longestMonths {
		return ErrMonths
	}
	if len(o.Wishes) > mostLines {
		return ErrTooManyLines
	}
	if err := checkDeadlines(o.WishedOn, o.AnswerBy, today); err != nil {
		return err
	}
	return checkBudgets(o.Budgets)
}

// awaitsApproval fails where no second person of one member decides: with ErrNotSubmitted or ErrJoint.
func (c *CallOff) awaitsApproval() error {
	switch {
	case c.s.Status != Submitted:
		return ErrNotSubmitted.With("status", string(c.s.Status))
	case c.s.Joint != nil:
		return ErrJoint
	}
	return nil
}

// Reject turns a submitted call-off down and gives back what it reserved, once. It
// fails with ErrNotSubmitted, ErrJoint or ErrReason.
func Reject(c *CallOff, f *framework.Framework, by member.PersonID, reason string, now time.Time) error {
	if err := c.awaitsApproval(); err != nil {
		return err
	}
	return c.end(f, Rejected, by, reason, now)
}

// Cancel withdraws a call-off before delivery and gives back what it took, once. It
// fails with ErrNotCancellable or ErrReason.
func Cancel(c *CallOff, f *framework.Framework, by member.PersonID, reason string, now time.Time) error {
	if c.s.Answered == Accepted || c.s.Returned != nil {
		return ErrNotCancellable.With("status", string(c.s.Answered))
	}
	switch c.s.Status {
	case Submitted, Placed:
		return c.end(f, Cancelled, by, reason, now)
	case Rejected, Cancelled:
	}
	return ErrNotCancellable.With("status", string(c.s.Status))
}

func (c *CallOff) end(f *framework.Framework, status Status, by member.PersonID, reason string, now time.Time) error {
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	return c.giveBack(f, status, by, reason, now)
}

// giveBack ends the call-off: whoever drew for it has its part back.
func (c *CallOff) giveBack(f *framework.Framework, status Status, by member.PersonID, reason string, now time.Time) error {
	if err := f.GiveBack(c.s.Supplier, c.parts(), c.s.Lines); err != nil {
		return err
	}
	c.decide(status, by, reason, now)
	return nil
}

// parts are what each member has drawn.
func (c *CallOff) parts() []framework.Part {
	if c.s.Joint != nil {
		return c.s.Joint.parts()
	}
	return []framework.Part{{Member: c.s.Member, Amount: c.s.Total}}
}

// reasonOf is a reason without blanks around it, or ErrReason.
func reasonOf(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < shortestReason || n > longestReason {
		return "", ErrReason
	}
	return reason, nil
}

func (c *CallOff) decide(status Status, by member.PersonID, reason string, now time.Time) {
	c.s.Status, c.s.DecidedBy, c.s.DecidedAt, c.s.Reason = status, by, now, reason
}
