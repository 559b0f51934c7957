package tender

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// The faults of awarding.
var (
	// ErrPricesSealed: nothing is compared and nobody proposed before the prices are opened.
	ErrPricesSealed = fault.New(fault.Conflict, "award.prices-sealed", fault.Rule("G-AWA"))
	// ErrNotProposed: only a proposed award can be approved, sent or made.
	ErrNotProposed = fault.New(fault.Conflict, "award.not-proposed", fault.Rule("G-AWA"))
	// ErrNotApproved: nobody is told of an award, and none is made, before a second
	// person has approved its proposal.
	ErrNotApproved = fault.New(fault.Conflict, "award.not-approved", fault.Rule("G-AWA"))
	// ErrUnsent: a bidder has not been told yet.
	ErrUnsent = fault.New(fault.Conflict, "award.letters-unsent", fault.Rule("G-AWA"))
	// ErrStandstill: the contract may not be signed yet (GWB 134).
	ErrStandstill = fault.New(fault.Conflict, "award.standstill", fault.Rule("G-AWA"))
)

// Award is what an awarded lot settles: the framework contract is made of it.
type Award struct {
	Lot       Lot
	Supplier  member.SupplierID
	Bid       BidID
	Lines     []LinePrice // by position
	Term      period.Span // from the day of the award; none of an order, see Competes
	FlowsBack period.Day  // when what is unused of soft quotas is everybody's; zero with others
	Quotas    []Quota     // of every entitled member, by id
}

// Quota is what an entitled member may draw of a lot's maximum; without quotas it is 0.00.
type Quota struct {
	Member member.ID
	Amount money.Amount
}

// Award closes the tender and settles each lot that has a winner; bids become won
// or lost. Where no lot has one, the tender is cancelled for the reason of the
// proposal. Round is the frozen round that quotas follow. It fails with
// ErrNotProposed, access.ErrSamePerson for the one who proposed, ErrNotApproved,
// ErrUnsent or ErrStandstill.
func (t *Tender) Award(by member.PersonID, bids []*Bid, round demand.Snapshot, now time.Time) ([]Award, error) {
	if err := t.awardable(by, period.DayOf(now)); err != nil {
		return nil, err
	}
	awards, err := t.awards(bids, round, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	for _, b := range bids {
		if b.s.Status == BidOpened {
			b.s.Status = Lost
			if slices.ContainsFunc(awards, func(a Award) bool { return a.Bid == b.s.ID }) {
				b.s.Status = Won
			}
		}
	}
	if len(awards) == 0 {
		t.s.Status, t.s.Reason = Cancelled, t.s.ProposalReason
		return nil, nil
	}
	t.s.Status, t.s.Awarded = Awarded, Stamp{by, now}
	return awards, nil
}

func (t *Tender) awardable(by member.PersonID, today period.Day) error {
	switch {
	case !t.proposed():
		return ErrNotProposed.With("status", string(t.s.Status))
	case by == t.s.Proposed.By:
		return access.ErrSamePerson
	case t.s.Approved.IsZero():
		return ErrNotApproved
	case t.s.EarliestAward.IsZero():
		return ErrUnsent
	case today.Before(t.s.EarliestAward):
		return ErrStandstill.With("earliest", t.s.EarliestAward.String())
	}
	return nil
}

func (t *Tender) awards(bids []*Bid, round demand.Snapshot, today period.Day) ([]Award, error) {
	term, err := t.term(today)
	if err != nil {
		return nil, err
	}
	var awards []Award
	for _, l := range t.s.Lots {
		at := slices.IndexFunc(bids, func(b *Bid) bool { return b.s.ID == l.Winner })
		if at < 0 {
			continue // a lot without a bid
		}
		a := Award{Lot: l, Supplier: l.Supplier, Bid: l.Winner, Lines: l.offer(bids[at].s.Prices).lines, Term: term, FlowsBack: t.s.Terms.FlowsBack(today)}
		if a.Quotas, err = t.quotas(a, round); err != nil {
			return nil, err
		}
		awards = append(awards, a)
	}
	return awards, nil
}

func (t *Tender) term(today period.Day) (period.Span, error) {
	if t.s.Competes() {
		return period.Span{}, nil
	}
	return period.NewSpan(today, today.AddMonths(t.s.Terms.TermMonths).Add(-1))
}

// quotas divide the lot's maximum among the entitled members by the value of their
// frozen demand at the awarded prices, exact to the cent; where that is nothing, by
// the quantity alone, and where nobody entitled needs any, by equal parts (G-FRA).
func (t *Tender) quotas(a Award, round demand.Snapshot) ([]Quota, error) {
	quotas := make([]Quota, len(t.s.Entitled))
	for i, e := range t.s.Entitled {
		quotas[i].Member = e.Member
	}
	if !t.s.Terms.QuotaMode.Divides() {
		return quotas, nil
	}
	one := decimal.New(1, 0)
	weights := t.weights(a, round, func(l LinePrice) decimal.Decimal { return l.Price.Decimal() })
	if weightless(weights) {
		weights = t.weights(a, round, func(LinePrice) decimal.Decimal { return one })
	}
	if weightless(weights) {
		for i := range weights {
			weights[i].Weight = one
		}
	}
	divided, err := split.Amount(a.Lot.MaximumValue, weights)
	if err != nil {
		return nil, err
	}
	for i, share := range divided.Shares {
		quotas[i].Amount = share.Amount()
	}
	return quotas, nil
}

func weightless(members []split.Member) bool {
	return !slices.ContainsFunc(members, func(m split.Member) bool { return !m.Weight.IsZero() })
}

// weights are the entitled members' firm quantities and tolerances of the lot's
// items, each times its factor.
func (t *Tender) weights(a Award, round demand.Snapshot, factor func(LinePrice) decimal.Decimal) []split.Member {
	needed := map[member.ID]decimal.Decimal{}
	for _, l := range a.Lines {
		at := slices.IndexFunc(round.Items, func(i demand.FrozenItem) bool { return i.ID == l.Item.RoundItem })
		if at < 0 {
			continue
		}
		for _, n := range round.Items[at].Needs {
			needed[n.Member] = needed[n.Member].Add(factor(l).Mul(n.Firm.Decimal().Add(n.Tolerance.Decimal())))
		}
	}
	weights := make([]split.Member, len(t.s.Entitled))
	for i, e := range t.s.Entitled {
		weights[i] = split.Member{Key: e.Key, Weight: needed[e.Member]}
	}
	return weights
}

// NeededItems are the round's items in the lots: the members that need any of
// them are entitled to call off (G-TEN 5).
func (t *Tender) NeededItems() []demand.ItemID {
	var items []demand.ItemID
	for _, l := range t.s.Lots {
		for _, i := range l.Items {
			items = append(items, i.RoundItem)
		}
	}
	return items
}
