// Package repricing is how the prices of a framework contract change: somebody proposes,
// somebody else decides, and on a day the new prices begin (G-FRA).
package repricing

import (
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
)

// Faults of changing prices, besides those of pricing.
var (
	// ErrReason: shorter than 3 or longer than 2000 characters.
	ErrReason = fault.New(fault.Invalid, "pricing.reason-invalid", fault.Rule("G-FRA"), fault.Field("reason"))
	// ErrBegun: prices change from tomorrow on at the earliest; what has begun never changes.
	ErrBegun = fault.New(fault.Invalid, "pricing.begins-too-early", fault.Rule("G-FRA"), fault.Field("validFrom"))
	// ErrCalledOff: what the award agreed is entered before the first call-off.
	ErrCalledOff = fault.New(fault.Conflict, "pricing.called-off-already", fault.Rule("G-FRA"))
	// ErrNothingChanges: no item, or none that would cost anything else.
	ErrNothingChanges = fault.New(fault.Invalid, "pricing.nothing-changes", fault.Rule("G-FRA"), fault.Field("items"))
	// ErrInOrder: an item has a change that waits, or one that begins on that day or later.
	ErrInOrder = fault.New(fault.Conflict, "pricing.change-in-the-way", fault.Rule("G-FRA"))
	// ErrDecided: the change does not wait for a decision any more.
	ErrDecided = fault.New(fault.Conflict, "pricing.change-decided", fault.Rule("G-FRA"))
	// ErrLapsed: its day has come before anybody decided.
	ErrLapsed = fault.New(fault.Conflict, "pricing.change-lapsed", fault.Rule("G-FRA"))
	// ErrOver: the contract has ended by that day.
	ErrOver = fault.New(fault.Invalid, "pricing.contract-over", fault.Rule("G-FRA"), fault.Field("validFrom"))
)

// ID names a change.
type ID = id.Of[Change]

// Status is where a change stands.
type Status string

// The statuses. What is proposed and not approved before its day has lapsed.
const (
	Proposed  Status = "proposed"
	Approved  Status = "approved"
	Rejected  Status = "rejected"
	Withdrawn Status = "withdrawn"
)

// Change is new prices of items of a contract from a day on.
type Change struct{ s State }

// State is all that a change knows.
type State struct {
	ID         ID
	Version    int
	Framework  framework.ID
	Number     int // 1 upwards in each contract
	Ground     pricing.Ground
	ValidFrom  period.Day
	Status     Status
	Reason     string
	Clause     ClauseID            // of an index, and only then
	Adjustment *pricing.Adjustment // likewise; of a stored change without formula
	Items      []Item

	ProposedBy     member.PersonID
	ProposedAt     time.Time
	DecidedBy      member.PersonID
	DecidedAt      time.Time
	DecisionReason string // why it was rejected or withdrawn
}

// Item is what an item costs after the change.
type Item struct {
	Item     framework.ItemID
	Supplier member.SupplierID // whose price it is; empty: whoever's
	Before   money.Price       // what it was proposed against
	Rate     pricing.Rate
}

// Proposal is a change to propose.
type Proposal struct {
	Ground    pricing.Ground
	ValidFrom period.Day
	Reason    string
	Items     []Item
	By        member.PersonID
}

// Contract is what a change must know of its contract, which is locked.
type Contract struct {
	ID       framework.ID
	InForce  period.Span
	CallOffs int // numbered so far
	Changes  int // likewise
}

const (
	shortestReason = 3
	longestReason  = 2000
)

func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < shortestReason || n > longestReason {
		return "", ErrReason
	}
	return reason, nil
}

// Propose makes a change that waits for another person. What the award agreed holds from
// the contract's first day, everything else from tomorrow on at the earliest. It fails with ErrReason, ErrBegun, ErrOver,
// ErrCalledOff, ErrNothingChanges and pricing.ErrTiers.
func Propose(contract Contract, p Proposal, now time.Time) (*Change, error) {
	reason, err := checkReason(p.Reason)
	if err != nil {
		return nil, err
	}
	if p.Ground == pricing.Award {
		if contract.CallOffs > 0 {
			return nil, ErrCalledOff
		}
		p.ValidFrom = contract.InForce.From
	} else if !p.ValidFrom.After(period.DayOf(now)) {
		return nil, ErrBegun.With("earliest", period.DayOf(now).Add(1).String())
	}
	if p.ValidFrom.After(contract.InForce.To) {
		return nil, ErrOver.With("to", contract.InForce.To.String())
	}
	if len(p.Items) == 0 {
		return nil, ErrNothingChanges
	}
	return &Change{State{
		ID: id.New[Change](), Version: 1, Framework: contract.ID, Number: contract.Changes + 1, Ground: p.Ground, ValidFrom: p.ValidFrom,
		Status: Proposed, Reason: reason, Items: p.Items, ProposedBy: p.By, ProposedAt: now,
	}}, nil
}

// Restore takes back what a store kept.
func Restore(s State) *Change { return &Change{s} }

// State shows a copy.
func (c *Change) State() State {
	s := c.s
	s.Items = append([]Item(nil), s.Items...)
	return s
}

// Approve lets the prices begin on their day. It fails with ErrDecided, ErrLapsed and,
// for whoever proposed it, access.ErrSamePerson.
func (c *Change) Approve(by member.PersonID, now time.Time) error {
	if err := c.waits(now); err != nil {
		return err
	}
	if by == c.s.ProposedBy {
		return access.ErrSamePerson
	}
	c.decide(Approved, by, "", now)
	return nil
}

// Reject turns the change down; ErrReason, ErrDecided, ErrLapsed.
func (c *Change) Reject(by member.PersonID, reason string, now time.Time) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	if err := c.waits(now); err != nil {
		return err
	}
	c.decide(Rejected, by, reason, now)
	return nil
}

// Withdraw takes back a change that has not begun, whether approved or not; ErrReason,
// ErrDecided, ErrLapsed.
func (c *Change) Withdraw(by member.PersonID, reason string, now time.Time) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	if c.s.Status != Proposed && c.s.Status != Approved {
		return ErrDecided.With("status", string(c.s.Status))
	}
	if c.begun(now) {
		return ErrLapsed.With("validFrom", c.s.ValidFrom.String())
	}
	c.decide(Withdrawn, by, reason, now)
	return nil
}

func (c *Change) waits(now time.Time) error {
	if c.s.Status != Proposed {
		return ErrDecided.With("status", string(c.s.Status))
	}
	if c.s.Ground != pricing.Award && c.begun(now) {
		return ErrLapsed.With("validFrom", c.s.ValidFrom.String())
	}
	return nil
}

func (c *Change) begun(now time.Time) bool { return !c.s.ValidFrom.After(period.DayOf(now)) }

func (c *Change) decide(status Status, by member.PersonID, reason string, now time.Time) {
	c.s.Status, c.s.DecidedBy, c.s.DecidedAt, c.s.DecisionReason = status, by, now, reason
}
