package framework

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/tender"
)

// ErrNoQuotas: the maximum is not divided among the members, so there is nothing to transfer.
var ErrNoQuotas = fault.New(fault.Conflict, "framework.no-quotas", fault.Rule("G-FRA"))

// quotasBind reports whether a member is held to its quota now. A soft quota binds to the day before
// what is unused flows back: from then on it is for whoever calls first (G-FRA).
func (f *Framework) quotasBind(now time.Time) bool {
	switch f.s.QuotaMode {
	case tender.Hard:
		return true
	case tender.Soft:
		return period.DayOf(now).Before(f.s.FlowsBack)
	case tender.FirstCome:
	}
	return false
}

// raiseQuotas divides what the maximum is raised by among the members in the proportion of their
// quotas, to the cent; in equal parts where none has any.
func (f *Framework) raiseQuotas(raise money.Amount) error {
	if !f.s.QuotaMode.Divides() || raise.IsZero() {
		return nil
	}
	weights := make([]split.Member, len(f.s.Entitled))
	for i, e := range f.s.Entitled {
		weights[i] = split.Member{Key: e.Member.String(), Weight: e.Quota.Decimal()}
	}
	if !slices.ContainsFunc(weights, func(w split.Member) bool { return !w.Weight.IsZero() }) {
		for i, e := range f.s.Entitled {
			if e.Successor.IsZero() {
				weights[i].Weight = decimal.New(1, 0)
			}
		}
	}
	shares, err := split.Amount(raise, weights)
	if err != nil {
		return err
	}
	for i, share := range shares.Shares {
		f.s.Entitled[i].Quota = f.s.Entitled[i].Quota.Add(share.Amount())
	}
	return nil
}

// quotaLeft is what a member may still call off of its quota.
func (e Entitlement) quotaLeft() money.Amount {
	if left := e.Quota.Sub(e.Drawn); left.Sign() > 0 {
		return left
	}
	return money.Zero // a soft quota may be exceeded once the rest flowed back
}

// holder is who draws for a member: itself, or who succeeded it. Nil where it is not entitled.
func (f *Framework) holder(m member.ID) *Entitlement {
	e := f.entitlement(m)
	for e != nil && !e.Successor.IsZero() {
		e = f.entitlement(e.Successor)
	}
	return e
}
