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
	allocating         *usecase.Allocating
	accounts           *usecase.Accounts
	fay, finn, auditor access.Actor
}

func openTreasury(t testing.TB) *treasury {
	t.Helper()
	return treasuryIn(openShop(t))
}

func treasuryIn(s *shop) *treasury {
	s.t.Helper()
	return &treasury{
		shop: s, costing: usecase.NewCosting(s.db), allocating: usecase.NewAllocating(s.db), accounts: usecase.NewAccounts(s.db),
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

// span is two days as text.
type span struct{ from, to string }

var (
	january  = span{"2026-01-01", "2026-01-31"}
	february = span{"2026-02-01", "2026-02-28"}
	march    = span{"2026-03-01", "2026-03-31"}
)

// spent is a cost without VAT for some days.
func spent(amount string, days span) driving.AddCost {
	return driving.AddCost{Text: "Kosten", From: days.from, To: days.to, Net: amount, VatCategory: "E", VatRate: "0", Source: "typed"}
}

// taxed is an invoice with VAT for some days.
func taxed(amount, rate string, days span) driving.AddCost {
	c := spent(amount, days)
	c.VatCategory, c.VatRate, c.Source = "S", rate, "invoice"
	return c
}

// licence is a pool with a cost for January.
func licence(amount string, members ...string) driving.CreateCostPool {
	cost := spent(amount, january)
	return driving.CreateCostPool{Title: "Gemeinsame Lizenz", Kind: "joint-licence", Members: members, Cost: &cost}
}

func (b *treasury) collect(in driving.CreateCostPool) view.CostPool {
	b.t.Helper()
	pool, err := b.costing.CreateCostPool(b.t.Context(), b.fay, access.Key{}, in)
	if err != nil {
		b.t.Fatal(err)
	}
	return pool
}

func (b *treasury) attach(pool view.CostPool, cost driving.AddCost) view.CostPool {
	b.t.Helper()
	pool, err := b.costing.AddCost(b.t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), cost)
	if err != nil {
		b.t.Fatal(err)
	}
	return pool
}

// by is a scheme of one key.
func by(key costing.Key) *view.Scheme {
	return &view.Scheme{Parts: []view.SchemePart{{Key: string(key), Percent: "100"}}}
}

func (b *treasury) draft(pool view.CostPool, days span, scheme *view.Scheme) (view.Allocation, error) {
	return b.allocating.DraftAllocation(b.t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.Run{From: days.from, To: days.to, Scheme: scheme})
}

// mustDraft drafts January under a key.
func (b *treasury) mustDraft(pool view.CostPool, key costing.Key) view.Allocation {
	b.t.Helper()
	return b.mustDraftRun(pool, january, by(key))
}

func (b *treasury) mustDraftRun(pool view.CostPool, days span, scheme *view.Scheme) view.Allocation {
	b.t.Helper()
	draft, err := b.draft(pool, days, scheme)
	if err != nil {
		b.t.Fatal(err)
	}
	return draft
}

func (b *treasury) preview(actor access.Actor, pool view.CostPool, scheme *view.Scheme) (view.AllocationPreview, error) {
	return b.allocating.PreviewRun(b.t.Context(), actor, costing.PoolID(pool.ID), driving.Run{From: january.from, To: january.to, Scheme: scheme})
}

func (b *treasury) post(draft view.Allocation, by access.Actor) (view.Allocation, error) {
	return b.allocating.PostAllocation(b.t.Context(), by, costing.AllocationID(draft.ID), draft.Version)
}

func (b *treasury) mustPost(draft view.Allocation) view.Allocation {
	b.t.Helper()
	posted, err := b.post(draft, b.finn)
	if err != nil {
		b.t.Fatal(err)
	}
	return posted
}

// run drafts, posts and checks a run.
func (b *treasury) run(pool view.CostPool, days span, scheme *view.Scheme) view.Allocation {
	b.t.Helper()
	posted := b.mustPost(b.mustDraftRun(pool, days, scheme))
	if result := b.recompute(posted); !result.OK {
		b.t.Errorf("recomputed: %+v", result)
	}
	return posted
}

func (b *treasury) reverse(posted view.Allocation, by access.Actor) (view.Allocation, error) {
	return b.allocating.ReverseAllocation(b.t.Context(), by, costing.AllocationID(posted.ID), posted.Version, "falscher Schlüssel")
}

func (b *treasury) mustReverse(posted view.Allocation) view.Allocation {
	b.t.Helper()
	reversed, err := b.reverse(posted, b.fay)
	if err != nil {
		b.t.Fatal(err)
	}
	return reversed
}

func (b *treasury) recompute(a view.Allocation) view.Recomputation {
	b.t.Helper()
	result, err := b.allocating.RecomputeAllocation(b.t.Context(), b.auditor, costing.AllocationID(a.ID))
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

func (b *treasury) account(reader access.Actor, m, from, to string) view.AccountStatement {
	b.t.Helper()
	s, err := b.accounts.MemberAccount(b.t.Context(), reader, member.ID(m), from, to)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// ledgerMustAgree looks for everything that does not add up, and for rows that are not as
// their events left them.
func (b *treasury) ledgerMustAgree() {
	b.t.Helper()
	_, findings, err := b.db.Rows(b.t.Context(), b.id)
	if err != nil || len(findings) != 0 {
		b.t.Errorf("the verification finds %+v, %v", findings, err)
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
	b.prepare(`insert into tender (cooperative_id, id, number, round_id, status, title, method, term_months, term_justification, quota_mode,
			deadline, no_lots_reason, first_officer_id, second_officer_id, procedure, threshold, threshold_source, estimated_value, revision, created_by, created_at)
		values ($1, $2, 'VV-2026-0001', $3, 'draft', 'Notebooks', 'lowest-price', 48, '', 'hard', now(), '', $4, $5, 'open-national', 2, 'Test', 1, 1, $4, now())`,
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
