package postgres_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// A price that begins later counts in order and bounds once its day has come, whether its
// contract was searched before or not; one that was withdrawn never does.
func TestThePriceOfTheDayCountsInTheSearch(t *testing.T) {
	p := openPriced(t)
	search := func(query driving.CatalogueQuery) string {
		query.Page = view.PageRequest{Limit: 10}
		page, err := p.marketplace.Catalogue(t.Context(), p.buyer, query)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(namesOf(page), ", ")
	}
	dear, cheap := driving.CatalogueQuery{PriceFrom: "390"}, driving.CatalogueQuery{PriceTo: "390", Order: "price-desc"}
	if search(dear) != "" || search(cheap) != "Notebook, Rechenzeit" {
		t.Fatalf("today: %q, %q", search(dear), search(cheap))
	}
	withdrawn := p.approved(p.today.Add(5), "390.50")
	if _, err := p.pricing.WithdrawChange(t.Context(), p.officer, repricing.ID(withdrawn.ID), withdrawn.Version, "Irrtum"); err != nil {
		t.Fatal(err)
	}
	p.approved(p.today.Add(10), "391.00")
	for _, day := range []struct {
		in   int
		want [2]string
	}{{0, [2]string{"", "Notebook, Rechenzeit"}}, {9, [2]string{"", "Notebook, Rechenzeit"}}, {10, [2]string{"Notebook", "Rechenzeit"}}} {
		p.clockAt(p.today.Add(day.in).UTC().Add(12 * time.Hour))
		if got := [2]string{search(dear), search(cheap)}; got != day.want {
			t.Errorf("in %d days: got %q, want %q", day.in, got, day.want)
		}
	}
}

// plainSQL finds the items whose words are, begin with or end with the one that is sought: slowly.
const plainSQL = `select name from framework_item i where cooperative_id = $1 and retired is null
	and exists (select from regexp_split_to_table(lower(name), '[^a-zäöü]+') w where w = $2 or w like $2 || '%' or w like '%' || $2)
	and price between $3 and $4 order by price, id`

// Whatever happens to items between two searches, the search finds what a plain statement
// finds that looks at all of them.
func TestTheSearchFindsWhatAPlainStatementFinds(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	chance := rand.New(rand.NewPCG(1, 2))
	words := []string{"Regal", "Tisch", "Stehtisch", "Drucker", "Druckerpapier", "Tonerregal"}
	conclude := func() {
		a := s.agreement(celle.Grants[0].Member)
		a.Items = nil
		for range 1 + chance.IntN(30) {
			name := words[chance.IntN(len(words))] + " " + words[chance.IntN(len(words))]
			a.Items = append(a.Items, framework.Item{
				Name: name, Category: demand.Hardware, Unit: quantity.Piece, Price: money.MustPrice(fmt.Sprint(1 + chance.IntN(50))), Maximum: quantity.Must("5"),
			})
		}
		s.conclude(a)
	}
	for round := range 12 {
		switch round % 3 {
		case 0:
			conclude()
		case 1:
			s.prepare(`update framework_item set retired = 'blocked', version = version + 1 where cooperative_id = $1 and id in (select id from framework_item where cooperative_id = $1 order by md5(id::text || $2) limit 3)`, s.id.String(), fmt.Sprint(round))
		case 2:
			s.prepare(`update framework_item set name = 'Regal ' || position, retired = null, version = version + 1 where cooperative_id = $1 and id in (select id from framework_item where cooperative_id = $1 order by md5(id::text || $2) limit 2)`, s.id.String(), fmt.Sprint(round))
		}
		for _, word := range []string{"regal", "tisch", "drucker"} {
			least := 1 + chance.IntN(20)
			page, err := s.marketplace.Catalogue(t.Context(), celle, driving.CatalogueQuery{
				Words: word, PriceFrom: fmt.Sprint(least), PriceTo: "40", Order: "price", Page: view.PageRequest{Limit: 200},
			})
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if err := s.owner.QueryRow(t.Context(), `select coalesce(array_agg(name), '{}') from (`+plainSQL+`) found`, s.id.String(), word, least, 40).Scan(&want); err != nil {
				t.Fatal(err)
			}
			if got := namesOf(page); !slices.Equal(got, want) || page.Found != len(want) {
				t.Fatalf("round %d, %s: found %d: got %q, want %q", round, word, page.Found, got, want)
			}
		}
	}
}

// Many search while items change; whoever searches afterwards finds what there is then.
func TestManySearchWhileItemsChange(t *testing.T) {
	s, search := openWarehouse(t)
	var searching sync.WaitGroup
	defer searching.Wait()
	for range 4 {
		searching.Go(func() {
			for range 25 {
				search(driving.CatalogueQuery{Words: "stuhl"})
			}
		})
	}
	for n := range 10 {
		s.prepare(`update framework_item set name = 'Stuhl ' || $2::integer, version = version + 1 where cooperative_id = $1 and name in ('Drehstuhl', 'Stuhl ' || ($2::integer - 1))`, s.id.String(), n)
		if got := namesOf(search(driving.CatalogueQuery{Words: "stuhl"})); !slices.Contains(got, fmt.Sprintf("Stuhl %d", n)) || slices.Contains(got, "Drehstuhl") {
			t.Errorf("after %d changes: %q", n+1, got)
		}
	}
}
