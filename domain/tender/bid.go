package tender

import (
	"maps"
	"slices"
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// BidID names one version of a bid. The bidder makes it, since the shares are bound to it.
type BidID = id.Of[Bid]

// BidStatus is where a version of a bid stands.
type BidStatus string

// The states of a bid.
const (
	Sealed              BidStatus = "sealed"
	Superseded          BidStatus = "superseded"           // a later version takes part
	NeedsReconfirmation BidStatus = "needs-reconfirmation" // sealed to a former committee, or before an amendment
	Withdrawn           BidStatus = "withdrawn"
	Late                BidStatus = "late"        // kept sealed, listed, excluded
	BidOpened           BidStatus = "opened"      // at least the first envelope
	FollowedUp          BidStatus = "followed-up" // opened and talked about: its bidder was called for another one
	Excluded            BidStatus = "excluded"
	Won                 BidStatus = "won" // at least one lot
	Lost                BidStatus = "lost"
)

// Reasons of exclusion that the server finds by itself; all others are texts of an
// officer. They are part of the programming interface (decision 12).
const (
	ReasonLate                = "late"
	ReasonNotSealedAgain      = "not-sealed-again" // it needed reconfirmation up to the deadline
	ReasonNotConfirmed        = "not-confirmed"    // the tender was amended, and the bidder did not confirm
	ReasonSharesMissing       = "shares-missing"
	ReasonContainerUnreadable = "container-unreadable"
	ReasonMismatch            = "content-mismatch"
	ReasonMalformed           = "content-malformed"
	ReasonOtherTender         = "content-other-tender"
	ReasonOtherBidder         = "content-other-bidder"
	ReasonOtherBid            = "content-other-bid"
	ReasonUnknownItem         = "content-unknown-item"
	ReasonNoPrices            = "content-no-prices"
	ReasonNoAnswers           = "content-no-answers"
	ReasonTotalTooLarge       = "content-total-too-large"
	ReasonLotsDiffer          = "content-lots-differ"
	ReasonNotBidAgain         = "not-bid-again"          // called for another bid after a talk, the bidder made none for the lot
	ReasonAboveContract       = "content-above-contract" // a price in a mini-competition is above the bidder's in the contract
)

// Reasons of the first format (decision 4), in records from before decision 12.
const (
	ReasonOuterUnreadable = "outer-unreadable"
	ReasonInnerUnreadable = "inner-unreadable"
)

// BidState is the data of one version of a bid; what is sealed lies with the store.
type BidState struct {
	ID         BidID
	Tender     ID
	Supplier   member.SupplierID
	Revision   int // of the supplier's bid, 1 upwards, through all rounds
	Round      int // of bids, 1 upwards
	Status     BidStatus
	ReceivedAt time.Time // set by the store, by the database's clock after the last byte
	HandedInBy member.PersonID
	Manifest   Manifest    // all that was handed in, by its hashes
	Admission  Admission   // of a late bid
	Amendment  AmendmentID // the last one that came after it
	Confirmed  Stamp       // that it stands after that amendment

	OpenedAt       time.Time                  // the first envelope
	PricesOpenedAt time.Time                  // the same, where the price is the only one
	Answered       map[LotID]bool             // the lots with an answer; nil until that envelope is opened
	Answers        map[LotID]string           // their texts, of a bid just opened; a store keeps them by themselves
	Prices         map[ItemID]money.Price     // nil until that envelope is opened
	Excluded       string                     // the reason, empty unless excluded or late
	Scores         map[LotID]map[string]Score // by criterion

	Version int
}

// Score is what a bid got in a lot under one criterion.
type Score struct {
	Score  split.Ratio
	Reason string
	At     time.Time
}

// Bid is one version of a supplier's bid. Until the opening nobody knows more of
// it than who handed it in, when, and its hashes.
type Bid struct{ s BidState }

// RestoreBid trusts a state that a store kept.
func RestoreBid(s BidState) *Bid { return &Bid{s} }

// State returns a copy of the data.
func (b *Bid) State() BidState {
	s := b.s
	s.Answered, s.Answers = maps.Clone(s.Answered), maps.Clone(s.Answers)
	s.Prices, s.Scores = maps.Clone(s.Prices), maps.Clone(s.Scores)
	for lot, given := range s.Scores {
		s.Scores[lot] = maps.Clone(given)
	}
	s.Manifest.Containers = slices.Clone(s.Manifest.Containers)
	return s
}

// InTime reports whether the version takes part: the last one of its supplier
// before the deadline, not withdrawn, or a late one that was admitted.
func (b *Bid) InTime() bool { return b.s.Status == Sealed }

// yields reports whether a later version takes this one's place.
func (b *Bid) yields() bool { return b.s.Status == Sealed || b.s.Status == NeedsReconfirmation }

// container is what the manifest says of one kind; the zero value if there is none.
func (b *Bid) container(kind Kind) ManifestContainer {
	for _, c := range b.s.Manifest.Containers {
		if c.Kind == kind {
			return c
		}
	}
	return ManifestContainer{}
}

// shareHash is what the bidder stated of an officer's share.
func (c ManifestContainer) shareHash(officer member.PersonID) string {
	for _, e := range c.Envelopes {
		if e.Officer == officer {
			return e.Share
		}
	}
	return ""
}

// IsLate is the one rule about lateness: at the deadline itself a bid is in time.
// The store applies it in the statement that takes the time.
func IsLate(received, deadline time.Time) bool { return received.After(deadline) }

// takesBids includes the time after the deadline: a late bid is kept and listed.
func (t *Tender) takesBids() bool {
	switch t.s.Status {
	case Published, DeadlinePassed, Opened, Evaluating, AwardProposed, Standstill:
		return true
	case Draft, InReview, Requesting, Selecting, Awarded, Cancelled:
		return false
	}
	return false
}

// Withdraw takes a supplier's bid back before the deadline and returns it; a
// tombstone stays. Bids are the supplier's versions. It fails with ErrNoBids,
// ErrWithdrawLate or ErrNothingToWithdraw.
func (t *Tender) Withdraw(bids []*Bid, now time.Time) (*Bid, error) {
	if !t.takesBids() {
		return nil, ErrNoBids.With("status", string(t.s.Status))
	}
	if IsLate(now, t.s.Terms.Deadline) || t.s.Status != Published {
		return nil, ErrWithdrawLate.With("deadline", t.s.Terms.Deadline.Format(time.RFC3339))
	}
	at := slices.IndexFunc(bids, func(b *Bid) bool { return b.InTime() || b.s.Unconfirmed() })
	if at < 0 {
		return nil, ErrNothingToWithdraw
	}
	bids[at].s.Status = Withdrawn
	return bids[at], nil
}
