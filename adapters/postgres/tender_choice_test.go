package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// limit has the cooperative set another limit for direct awards since January.
func (o *office) limit(value string) {
	o.t.Helper()
	o.prepare(`insert into legal_value (cooperative_id, id, code, position, value, valid_from, source, primary_source, added_by, added_at)
		values ($1, gen_random_uuid(), 'direct-award.limit', 1, $2, '2026-01-02', 'Dienstanweisung Vergabe', true, $3, '2026-01-01T09:00:00Z')`,
		o.id.String(), value, o.officer.Person.String())
	o.clockAt(start.Add(time.Minute)) // the law in memory is older than that
}

// directly asks suppliers for monitors in a single lot, worth 4,210.10.
func directly(asked ...access.Actor) func(*driving.TenderDraft) {
	return func(in *driving.TenderDraft) {
		in.Choice = driving.TenderChoice{Way: "direct-award", Reason: "Beide liefern binnen einer Woche."}
		for _, a := range asked {
			in.Choice.Invited = append(in.Choice.Invited, supplierOf(a).String())
		}
		in.NoLotsReason, in.Deadline = "Ein einziges Gewerk", start.Add(48*time.Hour)
		in.Lots = in.Lots[1:]
		in.Lots[0].MaximumValue = "4210.10"
	}
}

func supplierOf(bidder access.Actor) member.SupplierID { return bidder.Grants[0].Supplier }

func TestADirectAwardRunsAmongThoseWhoAreAskedAndEndsInAContract(t *testing.T) {
	o := openOffice(t)
	o.limit("5000.00")
	berta := o.bidder("Dora Display GmbH")
	direct := o.published(directly(o.anton, berta))
	if c := direct.Choice; direct.Procedure != "direct-award" || c.Way != "direct-award" || c.Limit != "5000.00" || c.LimitSource != "Dienstanweisung Vergabe" || len(c.Invited) != 2 {
		t.Errorf("officers see %+v", c)
	}
	if _, err := o.tendering.Tender(t.Context(), o.berta, tender.ID(direct.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a supplier that was not asked: %v", err)
	}
	if page, err := o.tendering.Tenders(t.Context(), o.berta, view.PageRequest{Limit: 10}); err != nil || len(page.Items) != 0 {
		t.Errorf("and in its list: %+v, %v", page, err)
	}
	seen := o.show(o.anton, direct)
	if c := seen.Choice; c.Reason != "" || c.Limit != "" || len(c.Invited) != 1 || c.Invited[0].ID != supplierOf(o.anton).String() {
		t.Errorf("a bidder sees %+v", c)
	}
	if seen := o.show(o.celle, direct); seen.ID != direct.ID {
		t.Error("a member that it is for does not see it")
	}
	o.mustBid(direct, o.anton, "200")
	o.mustBid(direct, berta, "190")
	o.mustOpen(direct)
	o.mustPropose(direct, driving.Proposal{Reason: "Niedrigster Preis"})
	told := o.mustTell(direct)
	if told.Status != "award-proposed" || told.EarliestAward != "2026-04-02" {
		t.Errorf("told is %s, %s", told.Status, told.EarliestAward)
	}
	if _, err := o.awarding.Award(t.Context(), o.second, tender.ID(direct.ID), told.Version); err != nil {
		t.Fatal(err)
	}
	if n := count(t, o.owner, `select count(*) from framework where supplier_id = '`+supplierOf(berta).String()+`'`); n != 1 {
		t.Errorf("%d contracts", n)
	}
}

func TestADirectAwardAboveItsLimitIsRefusedWhereverItIsTried(t *testing.T) {
	o := openOffice(t)
	drafted := o.mustDraft(directly(o.anton))
	_, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(drafted.ID), drafted.Version)
	if !errors.Is(err, tender.ErrAboveDirectLimit) {
		t.Errorf("submitted: %v", err)
	}
	unmet := map[string]bool{}
	for _, c := range o.show(o.officer, drafted).Checks {
		unmet[c.Code] = !c.Met
	}
	if !unmet["direct-limit"] || unmet["direct-reason"] || unmet["invited-standing"] {
		t.Errorf("unmet are %v", unmet)
	}
	o.breaks("tender_direct_within_limit", `update tender set status = 'published', submitted_by = created_by, submitted_at = now(), published_by = '`+o.second.Person.String()+`', published_at = now(),
		entitled_hash = repeat('0', 64), committee_hash = repeat('0', 64) where procedure = 'direct-award'`)
	o.breaks("tender_direct_has_reason", `update tender set status = 'in-review', submitted_by = created_by, submitted_at = now(), procedure_reason = null where procedure = 'direct-award'`)
	o.breaks("tender_direct_limit_complete", `update tender set direct_limit = null where procedure = 'direct-award'`)
	o.breaks("append_only", `delete from tender_invited`)
}

func TestADirectAwardAsksSuppliersOfTheCooperativeOnly(t *testing.T) {
	o := openOffice(t)
	in := o.draftOf(o.frozen())
	directly(o.anton)(&in)
	in.Choice.Invited = []string{"018f0000-0000-7000-8000-000000000000"}
	if _, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in); !errors.Is(err, tender.ErrInvitedUnknown) {
		t.Errorf("got %v", err)
	}
}

func TestADraftThatIsRevisedForgetsWhomItAsked(t *testing.T) {
	o := openOffice(t)
	in := o.draftOf(o.frozen())
	directly(o.anton, o.berta)(&in)
	drafted, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in)
	if err != nil {
		t.Fatal(err)
	}
	in.Choice = driving.TenderChoice{Urgency: "Die Schulen öffnen in drei Wochen."}
	revised, err := o.tendering.ReviseTender(t.Context(), o.officer, tender.ID(drafted.ID), drafted.Version, in)
	if err != nil {
		t.Fatal(err)
	}
	if c := revised.Choice; revised.Procedure != "open-national" || c.Way != "open" || len(c.Invited) != 0 || c.Urgency != in.Choice.Urgency || c.LeastDaysSource != "UVgO § 13: angemessen" {
		t.Errorf("got %s, %+v", revised.Procedure, c)
	}
}

func TestOfTwoOfficersWhoPublishAtOnceOneWinsAndTheOtherIsTold(t *testing.T) {
	o := openOffice(t)
	third := o.appoint("Petra Prüferin", access.Grant{Role: access.ProcurementOfficer})
	drafted := o.mustDraft()
	submitted, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(drafted.ID), drafted.Version)
	if err != nil {
		t.Fatal(err)
	}
	officers, won := []access.Actor{o.second, third}, -1
	for i, err := range together(8, func(i int) error {
		_, err := o.tendering.PublishTender(t.Context(), officers[i%2], tender.ID(submitted.ID), submitted.Version)
		return err
	}) {
		switch {
		case err == nil && won < 0:
			won = i
		case err == nil:
			t.Errorf("%d and %d both published", won, i)
		case !errors.Is(err, access.ErrStale):
			t.Errorf("%d is told %v", i, err)
		}
	}
	if won < 0 {
		t.Fatal("nobody published")
	}
	shown := o.show(o.officer, submitted)
	if n := count(t, o.owner, `select count(*) from event where action = 'tender.published'`); n != 1 || shown.Status != "published" || shown.Version != submitted.Version+1 {
		t.Errorf("%d publications, %s in version %d", n, shown.Status, shown.Version)
	}
	if n := count(t, o.owner, `select count(*) from tender_entitled`); n != shown.EntitledCount {
		t.Errorf("%d entitled kept, %d shown", n, shown.EntitledCount)
	}
}

func TestTheDatabaseTakesNoBidOfWhoWasNotAsked(t *testing.T) {
	o := openOffice(t)
	o.limit("5000.00")
	direct := o.published(directly(o.anton))
	o.mustBid(direct, o.anton, "200")
	var columns string
	err := o.owner.QueryRow(t.Context(), `select string_agg(quote_ident(column_name), ', ') from information_schema.columns
		where table_schema = 'public' and table_name = 'bid' and is_generated = 'NEVER'`).Scan(&columns)
	if err != nil {
		t.Fatal(err)
	}
	again := func(supplier member.SupplierID) string {
		return `insert into bid (` + columns + `) select ` + columns + ` from (select (jsonb_populate_record(b,
			jsonb_build_object('id', gen_random_uuid(), 'supplier_id', '` + supplier.String() + `'))).* from bid b) x`
	}
	o.breaks("bid_of_invited", again(supplierOf(o.berta)))
	if got := constraintOf(o.write(again(supplierOf(o.anton)))); got == "bid_of_invited" || got == "" {
		t.Errorf("of who was asked: broke %q", got)
	}
}

func TestADirectAwardIsPublicOnceItIsAwarded(t *testing.T) {
	o := openOffice(t)
	o.limit("5000.00")
	direct := o.mustDraft(directly(o.anton))
	o.prepare(`insert into tender_document (cooperative_id, id, tender_id, series_id, number, kind, name, media_type, size, sha256, scanner, added_by, added_at)
		select $1, $2, $3, $2, 1, 'other', 'Anfrage.pdf', 'application/pdf', 1, repeat('a', 64), '', $4, allmende_clock()`,
		o.id.String(), id.New[tender.Document]().String(), direct.ID, o.officer.Person.String())
	direct, err := o.tendering.SubmitTender(t.Context(), o.officer, tender.ID(direct.ID), direct.Version)
	if err != nil {
		t.Fatal(err)
	}
	if direct, err = o.tendering.PublishTender(t.Context(), o.second, tender.ID(direct.ID), direct.Version); err != nil {
		t.Fatal(err)
	}
	o.mustBid(direct, o.anton, "200")
	if told := o.disclose(); told != 0 {
		t.Errorf("%d releases of what only those who are asked may know", told)
	}
	o.mustOpen(direct)
	o.mustPropose(direct, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(direct)
	if _, err := o.awarding.Award(t.Context(), o.second, tender.ID(direct.ID), told.Version); err != nil {
		t.Fatal(err)
	}
	if told := o.disclose(); told != 1 {
		t.Errorf("%d releases of the award", told)
	}
	if n := count(t, o.owner, `select count(*) from publication.process where facts::text like '%Anfrage.pdf%'`); n != 0 {
		t.Error("what was asked for is public")
	}
}
