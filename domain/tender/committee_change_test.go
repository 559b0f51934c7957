package tender_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

var fourth = id.New[member.Person]()

// keyOf is an officer's facts with the key of that age.
func keyOf(person member.PersonID, age string) tender.OfficerFacts {
	return tender.OfficerFacts{HoldsRole: true, Recipient: "age1" + person.String() + age, Fingerprint: "f" + age, ConfirmedBy: officer}
}

func keysOf(persons []member.PersonID, age string) []tender.OfficerFacts {
	facts := make([]tender.OfficerFacts, len(persons))
	for i, p := range persons {
		facts[i] = keyOf(p, age)
	}
	return facts
}

var next = []member.PersonID{first, other, fourth}

func TestAnotherCommitteeIsProposedByOneAndConfirmedByAnother(t *testing.T) {
	of := published(t)
	bid, withdrawn := sealedBid(t, of, supplier(), now), sealedBid(t, of, supplier(), now)
	_, err := of.Withdraw([]*tender.Bid{withdrawn}, now)
	ok(t, err)
	former := of.State().CommitteeHash

	_, _, err = of.ConfirmCommittee(second, keysOf(next, ""), nil, law, now)
	refused(t, err, tender.ErrCommitteeNotProposed)
	ok(t, of.ProposeCommittee(officer, next, keysOf(next, ""), " Frau Kern ist erkrankt ", now))
	if of.State().CommitteeHash != former {
		t.Error("a proposal changes the committee")
	}
	_, _, err = of.ConfirmCommittee(officer, keysOf(next, ""), nil, law, now)
	refused(t, err, access.ErrSamePerson)
	change, changed, err := of.ConfirmCommittee(second, keysOf(next, ""), []*tender.Bid{bid, withdrawn}, law, now.Add(time.Hour))
	ok(t, err)
	s := of.State()
	if change.Former != former || change.Hash != s.CommitteeHash || change.Hash == former || change.Reason != "Frau Kern ist erkrankt" || change.Moved != nil {
		t.Errorf("changed: %+v", change)
	}
	if s.Position(fourth) != 3 || s.Position(third) != 0 || s.CommitteeChange != nil || s.CommitteeRevision != s.Revision+1 || !s.Terms.Deadline.Equal(deadline) {
		t.Errorf("the tender: %+v", s)
	}
	if len(changed) != 1 || bid.State().Status != tender.NeedsReconfirmation || withdrawn.State().Status != tender.Withdrawn {
		t.Errorf("bids: %v, %v", bid.State().Status, withdrawn.State().Status)
	}
	old := submission(published(t), supplier())
	_, err = of.Take(old, 2)
	refused(t, err, tender.ErrCommitteeOther)
	present, err := of.Drill(now.Add(2 * time.Hour))
	ok(t, err)
	if !present.Since.Equal(s.CommitteeSince) || present.Alarm(2, 3, s.CommitteeSince.Add(23*time.Hour)) != tender.AlarmNone {
		t.Errorf("the drill began at %v", present.Since)
	}
}

func TestACommitteeIsNotChangedLateNorForOneThatCannotOpen(t *testing.T) {
	of := published(t)
	same := published(t)
	propose := func(t *tender.Tender, change func(*[]member.PersonID, []tender.OfficerFacts), reason string, at time.Time) error {
		persons, facts := slices.Clone(next), keysOf(next, "")
		change(&persons, facts)
		return t.ProposeCommittee(officer, persons, facts, reason, at)
	}
	asIs := func(*[]member.PersonID, []tender.OfficerFacts) {}
	outdated := of.State()
	outdated.SealingFormat = 1
	for name, c := range map[string]struct {
		err  error
		want *fault.Fault
	}{
		"after the deadline": {propose(of, asIs, "Grund", later), tender.ErrCommitteeOver},
		"of a draft":         {propose(draft(t), asIs, "Grund", now), tender.ErrCommitteeOver},
		"of the old format":  {propose(tender.Restore(outdated), asIs, "Grund", now), tender.ErrFormatOutdated},
		"two only":           {propose(of, func(p *[]member.PersonID, _ []tender.OfficerFacts) { *p = (*p)[:2] }, "Grund", now), tender.ErrOfficerCount},
		"one twice":          {propose(of, func(p *[]member.PersonID, _ []tender.OfficerFacts) { (*p)[2] = first }, "Grund", now), tender.ErrSameOfficer},
		"for no reason":      {propose(of, asIs, " ", now), tender.ErrReason},
		"without the role":   {propose(of, func(_ *[]member.PersonID, f []tender.OfficerFacts) { f[2].HoldsRole = false }, "Grund", now), tender.ErrOfficerRole},
		"without a key":      {propose(of, func(_ *[]member.PersonID, f []tender.OfficerFacts) { f[2].Recipient = "" }, "Grund", now), tender.ErrOfficerKey},
		"unconfirmed": {propose(of, func(_ *[]member.PersonID, f []tender.OfficerFacts) { f[2].ConfirmedBy = "" }, "Grund", now),
			tender.ErrOfficerUnconfirmed},
		"a bidder":  {propose(of, func(_ *[]member.PersonID, f []tender.OfficerFacts) { f[2].IsBidder = true }, "Grund", now), tender.ErrOfficerBidder},
		"as it was": {same.ProposeCommittee(officer, holding, facts().Officers, "Grund", now), tender.ErrCommitteeSame},
	} {
		if refused(t, c.err, c.want); t.Failed() {
			t.Errorf("in the case %q", name)
		}
	}
	ok(t, propose(of, asIs, "Grund", now))
	unconfirmed := keysOf(next, "")
	unconfirmed[0].ConfirmedBy = ""
	_, _, err := of.ConfirmCommittee(second, unconfirmed, nil, law, now)
	refused(t, err, tender.ErrOfficerUnconfirmed)
	_, _, err = of.ConfirmCommittee(second, keysOf(next, ""), nil, law, later)
	refused(t, err, tender.ErrCommitteeOver)
}

// Six days are left to bidders; the deadline moves by whole days at the same time of day in
// Berlin, over the change of the clocks too.
func TestTheDeadlineMovesWhereTooLittleTimeIsLeftForSealingAgain(t *testing.T) {
	for name, c := range map[string]struct{ deadline, at, want string }{
		"enough is left":        {"2026-04-02T10:00:00Z", "2026-03-27T10:00:00Z", ""},
		"a second too little":   {"2026-04-02T10:00:00Z", "2026-03-27T10:00:01Z", "2026-04-03T10:00:00Z"},
		"at the deadline":       {"2026-04-02T10:00:00Z", "2026-04-02T10:00:00Z", "2026-04-08T10:00:00Z"},
		"over the clock change": {"2026-03-27T11:00:00Z", "2026-03-26T09:00:00Z", "2026-04-01T10:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			s := published(t).State()
			s.Terms.Deadline = instant(t, c.deadline)
			of, at := tender.Restore(s), instant(t, c.at)
			ok(t, of.ProposeCommittee(officer, next, keysOf(next, ""), "Schlüssel verloren", at))
			change, _, err := of.ConfirmCommittee(second, keysOf(next, ""), nil, law, at)
			ok(t, err)
			want := c.want
			if want == "" {
				want = c.deadline
			}
			if moved := change.Moved; (moved == nil) != (c.want == "") || !of.State().Terms.Deadline.Equal(instant(t, want)) {
				t.Errorf("moved by %+v to %v", moved, of.State().Terms.Deadline)
			} else if moved != nil && (moved.Reason != "Schlüssel verloren" || moved.By != second) {
				t.Errorf("moved: %+v", moved)
			}
		})
	}
}

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	ok(t, err)
	return at
}

// Whatever is proposed, confirmed, handed in and withdrawn: a bid counts only if it is
// sealed to the committee that will open it, and then its officers do.
func TestABidCountsOnlyIfItIsSealedToTheCommitteeOfItsTime(t *testing.T) {
	people := []member.PersonID{first, other, third, fourth, id.New[member.Person]()}
	rapid.Check(t, func(rt *rapid.T) {
		of, at := published(t), now
		var bids []*tender.Bid
		bidders := []member.SupplierID{supplier(), supplier()}
		for step := range rapid.IntRange(1, 12).Draw(rt, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 96).Draw(rt, "hours")) * time.Hour)
			switch rapid.SampledFrom([]string{"propose", "confirm", "bid", "withdraw"}).Draw(rt, "step") {
			case "propose":
				persons := rapid.Permutation(people).Draw(rt, "committee")[:3]
				_ = of.ProposeCommittee(officer, persons, keysOf(persons, ""), "Grund", at) // refused ones change nothing
			case "confirm":
				if proposed := of.State().CommitteeChange; proposed != nil {
					var persons []member.PersonID
					for _, o := range proposed.Officers {
						persons = append(persons, o.Person)
					}
					_, _, _ = of.ConfirmCommittee(second, keysOf(persons, ""), bids, law, at)
				}
			case "bid":
				by := rapid.SampledFrom(bidders).Draw(rt, "bidder")
				for i, b := range bids { // as the store does it
					if s := b.State(); s.Supplier == by && (s.Status == tender.Sealed || s.Status == tender.NeedsReconfirmation) && !tender.IsLate(at, of.State().Terms.Deadline) {
						s.Status = tender.Superseded
						bids[i] = tender.RestoreBid(s)
					}
				}
				bids = append(bids, sealedBid(t, of, by, at.Add(time.Duration(step)*time.Second)))
			case "withdraw":
				_, _ = of.Withdraw(bids, at)
			}
			for _, b := range bids {
				if s := b.State(); b.InTime() && s.Manifest.Committee != of.State().CommitteeHash {
					rt.Fatalf("a bid of another committee counts: %+v", s)
				}
			}
		}
		s := of.State()
		if s.CommitteeHash != (tender.Committee{Tender: s.ID, Officers: s.Officers}).Hash() {
			rt.Error("the hash is not the committee's")
		}
		after := s.Terms.Deadline.Add(time.Hour)
		c := tender.Ceremony{Bids: bids, Holding: people}
		for _, o := range s.Officers[1:] {
			_, err := of.Release(o.Person, of.OpensNext(bids), &c, shares(of, o.Person, bids), after)
			ok(t, err)
		}
		record, err := of.Open(s.Officers[2].Person, c, contents(of, bids, offersOf(of, bids)), after)
		ok(t, err)
		for _, b := range record.Bids {
			at := slices.IndexFunc(bids, func(of *tender.Bid) bool { return of.State().ID == b.Bid })
			if opened := bids[at].State().Manifest.Committee == s.CommitteeHash; b.State == tender.RecordedOpened && !opened || b.State == tender.RecordedUnsealed && opened {
				rt.Errorf("recorded as %q: %+v", b.State, bids[at].State())
			}
		}
	})
}

func offersOf(of *tender.Tender, bids []*tender.Bid) map[tender.BidID]tender.Content {
	given := map[tender.BidID]tender.Content{}
	for _, b := range bids {
		given[b.State().ID] = offering(of, "900")
	}
	return given
}
