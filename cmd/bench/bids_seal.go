package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// sealedBid is a bid as it is sent.
type sealedBid struct {
	bidder   *bidder
	manifest string // its hash
	body     []byte
}

// seal seals a bid for the first so many lots, with an answer of so many bytes for each.
func (b *bureau) seal(t view.Tender, by *bidder, lots, bytes int) (sealedBid, error) {
	price := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
	quality := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
	for _, lot := range t.Lots[:lots] {
		quality.Answers[tender.LotID(lot.ID)] = prose(bytes)
		for _, item := range lot.Items {
			price.Prices[tender.ItemID(item.ID)] = money.MustPrice(fmt.Sprintf("%d.%02d", 10+rand.IntN(20), rand.IntN(100)))
		}
	}
	to := age.Bidding{Tender: tender.ID(t.ID), CommitteeHash: t.CommitteeHash, Bidder: member.SupplierID(by.supplier), Bid: id.New[tender.Bid]()}
	for _, o := range t.OpeningOfficers {
		to.Officers = append(to.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	sealed, err := age.SealBid(to, quality, price)
	if err != nil {
		return sealedBid{}, err
	}
	body, err := json.Marshal(bodyOf(sealed))
	if err != nil {
		return sealedBid{}, fmt.Errorf("write a bid: %w", err)
	}
	return sealedBid{by, sealed.Manifest().Hash(), body}, nil
}

// bodyOf is a sealed bid as it is handed in.
func bodyOf(sealed age.SealedBid) body {
	var containers []body
	for _, c := range sealed.Containers {
		var envelopes []body
		for _, e := range c.Envelopes {
			envelopes = append(envelopes, body{"officerId": e.Officer, "envelope": e.Envelope, "shareHash": e.ShareHash})
		}
		containers = append(containers, body{"kind": c.Kind, "container": c.Container, "contentHash": tender.Hash(c.Content), "envelopes": envelopes})
	}
	return body{"bidId": sealed.Bidding.Bid, "committeeHash": sealed.Bidding.CommitteeHash, "containers": containers}
}

// handIn sends a bid and gives the receipt.
func (s sealedBid) handIn(ctx context.Context, t view.Tender) (receipt view.BidReceipt, err error) {
	answer, err := s.bidder.exchange(ctx, request{method: http.MethodPost, path: "/tenders/" + t.ID + "/bids", body: s.body})
	if err != nil {
		return receipt, err
	}
	if err := json.Unmarshal(answer, &receipt); err != nil {
		return receipt, fmt.Errorf("read a receipt: %w", err)
	}
	return receipt, nil
}

var words = strings.Fields(`Wir bieten für dieses Los Geräte der laufenden Baureihe an und liefern sie innerhalb von zehn Werktagen frei
	Verwendungsstelle. Die Gewährleistung beträgt 36 Monate; Ersatz steht am nächsten Arbeitstag bereit, Energieverbrauch und Lautstärke
	unterschreiten die geforderten Werte, Nachweise liegen bei: Prüfzeichen, Datenblatt, Umweltzeichen, Rücknahme nach ElektroG.`)

// prose is a text of so many bytes, or one or two less.
func prose(bytes int) string {
	var text strings.Builder
	for text.Len() < bytes {
		text.WriteString(words[rand.IntN(len(words))])
		fmt.Fprintf(&text, " %d ", rand.IntN(1000))
	}
	return strings.TrimSpace(strings.ToValidUTF8(text.String()[:bytes], ""))
}
