package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/domain/costing"
)

// alterations tries out what an owner of the database could do, in a transaction that is
// rolled back after a look at the findings.
type alterations struct {
	*treasury
	run, entry, posting string // a posted allocation, its entry, and what that was posted with
}

func openAlterations(t *testing.T) *alterations {
	t.Helper()
	b := openTreasury(t)
	celle, gifhorn, peine := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
	posted := b.mustPost(b.mustDraft(b.collect(licence("100.00", of(celle, gifhorn, peine)...)), costing.Inhabitants))
	b.mustPost(b.mustDraft(b.collect(licence("7.00", of(celle, gifhorn)...)), costing.Equal))
	a := &alterations{b, posted.ID, posted.EntryID, ""}
	if err := b.owner.QueryRow(t.Context(), `select posting_id::text from ledger_entry where id = $1`, a.entry).Scan(&a.posting); err != nil {
		t.Fatal(err)
	}
	return a
}

// unbound drops what would refuse a value.
const unbound = `do $$ declare c record; begin
	for c in select conrelid::regclass as t, conname from pg_constraint where contype = 'c' and conrelid in ('allocation_share'::regclass, 'ledger_entry'::regclass) loop
		execute format('alter table %s drop constraint %I', c.t, c.conname);
	end loop; end $$`

// found lists what the rows' check finds after statements that nothing stops.
func (a *alterations) found(statements ...string) []string {
	a.t.Helper()
	tx, err := a.owner.Begin(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	defer tx.Rollback(a.t.Context()) //nolint:errcheck // that is what it is for
	for _, s := range append([]string{`set local session_replication_role = replica`, unbound, `select set_config('app.cooperative_id', '` + a.id.String() + `', true)`}, statements...) {
		if _, err := tx.Exec(a.t.Context(), s, pgx.QueryExecModeSimpleProtocol); err != nil {
			a.t.Fatalf("%s: %v", s, err)
		}
	}
	rows, err := tx.Query(a.t.Context(), `select kind || ' ' || relation || ' ' || row_key from audit_row_findings()`)
	if err != nil {
		a.t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		a.t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func (a *alterations) mustFind(what string, want ...string) {
	a.t.Helper()
	a.mustFindAfter(what, []string{what}, want...)
}

func (a *alterations) mustFindAfter(what string, statements []string, want ...string) {
	a.t.Helper()
	slices.Sort(want)
	if got := a.found(statements...); fmt.Sprint(got) != fmt.Sprint(want) {
		a.t.Errorf("%s: found %v, want %v", what, got, want)
	}
}

// Property 46: whatever is changed in a set is found, at its parent, and nowhere else.
func TestAnyChangeOfASetOfRowsIsFoundAtItsParent(t *testing.T) {
	a := openAlterations(t)
	a.mustFindAfter("nothing", nil)
	ofRun, ofEntry := "row-altered allocation_share "+a.run, "row-altered ledger_entry "+a.posting
	one := ` where tie_key = '033510006006' and allocation_id = '` + a.run + `'`
	for column, value := range a.columns("allocation_share") {
		if column != "cooperative_id" && column != "allocation_id" {
			a.mustFind(`update allocation_share set `+column+` = `+value+one, ofRun)
		}
	}
	for column, value := range a.columns("ledger_entry") {
		if column != "cooperative_id" && column != "posting_id" {
			a.mustFind(`update ledger_entry set `+column+` = `+value+` where id = '`+a.entry+`'`, ofEntry)
		}
	}
	entry := ` where id = '` + a.entry + `'`
	a.mustFind(`update ledger_entry set cents[1] = cents[1] + 1`+entry, ofEntry)
	a.mustFind(`update ledger_entry set accounts[2] = accounts[1], accounts[1] = accounts[2]`+entry, ofEntry)
	a.mustFind(`update ledger_entry set accounts = accounts[2:], cents = cents[2:]`+entry, ofEntry)
	a.mustFind(`update ledger_entry set accounts = accounts || gen_random_uuid(), cents = cents || 1`+entry, ofEntry)
	a.mustFind(`update ledger_entry set accounts = array_fill(accounts[1], array[3])`+entry, ofEntry)
	const elsewhere = "00000000-0000-7000-8000-000000000009"
	a.mustFind(`update ledger_entry set posting_id = '`+elsewhere+`'`+entry, "row-missing ledger_entry "+a.posting, "row-without-event ledger_entry "+elsewhere)
	a.mustFind(`delete from ledger_entry`+entry, "row-missing ledger_entry "+a.posting)
	a.mustFind(`delete from allocation_share`+one, ofRun)
	a.mustFind(`delete from allocation_share where allocation_id = '`+a.run+`'`, "row-missing allocation_share "+a.run)
}

// columns are those of a table with something else than they hold.
func (a *alterations) columns(table string) map[string]string {
	a.t.Helper()
	rows, err := a.owner.Query(a.t.Context(), `select column_name::text, case data_type when 'uuid' then 'gen_random_uuid()' when 'text' then 'coalesce(' || column_name || ', '''') || ''x'''
			when 'jsonb' then '''[7]''' when 'ARRAY' then case udt_name when '_uuid' then '''{}''' else '''{7}''' end when 'boolean' then 'not ' || column_name when 'date' then 'coalesce(' || column_name || ', ''2026-01-01'') + 1' when 'timestamp with time zone' then column_name || ' + interval ''1 microsecond'''
			else 'coalesce(' || column_name || ', 0) + 1' end
		from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`, table)
	if err != nil {
		a.t.Fatal(err)
	}
	columns := map[string]string{}
	var name, other string
	if _, err := pgx.ForEachRow(rows, []any{&name, &other}, func() error { columns[name] = other; return nil }); err != nil {
		a.t.Fatal(err)
	}
	return columns
}

// Whoever owns the database may mark tables as he likes: what events recorded decides how
// they are read.
func TestNoMarkOfATableHidesAnything(t *testing.T) {
	a := openAlterations(t)
	member := a.accountHolders()[0]
	line := []string{`update ledger_entry set cents[1] = cents[1] + 1 where id = '` + a.entry + `'`, "row-altered ledger_entry " + a.posting}
	share := []string{`update allocation_share set weight_source = 'x' where allocation_id = '` + a.run + `'`, "row-altered allocation_share " + a.run}
	row := []string{`update member set population = 1 where id = '` + member + `'`, "row-altered member " + member}
	gone := []string{`delete from member where id = '` + member + `'`, "row-missing member " + member}
	for _, mark := range []string{
		`delete from guarded_table`,
		`delete from guarded_table where relation in ('ledger_entry', 'allocation_share', 'member')`,
		`update guarded_table set parent = null`,
		`update guarded_table set parent = 'posted_by' where relation = 'ledger_entry'`,
		`update guarded_table set parent = 'member_id' where relation = 'allocation_share'`,
		`update guarded_table set parent = 'id' where relation = 'member'`,
		`update guarded_table set parent = 'member_id' where relation = 'cost_pool_member'`,
		`insert into guarded_table values ('ledger_account', 'member_id') on conflict (relation) do update set parent = 'member_id'`,
	} {
		for _, alteration := range [][]string{line, share, row, gone} {
			a.mustFindAfter(mark+", "+alteration[0], []string{mark, alteration[0]}, alteration[1])
		}
		if got := a.found(mark); len(got) > 0 {
			t.Errorf("%s: found %v although nothing is altered", mark, got)
		}
	}
}

func TestRowsInATableThatNoEventEverWroteToAreFoundWhateverItsMark(t *testing.T) {
	a := openAlterations(t)
	const closing, id = `insert into closing (cooperative_id, id, from_day, through_day, created_by, created_at)
		select cooperative_id, '00000000-0000-7000-8000-000000000001', '2026-01-01', '2026-01-31', id, now() from member limit 1`, "00000000-0000-7000-8000-000000000001"
	for _, mark := range []string{
		`select 1`,
		`delete from guarded_table where relation in ('closing', 'statement_line')`,
		`update guarded_table set parent = 'id' where relation = 'closing'`,
		`delete from guarded_table where relation = 'closing'; insert into guarded_table values ('zzz', 'id'); create table zzz (cooperative_id uuid, id uuid)`,
		`update guarded_table set parent = null where relation = 'statement_line'`,
	} {
		if got := a.found(mark, closing); len(got) != 1 || !strings.HasSuffix(got[0], id) {
			t.Errorf("%s: found %v", mark, got)
		}
	}
}

// A record of a hash is worth what its event is worth.
func TestHashesWithoutAnEventOrACooperativeAreFound(t *testing.T) {
	a := openAlterations(t)
	const event = "00000000-0000-7000-8000-000000000002"
	a.mustFindAfter("an entry with a hash of its own making", []string{
		`update ledger_entry set cents[1] = cents[1] + 1 where id = '` + a.entry + `'`,
		`insert into audit_row (cooperative_id, event_id, relation, row_id, hash, renewed)
			select cooperative_id, '` + event + `', 'ledger_entry/posting_id', row_id, hash, true from audit_present('ledger_entry', 'posting_id', null) where row_id = '` + a.posting + `'`,
	}, "event-missing audit_row "+event)
	found := a.found(`delete from allocation_share where allocation_id = '`+a.run+`'`, `update audit_row set cooperative_id = null where row_id = '`+a.run+`' and relation = 'allocation_share/allocation_id'`)
	if len(found) != 1 || !strings.HasPrefix(found[0], "row-altered audit_row ") {
		t.Errorf("shares that were removed with their hash: found %v", found)
	}
}

func TestAColumnThatALaterMigrationAddsIsFoundOnceItHoldsSomething(t *testing.T) {
	a := openAlterations(t)
	for _, table := range []string{"allocation_share", "ledger_entry"} {
		a.mustFind(`alter table ` + table + ` add remark text`)
		a.mustFind(`alter table ` + table + ` add twice integer generated always as (2 * 2) stored`)
	}
	found := func(table string) []string {
		return a.found(`alter table `+table+` add remark text`, `update `+table+` set remark = '' `)
	}
	if got := found("allocation_share"); len(got) != 2 {
		t.Errorf("remarks on shares: found %v", got)
	}
	a.mustFindAfter("hashed anew", []string{
		`alter table allocation_share add remark text not null default 'none'`,
		`select set_config('app.event_id', (select id::text from event limit 1), true)`,
		`select audit_rehash('allocation_share')`,
	})
}

func TestASetIsWrittenByOneStatement(t *testing.T) {
	b := openTreasury(t)
	celle := b.town("Celle", "033510006006", 7)
	gifhorn := b.town("Gifhorn", "031510009009", 5)
	draft := b.mustDraft(b.collect(licence("10.00", of(celle)...)), costing.Equal)
	for _, role := range roles(t, b) {
		err := b.writeAs(role, fmt.Sprintf(`insert into allocation_share select (jsonb_populate_record(s, jsonb_build_object('member_id', '%s', 'tie_key', 'x'))).* from allocation_share s where allocation_id = '%s'`,
			of(gifhorn)[0], draft.ID))
		if constraintOf(err) != "set_written_at_once" {
			t.Errorf("%s: got %v", role, err)
		}
	}
}
