package evaluation

import (
	"cmp"
	"errors"
	"slices"
)

// Change is a loser whose bid decides who wins: without it the first place would be
// another's. Undefined says that without it nothing could be computed any more, as the
// median of the points would be 0.
type Change struct {
	Without   string
	Firsts    []string // who would then be first, as in Result; none if undefined
	Undefined bool
}

// stability takes every loser out once and ranks the rest. Changes stand in the order
// of the bids' names. Lots that were drawn still count where they cover a whole tie.
func (r Rules) stability(admitted []*contender, firsts []string, draw map[string]int) []Change {
	var changes []Change
	for i, loser := range admitted {
		if slices.Contains(firsts, loser.name) {
			continue
		}
		without := slices.Delete(slices.Clone(admitted), i, i+1)
		rest, err := r.rank(without, draw)
		switch {
		case errors.Is(err, ErrMedianZero):
			changes = append(changes, Change{Without: loser.name, Undefined: true})
		case !slices.Equal(rest.firsts(), firsts):
			changes = append(changes, Change{Without: loser.name, Firsts: rest.firsts()})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Without, b.Without) })
	return changes
}
