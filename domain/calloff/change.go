package calloff

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
)

// Faults of changing what was placed.
var (
	// ErrNotChangeable: it is not placed, or its supplier answered already.
	ErrNotChangeable = fault.New(fault.Conflict, "calloff.not-changeable", fault.Rule("G-CAL"))
	// ErrNothingChanged: every line is as it was.
	ErrNothingChanged = fault.New(fault.Invalid, "calloff.nothing-changed", fault.Rule("G-CAL"), fault.Field("lines"))
	// ErrChangedLines: a change raises, lowers or removes lines; it does not add any.
	ErrChangedLines = fault.New(fault.Invalid, "calloff.changed-line-new", fault.Rule("G-CAL"), fault.Field("lines"))
)

// Version is what a call-off was before a change replaced it.
type Version struct {
	CallOff ID
	Change  int // 0 for what was ordered first
	Total   money.Amount
	Lines   []framework.Line
	Budgets []BudgetShare
	Steps   []approval.Step
	Ordered bool // it stood as an order; otherwise it was turned down before
	By      member.PersonID
	At      time.Time
	Reason  string
}

// Revision is what somebody wants a placed call-off to be.
type Revision struct {
	By     member.PersonID
	Wishes []framework.Wish // of items that it has; those left out are removed
	Reason string
}

// Change draws and gives back the difference between what was placed and what is wanted
// now, at today's prices, and keeps what was. Where the total rises and the rules ask for
// it, the change waits for approvals anew. It fails with ErrJoint, ErrNotChangeable,
// ErrReason, ErrChangedLines, ErrNothingChanged, ErrSupplierOut and the faults of framework.Call, and then changes nothing.
func Change(c *CallOff, f *framework.Framework, customer Customer, r Revision, now time.Time) (Version, error) {
	if c.s.Joint != nil {
		return Version{}, ErrJoint
	}
	if c.s.Status != Placed || c.s.Answered != "" {
		return Version{}, ErrNotChangeable.With("status", c.standing())
	}
	reason, err := reasonOf(r.Reason)
	if err != nil {
		return Version{}, err
	}
	if err := c.changes(r.Wishes); err != nil {
		return Version{}, err
	}
	again := framework.Restore(f.State())
	lines, err := again.Recall(c.s.Supplier, c.s.Member, c.s.Lines, r.Wishes, now)
	if err != nil {
		return Version{}, err
	}
	raised := framework.Total(lines).Cmp(c.s.Total) > 0
	if raised && !f.TakesOrders(c.s.Supplier) {
		return Version{}, ErrSupplierOut
	}
	*f = *again
	before := c.version(r.By, now, reason)
	if err := c.become(lines, r.By); err != nil {
		return Version{}, err
	}
	if raised {
		c.s.Limit, c.s.Steps = customer.Limit, customer.Rules.Steps(c.facts(f, r.By))
		if c.NeedsApproval() {
			c.s.Status, c.s.DecidedBy, c.s.DecidedAt = Submitted, "", time.Time{}
		}
	}
	return before, nil
}

func (c *CallOff) standing() string {
	if c.s.Answered != "" {
		return string(c.s.Answered)
	}
	return string(c.s.Status)
}

// changes is whether wishes change lines that there are.
func (c *CallOff) changes(wishes []framework.Wish) error {
	same := len(wishes) == len(c.s.Lines)
	for _, wish := range wishes {
		i := slices.IndexFunc(c.s.Lines, func(l framework.Line) bool { return l.Item == wish.Item })
		if i < 0 {
			return ErrChangedLines
		}
		same = same && c.s.Lines[i].Quantity.Cmp(wish.Quantity) == 0
	}
	if same {
		return ErrNothingChanged
	}
	return nil
}

// version is the call-off as it is, for the record.
func (c *CallOff) version(by member.PersonID, now time.Time, reason string) Version {
	s := c.State()
	return Version{
		CallOff: s.ID, Change: s.Change, Total: s.Total, Lines: s.Lines, Budgets: s.Budgets, Steps: s.Steps, Ordered: s.Status == Placed,
		By: by, At: now, Reason: reason,
	}
}

// become takes other lines over; budgets bear them as they bore those before.
func (c *CallOff) become(lines []framework.Line, by member.PersonID) error {
	total := framework.Total(lines)
	shares, err := divided(total, weightsOf(c.s.Budgets))
	if err != nil {
		return err
	}
	c.s.Lines, c.s.Total, c.s.Budgets = lines, total, shares
	c.s.Change, c.s.ChangedBy, c.s.Approvals, c.s.Escalated = c.s.Change+1, by, nil, nil
	return nil
}

// weightsOf are budgets that bear as much of any total as these shares did.
func weightsOf(shares []BudgetShare) []Budget {
	var budgets []Budget
	for _, share := range shares {
		budgets = append(budgets, Budget{Code: share.Code, Weight: share.Amount.Decimal()})
	}
	return budgets
}

// TurnDown leaves an order as it stood before a change that waits for approval. It fails with
// ErrNotSubmitted, ErrReason, or access.ErrSamePerson for whoever made the change.
func TurnDown(c *CallOff, f *framework.Framework, before Version, by member.PersonID, reason string, now time.Time) (Version, error) {
	if !c.ChangeWaits() {
		return Version{}, ErrNotSubmitted.With("status", string(c.s.Status))
	}
	if slices.Contains(c.Submitters(), by) {
		return Version{}, access.ErrSamePerson
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return Version{}, err
	}
	if err := f.Reinstate(c.s.Supplier, c.s.Member, c.s.Lines, before.Lines); err != nil {
		return Version{}, err
	}
	rejected := c.version(by, now, reason)
	c.stand(before)
	c.decide(Placed, by, "", now)
	return rejected, nil
}

// ChangeWaits reports whether it is an order whose change waits for approval.
func (c *CallOff) ChangeWaits() bool { return c.s.Status == Submitted && !c.s.PlacedAt.IsZero() }

// stand makes it what stood as the order before a change that waits.
func (c *CallOff) stand(before Version) {
	c.s.Lines, c.s.Total, c.s.Budgets, c.s.Steps = before.Lines, before.Total, before.Budgets, before.Steps
	c.s.Change, c.s.Approvals, c.s.Escalated = c.s.Change+1, nil, nil
}

// CancelOrdered cancels an order while a change of it waits for approval: the change is dropped,
// and what is cancelled is what its supplier knows. It fails as Cancel does, and with
// ErrNotSubmitted where no change waits.
func CancelOrdered(c *CallOff, f *framework.Framework, before Version, by member.PersonID, reason string, now time.Time) (Version, error) {
	if !c.ChangeWaits() {
		return Version{}, ErrNotSubmitted.With("status", string(c.s.Status))
	}
	dropped := c.version(by, now, strings.TrimSpace(reason))
	if err := Cancel(c, f, by, reason, now); err != nil {
		return Version{}, err
	}
	c.stand(before)
	return dropped, nil
}
