package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// negotiated invites at least three out of all who ask to take part, and talks about their bids.
func negotiated(in *driving.TenderDraft) {
	restricted(in)
	in.Choice.Way, in.Choice.Least = "negotiated", 3
	in.Choice.Ground, in.Choice.Reason = "innovative", "Gesucht ist ein Konzept für geteilte Geräte."
}

// invited is a tender whose participants are invited to bid, by a first stage in which they all asked.
func (o *office) invited(draft func(*driving.TenderDraft), bidders ...access.Actor) view.Tender {
	o.t.Helper()
	participating, made := usecase.NewParticipating(o.db), o.published(draft)
	for _, b := range bidders {
		o.mustAsk(made, b)
	}
	o.clockAt(requestsEnd.Add(time.Hour))
	proposed, err := participating.ProposeSelection(o.t.Context(), o.officer, tender.ID(made.ID), made.Version, o.selectionOf(made, bidders...))
	if err != nil {
		o.t.Fatal(err)
	}
	invited, err := participating.InviteChosen(o.t.Context(), o.second, tender.ID(made.ID), proposed.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	return invited
}

func (o *office) callForBids(t view.Tender, final bool, until time.Time) (view.Tender, error) {
	return usecase.NewNegotiating(o.db).CallForBids(o.t.Context(), o.officer, tender.ID(t.ID), o.show(o.officer, t).Version, driving.BidCall{
		Deadline: until, Final: final, Message: "Bitte bieten Sie die Lieferung frei Haus an.",
	})
}

func (o *office) mustCall(t view.Tender, final bool, until time.Time) view.Tender {
	o.t.Helper()
	called, err := o.callForBids(t, final, until)
	if err != nil {
		o.t.Fatal(err)
	}
	return called
}

func (o *office) negotiation(who access.Actor, t view.Tender) view.Negotiation {
	o.t.Helper()
	shown, err := usecase.NewNegotiating(o.db).Negotiation(o.t.Context(), who, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	return shown
}

func TestANegotiatedProcedureRunsOverThreeRoundsToTheContract(t *testing.T) {
	o := openOffice(t)
	negotiating := usecase.NewNegotiating(o.db)
	dora := o.bidder("Dora Display GmbH")
	made := o.invited(negotiated, o.anton, o.berta, dora)
	which := tender.ID(made.ID)
	if made.Status != "published" || made.Procedure != "negotiated-eu" || made.Choice.Way != "negotiated" || made.Choice.Ground != "innovative" || made.Choice.FirstBids ||
		made.Choice.Participants != 3 || made.Choice.LeastDays != 25 || made.Choice.LeastDaysSource != "VgV § 17 Abs. 6 und 9: elektronisch" {
		t.Fatalf("invited is %s, %s, %+v", made.Status, made.Procedure, made.Choice)
	}
	o.mustBid(made, o.anton, "900", "200")
	o.mustBid(made, o.berta, "910", "190")
	o.mustBid(made, dora, "890", "180")
	if _, err := o.callForBids(made, false, chosenUntil.AddDate(0, 1, 0)); !errors.Is(err, tender.ErrNotTalking) {
		t.Errorf("called before the opening: %v", err)
	}
	o.clockAt(chosenUntil.Add(time.Hour))
	o.mustRelease(made, o.first, o.other)
	bids := o.evaluationOf(made)
	if _, err := o.awarding.Exclude(t.Context(), o.officer, which, o.show(o.officer, made).Version, bids[supplierOf(dora)].String(), "Mindestanforderung verfehlt"); err != nil {
		t.Fatal(err)
	}
	o.mustExamine(made)
	if _, err := o.awarding.Propose(t.Context(), o.officer, which, o.show(o.officer, made).Version, driving.Proposal{Reason: "Preis"}); !errors.Is(err, tender.ErrNegotiationOwed) {
		t.Errorf("proposed on first bids: %v", err)
	}
	talk := driving.Talk{Supplier: supplierOf(o.anton).String(), HeldOn: "2026-04-29", Present: "Kern, Ott", Minute: "Lieferung frei Haus ist möglich."}
	kept, err := negotiating.AddTalk(t.Context(), o.officer, access.Key{}, which, talk)
	if err != nil || len(kept.Talks) != 1 || kept.Talks[0].Minute != talk.Minute || !kept.MayNegotiate || len(kept.Bidders) != 2 || kept.EarliestDeadline.IsZero() {
		t.Fatalf("keeps %+v, %v", kept, err)
	}
	talk.Supplier = supplierOf(dora).String()
	if _, err := negotiating.AddTalk(t.Context(), o.officer, access.Key{}, which, talk); !errors.Is(err, tender.ErrTalkBidder) {
		t.Errorf("talked with whom is excluded: %v", err)
	}
	if theirs := o.negotiation(o.anton, made); len(theirs.Talks) != 0 || len(theirs.Bidders) != 0 || theirs.MayNegotiate || len(theirs.Calls) != 0 {
		t.Errorf("a bidder reads %+v", theirs)
	}

	second := o.mustCall(made, false, chosenUntil.AddDate(0, 0, 10))
	if second.Status != "published" || !second.Deadline.Equal(chosenUntil.AddDate(0, 0, 10)) || second.BidCount != 0 {
		t.Errorf("the second round is %s until %s with %d bids", second.Status, second.Deadline, second.BidCount)
	}
	o.owes(o.anton, made, "tender-bid")
	o.owes(o.berta, made, "tender-bid")
	o.owes(dora, made)
	if got, want := o.toldOfCalls(), []string{"Vertrieb Anton Technik GmbH:  2026-05-09", "Vertrieb Berta Systeme AG:  2026-05-09"}; !slices.Equal(got, want) {
		t.Errorf("told are %q, want %q", got, want)
	}
	if theirs := o.negotiation(o.anton, made); theirs.Round != 2 || len(theirs.Calls) != 1 || theirs.Calls[0].Message == "" || theirs.Calls[0].CalledBy != "" {
		t.Errorf("who is called reads %+v", theirs)
	}
	if theirs := o.negotiation(dora, made); len(theirs.Calls) != 0 {
		t.Errorf("who is not called reads %+v", theirs)
	}
	if _, err := o.handIn(second, dora, o.seal(second, dora, "10", "10")); !errors.Is(err, tender.ErrNotInvited) {
		t.Errorf("a bid of whom is excluded: %v", err)
	}
	o.mustBid(second, o.anton, "880", "190")
	o.mustBid(second, o.anton, "870", "190")
	o.mustBid(second, o.berta, "875", "185")
	o.clockAt(chosenUntil.AddDate(0, 0, 10).Add(time.Hour))
	opened := o.mustRelease(second, o.other, o.third)
	if len(opened.Records) != 2 || opened.Records[0].Round != 1 || opened.Records[1].Round != 2 || len(opened.Records[1].Bids) != 2 || !opened.Records[0].Deadline.Equal(chosenUntil) {
		t.Fatalf("the records are %+v", opened.Records)
	}
	if _, err := o.opening.Record(t.Context(), o.officer, which, driving.RecordOf{Kind: "price", Round: 3}); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a record of no round: %v", err)
	}
	if r, err := o.opening.Record(t.Context(), o.officer, which, driving.RecordOf{Kind: "price", Round: 2}); err != nil || !strings.Contains(r.Text, "\nround\t2\n") {
		t.Errorf("the record of the second round: %v", err)
	}
	third := o.mustCall(second, true, chosenUntil.AddDate(0, 0, 20))
	if _, err := o.callForBids(second, true, chosenUntil.AddDate(0, 0, 40)); !errors.Is(err, tender.ErrNotTalking) {
		t.Errorf("called twice: %v", err)
	}
	o.mustBid(third, o.berta, "860", "180")
	o.clockAt(chosenUntil.AddDate(0, 0, 20).Add(time.Hour))
	o.mustRelease(third, o.first, o.third)
	if _, err := o.callForBids(third, true, chosenUntil.AddDate(0, 0, 40)); !errors.Is(err, tender.ErrFinalCalled) {
		t.Errorf("called after last bids: %v", err)
	}
	o.mustPropose(third, driving.Proposal{Reason: "Einziges endgültiges Angebot"})
	standstill := o.mustTell(third)
	letters, err := o.informing.Letters(t.Context(), o.officer, which)
	if err != nil || len(letters.Items) != 3 {
		t.Fatalf("%d letters, want one to each who ever bid: %v", len(letters.Items), err)
	}
	o.clockAt(chosenUntil.AddDate(0, 0, 32))
	if _, err := o.awarding.Award(t.Context(), o.second, which, standstill.Version); err != nil {
		t.Fatal(err)
	}
	if n := count(t, o.owner, `select count(*) from framework`); n != 2 {
		t.Errorf("%d contracts", n)
	}
	if n := count(t, o.owner, `select count(*) from bid where status = 'followed-up'`); n != 4 {
		t.Errorf("%d bids were followed by others, want two of each of the first rounds", n)
	}
}

// toldOfCalls are the mails that call for further bids.
func (o *office) toldOfCalls() []string {
	told := []string{}
	box := &postbox{}
	letters := &post{shop: &shop{market: o.market}, box: box, sends: usecase.NewDelivering(o.db, o.db, box)}
	for _, m := range letters.deliver() {
		for _, n := range m.News {
			if n.Kind == "bids-called" {
				told = append(told, m.To.Name+": "+n.Status+" "+n.Day)
			}
		}
	}
	slices.Sort(told)
	return told
}

// evaluationOf are the bids in the comparison, by who made them.
func (o *office) evaluationOf(t view.Tender) map[member.SupplierID]tender.BidID {
	o.t.Helper()
	list, err := o.bidding.Bids(o.t.Context(), o.officer, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	found := map[member.SupplierID]tender.BidID{}
	for _, b := range list.Items {
		found[member.SupplierID(b.Bidder.ID)] = tender.BidID(b.ID)
	}
	return found
}

func TestTheAwardOnFirstBidsWhereItIsReserved(t *testing.T) {
	o := openOffice(t)
	made := o.invited(func(in *driving.TenderDraft) { negotiated(in); in.Choice.FirstBids = true }, o.anton)
	o.mustBid(made, o.anton, "900", "200")
	o.clockAt(chosenUntil.Add(time.Hour))
	o.mustRelease(made, o.first, o.other)
	o.mustPropose(made, driving.Proposal{Reason: "Erstangebot überzeugt"})
}

func TestAPanelScoresTheBidsOfEachRound(t *testing.T) {
	o := openOffice(t)
	made := o.invited(func(in *driving.TenderDraft) { negotiated(in); in.Rules = pointsRules("simple-ratio") }, o.anton, o.berta)
	which := tender.ID(made.ID)
	o.mustBid(made, o.anton, "900", "200")
	o.mustBid(made, o.berta, "910", "190")
	o.clockAt(chosenUntil.Add(time.Hour))
	o.mustRelease(made, o.first, o.other)
	scoring, s := o.mustScore(made, func(string, string) string { return "300" })
	if _, err := scoring.Lock(t.Context(), o.officer, which, s.Version); err != nil {
		t.Fatal(err)
	}
	o.mustRelease(made, o.first, o.other)
	second := o.mustCall(made, true, chosenUntil.AddDate(0, 0, 10))
	o.mustBid(second, o.anton, "880", "190")
	o.mustBid(second, o.berta, "870", "185")
	o.clockAt(chosenUntil.AddDate(0, 0, 10).Add(time.Hour))
	if opened := o.mustRelease(second, o.first, o.third); opened.Phase != "scores-not-locked" {
		t.Fatalf("after the quality envelopes of the second round: %s", opened.Phase)
	}
	again, err := scoring.Scoring(t.Context(), o.officer, which)
	if err != nil || again.Phase != "scoring" || len(again.Bids) != 2 {
		t.Fatalf("the panel is %s with %d bids, %v", again.Phase, len(again.Bids), err)
	}
	o.mustExamine(second)
	for _, e := range again.Evaluators {
		evaluator := access.Actor{Person: member.PersonID(e.Person.ID), Name: e.Person.Name, Cooperative: o.id, Grants: []access.Grant{{Role: access.Evaluator}}}
		own, err := scoring.Scoring(t.Context(), evaluator, which)
		if err != nil {
			t.Fatal(err)
		}
		var given []driving.SheetScore
		for _, bid := range own.Bids {
			for _, lot := range bid.Lots {
				given = append(given, driving.SheetScore{Bid: bid.BidID, Lot: lot.LotID, Criterion: "Leistung", Score: "320", Reason: "verbessert"})
			}
		}
		if own, err = scoring.Write(t.Context(), evaluator, which, own.Sheet.Version, given); err != nil {
			t.Fatal(err)
		}
		if _, err = scoring.HandIn(t.Context(), evaluator, which, own.Sheet.Version); err != nil {
			t.Fatal(err)
		}
	}
	if s, err = scoring.Scoring(t.Context(), o.officer, which); err != nil {
		t.Fatal(err)
	}
	if _, err := scoring.Lock(t.Context(), o.officer, which, s.Version); err != nil {
		t.Fatal(err)
	}
	if opened := o.mustRelease(second, o.other, o.third); opened.Phase != "done" || len(opened.Records) != 4 {
		t.Errorf("after the prices of the second round: %s with %d records", opened.Phase, len(opened.Records))
	}
	o.mustPropose(second, driving.Proposal{Reason: "Bestes Verhältnis"})
}

func TestTheDatabaseDefendsTheRoundsOfBids(t *testing.T) {
	o := openOffice(t)
	made := o.invited(negotiated, o.anton, o.berta)
	o.mustBid(made, o.anton, "900", "200")
	o.mustBid(made, o.berta, "910", "190")
	o.breaks("tender_round_kept", `update tender set bid_round = 2`)
	o.clockAt(chosenUntil.Add(time.Hour))
	o.mustRelease(made, o.first, o.other)
	o.breaks("tender_round_kept", `update tender set status = 'published', opened_at = null, opened_by = null, record_hash = null, prices_opened_at = null, prices_opened_by = null`)
	o.breaks("tender_round_kept", `update tender set bid_round = 2, status = 'published', opened_at = null, opened_by = null, record_hash = null, prices_opened_at = null, prices_opened_by = null`)
	o.breaks("tender_proposal_after_talks", `update tender set status = 'award-proposed', proposed_by = '`+o.officer.Person.String()+`', proposed_at = allmende_clock(), proposal_reason = 'Preis', proposal = 1`)
	o.breaks("tender_first_stage_kept", `update tender set first_bids_award = true`)
	o.breaks("tender_first_stage_kept", `update tender set negotiation_ground = 'complexity'`)
	o.breaks("bid_followed_up_stays", `update bid set round = 2`)
	call := `insert into tender_bid_call (cooperative_id, id, tender_id, round, deadline, final, message, called_by, called_at, ended_deadline, ended_opened_by, ended_opened_at, ended_record_hash,
			ended_prices_opened_by, ended_prices_opened_at)
		select cooperative_id, gen_random_uuid(), id, %round%, allmende_clock() + interval '9 days', false, 'Bitte bieten Sie erneut.', opened_by, allmende_clock(), deadline, opened_by, opened_at, %hash%,
			prices_opened_by, prices_opened_at from tender`
	with := func(round, hash string) string {
		return strings.NewReplacer("%round%", round, "%hash%", hash).Replace(call)
	}
	o.breaks("tender_bid_call_in_turn", with("3", "record_hash"))
	o.breaks("tender_bid_call_in_turn", with("2", "repeat('0', 64)"))
	o.breaks("tender_bid_call_in_turn", with("1", "record_hash"))
	o.breaks("tender_talk_in_turn", `insert into tender_talk (cooperative_id, id, tender_id, round, bid_id, supplier_id, held_on, present, minute, recorded_by, recorded_at)
		select cooperative_id, gen_random_uuid(), tender_id, 2, id, supplier_id, '2026-04-29', 'Kern', 'Lieferung frei Haus', handed_in_by, allmende_clock() from bid limit 1`)
	second := o.mustCall(made, true, chosenUntil.AddDate(0, 0, 10))
	o.breaks("bid_followed_up_stays", `update bid set status = 'opened' where status = 'followed-up'`)
	o.breaks("tender_bid_call_in_turn", with("3", "repeat('0', 64)"))
	o.breaks("tender_deadline_kept", `update tender set deadline = deadline - interval '1 day'`)
	o.mustBid(second, o.anton, "880", "190")
	o.bidder("Dora Display GmbH")
	o.breaks("bid_of_invited", `insert into bid (cooperative_id, id, tender_id, supplier_id, revision, round, status, received_at, deadline, handed_in_by, committee_hash, manifest_hash, bidder_name)
		select b.cooperative_id, gen_random_uuid(), b.tender_id, s.id, 1, 2, 'sealed', allmende_clock(), t.deadline, b.handed_in_by, t.committee_hash, b.manifest_hash, s.name
		from bid b join tender t on t.id = b.tender_id join supplier s on s.cooperative_id = b.cooperative_id and s.id not in (select supplier_id from bid) limit 1`)
	o.breaks("bid_of_round", `insert into bid (cooperative_id, id, tender_id, supplier_id, revision, status, received_at, deadline, handed_in_by, committee_hash, manifest_hash, bidder_name)
		select b.cooperative_id, gen_random_uuid(), b.tender_id, b.supplier_id, 9, 'sealed', allmende_clock(), t.deadline, b.handed_in_by, t.committee_hash, b.manifest_hash, b.bidder_name
		from bid b join tender t on t.id = b.tender_id limit 1`)
	o.breaks("opening_release_of_round", `insert into opening_release (cooperative_id, id, tender_id, revision, kind, officer_id, deadline, released_at)
		select cooperative_id, gen_random_uuid(), tender_id, revision, kind, officer_id, deadline, allmende_clock() from opening_release limit 1`)
	for _, table := range []string{"tender_bid_call", "tender_talk"} {
		if err := o.write(`update ` + table + ` set version = 2`); err == nil {
			t.Errorf("%s changes", table)
		}
	}
}
