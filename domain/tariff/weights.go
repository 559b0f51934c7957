package tariff

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Weight is what a member reserved, in units times days, or used of a resource in a month. A cost
// pool divides by it what the data center itself paid: what stands there anyway by what is
// reserved, what runs up by what is used.
type Weight struct {
	Member   member.ID
	Resource metering.Resource
	Basis    Basis // Reserved or Used
	Quantity split.Ratio
}

// weightPlaces are those that the weights of a cost pool have.
const weightPlaces = 9

// Text is the quantity as a cost pool takes it, and whether that is all of it: a use that was
// spread over a gap may be a fraction without end, and is rounded half up.
func (w Weight) Text() (text string, exact bool) { return inDigits(w.Quantity) }

func inDigits(q split.Ratio) (text string, exact bool) {
	quantity := new(big.Rat).SetFrac(q.Num(), q.Den())
	text = quantity.FloatString(weightPlaces)
	written, _ := new(big.Rat).SetString(text)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), "."), written.Cmp(quantity) == 0
}

// Weights are what members reserved and used, exactly, ordered by resource, basis and member.
func Weights(month period.Span, holdings []Holding, metered []Metered) []Weight {
	b := newBooks(month, holdings, metered)
	var weights []Weight
	for basis, days := range map[Basis]map[subject][]daily{Reserved: b.reserved, Used: b.used} {
		for of, list := range days {
			w := Weight{Member: of.member, Resource: of.resource, Basis: basis}
			for _, d := range list {
				w.Quantity = w.Quantity.Add(d.quantity)
			}
			weights = append(weights, w)
		}
	}
	slices.SortFunc(weights, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(a.Resource, b.Resource), cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Member, b.Member))
	})
	return weights
}
