package shopping

import (
	"cmp"
	"slices"
)

// Count is how many items have a value.
type Count struct {
	Value string
	Items int
}

// tally counts, for each facet, how many items each of its values would give with all that
// is chosen of the other facets.
type tally map[Facet]map[string]int

func (t tally) add(f Facet, value string, items int) {
	if items == 0 || value == "" {
		return
	}
	if t[f] == nil {
		t[f] = map[string]int{}
	}
	t[f][value] += items
}

// ranked gives the most frequent value of each facet first.
func (t tally) ranked() map[Facet][]Count {
	all := make(map[Facet][]Count, len(Facets))
	for _, f := range Facets {
		counts := make([]Count, 0, len(t[f]))
		for value, items := range t[f] {
			counts = append(counts, Count{value, items})
		}
		slices.SortFunc(counts, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Items, a.Items), cmp.Compare(a.Value, b.Value)) })
		all[f] = counts
	}
	return all
}

// narrow tells which kinds of a shelf are asked for, of which so many items match each, and
// adds them to the tally.
func (s *Shelf) narrow(items []int, of Offer, choice Choice, t tally) (wanted []bool, count int) {
	allowed := s.allowed(choice)
	contract, supplier := choice.allows(Contract, of.Framework.String()), choice.allows(Supplier, of.Supplier)
	outside := 0 // facets of the contract that keep its items out
	for _, inside := range []bool{contract, supplier} {
		if !inside {
			outside++
		}
	}
	counts := make([][]int, len(kindFacets))
	for i := range counts {
		counts[i] = make([]int, len(s.values[i]))
	}
	inside := 0
	wanted = make([]bool, len(s.valuesOf))
	for kind, values := range s.valuesOf {
		if items[kind] == 0 {
			continue
		}
		missed, misses := -1, outside
		for i := range kindFacets {
			if allowed[i] != nil && !slices.ContainsFunc(values[i], func(v int) bool { return allowed[i][v] }) {
				missed, misses = i, misses+1
			}
		}
		switch {
		case misses == 0:
			wanted[kind] = true
			count += items[kind]
			for i := range kindFacets {
				addAll(counts[i], values[i], items[kind])
			}
		case misses == 1 && missed >= 0:
			addAll(counts[missed], values[missed], items[kind])
		case misses == 1:
			inside += items[kind]
		}
	}
	for i, f := range kindFacets {
		for v, n := range counts[i] {
			t.add(f, s.values[i][v], n)
		}
	}
	if contract {
		t.add(Supplier, of.Supplier, count+inside)
	}
	if supplier {
		t.add(Contract, of.Framework.String(), count+inside)
	}
	return wanted, count
}

// allowed are the values of each facet that are chosen, or nil where all are.
func (s *Shelf) allowed(choice Choice) [][]bool {
	allowed := make([][]bool, len(kindFacets))
	for i, f := range kindFacets {
		if len(choice[f]) == 0 {
			continue
		}
		allowed[i] = make([]bool, len(s.values[i]))
		for v, value := range s.values[i] {
			allowed[i][v] = choice.allows(f, value)
		}
	}
	return allowed
}

func addAll(counts []int, at []int, n int) {
	for _, i := range at {
		counts[i] += n
	}
}
