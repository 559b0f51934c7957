package postgres_test

import (
	"encoding/hex"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// unsigned gives a receipt's text in the place of a signed note.
type unsigned struct{}

func (unsigned) SignReceipt(r tender.Receipt) (string, error) { return r.Text(), nil }

func (unsigned) Key() string { return "" }

// opener makes an opening officer whose key is registered and confirmed.
func (o *office) opener(name string) opener {
	o.t.Helper()
	officer := opener{o.appoint(name, access.Grant{Role: access.OpeningOfficer}), age.Identity{}}
	return o.rekeyed(officer)
}

// rekeyed gives the officer a new key.
func (o *office) rekeyed(officer opener) opener {
	o.t.Helper()
	made, err := age.NewIdentity()
	if err != nil {
		o.t.Fatal(err)
	}
	officer.key = made
	registered, err := o.keys.RegisterKey(o.t.Context(), officer.Actor, officer.key.Recipient)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.keys.ConfirmKey(o.t.Context(), o.officer, officer.Person, registered.Fingerprint); err != nil {
		o.t.Fatal(err)
	}
	return officer
}

// biddingOf is what the envelopes of a fresh bid are bound to.
func biddingOf(t view.Tender, bidder access.Actor) age.Bidding {
	b := age.Bidding{Tender: tender.ID(t.ID), CommitteeHash: t.CommitteeHash, Bidder: bidder.Grants[0].Supplier, Bid: id.New[tender.Bid]()}
	for _, o := range t.OpeningOfficers {
		b.Officers = append(b.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	return b
}

// contents are a bidder's price for each lot's only item; an empty price is none. Where
// the method gives points, each lot with a price has an answer.
func contents(t view.Tender, prices ...string) []tender.Content {
	price := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
	quality := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
	for i, text := range prices {
		if text != "" {
			price.Prices[tender.ItemID(t.Lots[i].Items[0].ID)] = money.MustPrice(text)
			quality.Answers[tender.LotID(t.Lots[i].ID)] = "Gerät " + text[:1] + ", fünf Jahre Garantie"
		}
	}
	if len(t.Envelopes) == 1 {
		return []tender.Content{price}
	}
	return []tender.Content{quality, price}
}

func (o *office) seal(t view.Tender, bidder access.Actor, prices ...string) age.SealedBid {
	o.t.Helper()
	return o.sealAs(biddingOf(t, bidder), contents(t, prices...)...)
}

func (o *office) sealAs(b age.Bidding, contents ...tender.Content) age.SealedBid {
	o.t.Helper()
	sealed, err := age.SealBid(b, contents...)
	if err != nil {
		o.t.Fatal(err)
	}
	return sealed
}

// given is a sealed bid as it is handed in.
func given(sealed age.SealedBid) driving.SealedBid {
	in := driving.SealedBid{ID: sealed.Bidding.Bid.String(), Committee: sealed.Bidding.CommitteeHash}
	for _, c := range sealed.Containers {
		container := driving.SealedContainer{Kind: string(c.Kind), Container: c.Container, ContentHash: tender.Hash(c.Content)}
		for _, e := range c.Envelopes {
			container.Envelopes = append(container.Envelopes, driving.SealedShare{Officer: e.Officer.String(), Envelope: e.Envelope, ShareHash: e.ShareHash})
		}
		in.Containers = append(in.Containers, container)
	}
	return in
}

func (o *office) handIn(t view.Tender, bidder access.Actor, sealed age.SealedBid) (view.BidReceipt, error) {
	return o.bidding.HandIn(o.t.Context(), bidder, access.Key{}, tender.ID(t.ID), given(sealed))
}

func (o *office) mustBid(t view.Tender, bidder access.Actor, prices ...string) view.BidReceipt {
	o.t.Helper()
	receipt, err := o.handIn(t, bidder, o.seal(t, bidder, prices...))
	if err != nil {
		o.t.Fatal(err)
	}
	return receipt
}

func (o *office) openingAs(actor access.Actor, t view.Tender) view.Opening {
	o.t.Helper()
	shown, err := o.opening.Opening(o.t.Context(), actor, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	return shown
}

// sharesOf opens all envelopes that an officer is given; what is not bound as it should is unreadable.
func (o *office) sharesOf(t view.Tender, officer opener) (kind string, releases []driving.Release) {
	o.t.Helper()
	opening := o.openingAs(officer.Actor, t)
	for _, e := range opening.Envelopes {
		r := driving.Release{Bid: e.BidID, Unreadable: true}
		expected := tender.ShareEnvelope{
			Tender: tender.ID(t.ID), Committee: t.CommitteeHash, Bid: tender.BidID(e.BidID), Officer: officer.Person,
			Kind: tender.Kind(e.Kind), Container: e.ContainerHash,
		}
		if opened, err := age.OpenShareEnvelope(e.Envelope, officer.key.Secret); err == nil && opened.BoundTo(expected) && tender.Hash(opened.Share) == e.ShareHash {
			r = driving.Release{Bid: e.BidID, Share: hex.EncodeToString(opened.Share)}
		}
		releases = append(releases, r)
	}
	return opening.Kind, releases
}

func (o *office) release(t view.Tender, officer opener) (view.Opening, error) {
	o.t.Helper()
	kind, releases := o.sharesOf(t, officer)
	return o.opening.Release(o.t.Context(), officer.Actor, tender.ID(t.ID), kind, releases)
}

func (o *office) mustRelease(t view.Tender, officers ...opener) (after view.Opening) {
	o.t.Helper()
	for _, officer := range officers {
		var err error
		if after, err = o.release(t, officer); err != nil {
			o.t.Fatal(err)
		}
	}
	return after
}

// mustOpen moves the clock behind the deadline and opens the next envelope of all bids.
func (o *office) mustOpen(t view.Tender) view.Opening {
	o.t.Helper()
	o.clockAt(deadline.Add(time.Hour))
	return o.mustRelease(t, o.first, o.other)
}
