package tender_test

import (
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/tender"
)

func TestAProposalIsRefusedAndChangesNothing(t *testing.T) {
	refused(t, published(t).Propose(officer, tender.Proposal{Reason: "Zu früh"}, nil, nil, later), tender.ErrNotEvaluating)
	empty := published(t)
	refused(t, empty.Propose(officer, tender.Proposal{Reason: "Kein Angebot"}, opened(t, empty), nil, later), tender.ErrUndecided)

	made := published(t)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", "200"})
	lots := made.State().Lots
	drawn := tender.Draw{By: "Karla Kern", Presence: "Ole Ott, Pia Pohl", At: later}
	tie := tender.Decision{Lot: lots[1].ID, Bid: bids[0].State().ID, Draw: drawn}
	none := tender.Waiver{Lot: lots[0].ID, Ground: tender.BasisChanged, Reason: "Bedarf entfallen"}
	type decisions = []tender.Decision
	type waivers = []tender.Waiver
	record := func(change func(*tender.Draw)) tender.Proposal {
		changed := tie
		change(&changed.Draw)
		return tender.Proposal{Reason: "Los", Decisions: decisions{changed}}
	}
	for name, c := range map[string]struct {
		proposal tender.Proposal
		want     *fault.Fault
		field    string
	}{
		"without a reason":            {tender.Proposal{Decisions: decisions{tie}}, tender.ErrReason, "reason"},
		"a tie without a drawn lot":   {tender.Proposal{Reason: "Preis"}, tender.ErrTied, "lotDecisions"},
		"a draw by nobody":            {record(func(d *tender.Draw) { d.By = " " }), tender.ErrDraw, "lotDecisions.0.drawnBy"},
		"a draw that nobody saw":      {record(func(d *tender.Draw) { d.Presence = "" }), tender.ErrDraw, "lotDecisions.0.presence"},
		"a draw before the opening":   {record(func(d *tender.Draw) { d.At = later.Add(-time.Second) }), tender.ErrDraw, "lotDecisions.0.drawnAt"},
		"a draw tomorrow":             {record(func(d *tender.Draw) { d.At = later.Add(time.Second) }), tender.ErrDraw, "lotDecisions.0.drawnAt"},
		"two decisions for a lot":     {tender.Proposal{Reason: "Preis", Decisions: decisions{tie, tie}}, tender.ErrDecisionTwice, "lotDecisions.1.lotId"},
		"a decision without a tie":    {tender.Proposal{Reason: "Preis", Decisions: decisions{tie, {Lot: lots[0].ID, Bid: tie.Bid}}}, tender.ErrNotTied, "lotDecisions.1.lotId"},
		"a bid that is not first":     {tender.Proposal{Reason: "Preis", Decisions: decisions{{Lot: lots[1].ID, Bid: id.New[tender.Bid]()}}}, tender.ErrNotTied, "lotDecisions.0.bidId"},
		"a decision for no lot of us": {tender.Proposal{Reason: "Preis", Decisions: decisions{tie, {Lot: id.New[tender.Lot](), Bid: tie.Bid}}}, tender.ErrLotUnknown, "lotDecisions.1.lotId"},
		"a drawn lot for no award": {tender.Proposal{Reason: "Preis", Decisions: decisions{tie}, Waivers: waivers{{Lot: tie.Lot, Ground: tender.GraveReason, Reason: "Anders"}}},
			tender.ErrNotTied, "lotDecisions.0.lotId"},
		"a ground the law has not": {tender.Proposal{Reason: "Preis", Decisions: decisions{tie}, Waivers: waivers{{Lot: lots[0].ID, Ground: "whim", Reason: "Laune"}}},
			tender.ErrGroundUnknown, "notAwarded.0.ground"},
		"no award without a reason": {tender.Proposal{Reason: "Preis", Decisions: decisions{tie}, Waivers: waivers{{Lot: lots[0].ID, Ground: tender.GraveReason}}},
			tender.ErrReason, "notAwarded.0.reason"},
		"no award of no lot of us": {tender.Proposal{Reason: "Preis", Decisions: decisions{tie}, Waivers: waivers{none, {Lot: id.New[tender.Lot]()}}}, tender.ErrLotUnknown, "notAwarded.1.lotId"},
		"no award twice":           {tender.Proposal{Reason: "Preis", Decisions: decisions{tie}, Waivers: waivers{none, none}}, tender.ErrDecisionTwice, "notAwarded.1.lotId"},
	} {
		t.Run(name, func(t *testing.T) {
			err := made.Propose(officer, c.proposal, bids, tender.ScoresOf(bids), later)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
			if s := made.State(); s.Status != tender.Opened || !s.Lots[0].Winner.IsZero() {
				t.Errorf("got %+v", s)
			}
		})
	}
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Los gezogen", Decisions: decisions{tie}, Waivers: waivers{none}}, bids, tender.ScoresOf(bids), later))
	if s := made.State(); s.Lots[1].Draw == nil || *s.Lots[1].Draw != drawn || s.Lots[0].Draw != nil || s.Lots[1].Winner != tie.Bid || !s.Lots[0].Winner.IsZero() || s.Lots[0].NotAwardedReason != none.Reason {
		t.Errorf("got %+v", s.Lots)
	}
}

func TestALotIsDrawnInTheMinuteOfTheOpeningAtTheEarliest(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950", "200"}, []string{"940", "200"})
	s := made.State()
	s.PricesOpened.At = later.Add(40 * time.Second)
	made = tender.Restore(s)
	propose := func(at time.Time) error {
		draw := tender.Draw{By: "Karla Kern", Presence: "Ole Ott", At: at}
		decision := tender.Decision{Lot: s.Lots[1].ID, Bid: bids[0].State().ID, Draw: draw}
		return made.Propose(officer, tender.Proposal{Reason: "Los", Decisions: []tender.Decision{decision}}, bids, tender.ScoresOf(bids), later.Add(50*time.Second))
	}
	refused(t, propose(later.Add(-time.Second)), tender.ErrDraw)
	ok(t, propose(later))
}

func TestAProposalIsApprovedOnceByAnotherPerson(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950", "200"})
	refused(t, made.Approve(second, bids, later), tender.ErrNotProposed)
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Einziges Angebot"}, bids, tender.ScoresOf(bids), later))
	refused(t, made.Approve(officer, bids, later), access.ErrSamePerson)
	ok(t, made.Approve(second, bids, later))
	refused(t, made.Approve(second, bids, later), tender.ErrApproved)
	if s := made.State(); s.Approved.By != second || s.Proposal != 1 || s.Status != tender.AwardProposed {
		t.Errorf("got %+v", s)
	}
}

func TestWithoutABidderNobodyIsToldAndTheTenderEndsAtOnce(t *testing.T) {
	made := published(t)
	bids := opened(t, made)
	ok(t, made.Propose(officer, waived(made, "Kein Angebot"), bids, tender.ScoresOf(bids), later))
	ok(t, made.Approve(second, bids, later))
	_, err := made.Award(second, bids, round, later)
	ok(t, err)
	if made.State().Status != tender.Cancelled {
		t.Errorf("got %s", made.State().Status)
	}
}

func TestAReturnedProposalLeavesNothingButItsCount(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950", "200"})
	refused(t, made.ReturnProposal("Zu früh"), tender.ErrNotProposed)
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Einziges Angebot"}, bids, tender.ScoresOf(bids), later))
	ok(t, made.Approve(second, bids, later))
	sent := send(t, made, bids, later, tender.Electronic)
	refused(t, made.ReturnProposal(" "), tender.ErrReason)
	ok(t, made.ReturnProposal("Die Kammer verlangt eine neue Wertung"))
	s := made.State()
	if s.Status != tender.Evaluating || !s.Proposed.IsZero() || !s.Approved.IsZero() || !s.EarliestAward.IsZero() || !s.Lots[0].Winner.IsZero() || len(s.Lots[0].Items) != 1 {
		t.Errorf("got %+v", s)
	}
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Neu gewertet"}, bids, tender.ScoresOf(bids), later))
	ok(t, made.Approve(second, bids, later))
	if _, err := made.Award(second, bids, round, later.AddDate(1, 0, 0)); err == nil {
		t.Error("the letters of the first proposal count for the second one")
	}
	again, err := made.Send(officer, []tender.Sending{{Supplier: sent[0].Supplier, Means: tender.Electronic}}, sent, bids, law, later.AddDate(0, 1, 0))
	ok(t, err)
	if again[0].Proposal != 2 || made.State().EarliestAward != day("2026-05-13") {
		t.Errorf("got %+v, %s", again, made.State().EarliestAward)
	}
}
