package tender

import (
	"cmp"
	"slices"
	"strings"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// The faults of evaluating.
var (
	// ErrNotEvaluating: the bids are not opened, or the award is proposed already.
	ErrNotEvaluating = fault.New(fault.Conflict, "evaluation.not-open", fault.Rule("G-EVA"))
	// ErrNotAdmitted: only a bid that is opened and not yet excluded can be excluded.
	ErrNotAdmitted = fault.New(fault.Conflict, "evaluation.bid-not-admitted", fault.Rule("G-EVA"), fault.Field("bidId"))
	// ErrPriceOfNothing: a bid asks nothing for a lot, and the method divides by prices.
	ErrPriceOfNothing = fault.New(fault.Conflict, "evaluation.price-of-nothing", fault.Rule("G-EVA"))
)

// Reasons for which a bid is out of a lot without anybody's decision.
const (
	ReasonLotIncomplete = "lot-not-fully-priced" // it prices some items of the lot, but not all of them
	ReasonBelowMinimum  = "below-minimum"        // a score is below the published minimum
)

// LotResult is the comparison of the bids for a lot. Offers are ranked ones first, then
// those that wait for a score or a price, then those that are out. Nobody has a rank
// until every admitted offer is Complete, as references may depend on each of them.
type LotResult struct {
	Lot       Lot
	Offers    []Offer
	Complete  bool
	Tied      bool                // the first place is shared
	Refused   *fault.Fault        // why nothing can be computed, though nothing is missing
	Figures   []evaluation.Figure // what the method took from all admitted bids
	Low       []evaluation.LowPrice
	Stability []evaluation.Change // bids are named by their ids, as in Low
}

// Offer is a bid as it stands in a lot. Rank is 0 without one; Formula is the
// method with the offer's figures filled in.
type Offer struct {
	Bid      BidID
	Supplier member.SupplierID
	Lines    []LinePrice
	Total    money.Amount      // for the firm demand
	AtMost   money.Amount      // for the maximum quantities: with all options taken
	Extreme  Extreme           // of the total
	Unscored []string          // criteria that still wait for a score
	Marks    []evaluation.Mark // none until all scores are given
	Points   split.Ratio       // L
	Sum      string            // L as a formula
	Rank     int
	Formula  string
	PriceSum string // the total as a formula
	Band     string // why the offer is within the band or not, as an inequality; under the extended ratio
	InBand   bool
	Excluded string // the reason, or empty
	Unranked bool   // it is admitted, but has no price that the method can do with, or no score yet
}

// Missed are the marks below their minima.
func (o Offer) Missed() []evaluation.Mark { return evaluation.Missed(o.Marks) }

// Of is the offer of a bid, or nil where it offers nothing of the lot.
func (r LotResult) Of(bid BidID) *Offer {
	at := slices.IndexFunc(r.Offers, func(o Offer) bool { return o.Bid == bid })
	if at < 0 {
		return nil
	}
	return &r.Offers[at]
}

// Firsts are the offers on the first place.
func (r LotResult) Firsts() []Offer {
	var firsts []Offer
	for _, o := range r.Offers {
		if o.Rank == 1 {
			firsts = append(firsts, o)
		}
	}
	return firsts
}

// Evaluate ranks the opened bids of each lot by the published rules, in exact fractions
// (G-EVA). Bids that offer nothing of a lot, or were followed by others, do not stand in it; until the prices are
// opened, nobody has a rank.
func (t *Tender) Evaluate(bids []*Bid, scores Scores) []LotResult {
	results := make([]LotResult, 0, len(t.s.Lots))
	for _, l := range t.s.Lots {
		results = append(results, t.evaluate(l, bids, scores))
	}
	return results
}

func (t *Tender) evaluate(l Lot, bids []*Bid, scores Scores) LotResult {
	r := LotResult{Lot: l, Offers: []Offer{}, Complete: true}
	for _, b := range byReceipt(bids) {
		priced := l.offer(b.s.Prices)
		if b.s.OpenedAt.IsZero() || b.s.Status == FollowedUp || len(priced.lines) == 0 && !b.s.Answered[l.ID] {
			continue
		}
		o := Offer{Bid: b.s.ID, Supplier: b.s.Supplier, Lines: priced.lines, Total: priced.total, AtMost: priced.atMost, Excluded: b.s.Excluded}
		switch {
		case o.Excluded != "":
		case !priced.complete && !t.s.PricesOpened.IsZero():
			o.Excluded = ReasonLotIncomplete
		case t.unexplained(o.Bid, l.ID):
			o.Excluded = ReasonLowPrice
		}
		if len(o.Lines) > 0 {
			o.PriceSum = priceSum(o)
		}
		t.mark(&o, scores[b.s.ID][l.ID])
		if !t.s.PricesOpened.IsZero() && o.Excluded == "" && !t.s.Terms.Rules.Comparable(o.price()) {
			r.Refused = ErrPriceOfNothing
		}
		o.Unranked = o.Excluded == "" && (o.Unranked || t.s.PricesOpened.IsZero())
		r.Complete = r.Complete && !o.Unranked
		r.Offers = append(r.Offers, o)
	}
	r.markExtremes()
	if r.Complete {
		t.rank(&r, scores)
	}
	slices.SortStableFunc(r.Offers, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(a.group(), b.group()), cmp.Compare(a.Rank, b.Rank))
	})
	return r
}

// mark gives an admitted offer its points, or says what it waits for.
func (t *Tender) mark(o *Offer, given map[string]split.Ratio) {
	if o.Excluded != "" {
		return
	}
	rules := t.s.Terms.Rules
	if o.Unscored = t.unscored(given); len(o.Unscored) > 0 {
		o.Unranked = true
		return
	}
	o.Marks, o.Points, o.Sum = rules.Mark(given)
	if len(o.Missed()) > 0 {
		o.Excluded = ReasonBelowMinimum
		return
	}
	o.Unranked = !rules.Comparable(o.price())
}

// rank compares the admitted offers, all of which have what it takes.
func (t *Tender) rank(r *LotResult, scores Scores) {
	var admitted []evaluation.Bid
	for _, o := range r.Offers {
		if o.Excluded == "" {
			admitted = append(admitted, evaluation.Bid{Name: o.Bid.String(), Price: o.price(), Scores: scores[o.Bid][r.Lot.ID]})
		}
	}
	if len(admitted) == 0 {
		return
	}
	result, err := evaluation.Evaluate(t.s.Terms.Rules, admitted, nil)
	if err != nil {
		r.Complete = false
		r.Refused, _ = fault.Of(err)
		return
	}
	r.Tied, r.Figures, r.Low, r.Stability = len(result.Firsts) > 1, result.Figures, result.Low, result.Stability
	for _, place := range result.Places {
		o := r.Of(BidID(place.Bid))
		o.Rank, o.Formula, o.Band, o.InBand = place.Rank, place.Formula, place.Band, place.InBand
		if !t.s.Terms.Scored() {
			o.Formula = o.PriceSum
		}
	}
}

// group is where an offer stands in a result: ranked, waiting, out.
func (o Offer) group() int {
	switch {
	case o.Excluded != "":
		return 2
	case o.Rank == 0:
		return 1
	}
	return 0
}

func (o Offer) price() split.Ratio { return split.RatioOf(o.Total.Decimal()) }

// priceSum fills the total in: "P = 120 × 389.90 + 10 × 99.00 = 47778.00"; what was
// rounded bears "≈".
func priceSum(o Offer) string {
	terms := make([]string, len(o.Lines))
	for i, l := range o.Lines {
		terms[i] = l.Item.Firm.String() + " × " + l.Price.String()
		if !l.Price.Decimal().Mul(l.Item.Firm.Decimal()).Equal(l.Total.Decimal()) {
			terms[i] += " ≈ " + l.Total.String()
			if len(o.Lines) > 1 {
				terms[i] = "(" + terms[i] + ")"
			}
		}
	}
	if len(terms) == 1 && strings.Contains(terms[0], "≈") {
		return "P = " + terms[0]
	}
	return "P = " + strings.Join(terms, " + ") + " = " + o.Total.String()
}

// LotsOf are the lots that an opened bid stands in, as Bid.Offers says.
func (t *Tender) LotsOf(b *Bid) []LotID {
	var lots []LotID
	for _, l := range t.s.Lots {
		if b.Offers(l) {
			lots = append(lots, l.ID)
		}
	}
	return lots
}

// Exclude takes a bid out of the competition. It fails with ErrNotEvaluating,
// ErrNotAdmitted or ErrReason.
func (t *Tender) Exclude(which BidID, reason string, bids []*Bid) (*Bid, error) {
	if err := t.evaluable(); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(bids, func(b *Bid) bool { return b.s.ID == which })
	if at < 0 || bids[at].s.Status != BidOpened {
		return nil, ErrNotAdmitted
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return nil, err
	}
	bids[at].s.Status, bids[at].s.Excluded = Excluded, reason
	t.s.Status = Evaluating
	return bids[at], nil
}

func (t *Tender) evaluable() error {
	if t.s.Status != Opened && t.s.Status != Evaluating {
		return ErrNotEvaluating.With("status", string(t.s.Status))
	}
	return nil
}
