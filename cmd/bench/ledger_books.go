package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/postgres"
	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/ports/driven"
)

// books is a cooperative with 11,000 members and some pools, in a database of its own on
// the same PostgreSQL, and pgbench's bank in another.
type books struct {
	g       *ground
	db      *postgres.DB
	owner   *pgxpool.Pool
	actor   access.Actor
	members []member.ID
	weights []uint64
	pools   []costing.PoolID
	bank    []string // where pgbench finds its bank
	pgbench string
	posted  atomic.Int64 // entries
	runs    atomic.Int64 // of transactions
}

func openBooks(ctx context.Context, g *ground) (*books, error) {
	say("Opening the books of 11,000 members, and pgbench's bank …")
	b := &books{g: g}
	database, err := g.database(ctx, "books")
	if err != nil {
		return nil, err
	}
	if b.db, err = postgres.Open(ctx, database); err != nil {
		return nil, err
	}
	if b.owner, err = pgxpool.New(ctx, database); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	if err := b.fill(ctx); err != nil {
		return nil, err
	}
	return b, b.openBank(ctx)
}

func (b *books) openBank(ctx context.Context) error {
	database, err := b.g.database(ctx, "bank")
	if err != nil {
		return err
	}
	if b.bank, err = environmentOf(database); err != nil {
		return err
	}
	var programs string
	if err := b.owner.QueryRow(ctx, "select setting from pg_config where name = 'BINDIR'").Scan(&programs); err != nil {
		return fmt.Errorf("find pgbench: %w", err)
	}
	if b.pgbench, err = find(programs, "pgbench"); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, b.pgbench, "-i", "-q", "-s", "20") //nolint:gosec // PostgreSQL's own program
	cmd.Env = append(os.Environ(), b.bank...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("open pgbench's bank: %w\n%s", err, out)
	}
	return nil
}

// fill writes members and pools with the events they owe. What entries follow from is
// made up, so the references to it are left out.
func (b *books) fill(ctx context.Context) error {
	b.actor = access.Actor{Person: id.New[member.Person](), Name: "Bench", Cooperative: id.New[member.Cooperative]()}
	random := rand.New(rand.NewPCG(1, 2))
	for range 11_000 {
		b.members = append(b.members, id.New[member.Member]())
		b.weights = append(b.weights, 20+random.Uint64N(20)*random.Uint64N(30_000))
	}
	for range 20 {
		b.pools = append(b.pools, id.New[costing.Pool]())
	}
	err := pgx.BeginFunc(ctx, b.owner, func(tx pgx.Tx) error {
		for _, step := range []struct {
			sql  string
			args []any
		}{
			{`select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`, []any{id.New[audit.Event]().String(), b.actor.Cooperative.String()}},
			{`select audit_append(now(), null, 'stage.set', 'stage', '1', '', null, null, '', '{}')`, nil},
			{`insert into cooperative (cooperative_id, id, name) values ($1, $1, 'Bench')`, []any{b.actor.Cooperative.String()}},
			{`insert into person (id, name, email, password_hash, created_at) values ($1, 'Bench', 'bench@stage.example', '', now())`, []any{b.actor.Person.String()}},
			{`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
				select $1, m, 'Mitglied ' || n, 'it-provider', 'admitted', 0, 1000000, '2026-01-01' from unnest($2::uuid[]) with ordinality x (m, n)`,
				[]any{b.actor.Cooperative.String(), texts(b.members)}},
			{`insert into cost_pool (cooperative_id, id, number, title, kind, regime, mode, created_by, created_at)
				select $1, p, 'KP-' || n, 'Gemeinsame Kosten', 'other', 'cost-sheet', 'each-run', $3, now() from unnest($2::uuid[]) with ordinality x (p, n)`,
				[]any{b.actor.Cooperative.String(), texts(b.pools), b.actor.Person.String()}},
			{`do $$ declare c text; begin
				for c in select conname from pg_constraint where conrelid = 'ledger_entry'::regclass and contype = 'f' and confrelid <> 'person'::regclass loop
					execute 'alter table ledger_entry drop constraint ' || c;
				end loop; end $$`, nil},
		} {
			if _, err := tx.Exec(ctx, step.sql, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("fill the books: %w", err)
	}
	// Every account exists from here on.
	if err := b.post(ctx, []costing.Posting{b.split(b.members, b.weights, b.pools[0])}); err != nil {
		return err
	}
	var first []costing.Posting
	for _, p := range b.pools {
		first = append(first, b.split(b.members[:10], b.weights[:10], p))
	}
	if err := b.post(ctx, first); err != nil {
		return err
	}
	_, err = b.owner.Exec(ctx, "vacuum analyze")
	return err
}

func texts[T any](ids []id.Of[T]) []string {
	all := make([]string, len(ids))
	for i, one := range ids {
		all[i] = one.String()
	}
	return all
}

// split splits an amount among members, for posting.
func (b *books) split(members []member.ID, weights []uint64, pool costing.PoolID) costing.Posting {
	total := int64(1_000_00 + rand.IntN(9_000_00))
	if len(members) > 10 {
		total = 1_234_567_89
	}
	keys := make([]string, len(members))
	for i, m := range members {
		keys[i] = m.String()
	}
	splitter, err := split.NewSplitter(keys)
	if err != nil {
		panic(err)
	}
	shares := make([]int64, len(members))
	if err := splitter.Split(shares, total, weights); err != nil {
		panic(err)
	}
	lines := make([]costing.Line, 0, len(members)+1)
	lines = append(lines, costing.Line{Account: costing.PoolAccount(pool), Amount: money.FromCents(-total)})
	for i, cents := range shares {
		if cents != 0 {
			lines = append(lines, costing.Line{Account: costing.MemberAccount(members[i]), Amount: money.FromCents(cents)})
		}
	}
	return costing.Posting{Lines: lines, Entry: costing.Entry{ID: id.New[costing.Entry](), Text: "Verteilung"}}
}

// tenWay is a split of one of the pools among ten neighbours of a hundred members.
func (b *books) tenWay() costing.Posting {
	first := rand.IntN(100 - 9)
	return b.split(b.members[first:first+10], b.weights[first:first+10], b.pools[rand.IntN(len(b.pools))])
}

// post books in one transaction, as a use case does: with an event, the guard and the hashes.
func (b *books) post(ctx context.Context, postings []costing.Posting) error {
	cause := id.New[costing.Allocation]().String()
	attempt := driven.Attempt{Actor: b.actor, Act: access.AllocationPost, Object: audit.Object{Type: "allocation", ID: cause}}
	err := b.db.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		b.runs.Add(1)
		for i := range postings {
			p := &postings[i]
			p.PostedAt, p.PostedBy, p.BookedOn = s.Now, b.actor.Person, period.DayOf(s.Now)
			p.Cause = costing.Cause{Type: costing.CausePayment, ID: p.ID.String()}
		}
		if err := s.Ledger.Post(ctx, postings); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "allocation.posted", Object: attempt.Object, Details: map[string]string{
			"entries": strconv.Itoa(len(postings)),
		}})
	})
	if err == nil {
		b.posted.Add(int64(len(postings)))
	}
	return err
}
