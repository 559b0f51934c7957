package tender

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// The faults of clarifying a low price.
var (
	// ErrNotLow: the price is not one that the published limits find strikingly low.
	ErrNotLow = fault.New(fault.Conflict, "clarification.price-not-low", fault.Rule("G-EVA"))
	// ErrAsked: the bidder is asked already.
	ErrAsked = fault.New(fault.Conflict, "clarification.asked-already", fault.Rule("G-EVA"))
	// ErrNotAsked: nobody has asked the bidder yet, so nothing can be decided.
	ErrNotAsked = fault.New(fault.Conflict, "clarification.not-asked", fault.Rule("G-EVA"))
	// ErrClarified: it is decided already.
	ErrClarified = fault.New(fault.Conflict, "clarification.decided-already", fault.Rule("G-EVA"))
	// ErrVerdict: a price is accepted or excluded.
	ErrVerdict = fault.New(fault.Invalid, "clarification.verdict-unknown", fault.Rule("G-EVA"), fault.Field("verdict"))
	// ErrAnswer: the answer has at most 10000 characters and no control characters.
	ErrAnswer = fault.New(fault.Invalid, "clarification.answer-invalid", fault.Rule("G-EVA"), fault.Field("answer"))
)

// ReasonLowPrice: the bidder could not explain its price; the clarification holds the grounds.
const ReasonLowPrice = "low-price"

// Verdict is what came of a clarification.
type Verdict string

// The verdicts.
const (
	Accept  Verdict = "accept"
	Exclude Verdict = "exclude" // from the lot
)

// Clarification is what a bidder was asked about a strikingly low price in a lot, what it
// answered, and how that was decided (VgV 60). It excludes nobody by itself.
type Clarification struct {
	ID      id.Of[Clarification]
	Bid     BidID
	Lot     LotID
	Next    string // the inequalities that found the price, as in evaluation.LowPrice
	Mean    string
	Asked   Stamp
	Answer  string // may be empty: the bidder did not answer
	Verdict Verdict
	Reason  string
	Decided Stamp
}

// Clarifying is what an officer decides about a low price.
type Clarifying struct {
	Bid     BidID
	Lot     LotID
	Answer  string
	Verdict Verdict
	Reason  string
}

// Ask opens a clarification of a price that is strikingly low among the bids as they stand.
// It fails with ErrNotEvaluating, ErrNotLow or ErrAsked.
func (t *Tender) Ask(by member.PersonID, bid BidID, lot LotID, bids []*Bid, scores Scores, now time.Time) (Clarification, error) {
	if err := t.evaluable(); err != nil {
		return Clarification{}, err
	}
	if t.clarified(bid, lot) >= 0 {
		return Clarification{}, ErrAsked
	}
	for _, r := range t.Evaluate(bids, scores) {
		for _, low := range r.Low {
			if r.Lot.ID == lot && low.Bid == bid.String() {
				c := Clarification{ID: id.New[Clarification](), Bid: bid, Lot: lot, Next: low.Next, Mean: low.Mean, Asked: Stamp{by, now}}
				t.s.Clarifications = append(slices.Clone(t.s.Clarifications), c)
				t.s.Status = Evaluating
				return c, nil
			}
		}
	}
	return Clarification{}, ErrNotLow
}

// Clarify decides about a price that the bidder was asked about. It fails with
// ErrNotEvaluating, ErrNotAsked, ErrClarified, ErrVerdict, ErrAnswer or ErrReason.
func (t *Tender) Clarify(by member.PersonID, in Clarifying, now time.Time) (Clarification, error) {
	if err := t.evaluable(); err != nil {
		return Clarification{}, err
	}
	at := t.clarified(in.Bid, in.Lot)
	if at < 0 {
		return Clarification{}, ErrNotAsked
	}
	c := t.s.Clarifications[at]
	reason, err := reasonOf(in.Reason)
	switch {
	case !c.Decided.IsZero():
		return c, ErrClarified
	case in.Verdict != Accept && in.Verdict != Exclude:
		return c, ErrVerdict
	case !wording.Prose(in.Answer, 0, 10_000):
		return c, ErrAnswer
	case err != nil:
		return c, err
	}
	c.Answer, c.Verdict, c.Reason, c.Decided = in.Answer, in.Verdict, reason, Stamp{by, now}
	t.s.Clarifications = slices.Clone(t.s.Clarifications)
	t.s.Clarifications[at] = c
	return c, nil
}

// clarified is where the clarification of a bid in a lot stands, or -1.
func (t *Tender) clarified(bid BidID, lot LotID) int {
	return slices.IndexFunc(t.s.Clarifications, func(c Clarification) bool { return c.Bid == bid && c.Lot == lot })
}

// unexplained reports whether the bid is out of the lot for its price.
func (t *Tender) unexplained(bid BidID, lot LotID) bool {
	at := t.clarified(bid, lot)
	return at >= 0 && t.s.Clarifications[at].Verdict == Exclude
}

// AsksAboutPrices reports whether a low price of the result still waits for its decision.
func (t *Tender) AsksAboutPrices(r LotResult) bool {
	for _, low := range r.Low {
		at := t.clarified(BidID(low.Bid), r.Lot.ID)
		if at < 0 || t.s.Clarifications[at].Decided.IsZero() {
			return true
		}
	}
	return false
}
