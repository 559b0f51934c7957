package tender_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// directly is a draft of monitors alone, for which two suppliers are asked.
func directly(maximum string, change ...func(*tender.Drafting)) tender.Drafting {
	d := drafting(func(d *tender.Drafting) {
		d.Terms.Choice = tender.Choice{Way: tender.Directly, Reason: "Beide liefern binnen einer Woche."}
		d.Terms.NoLotsReason = "Ein einziges Gewerk"
		d.Terms.Deadline = now.Add(48 * time.Hour)
		d.Invited = []member.SupplierID{dear, cheap}
		d.Lots = []tender.LotDraft{{Title: "Monitore", MaximumValue: money.MustAmount(maximum), Items: []tender.ItemDraft{
			{RoundItem: round.Items[1].ID, MaximumQuantity: quantity.Must("20")}}}}
	})
	for _, c := range change {
		c(&d)
	}
	return d
}

// allowing is the law with another limit for direct awards, which the municipality set.
func allowing(limit string) legal.Params {
	return law.With(legal.Params{{Code: legal.DirectAwardLimit, Value: limit, Source: "Dienstanweisung Vergabe", From: day("2026-03-01")}})
}

// standing are the facts of a tender for which so many suppliers are asked.
func standing(invited ...tender.InvitedFacts) tender.Facts {
	return facts(func(f *tender.Facts) { f.Invited = invited })
}

var bothStand = standing(tender.InvitedFacts{Known: true}, tender.InvitedFacts{Known: true})

func TestADirectAwardReachesItsLimitAndNoMore(t *testing.T) {
	for limit, want := range map[string]*fault.Fault{"4210.00": nil, "4209.99": tender.ErrAboveDirectLimit} {
		made, err := tender.New("VV-2026-0003", directly("4210.00"), round, allowing(limit), officer, now)
		ok(t, err)
		err = made.Submit(officer, bothStand, allowing(limit), now)
		if want == nil {
			ok(t, err)
			continue
		}
		refused(t, err, want)
		if f, _ := fault.Of(err); f.Params()["most"] != limit || f.Params()["value"] != "4210.00" {
			t.Errorf("told %v", f.Params())
		}
	}
}

func TestADirectAwardIsAmongTheInvitedOnly(t *testing.T) {
	made, err := tender.New("VV-2026-0003", directly("4210.00"), round, allowing("5000.00"), officer, now)
	ok(t, err)
	ok(t, made.Submit(officer, bothStand, allowing("5000.00"), now))
	ok(t, made.Return("Bitte noch einen Dritten fragen"))
	ok(t, made.Submit(officer, bothStand, allowing("5000.00"), now))
	ok(t, made.Publish(second, bothStand, allowing("5000.00"), now))
	s := made.State()
	if s.Ruling.Procedure != tender.DirectAward || s.Competes() || s.HasStandstill() || s.Ruling.EUWide() || s.Ruling.Limit.String() != "5000.00" ||
		s.Ruling.LimitSource != "Dienstanweisung Vergabe" || s.Ruling.DaysSource != "UVgO § 14" {
		t.Errorf("got %+v", s.Ruling)
	}
	if !s.Admits(dear) || !s.Admits(cheap) || s.Admits(supplier()) {
		t.Errorf("invited are %+v", s.Invited)
	}
}

func TestWhatWasPublishedKeepsItsFigures(t *testing.T) {
	made, err := tender.New("VV-2026-0003", directly("4210.00"), round, allowing("5000.00"), officer, now)
	ok(t, err)
	ok(t, made.Submit(officer, bothStand, allowing("5000.00"), now))
	refused(t, made.Publish(second, bothStand, law, now), tender.ErrAboveDirectLimit) // the limit fell in between
	ok(t, made.Publish(second, bothStand, allowing("4300.00"), now))
	if got := made.State().Ruling.Limit.String(); got != "4300.00" {
		t.Errorf("kept %s", got)
	}
}

func TestADirectAwardAsksWhoMayWin(t *testing.T) {
	made, err := tender.New("VV-2026-0003", directly("4210.00"), round, allowing("5000.00"), officer, now)
	ok(t, err)
	refused(t, made.Submit(officer, standing(tender.InvitedFacts{Known: true}, tender.InvitedFacts{Known: true, Banned: true}), allowing("5000.00"), now), tender.ErrInvitedBanned)
	refused(t, standing(tender.InvitedFacts{}).InvitedKnown(), tender.ErrInvitedUnknown)
	ok(t, bothStand.InvitedKnown())
}

func TestADirectAwardNeedsItsReason(t *testing.T) {
	silent := directly("4210.00", func(d *tender.Drafting) { d.Terms.Choice.Reason = " " })
	made, err := tender.New("VV-2026-0003", silent, round, allowing("5000.00"), officer, now)
	ok(t, err)
	refused(t, made.Submit(officer, bothStand, allowing("5000.00"), now), tender.ErrDirectUnjustified)
}

func TestAChoiceThatIsWrongInItselfIsRefused(t *testing.T) {
	many := make([]member.SupplierID, 21)
	for i := range many {
		many[i] = supplier()
	}
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		want   *fault.Fault
	}{
		"unknown way":         {func(d *tender.Drafting) { d.Terms.Choice.Way = "auction" }, tender.ErrWay},
		"long reason":         {func(d *tender.Drafting) { d.Terms.Choice.Reason = strings.Repeat("ä", 2001) }, tender.ErrWayReason},
		"urgency of 9":        {func(d *tender.Drafting) { d.Terms.Choice.Urgency = "es eilt !" }, tender.ErrUrgency},
		"nobody invited":      {func(d *tender.Drafting) { d.Invited = nil }, tender.ErrInvitedCount},
		"21 invited":          {func(d *tender.Drafting) { d.Invited = many }, tender.ErrInvitedCount},
		"one invited twice":   {func(d *tender.Drafting) { d.Invited = []member.SupplierID{dear, cheap, dear} }, tender.ErrInvitedTwice},
		"invited to all bids": {func(d *tender.Drafting) { d.Terms.Choice.Way = tender.ToAll }, tender.ErrInvitedCount},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tender.New("VV-2026-0003", directly("4210.00", c.change), round, law, officer, now)
			refused(t, err, c.want)
		})
	}
	for name, n := range map[string]int{"one": 1, "twenty": 20} {
		if _, err := tender.New("VV-2026-0003", directly("4210.00", func(d *tender.Drafting) { d.Invited = many[:n] }), round, law, officer, now); err != nil {
			t.Errorf("%s invited: %v", name, err)
		}
	}
}

func TestUrgencyShortensTheTimeOfOpenEUProceduresOnly(t *testing.T) {
	urgent := func(d *tender.Drafting) {
		d.Terms.Choice.Urgency = "Die Schulen öffnen nach dem Brand in fünf Wochen."
	}
	at := func(day string) func(*tender.Drafting) {
		return func(d *tender.Drafting) { d.Terms.Deadline = mustTime(day) }
	}
	// 2 March is dispatch; 15 days from the day after end with 17 March.
	ok(t, draft(t, urgent, at("2026-03-17T23:00:00Z")).Submit(officer, facts(), law, now))
	refused(t, draft(t, urgent, at("2026-03-17T22:59:59Z")).Submit(officer, facts(), law, now), tender.ErrDeadlineEarly)
	refused(t, draft(t, at("2026-03-17T23:00:00Z")).Submit(officer, facts(), law, now), tender.ErrDeadlineEarly)
	if r := draft(t, urgent).State().Ruling; !r.Urgent || r.Days != 15 || r.DaysSource != "VgV § 15 Abs. 3" {
		t.Errorf("got %+v", r)
	}
	national := draft(t, urgent, func(d *tender.Drafting) { d.Lots[0].MaximumValue = money.MustAmount("200000") })
	if r := national.State().Ruling; r.Procedure != tender.OpenNational || r.Urgent || r.Days != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestTheRulingFollowsValueAndLimitOnBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(421000, 99999999).Draw(t, "cents")
		maximum := money.FromCents(cents)
		d := directly(maximum.String())
		made, err := tender.New("VV-2026-0003", d, round, allowing("50000.00"), officer, now)
		if err != nil {
			t.Fatal(err)
		}
		err = made.Submit(officer, bothStand, allowing("50000.00"), now)
		if within := cents <= 5000000; within != (err == nil) {
			t.Fatalf("%s: %v", maximum, err)
		}
		d.Terms.Choice, d.Invited = tender.Choice{}, nil
		open, err := tender.New("VV-2026-0003", d, round, law, officer, now)
		if err != nil {
			t.Fatal(err)
		}
		if r := open.State().Ruling; r.EUWide() != (cents >= 21600000) || r.Limit.Sign() != 0 {
			t.Fatalf("%s: %+v", maximum, r)
		}
	})
}

func mustTime(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}
