package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestATenderRunsFromTheFrozenRoundToItsContracts(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft()
	if draft.Number != "VV-2026-0001" || draft.Status != "draft" || draft.Procedure != "open-eu" || draft.EstimatedValue != "260000.00" ||
		draft.MaximumValue != "260000.00" || draft.Threshold != "216000.00" || draft.ThresholdSource == "" || draft.EntitledCount != 2 {
		t.Errorf("draft: %+v", draft)
	}
	if item := draft.Lots[0].Items[0]; item.Quantity != "100" || item.MaximumQuantity != "200" || item.EstimatedPrice != "980.00" || item.CPV != "30213100-6" {
		t.Errorf("item: %+v", item)
	}
	if i := slices.IndexFunc(draft.Checks, func(c view.TenderCheck) bool { return !c.Met }); len(draft.Checks) != 12 || i >= 0 {
		t.Errorf("checks: %+v", draft.Checks)
	}
	if want := time.Date(2026, 4, 1, 22, 0, 0, 0, time.UTC); !draft.EarliestDeadline.Equal(want) {
		t.Errorf("earliest deadline %s, want %s", draft.EarliestDeadline, want)
	}

	review, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(draft.ID), draft.Version)
	if err != nil || review.Status != "in-review" || review.SubmittedBy != "Olga Offenbach" {
		t.Fatalf("submitted: %+v, %v", review, err)
	}
	published, err := o.tendering.PublishTender(t.Context(), o.second, tender.ID(draft.ID), review.Version)
	if err != nil || published.Status != "published" || len(published.EntitledHash) != 64 || len(published.CommitteeHash) != 64 || len(published.Entitled) != 2 ||
		published.OpeningOfficers[0].Recipient != o.first.key.Recipient || published.OpeningOfficers[1].Person.Name != "Zoe Zweite" {
		t.Fatalf("published: %+v, %v", published, err)
	}

	antons := o.mustBid(published, o.anton, "950.00", "200.505")
	bertas := o.mustBid(published, o.berta, "949.99", "")
	if antons.Version != 1 || antons.Late || antons.Bidder != "Anton Technik GmbH" || antons.TenderNumber != draft.Number || !antons.Deadline.Equal(deadline) || !antons.ReceivedAt.Equal(start) {
		t.Errorf("receipt: %+v", antons)
	}

	opened := o.mustOpen(published)
	if opened.Phase != "done" || len(opened.Records) != 1 || len(opened.Records[0].Bids) != 2 || opened.Records[0].Officers[1].Person.Name != "Zoe Zweite" {
		t.Fatalf("opening: %+v", opened)
	}
	if b := opened.Records[0].Bids[0]; b.BidID != antons.BidID || b.State != "opened" || b.ContainerHash != antons.Containers[0].ContainerHash ||
		!slices.Equal(b.Totals, []view.BidLotTotal{{LotID: published.Lots[0].ID, LotTitle: "Notebooks", Total: "95000.00"}, {LotID: published.Lots[1].ID, LotTitle: "Monitore", Total: "4010.10"}}) {
		t.Errorf("first in the record: %+v", b)
	}
	if n := count(t, o.owner, `select count(*) from opening_record r join tender t on t.id = r.tender_id where r.hash = $1 and t.record_hash = r.hash`, opened.Records[0].Hash); n != 1 {
		t.Error("the record that is kept has another hash")
	}

	compared, err := o.awarding.Evaluation(t.Context(), o.officer, tender.ID(draft.ID))
	if err != nil || compared.Status != "opened" || len(compared.Lots) != 2 {
		t.Fatalf("evaluation: %+v, %v", compared, err)
	}
	if first := compared.Lots[0].Bids[0]; first.BidID != bertas.BidID || first.Rank != 1 || first.Formula != "P = 100 × 949.99 = 94999.00" || first.Bidder.Name != "Berta Systeme AG" {
		t.Errorf("first of the notebooks: %+v", first)
	}

	proposed := o.mustPropose(published, driving.Proposal{Reason: "Niedrigster Preis je Los"})
	if proposed.Status != "award-proposed" || proposed.EarliestAward != "" || proposed.Lots[0].Winner.Name != "Berta Systeme AG" ||
		proposed.Lots[0].WinningTotal != "94999.00" || proposed.Lots[1].Winner.Name != "Anton Technik GmbH" {
		t.Errorf("proposed: %+v", proposed)
	}
	told := o.mustTell(published)
	if told.Status != "standstill" || told.EarliestAward != "2026-04-13" || told.ApprovedBy != "Paul Prüfer" {
		t.Errorf("told: %+v", told)
	}
	o.clockAt(time.Date(2026, 4, 12, 21, 59, 59, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.second, tender.ID(draft.ID), told.Version); !errors.Is(err, tender.ErrStandstill) {
		t.Errorf("awarded in the standstill: %v", err)
	}
	o.clockAt(time.Date(2026, 4, 12, 22, 0, 0, 0, time.UTC)) // the 13th has begun in Berlin
	awarded, err := o.awarding.Award(t.Context(), o.second, tender.ID(draft.ID), told.Version)
	if err != nil || awarded.Status != "awarded" || awarded.Lots[0].FrameworkID == "" || awarded.Lots[1].FrameworkID == "" {
		t.Fatalf("awarded: %+v, %v", awarded, err)
	}
	marketplace := usecase.NewMarketplace(o.db)
	contract, err := marketplace.Framework(t.Context(), o.officer, framework.ID(awarded.Lots[0].FrameworkID))
	if err != nil {
		t.Fatal(err)
	}
	if contract.Supplier.Name != "Berta Systeme AG" || contract.InForceFrom != "2026-04-13" || contract.InForceTo != "2030-04-12" || contract.MaximumValue != "250000.00" ||
		contract.Items[0].Price != "949.99" || contract.Items[0].MaximumQuantity != "200" || contract.EntitledCount != 2 || contract.LotTitle != "Notebooks" {
		t.Errorf("contract: %+v", contract)
	}
	quotas := map[string]string{}
	for _, q := range contract.Quotas {
		quotas[q.Member.Name] = q.Quota
	}
	// 70 of 110 notebooks are Celle's: 250,000.00 * 7/11 = 159,090.909… and 90,909.0909…
	if quotas["Celle"] != "159090.91" || quotas["Uelzen"] != "90909.09" {
		t.Errorf("quotas: %v", quotas)
	}
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(draft.ID))
	if err != nil || len(bids.Items) != 2 || bids.Items[0].Status != "won" || bids.Items[1].Status != "won" {
		t.Errorf("bids: %+v, %v", bids, err)
	}
	// With the declaration of the one who examines, and three examinations of each of the two bids.
	if n := count(t, o.owner, `select count(*) from event where not refused and object_id = $1`, draft.ID); n != 18 {
		t.Errorf("%d events, want one for each of the 18 steps", n)
	}
}

// dump is the text of every row of every table; bytes are shown in hexadecimal.
func TestEverybodySeesOfATenderWhatTheyMay(t *testing.T) {
	o := openOffice(t)
	stranger := marketIn(t, o.db, o.owner).officer
	auditor := o.appoint("Anna Auditorin", access.Grant{Role: access.Auditor})
	admin := o.appoint("Adam Admin", access.Grant{Role: access.Administrator})
	uninvolved := o.opener("Ute Unbeteiligt")
	draft := o.mustDraft()
	which := tender.ID(draft.ID)
	for _, c := range []struct {
		actor access.Actor
		seen  bool
	}{{o.officer, true}, {auditor, true}, {o.first.Actor, true}, {uninvolved.Actor, false}, {o.celle, false}, {o.anton, false}, {stranger, false}, {admin, false}} {
		_, err := o.tendering.Tender(t.Context(), c.actor, which)
		if c.seen != (err == nil) || err != nil && !errors.Is(err, access.ErrNotFound) {
			t.Errorf("the draft for %s: %v", c.actor.Name, err)
		}
	}
	if _, err := o.tendering.SubmitTender(t.Context(), o.anton, which, draft.Version); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder submits the draft: %v", err)
	}
	if _, err := o.handIn(draft, o.anton, age.SealedBid{}); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bid for the draft: %v", err)
	}
	draft, err := o.tendering.SubmitTender(t.Context(), o.officer, which, draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	published, err := o.tendering.PublishTender(t.Context(), o.second, which, draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	o.mustBid(published, o.anton, "900", "200")
	o.mustBid(published, o.berta, "800", "200")
	for _, actor := range []access.Actor{o.officer, o.celle, uninvolved.Actor} {
		if seen := o.show(actor, published); seen.EstimatedValue != "260000.00" || seen.BidCount != 2 || seen.Lots[0].Items[0].EstimatedPrice != "980.00" {
			t.Errorf("%s: %+v", actor.Name, seen)
		}
	}
	seen := o.show(o.anton, published)
	if seen.EstimatedValue != "" || seen.BidCount != 1 || seen.Lots[0].Items[0].EstimatedPrice != "" || seen.PublishedBy != "" || seen.OpeningOfficers[0].Recipient == "" {
		t.Errorf("the bidder: %+v", seen)
	}
	if bids, err := o.bidding.Bids(t.Context(), o.anton, which); err != nil || len(bids.Items) != 1 || bids.Items[0].Bidder.Name != "Anton Technik GmbH" {
		t.Errorf("the bidder's bids: %+v, %v", bids, err)
	}
	if _, err := o.bidding.Bids(t.Context(), o.celle, which); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a buyer reads bids: %v", err)
	}
	for _, actor := range []access.Actor{o.anton, o.celle} {
		if _, err := o.opening.Opening(t.Context(), actor, which); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s looks at the opening: %v", actor.Name, err)
		}
		if _, err := o.awarding.Evaluation(t.Context(), actor, which); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s looks at the evaluation: %v", actor.Name, err)
		}
	}
	if _, err := o.tendering.Tender(t.Context(), stranger, which); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	list, err := o.tendering.Tenders(t.Context(), o.anton, view.PageRequest{Limit: 10})
	if err != nil || len(list.Items) != 1 || list.Items[0].EstimatedValue != "" || list.Items[0].BidCount != 1 || list.Items[0].LotCount != 2 {
		t.Errorf("the bidder's list: %+v, %v", list, err)
	}
	if _, err := o.tendering.Tenders(t.Context(), o.officer, view.PageRequest{Limit: 10, Cursor: "x"}); !errors.Is(err, access.ErrCursor) {
		t.Errorf("a wrong cursor: %v", err)
	}
}

func TestARevisedDraftHasOtherLotsAndACancelledTenderFreesItsRound(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft()
	which := tender.ID(draft.ID)
	round := view.Round{ID: draft.Round.ID, Items: []view.RoundItem{{ID: draft.Lots[0].Items[0].RoundItemID}, {ID: draft.Lots[1].Items[0].RoundItemID}}}
	in := o.draftOf(round)
	in.Lots = []driving.TenderDraftLot{{Title: "Alles", MaximumValue: "200000", Items: []driving.TenderDraftItem{
		{RoundItem: round.Items[1].ID, MaximumQuantity: "20"}, {RoundItem: round.Items[0].ID, MaximumQuantity: "110"},
	}}}
	revised, err := o.tendering.ReviseTender(t.Context(), o.officer, which, draft.Version, in)
	if err != nil || len(revised.Lots) != 1 || len(revised.Lots[0].Items) != 2 || revised.Procedure != "open-national" || revised.EstimatedValue != "200000.00" {
		t.Fatalf("revised: %+v, %v", revised, err)
	}
	if _, err := o.tendering.SubmitTender(t.Context(), o.officer, which, revised.Version); !errors.Is(err, tender.ErrSingleLot) {
		t.Errorf("one lot without a reason: %v", err)
	}
	if _, err := o.tendering.ReviseTender(t.Context(), o.officer, which, draft.Version, in); !errors.Is(err, access.ErrStale) {
		t.Errorf("a stale version: %v", err)
	}
	if _, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in); !errors.Is(err, demand.ErrNotFrozen) {
		t.Errorf("a second tender from the round: %v", err)
	}
	cancelled, err := o.tendering.CancelTender(t.Context(), o.officer, which, revised.Version, "Bedarf entfallen")
	if err != nil || cancelled.Status != "cancelled" || cancelled.Reason != "Bedarf entfallen" {
		t.Fatalf("cancelled: %+v, %v", cancelled, err)
	}
	again, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in)
	if err != nil || again.Number != "VV-2026-0002" {
		t.Errorf("again: %+v, %v", again, err)
	}
}

func TestADraftIsReturnedWithAReasonAndPublishedByAnotherPersonOnly(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft()
	which := tender.ID(draft.ID)
	review, err := o.tendering.SubmitTender(t.Context(), o.officer, which, draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.tendering.PublishTender(t.Context(), o.officer, which, review.Version); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("published by the one who submitted: %v", err)
	}
	returned, err := o.tendering.ReturnTender(t.Context(), o.second, which, review.Version, "Frist prüfen")
	if err != nil || returned.Status != "draft" || returned.Reason != "Frist prüfen" || returned.SubmittedBy != "" {
		t.Errorf("returned: %+v, %v", returned, err)
	}
}

func TestOnlyOpeningOfficersOfTheCooperativeAreNamedInADraft(t *testing.T) {
	o := openOffice(t)
	round := o.frozen()
	stranger := marketIn(t, o.db, o.owner).officer
	for name, officers := range map[string][]string{
		"a procurement officer": {o.first.Person.String(), o.other.Person.String(), o.officer.Person.String()},
		"a stranger":            {stranger.Person.String(), o.other.Person.String(), o.third.Person.String()},
		"nobody":                {o.first.Person.String(), o.third.Person.String(), id.New[tender.Officer]().String()},
	} {
		in := o.draftOf(round)
		in.OpeningOfficers = officers
		if _, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in); !errors.Is(err, tender.ErrOfficerRole) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
