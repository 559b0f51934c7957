package postgres_test

import (
	"testing"

	"allmende/domain/audit"
)

func TestNobodyButItsOwnerCallsWhatLooksPastRowLevelSecurity(t *testing.T) {
	_, owner := open(t)
	// What the application may call is granted to it by name; PUBLIC is every role of a shared server.
	var got []string
	if err := owner.QueryRow(t.Context(), `select coalesce(array_agg(p.proname::text order by p.proname), '{}') from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('public', p.oid, 'execute')`).Scan(&got); err != nil {
		t.Fatal(err)
	}
	if len(got) > 0 {
		t.Errorf("everybody may call %v", got)
	}
	var reads bool
	if err := owner.QueryRow(t.Context(), `select has_function_privilege('allmende_app', 'audit_leaf_content(uuid)', 'execute')`).Scan(&reads); err != nil {
		t.Fatal(err)
	}
	if reads {
		t.Error("the application may read the events of every cooperative")
	}
}

func TestAnAlteredRowIsFoundAlthoughItsTableWasStruckOffTheList(t *testing.T) {
	m := openMarket(t)
	round := m.draft()
	for _, s := range []string{
		`delete from guarded_table where relation = 'demand_round'`,
		`alter table demand_round disable trigger user`,
		`update demand_round set title = 'Something else' where id = '` + round.ID + `'`,
	} {
		if _, err := m.owner.Exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	_, findings, err := m.db.Rows(t.Context(), m.id)
	want := audit.Finding{Kind: audit.RowAltered, Table: "demand_round", Key: round.ID}
	if err != nil || len(findings) != 1 || findings[0] != want {
		t.Errorf("got %+v, %v, want %+v", findings, err, want)
	}
}
