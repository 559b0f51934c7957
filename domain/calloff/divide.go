package calloff

import (
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/split"
)

// divide gives each share its part of every line, so that lines and members add up to the
// same total (split.FitLines).
func (j *Joint) divide(wishes []framework.Wish) func([]framework.Line) ([]money.Amount, error) {
	return func(lines []framework.Line) ([]money.Amount, error) {
		keys, document := make([]string, len(j.Shares)), make([]split.Line, len(lines))
		for i, s := range j.Shares {
			keys[i] = s.Member.String()
		}
		for line, l := range lines {
			at := slices.IndexFunc(wishes, func(w framework.Wish) bool { return w.Item == l.Item })
			document[line] = split.Line{Units: l.Total.Decimal().Shift(2), Weights: j.weights(at)}
		}
		fit, err := split.FitLines(keys, document)
		if err != nil {
			return nil, err
		}
		amounts := make([]money.Amount, len(j.Shares))
		for i := range j.Shares {
			j.Shares[i].take(fit, i)
			amounts[i] = j.Shares[i].Amount
		}
		return amounts, nil
	}
}

// weights are what the shares weigh in a line.
func (j *Joint) weights(line int) []decimal.Decimal {
	weights := make([]decimal.Decimal, len(j.Shares))
	for i, s := range j.Shares {
		switch j.Key {
		case ByWeights:
			weights[i] = s.Weight
		case ByQuantities:
			weights[i] = s.Quantities[line].Decimal()
		case ByEqualParts:
			weights[i] = decimal.New(1, 0)
		}
	}
	return weights
}

// take reads what a fit gives the share in that place.
func (s *Share) take(fit split.Fit, place int) {
	total := fit.Members[place]
	s.Amount = money.FromCents(total.Units.IntPart())
	s.Derived = Derivation{Floor: total.Floor, Remainder: total.Remainder, Denominator: fit.Denominator, Extra: total.Extra}
	s.Lines = make([]money.Amount, len(fit.Cells))
	for line, cells := range fit.Cells {
		s.Lines[line] = money.FromCents(cells[place].IntPart())
	}
}
