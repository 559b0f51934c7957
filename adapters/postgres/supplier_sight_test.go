package postgres_test

import (
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// The suppliers of a contract were bidders against each other: none reads what another asks,
// or how much is called off from it (VgV 5).
func TestSuppliersOfAContractReadNothingOfEachOther(t *testing.T) {
	r := openRanked(t, cascade)
	r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "2"))
	market, pricing := usecase.NewMarketplace(r.db), usecase.NewPricing(r.db)
	of := framework.ID(r.contract.ID)
	for name, c := range map[string]struct {
		actor  access.Actor
		price  string
		drawn  [3]string // by rank
		prices error
	}{
		"the first":   {r.bidder, "389.90", [3]string{"779.80", "", ""}, nil},
		"the second":  {r.rivals[0], "395.00", [3]string{"", "0.00", ""}, access.ErrNotFound},
		"the third":   {r.rivals[1], "400.00", [3]string{"", "", "0.00"}, access.ErrNotFound},
		"a buyer":     {r.buyer, "389.90", [3]string{"779.80", "0.00", "0.00"}, nil},
		"the officer": {r.officer, "389.90", [3]string{"779.80", "0.00", "0.00"}, nil},
	} {
		shown, err := market.Framework(t.Context(), c.actor, of)
		if err != nil {
			t.Fatal(err)
		}
		if len(shown.Items) != 2 || shown.Items[0].Price != c.price {
			t.Errorf("%s reads %+v, want the first item at %s", name, shown.Items, c.price)
		}
		for i, s := range shown.Suppliers {
			if s.Drawn != c.drawn[i] {
				t.Errorf("%s reads that %q was called off from rank %d, want %q", name, s.Drawn, s.Rank, c.drawn[i])
			}
		}
		if _, err := pricing.Prices(t.Context(), c.actor, of, view.PageRequest{Limit: 10}); !errors.Is(err, c.prices) {
			t.Errorf("%s asks for all prices: %v, want %v", name, err, c.prices)
		}
		if _, err := pricing.Pricing(t.Context(), c.actor, of); !errors.Is(err, c.prices) {
			t.Errorf("%s asks how prices change: %v, want %v", name, err, c.prices)
		}
	}
}
