package postgres_test

import (
	"fmt"
	"slices"
	"testing"

	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/shopping"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// A shop with goods as German catalogues name them.
func openWarehouse(t *testing.T) (*shop, func(driving.CatalogueQuery) view.MarketPage) {
	t.Helper()
	s := openShop(t)
	celle := s.buyer("Celle")
	goods := func(category string, names ...string) {
		a := s.agreement(celle.Grants[0].Member)
		a.Items = nil
		for i, name := range names {
			a.Items = append(a.Items, framework.Item{
				Name: name, Category: "hardware", Unit: quantity.Piece, CPV: category, Price: money.MustPrice(fmt.Sprint(10 * (i + 1))), Maximum: quantity.Must("5"),
			})
		}
		s.conclude(a)
	}
	goods("30213100-6", "Notebook 14 Zoll 16GB", "Notebooktasche", "Tasche für Notebook", "Dockingstation")
	goods("39130000-2", "Bürostuhl", "Drehstuhl", "Stuhlrolle", "Höhenverstellbarer Schreibtisch", "Geräteschrank")
	return s, func(query driving.CatalogueQuery) view.MarketPage {
		t.Helper()
		if query.Page.Limit == 0 {
			query.Page.Limit = 50
		}
		page, err := s.marketplace.Catalogue(t.Context(), celle, query)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
}

func namesOf(page view.MarketPage) []string {
	names := []string{}
	for _, i := range page.Items {
		names = append(names, i.Name)
	}
	return names
}

func TestTheSearchUnderstandsGerman(t *testing.T) {
	_, search := openWarehouse(t)
	for words, want := range map[string][]string{
		"notebook":              {"Notebook 14 Zoll 16GB", "Tasche für Notebook", "Notebooktasche"}, // first word, in the name, as a part
		"Notebooks":             {"Notebook 14 Zoll 16GB", "Tasche für Notebook", "Notebooktasche"},
		"note":                  {"Notebook 14 Zoll 16GB", "Notebooktasche", "Tasche für Notebook"},
		"16 gb":                 {"Notebook 14 Zoll 16GB"},
		"stuhl":                 {"Bürostuhl", "Drehstuhl", "Stuhlrolle"}, // compounds end or begin with it
		"stühle":                {"Bürostuhl", "Drehstuhl", "Stuhlrolle"},
		"buerostuhl":            {"Bürostuhl"},
		"burostuhl":             {"Bürostuhl"},
		"höhenverstellbare":     {"Höhenverstellbarer Schreibtisch"},
		"HOEHENVERSTELLBAR":     {"Höhenverstellbarer Schreibtisch"},
		"tasche für ein":        {"Tasche für Notebook", "Notebooktasche"}, // what says nothing is left out
		"notebook schreibtisch": {},
	} {
		if got := namesOf(search(driving.CatalogueQuery{Words: words})); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", words, got, want)
		}
	}
}

func TestMisspeltWordsArePutRight(t *testing.T) {
	_, search := openWarehouse(t)
	for typed, meant := range map[string]string{"schreibtsich": "schreibtisch", "dokingstation": "dockingstation", "bürostul": "bürostuhl"} {
		page := search(driving.CatalogueQuery{Words: typed})
		if len(page.Corrections) != 1 || page.Corrections[0].Meant != meant || len(page.Items) == 0 {
			t.Errorf("%s: got %+v, %q", typed, page.Corrections, namesOf(page))
		}
	}
	if page := search(driving.CatalogueQuery{Words: "xylophon"}); len(page.Corrections) != 0 || page.Found != 0 {
		t.Errorf("got %+v", page)
	}
}

func TestASearchIsNarrowedSortedAndPaged(t *testing.T) {
	_, search := openWarehouse(t)
	all := search(driving.CatalogueQuery{})
	if all.Found != 9 || len(all.Items) != 9 {
		t.Fatalf("found %d", all.Found)
	}
	cpv := all.Facets[slices.IndexFunc(all.Facets, func(f view.MarketFacet) bool { return f.Facet == "cpv" })]
	if want := []view.MarketValue{{Value: "391", Items: 5}, {Value: "302", Items: 4}}; !slices.Equal(cpv.Values, want) {
		t.Errorf("got %+v", cpv)
	}
	chosen := driving.CatalogueQuery{Choice: shopping.Choice{shopping.CPVGroup: {"302"}}, PriceFrom: "15", PriceTo: "35", Order: "price-desc"}
	if got := namesOf(search(chosen)); !slices.Equal(got, []string{"Tasche für Notebook", "Notebooktasche"}) {
		t.Errorf("got %q", got)
	}
	for _, query := range []driving.CatalogueQuery{{}, {Order: "price"}, {Order: "price-desc"}, {Words: "stuhl"}, {Words: "notebook", Order: "price"}, {Words: "e"}} {
		want := namesOf(search(query))
		var got []string
		query.Page.Limit = 1
		for {
			page := search(query)
			got = append(got, namesOf(page)...)
			if page.Next == "" {
				break
			}
			query.Page.Cursor = page.Next
		}
		if !slices.Equal(append([]string{}, got...), want) {
			t.Errorf("%+v: page by page %q, at once %q", query, got, want)
		}
	}
}
