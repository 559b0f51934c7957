package framework

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// Faults of modifications (GWB 132).
var (
	// ErrGroundUnknown: the ground is none of those that the law names.
	ErrGroundUnknown = fault.New(fault.Invalid, "framework.ground-unknown", fault.Rule("G-FRA"), fault.Field("ground"))
	// ErrClause: a review clause must be quoted, in 3 to 2000 characters.
	ErrClause = fault.New(fault.Invalid, "framework.clause-missing", fault.Rule("G-FRA"), fault.Field("clause"))
	// ErrNothingModified: nothing would be different.
	ErrNothingModified = fault.New(fault.Invalid, "framework.nothing-modified", fault.Rule("G-FRA"))
	// ErrGroundRaisesNothing: this ground carries no higher value, only other contents.
	ErrGroundRaisesNothing = fault.New(fault.Invalid, "framework.ground-raises-nothing", fault.Rule("G-FRA"), fault.Field("raise"))
	// ErrModificationTooLarge: more than is left under the ground; carries "value" and "left".
	ErrModificationTooLarge = fault.New(fault.Conflict, "framework.modification-too-large", fault.Rule("G-FRA"), fault.Field("raise"))
	// ErrRaiseInvalid: the maximum is raised, never lowered.
	ErrRaiseInvalid = fault.New(fault.Invalid, "framework.raise-invalid", fault.Rule("G-FRA"), fault.Field("raise"))
	// ErrBelowDrawn: an item's maximum is not lowered below what was called off.
	ErrBelowDrawn = fault.New(fault.Conflict, "framework.item-below-drawn", fault.Rule("G-FRA"))
	// ErrReplacement: a new supplier is named under its own ground, and under no other.
	ErrReplacement = fault.New(fault.Invalid, "framework.replacement-invalid", fault.Rule("G-FRA"), fault.Field("supplierId"))
	// ErrModificationUnknown: the contract has no such modification.
	ErrModificationUnknown = fault.New(fault.NotFound, "framework.modification-unknown", fault.Rule("G-FRA"))
	// ErrModificationDecided: it is approved or rejected already.
	ErrModificationDecided = fault.New(fault.Conflict, "framework.modification-decided", fault.Rule("G-FRA"))
)

// Ground is why a contract may be modified without a new award, as eForms name it.
type Ground string

// The grounds of GWB 132.
const (
	ReviewClause   Ground = "mod-rev"  // (2) no. 1: a clear clause of the contract provides for it
	Additional     Ground = "add-wss"  // (2) no. 2: additional supplies that only this supplier can give
	Unforeseen     Ground = "mod-cir"  // (2) no. 3: circumstances that nobody diligent could foresee
	Replacement    Ground = "mod-repl" // (2) no. 4: another supplier takes the place of the first
	NotSubstantial Ground = "mod-nons" // (1): not substantial
	DeMinimis      Ground = "mod-minv" // (3): of little value
)

// Grounds lists them in the order of the law.
var Grounds = []Ground{ReviewClause, Additional, Unforeseen, Replacement, NotSubstantial, DeMinimis}

type (
	// ModificationID names a modification.
	ModificationID = id.Of[Modification]
	// ModificationStatus is where a modification stands.
	ModificationStatus string
)

// The statuses of a modification.
const (
	Proposed ModificationStatus = "proposed"
	Approved ModificationStatus = "approved"
	Rejected ModificationStatus = "rejected"
)

// Modification is a change of a contract, proposed by one officer and decided by another (D-1).
type Modification struct {
	ID     ModificationID
	Number int // 1 upwards in its contract
	Ground Ground
	Reason string
	Clause string // the review clause; only under that ground
	Change Change
	// Value is what it counts for against the limits of its ground (headroom.go).
	Value     money.Amount
	Status    ModificationStatus
	Proposed  tender.Stamp
	Decided   tender.Stamp
	Rejection string // why it was rejected
}

// Change is what a modification makes different.
type Change struct {
	Raise             money.Amount // of the maximum
	To                period.Day   // the last day from then on, or no day
	TermJustification string       // of a last day beyond the longest term (VgV 21(6))
	Items             []ItemChange
	Supplier          member.SupplierID // who replaces the first supplier, or nobody
}

// ItemChange is an item as it will be.
type ItemChange struct {
	Item    ItemID
	Maximum quantity.Quantity
	Price   money.Price
	// Dearer is by how much the whole quantity costs more than at the awarded price, where the price
	// changes; it is computed.
	Dearer money.Amount
}

// Proposal is what an officer proposes.
type Proposal struct {
	Ground Ground
	Reason string
	Clause string
	Change Change
}

// Propose records a modification, which changes nothing until another officer approves it.
// It fails with ErrGroundUnknown, ErrReason, ErrClause, ErrNothingModified, ErrRaiseInvalid,
// ErrGroundRaisesNothing, ErrModificationTooLarge, ErrReplacement, ErrItemUnknown, ErrItemTwice,
// ErrBelowDrawn, quantity.ErrNotWhole, ErrTermShortened, ErrTermUnjustified, ErrTerminated or
// ErrExpired.
func (f *Framework) Propose(p Proposal, by tender.Stamp, law legal.Params) (Modification, error) {
	if err := f.standing(by.At); err != nil {
		return Modification{}, err
	}
	p, err := p.tidy()
	if err != nil {
		return Modification{}, err
	}
	m := Modification{
		ID: id.New[Modification](), Number: len(f.s.Modifications) + 1, Ground: p.Ground, Reason: p.Reason, Clause: p.Clause,
		Change: p.Change, Status: Proposed, Proposed: by,
	}
	m.Change.Items = f.compared(m.Change.Items)
	if m.Value, err = f.admits(m, law, by.At); err != nil {
		return Modification{}, err
	}
	f.s.Modifications = append(f.s.Modifications, m)
	return m, nil
}

// tidy checks what is wrong in itself.
func (p Proposal) tidy() (Proposal, error) {
	if !slices.Contains(Grounds, p.Ground) {
		return p, ErrGroundUnknown
	}
	var err error
	if p.Reason, err = explained(p.Reason); err != nil {
		return p, err
	}
	if p.Clause = strings.TrimSpace(p.Clause); p.Ground != ReviewClause {
		p.Clause = ""
	} else if _, err := explained(p.Clause); err != nil {
		return p, ErrClause
	}
	p.Change.TermJustification = strings.TrimSpace(p.Change.TermJustification)
	return p, nil
}

// Approve carries a modification out. The limits are held against it again, as others may have been
// approved since. It fails with ErrModificationUnknown, ErrModificationDecided,
// access.ErrSamePerson for who proposed it, and with the faults of Propose.
func (f *Framework) Approve(which ModificationID, by tender.Stamp, law legal.Params) (Modification, error) {
	at, err := f.undecided(which, by)
	if err != nil {
		return Modification{}, err
	}
	if err := f.standing(by.At); err != nil {
		return Modification{}, err
	}
	m := f.s.Modifications[at]
	m.Change.Items = f.compared(m.Change.Items)
	if m.Value, err = f.admits(m, law, by.At); err != nil {
		return Modification{}, err
	}
	if err := f.carryOut(m.Change); err != nil {
		return Modification{}, err
	}
	m.Status, m.Decided = Approved, by
	f.s.Modifications[at] = m
	return m, nil
}

// Reject turns a modification down. It fails with ErrModificationUnknown, ErrModificationDecided,
// ErrReason, and access.ErrSamePerson for who proposed it.
func (f *Framework) Reject(which ModificationID, by tender.Stamp, reason string) (Modification, error) {
	reason, err := explained(reason)
	if err != nil {
		return Modification{}, err
	}
	at, err := f.undecided(which, by)
	if err != nil {
		return Modification{}, err
	}
	m := &f.s.Modifications[at]
	m.Status, m.Decided, m.Rejection = Rejected, by, reason
	return *m, nil
}

func (f *Framework) undecided(which ModificationID, by tender.Stamp) (int, error) {
	at := slices.IndexFunc(f.s.Modifications, func(m Modification) bool { return m.ID == which })
	switch {
	case at < 0:
		return at, ErrModificationUnknown
	case f.s.Modifications[at].Status != Proposed:
		return at, ErrModificationDecided
	case f.s.Modifications[at].Proposed.By == by.By:
		return at, access.ErrSamePerson
	}
	return at, nil
}

// admits holds a modification against the contract and the limits of its ground, and returns what
// it counts for.
func (f *Framework) admits(m Modification, law legal.Params, now time.Time) (money.Amount, error) {
	if err := f.lasts(m.Change, law, now); err != nil {
		return money.Zero, err
	}
	if err := f.fits(m); err != nil {
		return money.Zero, err
	}
	limits, err := limitsOn(law, period.DayOf(now))
	if err != nil {
		return money.Zero, err
	}
	return f.weigh(m, limits)
}

// largest is what a contract's maximum may become: as much as an amount can be.
var largest = money.MustAmount("9999999999999.99")

// lasts holds a new last day against the present one and the longest term.
func (f *Framework) lasts(c Change, law legal.Params, now time.Time) error {
	switch {
	case c.To.IsZero():
		return nil
	case c.To.Before(f.s.InForce.To):
		return ErrTermShortened.With("to", f.s.InForce.To.String())
	}
	return f.allows(c.To, c.TermJustification, law, now)
}

// fits holds a change against the contract as it stands.
func (f *Framework) fits(m Modification) error {
	c := m.Change
	switch {
	case c.Raise.Sign() < 0 || f.s.Maximum.Add(c.Raise).Cmp(largest) > 0:
		return ErrRaiseInvalid
	case (m.Ground == Replacement) == c.Supplier.IsZero():
		return ErrReplacement
	case !c.Supplier.IsZero() && f.supplies(c.Supplier):
		return ErrSupplierKnown
	}
	seen := make(map[ItemID]bool, len(c.Items))
	changed := c.Raise.Sign() > 0 || !c.Supplier.IsZero() || c.To.After(f.s.InForce.To)
	for i, change := range c.Items {
		item := f.item(change.Item)
		switch {
		case item == nil:
			return ErrItemUnknown.At(itemAt(i, "itemId"))
		case seen[change.Item]:
			return ErrItemTwice.At(itemAt(i, "itemId"))
		case quantity.Check(item.Unit, change.Maximum) != nil:
			return quantity.ErrNotWhole.At(itemAt(i, "maximumQuantity"))
		case change.Maximum.Cmp(item.Drawn) < 0:
			return ErrBelowDrawn.At(itemAt(i, "maximumQuantity")).With("item", item.Name).With("drawn", item.Drawn.String())
		}
		seen[change.Item] = true
		changed = changed || change.Maximum.Cmp(item.Maximum) != 0 || change.Price.Cmp(item.Price) != 0
	}
	if !changed {
		return ErrNothingModified
	}
	return nil
}

// carryOut makes the contract what an approved change says. What the maximum is raised by is divided
// among the quotas in their proportion.
func (f *Framework) carryOut(c Change) error {
	if err := f.raiseQuotas(c.Raise); err != nil {
		return err
	}
	f.s.Maximum = f.s.Maximum.Add(c.Raise)
	for _, change := range c.Items {
		item := f.item(change.Item)
		item.Maximum, item.Price = change.Maximum, change.Price
	}
	if c.To.After(f.s.InForce.To) {
		f.s.InForce.To = c.To
	}
	if c.TermJustification != "" {
		f.s.TermJustification = c.TermJustification
	}
	if !c.Supplier.IsZero() {
		f.replace(c.Supplier)
	}
	f.settle()
	return nil
}

func itemAt(i int, field string) string { return "items." + strconv.Itoa(i) + "." + field }
