package award

import (
	"slices"
	"time"

	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// Dossier is what is on record about a tender. Bids are all of it, and names those of
// everybody that they and the steps name.
type Dossier struct {
	From       Authority
	Tender     *tender.Tender
	Extensions []tender.Extension
	Committees []tender.CommitteeChange // that were confirmed
	Requests   []Requested              // to participate, once the time for them is over
	Talks      []Talked                 // about bids
	Records    []tender.Record          // of the openings
	Bids       []*tender.Bid
	Bidders    map[member.SupplierID]string
	People     map[member.PersonID]string
	Panel      *scoring.Panel   // nil without one
	Sheets     []*scoring.Sheet // of the active evaluators, once all have handed in
	Agreed     []scoring.Consensus
	Examined   []scoring.Examination
	Declared   scoring.Declarations // by the panel, and by those who examine
	Sent       []Sent               // of all proposals
	Reviews    []*Review
	Contracts  map[tender.LotID]Contract
}

// Requested is a request to participate, and what came of it (VgV 8(2) no. 2 and 3).
type Requested struct {
	Supplier string
	HandedIn time.Time
	Verdict  tender.Judgement // empty until a selection is proposed
	Reason   string
}

// Talked is a talk with a bidder about its bid (VgV 8(2) no. 8, UVgO 6).
type Talked struct {
	Bidder  string
	Round   int
	HeldOn  period.Day
	Present string
	Minute  string
}

// Contract is what an awarded lot has become.
type Contract struct {
	Number string
	Term   period.Span
}

// File is the procurement file of a tender as it stands (VgV 8, UVgO 6): nobody writes
// it, everything in it follows from the dossier.
type File struct {
	Dossier
	State        tender.State
	AsOf         time.Time
	Results      []tender.LotResult // by lot; none before the opening
	Unread       []Unread
	Judged       []scoring.Judgement // what the panel gave, place by place; none before all have handed in
	Requirements []Requirement
}

// Unread is a bid that nobody could compare with any other: late, or not to be read.
type Unread struct {
	Supplier   member.SupplierID
	ReceivedAt time.Time
	Reason     string
}

// Compile writes the file. An error is internal.
func Compile(d Dossier, law legal.Params, now time.Time) (File, error) {
	f := File{Dossier: d, State: d.Tender.State(), AsOf: now}
	if f.IsOpened() {
		f.Results = d.Tender.Evaluate(d.Bids, tender.ScoresOf(d.Bids))
		f.Unread = unread(d.Bids, f.Results)
	}
	var err error
	if f.Judged, err = f.judged(); err != nil {
		return File{}, err
	}
	longest, err := law.Number(legal.FrameworkMaxMonths, f.decidedOn())
	if err != nil {
		return File{}, err
	}
	f.Requirements = f.requirements(longest)
	return f, nil
}

// judged is what the panel gave, to bids that were excluded later, too.
func (f File) judged() ([]scoring.Judgement, error) {
	if !f.IsOpened() || f.Panel == nil || !f.Panel.Revealed() {
		return nil, nil
	}
	return f.Panel.Judge(scoring.SubjectScored(f.Tender, f.Bids, f.Sheets), f.Sheets, f.Agreed)
}

// IsOpened reports whether the bids are, so that there is something to tell of them.
func (f File) IsOpened() bool { return !f.State.Opened.IsZero() }

// AboveThreshold reports whether VgV and GWB hold, not UVgO.
func (f File) AboveThreshold() bool { return f.State.Ruling.EUWide() }

// Complete reports whether nothing is missing.
func (f File) Complete() bool {
	return !slices.ContainsFunc(f.Requirements, func(r Requirement) bool { return !r.Met })
}

// Present are the letters under the present proposal.
func (f File) Present() []Sent {
	var present []Sent
	for _, s := range f.Sent {
		if s.Proposal == f.State.Proposal {
			present = append(present, s)
		}
	}
	return present
}

// Interested are the evaluators who declared a conflict of interest.
func (f File) Interested() []scoring.Evaluator {
	var found []scoring.Evaluator
	for _, e := range f.evaluators() {
		if e.Conflict != "" {
			found = append(found, e)
		}
	}
	return found
}

func (f File) evaluators() []scoring.Evaluator {
	if f.Panel == nil {
		return nil
	}
	return f.Panel.State().Evaluators
}

// Examiners are the declarations of those who were never on the panel.
func (f File) Examiners() scoring.Declarations {
	var made scoring.Declarations
	for _, d := range f.Declared {
		if !slices.ContainsFunc(f.evaluators(), func(e scoring.Evaluator) bool { return e.Person == d.Person }) {
			made = append(made, d)
		}
	}
	return made
}

// Held are the bids that were in the competition or too late for it, in the order of
// receipt; none is named before the opening of its round.
func (f File) Held() []tender.BidState {
	if f.IsOpened() {
		return held(f.Bids)
	}
	if len(f.State.Calls) == 0 {
		return nil
	}
	return slices.DeleteFunc(held(f.Bids), func(b tender.BidState) bool { return b.Round >= f.State.BidRound() })
}

func held(bids []*tender.Bid) []tender.BidState {
	var found []tender.BidState
	for _, b := range bids {
		if s := b.State(); isHeld(s.Status) {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b tender.BidState) int { return a.ReceivedAt.Compare(b.ReceivedAt) })
	return found
}

func isHeld(s tender.BidStatus) bool {
	switch s {
	case tender.BidOpened, tender.FollowedUp, tender.Excluded, tender.Late, tender.NeedsReconfirmation, tender.Won, tender.Lost:
		return true
	case tender.Sealed, tender.Superseded, tender.Withdrawn:
	}
	return false
}

// unread are the bids that are out, and stand in no lot.
func unread(bids []*tender.Bid, results []tender.LotResult) []Unread {
	compared := map[tender.BidID]bool{}
	for _, r := range results {
		for _, o := range r.Offers {
			compared[o.Bid] = true
		}
	}
	var found []Unread
	for _, b := range bids {
		switch s := b.State(); {
		case (s.Status == tender.Late || s.Status == tender.Excluded) && !compared[s.ID]:
			found = append(found, Unread{s.Supplier, s.ReceivedAt, s.Excluded})
		case s.Status == tender.NeedsReconfirmation:
			found = append(found, Unread{s.Supplier, s.ReceivedAt, s.Unsealed()})
		}
	}
	return found
}

// decidedOn is the day of the law that the notice followed.
func (f File) decidedOn() period.Day {
	if f.State.Published.IsZero() {
		return period.DayOf(f.AsOf)
	}
	return period.DayOf(f.State.Published.At)
}

// Named are the persons whose steps are on record.
func (d Dossier) Named() []member.PersonID {
	s := d.Tender.State()
	stamps := []tender.Stamp{s.Created, s.Submitted, s.Published, s.Proposed, s.Approved, s.Awarded}
	for _, e := range d.Extensions {
		stamps = append(stamps, e.Stamp)
	}
	for _, c := range d.Committees {
		stamps = append(stamps, c.Proposed, c.Confirmed)
	}
	for _, c := range s.Clarifications {
		stamps = append(stamps, c.Asked, c.Decided)
	}
	for _, b := range d.Bids {
		admitted := b.State().Admission
		stamps = append(stamps, admitted.Requested, admitted.Confirmed)
	}
	for _, l := range d.Sent {
		stamps = append(stamps, l.Recorded)
	}
	for _, r := range d.Reviews {
		stamps = append(stamps, r.s.Recorded, r.s.Ended)
	}
	for _, e := range d.Examined {
		stamps = append(stamps, e.Done)
	}
	for _, e := range d.Declared {
		stamps = append(stamps, tender.Stamp{By: e.Person, At: e.At})
	}
	var people []member.PersonID
	for _, r := range d.Records {
		for _, o := range r.Officers {
			people = append(people, o.Person)
		}
	}
	if d.Panel != nil {
		panel := d.Panel.State()
		stamps = append(stamps, panel.Appointed, panel.Locked)
		for _, e := range panel.Evaluators {
			people, stamps = append(people, e.Person), append(stamps, e.Replaced)
		}
	}
	for _, s := range stamps {
		if !s.IsZero() {
			people = append(people, s.By)
		}
	}
	return people
}
