package shopping

import "math/bits"

// places are some of the goods on a shelf, a bit for each.
type places []uint64

func newPlaces(goods int) places { return make(places, (goods+63)/64) }

func (p places) clear() { clear(p) }

func (p places) add(goods []uint16) {
	for _, g := range goods {
		p[g/64] |= 1 << (g % 64)
	}
}

func (p places) has(good int) bool { return p != nil && p[good/64]&(1<<(good%64)) != 0 }

// narrow leaves what is in the other as well; at first, that is all of it.
func (p places) narrow(other places, first bool) {
	for i := range p {
		if first {
			p[i] = other[i]
		} else {
			p[i] &= other[i]
		}
	}
}

func (p places) empty() bool {
	for _, some := range p {
		if some != 0 {
			return false
		}
	}
	return true
}

func (p places) each(do func(place int)) {
	for i, some := range p {
		for ; some != 0; some &= some - 1 {
			do(i*64 + bits.TrailingZeros64(some))
		}
	}
}
