package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
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
	if i := slices.IndexFunc(draft.Checks, func(c view.TenderCheck) bool { return !c.Met }); len(draft.Checks) != 10 || i >= 0 {
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
	if opened.Phase != "done" || opened.Record == nil || len(opened.Record.Bids) != 2 || !slices.Equal(opened.Record.Officers, []string{"Erika Erste", "Zoe Zweite"}) {
		t.Fatalf("opening: %+v", opened)
	}
	if b := opened.Record.Bids[0]; b.BidID != antons.BidID || !b.Readable || b.ContainerHash != antons.ContainerHash ||
		!slices.Equal(b.Totals, []view.BidLotTotal{{LotID: published.Lots[0].ID, LotTitle: "Notebooks", Total: "95000.00"}, {LotID: published.Lots[1].ID, LotTitle: "Monitore", Total: "4010.10"}}) {
		t.Errorf("first in the record: %+v", b)
	}
	if n := count(t, o.owner, `select count(*) from opening_record r join tender t on t.id = r.id where r.hash = $1 and t.record_hash = r.hash`, opened.Record.Hash); n != 1 {
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
	if proposed.Status != "standstill" || proposed.EarliestAward != "2026-04-13" || proposed.Lots[0].Winner.Name != "Berta Systeme AG" ||
		proposed.Lots[0].WinningTotal != "94999.00" || proposed.Lots[1].Winner.Name != "Anton Technik GmbH" {
		t.Errorf("proposed: %+v", proposed)
	}
	o.clockAt(time.Date(2026, 4, 12, 21, 59, 59, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.second, tender.ID(draft.ID), proposed.Version); !errors.Is(err, tender.ErrStandstill) {
		t.Errorf("awarded in the standstill: %v", err)
	}
	o.clockAt(time.Date(2026, 4, 12, 22, 0, 0, 0, time.UTC)) // the 13th has begun in Berlin
	awarded, err := o.awarding.Award(t.Context(), o.second, tender.ID(draft.ID), proposed.Version)
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
	if n := count(t, o.owner, `select count(*) from event where not refused and object_id = $1`, draft.ID); n != 9 {
		t.Errorf("%d events, want one for each of the 9 steps", n)
	}
}

func TestBeforeTheOpeningNoPriceIsAnywhereInTheDatabaseAndAfterItIs(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	const marker = "731.847291"
	o.mustBid(published, o.anton, marker, "200")
	dump := func() string {
		var all strings.Builder
		rows, err := o.owner.Query(t.Context(), `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'`)
		if err != nil {
			t.Fatal(err)
		}
		var tables []string
		for rows.Next() {
			var table string
			if err := rows.Scan(&table); err != nil {
				t.Fatal(err)
			}
			tables = append(tables, table)
		}
		for _, table := range tables {
			var text *string
			if err := o.owner.QueryRow(t.Context(), `select string_agg(x::text || convert_from(decode(regexp_replace(encode(convert_to(x::text, 'UTF8'), 'hex'), '00', '', 'g'), 'hex'), 'UTF8'), E'\n') from `+table+` x`).Scan(&text); err != nil {
				if err := o.owner.QueryRow(t.Context(), `select string_agg(x::text, E'\n') from `+table+` x`).Scan(&text); err != nil {
					t.Fatal(err)
				}
			}
			if text != nil {
				all.WriteString(*text)
			}
		}
		return all.String()
	}
	hexed := "3733312e383437323931" // the marker's bytes, as bytea shows them
	if d := dump(); strings.Contains(d, marker) || strings.Contains(d, hexed) {
		t.Error("the price is found before the deadline")
	}
	o.clockAt(deadline.Add(time.Second))
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, tender.ID(published.ID), o.openedBy(published, o.first)); err != nil {
		t.Fatal(err)
	}
	if d := dump(); strings.Contains(d, marker) || strings.Contains(d, hexed) {
		t.Error("the price is found after one officer")
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), o.openedBy(published, o.other)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(dump(), marker) {
		t.Error("the price is not found after both officers")
	}
}

func TestTheDatabaseTakesNoPriceBeforeTheOpening(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	receipt := o.mustBid(published, o.anton, "900", "200")
	err := o.write(`insert into bid_price (cooperative_id, id, bid_id, item_id, price) values ($1, $2, $3, $4, 1)`,
		o.id.String(), id.New[tender.Bid]().String(), receipt.BidID, published.Lots[0].Items[0].ID)
	if err == nil || !strings.Contains(err.Error(), "bid_price_of_opened_bid") {
		t.Errorf("a price: %v", err)
	}
	err = o.write(`update bid set opened_at = deadline, status = 'opened' where id = $1`, receipt.BidID)
	if err == nil || !strings.Contains(err.Error(), "bid_opened_after_deadline") {
		t.Errorf("opened at the deadline: %v", err)
	}
}

func TestAMicrosecondAfterTheDeadlineIsLate(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.clockAt(deadline)
	if receipt := o.mustBid(published, o.anton, "900", "200"); receipt.Late {
		t.Errorf("at the deadline: %+v", receipt)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	late := o.mustBid(published, o.anton, "800", "100")
	alsoLate := o.mustBid(published, o.berta, "700", "100")
	if !late.Late || late.Version != 2 || !alsoLate.Late {
		t.Errorf("after it: %+v, %+v", late, alsoLate)
	}
	for _, r := range []view.BidReceipt{late, alsoLate} {
		if got := tender.IsLate(r.ReceivedAt, r.Deadline); !got {
			t.Error("the domain and the database differ about lateness")
		}
	}
	record := o.mustOpen(published).Record
	if len(record.Bids) != 3 || record.Bids[0].Late || !record.Bids[1].Late || !record.Bids[2].Late || len(record.Bids[1].Totals) != 0 {
		t.Errorf("record: %+v", record.Bids)
	}
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil || len(bids.Items) != 3 || bids.Items[0].Status != "opened" || bids.Items[1].Status != "late" || bids.Items[1].ExcludedReason != "late" {
		t.Errorf("bids: %+v, %v", bids, err)
	}
	if n := count(t, o.owner, `select count(*) from bid where status = 'late' and container is not null`); n != 2 {
		t.Errorf("%d late containers are kept, want 2", n)
	}
}

func TestTheLastVersionCountsAndAWithdrawnBidLeavesATombstone(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "")
	second := o.mustBid(published, o.anton, "890", "")
	o.mustBid(published, o.berta, "880", "")
	if second.Version != 2 {
		t.Errorf("second version: %+v", second)
	}
	left, err := o.bidding.Withdraw(t.Context(), o.berta, access.Key{}, tender.ID(published.ID))
	if err != nil || len(left.Items) != 1 || left.Items[0].Status != "withdrawn" {
		t.Errorf("withdrawn: %+v, %v", left, err)
	}
	if _, err := o.bidding.Withdraw(t.Context(), o.berta, access.Key{}, tender.ID(published.ID)); !errors.Is(err, tender.ErrNothingToWithdraw) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if n := count(t, o.owner, `select count(*) from bid where container is null`); n != 2 {
		t.Errorf("%d containers are gone, want the superseded and the withdrawn one", n)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	if _, err := o.bidding.Withdraw(t.Context(), o.anton, access.Key{}, tender.ID(published.ID)); !errors.Is(err, tender.ErrWithdrawLate) {
		t.Errorf("withdrawn late: %v", err)
	}
	record := o.mustOpen(published).Record
	if len(record.Bids) != 1 || record.Bids[0].BidID != second.BidID || record.Bids[0].Totals[0].Total != "89000.00" {
		t.Errorf("record: %+v", record.Bids)
	}
}

func TestEnvelopesAreHandedOutToTheOfficerWhoseTurnItIsAndNotBeforeTheDeadline(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	which := tender.ID(published.ID)
	given := func(actor access.Actor) (string, int) {
		opening, err := o.opening.Opening(t.Context(), actor, which)
		if err != nil {
			t.Fatal(err)
		}
		return opening.Phase, len(opening.Envelopes)
	}
	o.clockAt(deadline)
	for _, actor := range []access.Actor{o.first.Actor, o.other.Actor, o.officer} {
		if phase, n := given(actor); phase != "before-deadline" || n != 0 {
			t.Errorf("%s at the deadline: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, which, nil); !errors.Is(err, tender.ErrBeforeDeadline) {
		t.Errorf("released at the deadline: %v", err)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	for actor, want := range map[*access.Actor]int{&o.first.Actor: 1, &o.other.Actor: 0, &o.officer: 0} {
		if phase, n := given(*actor); phase != "outer" || n != want {
			t.Errorf("%s after it: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, nil); !errors.Is(err, tender.ErrOuterFirst) {
		t.Errorf("the second officer first: %v", err)
	}
	outer := o.openedBy(published, o.first)
	if _, err := o.opening.ReleaseOuter(t.Context(), o.other.Actor, which, outer); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("the second officer in the place of the first: %v", err)
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.officer, which, outer); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a procurement officer: %v", err)
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, which, outer); err != nil {
		t.Fatal(err)
	}
	for actor, want := range map[*access.Actor]int{&o.first.Actor: 0, &o.other.Actor: 1, &o.officer: 0} {
		if phase, n := given(*actor); phase != "inner" || n != want {
			t.Errorf("%s after the first step: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	inner := o.openedBy(published, o.other)
	if _, err := o.opening.ReleaseInner(t.Context(), o.first.Actor, which, inner); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("the same officer twice: %v", err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, inner); err != nil {
		t.Fatal(err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, inner); !errors.Is(err, tender.ErrNotOpening) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestAWrongContentExcludesItsBidAndStopsNothing(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	copycat, clumsy, sealer, careless := o.bidder("Copy GmbH"), o.bidder("Clumsy GmbH"), o.bidder("Sealer GmbH"), o.bidder("Careless GmbH")
	antons := o.seal(published, sheet(published, o.anton, "900", "200"))
	hand := func(bidder access.Actor, sealed age.Sealed) {
		t.Helper()
		if _, err := o.handIn(published, bidder, sealed); err != nil {
			t.Fatal(err)
		}
	}
	hand(o.anton, antons)
	hand(copycat, antons)
	elsewhere := sheet(published, o.berta, "1", "1")
	elsewhere.Tender = id.New[tender.Tender]()
	hand(o.berta, o.seal(published, elsewhere))
	garbage, err := age.SealContent([]byte("no bid"), o.first.key.Recipient, o.other.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(clumsy, garbage)
	swapped, err := age.Seal(sheet(published, sealer, "1", "1"), o.other.key.Recipient, o.first.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(sealer, swapped)
	twice, err := age.Seal(sheet(published, careless, "1", "1"), o.first.key.Recipient, o.first.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(careless, twice)

	opened := o.mustOpen(published)
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, b := range bids.Items {
		got[b.Bidder.Name] = b.Status + " " + b.ExcludedReason
	}
	for bidder, want := range map[string]string{
		"Anton Technik GmbH": "opened ", "Copy GmbH": "excluded content-other-bidder", "Berta Systeme AG": "excluded content-other-tender",
		"Clumsy GmbH": "excluded content-malformed", "Sealer GmbH": "excluded outer-unreadable", "Careless GmbH": "excluded inner-unreadable",
	} {
		if got[bidder] != want {
			t.Errorf("%s: %q, want %q", bidder, got[bidder], want)
		}
	}
	readable := 0
	for _, b := range opened.Record.Bids {
		if b.Readable {
			readable++
		}
	}
	if len(opened.Record.Bids) != 6 || readable != 4 {
		t.Errorf("record: %+v", opened.Record.Bids)
	}
}

func TestOneOfficerAloneCannotMakeABidDisappear(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	outer := o.openedBy(published, o.first)
	claim := []driving.Release{{Bid: outer[0].Bid, Unreadable: true}}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, tender.ID(published.ID), claim); err != nil {
		t.Fatal(err)
	}
	opening, err := o.opening.Opening(t.Context(), o.other.Actor, tender.ID(published.ID))
	if err != nil || len(opening.Envelopes) != 1 || len(opening.Envelopes[0].Sealed) != 0 {
		t.Fatalf("got %+v, %v", opening, err)
	}
	_, err = o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), []driving.Release{{Bid: outer[0].Bid, Opened: []byte("something")}})
	if !errors.Is(err, tender.ErrNotConfirmed) {
		t.Errorf("not confirmed: %v", err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), claim); err != nil {
		t.Errorf("confirmed: %v", err)
	}
}

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
	if _, err := o.handIn(draft, o.anton, age.Sealed{Container: []byte("x")}); !errors.Is(err, access.ErrNotFound) {
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

func TestALoserLearnsOfTheWinnerWithTheProposalAndOthersWithTheAward(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.mustBid(published, o.berta, "800", "100")
	idle := o.bidder("Idle GmbH")
	o.mustOpen(published)
	if seen := o.show(o.anton, published); seen.Lots[0].Winner != nil {
		t.Errorf("before the proposal: %+v", seen.Lots[0])
	}
	proposed := o.mustPropose(published, driving.Proposal{Reason: "Niedrigster Preis"})
	if seen := o.show(o.anton, published); seen.Lots[0].Winner == nil || seen.Lots[0].WinningTotal != "" || seen.EarliestAward != "2026-04-13" || seen.ProposalReason == "" {
		t.Errorf("the loser after the proposal: %+v", seen)
	}
	if seen := o.show(idle, published); seen.Lots[0].Winner != nil || seen.EarliestAward != "" {
		t.Errorf("who did not bid: %+v", seen)
	}
	o.clockAt(time.Date(2026, 4, 14, 9, 0, 0, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.officer, tender.ID(published.ID), proposed.Version); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("awarded by the one who proposed: %v", err)
	}
	if _, err := o.awarding.Award(t.Context(), o.second, tender.ID(published.ID), proposed.Version); err != nil {
		t.Fatal(err)
	}
	if seen := o.show(idle, published); seen.Lots[0].Winner == nil || seen.Lots[0].WinningTotal != "80000.00" || seen.Lots[0].FrameworkID != "" {
		t.Errorf("who did not bid, after the award: %+v", seen.Lots[0])
	}
	if seen := o.show(o.berta, published); seen.Lots[0].FrameworkID == "" {
		t.Errorf("the winner after the award: %+v", seen.Lots[0])
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
		"a procurement officer": {o.first.Person.String(), o.officer.Person.String()},
		"a stranger":            {stranger.Person.String(), o.other.Person.String()},
		"nobody":                {o.first.Person.String(), id.New[tender.Officer]().String()},
	} {
		in := o.draftOf(round)
		in.OpeningOfficers = officers
		if _, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in); !errors.Is(err, tender.ErrOfficerRole) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAKeyThatIsRegisteredLaterLeavesPublishedTendersAsTheyAre(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	key, err := age.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	registered, err := o.opening.RegisterKey(t.Context(), o.first.Actor, key.Recipient)
	if err != nil || !registered.Mine || registered.Recipient != key.Recipient || registered.Fingerprint != tender.Hash([]byte(key.Recipient)) {
		t.Errorf("registered: %+v, %v", registered, err)
	}
	if seen := o.show(o.officer, published); seen.OpeningOfficers[0].Recipient != o.first.key.Recipient {
		t.Errorf("the tender's key changed: %+v", seen.OpeningOfficers[0])
	}
	o.mustBid(published, o.anton, "900", "200")
	if record := o.mustOpen(published).Record; len(record.Bids) != 1 || !record.Bids[0].Readable {
		t.Errorf("record: %+v", record)
	}
	for _, actor := range []access.Actor{o.officer, o.anton} {
		if _, err := o.opening.RegisterKey(t.Context(), actor, key.Recipient); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s registers a key: %v", actor.Name, err)
		}
	}
	if _, err := o.opening.RegisterKey(t.Context(), o.first.Actor, "age1nothing"); !errors.Is(err, tender.ErrRecipientMalformed) {
		t.Errorf("no key: %v", err)
	}
}

func TestPointsDecideUnderTheSimpleRatioAndATieNeedsADrawnLot(t *testing.T) {
	o := openOffice(t)
	published := o.published(func(d *driving.TenderDraft) { d.Method, d.MaximumPoints = "simple-ratio", 400 })
	which := tender.ID(published.ID)
	antons, bertas := o.mustBid(published, o.anton, "950", "200"), o.mustBid(published, o.berta, "840", "100")
	o.mustOpen(published)
	if _, err := o.awarding.Propose(t.Context(), o.officer, which, o.show(o.officer, published).Version, driving.Proposal{Reason: "Ohne Punkte"}); !errors.Is(err, tender.ErrUnranked) {
		t.Errorf("proposed without points: %v", err)
	}
	score := func(bid view.BidReceipt, lot, points int) driving.Score {
		return driving.Score{Bid: bid.BidID, Lot: published.Lots[lot].ID, Points: points, Reason: "Bewertung der Leistung"}
	}
	scored, err := o.awarding.Score(t.Context(), o.officer, which, o.show(o.officer, published).Version,
		[]driving.Score{score(antons, 0, 380), score(bertas, 0, 350), score(antons, 1, 200), score(bertas, 1, 100)})
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
	proposed := o.mustPropose(published, driving.Proposal{Reason: "Los gezogen", LotDecisions: []driving.LotDecision{{Lot: published.Lots[1].ID, Bid: antons.BidID}}})
	if proposed.Lots[1].Winner.Name != "Anton Technik GmbH" {
		t.Errorf("proposed: %+v", proposed.Lots[1])
	}
	if _, err := o.awarding.Score(t.Context(), o.officer, which, proposed.Version, []driving.Score{score(antons, 0, 1)}); !errors.Is(err, tender.ErrNotEvaluating) {
		t.Errorf("scored after the proposal: %v", err)
	}
}

func TestAnExcludedBidStaysVisibleAndOutOfTheRanking(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "200")
	bertas := o.mustBid(published, o.berta, "800", "100")
	before := o.mustOpen(published).Record
	compared, err := o.awarding.Exclude(t.Context(), o.officer, which, o.show(o.officer, published).Version, bertas.BidID, "Eignung fehlt")
	if err != nil || compared.Status != "evaluating" {
		t.Fatalf("got %+v, %v", compared, err)
	}
	if last := compared.Lots[0].Bids[1]; last.BidID != bertas.BidID || !last.Excluded || last.ExcludedReason != "Eignung fehlt" || last.Rank != 0 || last.Total != "80000.00" {
		t.Errorf("excluded: %+v", last)
	}
	opening, err := o.opening.Opening(t.Context(), o.officer, which)
	if err != nil || len(opening.Record.Bids) != len(before.Bids) || !opening.Record.Bids[1].Readable || len(opening.Record.Bids[1].Totals) != 2 {
		t.Errorf("the record changed: %+v, %v", opening.Record, err)
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
	o.clockAt(deadline.Add(time.Hour))
	check("after the deadline", "tender-open", o.first.Actor, o.other.Actor, o.officer)
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, tender.ID(draft.ID), o.openedBy(published, o.first)); err != nil {
		t.Fatal(err)
	}
	check("after the first officer", "tender-open", o.other.Actor, o.first.Actor)
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(draft.ID), o.openedBy(published, o.other)); err != nil {
		t.Fatal(err)
	}
	check("opened", "tender-evaluate", o.officer, o.first.Actor, o.berta)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	if waits(o.second, "tender-award") {
		t.Error("the award waits in the standstill")
	}
	o.clockAt(time.Date(2026, 4, 13, 6, 0, 0, 0, time.UTC))
	check("after the standstill", "tender-award", o.second, o.officer)
}

func TestHandingInTheSameBidAgainByItsKeyGivesTheSameReceipt(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	sealed := o.seal(published, sheet(published, o.anton, "900", "200"))
	in := driving.SealedBid{Container: sealed.Container, InnerHash: sealed.InnerHash, ContentHash: sealed.ContentHash}
	key := access.Key{Key: "bid-00000001", Fingerprint: "f"}
	first, err := o.bidding.HandIn(t.Context(), o.anton, key, tender.ID(published.ID), in)
	if err != nil {
		t.Fatal(err)
	}
	o.clockAt(deadline.Add(time.Hour))
	again, err := o.bidding.HandIn(t.Context(), o.anton, key, tender.ID(published.ID), in)
	if err != nil {
		t.Fatal(err)
	}
	if !again.ReceivedAt.Equal(first.ReceivedAt) || again.BidID != first.BidID || again.Late {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	if n := count(t, o.owner, `select count(*) from bid`); n != 1 {
		t.Errorf("%d bids, want 1", n)
	}
}

func TestABidThatIsNoSealedFileIsRefusedAndNothingIsKept(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	good := o.seal(published, sheet(published, o.anton, "900", "200"))
	both := o.appoint("Zwei Firmen", access.Grant{Role: access.Bidder, Supplier: o.anton.Grants[0].Supplier}, access.Grant{Role: access.Bidder, Supplier: o.berta.Grants[0].Supplier})
	for name, c := range map[string]struct {
		bidder access.Actor
		change func(*age.Sealed)
		want   *fault.Fault
	}{
		"nothing":              {o.anton, func(s *age.Sealed) { s.Container = nil }, tender.ErrContainerSize},
		"over 2 MiB":           {o.anton, func(s *age.Sealed) { s.Container = make([]byte, tender.MaxContainer+1) }, tender.ErrContainerSize},
		"the content in clear": {o.anton, func(s *age.Sealed) { s.Container = s.Content }, tender.ErrContainerMalformed},
		"a short inner hash":   {o.anton, func(s *age.Sealed) { s.InnerHash = "ab" }, tender.ErrHashMalformed},
		"an upper case hash":   {o.anton, func(s *age.Sealed) { s.ContentHash = strings.ToUpper(s.ContentHash) }, tender.ErrHashMalformed},
		"by a buyer":           {o.celle, func(*age.Sealed) {}, access.ErrForbidden},
		"for two suppliers":    {both, func(*age.Sealed) {}, tender.ErrSupplierAmbiguous},
	} {
		sealed := good
		c.change(&sealed)
		if _, err := o.handIn(published, c.bidder, sealed); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if n := count(t, o.owner, `select count(*) from bid`); n != 0 {
		t.Errorf("%d bids are kept", n)
	}
}
