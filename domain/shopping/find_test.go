package shopping_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/shopping"
)

func TestTextHasOneSpelling(t *testing.T) {
	for text, want := range map[string]string{
		"Gerät Geraet GERÄT":         "gerät gerät gerät",
		"neue Quelle, Feuerwehr":     "neue quelle feuerwehr", // no umlauts, these
		"Bueroklammer ueber Stuehle": "büroklammer über stühle",
		"16GB, 15,6 Zoll USB-C":      "16 gb 15 6 zoll usb c",
		"Straße à la carte":          "strasse a la carte",
		"Gera\u0308t cafe\u0301":     "gerät cafe", // dots and accents that stand by themselves
		"AB317 27zoll A4":            "ab317 27 zoll a4",
		"\xff\xfe kaputt":            "kaputt",
		"":                           "",
	} {
		if got := strings.Join(shopping.Words(text), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// stems of the words in these tests, as if they had no inflections.
func stemsOf(goods ...shopping.Good) shopping.Stems {
	stems := shopping.Stems{}
	for _, g := range goods {
		for _, text := range g.Texts() {
			for _, word := range shopping.Words(text) {
				stems[word] = word
			}
		}
	}
	return stems
}

func good(name string, euros int64, kind shopping.Kind, numbers ...string) shopping.Good {
	g := shopping.Good{Name: name, Kind: kind, Numbers: numbers, Prices: []shopping.DatedPrice{{Price: euros * 1_000_000}}}
	copy(g.Item[:], id.New[framework.Item]())
	copy(g.Item[:], name)
	return g
}

func offer(supplier string) shopping.Offer {
	return shopping.Offer{Framework: id.New[framework.Framework](), Supplier: supplier}
}

func shelf(of shopping.Offer, goods ...shopping.Good) shopping.Stock {
	return shopping.Stock{Offer: of, Shelves: []shopping.Shelved{{Shelf: shopping.NewShelf(goods, stemsOf(goods...))}}}
}

func keys(found shopping.Found) []string {
	var names []string
	for _, p := range found.Page {
		names = append(names, p.Key)
	}
	return names
}

func TestTheBestFitComesFirst(t *testing.T) {
	stocks := []shopping.Stock{shelf(offer("A"),
		good("Tasche Notebook", 1, shopping.Kind{}), good("Notebook 14 Zoll", 2, shopping.Kind{}, "NB-317"), good("Notebooktasche", 3, shopping.Kind{}),
		good("Maus", 4, shopping.Kind{}, "NB3172"), good("Standnotebook", 5, shopping.Kind{}))}
	for typed, want := range map[string][]string{
		"notebook":        {"notebook 14 zoll", "tasche notebook", "notebooktasche", "standnotebook"},
		"notebook tasche": {"tasche notebook", "notebooktasche"},
		"nb-317":          {"maus", "notebook 14 zoll"}, // found by their numbers
		"regal":           nil,
	} {
		sought := shopping.Understand(typed, shopping.Stems{"notebook": "notebook", "tasche": "tasche", "regal": "regal", "nb": "nb"}, nil)
		if got := keys(shopping.Find(stocks, shopping.Search{Sought: sought, Limit: 9})); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}

func TestWordsThatMeanTheSameFindEachOther(t *testing.T) {
	stocks := []shopping.Stock{shelf(offer("A"), good("Rechner", 1, shopping.Kind{}), good("Tragbarer Computer", 1, shopping.Kind{}), good("Computer", 1, shopping.Kind{}))}
	synonyms := [][][]string{{{"rechner"}, {"tragbarer", "computer"}}}
	sought := shopping.Understand("rechner", shopping.Stems{"rechner": "rechner"}, synonyms)
	if got := keys(shopping.Find(stocks, shopping.Search{Sought: sought, Limit: 9})); !slices.Equal(got, []string{"rechner", "tragbarer computer"}) {
		t.Errorf("got %q", got)
	}
}

func TestAPriceCountsFromItsDayOn(t *testing.T) {
	changing := good("A", 10, shopping.Kind{})
	changing.Prices = append(changing.Prices, shopping.DatedPrice{From: 100, Price: 30_000_000}, shopping.DatedPrice{From: 200, Price: 5_000_000})
	stocks := []shopping.Stock{shelf(offer("A"), changing, good("B", 20, shopping.Kind{}))}
	most := int64(20_000_000)
	for day, want := range map[int][2]string{99: {"a b", "a b"}, 100: {"b a", "b"}, 199: {"b a", "b"}, 200: {"a b", "a b"}} {
		byPrice := shopping.Find(stocks, shopping.Search{Order: shopping.ByPrice, Day: day, Limit: 9})
		bounded := shopping.Find(stocks, shopping.Search{Most: &most, Day: day, Limit: 9})
		if got := [2]string{strings.Join(keys(byPrice), " "), strings.Join(keys(bounded), " ")}; got != want {
			t.Errorf("on day %d: got %q, want %q", day, got, want)
		}
	}
}

func TestFacetsCountWhatEachChoiceWouldGive(t *testing.T) {
	a, b := offer("Technik GmbH"), offer("Papier AG")
	hp := shopping.Kind{Category: "hardware", Manufacturer: "HP", Labels: []string{"Blauer Engel", "TCO"}, DeliveryDays: 2}
	dell := shopping.Kind{Category: "hardware", Manufacturer: "Dell", DeliveryDays: 6}
	stocks := []shopping.Stock{
		shelf(a, good("A", 1, hp), good("B", 1, hp), good("C", 1, dell)),
		shelf(b, good("D", 1, shopping.Kind{Category: "service", DeliveryDays: -1})),
	}
	got := shopping.Find(stocks, shopping.Search{Choice: shopping.Choice{shopping.Manufacturer: {"HP"}, shopping.Delivery: {"10"}}, Limit: 9})
	if got.Items != 2 || !slices.Equal(keys(got), []string{"a", "b"}) {
		t.Errorf("got %+v", got)
	}
	for facet, want := range map[shopping.Facet][]shopping.Count{
		shopping.Manufacturer: {{"HP", 2}, {"Dell", 1}}, // the other one can still be chosen
		shopping.Delivery:     {{"10", 2}, {"2", 2}, {"30", 2}, {"5", 2}},
		shopping.Category:     {{"hardware", 2}},
		shopping.Supplier:     {{"Technik GmbH", 2}},
	} {
		if !slices.Equal(got.Counts[facet], want) {
			t.Errorf("%s: got %v, want %v", facet, got.Counts[facet], want)
		}
	}
}

// warehouse draws goods of several contracts, some of which have left their shelf.
func warehouse(t *rapid.T) (stocks []shopping.Stock, goods map[[16]byte]shopping.Good, of map[[16]byte]shopping.Offer) {
	goods, of = map[[16]byte]shopping.Good{}, map[[16]byte]shopping.Offer{}
	word := rapid.SampledFrom([]string{"stuhl", "bürostuhl", "tisch", "rollen", "a4", "papier"})
	for range rapid.IntRange(0, 3).Draw(t, "contracts") {
		contract := offer(rapid.SampledFrom([]string{"A", "B"}).Draw(t, "supplier"))
		var put []shopping.Good
		gone := map[[16]byte]bool{}
		for range rapid.IntRange(0, 20).Draw(t, "goods") {
			g := good(strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "name"), " "), rapid.Int64Range(1, 5).Draw(t, "price"), shopping.Kind{
				Category: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "category"), Manufacturer: rapid.SampledFrom([]string{"", "m", "n"}).Draw(t, "manufacturer"),
				Labels: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"p", "q"}), 0, 2, rapid.ID[string]).Draw(t, "labels"), DeliveryDays: rapid.IntRange(-1, 40).Draw(t, "days"),
			})
			copy(g.Item[:], fmt.Sprintf("%016d", len(of)))
			if put = append(put, g); rapid.IntRange(0, 4).Draw(t, "gone") == 0 {
				gone[g.Item] = true
			} else {
				goods[g.Item] = g
			}
			of[g.Item] = contract
		}
		stock := shelf(contract, put...)
		stock.Shelves[0] = stock.Shelves[0].Without(gone)
		stocks = append(stocks, stock)
	}
	return stocks, goods, of
}

// What is found is what one finds who looks at every good, in the same order, page by page.
func TestASearchFindsWhatLookingAtEverythingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stocks, goods, of := warehouse(t)
		typed := rapid.SampledFrom([]string{"", "stuhl", "tisch", "a4", "stuhl rollen"}).Draw(t, "typed")
		search := shopping.Search{
			Sought: shopping.Understand(typed, shopping.Stems{"stuhl": "stuhl", "tisch": "tisch", "rollen": "rollen"}, nil), Limit: rapid.IntRange(1, 7).Draw(t, "limit"),
			Order: rapid.SampledFrom([]shopping.Order{shopping.ByName, shopping.ByPrice, shopping.ByPriceFalls}).Draw(t, "order"), Choice: shopping.Choice{},
		}
		if rapid.Bool().Draw(t, "bounded") {
			least := rapid.Int64Range(1, 5).Draw(t, "least") * 1_000_000
			search.Least = &least
		}
		if rapid.Bool().Draw(t, "narrowed") {
			search.Choice[shopping.Supplier], search.Choice[shopping.Category] = []string{"A"}, []string{"x"}
		}
		var want [][16]byte
		for item, g := range goods {
			if plainly(g, typed) && (search.Least == nil || g.Prices[0].Price >= *search.Least) &&
				(search.Choice[shopping.Supplier] == nil || of[item].Supplier == "A" && g.Kind.Category == "x") {
				want = append(want, item)
			}
		}
		slices.SortFunc(want, func(a, b [16]byte) int {
			switch search.Order {
			case shopping.ByPrice:
				return cmp.Or(cmp.Compare(goods[a].Prices[0].Price, goods[b].Prices[0].Price), bytes.Compare(a[:], b[:]))
			case shopping.ByPriceFalls:
				return cmp.Or(cmp.Compare(goods[b].Prices[0].Price, goods[a].Prices[0].Price), bytes.Compare(b[:], a[:]))
			default:
				return cmp.Or(cmp.Compare(shopping.Key(goods[a].Name), shopping.Key(goods[b].Name)), bytes.Compare(a[:], b[:]))
			}
		})
		var got [][16]byte
		for more := true; more; {
			page := shopping.Find(stocks, search)
			if page.Items != len(want) {
				t.Fatalf("%d counted, there are %d", page.Items, len(want))
			}
			for _, p := range page.Page {
				got = append(got, p.Item)
				search.After = &p
			}
			more = page.More
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %d, want %d:\n%s\n%s", len(got), len(want), got, want)
		}
	})
}

// plainly tells whether each word typed is one of the name, or the end of one.
func plainly(g shopping.Good, typed string) bool {
	for _, w := range strings.Fields(typed) {
		if !slices.ContainsFunc(strings.Fields(g.Name), func(n string) bool { return n == w || strings.HasSuffix(n, w) }) {
			return false
		}
	}
	return true
}

// What is promised by a count is what one gets by choosing it.
func TestACountIsWhatChoosingItGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stocks, _, _ := warehouse(t)
		choice := shopping.Choice{}
		if rapid.Bool().Draw(t, "narrowed") {
			choice[shopping.Category], choice[shopping.Manufacturer] = []string{"x"}, []string{rapid.SampledFrom([]string{"m", "n"}).Draw(t, "chosen")}
		}
		if rapid.Bool().Draw(t, "one supplier") {
			choice[shopping.Supplier] = []string{"B"}
		}
		for f, counts := range shopping.Find(stocks, shopping.Search{Choice: choice, Limit: 1}).Counts {
			for _, c := range counts {
				other := maps.Clone(choice)
				other[f] = []string{c.Value}
				if got := shopping.Find(stocks, shopping.Search{Choice: other, Limit: 1}).Items; got != c.Items {
					t.Fatalf("%s %s promises %d items and gives %d", f, c.Value, c.Items, got)
				}
			}
		}
	})
}
