package calloff

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/routing"
)

// The faults of a route.
var (
	// ErrMonths: an order is performed over 0 to 120 months.
	ErrMonths = fault.New(fault.Invalid, "calloff.months-invalid", fault.Rule("G-CAL"), fault.Field("months"))
	// ErrNotOverdue: its supplier still has time to answer, or it waits for none.
	ErrNotOverdue = fault.New(fault.Conflict, "calloff.not-overdue", fault.Rule("G-CAL"))
)

// Offered is whom a cascade asks at present, and until when.
type Offered struct {
	Rank int       // 0 outside of a cascade
	Due  time.Time // zero until it is placed
}

// Refusal is why a supplier in a cascade does not deliver: it refused in text form, was silent
// until its time was over, or could not be asked.
type Refusal struct {
	ID       id.Of[Refusal]
	CallOff  ID
	Supplier member.SupplierID
	Rank     int
	Why      routing.Absence
	Reason   string          // its words, where it refused
	By       member.PersonID // who refused for it; nobody where time went by
	At       time.Time
}

// offer makes the call-off an order that its supplier sees, and has the time of a cascade run:
// in hours of working days (period.AfterWorkingHours).
func (c *CallOff) offer(now time.Time) {
	c.s.PlacedAt = now
	if c.s.Route.Way == routing.Cascade {
		c.s.Offered = Offered{c.s.Route.Rank, period.AfterWorkingHours(now, c.s.Route.AnswerHours)}
	}
}

// Cascades reports whether a refusal asks the next supplier.
func (c *CallOff) Cascades() bool { return c.s.Status == Placed && c.s.Offered.Rank > 0 }

// Refuse has the supplier of a cascade not deliver: the order passes to the next one that can
// be asked, at its prices, or ends with the last refusal and gives back what it took. The
// refusals say who was passed on the way. What several members call off together ends with the
// first refusal: they agreed to shares at this supplier's prices. It fails with ErrNotAnswerable or ErrReason.
func Refuse(c *CallOff, f *framework.Framework, reason string, by member.PersonID, now time.Time) ([]Refusal, error) {
	if err := c.answerable(); err != nil {
		return nil, err
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return nil, err
	}
	return c.passOn(f, routing.Refused, reason, by, now)
}

// Lapse passes an order on whose supplier let its time go by, as Refuse does. It fails with
// ErrNotOverdue.
func Lapse(c *CallOff, f *framework.Framework, now time.Time) ([]Refusal, error) {
	if !c.Cascades() || c.s.Answered != "" || !now.After(c.s.Offered.Due) {
		return nil, ErrNotOverdue
	}
	return c.passOn(f, routing.Silent, "", "", now)
}

func (c *CallOff) passOn(f *framework.Framework, why routing.Absence, reason string, by member.PersonID, now time.Time) ([]Refusal, error) {
	refusals := []Refusal{c.refusal(c.s.Supplier, c.s.Offered.Rank, why, reason, by, now)}
	if c.s.Joint != nil {
		return refusals, c.giveBack(f, Rejected, by, reason, now)
	}
	offer, over := f.PassOn(c.s.Member, c.s.Offered.Rank, c.s.Lines, c.approved(), now)
	for _, o := range over {
		refusals = append(refusals, c.refusal(o.Supplier, o.Rank, o.Why, "", "", now))
	}
	if offer == nil {
		return refusals, c.giveBack(f, Rejected, by, reason, now)
	}
	total := framework.Total(offer.Lines)
	budgets, err := c.redivided(total)
	if err != nil {
		return nil, err
	}
	c.s.Supplier, c.s.Lines, c.s.Total, c.s.Budgets = offer.Supplier, offer.Lines, total, budgets
	c.s.Offered = Offered{offer.Rank, period.AfterWorkingHours(now, c.s.Route.AnswerHours)}
	return refusals, nil
}

func (c *CallOff) refusal(who member.SupplierID, rank int, why routing.Absence, reason string, by member.PersonID, now time.Time) Refusal {
	return Refusal{id.New[Refusal](), c.s.ID, who, rank, why, reason, by, now}
}

// approved is up to which total the order may pass on without asking anybody: the member's
// limit, or what a second person has approved above it.
func (c *CallOff) approved() money.Amount {
	if c.NeedsApproval() {
		return c.s.Total
	}
	return c.s.Limit
}
