// Package scoring is the panel that scores bids (G-EVA): evaluators who say first that
// they have no interest of their own, examinations with reasons, sheets that nobody else
// reads before all are handed in, the spread between them and the consensus where it is
// wide, and the lock after which scores never change and prices may be opened.
package scoring

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/split"
	"allmende/domain/tender"
	"allmende/domain/wording"
)

// Faults that several steps share.
var (
	// ErrText: a reason, a minute or the text of a conflict has 3 to 2000 characters.
	ErrText = fault.New(fault.Invalid, "scoring.text-invalid", fault.Rule("G-EVA"))
	// ErrNotOpen: the tender is not where this step belongs.
	ErrNotOpen = fault.New(fault.Conflict, "scoring.not-open", fault.Rule("G-EVA"))
	// ErrLocked: the scores are locked, and nothing changes any more.
	ErrLocked = fault.New(fault.Conflict, "scoring.locked", fault.Rule("G-EVA"))
	// ErrNoPanel: nobody is appointed yet.
	ErrNoPanel = fault.New(fault.Conflict, "scoring.no-panel", fault.Rule("G-EVA"))
)

// Stamp says who did a step and when.
type Stamp = tender.Stamp

// Criterion is a criterion that is scored, from 0 to Scale.
type Criterion struct {
	Name  string
	Scale split.Ratio
}

// Bid is an admitted bid with the lots that it bids for.
type Bid struct {
	ID   tender.BidID
	Lots []tender.LotID
}

// Subject is what is scored: every admitted bid in every lot under every criterion.
type Subject struct {
	Criteria []Criterion
	Bids     []Bid
}

// Place is what gets a score.
type Place struct {
	Bid       tender.BidID
	Lot       tender.LotID
	Criterion string
}

// Places lists them: bid by bid, lot by lot, in the order of the criteria.
func (s Subject) Places() []Place {
	var places []Place
	for _, b := range s.Bids {
		for _, l := range b.Lots {
			for _, c := range s.Criteria {
				places = append(places, Place{b.ID, l, c.Name})
			}
		}
	}
	return places
}

// scale is how far a place's scores go; a place that is none of the subject's has no scale.
func (s Subject) scale(p Place) (split.Ratio, bool) {
	criterion := slices.IndexFunc(s.Criteria, func(c Criterion) bool { return c.Name == p.Criterion })
	stands := slices.ContainsFunc(s.Bids, func(b Bid) bool { return b.ID == p.Bid && slices.Contains(b.Lots, p.Lot) })
	if criterion < 0 || !stands {
		return split.Ratio{}, false
	}
	return s.Criteria[criterion].Scale, true
}

// textOf trims a text, or fails with ErrText.
func textOf(text string) (string, error) {
	text = strings.TrimSpace(text)
	if !wording.Prose(text, 3, 2000) {
		return "", ErrText
	}
	return text, nil
}

// Person is one who might be appointed, as the cooperative knows them.
type Person struct {
	ID        member.PersonID
	Evaluator bool // holds the role, in the cooperative or in a member
	Bidder    bool // acts for a supplier
}

// stamped is a step done now.
func stamped(by member.PersonID, now time.Time) Stamp { return Stamp{By: by, At: now} }
