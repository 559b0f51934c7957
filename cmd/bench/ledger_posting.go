package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/money"
)

// rates are splits of ours a second and transactions of TPC-B, right after each other.
type rates struct{ ours, bank float64 }

func (r rates) ratio() float64 { return r.ours / r.bank }

// beside measures ours in turn with pgbench's TPC-B with as many clients.
func (b *books) beside(ctx context.Context, clients, splits int, do func(context.Context, int) error) ([]rates, error) {
	var all []rates
	if _, _, err := cycle(ctx, clients, b.g.plan.run/4, do); err != nil { // connections and plans are made before it counts
		return nil, err
	}
	for range b.g.plan.pairs {
		count, took, err := cycle(ctx, clients, b.g.plan.run, do)
		if err != nil {
			return nil, err
		}
		bank, err := b.tpcb(ctx, clients)
		if err != nil {
			return nil, err
		}
		all = append(all, rates{float64(count*splits) / took.Seconds(), bank})
	}
	return all, nil
}

// tpcb runs pgbench's own script.
func (b *books) tpcb(ctx context.Context, clients int) (float64, error) {
	seconds := max(1, int(b.g.plan.run.Round(time.Second)/time.Second))
	cmd := exec.CommandContext(ctx, b.pgbench, "-n", "-M", "prepared", "-j", "2", "-c", strconv.Itoa(clients), "-T", strconv.Itoa(seconds)) //nolint:gosec // PostgreSQL's own program
	cmd.Env = append(os.Environ(), b.bank...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pgbench: %w\n%s", err, out)
	}
	found := perSecond.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pgbench says something unknown:\n%s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

func (r *ledgerReport) add(what string, all []rates, atLeast float64) {
	ratio := middle(all, rates.ratio)
	r.bars = append(r.bars, bar{
		what: what, ours: fmt.Sprintf("%.0f splits/s", middle(all, func(x rates) float64 { return x.ours })),
		theirs: fmt.Sprintf("TPC-B %.0f/s", middle(all, func(x rates) float64 { return x.bank })),
		ratio:  ratio, want: fmt.Sprintf("≥ %.1f", atLeast), reached: ratio >= atLeast,
	})
}

// oneByOne posts splits among ten, each in a transaction of its own.
func (b *books) oneByOne(ctx context.Context, r *ledgerReport) error {
	say("Posting splits among ten, 8 clients …")
	all, err := b.beside(ctx, 8, 1, func(ctx context.Context, _ int) error { return b.post(ctx, []costing.Posting{b.tenWay()}) })
	if err != nil {
		return err
	}
	r.add("one split among 10 accounts, split and posted, 8 clients", all, 0.4)
	return nil
}

const bulk = 100

func (b *books) bulk(ctx context.Context, _ int) error {
	postings := make([]costing.Posting, bulk)
	for i := range postings {
		postings[i] = b.tenWay()
	}
	return b.post(ctx, postings)
}

// inBulk posts a hundred splits among ten in each transaction.
func (b *books) inBulk(ctx context.Context, r *ledgerReport) error {
	say("Posting a hundred splits at once, 8 clients …")
	all, err := b.beside(ctx, 8, bulk, b.bulk)
	if err != nil {
		return err
	}
	r.add("100 such splits in a transaction, 8 clients", all, 5)
	return nil
}

// overlapping lets 32 clients post bulks over the same accounts, and asks PostgreSQL how
// often it had to end a deadlock.
func (b *books) overlapping(ctx context.Context, r *ledgerReport) error {
	say("Posting overlapping bulks, 32 clients …")
	before, err := b.deadlocks(ctx)
	if err != nil {
		return err
	}
	runs, posted := b.runs.Load(), b.posted.Load()
	count, took, err := cycle(ctx, 32, b.g.plan.run, b.bulk)
	if err != nil {
		return err
	}
	after, err := b.deadlocks(ctx)
	if err != nil {
		return err
	}
	runs, posted = b.runs.Load()-runs, b.posted.Load()-posted
	r.bars = append(r.bars, bar{
		what:   "overlapping bulks of 100 splits, 32 clients",
		ours:   fmt.Sprintf("%d of %d complete in %.1f s, %d deadlocks, %d repeated", posted/bulk, count, took.Seconds(), after-before, runs-int64(count)),
		theirs: "-", want: "all complete, 0 deadlocks", reached: posted == int64(count*bulk) && after == before && runs == int64(count),
	})
	return nil
}

func (b *books) deadlocks(ctx context.Context) (n int64, err error) {
	err = b.owner.QueryRow(ctx, "select deadlocks from pg_stat_database where datname = current_database()").Scan(&n)
	return n, err
}

// times are how long a large posting took, and the plain insertion after it.
type times struct{ ours, plain time.Duration }

// large posts a split among all members, beside an INSERT … SELECT of as many rows into a
// table of the same columns and keys without anything else.
func (b *books) large(ctx context.Context, r *ledgerReport) error {
	say("Posting a split among 11,000 …")
	if _, err := b.owner.Exec(ctx, `create schema plain; create table plain.line (cooperative_id uuid not null, entry_id uuid not null, account_id uuid not null, amount numeric(15,2) not null,
		primary key (cooperative_id, entry_id, account_id));
		create index on plain.line (account_id);
		insert into plain.line select cooperative_id, entry_id, account_id, amount from ledger_line`, pgx.QueryExecModeSimpleProtocol); err != nil {
		return fmt.Errorf("make a plain table: %w", err)
	}
	if _, err := b.owner.Exec(ctx, "vacuum analyze"); err != nil {
		return fmt.Errorf("make a plain table: %w", err)
	}
	var all []times
	for range 4*b.g.plan.pairs + 2 {
		begun := time.Now()
		if err := b.post(ctx, []costing.Posting{b.split(b.members, b.weights, b.pools[0])}); err != nil {
			return err
		}
		ours := time.Since(begun)
		begun = time.Now()
		if _, err := b.owner.Exec(ctx, `insert into plain.line select cooperative_id, $1, id, 1.23 from ledger_account where cooperative_id = $2 and kind = 'member' limit 11000`,
			id.New[money.Amount]().String(), b.actor.Cooperative.String()); err != nil {
			return fmt.Errorf("insert plainly: %w", err)
		}
		all = append(all, times{ours, time.Since(begun)})
	}
	all = all[2:] // the first ones find nothing in memory
	ratio := middle(all, func(t times) float64 { return float64(t.ours) / float64(t.plain) })
	r.bars = append(r.bars, bar{
		what: "a split among 11,000, split and posted", ours: fmt.Sprintf("%.0f ms", middle(all, func(t times) float64 { return milliseconds(t.ours) })),
		theirs: fmt.Sprintf("INSERT … SELECT %.0f ms", middle(all, func(t times) float64 { return milliseconds(t.plain) })),
		ratio:  ratio, want: "≤ 1.50", reached: ratio <= 1.5,
	})
	return nil
}

// audit holds everything against its hashes and sums after all that was posted.
func (b *books) audit(ctx context.Context, r *ledgerReport) error {
	say("Checking the books …")
	checked, findings, err := b.db.Rows(ctx, b.actor.Cooperative)
	if err != nil {
		return err
	}
	var entries int64
	if err := b.owner.QueryRow(ctx, "select count(*) from ledger_entry").Scan(&entries); err != nil {
		return fmt.Errorf("count entries: %w", err)
	}
	if entries != b.posted.Load() {
		return fmt.Errorf("%d entries are stored, %d were posted", entries, b.posted.Load())
	}
	if len(findings) > 0 {
		return fmt.Errorf("%d things are not as their events left them, as %+v", len(findings), findings[0])
	}
	r.bars = append(r.bars, bar{what: "entries posted meanwhile, each found, balanced and as its event left it", ours: fmt.Sprintf("%d; %d rows checked", entries, checked), theirs: "-", want: "all", reached: true})
	return nil
}
