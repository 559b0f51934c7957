package award_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/award"
	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/split"
	"allmende/domain/tender"
)

var opening = time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)

// The rules: the lowest price, or the ratio of up to 400 points to the price.
var (
	most    = split.NewRatio(big.NewInt(400), big.NewInt(1))
	byPrice = evaluation.Rules{Method: evaluation.LowestPrice{}}
	byRatio = evaluation.Rules{Method: evaluation.SimpleRatio{}, Points: most, Criteria: []evaluation.Criterion{
		{Name: "Leistung", Weight: split.NewRatio(big.NewInt(100), big.NewInt(1)), Scale: most},
	}}
)

// competition is a tender with lots of one item each, wanted ten times, and its bids.
type competition struct {
	state tender.State
	bids  []*tender.Bid
	names map[member.SupplierID]string

	bidders map[string]member.SupplierID // who bid in several rounds
}

func newCompetition(rules evaluation.Rules, lots ...string) *competition {
	c := &competition{names: map[member.SupplierID]string{}, bidders: map[string]member.SupplierID{}, state: tender.State{
		ID: id.New[tender.Tender](), Number: "VV-2026-0001", Status: tender.Opened, PricesOpened: tender.Stamp{By: id.New[member.Person](), At: opening}, Ruling: tender.Ruling{Procedure: tender.OpenEU},
		Terms:     tender.Terms{Title: "Arbeitsplatzgeräte", Rules: rules},
		Published: tender.Stamp{By: id.New[member.Person](), At: opening.AddDate(0, -1, 0)},
	}}
	for i, title := range lots {
		item := tender.Item{ID: id.New[tender.Item](), Position: 1, Name: title, Firm: quantity.Must("10")}
		c.state.Lots = append(c.state.Lots, tender.Lot{ID: id.New[tender.Lot](), Position: i + 1, Title: title, Items: []tender.Item{item}})
	}
	return c
}

// offer adds an opened bid; an empty price is none.
func (c *competition) offer(name string, prices ...string) *tender.BidState {
	s := tender.BidState{
		ID: id.New[tender.Bid](), Supplier: id.New[member.Supplier](), Status: tender.BidOpened, Prices: map[tender.ItemID]money.Price{},
		ReceivedAt: opening.Add(time.Duration(len(c.bids)-1000) * time.Minute), OpenedAt: opening, PricesOpenedAt: opening,
	}
	for i, price := range prices {
		if price != "" {
			s.Prices[c.state.Lots[i].Items[0].ID] = money.MustPrice(price)
		}
	}
	c.names[s.Supplier] = name
	c.bids = append(c.bids, tender.RestoreBid(s))
	return &s
}

// becomes puts a changed state in the place of the bid.
func (c *competition) becomes(s *tender.BidState) {
	for i, b := range c.bids {
		if b.State().ID == s.ID {
			c.bids[i] = tender.RestoreBid(*s)
		}
	}
}

func (c *competition) letters(t rapid.TB, p tender.Proposal) map[string]award.Letter {
	t.Helper()
	proposed := tender.Restore(c.state)
	if err := proposed.Propose(id.New[member.Person](), p, c.bids, tender.ScoresOf(c.bids), opening); err != nil {
		t.Fatal(err)
	}
	c.state = proposed.State()
	byName := map[string]award.Letter{}
	for _, l := range award.Letters(proposed, c.bids, tender.ScoresOf(c.bids), c.names, award.Authority{Name: "Genossenschaft"}) {
		byName[l.Bidder] = l
	}
	return byName
}

func TestWhoDoesNotBidAgainAfterATalkLearnsThat(t *testing.T) {
	c := newCompetition(byPrice, "Notebooks", "Monitore")
	round := func(name string, n int, status tender.BidStatus, excluded string, prices ...string) {
		s := c.offer(name, prices...)
		if of := c.bidders[name]; !of.IsZero() {
			s.Supplier = of
		}
		c.bidders[name] = s.Supplier
		s.Round, s.Status, s.Excluded = n, status, excluded
		if len(prices) == 0 {
			s.OpenedAt, s.PricesOpenedAt, s.Prices = time.Time{}, time.Time{}, nil
		}
		c.becomes(s)
	}
	round("Anton", 1, tender.FollowedUp, "", "950", "200")
	round("Berta", 1, tender.FollowedUp, "", "960", "210")
	round("Cäsar", 1, tender.FollowedUp, "", "970", "220")
	round("Dora", 1, tender.FollowedUp, "", "980", "")
	round("Emil", 1, tender.Excluded, "Eignung fehlt", "10", "10")
	round("Anton", 2, tender.BidOpened, "", "900", "190")
	round("Berta", 2, tender.BidOpened, "", "910", "")
	round("Cäsar", 2, tender.Late, tender.ReasonLate)
	letters := c.letters(t, tender.Proposal{Reason: "Preis"})
	gone := award.Reason{Kind: award.Excluded, Code: tender.ReasonNotBidAgain}
	late := award.Reason{Kind: award.Excluded, Code: tender.ReasonLate}
	for name, want := range map[string][]award.News{
		"Anton": {{1, "Notebooks", "Anton", award.Reason{Kind: award.Best, Rank: 1, Of: 2}}, {2, "Monitore", "Anton", award.Reason{Kind: award.Best, Rank: 1, Of: 1}}},
		"Berta": {{1, "Notebooks", "Anton", award.Reason{Kind: award.Outranked, Rank: 2, Of: 2}}, {2, "Monitore", "Anton", gone}},
		"Cäsar": {{1, "Notebooks", "Anton", late}, {2, "Monitore", "Anton", late}},
		"Dora":  {{1, "Notebooks", "Anton", gone}},
		"Emil":  {{1, "Notebooks", "Anton", award.Reason{Kind: award.Excluded, Text: "Eignung fehlt"}}, {2, "Monitore", "Anton", award.Reason{Kind: award.Excluded, Text: "Eignung fehlt"}}},
	} {
		if got := letters[name].Lots; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}

func TestEachBidderLearnsTheWinnerAndItsOwnReasons(t *testing.T) {
	c := newCompetition(byPrice, "Notebooks", "Monitore")
	c.offer("Anton", "950", "200")
	c.offer("Berta", "900", "")
	excluded := c.offer("Cäsar", "100", "")
	excluded.Status, excluded.Excluded = tender.Excluded, "Eignung fehlt"
	c.becomes(excluded)
	late := c.offer("Dora")
	late.Status, late.Excluded, late.OpenedAt = tender.Late, tender.ReasonLate, time.Time{}
	c.becomes(late)
	unsealed := c.offer("Frida")
	unsealed.Status, unsealed.OpenedAt = tender.NeedsReconfirmation, time.Time{}
	c.becomes(unsealed)
	withdrawn := c.offer("Emil")
	withdrawn.Status, withdrawn.OpenedAt = tender.Withdrawn, time.Time{}
	c.becomes(withdrawn)

	letters := c.letters(t, tender.Proposal{Reason: "Preis", Waivers: []tender.Waiver{{Lot: c.state.Lots[1].ID, Ground: tender.NotEconomical, Reason: "Zu teuer"}}})
	void := award.Reason{Kind: award.NotAwarded, Code: "not-economical", Text: "Zu teuer"}
	for name, want := range map[string][]award.News{
		"Anton": {{1, "Notebooks", "Berta", award.Reason{Kind: award.Outranked, Rank: 2, Of: 2}}, {2, "Monitore", "", void}},
		"Berta": {{1, "Notebooks", "Berta", award.Reason{Kind: award.Best, Rank: 1, Of: 2}}},
		"Cäsar": {{1, "Notebooks", "Berta", award.Reason{Kind: award.Excluded, Text: "Eignung fehlt"}}},
		"Dora": {
			{1, "Notebooks", "Berta", award.Reason{Kind: award.Excluded, Code: "late"}},
			{2, "Monitore", "", award.Reason{Kind: award.Excluded, Code: "late"}},
		},
		"Frida": {
			{1, "Notebooks", "Berta", award.Reason{Kind: award.Excluded, Code: "not-sealed-again"}},
			{2, "Monitore", "", award.Reason{Kind: award.Excluded, Code: "not-sealed-again"}},
		},
	} {
		if got := letters[name].Lots; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
		if letters[name].Wins() != (name == "Berta") {
			t.Errorf("%s wins: %v", name, letters[name].Wins())
		}
	}
	if len(letters) != 5 || !letters["Anton"].Standstill {
		t.Errorf("got %d letters, %+v", len(letters), letters["Anton"])
	}
}

func TestPointsAreComparedAndADrawnLotIsTold(t *testing.T) {
	c := newCompetition(byRatio, "Notebooks")
	lot := c.state.Lots[0].ID
	for name, offer := range map[string]struct {
		price  string
		points int
	}{"Anton": {"950", 380}, "Berta": {"875", 350}, "Cäsar": {"1000", 300}} {
		s := c.offer(name, offer.price)
		score := tender.Score{Score: split.NewRatio(big.NewInt(int64(offer.points)), big.NewInt(1)), Reason: "Leistung"}
		s.Scores = map[tender.LotID]map[string]tender.Score{lot: {"Leistung": score}}
		c.becomes(s)
	}
	var antons tender.BidID
	for _, b := range c.bids {
		if c.names[b.State().Supplier] == "Anton" {
			antons = b.State().ID
		}
	}
	drawn := tender.Draw{By: "Karla Kern", Presence: "Ole Ott", At: opening}
	letters := c.letters(t, tender.Proposal{Reason: "Los", Decisions: []tender.Decision{{Lot: lot, Bid: antons, Draw: drawn}}})
	for name, want := range map[string]award.Reason{
		"Anton": {Kind: award.Drawn, Rank: 1, Of: 3, Points: "380", BestPoints: "380"},
		"Berta": {Kind: award.DrawLost, Rank: 1, Of: 3, Points: "350", BestPoints: "380"},
		"Cäsar": {Kind: award.Outranked, Rank: 3, Of: 3, Points: "300", BestPoints: "380"},
	} {
		if got := letters[name].Lots[0].Reason; got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

func TestAnExclusionComesWithWhatItWasFoundBy(t *testing.T) {
	c := newCompetition(byPrice, "Notebooks")
	lot := c.state.Lots[0].ID
	low := c.offer("Anton", "100")
	c.offer("Berta", "900")
	c.state.Clarifications = []tender.Clarification{
		{Bid: low.ID, Lot: id.New[tender.Lot](), Verdict: tender.Accept, Reason: "In einem anderen Los belegt"},
		{Bid: low.ID, Lot: lot, Verdict: tender.Exclude, Reason: "Die Löhne sind nicht gedeckt."},
	}
	got := c.letters(t, tender.Proposal{Reason: "Preis"})["Anton"].Lots[0].Reason
	if want := (award.Reason{Kind: award.Excluded, Code: tender.ReasonLowPrice, Text: "Die Löhne sind nicht gedeckt."}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := got.Exclusion(), "ließ sich nicht zufriedenstellend aufklären (VgV § 60, UVgO § 44): Die Löhne sind nicht gedeckt."; !strings.HasSuffix(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestAMissedMinimumNamesItsCriterionAndPointsThatDoNotRankAreNotCompared(t *testing.T) {
	rules := byRatio
	rules.Method = evaluation.LowestPrice{}
	rules.Criteria = []evaluation.Criterion{rules.Criteria[0]}
	rules.Criteria[0].Least = split.NewRatio(big.NewInt(100), big.NewInt(1))
	c := newCompetition(rules, "Notebooks")
	lot := c.state.Lots[0].ID
	for name, points := range map[string]int64{"Anton": 99, "Berta": 100, "Cäsar": 400} {
		s := c.offer(name, map[string]string{"Anton": "100", "Berta": "200", "Cäsar": "300"}[name])
		s.Scores = map[tender.LotID]map[string]tender.Score{lot: {"Leistung": {Score: split.NewRatio(big.NewInt(points), big.NewInt(1))}}}
		c.becomes(s)
	}
	letters := c.letters(t, tender.Proposal{Reason: "Preis"})
	for name, want := range map[string]award.Reason{
		"Anton": {Kind: award.Excluded, Code: tender.ReasonBelowMinimum, Text: "Leistung"},
		"Berta": {Kind: award.Best, Rank: 1, Of: 2},
		"Cäsar": {Kind: award.Outranked, Rank: 2, Of: 2},
	} {
		if got := letters[name].Lots[0].Reason; got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

func TestEveryExclusionOfTheServerHasItsSentence(t *testing.T) {
	for _, code := range []string{tender.ReasonLate, tender.ReasonOuterUnreadable, tender.ReasonInnerUnreadable, tender.ReasonLotIncomplete} {
		if r := award.ReasonOf(code); r.Code != code || r.Text != "" || r.Exclusion() == "" {
			t.Errorf("%s: %+v", code, r)
		}
	}
	if r := award.ReasonOf("Eignung fehlt"); r.Code != "" || r.Exclusion() != "Eignung fehlt" {
		t.Errorf("an officer's reason: %+v", r)
	}
}

// TestNoLetterTellsWhatAnotherAsks: whoever bids what, no price and no total of any bid
// stands in a letter.
func TestNoLetterTellsWhatAnotherAsks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := newCompetition(byPrice, "Notebooks", "Monitore")
		var secrets []string
		for i := range rapid.IntRange(1, 6).Draw(rt, "bids") {
			var prices []string
			for range c.state.Lots {
				price := fmt.Sprintf("%d.%02d", rapid.IntRange(7000, 9999).Draw(rt, "euros"), i+10)
				prices, secrets = append(prices, price), append(secrets, price)
			}
			c.offer(fmt.Sprintf("Bieter %c", 'A'+i), prices...)
		}
		for name, l := range c.letters(rt, tender.Proposal{Reason: "Preis"}) {
			text := fmt.Sprint(l)
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					rt.Errorf("the letter to %s tells %s: %s", name, secret, text)
				}
			}
		}
	})
}
