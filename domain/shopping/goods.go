package shopping

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Good is an item that can be called off, as the search knows it.
type Good struct {
	Item        [16]byte
	Name        string
	Description string
	Numbers     []string // that it is known by
	Kind        Kind
	Prices      []DatedPrice // today's first, then those that are certain to follow
}

// DatedPrice is a price from a day on, in millionths of a euro.
type DatedPrice struct {
	From  int // days since 1970
	Price int64
}

// Texts are what words are sought in.
func (g Good) Texts() []string { return []string{g.Name, g.Description, g.Kind.Manufacturer} }

// ShelfSize is how many goods a shelf holds at most.
const ShelfSize = 1 << 16

// Shelf is some goods of one contract, so put that searching them is quick: for each word,
// which goods have it. Goods stand in the order of their names and are called by their
// place. Nothing on a shelf ever changes.
type Shelf struct {
	items    [][16]byte
	names    texts
	prices   []int64
	later    map[uint16][]DatedPrice // of the goods whose price is going to change
	kindOf   []uint16
	values   [][]string // for each facet of a kind
	valuesOf [][][]int  // for each kind and facet, where its values stand there
	terms    texts      // in order; = before those of a name, ^ before the first one
	ends     []uint32   // of each term, where its part of places ends
	places   []uint16   // which goods have a term, in order
	words    []shelfWord
	numbers  texts // in order
	numberOf []uint16
}

// shelfWord is a word of a name.
type shelfWord struct {
	Word
	stem    string
	letters uint32
}

// texts are many short texts in one piece.
type texts struct {
	all  []byte
	ends []uint32
}

func (t *texts) add(text string) {
	t.all = append(t.all, text...)
	t.ends = append(t.ends, uint32(len(t.all)))
}

func (t *texts) at(i int) []byte {
	begin := uint32(0)
	if i > 0 {
		begin = t.ends[i-1]
	}
	return t.all[begin:t.ends[i]]
}

// from is where the first text stands that is not before this one.
func (t *texts) from(text string) int {
	low, high := 0, len(t.ends)
	for low < high {
		if middle := (low + high) / 2; string(t.at(middle)) < text {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func (t *texts) hasPrefix(i int, prefix string) bool {
	return i < len(t.ends) && bytes.HasPrefix(t.at(i), []byte(prefix))
}

// NewShelf puts goods on a shelf: at most ShelfSize, all of one contract.
func NewShelf(goods []Good, stems Stems) *Shelf {
	b := builder{shelf: &Shelf{later: map[uint16][]DatedPrice{}}, stems: stems, places: map[string][]uint16{}, words: map[string]*shelfWord{}}
	keys, order := make([]string, len(goods)), make([]int, len(goods))
	for i, g := range goods {
		keys[i], order[i] = Key(g.Name), i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), bytes.Compare(goods[a].Item[:], goods[b].Item[:]))
	})
	kinds := newKindTable()
	for place, i := range order {
		b.put(uint16(place), keys[i], goods[i])
		b.shelf.kindOf = append(b.shelf.kindOf, kinds.place(goods[i].Kind))
	}
	b.shelf.values, b.shelf.valuesOf = kinds.values, kinds.valuesOf
	b.finish()
	return b.shelf
}

// builder is what is known of a shelf while goods are put on it.
type builder struct {
	shelf   *Shelf
	stems   Stems
	places  map[string][]uint16
	words   map[string]*shelfWord
	numbers []numberAt
	terms   []string // of the good at hand
}

type numberAt struct {
	number string
	place  uint16
}

func (b *builder) put(place uint16, key string, g Good) {
	s := b.shelf
	s.items = append(s.items, g.Item)
	s.names.add(key)
	s.prices = append(s.prices, g.Prices[0].Price)
	if len(g.Prices) > 1 {
		s.later[place] = g.Prices[1:]
	}
	b.terms = b.terms[:0]
	for i, word := range Words(g.Name) {
		if stem, says := b.stems.of(word); says {
			b.terms = append(b.terms, stem, "="+stem)
			if i == 0 {
				b.terms = append(b.terms, "^"+stem)
			}
		}
	}
	for _, word := range Words(g.Description + " " + g.Kind.Manufacturer) {
		if stem, says := b.stems.of(word); says {
			b.terms = append(b.terms, stem)
		}
	}
	slices.Sort(b.terms)
	for _, term := range slices.Compact(b.terms) {
		b.places[term] = append(b.places[term], place)
	}
	for _, n := range g.Numbers {
		b.numbers = append(b.numbers, numberAt{Number(n), place})
	}
	b.learn(g.Name + " " + g.Kind.Manufacturer)
}

// learn remembers the words of a name as they are written, to put misspelt ones right.
func (b *builder) learn(name string) {
	for _, shown := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(shown) <= 3 {
			continue
		}
		if known := b.words[shown]; known != nil {
			known.Items++
			continue
		}
		words := Words(shown)
		if len(words) != 1 {
			continue
		}
		if stem, says := b.stems.of(words[0]); says {
			shown = strings.Clone(shown)
			b.words[shown] = &shelfWord{Word{plain(words[0]), shown, 1}, stem, lettersOf(plain(words[0]))}
		}
	}
}

func (b *builder) finish() {
	s := b.shelf
	terms := make([]string, 0, len(b.places))
	for term := range b.places {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	length := 0
	for _, term := range terms {
		length += len(b.places[term])
	}
	s.ends, s.places = make([]uint32, 0, len(terms)), make([]uint16, 0, length)
	for _, term := range terms {
		s.terms.add(term)
		s.places = append(s.places, b.places[term]...)
		s.ends = append(s.ends, uint32(len(s.places)))
	}
	s.terms.all, s.names.all = slices.Clip(s.terms.all), slices.Clip(s.names.all)
	for _, w := range b.words {
		s.words = append(s.words, *w)
	}
	slices.SortFunc(s.words, func(a, b shelfWord) int { return strings.Compare(a.Shown, b.Shown) })
	slices.SortFunc(b.numbers, func(a, b numberAt) int {
		return cmp.Or(strings.Compare(a.number, b.number), cmp.Compare(a.place, b.place))
	})
	for _, n := range b.numbers {
		s.numbers.add(n.number)
		s.numberOf = append(s.numberOf, n.place)
	}
}

// Size is how many goods there are.
func (s *Shelf) Size() int { return len(s.items) }

// priceOn is the price of a good on a day.
func (s *Shelf) priceOn(place uint16, day int) int64 {
	price := s.prices[place]
	if len(s.later) == 0 {
		return price
	}
	for _, next := range s.later[place] {
		if next.From <= day {
			price = next.Price
		}
	}
	return price
}
