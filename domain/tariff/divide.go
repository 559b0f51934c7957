package tariff

import (
	"cmp"
	"slices"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// ErrDivided: a cost of the data center is divided by what is reserved or by what is used.
var ErrDivided = fault.New(fault.Invalid, "tariff.cost-basis", fault.Rule("G-CAP"))

// Cost is what the data center itself paid for a month, and by what it is divided: what stands
// there anyway by what is reserved, what runs up by what is used.
type Cost struct {
	Text     string
	Net      money.Amount
	Basis    Basis // Reserved or Used
	Resource metering.Resource
}

// Weight is what a member reserved, in units times days, or used of a resource in a month.
type Weight struct {
	Member   member.ID
	Resource metering.Resource
	Basis    Basis
	Quantity split.Ratio
}

// Weights are what members reserved and used, exactly, ordered by resource, basis and member:
// the weights of a cost pool, and of Divide.
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

// Divided is a cost with its split, whose shares explain themselves.
type Divided struct {
	Cost
	split.Result
}

// Divide splits costs instead of asking prices: to the cent, by the largest remainder. It fails
// with ErrDivided and the faults of split.Amount.
func Divide(costs []Cost, weights []Weight) ([]Divided, error) {
	divided := make([]Divided, 0, len(costs))
	for _, c := range costs {
		if c.Basis != Reserved && c.Basis != Used {
			return nil, ErrDivided
		}
		var who []member.ID
		var by []split.Ratio
		for _, w := range weights {
			if w.Basis == c.Basis && w.Resource == c.Resource {
				who, by = append(who, w.Member), append(by, w.Quantity)
			}
		}
		members := make([]split.Member, len(who))
		for i, weight := range split.Integers(by) {
			members[i] = split.Member{Key: who[i].String(), Weight: weight}
		}
		result, err := split.Amount(c.Net, members)
		if err != nil {
			return nil, err
		}
		divided = append(divided, Divided{c, result})
	}
	return divided, nil
}
