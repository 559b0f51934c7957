package sheet

import (
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// shared is an amount shared by the sheet's rule, in minor units and in the order of the members.
type shared struct {
	units     []decimal.Decimal
	held      []split.Hold
	level     split.Ratio
	groups    []decimal.Decimal
	divisions []Division
}

// share applies the one rule that the sheet has to an amount.
func (s *Sheet) share(amount decimal.Decimal, weights []decimal.Decimal) (shared, error) {
	switch {
	case s.Groups != nil:
		return s.shareInStages(amount, weights)
	case s.Base != nil:
		return s.shareAboveBase(amount, weights)
	default:
		return s.shareWithinBounds(amount, weights)
	}
}

// members have the sheet's keys and these weights.
func (s *Sheet) members(weights []decimal.Decimal) []split.Member {
	members := make([]split.Member, len(s.Members))
	for i, m := range s.Members {
		members[i] = split.Member{Key: m.Key, Weight: weights[i]}
	}
	return members
}

func (s *Sheet) shareAboveBase(amount decimal.Decimal, weights []decimal.Decimal) (shared, error) {
	base, err := s.units(*s.Base, "/base")
	if err != nil {
		return shared{}, err
	}
	result, err := split.AboveBase(amount, base, s.members(weights))
	if err != nil {
		return shared{}, err
	}
	if amount.Sign() < 0 {
		base = base.Neg()
	}
	units := unitsOf(result)
	for i := range units {
		units[i] = units[i].Add(base)
	}
	return shared{units: units, divisions: []Division{divisionOf("all, above the base amount", result)}}, nil
}

// shareWithinBounds is also the rule of a sheet without bounds.
func (s *Sheet) shareWithinBounds(amount decimal.Decimal, weights []decimal.Decimal) (shared, error) {
	members, bounded := make([]split.BoundedMember, len(s.Members)), false
	for i, m := range s.members(weights) {
		floor, err := s.optionalUnits(s.Members[i].Floor, fmt.Sprintf("/members/%d/floor", i))
		if err != nil {
			return shared{}, err
		}
		limit, err := s.optionalUnits(s.Members[i].Cap, fmt.Sprintf("/members/%d/cap", i))
		if err != nil {
			return shared{}, err
		}
		members[i] = split.BoundedMember{Member: m, Floor: floor, Cap: limit}
		bounded = bounded || floor != nil || limit != nil
	}
	if !bounded {
		result, err := split.Units(amount, s.members(weights))
		if err != nil {
			return shared{}, err
		}
		return shared{units: unitsOf(result), divisions: []Division{divisionOf("all", result)}}, nil
	}
	result, err := split.Bounded(amount, members)
	if err != nil {
		return shared{}, err
	}
	answer := shared{units: result.Units, held: result.Held, level: result.Level}
	if result.Free.Shares != nil {
		answer.divisions = []Division{divisionOf("those whom no bound holds", result.Free)}
	}
	return answer, nil
}

func (s *Sheet) shareInStages(amount decimal.Decimal, weights []decimal.Decimal) (shared, error) {
	groups, places, err := s.groups(weights)
	if err != nil {
		return shared{}, err
	}
	answer := shared{units: make([]decimal.Decimal, len(s.Members)), groups: make([]decimal.Decimal, len(groups))}
	if s.Rounding == split.RoundedOnce {
		result, err := split.Once(amount, groups)
		if err != nil {
			return shared{}, err
		}
		at := 0
		for g := range groups {
			for _, i := range places[g] {
				answer.units[i] = result.Shares[at].Units
				answer.groups[g] = answer.groups[g].Add(answer.units[i])
				at++
			}
		}
		answer.divisions = []Division{divisionOfQuotas("all, by their part of their group's part", result)}
		return answer, nil
	}
	result, err := split.PerStage(amount, groups)
	if err != nil {
		return shared{}, err
	}
	answer.divisions = []Division{divisionOf("the groups", result.Groups)}
	for g, group := range result.Members {
		answer.groups[g] = result.Groups.Shares[g].Units
		if group.Shares == nil {
			continue // a group of nobody, which bears nothing
		}
		for j, i := range places[g] {
			answer.units[i] = group.Shares[j].Units
		}
		answer.divisions = append(answer.divisions, divisionOf("the members of "+groups[g].Key, group))
	}
	return answer, nil
}

// groups are the members by their groups; places are theirs on the sheet.
func (s *Sheet) groups(weights []decimal.Decimal) (groups []split.Group, places [][]int, err error) {
	at := make(map[string]int, len(s.Groups))
	groups, places = make([]split.Group, len(s.Groups)), make([][]int, len(s.Groups))
	for g, group := range s.Groups {
		weight, err := number(group.Weight, fmt.Sprintf("/groups/%d/weight", g))
		if err != nil {
			return nil, nil, err
		}
		at[group.Name] = g
		groups[g] = split.Group{Key: group.Name, Weight: weight}
	}
	for i, m := range s.members(weights) {
		g := at[s.Members[i].Group]
		groups[g].Members, places[g] = append(groups[g].Members, m), append(places[g], i)
	}
	return groups, places, nil
}

func unitsOf(r split.Result) []decimal.Decimal {
	units := make([]decimal.Decimal, len(r.Shares))
	for i, s := range r.Shares {
		units[i] = s.Units
	}
	return units
}

func total(units []decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	for _, u := range units {
		sum = sum.Add(u)
	}
	return sum
}
