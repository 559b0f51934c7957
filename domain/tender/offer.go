package tender

import "allmende/domain/money"

// offer is what prices come to in a lot.
type offer struct {
	lines    []LinePrice  // of the items that have a price, by position
	total    money.Amount // for the firm demand, by which bids are compared
	atMost   money.Amount // for the maximum quantities
	complete bool         // every item has a price
}

// LinePrice is the price of an item and what its quantities come to, each rounded once.
// What is beyond the firm quantity, up to the maximum, is an option: the members may call
// it off, and need not.
type LinePrice struct {
	Item    Item
	Price   money.Price
	Total   money.Amount // for the firm quantity
	AtMost  money.Amount // for the maximum quantity
	Extreme Extreme      // of the price
}

func (l Lot) offer(prices map[ItemID]money.Price) offer {
	o := offer{lines: []LinePrice{}}
	for _, i := range l.Items {
		if price, given := prices[i.ID]; given {
			p := LinePrice{Item: i, Price: price, Total: price.Times(i.Firm.Decimal()), AtMost: price.Times(i.MaximumQuantity.Decimal())}
			o.lines, o.total, o.atMost = append(o.lines, p), o.total.Add(p.Total), o.atMost.Add(p.AtMost)
		}
	}
	o.complete = len(o.lines) == len(l.Items)
	return o
}
