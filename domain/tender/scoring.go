package tender

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/split"
)

// The faults of scoring.
var (
	// ErrNoScores: the price alone decides.
	ErrNoScores = fault.New(fault.Conflict, "evaluation.no-scores", fault.Rule("G-EVA"))
	// ErrScoresMissing: an admitted bid waits for a score in a lot that it offers.
	ErrScoresMissing = fault.New(fault.Conflict, "evaluation.scores-missing", fault.Rule("G-EVA"))
	// ErrScoresLocked: the scores are locked, and the prices may be known.
	ErrScoresLocked = fault.New(fault.Conflict, "evaluation.scores-locked", fault.Rule("G-EVA"))
	// ErrScoreUnknown: there is no admitted bid for that lot.
	ErrScoreUnknown = fault.New(fault.Invalid, "evaluation.bid-unknown", fault.Rule("G-EVA"))
	// ErrScoreTwice: a bid was scored twice under one criterion of a lot.
	ErrScoreTwice = fault.New(fault.Invalid, "evaluation.score-twice", fault.Rule("G-EVA"))
	// ErrPoints: a score lies on the scale from 0 to "most", and has three places at most.
	ErrPoints = fault.New(fault.Invalid, "evaluation.points-out-of-range", fault.Rule("G-EVA"))
)

// Scores are what evaluation needs of those who score: for each bid and lot a score
// under every criterion without parts. Who gave them, and how, is not its business.
type Scores map[BidID]map[LotID]map[string]split.Ratio

// ScoresOf are the scores that stand at the bids themselves.
func ScoresOf(bids []*Bid) Scores {
	scores := Scores{}
	for _, b := range bids {
		scores[b.s.ID] = map[LotID]map[string]split.Ratio{}
		for lot, given := range b.s.Scores {
			scores[b.s.ID][lot] = map[string]split.Ratio{}
			for criterion, s := range given {
				scores[b.s.ID][lot][criterion] = s.Score
			}
		}
	}
	return scores
}

// Scoring is a score that an evaluator gives.
type Scoring struct {
	Bid       BidID
	Lot       LotID
	Criterion string // one without parts
	Score     split.Ratio
	Reason    string
}

// Score gives scores to bids, from the opening of what they offer until they are
// locked; a second one replaces the first. Bids are all of the tender's. It fails with
// ErrNotEvaluating, ErrNoScores, ErrScoresLocked, ErrScoreUnknown,
// evaluation.ErrCriterion, ErrScoreTwice, ErrPoints or ErrReason.
func (t *Tender) Score(by member.PersonID, scorings []Scoring, bids []*Bid, now time.Time) error {
	if err := t.scoring(); err != nil {
		return err
	}
	byID := map[BidID]*Bid{}
	for _, b := range bids {
		byID[b.s.ID] = b
	}
	type place struct {
		bid       BidID
		lot       LotID
		criterion string
	}
	seen := map[place]bool{}
	for i, s := range scorings {
		reason, err := t.scoreable(s, byID[s.Bid])
		if err != nil {
			return under(err, "scores."+strconv.Itoa(i))
		}
		at := place{s.Bid, s.Lot, s.Criterion}
		if seen[at] {
			return ErrScoreTwice.At(field("scores", i, "bidId"))
		}
		seen[at], scorings[i].Reason = true, reason
	}
	for _, s := range scorings {
		byID[s.Bid].score(s, by, now)
	}
	t.s.Status = Evaluating
	return nil
}

// scoring fails with ErrNotEvaluating, ErrNoScores or ErrScoresLocked.
func (t *Tender) scoring() error {
	if err := t.evaluable(); err != nil {
		return err
	}
	switch {
	case !t.s.Terms.Scored():
		return ErrNoScores
	case !t.s.ScoresLocked.IsZero():
		return ErrScoresLocked
	}
	return nil
}

// LockScores fixes the scores, after which the prices may be opened. Bids are all of
// the tender's. It fails as scoring does or, when an admitted bid waits for a score in
// a lot that it offers, with ErrScoresMissing.
func (t *Tender) LockScores(by member.PersonID, bids []*Bid, scores Scores, now time.Time) error {
	if err := t.scoring(); err != nil {
		return err
	}
	for _, b := range bids {
		for _, l := range t.s.Lots {
			if b.s.Status == BidOpened && b.Offers(l) && len(t.unscored(scores[b.s.ID][l.ID])) > 0 {
				return ErrScoresMissing.With("bid", b.s.ID.String()).With("lot", l.Title)
			}
		}
	}
	t.s.ScoresLocked, t.s.Status = Stamp{by, now}, Evaluating
	return nil
}

// unscored are the criteria that still wait for a score.
func (t *Tender) unscored(given map[string]split.Ratio) []string {
	var waiting []string
	for _, c := range t.s.Terms.Rules.Scored() {
		if _, scored := given[c.Name]; !scored {
			waiting = append(waiting, c.Name)
		}
	}
	return waiting
}

func (t *Tender) scoreable(s Scoring, bid *Bid) (reason string, err error) {
	at := slices.IndexFunc(t.s.Lots, func(l Lot) bool { return l.ID == s.Lot })
	if bid == nil || bid.s.Status != BidOpened || at < 0 || !bid.Offers(t.s.Lots[at]) {
		return "", ErrScoreUnknown.At("bidId")
	}
	scored := t.s.Terms.Rules.Scored()
	at = slices.IndexFunc(scored, func(c evaluation.Criterion) bool { return c.Name == s.Criterion })
	if at < 0 {
		return "", evaluation.ErrCriterion.At("criterion").With("criterion", s.Criterion)
	}
	if most := scored[at].Scale; s.Score.Cmp(most) > 0 || !storable(s.Score) {
		return "", ErrPoints.At("score").With("criterion", s.Criterion).With("most", evaluation.Text(most))
	}
	return reasonOf(s.Reason)
}

func (b *Bid) score(s Scoring, by member.PersonID, now time.Time) {
	if b.s.Scores == nil {
		b.s.Scores = map[LotID]map[string]Score{}
	}
	if b.s.Scores[s.Lot] == nil {
		b.s.Scores[s.Lot] = map[string]Score{}
	}
	b.s.Scores[s.Lot][s.Criterion] = Score{s.Score, s.Reason, by, now}
}
