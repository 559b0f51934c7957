// Package evaluation finds the bid that wins, exactly: every number is a fraction, and
// quotients are compared as fractions. It knows the methods of G-EVA, criteria with
// weights and minima, the published order of ties, and two reports for those who have
// to answer for the award: which loser's withdrawal would change the winner, and which
// prices are so low that somebody has to ask.
//
// Every figure carries the formula that it comes from with the numbers filled in;
// "≈" stands before what is rounded to be read, and nothing rounded is computed with.
package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"allmende/domain/split"
)

// Rules are how bids are compared, as published before any of them was opened.
type Rules struct {
	Method   Method
	Points   split.Ratio // what a bid gets that is the best under every criterion
	Criteria []Criterion // none if nothing is scored
	Ties     []Decider   // which of two equal bids is better: the first that tells them apart
	Low      Low         // from when on a price is low enough to ask
}

// Bid is an opened bid. One with a reason to exclude it takes no part: it needs
// neither a price nor scores, and it is no reference for others.
type Bid struct {
	Name     string
	Price    split.Ratio            // in euros, above 0; where prices alone are compared, it may be 0
	Scores   map[string]split.Ratio // for each criterion without parts
	Excluded string                 // why, or empty
}

// Result is the comparison. Firsts are the bids on the first place: the winner, or
// those among whom a lot must decide.
type Result struct {
	Firsts    []string
	Places    []Place  // by rank and among equal ones by name, then those that are out by name
	Figures   []Figure // what the method took from all bids: medians, the lowest price, the best ratio
	Low       []LowPrice
	Stability []Change
}

// Place is where a bid stands. Rank is 0 for a bid that is out; equal bids share a
// rank, and the one behind them has the rank that it would have anyway (1, 1, 3).
type Place struct {
	Bid     string
	Rank    int
	Price   split.Ratio
	Points  split.Ratio // L; 0 without criteria
	Marks   []Mark      // how L came about, in the order of the tree; none for an excluded bid
	Sum     string      // L as a formula; empty without criteria
	Value   split.Ratio // what the method compares: Z, or the price
	Formula string      // Value as a formula
	InBand  bool        // under the extended ratio
	Band    string      // why, as an inequality; empty under other methods
	Tied    bool        // no decider tells the bid from another: the rank is shared, or was drawn

	Excluded string // the reason given, or empty
	Misses   []Mark // those below their minimum
}

// Out reports whether the bid takes no part in the ranking.
func (p Place) Out() bool { return p.Excluded != "" || len(p.Misses) > 0 }

// Figure is a number that a method takes from all admitted bids.
type Figure struct {
	Symbol  string
	Value   split.Ratio
	Formula string
}

// contender is an admitted bid.
type contender struct {
	Offer
	name   string
	scores map[string]split.Ratio // of every criterion, those with parts included
}

func contend(p Place) *contender {
	c := &contender{Offer: Offer{Points: p.Points, Price: p.Price}, name: p.Bid, scores: map[string]split.Ratio{}}
	for _, m := range p.Marks {
		c.scores[m.Criterion] = m.Score
	}
	return c
}

// Evaluate ranks the bids. The order in which they are given does not matter. Draw is
// the order in which lots were drawn among bids that all deciders leave equal; it names
// all bids of a tie or none of them. Every bid but the winner is then taken out once to
// see what the winner depends on. It fails with one of the faults of this package.
func Evaluate(rules Rules, bids []Bid, draw []string) (Result, error) {
	if err := rules.Check(); err != nil {
		return Result{}, err
	}
	if err := rules.checkBids(bids); err != nil {
		return Result{}, err
	}
	places, admitted := rules.admit(bids)
	if len(admitted) == 0 {
		return Result{}, ErrNoneAdmitted
	}
	order, err := drawn(draw)
	if err != nil {
		return Result{}, err
	}
	ranking, err := rules.rank(admitted, order)
	if err != nil {
		return Result{}, err
	}
	if err := ranking.holds(draw); err != nil {
		return Result{}, err
	}
	ranking.enter(places)
	slices.SortFunc(places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(outLast(a), outLast(b)), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Bid, b.Bid))
	})
	return Result{
		Firsts: ranking.firsts(), Places: places, Figures: ranking.measure.figures,
		Low: rules.Low.among(admitted), Stability: rules.stability(admitted, ranking.firsts(), order),
	}, nil
}

// outLast sorts bids that are out behind the others.
func outLast(p Place) int {
	if p.Out() {
		return 1
	}
	return 0
}

// Check refuses rules that cannot be published, with one of the faults of this package.
func (r Rules) Check() error {
	if r.Method == nil {
		return ErrMethod
	}
	if err := r.checkCriteria(); err != nil {
		return err
	}
	if len(r.Criteria) == 0 && r.Method.scored() {
		return ErrCriteria
	}
	if err := r.Method.check(r); err != nil {
		return err
	}
	for i, d := range r.Ties {
		if err := r.checkDecider(d, "ties."+strconv.Itoa(i)); err != nil {
			return err
		}
	}
	return r.Low.check()
}

// checkBids refuses bids that cannot be compared under the rules.
func (r Rules) checkBids(bids []Bid) error {
	if len(bids) == 0 {
		return ErrNoBid
	}
	seen := map[string]bool{}
	for i, b := range bids {
		at := "bids." + strconv.Itoa(i)
		switch {
		case b.Name == "":
			return ErrBidName.At(at + ".name")
		case seen[b.Name]:
			return ErrBidTwice.At(at+".name").With("bid", b.Name)
		case b.Excluded == "" && !r.Comparable(b.Price):
			return ErrPrice.At(at+".price").With("bid", b.Name)
		}
		seen[b.Name] = true
		if err := r.checkScores(b, at+".scores"); err != nil {
			return err
		}
	}
	return nil
}

// ByPoints reports whether points rank bids, too; otherwise criteria have minima at most.
func (r Rules) ByPoints() bool { return r.Method.scored() }

// Comparable reports whether the method can do with a price: one that divides by it
// needs more than 0.
func (r Rules) Comparable(price split.Ratio) bool {
	return price.Sign() > 0 || price.IsZero() && !r.Method.scored()
}

// admit scores the bids: a place for each, and those that compete.
func (r Rules) admit(bids []Bid) (places []Place, admitted []*contender) {
	for _, b := range bids {
		p := Place{Bid: b.Name, Price: b.Price, Excluded: b.Excluded}
		if b.Excluded == "" {
			p.Marks, p.Points, p.Sum = r.Mark(b.Scores)
			p.Misses = Missed(p.Marks)
			if len(p.Misses) == 0 {
				admitted = append(admitted, contend(p))
			}
		}
		places = append(places, p)
	}
	return places, admitted
}
