package shopping_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/shopping"
)

var at = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

func article(item string, price string) shopping.Article {
	return shopping.Article{Item: framework.ItemID(item), Unit: quantity.Piece, Price: money.MustPrice(price)}
}

func TestABasketHoldsWhatWasAddedLessWhatWasTakenOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var basket shopping.Basket
		want := map[framework.ItemID]int{}
		for range rapid.IntRange(1, 40).Draw(t, "acts") {
			item := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "item")
			pieces := rapid.IntRange(1, 9).Draw(t, "pieces")
			amount := quantity.Must(strconv.Itoa(pieces))
			switch rapid.IntRange(0, 2).Draw(t, "act") {
			case 0:
				if err := basket.Add(article(item, "1"), amount, at); err != nil {
					t.Fatal(err)
				}
				want[framework.ItemID(item)] += pieces
			case 1:
				if err := basket.Set(article(item, "2"), amount, at); err != nil {
					t.Fatal(err)
				}
				want[framework.ItemID(item)] = pieces
			default:
				basket.Remove(framework.ItemID(item))
				delete(want, framework.ItemID(item))
			}
		}
		if len(basket.Positions) != len(want) {
			t.Fatalf("%d positions, want %d", len(basket.Positions), len(want))
		}
		for _, p := range basket.Positions {
			if p.Quantity.String() != strconv.Itoa(want[p.Item]) {
				t.Fatalf("%s of %s, want %d", p.Quantity, p.Item, want[p.Item])
			}
		}
	})
}

func TestABasketRefuses(t *testing.T) {
	var full shopping.Basket
	for i := range 200 {
		if err := full.Add(article(strconv.Itoa(i), "1"), quantity.Must("1"), at); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"a 201st position":        {full.Add(article("x", "1"), quantity.Must("1"), at), shopping.ErrBasketFull},
		"more of the 200th":       {full.Add(article("199", "1"), quantity.Must("1"), at), nil},
		"too much":                {full.Add(article("1", "1"), quantity.Must("999999999"), at), quantity.ErrMalformed},
		"nothing":                 {full.Set(article("1", "1"), quantity.Must("0"), at), shopping.ErrNothing},
		"a thousandth of a piece": {full.Set(article("1", "1"), quantity.Must("0.001"), at), quantity.ErrNotWhole},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	for times, want := range map[int]error{0: shopping.ErrTimes, 1: nil, 1000: nil, 1001: shopping.ErrTimes} {
		if _, err := shopping.Times(quantity.Must("2"), times); !errors.Is(err, want) {
			t.Errorf("%d times: %v", times, err)
		}
	}
	if _, err := shopping.Times(quantity.Must("999999999"), 2); err == nil {
		t.Error("more than there can be")
	}
}

func TestListsAndSynonymsAreChecked(t *testing.T) {
	desk := []framework.Wish{{Item: "a", Quantity: quantity.Must("1")}}
	for name, c := range map[string]struct {
		title  string
		wishes []framework.Wish
		want   error
	}{
		"a list":        {" Neuer Arbeitsplatz ", desk, nil},
		"no title":      {" ", desk, shopping.ErrListTitle},
		"no items":      {"leer", nil, shopping.ErrListItems},
		"an item twice": {"doppelt", append(desk, desk[0]), shopping.ErrListItem},
		"of nothing":    {"nichts", []framework.Wish{{Item: "a"}}, shopping.ErrListItem},
	} {
		l, err := shopping.NewList("m", "p", false, c.title, c.wishes, at)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && (l.SeenBy("other") || !l.SeenBy("p") || !errors.Is(l.Remove("other", at), shopping.ErrListOfAnother) || l.Remove("p", at) != nil) {
			t.Errorf("%s: %+v", name, l.State())
		}
	}
	for _, words := range [][]string{{"Notebook"}, {"Notebook", "notebook "}, {"Notebook", ""}, make([]string, 21)} {
		if _, err := shopping.NewSynonyms(words, at); !errors.Is(err, shopping.ErrSynonyms) {
			t.Errorf("%v: %v", words, err)
		}
	}
	group, err := shopping.NewSynonyms([]string{"Notebook ", "Laptop"}, at)
	if _, refused := fault.Of(err); refused || group.Words[0] != "Notebook" {
		t.Errorf("got %+v, %v", group, err)
	}
}
