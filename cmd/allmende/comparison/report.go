package comparison

import (
	"fmt"
	"strings"

	"allmende/cmd/allmende/grid"
	"allmende/domain/evaluation"
)

// report says what the first place depends on, in words for a council.
func report(r evaluation.Result) []string {
	losers := -len(r.Firsts)
	for _, p := range r.Places {
		if !p.Out() {
			losers++
		}
	}
	switch {
	case losers == 0:
		return []string{"There is no losing bid that the result could depend on."}
	case len(r.Stability) == 0:
		return []string{fmt.Sprintf("The result is stable: whichever of the %s is taken out, the first place stays as it is.", counted(losers, "losing bid"))}
	}
	lines := []string{fmt.Sprintf("The result depends on bids that do not win: %d of %s.", len(r.Stability), counted(losers, "losing bid"))}
	for _, c := range r.Stability {
		lines = append(lines, changed(c, r.Firsts))
	}
	return append(lines, "The method measures bids by one another; a bid without a chance can therefore decide who is first. This is no mistake in the figures.")
}

func changed(c evaluation.Change, firsts []string) string {
	switch {
	case c.Undefined:
		return fmt.Sprintf("Without the bid of %s nothing could be computed: the median of the points would be 0.", grid.Printable(c.Without))
	case len(c.Firsts) == 1:
		return fmt.Sprintf("Without the bid of %s, %s would win instead of %s.", grid.Printable(c.Without), names(c.Firsts), tieOf(firsts))
	}
	return fmt.Sprintf("Without the bid of %s, %s would share the first place, and a lot would have to decide, instead of %s.",
		grid.Printable(c.Without), names(c.Firsts), tieOf(firsts))
}

// tieOf names the first, or the tie on the first place.
func tieOf(firsts []string) string {
	if len(firsts) == 1 {
		return names(firsts)
	}
	return "the tie between " + names(firsts)
}

// names is "A", "A and B" or "A, B and C".
func names(all []string) string {
	printed := make([]string, len(all))
	for i, name := range all {
		printed[i] = grid.Printable(name)
	}
	if len(printed) == 1 {
		return printed[0]
	}
	last := len(printed) - 1
	return strings.Join(printed[:last], ", ") + " and " + printed[last]
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sentences say the rules, so that a derivation can be read alone.
func (s *Sheet) sentences(r evaluation.Rules) []string {
	lines := []string{methodSentence(r)}
	if len(r.Criteria) > 0 {
		lines = append(lines, fmt.Sprintf("A bid that is the best under every criterion gets %s points L.", evaluation.Text(r.Points)))
	}
	if len(r.Ties) == 0 {
		return append(lines, "Bids that are equal stay tied until a recorded lot decides.")
	}
	words := make([]string, len(r.Ties))
	for i, d := range r.Ties {
		words[i] = ground(d)
	}
	return append(lines, "Of equal bids the better one has "+strings.Join(words, ", then ")+"; those that are equal then stay tied until a recorded lot decides.")
}

func ground(d evaluation.Decider) string {
	switch d.By {
	case evaluation.ByPoints:
		return "the higher points L"
	case evaluation.ByPrice:
		return "the lower price P"
	case evaluation.ByCriterion:
	}
	return fmt.Sprintf("the higher score for %q", grid.Printable(d.Criterion))
}

func methodSentence(r evaluation.Rules) string {
	switch m := r.Method.(type) {
	case evaluation.SimpleRatio:
		return "The highest Z = L / P wins: points for a euro."
	case evaluation.ExtendedRatio:
		return fmt.Sprintf("Z = L / P. Bids within %s %% of the highest Z count as alike; among them the one with %s wins, and only between equals the higher Z.",
			evaluation.Text(m.Band), ground(m.Decides))
	case evaluation.WeightedReference:
		references := "the medians of the admitted bids"
		if m.Fixed != nil {
			references = "references fixed in advance"
		}
		return fmt.Sprintf("The highest Z = %s %% × L / Lref − %s %% × P / Pref wins, with %s.",
			evaluation.Text(m.Weights.Points), evaluation.Text(m.Weights.Price), references)
	case evaluation.PricePoints:
		return fmt.Sprintf("The highest Z = %s %% × L + %s %% × K wins, with price points K = %s.",
			evaluation.Text(m.Weights.Points), evaluation.Text(m.Weights.Price), priceSentence(m.Formula, evaluation.Text(r.Points)))
	default:
		return "The lowest price P wins."
	}
}

func priceSentence(f evaluation.PriceFormula, most string) string {
	switch f {
	case evaluation.OneSided:
		return most + " × (2 − P / Pmin), but never below 0"
	case evaluation.TwoSided:
		return most + " × (Pmax − P) / (Pmax − Pmin), and " + most + " for all if all prices are equal"
	case evaluation.Proportional:
	}
	return most + " × Pmin / P"
}
