package scoring

import (
	"math/big"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/split"
	"allmende/domain/tender"
)

// The faults of locking.
var (
	// ErrConsensusMissing: "count" places have scores too far apart and no consensus.
	ErrConsensusMissing = fault.New(fault.Conflict, "scoring.consensus-missing", fault.Rule("G-EVA"))
	// ErrNothingToScore: there is no admitted bid.
	ErrNothingToScore = fault.New(fault.Conflict, "scoring.no-bids", fault.Rule("G-EVA"))
)

// Judgement is what a place comes to when all sheets are open.
type Judgement struct {
	Place     Place
	Scores    map[member.PersonID]Entry // of the active evaluators
	Spread    Score                     // from the lowest to the highest
	Wide      bool                      // the spread is above the panel's limit
	Consensus *Consensus                // the present proposal
	Agreed    bool                      // the consensus stands
	Final     split.Ratio               // of the consensus that stands, else the exact mean
}

// Open reports whether a consensus is needed and missing.
func (j Judgement) Open() bool { return j.Wide && !j.Agreed }

// Judge compares the sheets place by place; it fails with ErrNotRevealed before all are
// handed in, and with ErrSheetIncomplete where a place was not scored by all.
func (p *Panel) Judge(subject Subject, sheets []*Sheet, agreed []Consensus) ([]Judgement, error) {
	if !p.Revealed() {
		return nil, ErrNotRevealed
	}
	places := subject.Places()
	judged := make([]Judgement, 0, len(places))
	for _, place := range places {
		j, err := p.judge(place, subject, sheets, agreed)
		if err != nil {
			return nil, err
		}
		judged = append(judged, j)
	}
	return judged, nil
}

func (p *Panel) judge(place Place, subject Subject, sheets []*Sheet, agreed []Consensus) (Judgement, error) {
	active := p.Active()
	j := Judgement{Place: place, Scores: map[member.PersonID]Entry{}}
	var scores []Score
	for _, e := range active {
		of := slices.IndexFunc(sheets, func(s *Sheet) bool { return s.s.Evaluator == e.ID })
		if of < 0 {
			return j, ErrSheetIncomplete.With("missing", "1")
		}
		entry, scored := sheets[of].s.Entries[place]
		if !scored {
			return j, ErrSheetIncomplete.With("missing", "1")
		}
		j.Scores[e.Person] = entry
		scores = append(scores, entry.Score)
	}
	scale, _ := subject.scale(place)
	j.Spread = slices.Max(scores) - slices.Min(scores)
	j.Wide = j.Spread.Ratio().Mul(wholes(100)).Cmp(scale.Mul(wholes(p.s.SpreadLimit))) > 0
	j.Final = mean(scores)
	if at := slices.IndexFunc(agreed, func(c Consensus) bool { return c.Place == place }); at >= 0 {
		j.Consensus = &agreed[at]
		if j.Agreed = agreed[at].AgreedBy(active); j.Agreed {
			j.Final = agreed[at].Score.Ratio()
		}
	}
	return j, nil
}

// Scores are what evaluation takes from locked judgements.
func Scores(judged []Judgement) tender.Scores {
	scores := tender.Scores{}
	for _, j := range judged {
		if scores[j.Place.Bid] == nil {
			scores[j.Place.Bid] = map[tender.LotID]map[string]split.Ratio{}
		}
		if scores[j.Place.Bid][j.Place.Lot] == nil {
			scores[j.Place.Bid][j.Place.Lot] = map[string]split.Ratio{}
		}
		scores[j.Place.Bid][j.Place.Lot][j.Place.Criterion] = j.Final
	}
	return scores
}

func wholes(n int) split.Ratio { return split.NewRatio(big.NewInt(int64(n)), big.NewInt(1)) }

// Lock ends the scoring: from here on the judgements are final, and prices may be opened.
// Whoever scored does not lock. It fails with access.ErrSamePerson, ErrLocked, ErrNothingToScore, ErrNotRevealed, ErrSheetIncomplete,
// ErrUnexamined or ErrConsensusMissing.
func (p *Panel) Lock(by member.PersonID, subject Subject, sheets []*Sheet, agreed []Consensus, examined []Examination, now time.Time) ([]Judgement, error) {
	if !p.s.Locked.IsZero() {
		return nil, ErrLocked
	}
	if slices.ContainsFunc(p.s.Evaluators, func(e Evaluator) bool { return e.Person == by }) {
		return nil, access.ErrSamePerson
	}
	if len(subject.Bids) == 0 {
		return nil, ErrNothingToScore
	}
	judged, err := p.Judge(subject, sheets, agreed)
	if err != nil {
		return nil, err
	}
	if err := subject.Examined(examined); err != nil {
		return nil, err
	}
	open := 0
	for _, j := range judged {
		if j.Open() {
			open++
		}
	}
	if open > 0 {
		return nil, ErrConsensusMissing.With("count", strconv.Itoa(open))
	}
	p.s.Locked = stamped(by, now)
	return judged, nil
}
