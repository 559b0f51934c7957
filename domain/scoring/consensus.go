package scoring

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// The faults of agreeing.
var (
	// ErrNotRevealed: scores are compared when all sheets are handed in.
	ErrNotRevealed = fault.New(fault.Conflict, "scoring.not-revealed", fault.Rule("G-EVA"))
	// ErrConsensusUnknown: it is not the present proposal of any place.
	ErrConsensusUnknown = fault.New(fault.Conflict, "scoring.consensus-replaced", fault.Rule("G-EVA"))
	// ErrConfirmed: the person has agreed already.
	ErrConfirmed = fault.New(fault.Conflict, "scoring.consensus-confirmed", fault.Rule("G-EVA"))
)

// ConsensusID names a proposal.
type ConsensusID = id.Of[Consensus]

// Consensus is the score that evaluators agree on, with the minute that says why. It stands
// when every one of them has confirmed it; a later proposal for the place takes its place.
type Consensus struct {
	ID       ConsensusID
	Place    Place
	Score    Score
	Minute   string
	Proposed Stamp
	Revision int
	Agreed   []Stamp // the proposer's first
}

// AgreedBy reports whether all of them have confirmed it.
func (c Consensus) AgreedBy(evaluators []Evaluator) bool {
	return len(evaluators) > 0 && !slices.ContainsFunc(evaluators, func(e Evaluator) bool { return !c.confirmed(e.Person) })
}

func (c Consensus) confirmed(person member.PersonID) bool {
	return slices.ContainsFunc(c.Agreed, func(s Stamp) bool { return s.By == person })
}

// Propose says what the score of a place should be; the proposer agrees. Before is the
// present proposal of the place, if there is one. It fails with ErrLocked, ErrNotEvaluator,
// ErrNotRevealed, ErrPlaceUnknown, ErrOutOfScale or ErrText.
func (p *Panel) Propose(by member.PersonID, subject Subject, given Given, before *Consensus, now time.Time) (Consensus, error) {
	if err := p.agreeing(by); err != nil {
		return Consensus{}, err
	}
	scale, known := subject.scale(given.Place)
	if !known {
		return Consensus{}, ErrPlaceUnknown.At("bidId")
	}
	if err := given.Score.within(scale); err != nil {
		return Consensus{}, fault.At(err, "score")
	}
	minute, err := textAt(given.Reason, "minute")
	if err != nil {
		return Consensus{}, err
	}
	proposed := Consensus{
		ID: id.New[Consensus](), Place: given.Place, Score: given.Score, Minute: minute, Proposed: stamped(by, now), Revision: 1,
		Agreed: []Stamp{stamped(by, now)},
	}
	if before != nil {
		proposed.Revision = before.Revision + 1
	}
	return proposed, nil
}

// Confirm agrees to a proposal. It fails with ErrLocked, ErrNotEvaluator, ErrNotRevealed or ErrConfirmed.
func (p *Panel) Confirm(by member.PersonID, c Consensus, now time.Time) (Consensus, error) {
	if err := p.agreeing(by); err != nil {
		return c, err
	}
	if c.confirmed(by) {
		return c, ErrConfirmed
	}
	c.Agreed = append(slices.Clone(c.Agreed), stamped(by, now))
	return c, nil
}

func (p *Panel) agreeing(by member.PersonID) error {
	if _, err := p.active(by); err != nil {
		return err
	}
	if !p.Revealed() {
		return ErrNotRevealed
	}
	return nil
}
