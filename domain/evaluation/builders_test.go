package evaluation_test

import (
	"math/big"
	"strings"
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// num reads "95000", "0.5" or "1/3".
func num(text string) split.Ratio {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("no number: " + text)
	}
	return split.NewRatio(r.Num(), r.Denom())
}

// performance is one criterion from 0 to 400 points.
func performance() []evaluation.Criterion {
	return []evaluation.Criterion{{Name: "performance", Weight: num("100"), Scale: num("400")}}
}

// rules compare by a method and up to 400 points, without deciders.
func rules(m evaluation.Method) evaluation.Rules {
	return evaluation.Rules{Method: m, Points: num("400"), Criteria: performance(), Low: evaluation.Low{BelowNext: num("20"), BelowMean: num("40")}}
}

// bid reads "A 380 95000": name, performance and price.
func bid(text string) evaluation.Bid {
	word := strings.Fields(text)
	return evaluation.Bid{Name: word[0], Price: num(word[2]), Scores: map[string]split.Ratio{"performance": num(word[1])}}
}

func bids(texts ...string) []evaluation.Bid {
	var all []evaluation.Bid
	for _, text := range texts {
		all = append(all, bid(text))
	}
	return all
}

// vector is that of the domain.
func vector() []evaluation.Bid {
	return bids("A 380 95000", "B 350 84000", "C 400 101000", "D 240 70000")
}

// evaluate fails the test on a refusal.
func evaluate(t *testing.T, r evaluation.Rules, b []evaluation.Bid, draw ...string) evaluation.Result {
	t.Helper()
	result, err := evaluation.Evaluate(r, b, draw)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// order is "1 B, 2 A": ranks and names; a bid that is out has rank 0.
func order(r evaluation.Result) string {
	var words []string
	for _, p := range r.Places {
		words = append(words, string(rune('0'+p.Rank))+" "+p.Bid)
	}
	return strings.Join(words, ", ")
}

func formulas(r evaluation.Result) string {
	var lines []string
	for _, p := range r.Places {
		lines = append(lines, p.Formula)
	}
	return strings.Join(lines, "\n")
}

func figures(r evaluation.Result) string {
	var lines []string
	for _, f := range r.Figures {
		lines = append(lines, f.Formula)
	}
	return strings.Join(lines, "\n")
}

// without is "B: A; D: undefined", who would be first without whom.
func without(changes []evaluation.Change) string {
	var words []string
	for _, c := range changes {
		if c.Undefined {
			words = append(words, c.Without+": undefined")
			continue
		}
		words = append(words, c.Without+": "+strings.Join(c.Firsts, " "))
	}
	return strings.Join(words, "; ")
}
