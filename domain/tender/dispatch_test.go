package tender_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
)

func TestWhoBidIsToldWhateverBecameOfTheBid(t *testing.T) {
	bid := func(supplier member.SupplierID, status tender.BidStatus, minute int) *tender.Bid {
		return tender.RestoreBid(tender.BidState{Supplier: supplier, Status: status, ReceivedAt: now.Add(time.Duration(minute) * time.Minute)})
	}
	a, b, c, d, e, f := supplier(), supplier(), supplier(), supplier(), supplier(), supplier()
	told := tender.Recipients([]*tender.Bid{
		bid(a, tender.BidOpened, 5), bid(b, tender.Late, 4), bid(c, tender.Excluded, 3), bid(d, tender.Withdrawn, 2), bid(e, tender.Superseded, 1), bid(a, tender.Late, 9),
		bid(f, tender.NeedsReconfirmation, 0),
	})
	if !slices.Equal(told, []member.SupplierID{f, c, b, a}) {
		t.Errorf("got %v", told)
	}
}

// approved is a tender with two bids whose proposal may be told.
func approved(t testing.TB, change ...func(*tender.Drafting)) (*tender.Tender, []*tender.Bid) {
	t.Helper()
	made := published(t, change...)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", "210"})
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster Preis"}, bids, tender.ScoresOf(bids), later))
	ok(t, made.Approve(second, bids, later))
	return made, bids
}

func TestLettersAreRefusedAndChangeNothing(t *testing.T) {
	made, bids := approved(t)
	anton := bids[0].State().Supplier
	for name, c := range map[string]struct {
		letters []tender.Sending
		want    *fault.Fault
		field   string
	}{
		"to a stranger":           {[]tender.Sending{{Supplier: supplier(), Means: tender.Electronic}}, tender.ErrRecipient, "letters.0.supplierId"},
		"twice":                   {[]tender.Sending{{Supplier: anton, Means: tender.Electronic}, {Supplier: anton, Means: tender.ByPost, SentOn: day("2026-04-02")}}, tender.ErrRecipientTwice, "letters.1.supplierId"},
		"by pigeon":               {[]tender.Sending{{Supplier: anton, Means: "pigeon"}}, tender.ErrMeans, "letters.0.means"},
		"by post without a day":   {[]tender.Sending{{Supplier: anton, Means: tender.ByPost}}, tender.ErrSentOn, "letters.0.sentOn"},
		"posted before approval":  {[]tender.Sending{{Supplier: anton, Means: tender.ByPost, SentOn: day("2026-04-01")}}, tender.ErrSentOn, "letters.0.sentOn"},
		"posted tomorrow":         {[]tender.Sending{{Supplier: anton, Means: tender.ByPost, SentOn: day("2026-04-03")}}, tender.ErrSentOn, "letters.0.sentOn"},
		"electronically on a day": {[]tender.Sending{{Supplier: anton, Means: tender.Electronic, SentOn: day("2026-04-02")}}, tender.ErrSentOn, "letters.0.sentOn"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := made.Send(officer, c.letters, nil, bids, law, later)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
			if made.State().Status != tender.AwardProposed {
				t.Errorf("got %s", made.State().Status)
			}
		})
	}
}

func TestTheStandstillBeginsWithTheLastLetter(t *testing.T) {
	made, bids := approved(t)
	first, err := made.Send(officer, []tender.Sending{{Supplier: bids[0].State().Supplier, Means: tender.ByPost, SentOn: day("2026-04-02")}}, nil, bids, law, later)
	ok(t, err)
	if s := made.State(); s.Status != tender.AwardProposed || !s.EarliestAward.IsZero() || first[0].Earliest != day("2026-04-18") {
		t.Errorf("after one of two: %+v, %+v", s, first)
	}
	last, err := made.Send(officer, []tender.Sending{{Supplier: bids[1].State().Supplier, Means: tender.Electronic}}, first, bids, law, later.AddDate(0, 0, 3))
	ok(t, err)
	if s := made.State(); s.Status != tender.Standstill || s.EarliestAward != day("2026-04-21") || last[0].Earliest != s.EarliestAward {
		t.Errorf("one went by post, so 15 days from the last: %+v", s)
	}
}

// TestNoLetterTellsALaterDayThanTheAwardsOwn: whatever goes out in whatever order, the
// award is never possible before a day that a letter told, nor within the days of the law
// after the last one.
func TestNoLetterTellsALaterDayThanTheAwardsOwn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		made, bids := approved(t)
		told := tender.Recipients(bids)
		var sent []tender.Dispatch
		at := later
		for made.State().EarliestAward.IsZero() {
			at = at.AddDate(0, 0, rapid.IntRange(0, 4).Draw(rt, "days"))
			letter := tender.Sending{Supplier: rapid.SampledFrom(told).Draw(rt, "to"), Means: tender.Electronic}
			if rapid.Bool().Draw(rt, "by post") {
				letter.Means, letter.SentOn = tender.ByPost, period.DayOf(at)
			}
			more, err := made.Send(officer, []tender.Sending{letter}, sent, bids, law, at)
			ok(t, err)
			sent = append(sent, more...)
		}
		days, last := 10, period.Day{}
		for _, d := range sent {
			if made.State().EarliestAward.Before(d.Earliest) {
				rt.Errorf("a letter told %s, the award is possible from %s", d.Earliest, made.State().EarliestAward)
			}
			if last = d.SentOn; d.Means == tender.ByPost {
				days = 15
			}
		}
		if want := last.Add(days + 1); made.State().EarliestAward != want {
			rt.Errorf("earliest %s, want %s", made.State().EarliestAward, want)
		}
	})
}

func TestALawWithoutThe15DaysIsABrokenInstallation(t *testing.T) {
	made, bids := approved(t)
	old := slices.DeleteFunc(slices.Clone(law), func(p legal.Param) bool { return p.Code == legal.StandstillOther })
	_, err := made.Send(officer, []tender.Sending{{Supplier: bids[0].State().Supplier, Means: tender.ByPost, SentOn: day("2026-04-02")}}, nil, bids, old, later)
	if _, isFault := fault.Of(err); err == nil || isFault {
		t.Errorf("got %v", err)
	}
}
