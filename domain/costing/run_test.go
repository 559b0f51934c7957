package costing_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

func TestEachKeyWeighsByItsOwnDataAndNamesTheSource(t *testing.T) {
	typed := func(key string) costing.SchemeText {
		s := by(costing.Key(key))
		s.WeightSource, s.WeightAsOf = "Messung im Rechenzentrum", "2026-10-31"
		s.Participants = []costing.ParticipantText{{MemberID: city.String(), Weight: "2.5"}, {MemberID: town.String(), Weight: "7.5"}}
		return s
	}
	for _, c := range []struct {
		scheme          costing.SchemeText
		amounts, source string
		day             string
	}{
		{by(costing.Equal), "8000.00 8000.00 8000.00", "equal", "2026-11-21"},
		{by(costing.Inhabitants), "15894.04 7947.18 158.78", "population 2024", "2026-11-21"},
		{by(costing.Quantity), "14400.00 9600.00 0.00", "demand-round BR-2026-0001 sha256:ab12", "2026-11-02"},
		{by(costing.CallOffValue), "8000.00 16000.00 0.00", "call-offs RV-2026-0001 RV-2026-0002", "2026-11-21"},
		{typed("fixed"), "6000.00 18000.00", "fixed", "2026-10-31"},
		{typed("metered"), "6000.00 18000.00", "metered", "2026-10-31"},
		{mixed(), "13525.83 7963.02 2511.15", "mix", "2026-11-21"},
	} {
		shared := share(t, given(t, "24000.00"), scheme(t, c.scheme))
		first := shared.Shares[0]
		if amounts(shared) != c.amounts || first.Source != c.source || first.AsOf.String() != c.day || first.Member != city {
			t.Errorf("%s: got %s from %q of %s", c.scheme.Parts[0].Key, amounts(shared), first.Source, first.AsOf)
		}
		if breaches := split.Verify(shared.Split.Decimal().Shift(2), explanations(shared.Shares)); len(breaches) > 0 {
			t.Errorf("%s: %v", c.scheme.Parts[0].Key, breaches)
		}
	}
}

func explanations(shares []costing.Share) []split.Share {
	all := make([]split.Share, len(shares))
	for i, s := range shares {
		all[i] = s.Share
	}
	return all
}

func TestAMixTellsItsParts(t *testing.T) {
	parts := share(t, given(t, "24000.00"), scheme(t, mixed())).Shares[0].Parts
	if len(parts) != 2 || parts[0].WeightSum.String() != "3" || parts[1].WeightSum.String() != "151000" || parts[1].Source != "population 2024" {
		t.Errorf("got %+v", parts)
	}
}

func TestAMemberThatTheSchemeDoesNotNameHasNoShare(t *testing.T) {
	s := by(costing.Equal)
	s.Participants = []costing.ParticipantText{{MemberID: city.String()}, {MemberID: village.String()}}
	wantText(t, "shares", amounts(share(t, given(t, "0.03"), scheme(t, s))), "0.02 0.01")
}

func TestABaseAmountComesFirst(t *testing.T) {
	s := by(costing.Inhabitants)
	s.Base = "10"
	for _, c := range []struct{ net, want string }{
		{"181.00", "110.00 60.00 11.00"}, {"-181.00", "-110.00 -60.00 -11.00"}, {"30.00", "10.00 10.00 10.00"},
	} {
		g := given(t, c.net)
		g.Basis.Sharers[1].Population = 50_000
		g.Basis.Sharers[2].Population = 1_000
		shared := share(t, g, scheme(t, s))
		wantText(t, c.net, amounts(shared), c.want)
	}
	if _, err := given(t, "29.99").Share(scheme(t, s)); !errors.Is(err, split.ErrBaseExceedsTotal) {
		t.Errorf("got %v", err)
	}
}

func TestBoundsHoldAShareTogetherWithItsBase(t *testing.T) {
	s := by(costing.Equal)
	s.Base = "5"
	s.Participants = []costing.ParticipantText{{MemberID: city.String(), Cap: "20"}, {MemberID: town.String()}, {MemberID: village.String(), Floor: "50"}}
	shared := share(t, given(t, "100.00"), scheme(t, s))
	wantText(t, "shares", amounts(shared), "20.00 30.00 50.00")
	if s := shared.Shares; s[0].Held != split.HeldByCap || s[1].Held != split.NotHeld || s[2].Held != split.HeldByFloor || s[2].Bound.String() != "50.00" {
		t.Errorf("got %+v", s)
	}
	wantText(t, "credit", amounts(share(t, given(t, "-100.00"), scheme(t, s))), "-20.00 -30.00 -50.00")
	wantText(t, "what was split", shared.Split.String(), "25.00")
}

func TestBoundsThatCannotBeKeptAreRefused(t *testing.T) {
	s := by(costing.Equal)
	s.Participants = []costing.ParticipantText{{MemberID: city.String(), Cap: "20"}, {MemberID: town.String(), Cap: "20", Floor: "10"}}
	for net, want := range map[string]error{"40.01": split.ErrCapsShortOfTotal, "9.99": split.ErrFloorsExceedTotal} {
		_, err := given(t, net).Share(scheme(t, s))
		if f, ok := fault.Of(err); !errors.Is(err, want) || !ok || f.Params()["amount"] != "1" {
			t.Errorf("%s: got %v", net, err)
		}
	}
}

// A total of 0.00, as after a full credit, gives everybody 0.00, also with bounds and a base.
func TestATotalOfNothingIsNothingForEverybody(t *testing.T) {
	s := by(costing.Inhabitants)
	s.Base = "5"
	s.Participants = []costing.ParticipantText{{MemberID: city.String(), Floor: "20"}, {MemberID: town.String()}}
	shared := share(t, given(t, "100.00", "-100.00"), scheme(t, s))
	wantText(t, "shares", amounts(shared), "0.00 0.00")
}

func TestDaysCountByTheRuleThatIsNamed(t *testing.T) {
	for rule, want := range map[string]string{"member-days": "208.91 101.09", "day-slices": "235.00 75.00"} {
		s := by(costing.Equal)
		s.Days = rule
		s.Participants = []costing.ParticipantText{
			{MemberID: city.String()}, {MemberID: town.String(), From: "2026-10-17", To: "2026-12-31"}, {MemberID: village.String(), From: "2026-11-01"},
		}
		shared := share(t, given(t, "310.00"), scheme(t, s))
		wantText(t, rule, amounts(shared), want)
		if !strings.Contains(shared.RuleName(), rule) || shared.Shares[0].Days != 31 || shared.Shares[1].Days != 15 || len(shared.Shares[1].Parts) != 1 {
			t.Errorf("%s under %q: got %+v", rule, shared.RuleName(), shared.Shares)
		}
	}
}

func TestStagesAreRoundedAsTheSchemeSays(t *testing.T) {
	for rounding, want := range map[string]string{"per-stage": "22.23 22.22 22.22 16.67 16.66", "once": "22.22 22.22 22.22 16.67 16.67"} {
		g := given(t, "100.00")
		s := by(costing.Equal)
		s.Rounding, s.Groups = rounding, []costing.GroupText{{"Nord", "2"}, {"Süd", "1"}}
		g.Basis.Sharers = nil
		for i, group := range []string{"Nord", "Nord", "Nord", "Süd", "Süd"} {
			m := member.ID("00000000-0000-7000-8000-00000000001" + string(rune('0'+i)))
			s.Participants = append(s.Participants, costing.ParticipantText{MemberID: m.String(), Group: group})
			g.Basis.Sharers = append(g.Basis.Sharers, costing.Sharer{Member: m, TieKey: m.String()})
			if err := g.Pool.Join([]member.ID{m}); err != nil {
				t.Fatal(err)
			}
		}
		shared := share(t, g, scheme(t, s))
		wantText(t, rounding, amounts(shared), want)
		sum := money.Zero
		for _, group := range shared.Groups {
			sum = sum.Add(group.Amount)
		}
		if sum.String() != "100.00" || len(shared.Groups) != 2 {
			t.Errorf("%s: groups %+v", rounding, shared.Groups)
		}
	}
}

func TestServicesMakeTheWeightsOfGroups(t *testing.T) {
	for method, want := range map[string]string{"reciprocal": "107276.42 132723.58", "step-down": "110600.00 129400.00", "direct": "108067.23 131932.77"} {
		s := by(costing.Equal)
		s.ServiceMethod, s.Groups = method, []costing.GroupText{{"Machining", "0"}, {"Assembly", "0"}}
		s.Services = []costing.ServiceText{
			{"DP", "120000", []costing.UseText{{"HR", "8"}, {"RM", "7"}, {"Machining", "30"}, {"Assembly", "55"}}},
			{"HR", "80000", []costing.UseText{{"DP", "20"}, {"RM", "10"}, {"Machining", "40"}, {"Assembly", "30"}}},
			{"RM", "40000", []costing.UseText{{"Machining", "50"}, {"Assembly", "50"}}},
		}
		s.Participants = []costing.ParticipantText{{MemberID: city.String(), Group: "Machining"}, {MemberID: town.String(), Group: "Assembly"}}
		wantText(t, method, amounts(share(t, given(t, "240000.00"), scheme(t, s))), want)
	}
}

func TestTheSuppliersVATIsSplitToTheCentOrLeftToTheInvoices(t *testing.T) {
	for regime, want := range map[costing.Regime]string{costing.CostSheet: "6.34 6.33 6.33", costing.OwnInvoices: "0.00 0.00 0.00"} {
		g := given(t)
		g.Pool = newPool(t, func(c *costing.Collecting) { c.Regime = regime })
		attach(t, &g, costing.Attaching{Net: money.MustAmount("100.00"), Tax: full})
		shared := share(t, g, scheme(t, by(costing.Equal)))
		wantText(t, string(regime), amounts(shared)+" + "+vats(shared), "33.34 33.33 33.33 + "+want)
	}
}

func TestTwoRatesAreLaidOutSoThatRowsAndMembersAddUp(t *testing.T) {
	g := given(t)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("0.01"), Tax: full})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("0.01"), Tax: less})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("100.00"), Tax: exempt})
	shared := share(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "amounts", amounts(shared), "33.34 33.34 33.34")
	for r, row := range shared.Taxes {
		sum := money.Zero
		for _, s := range shared.Shares {
			sum = sum.Add(s.Nets[r])
		}
		wantText(t, row.Tax.String(), sum.String(), row.Net.String())
	}
	for _, s := range shared.Shares {
		wantText(t, s.Key, money.Sum(s.Nets...).String(), s.Amount.String())
	}
}

func TestRatesThatCancelOutLeaveTheirVATAndRowsThatAddUp(t *testing.T) {
	g := given(t)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("100.00"), Tax: full})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-100.00"), Tax: less})
	shared := share(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "amounts", amounts(shared), "0.00 0.00 0.00")
	wantText(t, "VAT", vats(shared), "4.00 4.00 4.00")
	sum := money.Zero
	for _, s := range shared.Shares {
		sum = sum.Add(s.Nets[0])
		wantText(t, "both rows of "+s.Key, money.Sum(s.Nets...).String(), "0.00")
	}
	wantText(t, "the row of 19 %", sum.String(), "100.00")
}

func TestVATWithoutANetIsSplitByTheWeights(t *testing.T) {
	g, odd := given(t), money.MustAmount("18.98")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("100.00"), Tax: full, Vat: &odd})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-100.00"), Tax: full})
	wantText(t, "VAT", vats(share(t, g, scheme(t, by(costing.Inhabitants)))), "-0.01 -0.01 0.00")
}

func TestARunIsRefusedByName(t *testing.T) {
	for _, c := range []struct {
		name  string
		wrong func(*costing.Given, *costing.SchemeText)
		want  error
		field string
	}{
		{"no days", func(g *costing.Given, _ *costing.SchemeText) { g.Days.From = period.Day{} }, costing.ErrPeriodEmpty, "from"},
		{"reversed days", func(g *costing.Given, _ *costing.SchemeText) { g.Days.To = period.Date(2026, 9, 30) }, period.ErrReversed, "to"},
		{"no costs", func(g *costing.Given, _ *costing.SchemeText) { g.Costs = nil }, costing.ErrNothingToShare, "from"},
		{"a cost beyond the days", func(g *costing.Given, _ *costing.SchemeText) { g.Days.To = period.Date(2026, 10, 30) }, costing.ErrCostStraddles, "from"},
		{"days of which a part was posted", func(g *costing.Given, _ *costing.SchemeText) {
			g.Books.Periods = []costing.Charged{{Days: days("2026-10-01", "2026-10-15"), Stands: true}}
		}, costing.ErrPeriodOverlaps, "from"},
		{"closed days", func(g *costing.Given, _ *costing.SchemeText) { g.Books.Closed = october.To }, costing.ErrPeriodClosed, "to"},
		{"a member of no pool", func(_ *costing.Given, s *costing.SchemeText) {
			s.Participants = []costing.ParticipantText{{MemberID: provider.String()}}
		}, costing.ErrMemberOutside, "scheme.participants.0.memberId"},
		{"nobody in these days", func(_ *costing.Given, s *costing.SchemeText) {
			s.Days, s.Participants = "member-days", []costing.ParticipantText{{MemberID: city.String(), From: "2026-11-01"}}
		}, costing.ErrNoParticipants, "from"},
		{"a day without a member", func(_ *costing.Given, s *costing.SchemeText) {
			s.Days, s.Participants = "day-slices", []costing.ParticipantText{{MemberID: city.String(), From: "2026-10-02"}}
		}, split.ErrDayWithoutMember, "scheme.parts.0"},
		{"quantity without a tender", func(g *costing.Given, s *costing.SchemeText) { *s, g.Basis.Round = by(costing.Quantity), "" }, costing.ErrNoSource, "scheme.parts.0.key"},
		{"quantity in pieces and hours", func(g *costing.Given, s *costing.SchemeText) {
			*s, g.Basis.Units = by(costing.Quantity), append(g.Basis.Units, "HUR")
		}, costing.ErrUnitsMixed, "scheme.parts.0.key"},
		{"call-offs without a framework", func(g *costing.Given, s *costing.SchemeText) { *s, g.Basis.Frameworks = by(costing.CallOffValue), nil }, costing.ErrNoSource, "scheme.parts.0.key"},
		{"nobody lives there", func(g *costing.Given, _ *costing.SchemeText) { g.Basis.Sharers = sharers()[3:] }, split.ErrNoPositiveWeight, "scheme"},
		{"a part of a mix that weighs nobody", func(g *costing.Given, s *costing.SchemeText) { *s, g.Basis.Sharers = mixed(), sharers()[3:] }, split.ErrNoPositiveWeight, "scheme.parts.1"},
		{"bounds in the cumulative mode", func(g *costing.Given, s *costing.SchemeText) {
			g.Pool = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
			s.Participants = []costing.ParticipantText{{MemberID: city.String(), Cap: "1"}}
		}, costing.ErrCombination, "scheme"},
		{"days before the last in the cumulative mode", func(g *costing.Given, _ *costing.SchemeText) {
			g.Pool, g.Later = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative }), true
		}, costing.ErrNotLatestPeriod, "from"},
		{"more than the columns hold", func(g *costing.Given, _ *costing.SchemeText) {
			attach(t, g, costing.Attaching{Net: money.MustAmount("9999999999999.99"), Tax: exempt})
		}, costing.ErrTooLarge, ""},
		{"an empty group with a weight", func(_ *costing.Given, s *costing.SchemeText) {
			s.Groups = []costing.GroupText{{"Nord", "1"}, {"Süd", "1"}}
			s.Participants = []costing.ParticipantText{{MemberID: city.String(), Group: "Nord"}}
		}, split.ErrNoPositiveWeight, "scheme.groups.1"},
		{"an empty group with a weight, rounded once", func(_ *costing.Given, s *costing.SchemeText) {
			s.Rounding, s.Groups = "once", []costing.GroupText{{"Nord", "1"}, {"Süd", "1"}}
			s.Participants = []costing.ParticipantText{{MemberID: city.String(), Group: "Nord"}}
		}, split.ErrNoPositiveWeight, "scheme.groups.1"},
	} {
		g, text := given(t, "24000.00"), by(costing.Inhabitants)
		c.wrong(&g, &text)
		_, err := g.Share(scheme(t, text))
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if _, err := given(t, "1.00").Share(costing.Scheme{}); !errors.Is(err, costing.ErrSchemeMissing) {
		t.Errorf("no scheme: got %v", err)
	}
}

func TestAmountsUpToTheColumnsAreSplitExactly(t *testing.T) {
	shared := share(t, given(t, "9999999999999.99"), scheme(t, mixed()))
	sum := money.Zero
	for _, s := range shared.Shares {
		sum = sum.Add(s.Amount)
	}
	wantText(t, "sum", sum.String(), "9999999999999.99")
	if breaches := split.Verify(decimal.NewFromInt(999_999_999_999_999), explanations(shared.Shares)); len(breaches) > 0 {
		t.Error(breaches)
	}
}
