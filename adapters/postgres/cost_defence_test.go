package postgres_test

import (
	"fmt"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// copied inserts a run with all its parts anew by one statement, with some columns other
// than in the one it is copied from: "allocation.total" → "9.99".
func copied(run string, other map[string]string) string {
	const fresh = "'00000000-0000-7000-8000-00000000000a'"
	tables := []struct{ name, columns string }{
		{"allocation", "pool_id, scheme_number, kind, turn, from_day, to_day, replaces_id, goes_on_from_id, status, total, split, vat, granted, booked, changed, weight_sum, denominator, units_left, threshold, level, rule, rule_version, input_hash, created_by, created_at"},
		{"allocation_cost", "cost_id"},
		{"allocation_tax", "place, category, rate, net, vat"},
		{"allocation_grant", "place, grant_id, most, amount, before, closed"},
		{"allocation_group", "place, name, weight, floor, remainder, extra, units, amount, weight_sum, units_left, threshold"},
		{"allocation_share", "member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share, parts, days, group_name, held, bound, base, units, quota, carried, nets, vat, off_top, granted, before, booked"},
	}
	var parts []string
	for _, t := range tables {
		if other[t.name] == "none" {
			continue
		}
		values := strings.Split(t.columns, ", ")
		for i, column := range values {
			if value, given := other[t.name+"."+column]; given {
				values[i] = value
			}
		}
		id := "allocation_id"
		if t.name == "allocation" {
			id = "id"
		}
		parts = append(parts, fmt.Sprintf("insert into %s (cooperative_id, %s, %s) select cooperative_id, %s, %s from %s where %s = '%s'",
			t.name, id, t.columns, fresh, strings.Join(values, ", "), t.name, id, run))
	}
	last := len(parts) - 1
	var text strings.Builder
	for i, part := range parts[:last] {
		text.WriteString(map[bool]string{true: "with ", false: ", "}[i == 0] + fmt.Sprintf("p%d as (%s)", i, part))
	}
	return text.String() + " " + parts[last]
}

// A run that no program of ours would make is refused by the database, whoever writes it.
func TestTheDatabaseDefendsEveryFigureOfARun(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn, peine)...))
	b.attach(pool, taxed("10.01", "19", january))
	for _, g := range []driving.AddGrant{{Funder: "Land", Reference: "D-1", Method: "off-top", Amount: "10.00"},
		{Funder: "Land", Reference: "D-2", Method: "earmarked", Amount: "1.00", Members: []driving.GrantWeight{{Member: of(peine)[0], Weight: "1"}}}} {
		if _, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), g); err != nil {
			t.Fatal(err)
		}
	}
	charge := b.run(pool, january, by(costing.Inhabitants))
	scheme := by(costing.Equal)
	scheme.Groups = []view.SchemeGroup{{Name: "A", Weight: "2"}, {Name: "B", Weight: "1"}}
	scheme.Participants = []view.Participant{{MemberID: of(celle)[0], Group: "A"}, {MemberID: of(gifhorn)[0], Group: "A"}, {MemberID: of(peine)[0], Group: "B"}}
	draft := b.mustDraftRun(pool, january, scheme)
	other := b.collect(licence("100.00", of(celle)...))
	b.attach(pool, spent("1.00", february))
	februarys := b.run(pool, february, by(costing.Equal))
	share := func(column string) map[string]string {
		return map[string]string{"allocation_share." + column: column + " + case when tie_key = '033510006006' then 0.01 else 0 end"}
	}
	for _, role := range roles(t, b) {
		if err := b.writeAs(role, copied(draft.ID, nil), `select pg_catalog.set_config('x.y', 1 / 0 || '', true)`); constraintOf(err) != "" || err == nil || !strings.Contains(err.Error(), "division by zero") {
			t.Errorf("a copy as it is, which would be rolled back: %v", err)
		}
		for _, c := range []struct {
			constraint string
			other      map[string]string
		}{
			{"allocation_is_sum_of_shares", map[string]string{"allocation.total": "9.99"}},
			{"allocation_is_sum_of_shares", map[string]string{"allocation.booked": "booked + 1"}},
			{"allocation_is_sum_of_shares", map[string]string{"allocation.changed": "changed + 1"}},
			{"allocation_is_sum_of_shares", map[string]string{"allocation.vat": "vat + 0.01"}},
			{"allocation_share_books_the_difference", share("vat")},
			{"allocation_share_books_the_difference", share("before")},
			{"allocation_share_is_floor_and_extra", share("units")},
			{"allocation_share_granted_within", share("off_top")},
			{"allocation_share_weight_not_negative", map[string]string{"allocation_share.weight": "-1"}},
			{"allocation_share_held_by_bound", map[string]string{"allocation_share.held": "'cap'"}},
			{"allocation_books_difference", map[string]string{"allocation_share.before": "before + 1", "allocation_share.booked": "booked - 1", "allocation.booked": "booked - 3"}},
			{"allocation_books_difference", map[string]string{"allocation.replaces_id": "null"}},
			{"allocation_books_difference", map[string]string{"allocation.replaces_id": "'" + februarys.ID + "'"}},
			{"allocation_share_nets_fit", map[string]string{"allocation_share.nets": "array[nets[2], nets[1]]"}},
			{"allocation_share_nets_fit", map[string]string{"allocation_share.nets": "array[nets[1], nets[2] + 0.01]"}},
			{"allocation_cost_fits", map[string]string{"allocation_cost.cost_id": "case when cost_id = (select min(cost_id::text)::uuid from allocation_cost) then '" + other.Costs[0].ID + "' else cost_id end"}},
			{"allocation_share_nets_fit", map[string]string{"allocation_tax.net": "net + 1"}},
			{"allocation_tax_fits", map[string]string{"allocation_tax.vat": "vat + 1"}},
			{"allocation_grant_fits", map[string]string{"allocation_grant.amount": "amount / 2"}},
			{"allocation_grant_within_most", map[string]string{"allocation_grant.most": "0.01"}},
			{"allocation_group_fits", map[string]string{"allocation_group.amount": "amount + 1"}},
			{"allocation_group_is_floor_and_extra", map[string]string{"allocation_group.units": "units + 1"}},
			{"allocation_is_whole", map[string]string{"allocation_share": "none"}},
			{"allocation_is_whole", map[string]string{"allocation_cost": "none"}},
			{"allocation_share_nets_fit", map[string]string{"allocation_tax": "none"}},
			{"allocation_is_whole", map[string]string{"allocation_grant": "none"}},
			{"allocation_posting_complete", map[string]string{"allocation.status": "'posted'"}},
			{"allocation_charge_replaces_nothing", map[string]string{"allocation.kind": "'charge'"}},
			{"allocation_of_scheme", map[string]string{"allocation.scheme_number": "99"}},
			{"allocation_days_in_order", map[string]string{"allocation.to_day": "date '2025-01-01'"}},
			{"allocation_turn_positive", map[string]string{"allocation.turn": "0"}},
		} {
			err := b.writeAs(role, copied(draft.ID, c.other))
			if constraintOf(err) != c.constraint {
				t.Errorf("%s, %v: got %v, want %s", role, c.other, err, c.constraint)
			}
		}
		for _, c := range []struct{ constraint, statement string }{
			{"allocation_cost_fits", fmt.Sprintf(`insert into allocation_cost (cooperative_id, allocation_id, cost_id) select cooperative_id, '%s', '%s' from allocation limit 1`, draft.ID, other.Costs[0].ID)},
			{"allocation_posted_by_another", fmt.Sprintf(`update allocation set status = 'posted', posted_by = created_by, posted_at = now(), entry_id = '%s' where id = '%s'`, charge.EntryID, draft.ID)},
			{"allocation_posting_complete", fmt.Sprintf(`update allocation set status = 'posted' where id = '%s'`, draft.ID)},
			{"allocation_reversal_complete", fmt.Sprintf(`update allocation set status = 'reversed' where id = '%s'`, charge.ID)},
			{"allocation_only_posted_and_reversed", fmt.Sprintf(`update allocation set status = 'draft', posted_by = null, posted_at = null, entry_id = null where id = '%s'`, charge.ID)},
			{"cost_scheme_hash_matches", `insert into cost_scheme (cooperative_id, id, pool_id, number, document, hash, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, number + 1, '{"parts":[]}', hash, created_by, created_at from cost_scheme order by number desc limit 1`},
			{"cost_scheme_follows_last", `insert into cost_scheme (cooperative_id, id, pool_id, number, document, hash, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, number + 2, document, hash, created_by, created_at from cost_scheme order by number desc limit 1`},
			{"cost_scheme_follows_last", `insert into cost_scheme (cooperative_id, id, pool_id, number, document, hash, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, number + 1, document, hash, created_by, created_at from cost_scheme order by number desc limit 1`},
			{"pool_grant_only_closed", `update pool_grant set status = 'closed', unused = 5, closed_by = created_by, closed_at = now() where reference = 'D-1'`},
			{"pool_grant_names_members", `insert into pool_grant (cooperative_id, id, pool_id, funder_id, reference, method, amount, rate, status, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, funder_id, 'D-3', 'earmarked', 1, 0, 'granted', created_by, created_at from pool_grant limit 1`},
			{"cost_counts_call_offs", `insert into cost (cooperative_id, id, pool_id, text, from_day, to_day, net, vat, vat_category, vat_rate, source, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, text, from_day, to_day, net, vat, vat_category, vat_rate, 'call-offs', created_by, created_at from cost limit 1`},
			{"cost_vat_of_standard_only", `insert into cost (cooperative_id, id, pool_id, text, from_day, to_day, net, vat, vat_category, vat_rate, source, created_by, created_at)
				select cooperative_id, gen_random_uuid(), pool_id, text, from_day, to_day, net, 0.19, 'E', 0, source, created_by, created_at from cost limit 1`},
		} {
			if err := b.writeAs(role, c.statement); constraintOf(err) != c.constraint {
				t.Errorf("%s, %s: got %v", role, c.constraint, err)
			}
		}
		for _, statement := range []string{
			fmt.Sprintf(`update allocation set total = total + 1, booked = booked + 1 where id = '%s'`, draft.ID),
			fmt.Sprintf(`update allocation set input_hash = repeat('0', 64) where id = '%s'`, charge.ID),
			`update pool_grant set amount = amount + 1`, `update pool_grant set reference = 'x'`,
		} {
			if err := b.writeAs(role, statement); err == nil {
				t.Errorf("%s: %s is possible", role, statement)
			}
		}
	}
	b.ledgerMustAgree()
}

func TestNothingOfSharedCostsIsEverRemovedOrChanged(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	b.attach(pool, taxed("10.01", "19", january))
	b.run(pool, january, by(costing.Equal))
	for _, role := range roles(t, b) {
		for _, table := range []string{"cost", "cost_call_off", "cost_scheme", "pool_grant", "pool_grant_member", "allocation", "allocation_cost", "allocation_tax", "allocation_grant",
			"allocation_group", "allocation_share", "funder", "closing"} {
			statements := []string{`delete from ` + table, `truncate ` + table + ` cascade`}
			if table != "pool_grant" && table != "allocation" && table != "funder" {
				statements = append(statements, `update `+table+` set cooperative_id = cooperative_id`)
			}
			for _, statement := range statements {
				if err := b.writeAs(role, statement); err == nil {
					t.Errorf("%s: %s is possible", role, statement)
				}
			}
		}
	}
}
