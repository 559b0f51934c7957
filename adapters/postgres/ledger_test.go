package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/ports/driven"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// writeAs runs statements in one transaction as a role, with the event they owe.
func (b *treasury) writeAs(role string, statements ...string) error {
	return pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		for _, s := range append([]string{
			fmt.Sprintf(`select set_config('app.event_id', '%s', true), set_config('app.cooperative_id', '%s', true)`, id.New[audit.Event](), b.id),
			`select audit_append(now(), null, 'test.prepared', 'test', '1', '', null, null, '', '{}')`,
			`set local role ` + role,
		}, statements...) {
			if _, err := tx.Exec(b.t.Context(), s, pgx.QueryExecModeSimpleProtocol); err != nil {
				return err
			}
		}
		return nil
	})
}

func roles(t *testing.T, b *treasury) []string {
	t.Helper()
	var owner string
	if err := b.owner.QueryRow(t.Context(), `select current_user`).Scan(&owner); err != nil {
		t.Fatal(err)
	}
	return []string{owner, "allmende_app"}
}

// Property 42.
func TestAnEntryIsWrittenWholeAndBalancedOrNotAtAll(t *testing.T) {
	b := openTreasury(t)
	posted := b.mustPost(b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal))
	draft := b.mustDraft(b.collect(licence("10.00", b.accountHolders()...)), costing.Equal)
	const fresh, both = "00000000-0000-7000-8000-000000000001", `array(select id from ledger_account where kind in ('member', 'cooperative') order by kind)`
	entry := func(accounts, cents string) string {
		return fmt.Sprintf(`insert into ledger_entry (cooperative_id, id, posting_id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
			select '%s', '%s', '%[2]s', now(), '%s', current_date, 'Test', 'allocation', '%s', %s, %s`, b.id, fresh, b.fay.Person, draft.ID, accounts, cents)
	}
	good := entry(both, `'{-1000,1000}'`)
	for _, role := range roles(t, b) {
		for _, c := range []struct {
			name, constraint, statement string
		}{
			{"a cent too much", "ledger_entry_sums_to_zero", entry(both, `'{-999,1000}'`)},
			{"without lines", "ledger_entry_has_lines", entry(`'{}'`, `'{}'`)},
			{"without an amount", "ledger_entry_has_lines", entry(both, `'{0}'`)},
			{"an account twice", "ledger_line_once_per_account", entry(both+` || `+both, `'{-2,2,1,-1}'`)},
			{"a line of 0.00", "ledger_line_amount_not_zero", entry(both, `'{0,0}'`)},
			{"a line of no amount", "ledger_line_amount_not_zero", entry(both, `'{0,null}'`)},
			{"a second entry of an allocation", "ledger_entry_once_per_cause", strings.Replace(good, draft.ID, posted.ID, 1)},
			{"lines on accounts that are none", "ledger_line_of_account", entry(`array[gen_random_uuid(), gen_random_uuid()]`, `'{-1,1}'`)},
			{"a line on no account", "ledger_line_of_account", entry(`array[null::uuid] || `+both, `'{-2,1,1}'`)},
			{"many of them", "ledger_line_of_account", entry(`array(select gen_random_uuid() from generate_series(1, 2000))`, `array(select n from generate_series(-1000, 1000) n where n <> 0)`)},
			{"by nobody", "ledger_entry_posted_by_person", strings.Replace(good, b.fay.Person.String(), fresh, 1)},
			{"an entry of an allocation that is none", "ledger_entry_of_allocation", strings.Replace(good, draft.ID, fresh, 1)},
			{"a reversal of an allocation that is none", "ledger_entry_of_allocation", strings.NewReplacer(draft.ID, fresh, "'allocation'", "'reversal'").Replace(good)},
			{"an unknown cause", "ledger_entry_cause_known", strings.Replace(good, "'allocation'", "'gift'", 1)},
			{"on no day", "ledger_entry_day_finite", strings.Replace(good, "current_date", "'infinity'", 1)},
		} {
			err := b.writeAs(role, c.statement)
			if constraintOf(err) != c.constraint {
				t.Errorf("%s, %s: got %v", role, c.name, err)
			}
		}
	}
	err := b.writeAs(roles(t, b)[0], `select set_config('app.cooperative_id', '`+fresh+`', true)`, good)
	if constraintOf(err) != "ledger_entry_of_cooperative" {
		t.Errorf("of another cooperative: got %v", err)
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry where cause_type = 'allocation'`); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	b.ledgerMustAgree()
}

// accountHolders are the members that have an account.
func (b *treasury) accountHolders() []string {
	b.t.Helper()
	rows, err := b.owner.Query(b.t.Context(), `select member_id::text from ledger_account where member_id is not null`)
	if err != nil {
		b.t.Fatal(err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.t.Fatal(err)
	}
	return members
}

func TestAPostingThatIsAddedToLaterIsRefused(t *testing.T) {
	b := openTreasury(t)
	posted := b.mustPost(b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal))
	// An entry like the posted one, so that only the rule itself can refuse.
	err := b.writeAs("allmende_app", fmt.Sprintf(`insert into ledger_entry (cooperative_id, id, posting_id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
		select cooperative_id, gen_random_uuid(), posting_id, posted_at, posted_by, booked_on, text, 'payment', gen_random_uuid(), accounts, cents from ledger_entry where id = '%s'`, posted.EntryID))
	if constraintOf(err) != "set_written_at_once" {
		t.Errorf("got %v", err)
	}
}

// Property 43.
func TestWhatIsBookedIsNeverChangedByAnybody(t *testing.T) {
	b := openTreasury(t)
	b.mustPost(b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal))
	before := count(t, b.owner, `select (select count(*) from ledger_line) + (select count(*) from allocation_share)`)
	for _, role := range roles(t, b) {
		for _, table := range []string{"cost_pool", "cost_pool_member", "allocation_share", "ledger_account", "ledger_entry", "closing"} {
			for _, statement := range []string{`update ` + table + ` set cooperative_id = cooperative_id`, `delete from ` + table, `truncate ` + table + ` cascade`} {
				if err := b.writeAs(role, statement); err == nil {
					t.Errorf("%s: %s is possible", role, statement)
				}
			}
		}
		for _, statement := range []string{`delete from allocation`, `truncate allocation cascade`} {
			if err := b.writeAs(role, statement); err == nil {
				t.Errorf("%s: %s is possible", role, statement)
			}
		}
	}
	for _, column := range []string{"total", "weight_sum", "threshold", "units_left"} {
		if err := b.writeAs("allmende_app", `update allocation set `+column+` = `+column+` + 1`); err == nil {
			t.Errorf("%s of an allocation can be changed", column)
		}
	}
	if after := count(t, b.owner, `select (select count(*) from ledger_line) + (select count(*) from allocation_share)`); after != before {
		t.Errorf("%d rows, want %d", after, before)
	}
}

func TestAnAllocationIsPostedOnceByAnotherPerson(t *testing.T) {
	b := openTreasury(t)
	pool := b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...))
	draft, second := b.mustDraft(pool, costing.Equal), b.mustDraft(pool, costing.Inhabitants)
	stale := draft
	stale.Version = 7
	for _, c := range []struct {
		name string
		a    view.Allocation
		by   access.Actor
		want error
	}{
		{"by its author", draft, b.fay, access.ErrSamePerson},
		{"another version", stale, b.finn, access.ErrStale},
		{"by another", draft, b.finn, nil},
		{"once more", view.Allocation{ID: draft.ID, Version: 2}, b.finn, costing.ErrNotDraft},
		{"once more, as first seen", draft, b.finn, access.ErrStale},
		{"another draft of the pool", second, b.finn, costing.ErrRunOutdated},
	} {
		if _, err := b.post(c.a, c.by); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := b.draft(pool, january, by(costing.Equal)); !errors.Is(err, costing.ErrNothingToPost) {
		t.Errorf("a draft after the posting: %v", err)
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry where cause_type = 'allocation'`); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	if got := b.shown(pool); got.Allocated != "10.00" || len(got.Allocations) != 2 {
		t.Errorf("%+v", got)
	}
}

// together runs fn n times at once and gathers the errors.
func together(n int, fn func(i int) error) []error {
	var wait sync.WaitGroup
	errs := make([]error, n)
	start := make(chan struct{})
	for i := range n {
		wait.Go(func() {
			<-start
			errs[i] = fn(i)
		})
	}
	close(start)
	wait.Wait()
	return errs
}

func TestTwoAtOncePostADraftOnce(t *testing.T) {
	b := openTreasury(t)
	vera := b.appoint("Vera Finanzen", access.Grant{Role: access.FinanceOfficer})
	draft := b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal)
	officers := []access.Actor{b.finn, vera}
	posted := 0
	for _, err := range together(8, func(i int) error {
		_, err := b.post(draft, officers[i%2])
		return err
	}) {
		switch {
		case err == nil:
			posted++
		case !errors.Is(err, access.ErrStale) && !errors.Is(err, costing.ErrNotDraft):
			t.Error(err)
		}
	}
	if entries := count(t, b.owner, `select count(*) from ledger_entry where cause_type = 'allocation'`); posted != 1 || entries != 1 {
		t.Errorf("posted %d times with %d entries", posted, entries)
	}
}

func TestOfTwoDraftsAtOnceOneIsPosted(t *testing.T) {
	b := openTreasury(t)
	celle := b.town("Celle", "033510006006", 7)
	for range 5 {
		pool := b.collect(licence("10.00", of(celle)...))
		drafts := []view.Allocation{b.mustDraft(pool, costing.Equal), b.mustDraft(pool, costing.Inhabitants)}
		errs := together(2, func(i int) error {
			_, err := b.post(drafts[i], b.finn)
			return err
		})
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), costing.ErrRunOutdated) {
			t.Errorf("got %v", errs)
		}
	}
	b.ledgerMustAgree()
}

// counted counts how often transactions run: again after each deadlock.
type counted struct {
	driven.Work
	runs atomic.Int64
}

func (c *counted) Do(ctx context.Context, attempt driven.Attempt, fn func(context.Context, driven.Stores) error) error {
	return c.Work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		c.runs.Add(1)
		return fn(ctx, s)
	})
}

func TestOverlappingPostingsAllCompleteWithoutADeadlock(t *testing.T) {
	b := openTreasury(t)
	var members []string
	for i := range 40 {
		members = append(members, of(b.town(fmt.Sprintf("Stadt %02d", i), fmt.Sprintf("0315000%05d", i), 100+i))...)
	}
	const clients = 32
	drafts := make([]view.Allocation, clients)
	for i := range drafts {
		sharing := append(append([]string{}, members[i%20:]...), members[:i%10]...) // overlapping, in other orders
		drafts[i] = b.mustDraft(b.collect(licence(fmt.Sprintf("%d.01", 100+i), sharing...)), costing.Inhabitants)
	}
	work := &counted{Work: b.db}
	b.allocating = usecase.NewAllocating(work)
	for i, err := range together(clients, func(i int) error {
		_, err := b.post(drafts[i], b.finn)
		return err
	}) {
		if err != nil {
			t.Errorf("posting %d: %v", i, err)
		}
	}
	if n := work.runs.Load(); n != clients {
		t.Errorf("%d runs for %d postings: some were a deadlock's victim", n, clients)
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry where cause_type = 'allocation'`); n != clients {
		t.Errorf("%d entries, want %d", n, clients)
	}
	if n := count(t, b.owner, `select count(*) from ledger_account where kind = 'member'`); n != len(members) {
		t.Errorf("%d accounts for %d members", n, len(members))
	}
	b.ledgerMustAgree()
}
