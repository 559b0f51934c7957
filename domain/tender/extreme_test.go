package tender_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// marks are the extremes of the first item's price and of the total in a lot, by bid.
func marks(r tender.LotResult, bids []*tender.Bid) (items, totals []tender.Extreme) {
	for _, b := range bids {
		at := slices.IndexFunc(r.Offers, func(o tender.Offer) bool { return o.Bid == b.State().ID })
		items, totals = append(items, r.Offers[at].Lines[0].Extreme), append(totals, r.Offers[at].Extreme)
	}
	return items, totals
}

func TestTheLowestAndTheHighestPriceOfAnItemAreMarked(t *testing.T) {
	low, high := tender.Lowest, tender.Highest
	for name, c := range map[string]struct {
		prices []string
		want   []tender.Extreme
	}{
		"three":                       {[]string{"950", "900.000001", "900"}, []tender.Extreme{high, "", low}},
		"two are the lowest":          {[]string{"900", "900.000000", "950"}, []tender.Extreme{low, low, high}},
		"alone":                       {[]string{"900"}, []tender.Extreme{""}},
		"all alike":                   {[]string{"900", "900.0"}, []tender.Extreme{"", ""}},
		"nothing asked is the lowest": {[]string{"0", "1"}, []tender.Extreme{low, high}},
	} {
		t.Run(name, func(t *testing.T) {
			made := published(t)
			var offers [][]string
			for _, price := range c.prices {
				offers = append(offers, []string{price, "200"})
			}
			bids := opened(t, made, offers...)
			items, _ := marks(compared(made, bids...)[0], bids)
			if !slices.Equal(items, c.want) {
				t.Errorf("got %q, want %q", items, c.want)
			}
		})
	}
}

func TestAnExcludedBidIsNoExtreme(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"100", "200"}, []string{"900", "200"}, []string{"950", "200"})
	if _, err := made.Exclude(bids[0].State().ID, "Eignung fehlt", bids); err != nil {
		t.Fatal(err)
	}
	items, totals := marks(compared(made, bids...)[0], bids)
	if want := []tender.Extreme{"", tender.Lowest, tender.Highest}; !slices.Equal(items, want) || !slices.Equal(totals, want) {
		t.Errorf("got %q and %q, want %q", items, totals, want)
	}
}

// TestExtremesAreThoseOfAllPrices: a price is marked as the lowest if, and only if, none is
// below it and one is above; and likewise the highest.
func TestExtremesAreThoseOfAllPrices(t *testing.T) {
	made := published(t)
	rapid.Check(t, func(rt *rapid.T) {
		cents := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 7).Draw(rt, "cents")
		var bids []*tender.Bid
		lots := made.State().Lots
		for _, c := range cents {
			s := sealedBid(t, made, supplier(), now).State()
			s.Status, s.OpenedAt, s.PricesOpenedAt = tender.BidOpened, later, later
			s.Prices = map[tender.ItemID]money.Price{lots[0].Items[0].ID: money.MustPrice(fmt.Sprintf("0.0000%d", c))}
			bids = append(bids, tender.RestoreBid(s))
		}
		items, _ := marks(compared(made, bids...)[0], bids)
		for i, c := range cents {
			want := tender.Extreme("")
			switch {
			case slices.Min(cents) == slices.Max(cents):
			case c == slices.Min(cents):
				want = tender.Lowest
			case c == slices.Max(cents):
				want = tender.Highest
			}
			if items[i] != want {
				rt.Errorf("%v: got %q, want %q at %d", cents, items, want, i)
			}
		}
	})
}

func TestWithAllOptionsTakenALotCostsItsMaximumQuantities(t *testing.T) {
	made := published(t)
	s := made.State()
	s.Lots[0].Items[0].MaximumQuantity = quantity.Must("200")
	made = tender.Restore(s)
	bids := opened(t, made, []string{"950.005", "200"})
	o := compared(made, bids...)[0].Offers[0]
	if o.Total.String() != "95000.50" || o.AtMost.String() != "190001.00" || o.Lines[0].AtMost.String() != "190001.00" {
		t.Errorf("firm %s, at most %s, line %+v", o.Total, o.AtMost, o.Lines[0])
	}
}
