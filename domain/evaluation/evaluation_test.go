package evaluation_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/split"
)

var (
	byPoints = evaluation.Decider{By: evaluation.ByPoints}
	byPrice  = evaluation.Decider{By: evaluation.ByPrice}
	half     = evaluation.Weights{Points: num("50"), Price: num("50")}
)

func extended(band string, by evaluation.Decider) evaluation.Method {
	return evaluation.ExtendedRatio{Band: num(band), Decides: by}
}

func TestEveryMethodRanksTheVectorOfTheDomain(t *testing.T) {
	for name, c := range map[string]struct {
		method                   evaluation.Method
		order, figures, formulas string
	}{
		"lowest price": {evaluation.LowestPrice{}, "1 D, 2 B, 3 A, 4 C", "", `P = 70000.00
P = 84000.00
P = 95000.00
P = 101000.00`},
		"simple ratio": {evaluation.SimpleRatio{}, "1 B, 2 A, 3 C, 4 D", "", `Z = 350 / 84000.00 = 1/240 ≈ 0.00416667
Z = 380 / 95000.00 = 1/250 = 0.004
Z = 400 / 101000.00 = 2/505 ≈ 0.00396040
Z = 240 / 70000.00 = 3/875 ≈ 0.00342857`},
		"extended ratio, 5 %, by points": {extended("5", byPoints), "1 C, 2 A, 3 B, 4 D", "Zbest = 350 / 84000.00 = 1/240 ≈ 0.00416667", `Z = 400 / 101000.00 = 2/505 ≈ 0.00396040
Z = 380 / 95000.00 = 1/250 = 0.004
Z = 350 / 84000.00 = 1/240 ≈ 0.00416667
Z = 240 / 70000.00 = 3/875 ≈ 0.00342857`},
		"extended ratio, 5 %, by price": {extended("5", byPrice), "1 B, 2 A, 3 C, 4 D", "Zbest = 350 / 84000.00 = 1/240 ≈ 0.00416667", `Z = 350 / 84000.00 = 1/240 ≈ 0.00416667
Z = 380 / 95000.00 = 1/250 = 0.004
Z = 400 / 101000.00 = 2/505 ≈ 0.00396040
Z = 240 / 70000.00 = 3/875 ≈ 0.00342857`},
		"weighted, fixed references": {evaluation.WeightedReference{Weights: half, Fixed: &evaluation.Offer{Points: num("400"), Price: num("80000")}}, "1 B, 2 A, 3 C, 4 D", `Lref = 400
Pref = 80000.00`, `Z = 50 % × 350 / 400 − 50 % × 84000.00 / 80000.00 = -7/80 = -0.0875
Z = 50 % × 380 / 400 − 50 % × 95000.00 / 80000.00 = -19/160 = -0.11875`},
		"weighted, medians": {evaluation.WeightedReference{Weights: half}, "1 B, 2 A, 3 C, 4 D", `Lref = median(240; 350; 380; 400) = (350 + 380) / 2 = 365
Pref = median(70000.00; 84000.00; 95000.00; 101000.00) = (84000.00 + 95000.00) / 2 = 89500.00`, ""},
		"price points":            {evaluation.PricePoints{Weights: half, Formula: evaluation.Proportional}, "1 B, 2 C, 3 A, 4 D", "Pmin = 70000.00", `Z = 50 % × 350 + 50 % × 400 × 70000.00 / 84000.00 = 1025/3 ≈ 341.66667`},
		"price points, one-sided": {evaluation.PricePoints{Weights: half, Formula: evaluation.OneSided}, "1 B, 2 D, 3 A, 4 C", "Pmin = 70000.00", `Z = 50 % × 350 + 50 % × 400 × (2 − 84000.00 / 70000.00) = 335`},
		"price points, two-sided": {evaluation.PricePoints{Weights: half, Formula: evaluation.TwoSided}, "1 D, 2 B, 3 A, 4 C", "Pmin = 70000.00\nPmax = 101000.00",
			`Z = 50 % × 240 + 50 % × 400 × (101000.00 − 70000.00) / (101000.00 − 70000.00) = 320`},
	} {
		got := evaluate(t, rules(c.method), vector())
		if order(got) != c.order || figures(got) != c.figures {
			t.Errorf("%s: got %s with %s", name, order(got), figures(got))
		}
		if c.formulas != "" && (len(formulas(got)) < len(c.formulas) || formulas(got)[:len(c.formulas)] != c.formulas) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, formulas(got), c.formulas)
		}
	}
}

func TestTheBandIncludesItsEdgeAndSaysWhy(t *testing.T) {
	// 95 of 100 points at the same price are in a band of 5 %, a cent more is not.
	r := rules(extended("5", evaluation.Decider{By: evaluation.ByCriterion, Criterion: "performance"}))
	r.Method = extended("5", byPrice)
	got := evaluate(t, r, bids("A 100 100", "B 95 100", "C 95 100.01"))
	if order(got) != "1 A, 2 B, 3 C" || !got.Places[1].InBand || got.Places[2].InBand {
		t.Errorf("got %s", order(got))
	}
	for i, want := range []string{
		"100 × 100 × 100.00 = 1000000 ≥ 950000 = 95 × 100 × 100.00",
		"100 × 95 × 100.00 = 950000 ≥ 950000 = 95 × 100 × 100.00",
		"100 × 95 × 100.00 = 950000 < 950095 = 95 × 100 × 100.01",
	} {
		if got.Places[i].Band != want {
			t.Errorf("%s: got %s, want %s", got.Places[i].Bid, got.Places[i].Band, want)
		}
	}
}

func TestTheFormulasNameTheCheapestOfSeveralBestBids(t *testing.T) {
	for given, want := range map[string]string{
		"A 100 100, B 200 200": "Zbest = 100 / 100.00 = 1",
		"B 200 200, A 100 100": "Zbest = 100 / 100.00 = 1",
		"A 0 100, B 0 200":     "Zbest = 0 / 100.00 = 0",
		"B 0 200, A 0 100":     "Zbest = 0 / 100.00 = 0",
	} {
		if got := figures(evaluate(t, rules(extended("5", byPrice)), bids(strings.Split(given, ", ")...))); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}

func TestWithinTheBandTheCriterionDecidesAndThenTheRatio(t *testing.T) {
	got := evaluate(t, rules(extended("10", byPoints)), bids("A 100 101", "B 100 100", "C 99 90", "D 50 40"))
	if want := "1 D, 2 C, 3 B, 4 A"; order(got) != want { // D is the best by far: the band is its own
		t.Errorf("got %s, want %s", order(got), want)
	}
	got = evaluate(t, rules(extended("10", byPoints)), bids("A 100 101", "B 100 100", "C 99 95"))
	if want := "1 B, 2 A, 3 C"; order(got) != want {
		t.Errorf("got %s, want %s", order(got), want)
	}
}

func TestOneSidedPricePointsEndAtTwiceTheLowestPrice(t *testing.T) {
	got := evaluate(t, rules(evaluation.PricePoints{Weights: half, Formula: evaluation.OneSided}), bids("A 0 100", "B 0 200", "C 10 300"))
	if want := "Z = 50 % × 10 + 50 % × 400 × max(0; 2 − 300.00 / 100.00) = 5"; order(got) != "1 A, 2 C, 3 B" || got.Places[1].Formula != want {
		t.Errorf("got %s\n%s", order(got), formulas(got))
	}
	if got.Places[2].Value.Sign() != 0 {
		t.Errorf("twice the lowest price is worth %s", got.Places[2].Value)
	}
}

func TestTwoSidedPricePointsAreFullForAllWhereAllPricesAreEqual(t *testing.T) {
	got := evaluate(t, rules(evaluation.PricePoints{Weights: half, Formula: evaluation.TwoSided}), bids("A 100 70", "B 200 70"))
	if want := "Z = 50 % × 200 + 50 % × 400 × 1 = 300"; order(got) != "1 B, 2 A" || got.Places[0].Formula != want {
		t.Errorf("got %s", formulas(got))
	}
}

func TestAMedianOfAnOddNumberIsTheMiddle(t *testing.T) {
	got := evaluate(t, rules(evaluation.WeightedReference{Weights: half}), bids("A 100 70", "B 200 90.5", "C 300 80"))
	if want := "Lref = median(100; 200; 300) = 200\nPref = median(70.00; 80.00; 90.50) = 80.00"; figures(got) != want {
		t.Errorf("got %s", figures(got))
	}
}

// tree is quality of service at 60 % (response 25 %, people 75 %) and ecology at 40 %.
func tree() []evaluation.Criterion {
	return []evaluation.Criterion{
		{Name: "service", Weight: num("60"), Least: num("50"), Parts: []evaluation.Criterion{
			{Name: "response", Weight: num("25"), Scale: num("10"), Least: num("2")},
			{Name: "people", Weight: num("75"), Scale: num("3")},
		}},
		{Name: "ecology", Weight: num("40"), Scale: num("5")},
	}
}

func scored(name, price, response, people, ecology string) evaluation.Bid {
	return evaluation.Bid{Name: name, Price: num(price), Scores: map[string]split.Ratio{"response": num(response), "people": num(people), "ecology": num(ecology)}}
}

func TestPointsComeOutOfTheTreeExactly(t *testing.T) {
	r := rules(evaluation.SimpleRatio{})
	r.Points, r.Criteria = num("1000"), tree()
	p := evaluate(t, r, []evaluation.Bid{scored("A", "100", "8", "2", "4.5")}).Places[0]
	want := []struct{ criterion, score, points, formula string }{
		{"service", "70", "420", "120 + 300 = 420"},
		{"response", "8", "120", "1000 × 60 % × 25 % × 8 / 10 = 120"},
		{"people", "2", "300", "1000 × 60 % × 75 % × 2 / 3 = 300"},
		{"ecology", "9/2", "360", "1000 × 40 % × 4.5 / 5 = 360"},
	}
	if p.Points.String() != "780" || p.Sum != "L = 420 + 360 = 780" || len(p.Marks) != len(want) {
		t.Fatalf("got %s, %s", p.Points, p.Sum)
	}
	for i, w := range want {
		if m := p.Marks[i]; m.Criterion != w.criterion || m.Score.String() != w.score || m.Points.String() != w.points || m.Formula != w.formula {
			t.Errorf("got %s: %s, %s points, %s", m.Criterion, m.Score, m.Points, m.Formula)
		}
	}
	r.Points = num("100")
	if got, want := evaluate(t, r, []evaluation.Bid{scored("A", "100", "8", "2", "3.3")}).Places[0].Marks[2].Formula, "100 × 60 % × 75 % × 2 / 3 = 30"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestABidBelowAMinimumIsOutWithTheReason(t *testing.T) {
	r := rules(evaluation.SimpleRatio{})
	r.Criteria = tree()
	got := evaluate(t, r, []evaluation.Bid{
		scored("A", "100", "2", "2", "0"),  // 20 % and 2/3: 55 % of service
		scored("B", "1", "1.99", "3", "5"), // response is below its minimum
		scored("C", "1", "10", "1", "5"),   // 25 + 25 = 50 % of service: just enough
		scored("D", "1", "9.99", "1", "5"), // a hair less
		scored("E", "1", "0", "0", "5"),    // both
	})
	if want := "1 C, 2 A, 0 B, 0 D, 0 E"; order(got) != want {
		t.Fatalf("got %s, want %s", order(got), want)
	}
	missed := func(p evaluation.Place) string {
		text := ""
		for _, m := range p.Misses {
			text += m.Criterion + " " + m.Score.String() + " < " + m.Least.String() + "; "
		}
		return text
	}
	for i, want := range []string{"response 199/100 < 2; ", "service 1999/40 < 50; ", "service 0 < 50; response 0 < 2; "} {
		p := got.Places[2+i]
		if missed(p) != want || !p.Out() || p.Formula != "" || p.Sum == "" {
			t.Errorf("%s: got %s", p.Bid, missed(p))
		}
	}
}

func TestAnExcludedBidIsNoReferenceForOthers(t *testing.T) {
	out := evaluation.Bid{Name: "E", Price: num("1"), Excluded: "no proof of suitability"}
	with := evaluate(t, rules(evaluation.PricePoints{Weights: half, Formula: evaluation.Proportional}), append(vector(), out))
	if order(with) != "1 B, 2 C, 3 A, 4 D, 0 E" || figures(with) != "Pmin = 70000.00" || with.Places[4].Excluded != out.Excluded {
		t.Errorf("got %s with %s", order(with), figures(with))
	}
}

func TestThePublishedOrderDecidesTiesOneAfterTheOther(t *testing.T) {
	r := rules(evaluation.SimpleRatio{})
	equal := bids("A 100 10", "B 200 20", "C 200 20", "D 50 10")
	if got := evaluate(t, r, equal); order(got) != "1 A, 1 B, 1 C, 4 D" || !got.Places[0].Tied || got.Places[3].Tied {
		t.Errorf("without deciders: %s", order(got))
	}
	r.Ties = []evaluation.Decider{byPoints, byPrice}
	if got := evaluate(t, r, equal); order(got) != "1 B, 1 C, 3 A, 4 D" || len(got.Firsts) != 2 || got.Places[2].Tied {
		t.Errorf("by points: %s, %v", order(got), got.Firsts)
	}
	r.Ties = []evaluation.Decider{byPrice}
	if got := evaluate(t, r, equal); order(got) != "1 A, 2 B, 2 C, 4 D" || len(got.Firsts) != 1 {
		t.Errorf("by price: %s", order(got))
	}
	r.Criteria, r.Ties = tree(), []evaluation.Decider{{By: evaluation.ByCriterion, Criterion: "ecology"}}
	got := evaluate(t, r, []evaluation.Bid{scored("A", "100", "10", "3", "0"), scored("B", "100", "10", "1", "3.75")})
	if order(got) != "1 B, 2 A" || got.Places[0].Value.Cmp(got.Places[1].Value) != 0 {
		t.Errorf("by a criterion: %s\n%s", order(got), formulas(got))
	}
	r.Ties[0].Criterion = "service"
	if got := evaluate(t, r, []evaluation.Bid{scored("A", "100", "10", "3", "0"), scored("B", "100", "10", "1", "3.75")}); order(got) != "1 A, 2 B" {
		t.Errorf("by a criterion with parts: %s", order(got))
	}
}

func TestInTheEndARecordedLotDecides(t *testing.T) {
	equal := bids("A 100 10", "B 200 20", "C 100 10", "D 50 10", "E 50 10")
	got := evaluate(t, rules(evaluation.SimpleRatio{}), equal, "C", "A", "B")
	if order(got) != "1 C, 2 A, 3 B, 4 D, 4 E" || len(got.Firsts) != 1 || !got.Places[0].Tied {
		t.Errorf("got %s", order(got))
	}
	got = evaluate(t, rules(evaluation.SimpleRatio{}), equal, "E", "C", "D", "B", "A")
	if order(got) != "1 C, 2 B, 3 A, 4 E, 5 D" {
		t.Errorf("two ties in one draw: %s", order(got))
	}
}

func TestEveryRemovalThatChangesTheWinnerIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		method evaluation.Method
		bids   []evaluation.Bid
		firsts string
		want   string
	}{
		"the simple ratio knows no others":   {evaluation.SimpleRatio{}, vector(), "B", ""},
		"the lowest price neither":           {evaluation.LowestPrice{}, vector(), "D", ""},
		"the best ratio makes the band":      {extended("5", byPoints), vector(), "C", ""},
		"without the best the band is wider": {extended("5", byPoints), bids("A 100 100", "B 200 205", "C 385 410"), "B", "A: C"},
		"the cheapest hopeless bid swaps":    {evaluation.PricePoints{Weights: half, Formula: evaluation.Proportional}, bids("A 300 100", "B 225 74", "C 0 50"), "A", "C: B"},
		"medians move":                       {evaluation.WeightedReference{Weights: half}, vector(), "B", ""},
		"without it no median":               {evaluation.WeightedReference{Weights: half}, bids("A 400 10", "B 400 11", "C 0 10", "D 0 10"), "A", "B: undefined"},
	} {
		got := evaluate(t, rules(c.method), c.bids)
		if order(got)[2:3] != c.firsts || without(got.Stability) != c.want {
			t.Errorf("%s: %s; without %s, want %s", name, order(got), without(got.Stability), c.want)
		}
	}
}

func TestALowPriceIsAQuestionAndExcludesNobody(t *testing.T) {
	for _, c := range []struct {
		name string
		bids []evaluation.Bid
		want string
	}{
		{"exactly 20 % below the next", bids("A 1 80", "B 1 100", "C 1 100"), "A 100 × 80.00 = 8000 ≤ 8000 = 80 × 100.00 / ; "},
		{"a cent less", bids("A 1 80.01", "B 1 100", "C 1 100"), ""},
		{"exactly 40 % below the mean", bids("A 1 60", "B 1 70", "C 1 130"), "A  / 100 × 2 × 60.00 = 12000 ≤ 12000 = 60 × 200.00; B 100 × 70.00 = 7000 ≤ 10400 = 80 × 130.00 / ; "},
		{"a cent more", bids("A 1 60.01", "B 1 70", "C 1 71"), ""},
		{"two alike below the others", bids("A 1 50", "B 1 50", "C 1 100"),
			"A 100 × 50.00 = 5000 ≤ 8000 = 80 × 100.00 / ; B 100 × 50.00 = 5000 ≤ 8000 = 80 × 100.00 / ; "},
		{"one alone", bids("A 1 50"), ""},
	} {
		got := evaluate(t, rules(evaluation.LowestPrice{}), c.bids)
		text := ""
		for _, f := range got.Low {
			text += f.Bid + " " + f.Next + " / " + f.Mean + "; "
		}
		if text != c.want || got.Places[0].Bid != "A" {
			t.Errorf("%s: got %s, want %s", c.name, text, c.want)
		}
	}
	r := rules(evaluation.LowestPrice{})
	r.Low = evaluation.Low{}
	if got := evaluate(t, r, bids("A 1 1", "B 1 100")); len(got.Low) != 0 {
		t.Errorf("both tests left out: %v", got.Low)
	}
}

func TestPricesOfNothingAreComparedWherePricesAloneAre(t *testing.T) {
	r := evaluation.Rules{Method: evaluation.LowestPrice{}, Low: evaluation.Low{BelowNext: num("20"), BelowMean: num("40")}}
	free := func(names ...string) []evaluation.Bid {
		var given []evaluation.Bid
		for _, name := range names {
			given = append(given, evaluation.Bid{Name: name})
		}
		return given
	}
	result := evaluate(t, r, append(free("A"), evaluation.Bid{Name: "B", Price: num("100")}, evaluation.Bid{Name: "C", Price: num("100")}))
	if order(result) != "1 A, 2 B, 2 C" || len(result.Low) != 1 || result.Low[0].Next != "100 × 0.00 = 0 ≤ 8000 = 80 × 100.00" {
		t.Errorf("one asks nothing: %s, %+v", order(result), result.Low)
	}
	result = evaluate(t, r, free("A", "B"))
	if len(result.Firsts) != 2 || len(result.Low) != 0 {
		t.Errorf("both ask nothing, so none is low beside the other: %s, %+v", order(result), result.Low)
	}
	result = evaluate(t, r, free("A", "B"), "B", "A")
	if result.Places[0].Bid != "B" {
		t.Errorf("drawn: %s", order(result))
	}
	for _, m := range []evaluation.Method{
		evaluation.SimpleRatio{}, extended("5", byPoints), evaluation.WeightedReference{Weights: half}, fixed("10", "100"),
		evaluation.PricePoints{Weights: half, Formula: evaluation.Proportional}, evaluation.PricePoints{Weights: half, Formula: evaluation.OneSided},
		evaluation.PricePoints{Weights: half, Formula: evaluation.TwoSided},
	} {
		_, err := evaluation.Evaluate(rules(m), bids("A 10 100", "B 5 0"), nil)
		if f, _ := fault.Of(err); !errors.Is(err, evaluation.ErrPrice) || f.Field() != "bids.1.price" || f.Params()["bid"] != "B" {
			t.Errorf("%T takes a price of nothing: %v", m, err)
		}
	}
}
