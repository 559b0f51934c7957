package tender_test

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func TestTheStandstillIsTenDaysFromTheDayAfterSending(t *testing.T) {
	for sent, want := range map[string]string{
		"2026-04-02T10:00:00Z": "2026-04-13", // the tenth day is Sunday, 12 April: weekends do not move it
		"2026-04-02T22:30:00Z": "2026-04-14", // already 3 April in Berlin
		"2026-12-24T12:00:00Z": "2027-01-04",
	} {
		at, err := time.Parse(time.RFC3339, sent)
		ok(t, err)
		made := published(t)
		bids := opened(t, made, []string{"950"})
		ok(t, made.Propose(officer, "Einziges Angebot", nil, bids, tender.ScoresOf(bids), law, at))
		s := made.State()
		if s.EarliestAward.String() != want || s.Status != tender.Standstill {
			t.Errorf("sent %s: earliest %s, %s", sent, s.EarliestAward, s.Status)
		}
		last := s.EarliestAward.Start().Add(-time.Nanosecond)
		_, err = made.Award(second, bids, round, last)
		refused(t, err, tender.ErrStandstill)
		if _, err := made.Award(second, bids, round, s.EarliestAward.Start()); err != nil {
			t.Errorf("sent %s: at the earliest instant: %v", sent, err)
		}
	}
}

func TestBelowTheThresholdTheAwardFollowsAtOnceByAnotherPerson(t *testing.T) {
	made := published(t, national)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", ""})
	_, err := made.Award(second, bids, round, later)
	refused(t, err, tender.ErrNotProposed)
	ok(t, made.Propose(officer, "Niedrigster Preis", nil, bids, tender.ScoresOf(bids), law, later))
	if s := made.State(); s.Status != tender.AwardProposed || s.EarliestAward != day("2026-04-02") || s.Lots[0].Winner != bids[1].State().ID ||
		s.Lots[0].WinningTotal.String() != "94000.00" || s.Lots[1].Supplier != bids[0].State().Supplier {
		t.Errorf("got %+v", s)
	}
	_, err = made.Award(officer, bids, round, later)
	refused(t, err, access.ErrSamePerson)
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

func TestAProposalIsRefusedAndChangesNothing(t *testing.T) {
	empty := published(t)
	refused(t, empty.Propose(officer, "Kein Angebot", nil, opened(t, empty), nil, law, later), tender.ErrNoWinner)
	refused(t, published(t).Propose(officer, "Zu früh", nil, nil, nil, law, later), tender.ErrNotEvaluating)

	made := published(t)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", "200"})
	lots := made.State().Lots
	tie := tender.Decision{Lot: lots[1].ID, Bid: bids[0].State().ID}
	for name, c := range map[string]struct {
		reason    string
		decisions []tender.Decision
		want      *fault.Fault
		field     string
	}{
		"without a reason":            {"", []tender.Decision{tie}, tender.ErrReason, "reason"},
		"a tie without a drawn lot":   {"Preis", nil, tender.ErrTied, "lotDecisions"},
		"two decisions for a lot":     {"Preis", []tender.Decision{tie, tie}, tender.ErrDecisionTwice, "lotDecisions.1.lotId"},
		"a decision without a tie":    {"Preis", []tender.Decision{tie, {Lot: lots[0].ID, Bid: bids[0].State().ID}}, tender.ErrNotTied, "lotDecisions.1.lotId"},
		"a bid that is not first":     {"Preis", []tender.Decision{{Lot: lots[1].ID, Bid: id.New[tender.Bid]()}}, tender.ErrNotTied, "lotDecisions.0.bidId"},
		"a decision for no lot of us": {"Preis", []tender.Decision{tie, {Lot: id.New[tender.Lot](), Bid: bids[0].State().ID}}, tender.ErrNotTied, "lotDecisions.1.lotId"},
	} {
		t.Run(name, func(t *testing.T) {
			err := made.Propose(officer, c.reason, c.decisions, bids, tender.ScoresOf(bids), law, later)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
			if s := made.State(); s.Status != tender.Opened || !s.Lots[0].Winner.IsZero() {
				t.Errorf("got %+v", s)
			}
		})
	}
	ok(t, made.Propose(officer, "Los gezogen", []tender.Decision{tie}, bids, tender.ScoresOf(bids), law, later))
	if s := made.State(); !s.Lots[1].Drawn || s.Lots[0].Drawn || s.Lots[1].Winner != tie.Bid {
		t.Errorf("got %+v", s.Lots)
	}
}

func TestALotWithoutABidBecomesNoContract(t *testing.T) {
	made := published(t, national)
	bids := opened(t, made, []string{"950", ""})
	ok(t, made.Propose(officer, "Ein Los ohne Angebot", nil, bids, tender.ScoresOf(bids), law, later))
	awards, err := made.Award(second, bids, round, later)
	ok(t, err)
	if len(awards) != 1 || awards[0].Lot.Title != "Notebooks" {
		t.Errorf("got %+v", awards)
	}
}

// awarded awards the notebooks at a price and gives back their quotas by member.
func awarded(t *testing.T, price string, change ...func(*tender.Drafting)) map[member.ID]string {
	t.Helper()
	made := published(t, append([]func(*tender.Drafting){national}, change...)...)
	bids := opened(t, made, []string{price, ""})
	ok(t, made.Propose(officer, "Einziges Angebot", nil, bids, tender.ScoresOf(bids), law, later))
	awards, err := made.Award(second, bids, round, later)
	ok(t, err)
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
		ok(t, made.Propose(officer, "Einziges Angebot", nil, bids, tender.ScoresOf(bids), law, later))
		awards, err := made.Award(second, bids, snapshot, later.AddDate(0, 1, 0))
		ok(t, err)
		sum := money.Zero
		for _, q := range awards[0].Quotas {
			sum = sum.Add(q.Amount)
		}
		if sum.Cmp(maximum) != 0 {
			rt.Errorf("quotas sum to %s of %s", sum, maximum)
		}
	})
}
