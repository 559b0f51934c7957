package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// crowd are so many members with different inhabitants.
func (b *treasury) crowd(n int) []string {
	b.t.Helper()
	b.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
		select $1, gen_random_uuid(), 'Ort ' || n, 'it-provider', 'admitted', 20 + (n * 7919) % 300000, 5000, '2026-01-01' from generate_series(1, $2) n`, b.id.String(), n)
	rows, err := b.owner.Query(b.t.Context(), `select id::text from member where name like 'Ort %' order by id`)
	if err != nil {
		b.t.Fatal(err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.t.Fatal(err)
	}
	return members
}

// draftAll drafts the runs of all pools for some days.
func (b *treasury) draftAll(days span) view.DraftedAllocations {
	b.t.Helper()
	drafted, err := b.allocating.DraftAllocations(b.t.Context(), b.fay, access.Key{}, days.from, days.to)
	if err != nil {
		b.t.Fatal(err)
	}
	return drafted
}

func idsOf(drafted []view.AllocationSummary) []string {
	ids := make([]string, len(drafted))
	for i, d := range drafted {
		ids[i] = d.ID
	}
	return ids
}

// Pools of every kind, drafted and posted month by month in a handful of statements.
func TestAllPoolsAreDraftedAndPostedAtOnce(t *testing.T) {
	const pools, size = 6, 200
	b := openTreasury(t)
	members := b.crowd(size)
	ctx := t.Context()
	months := []span{january, february, march}
	for i := range pools {
		in := driving.CreateCostPool{Title: fmt.Sprintf("Dienst %02d", i), Kind: "shared-service", Members: members}
		if i%5 == 1 {
			in.Regime = "own-invoices"
		}
		if i%5 == 2 {
			in.Mode = "cumulative"
		}
		pool, err := b.costing.CreateCostPool(ctx, b.fay, access.Key{}, in)
		if err != nil {
			t.Fatal(err)
		}
		for m, month := range months {
			b.attach(pool, taxed(fmt.Sprintf("%d.%02d", 10_000+17*i+m, (31*i+m)%100), "19", month))
			if i%5 == 3 {
				b.attach(pool, taxed(fmt.Sprintf("%d.%02d", 900+i, m), "7", month))
			}
		}
		scheme := &view.Scheme{Parts: []view.SchemePart{{Key: "equal", Percent: "30"}, {Key: "inhabitants", Percent: "70"}}}
		b.mustDraftRun(pool, january, scheme)
	}
	for i, month := range months {
		drafted := b.draftAll(month)
		if i == 0 && (len(drafted.Drafted) != 0 || len(drafted.Refused) != 0) {
			t.Errorf("drafted once more what waits: %d, refused %+v", len(drafted.Drafted), drafted.Refused)
		}
		if i == 0 {
			list, err := b.allocating.Drafts(ctx, b.finn)
			if err != nil {
				t.Fatal(err)
			}
			drafted.Drafted = list.Items
		}
		if len(drafted.Drafted) != pools || len(drafted.Refused) != 0 {
			t.Fatalf("%s: %d drafted, refused %+v", month.from, len(drafted.Drafted), drafted.Refused)
		}
		posted, err := b.allocating.PostAllocations(ctx, b.finn, idsOf(drafted.Drafted))
		if err != nil {
			t.Fatal(err)
		}
		if len(posted.Items) != pools || slices.ContainsFunc(posted.Items, func(a view.AllocationSummary) bool { return a.Status != "posted" }) {
			t.Errorf("%s: %d posted", month.from, len(posted.Items))
		}
	}
	if again := b.draftAll(march); len(again.Drafted) != 0 || len(again.Refused) != 0 {
		t.Errorf("unchanged: %+v", again)
	}
	if n := count(t, b.owner, `select count(*) from ledger_line l join ledger_entry e on e.id = l.entry_id where e.cause_type = 'allocation'`); n < pools*len(months)*size*9/10 {
		t.Errorf("%d lines", n)
	}
	b.ledgerMustAgree()
}

func TestSeveralDraftsArePostedAllOrNone(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	var ids []string
	var drafts []view.Allocation
	for range 3 {
		draft := b.mustDraft(b.collect(licence("10.00", of(celle, gifhorn)...)), costing.Equal)
		ids, drafts = append(ids, draft.ID), append(drafts, draft)
	}
	b.mustPost(drafts[1])
	for _, c := range []struct {
		name string
		ids  []string
		by   access.Actor
		want error
	}{
		{"one is posted already", ids, b.finn, costing.ErrNotDraft},
		{"none", nil, b.finn, costing.ErrNothingToPost},
		{"one's own", ids[:1], b.fay, access.ErrSamePerson},
		{"one that is none", []string{ids[0], b.id.String()}, b.finn, access.ErrNotFound},
		{"a member", ids[:1], celle, access.ErrForbidden},
		{"a bidder", ids[:1], b.bidder, access.ErrNotFound},
	} {
		if _, err := b.allocating.PostAllocations(t.Context(), c.by, c.ids); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if n := count(t, b.owner, `select count(*) from allocation where status = 'posted'`); n != 1 {
		t.Errorf("%d posted", n)
	}
	if _, err := b.allocating.PostAllocations(t.Context(), b.finn, []string{ids[2], ids[0], ids[2]}); err != nil {
		t.Error(err)
	}
	b.ledgerMustAgree()
}

func TestWhatCannotBeDraftedIsNamedAndTheRestIsDrafted(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	good := b.collect(licence("10.00", of(celle, gifhorn)...))
	b.run(good, january, by(costing.Equal))
	b.attach(good, spent("3.00", february))
	bad := b.collect(licence("10.00", of(celle)...))
	capped := by(costing.Equal)
	capped.Participants = []view.Participant{{MemberID: of(celle)[0], Cap: "10.00"}}
	b.run(bad, january, capped)
	b.attach(bad, spent("11.00", february))
	b.attach(b.collect(licence("10.00", of(celle)...)), spent("1.00", february)) // without a scheme
	drafted := b.draftAll(february)
	if len(drafted.Drafted) != 1 || drafted.Drafted[0].Pool.ID != good.ID || drafted.Drafted[0].Total != "3.00" || !drafted.Drafted[0].Mine ||
		len(drafted.Refused) != 1 || drafted.Refused[0].Pool.ID != bad.ID || drafted.Refused[0].Code != "split.caps-short-of-total" {
		t.Errorf("%+v", drafted)
	}
	b.ledgerMustAgree()
}
