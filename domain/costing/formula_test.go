package costing_test

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/money"
)

func TestAFormulaIsWorkedWithPencilAndPaper(t *testing.T) {
	base := by(costing.Equal)
	base.Base = "0.10"
	capped := by(costing.Equal)
	capped.Participants = []costing.ParticipantText{{MemberID: city.String(), Cap: "0.02"}, {MemberID: town.String()}, {MemberID: village.String(), Floor: "0.05"}}
	for _, c := range []struct {
		name, net string
		scheme    costing.SchemeText
		grant     string
		want      [3]string
	}{
		{"without an extra cent", "0.06", by(costing.Equal), "", [3]string{2: "6 × 1 / 3 = 2 rest 0"}},
		{"with an extra cent", "0.07", by(costing.Equal), "", [3]string{"7 × 1 / 3 = 2 rest 1; 2 + 1 = 3", "7 × 1 / 3 = 2 rest 1"}},
		{"a credit", "-0.06", by(costing.Equal), "", [3]string{"6 × 1 / 3 = 2 rest 0; × -1 = -2"}},
		{"a credit with an extra cent", "-0.07", by(costing.Equal), "", [3]string{"7 × 1 / 3 = 2 rest 1; 2 + 1 = 3; × -1 = -3"}},
		{"a credit that reaches nobody", "-0.01", by(costing.Equal), "", [3]string{2: "1 × 1 / 3 = 0 rest 1"}},
		{"a base amount", "0.37", base, "", [3]string{"7 × 1 / 3 = 2 rest 1; 2 + 1 = 3; 3 + 10 = 13"}},
		{"a base amount of a credit", "-0.37", base, "", [3]string{"7 × 1 / 3 = 2 rest 1; 2 + 1 = 3; × -1 = -3; -3 - 10 = -13"}},
		{"a grant off the top", "0.10", by(costing.Equal), "0.03", [3]string{"7 × 1 / 3 = 2 rest 1; 2 + 1 = 3; 3 + 1 = 4"}},
		{"bounds", "0.10", capped, "", [3]string{"3 × 1 = 3 ≥ 2; 2", "3 × 1 / 1 = 3 rest 0", "3 × 1 = 3 ≤ 5; 5"}},
		{"bounds of a credit", "-0.10", capped, "", [3]string{"3 × 1 = 3 ≥ 2; 2; × -1 = -2"}},
		{"nothing", "0.00", by(costing.Equal), "", [3]string{"0 × 1 / 3 = 0 rest 0"}},
	} {
		g := given(t, "1.00", "-1.00")
		if c.net != "0.00" {
			attach(t, &g, costing.Attaching{Net: money.MustAmount(c.net), Tax: exempt})
		}
		if c.grant != "" {
			g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop, Amount: money.MustAmount(c.grant)})}
		}
		shared := share(t, g, scheme(t, c.scheme))
		for i, want := range c.want {
			if want != "" {
				wantText(t, c.name, shared.Formula(shared.Shares[i]), want)
			}
		}
	}
}

func TestTheFormulasOfStagesAndRunningTotals(t *testing.T) {
	e := staging("per-stage")(t)
	s := e.Allocation.State().Split
	wantText(t, "a group", s.GroupFormula(s.Groups[0]), "10001 × 1 / 2 = 5000 rest 1; 5000 + 1 = 5001")
	wantText(t, "in a group", s.Formula(s.Shares[0]), "5001 × 1 / 2 = 2500 rest 1; 2500 + 1 = 2501")
	once := staging("once")(t).Allocation.State().Split
	wantText(t, "a group that is not rounded", once.GroupFormula(once.Groups[0]), "")
	wantText(t, "rounded once", once.Formula(once.Shares[0]), "10001 × 1 / 4 = 2500 rest 1")
	r := running(t).Allocation.State().Split
	wantText(t, "who left", r.Formula(r.Shares[2]), "170000 / 51 = 3333 rest 17; 3333 - 3334 = -1")
	wantText(t, "who stayed", r.Formula(r.Shares[0]), "670010 / 51 = 13137 rest 23; 13137 + 1 = 13138; 13138 - 3333 = 9805")
}

var lastFigure = regexp.MustCompile(`(?:= |; |^)(-?[0-9]+)(?: rest [0-9.]+)?$`)

// What a formula ends with is the share, whatever it is made of.
func TestEveryFormulaEndsWithTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, rule := drawRun(t)
		shared, err := g.Share(rule)
		if err != nil {
			t.Skip(err)
		}
		for _, s := range shared.Shares {
			formula := shared.Formula(s)
			found := lastFigure.FindStringSubmatch(formula)
			if found == nil {
				t.Fatalf("%q ends with nothing", formula)
			}
			if got, _ := new(big.Int).SetString(found[1], 10); got == nil || got.Int64() != s.Amount.Cents() {
				t.Fatalf("%q of %s", formula, s.Amount)
			}
			if strings.Contains(formula, "- -") || strings.Contains(formula, "+ -") {
				t.Fatalf("%q has two signs", formula)
			}
		}
	})
}
