package evaluation_test

import (
	"math/big"

	"pgregory.net/rapid"

	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// drawn is a tender with two criteria, one of them in two parts.
type drawn struct {
	method  int // of methodNames
	by      int // the decider within the band: 0 points, 1 price, 2 the criterion "a"
	ties    []int
	band    int64 // thousandths of a per cent
	weight  int64 // of points, in per cent
	fixed   bool
	ref     [2]int64 // points, cents
	most    int64
	weights [2]int64 // of a and b, and of b's parts b1 and b2: per cent
	scales  [3]int64 // of a, b1, b2
	least   [3]int64
	bids    []drawnBid
	lots    bool // whether ties are drawn, in the order of names
}

type drawnBid struct {
	cents    int64
	scores   [3]int64
	excluded bool
}

const (
	lowest = iota
	simple
	inBand
	weighted
	proportional
	oneSided
	twoSided
)

func drawTender(t *rapid.T) drawn {
	small := rapid.Bool().Draw(t, "small") // then there are many ties
	upTo := func(most int64, what string) int64 {
		if small && most > 4 {
			most = 4
		}
		return rapid.Int64Range(0, most).Draw(t, what)
	}
	d := drawn{
		method: rapid.IntRange(lowest, twoSided).Draw(t, "method"), by: rapid.IntRange(0, 2).Draw(t, "by"),
		ties: rapid.SliceOfN(rapid.IntRange(0, 2), 0, 3).Draw(t, "ties"), band: rapid.Int64Range(1, 10_000).Draw(t, "band"),
		weight: rapid.Int64Range(1, 99).Draw(t, "weight"), fixed: rapid.Bool().Draw(t, "fixed"),
		ref: [2]int64{1 + upTo(1000, "Lref"), 1 + upTo(9_999_999, "Pref")}, most: 1 + upTo(1000, "points"),
		weights: [2]int64{rapid.Int64Range(1, 99).Draw(t, "weight of a"), rapid.Int64Range(1, 99).Draw(t, "weight of b1")},
		lots:    rapid.Bool().Draw(t, "lots"),
	}
	for i := range d.scales {
		d.scales[i] = 1 + upTo(99, "scale")
		if rapid.IntRange(0, 3).Draw(t, "with a minimum") == 0 {
			d.least[i] = rapid.Int64Range(0, d.scales[i]).Draw(t, "minimum")
		}
	}
	for range rapid.IntRange(1, 7).Draw(t, "bids") {
		b := drawnBid{cents: 1 + upTo(99_999_999, "cents"), excluded: rapid.IntRange(0, 9).Draw(t, "excluded") == 0}
		for i, scale := range d.scales {
			b.scores[i] = rapid.Int64Range(0, scale).Draw(t, "score")
		}
		d.bids = append(d.bids, b)
	}
	return d
}

func name(i int) string { return string(rune('A' + i)) }

func rat(num, den int64) split.Ratio { return split.NewRatio(big.NewInt(num), big.NewInt(den)) }

func decider(by int) evaluation.Decider {
	return []evaluation.Decider{byPoints, byPrice, {By: evaluation.ByCriterion, Criterion: "a"}}[by]
}

// rules and given say the tender in the words of the package.
func (d drawn) rules() evaluation.Rules {
	weights := evaluation.Weights{Points: rat(d.weight, 1), Price: rat(100-d.weight, 1)}
	reference := evaluation.WeightedReference{Weights: weights}
	if d.fixed {
		reference.Fixed = &evaluation.Offer{Points: rat(d.ref[0], 1), Price: rat(d.ref[1], 100)}
	}
	r := evaluation.Rules{
		Method: []evaluation.Method{
			evaluation.LowestPrice{}, evaluation.SimpleRatio{}, evaluation.ExtendedRatio{Band: rat(d.band, 1000), Decides: decider(d.by)}, reference,
			evaluation.PricePoints{Weights: weights, Formula: evaluation.Proportional}, evaluation.PricePoints{Weights: weights, Formula: evaluation.OneSided},
			evaluation.PricePoints{Weights: weights, Formula: evaluation.TwoSided},
		}[d.method],
		Points: rat(d.most, 1),
		Criteria: []evaluation.Criterion{
			{Name: "a", Weight: rat(d.weights[0], 1), Scale: rat(d.scales[0], 1), Least: rat(d.least[0], 1)},
			{Name: "b", Weight: rat(100-d.weights[0], 1), Parts: []evaluation.Criterion{
				{Name: "b1", Weight: rat(d.weights[1], 1), Scale: rat(d.scales[1], 1), Least: rat(d.least[1], 1)},
				{Name: "b2", Weight: rat(100-d.weights[1], 1), Scale: rat(d.scales[2], 1), Least: rat(d.least[2], 1)},
			}},
		},
		Low: evaluation.Low{BelowNext: rat(20, 1), BelowMean: rat(40, 1)},
	}
	for _, by := range d.ties {
		r.Ties = append(r.Ties, decider(by))
	}
	return r
}

func (d drawn) given() []evaluation.Bid {
	var all []evaluation.Bid
	for i, b := range d.bids {
		given := evaluation.Bid{Name: name(i), Price: rat(b.cents, 100), Scores: map[string]split.Ratio{
			"a": rat(b.scores[0], 1), "b1": rat(b.scores[1], 1), "b2": rat(b.scores[2], 1),
		}}
		if b.excluded {
			given.Excluded = "late"
		}
		all = append(all, given)
	}
	return all
}
