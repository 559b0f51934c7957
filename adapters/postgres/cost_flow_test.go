package postgres_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// flowing writes a flow as "pool → key 30.00; …", with names in the place of ids.
func flowing(f view.CostFlow) string {
	names := map[string]string{}
	for _, n := range f.Nodes {
		names[n.ID] = n.Kind + " " + n.Name
		if n.Count > 0 {
			names[n.ID] = fmt.Sprintf("%d %s", n.Count, n.Kind)
		}
	}
	texts := make([]string, len(f.Links))
	for i, l := range f.Links {
		texts[i] = names[l.From] + " → " + names[l.To] + " " + l.Amount
	}
	return strings.Join(texts, "; ")
}

func (b *treasury) flow(reader access.Actor, pool string) view.CostFlow {
	b.t.Helper()
	f, err := b.allocating.CostFlow(b.t.Context(), reader, "2026-01-01", "2026-02-28", pool)
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

// balanced checks that what flows into every node is its amount, and flows out of it.
func balanced(t *testing.T, f view.CostFlow) {
	t.Helper()
	in, out := map[string]money.Amount{}, map[string]money.Amount{}
	for _, l := range f.Links {
		amount := money.MustAmount(l.Amount)
		out[l.From], in[l.To] = out[l.From].Add(amount), in[l.To].Add(amount)
	}
	for _, n := range f.Nodes {
		if through, known := in[n.ID]; known && through.String() != n.Amount {
			t.Errorf("%s flows into %+v", through, n)
		}
		if through, known := out[n.ID]; known && through.String() != n.Amount {
			t.Errorf("%s flows out of %+v", through, n)
		}
	}
}

func TestCostsFlowFromPoolsThroughKeysToWhoBearsThem(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	if _, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.AddGrant{Funder: "Land", Reference: "D-1", Method: "off-top", Amount: "20.00"}); err != nil {
		t.Fatal(err)
	}
	b.run(pool, january, by(costing.Equal))
	b.attach(pool, spent("12.00", february))
	mixed := &view.Scheme{Parts: []view.SchemePart{{Key: "equal", Percent: "50"}, {Key: "inhabitants", Percent: "50"}}}
	b.run(pool, february, mixed)
	other := b.collect(licence("3.00", of(gifhorn, peine)...))
	b.mustReverse(b.run(other, january, by(costing.Inhabitants)))
	b.run(other, january, by(costing.Equal))
	b.attach(pool, spent("99.00", march))
	b.run(pool, march, nil)
	name := "pool " + pool.Number + " Gemeinsame Lizenz"
	name2 := "pool " + other.Number + " Gemeinsame Lizenz"
	for _, c := range []struct {
		who    string
		reader access.Actor
		pool   string
		want   string
	}{
		{"an officer", b.fay, "", name + " → key equal 100.00; " + name + " → key mix 12.00; " + name2 + " → key equal 3.00; " +
			"key equal → funder Land 20.00; key equal → member Gifhorn 41.50; key equal → member Celle 40.00; key equal → member Peine 1.50; key mix → member Gifhorn 5.50; key mix → member Celle 6.50"},
		{"of one pool", b.auditor, other.ID, name2 + " → key equal 3.00; key equal → member Gifhorn 1.50; key equal → member Peine 1.50"},
		{"a member", celle, "", name + " → key equal 50.00; " + name + " → key mix 6.50; key equal → funder Land 10.00; key equal → member Celle 40.00; key mix → member Celle 6.50"},
		{"another", peine, "", name2 + " → key equal 1.50; key equal → member Peine 1.50"},
	} {
		f := b.flow(c.reader, c.pool)
		if got := flowing(f); got != c.want || f.From != "2026-01-01" || f.To != "2026-02-28" {
			t.Errorf("%s:\ngot  %s\nwant %s", c.who, got, c.want)
		}
		balanced(t, f)
	}
	for _, c := range []struct {
		reader   access.Actor
		from, to string
		pool     string
		want     error
	}{
		{celle, "", "", other.ID, access.ErrNotFound},
		{b.fay, "", "", id.New[costing.Pool]().String(), access.ErrNotFound},
		{b.bidder, "", "", "", access.ErrNotFound},
		{b.fay, "", "", "pool", id.ErrMalformed},
		{b.fay, "2026-02-30", "", "", period.ErrDayMalformed},
		{b.fay, "2026-02-02", "2026-02-01", "", period.ErrReversed},
	} {
		_, flow := b.allocating.CostFlow(t.Context(), c.reader, c.from, c.to, c.pool)
		_, proof := b.allocating.Reimbursement(t.Context(), c.reader, c.from, c.to, c.pool)
		if !errors.Is(flow, c.want) || !errors.Is(proof, c.want) {
			t.Errorf("%+v: %v, %v", c, flow, proof)
		}
	}
}

func TestManyMembersFlowIntoOneNode(t *testing.T) {
	b := openTreasury(t)
	pool := b.collect(licence("1000.00", b.crowd(40)...))
	b.run(pool, january, by(costing.Inhabitants))
	f := b.flow(b.fay, "")
	balanced(t, f)
	var last view.FlowNode
	kinds := map[string]int{}
	for _, n := range f.Nodes {
		kinds[n.Kind]++
		last = n
	}
	if fmt.Sprint(kinds) != "map[key:1 member:15 others:1 pool:1]" || last.Kind != "others" || last.Count != 25 || last.Name != "" {
		t.Errorf("%v, %+v", kinds, last)
	}
}

// Exact reimbursement (UStG § 4 no. 29): charges less costs is zero, per pool and period.
func TestMembersPayExactlyWhatThingsCost(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn, peine)...))
	b.attach(pool, taxed("10.01", "19", january))
	if _, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.AddGrant{Funder: "Land", Reference: "D-1", Method: "off-top", Amount: "20.00"}); err != nil {
		t.Fatal(err)
	}
	proof := func(reader access.Actor, from, to, pool string) view.Reimbursement {
		t.Helper()
		r, err := b.allocating.Reimbursement(t.Context(), reader, from, to, pool)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	texts := func(r view.Reimbursement) string {
		parts := []string{fmt.Sprint(r.OK)}
		for _, p := range r.Pools {
			parts = append(parts, fmt.Sprintf("%s + %s - %s = %s", p.Charges, p.Grants, p.Costs, p.Difference))
			for _, m := range p.Members {
				parts = append(parts, m.Member.Name+" "+m.Amount)
			}
		}
		return strings.Join(parts, " | ")
	}
	if got := texts(proof(b.auditor, "2026-01-01", "2026-12-31", "")); got != "false | 0.00 + 0.00 - 111.91 = -111.91" {
		t.Errorf("costs that nobody bears yet: %s", got)
	}
	b.run(pool, january, by(costing.Inhabitants))
	b.mustReverse(b.run(pool, january, by(costing.Equal)))
	b.attach(pool, spent("5.00", january))
	b.run(pool, january, nil)
	b.attach(pool, spent("7.00", span{"2026-03-15", "2026-04-15"}))
	b.run(pool, span{"2026-03-01", "2026-05-31"}, nil)
	own := b.collect(driving.CreateCostPool{Title: "Eigene Rechnungen", Kind: "shared-service", Regime: "own-invoices", Members: of(celle)})
	b.attach(own, taxed("10.00", "19", february))
	b.run(own, february, by(costing.Equal))
	for _, c := range []struct {
		who            string
		reader         access.Actor
		from, to, pool string
		want           string
	}{
		{"the year", b.auditor, "2026-01-01", "2026-12-31", "", "true | 103.91 + 20.00 - 123.91 = 0.00 | 10.00 + 0.00 - 10.00 = 0.00"},
		{"a pool", b.fay, "2026-01-01", "2026-12-31", pool.ID, "true | 103.91 + 20.00 - 123.91 = 0.00 | Celle 34.63 | Gifhorn 34.65 | Peine 34.63"},
		{"a month", b.fay, "2026-01-01", "2026-01-31", pool.ID, "true | 96.91 + 20.00 - 116.91 = 0.00 | Celle 32.30 | Gifhorn 32.31 | Peine 32.30"},
		{"days within which a cost lies, but not its run", b.fay, "2026-03-10", "2026-04-20", pool.ID, "true"},
		{"a member", celle, "2026-01-01", "2026-01-31", pool.ID, "true | 96.91 + 20.00 - 116.91 = 0.00 | Celle 32.30"},
		{"who shares one of two", gifhorn, "2026-01-01", "2026-12-31", "", "true | 103.91 + 20.00 - 123.91 = 0.00"},
	} {
		if got := texts(proof(c.reader, c.from, c.to, c.pool)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.who, got, c.want)
		}
	}
	b.ledgerMustAgree()
}

// What others weigh and are granted is theirs.
func TestMembersSeeOfSchemesGrantsAndSharesTheirOwn(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn, peine)...))
	if _, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.AddGrant{Funder: "Land", Reference: "D-1", Method: "earmarked", Amount: "20.00",
		Members: []driving.GrantWeight{{Member: of(celle)[0], Weight: "2.5"}, {Member: of(peine)[0], Weight: "1"}}}); err != nil {
		t.Fatal(err)
	}
	scheme := by(costing.Fixed)
	scheme.WeightSource, scheme.WeightAsOf = "Vertrag vom 1. Januar", "2026-01-01"
	scheme.Participants = []view.Participant{{MemberID: of(celle)[0], Weight: "2"}, {MemberID: of(gifhorn)[0], Weight: "1"}, {MemberID: of(peine)[0], Weight: "1"}}
	posted := b.run(pool, january, scheme)
	b.attach(pool, spent("4.00", january))
	draft := b.mustDraftRun(pool, january, nil)
	for _, c := range []struct {
		who                                             string
		reader                                          access.Actor
		participants, earmarks, shares, runs, schemeRun int
	}{
		{"an officer", b.finn, 3, 2, 3, 2, 3}, {"Celle", celle, 1, 1, 1, 1, 1}, {"Gifhorn", gifhorn, 1, 0, 1, 1, 1},
	} {
		shown, err := b.costing.CostPool(t.Context(), c.reader, costing.PoolID(pool.ID))
		if err != nil {
			t.Fatal(err)
		}
		run, err := b.allocating.Allocation(t.Context(), c.reader, costing.AllocationID(posted.ID))
		if err != nil {
			t.Fatal(err)
		}
		if len(shown.Scheme.Participants) != c.participants || len(shown.Grants[0].Members) != c.earmarks || len(run.Shares) != c.shares || len(shown.Allocations) != c.runs ||
			len(run.Scheme.Participants) != c.schemeRun || len(shown.Members) != 3 {
			t.Errorf("%s: %+v, %+v", c.who, shown, run)
		}
		_, err = b.allocating.Allocation(t.Context(), c.reader, costing.AllocationID(draft.ID))
		if hidden := errors.Is(err, access.ErrNotFound); hidden != (c.shares == 1) {
			t.Errorf("%s reads a draft: %v", c.who, err)
		}
	}
}
