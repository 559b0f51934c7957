package tender

import (
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
)

// The faults of changing the committee of a published tender.
var (
	// ErrCommitteeOver: the committee is changed only while bids are in time, so that they can be sealed again.
	ErrCommitteeOver = fault.New(fault.Conflict, "tender.committee-over", fault.Rule("G-TEN 8"))
	// ErrCommitteeNotProposed: nobody has proposed another committee.
	ErrCommitteeNotProposed = fault.New(fault.Conflict, "tender.committee-not-proposed", fault.Rule("G-TEN 8"))
	// ErrCommitteeSame: the same officers with the same keys, for whom nobody need seal again.
	ErrCommitteeSame = fault.New(fault.Conflict, "tender.committee-same", fault.Rule("G-TEN 8"), fault.Field("openingOfficers"))
)

// CommitteeChange puts another committee in the place of a published tender's. One officer
// proposes it, another confirms it, as with the publication (G-TEN 8, 10).
type CommitteeChange struct {
	Revision  int       // of the committee: each one proposed has its own
	Officers  []Officer // their keys are frozen by the confirmation
	Reason    string
	Proposed  Stamp
	Confirmed Stamp
	Former    string // the hash of the committee that it takes the place of
	Hash      string
	Moved     *Extension // of the deadline, where too little time was left for sealing again
}

// ProposeCommittee names another committee; it takes the place of one that was proposed
// before and is not confirmed. Facts are about those persons, in their order. It fails with
// ErrCommitteeOver, ErrFormatOutdated, ErrOfficerCount, ErrSameOfficer, ErrReason,
// ErrCommitteeSame or as a publication with these officers would.
func (t *Tender) ProposeCommittee(by member.PersonID, persons []member.PersonID, facts []OfficerFacts, reason string, now time.Time) error {
	if err := t.committeeChangeable(now); err != nil {
		return err
	}
	officers, err := committeeOf(persons)
	if err != nil {
		return err
	}
	if reason, err = reasonOf(reason); err != nil {
		return err
	}
	if _, err := t.committeeWith(officers, facts); err != nil {
		return err
	}
	revision := t.s.CommitteeRevision + 1
	if t.s.CommitteeChange != nil {
		revision = t.s.CommitteeChange.Revision + 1
	}
	t.s.CommitteeChange = &CommitteeChange{Revision: revision, Officers: officers, Reason: reason, Proposed: Stamp{by, now}}
	return nil
}

// ConfirmCommittee puts the proposed committee, with the keys of now, in the place of the
// tender's: bids that are in can be opened by nobody any more and need to be sealed again.
// Where too little time is left for that, the deadline is moved. It returns the change and
// the bids that changed, and fails with ErrCommitteeOver,
// ErrCommitteeNotProposed, ErrCommitteeSame, access.ErrSamePerson, or as a publication with
// these officers would.
func (t *Tender) ConfirmCommittee(by member.PersonID, facts []OfficerFacts, bids []*Bid, law legal.Params, now time.Time) (CommitteeChange, []*Bid, error) {
	if err := t.committeeChangeable(now); err != nil {
		return CommitteeChange{}, nil, err
	}
	if t.s.CommitteeChange == nil {
		return CommitteeChange{}, nil, ErrCommitteeNotProposed
	}
	change := *t.s.CommitteeChange
	if change.Proposed.By == by {
		return CommitteeChange{}, nil, access.ErrSamePerson
	}
	officers, err := t.committeeWith(change.Officers, facts)
	if err != nil {
		return CommitteeChange{}, nil, err
	}
	if change.Moved, err = t.extendToSealAgain(by, change.Reason, law, now); err != nil {
		return CommitteeChange{}, nil, err
	}
	change.Officers, change.Confirmed, change.Former = officers, Stamp{by, now}, t.s.CommitteeHash
	change.Hash = Committee{t.s.ID, officers}.Hash()
	t.s.Officers, t.s.CommitteeHash = officers, change.Hash
	t.s.CommitteeRevision, t.s.CommitteeSince, t.s.CommitteeChange = change.Revision, now, nil
	var changed []*Bid
	for _, b := range bids {
		if b.InTime() || b.s.Unconfirmed() {
			b.s.Status, b.s.Amendment, b.s.Confirmed = NeedsReconfirmation, "", Stamp{}
			changed = append(changed, b)
		}
	}
	return change, changed, nil
}

func (t *Tender) committeeChangeable(now time.Time) error {
	if t.Phase(now) != Published {
		return ErrCommitteeOver.With("status", string(t.Phase(now)))
	}
	if t.s.SealingFormat != SealingFormat {
		return ErrFormatOutdated
	}
	return nil
}

// committeeWith gives officers the keys of now, if they may open this tender and it is another committee.
func (t *Tender) committeeWith(officers []Officer, facts []OfficerFacts) ([]Officer, error) {
	for _, c := range officerChecks(officers, Facts{Officers: facts}) {
		if !c.Met {
			return nil, c.fault()
		}
	}
	keyed := frozen(officers, facts)
	if (Committee{t.s.ID, keyed}).Hash() == t.s.CommitteeHash {
		return nil, ErrCommitteeSame
	}
	return keyed, nil
}

// extendToSealAgain moves the deadline by whole days, at the same time of day in Berlin, so
// that bidders have the days that the law leaves them after what is new (VgV 20(3)).
func (t *Tender) extendToSealAgain(by member.PersonID, reason string, law legal.Params, now time.Time) (*Extension, error) {
	days, err := law.Number(legal.SealAgainDays, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	to := t.deadlineAfter(now, days.Value)
	if !to.After(t.s.Terms.Deadline) {
		return nil, nil
	}
	moved, err := t.Extend(by, to, reason, now)
	return &moved, err
}
