package tender_test

import (
	"testing"
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// What stands for something sealed is a text that names it.
func sealedText(of string, kind tender.Kind, bid tender.BidID) []byte {
	return []byte(of + " " + string(kind) + " " + bid.String())
}

func shareText(officer member.PersonID, kind tender.Kind, bid tender.BidID) []byte {
	return sealedText("share "+officer.String(), kind, bid)
}

// submission is a bid as it should be handed in.
func submission(of *tender.Tender, by member.SupplierID) tender.Submission {
	s := of.State()
	sub := tender.Submission{Bid: id.New[tender.Bid](), Supplier: by, By: id.New[member.Person](), Committee: s.CommitteeHash}
	for _, kind := range s.Kinds() {
		c := tender.SubmittedContainer{
			Kind: kind, Sealed: sealedText("container", kind, sub.Bid), ContentHash: tender.Hash(sealedText("content", kind, sub.Bid)),
		}
		for _, o := range s.Officers {
			c.Envelopes = append(c.Envelopes, tender.SubmittedEnvelope{
				Officer: o.Person, Sealed: sealedText("envelope "+o.Person.String(), kind, sub.Bid), ShareHash: tender.Hash(shareText(o.Person, kind, sub.Bid)),
			})
		}
		sub.Containers = append(sub.Containers, c)
	}
	return sub
}

// sealedBid is what a tender took at that time.
func sealedBid(t testing.TB, of *tender.Tender, by member.SupplierID, received time.Time) *tender.Bid {
	t.Helper()
	taken, err := of.Take(submission(of, by), 1)
	ok(t, err)
	s := taken.State()
	s.ReceivedAt = received
	if tender.IsLate(received, of.State().Terms.Deadline) {
		s.Status, s.Excluded = tender.Late, tender.ReasonLate
	}
	return tender.RestoreBid(s)
}

// holding is the whole committee.
var holding = []member.PersonID{first, other, third}

// shares are an officer's of all bids of the next opening.
func shares(of *tender.Tender, officer member.PersonID, bids []*tender.Bid) []tender.Release {
	var releases []tender.Release
	for _, b := range of.Opens(bids) {
		releases = append(releases, tender.Release{Bid: b.State().ID, Share: shareText(officer, of.OpensNext(bids), b.State().ID)})
	}
	return releases
}

// contents opens everything; a bid's contents are those given for it.
func contents(of *tender.Tender, bids []*tender.Bid, given map[tender.BidID]tender.Content) tender.Opener {
	byText := map[string]tender.Content{}
	for _, b := range bids {
		s := b.State()
		for _, kind := range of.State().Kinds() {
			c := given[s.ID]
			c.Kind, c.Tender, c.Bidder, c.Bid = kind, of.State().ID, s.Supplier, s.ID
			byText[string(sealedText("content", kind, s.ID))] = c
		}
	}
	return tender.Opener{
		Each: inTurn,
		Open: func(bid tender.BidID, kind tender.Kind, _ [][]byte) ([]byte, error) {
			return sealedText("content", kind, bid), nil
		},
		Read: func(content []byte) (tender.Content, error) {
			c, known := byText[string(content)]
			if !known {
				return c, tender.ErrContentMalformed
			}
			return c, nil
		},
	}
}

// offering prices the first items of a tender's lots and answers for them; an empty price is none.
func offering(of *tender.Tender, prices ...string) tender.Content {
	c := tender.Content{Prices: map[tender.ItemID]money.Price{}, Answers: map[tender.LotID]string{}}
	for i, price := range prices {
		if lot := of.State().Lots[i]; price != "" {
			c.Prices[lot.Items[0].ID], c.Answers[lot.ID] = money.MustPrice(price), "Wie beschrieben"
		}
	}
	return c
}

// ceremony releases the shares of two officers and opens the next envelope.
func ceremony(t testing.TB, of *tender.Tender, bids []*tender.Bid, opener tender.Opener, at time.Time) (tender.Record, error) {
	t.Helper()
	c := tender.Ceremony{Bids: bids, Holding: holding}
	for _, officer := range []member.PersonID{first, other} {
		_, err := of.Release(officer, of.OpensNext(bids), &c, shares(of, officer, bids), at)
		ok(t, err)
	}
	if !of.Ripe(c) {
		t.Fatal("not ripe with all shares of two")
	}
	return of.Open(other, c, opener, at)
}

// opened is a tender with one bid for each list of prices, received in this order. Scores
// stay open afterwards, though prices never are open before they are locked: what
// evaluates does not ask who locked them.
func opened(t testing.TB, of *tender.Tender, offers ...[]string) []*tender.Bid {
	t.Helper()
	given := map[tender.BidID]tender.Content{}
	var bids []*tender.Bid
	for i, prices := range offers {
		b := sealedBid(t, of, supplier(), now.Add(time.Duration(i)*time.Minute))
		bids, given[b.State().ID] = append(bids, b), offering(of, prices...)
	}
	for range of.State().Kinds() {
		_, err := ceremony(t, of, bids, contents(of, bids, given), later)
		ok(t, err)
		lock(of, tender.Stamp{By: officer, At: later})
	}
	lock(of, tender.Stamp{})
	return bids
}

func lock(of *tender.Tender, stamp tender.Stamp) {
	s := of.State()
	s.ScoresLocked = stamp
	*of = *tender.Restore(s)
}

// inTurn does something for each of so many bids, one after the other.
func inTurn(bids int, do func(n int) error) error {
	for n := range bids {
		if err := do(n); err != nil {
			return err
		}
	}
	return nil
}
