package postgres_test

import (
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// treasury is a shop with two finance officers and an auditor.
type treasury struct {
	*shop
	costing            *usecase.Costing
	fay, finn, auditor access.Actor
}

func openTreasury(t testing.TB) *treasury {
	t.Helper()
	return treasuryIn(openShop(t))
}

func treasuryIn(s *shop) *treasury {
	s.t.Helper()
	return &treasury{
		shop: s, costing: usecase.NewCosting(s.db),
		fay:     s.appoint("Frauke Finanzen", access.Grant{Role: access.FinanceOfficer}),
		finn:    s.appoint("Finn Finanzen", access.Grant{Role: access.FinanceOfficer}),
		auditor: s.appoint("Petra Prüferin", access.Grant{Role: access.Auditor}),
	}
}

// town is a buyer of a new municipality with inhabitants as of 2024.
func (b *treasury) town(name, key string, inhabitants int) access.Actor {
	b.t.Helper()
	b.prepare(`insert into public_body (official_key, kind, kind_name, name, title, seat, state_name, district_name, association_name, nuts3, postal_code,
			area_ha, population, population_year, admitted_as, territorial_status, source)
		values ($1, 'municipality', 'Stadt', $2, $2, '', 'Niedersachsen', '', '', '', '', 1, $3, 2024, $1, '2025-11-30', 'Test') on conflict do nothing`,
		key, name, inhabitants)
	town := id.New[member.Member]()
	b.prepare(`insert into member (cooperative_id, id, name, kind, status, official_key, population, population_year, approval_limit, admitted_on)
		values ($1, $2, $3, 'municipality', 'admitted', $4, $5, 2024, 5000, '2026-01-01')`, b.id.String(), town.String(), name, key, inhabitants)
	return b.appoint("Einkauf "+name, access.Grant{Role: access.Buyer, Member: town})
}

func of(buyers ...access.Actor) []string {
	members := make([]string, len(buyers))
	for i, b := range buyers {
		members[i] = b.Grants[0].Member.String()
	}
	return members
}

func licence(amount string, members ...string) driving.CreateCostPool {
	return driving.CreateCostPool{Title: "Gemeinsame Lizenz", Kind: "joint-licence", Amount: amount, Members: members}
}

func (b *treasury) collect(in driving.CreateCostPool) view.CostPool {
	b.t.Helper()
	pool, err := b.costing.CreateCostPool(b.t.Context(), b.fay, access.Key{}, in)
	if err != nil {
		b.t.Fatal(err)
	}
	return pool
}

func (b *treasury) mustDraft(pool view.CostPool, key costing.Key) view.Allocation {
	b.t.Helper()
	draft, err := b.costing.DraftAllocation(b.t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), string(key))
	if err != nil {
		b.t.Fatal(err)
	}
	return draft
}

func (b *treasury) post(draft view.Allocation, by access.Actor) (view.Allocation, error) {
	return b.costing.PostAllocation(b.t.Context(), by, costing.AllocationID(draft.ID), draft.Version)
}

func (b *treasury) mustPost(draft view.Allocation) view.Allocation {
	b.t.Helper()
	posted, err := b.post(draft, b.finn)
	if err != nil {
		b.t.Fatal(err)
	}
	return posted
}

func (b *treasury) recompute(a view.Allocation) view.Recomputation {
	b.t.Helper()
	result, err := b.costing.RecomputeAllocation(b.t.Context(), b.auditor, costing.AllocationID(a.ID))
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

func (b *treasury) statement(reader access.Actor, m, from, to string) view.Statement {
	b.t.Helper()
	s, err := b.costing.Statement(b.t.Context(), reader, member.ID(m), from, to)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// ledgerMustAgree looks for everything that does not add up.
func (b *treasury) ledgerMustAgree() {
	b.t.Helper()
	var wrong int
	err := b.owner.QueryRow(b.t.Context(), `select count(*) from set_config('app.cooperative_id', $1, false), ledger_totals_wrong()`, b.id.String()).Scan(&wrong)
	if err != nil || wrong != 0 {
		b.t.Errorf("%d things in the ledger do not add up, %v", wrong, err)
	}
}

// tendered is a published tender out of a frozen round, in which each
// buyer ordered a number of notebooks; all are entitled.
func (b *treasury) tendered(orders map[string]access.Actor) (tender.ID, view.Round) {
	b.t.Helper()
	round := b.open()
	for firm, buyer := range orders {
		b.mustState(buyer, round, 0, firm, "100")
	}
	b.clockAt(closing.Add(time.Hour))
	frozen := b.mustFreeze(round)
	b.clockAt(time.Now())
	t := id.New[tender.Tender]()
	second := b.appoint("Eva Eröffnung")
	b.prepare(`insert into tender (cooperative_id, id, number, round_id, status, title, method, maximum_points, term_months, term_justification, quota_mode,
			deadline, no_lots_reason, first_officer_id, second_officer_id, procedure, threshold, threshold_source, estimated_value, revision, created_by, created_at)
		values ($1, $2, 'VV-2026-0001', $3, 'draft', 'Notebooks', 'lowest-price', 0, 48, '', 'hard', now(), '', $4, $5, 'open-national', 2, 'Test', 1, 1, $4, now())`,
		b.id.String(), t.String(), round.ID, b.officer.Person.String(), second.Person.String())
	for _, buyer := range orders {
		b.prepare(`insert into tender_entitled (cooperative_id, id, tender_id, member_id, key, name) values ($1, gen_random_uuid(), $2, $3, $4, $5)`,
			b.id.String(), t.String(), buyer.Grants[0].Member.String(), buyer.Person.String(), buyer.Name)
	}
	return t, frozen
}

// contractOf concludes a framework out of a tender.
func (b *treasury) contractOf(t tender.ID, buyers ...access.Actor) view.Framework {
	b.t.Helper()
	entitled := make([]member.ID, len(buyers))
	for i, buyer := range buyers {
		entitled[i] = buyer.Grants[0].Member
	}
	f := b.conclude(b.agreement(entitled...))
	b.prepare(`update framework set tender_id = $2 where id = $1`, f.ID, t.String())
	return b.contract(framework.ID(f.ID))
}
