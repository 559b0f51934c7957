package shopping_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/shopping"
)

func TestTheNearestWordIsTheOneMeant(t *testing.T) {
	words := []shopping.Word{{"monitor", "monitor", 500}, {"motor", "motor", 90}, {"notebook", "notebook", 800}, {"maus", "maus", 70}, {"haus", "haus", 71}}
	for typed, want := range map[string]string{
		"monitor":  "monitor",
		"montior":  "monitor", // neighbours in the wrong order
		"monitr":   "monitor",
		"moonitor": "monitor",
		"notbok":   "notebook", // two missing
		"ntbok":    "",         // three missing, of a short word
		"baus":     "haus",     // as near as maus, and more frequent
		"maux":     "maus",
		"mxxs":     "",
		"drucker":  "",
	} {
		got, found := shopping.Nearest(typed, words)
		if got.Word != want && found || found != (want != "") {
			t.Errorf("%s: got %q, %t; want %q", typed, got.Word, found, want)
		}
	}
}

func TestFacetsCountWhatEachChoiceWouldGive(t *testing.T) {
	a, b, foreign := id.New[framework.Framework](), id.New[framework.Framework](), id.New[framework.Framework]()
	offers := []shopping.Offer{{a, "Technik GmbH"}, {b, "Papier AG"}}
	kinds := []shopping.Kind{
		{ID: 1, Framework: a, Category: "hardware", Manufacturer: "HP", Labels: []string{"Blauer Engel", "TCO"}, DeliveryDays: 2},
		{ID: 2, Framework: a, Category: "hardware", Manufacturer: "Dell", DeliveryDays: 6},
		{ID: 3, Framework: b, Category: "service", DeliveryDays: -1},
		{ID: 4, Framework: foreign, Category: "service", DeliveryDays: 1},
	}
	items := []int{10, 5, 3, 1000}
	got := shopping.Narrow(kinds, items, offers, shopping.Choice{shopping.Manufacturer: {"HP"}, shopping.Delivery: {"10"}})
	if !slices.Equal(got.Kinds, []int{1}) || got.Items != 10 {
		t.Errorf("got kinds %v, %d items", got.Kinds, got.Items)
	}
	if want := []shopping.Count{{"HP", 10}, {"Dell", 5}}; !slices.Equal(got.Counts[shopping.Manufacturer], want) {
		t.Errorf("the other manufacturer can still be chosen: got %v", got.Counts[shopping.Manufacturer])
	}
	if want := []shopping.Count{{"10", 10}, {"2", 10}, {"30", 10}, {"5", 10}}; !slices.Equal(got.Counts[shopping.Delivery], want) {
		t.Errorf("got %v", got.Counts[shopping.Delivery])
	}
	if want := []shopping.Count{{"hardware", 10}}; !slices.Equal(got.Counts[shopping.Category], want) {
		t.Errorf("got %v", got.Counts[shopping.Category])
	}
	if all := shopping.Narrow(kinds, items, offers, nil); all.Items != 18 || len(all.Counts[shopping.Supplier]) != 2 {
		t.Errorf("what no contract offers does not count: %+v", all)
	}
}

// What is promised by a count is what one gets by choosing it.
func TestACountIsWhatChoosingItGives(t *testing.T) {
	contracts := []framework.ID{id.New[framework.Framework](), id.New[framework.Framework]()}
	offers := []shopping.Offer{{contracts[0], "A"}, {contracts[1], "B"}}
	rapid.Check(t, func(t *rapid.T) {
		value := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "value") }
		var kinds []shopping.Kind
		var items []int
		for n := range rapid.IntRange(0, 12).Draw(t, "kinds") {
			kinds = append(kinds, shopping.Kind{
				ID: n, Framework: rapid.SampledFrom(contracts).Draw(t, "contract"), Category: value("x", "y"), Manufacturer: value("", "m", "n"),
				CPVGroup: value("", "302"), Labels: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"p", "q"}), 0, 2, rapid.ID[string]).Draw(t, "labels"),
				DeliveryDays: rapid.IntRange(-1, 40).Draw(t, "days"),
			})
			items = append(items, rapid.IntRange(1, 9).Draw(t, "items"))
		}
		choice := shopping.Choice{}
		if rapid.Bool().Draw(t, "narrowed") {
			choice[shopping.Category], choice[shopping.Manufacturer] = []string{value("x", "y")}, []string{value("m", "n")}
		}
		for f, counts := range shopping.Narrow(kinds, items, offers, choice).Counts {
			for _, c := range counts {
				other := shopping.Choice{}
				for g, values := range choice {
					other[g] = values
				}
				other[f] = []string{c.Value}
				if got := shopping.Narrow(kinds, items, offers, other).Items; got != c.Items {
					t.Fatalf("%s %s promises %d items and gives %d", f, c.Value, c.Items, got)
				}
			}
		}
	})
}
