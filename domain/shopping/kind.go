// Package shopping helps people find what they may call off: it counts what a search can be
// narrowed by, and puts misspelt words right.
package shopping

import (
	"cmp"
	"slices"
	"strconv"

	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
)

// Facet is something that a search can be narrowed by.
type Facet string

// The facets.
const (
	Category     Facet = "category"
	Contract     Facet = "framework"
	Supplier     Facet = "supplier"
	Manufacturer Facet = "manufacturer"
	CPVGroup     Facet = "cpv"
	Label        Facet = "label"
	Delivery     Facet = "delivery" // within so many days
)

// Facets lists every facet in the order in which they are shown.
var Facets = []Facet{Category, Contract, Supplier, Manufacturer, Delivery, Label, CPVGroup}

// deliveryBounds are the days that one can bound the delivery by.
var deliveryBounds = []int{2, 5, 10, 30}

// Possible reports whether a facet can have a value at all.
func Possible(f Facet, value string) bool {
	switch f {
	case Category:
		switch demand.Category(value) {
		case demand.Hardware, demand.Software, demand.Service, demand.DataCenter:
			return true
		}
		return false
	case Contract:
		_, err := id.Parse[framework.Framework](value)
		return err == nil
	case Delivery:
		return slices.ContainsFunc(deliveryBounds, func(days int) bool { return value == strconv.Itoa(days) })
	case Supplier, Manufacturer, CPVGroup, Label:
		return value != "" && len([]rune(value)) <= longestValue
	}
	return false
}

// longestValue is how many signs a value may have.
const longestValue = 200

// Kind is what items of a contract have in common that one can filter by.
type Kind struct {
	ID           int
	Framework    framework.ID
	Category     string
	Manufacturer string
	CPVGroup     string
	Labels       []string
	DeliveryDays int // negative where nothing is stated
}

// Offer is a contract that a member may call off from, with the name that its supplier goes by.
type Offer struct {
	Framework framework.ID
	Supplier  string
}

// values are what the kind is by a facet; none where that is not stated.
func (k Kind) values(f Facet, supplier string) []string {
	switch f {
	case Category:
		return stated(k.Category)
	case Contract:
		return stated(k.Framework.String())
	case Supplier:
		return stated(supplier)
	case Manufacturer:
		return stated(k.Manufacturer)
	case CPVGroup:
		return stated(k.CPVGroup)
	case Label:
		return k.Labels
	case Delivery:
		return k.within()
	}
	return nil
}

func stated(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// within are the bounds that the delivery keeps.
func (k Kind) within() []string {
	var kept []string
	for _, days := range deliveryBounds {
		if k.DeliveryDays >= 0 && k.DeliveryDays <= days {
			kept = append(kept, strconv.Itoa(days))
		}
	}
	return kept
}

// Choice is what is chosen of facets: of each at least one value, and any will do.
type Choice map[Facet][]string

// misses tells which one facet keeps the kind out, or that none or several do.
func (c Choice) misses(values [][]string) (missed Facet, several bool) {
	for i, f := range Facets {
		if chosen := c[f]; len(chosen) > 0 && !slices.ContainsFunc(values[i], func(v string) bool { return slices.Contains(chosen, v) }) {
			if missed != "" {
				return missed, true
			}
			missed = f
		}
	}
	return missed, false
}

// Count is how many items have a value.
type Count struct {
	Value string
	Items int
}

// Result is what a search comes to.
type Result struct {
	Kinds []int // that are asked for and can be called off
	Items int   // of these kinds
	// Counts say for each facet how many items each of its values would give with all that is
	// chosen of the other facets; the most frequent value first.
	Counts map[Facet][]Count
}

// Narrow counts the items of each kind that match a search.
func Narrow(kinds []Kind, items []int, offers []Offer, choice Choice) Result {
	suppliers := make(map[framework.ID]string, len(offers))
	for _, o := range offers {
		suppliers[o.Framework] = o.Supplier
	}
	result := Result{Counts: make(map[Facet][]Count, len(Facets))}
	tallies := make([]map[string]int, len(Facets))
	for i := range tallies {
		tallies[i] = map[string]int{}
	}
	values := make([][]string, len(Facets))
	for n, k := range kinds {
		supplier, offered := suppliers[k.Framework]
		if !offered {
			continue
		}
		for i, f := range Facets {
			values[i] = k.values(f, supplier)
		}
		missed, several := choice.misses(values)
		if several {
			continue
		}
		if missed == "" {
			result.Kinds = append(result.Kinds, k.ID)
			result.Items += items[n]
		}
		for i, f := range Facets {
			if missed != "" && missed != f {
				continue
			}
			for _, v := range values[i] {
				tallies[i][v] += items[n]
			}
		}
	}
	for i, f := range Facets {
		result.Counts[f] = ranked(tallies[i])
	}
	return result
}

func ranked(tally map[string]int) []Count {
	counts := make([]Count, 0, len(tally))
	for value, items := range tally {
		counts = append(counts, Count{value, items})
	}
	slices.SortFunc(counts, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Items, a.Items), cmp.Compare(a.Value, b.Value)) })
	return counts
}
