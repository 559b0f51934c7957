package cases

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
)

type year struct {
	Memoryless []string   `json:"memoryless_year"`
	Months     [][]string `json:"cumulative_months"`
	Year       []string   `json:"cumulative_year"`
}

// cumulative answers "cumulative": every document split by itself, and the running total.
func cumulative(g *given) (any, error) {
	amounts := g.amounts("amounts")
	weights := g.weightsOfEach(len(amounts))
	keys := g.keys(len(weights[0]))
	if err := g.done(); err != nil {
		return nil, err
	}
	documents := make([]split.Document, len(amounts))
	memoryless := make([]decimal.Decimal, len(keys))
	for k, units := range amounts {
		documents[k] = split.Document{Units: units, Weights: weights[k]}
		alone, err := split.Units(units, withKeys(keys, weights[k]))
		if err != nil {
			return nil, err
		}
		for i, s := range alone.Shares {
			memoryless[i] = memoryless[i].Add(s.Units)
		}
	}
	steps, err := split.Cumulative(keys, documents)
	if err != nil {
		return nil, err
	}
	answer, sums := year{Memoryless: g.monies(memoryless), Months: [][]string{}}, make([]decimal.Decimal, len(keys))
	for _, step := range steps {
		answer.Months = append(answer.Months, g.monies(step.Units))
		for i, units := range step.Units {
			sums[i] = sums[i].Add(units)
		}
	}
	answer.Year = g.monies(sums)
	return answer, nil
}

// weightsOfEach reads the members' weights, or a list of them for each of n documents;
// the first are always there.
func (g *given) weightsOfEach(n int) [][]decimal.Decimal {
	var list []jsontext.Value
	g.into("weights", &list)
	each := make([][]decimal.Decimal, max(n, 1))
	if len(list) > 0 && list[0].Kind() == '[' {
		if len(list) != n {
			g.refuse(refusal("malformed_given weights"))
			return each
		}
		for k, text := range list {
			var numbers []numeral.Number
			if json.Unmarshal(text, &numbers) != nil || k > 0 && len(numbers) != len(each[0]) {
				g.refuse(refusal("malformed_given weights"))
			}
			each[k] = g.finite("weights", numbers)
		}
		return each
	}
	same := g.weights("weights")
	for k := range each {
		each[k] = same
	}
	return each
}

type fitted struct {
	PerLine  []string `json:"per_line_fixed_tie"`
	Document []string `json:"document_total"`
}

// lines answers "lines": so many lines of one amount, or lines of these amounts; each
// split by itself, and the members' totals when the lines are fitted to the document's.
func lines(g *given) (any, error) {
	if g.has("amount") {
		return sameLines(g)
	}
	amounts, members := g.amounts("lines"), g.members()
	if len(amounts)*len(members) > maxCells {
		g.refuse(split.ErrOutOfRange)
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	alone, err := postedBy(amounts, members)
	if err != nil {
		return nil, err
	}
	fit, err := split.FitLines(documentOf(amounts, members))
	if err != nil {
		return nil, err
	}
	answer := fitted{PerLine: g.monies(unitsAt(alone)), Document: []string{}}
	for _, m := range fit.Members {
		answer.Document = append(answer.Document, g.money(m.Units))
	}
	return answer, nil
}

// maxCells keeps the table of a document in the memory.
const maxCells = 2_000_000

func documentOf(amounts []decimal.Decimal, members []split.Member) ([]string, []split.Line) {
	keys, weights := make([]string, len(members)), make([]decimal.Decimal, len(members))
	for i, m := range members {
		keys[i], weights[i] = m.Key, m.Weight
	}
	document := make([]split.Line, len(amounts))
	for j, units := range amounts {
		document[j] = split.Line{Units: units, Weights: weights}
	}
	return keys, document
}

// sameLines needs no table: lines that are all alike can be fitted to any totals that
// round the exact ones, as a table of noughts and ones with equal row sums exists for
// all column sums up to the number of rows (Gale, Ryser). So the plain split stands.
func sameLines(g *given) (any, error) {
	units, members := g.amount("amount"), g.members()
	n := decimal.NewFromInt(int64(g.count("lines", maxLines)))
	if err := g.done(); err != nil {
		return nil, err
	}
	one, err := split.Units(units, members)
	if err != nil {
		return nil, err
	}
	document, err := split.Units(units.Mul(n), members)
	if err != nil {
		return nil, err
	}
	alone := unitsOf(one)
	for i := range alone {
		alone[i] = alone[i].Mul(n)
	}
	return fitted{PerLine: g.monies(alone), Document: g.shares(document)}, nil
}

// maxLines is more than any document has.
const maxLines = 1_000_000_000
