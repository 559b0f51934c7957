package tender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
)

const message = "Bitte bieten Sie die Lieferung frei Haus an."

// talked is when bids are talked about: the day after they were opened.
var talked = later.AddDate(0, 0, 1)

// negotiating is a published tender whose bids are talked about.
func negotiating(t testing.TB, change ...func(*tender.State)) *tender.Tender {
	t.Helper()
	s := published(t).State()
	s.Ruling.Procedure = tender.NegotiatedEU
	for _, c := range change {
		c(&s)
	}
	return tender.Restore(s)
}

func reserved(s *tender.State) { s.Terms.Choice.FirstBids = true }

// bidAgain has the suppliers bid in the round that is open, one list of prices each, and opens what they sealed.
func bidAgain(t testing.TB, of *tender.Tender, from []member.SupplierID, offers ...[]string) ([]*tender.Bid, tender.Record) {
	t.Helper()
	given := map[tender.BidID]tender.Content{}
	var bids []*tender.Bid
	end := of.State().Terms.Deadline
	for i, prices := range offers {
		b := sealedBid(t, of, from[i], end.Add(-time.Hour))
		bids, given[b.State().ID] = append(bids, b), offering(of, prices...)
	}
	record, err := ceremony(t, of, bids, contents(of, bids, given), end.Add(time.Hour))
	ok(t, err)
	return bids, record
}

func callAgain(t testing.TB, of *tender.Tender, final bool, bids []*tender.Bid, at time.Time) tender.BidCall {
	t.Helper()
	made, followed, err := of.CallForBids(officer, final, at.AddDate(0, 0, 10), message, bids, law, at)
	ok(t, err)
	for _, b := range followed {
		if b.State().Status != tender.FollowedUp {
			t.Errorf("a bid that others follow is %s", b.State().Status)
		}
	}
	return made
}

func TestBidsAreTalkedAboutAndMadeAnewUpToTheLastOnes(t *testing.T) {
	made := negotiating(t)
	first := opened(t, made, []string{"950", "200"}, []string{"940", "210"}, []string{"10", "10"})
	record := made.State().RecordHash
	out, err := made.Exclude(first[2].State().ID, "Mindestanforderung verfehlt", first)
	ok(t, err)
	suppliers := tender.Remaining(first)
	if len(suppliers) != 2 || slices.Contains(suppliers, out.State().Supplier) {
		t.Fatalf("%d remain", len(suppliers))
	}
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, first, nil, talked), tender.ErrNegotiationOwed)
	round2 := callAgain(t, made, false, first, talked)
	s := made.State()
	if round2.Round != 2 || s.BidRound() != 2 || s.Final() || s.Status != tender.Published || !s.Terms.Deadline.Equal(talked.AddDate(0, 0, 10)) ||
		!s.Opened.IsZero() || !s.PricesOpened.IsZero() || s.RecordHash != "" || round2.Ended.RecordHash != record || round2.Ended.Opened.IsZero() || !round2.Ended.Deadline.Equal(deadline) {
		t.Fatalf("the second round begins as %+v with %+v", s, round2)
	}
	_, err = made.Take(submission(made, out.State().Supplier), 2)
	refused(t, err, tender.ErrNotInvited)
	_, err = made.Take(submission(made, supplier()), 1)
	refused(t, err, tender.ErrNotInvited)

	again, opening := bidAgain(t, made, suppliers, []string{"900", "200"}, []string{"910", "190"})
	if opening.Round != 2 || !strings.Contains(opening.Text, "\nround\t2\n") || again[0].State().Round != 2 {
		t.Errorf("the record of the second round says %q", opening.Text)
	}
	if read, err := tender.ParseRecord(opening.Text); err != nil || read.Round != 2 {
		t.Errorf("reads as round %d, %v", read.Round, err)
	}
	at := s.Terms.Deadline.AddDate(0, 0, 1)
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, again, nil, at), tender.ErrNegotiationOwed)
	callAgain(t, made, true, again, at)
	last, _ := bidAgain(t, made, suppliers[:1], []string{"890", "190"})
	refused(t, made.MayNegotiate(), tender.ErrFinalCalled)
	all := slices.Concat(first, again, last)
	if got := tender.Recipients(all); len(got) != 3 {
		t.Errorf("%d bidders are told, want all three of the first round", len(got))
	}
	for _, result := range made.Evaluate(all, nil) {
		if len(result.Offers) != 2 || result.Offers[0].Bid != last[0].State().ID || result.Offers[1].Excluded == "" {
			t.Errorf("compares %+v, want the last bid and the excluded one", result.Offers)
		}
	}
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, last, nil, at.AddDate(0, 0, 20)))
}

func TestTheAwardOnFirstBidsHasToBeReserved(t *testing.T) {
	made := negotiating(t, reserved)
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, opened(t, made, []string{"950", "200"}), nil, talked))

	made = negotiating(t, reserved)
	bids := opened(t, made, []string{"950", "200"})
	callAgain(t, made, false, bids, talked)
	again, _ := bidAgain(t, made, tender.Remaining([]*tender.Bid{tender.RestoreBid(tender.BidState{Status: tender.BidOpened, Supplier: bids[0].State().Supplier})}), []string{"900", "200"})
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, again, nil, talked.AddDate(0, 1, 0)), tender.ErrNegotiationOwed)
}

func TestACallForBidsIsRefusedAndChangesNothing(t *testing.T) {
	scoredTerms := func(s *tender.State) { s.Terms.Rules = scored(evaluation.SimpleRatio{}) }
	calls := func(n int, final bool) func(*tender.State) {
		return func(s *tender.State) {
			for i := range n {
				s.Calls = append(s.Calls, tender.BidCall{Round: i + 2, Final: final && i == n-1})
			}
		}
	}
	for name, c := range map[string]struct {
		with     func(*tender.State)
		message  string
		deadline time.Time
		final    bool
		want     *fault.Fault
	}{
		"with all the time that is needed": {nil, message, talked.AddDate(0, 0, 6), false, nil},
		"a minute less":                    {nil, message, talked.AddDate(0, 0, 6).Add(-time.Minute), false, tender.ErrCallEarly},
		"in the past":                      {nil, message, talked.AddDate(0, 0, -6), false, tender.ErrCallEarly},
		"after three years":                {nil, message, talked.AddDate(3, 0, 0), false, tender.ErrDeadlineFar},
		"without a message":                {nil, "Bitte!", talked.AddDate(0, 0, 9), false, tender.ErrCallMessage},
		"after the ninth call":             {calls(9, false), message, talked.AddDate(0, 0, 9), false, tender.ErrBidRounds},
		"last bids after the ninth round":  {calls(8, false), message, talked.AddDate(0, 0, 9), true, nil},
		"a tenth round with a talk":        {calls(8, false), message, talked.AddDate(0, 0, 9), false, tender.ErrBidRounds},
		"a ninth round with a talk":        {calls(7, false), message, talked.AddDate(0, 0, 9), false, nil},
		"after last bids":                  {calls(1, true), message, talked.AddDate(0, 0, 9), true, tender.ErrFinalCalled},
		"in an open procedure":             {func(s *tender.State) { s.Ruling.Procedure = tender.OpenEU }, message, talked.AddDate(0, 0, 9), false, tender.ErrNotNegotiated},
		"in a restricted procedure":        {func(s *tender.State) { s.Ruling.Procedure = tender.RestrictedEU }, message, talked.AddDate(0, 0, 9), false, tender.ErrNotNegotiated},
		"below the threshold":              {func(s *tender.State) { s.Ruling.Procedure = tender.NegotiatedNational }, message, talked.AddDate(0, 0, 9), false, nil},
		"scored":                           {scoredTerms, message, talked.AddDate(0, 0, 9), false, nil},
		"before the prices are opened":     {func(s *tender.State) { s.PricesOpened = tender.Stamp{} }, message, talked.AddDate(0, 0, 9), false, tender.ErrNotTalking},
		"when an award is proposed":        {func(s *tender.State) { s.Status = tender.AwardProposed }, message, talked.AddDate(0, 0, 9), false, tender.ErrNotTalking},
	} {
		t.Run(name, func(t *testing.T) {
			made := negotiating(t)
			bids := opened(t, made, []string{"950", "200"})
			if c.with != nil {
				s := made.State()
				c.with(&s)
				made = tender.Restore(s)
			}
			before := made.State()
			_, _, err := made.CallForBids(officer, c.final, c.deadline, c.message, bids, law, talked)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
			if after := made.State(); after.Status != before.Status || after.BidRound() != before.BidRound() || after.RecordHash != before.RecordHash || bids[0].State().Status != tender.BidOpened {
				t.Error("changed something")
			}
		})
	}
	empty := negotiating(t)
	_, _, err := empty.CallForBids(officer, true, talked.AddDate(0, 0, 9), message, opened(t, empty), law, talked)
	refused(t, err, tender.ErrNobodyRemains)
}

func TestALateBidThatIsAdmittedIsOpenedBeforeOthersAreCalledFor(t *testing.T) {
	made := negotiating(t)
	bids := opened(t, made, []string{"950", "200"})
	late := sealedBid(t, made, supplier(), deadline.Add(time.Minute))
	all := append(bids, late)
	_, err := made.AdmitLate(officer, late.State().ID, "Störung", all, talked)
	ok(t, err)
	_, err = made.AdmitLate(second, late.State().ID, "Störung", all, talked)
	ok(t, err)
	_, _, err = made.CallForBids(officer, false, talked.AddDate(0, 0, 9), message, all, law, talked)
	refused(t, err, tender.ErrLateSealed)
}

func TestATalkHasAMinute(t *testing.T) {
	made := negotiating(t)
	bids := opened(t, made, []string{"950", "200"}, []string{"10", "10"})
	out, err := made.Exclude(bids[1].State().ID, "Mindestanforderung verfehlt", bids)
	ok(t, err)
	bidder, on := bids[0].State().Supplier, period.DayOf(later)
	for name, c := range map[string]struct {
		with            member.SupplierID
		on              period.Day
		present, minute string
		want            *fault.Fault
	}{
		"on the day of the opening": {bidder, on, "Kern, Ott", "Lieferzeit besprochen", nil},
		"today":                     {bidder, period.DayOf(talked), "Kern, Ott", "Lieferzeit besprochen", nil},
		"the day before":            {bidder, on.Add(-1), "Kern, Ott", "Lieferzeit besprochen", tender.ErrTalkDay},
		"tomorrow":                  {bidder, period.DayOf(talked).Add(1), "Kern, Ott", "Lieferzeit besprochen", tender.ErrTalkDay},
		"with nobody":               {bidder, on, "K", "Lieferzeit besprochen", tender.ErrTalkPresent},
		"about nothing":             {bidder, on, "Kern, Ott", "Preis", tender.ErrTalkMinute},
		"with whom is excluded":     {out.State().Supplier, on, "Kern, Ott", "Lieferzeit besprochen", tender.ErrTalkBidder},
		"with a stranger":           {supplier(), on, "Kern, Ott", "Lieferzeit besprochen", tender.ErrTalkBidder},
	} {
		t.Run(name, func(t *testing.T) {
			talk, err := made.Minute(officer, c.with, c.on, c.present, c.minute, bids, talked)
			if c.want != nil {
				refused(t, err, c.want)
				return
			}
			ok(t, err)
			if talk.Bid != bids[0].State().ID || talk.Round != 1 || talk.Recorded.By != officer {
				t.Errorf("kept as %+v", talk)
			}
		})
	}
	open := published(t)
	_, err = open.Minute(officer, bidder, on, "Kern, Ott", "Lieferzeit besprochen", opened(t, open, []string{"950", "200"}), talked)
	refused(t, err, tender.ErrNotNegotiated)
}
