package tender

import "allmende/domain/money"

// offer is what prices come to in a lot, for its firm demand.
type offer struct {
	lines    []LinePrice // of the items that have a price, by position
	total    money.Amount
	complete bool // every item has a price
}

// LinePrice is the price of an item and what its firm quantity comes to, rounded once.
type LinePrice struct {
	Item  Item
	Price money.Price
	Total money.Amount
}

func (l Lot) offer(prices map[ItemID]money.Price) offer {
	o := offer{lines: []LinePrice{}}
	for _, i := range l.Items {
		if price, given := prices[i.ID]; given {
			p := LinePrice{i, price, price.Times(i.Firm.Decimal())}
			o.lines, o.total = append(o.lines, p), o.total.Add(p.Total)
		}
	}
	o.complete = len(o.lines) == len(l.Items)
	return o
}
