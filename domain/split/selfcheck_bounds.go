package split

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"
)

func checkBounds(total decimal.Decimal, members []BoundedMember) error {
	result, err := Bounded(total, members)
	if err != nil {
		return err
	}
	level, units := boundsOracle(total, members)
	if got := result.Level.value(); got.Cmp(level) != 0 {
		return fmt.Errorf("the level is %s instead of %s", got, level)
	}
	for i, want := range units {
		if got := result.Units[i].BigInt(); got.Cmp(want) != 0 {
			return fmt.Errorf("member %d bears %s instead of %s", i, got, want)
		}
	}
	if free := result.Free; len(free.Shares) > 0 && len(Verify(free.Total, free.Shares)) > 0 {
		return errors.New("the split of the rest is not certified")
	}
	return nil
}

// randomBounds makes a case that has a split: what the members would bear by each
// other's weights lies between the bounds of each.
func randomBounds(random *rand.Rand, n int) (decimal.Decimal, []BoundedMember) {
	total, members := randomCase(random, n)
	others := slices.Clone(members)
	for i := range others {
		others[i].Weight = members[(i+1)%n].Weight
	}
	bounded := make([]BoundedMember, n)
	for i, possible := range oracle(total.Abs(), others) {
		bounded[i].Member = members[i]
		if kind := random.IntN(4); kind > 1 || members[i].Weight.Sign() == 0 {
			below := randomInteger(random, random.IntN(possible.BitLen()+1))
			if below.Cmp(possible) > 0 || kind == 2 || members[i].Weight.Sign() == 0 {
				below = possible
			}
			bounded[i].Floor = limitAt(below)
		}
		if kind := random.IntN(4); kind > 1 {
			above := new(big.Int).Set(possible)
			if kind == 3 {
				above.Add(above, randomInteger(random, random.IntN(possible.BitLen()+2)))
			}
			bounded[i].Cap = limitAt(above)
		}
	}
	return total, bounded
}

func limitAt(n *big.Int) *decimal.Decimal {
	d := decimal.NewFromBigInt(n, 0)
	return &d
}

// boundsOracle is the definition, with fractions only: it asks at every level where
// a bound begins or ends to hold what all would bear there, and follows the straight
// line between the two levels around the total. There must be a split.
func boundsOracle(total decimal.Decimal, members []BoundedMember) (*big.Rat, []*big.Int) {
	sum := total.Abs().Rat()
	levels := bends(members)
	at := slices.IndexFunc(levels, func(level *big.Rat) bool { return borneAt(level, members).Cmp(sum) >= 0 })
	level := levels[0]
	if at != 0 {
		if at < 0 {
			at = len(levels) - 1 // beyond the last bend the line goes on
		}
		from, to := levels[at-1], levels[at]
		low, high := borneAt(from, members), borneAt(to, members)
		part := new(big.Rat).Quo(new(big.Rat).Sub(sum, low), new(big.Rat).Sub(high, low))
		level = part.Add(from, part.Mul(part, new(big.Rat).Sub(to, from)))
	}
	return level, unitsAt(level, total, members)
}

// bends are the levels at which bounds hold or cease to, upwards from zero, and one
// level beyond.
func bends(members []BoundedMember) []*big.Rat {
	levels := []*big.Rat{new(big.Rat)}
	for _, m := range members {
		for _, bound := range []*decimal.Decimal{m.Floor, m.Cap} {
			if bound != nil && m.Weight.Sign() > 0 {
				levels = append(levels, new(big.Rat).Quo(bound.Rat(), m.Weight.Rat()))
			}
		}
	}
	slices.SortFunc(levels, (*big.Rat).Cmp)
	last := levels[len(levels)-1]
	return append(levels, new(big.Rat).Add(last, big.NewRat(1, 1)))
}

// borneAt is what all members would bear at a level.
func borneAt(level *big.Rat, members []BoundedMember) *big.Rat {
	sum := new(big.Rat)
	for _, m := range members {
		exact, _ := clamped(level, m)
		sum.Add(sum, exact)
	}
	return sum
}

// clamped is weight times level, or the bound that lies before it.
func clamped(level *big.Rat, m BoundedMember) (exact *big.Rat, held bool) {
	exact = new(big.Rat).Mul(level, m.Weight.Rat())
	if m.Cap != nil && exact.Cmp(m.Cap.Rat()) >= 0 {
		return m.Cap.Rat(), true
	}
	if m.Floor != nil && m.Floor.Sign() > 0 && exact.Cmp(m.Floor.Rat()) <= 0 {
		return m.Floor.Rat(), true
	}
	return exact, false
}

// unitsAt rounds what the members bear at the level.
func unitsAt(level *big.Rat, total decimal.Decimal, members []BoundedMember) []*big.Int {
	borne, rest := make([]*big.Int, len(members)), total.Abs().BigInt()
	var free []Member
	for i, m := range members {
		exact, held := clamped(level, m)
		if m.Weight.Sign() > 0 && !held {
			free = append(free, m.Member)
			continue
		}
		borne[i] = exact.Num()
		rest.Sub(rest, borne[i])
	}
	var shares []*big.Int
	if len(free) > 0 {
		shares = oracle(decimal.NewFromBigInt(rest, 0), free)
	}
	for i := range borne {
		if borne[i] == nil {
			borne[i], shares = shares[0], shares[1:]
		}
		if total.Sign() < 0 {
			borne[i].Neg(borne[i])
		}
	}
	return borne
}
