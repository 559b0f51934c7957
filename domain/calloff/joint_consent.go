package calloff

import (
	"slices"
	"time"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Agree has a participant agree to its share; the last one places the call-off. Over the
// member's limit it is not whoever asked for it. It fails with access.ErrNotFound for a member that
// does not take part, ErrNotSubmitted, ErrShareDecided, ErrAgreeByOver, ErrBudgetCode, access.ErrSamePerson,
// framework.ErrSuspended, framework.ErrTerminated or ErrSupplierOut.
func Agree(c *CallOff, f *framework.Framework, m member.ID, by member.PersonID, budgetCode string, now time.Time) error {
	share, err := c.undecided(m, now)
	if err != nil {
		return err
	}
	if err := f.Running(); err != nil {
		return err
	}
	if !f.TakesOrders(c.s.Supplier) {
		return ErrSupplierOut
	}
	if budgetCode, err = tidyBudgetCode(budgetCode); err != nil {
		return err
	}
	if share.NeedsApproval() && by == c.s.CreatedBy {
		return access.ErrSamePerson
	}
	share.Consent, share.By, share.At, share.BudgetCode = Agreed, by, now, budgetCode
	if slices.ContainsFunc(c.s.Joint.Shares, func(s Share) bool { return s.Consent != Agreed }) {
		return nil
	}
	c.decide(Placed, by, "", now)
	c.offer(now)
	return nil
}

func (c *CallOff) undecided(m member.ID, now time.Time) (*Share, error) {
	if c.s.Joint == nil || c.s.Joint.share(m) == nil {
		return nil, access.ErrNotFound
	}
	share := c.s.Joint.share(m)
	switch {
	case c.s.Status != Submitted:
		return nil, ErrNotSubmitted.With("status", string(c.s.Status))
	case share.Consent != Open:
		return nil, ErrShareDecided
	case c.s.Joint.over(now):
		return nil, ErrAgreeByOver.With("day", c.s.Joint.AgreeBy.String())
	}
	return share, nil
}

func (j *Joint) over(now time.Time) bool { return period.DayOf(now).After(j.AgreeBy) }

// DeclineShare has a participant not take part. Everything is given back, unless the call-off
// goes on without it: then the shares of the others are computed anew, and all of them agree anew.
// It ends too where the leader declines, where nobody else is left, and where the others cannot
// bear it. It fails as Agree does, and with ErrReason.
func DeclineShare(c *CallOff, f *framework.Framework, m member.ID, by member.PersonID, reason string, now time.Time) error {
	share, err := c.undecided(m, now)
	if err != nil {
		return err
	}
	if reason, err = reasonOf(reason); err != nil {
		return err
	}
	share.Consent, share.By, share.At, share.Reason = Refused, by, now, reason
	if c.s.Joint.GoesOn && m != c.s.Member && len(c.s.Joint.Shares) > fewestParticipants && c.goOn(f, m, now) == nil {
		return nil
	}
	return c.end(f, Rejected, by, reason, now)
}

// goOn divides what is left among the others.
func (c *CallOff) goOn(f *framework.Framework, without member.ID, now time.Time) error {
	old := c.s.Joint
	next := &Joint{Key: old.Key, AgreeBy: old.AgreeBy, GoesOn: old.GoesOn, Gone: slices.Clone(old.Gone)}
	var wanted []framework.Wish
	for _, s := range old.Shares {
		if s.Member == without {
			s.Amount, s.Lines, s.Quantities, s.Derived = money.Zero, nil, nil, Derivation{}
			next.Gone = append(next.Gone, s)
			continue
		}
		next.Shares = append(next.Shares, Share{Member: s.Member, Version: s.Version, Weight: s.Weight, Quantities: slices.Clone(s.Quantities), Limit: s.Limit, Consent: Open})
	}
	wishes := wishesOf(c.s.Lines)
	if old.Key == ByQuantities {
		wanted = next.left(wishes)
		wishes = wanted
	}
	lines, err := f.Rebook(c.s.Supplier, old.parts(), c.s.Lines, next.members(), wanted, next.divide(wishes), now)
	if err != nil {
		return err
	}
	c.s.Joint, c.s.Lines, c.s.Total = next, lines, framework.Total(lines)
	return nil
}

// left adds up what those who are left want, and forgets the lines of which nobody wants anything.
func (j *Joint) left(wishes []framework.Wish) []framework.Wish {
	var left []framework.Wish
	quantities := make([][]quantity.Quantity, len(j.Shares))
	for line, wish := range wishes {
		sum := quantity.Quantity{}
		for _, s := range j.Shares {
			sum = sum.Add(s.Quantities[line])
		}
		if sum.IsZero() {
			continue
		}
		left = append(left, framework.Wish{Item: wish.Item, Quantity: sum})
		for i, s := range j.Shares {
			quantities[i] = append(quantities[i], s.Quantities[line])
		}
	}
	for i := range j.Shares {
		j.Shares[i].Quantities = quantities[i]
	}
	return left
}

func wishesOf(lines []framework.Line) []framework.Wish {
	wishes := make([]framework.Wish, len(lines))
	for i, l := range lines {
		wishes[i] = framework.Wish{Item: l.Item, Quantity: l.Quantity}
	}
	return wishes
}

// ToldTogether are the acts on a joint call-off that all its participants read of, whichever of them
// acted: they concern the order that they bear together. How a member decides is its own business.
var ToldTogether = []string{
	"calloff.shared", "calloff.share-agreed", "calloff.share-declined", "calloff.not-agreed", "calloff.cancelled",
	"calloff.confirmed", "calloff.declined", "calloff.return-asked", "calloff.return-agreed", "calloff.return-declined", "calloff.return-withdrawn", "calloff.lapsed",
}

// Lapsed begins the reason of what ended because its last day to agree is over; the day follows.
const Lapsed = "lapsed:"

// LapseTogether ends a joint call-off to which not all agreed in time, and gives everything back. It fails
// with ErrNotSubmitted, also while there is time.
func LapseTogether(c *CallOff, f *framework.Framework, now time.Time) error {
	if c.s.Status != Submitted || c.s.Joint == nil || !c.s.Joint.over(now) {
		return ErrNotSubmitted.With("status", string(c.s.Status))
	}
	return c.end(f, Rejected, "", Lapsed+c.s.Joint.AgreeBy.String(), now)
}
