package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestABidderLearnsOfTheWinnerWithItsLetterAndOthersWithTheAward(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "200")
	o.mustBid(published, o.berta, "800", "100")
	idle := o.bidder("Idle GmbH")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Niedrigster Preis"})
	approved := o.mustApprove(published)
	if seen := o.show(o.anton, published); seen.Lots[0].Winner != nil || seen.EarliestAward != "" || seen.ApprovedBy != "" {
		t.Errorf("before the letter: %+v", seen)
	}
	if letters, err := o.informing.Letters(t.Context(), o.anton, which); err != nil || len(letters.Items) != 0 {
		t.Errorf("letters before they are sent: %+v, %v", letters, err)
	}
	all := o.sendings(published)
	half, err := o.informing.Send(t.Context(), o.officer, which, approved.Version, all[:1])
	if err != nil || half.EarliestAward != "" || half.Status != "award-proposed" {
		t.Fatalf("one of two: %+v, %v", half, err)
	}
	if seen := o.show(o.berta, published); seen.Lots[0].Winner != nil {
		t.Errorf("told another: %+v", seen.Lots[0])
	}
	told, err := o.informing.Send(t.Context(), o.officer, which, half.Version, all[1:])
	if err != nil || told.Status != "standstill" || told.EarliestAward != "2026-04-13" {
		t.Fatalf("all: %+v, %v", told, err)
	}
	if seen := o.show(o.anton, published); seen.Lots[0].Winner == nil || seen.Lots[0].WinningTotal != "" || seen.EarliestAward != "2026-04-13" || seen.ProposalReason != "" {
		t.Errorf("the loser after the letter: %+v", seen)
	}
	letters, err := o.informing.Letters(t.Context(), o.anton, which)
	if err != nil || len(letters.Items) != 1 || letters.Items[0].Bidder.Name != "Anton Technik GmbH" || letters.Items[0].Lots[0].Rank != 2 || letters.Items[0].Dispatches[0].RecordedBy != "" {
		t.Errorf("the loser's letter: %+v, %v", letters, err)
	}
	if letter, err := o.informing.Letter(t.Context(), o.anton, which, o.anton.Grants[0].Supplier); err != nil || letter.Lots[0].Winner != "Berta Systeme AG" || letter.Earliest.String() != "2026-04-13" {
		t.Errorf("the loser's letter: %+v, %v", letter, err)
	}
	if _, err := o.informing.Letter(t.Context(), o.anton, which, o.berta.Grants[0].Supplier); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the letter to another: %v", err)
	}
	if seen := o.show(idle, published); seen.Lots[0].Winner != nil || seen.EarliestAward != "" {
		t.Errorf("who did not bid: %+v", seen)
	}
	o.clockAt(time.Date(2026, 4, 14, 9, 0, 0, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.officer, which, told.Version); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("awarded by the one who proposed: %v", err)
	}
	if _, err := o.awarding.Award(t.Context(), o.second, which, told.Version); err != nil {
		t.Fatal(err)
	}
	if seen := o.show(idle, published); seen.Lots[0].Winner == nil || seen.Lots[0].WinningTotal != "80000.00" || seen.Lots[0].FrameworkID != "" {
		t.Errorf("who did not bid, after the award: %+v", seen.Lots[0])
	}
	if seen := o.show(o.berta, published); seen.Lots[0].FrameworkID == "" {
		t.Errorf("the winner after the award: %+v", seen.Lots[0])
	}
}

// pointsRules compare by a method and one criterion of up to 400 points.
func pointsRules(method string) driving.Rules {
	return driving.Rules{Method: method, Points: "400", Low: &driving.LowLimits{Next: "0", Mean: "0"}, Criteria: []driving.Criterion{{Name: "Leistung", Weight: "100", Scale: "400"}}}
}

func TestAReturnedProposalIsForgottenButItsLettersStay(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "200")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(published)
	back, err := o.awarding.ReturnProposal(t.Context(), o.second, which, told.Version, "Neu zu werten")
	if err != nil || back.Status != "evaluating" || back.Lots[0].Winner != nil || back.EarliestAward != "" {
		t.Fatalf("got %+v, %v", back, err)
	}
	if seen := o.show(o.anton, published); seen.Reason != "" || seen.Lots[0].Winner != nil {
		t.Errorf("the bidder after the return: %+v", seen)
	}
	waived := driving.Proposal{Reason: "Kein wirtschaftliches Ergebnis"}
	for _, l := range published.Lots {
		waived.NotAwarded = append(waived.NotAwarded, driving.Waiver{Lot: l.ID, Ground: "not-economical", Reason: "Weit über der Schätzung"})
	}
	proposed := o.mustPropose(published, waived)
	if n := proposed.Lots[0].NotAwarded; n == nil || n.Ground != "not-economical" || proposed.Lots[0].Winner != nil {
		t.Errorf("got %+v", proposed.Lots[0])
	}
	told = o.mustTell(published)
	if told.Status != "award-proposed" || told.EarliestAward != "2026-04-02" {
		t.Errorf("without a contract there is no standstill: %s %s", told.Status, told.EarliestAward)
	}
	ended, err := o.awarding.Award(t.Context(), o.second, which, told.Version)
	if err != nil || ended.Status != "cancelled" {
		t.Fatalf("got %+v, %v", ended, err)
	}
	if n := count(t, o.owner, `select count(*) from tender_dispatch`); n != 2 {
		t.Errorf("%d letters on file", n)
	}
}

func TestAPendingReviewHoldsTheAwardUpInTheDatabaseToo(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "200")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(published)
	review, err := o.informing.RecordReview(t.Context(), o.officer, access.Key{}, which,
		driving.Application{Chamber: "Vergabekammer Niedersachsen", FileNumber: "VgK-12/2026", ReceivedOn: "2026-04-02"})
	if err != nil {
		t.Fatal(err)
	}
	o.clockAt(time.Date(2026, 5, 14, 9, 0, 0, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.second, which, told.Version); !errors.Is(err, award.ErrReviewPending) {
		t.Errorf("awarded under review: %v", err)
	}
	byHand := `update tender set status = 'awarded', awarded_by = '` + o.second.Person.String() + `', awarded_at = allmende_clock() where id = '` + published.ID + `'`
	o.breaks("tender_award_not_under_review", byHand)
	ended, err := o.informing.EndReview(t.Context(), o.officer, which, award.ReviewID(review.ID), review.Version,
		driving.ReviewEnd{Outcome: "withdrawn", EndedOn: "2026-05-10", Text: "Antrag zurückgenommen"})
	if err != nil || ended.Outcome != "withdrawn" || ended.EndedBy == "" {
		t.Fatalf("got %+v, %v", ended, err)
	}
	if _, err := o.awarding.Award(t.Context(), o.second, which, told.Version); err != nil {
		t.Errorf("after its end: %v", err)
	}
}

func TestTheDatabaseKeepsApprovalAndLetters(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	is := ` where id = '` + published.ID + `'`
	awarding := `awarded_by = '` + o.second.Person.String() + `', awarded_at = allmende_clock()`
	letter := func(proposal int) string {
		return fmt.Sprintf(`insert into tender_dispatch (cooperative_id, id, tender_id, proposal, supplier_id, means, sent_on, earliest_award, letter, recorded_by, recorded_at)
			values ('%s', gen_random_uuid(), '%s', %d, '%s', 'electronic', '2026-04-02', '2026-04-13', '{}', '%s', allmende_clock())`,
			o.id, published.ID, proposal, o.anton.Grants[0].Supplier, o.officer.Person)
	}
	o.breaks("tender_approved_by_another", `update tender set approved_by = proposed_by, approved_at = allmende_clock()`+is)
	o.breaks("tender_earliest_after_approval", `update tender set earliest_award = '2026-04-13'`+is)
	o.breaks("tender_dispatch_after_approval", letter(1))
	o.mustApprove(published)
	o.breaks("tender_award_after_letters", `update tender set status = 'awarded', earliest_award = '2026-04-02', `+awarding+is)
	o.breaks("tender_standstill_after_letters", `update tender set status = 'standstill'`+is)
	o.breaks("tender_dispatch_after_approval", letter(2))
	o.mustTellApproved(published)
	o.clockAt(time.Date(2026, 4, 12, 9, 0, 0, 0, time.UTC))
	o.breaks("tender_standstill_kept", `update tender set status = 'awarded', `+awarding+is)
	o.breaks("tender_award_not_before_letters", `update tender set status = 'awarded', earliest_award = '2026-04-12', `+awarding+is)
	o.breaks("append_only", `update tender_dispatch set sent_on = '2026-04-01'`)
	o.breaks("append_only", `delete from tender_dispatch`)
	o.breaks("tender_lot_won_or_not_awarded", `update tender_lot set not_awarded_ground = 'basis-changed', not_awarded_reason = 'Anders'`)
}

func TestPointsDecideUnderTheSimpleRatioAndATieNeedsADrawnLot(t *testing.T) {
	o := openOffice(t)
	published := o.published(func(d *driving.TenderDraft) { d.Rules = pointsRules("simple-ratio") })
	which := tender.ID(published.ID)
	antons, bertas := o.mustBid(published, o.anton, "950", "200"), o.mustBid(published, o.berta, "840", "100")
	o.mustOpen(published)
	if _, err := o.awarding.Propose(t.Context(), o.officer, which, o.show(o.officer, published).Version, driving.Proposal{Reason: "Ohne Preise"}); !errors.Is(err, tender.ErrPricesSealed) {
		t.Errorf("proposed without prices: %v", err)
	}
	points := map[string]string{
		antons.BidID + published.Lots[0].ID: "380", bertas.BidID + published.Lots[0].ID: "350",
		antons.BidID + published.Lots[1].ID: "200", bertas.BidID + published.Lots[1].ID: "100",
	}
	scoring, sheets := o.mustScore(published, func(bid, lot string) string { return points[bid+lot] })
	if _, err := scoring.Lock(t.Context(), o.officer, which, sheets.Version); err != nil {
		t.Fatal(err)
	}
	o.mustOpen(published)
	scored, err := o.awarding.Evaluation(t.Context(), o.officer, which)
	if err != nil {
		t.Fatal(err)
	}
	if first := scored.Lots[0].Bids[0]; first.BidID != bertas.BidID || first.Formula != "Z = 350 / 84000.00 = 1/240 ≈ 0.00416667" || scored.Lots[0].Tied {
		t.Errorf("notebooks: %+v", scored.Lots[0])
	}
	if !scored.Lots[1].Tied || scored.Lots[1].Bids[0].Rank != 1 || scored.Lots[1].Bids[1].Rank != 1 {
		t.Errorf("monitors: %+v", scored.Lots[1])
	}
	if _, err := o.awarding.Propose(t.Context(), o.officer, which, scored.Version, driving.Proposal{Reason: "Ohne Los"}); !errors.Is(err, tender.ErrTied) {
		t.Errorf("proposed with a tie: %v", err)
	}
	proposed := o.mustPropose(published, driving.Proposal{Reason: "Los gezogen", LotDecisions: []driving.LotDecision{{Lot: published.Lots[1].ID, Bid: antons.BidID, DrawnBy: "Karla Kern", Presence: "Ole Ott", DrawnAt: deadline.Add(time.Hour)}}})
	if proposed.Lots[1].Winner.Name != "Anton Technik GmbH" {
		t.Errorf("proposed: %+v", proposed.Lots[1])
	}
}

func TestAnExcludedBidStaysVisibleAndOutOfTheRanking(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "200")
	bertas := o.mustBid(published, o.berta, "800", "100")
	before := o.mustOpen(published).Records[0]
	compared, err := o.awarding.Exclude(t.Context(), o.officer, which, o.show(o.officer, published).Version, bertas.BidID, "Eignung fehlt")
	if err != nil || compared.Status != "evaluating" {
		t.Fatalf("got %+v, %v", compared, err)
	}
	if last := compared.Lots[0].Bids[1]; last.BidID != bertas.BidID || !last.Excluded || last.ExcludedReason != "Eignung fehlt" || last.Rank != 0 || last.Total != "80000.00" {
		t.Errorf("excluded: %+v", last)
	}
	opening, err := o.opening.Opening(t.Context(), o.officer, which)
	if err != nil || len(opening.Records[0].Bids) != len(before.Bids) || opening.Records[0].Bids[1].State != "opened" || len(opening.Records[0].Bids[1].Totals) != 2 {
		t.Errorf("the record changed: %+v, %v", opening.Records, err)
	}
	if _, err := o.awarding.Exclude(t.Context(), o.officer, which, compared.Version, bertas.BidID, "Noch einmal"); !errors.Is(err, tender.ErrNotAdmitted) {
		t.Errorf("excluded twice: %v", err)
	}
}

func TestWhatWaitsInATenderWaitsForTheRightPerson(t *testing.T) {
	o := openOffice(t)
	todo := usecase.NewToDo(o.db)
	waits := func(actor access.Actor, kind string) bool {
		list, err := todo.ToDo(t.Context(), actor)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(list.Items, func(i view.ToDo) bool { return i.Kind == kind })
	}
	check := func(when, kind string, for_ access.Actor, notFor ...access.Actor) {
		t.Helper()
		if !waits(for_, kind) {
			t.Errorf("%s: %s does not wait for %s", when, kind, for_.Name)
		}
		for _, other := range notFor {
			if waits(other, kind) {
				t.Errorf("%s: %s waits for %s", when, kind, other.Name)
			}
		}
	}
	keyless := o.appoint("Karl Keyless", access.Grant{Role: access.OpeningOfficer})
	check("before", "key-register", keyless, o.first.Actor, o.officer)
	if _, err := o.keys.RegisterKey(t.Context(), keyless, o.first.key.Recipient); err != nil {
		t.Fatal(err)
	}
	check("registered", "key-confirm", o.officer, keyless, o.anton)
	draft := o.mustDraft()
	check("draft", "tender-draft", o.officer, o.anton)
	review, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(draft.ID), draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	check("in review", "tender-publish", o.second, o.officer, o.anton)
	published, err := o.tendering.PublishTender(t.Context(), o.second, tender.ID(draft.ID), review.Version)
	if err != nil {
		t.Fatal(err)
	}
	o.mustBid(published, o.berta, "900", "200")
	check("published", "tender-bid", o.anton, o.berta, o.officer)
	check("published", "drill-prove", o.third.Actor, keyless, o.officer)
	o.clockAt(start.Add(25 * time.Hour))
	check("a day later", "drill-alarm", o.officer, o.first.Actor)
	o.clockAt(deadline.Add(time.Hour))
	check("after the deadline", "tender-open", o.first.Actor, o.officer, keyless)
	o.mustRelease(published, o.first)
	check("after the first officer", "tender-open", o.third.Actor, o.first.Actor)
	o.mustRelease(published, o.other)
	check("opened", "bid-examine", o.officer, o.first.Actor, o.berta)
	o.mustExamine(published)
	check("examined", "tender-evaluate", o.officer, o.first.Actor, o.berta)
	if waits(o.officer, "bid-examine") {
		t.Error("what is examined still waits")
	}
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	check("proposed", "tender-approve", o.second, o.officer, o.anton)
	o.mustApprove(published)
	check("approved", "tender-inform", o.officer, o.anton, o.first.Actor)
	o.mustTellApproved(published)
	if waits(o.second, "tender-award") {
		t.Error("the award waits in the standstill")
	}
	o.clockAt(time.Date(2026, 4, 13, 6, 0, 0, 0, time.UTC))
	check("after the standstill", "tender-award", o.second, o.officer)
}
