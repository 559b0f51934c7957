package postgres_test

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/costing/costingtest"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// chronicle keeps the books of a made-up history in the database, by the use cases.
type chronicle struct {
	*treasury
	membership *usecase.Membership
	members    []costing.Sharer
	pools      []costing.PoolID
	grants     []costing.GrantID
	runs       []costing.AllocationID
	closed     int
}

var _ costingtest.Books = (*chronicle)(nil)

// chronicleIn founds a cooperative of six members, whose keys no other one uses.
func chronicleIn(t testing.TB, m *market, n int) *chronicle {
	t.Helper()
	c := &chronicle{treasury: treasuryIn(shopIn(marketIn(t, m.db, m.owner))), membership: usecase.NewMembership(m.db)}
	for i := range 6 {
		key, name := fmt.Sprintf("03%03d%07d", n, i), fmt.Sprintf("Stadt %d", i)
		of := c.town(name, key, 1000*i).Grants[0].Member
		c.members = append(c.members, costing.Sharer{Member: of, Name: name, TieKey: key, Population: int64(1000 * i), PopulationYear: 2024})
	}
	return c
}

func (c *chronicle) id(place int) string { return c.members[place].Member.String() }

func (c *chronicle) ids(places []int) []string {
	ids := make([]string, len(places))
	for i, place := range places {
		ids[i] = c.id(place)
	}
	return ids
}

func (c *chronicle) OpenPool(regime costing.Regime, mode costing.Mode, members []int) error {
	pool, err := c.costing.CreateCostPool(c.t.Context(), c.fay, access.Key{}, driving.CreateCostPool{
		Title: "Kosten", Kind: "other", Regime: string(regime), Mode: string(mode), Members: c.ids(members),
	})
	if err == nil {
		c.pools = append(c.pools, costing.PoolID(pool.ID))
	}
	return err
}

// month is the first and the last day as text.
func month(n int) (from, to string) {
	first := period.Date(2026, time.Month(n), 1)
	return first.String(), first.AddMonths(1).Add(-1).String()
}

func (c *chronicle) Attach(pool int, cost costingtest.Cost) error {
	in := driving.AddCost{Text: "Rechnung", Net: cost.Net, VatCategory: cost.Category, VatRate: cost.Rate, Source: "typed"}
	in.From, in.To = month(cost.Month)
	_, err := c.costing.AddCost(c.t.Context(), c.fay, access.Key{}, c.pools[pool], in)
	return err
}

func (c *chronicle) Join(pool, m int) error {
	_, err := c.costing.JoinCostPool(c.t.Context(), c.fay, access.Key{}, c.pools[pool], []string{c.id(m)})
	return err
}

func (c *chronicle) Grant(pool int, g costingtest.Grant) error {
	in := driving.AddGrant{Funder: "Land", Reference: "Z-1", Method: string(g.Method), Amount: g.Amount, Rate: g.Rate}
	for i, place := range g.Members {
		in.Members = append(in.Members, driving.GrantWeight{Member: c.id(place), Weight: fmt.Sprint(i + 1)})
	}
	shown, err := c.costing.AddGrant(c.t.Context(), c.fay, access.Key{}, c.pools[pool], in)
	for _, g := range shown.Grants { // the newest has the largest id
		if len(c.grants) == 0 || costing.GrantID(g.ID) > c.grants[len(c.grants)-1] {
			c.grants = append(c.grants, costing.GrantID(g.ID))
		}
	}
	return err
}

func (c *chronicle) CloseGrant(grant int) error {
	version := 1
	if _, err := c.costing.CloseGrant(c.t.Context(), c.finn, c.grants[grant], version); err == nil || !strings.Contains(err.Error(), "object.stale") {
		return err
	}
	_, err := c.costing.CloseGrant(c.t.Context(), c.finn, c.grants[grant], version+1)
	return err
}

func (c *chronicle) Run(pool, n int, scheme *costingtest.Scheme) error {
	in := driving.Run{}
	in.From, in.To = month(n)
	if scheme != nil {
		in.Scheme = schemeOf(scheme.Text(c.id))
	}
	draft, err := c.allocating.DraftAllocation(c.t.Context(), c.fay, access.Key{}, c.pools[pool], in)
	if err != nil {
		return err
	}
	posted, err := c.allocating.PostAllocation(c.t.Context(), c.finn, costing.AllocationID(draft.ID), draft.Version)
	if err != nil {
		return err
	}
	c.runs = append(c.runs, costing.AllocationID(posted.ID))
	return c.checked(posted.ID)
}

// checked lets an auditor recompute a run.
func (c *chronicle) checked(run string) error {
	r, err := c.allocating.RecomputeAllocation(c.t.Context(), c.auditor, costing.AllocationID(run))
	if err == nil && !r.OK {
		return fmt.Errorf("run %s: %+v", run, r.Checks)
	}
	return err
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
	drafted, err := c.allocating.DraftAllocations(c.t.Context(), c.fay, access.Key{}, from, to)
	if err != nil || len(drafted.Drafted) == 0 {
		return err
	}
	var ids []string
	for _, d := range drafted.Drafted {
		ids = append(ids, d.ID)
	}
	if _, err := c.allocating.PostAllocations(c.t.Context(), c.finn, ids); err != nil {
		return err
	}
	for _, run := range ids {
		c.runs = append(c.runs, costing.AllocationID(run))
		if err := c.checked(run); err != nil {
			return err
		}
	}
	return nil
}

func (c *chronicle) Reverse(run int) error {
	stored, err := c.allocating.Allocation(c.t.Context(), c.fay, c.runs[run])
	if err != nil {
		return err
	}
	if _, err = c.allocating.ReverseAllocation(c.t.Context(), c.fay, c.runs[run], stored.Version, "Falscher Zeitraum"); err != nil {
		return err
	}
	return c.checked(c.runs[run].String())
}

func (c *chronicle) Restate(m int, population int64) error {
	c.prepare(`update public_body set population = $1 where official_key = $2`, population, c.members[m].TieKey)
	_, err := c.membership.RestatePopulations(c.t.Context(), c.fay)
	return err
}

func (c *chronicle) CloseDays(n int) error {
	_, to := month(n)
	through, err := period.ParseDay(to)
	if err != nil {
		return err
	}
	attempt := driven.Attempt{Actor: c.fay, Act: access.PeriodClose, Object: audit.Object{Type: "closing"}}
	return c.db.Do(c.t.Context(), attempt, func(ctx context.Context, s driven.Stores) error {
		if err := s.Ledger.Reserve(ctx); err != nil {
			return err
		}
		over := period.Span{From: period.Date(2026, time.Month(c.closed+1), 1), To: through}
		err := s.Ledger.Close(ctx, costing.Closing{ID: id.New[costing.Closing](), Over: over, By: c.fay.Person, At: s.Now})
		if err != nil {
			return err
		}
		c.closed = n
		return s.Events.Record(ctx, audit.Event{Action: "period.closed", Object: audit.Object{Type: "closing"}})
	})
}

func (c *chronicle) Balance(m int) (money.Amount, error) {
	var sum money.Amount
	err := c.db.Read(c.t.Context(), c.fay, func(ctx context.Context, s driven.Stores) error {
		positions, err := s.Ledger.Balances(ctx, period.Day{}, costing.OfMember)
		for _, p := range positions {
			if p.Account == costing.MemberAccount(c.members[m].Member) {
				sum = p.Amount
			}
		}
		return err
	})
	return sum, err
}

// Property 34, 35, 37, 39, 40, 42 and 44: whatever happens to pools, the database refuses
// what the model refuses, comes to its balances, recomputes every run as it was posted,
// and finds nothing in the ledger that does not add up.
func TestTheDatabaseKeepsTheBooksOfEveryHistory(t *testing.T) {
	m := openMarket(t)
	checks, histories := flag.Lookup("rapid.checks"), 0
	rapid.Check(t, func(rt *rapid.T) {
		if histories >= 30 && checks.Value.String() == checks.DefValue { // a hundred take minutes here; -rapid.checks makes as many as it says
			return
		}
		histories++
		c := chronicleIn(t, m, 100+histories)
		costingtest.Play(rt, costingtest.NewMemory(c.members, time.Now()), 25, c)
		c.ledgerMustAgree()
	})
}
