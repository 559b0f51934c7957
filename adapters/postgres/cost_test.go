package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func amountsOf(shares []view.Share) string {
	var texts []string
	for _, s := range shares {
		texts = append(texts, s.Member.Name+" "+s.Share)
	}
	return strings.Join(texts, ", ")
}

func TestACostIsSharedFromThePoolToTheStatement(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 70_000), b.town("Gifhorn", "031510009009", 43_000), b.town("Peine", "031570006006", 50_000)
	pool := b.collect(licence("1000.00", of(celle, gifhorn, peine)...))
	if pool.Number[:3] != "KP-" || pool.Amount != "1000.00" || pool.Allocated != "0.00" || pool.CreatedBy != "Frauke Finanzen" || len(pool.Members) != 3 ||
		pool.Members[0].Name != "Celle" || fmt.Sprint(pool.Keys) != "[equal inhabitants]" || len(pool.Allocations) != 0 {
		t.Errorf("pool: %+v", pool)
	}
	draft := b.mustDraft(pool, costing.Inhabitants)
	const want = "Celle 429.45, Gifhorn 263.80, Peine 306.75"
	if draft.Status != "draft" || amountsOf(draft.Shares) != want || draft.WeightSum != "163000" || draft.UnitsLeft != 2 || draft.Rule != "largest-remainder 1" ||
		draft.Version != 1 || draft.Pool.Name != pool.Number+" Gemeinsame Lizenz" || draft.PostedBy != "" || draft.EntryID != "" || draft.ThresholdRemainder == "" {
		t.Errorf("draft: %+v", draft)
	}
	posted := b.mustPost(draft)
	if posted.Status != "posted" || posted.Version != 2 || posted.PostedBy != "Finn Finanzen" || posted.EntryID == "" || amountsOf(posted.Shares) != want {
		t.Errorf("posted: %+v", posted)
	}
	statement := b.statement(celle, of(celle)[0], "", "")
	if len(statement.Lines) != 1 || statement.ClosingBalance != "429.45" || statement.OpeningBalance != "0.00" || statement.Member.Name != "Celle" {
		t.Fatalf("statement: %+v", statement)
	}
	if l := statement.Lines[0]; l.Text != posted.Pool.Name || l.Amount != "429.45" || l.Balance != "429.45" || l.CauseType != "allocation" || l.CauseID != posted.ID || l.EntryID != posted.EntryID {
		t.Errorf("line: %+v", l)
	}
	if result := b.recompute(posted); !result.OK || len(result.Checks) != 6 {
		t.Errorf("recomputed: %+v", result)
	}
	b.ledgerMustAgree()
}

func TestAShareIsExplainedToTheLastDigit(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 2), b.town("Gifhorn", "031510009009", 1)
	pool := b.collect(licence("-0.05", of(celle, gifhorn)...))
	got := b.mustDraft(pool, costing.Inhabitants)
	day := got.CreatedAt.In(time.UTC).Format("2006-01-02")
	want := []view.Share{
		{Member: pool.Members[0], TieKey: "033510006006", Weight: "2", WeightSource: "population 2024 " + day, Floor: "0.03", Remainder: "1", Share: "-0.03",
			Formula: "5 × 2 / 3 = 3 rest 1; × -1 = -3"},
		{Member: pool.Members[1], TieKey: "031510009009", Weight: "1", WeightSource: "population 2024 " + day, Floor: "0.01", Remainder: "2", Extra: true, Share: "-0.02",
			Formula: "5 × 1 / 3 = 1 rest 2; 1 + 1 = 2; × -1 = -2"},
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
	pool := b.collect(driving.CreateCostPool{Title: "Kosten der Vergabe", Kind: "tender-cost", Amount: "24000", Tender: vergabe.String()})
	if pool.Tender.Name != "VV-2026-0001 Notebooks" || fmt.Sprint(pool.Keys) != "[equal inhabitants quantity]" || len(pool.Members) != 2 {
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
	ofContract := b.collect(driving.CreateCostPool{Title: "Kosten der Rahmenvereinbarung", Kind: "other", Amount: "3.00", Framework: f.ID})
	if ofContract.Framework.ID != f.ID || ofContract.Tender != nil || len(ofContract.Members) != 2 || fmt.Sprint(ofContract.Keys) != "[equal inhabitants calloff-value]" {
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

func TestAPreviewChangesNothingAndEqualsTheDraft(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	pool := b.collect(licence("100.00", of(celle, gifhorn, peine)...))
	preview, err := b.costing.PreviewAllocation(t.Context(), b.auditor, costing.PoolID(pool.ID), "inhabitants")
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, b.owner, `select count(*) from allocation`); n != 0 {
		t.Errorf("%d allocations after a preview", n)
	}
	draft := b.mustDraft(pool, costing.Inhabitants)
	if fmt.Sprint(preview.Shares) != fmt.Sprint(draft.Shares) || preview.Total != draft.Total || preview.WeightSum != draft.WeightSum ||
		preview.UnitsLeft != draft.UnitsLeft || preview.ThresholdRemainder != draft.ThresholdRemainder || preview.Rule != draft.Rule || preview.Key != draft.Key {
		t.Errorf("preview %+v\ndraft %+v", preview, draft)
	}
}

func TestTheKeysOfAPoolAreThoseThatCanBePreviewed(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.buyer("Dienstleister")
	vergabe, round := b.tendered(map[string]access.Actor{"3": celle, "0": gifhorn})
	f := b.contractOf(vergabe, celle, gifhorn)
	pools := []view.CostPool{
		b.collect(licence("1.00", of(celle, gifhorn)...)),
		b.collect(licence("1.00", of(gifhorn)...)),
		b.collect(driving.CreateCostPool{Title: "Vergabe", Kind: "tender-cost", Amount: "1.00", Tender: vergabe.String()}),
		b.collect(driving.CreateCostPool{Title: "Vergabe", Kind: "tender-cost", Amount: "1.00", Tender: vergabe.String(), Members: of(gifhorn)}),
	}
	b.mustPlace(celle, f, line(f, 1, "1"))
	b.prepare(`insert into demand_snapshot_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance) values ($1, gen_random_uuid(), $2, $3, $4, 2, 0)`,
		b.id.String(), round.ID, round.Items[2].ID, of(celle)[0])
	for _, pool := range pools {
		shown, err := b.costing.CostPool(t.Context(), b.fay, costing.PoolID(pool.ID))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range costing.Keys {
			_, err := b.costing.PreviewAllocation(t.Context(), b.fay, costing.PoolID(pool.ID), string(key))
			if _, refused := fault.Of(err); refused == slices.Contains(shown.Keys, string(key)) {
				t.Errorf("%s of %s is listed: %v, previewed: %v", key, pool.Number, !refused, err)
			}
		}
	}
	if _, err := b.costing.PreviewAllocation(t.Context(), b.fay, costing.PoolID(pools[2].ID), "quantity"); !errors.Is(err, costing.ErrUnitsMixed) {
		t.Errorf("pieces and hours: %v", err)
	}
	if _, err := b.costing.PreviewAllocation(t.Context(), b.fay, costing.PoolID(pools[3].ID), "quantity"); !errors.Is(err, split.ErrNoPositiveWeight) {
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
		{"a tender that is none", driving.CreateCostPool{Title: "Titel", Kind: "other", Amount: "1", Tender: id.New[tender.Tender]().String()}, access.ErrNotFound, "tenderId"},
		{"a framework that is none", driving.CreateCostPool{Title: "Titel", Kind: "other", Amount: "1", Framework: id.New[framework.Framework]().String()}, access.ErrNotFound, "frameworkId"},
		{"a tenth of a cent", licence("0.001", of(celle)...), money.ErrFinerThanCent, "amount"},
		{"not a number", licence("NaN", of(celle)...), money.ErrMalformed, "amount"},
		{"more money than there is", licence("1000000000000000000", of(celle)...), money.ErrMalformed, "amount"},
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

func TestWhoSeesWhichCosts(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	theirs := treasuryIn(shopIn(marketIn(t, b.db, b.owner)))
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	draft := b.mustDraft(pool, costing.Inhabitants)
	shows := func(reader access.Actor) string {
		var seen []string
		if found, err := b.costing.CostPool(t.Context(), reader, costing.PoolID(pool.ID)); err == nil {
			seen = append(seen, fmt.Sprintf("pool with %d", len(found.Allocations)))
		} else if !errors.Is(err, access.ErrNotFound) {
			t.Error(err)
		}
		if found, err := b.costing.Allocation(t.Context(), reader, costing.AllocationID(draft.ID)); err == nil {
			seen = append(seen, amountsOf(found.Shares))
		} else if !errors.Is(err, access.ErrNotFound) {
			t.Error(err)
		}
		list, err := b.costing.CostPools(t.Context(), reader, view.PageRequest{Limit: 50})
		if err == nil && len(list.Items) > 0 {
			seen = append(seen, "listed")
		}
		if result, err := b.costing.RecomputeAllocation(t.Context(), reader, costing.AllocationID(draft.ID)); err == nil && result.OK {
			seen = append(seen, "recomputed")
		}
		return strings.Join(seen, "; ")
	}
	readers := []struct {
		who           string
		actor         access.Actor
		before, after string // the posting
	}{
		{"a finance officer", b.fay, "pool with 1; Celle 58.33, Gifhorn 41.67; listed; recomputed", "pool with 1; Celle 58.33, Gifhorn 41.67; listed; recomputed"},
		{"the auditor", b.auditor, "pool with 1; Celle 58.33, Gifhorn 41.67; listed; recomputed", "pool with 1; Celle 58.33, Gifhorn 41.67; listed; recomputed"},
		{"a member that shares", celle, "pool with 0; listed", "pool with 1; Celle 58.33; listed; recomputed"},
		{"a member that does not", peine, "", ""},
		{"another cooperative's officer", theirs.fay, "", ""},
		{"a bidder", b.bidder, "", ""},
	}
	for _, r := range readers {
		if got := shows(r.actor); got != r.before {
			t.Errorf("%s sees %q of a draft, want %q", r.who, got, r.before)
		}
	}
	b.mustPost(draft)
	for _, r := range readers {
		if got := shows(r.actor); got != r.after {
			t.Errorf("%s sees %q of what is posted, want %q", r.who, got, r.after)
		}
	}
}

func TestWhoMayNotActIsToldNoMoreThanItSees(t *testing.T) {
	b := openTreasury(t)
	celle, peine := b.town("Celle", "033510006006", 7), b.town("Peine", "031570006006", 3)
	pool := b.collect(licence("100.00", of(celle)...))
	draft := b.mustDraft(pool, costing.Equal)
	for _, c := range []struct {
		who                        string
		actor                      access.Actor
		create, preview, make, put error
	}{
		{"the auditor", b.auditor, access.ErrForbidden, nil, access.ErrForbidden, access.ErrForbidden},
		{"a member that shares", celle, access.ErrForbidden, access.ErrForbidden, access.ErrForbidden, access.ErrNotFound},
		{"a member that does not", peine, access.ErrForbidden, access.ErrNotFound, access.ErrNotFound, access.ErrNotFound},
		{"a bidder", b.bidder, access.ErrNotFound, access.ErrNotFound, access.ErrNotFound, access.ErrNotFound},
	} {
		_, create := b.costing.CreateCostPool(t.Context(), c.actor, access.Key{}, licence("1", of(celle)...))
		_, preview := b.costing.PreviewAllocation(t.Context(), c.actor, costing.PoolID(pool.ID), "equal")
		_, make := b.costing.DraftAllocation(t.Context(), c.actor, access.Key{}, costing.PoolID(pool.ID), "equal")
		_, put := b.post(draft, c.actor)
		if !errors.Is(create, c.create) || !errors.Is(preview, c.preview) || !errors.Is(make, c.make) || !errors.Is(put, c.put) {
			t.Errorf("%s: create %v, preview %v, draft %v, post %v", c.who, create, preview, make, put)
		}
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry`); n != 0 {
		t.Errorf("%d entries", n)
	}
}

func TestPoolsAreListedNewestFirstInPages(t *testing.T) {
	b := openTreasury(t)
	celle := b.town("Celle", "033510006006", 7)
	var want []string
	for range 3 {
		want = append([]string{b.collect(licence("1", of(celle)...)).ID}, want...)
	}
	var got []string
	page := view.PageRequest{Limit: 2}
	for {
		found, err := b.costing.CostPools(t.Context(), b.fay, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found.Items {
			got = append(got, p.ID)
			if p.MemberCount != 1 || p.Amount != "1.00" || p.Allocated != "0.00" {
				t.Errorf("got %+v", p)
			}
		}
		if found.Next == "" {
			break
		}
		page.Cursor = found.Next
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := b.costing.CostPools(t.Context(), b.fay, view.PageRequest{Cursor: "x", Limit: 2}); !errors.Is(err, access.ErrCursor) {
		t.Errorf("got %v", err)
	}
}

func TestWhatWaitsForFinanceOfficers(t *testing.T) {
	b := openTreasury(t)
	celle := b.town("Celle", "033510006006", 7)
	waiting := func(actor access.Actor) string {
		list, err := usecase.NewToDo(b.db).ToDo(t.Context(), actor)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, item := range list.Items {
			texts = append(texts, strings.Join([]string{item.Kind, item.ObjectType, item.Amount, item.Title}, " "))
		}
		return strings.Join(texts, "; ")
	}
	pool := b.collect(licence("12.00", of(celle)...))
	title := pool.Number + " Gemeinsame Lizenz"
	if got := waiting(b.fay); got != "pool-allocate cost-pool 12.00 "+title {
		t.Errorf("a pool: %q", got)
	}
	draft := b.mustDraft(pool, costing.Equal)
	other := b.mustDraft(pool, costing.Inhabitants)
	if got := waiting(b.finn); got != "allocation-post allocation 12.00 "+title+"; allocation-post allocation 12.00 "+title || other.ID == draft.ID {
		t.Errorf("drafts of another person: %q", got)
	}
	if got := waiting(b.fay) + waiting(b.auditor); got != "" {
		t.Errorf("one's own drafts, and an auditor: %q", got)
	}
	b.mustPost(draft)
	if got := waiting(b.finn); got != "" {
		t.Errorf("after posting: %q", got)
	}
}

func TestARepeatedRequestDraftsOnce(t *testing.T) {
	b := openTreasury(t)
	pool := b.collect(licence("12.00", of(b.town("Celle", "033510006006", 7))...))
	key := access.Key{Key: "draft-0001", Fingerprint: "a"}
	first, err := b.costing.DraftAllocation(t.Context(), b.fay, key, costing.PoolID(pool.ID), "equal")
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.costing.DraftAllocation(t.Context(), b.fay, key, costing.PoolID(pool.ID), "equal")
	if err != nil || again.ID != first.ID || count(t, b.owner, `select count(*) from allocation`) != 1 {
		t.Errorf("%v: %s and %s", err, first.ID, again.ID)
	}
}

func TestAMemberThatDoesNotExistHasNoStatement(t *testing.T) {
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
		if _, err := b.costing.Statement(t.Context(), c.reader, c.of, "", ""); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", c.who, err)
		}
	}
}
