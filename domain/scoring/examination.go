package scoring

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// The faults of examining.
var (
	// ErrAspect: a bid is examined for its form, the bidder's suitability and the requirements.
	ErrAspect = fault.New(fault.Invalid, "scoring.aspect-unknown", fault.Rule("G-EVA"), fault.Field("aspect"))
	// ErrBidUnknown: the tender has no admitted bid of that name.
	ErrBidUnknown = fault.New(fault.Conflict, "scoring.bid-not-admitted", fault.Rule("G-EVA"), fault.Field("bidId"))
	// ErrExamined: the bid has passed this examination already.
	ErrExamined = fault.New(fault.Conflict, "scoring.examined", fault.Rule("G-EVA"))
	// ErrUnexamined: "count" examinations of admitted bids are missing.
	ErrUnexamined = fault.New(fault.Conflict, "scoring.unexamined", fault.Rule("G-EVA"))
)

// Aspect is what a bid is examined for.
type Aspect string

// The aspects.
const (
	Form         Aspect = "form"         // complete, signed, in time (VgV 57)
	Suitability  Aspect = "suitability"  // the bidder is suitable, no ground to exclude it (GWB 122 to 124)
	Requirements Aspect = "requirements" // the bid meets what is required without exception
)

// Aspects lists them in the order in which bids are examined.
var Aspects = []Aspect{Form, Suitability, Requirements}

// Examination is what was found.
type Examination struct {
	Bid    tender.BidID
	Aspect Aspect
	Passed bool
	Reason string
	Done   Stamp
}

// Examine records what was found; a bid that has not passed is to be excluded for the
// reason. What has passed may later be found not to pass, never the other way round. Before
// is what was found already. It fails with ErrUndeclared, ErrConflict, ErrAspect,
// ErrBidUnknown, ErrExamined or ErrText.
func Examine(subject Subject, declared Declarations, before []Examination, found Examination, by member.PersonID, now time.Time) (Examination, error) {
	if err := declared.declared(by); err != nil {
		return found, err
	}
	if !slices.Contains(Aspects, found.Aspect) {
		return found, ErrAspect
	}
	if !slices.ContainsFunc(subject.Bids, func(b Bid) bool { return b.ID == found.Bid }) {
		return found, ErrBidUnknown
	}
	if found.Passed && passed(declared.Standing(before), found.Bid, found.Aspect) {
		return found, ErrExamined
	}
	reason, err := textAt(found.Reason, "reason")
	if err != nil {
		return found, err
	}
	found.Reason, found.Done = reason, stamped(by, now)
	return found, nil
}

func passed(examined []Examination, bid tender.BidID, aspect Aspect) bool {
	return slices.ContainsFunc(examined, func(e Examination) bool { return e.Bid == bid && e.Aspect == aspect && e.Passed })
}

// Unexamined are the examinations that admitted bids still have to pass; examined is what
// stands of those that were made.
func Unexamined(subject Subject, examined []Examination) []Examination {
	var missing []Examination
	for _, b := range subject.Bids {
		for _, aspect := range Aspects {
			if !passed(examined, b.ID, aspect) {
				missing = append(missing, Examination{Bid: b.ID, Aspect: aspect})
			}
		}
	}
	return missing
}

// Examined fails with ErrUnexamined: nobody is compared with others, or wins, unexamined.
func (s Subject) Examined(examined []Examination) error {
	if missing := len(Unexamined(s, examined)); missing > 0 {
		return ErrUnexamined.With("count", strconv.Itoa(missing))
	}
	return nil
}

// CheckProposal fails with ErrUnexamined where an award is proposed, and a bid for a lot
// that somebody is to win has not passed every examination.
func CheckProposal(t *tender.Tender, bids []*tender.Bid, examined []Examination) error {
	var won []tender.LotID
	for _, l := range t.State().Lots {
		if !l.Winner.IsZero() {
			won = append(won, l.ID)
		}
	}
	return SubjectOf(t, bids).In(won...).Examined(examined)
}

// In is what there is to examine and to score in some lots.
func (s Subject) In(lots ...tender.LotID) Subject {
	within := Subject{Criteria: s.Criteria}
	for _, b := range s.Bids {
		b.Lots = slices.DeleteFunc(slices.Clone(b.Lots), func(l tender.LotID) bool { return !slices.Contains(lots, l) })
		if len(b.Lots) > 0 {
			within.Bids = append(within.Bids, b)
		}
	}
	return within
}

// ExaminationPhase is where the examination stands in a tender that the price alone
// decides; from a proposed award on it is over.
func ExaminationPhase(status tender.Status, subject Subject, examined []Examination) Phase {
	switch {
	case over(status):
		return Examined
	case len(subject.Bids) == 0:
		return Waiting
	case len(Unexamined(subject, examined)) > 0:
		return Examining
	}
	return Examined
}
