package tender

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// The faults of handing in and withdrawing bids.
var (
	// ErrNoBids: the tender takes no bids, because it is not published or has ended.
	ErrNoBids = fault.New(fault.Conflict, "bid.not-taken", fault.Rule("G-BID"))
	// ErrContainerSize: the container is empty or larger than 2 MiB.
	ErrContainerSize = fault.New(fault.Invalid, "bid.container-size", fault.Rule("G-BID"), fault.Field("container"))
	// ErrContainerMalformed: the container is no age file.
	ErrContainerMalformed = fault.New(fault.Invalid, "bid.container-malformed", fault.Rule("G-BID"), fault.Field("container"))
	// ErrHashMalformed: a hash is not 64 hexadecimal digits.
	ErrHashMalformed = fault.New(fault.Invalid, "bid.hash-malformed", fault.Rule("G-BID"))
	// ErrOwnTender: an opening officer of the tender bids in it (D-1).
	ErrOwnTender = fault.New(fault.Forbidden, "bid.own-tender", fault.Rule("D-1"))
	// ErrNothingToWithdraw: the bidder has no bid in time.
	ErrNothingToWithdraw = fault.New(fault.Conflict, "bid.nothing-to-withdraw", fault.Rule("G-BID"))
	// ErrWithdrawLate: after the deadline a bid binds.
	ErrWithdrawLate = fault.New(fault.Conflict, "bid.withdraw-late", fault.Rule("G-BID"))
	// ErrSupplierAmbiguous: the person bids for several suppliers, and a bid belongs to one.
	ErrSupplierAmbiguous = fault.New(fault.Conflict, "bid.supplier-ambiguous", fault.Rule("G-BID"))
)

// MaxContainer is what a sealed bid may weigh, in bytes.
const MaxContainer = 2 << 20

// BidID names one version of a bid.
type BidID = id.Of[Bid]

// BidStatus is where a version of a bid stands.
type BidStatus string

// The states of a bid.
const (
	Sealed     BidStatus = "sealed"
	Superseded BidStatus = "superseded" // a later version is in time
	Withdrawn  BidStatus = "withdrawn"
	Late       BidStatus = "late" // kept sealed, listed, excluded
	BidOpened  BidStatus = "opened"
	Excluded   BidStatus = "excluded"
	Won        BidStatus = "won" // at least one lot
	Lost       BidStatus = "lost"
)

// Reasons of exclusion that the server finds by itself; all others are texts of an
// officer. They are part of the programming interface (decision 4).
const (
	ReasonLate            = "late"
	ReasonOuterUnreadable = "outer-unreadable"
	ReasonInnerUnreadable = "inner-unreadable"
	ReasonMalformed       = "content-malformed"
	ReasonOtherTender     = "content-other-tender"
	ReasonOtherBidder     = "content-other-bidder"
	ReasonUnknownItem     = "content-unknown-item"
	ReasonNoPrices        = "content-no-prices"
	ReasonTotalTooLarge   = "content-total-too-large"
)

// BidState is the data of one version of a bid; the container lies with the store.
type BidState struct {
	ID            BidID
	Tender        ID
	Supplier      member.SupplierID
	Revision      int // of the supplier's bid, 1 upwards
	Status        BidStatus
	ReceivedAt    time.Time // set by the store, by the database's clock after the last byte
	HandedInBy    member.PersonID
	ContainerHash string
	InnerHash     string
	ContentHash   string

	OuterUnreadable bool // claimed by the first officer
	InnerReleased   bool // the store holds the inner envelope
	OpenedAt        time.Time
	Prices          map[ItemID]money.Price     // nil until the opening
	Excluded        string                     // the reason, empty unless excluded or late
	Scores          map[LotID]map[string]Score // by criterion

	Version int
}

// Score is what a bid got in a lot under one criterion.
type Score struct {
	Score  split.Ratio
	Reason string
	By     member.PersonID
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
	s.Prices, s.Scores = maps.Clone(s.Prices), maps.Clone(s.Scores)
	for lot, given := range s.Scores {
		s.Scores[lot] = maps.Clone(given)
	}
	return s
}

// InTime reports whether the version takes part: the last one of its supplier
// before the deadline, not withdrawn.
func (b *Bid) InTime() bool { return b.s.Status == Sealed }

// IsLate is the one rule about lateness: at the deadline itself a bid is in time.
// The store applies it in the statement that takes the time.
func IsLate(received, deadline time.Time) bool { return received.After(deadline) }

// Submission is what a bidder hands in.
type Submission struct {
	Supplier    member.SupplierID
	By          member.PersonID
	Container   []byte
	InnerHash   string
	ContentHash string
}

var hashText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Take makes a new version of a bid out of what was handed in; revision counts the
// supplier's versions. Whether it is late is for the store to find, by the clock in
// the statement that keeps it. It fails with ErrNoBids, ErrOwnTender,
// ErrContainerSize or ErrHashMalformed.
func (t *Tender) Take(sub Submission, revision int) (*Bid, error) {
	if !t.takesBids() {
		return nil, ErrNoBids.With("status", string(t.s.Status))
	}
	if t.isOfficer(sub.By) {
		return nil, ErrOwnTender
	}
	if len(sub.Container) == 0 || len(sub.Container) > MaxContainer {
		return nil, ErrContainerSize.With("most", strconv.Itoa(MaxContainer))
	}
	if !hashText.MatchString(sub.InnerHash) {
		return nil, ErrHashMalformed.At("innerHash")
	}
	if !hashText.MatchString(sub.ContentHash) {
		return nil, ErrHashMalformed.At("contentHash")
	}
	return &Bid{BidState{
		ID: id.New[Bid](), Tender: t.s.ID, Supplier: sub.Supplier, Revision: revision, Status: Sealed, HandedInBy: sub.By,
		ContainerHash: Hash(sub.Container), InnerHash: sub.InnerHash, ContentHash: sub.ContentHash, Version: 1,
	}}, nil
}

// takesBids includes the time after the deadline: a late bid is kept and listed.
func (t *Tender) takesBids() bool {
	switch t.s.Status {
	case Published, DeadlinePassed, Opened, Evaluating, AwardProposed, Standstill:
		return true
	case Draft, InReview, Awarded, Cancelled:
		return false
	}
	return false
}

func (t *Tender) isOfficer(p member.PersonID) bool {
	return slices.ContainsFunc(t.s.Officers[:], func(o Officer) bool { return o.Person == p })
}

// Withdraw takes a supplier's bid back before the deadline and returns it; a
// tombstone stays. Bids are the supplier's versions. It fails with ErrNoBids,
// ErrWithdrawLate or ErrNothingToWithdraw.
func (t *Tender) Withdraw(bids []*Bid, now time.Time) (*Bid, error) {
	if !t.takesBids() {
		return nil, ErrNoBids.With("status", string(t.s.Status))
	}
	if IsLate(now, t.s.Terms.Deadline) || !t.s.OuterReleased.IsZero() {
		return nil, ErrWithdrawLate.With("deadline", t.s.Terms.Deadline.Format(time.RFC3339))
	}
	at := slices.IndexFunc(bids, (*Bid).InTime)
	if at < 0 {
		return nil, ErrNothingToWithdraw
	}
	bids[at].s.Status = Withdrawn
	return bids[at], nil
}
