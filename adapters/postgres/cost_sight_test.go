package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

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
		if found, err := b.allocating.Allocation(t.Context(), reader, costing.AllocationID(draft.ID)); err == nil {
			seen = append(seen, amountsOf(found.Shares))
		} else if !errors.Is(err, access.ErrNotFound) {
			t.Error(err)
		}
		list, err := b.costing.CostPools(t.Context(), reader, view.PageRequest{Limit: 50})
		if err == nil && len(list.Items) > 0 {
			seen = append(seen, "listed")
		}
		if result, err := b.allocating.RecomputeAllocation(t.Context(), reader, costing.AllocationID(draft.ID)); err == nil && result.OK {
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
		_, preview := b.preview(c.actor, pool, by(costing.Equal))
		_, make := b.allocating.DraftAllocation(t.Context(), c.actor, access.Key{}, costing.PoolID(pool.ID), driving.Run{From: january.from, To: january.to, Scheme: by(costing.Equal)})
		_, put := b.post(draft, c.actor)
		if !errors.Is(create, c.create) || !errors.Is(preview, c.preview) || !errors.Is(make, c.make) || !errors.Is(put, c.put) {
			t.Errorf("%s: create %v, preview %v, draft %v, post %v", c.who, create, preview, make, put)
		}
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry where cause_type <> 'cost'`); n != 0 {
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
		t.Errorf("after posting, with an outdated draft: %q", got)
	}
	b.attach(pool, spent("3.00", january))
	if got := waiting(b.finn); got != "pool-allocate cost-pool 3.00 "+title {
		t.Errorf("a late cost: %q", got)
	}
}

func TestARepeatedRequestDraftsOnce(t *testing.T) {
	b := openTreasury(t)
	pool := b.collect(licence("12.00", of(b.town("Celle", "033510006006", 7))...))
	key := access.Key{Key: "draft-0001", Fingerprint: "a"}
	run := driving.Run{From: january.from, To: january.to, Scheme: by(costing.Equal)}
	first, err := b.allocating.DraftAllocation(t.Context(), b.fay, key, costing.PoolID(pool.ID), run)
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.allocating.DraftAllocation(t.Context(), b.fay, key, costing.PoolID(pool.ID), run)
	if err != nil || again.ID != first.ID || count(t, b.owner, `select count(*) from allocation`) != 1 {
		t.Errorf("%v: %s and %s", err, first.ID, again.ID)
	}
}
