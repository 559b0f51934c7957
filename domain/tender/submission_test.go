package tender_test

import (
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/tender"
)

func TestABidIsTakenFromPublicationToTheProposal(t *testing.T) {
	for status, taken := range map[tender.Status]bool{
		tender.Draft: false, tender.InReview: false, tender.Published: true, tender.Opened: true, tender.Evaluating: true,
		tender.AwardProposed: true, tender.Standstill: true, tender.Awarded: false, tender.Cancelled: false,
	} {
		s := published(t).State()
		s.Status = status
		made := tender.Restore(s)
		if _, err := made.Take(submission(made, supplier()), 1); (err == nil) != taken {
			t.Errorf("%s: %v", status, err)
		}
	}
}

func TestABidIsSealedAsTheTenderAsks(t *testing.T) {
	made := published(t)
	old := made.State()
	old.SealingFormat = 1
	for name, c := range map[string]struct {
		of     *tender.Tender
		change func(*tender.Submission)
		want   *fault.Fault
		field  string
	}{
		"in order":             {made, func(*tender.Submission) {}, nil, ""},
		"by an officer":        {made, func(s *tender.Submission) { s.By = other }, tender.ErrOwnTender, ""},
		"of the first format":  {tender.Restore(old), func(*tender.Submission) {}, tender.ErrFormatOutdated, ""},
		"to another committee": {made, func(s *tender.Submission) { s.Committee = tender.Hash(nil) }, tender.ErrCommitteeOther, "committeeHash"},
		"no container":         {made, func(s *tender.Submission) { s.Containers = nil }, tender.ErrKinds, "containers"},
		"two containers":       {made, func(s *tender.Submission) { s.Containers = append(s.Containers, s.Containers[0]) }, tender.ErrKinds, "containers"},
		"another kind":         {made, func(s *tender.Submission) { s.Containers[0].Kind = tender.KindQuality }, tender.ErrKinds, "containers"},
		"an empty container":   {made, func(s *tender.Submission) { s.Containers[0].Sealed = nil }, tender.ErrContainerSize, "containers.0.container"},
		"2 MiB":                {made, func(s *tender.Submission) { s.Containers[0].Sealed = make([]byte, tender.MaxContainer) }, nil, ""},
		"more than 2 MiB":      {made, func(s *tender.Submission) { s.Containers[0].Sealed = make([]byte, tender.MaxContainer+1) }, tender.ErrContainerSize, "containers.0.container"},
		"no content hash":      {made, func(s *tender.Submission) { s.Containers[0].ContentHash = "" }, tender.ErrHashMalformed, "containers.0.contentHash"},
		"no share hash":        {made, func(s *tender.Submission) { s.Containers[0].Envelopes[1].ShareHash = "" }, tender.ErrHashMalformed, "containers.0.envelopes.1.shareHash"},
		"a large envelope":     {made, func(s *tender.Submission) { s.Containers[0].Envelopes[2].Sealed = make([]byte, tender.MaxEnvelope+1) }, tender.ErrEnvelopeMalformed, "containers.0.envelopes.2.envelope"},
		"an officer left out":  {made, func(s *tender.Submission) { s.Containers[0].Envelopes = s.Containers[0].Envelopes[1:] }, tender.ErrEnvelopes, "containers.0.envelopes"},
		"an officer twice":     {made, func(s *tender.Submission) { s.Containers[0].Envelopes[1].Officer = first }, tender.ErrEnvelopes, "containers.0.envelopes"},
		"a stranger":           {made, func(s *tender.Submission) { s.Containers[0].Envelopes[1].Officer = second }, tender.ErrEnvelopes, "containers.0.envelopes"},
	} {
		t.Run(name, func(t *testing.T) {
			sub := submission(made, supplier())
			c.change(&sub)
			_, err := c.of.Take(sub, 1)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
		})
	}
}

func TestAManifestIsInTheOrderOfTheCommitteeWhateverTheOrderOfHandingIn(t *testing.T) {
	made := published(t, ratio)
	sub := submission(made, supplier())
	straight, err := made.Take(sub, 1)
	ok(t, err)
	slices.Reverse(sub.Containers)
	for i := range sub.Containers {
		slices.Reverse(sub.Containers[i].Envelopes)
	}
	reversed, err := made.Take(sub, 1)
	ok(t, err)
	if straight.State().Manifest.Hash() != reversed.State().Manifest.Hash() {
		t.Error("the order of handing in shows in the manifest")
	}
}

func TestALateBidIsAdmittedByTwo(t *testing.T) {
	made := published(t)
	by := supplier()
	early, late := sealedBid(t, made, by, now), sealedBid(t, made, by, later)
	bids := []*tender.Bid{early, late}
	admit := func(who member.PersonID, bid *tender.Bid, reason string) error {
		_, err := made.AdmitLate(who, bid.State().ID, reason, bids, later)
		return err
	}
	refused(t, admit(officer, early, "Störung"), tender.ErrNotLate)
	refused(t, admit(officer, late, ""), tender.ErrReason)
	ok(t, admit(officer, late, "Störung"))
	if late.InTime() {
		t.Error("admitted by one")
	}
	refused(t, admit(officer, late, "Störung"), access.ErrSamePerson)
	ok(t, admit(second, late, "Stimmt"))
	if s := late.State(); !late.InTime() || s.Excluded != "" || s.Admission.Reason != "Störung" || early.State().Status != tender.Superseded {
		t.Errorf("admitted: %+v", s)
	}
}

func TestTheStagesOfTheDrillAndWhatTheyAlarm(t *testing.T) {
	made := published(t)
	for _, c := range []struct {
		at     time.Time
		stage  tender.Stage
		proven int
		want   tender.Alarm
	}{
		{now, tender.StagePublication, 0, tender.AlarmNone},
		{now.Add(24 * time.Hour), tender.StagePublication, 1, tender.AlarmTooFew},
		{now.Add(24 * time.Hour), tender.StagePublication, 2, tender.AlarmSomeMissing},
		{now.Add(24 * time.Hour), tender.StagePublication, 3, tender.AlarmNone},
		{deadline.AddDate(0, 0, -7).Add(-time.Second), tender.StagePublication, 3, tender.AlarmNone},
		{deadline.AddDate(0, 0, -7), tender.StageWeek, 0, tender.AlarmNone},
		{deadline.AddDate(0, 0, -6), tender.StageWeek, 0, tender.AlarmTooFew},
		{deadline.AddDate(0, 0, -1), tender.StageDay, 0, tender.AlarmTooFew},
		{deadline, tender.StageDay, 2, tender.AlarmSomeMissing},
	} {
		present, err := made.Drill(c.at)
		ok(t, err)
		if got := present.Alarm(c.proven, 3, c.at); present.Stage != c.stage || got != c.want {
			t.Errorf("%s, %d proven: %s %s, want %s %s", c.at, c.proven, present.Stage, got, c.stage, c.want)
		}
	}
	_, err := made.Drill(later)
	refused(t, err, tender.ErrNoDrill)
	_, err = draft(t).MayProve(first, now)
	refused(t, err, tender.ErrNoDrill)
	_, err = made.MayProve(officer, now)
	refused(t, err, tender.ErrOtherDrill)
}

func TestABidIsWithdrawnUntilTheDeadlineAndNotOnceOpeningHasBegun(t *testing.T) {
	made := published(t)
	bid := sealedBid(t, made, supplier(), now)
	_, err := made.Withdraw([]*tender.Bid{bid}, deadline.Add(time.Microsecond))
	refused(t, err, tender.ErrWithdrawLate)
	_, err = made.Withdraw(nil, deadline)
	refused(t, err, tender.ErrNothingToWithdraw)
	withdrawn, err := made.Withdraw([]*tender.Bid{bid}, deadline)
	ok(t, err)
	if withdrawn.State().Status != tender.Withdrawn {
		t.Errorf("got %+v", withdrawn.State())
	}
	_, err = ceremony(t, made, nil, tender.Opener{Each: inTurn}, later)
	ok(t, err)
	_, err = made.Withdraw([]*tender.Bid{sealedBid(t, made, supplier(), now)}, deadline)
	refused(t, err, tender.ErrWithdrawLate)
}
