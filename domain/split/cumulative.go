package split

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// CumulativeRule names the mode in which not every document is split, but the
// running total: the same member would else pay every left cent of a year.
const CumulativeRule = "cumulative"

// Document is one of a series: its total in minor units, and what every member
// weighs in it, in the order of the members. Weights may differ from document to
// document; who is not in one weighs zero.
type Document struct {
	Units   decimal.Decimal
	Weights []decimal.Decimal
}

// Step is what a document adds to a series.
type Step struct {
	Target QuotaResult       // of the running total, this document included
	Units  []decimal.Decimal // what the members bear of this document: its target less the one before
}

// Cumulative splits a series of documents so that after each of them every member's
// running sum is its exact running quota, the sum of t*w/W over the documents so
// far, rounded down or up by Quotas. Every document still sums to its total, but a
// share of one document may be up to two units off its own quota, even -1 of one
// cent.
//
// It fails with the faults of Units, at documents.N where a document is at fault.
// Another number of weights than of keys is an error of the caller.
func Cumulative(keys []string, documents []Document) ([]Step, error) {
	r, err := readSeries(keys, documents)
	if err != nil {
		return nil, err
	}
	steps := make([]Step, len(documents))
	before := make([]decimal.Decimal, len(keys))
	for k, line := range r.documents {
		r.add(line)
		target, err := Quotas(decimal.NewFromBigInt(r.total, 0), r.quotas(keys))
		if err != nil {
			return nil, err
		}
		steps[k] = Step{Target: target, Units: make([]decimal.Decimal, len(keys))}
		for i, share := range target.Shares {
			steps[k].Units[i] = share.Units.Sub(before[i])
			before[i] = share.Units
		}
	}
	return steps, nil
}

// RunningQuotas is the running total of a series and every member's exact quota of it:
// Quotas makes of them the last Target of Cumulative, Delta what there is to post.
// Its faults are those of Cumulative.
func RunningQuotas(keys []string, documents []Document) (total decimal.Decimal, quotas []Quota, err error) {
	r, err := readSeries(keys, documents)
	if err != nil {
		return decimal.Zero, nil, err
	}
	for _, line := range r.documents {
		r.add(line)
	}
	return decimal.NewFromBigInt(r.total, 0), r.quotas(keys), nil
}

// series sums quotas up over one denominator, common to all documents.
type series struct {
	documents []exactLine
	common    *big.Int
	total     *big.Int
	sums      []big.Int // by member, in parts of common
}

func readSeries(keys []string, documents []Document) (*series, error) {
	if _, err := NewSplitter(keys); err != nil {
		return nil, err
	}
	r := &series{total: new(big.Int), sums: make([]big.Int, len(keys)), documents: make([]exactLine, len(documents))}
	for k, document := range documents {
		line, err := readLine(keys, Line(document))
		if f, refused := fault.Of(err); refused {
			return nil, f.At(fmt.Sprintf("documents.%d", k))
		}
		if err != nil {
			return nil, fmt.Errorf("document %d: %w", k, err)
		}
		r.documents[k] = line
	}
	r.common = commonMultiple(r.documents)
	return r, nil
}

func (r *series) add(line exactLine) {
	r.total.Add(r.total, line.units)
	if line.weights.sum.Sign() == 0 {
		return
	}
	factor := new(big.Int).Quo(r.common, line.weights.sum)
	factor.Mul(factor, line.units)
	var part big.Int
	for i, w := range line.weights.scaled {
		r.sums[i].Add(&r.sums[i], part.Mul(factor, w))
	}
}

func (r *series) quotas(keys []string) []Quota {
	quotas := make([]Quota, len(keys))
	for i, key := range keys {
		quotas[i] = Quota{Key: key, Quota: NewRatio(&r.sums[i], r.common)}
	}
	return quotas
}
