package tender_test

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func TestTheStandstillCountsFromTheDayAfterSending(t *testing.T) {
	for _, c := range []struct {
		sent  string
		means tender.Means
		want  string
	}{
		{"2026-04-02T10:00:00Z", tender.Electronic, "2026-04-13"}, // the tenth day is Sunday, 12 April: weekends do not move it
		{"2026-04-02T22:30:00Z", tender.Electronic, "2026-04-14"}, // already 3 April in Berlin
		{"2026-12-24T12:00:00Z", tender.Electronic, "2027-01-04"},
		{"2026-04-02T10:00:00Z", tender.ByPost, "2026-04-18"},
	} {
		at, err := time.Parse(time.RFC3339, c.sent)
		ok(t, err)
		made := published(t)
		bids := opened(t, made, []string{"950", "200"})
		ok(t, made.Propose(officer, tender.Proposal{Reason: "Einziges Angebot"}, bids, tender.ScoresOf(bids), at))
		ok(t, made.Approve(second, bids, at))
		send(t, made, bids, at, c.means)
		s := made.State()
		if s.EarliestAward.String() != c.want || s.Status != tender.Standstill {
			t.Errorf("sent %s %s: earliest %s, %s", c.sent, c.means, s.EarliestAward, s.Status)
		}
		_, err = made.Award(second, bids, round, s.EarliestAward.Start().Add(-time.Nanosecond))
		refused(t, err, tender.ErrStandstill)
		if _, err := made.Award(second, bids, round, s.EarliestAward.Start()); err != nil {
			t.Errorf("sent %s: at the earliest instant: %v", c.sent, err)
		}
	}
}

func TestBelowTheThresholdTheAwardFollowsTheLettersAtOnceByAnotherPerson(t *testing.T) {
	made := published(t, national)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", ""})
	_, err := made.Award(second, bids, round, later)
	refused(t, err, tender.ErrNotProposed)
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster Preis"}, bids, tender.ScoresOf(bids), later))
	if s := made.State(); s.Status != tender.AwardProposed || !s.EarliestAward.IsZero() || s.Lots[0].Winner != bids[1].State().ID ||
		s.Lots[0].WinningTotal.String() != "94000.00" || s.Lots[1].Supplier != bids[0].State().Supplier {
		t.Errorf("got %+v", s)
	}
	_, err = made.Award(officer, bids, round, later)
	refused(t, err, access.ErrSamePerson)
	_, err = made.Award(second, bids, round, later)
	refused(t, err, tender.ErrNotApproved)
	ok(t, made.Approve(second, bids, later))
	_, err = made.Award(second, bids, round, later)
	refused(t, err, tender.ErrUnsent)
	send(t, made, bids, later, tender.ByPost)
	if s := made.State(); s.Status != tender.AwardProposed || s.EarliestAward != day("2026-04-02") {
		t.Errorf("got %s, %s", s.Status, s.EarliestAward)
	}
	awards, err := made.Award(second, bids, round, later)
	ok(t, err)
	if len(awards) != 2 || awards[0].Term.From != day("2026-04-02") || awards[0].Term.To != day("2030-04-01") || awards[0].Lines[0].Price.String() != "940.00" {
		t.Errorf("got %+v", awards)
	}
	if bids[0].State().Status != tender.Won || bids[1].State().Status != tender.Won || made.State().Awarded.By != second {
		t.Errorf("bids %s and %s", bids[0].State().Status, bids[1].State().Status)
	}
	_, err = made.Award(second, bids, round, later)
	refused(t, err, tender.ErrNotProposed)
}

// send tells all bidders at once.
func send(t testing.TB, of *tender.Tender, bids []*tender.Bid, at time.Time, means tender.Means) []tender.Dispatch {
	t.Helper()
	var letters []tender.Sending
	for _, supplier := range tender.Recipients(bids) {
		l := tender.Sending{Supplier: supplier, Means: means}
		if means == tender.ByPost {
			l.SentOn = period.DayOf(at)
		}
		letters = append(letters, l)
	}
	sent, err := of.Send(officer, letters, nil, bids, law, at)
	ok(t, err)
	return sent
}

// concluded proposes, approves, tells all bidders and awards.
func concluded(t testing.TB, of *tender.Tender, p tender.Proposal, bids []*tender.Bid, snapshot demand.Snapshot) []tender.Award {
	t.Helper()
	ok(t, of.Propose(officer, p, bids, tender.ScoresOf(bids), later))
	ok(t, of.Approve(second, bids, later))
	send(t, of, bids, later, tender.Electronic)
	awards, err := of.Award(second, bids, snapshot, later.AddDate(0, 1, 0))
	ok(t, err)
	return awards
}

func TestALotThatIsNotAwardedBecomesNoContract(t *testing.T) {
	made := published(t, national)
	bids := opened(t, made, []string{"950", ""})
	monitors := tender.Waiver{Lot: made.State().Lots[1].ID, Ground: tender.NoSuitableBid, Reason: "Kein Angebot"}
	awards := concluded(t, made, tender.Proposal{Reason: "Ein Los ohne Angebot", Waivers: []tender.Waiver{monitors}}, bids, round)
	if len(awards) != 1 || awards[0].Lot.Title != "Notebooks" || made.State().Lots[1].NotAwarded != tender.NoSuitableBid {
		t.Errorf("got %+v", awards)
	}
}

func TestATenderOfWhichNoLotIsAwardedIsCancelled(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950", "200"})
	awards := concluded(t, made, waived(made, "Viel zu teuer"), bids, round)
	if s := made.State(); len(awards) != 0 || s.Status != tender.Cancelled || s.Reason != "Viel zu teuer" || bids[0].State().Status != tender.Lost {
		t.Errorf("got %+v", s)
	}
}

// waived is the proposal to award nothing.
func waived(of *tender.Tender, reason string) tender.Proposal {
	p := tender.Proposal{Reason: reason}
	for _, l := range of.State().Lots {
		p.Waivers = append(p.Waivers, tender.Waiver{Lot: l.ID, Ground: tender.NotEconomical, Reason: "Doppelt so teuer wie geschätzt"})
	}
	return p
}

// awarded awards the notebooks at a price and gives back their quotas by member.
func awarded(t *testing.T, price string, change ...func(*tender.Drafting)) map[member.ID]string {
	t.Helper()
	made := published(t, append([]func(*tender.Drafting){national}, change...)...)
	awards := concluded(t, made, tender.Proposal{Reason: "Einziges Angebot"}, opened(t, made, []string{price, "200"}), round)
	quotas := map[member.ID]string{}
	for _, q := range awards[0].Quotas {
		quotas[q.Member] = q.Amount.String()
	}
	return quotas
}

func TestHardQuotasFollowTheFrozenDemandAndSumToTheMaximum(t *testing.T) {
	// 110,000.00 by 70 and 40 of 110 notebooks.
	if q := awarded(t, "950"); q[celle] != "70000.00" || q[uelzen] != "40000.00" {
		t.Errorf("got %v", q)
	}
	cent := func(d *tender.Drafting) { d.Lots[0].MaximumValue = money.MustAmount("110000.01") }
	if q := awarded(t, "950", cent); q[celle] != "70000.01" || q[uelzen] != "40000.00" {
		t.Errorf("a cent more: %v", q)
	}
	if q := awarded(t, "0"); q[celle] != "70000.00" || q[uelzen] != "40000.00" {
		t.Errorf("free of charge, by quantity: %v", q)
	}
	if q := awarded(t, "950", func(d *tender.Drafting) { d.Terms.QuotaMode = tender.FirstCome }); len(q) != 2 || q[celle] != "0.00" {
		t.Errorf("first come: %v", q)
	}
}

func TestQuotasSumToTheMaximumWhateverTheDemand(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		snapshot := demand.Snapshot{Round: round.Round, Items: []demand.FrozenItem{round.Items[0]}}
		firm := quantity.Quantity{}
		snapshot.Items[0].Needs = nil
		var entitled []tender.Entitled
		for i := range rapid.IntRange(1, 12).Draw(rt, "members") {
			m := id.New[member.Member]()
			entitled = append(entitled, tender.Entitled{Member: m, Key: string(rune('a' + i)), Name: "M"})
			need := quantity.Must(strconv.Itoa(rapid.IntRange(0, 100000).Draw(rt, "need")))
			firm = firm.Add(need)
			snapshot.Items[0].Needs = append(snapshot.Items[0].Needs, demand.FrozenNeed{Member: m, Firm: need})
		}
		if firm.IsZero() {
			firm = quantity.Must("1")
		}
		snapshot.Items[0].Firm = firm
		maximum := money.FromCents(rapid.Int64Range(1, 99999999999999).Draw(rt, "maximum"))
		s := published(t, national).State()
		s.Entitled = entitled
		s.Lots = s.Lots[:1]
		s.Lots[0].MaximumValue, s.Lots[0].Items[0].Firm = maximum, firm
		made := tender.Restore(s)
		bids := opened(t, made, []string{money.FromCents(rapid.Int64Range(0, 200000).Draw(rt, "price")).String()})
		if bids[0].State().Excluded != "" {
			rt.Skip("the total is beyond what money can express")
		}
		awards := concluded(t, made, tender.Proposal{Reason: "Einziges Angebot"}, bids, snapshot)
		sum := money.Zero
		for _, q := range awards[0].Quotas {
			sum = sum.Add(q.Amount)
		}
		if sum.Cmp(maximum) != 0 {
			rt.Errorf("quotas sum to %s of %s", sum, maximum)
		}
	})
}
