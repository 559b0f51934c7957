package shopping

import (
	"bytes"
	"cmp"
	"slices"

	"allmende/domain/framework"
)

// Offer is a contract that a member may call off from, with the name that its supplier goes by.
type Offer struct {
	Framework framework.ID
	Supplier  string
}

// Stock is what there is of a contract.
type Stock struct {
	Offer
	Shelves []Shelved
}

// Shelved is a shelf without what has left it since it was put in order.
type Shelved struct {
	*Shelf
	gone places
}

// Without gives the shelf without some of its goods.
func (s Shelved) Without(gone map[[16]byte]bool) Shelved {
	left := Shelved{s.Shelf, newPlaces(len(s.items))}
	copy(left.gone, s.gone)
	for place, item := range s.items {
		if gone[item] {
			left.gone[place/64] |= 1 << (place % 64)
		}
	}
	return left
}

// Order is the order of what a search finds.
type Order string

// The orders.
const (
	ByFit        Order = "" // the best first; by name where nothing is looked for
	ByName       Order = "name"
	ByPrice      Order = "price"
	ByPriceFalls Order = "price-desc"
)

// Search is what is looked for among what there is.
type Search struct {
	Sought      Sought
	Choice      Choice
	Least, Most *int64 // bounds of the price, in millionths of a euro
	Order       Order
	Day         int    // whose prices count, in days since 1970
	After       *Place // the page begins behind it
	Limit       int    // how many a page has
}

// Place is where an item stands in the order of a search.
type Place struct {
	Fit   uint8
	Key   string
	Price int64
	Item  [16]byte
}

// Found is what a search comes to.
type Found struct {
	Items int
	// Counts say for each facet how many items each of its values would give with all that is
	// chosen of the other facets; the most frequent value first.
	Counts map[Facet][]Count
	Page   []Place
	More   bool // there are items behind the page
}

// Find searches all that there is.
func Find(stocks []Stock, search Search) Found {
	found, counted := Found{}, tally{}
	best := collection{search: search, most: search.Limit + 1}
	buffer := make([]uint8, ShelfSize)
	for _, of := range stocks {
		for _, s := range of.Shelves {
			fits := buffer[:len(s.items)]
			clear(fits)
			s.match(search.Sought, fits)
			wanted, n := s.narrow(s.count(fits, search), of.Offer, search.Choice, counted)
			found.Items += n
			if n > 0 {
				best.collect(s.Shelf, fits, wanted)
			}
		}
	}
	found.Counts, found.Page = counted.ranked(), best.sorted()
	if found.More = len(found.Page) > search.Limit; found.More {
		found.Page = found.Page[:search.Limit]
	}
	return found
}

// count tells how many goods of each kind match, and takes out what is gone or not within the
// bounds of the price.
func (s Shelved) count(fits []uint8, search Search) []int {
	items := make([]int, len(s.valuesOf))
	bounded := search.Least != nil || search.Most != nil
	for place, fit := range fits {
		if fit == unfit {
			continue
		}
		if s.gone.has(place) || bounded && !search.within(s.priceOn(uint16(place), search.Day)) {
			fits[place] = unfit
			continue
		}
		items[s.kindOf[place]]++
	}
	return items
}

func (search Search) within(price int64) bool {
	return (search.Least == nil || price >= *search.Least) && (search.Most == nil || price <= *search.Most)
}

// compare tells which of two items comes first.
func (search Search) compare(a, b Place) int {
	switch search.Order {
	case ByPrice:
		return cmp.Or(cmp.Compare(a.Price, b.Price), bytes.Compare(a.Item[:], b.Item[:]))
	case ByPriceFalls:
		return cmp.Or(cmp.Compare(b.Price, a.Price), bytes.Compare(b.Item[:], a.Item[:]))
	case ByName:
		return cmp.Or(cmp.Compare(a.Key, b.Key), bytes.Compare(a.Item[:], b.Item[:]))
	case ByFit:
	}
	return cmp.Or(cmp.Compare(a.Fit, b.Fit), cmp.Compare(a.Key, b.Key), bytes.Compare(a.Item[:], b.Item[:]))
}

// collection keeps the first places of a page.
type collection struct {
	search Search
	most   int
	places []Place
	last   *Place // what stands behind it is not on the page
}

// collect looks through a shelf. Goods stand in the order of their names, so that of each fit
// no more than the first ones are looked at, unless prices count.
func (c *collection) collect(s *Shelf, fits []uint8, wanted []bool) {
	var taken [anywhere + 1]int
	for i, fit := range fits {
		if fit == unfit || !wanted[s.kindOf[i]] {
			continue
		}
		if c.search.Order == ByName {
			fit = anywhere
		}
		place := uint16(i)
		if byPrice(c.search.Order) {
			if c.last != nil && c.beyond(s.priceOn(place, c.search.Day)) {
				continue
			}
		} else if taken[fit] == c.most {
			if c.search.Order == ByName || c.search.Sought.Everything() {
				return // there is no other fit
			}
			continue
		}
		if c.offer(s, place, fit) {
			taken[fit]++
		}
	}
}

// beyond tells of most prices quickly that they stand behind what is sure to fill the page.
func (c *collection) beyond(price int64) bool {
	if c.search.Order == ByPrice {
		return price > c.last.Price
	}
	return price < c.last.Price
}

// offer takes a good unless it stands before the page or behind what is sure to fill it.
func (c *collection) offer(s *Shelf, place uint16, fit uint8) bool {
	at := Place{Fit: fit, Price: s.priceOn(place, c.search.Day), Item: s.items[place]}
	if c.last != nil && byPrice(c.search.Order) && c.search.compare(at, *c.last) >= 0 {
		return false
	}
	at.Key = string(s.names.at(int(place)))
	if c.search.After != nil && c.search.compare(at, *c.search.After) <= 0 {
		return false
	}
	if c.places = append(c.places, at); len(c.places) >= 8*c.most {
		c.places = c.sorted()
		last := c.places[c.most-1]
		c.last = &last
	}
	return true
}

// sorted leaves the places that can be on the page.
func (c *collection) sorted() []Place {
	slices.SortFunc(c.places, c.search.compare)
	return c.places[:min(len(c.places), c.most)]
}

func byPrice(o Order) bool { return o == ByPrice || o == ByPriceFalls }
