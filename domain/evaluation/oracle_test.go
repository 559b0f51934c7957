package evaluation_test

import (
	"math/big"
	"slices"

	"allmende/domain/evaluation"
)

// The oracle knows nothing of fractions, sorting or trees. Its numbers are integers: a
// bid's points are counted over one common denominator, prices are cents, "better" is a
// product compared with a product, and the rank of a bid is one more than how many are
// better than it.

func product(factors ...int64) *big.Int {
	p := big.NewInt(1)
	for _, f := range factors {
		p.Mul(p, big.NewInt(f))
	}
	return p
}

// denominator is that of points: over it the points of every bid are whole.
func (d drawn) denominator() *big.Int { return product(10_000, d.scales[0], d.scales[1], d.scales[2]) }

// points are L times the denominator.
func (d drawn) points(i int) *big.Int {
	s, w, c := d.bids[i].scores, d.weights, d.scales
	sum := product(d.most, w[0], 100, s[0], c[1], c[2])
	sum.Add(sum, product(d.most, 100-w[0], w[1], s[1], c[0], c[2]))
	return sum.Add(sum, product(d.most, 100-w[0], 100-w[1], s[2], c[0], c[1]))
}

// admitted are the bids that compete.
func (d drawn) admitted() []int {
	var in []int
	for i, b := range d.bids {
		if !b.excluded && b.scores[0] >= d.least[0] && b.scores[1] >= d.least[1] && b.scores[2] >= d.least[2] {
			in = append(in, i)
		}
	}
	return in
}

// middles are the two in the middle of the sorted numbers, added: twice the median.
func middles(numbers []*big.Int) *big.Int {
	slices.SortFunc(numbers, (*big.Int).Cmp)
	n := len(numbers)
	return new(big.Int).Add(numbers[(n-1)/2], numbers[n/2])
}

func mul(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }

// field is what the oracle looks up of all bids that compete.
type field struct {
	d           drawn
	in          []int
	least, most int64
	best        int
	ref         [2]*big.Int // twice the points by the denominator, twice the cents
}

func (d drawn) field(in []int) field {
	f := field{d: d, in: in, least: d.bids[in[0]].cents, most: d.bids[in[0]].cents, best: in[0]}
	var points, cents []*big.Int
	for _, i := range in {
		f.least, f.most = min(f.least, d.bids[i].cents), max(f.most, d.bids[i].cents)
		if mul(d.points(i), product(d.bids[f.best].cents)).Cmp(mul(d.points(f.best), product(d.bids[i].cents))) > 0 {
			f.best = i
		}
		points, cents = append(points, d.points(i)), append(cents, product(d.bids[i].cents))
	}
	f.ref = [2]*big.Int{middles(points), middles(cents)}
	if d.fixed {
		f.ref = [2]*big.Int{mul(product(2, d.ref[0]), d.denominator()), product(2, d.ref[1])}
	}
	return f
}

// undefined: the method divides by a median of 0.
func (f field) undefined() bool { return f.d.method == weighted && f.ref[0].Sign() == 0 }

// ratio is above 0 if the points of i for a euro are more than those of j.
func (f field) ratio(i, j int) int {
	return mul(f.d.points(i), product(f.d.bids[j].cents)).Cmp(mul(f.d.points(j), product(f.d.bids[i].cents)))
}

func (f field) within(i int) bool {
	left := mul(mul(product(100_000), f.d.points(i)), product(f.d.bids[f.best].cents))
	return left.Cmp(mul(mul(product(100_000-f.d.band), f.d.points(f.best)), product(f.d.bids[i].cents))) >= 0
}

// worth is the value of i under a method of sums, times a positive number that is the
// same for i and j.
func (f field) worth(i, j int) *big.Int {
	d, p, q := f.d, f.d.bids[i].cents, f.d.bids[j].cents
	quality, den := mul(product(d.weight), d.points(i)), d.denominator()
	price := product(100-d.weight, d.most)
	switch d.method {
	case weighted: // w*L/Lref - v*P/Pref, times Lref*Pref
		return new(big.Int).Sub(mul(quality, f.ref[1]), mul(product(100-d.weight, p), f.ref[0]))
	case proportional: // w*L + v*most*Pmin/p, times den*p*q
		return new(big.Int).Add(mul(quality, product(p, q)), mul(mul(price, den), product(f.least, q)))
	case oneSided: // w*L + v*most*max(0, 2*Pmin-p)/Pmin, times den*Pmin
		return new(big.Int).Add(mul(quality, product(f.least)), mul(mul(price, den), product(max(0, 2*f.least-p))))
	}
	if f.most == f.least {
		return quality
	}
	return new(big.Int).Add(mul(quality, product(f.most-f.least)), mul(mul(price, den), product(f.most-p)))
}

// decide is above 0 if the decider prefers i to j.
func (f field) decide(by, i, j int) int {
	switch by {
	case 0:
		return f.d.points(i).Cmp(f.d.points(j))
	case 1:
		return product(f.d.bids[j].cents).Cmp(product(f.d.bids[i].cents))
	}
	return product(f.d.bids[i].scores[0]).Cmp(product(f.d.bids[j].scores[0]))
}

// better is above 0 if i is better than j, before any lot.
func (f field) better(i, j int) int {
	grounds := []int{}
	switch f.d.method {
	case lowest:
		grounds = append(grounds, f.decide(1, i, j))
	case simple:
		grounds = append(grounds, f.ratio(i, j))
	case inBand:
		switch within, other := f.within(i), f.within(j); {
		case within && !other:
			return 1
		case other && !within:
			return -1
		case within:
			grounds = append(grounds, f.decide(f.d.by, i, j))
		}
		grounds = append(grounds, f.ratio(i, j))
	default:
		grounds = append(grounds, f.worth(i, j).Cmp(f.worth(j, i)))
	}
	for _, by := range f.d.ties {
		grounds = append(grounds, f.decide(by, i, j))
	}
	for _, order := range grounds {
		if order != 0 {
			return order
		}
	}
	return 0
}

// ranks counts who is better; among tied bids that are all in lots the first in it.
func (f field) ranks(lots map[int]bool) map[int]int {
	ranks := map[int]int{}
	for _, i := range f.in {
		ranks[i] = 1
		settled, earlier := true, 0
		for _, j := range f.in {
			switch order := f.better(j, i); {
			case order > 0:
				ranks[i]++
			case order == 0:
				settled = settled && lots[j]
				if j < i {
					earlier++
				}
			}
		}
		if settled {
			ranks[i] += earlier
		}
	}
	return ranks
}

func firstsOf(ranks map[int]int) []string {
	var names []string
	for i, rank := range ranks {
		if rank == 1 {
			names = append(names, name(i))
		}
	}
	slices.Sort(names)
	return names
}

// changes takes every loser out.
func (f field) changes(firsts []string, lots map[int]bool) string {
	var all []evaluation.Change
	for at, loser := range f.in {
		if slices.Contains(firsts, name(loser)) {
			continue
		}
		rest := f.d.field(slices.Delete(slices.Clone(f.in), at, at+1))
		switch {
		case rest.undefined():
			all = append(all, evaluation.Change{Without: name(loser), Undefined: true})
		case !slices.Equal(firstsOf(rest.ranks(lots)), firsts):
			all = append(all, evaluation.Change{Without: name(loser), Firsts: firstsOf(rest.ranks(lots))})
		}
	}
	return without(all)
}

// low are the names of those 20 % below the next or 40 % below the others' mean.
func (f field) low() string {
	names := ""
	for _, i := range f.in {
		p, next, sum, n := f.d.bids[i].cents, int64(0), int64(0), int64(len(f.in)-1)
		for _, j := range f.in {
			q := f.d.bids[j].cents
			if j != i {
				sum += q
			}
			if q > p && (next == 0 || q < next) {
				next = q
			}
		}
		if next > 0 && 5*p <= 4*next || n > 0 && 5*p*n <= 3*sum {
			names += name(i)
		}
	}
	return names
}
