package costing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/domain/vat"
)

// drawScheme makes a scheme for some of the members; not every one fits every pool.
func drawScheme(t *rapid.T, members []member.ID, mode costing.Mode) costing.Scheme {
	text := costing.SchemeText{}
	keys := rapid.SampledFrom([][]costing.PartText{
		{{"equal", "100"}}, {{"inhabitants", "100"}}, {{"fixed", "100"}}, {{"equal", "30"}, {"inhabitants", "70"}},
		{{"equal", "12.5"}, {"inhabitants", "40"}, {"metered", "47.5"}},
	}).Draw(t, "keys")
	text.Parts = keys
	typed := keys[len(keys)-1].Key == "fixed" || keys[len(keys)-1].Key == "metered"
	if typed {
		text.WeightSource, text.WeightAsOf = "Zählerstände", "2026-09-30"
	}
	text.Days = rapid.SampledFrom([]string{"", "", "member-days", "day-slices"}).Draw(t, "days")
	grouped := mode == costing.EachRun && rapid.IntRange(0, 3).Draw(t, "grouped") == 0
	if grouped {
		text.Groups = []costing.GroupText{{"Nord", weight(t)}, {"Süd", "1"}}
		text.Rounding = rapid.SampledFrom([]string{"per-stage", "once"}).Draw(t, "rounding")
	}
	bounded := mode == costing.EachRun && !grouped && rapid.IntRange(0, 2).Draw(t, "bounded") == 0
	if bounded && rapid.Bool().Draw(t, "based") {
		text.Base = rapid.SampledFrom([]string{"0.01", "1.00", "7.77"}).Draw(t, "base")
	}
	for i, m := range members {
		p := costing.ParticipantText{MemberID: m.String()}
		if typed {
			p.Weight = weight(t)
		}
		if grouped {
			p.Group = text.Groups[i%2].Name
		}
		if text.Days != "" && i > 0 && rapid.IntRange(0, 2).Draw(t, "part") == 0 {
			p.From = fmt.Sprintf("2026-10-%02d", rapid.IntRange(1, 31).Draw(t, "from"))
		}
		if bounded {
			p.Floor = rapid.SampledFrom([]string{"", "", "0.00", "3.00"}).Draw(t, "floor")
			p.Cap = rapid.SampledFrom([]string{"", "", "10.00", "500.00"}).Draw(t, "cap")
		}
		text.Participants = append(text.Participants, p)
	}
	return scheme(t, text)
}

func weight(t *rapid.T) string {
	return rapid.SampledFrom([]string{"0", "1", "1", "2", "3.5", "248667", "0.000000001"}).Draw(t, "weight")
}

// drawRun makes costs, grants and a scheme for a pool of three members.
func drawRun(t *rapid.T) (costing.Given, costing.Scheme) {
	g := given(t)
	g.Pool = newPool(t, func(c *costing.Collecting) {
		c.Mode = rapid.SampledFrom([]costing.Mode{costing.EachRun, costing.EachRun, costing.Cumulative}).Draw(t, "mode")
		c.Regime = rapid.SampledFrom([]costing.Regime{costing.CostSheet, costing.OwnInvoices}).Draw(t, "regime")
	})
	g.Basis.Sharers = append([]costing.Sharer(nil), g.Basis.Sharers...)
	for i := range g.Basis.Sharers {
		g.Basis.Sharers[i].Population = rapid.Int64Range(0, 300_000).Draw(t, "population")
	}
	g.Basis.Sharers[0].Population++
	for range rapid.IntRange(1, 4).Draw(t, "costs") {
		drawCost(t, &g)
	}
	for range rapid.IntRange(0, 3).Draw(t, "grants") {
		g.Grants = append(g.Grants, drawGrant(t, g.Pool))
	}
	members := g.Pool.State().Members
	return g, drawScheme(t, members[:rapid.IntRange(1, len(members)).Draw(t, "sharing")], g.Pool.State().Mode)
}

func drawCost(t *rapid.T, g *costing.Given) {
	net := rapid.OneOf(rapid.Int64Range(1, 300), rapid.Int64Range(-300, 300), rapid.Int64Range(1, 99_999_999_999)).
		Filter(func(n int64) bool { return n != 0 }).Draw(t, "net")
	attach(t, g, costing.Attaching{Net: money.FromCents(net), Tax: rapid.SampledFrom([]vat.Tax{full, less, exempt}).Draw(t, "tax")})
}

func drawGrant(t *rapid.T, p *costing.Pool) costing.GrantDrawn {
	d := costing.Deciding{Amount: money.FromCents(rapid.Int64Range(1, 100_000).Draw(t, "grant"))}
	switch d.Method = rapid.SampledFrom([]costing.Method{costing.OffTop, costing.ByRate, costing.Earmarked}).Draw(t, "method"); {
	case p.State().Mode == costing.Cumulative:
		d.Method = costing.Earmarked
	case d.Method == costing.ByRate:
		d.Rate = decimal.NewFromInt(rapid.Int64Range(1, 100).Draw(t, "rate"))
	}
	if d.Method == costing.Earmarked {
		d.Members = []costing.GrantWeight{{Member: city, Weight: decimal.NewFromInt(1)}, {Member: village, Weight: decimal.NewFromInt(rapid.Int64Range(1, 9).Draw(t, "earmark"))}}
	}
	return grant(t, p, d)
}

// Property 14: net + grant = gross for every member and in sum; nobody's grant exceeds
// its share, nothing is below zero of a cost.
// Property 15: no grant gives more than its decision.
// Property 24: members sum to their groups, groups to the total.
// Property 33: what is billed apart is the net exactly, rate by rate.
// Property 38: lines by rate and members' totals both add up.
func TestARunAddsUpInEveryDirection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, rule := drawRun(t)
		s, err := g.Share(rule)
		if err != nil {
			t.Skip(err)
		}
		total, supplierVAT := money.Zero, money.Zero
		for _, c := range g.Costs {
			total, supplierVAT = total.Add(c.Net), supplierVAT.Add(c.Vat)
		}
		if g.Pool.State().Regime == costing.OwnInvoices {
			supplierVAT = money.Zero
		}
		amount, taxed, given, booked := money.Zero, money.Zero, money.Zero, money.Zero
		rows, groups := make([]money.Amount, len(s.Taxes)), map[string]money.Amount{}
		for _, share := range s.Shares {
			amount, taxed = amount.Add(share.Amount), taxed.Add(share.Vat)
			given, booked = given.Add(share.Granted), booked.Add(share.Booked)
			groups[share.Group] = groups[share.Group].Add(share.Amount)
			own := money.Zero
			for r, row := range s.Taxed(share) {
				rows[r], own = rows[r].Add(row.Net), own.Add(row.Net)
			}
			if len(s.Taxes) > 0 && own.Cmp(share.Amount) != 0 {
				t.Fatalf("rows of %s sum to %s, not to %s", share.Key, own, share.Amount)
			}
			if s.Mode == costing.EachRun && total.Sign() > 0 && (share.Amount.Sign() < 0 || share.Granted.Sign() < 0 || share.Granted.Cmp(share.Amount) > 0) {
				t.Fatalf("%s of a cost, granted %s", share.Amount, share.Granted)
			}
		}
		for r, row := range s.Taxes {
			same(t, row.Tax.String(), rows[r], row.Net)
		}
		for _, group := range s.Groups {
			same(t, group.Key, group.Amount, groups[group.Key])
		}
		decided := money.Zero
		for _, taken := range s.Grants {
			decided = decided.Add(taken.Amount)
			for _, of := range g.Grants {
				if of.ID == taken.Grant && (taken.Amount.Sign() < 0 || taken.Amount.Cmp(of.Amount) > 0) {
					t.Fatalf("%s of a grant of %s", taken.Amount, of.Amount)
				}
			}
		}
		same(t, "amounts", amount, total)
		same(t, "VAT", taxed, supplierVAT)
		same(t, "grants", given, decided)
		same(t, "the head", s.Granted, given)
		same(t, "booked", booked, total.Add(supplierVAT).Sub(given))
	})
}

func same(t *rapid.T, what string, got, want money.Amount) {
	t.Helper()
	if got.Cmp(want) != 0 {
		t.Fatalf("%s: got %s, want %s", what, got, want)
	}
}

// Property 16: what changes beside a grant by rate changes no grant share: the rate is
// one of the costs alone.
func TestAGrantByRateFollowsFromTheCostsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, rule := drawRun(t)
		if g.Pool.State().Mode == costing.Cumulative {
			t.Skip("no grants by rate")
		}
		rate := decimal.NewFromInt(rapid.Int64Range(1, 100).Draw(t, "of"))
		g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.ByRate, Rate: rate})}
		s, err := g.Share(rule)
		if err != nil {
			t.Skip(err)
		}
		limit := g.Grants[0].Amount.Decimal().Shift(2)
		want, err := split.Rate(s.Total.Decimal().Shift(2), rate.Shift(-2), &limit)
		if err != nil || s.Granted.Cents() != want.IntPart() {
			t.Fatalf("got %s of %s, want %s: %v", s.Granted, s.Total, want, err)
		}
	})
}

// Property 4 and 9, of runs: the order in which members and costs are read changes nothing.
func TestTheOrderOfReadingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, rule := drawRun(t)
		s, err := g.Share(rule)
		if err != nil {
			t.Skip(err)
		}
		other := g
		other.Basis.Sharers = rapid.Permutation(g.Basis.Sharers).Draw(t, "sharers")
		other.Costs = rapid.Permutation(g.Costs).Draw(t, "order")
		again, err := other.Share(rule)
		if err != nil || again.InputHash != s.InputHash {
			t.Fatalf("%s instead of %s: %v", again.InputHash, s.InputHash, err)
		}
		bears := map[member.ID]money.Amount{}
		for _, share := range s.Shares {
			bears[share.Member] = share.Bears()
		}
		for _, share := range again.Shares {
			same(t, share.Key, share.Bears(), bears[share.Member])
		}
	})
}

// Property 35: after a correction is posted, what stands is a fresh split.
// Property 34: a run again then posts nothing.
func TestACorrectionLeavesAFreshSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, rule := drawRun(t)
		first, err := g.Draft(rule, 1, fay, now)
		if err != nil {
			t.Skip(err)
		}
		g = after(g, first)
		drawCost(t, &g)
		changed := drawScheme(t, g.Pool.State().Members, g.Pool.State().Mode)
		second, err := g.Draft(changed, 2, fay, now)
		if err != nil {
			t.Skip(err)
		}
		fresh := g
		fresh.Standing = nil
		want := share(t, fresh, changed)
		stands := map[member.ID]money.Amount{}
		for _, s := range append(first.State().Shares, second.State().Shares...) {
			stands[s.Member] = stands[s.Member].Add(s.Booked)
		}
		for _, s := range want.Shares {
			same(t, s.Key, stands[s.Member], s.Bears())
		}
		same(t, "deltas", second.State().Booked.Add(first.State().Booked), want.Booked)
		if !costing.Balance(second.Lines()).IsZero() {
			t.Fatalf("the lines sum to %s", costing.Balance(second.Lines()))
		}
		if _, err := after(g, second).Draft(changed, 2, fay, now); err == nil {
			t.Fatal("posted twice")
		}
	})
}
