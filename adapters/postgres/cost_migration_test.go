package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/shopspring/decimal"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/migrations"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// openAt gives a test a database of an older schema, and how to migrate it on.
func openAt(t *testing.T, version int64) (owner *pgxpool.Pool, migrate func() *postgres.DB) {
	t.Helper()
	url := clustertest.New(t, "template1")
	owner, err := pgxpool.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(owner.Close)
	conn := stdlib.OpenDBFromPool(owner)
	defer conn.Close() //nolint:errcheck // the pool stays
	provider, err := goose.NewProvider(goose.DialectPostgres, conn, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	return owner, func() *postgres.DB {
		db, err := postgres.Open(context.WithoutCancel(t.Context()), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(db.Close)
		return db
	}
}

// first are allocations as the first version of shared costs kept them.
type first struct {
	*treasury
	members []split.Member // with the ids of the members as keys
	ids     []string
}

func (b *first) pool(number, amount string) string {
	b.t.Helper()
	pool := id.New[costing.Pool]().String()
	b.prepare(`insert into cost_pool (cooperative_id, id, number, title, kind, amount, created_by, created_at) values ($1, $2, $3, 'Lizenz', 'joint-licence', $4::text::numeric, $5, '2026-03-31T22:30:00Z')`,
		b.id.String(), pool, number, amount, b.fay.Person.String())
	for _, m := range b.ids {
		b.prepare(`insert into cost_pool_member (cooperative_id, id, pool_id, member_id) values ($1, gen_random_uuid(), $2, $3)`, b.id.String(), pool, m)
	}
	return pool
}

// drafted keeps the split of a pool under a key.
func (b *first) drafted(pool, amount, key string, members []split.Member) string {
	b.t.Helper()
	result, err := split.Amount(money.MustAmount(amount), members)
	if err != nil {
		b.t.Fatal(err)
	}
	run := id.New[costing.Allocation]().String()
	b.prepare(`insert into allocation (cooperative_id, id, pool_id, key, status, total, weight_sum, units_left, threshold, rule, rule_version, input_hash, created_by, created_at)
		values ($1, $2, $3, $4, 'draft', $5::text::numeric, $6::text::numeric, $7, $8::text::numeric, 'largest-remainder', 1, $9, $10, now())`,
		b.id.String(), run, pool, key, amount, result.WeightSum.String(), result.Left, result.Threshold.String(), result.InputHash, b.fay.Person.String())
	for i, s := range result.Shares {
		b.prepare(`insert into allocation_share (cooperative_id, id, allocation_id, member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share)
			values ($1, gen_random_uuid(), $2, $3, $4, $5::text::numeric, 'population 2024', '2026-03-31', $6::text::numeric, $7::text::numeric, $8, $9::text::numeric)`,
			b.id.String(), run, b.ids[i], s.Key, s.Weight.String(), s.Floor.Shift(-2).String(), s.Remainder.String(), s.Extra, s.Amount().String())
	}
	return run
}

// booked posts a draft by one transaction, as the first version did.
func (b *first) booked(run string) {
	b.t.Helper()
	b.prepare(fmt.Sprintf(`do $$ begin
		insert into ledger_entry (cooperative_id, id, posted_at, posted_by, text, cause_type, cause_id)
			select cooperative_id, gen_random_uuid(), now(), '%[2]s', 'Lizenz', 'allocation', id from allocation where id = '%[1]s';
		update allocation a set status = 'posted', posted_by = '%[2]s', posted_at = now(), entry_id = e.id, version = 2 from ledger_entry e where e.cause_id = a.id and a.id = '%[1]s';
		insert into ledger_account (cooperative_id, id, kind, pool_id) select cooperative_id, gen_random_uuid(), 'cost-pool', pool_id from allocation where id = '%[1]s';
		insert into ledger_account (cooperative_id, id, kind, member_id) select cooperative_id, gen_random_uuid(), 'member', member_id from allocation_share where allocation_id = '%[1]s' on conflict do nothing;
		insert into ledger_line (cooperative_id, id, entry_id, account_id, amount)
			select a.cooperative_id, gen_random_uuid(), a.entry_id, k.id, -a.total from allocation a join ledger_account k on k.pool_id = a.pool_id where a.id = '%[1]s'
			union all
			select s.cooperative_id, gen_random_uuid(), a.entry_id, k.id, s.share from allocation a join allocation_share s on s.allocation_id = a.id join ledger_account k on k.member_id = s.member_id
			where a.id = '%[1]s' and s.share <> 0;
	end $$`, run, b.finn.Person))
}

// openFirst is a treasury of the first version with three members.
func openFirst(t *testing.T) (*first, func()) {
	t.Helper()
	owner, migrate := openAt(t, 6)
	b := &first{treasury: treasuryIn(shopIn(marketIn(t, nil, owner)))}
	for _, m := range []struct {
		name, key string
		weight    int64
	}{{"Celle", "033510006006", 7}, {"Gifhorn", "031510009009", 5}, {"Peine", "031570006006", 3}} {
		b.ids = append(b.ids, of(b.town(m.name, m.key, int(m.weight)))[0])
		b.members = append(b.members, split.Member{Key: m.key, Weight: decimal.NewFromInt(m.weight)})
	}
	return b, func() {
		b.db = migrate()
		b.costing, b.allocating, b.accounts = usecase.NewCosting(b.db), usecase.NewAllocating(b.db), usecase.NewAccounts(b.db)
	}
}

func (b *first) findings() string {
	b.t.Helper()
	_, findings, err := b.db.Rows(b.t.Context(), b.id)
	if err != nil {
		b.t.Fatal(err)
	}
	var texts []string
	for _, f := range findings {
		texts = append(texts, string(f.Kind)+" "+f.Table)
	}
	return strings.Join(texts, ", ")
}

// Property 41: what the first version split is recomputed byte for byte under the next.
func TestWhatTheFirstVersionKeptIsCarriedAlongAndCanBeVerified(t *testing.T) {
	b, migrate := openFirst(t)
	posted, drafted, bare := b.pool("KP-2026-0001", "100.00"), b.pool("KP-2026-0002", "-0.05"), b.pool("KP-2026-0003", "7.00")
	equal := []split.Member{{Key: b.members[0].Key, Weight: decimal.NewFromInt(1)}, {Key: b.members[1].Key, Weight: decimal.NewFromInt(1)}, {Key: b.members[2].Key, Weight: decimal.NewFromInt(1)}}
	run := b.drafted(posted, "100.00", "inhabitants", b.members)
	left := b.drafted(posted, "100.00", "equal", equal)
	waiting := b.drafted(drafted, "-0.05", "equal", equal)
	b.booked(run)
	migrate()
	if found := b.findings(); found != "" {
		t.Errorf("after the migration: %s", found)
	}
	b.ledgerMustAgree()
	for _, id := range []string{run, left, waiting} {
		if result := b.recompute(view.Allocation{ID: id}); !result.OK || len(result.Checks) != 6 {
			t.Errorf("recomputed: %+v", result)
		}
	}
	first := b.shown(view.CostPool{ID: posted})
	if len(first.Costs) != 1 || first.Amount != "100.00" || first.Allocated != "100.00" || first.Balance != "0.00" || first.SchemeVersion != 2 || len(first.Allocations) != 2 ||
		first.Costs[0].Text != "Lizenz" || first.Costs[0].From != "2026-04-01" || first.Costs[0].VatCategory != "E" || first.Costs[0].Source != "typed" || !first.Costs[0].Allocated {
		t.Errorf("a posted pool: %+v", first)
	}
	if got := b.shown(view.CostPool{ID: bare}); got.Balance != "7.00" || got.Scheme != nil || len(got.Costs) != 1 {
		t.Errorf("a pool that nobody split: %+v", got)
	}
	shown, err := b.allocating.Allocation(t.Context(), b.auditor, costing.AllocationID(run))
	if err != nil || amountsOf(shown.Shares) != "Celle 46.67, Gifhorn 33.33, Peine 20.00" || shown.Rule != "largest-remainder 1" || shown.Kind != "charge" ||
		shown.Scheme.Parts[0].Key != "inhabitants" || shown.Booked != "100.00" {
		t.Errorf("%+v, %v", shown, err)
	}
	b.goesOn(posted, left, waiting)
}

// goesOn posts what was drafted before, and corrects what was posted.
func (b *first) goesOn(posted, left, waiting string) {
	b.t.Helper()
	if _, err := b.post(view.Allocation{ID: left, Version: 1}, b.finn); err == nil {
		b.t.Error("a draft was posted beside the run that stands")
	}
	b.mustPost(view.Allocation{ID: waiting, Version: 1})
	day := span{"2026-04-01", "2026-04-01"}
	b.attach(view.CostPool{ID: posted}, spent("15.00", day))
	corrected := b.run(view.CostPool{ID: posted}, day, by(costing.Inhabitants))
	if corrected.Kind != "correction" || corrected.Booked != "15.00" || corrected.Shares[0].Before != "46.67" || corrected.Rule != "largest-remainder 2" {
		b.t.Errorf("corrected: %+v", corrected)
	}
	if found := b.findings(); found != "" {
		b.t.Errorf("in the end: %s", found)
	}
	b.ledgerMustAgree()
}

func TestWhatWasAlteredBeforeAMigrationStaysAFinding(t *testing.T) {
	for _, c := range []struct{ alter, finding string }{
		{`update cost_pool set title = 'Anderes'`, "row-altered cost_pool"},
		{`update allocation set rule_version = 7`, "row-altered allocation"},
		{`update allocation_share set weight_source = 'x' where tie_key = '033510006006'`, "allocation_share"},
		{`delete from allocation_share where tie_key = '033510006006'`, "allocation_share"},
		{`insert into cost_pool (cooperative_id, id, number, title, kind, amount, created_by, created_at)
			select cooperative_id, gen_random_uuid(), 'KP-2026-0009', title, kind, amount, created_by, created_at from cost_pool`, "row-without-event cost_pool"},
	} {
		b, migrate := openFirst(t)
		b.booked(b.drafted(b.pool("KP-2026-0001", "100.00"), "100.00", "inhabitants", b.members))
		err := b.alter(c.alter)
		if err != nil {
			t.Fatal(err)
		}
		migrate()
		if found := b.findings(); !strings.Contains(found, c.finding) {
			t.Errorf("%s: found %q", c.alter, found)
		}
	}
}

// alter changes rows behind the guards' back.
func (b *first) alter(sql string) error {
	tx, err := b.owner.Begin(b.t.Context())
	if err != nil {
		return err
	}
	defer tx.Rollback(b.t.Context()) //nolint:errcheck // after a commit there is nothing to roll back
	for _, s := range []string{`set local session_replication_role = replica`, sql} {
		if _, err := tx.Exec(b.t.Context(), s); err != nil {
			return err
		}
	}
	return tx.Commit(b.t.Context())
}
