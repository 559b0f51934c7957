package cases

import (
	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

type sharesTable struct {
	Shares     []string `json:"shares"`
	MinorUnits []string `json:"minor_units"`
}

// largestRemainder answers "lr".
func largestRemainder(g *given) (any, error) {
	total, members := g.amount("total"), g.members()
	if err := g.done(); err != nil {
		return nil, err
	}
	result, err := split.Units(total, members)
	if err != nil {
		return nil, err
	}
	table := sharesTable{Shares: g.shares(result), MinorUnits: []string{}}
	for _, s := range result.Shares {
		table.MinorUnits = append(table.MinorUnits, s.Units.String())
	}
	return table, nil
}

type sharesSummary struct {
	Floor           string `json:"floor"`
	MembersWithMore int    `json:"members_with_one_more"`
	Sum             string `json:"sum"`
}

// summary answers "lr_summary": n members of one weight, who all have the same floor.
func summary(g *given) (any, error) {
	total, n := g.amount("total"), g.count("n", maxMembers)
	weights := make([]decimal.Decimal, n)
	weight := g.weight("weight")
	for i := range weights {
		weights[i] = weight
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	result, err := split.Units(total, withKeys(places(n), weights))
	if err != nil {
		return nil, err
	}
	floor := result.Shares[0].Floor
	if total.Sign() < 0 {
		floor = floor.Neg()
	}
	return sharesSummary{Floor: g.money(floor), MembersWithMore: result.Left, Sum: g.money(sumOf(unitsOf(result)))}, nil
}

type bounded struct {
	Shares []string `json:"shares"`
	Level  string   `json:"level_per_weight"`
}

// clamp answers "clamp": shares between bounds. The level is in the amount's unit.
func clamp(g *given) (any, error) {
	total, members := g.amount("total"), g.boundedMembers()
	if err := g.done(); err != nil {
		return nil, err
	}
	result, err := split.Bounded(total, members)
	if err != nil {
		return nil, err
	}
	level := result.Level.Mul(split.RatioOf(decimal.New(1, -g.exponent())))
	if total.Sign() < 0 {
		level = level.Neg()
	}
	return bounded{Shares: g.monies(result.Units), Level: level.String()}, nil
}

func (g *given) boundedMembers() []split.BoundedMember {
	plain, floors, caps := g.members(), g.bounds("floor"), g.bounds("cap")
	members := make([]split.BoundedMember, len(plain))
	for field, bounds := range map[string][]*decimal.Decimal{"floor": floors, "cap": caps} {
		if bounds != nil && len(bounds) != len(plain) {
			g.refuse(refusal("malformed_given " + field))
			return nil
		}
	}
	for i, m := range plain {
		members[i].Member = m
		if floors != nil {
			members[i].Floor = floors[i]
		}
		if caps != nil {
			members[i].Cap = caps[i]
		}
	}
	return members
}
