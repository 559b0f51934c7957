package evaluation_test

import (
	"errors"
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/split"
)

// refusal is a tender that is not evaluated, and why.
type refusal struct {
	name   string
	change func(*evaluation.Rules, *[]evaluation.Bid, *[]string)
	want   *fault.Fault
	field  string
}

func inRules(name string, change func(*evaluation.Rules), want *fault.Fault, field string) refusal {
	return refusal{name, func(r *evaluation.Rules, _ *[]evaluation.Bid, _ *[]string) { change(r) }, want, field}
}

func inTree(name string, change func([]evaluation.Criterion), want *fault.Fault, field string) refusal {
	return inRules(name, func(r *evaluation.Rules) {
		r.Criteria = tree()
		change(r.Criteria)
	}, want, field)
}

func inBids(name string, want *fault.Fault, field string, given ...evaluation.Bid) refusal {
	return refusal{name, func(_ *evaluation.Rules, b *[]evaluation.Bid, _ *[]string) { *b = given }, want, field}
}

func inDraw(name string, want *fault.Fault, field string, draw ...string) refusal {
	return refusal{name, func(_ *evaluation.Rules, b *[]evaluation.Bid, d *[]string) {
		*b, *d = bids("A 100 10", "B 100 10", "C 100 10", "D 50 10"), draw
	}, want, field}
}

func method(m evaluation.Method) func(*evaluation.Rules) {
	return func(r *evaluation.Rules) { r.Method = m }
}

func weights(points, price string) evaluation.Weights {
	return evaluation.Weights{Points: num(points), Price: num(price)}
}

func fixed(points, price string) evaluation.WeightedReference {
	return evaluation.WeightedReference{Weights: half, Fixed: &evaluation.Offer{Points: num(points), Price: num(price)}}
}

func refusals() []refusal {
	negative, zero, unscored, stray := bid("A 1 -1"), bid("A 1 0"), bid("A 1 1"), bid("A 1 1")
	unscored.Scores = nil
	stray.Scores["colour"] = num("1")
	excluded, nameless := bid("A 401 0"), bid("A 1 1")
	excluded.Excluded, nameless.Name = "late", ""
	scored := bid("B 0 0")
	scored.Excluded, scored.Scores = "late", nil
	return []refusal{
		inRules("no method", method(nil), evaluation.ErrMethod, "method"),
		inRules("a band of nothing", method(extended("0", byPoints)), evaluation.ErrBand, "band"),
		inRules("a negative band", method(extended("-1", byPoints)), evaluation.ErrBand, "band"),
		inRules("a band over ten", method(extended("10.001", byPoints)), evaluation.ErrBand, "band"),
		inRules("a band that nothing decides in", method(extended("5", evaluation.Decider{})), evaluation.ErrDecider, "decides.by"),
		inRules("a band decided by no criterion", method(extended("5", evaluation.Decider{By: evaluation.ByCriterion, Criterion: "colour"})), evaluation.ErrCriterion, "decides.criterion"),
		inRules("weights of 99", method(evaluation.PricePoints{Weights: weights("50", "49"), Formula: evaluation.OneSided}), evaluation.ErrWeights, "weights"),
		inRules("a weight of nothing", method(evaluation.WeightedReference{Weights: weights("0", "100")}), evaluation.ErrWeights, "weights"),
		inRules("a negative weight", method(evaluation.WeightedReference{Weights: weights("110", "-10")}), evaluation.ErrWeights, "weights"),
		inRules("a formula that there is not", method(evaluation.PricePoints{Weights: half, Formula: "cubic"}), evaluation.ErrFormula, "formula"),
		inRules("a reference of no points", method(fixed("0", "1")), evaluation.ErrReference, "references.points"),
		inRules("a reference of a negative price", method(fixed("1", "-1")), evaluation.ErrReference, "references.price"),
		inRules("nothing to score", func(r *evaluation.Rules) { r.Criteria = nil }, evaluation.ErrCriteria, "criteria"),
		inRules("no points to give", func(r *evaluation.Rules) { r.Points = split.Ratio{} }, evaluation.ErrScale, "points"),
		inRules("an unknown decider", func(r *evaluation.Rules) { r.Ties = []evaluation.Decider{byPrice, {By: "beauty"}} }, evaluation.ErrDecider, "ties.1.by"),
		inRules("a decider by no criterion", func(r *evaluation.Rules) { r.Ties = []evaluation.Decider{{By: evaluation.ByCriterion}} }, evaluation.ErrCriterion, "ties.0.criterion"),
		inRules("a decider by points without any", func(r *evaluation.Rules) {
			r.Method, r.Criteria, r.Ties = evaluation.LowestPrice{}, nil, []evaluation.Decider{byPoints}
		}, evaluation.ErrCriteria, "criteria"),
		inRules("a limit of a hundred", func(r *evaluation.Rules) { r.Low.BelowNext = num("100") }, evaluation.ErrLimit, "low.next"),
		inRules("a negative limit", func(r *evaluation.Rules) { r.Low.BelowMean = num("-1") }, evaluation.ErrLimit, "low.mean"),

		inTree("siblings of 99", func(c []evaluation.Criterion) { c[1].Weight = num("39") }, evaluation.ErrWeights, "criteria"),
		inTree("parts of 101", func(c []evaluation.Criterion) { c[0].Parts[0].Weight = num("26") }, evaluation.ErrWeights, "criteria.0.parts"),
		inTree("siblings of a hundred with a negative one", func(c []evaluation.Criterion) { c[0].Weight, c[1].Weight = num("-10"), num("110") }, evaluation.ErrWeights, "criteria"),
		inTree("a criterion without a name", func(c []evaluation.Criterion) { c[0].Parts[1].Name = "" }, evaluation.ErrCriterionName, "criteria.0.parts.1.name"),
		inTree("a name twice", func(c []evaluation.Criterion) { c[1].Name = "people" }, evaluation.ErrCriterionTwice, "criteria.1.name"),
		inTree("a part named like its whole", func(c []evaluation.Criterion) { c[0].Parts[0].Name = "service" }, evaluation.ErrCriterionTwice, "criteria.0.parts.0.name"),
		inTree("no scale", func(c []evaluation.Criterion) { c[1].Scale = split.Ratio{} }, evaluation.ErrScale, "criteria.1.scale"),
		inTree("a scale above parts", func(c []evaluation.Criterion) { c[0].Scale = num("10") }, evaluation.ErrScale, "criteria.0.scale"),
		inTree("a minimum above the scale", func(c []evaluation.Criterion) { c[1].Least = num("5.01") }, evaluation.ErrMinimum, "criteria.1.least"),
		inTree("a minimum above a hundred per cent", func(c []evaluation.Criterion) { c[0].Least = num("101") }, evaluation.ErrMinimum, "criteria.0.least"),
		inTree("a negative minimum", func(c []evaluation.Criterion) { c[1].Least = num("-1") }, evaluation.ErrMinimum, "criteria.1.least"),

		inBids("no bid", evaluation.ErrNoBid, "bids"),
		inBids("a bid without a name", evaluation.ErrBidName, "bids.0.name", nameless),
		inBids("a bid twice", evaluation.ErrBidTwice, "bids.1.name", bids("A 1 1", "A 2 2")...),
		inBids("a price of nothing", evaluation.ErrPrice, "bids.0.price", zero),
		inBids("a negative price", evaluation.ErrPrice, "bids.0.price", negative),
		inBids("a score over the scale", evaluation.ErrScore, "bids.1.scores", bids("A 400 1", "B 400.001 1")...),
		inBids("a negative score", evaluation.ErrScore, "bids.0.scores", bids("A -1 1")...),
		inBids("a score over the scale of an excluded bid", evaluation.ErrScore, "bids.0.scores", excluded),
		inBids("no score", evaluation.ErrScoreMissing, "bids.0.scores", unscored),
		inBids("a score for no criterion", evaluation.ErrCriterion, "bids.0.scores", stray),
		inBids("everybody is excluded", evaluation.ErrNoneAdmitted, "bids", scored),
		{"a median of no points", func(r *evaluation.Rules, b *[]evaluation.Bid, _ *[]string) {
			r.Method, *b = evaluation.WeightedReference{Weights: half}, bids("A 0 1", "B 0 2", "C 1 3")
		}, evaluation.ErrMedianZero, "references"},

		inDraw("a draw that names one twice", evaluation.ErrDrawTwice, "draw.2", "A", "B", "A"),
		inDraw("a draw of one that is not tied", evaluation.ErrDraw, "draw.3", "A", "B", "C", "D"),
		inDraw("a draw of nobody", evaluation.ErrDraw, "draw.0", "X"),
		inDraw("a draw among some", evaluation.ErrDrawIncomplete, "draw", "C", "A"),
	}
}

func TestWhatCannotBeEvaluatedIsRefusedAtItsPlace(t *testing.T) {
	for _, c := range refusals() {
		t.Run(c.name, func(t *testing.T) {
			r, given, draw := rules(evaluation.SimpleRatio{}), []evaluation.Bid(nil), []string(nil)
			given = vector()
			c.change(&r, &given, &draw)
			if len(r.Criteria) == 2 { // the tree's own scores
				given = []evaluation.Bid{tree1("A")}
			}
			result, err := evaluation.Evaluate(r, given, draw)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			f, _ := fault.Of(err)
			if f.Field() != c.field || f.Rule() != "G-EVA" || result.Places != nil {
				t.Errorf("field %q of rule %s, want %q", f.Field(), f.Rule(), c.field)
			}
		})
	}
}

func tree1(name string) evaluation.Bid { return scored(name, "1", "5", "2", "3") }
