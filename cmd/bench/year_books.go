package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

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
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// The year that is closed.
const (
	yearsPools   = 20
	yearsMembers = 1000
)

// yearBooks is a cooperative whose pools all its members share, with two officers who run
// it through the use cases, in a database of its own.
type yearBooks struct {
	db         *postgres.DB
	owner      *pgxpool.Pool
	costing    *usecase.Costing
	allocating *usecase.Allocating
	billing    *usecase.Billing
	first      access.Actor // attaches costs, drafts and closes
	second     access.Actor // posts
	members    []string
	pools      []yearPool
	months     []period.Span
}

// yearPool is a pool with how it is shared and what it costs month by month.
type yearPool struct {
	id     costing.PoolID
	scheme view.Scheme
	costs  []string // rates of VAT, one cost each
}

func openYear(ctx context.Context, g *ground) (*yearBooks, error) {
	database, err := g.database(ctx, "year")
	if err != nil {
		return nil, err
	}
	b := &yearBooks{months: lastMonths(time.Now())}
	if b.db, err = postgres.Open(ctx, database); err != nil {
		return nil, err
	}
	if b.owner, err = pgxpool.New(ctx, database); err != nil {
		return b, fmt.Errorf("connect: %w", err)
	}
	b.costing, b.allocating, b.billing = usecase.NewCosting(b.db), usecase.NewAllocating(b.db), usecase.NewBilling(b.db)
	cooperative, grants := id.New[member.Cooperative](), []access.Grant{{Role: access.FinanceOfficer}}
	b.first = access.Actor{Person: id.New[member.Person](), Name: "Frauke Finanzen", Cooperative: cooperative, Grants: grants}
	b.second = access.Actor{Person: id.New[member.Person](), Name: "Finn Finanzen", Cooperative: cooperative, Grants: grants}
	if err := b.fill(ctx); err != nil {
		return b, fmt.Errorf("prepare the year: %w", err)
	}
	return b, nil
}

func (b *yearBooks) close() {
	if b.owner != nil {
		b.owner.Close()
	}
	b.db.Close()
}

// lastMonths are the twelve last months that are over.
func lastMonths(now time.Time) []period.Span {
	year, month, _ := now.Date()
	months := make([]period.Span, 12)
	for i := range months {
		first := period.Date(year, month, 1).AddMonths(i - 12)
		months[i] = period.Span{From: first, To: first.AddMonths(1).Add(-1)}
	}
	return months
}

// fill writes the members with their addresses, and opens the pools.
func (b *yearBooks) fill(ctx context.Context) error {
	inhabitants, random := make([]int64, yearsMembers), rand.New(rand.NewPCG(1, 2))
	for i := range inhabitants {
		b.members = append(b.members, id.New[member.Member]().String())
		inhabitants[i] = 200 + random.Int64N(20)*random.Int64N(30_000)
	}
	cooperative := b.first.Cooperative.String()
	err := pgx.BeginFunc(ctx, b.owner, func(tx pgx.Tx) error {
		for _, step := range []struct {
			sql  string
			args []any
		}{
			{`select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`, []any{id.New[audit.Event]().String(), cooperative}},
			{`select audit_append(now(), null, 'stage.set', 'stage', '1', '', null, null, '', '{}')`, nil},
			{`insert into cooperative (cooperative_id, id, name) values ($1, $1, 'Bench')`, []any{cooperative}},
			{`insert into person (id, name, email, password_hash, created_at) values ($1, $2, 'first@stage.example', '', now()), ($3, $4, 'second@stage.example', '', now())`,
				[]any{b.first.Person.String(), b.first.Name, b.second.Person.String(), b.second.Name}},
			{`insert into appointment (cooperative_id, id, person_id, role, appointed_at) select $1, gen_random_uuid(), p, 'finance-officer', now() from unnest($2::uuid[]) p`,
				[]any{cooperative, []string{b.first.Person.String(), b.second.Person.String()}}},
			{`insert into public_body (official_key, kind, kind_name, name, title, seat, state_name, district_name, association_name, nuts3, postal_code,
					area_ha, population, population_year, admitted_as, territorial_status, source)
				select key, 'municipality', 'Gemeinde', 'Ort ' || n, 'Ort ' || n, '', 'Niedersachsen', '', '', '', '', 1, p, 2024, key, '2025-11-30', 'Bench'
				from unnest($1::bigint[]) with ordinality x (p, n) cross join lateral (select '03' || lpad(n::text, 10, '0') as key) k`, []any{inhabitants}},
			{`insert into member (cooperative_id, id, name, kind, status, official_key, population, population_year, approval_limit, admitted_on)
				select $1, m, 'Ort ' || n, 'municipality', 'admitted', '03' || lpad(n::text, 10, '0'), p, 2024, 1000000, '2025-01-01'
				from unnest($2::uuid[], $3::bigint[]) with ordinality x (m, p, n)`, []any{cooperative, b.members, inhabitants}},
			{`insert into billing_address (cooperative_id, id, member_id, street, postcode, city, email, leitweg_id)
				select $1, gen_random_uuid(), m, 'Marktplatz ' || n, lpad(n::text, 5, '0'), 'Ort ' || n, 'rechnung@ort' || n || '.example', '04011000-1234512345-06'
				from unnest($2::uuid[]) with ordinality x (m, n)`, []any{cooperative, b.members}},
		} {
			if _, err := tx.Exec(ctx, step.sql, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = b.billing.SetProfile(ctx, b.first, 0, view.BillingProfile{
		Street: "Marktplatz 1", Postcode: "30159", City: "Hannover", TaxNumber: "25/123/45678", Contact: b.first.Name, Phone: "+49 511 123456",
		Email: "rechnung@bench.example", IBAN: "DE02120300000000202051", PaymentDays: 30,
	})
	if err != nil {
		return err
	}
	for i := range yearsPools {
		if err := b.open(ctx, i); err != nil {
			return err
		}
	}
	_, err = b.owner.Exec(ctx, "vacuum analyze")
	return err
}

// open opens a pool: four of each of the five ways that there are here.
func (b *yearBooks) open(ctx context.Context, i int) error {
	in := driving.CreateCostPool{Title: fmt.Sprintf("Gemeinsamer Dienst %d", i+1), Kind: "shared-service", Members: b.members}
	p := yearPool{scheme: keyed("inhabitants", "100"), costs: []string{"19"}}
	grant := driving.AddGrant{Funder: "Land", Reference: fmt.Sprintf("Z-%d", i+1), Method: "rate", Amount: "100000.00", Rate: "12.5"}
	switch i % 5 {
	case 0:
		p.costs = []string{"19", "7"}
	case 1:
		p.scheme = keyed("equal", "30", "inhabitants", "70")
	case 2:
		in.Mode, p.scheme = "cumulative", keyed("equal", "100")
	case 3:
		in.Kind, in.Regime, p.costs = "data-center-month", "own-invoices", []string{"19", "7"}
	case 4:
		for _, m := range b.members {
			p.scheme.Participants = append(p.scheme.Participants, view.Participant{MemberID: m, Cap: "60.00"})
		}
	}
	pool, err := b.costing.CreateCostPool(ctx, b.first, access.Key{}, in)
	if err != nil {
		return err
	}
	p.id = costing.PoolID(pool.ID)
	b.pools = append(b.pools, p)
	if i%5 == 4 {
		_, err = b.costing.AddGrant(ctx, b.first, access.Key{}, p.id, grant)
	}
	return err
}

// keyed is a scheme of keys, each followed by its percentage.
func keyed(pairs ...string) (s view.Scheme) {
	for pair := range slices.Chunk(pairs, 2) {
		s.Parts = append(s.Parts, view.SchemePart{Key: pair[0], Percent: pair[1]})
	}
	return s
}

// sums asks the database and the reports whether the year adds up.
func (b *yearBooks) sums(ctx context.Context) error {
	var ledger string
	var statements int
	if err := b.owner.QueryRow(ctx, `select (select sum(amount)::text from ledger_line), (select count(*) from statement)`).Scan(&ledger, &statements); err != nil {
		return err
	}
	if want := yearsMembers * len(b.months); ledger != "0.00" || statements != want {
		return fmt.Errorf("the ledger sums to %s, and %d statements of %d were issued", ledger, statements, want)
	}
	proof, err := b.allocating.Reimbursement(ctx, b.first, b.months[0].From.String(), b.months[11].To.String(), "")
	if err != nil {
		return err
	}
	if !proof.OK || len(proof.Pools) != yearsPools {
		return fmt.Errorf("of %d pools not all were reimbursed: %+v", len(proof.Pools), proof.OK)
	}
	for _, p := range proof.Pools {
		if !money.MustAmount(p.Difference).IsZero() || money.MustAmount(p.Costs).IsZero() {
			return fmt.Errorf("pool %s cost %s, members and funders paid %s and %s", p.Pool.Name, p.Costs, p.Charges, p.Grants)
		}
	}
	_, findings, err := b.db.Rows(ctx, b.first.Cooperative)
	if err == nil && len(findings) > 0 {
		err = fmt.Errorf("%d things are not as their events left them, as %+v", len(findings), findings[0])
	}
	return err
}
