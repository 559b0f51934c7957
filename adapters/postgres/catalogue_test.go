package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/shopping"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestTheCatalogueShowsWhatCanBeCalledOff(t *testing.T) {
	s := openShop(t)
	celle := s.buyer("Celle")
	a := s.agreement(celle.Grants[0].Member)
	a.QuotaMode, a.Entitled[0].Quota = tender.Hard, money.MustAmount("1000")
	a.Items = append(a.Items, framework.Item{Name: "Gerät für Straßen", Category: "hardware", Unit: quantity.Piece, Price: money.MustPrice("1"), Maximum: quantity.Must("5")})
	f := s.conclude(a)
	future := s.agreement(celle.Grants[0].Member)
	future.InForce.From = future.InForce.To
	s.conclude(future)
	s.conclude(s.agreement(s.admit("Fern", "it-provider", "admitted")))

	search := func(query driving.CatalogueQuery) []view.CatalogueItem {
		t.Helper()
		if query.Page.Limit == 0 {
			query.Page.Limit = 50
		}
		page, err := s.marketplace.Catalogue(t.Context(), celle, query)
		if err != nil {
			t.Fatal(err)
		}
		return page.Items
	}
	names := func(items []view.CatalogueItem) string {
		var all []string
		for _, i := range items {
			all = append(all, i.Name)
		}
		return strings.Join(all, ", ")
	}
	if got := names(search(driving.CatalogueQuery{})); got != "Gerät für Straßen, Notebook, Rechenzeit" {
		t.Errorf("got %s", got)
	}
	got := search(driving.CatalogueQuery{Quantity: "3", Choice: shopping.Choice{shopping.Category: {"hardware"}}, Words: "NOTE zoll"})
	if len(got) != 1 || got[0].Total != "1169.70" || got[0].Orderable || got[0].RemainingQuota != "1000.00" || got[0].RemainingQuantity != "20" || got[0].Price != "389.90" ||
		got[0].Quantity != "3" || got[0].FrameworkID != f.ID || got[0].Supplier != "Technik GmbH" || got[0].MaximumValue != "10000.00" {
		t.Errorf("got %+v", got)
	}
	if got := search(driving.CatalogueQuery{Quantity: "2", Words: "notebook"}); !got[0].Orderable {
		t.Errorf("two fit into the quota: %+v", got)
	}
	if got := search(driving.CatalogueQuery{Quantity: "0.5"}); got[0].Orderable || got[1].Orderable || !got[2].Orderable {
		t.Errorf("half a piece is orderable, or half an hour is not: %+v", got)
	}
	for _, words := range []string{"gerät", "GERÄT", "Geraet", "gerat", "strasse", "straße fur"} {
		if got := names(search(driving.CatalogueQuery{Words: words})); got != "Gerät für Straßen" {
			t.Errorf("%s: got %q", words, got)
		}
	}
	for _, words := range []string{"notebook gerät", "' | '", "'x':* & !", "unauffindbar"} {
		if got := names(search(driving.CatalogueQuery{Words: words})); len(got) != 0 && words != "' | '" {
			t.Errorf("%s: got %q", words, got)
		}
	}
	page, err := s.marketplace.Catalogue(t.Context(), celle, driving.CatalogueQuery{Page: view.PageRequest{Limit: 2}})
	if err != nil || page.Next == "" {
		t.Fatalf("got %+v, %v", page, err)
	}
	if got := names(search(driving.CatalogueQuery{Page: view.PageRequest{Cursor: page.Next, Limit: 2}})); got != "Rechenzeit" {
		t.Errorf("second page: %s", got)
	}
}

func TestTheCatalogueIsThatOfOneMember(t *testing.T) {
	s := openShop(t)
	celle, gifhorn := s.buyer("Celle"), s.buyer("Gifhorn")
	s.conclude(s.agreement(celle.Grants[0].Member))
	two := s.appoint("Zwei Hüte", celle.Grants[0], gifhorn.Grants[0])
	query := driving.CatalogueQuery{Page: view.PageRequest{Limit: 50}}
	if _, err := s.marketplace.Catalogue(t.Context(), two, query); !errors.Is(err, calloff.ErrMemberMissing) {
		t.Errorf("of two members: %v", err)
	}
	for name, c := range map[string]struct {
		actor  access.Actor
		member member.ID
		items  int
		want   error
	}{
		"named":          {two, celle.Grants[0].Member, 2, nil},
		"not entitled":   {two, gifhorn.Grants[0].Member, 0, nil},
		"another's":      {celle, gifhorn.Grants[0].Member, 0, access.ErrNotFound},
		"by the officer": {s.officer, celle.Grants[0].Member, 2, nil},
		"of nobody":      {s.officer, id.New[member.Member](), 0, nil},
	} {
		query.Member = c.member
		if page, err := s.marketplace.Catalogue(t.Context(), c.actor, query); !errors.Is(err, c.want) || len(page.Items) != c.items {
			t.Errorf("%s: %d items, %v", name, len(page.Items), err)
		}
	}
	if _, err := s.marketplace.Catalogue(t.Context(), celle, driving.CatalogueQuery{Quantity: "viele"}); !errors.Is(err, quantity.ErrMalformed) {
		t.Errorf("no quantity: %v", err)
	}
}
