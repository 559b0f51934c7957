package http_test

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"testing"
	"time"

	"allmende/adapters/age"
	allmendehttp "allmende/adapters/http"
	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/view"
)

type fields = map[string]any

type bureau struct {
	*server
	officer, second *client
	first, other    *client // opening officers, like the third
	third           *client
	secrets         map[*client]age.Identity
	buyerA, buyerB  *client
	anton, berta    *client
	suppliers       map[*client]string
	keys            int
}

func openBureau(t testing.TB, change ...func(*allmendehttp.Config)) *bureau {
	t.Helper()
	s := serve(t, change...)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.log.String())
		}
	})
	b := &bureau{
		server: s, officer: s.as(access.ProcurementOfficer), second: s.as(access.ProcurementOfficer),
		first: s.as(access.OpeningOfficer), other: s.as(access.OpeningOfficer), third: s.as(access.OpeningOfficer), secrets: map[*client]age.Identity{},
		buyerA: s.asOf(access.Buyer, "Stadt A"), buyerB: s.asOf(access.Buyer, "Stadt B"), suppliers: map[*client]string{},
	}
	for _, opener := range []*client{b.first, b.other, b.third} {
		b.registered(opener)
	}
	b.anton, b.berta = b.bidder("Anton Technik GmbH"), b.bidder("Berta Systeme AG")
	return b
}

// registered gives an opening officer a key that the procurement officer has confirmed.
func (b *bureau) registered(opener *client) {
	b.t.Helper()
	made, err := age.NewIdentity()
	if err != nil {
		b.t.Fatal(err)
	}
	var key view.OpeningKey
	opener.put("/opening-keys/mine", fields{"recipient": made.Recipient}).want(http.StatusOK).into(&key)
	b.officer.post("/opening-keys/"+opener.me+"/confirm", fields{"fingerprint": key.Fingerprint}).want(http.StatusOK)
	b.secrets[opener] = made
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
	for _, c := range []*client{b.officer, b.second, b.first, b.other, b.third, b.buyerA, b.buyerB, b.anton, b.berta} {
		c.signIn()
	}
}

// today is the installation's own time.
func (b *bureau) today() (now time.Time) {
	b.t.Helper()
	if err := b.owner.QueryRow(b.t.Context(), `select allmende_clock()`).Scan(&now); err != nil {
		b.t.Fatal(err)
	}
	return now
}

func (b *bureau) frozenRound() (round view.Round) {
	b.t.Helper()
	thing := func(name, price string) fields {
		return fields{"name": name, "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": price}
	}
	b.officer.post("/rounds", fields{"title": "Arbeitsplatzgeräte", "closesAt": time.Now().AddDate(1, 0, 0).UTC().Format(time.RFC3339),
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
		"deadline": time.Now().Add(wait).UTC().Format(time.RFC3339), "openingOfficers": []string{b.first.me, b.other.me, b.third.me},
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
	return b.sealedWith(t, bidder, "Gerät wie beschrieben", prices...)
}

// sealedWith is sealedFor with what the bid offers in each of its lots.
func (b *bureau) sealedWith(t view.Tender, bidder *client, answer string, prices ...string) fields {
	b.t.Helper()
	price := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
	quality := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
	for i, text := range prices {
		if text != "" {
			price.Prices[tender.ItemID(t.Lots[i].Items[0].ID)] = money.MustPrice(text)
			quality.Answers[tender.LotID(t.Lots[i].ID)] = answer
		}
	}
	contents := []tender.Content{price}
	if len(t.Envelopes) == 2 {
		contents = append(contents, quality)
	}
	to := age.Bidding{Tender: tender.ID(t.ID), CommitteeHash: t.CommitteeHash, Bidder: member.SupplierID(b.suppliers[bidder]), Bid: id.New[tender.Bid]()}
	for _, o := range t.OpeningOfficers {
		to.Officers = append(to.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	sealed, err := age.SealBid(to, contents...)
	if err != nil {
		b.t.Fatal(err)
	}
	return bodyOf(sealed)
}

// bodyOf is a sealed bid as it is handed in.
func bodyOf(sealed age.SealedBid) fields {
	containers := []fields{}
	for _, c := range sealed.Containers {
		envelopes := []fields{}
		for _, e := range c.Envelopes {
			envelopes = append(envelopes, fields{"officerId": e.Officer, "envelope": e.Envelope, "shareHash": e.ShareHash})
		}
		containers = append(containers, fields{"kind": c.Kind, "container": c.Container, "contentHash": tender.Hash(c.Content), "envelopes": envelopes})
	}
	return fields{"bidId": sealed.Bidding.Bid, "committeeHash": sealed.Bidding.CommitteeHash, "containers": containers}
}

func (b *bureau) mustBid(t view.Tender, bidder *client, prices ...string) (receipt view.BidReceipt) {
	b.t.Helper()
	bidder.post("/tenders/"+t.ID+"/bids", b.sealedFor(t, bidder, prices...), b.once()).want(http.StatusCreated).into(&receipt)
	return receipt
}

// sharesOf is what an officer releases of all bids.
func (b *bureau) sharesOf(t view.Tender, officer *client) fields {
	b.t.Helper()
	var opening view.Opening
	officer.get("/tenders/" + t.ID + "/opening").want(http.StatusOK).into(&opening)
	releases := []fields{}
	for _, e := range opening.Envelopes {
		if opened, err := age.OpenShareEnvelope(e.Envelope, b.secrets[officer].Secret); err == nil && tender.Hash(opened.Share) == e.ShareHash {
			releases = append(releases, fields{"bidId": e.BidID, "share": hex.EncodeToString(opened.Share)})
		} else {
			releases = append(releases, fields{"bidId": e.BidID, "unreadable": true})
		}
	}
	return fields{"kind": opening.Kind, "releases": releases}
}

// mustOpen opens the next envelope of all bids.
func (b *bureau) mustOpen(t view.Tender) (opening view.Opening) {
	b.t.Helper()
	for _, officer := range []*client{b.first, b.other} {
		officer.post("/tenders/"+t.ID+"/opening/shares", b.sharesOf(t, officer)).want(http.StatusOK).into(&opening)
	}
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

// mustExamine has the officer declare, if that is owed, and find all admitted bids in order.
func (b *bureau) mustExamine(t view.Tender) (s view.Scoring) {
	b.t.Helper()
	at := "/tenders/" + t.ID + "/examinations"
	b.officer.get("/tenders/" + t.ID + "/scoring").want(http.StatusOK).into(&s)
	if s.Declaration == "pending" {
		b.officer.post(at+"/declaration", fields{"conflict": false}).want(http.StatusOK).into(&s)
	}
	for _, bid := range s.Bids {
		for _, aspect := range []string{"form", "suitability", "requirements"} {
			if bid.Admitted {
				b.officer.post(at, fields{"bidId": bid.BidID, "aspect": aspect, "passed": true, "reason": "Unterlagen geprüft"}).want(http.StatusOK).into(&s)
			}
		}
	}
	return s
}

// mustScore has a panel of two give every bid the same scores, and locks them.
func (b *bureau) mustScore(t view.Tender, score func(bid, lot, criterion string) string) {
	b.t.Helper()
	at := "/tenders/" + t.ID
	panel := []*client{b.as(access.Evaluator), b.as(access.Evaluator)}
	var s view.Scoring
	b.officer.post(at+"/panel", fields{"evaluators": []string{panel[0].me, panel[1].me}, "spreadLimit": 20}, b.once()).want(http.StatusOK)
	b.mustExamine(t)
	for _, evaluator := range panel {
		evaluator.post(at+"/panel/declaration", fields{"conflict": false}).want(http.StatusOK).into(&s)
		var given []fields
		for _, bid := range s.Bids {
			for _, lot := range bid.Lots {
				for _, c := range s.Criteria {
					given = append(given, fields{"bidId": bid.BidID, "lotId": lot.LotID, "criterion": c.Name, "score": score(bid.BidID, lot.LotID, c.Name), "reason": "Leistung geprüft"})
				}
			}
		}
		evaluator.put(at+"/sheet", fields{"scores": given}, match(s.Sheet.Version)).want(http.StatusOK).into(&s)
		evaluator.post(at+"/sheet/hand-in", nil, match(s.Sheet.Version)).want(http.StatusOK)
	}
	b.officer.get(at + "/scoring").want(http.StatusOK).into(&s)
	b.officer.post(at+"/scoring/lock", nil, match(s.Version)).want(http.StatusOK)
}

// mustOpenPrices opens the second envelope of all bids and compares them.
func (b *bureau) mustOpenPrices(t view.Tender) (compared view.Evaluation) {
	b.t.Helper()
	b.mustOpen(t)
	b.officer.get("/tenders/" + t.ID + "/evaluation").want(http.StatusOK).into(&compared)
	return compared
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
