package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/ports/driven"
	"allmende/ports/driving"
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
			if _, err := tx.Exec(b.t.Context(), s); err != nil {
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

func TestAnEntryIsWrittenWholeAndBalancedOrNotAtAll(t *testing.T) {
	b := openTreasury(t)
	posted := b.mustPost(b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal))
	draft := b.mustDraft(b.collect(licence("10.00", b.accountHolders()...)), costing.Equal)
	entry := fmt.Sprintf(`insert into ledger_entry (cooperative_id, id, posted_at, posted_by, text, cause_type, cause_id)
		values ('%s', '00000000-0000-7000-8000-000000000001', now(), '%s', 'Test', 'allocation', '%s')`, b.id, b.fay.Person, draft.ID)
	lines := func(entry, member, pool string) string {
		return fmt.Sprintf(`insert into ledger_line (cooperative_id, id, entry_id, account_id, amount)
			select cooperative_id, gen_random_uuid(), '%s', id, case kind when 'member' then %s else %s end from ledger_account`, entry, member, pool)
	}
	const fresh = "00000000-0000-7000-8000-000000000001"
	for _, role := range roles(t, b) {
		for _, c := range []struct {
			name, constraint string
			statements       []string
		}{
			{"a cent too much", "ledger_entry_sums_to_zero", []string{entry, lines(fresh, "10.00", "-9.99")}},
			{"balanced by two statements", "ledger_entry_sums_to_zero", []string{entry, lines(fresh, "10.00", "-9.99"), lines(fresh, "0", "-0.01")}},
			{"without lines", "ledger_entry_has_lines", []string{entry}},
			{"an account twice", "ledger_line_once_per_account", []string{lines(posted.EntryID, "1.00", "-1.00")}},
			{"a line of 0.00", "ledger_line_amount_not_zero", []string{entry, lines(fresh, "0", "0")}},
			{"a line that is no number", "ledger_line_amount_not_zero", []string{entry, lines(fresh, "numeric 'NaN'", "numeric 'NaN'")}},
			{"a second entry of an allocation", "ledger_entry_once_per_cause", []string{strings.Replace(entry, draft.ID, posted.ID, 1)}},
			{"lines of an entry that is none", "ledger_line_of_entry", []string{lines(fresh, "1.00", "-1.00")}},
			{"lines on accounts that are none", "ledger_line_of_account", []string{entry, fmt.Sprintf(`insert into ledger_line (cooperative_id, id, entry_id, account_id, amount)
				select '%s', gen_random_uuid(), '%s', gen_random_uuid(), n from unnest(array[1, -1]) n`, b.id, fresh)}},
			{"an entry of an allocation that is none", "ledger_entry_of_allocation", []string{strings.Replace(entry, draft.ID, fresh, 1), lines(fresh, "1", "-1")}},
		} {
			err := b.writeAs(role, c.statements...)
			if constraintOf(err) != c.constraint {
				t.Errorf("%s, %s: got %v", role, c.name, err)
			}
		}
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry`); n != 1 {
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

func TestAnEntryThatIsAddedToLaterIsRefused(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("1.00", of(gifhorn)...)), costing.Equal))
	posted := b.mustPost(b.mustDraft(b.collect(licence("10.00", of(celle)...)), costing.Equal))
	// Two accounts that the entry does not touch, so that only the rule itself can refuse.
	err := b.writeAs("allmende_app", fmt.Sprintf(`insert into ledger_line (cooperative_id, id, entry_id, account_id, amount)
		select cooperative_id, gen_random_uuid(), '%s', id, case kind when 'member' then 1 else -1 end from ledger_account
		where id not in (select account_id from ledger_line where entry_id = '%s')`, posted.EntryID, posted.EntryID))
	if constraintOf(err) != "ledger_entry_written_at_once" {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsBookedIsNeverChangedByAnybody(t *testing.T) {
	b := openTreasury(t)
	b.mustPost(b.mustDraft(b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...)), costing.Equal))
	before := count(t, b.owner, `select (select count(*) from ledger_line) + (select count(*) from allocation_share)`)
	for _, role := range roles(t, b) {
		for _, table := range []string{"cost_pool", "cost_pool_member", "allocation_share", "ledger_account", "ledger_entry", "ledger_line"} {
			for _, statement := range []string{`update ` + table + ` set version = 2`, `delete from ` + table, `truncate ` + table + ` cascade`} {
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
		{"another draft of the pool", second, b.finn, costing.ErrAllocated},
	} {
		if _, err := b.post(c.a, c.by); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := b.costing.DraftAllocation(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), "equal"); !errors.Is(err, costing.ErrAllocated) {
		t.Errorf("a draft after the posting: %v", err)
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry`); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	if got, err := b.costing.CostPool(t.Context(), b.fay, costing.PoolID(pool.ID)); err != nil || got.Allocated != "10.00" || len(got.Allocations) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestTheDatabaseKeepsFourEyesAndTheWholeAmountToo(t *testing.T) {
	b := openTreasury(t)
	pool := b.collect(licence("10.00", of(b.town("Celle", "033510006006", 7))...))
	draft := b.mustDraft(pool, costing.Equal)
	for _, c := range []struct{ statement, constraint string }{
		{fmt.Sprintf(`update allocation set status = 'posted', posted_by = created_by, posted_at = now(), entry_id = id where id = '%s'`, draft.ID), "allocation_posted_by_another"},
		{fmt.Sprintf(`update allocation set status = 'posted' where id = '%s'`, draft.ID), "allocation_posting_complete"},
		{fmt.Sprintf(`insert into allocation (cooperative_id, id, pool_id, key, status, total, weight_sum, units_left, threshold, rule, rule_version, input_hash, created_by, created_at)
			select cooperative_id, gen_random_uuid(), pool_id, key, status, 9.99, weight_sum, units_left, threshold, rule, rule_version, input_hash, created_by, created_at
			from allocation where id = '%s'`, draft.ID), "allocation_splits_whole_pool"},
	} {
		if err := b.writeAs("allmende_app", c.statement); constraintOf(err) != c.constraint {
			t.Errorf("%s: got %v", c.constraint, err)
		}
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
	if entries := count(t, b.owner, `select count(*) from ledger_entry`); posted != 1 || entries != 1 {
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
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), costing.ErrAllocated) {
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
	b.costing = usecase.NewCosting(work)
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
	if n := count(t, b.owner, `select count(*) from ledger_entry`); n != clients {
		t.Errorf("%d entries, want %d", n, clients)
	}
	if n := count(t, b.owner, `select count(*) from ledger_account where kind = 'member'`); n != len(members) {
		t.Errorf("%d accounts for %d members", n, len(members))
	}
	b.ledgerMustAgree()
}

func TestAStatementRunsFromItsOpeningToItsClosingBalance(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	book := func(at, amount string) {
		b.clockAt(must(time.Parse(time.RFC3339, at)))
		b.mustPost(b.mustDraft(b.collect(licence(amount, of(celle)...)), costing.Equal))
	}
	book("2026-12-31T22:59:59Z", "100.00") // the last second of the year in Berlin
	book("2026-12-31T23:00:00Z", "20.00")  // the first of 2027
	book("2027-06-30T12:00:00Z", "-5.00")
	book("2028-01-31T12:00:00Z", "1.00")
	texts := func(s view.Statement) string {
		parts := []string{s.From, s.To, s.OpeningBalance}
		for _, l := range s.Lines {
			parts = append(parts, l.Amount+" → "+l.Balance)
		}
		return strings.Join(append(parts, s.ClosingBalance), " | ")
	}
	m := of(celle)[0]
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2028-01-01 | 2028-12-31 | 115.00 | 1.00 → 116.00 | 116.00"},
		{"2026-01-01", "2026-12-31", "2026-01-01 | 2026-12-31 | 0.00 | 100.00 → 100.00 | 100.00"},
		{"", "2027-06-30", "2027-01-01 | 2027-06-30 | 100.00 | 20.00 → 120.00 | -5.00 → 115.00 | 115.00"},
		{"2027-06-30", "", "2027-06-30 | 2027-12-31 | 120.00 | -5.00 → 115.00 | 115.00"},
		{"2030-02-28", "2030-02-28", "2030-02-28 | 2030-02-28 | 116.00 | 116.00"},
	} {
		if got := texts(b.statement(celle, m, c.from, c.to)); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
	for _, c := range []struct {
		from, to, field string
		want            error
	}{
		{"2027-02-29", "", "from", period.ErrDayMalformed},
		{"", "morgen", "to", period.ErrDayMalformed},
		{"2027-01-02", "2027-01-01", "to", period.ErrReversed},
	} {
		_, err := b.costing.Statement(t.Context(), celle, member.ID(m), c.from, c.to)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
	if got := texts(b.statement(gifhorn, of(gifhorn)[0], "", "")); got != "2028-01-01 | 2028-12-31 | 0.00 | 0.00" {
		t.Errorf("a member without an account: %s", got)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestBalancesAreThoseOfTheMembersInSight(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("10.00", of(celle)...)), costing.Equal))
	b.mustPost(b.mustDraft(b.collect(licence("-0.50", of(celle)...)), costing.Equal))
	theirs := treasuryIn(shopIn(marketIn(t, b.db, b.owner)))
	for _, c := range []struct {
		who    string
		reader access.Actor
		want   string
	}{
		{"a finance officer", b.fay, "[Celle 9.50 Gifhorn 0.00]"},
		{"a member", celle, "[Celle 9.50]"},
		{"another", gifhorn, "[Gifhorn 0.00]"},
		{"another cooperative", theirs.fay, "[]"},
	} {
		list, err := b.costing.Balances(t.Context(), c.reader)
		got := []string{}
		for _, item := range list.Items {
			got = append(got, item.Member.Name+" "+item.Balance)
		}
		if err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, %v", c.who, got, err)
		}
	}
	if _, err := b.costing.Balances(t.Context(), b.bidder); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder: %v", err)
	}
}

func TestAnAlteredShareIsFoundByTheCertificateAndTheTotals(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	posted := b.mustPost(b.mustDraft(b.collect(licence("100.00", of(celle, gifhorn, peine)...)), costing.Inhabitants))
	for _, c := range []struct{ name, alter, broken string }{
		{"a cent moved", `share = share + case when tie_key = '033510006006' then -0.01 else 0.01 end, extra = (tie_key <> '033510006006') where tie_key in ('033510006006', '031510009009')`,
			"remainders fresh-split ledger"},
		{"a cent too much", `share = share + 0.01, floor = floor + 0.01 where tie_key = '031570006006'`, "sum quotas fresh-split ledger"},
		{"a weight", `weight = 8 where tie_key = '033510006006'`, "quotas fresh-split input-hash"},
		{"a remainder", `remainder = remainder + 1 where tie_key = '031510009009'`, "quotas fresh-split"},
		{"a key", `tie_key = '0' where tie_key = '031510009009'`, "input-hash"},
	} {
		err := pgx.BeginFunc(t.Context(), b.owner, func(tx pgx.Tx) error {
			for _, s := range []string{`alter table allocation_share disable trigger user`, `update allocation_share set ` + c.alter, `alter table allocation_share enable trigger user`} {
				if _, err := tx.Exec(t.Context(), s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		result := b.recompute(posted)
		var broken []string
		for _, check := range result.Checks {
			if !check.OK {
				broken = append(broken, check.Name)
			}
		}
		if result.OK || strings.Join(broken, " ") != c.broken {
			t.Errorf("%s: got %+v, want %s", c.name, result, c.broken)
		}
		b.restoreShares(posted)
	}
	if result := b.recompute(posted); !result.OK {
		t.Errorf("restored: %+v", result)
	}
}

// restoreShares writes the shares back as the view showed them.
func (b *treasury) restoreShares(a view.Allocation) {
	b.t.Helper()
	err := pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(b.t.Context(), `alter table allocation_share disable trigger user`); err != nil {
			return err
		}
		for _, s := range a.Shares {
			_, err := tx.Exec(b.t.Context(), `update allocation_share set tie_key = $2, weight = $3::text::numeric, floor = $4::text::numeric, remainder = $5::text::numeric, extra = $6, share = $7::text::numeric
				where member_id = $1`, s.Member.ID, s.TieKey, s.Weight, s.Floor, s.Remainder, s.Extra, s.Share)
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(b.t.Context(), `alter table allocation_share enable trigger user`)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func TestALineThatWasAlteredIsATotalThatIsWrong(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("100.00", of(celle, gifhorn)...)), costing.Equal))
	b.ledgerMustAgree()
	_, err := b.owner.Exec(t.Context(), `alter table ledger_line disable trigger user; update ledger_line set amount = 50.01 where amount = 50.00 and account_id in
		(select id from ledger_account where member_id = '`+of(celle)[0]+`')`)
	if err != nil {
		t.Fatal(err)
	}
	_, findings, err := b.db.Rows(t.Context(), b.id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		if f.Kind == audit.TotalWrong {
			got = append(got, f.Table+" "+f.Detail)
		}
	}
	slices.Sort(got)
	if want := "[allocation_share 50.00 ≠ 50.01 ledger_entry Σ = 0.01]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// The certificate in SQL and split.Verify are written apart; they must agree.
func TestTheCertificateInTheDatabaseIsTheOneOfTheDomain(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 7), b.town("Peine", "031570006006", 3)
	for _, amount := range []string{"0.01", "-0.01", "0.10", "100.00", "-17.03", "99999999999.99"} {
		for _, key := range []costing.Key{costing.Equal, costing.Inhabitants} {
			draft := b.mustDraft(b.collect(licence(amount, of(celle, gifhorn, peine)...)), key)
			var shares []split.Share
			for _, s := range draft.Shares {
				shares = append(shares, split.Share{
					Key: s.TieKey, Weight: decimal.RequireFromString(s.Weight), Floor: decimal.RequireFromString(s.Floor).Shift(2), Remainder: decimal.RequireFromString(s.Remainder), Extra: s.Extra, Units: decimal.RequireFromString(s.Share).Shift(2),
				})
			}
			breaches := split.Verify(decimal.RequireFromString(amount).Shift(2), shares)
			if result := b.recompute(draft); !result.OK || len(breaches) > 0 {
				t.Errorf("%s by %s: %+v, %v", amount, key, result, breaches)
			}
		}
	}
}

func TestElevenThousandMembersAreSplitAndPostedInSeconds(t *testing.T) {
	b := openTreasury(t)
	b.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
		select $1, gen_random_uuid(), 'Ort ' || n, 'it-provider', 'admitted', 20 + (n * 7919) % 300000, 5000, '2026-01-01' from generate_series(1, 11000) n`, b.id.String())
	rows, err := b.owner.Query(t.Context(), `select id::text from member`)
	if err != nil {
		t.Fatal(err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	lap := func(what string) {
		t.Logf("%s: %v", what, time.Since(start).Round(time.Millisecond))
		start = time.Now()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	pool, err := b.costing.CreateCostPool(ctx, b.fay, access.Key{}, driving.CreateCostPool{Title: "Alle", Kind: "other", Amount: "1234567.89", Members: members})
	if err != nil {
		t.Fatal(err)
	}
	lap("collected")
	draft, err := b.costing.DraftAllocation(ctx, b.fay, access.Key{}, costing.PoolID(pool.ID), "inhabitants")
	if err != nil {
		t.Fatal(err)
	}
	lap("drafted")
	posted, err := b.costing.PostAllocation(ctx, b.finn, costing.AllocationID(draft.ID), draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	lap("posted")
	if n := count(t, b.owner, `select count(*) from ledger_line`); n != 11_001 || len(posted.Shares) != 11_000 {
		t.Errorf("%d lines, %d shares", n, len(posted.Shares))
	}
	result := b.recompute(posted)
	lap("recomputed")
	if !result.OK {
		t.Errorf("recomputed: %+v", result)
	}
}
