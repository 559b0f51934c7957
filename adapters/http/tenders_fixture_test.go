package http_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/view"
)

type fields = map[string]any

type bureau struct {
	*server
	officer, second  *client
	first, other     *client // opening officers
	firstKey, otherK age.Identity
	buyerA, buyerB   *client
	anton, berta     *client
	suppliers        map[*client]string
	keys             int
}

func openBureau(t testing.TB) *bureau {
	t.Helper()
	s := serve(t)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.log.String())
		}
	})
	b := &bureau{
		server: s, officer: s.as(access.ProcurementOfficer), second: s.as(access.ProcurementOfficer),
		first: s.as(access.OpeningOfficer), other: s.as(access.OpeningOfficer),
		buyerA: s.asOf(access.Buyer, "Stadt A"), buyerB: s.asOf(access.Buyer, "Stadt B"), suppliers: map[*client]string{},
	}
	b.firstKey, b.otherK = b.registered(b.first), b.registered(b.other)
	b.anton, b.berta = b.bidder("Anton Technik GmbH"), b.bidder("Berta Systeme AG")
	return b
}

func (b *bureau) registered(officer *client) age.Identity {
	b.t.Helper()
	made, err := age.NewIdentity()
	if err != nil {
		b.t.Fatal(err)
	}
	officer.put("/opening-keys/mine", fields{"recipient": made.Recipient}).want(http.StatusOK)
	return made
}

func (b *bureau) bidder(name string) *client {
	b.t.Helper()
	id := b.supplier(name)
	c := b.asBidder(name)
	b.suppliers[c] = id
	return c
}

func (b *bureau) once() header {
	b.keys++
	return key(fmt.Sprintf("tender-key-%06d", b.keys))
}

func (b *bureau) again(after time.Duration) {
	b.t.Helper()
	b.passTime(after)
	for _, c := range []*client{b.officer, b.second, b.first, b.other, b.buyerA, b.buyerB, b.anton, b.berta} {
		c.signIn()
	}
}

func (b *bureau) frozenRound() (round view.Round) {
	b.t.Helper()
	thing := func(name, price string) fields {
		return fields{"name": name, "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": price}
	}
	b.officer.post("/rounds", fields{"title": "Arbeitsplatzgeräte", "closesAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339),
		"items": []fields{thing("Notebook", "980.00"), thing("Monitor", "210.50")}}, b.once()).want(http.StatusCreated).into(&round)
	b.officer.post("/rounds/"+round.ID+"/open", nil, match(round.Version)).want(http.StatusOK)
	state := func(buyer *client, member string, item int, firm, tolerance string) {
		b.t.Helper()
		buyer.put("/rounds/"+round.ID+"/needs/"+b.member(member), fields{"needs": []fields{{"itemId": round.Items[item].ID, "firm": firm, "tolerance": tolerance}}}).
			want(http.StatusOK).into(&round)
	}
	state(b.buyerA, "Stadt A", 0, "60", "10")
	state(b.buyerA, "Stadt A", 1, "20", "0")
	state(b.buyerB, "Stadt B", 0, "40", "0")
	b.officer.post("/rounds/"+round.ID+"/freeze", nil, match(round.Version)).want(http.StatusOK).into(&round)
	return round
}

const wait = 40 * 24 * time.Hour

func (b *bureau) draftFields(round view.Round) fields {
	lot := func(title, maximum string, item int, most string) fields {
		return fields{"title": title, "maximumValue": maximum, "items": []fields{{"roundItemId": round.Items[item].ID, "maximumQuantity": most}}}
	}
	return fields{
		"roundId": round.ID, "title": "Arbeitsplatzgeräte 2026", "rules": fields{"method": "lowest-price"}, "termMonths": 48, "quotaMode": "hard",
		"deadline": time.Now().Add(wait).UTC().Format(time.RFC3339), "openingOfficers": []string{b.first.me, b.other.me},
		"lots": []fields{lot("Notebooks", "250000", 0, "200"), lot("Monitore", "10000.00", 1, "40")},
	}
}

func (b *bureau) published(change ...func(fields)) (t view.Tender) {
	b.t.Helper()
	in := b.draftFields(b.frozenRound())
	for _, c := range change {
		c(in)
	}
	b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&t)
	b.officer.post("/tenders/"+t.ID+"/submit", nil, match(t.Version)).want(http.StatusOK).into(&t)
	b.second.post("/tenders/"+t.ID+"/publish", nil, match(t.Version)).want(http.StatusOK).into(&t)
	return t
}

func (b *bureau) sealedFor(t view.Tender, bidder *client, prices ...string) fields {
	b.t.Helper()
	s := tender.Sheet{Tender: tender.ID(t.ID), Bidder: member.SupplierID(b.suppliers[bidder]), Prices: map[tender.ItemID]money.Price{}}
	for i, price := range prices {
		if price != "" {
			s.Prices[tender.ItemID(t.Lots[i].Items[0].ID)] = money.MustPrice(price)
		}
	}
	sealed, err := age.Seal(s, t.OpeningOfficers[0].Recipient, t.OpeningOfficers[1].Recipient)
	if err != nil {
		b.t.Fatal(err)
	}
	return fields{"container": sealed.Container, "innerHash": sealed.InnerHash, "contentHash": sealed.ContentHash}
}

func (b *bureau) mustBid(t view.Tender, bidder *client, prices ...string) (receipt view.BidReceipt) {
	b.t.Helper()
	bidder.post("/tenders/"+t.ID+"/bids", b.sealedFor(t, bidder, prices...), b.once()).want(http.StatusCreated).into(&receipt)
	return receipt
}

func (b *bureau) envelopesOf(t view.Tender, officer *client, secret string) []fields {
	b.t.Helper()
	var opening view.Opening
	officer.get("/tenders/" + t.ID + "/opening").want(http.StatusOK).into(&opening)
	releases := []fields{}
	for _, e := range opening.Envelopes {
		if opened, err := age.Open(e.Sealed, secret); err == nil && tender.Hash(opened) == e.Hash {
			releases = append(releases, fields{"bidId": e.BidID, "opened": opened})
		} else {
			releases = append(releases, fields{"bidId": e.BidID, "unreadable": true})
		}
	}
	return releases
}

func (b *bureau) mustOpen(t view.Tender) (opening view.Opening) {
	b.t.Helper()
	b.first.post("/tenders/"+t.ID+"/opening/outer", fields{"releases": b.envelopesOf(t, b.first, b.firstKey.Secret)}).want(http.StatusOK)
	b.other.post("/tenders/"+t.ID+"/opening/inner", fields{"releases": b.envelopesOf(t, b.other, b.otherK.Secret)}).want(http.StatusOK).into(&opening)
	return opening
}

// mustTell approves a proposal and sends all letters electronically.
func (b *bureau) mustTell(t view.Tender) view.Tender {
	b.t.Helper()
	b.second.post("/tenders/"+t.ID+"/proposal/approve", nil, match(t.Version)).want(http.StatusOK).into(&t)
	var letters view.Letters
	b.officer.get("/tenders/" + t.ID + "/letters").want(http.StatusOK).into(&letters)
	sendings := []fields{}
	for _, l := range letters.Items {
		sendings = append(sendings, fields{"supplierId": l.Bidder.ID, "means": "electronic"})
	}
	b.officer.post("/tenders/"+t.ID+"/letters", fields{"letters": sendings}, match(t.Version)).want(http.StatusOK).into(&t)
	return t
}

func (b *bureau) clockAt(at time.Time) {
	b.t.Helper()
	if _, err := b.owner.Exec(b.t.Context(), fmt.Sprintf(`create or replace function allmende_clock() returns timestamptz language sql volatile as 'select timestamptz ''%s'''`,
		at.UTC().Format(time.RFC3339Nano))); err != nil {
		b.t.Fatal(err)
	}
}

// pointsRules compare by a method and one criterion of up to 400 points.
func pointsRules(method string) fields {
	return fields{"method": method, "points": "400", "criteria": []fields{{"name": "Leistung", "weight": "100", "scale": "400"}}}
}
