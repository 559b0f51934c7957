package tender_test

import (
	"math/big"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/split"
	"allmende/domain/tender"
)

// num reads "95000" or "0.5".
func num(text string) split.Ratio {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("no number: " + text)
	}
	return split.NewRatio(r.Num(), r.Denom())
}

func whole(n int) split.Ratio { return num(strconv.Itoa(n)) }

// scored are rules with one criterion of up to 400 points.
func scored(m evaluation.Method) evaluation.Rules {
	return evaluation.Rules{Method: m, Points: num("400"), Criteria: []evaluation.Criterion{{Name: "Leistung", Weight: num("100"), Scale: num("400")}}}
}

// by compares by a method with up to 400 points.
func by(m evaluation.Method) func(*tender.Drafting) {
	return func(d *tender.Drafting) { d.Terms.Rules = scored(m) }
}

// ratio is the simple ratio with up to 400 points.
func ratio(d *tender.Drafting) { d.Terms.Rules = scored(evaluation.SimpleRatio{}) }

// score puts points of each bid in the first lot where the panel's locked scores stand.
func score(of *tender.Tender, bids []*tender.Bid, points ...int) {
	for i, p := range points {
		s := bids[i].State()
		s.Scores = map[tender.LotID]map[string]tender.Score{of.State().Lots[0].ID: {"Leistung": {Score: whole(p)}}}
		*bids[i] = *tender.RestoreBid(s)
	}
}

// compared evaluates opened prices with the scores that stand at the bids.
func compared(of *tender.Tender, bids ...*tender.Bid) []tender.LotResult {
	s := of.State()
	s.PricesOpened = tender.Stamp{By: other, At: later}
	return tender.Restore(s).Evaluate(bids, tender.ScoresOf(bids))
}

func TestTheSimpleRatioRanksTheVectorOfTheDomain(t *testing.T) {
	// A(380; 95,000) B(350; 84,000) C(400; 101,000) D(240; 70,000) for 100 notebooks: B wins.
	made := published(t, ratio)
	bids := opened(t, made, []string{"950"}, []string{"840"}, []string{"1010"}, []string{"700"})
	score(made, bids, 380, 350, 400, 240)
	result := compared(made, bids...)[0]
	want := []struct {
		bid     int
		formula string
	}{
		{1, "Z = 350 / 84000.00 = 1/240 ≈ 0.00416667"},
		{0, "Z = 380 / 95000.00 = 1/250 = 0.004"},
		{2, "Z = 400 / 101000.00 = 2/505 ≈ 0.00396040"},
		{3, "Z = 240 / 70000.00 = 3/875 ≈ 0.00342857"},
	}
	if len(result.Offers) != len(want) || !result.Complete || result.Tied {
		t.Fatalf("got %+v", result)
	}
	for i, w := range want {
		if o := result.Offers[i]; o.Bid != bids[w.bid].State().ID || o.Rank != i+1 || o.Formula != w.formula {
			t.Errorf("place %d: %s of %s, rank %d", i+1, o.Formula, o.Bid, o.Rank)
		}
	}
}

func TestTheLowestPriceWinsByACent(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950.0001", "200.505"}, []string{"950.0000", "200.505"})
	results := compared(made, bids...)
	if firsts := results[0].Firsts(); len(firsts) != 1 || firsts[0].Bid != bids[1].State().ID || firsts[0].Formula != "P = 100 × 950.00 = 95000.00" {
		t.Errorf("got %+v", results[0].Offers)
	}
	if !results[1].Tied || len(results[1].Firsts()) != 2 || results[1].Offers[0].Formula != "P = 20 × 200.505 = 4010.10" {
		t.Errorf("got %+v", results[1])
	}
}

func TestAFormulaShowsWhereALineWasRounded(t *testing.T) {
	both := func(d *tender.Drafting) {
		d.Lots[0].Items = append(d.Lots[0].Items, d.Lots[1].Items[0])
		d.Lots, d.Terms.NoLotsReason = d.Lots[:1], "Ein Gegenstand"
	}
	made := published(t, both)
	s := made.State()
	s.Lots[0].Items[0].Firm = quantity.Must("3")
	made = tender.Restore(s)
	by := supplier()
	bid := sealedBid(t, made, by, now).State()
	bid.Status, bid.OpenedAt, bid.PricesOpenedAt = tender.BidOpened, later, later
	bid.Prices = map[tender.ItemID]money.Price{s.Lots[0].Items[0].ID: money.MustPrice("0.004999"), s.Lots[0].Items[1].ID: money.MustPrice("200.50")}
	result := compared(made, tender.RestoreBid(bid))[0]
	if got, want := result.Offers[0].Formula, "P = (3 × 0.004999 ≈ 0.01) + 20 × 200.50 = 4010.01"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestABidStandsInTheLotsItPricesCompletely(t *testing.T) {
	two := func(d *tender.Drafting) {
		d.Lots[0].Items = append(d.Lots[0].Items, d.Lots[1].Items[0])
		d.Lots, d.Terms.NoLotsReason = d.Lots[:1], "Ein Gegenstand"
	}
	made := published(t, two)
	bids := opened(t, made, []string{"950"})
	result := compared(made, bids...)[0]
	if o := result.Offers[0]; o.Excluded != tender.ReasonLotIncomplete || o.Rank != 0 || o.Total.String() != "95000.00" || !result.Complete {
		t.Errorf("one of two items: %+v", result)
	}
	other := published(t)
	bids = opened(t, other, []string{"950", ""})
	if results := compared(other, bids...); len(results[0].Offers) != 1 || len(results[1].Offers) != 0 {
		t.Errorf("nothing of the second lot: %+v", results[1].Offers)
	}
}

func TestABidWithoutPointsOrWithATotalOfNothingHasNoRatio(t *testing.T) {
	made := published(t, ratio)
	bids := opened(t, made, []string{"950"}, []string{"0"}, []string{"840"})
	score(made, bids, 380, 400)
	result := compared(made, bids...)[0]
	if result.Complete || slices.ContainsFunc(result.Offers, func(o tender.Offer) bool { return o.Rank != 0 }) ||
		!result.Offers[1].Unranked || len(result.Offers[1].Unscored) != 0 || !slices.Equal(result.Offers[2].Unscored, []string{"Leistung"}) {
		t.Errorf("got %+v", result)
	}
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Noch offen"}, bids, tender.ScoresOf(bids), later), tender.ErrPriceOfNothing)
}

func TestScoresAreLockedOnceAndWhereTheyDecide(t *testing.T) {
	cheap := published(t)
	refused(t, cheap.LockScores(officer, opened(t, cheap, []string{"1"}), nil, later), tender.ErrNoScores)
	refused(t, published(t, ratio).LockScores(officer, nil, nil, later), tender.ErrNotEvaluating)
	made := published(t, ratio)
	bids := opened(t, made, []string{"950"}, []string{"840"})
	score(made, bids, 400)
	refused(t, made.LockScores(officer, bids, tender.ScoresOf(bids), later), tender.ErrScoresMissing)
	if made.State().Status != tender.Opened {
		t.Error("a refused lock changed the tender")
	}
	score(made, bids, 400, 0)
	ok(t, made.LockScores(officer, bids, tender.ScoresOf(bids), later))
	if got := made.State(); got.ScoresLocked.By != officer || got.Status != tender.Evaluating {
		t.Errorf("locked: %+v", got.ScoresLocked)
	}
}

func TestAnExcludedBidIsOutAndItsScoresWithIt(t *testing.T) {
	made := published(t)
	bids := opened(t, made, []string{"950"}, []string{"840"})
	_, err := made.Exclude(id.New[tender.Bid](), "Eignung fehlt", bids)
	refused(t, err, tender.ErrNotAdmitted)
	_, err = made.Exclude(bids[1].State().ID, "", bids)
	refused(t, err, tender.ErrReason)
	_, err = made.Exclude(bids[1].State().ID, "Eignung fehlt", bids)
	ok(t, err)
	_, err = made.Exclude(bids[1].State().ID, "Eignung fehlt", bids)
	refused(t, err, tender.ErrNotAdmitted)
	result := compared(made, bids...)[0]
	if o := result.Offers[1]; o.Bid != bids[1].State().ID || o.Excluded != "Eignung fehlt" || o.Rank != 0 || result.Offers[0].Rank != 1 {
		t.Errorf("got %+v", result.Offers)
	}
}

// oracle ranks by big.Rat alone: the place of a bid is one more than how many are better.
func oracle(better func(a, b int) bool, n int) []int {
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = 1
		for j := range n {
			if better(j, i) {
				ranks[i]++
			}
		}
	}
	return ranks
}

func TestTheRankingIsThatOfPlainRationalArithmetic(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		simple := rapid.Bool().Draw(rt, "simple ratio")
		n := rapid.IntRange(1, 8).Draw(rt, "bids")
		made := published(t)
		if simple {
			made = published(t, ratio)
		}
		lot := made.State().Lots[0]
		var bids []*tender.Bid
		values := make([]*big.Rat, n)
		for i := range n {
			cents := rapid.Int64Range(1, 12).Draw(rt, "price")
			if rapid.Bool().Draw(rt, "large") {
				cents = rapid.Int64Range(1, 99999999999).Draw(rt, "large price")
			}
			price := money.MustPrice(money.FromCents(cents).String())
			total := new(big.Rat).Mul(big.NewRat(cents, 100), big.NewRat(100, 1)) // 100 notebooks
			s := sealedBid(t, made, supplier(), now.Add(time.Duration(i)*time.Second)).State()
			s.Status, s.OpenedAt, s.PricesOpenedAt, s.Prices = tender.BidOpened, later, later, map[tender.ItemID]money.Price{lot.Items[0].ID: price}
			values[i] = total
			if simple {
				points := rapid.IntRange(0, 400).Draw(rt, "points")
				s.Scores = map[tender.LotID]map[string]tender.Score{lot.ID: {"Leistung": {Score: whole(points), Reason: "Leistung"}}}
				values[i] = new(big.Rat).Quo(new(big.Rat).SetInt64(int64(points)), total)
			}
			bids = append(bids, tender.RestoreBid(s))
		}
		want := oracle(func(a, b int) bool {
			if simple {
				return values[a].Cmp(values[b]) > 0
			}
			return values[a].Cmp(values[b]) < 0
		}, n)
		result := compared(made, bids...)[0]
		for _, o := range result.Offers {
			at := slices.IndexFunc(bids, func(b *tender.Bid) bool { return b.State().ID == o.Bid })
			if o.Rank != want[at] {
				rt.Errorf("bid %d: rank %d, want %d", at, o.Rank, want[at])
			}
		}
		firsts := 0
		for _, r := range want {
			if r == 1 {
				firsts++
			}
		}
		if result.Tied != (firsts > 1) || len(result.Firsts()) != firsts {
			rt.Errorf("tied %t with %d firsts", result.Tied, firsts)
		}
	})
}

func TestAFormulasFractionIsTheQuotient(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		points, cents := rapid.IntRange(0, 400).Draw(rt, "points"), rapid.Int64Range(1, 9999999999).Draw(rt, "cents")
		made := published(t, ratio)
		lot := made.State().Lots[0]
		s := sealedBid(t, made, supplier(), now).State()
		s.Status, s.OpenedAt, s.PricesOpenedAt, s.Prices = tender.BidOpened, later, later, map[tender.ItemID]money.Price{lot.Items[0].ID: money.MustPrice(money.FromCents(cents).String())}
		s.Scores = map[tender.LotID]map[string]tender.Score{lot.ID: {"Leistung": {Score: whole(points), Reason: "Leistung"}}}
		o := compared(made, tender.RestoreBid(s))[0].Offers[0]
		exact := new(big.Rat).Quo(big.NewRat(int64(points), 1), big.NewRat(cents, 1))
		shown := "Z = " + strconv.Itoa(points) + " / " + o.Total.String()
		if !exact.IsInt() {
			shown += " = " + exact.String()
		}
		if len(o.Formula) < len(shown) || o.Formula[:len(shown)] != shown {
			rt.Errorf("got %s, want it to begin with %s", o.Formula, shown)
		}
	})
}
