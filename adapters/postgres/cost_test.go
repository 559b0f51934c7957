package postgres_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func amountsOf(shares []view.Share) string {
	var texts []string
	for _, s := range shares {
		texts = append(texts, s.Member.Name+" "+s.Share)
	}
	return strings.Join(texts, ", ")
}

func TestACostIsSharedFromThePoolToTheMembersAccount(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 70_000), b.town("Gifhorn", "031510009009", 43_000), b.town("Peine", "031570006006", 50_000)
	pool := b.collect(licence("1000.00", of(celle, gifhorn, peine)...))
	if pool.Number[:3] != "KP-" || pool.Amount != "1000.00" || pool.Vat != "0.00" || pool.Allocated != "0.00" || pool.Balance != "1000.00" || pool.CreatedBy != "Frauke Finanzen" ||
		len(pool.Members) != 3 || pool.Members[0].Name != "Celle" || fmt.Sprint(pool.Keys) != "[equal fixed inhabitants metered]" || len(pool.Allocations) != 0 ||
		pool.Regime != "cost-sheet" || pool.Mode != "each-run" || pool.Scheme != nil || len(pool.Costs) != 1 || pool.Costs[0].Allocated || len(pool.Grants) != 0 {
		t.Errorf("pool: %+v", pool)
	}
	draft := b.mustDraft(pool, costing.Inhabitants)
	const want = "Celle 429.45, Gifhorn 263.80, Peine 306.75"
	if draft.Status != "draft" || amountsOf(draft.Shares) != want || draft.WeightSum != "163000" || draft.UnitsLeft != 2 || draft.Rule != "largest-remainder 2" ||
		draft.Version != 1 || draft.Pool.Name != pool.Number+" Gemeinsame Lizenz" || draft.PostedBy != "" || draft.EntryID != "" || draft.ThresholdRemainder == "" ||
		draft.Kind != "charge" || draft.From != january.from || draft.To != january.to || draft.SchemeVersion != 1 || len(draft.Costs) != 1 || draft.Booked != "1000.00" {
		t.Errorf("draft: %+v", draft)
	}
	posted := b.mustPost(draft)
	if posted.Status != "posted" || posted.Version != 2 || posted.PostedBy != "Finn Finanzen" || posted.EntryID == "" || amountsOf(posted.Shares) != want || !posted.Costs[0].Allocated {
		t.Errorf("posted: %+v", posted)
	}
	account := b.account(celle, of(celle)[0], "", "")
	if len(account.Lines) != 1 || account.ClosingBalance != "429.45" || account.OpeningBalance != "0.00" || account.Account.Name != "Celle" || account.Account.Balance != "429.45" {
		t.Fatalf("account: %+v", account)
	}
	if l := account.Lines[0]; l.Text != posted.Pool.Name || l.Amount != "429.45" || l.Balance != "429.45" || l.CauseType != "allocation" || l.CauseID != posted.ID ||
		l.EntryID != posted.EntryID || l.BookedOn != january.to {
		t.Errorf("line: %+v", l)
	}
	if result := b.recompute(posted); !result.OK || len(result.Checks) != 6 {
		t.Errorf("recomputed: %+v", result)
	}
	if got := b.shown(pool); got.Allocated != "1000.00" || got.Balance != "0.00" || !got.Costs[0].Allocated {
		t.Errorf("the pool afterwards: %+v", got)
	}
	b.ledgerMustAgree()
}

// shown is the pool as it is now.
func (b *treasury) shown(pool view.CostPool) view.CostPool {
	b.t.Helper()
	found, err := b.costing.CostPool(b.t.Context(), b.fay, costing.PoolID(pool.ID))
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

func TestAShareIsExplainedToTheLastDigit(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 2), b.town("Gifhorn", "031510009009", 1)
	pool := b.collect(licence("-0.05", of(celle, gifhorn)...))
	got := b.mustDraft(pool, costing.Inhabitants)
	day := period.DayOf(got.CreatedAt).String()
	want := []view.Share{
		{Member: pool.Members[0], TieKey: "033510006006", Weight: "2", WeightSource: "population 2024 " + day, Floor: "0.03", Remainder: "1", Share: "-0.03",
			Vat: "0.00", Granted: "0.00", Bears: "-0.03", Before: "0.00", Booked: "-0.03", Formula: "5 × 2 / 3 = 3 rest 1; × -1 = -3"},
		{Member: pool.Members[1], TieKey: "031510009009", Weight: "1", WeightSource: "population 2024 " + day, Floor: "0.01", Remainder: "2", Extra: true, Share: "-0.02",
			Vat: "0.00", Granted: "0.00", Bears: "-0.02", Before: "0.00", Booked: "-0.02", Formula: "5 × 1 / 3 = 1 rest 2; 1 + 1 = 2; × -1 = -2"},
	}
	if fmt.Sprint(got.Shares) != fmt.Sprint(want) || got.ThresholdRemainder != "2" || got.UnitsLeft != 1 || got.Total != "-0.05" {
		t.Errorf("got %+v\nwant %+v", got.Shares, want)
	}
}

func TestQuantitiesAndCallOffsWeighWhatWasOrdered(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 70_000), b.buyer("Dienstleister")
	vergabe, round := b.tendered(map[string]access.Actor{"30": celle, "10": gifhorn})
	f := b.contractOf(vergabe, celle, gifhorn)
	pool := b.collect(driving.CreateCostPool{Title: "Kosten der Vergabe", Kind: "tender-cost", Cost: costOf("24000"), Tender: vergabe.String()})
	if pool.Tender.Name != "VV-2026-0001 Notebooks" || fmt.Sprint(pool.Keys) != "[equal fixed inhabitants quantity metered]" || len(pool.Members) != 2 {
		t.Errorf("pool: %+v", pool)
	}
	byQuantity := b.mustDraft(pool, costing.Quantity)
	source := byQuantity.Shares[0].WeightSource
	if amountsOf(byQuantity.Shares) != "Celle 18000.00, Dienstleister 6000.00" || !strings.HasPrefix(source, "demand-round "+round.Number+" sha256:"+round.SnapshotHash+" ") {
		t.Errorf("by quantity: %s from %s", amountsOf(byQuantity.Shares), source)
	}
	b.mustPlace(celle, f, line(f, 1, "1"))
	cancelled := b.mustPlace(celle, f, line(f, 1, "5"))
	if err := b.cancel(t.Context(), celle, cancelled); err != nil {
		t.Fatal(err)
	}
	b.mustPlace(gifhorn, f, line(f, 1, "2"))
	byValue := b.mustDraft(pool, costing.CallOffValue)
	if amountsOf(byValue.Shares) != "Celle 8000.00, Dienstleister 16000.00" || byValue.Shares[0].Weight != "389.9" ||
		!strings.HasPrefix(byValue.Shares[0].WeightSource, "call-offs "+f.Number+" ") {
		t.Errorf("by call-offs: %+v", byValue.Shares)
	}
	ofContract := b.collect(driving.CreateCostPool{Title: "Kosten der Rahmenvereinbarung", Kind: "other", Cost: costOf("3.00"), Framework: f.ID})
	if ofContract.Framework.ID != f.ID || ofContract.Tender != nil || len(ofContract.Members) != 2 || fmt.Sprint(ofContract.Keys) != "[equal fixed inhabitants calloff-value metered]" {
		t.Errorf("pool of a framework: %+v", ofContract)
	}
	if got := b.mustDraft(ofContract, costing.CallOffValue); amountsOf(got.Shares) != "Celle 1.00, Dienstleister 2.00" {
		t.Errorf("by the framework's call-offs: %s", amountsOf(got.Shares))
	}
}

func TestWeightsAreThoseOfTheDraftWhateverComesLater(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 10), b.town("Gifhorn", "031510009009", 10)
	pool := b.collect(licence("10.00", of(celle, gifhorn)...))
	draft := b.mustDraft(pool, costing.Inhabitants)
	b.prepare(`update member set population = 30 where id = $1`, of(celle)[0])
	if posted := b.mustPost(draft); amountsOf(posted.Shares) != "Celle 5.00, Gifhorn 5.00" || !b.recompute(posted).OK {
		t.Errorf("posted: %+v", posted)
	}
	again := b.collect(licence("10.00", of(celle, gifhorn)...))
	if got := b.mustDraft(again, costing.Inhabitants); amountsOf(got.Shares) != "Celle 7.50, Gifhorn 2.50" {
		t.Errorf("a later draft: %s", amountsOf(got.Shares))
	}
}

// costOf is a cost for January.
func costOf(amount string) *driving.AddCost {
	cost := spent(amount, january)
	return &cost
}

func TestAPreviewChangesNothingAndEqualsTheDraft(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	members := of(celle, gifhorn, peine)
	for name, scheme := range map[string]*view.Scheme{
		"one key": by(costing.Inhabitants),
		"a mix with days": {Parts: []view.SchemePart{{Key: "equal", Percent: "30"}, {Key: "inhabitants", Percent: "70"}}, Days: "day-slices",
			Participants: []view.Participant{{MemberID: members[0]}, {MemberID: members[1], From: "2026-01-11"}, {MemberID: members[2], To: "2026-01-20"}}},
		"bounds and a base": {Parts: []view.SchemePart{{Key: "inhabitants", Percent: "100"}}, Base: "1.00",
			Participants: []view.Participant{{MemberID: members[0], Cap: "30.00"}, {MemberID: members[1]}, {MemberID: members[2], Floor: "25.00"}}},
		"groups": {Parts: []view.SchemePart{{Key: "equal", Percent: "100"}}, Groups: []view.SchemeGroup{{Name: "Süd", Weight: "2"}, {Name: "Nord", Weight: "1"}},
			Participants: []view.Participant{{MemberID: members[0], Group: "Süd"}, {MemberID: members[1], Group: "Süd"}, {MemberID: members[2], Group: "Nord"}}},
	} {
		pool := b.collect(licence("100.00", members...))
		b.attach(pool, taxed("10.01", "19", january))
		preview, err := b.preview(b.auditor, pool, scheme)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if n := count(t, b.owner, `select count(*) from allocation where pool_id = $1`, pool.ID); n != 0 {
			t.Errorf("%d allocations after a preview", n)
		}
		draft := b.mustDraftRun(pool, january, scheme)
		preview.SchemeVersion = draft.SchemeVersion // which it has only once it is kept
		if got, want := jsonOf(draft.AllocationPreview), jsonOf(preview); got != want {
			t.Errorf("%s:\npreview %s\ndraft   %s", name, want, got)
		}
		if result := b.recompute(draft); !result.OK {
			t.Errorf("%s: recomputed: %+v", name, result)
		}
	}
	b.ledgerMustAgree()
}

func jsonOf(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func TestTheKeysOfAPoolAreThoseThatCanBePreviewed(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.buyer("Dienstleister")
	vergabe, round := b.tendered(map[string]access.Actor{"3": celle, "0": gifhorn})
	f := b.contractOf(vergabe, celle, gifhorn)
	pools := []view.CostPool{
		b.collect(licence("1.00", of(celle, gifhorn)...)),
		b.collect(licence("1.00", of(gifhorn)...)),
		b.collect(driving.CreateCostPool{Title: "Vergabe", Kind: "tender-cost", Cost: costOf("1.00"), Tender: vergabe.String()}),
		b.collect(driving.CreateCostPool{Title: "Vergabe", Kind: "tender-cost", Cost: costOf("1.00"), Tender: vergabe.String(), Members: of(gifhorn)}),
	}
	b.mustPlace(celle, f, line(f, 1, "1"))
	b.prepare(`insert into demand_snapshot_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance) values ($1, gen_random_uuid(), $2, $3, $4, 2, 0)`,
		b.id.String(), round.ID, round.Items[2].ID, of(celle)[0])
	for _, pool := range pools {
		shown := b.shown(pool)
		for _, key := range costing.Keys {
			scheme := by(key)
			if key == costing.Fixed || key == costing.Metered {
				scheme.WeightSource, scheme.WeightAsOf = "Vertrag", "2026-01-01"
				for _, m := range shown.Members {
					scheme.Participants = append(scheme.Participants, view.Participant{MemberID: m.ID, Weight: "1"})
				}
			}
			_, err := b.preview(b.fay, pool, scheme)
			if _, refused := fault.Of(err); refused == slices.Contains(shown.Keys, string(key)) {
				t.Errorf("%s of %s is listed: %v, previewed: %v", key, pool.Number, !refused, err)
			}
		}
	}
	if _, err := b.preview(b.fay, pools[2], by(costing.Quantity)); !errors.Is(err, costing.ErrUnitsMixed) {
		t.Errorf("pieces and hours: %v", err)
	}
	if _, err := b.preview(b.fay, pools[3], by(costing.Quantity)); !errors.Is(err, split.ErrNoPositiveWeight) {
		t.Errorf("nothing ordered: %v", err)
	}
}

func TestAPoolThatNamesWhatDoesNotExistIsRefusedAndLeavesNothing(t *testing.T) {
	b := openTreasury(t)
	celle := b.town("Celle", "033510006006", 7)
	theirs := treasuryIn(shopIn(marketIn(t, b.db, b.owner)))
	foreign := of(theirs.buyer("Anderswo"))[0]
	for _, c := range []struct {
		name  string
		in    driving.CreateCostPool
		want  error
		field string
	}{
		{"a member of another cooperative", licence("1", append(of(celle), foreign)...), access.ErrNotFound, "memberIds"},
		{"a member that is no id", licence("1", of(celle)[0], "Celle"), id.ErrMalformed, "memberIds.1"},
		{"a member twice", licence("1", of(celle, celle)...), costing.ErrMemberTwice, "memberIds.1"},
		{"nobody", licence("1"), costing.ErrNoMembers, "memberIds"},
		{"a tender that is none", driving.CreateCostPool{Title: "Titel", Kind: "other", Tender: id.New[tender.Tender]().String()}, access.ErrNotFound, "tenderId"},
		{"a framework that is none", driving.CreateCostPool{Title: "Titel", Kind: "other", Framework: id.New[framework.Framework]().String()}, access.ErrNotFound, "frameworkId"},
		{"a tenth of a cent", licence("0.001", of(celle)...), money.ErrFinerThanCent, "cost.net"},
		{"not a number", licence("NaN", of(celle)...), money.ErrMalformed, "cost.net"},
		{"more money than there is", licence("1000000000000000000", of(celle)...), money.ErrMalformed, "cost.net"},
	} {
		_, err := b.costing.CreateCostPool(t.Context(), b.fay, access.Key{}, c.in)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if n := count(t, b.owner, `select (select count(*) from cost_pool) + (select count(*) from number_counter where kind = 'KP')`); n != 0 {
		t.Errorf("%d rows left behind", n)
	}
}

func TestAMemberThatDoesNotExistHasNoAccount(t *testing.T) {
	b := openTreasury(t)
	celle, peine := b.town("Celle", "033510006006", 7), b.town("Peine", "031570006006", 3)
	for _, c := range []struct {
		who    string
		reader access.Actor
		of     member.ID
	}{
		{"an officer, of nobody", b.fay, id.New[member.Member]()},
		{"another member", peine, celle.Grants[0].Member},
		{"a bidder", b.bidder, celle.Grants[0].Member},
	} {
		if _, err := b.accounts.MemberAccount(t.Context(), c.reader, c.of, "", ""); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", c.who, err)
		}
	}
}
