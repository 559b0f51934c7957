package postgres_test

import (
	"strings"
	"testing"
)

func TestTheLedgerOfTheFirstVersionIsCarriedAlong(t *testing.T) {
	b, migrate := openFirst(t)
	b.booked(b.drafted(b.pool("KP-2026-0001", "100.00"), "100.00", "inhabitants", b.members))
	b.prepare(`update member set population = 1`) // something of another table, for comparison
	hashes := count(t, b.owner, `select count(*) from audit_row`)
	migrate()
	if found := b.findings(); found != "" {
		t.Errorf("found %s", found)
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry where booked_on = (posted_at at time zone 'Europe/Berlin')::date and cause_type = 'allocation'`); n != 1 {
		t.Errorf("%d entries count for the day they were posted on, want 1", n)
	}
	if n := count(t, b.owner, `select count(*) from ledger_line l join ledger_account k on k.id = l.account_id join ledger_entry e on e.id = l.entry_id
		where e.cause_type = 'allocation' and k.owner_id = coalesce(k.member_id, k.pool_id)`); n != 4 {
		t.Errorf("%d lines, want 4", n)
	}
	if n := count(t, b.owner, `select count(*) from event where action = 'installation.rehashed' and object_type = 'installation'`); n == 0 {
		t.Error("no event says that hashes were taken anew")
	}
	if n := count(t, b.owner, `select count(*) from audit_row`); n <= hashes {
		t.Errorf("%d hashes after %d: the old ones are gone", n, hashes)
	}
}

func TestANewInstallationHasNothingToCarryAlong(t *testing.T) {
	_, owner := open(t)
	if n := count(t, owner, `select count(*) from event where action not in ('installation.founded', 'installation.figures-added', 'installation.law-changed')`); n != 0 {
		t.Errorf("%d events of carrying along in a new installation", n)
	}
}

func TestALedgerThatWasAlteredBeforeTheMigrationStaysAFinding(t *testing.T) {
	for _, c := range []struct{ alter, finding string }{
		{`update ledger_line set amount = amount + 0.01 where amount > 40`, "row-without-event ledger_entry"},
		{`delete from ledger_line where amount > 40`, "row-missing ledger_entry"},
		{`insert into ledger_line select cooperative_id, gen_random_uuid(), entry_id, gen_random_uuid(), 1, 1 from ledger_line limit 1`, "row-without-event ledger_entry"},
		{`delete from ledger_line`, "row-missing ledger_entry"},
		{`update ledger_entry set text = 'Anderes'`, "row-without-event ledger_entry"},
		{`delete from ledger_entry`, "row-missing ledger_entry"},
		{`update ledger_account set member_id = (select max(id::text)::uuid from member) where member_id = (select min(id::text)::uuid from member)`, "row-altered ledger_account"},
		{`update audit_row set hash = sha256('x') where relation = 'ledger_line' and seq = (select max(seq) from audit_row where relation = 'ledger_line')`, "row-without-event ledger_entry"},
	} {
		b, migrate := openFirst(t)
		b.booked(b.drafted(b.pool("KP-2026-0001", "100.00"), "100.00", "inhabitants", b.members[:1]))
		for _, s := range []string{`alter table ledger_account drop constraint ledger_account_once_per_member`, c.alter} {
			if err := b.alter(s); err != nil {
				t.Fatal(err)
			}
		}
		migrate()
		if found := b.findings(); !strings.Contains(found, c.finding) {
			t.Errorf("%s: found %q, want %q", c.alter, found, c.finding)
		}
	}
}
