// Package award holds what surrounds the award of a tender: the letters that tell
// bidders of it, reviews that hold it up, and the procurement file.
package award

import (
	"slices"

	"allmende/domain/evaluation"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// Kind says how a bid fared in a lot, and why.
type Kind string

// The kinds of reasons.
const (
	Best       Kind = "best"        // on the first place
	Drawn      Kind = "drawn"       // the first place was shared, and the drawn lot fell on it
	DrawLost   Kind = "draw-lost"   // the first place was shared, and the drawn lot fell on another
	Outranked  Kind = "outranked"   // another bid is better
	Excluded   Kind = "excluded"    // the bid takes no part
	NotAwarded Kind = "not-awarded" // nobody gets the lot
)

// Reason is why a bid gets a lot or not. It never holds what another bidder asks.
type Reason struct {
	Kind       Kind
	Rank, Of   int    // of a bid that was ranked, and how many were
	Points     string // own ones; empty where the price alone decides
	BestPoints string // of the winner
	Code       string // of an exclusion that the server found, or the ground of VgV 63
	Text       string // of an exclusion, or of not awarding, as an officer wrote it; with a code, what it was found by
}

// News is what a bidder learns of a lot.
type News struct {
	Position int
	Title    string
	Winner   string // by name; empty where nobody gets the lot
	Reason   Reason
}

// Wins reports whether the lot goes to the bidder.
func (n News) Wins() bool { return n.Reason.Kind == Best || n.Reason.Kind == Drawn }

// Authority is who buys, as letters and the procurement file name it; what nobody
// gave is empty.
type Authority struct {
	Name                   string
	Street, Postcode, City string
	Contact, Phone, Email  string
}

// Letter tells a bidder before the contract who gets it, why, and when it will be
// made at the earliest (GWB 134(1)).
type Letter struct {
	From       Authority
	Supplier   member.SupplierID
	Bidder     string
	Number     string // of the tender
	Title      string
	Standstill bool // above the threshold, where somebody gets a lot
	Lots       []News

	Means    tender.Means // none in a draft
	SentOn   period.Day
	Earliest period.Day
}

// Wins reports whether the bidder gets at least one lot.
func (l Letter) Wins() bool { return slices.ContainsFunc(l.Lots, News.Wins) }

// Sent is a letter as it went out.
type Sent struct {
	tender.Dispatch
	Letter Letter
}

// Letters writes a draft to each bidder of a proposed award, in the order of
// receipt. Bids are all of the tender's, names those of the bidders.
func Letters(t *tender.Tender, bids []*tender.Bid, scores tender.Scores, names map[member.SupplierID]string, from Authority) []Letter {
	state, results := t.State(), t.Evaluate(bids, scores)
	var letters []Letter
	for _, supplier := range tender.Recipients(bids) {
		l := Letter{
			From: from, Supplier: supplier, Bidder: names[supplier],
			Number: state.Number, Title: state.Terms.Title, Standstill: state.HasStandstill(),
		}
		for i, lot := range state.Lots {
			if reason, bid := reasonOf(state, lot, results[i], supplier, bids); bid {
				l.Lots = append(l.Lots, News{lot.Position, lot.Title, names[lot.Supplier], reason})
			}
		}
		letters = append(letters, l)
	}
	return letters
}

// Dispatched is the letter as a dispatch sends it.
func (l Letter) Dispatched(d tender.Dispatch) Letter {
	l.Means, l.SentOn, l.Earliest = d.Means, d.SentOn, d.Earliest
	return l
}

// reasonOf is why a bidder gets a lot or not; false where it did not bid for it.
// Nobody knows what a bid that was never read offers, so it counts for every lot.
func reasonOf(of tender.State, lot tender.Lot, r tender.LotResult, supplier member.SupplierID, bids []*tender.Bid) (Reason, bool) {
	at := slices.IndexFunc(r.Offers, func(o tender.Offer) bool { return o.Supplier == supplier })
	unread := excludedUnread(supplier, bids)
	switch {
	case at < 0 && followedUp(supplier, lot, bids):
		return Reason{Kind: Excluded, Code: tender.ReasonNotBidAgain}, true
	case at < 0 && unread == "":
		return Reason{}, false
	case at < 0:
		return ReasonOf(unread), true
	case r.Offers[at].Excluded != "":
		return WhyExcluded(of, lot.ID, r.Offers[at]), true
	case lot.Winner.IsZero():
		return Reason{Kind: NotAwarded, Code: string(lot.NotAwarded), Text: lot.NotAwardedReason}, true
	}
	return comparison(of, lot, r, r.Offers[at]), true
}

func comparison(of tender.State, lot tender.Lot, r tender.LotResult, own tender.Offer) Reason {
	reason := Reason{Kind: Outranked, Rank: own.Rank, Points: points(of, own)}
	for _, o := range r.Offers {
		if o.Rank > 0 {
			reason.Of++
		}
		if o.Bid == lot.Winner {
			reason.BestPoints = points(of, o)
		}
	}
	switch {
	case own.Bid == lot.Winner && lot.Draw != nil:
		reason.Kind = Drawn
	case own.Bid == lot.Winner:
		reason.Kind = Best
	case own.Rank == 1:
		reason.Kind = DrawLost
	}
	return reason
}

// points are those that the bid got for what it offers, without its price.
func points(of tender.State, o tender.Offer) string {
	if !of.Terms.Rules.ByPoints() {
		return ""
	}
	return evaluation.Text(o.Points)
}

// followedUp reports whether a supplier bid for the lot in a round before the last one only: it was called for
// another bid, and handed in none that could be read.
func followedUp(supplier member.SupplierID, lot tender.Lot, bids []*tender.Bid) bool {
	talked, unread := 0, 0 // the last rounds of which there is such a bid
	for _, b := range bids {
		s := b.State()
		if s.Supplier != supplier {
			continue
		}
		switch s.Status {
		case tender.FollowedUp:
			if b.Offers(lot) {
				talked = max(talked, s.Round)
			}
		case tender.Excluded, tender.Late, tender.NeedsReconfirmation:
			unread = max(unread, s.Round)
		case tender.Sealed, tender.Superseded, tender.Withdrawn, tender.BidOpened, tender.Won, tender.Lost:
		}
	}
	return talked > unread
}

// excludedUnread is why a supplier's bid was excluded before anybody could read its
// prices; empty where there are prices.
func excludedUnread(supplier member.SupplierID, bids []*tender.Bid) string {
	reason := ""
	for _, b := range bids {
		s := b.State()
		if s.Supplier != supplier || s.Status == tender.FollowedUp {
			continue
		}
		if len(s.Prices) > 0 {
			return ""
		}
		switch {
		case s.Status == tender.Excluded || s.Status == tender.Late && reason == "":
			reason = s.Excluded
		case s.Status == tender.NeedsReconfirmation && reason == "":
			reason = s.Unsealed()
		}
	}
	return reason
}
