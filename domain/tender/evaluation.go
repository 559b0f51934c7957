package tender

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

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
	// ErrNoScores: bids are scored under the simple ratio only.
	ErrNoScores = fault.New(fault.Conflict, "evaluation.no-scores", fault.Rule("G-EVA"))
	// ErrScoreUnknown: there is no admitted bid for that lot.
	ErrScoreUnknown = fault.New(fault.Invalid, "evaluation.bid-unknown", fault.Rule("G-EVA"))
	// ErrScoreTwice: a bid was scored twice for one lot.
	ErrScoreTwice = fault.New(fault.Invalid, "evaluation.score-twice", fault.Rule("G-EVA"))
	// ErrPoints: points lie between 0 and the published maximum.
	ErrPoints = fault.New(fault.Invalid, "evaluation.points-out-of-range", fault.Rule("G-EVA"))
	// ErrNotAdmitted: only a bid that is opened and not yet excluded can be excluded.
	ErrNotAdmitted = fault.New(fault.Conflict, "evaluation.bid-not-admitted", fault.Rule("G-EVA"), fault.Field("bidId"))
)

// ReasonLotIncomplete: the bid prices some items of the lot, but not all of them.
const ReasonLotIncomplete = "lot-not-fully-priced"

// Scoring is a score that an evaluator gives.
type Scoring struct {
	Bid    BidID
	Lot    LotID
	Points int
	Reason string
}

// LotResult is the comparison of the bids for a lot. Offers are ranked ones first,
// then those that wait for points, then excluded ones. Complete says that every
// admitted offer has a rank; Tied that the first place is shared.
type LotResult struct {
	Lot      Lot
	Offers   []Offer
	Complete bool
	Tied     bool
}

// Offer is a bid as it stands in a lot. Rank is 0 without one; Formula is the
// method with the offer's figures filled in.
type Offer struct {
	Bid      BidID
	Supplier member.SupplierID
	Lines    []LinePrice
	Total    money.Amount
	Score    *Score
	Rank     int
	Formula  string
	Excluded string // the reason, or empty
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

// Evaluate ranks the opened bids of each lot, exactly: prices to the cent are
// compared as they are, quotients by cross-multiplication (G-EVA). Bids that price
// nothing of a lot do not stand in it.
func (t *Tender) Evaluate(bids []*Bid) []LotResult {
	results := make([]LotResult, 0, len(t.s.Lots))
	for _, l := range t.s.Lots {
		results = append(results, t.evaluate(l, bids))
	}
	return results
}

func (t *Tender) evaluate(l Lot, bids []*Bid) LotResult {
	r := LotResult{Lot: l, Offers: []Offer{}, Complete: true}
	for _, b := range byReceipt(bids) {
		priced := l.offer(b.s.Prices)
		if b.s.OpenedAt.IsZero() || len(priced.lines) == 0 {
			continue
		}
		o := Offer{Bid: b.s.ID, Supplier: b.s.Supplier, Lines: priced.lines, Total: priced.total, Excluded: b.s.Excluded}
		if score, given := b.s.Scores[l.ID]; given && t.s.Terms.Method == SimpleRatio {
			o.Score = &score
		}
		if o.Excluded == "" && !priced.complete {
			o.Excluded = ReasonLotIncomplete
		}
		r.Offers = append(r.Offers, o)
	}
	t.rank(&r)
	return r
}

// rank orders the offers and gives equal ones the same place (1, 1, 3).
func (t *Tender) rank(r *LotResult) {
	slices.SortStableFunc(r.Offers, func(a, b Offer) int {
		if order := cmp.Compare(t.group(a), t.group(b)); order != 0 || t.group(a) != ranked {
			return order
		}
		return t.compare(a, b)
	})
	n := 0
	for _, o := range r.Offers {
		switch t.group(o) {
		case ranked:
			n++
		case unranked:
			r.Complete = false
		case out:
		}
	}
	ranks := evaluation.Ranks(n, func(i, j int) bool { return t.compare(r.Offers[i], r.Offers[j]) == 0 })
	for i, rank := range ranks {
		r.Offers[i].Rank, r.Offers[i].Formula = rank, t.formula(r.Offers[i])
		r.Tied = r.Tied || i > 0 && rank == 1
	}
}

// The groups of a result, in the order in which it shows them.
const (
	ranked = iota
	unranked
	out
)

// group says whether an offer can be ranked: under the simple ratio it needs
// points, and a total of 0.00 has no quotient, so somebody has to decide on it.
func (t *Tender) group(o Offer) int {
	switch {
	case o.Excluded != "":
		return out
	case t.s.Terms.Method == SimpleRatio && (o.Score == nil || o.Total.IsZero()):
		return unranked
	}
	return ranked
}

// compare is negative when a is better than b.
func (t *Tender) compare(a, b Offer) int {
	if t.s.Terms.Method == LowestPrice {
		return evaluation.LowestPrice{}.Compare(a.figures(), b.figures())
	}
	return evaluation.SimpleRatio{}.Compare(a.figures(), b.figures())
}

// figures are what a method looks at.
func (o Offer) figures() evaluation.Offer {
	f := evaluation.Offer{Price: split.RatioOf(o.Total.Decimal())}
	if o.Score != nil {
		f.Points = split.NewRatio(big.NewInt(int64(o.Score.Points)), big.NewInt(1))
	}
	return f
}

// formula fills the method in: "P = 120 × 389.90 + 10 × 99.00 = 47778.00", or
// "Z = 380 / 95000.00 = 1/250 = 0.004"; what was rounded for display bears "≈".
func (t *Tender) formula(o Offer) string {
	if t.s.Terms.Method == SimpleRatio {
		return evaluation.SimpleRatio{}.Formula(o.figures())
	}
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

// Score gives points to bids; a second score replaces the first. Bids are all of
// the tender's. It fails with ErrNotEvaluating, ErrNoScores, ErrScoreUnknown,
// ErrScoreTwice, ErrPoints or ErrReason.
func (t *Tender) Score(by member.PersonID, scorings []Scoring, bids []*Bid, now time.Time) error {
	if err := t.evaluable(); err != nil {
		return err
	}
	if t.s.Terms.Method != SimpleRatio {
		return ErrNoScores
	}
	byID := map[BidID]*Bid{}
	for _, b := range bids {
		byID[b.s.ID] = b
	}
	seen := map[Scoring]bool{}
	for i, s := range scorings {
		reason, err := t.scoreable(s, byID[s.Bid])
		if err != nil {
			return under(err, "scores."+strconv.Itoa(i))
		}
		place := Scoring{Bid: s.Bid, Lot: s.Lot}
		if seen[place] {
			return ErrScoreTwice.At(field("scores", i, "bidId"))
		}
		seen[place], scorings[i].Reason = true, reason
	}
	for _, s := range scorings {
		byID[s.Bid].score(s, by, now)
	}
	t.s.Status = Evaluating
	return nil
}

func (t *Tender) scoreable(s Scoring, bid *Bid) (string, error) {
	at := slices.IndexFunc(t.s.Lots, func(l Lot) bool { return l.ID == s.Lot })
	if bid == nil || bid.s.Status != BidOpened || at < 0 || !t.s.Lots[at].offer(bid.s.Prices).complete {
		return "", ErrScoreUnknown.At("bidId")
	}
	if s.Points < 0 || s.Points > t.s.Terms.MaximumPoints {
		return "", ErrPoints.At("points").With("most", strconv.Itoa(t.s.Terms.MaximumPoints))
	}
	return reasonOf(s.Reason)
}

func (b *Bid) score(s Scoring, by member.PersonID, now time.Time) {
	if b.s.Scores == nil {
		b.s.Scores = map[LotID]Score{}
	}
	b.s.Scores[s.Lot] = Score{s.Points, s.Reason, by, now}
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
