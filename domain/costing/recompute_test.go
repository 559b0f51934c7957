package costing_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// evidence is a correction as a store gives it back: two rates, a mix by days with a base
// and a cap, grants of all methods.
func evidence(t fatal) costing.Evidence {
	t.Helper()
	text := mixed()
	text.Base, text.Days = "1.00", "member-days"
	text.Participants = []costing.ParticipantText{{MemberID: city.String(), Cap: "150.00"}, {MemberID: town.String(), From: "2026-10-03"}, {MemberID: village.String()}}
	g := given(t)
	g.Grants = []costing.GrantDrawn{
		grant(t, g.Pool, costing.Deciding{Method: costing.OffTop, Amount: money.MustAmount("11.11")}),
		grant(t, g.Pool, costing.Deciding{Method: costing.ByRate, Rate: decimal.NewFromInt(10)}),
		grant(t, g.Pool, costing.Deciding{Method: costing.Earmarked, Members: []costing.GrantWeight{{Member: village, Weight: decimal.NewFromInt(1)}}}),
	}
	attach(t, &g, costing.Attaching{Net: money.MustAmount("333.33"), Tax: full})
	first, g := post(t, g, scheme(t, by(costing.Equal)))
	attach(t, &g, costing.Attaching{Net: money.MustAmount("77.77"), Tax: less})
	second, _ := post(t, g, scheme(t, text))
	return costing.Evidence{Allocation: second, Costs: g.Costs, Replaced: past(first), Booked: second.Lines()}
}

// running is the second month of a running total, of which a member has left.
func running(t fatal) costing.Evidence {
	t.Helper()
	g := given(t, "100.00")
	g.Pool = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
	first, _ := post(t, g, scheme(t, by(costing.Equal)))
	next := given(t)
	next.Pool, next.Earlier, next.Days = g.Pool, past(first), days("2026-11-01", "2026-11-30")
	attach(t, &next, costing.Attaching{Net: money.MustAmount("100.00"), Tax: full})
	text := by(costing.Inhabitants)
	text.Participants = []costing.ParticipantText{{MemberID: town.String()}, {MemberID: village.String()}}
	second, _ := post(t, next, scheme(t, text))
	return costing.Evidence{Allocation: second, Costs: next.Costs, Earlier: next.Earlier, Booked: second.Lines()}
}

// staging is a run in groups whose weights services make.
func staging(rounding string) func(fatal) costing.Evidence {
	return func(t fatal) costing.Evidence {
		t.Helper()
		text := staged()
		text.Rounding = rounding
		text.Participants = append(text.Participants, costing.ParticipantText{MemberID: village.String(), Group: "Nord"})
		g := given(t, "100.01")
		a, _ := post(t, g, scheme(t, text))
		return costing.Evidence{Allocation: a, Costs: g.Costs, Booked: a.Lines()}
	}
}

func findings(e costing.Evidence) string {
	var wrong []string
	for _, check := range costing.Recompute(e) {
		if !check.OK {
			wrong = append(wrong, check.Name)
		}
	}
	return strings.Join(wrong, " ")
}

// Property 41: what was posted is recomputed from what is stored, whatever it was made of.
func TestEveryKindOfRunIsRecomputedFromWhatIsStored(t *testing.T) {
	for name, make := range map[string]func(fatal) costing.Evidence{
		"all that can be combined": evidence, "the cumulative mode": running, "rounded per stage": staging("per-stage"), "rounded once": staging("once"),
	} {
		e := make(t)
		canonical := e.Allocation.State()
		restored, err := costing.RestoreScheme(canonical.Scheme.Canonical())
		if err != nil {
			t.Fatal(err)
		}
		canonical.Scheme = restored
		for i := range canonical.Shares {
			canonical.Shares[i].Name = "" // is not stored
		}
		e.Allocation = costing.RestoreAllocation(canonical)
		if got := findings(e); got != "" {
			t.Errorf("%s: got %q: %+v", name, got, costing.Recompute(e))
		}
	}
}

func TestRecomputingFindsEveryAlteredFigure(t *testing.T) {
	one, cent := decimal.NewFromInt(1), money.MustAmount("0.01")
	share := func(alter func(*costing.Share)) func(*costing.AllocationState, *costing.Evidence) {
		return func(s *costing.AllocationState, _ *costing.Evidence) { alter(&s.Shares[1]) }
	}
	head := func(alter func(*costing.AllocationState)) func(*costing.AllocationState, *costing.Evidence) {
		return func(s *costing.AllocationState, _ *costing.Evidence) { alter(s) }
	}
	for _, c := range []struct {
		name  string
		alter func(*costing.AllocationState, *costing.Evidence)
		wrong string
	}{
		{"nothing altered", func(*costing.AllocationState, *costing.Evidence) {}, ""},
		{"a weight", share(func(s *costing.Share) { s.Parts[1].Weight = s.Parts[1].Weight.Add(one) }), "fresh-split input-hash"},
		{"the weight made of it", share(func(s *costing.Share) { s.Weight = s.Weight.Add(one) }), "fresh-split"},
		{"the days", share(func(s *costing.Share) { s.Days++ }), "fresh-split"},
		{"a floor", share(func(s *costing.Share) { s.Floor = s.Floor.Add(one) }), "fresh-split"},
		{"a remainder", share(func(s *costing.Share) { s.Remainder = s.Remainder.Add(one) }), "fresh-split"},
		{"an extra cent", share(func(s *costing.Share) { s.Extra = !s.Extra }), "fresh-split"},
		{"the units", share(func(s *costing.Share) { s.Units = s.Units.Add(one) }), "fresh-split"},
		{"a share", share(func(s *costing.Share) { s.Amount = s.Amount.Add(cent) }), "fresh-split"},
		{"the base", share(func(s *costing.Share) { s.Base = s.Base.Add(cent) }), "fresh-split"},
		{"what holds it", share(func(s *costing.Share) { s.Held = split.HeldByFloor }), "fresh-split"},
		{"the bound", share(func(s *costing.Share) { s.Bound = cent }), "fresh-split"},
		{"a row of a rate", share(func(s *costing.Share) { s.Nets[0], s.Nets[1] = s.Nets[0].Add(cent), s.Nets[1].Sub(cent) }), "fresh-split"},
		{"the VAT", share(func(s *costing.Share) { s.Vat = s.Vat.Add(cent) }), "fresh-split"},
		{"what was off the top", share(func(s *costing.Share) { s.OffTop = s.OffTop.Add(cent) }), "fresh-split"},
		{"what was granted", share(func(s *costing.Share) { s.Granted = s.Granted.Add(cent) }), "fresh-split"},
		{"what stood before", share(func(s *costing.Share) { s.Before = s.Before.Add(cent) }), "fresh-split"},
		{"what was booked", share(func(s *costing.Share) { s.Booked = s.Booked.Add(cent) }), "fresh-split ledger"},
		{"a member in another's place", share(func(s *costing.Share) { s.Member = provider }), "fresh-split input-hash ledger"},
		{"a share missing", head(func(s *costing.AllocationState) { s.Shares = s.Shares[:2] }), "fresh-split input-hash ledger"},
		{"the total", head(func(s *costing.AllocationState) { s.Total = s.Total.Add(cent) }), "fresh-split"},
		{"what was split", head(func(s *costing.AllocationState) { s.Split.Split = s.Split.Split.Add(cent) }), "fresh-split"},
		{"the sum of weights", head(func(s *costing.AllocationState) { s.WeightSum = one }), "fresh-split"},
		{"the level", head(func(s *costing.AllocationState) { s.Level = "1" }), "fresh-split"},
		{"how many changed", head(func(s *costing.AllocationState) { s.Changed = 2 }), "fresh-split"},
		{"the hash", head(func(s *costing.AllocationState) { s.InputHash = strings.Repeat("0", 64) }), "input-hash"},
		{"the days of the run", head(func(s *costing.AllocationState) { s.Days.To = s.Days.To.Add(1) }), "fresh-split input-hash"},
		{"what a grant could give", head(func(s *costing.AllocationState) { s.Grants[0].Limit = cent }), "fresh-split input-hash"},
		{"what a grant gave", head(func(s *costing.AllocationState) { s.Grants[2].Amount = s.Grants[2].Amount.Add(cent) }), "fresh-split ledger"},
		{"a cost", func(_ *costing.AllocationState, e *costing.Evidence) { e.Costs[0].Net = cent }, "fresh-split input-hash"},
		{"a cost missing", func(_ *costing.AllocationState, e *costing.Evidence) { e.Costs = e.Costs[:1] }, "fresh-split input-hash"},
		{"what the run before booked", func(_ *costing.AllocationState, e *costing.Evidence) { e.Replaced.Shares[0].Bears = cent }, "fresh-split"},
		{"a line missing", func(_ *costing.AllocationState, e *costing.Evidence) { e.Booked = e.Booked[1:] }, "ledger"},
		{"no line at all", func(_ *costing.AllocationState, e *costing.Evidence) { e.Booked = nil }, "ledger"},
		{"a line twice", func(_ *costing.AllocationState, e *costing.Evidence) { e.Booked = append(e.Booked, e.Booked[1]) }, "ledger"},
		{"a line with another amount", func(_ *costing.AllocationState, e *costing.Evidence) { e.Booked[1].Amount = cent }, "ledger"},
		{"a draft with lines", head(func(s *costing.AllocationState) { s.Status = costing.Draft }), "ledger"},
		{"a draft without", func(s *costing.AllocationState, e *costing.Evidence) { s.Status, e.Booked = costing.Draft, nil }, ""},
		{"reversed without its mirror", head(func(s *costing.AllocationState) { s.Status = costing.Reversed }), "ledger"},
		{"reversed with its mirror", func(s *costing.AllocationState, e *costing.Evidence) {
			s.Status = costing.Reversed
			for _, l := range e.Booked {
				e.Reversed = append(e.Reversed, costing.Line{Account: l.Account, Amount: l.Amount.Neg()})
			}
		}, ""},
	} {
		e := evidence(t)
		state := e.Allocation.State()
		c.alter(&state, &e)
		e.Allocation = costing.RestoreAllocation(state)
		if got := findings(e); got != c.wrong {
			t.Errorf("%s: got %q, want %q", c.name, got, c.wrong)
		}
	}
}

func TestRecomputingFindsAnAlteredRunningTotal(t *testing.T) {
	e := running(t)
	state := e.Allocation.State()
	state.Shares[0].Quota = split.RatioOf(decimal.NewFromInt(1))
	e.Allocation = costing.RestoreAllocation(state)
	wantText(t, "a quota", findings(e), "fresh-split")
	e = running(t)
	e.Earlier.Shares[0].Running = money.MustAmount("1.00")
	wantText(t, "what was carried", findings(e), "fresh-split input-hash")
}

// Property 41: version 1 split a pool under one key; what it posted stays as it is.
func TestWhatTheFirstVersionPostedIsRecomputedInItsWay(t *testing.T) {
	members := []split.Member{{Key: "031010000000", Weight: decimal.NewFromInt(100_000)}, {Key: "033510006006", Weight: decimal.NewFromInt(50_001)}}
	result, err := split.Amount(money.MustAmount("24000.00"), members)
	if err != nil {
		t.Fatal(err)
	}
	state := costing.AllocationState{Pool: "p", Status: costing.Posted, Kind: costing.Charge, Turn: 1, Split: costing.Split{
		Scheme: scheme(t, by(costing.Inhabitants)), Total: money.MustAmount("24000.00"), Split: money.MustAmount("24000.00"), Booked: money.MustAmount("24000.00"),
		Changed: 2, WeightSum: result.WeightSum, Left: result.Left, Threshold: result.Threshold, Rule: result.Rule, RuleVersion: 1, InputHash: result.InputHash,
	}}
	for i, m := range []member.ID{city, town} {
		state.Shares = append(state.Shares, costing.Share{
			Member: m, Source: "population 2024", Share: result.Shares[i], Amount: result.Shares[i].Amount(), Booked: result.Shares[i].Amount(),
		})
	}
	stored := func() costing.Evidence {
		a := costing.RestoreAllocation(state)
		return costing.Evidence{Allocation: a, Booked: a.Lines()}
	}
	wantText(t, "unaltered", findings(stored()), "")
	state.Shares[0].Weight = decimal.NewFromInt(100_001)
	wantText(t, "a weight", findings(stored()), "fresh-split input-hash")
	state.Shares[0].Weight = decimal.NewFromInt(-1)
	wantText(t, "a weight that cannot be split by", findings(stored()), "fresh-split input-hash")
}
