// Package shopping helps people find what they may call off: it counts what a search can be
// narrowed by, and puts misspelt words right.
package shopping

import (
	"slices"
	"strconv"
	"strings"

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
	Category     string
	Manufacturer string
	CPVGroup     string
	Labels       []string
	DeliveryDays int // negative where nothing is stated
}

// kindFacets are those that a kind decides; the others are the contract's.
var kindFacets = []Facet{Category, Manufacturer, CPVGroup, Label, Delivery}

// values are what the kind is by a facet; none where that is not stated.
func (k Kind) values(f Facet) []string {
	switch f {
	case Category:
		return stated(k.Category)
	case Manufacturer:
		return stated(k.Manufacturer)
	case CPVGroup:
		return stated(k.CPVGroup)
	case Label:
		return k.Labels
	case Delivery:
		return k.within()
	case Contract, Supplier:
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

// key tells kinds apart.
func (k Kind) key() string {
	return strings.Join(append([]string{k.Category, k.Manufacturer, k.CPVGroup, strconv.Itoa(k.DeliveryDays)}, k.Labels...), "\x1f")
}

// kindTable gives each kind on a shelf a place, and each value that kinds have.
type kindTable struct {
	places   map[string]uint16
	values   [][]string       // of each facet
	valueAt  []map[string]int // where a value stands there
	valuesOf [][][]int        // of each kind and facet
}

func newKindTable() *kindTable {
	t := &kindTable{places: map[string]uint16{}, values: make([][]string, len(kindFacets)), valueAt: make([]map[string]int, len(kindFacets))}
	for i := range t.valueAt {
		t.valueAt[i] = map[string]int{}
	}
	return t
}

func (t *kindTable) place(k Kind) uint16 {
	key := k.key()
	if place, known := t.places[key]; known {
		return place
	}
	of := make([][]int, len(kindFacets))
	for i, f := range kindFacets {
		for _, v := range k.values(f) {
			at, known := t.valueAt[i][v]
			if !known {
				at = len(t.values[i])
				t.values[i], t.valueAt[i][v] = append(t.values[i], v), at
			}
			of[i] = append(of[i], at)
		}
	}
	place := uint16(len(t.places))
	t.places[key], t.valuesOf = place, append(t.valuesOf, of)
	return place
}

// Choice is what is chosen of facets: of each at least one value, and any will do.
type Choice map[Facet][]string

// allows tells whether a value of a facet is among those chosen.
func (c Choice) allows(f Facet, value string) bool {
	return len(c[f]) == 0 || slices.Contains(c[f], value)
}
