package cases

import (
	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// delta is what has to be posted for a target after something else was.
func (g *given) delta(target, posted []split.Position) ([]string, error) {
	deltas, err := split.Delta(target, posted)
	if err != nil {
		return nil, err
	}
	return g.monies(unitsAt(deltas)), nil
}

func unitsAt(positions []split.Position) []decimal.Decimal {
	units := make([]decimal.Decimal, len(positions))
	for i, p := range positions {
		units[i] = p.Units
	}
	return units
}

type restatement struct {
	Old   []string `json:"old"`
	New   []string `json:"new"`
	Delta []string `json:"delta"`
}

// restated answers "restated_weights".
func restated(g *given) (any, error) {
	total, before, after := g.amount("total"), g.weights("old"), g.weights("new")
	if len(before) != len(after) {
		g.refuse(refusal("malformed_given new"))
	}
	keys := g.keys(len(before))
	if err := g.done(); err != nil {
		return nil, err
	}
	posted, target, delta, err := g.resplit(total, withKeys(keys, before), withKeys(keys, after))
	if err != nil {
		return nil, err
	}
	return restatement{Old: g.shares(posted), New: g.shares(target), Delta: delta}, nil
}

// resplit splits a total among members as they were and as they are.
func (g *given) resplit(total decimal.Decimal, before, after []split.Member) (posted, target split.Result, delta []string, err error) {
	if posted, err = split.Units(total, before); err != nil {
		return posted, target, nil, err
	}
	if target, err = split.Units(total, after); err != nil {
		return posted, target, nil, err
	}
	delta, err = g.delta(target.Positions(), posted.Positions())
	return posted, target, delta, err
}

type lateJoin struct {
	New   []string `json:"new"`
	Delta []string `json:"delta"`
}

// lateMember answers "late_member": who joins has the last key.
func lateMember(g *given) (any, error) {
	total, before, joined := g.amount("total"), g.weights("old"), g.weight("joined")
	keys := g.keys(len(before) + 1)
	if err := g.done(); err != nil {
		return nil, err
	}
	after := withKeys(keys, append(before[:len(before):len(before)], joined))
	_, target, delta, err := g.resplit(total, after[:len(before)], after)
	if err != nil {
		return nil, err
	}
	return lateJoin{New: g.shares(target), Delta: delta}, nil
}

type credited struct {
	Credit []string `json:"credit"`
}

// partialCredit answers "partial_credit".
func partialCredit(g *given) (any, error) {
	posted, credit := g.amounts("posted"), g.amount("credit")
	keys := g.keys(len(posted))
	if err := g.done(); err != nil {
		return nil, err
	}
	positions := make([]split.Position, len(posted))
	for i, units := range posted {
		positions[i] = split.Position{Key: keys[i], Units: units}
	}
	result, err := split.PartialCredit(positions, credit)
	if err != nil {
		return nil, err
	}
	return credited{Credit: g.shares(result)}, nil
}

type rerunDeltas struct {
	Rerun     []string `json:"rerun_delta"`
	Corrected []string `json:"corrected_delta"`
}

// rerun answers "rerun": what a second run posts, unchanged and with another total.
func rerun(g *given) (any, error) {
	first, second, members := g.amount("first"), g.amount("second"), g.members()
	if err := g.done(); err != nil {
		return nil, err
	}
	posted, err := split.Units(first, members)
	if err != nil {
		return nil, err
	}
	unchanged, err := g.rerunDelta(first, members, posted)
	if err != nil {
		return nil, err
	}
	corrected, err := g.rerunDelta(second, members, posted)
	if err != nil {
		return nil, err
	}
	return rerunDeltas{Rerun: unchanged, Corrected: corrected}, nil
}

func (g *given) rerunDelta(total decimal.Decimal, members []split.Member, posted split.Result) ([]string, error) {
	target, err := split.Units(total, members)
	if err != nil {
		return nil, err
	}
	return g.delta(target.Positions(), posted.Positions())
}

type reversed struct {
	Sums []string `json:"sum_per_member"`
}

// reverse answers "reverse": a charge and its reversal, member by member.
func reverse(g *given) (any, error) {
	total, members := g.amount("total"), g.members()
	if err := g.done(); err != nil {
		return nil, err
	}
	charge, err := split.Units(total, members)
	if err != nil {
		return nil, err
	}
	sums := unitsOf(charge)
	for i, back := range split.Reverse(charge.Positions()) {
		sums[i] = sums[i].Add(back.Units)
	}
	return reversed{Sums: g.monies(sums)}, nil
}
