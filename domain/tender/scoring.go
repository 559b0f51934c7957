package tender

import (
	"time"

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
	// ErrLateSealed: a late bid is admitted and waits for its opening.
	ErrLateSealed = fault.New(fault.Conflict, "evaluation.late-bid-sealed", fault.Rule("G-BID"))
	// ErrScoresLocked: the scores are locked, and the prices may be known.
	ErrScoresLocked = fault.New(fault.Conflict, "evaluation.scores-locked", fault.Rule("G-EVA"))
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
	if t.supplements(bids) {
		return ErrLateSealed
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
