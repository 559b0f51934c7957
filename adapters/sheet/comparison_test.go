package sheet_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/adapters/sheet"
	"allmende/domain/award"
	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

var opened = time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)

// competition is a tender of two lots, notebooks and cables in the first and monitors in
// the second; prices are in this order, an empty one is none.
type competition struct {
	state tender.State
	bids  []*tender.Bid
	names map[member.SupplierID]string
}

func newCompetition() *competition {
	item := func(name, firm, most string) tender.Item {
		return tender.Item{ID: id.New[tender.Item](), Name: name, Unit: quantity.Piece, Firm: quantity.Must(firm), MaximumQuantity: quantity.Must(most)}
	}
	return &competition{names: map[member.SupplierID]string{}, state: tender.State{
		ID: id.New[tender.Tender](), Number: "VV-2026-0001", Status: tender.Opened, PricesOpened: tender.Stamp{By: id.New[member.Person](), At: opened},
		Terms: tender.Terms{Title: "Arbeitsplatzgeräte", Rules: evaluation.Rules{Method: evaluation.LowestPrice{}}},
		Lots: []tender.Lot{
			{ID: id.New[tender.Lot](), Position: 1, Title: "Notebooks", Items: []tender.Item{item("Notebook", "120", "200"), item("Kabel", "0.5", "3")}},
			{ID: id.New[tender.Lot](), Position: 2, Title: "Monitore", Items: []tender.Item{item("=1+1", "20", "20")}},
		},
	}}
}

func (c *competition) bid(name, excluded string, prices ...string) {
	s := tender.BidState{
		ID: id.New[tender.Bid](), Supplier: id.New[member.Supplier](), Status: tender.BidOpened, Prices: map[tender.ItemID]money.Price{}, Excluded: excluded,
		ReceivedAt: opened.Add(time.Duration(len(c.bids)-100) * time.Minute), OpenedAt: opened, PricesOpenedAt: opened,
	}
	items := append(c.state.Lots[0].Items, c.state.Lots[1].Items...)
	for i, price := range prices {
		if price != "" {
			s.Prices[items[i].ID] = money.MustPrice(price)
		}
	}
	switch {
	case excluded == tender.ReasonLate:
		s.Status, s.OpenedAt, s.Prices = tender.Late, time.Time{}, nil
	case excluded != "":
		s.Status = tender.Excluded
	}
	c.names[s.Supplier] = name
	c.bids = append(c.bids, tender.RestoreBid(s))
}

func (c *competition) written(t tester) []byte {
	t.Helper()
	compared, err := award.Compare(tender.Restore(c.state), c.bids, c.names, opened)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sheet.WriteComparison(&b, compared); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAComparisonHasBiddersInColumnsAndItemsInRows(t *testing.T) {
	c := newCompetition()
	c.bid("Anton GmbH", "", "389.900001", "12.5", "")
	c.bid("Berta AG", "", "390", "12.5", "200.50")
	c.bid("@Cäsar", "Eignung fehlt", "1", "1", "1")
	c.bid("Dora KG", tender.ReasonLate)
	c.bid("Emil OHG", "", "400", "", "210")
	content := c.written(t)
	b := open(t, content)
	for i, want := range []string{"Los", "Position", "Einheit", "Menge", "Höchstmenge", "Anton GmbH: Preis je Einheit", "Anton GmbH: Betrag", "Anton GmbH: Vergleich"} {
		b.text(sheet.Compared, i+1, 1, want)
	}
	b.text(sheet.Compared, 1, 2, "Los 1: Notebooks")
	b.text(sheet.Compared, 3, 2, "Stück")
	b.figure(sheet.Compared, 4, 3, decimal.RequireFromString("0.5"))
	b.figure(sheet.Compared, 5, 2, decimal.RequireFromString("200"))

	b.figure(sheet.Compared, 6, 2, decimal.RequireFromString("389.900001"))
	b.text(sheet.Compared, 8, 2, "niedrigster Preis")
	b.text(sheet.Compared, 11, 2, "höchster Preis")
	b.text(sheet.Compared, 8, 3, "") // both ask the same
	b.text(sheet.Compared, 14, 2, "ausgeschlossen")
	b.text(sheet.Compared, 17, 2, "ausgeschlossen") // Emil did not price the whole lot
	b.amount(sheet.Compared, 7, 4, money.MustAmount("46794.25"))
	b.text(sheet.Compared, 8, 4, "niedrigster Preis")
	b.amount(sheet.Compared, 7, 5, money.MustAmount("78017.50"))
	b.figure(sheet.Compared, 7, 6, decimal.NewFromInt(1))
	b.figure(sheet.Compared, 10, 6, decimal.NewFromInt(2))

	b.text(sheet.Compared, 2, 8, "=1+1")
	b.text(sheet.Compared, 8, 8, "kein Angebot")
	b.text(sheet.Compared, 11, 8, "niedrigster Preis")

	b.text(sheet.Rejected, 1, 2, "alle Lose")
	b.text(sheet.Rejected, 2, 2, "Dora KG")
	b.text(sheet.Rejected, 3, 2, "Es ist nach Ablauf der Angebotsfrist eingegangen.")
	b.text(sheet.Rejected, 2, 3, "@Cäsar")
	b.text(sheet.Rejected, 3, 3, "Eignung fehlt")
	b.figure(sheet.Rejected, 7, 3, decimal.NewFromInt(1))
	b.text(sheet.Rejected, 3, 5, "Nicht jede Position des Loses hat einen Preis.")
	b.text(sheet.About, 2, 3, "Arbeitsplatzgeräte")
	if !bytes.Equal(content, c.written(t)) {
		t.Error("written twice, it differs")
	}
}

func TestEveryPriceOfAComparisonIsTheVeryNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCompetition()
		var prices []string
		for i := range rapid.IntRange(1, 4).Draw(t, "bids") {
			price := fmt.Sprintf("%d.%06d", rapid.IntRange(0, 999_999_999).Draw(t, "euros"), rapid.IntRange(0, 999_999).Draw(t, "millionths"))
			prices = append(prices, price)
			c.bid(fmt.Sprintf("Bieter %d", i), "", "", "", price)
		}
		b := open(t, c.written(t))
		for i, price := range prices {
			want := money.MustPrice(price)
			b.figure(sheet.Compared, 6+3*i, 8, want.Decimal())
			total, _ := b.cell(sheet.Compared, 7+3*i, 8)
			if got := decimal.RequireFromString(total); !got.Equal(want.Times(decimal.NewFromInt(20)).Decimal()) {
				t.Fatalf("20 at %s are %s", price, got)
			}
		}
	})
}

func TestPointsStandInAComparisonAndNothingBeforeThePricesAreOpened(t *testing.T) {
	c := newCompetition()
	c.state.Terms.Rules = evaluation.Rules{Method: evaluation.SimpleRatio{}, Criteria: []evaluation.Criterion{{Name: "Leistung"}}}
	c.bid("Anton GmbH", "", "389.90", "12.5", "")
	b := open(t, c.written(t))
	b.text(sheet.Compared, 2, 6, "Leistungspunkte")
	b.text(sheet.Compared, 7, 6, "noch offen")
	b.text(sheet.Compared, 7, 7, "noch offen")
	b.text(sheet.Rejected, 1, 2, "Kein Angebot ist ausgeschlossen.")

	c.state.PricesOpened = tender.Stamp{}
	if _, err := award.Compare(tender.Restore(c.state), c.bids, c.names, opened); err == nil || err.Error() != tender.ErrPricesSealed.Error() {
		t.Errorf("got %v", err)
	}
}
