// Package tender takes a frozen demand round to the award: procedure and lots,
// sealed bids, their opening by any two of a committee, exact evaluation, standstill.
package tender

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of a tender's steps.
var (
	// ErrNotDraft: only a draft can be revised or submitted.
	ErrNotDraft = fault.New(fault.Conflict, "tender.not-draft", fault.Rule("G-TEN"))
	// ErrNotInReview: only a tender in review can be returned or published.
	ErrNotInReview = fault.New(fault.Conflict, "tender.not-in-review", fault.Rule("G-TEN"))
	// ErrEnded: the tender is awarded or cancelled.
	ErrEnded = fault.New(fault.Conflict, "tender.ended", fault.Rule("G-TEN"))
	// ErrReason: a reason has 3 to 2000 characters.
	ErrReason = fault.New(fault.Invalid, "tender.reason-invalid", fault.Field("reason"))
)

type (
	// ID names a tender.
	ID = id.Of[Tender]
	// LotID names a lot.
	LotID = id.Of[Lot]
	// ItemID names an item of a lot.
	ItemID = id.Of[Item]
)

// Status is where a tender stands.
type Status string

// The states of a tender. That the deadline has passed is never stored, see Phase.
const (
	Draft          Status = "draft"
	InReview       Status = "in-review"
	Requesting     Status = "requests"  // published, and suppliers ask to take part
	Selecting      Status = "selection" // of those who are invited; never stored, see Phase
	Published      Status = "published" // bids are taken
	DeadlinePassed Status = "deadline-passed"
	Opened         Status = "opened"
	Evaluating     Status = "evaluating"
	AwardProposed  Status = "award-proposed" // bidders are told when a second person has approved
	Standstill     Status = "standstill"     // all are told, above the threshold
	Awarded        Status = "awarded"
	Cancelled      Status = "cancelled"
)

// Stamp says who did a step and when; the zero value says that nobody has yet.
type Stamp struct {
	By member.PersonID
	At time.Time
}

// IsZero reports whether the step is not done.
func (s Stamp) IsZero() bool { return s.At.IsZero() }

// Entitled is a member that may call off. Key is its official key, or its id
// where it has none; ties between quotas are decided by it.
type Entitled struct {
	Member member.ID
	Key    string
	Name   string
}

// State is the data of a tender.
type State struct {
	ID       ID
	Number   string
	Round    demand.ID // none of a mini-competition
	Status   Status
	Terms    Terms
	Lots     []Lot     // by position, 1 upwards
	Officers []Officer // the committee, by position
	Ruling   Ruling

	Invited       []Invitee  // who may bid, where not everybody may, by supplier id; in a further round of bids, who remains
	Entitled      []Entitled // by member id; empty until publication
	EntitledHash  string
	CommitteeHash string
	SealingFormat int // the one that bids are sealed in

	Revision          int              // of the draft, 1 upwards: each has its own lots
	CommitteeRevision int              // the same until the committee of a published tender is changed
	CommitteeSince    time.Time        // when it was changed last; zero for the published one
	CommitteeChange   *CommitteeChange // what is proposed and not confirmed
	Created           Stamp
	Submitted         Stamp
	Published         Stamp
	Selection         Selection // of who is invited, in two stages
	Opened            Stamp     // the first envelope of the bids
	RecordHash        string    // of that opening's record
	ScoresLocked      Stamp
	PricesOpened      Stamp           // the same as Opened where the price is the only envelope
	Clarifications    []Clarification // of strikingly low prices, by when they were asked about
	Calls             []BidCall       // for further bids, in order: what is opened, locked and ranked is always of the last round
	Proposal          int             // counts the proposals, from 1
	Proposed          Stamp
	ProposalReason    string
	Approved          Stamp
	EarliestAward     period.Day // once all bidders are told
	Awarded           Stamp
	Reason            string // why it was returned or cancelled
	Version           int
}

// Tender buys once for many members: what a frozen round needs, by lots.
type Tender struct{ s State }

// New drafts a tender from a frozen round. It fails with the faults of Terms and
// lots that no draft may have; what else is missing is told by Checks.
func New(number string, d Drafting, round demand.Snapshot, law legal.Params, by member.PersonID, now time.Time) (*Tender, error) {
	t := &Tender{State{
		ID: id.New[Tender](), Number: number, Round: round.Round, Status: Draft, Created: Stamp{by, now}, Version: 1,
	}}
	if err := t.draft(d, round, law, now); err != nil {
		return nil, err
	}
	return t, nil
}

// Restore trusts a state that a store kept.
func Restore(s State) *Tender { return &Tender{s} }

// State returns a copy of the data.
func (t *Tender) State() State {
	s := t.s
	s.Entitled, s.Officers = slices.Clone(s.Entitled), slices.Clone(s.Officers)
	s.Lots, s.Clarifications = slices.Clone(s.Lots), slices.Clone(s.Clarifications)
	s.Invited, s.Calls = slices.Clone(s.Invited), slices.Clone(s.Calls)
	s.Terms.Choice.Criteria = slices.Clone(s.Terms.Choice.Criteria)
	for i := range s.Lots {
		s.Lots[i].Items = slices.Clone(s.Lots[i].Items)
	}
	return s
}

// Phase is the status with the deadlines seen: at the deadline itself bids, and
// requests to participate, are still in time.
func (t *Tender) Phase(now time.Time) Status {
	if t.s.Status == Requesting && now.After(t.s.Terms.Choice.RequestsUntil) {
		return Selecting
	}
	if t.s.Status == Published && now.After(t.s.Terms.Deadline) {
		return DeadlinePassed
	}
	return t.s.Status
}

// Revise replaces the draft. It fails with ErrNotDraft, ErrRoundFixed or as New does.
func (t *Tender) Revise(d Drafting, round demand.Snapshot, law legal.Params, now time.Time) error {
	if t.s.Status != Draft {
		return ErrNotDraft.With("status", string(t.s.Status))
	}
	if round.Round != t.s.Round {
		return ErrRoundFixed
	}
	return t.draft(d, round, law, now)
}

// draft takes the terms, or changes nothing.
func (t *Tender) draft(d Drafting, round demand.Snapshot, law legal.Params, now time.Time) error {
	terms, err := d.Terms.checked(len(d.Lots), now)
	if err != nil {
		return err
	}
	if terms.TermMonths == 0 {
		return ErrTerm
	}
	officers, err := committeeOf(d.Officers)
	if err != nil {
		return err
	}
	lots, err := lotsOf(d.Lots, round)
	if err != nil {
		return err
	}
	invited, err := inviteesOf(terms.Choice.Way, d.Invited)
	if err != nil {
		return err
	}
	ruling, err := rule(lots, terms.Choice, false, law, period.DayOf(now))
	if err != nil {
		return err
	}
	t.s.Terms, t.s.Lots, t.s.Ruling, t.s.Invited = terms, lots, ruling, invited
	t.s.Officers, t.s.SealingFormat = officers, SealingFormat
	t.s.Revision++
	t.s.CommitteeRevision = t.s.Revision
	return nil
}

// Submit hands the draft to a second officer. It fails with ErrNotDraft or with
// the fault of the first check that is not met.
func (t *Tender) Submit(by member.PersonID, facts Facts, law legal.Params, now time.Time) error {
	if t.s.Status != Draft {
		return ErrNotDraft.With("status", string(t.s.Status))
	}
	ruling, err := t.inOrder(facts, law, now)
	if err != nil {
		return err
	}
	t.s.Ruling = ruling
	t.s.Status, t.s.Submitted, t.s.Reason = InReview, Stamp{by, now}, ""
	return nil
}

// Return gives the tender back as a draft. It fails with ErrNotInReview, ErrReason or, for a
// mini-competition, which was never one, ErrOrderFixed.
func (t *Tender) Return(reason string) error {
	if t.s.Status != InReview {
		return ErrNotInReview.With("status", string(t.s.Status))
	}
	if t.s.Competes() {
		return ErrOrderFixed
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	t.s.Status, t.s.Submitted, t.s.Reason = Draft, Stamp{}, reason
	return nil
}

// Publish freezes procedure, committee and entitled members and opens the tender
// for bids, or for requests to participate (G-TEN 5, 10). It fails with ErrNotInReview, with access.ErrSamePerson
// for the one who submitted it, or with the fault of the first check that is not met.
func (t *Tender) Publish(by member.PersonID, facts Facts, law legal.Params, now time.Time) error {
	if t.s.Status != InReview {
		return ErrNotInReview.With("status", string(t.s.Status))
	}
	if by == t.s.Submitted.By {
		return access.ErrSamePerson
	}
	ruling, err := t.inOrder(facts, law, now)
	if err != nil {
		return err
	}
	t.s.Ruling = ruling
	t.freeze(facts)
	t.s.Status, t.s.Published = Published, Stamp{by, now}
	if ruling.TwoStage() {
		t.s.Status = Requesting
	}
	return nil
}

// inOrder is the ruling of the day when every check is met.
func (t *Tender) inOrder(facts Facts, law legal.Params, now time.Time) (Ruling, error) {
	ruling, err := t.rule(law, period.DayOf(now))
	if err != nil {
		return Ruling{}, err
	}
	checks, err := t.Checks(facts, law, now)
	if err != nil {
		return Ruling{}, err
	}
	for _, c := range checks {
		if !c.Met {
			return Ruling{}, c.fault()
		}
	}
	return ruling, nil
}

// Cancel ends the tender without an award. It fails with ErrEnded or ErrReason.
func (t *Tender) Cancel(reason string) error {
	if t.s.Status == Awarded || t.s.Status == Cancelled {
		return ErrEnded.With("status", string(t.s.Status))
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	t.s.Status, t.s.Reason = Cancelled, reason
	return nil
}

// MaximumValue is the sum of the lots' maxima, a hard stop for all call-offs.
func (s State) MaximumValue() money.Amount {
	sum := money.Zero
	for _, l := range s.Lots {
		sum = sum.Add(l.MaximumValue)
	}
	return sum
}

// reasonOf trims a reason, or fails with ErrReason.
func reasonOf(text string) (string, error) {
	reason := strings.TrimSpace(text)
	if !wording.Prose(reason, 3, 2000) {
		return "", ErrReason
	}
	return reason, nil
}
