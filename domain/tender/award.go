package tender

import (
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// The faults of proposing and awarding.
var (
	// ErrUnranked: an admitted bid has no rank yet.
	ErrUnranked = fault.New(fault.Conflict, "award.bids-unranked", fault.Rule("G-EVA"))
	// ErrNoWinner: no lot has a bid that could win it; cancel the tender.
	ErrNoWinner = fault.New(fault.Conflict, "award.no-bid", fault.Rule("G-AWA"))
	// ErrTied: the first place of a lot is shared, and no drawn lot is recorded.
	ErrTied = fault.New(fault.Conflict, "award.tied", fault.Rule("G-EVA"), fault.Field("lotDecisions"))
	// ErrNotTied: a drawn lot decides only between bids on a shared first place.
	ErrNotTied = fault.New(fault.Invalid, "award.decision-unfounded", fault.Rule("G-EVA"))
	// ErrDecisionTwice: two decisions for one lot.
	ErrDecisionTwice = fault.New(fault.Invalid, "award.decision-twice", fault.Rule("G-EVA"))
	// ErrNotProposed: only a proposed award can be made.
	ErrNotProposed = fault.New(fault.Conflict, "award.not-proposed", fault.Rule("G-AWA"))
	// ErrStandstill: the contract may not be signed yet (GWB 134).
	ErrStandstill = fault.New(fault.Conflict, "award.standstill", fault.Rule("G-AWA"))
)

// Decision records the lot that was drawn among bids on a shared first place.
type Decision struct {
	Lot LotID
	Bid BidID
}

// Award is what an awarded lot settles: the framework contract is made of it.
type Award struct {
	Lot      Lot
	Supplier member.SupplierID
	Bid      BidID
	Lines    []LinePrice // by position
	Term     period.Span // from the day of the award
	Quotas   []Quota     // of every entitled member, by id
}

// Quota is what an entitled member may draw of a lot's maximum; without quotas it is 0.00.
type Quota struct {
	Member member.ID
	Amount money.Amount
}

// Propose names the winner of each lot that has one; the bidders are told, and
// above the threshold the standstill begins. Bids are all of the tender's. It fails
// with ErrNotEvaluating, ErrReason, ErrUnranked, the fault of LotResult.Refused, ErrTied, ErrNotTied,
// ErrDecisionTwice or ErrNoWinner.
func (t *Tender) Propose(by member.PersonID, reason string, decisions []Decision, bids []*Bid, scores Scores, law legal.Params, now time.Time) error {
	if err := t.evaluable(); err != nil {
		return err
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	lots, err := decide(t.Evaluate(bids, scores), decisions)
	if err != nil {
		return err
	}
	earliest, err := t.s.Ruling.earliestAward(law, now)
	if err != nil {
		return err
	}
	t.s.Lots, t.s.ProposalReason = lots, reason
	t.s.Proposed, t.s.EarliestAward, t.s.Status = Stamp{by, now}, earliest, AwardProposed
	if t.s.Ruling.Procedure == OpenEU {
		t.s.Status = Standstill
	}
	return nil
}

// decide puts the winners into the lots.
func decide(results []LotResult, decisions []Decision) ([]Lot, error) {
	drawn := map[LotID]int{}
	for i, d := range decisions {
		if _, twice := drawn[d.Lot]; twice {
			return nil, ErrDecisionTwice.At(field("lotDecisions", i, "lotId"))
		}
		drawn[d.Lot] = i
	}
	lots, won := make([]Lot, 0, len(results)), false
	for _, r := range results {
		if r.Refused != nil {
			return nil, r.Refused.With("lot", r.Lot.Title)
		}
		if !r.Complete {
			return nil, ErrUnranked.With("lot", r.Lot.Title)
		}
		winner, err := winnerOf(r, decisions, drawn)
		if err != nil {
			return nil, err
		}
		delete(drawn, r.Lot.ID)
		lot := r.Lot
		if winner != nil {
			lot.Winner, lot.Supplier, lot.WinningTotal, lot.Drawn = winner.Bid, winner.Supplier, winner.Total, r.Tied
			won = true
		}
		lots = append(lots, lot)
	}
	for _, i := range drawn {
		return nil, ErrNotTied.At(field("lotDecisions", i, "lotId"))
	}
	if !won {
		return nil, ErrNoWinner
	}
	return lots, nil
}

// winnerOf is the offer on the first place, or on a shared one the drawn one; nil
// when there is no offer.
func winnerOf(r LotResult, decisions []Decision, drawn map[LotID]int) (*Offer, error) {
	firsts := r.Firsts()
	i, decided := drawn[r.Lot.ID]
	switch {
	case !decided && r.Tied:
		return nil, ErrTied.With("lot", r.Lot.Title)
	case decided && !r.Tied:
		return nil, ErrNotTied.At(field("lotDecisions", i, "lotId"))
	case decided:
		at := slices.IndexFunc(firsts, func(o Offer) bool { return o.Bid == decisions[i].Bid })
		if at < 0 {
			return nil, ErrNotTied.At(field("lotDecisions", i, "bidId"))
		}
		return &firsts[at], nil
	case len(firsts) == 0:
		return nil, nil
	}
	return &firsts[0], nil
}

// Award closes the tender and settles each lot that has a winner; bids become won
// or lost. Round is the frozen round that quotas follow. It fails with
// ErrNotProposed, access.ErrSamePerson for the one who proposed, or ErrStandstill.
func (t *Tender) Award(by member.PersonID, bids []*Bid, round demand.Snapshot, now time.Time) ([]Award, error) {
	if t.s.Status != AwardProposed && t.s.Status != Standstill {
		return nil, ErrNotProposed.With("status", string(t.s.Status))
	}
	if by == t.s.Proposed.By {
		return nil, access.ErrSamePerson
	}
	today := period.DayOf(now)
	if today.Before(t.s.EarliestAward) {
		return nil, ErrStandstill.With("earliest", t.s.EarliestAward.String())
	}
	awards, err := t.awards(bids, round, today)
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
	t.s.Status, t.s.Awarded = Awarded, Stamp{by, now}
	return awards, nil
}

func (t *Tender) awards(bids []*Bid, round demand.Snapshot, today period.Day) ([]Award, error) {
	term, err := period.NewSpan(today, today.AddMonths(t.s.Terms.TermMonths).Add(-1))
	if err != nil {
		return nil, err
	}
	var awards []Award
	for _, l := range t.s.Lots {
		at := slices.IndexFunc(bids, func(b *Bid) bool { return b.s.ID == l.Winner })
		if at < 0 {
			continue // a lot without a bid
		}
		a := Award{Lot: l, Supplier: l.Supplier, Bid: l.Winner, Lines: l.offer(bids[at].s.Prices).lines, Term: term}
		if a.Quotas, err = t.quotas(a, round); err != nil {
			return nil, err
		}
		awards = append(awards, a)
	}
	return awards, nil
}

// quotas divide the lot's maximum among the entitled members by the value of their
// frozen demand at the awarded prices, exact to the cent; where that is nothing, by
// the quantity alone, and where nobody entitled needs any, by equal parts (G-FRA).
func (t *Tender) quotas(a Award, round demand.Snapshot) ([]Quota, error) {
	quotas := make([]Quota, len(t.s.Entitled))
	for i, e := range t.s.Entitled {
		quotas[i].Member = e.Member
	}
	if t.s.Terms.QuotaMode != Hard {
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

// Summary lists the winners for the event of the proposal: "lot.1" is the id of
// the bid that wins the first lot.
func (s State) Summary() map[string]string {
	details := map[string]string{}
	for _, l := range s.Lots {
		if !l.Winner.IsZero() {
			n := strconv.Itoa(l.Position)
			details["lot."+n], details["total."+n] = l.Winner.String(), l.WinningTotal.String()
		}
	}
	return details
}
