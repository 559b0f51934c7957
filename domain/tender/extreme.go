package tender

import (
	"slices"

	"allmende/domain/money"
)

// Extreme says that a price is the lowest or the highest among the admitted bids. Several
// may be the lowest; of a single bid, and of prices that are all alike, none is either.
type Extreme string

// The extremes.
const (
	Lowest  Extreme = "lowest"
	Highest Extreme = "highest"
)

// markExtremes marks the prices of each item, and the totals.
func (r *LotResult) markExtremes() {
	var admitted []*Offer
	for i := range r.Offers {
		if o := &r.Offers[i]; o.Excluded == "" && len(o.Lines) == len(r.Lot.Items) {
			admitted = append(admitted, o)
		}
	}
	for i := range r.Lot.Items {
		mark(admitted, func(o *Offer) (*Extreme, money.Price) { return &o.Lines[i].Extreme, o.Lines[i].Price })
	}
	mark(admitted, func(o *Offer) (*Extreme, money.Amount) { return &o.Extreme, o.Total })
}

// mark marks the lowest and the highest of the values that offers have.
func mark[V interface{ Cmp(V) int }](offers []*Offer, of func(*Offer) (*Extreme, V)) {
	var values []V
	for _, o := range offers {
		_, value := of(o)
		values = append(values, value)
	}
	if len(values) == 0 {
		return
	}
	lowest, highest := slices.MinFunc(values, V.Cmp), slices.MaxFunc(values, V.Cmp)
	if lowest.Cmp(highest) == 0 {
		return
	}
	for i, o := range offers {
		extreme, _ := of(o)
		switch {
		case values[i].Cmp(lowest) == 0:
			*extreme = Lowest
		case values[i].Cmp(highest) == 0:
			*extreme = Highest
		}
	}
}
