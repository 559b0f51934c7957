package main_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/costing/costingtest"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestMain(m *testing.M) { os.Exit(clustertest.Main(m)) }

// TestEveryHistoryIsBilledToTheCent plays histories of costs, runs, corrections,
// reversals, grants and late members with their closings, payments and credit notes
// through the use cases. In the end the ledger sums to zero, every member owes what a
// fresh computation says, and page, PDF, workbook, XRechnung and ledger say the same.
// ALLMENDE_HISTORIES plays as many as it says.
//
// Property 30, 33, 34, 35, 39, 40, 42 and 44, of what members are billed.
func TestEveryHistoryIsBilledToTheCent(t *testing.T) {
	histories := 12
	if text := os.Getenv("ALLMENDE_HISTORIES"); text != "" {
		var err error
		if histories, err = strconv.Atoi(text); err != nil {
			t.Fatalf("ALLMENDE_HISTORIES: %v", err)
		}
	}
	checks := flag.Lookup("rapid.checks").Value
	before := checks.String()
	if err := checks.Set(strconv.Itoa(histories)); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Set(before) }()

	url := clustertest.New(t, clustertest.Template(t, "migrated", migrated))
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	owner, err := pgxpool.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()
	played, documents := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		c := newChronicle(t.Context(), rt, db, owner, uint64(played))
		model := costingtest.NewMemory(c.members, time.Now())
		costingtest.Play(rt, model, rapid.IntRange(8, 18).Draw(rt, "steps"), c)
		c.finish(rt)
		documents += c.check(rt, model)
		if played++; played%100 == 0 {
			fmt.Fprintf(os.Stderr, "%s: %d histories played, with %d statements and credit notes: nothing differs\n", time.Now().Format(time.TimeOnly), played, documents)
		}
	})
	if documents == 0 {
		t.Error("no history billed anything")
	}
	t.Logf("%d histories with %d statements and credit notes", played, documents)
}

func migrated(url string) error {
	db, err := postgres.Open(context.Background(), url)
	if err != nil {
		return err
	}
	db.Close()
	return nil
}

// chronicle keeps the books of one cooperative through the use cases.
type chronicle struct {
	ctx              context.Context
	db               *postgres.DB
	owner            *pgxpool.Pool
	costing          *usecase.Costing
	allocating       *usecase.Allocating
	accounts         *usecase.Accounts
	billing          *usecase.Billing
	membership       *usecase.Membership
	one, two, reader access.Actor
	random           *rand.Rand
	members          []costing.Sharer
	pools            []costing.PoolID
	grants           []costing.GrantID
	runs             []costing.AllocationID
	passed           int                              // days since the present
	balances         map[costing.Account]money.Amount // since the last change
}

var _ costingtest.Books = (*chronicle)(nil)

// newChronicle founds a cooperative among towns that all histories share.
func newChronicle(ctx context.Context, t *rapid.T, db *postgres.DB, owner *pgxpool.Pool, seed uint64) *chronicle {
	cooperative := id.New[member.Cooperative]()
	officer := func(name string, role access.Role) access.Actor {
		return access.Actor{Person: id.New[member.Person](), Name: name, Cooperative: cooperative, Grants: []access.Grant{{Role: role}}}
	}
	c := &chronicle{
		ctx: ctx, db: db, owner: owner, costing: usecase.NewCosting(db), allocating: usecase.NewAllocating(db), accounts: usecase.NewAccounts(db),
		billing: usecase.NewBilling(db), membership: usecase.NewMembership(db), random: rand.New(rand.NewPCG(seed, 1)),
		one: officer("Frauke Finanzen", access.FinanceOfficer), two: officer("Finn Finanzen", access.FinanceOfficer), reader: officer("Petra Prüferin", access.Auditor),
	}
	for i := range rapid.IntRange(3, 6).Draw(t, "members") {
		c.members = append(c.members, costing.Sharer{
			Member: id.New[member.Member](), Name: fmt.Sprintf("Stadt %d", i), TieKey: fmt.Sprintf("03351006%04d", i), Population: int64(1000 * i), PopulationYear: 2024,
		})
	}
	if err := c.found(); err != nil {
		t.Fatalf("found a cooperative: %v", err)
	}
	return c
}

// found writes members, officers, and all that statements need.
func (c *chronicle) found() error {
	cooperative := c.one.Cooperative.String()
	write := []statement{{`insert into cooperative (cooperative_id, id, name) values ($1, $1, 'Genossenschaft ' || $2)`, []any{cooperative, cooperative}}}
	for _, a := range []access.Actor{c.one, c.two, c.reader} {
		write = append(write,
			statement{`insert into person (id, name, email, password_hash, created_at) values ($1, $2, $3, '-', now())`, []any{a.Person.String(), a.Name, a.Person.String() + "@example.org"}},
			statement{`insert into appointment (cooperative_id, id, person_id, role, appointed_at) values ($1, gen_random_uuid(), $2, $3, now())`,
				[]any{cooperative, a.Person.String(), string(a.Grants[0].Role)}})
	}
	for _, m := range c.members {
		write = append(write,
			statement{`insert into public_body (official_key, kind, kind_name, name, title, seat, state_name, district_name, association_name, nuts3, postal_code,
					area_ha, population, population_year, admitted_as, territorial_status, source)
				values ($1, 'municipality', 'Stadt', $2, $2, '', 'Niedersachsen', '', '', '', '', 1, $3, 2024, $1, '2025-11-30', 'Test')
				on conflict (official_key) do update set population = excluded.population`, []any{m.TieKey, m.Name, m.Population}},
			statement{`insert into member (cooperative_id, id, name, kind, status, official_key, population, population_year, approval_limit, admitted_on)
				values ($1, $2, $3, 'municipality', 'admitted', $4, $5, 2024, 5000, '2026-01-01')`, []any{cooperative, m.Member.String(), m.Name, m.TieKey, m.Population}},
			statement{`insert into billing_address (cooperative_id, id, member_id, street, postcode, city, email, leitweg_id)
				values ($1, gen_random_uuid(), $2, 'Marktplatz 1', '29221', $3, 'rechnung@stadt.example', '04011000-1234512345-06')`, []any{cooperative, m.Member.String(), m.Name}})
	}
	if err := c.write(write...); err != nil {
		return err
	}
	_, err := c.billing.SetProfile(c.ctx, c.one, 0, view.BillingProfile{
		Street: "Marktplatz 1", Postcode: "30159", City: "Hannover", TaxNumber: "25/123/45678", Contact: c.one.Name, Phone: "+49 511 123456",
		Email: "rechnung@nord.example", IBAN: "DE02120300000000202051", PaymentDays: 30,
	})
	return err
}

// statement is one of SQL.
type statement struct {
	sql  string
	args []any
}

// write runs statements as the owner, with the event that every change owes.
func (c *chronicle) write(all ...statement) error {
	return pgx.BeginFunc(c.ctx, c.owner, func(tx pgx.Tx) error {
		for _, s := range append([]statement{
			{`select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`, []any{id.New[audit.Event]().String(), c.one.Cooperative.String()}},
			{`select audit_append(now(), null, 'test.prepared', 'test', '1', '', null, null, '', '{}')`, nil},
		}, all...) {
			if _, err := tx.Exec(c.ctx, s.sql, s.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *chronicle) id(place int) string { return c.members[place].Member.String() }

func (c *chronicle) ids(places []int) []string {
	ids := make([]string, len(places))
	for i, place := range places {
		ids[i] = c.id(place)
	}
	return ids
}

// month is the first and the last day as text.
func month(n int) (from, to string) {
	first := period.Date(2026, time.Month(n), 1)
	return first.String(), first.AddMonths(1).Add(-1).String()
}

func (c *chronicle) OpenPool(regime costing.Regime, mode costing.Mode, members []int) error {
	kinds := []string{"tender-cost", "joint-licence", "shared-service", "data-center-month", "membership-fee", "other"}
	pool, err := c.costing.CreateCostPool(c.ctx, c.one, access.Key{}, driving.CreateCostPool{
		Title: "Kosten", Kind: kinds[c.random.IntN(len(kinds))], Regime: string(regime), Mode: string(mode), Members: c.ids(members),
	})
	if err == nil {
		c.pools = append(c.pools, costing.PoolID(pool.ID))
	}
	return err
}

func (c *chronicle) Attach(pool int, cost costingtest.Cost) error {
	in := driving.AddCost{Text: "Rechnung", Net: cost.Net, VatCategory: cost.Category, VatRate: cost.Rate, Source: "typed"}
	in.From, in.To = month(cost.Month)
	_, err := c.costing.AddCost(c.ctx, c.one, access.Key{}, c.pools[pool], in)
	return err
}

func (c *chronicle) Join(pool, m int) error {
	_, err := c.costing.JoinCostPool(c.ctx, c.one, access.Key{}, c.pools[pool], []string{c.id(m)})
	return err
}

func (c *chronicle) Grant(pool int, g costingtest.Grant) error {
	in := driving.AddGrant{Funder: "Land", Reference: "Z-1", Method: string(g.Method), Amount: g.Amount, Rate: g.Rate}
	for i, place := range g.Members {
		in.Members = append(in.Members, driving.GrantWeight{Member: c.id(place), Weight: strconv.Itoa(i + 1)})
	}
	shown, err := c.costing.AddGrant(c.ctx, c.one, access.Key{}, c.pools[pool], in)
	for _, g := range shown.Grants { // the newest has the largest id
		if len(c.grants) == 0 || costing.GrantID(g.ID) > c.grants[len(c.grants)-1] {
			c.grants = append(c.grants, costing.GrantID(g.ID))
		}
	}
	return err
}

func (c *chronicle) CloseGrant(grant int) error {
	_, err := c.costing.CloseGrant(c.ctx, c.two, c.grants[grant], 1)
	if err != nil && strings.Contains(err.Error(), "object.stale") { // it was closed before
		_, err = c.costing.CloseGrant(c.ctx, c.two, c.grants[grant], 2)
	}
	return err
}

func (c *chronicle) Run(pool, n int, scheme *costingtest.Scheme) error {
	in := driving.Run{}
	in.From, in.To = month(n)
	if scheme != nil {
		in.Scheme = schemeOf(scheme.Text(c.id))
	}
	draft, err := c.allocating.DraftAllocation(c.ctx, c.one, access.Key{}, c.pools[pool], in)
	if err != nil {
		return err
	}
	posted, err := c.allocating.PostAllocation(c.ctx, c.two, costing.AllocationID(draft.ID), draft.Version)
	if err != nil {
		return err
	}
	c.runs = append(c.runs, costing.AllocationID(posted.ID))
	return c.changed()
}

func schemeOf(t costing.SchemeText) *view.Scheme {
	v := &view.Scheme{Base: t.Base, Days: t.Days, WeightSource: t.WeightSource, WeightAsOf: t.WeightAsOf, Rounding: t.Rounding}
	for _, p := range t.Parts {
		v.Parts = append(v.Parts, view.SchemePart(p))
	}
	for _, p := range t.Participants {
		v.Participants = append(v.Participants, view.Participant(p))
	}
	for _, g := range t.Groups {
		v.Groups = append(v.Groups, view.SchemeGroup(g))
	}
	return v
}

func (c *chronicle) RunAll(n int) error {
	from, to := month(n)
	drafted, err := c.allocating.DraftAllocations(c.ctx, c.one, access.Key{}, from, to)
	if err != nil || len(drafted.Drafted) == 0 {
		return err
	}
	var ids []string
	for _, d := range drafted.Drafted {
		ids = append(ids, d.ID)
		c.runs = append(c.runs, costing.AllocationID(d.ID))
	}
	if _, err := c.allocating.PostAllocations(c.ctx, c.two, ids); err != nil {
		return err
	}
	return c.changed()
}

func (c *chronicle) Reverse(run int) error {
	stored, err := c.allocating.Allocation(c.ctx, c.one, c.runs[run])
	if err != nil {
		return err
	}
	if _, err = c.allocating.ReverseAllocation(c.ctx, c.one, c.runs[run], stored.Version, "Falscher Zeitraum"); err != nil {
		return err
	}
	return c.changed()
}

func (c *chronicle) Restate(m int, population int64) error {
	err := c.write(statement{`update public_body set population = $1 where official_key = $2`, []any{population, c.members[m].TieKey}})
	if err == nil {
		_, err = c.membership.RestatePopulations(c.ctx, c.one)
	}
	return err
}

func (c *chronicle) CloseDays(n int) error {
	_, to := month(n)
	if _, err := c.billing.Close(c.ctx, c.one, access.Key{}, to); err != nil {
		return err
	}
	return c.changed()
}

// changed forgets the balances, and now and then pays or credits something.
func (c *chronicle) changed() error {
	c.balances = nil
	if c.random.IntN(2) == 0 {
		return nil
	}
	return c.settle()
}

// settle pays or credits one of the statements that are open, if there are any; there is
// nothing to pay of 0.00.
func (c *chronicle) settle() error {
	open, err := c.billing.Statements(c.ctx, c.reader, view.PageRequest{Limit: 100}, "", "issued")
	if err != nil || len(open.Items) == 0 {
		return err
	}
	s, err := c.billing.Statement(c.ctx, c.reader, billing.ID(open.Items[c.random.IntN(len(open.Items))].ID))
	if err != nil {
		return err
	}
	if s.Total == "0.00" || c.random.IntN(2) == 0 {
		_, err = c.billing.Credit(c.ctx, c.two, billing.ID(s.ID), s.Version, "falscher Empfänger")
		return err
	}
	_, err = c.billing.Pay(c.ctx, c.one, billing.ID(s.ID), s.Version, c.today().String())
	return err
}

func (c *chronicle) today() period.Day { return period.DayOf(time.Now()).Add(c.passed) }

// finish lets days pass and closes twice, with payments and credit notes between, until
// everything is billed.
func (c *chronicle) finish(t *rapid.T) {
	for range 2 {
		c.passed += 45
		if err := c.db.ShiftClock(c.ctx, time.Duration(c.passed)*24*time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, err := c.billing.Close(c.ctx, c.one, access.Key{}, c.today().Add(-1).String()); err != nil {
			t.Fatalf("the last closing: %v", err)
		}
		if c.passed == 45 {
			for range 3 {
				if err := c.settle(); err != nil {
					t.Fatalf("settle: %v", err)
				}
			}
		}
	}
	if err := c.db.ShiftClock(c.ctx, 0); err != nil {
		t.Fatal(err)
	}
}
