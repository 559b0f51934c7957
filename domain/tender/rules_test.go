package tender_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/split"
	"allmende/domain/tender"
)

func TestRulesThatCannotBePublishedAreRefusedAtTheirPlace(t *testing.T) {
	half := evaluation.Weights{Points: num("50"), Price: num("50")}
	tree := func(change func(*evaluation.Rules)) func(*tender.Drafting) {
		return func(d *tender.Drafting) {
			d.Terms.Rules = scored(evaluation.SimpleRatio{})
			change(&d.Terms.Rules)
		}
	}
	chain := func(levels int) (c evaluation.Criterion) {
		c = evaluation.Criterion{Name: "Blatt", Weight: num("100"), Scale: num("10")}
		for i := 1; i < levels; i++ {
			c = evaluation.Criterion{Name: "Ebene " + strconv.Itoa(i), Weight: num("100"), Parts: []evaluation.Criterion{c}}
		}
		return c
	}
	many := make([]evaluation.Criterion, 101)
	for i := range many {
		many[i] = evaluation.Criterion{Name: strconv.Itoa(i), Weight: num("0.99"), Scale: num("1")}
	}
	many[0].Weight = num("1")
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		want   *fault.Fault
		field  string
	}{
		"no method":               {func(d *tender.Drafting) { d.Terms.Rules.Method = nil }, evaluation.ErrMethod, "rules.method"},
		"a ratio of nothing":      {func(d *tender.Drafting) { d.Terms.Rules.Method = evaluation.SimpleRatio{} }, evaluation.ErrCriteria, "rules.criteria"},
		"points without criteria": {func(d *tender.Drafting) { d.Terms.Rules.Points = num("1") }, tender.ErrRuleUnfit, "rules.points"},
		"weights of 99":           {tree(func(r *evaluation.Rules) { r.Criteria[0].Weight = num("99") }), evaluation.ErrWeights, "rules.criteria"},
		"no points":               {tree(func(r *evaluation.Rules) { r.Points = split.Ratio{} }), evaluation.ErrScale, "rules.points"},
		"a million points":        {tree(func(r *evaluation.Rules) { r.Points = num("1000000") }), tender.ErrFigure, "rules.points"},
		"points of four places":   {tree(func(r *evaluation.Rules) { r.Points = num("0.0001") }), tender.ErrFigure, "rules.points"},
		"a third as a weight": {tree(func(r *evaluation.Rules) {
			r.Criteria = []evaluation.Criterion{{Name: "a", Weight: num("100/3"), Scale: num("1")}, {Name: "b", Weight: num("200/3"), Scale: num("1")}}
		}), tender.ErrFigure, "rules.criteria.0.weight"},
		"a name of two lines":      {tree(func(r *evaluation.Rules) { r.Criteria[0].Name = "a\nb" }), tender.ErrCriterionName, "rules.criteria.0.name"},
		"a name of 201 characters": {tree(func(r *evaluation.Rules) { r.Criteria[0].Name = strings.Repeat("ä", 201) }), tender.ErrCriterionName, "rules.criteria.0.name"},
		"101 criteria":             {tree(func(r *evaluation.Rules) { r.Criteria = many }), tender.ErrCriteria, "rules.criteria"},
		"six levels":               {tree(func(r *evaluation.Rules) { r.Criteria[0] = chain(6) }), tender.ErrCriteria, "rules.criteria.0.parts.0.parts.0.parts.0.parts.0.parts"},
		"a band of eleven":         {by(evaluation.ExtendedRatio{Band: num("11"), Decides: evaluation.Decider{By: evaluation.ByPoints}}), evaluation.ErrBand, "rules.band"},
		"a decider that is not there": {by(evaluation.ExtendedRatio{Band: num("5"), Decides: evaluation.Decider{By: evaluation.ByCriterion, Criterion: "Preis"}}),
			evaluation.ErrCriterion, "rules.decides.criterion"},
		"no formula": {by(evaluation.PricePoints{Weights: half}), evaluation.ErrFormula, "rules.formula"},
		"a reference of half a cent": {func(d *tender.Drafting) {
			d.Terms.Rules = scored(evaluation.WeightedReference{Weights: half, Fixed: &evaluation.Offer{Points: num("1"), Price: num("0.005")}})
		}, tender.ErrFigure, "rules.references.price"},
		"one reference for two lots": {by(evaluation.WeightedReference{Weights: half, Fixed: &evaluation.Offer{Points: num("300"), Price: num("90000")}}),
			tender.ErrFixedPrice, "rules.references.price"},
		"21 deciders": {tree(func(r *evaluation.Rules) { r.Ties = slices.Repeat([]evaluation.Decider{{By: evaluation.ByPrice}}, 21) }), tender.ErrTies, "rules.ties"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tender.New("VV-2026-0001", drafting(c.change), round, law, officer, now)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
		})
	}
	draft(t, tree(func(r *evaluation.Rules) { r.Criteria[0] = chain(5) }))
	draft(t, tree(func(r *evaluation.Rules) {
		r.Criteria = many[:100]
		r.Criteria[0].Weight = num("1.99")
	}))
}

func TestAFigureIsANumberThatANoticeCanState(t *testing.T) {
	for text, want := range map[string]string{"": "0", "0": "0", "12.5": "12.5", "999999.999": "999999.999", "007": "7"} {
		if got, err := tender.ParseFigure(text); err != nil || evaluation.Text(got) != want {
			t.Errorf("%q: %s, %v", text, evaluation.Text(got), err)
		}
	}
	for _, text := range []string{"-1", "1.0000", "1000000", "1,5", "1e3", "NaN", " 1", ".5", "1."} {
		_, err := tender.ParseFigure(text)
		refused(t, err, tender.ErrFigure)
	}
}

func TestWhatIsStrikinglyLowFollowsTheLawOfTheDay(t *testing.T) {
	low, err := tender.UsualLow(law, day("2026-03-02"))
	if err != nil || evaluation.Text(low.BelowNext) != "20" || evaluation.Text(low.BelowMean) != "40" {
		t.Errorf("got %+v, %v", low, err)
	}
	if _, err := tender.UsualLow(legal.Params{}, day("2026-03-02")); err == nil {
		t.Error("figures out of nothing")
	}
}

func TestEveryMethodRanksTheVectorOfTheDomain(t *testing.T) {
	half := evaluation.Weights{Points: num("50"), Price: num("50")}
	band := func(by evaluation.By) evaluation.Method {
		return evaluation.ExtendedRatio{Band: num("5"), Decides: evaluation.Decider{By: by}}
	}
	for name, c := range map[string]struct {
		method evaluation.Method
		want   string // the bids by rank
	}{
		"lowest price":             {evaluation.LowestPrice{}, "DBAC"},
		"simple ratio":             {evaluation.SimpleRatio{}, "BACD"},
		"extended ratio by points": {band(evaluation.ByPoints), "CABD"},
		"extended ratio by price":  {band(evaluation.ByPrice), "BACD"},
		"price points":             {evaluation.PricePoints{Weights: half, Formula: evaluation.Proportional}, "BCAD"},
	} {
		t.Run(name, func(t *testing.T) {
			made := published(t, by(c.method))
			bids := opened(t, made, []string{"950"}, []string{"840"}, []string{"1010"}, []string{"700"})
			score(made, bids, 380, 350, 400, 240)
			result := compared(made, bids...)[0]
			got := ""
			for _, o := range result.Offers {
				at := slices.IndexFunc(bids, func(b *tender.Bid) bool { return b.State().ID == o.Bid })
				got += string("ABCD"[at])
				if o.Rank != len(got) || o.Formula == "" || o.Sum == "" || o.PriceSum == "" || (o.Band != "") != strings.HasPrefix(name, "extended") {
					t.Errorf("%+v", o)
				}
			}
			if got != c.want || !result.Complete {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestABidBelowAMinimumIsOutAndNoReferenceForOthers(t *testing.T) {
	made := published(t, func(d *tender.Drafting) {
		d.Terms.Rules = scored(evaluation.WeightedReference{Weights: evaluation.Weights{Points: num("50"), Price: num("50")}})
		d.Terms.Rules.Criteria[0].Least = num("300")
	})
	bids := opened(t, made, []string{"950"}, []string{"840"}, []string{"1010"}, []string{"700"})
	score(made, bids, 380, 350, 400, 299)
	result := compared(made, bids...)[0]
	last := result.Offers[3]
	if last.Bid != bids[3].State().ID || last.Excluded != tender.ReasonBelowMinimum || len(last.Missed()) != 1 || last.Rank != 0 {
		t.Errorf("below the minimum: %+v", last)
	}
	if result.Figures[0].Formula != "Lref = median(350; 380; 400) = 380" || result.Figures[1].Value.Cmp(num("95000")) != 0 {
		t.Errorf("references: %+v", result.Figures)
	}
	score(made, bids, 299, 299, 299, 299)
	if result := compared(made, bids...)[0]; !result.Complete || len(result.Firsts()) != 0 {
		t.Errorf("everybody is out: %+v", result)
	}
}

func TestAMedianOfNoPointsIsSaid(t *testing.T) {
	made := published(t, by(evaluation.WeightedReference{Weights: evaluation.Weights{Points: num("50"), Price: num("50")}}))
	bids := opened(t, made, []string{"950"}, []string{"840"})
	score(made, bids, 0, 0)
	if result := compared(made, bids...)[0]; result.Complete || result.Refused == nil || result.Refused.Code() != evaluation.ErrMedianZero.Code() {
		t.Errorf("got %+v", result)
	}
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Ohne Rechnung"}, bids, tender.ScoresOf(bids), later), evaluation.ErrMedianZero)
}

func TestTheResultSaysWhatTheWinnerDependsOnAndWhoIsAsked(t *testing.T) {
	made := published(t, func(d *tender.Drafting) {
		d.Terms.Rules = scored(evaluation.ExtendedRatio{Band: num("5"), Decides: evaluation.Decider{By: evaluation.ByPoints}})
		d.Terms.Rules.Low = evaluation.Low{BelowNext: num("15")}
	})
	bids := opened(t, made, []string{"950"}, []string{"840"}, []string{"1010"}, []string{"700"})
	score(made, bids, 380, 350, 400, 240)
	result := compared(made, bids...)[0]
	if len(result.Low) != 1 || result.Low[0].Bid != bids[3].State().ID.String() || result.Low[0].Next == "" || result.Low[0].Mean != "" {
		t.Errorf("low: %+v", result.Low)
	}
	for _, c := range result.Stability {
		if c.Without == bids[2].State().ID.String() {
			t.Errorf("the winner is no loser: %+v", c)
		}
	}
}
