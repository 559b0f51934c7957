package split

import (
	"cmp"
	"math/big"
	"slices"
)

// units splits numbers of any size: in machine words where they fit, else in
// big ones, with the same result.
func (s *Splitter) units(total *big.Int, w weights) ([]*big.Int, error) {
	if !total.IsInt64() || w.sum.BitLen() > 63 {
		return s.largestRemainder(total, w.scaled, w.sum)
	}
	words := make([]uint64, len(w.scaled))
	for i, scaled := range w.scaled {
		words[i] = scaled.Uint64()
	}
	shares := make([]int64, len(words))
	if err := s.Split(shares, total.Int64(), words); err != nil {
		return nil, err
	}
	units := make([]*big.Int, len(shares))
	for i, share := range shares {
		units[i] = big.NewInt(share)
	}
	return units, nil
}

// splitLarge is Split for weights whose sum reaches 2^63.
func (s *Splitter) splitLarge(shares []int64, total int64, words []uint64) error {
	sum, scaled := new(big.Int), make([]*big.Int, len(words))
	for i, word := range words {
		scaled[i] = new(big.Int).SetUint64(word)
		sum.Add(sum, scaled[i])
	}
	units, err := s.largestRemainder(big.NewInt(total), scaled, sum)
	if err != nil {
		return err
	}
	for i, u := range units {
		shares[i] = u.Int64()
	}
	return nil
}

// largestRemainder is the rule without any limit of size.
func (s *Splitter) largestRemainder(total *big.Int, scaled []*big.Int, sum *big.Int) ([]*big.Int, error) {
	units, remainders := make([]*big.Int, len(scaled)), make([]*big.Int, len(scaled))
	if sum.Sign() == 0 && total.Sign() != 0 {
		return nil, ErrNoPositiveWeight
	}
	size := new(big.Int).Abs(total)
	left := new(big.Int).Set(size)
	for i, w := range scaled {
		units[i], remainders[i] = new(big.Int), new(big.Int)
		if sum.Sign() > 0 {
			units[i].QuoRem(new(big.Int).Mul(size, w), sum, remainders[i])
			left.Sub(left, units[i])
		}
	}
	one := big.NewInt(1)
	for _, place := range s.byRemainder(remainders)[:left.Int64()] {
		units[place].Add(units[place], one)
	}
	if total.Sign() < 0 {
		for _, u := range units {
			u.Neg(u)
		}
	}
	return units, nil
}

// byRemainder returns the places from the largest remainder to the smallest, equal ones by key.
func (s *Splitter) byRemainder(remainders []*big.Int) []int {
	places, rank := make([]int, len(remainders)), make([]int, len(remainders))
	for i := range places {
		places[i], rank[i] = i, i
	}
	for r, place := range s.byKey {
		rank[place] = r
	}
	slices.SortFunc(places, func(a, b int) int {
		return cmp.Or(remainders[b].Cmp(remainders[a]), cmp.Compare(rank[a], rank[b]))
	})
	return places
}
