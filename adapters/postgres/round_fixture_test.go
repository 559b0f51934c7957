package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/postgres"
	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// market is a cooperative with an officer, in which a test opens rounds.
type market struct {
	t       testing.TB
	db      *postgres.DB
	owner   *pgxpool.Pool
	demand  *usecase.Demand
	id      member.CooperativeID
	officer access.Actor
}

func openMarket(t testing.TB) *market {
	t.Helper()
	db, owner := open(t)
	return marketIn(t, db, owner)
}

// marketIn founds one more cooperative in a database.
func marketIn(t testing.TB, db *postgres.DB, owner *pgxpool.Pool) *market {
	t.Helper()
	m := &market{t: t, db: db, owner: owner, demand: usecase.NewDemand(db), id: id.New[member.Cooperative]()}
	m.prepare(`insert into cooperative (cooperative_id, id, name) values ($1, $1, 'Genossenschaft ' || $2)`, m.id.String(), m.id.String())
	m.officer = m.appoint("Olga Offenbach", access.Grant{Role: access.ProcurementOfficer})
	return m
}

// prepare writes rows as the owner.
func (m *market) prepare(sql string, args ...any) {
	m.t.Helper()
	if err := m.write(sql, args...); err != nil {
		m.t.Fatalf("%s: %v", sql, err)
	}
}

// write runs a statement as the owner, with the event that every change owes.
func (m *market) write(sql string, args ...any) error {
	return pgx.BeginFunc(m.t.Context(), m.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(m.t.Context(), `select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`,
			id.New[audit.Event]().String(), m.id.String()); err != nil {
			return err
		}
		if _, err := tx.Exec(m.t.Context(), `select audit_append(now(), null, 'test.prepared', 'test', '1', '', null, null, '', '{}')`); err != nil {
			return err
		}
		_, err := tx.Exec(m.t.Context(), sql, args...)
		return err
	})
}

func (m *market) appoint(name string, grants ...access.Grant) access.Actor {
	m.t.Helper()
	actor := access.Actor{Person: id.New[member.Person](), Name: name, Cooperative: m.id, Grants: grants}
	m.prepare(`insert into person (id, name, email, password_hash, created_at) values ($1, $2, $3, '-', now())`,
		actor.Person.String(), name, actor.Person.String()+"@example.org")
	for _, g := range grants {
		m.prepare(`insert into appointment (cooperative_id, id, person_id, role, member_id, supplier_id, appointed_at)
			values ($1, $2, $3, $4, nullif($5, '')::uuid, nullif($6, '')::uuid, now())`,
			m.id.String(), id.New[access.Grant]().String(), actor.Person.String(), string(g.Role), g.Member.String(), g.Supplier.String())
	}
	return actor
}

// admit takes in a member of a kind that needs no entry in the directory.
func (m *market) admit(name, kind, status string) member.ID {
	m.t.Helper()
	admitted := id.New[member.Member]()
	m.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on) values ($1, $2, $3, $4, $5, 0, 5000, '2026-01-01')`,
		m.id.String(), admitted.String(), name, kind, status)
	return admitted
}

// buyer is the buyer of a new member.
func (m *market) buyer(name string) access.Actor {
	m.t.Helper()
	return m.appoint("Einkauf "+name, access.Grant{Role: access.Buyer, Member: m.admit(name, "it-provider", "admitted")})
}

// clockAt stops the database's clock at a time.
func (m *market) clockAt(at time.Time) {
	m.t.Helper()
	_, err := m.owner.Exec(m.t.Context(), fmt.Sprintf(`create or replace function allmende_clock() returns timestamptz language sql volatile as 'select timestamptz ''%s'''`,
		at.UTC().Format(time.RFC3339Nano)))
	if err != nil {
		m.t.Fatal(err)
	}
}

var closing = time.Now().AddDate(0, 1, 0).UTC().Truncate(time.Second)

func notebooks() driving.CreateRound {
	return driving.CreateRound{Title: "Notebooks und Monitore", ClosesAt: closing, Items: []driving.CreateRoundItem{
		{Name: "Notebook 14 Zoll", Category: "hardware", CPV: "30213100-6", Unit: "H87", EstimatedPrice: "980"},
		{Name: "Monitor 27 Zoll", Description: "höhenverstellbar", Category: "hardware", Unit: "H87", EstimatedPrice: "210.505"},
		{Name: "Rollout", Category: "service", Unit: "HUR", EstimatedPrice: "89.333333"},
	}}
}

func (m *market) draft() view.Round {
	m.t.Helper()
	round, err := m.demand.CreateRound(m.t.Context(), m.officer, access.Key{}, notebooks())
	if err != nil {
		m.t.Fatal(err)
	}
	return round
}

func (m *market) open() view.Round {
	m.t.Helper()
	draft := m.draft()
	round, err := m.demand.OpenRound(m.t.Context(), m.officer, demand.ID(draft.ID), draft.Version)
	if err != nil {
		m.t.Fatal(err)
	}
	return round
}

// state states one item of a round for the buyer's member.
func (m *market) state(ctx context.Context, buyer access.Actor, round view.Round, item int, firm, tolerance string) (view.Round, error) {
	return m.demand.StateNeeds(ctx, buyer, access.Key{}, driving.StateNeeds{
		Round: demand.ID(round.ID), Member: buyer.Grants[0].Member,
		Needs: []driving.StateNeed{{Item: round.Items[item].ID, Firm: firm, Tolerance: tolerance}},
	})
}

func (m *market) mustState(buyer access.Actor, round view.Round, item int, firm, tolerance string) view.Round {
	m.t.Helper()
	after, err := m.state(m.t.Context(), buyer, round, item, firm, tolerance)
	if err != nil {
		m.t.Fatal(err)
	}
	return after
}

func (m *market) mustFreeze(round view.Round) view.Round {
	m.t.Helper()
	frozen, err := m.demand.FreezeRound(m.t.Context(), m.officer, demand.ID(round.ID), round.Version, false)
	if err != nil {
		m.t.Fatal(err)
	}
	return frozen
}

func (m *market) snapshot(round view.Round) demand.Snapshot {
	m.t.Helper()
	var snapshot demand.Snapshot
	err := m.db.Read(m.t.Context(), m.officer, func(ctx context.Context, s driven.Stores) (err error) {
		snapshot, err = s.Rounds.Snapshot(ctx, demand.ID(round.ID))
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return snapshot
}

// manyBuyers makes buyers of new members in two statements.
func (m *market) manyBuyers(n int) []access.Actor {
	m.t.Helper()
	m.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
		select $1::text::uuid, gen_random_uuid(), 'Mitglied ' || n, 'it-provider', 'admitted', 0, 5000, '2026-01-01' from generate_series(1, $2) n`, m.id.String(), n)
	m.prepare(`insert into person (id, name, email, password_hash, created_at)
		select gen_random_uuid(), 'Einkauf ' || n, $1::text || n || '@example.org', '-', now() from generate_series(1, $2) n`, m.id.String(), n)
	rows, err := m.owner.Query(m.t.Context(), `select m.id::text, p.id::text from (select id, row_number() over (order by id) n from member where cooperative_id = $1::text::uuid) m
		join (select id, row_number() over (order by id) n from person where email like $1::text || '%') p using (n)`, m.id.String())
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	var buyers []access.Actor
	for rows.Next() {
		var of, person string
		if err := rows.Scan(&of, &person); err != nil {
			m.t.Fatal(err)
		}
		buyers = append(buyers, access.Actor{Person: member.PersonID(person), Name: fmt.Sprint("Einkauf ", len(buyers)), Cooperative: m.id,
			Grants: []access.Grant{{Role: access.Buyer, Member: member.ID(of)}}})
	}
	return buyers
}
