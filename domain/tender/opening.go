package tender

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
)

// The faults of opening bids.
var (
	// ErrBeforeDeadline: no envelope is handed out or taken before the deadline has passed.
	ErrBeforeDeadline = fault.New(fault.Conflict, "opening.before-deadline", fault.Rule("G-BID"))
	// ErrNotOpening: the tender is not published, or its bids are opened already.
	ErrNotOpening = fault.New(fault.Conflict, "opening.not-open", fault.Rule("G-BID"))
	// ErrOtherOfficer: this step belongs to the other officer, or to others altogether.
	ErrOtherOfficer = fault.New(fault.Forbidden, "opening.other-officer", fault.Rule("G-BID"))
	// ErrOuterFirst: the first officer has not released the inner envelopes.
	ErrOuterFirst = fault.New(fault.Conflict, "opening.outer-first", fault.Rule("G-BID"))
	// ErrOuterDone: the first officer has released them already.
	ErrOuterDone = fault.New(fault.Conflict, "opening.outer-done", fault.Rule("G-BID"))
	// ErrBidUnknown: the tender has no such bid in time.
	ErrBidUnknown = fault.New(fault.Invalid, "opening.bid-unknown", fault.Rule("G-BID"))
	// ErrBidTwice: a bid was given twice.
	ErrBidTwice = fault.New(fault.Invalid, "opening.bid-twice", fault.Rule("G-BID"))
	// ErrBidMissing: all bids in time are released together.
	ErrBidMissing = fault.New(fault.Invalid, "opening.bid-missing", fault.Rule("G-BID"), fault.Field("releases"))
	// ErrNeitherNor: a release is either an opened envelope or says that it is unreadable.
	ErrNeitherNor = fault.New(fault.Invalid, "opening.opened-or-unreadable", fault.Rule("G-BID"))
	// ErrHashMismatch: what was opened is not what the bidder sealed.
	ErrHashMismatch = fault.New(fault.Conflict, "opening.hash-mismatch", fault.Rule("G-BID"))
	// ErrNotConfirmed: the second officer does not confirm that an outer envelope is unreadable.
	ErrNotConfirmed = fault.New(fault.Conflict, "opening.unreadable-not-confirmed", fault.Rule("G-BID"))
	// ErrContentMalformed: a content is no bid in the format of decision 4.
	ErrContentMalformed = fault.New(fault.Invalid, "bid.content-malformed", fault.Rule("G-BID"))
	// ErrRecipientMalformed: the text is no public age key that bids can be sealed to.
	ErrRecipientMalformed = fault.New(fault.Invalid, "key.recipient-malformed", fault.Rule("G-BID"), fault.Field("recipient"))
)

// Sheet is what a bidder sealed: for which tender, by whom, at which prices.
type Sheet struct {
	Tender ID
	Bidder member.SupplierID
	Prices map[ItemID]money.Price
}

// Release is what an officer gives for one bid: the opened envelope, or that it
// cannot be opened with the officer's key.
type Release struct {
	Bid        BidID
	Opened     []byte
	Unreadable bool
}

// MayOpenOuter says whether the person is the first officer and it is time: the
// outer envelopes are handed out to nobody else and not before. It fails with
// ErrNotOpening, ErrOtherOfficer, ErrBeforeDeadline or ErrOuterDone.
func (t *Tender) MayOpenOuter(by member.PersonID, now time.Time) error {
	if err := t.mayOpen(by, 0, now); err != nil {
		return err
	}
	if !t.s.OuterReleased.IsZero() {
		return ErrOuterDone
	}
	return nil
}

// MayOpenInner is the same for the second officer; it fails with ErrOuterFirst
// as long as the first has released nothing.
func (t *Tender) MayOpenInner(by member.PersonID, now time.Time) error {
	if err := t.mayOpen(by, 1, now); err != nil {
		return err
	}
	if t.s.OuterReleased.IsZero() {
		return ErrOuterFirst
	}
	return nil
}

func (t *Tender) mayOpen(by member.PersonID, position int, now time.Time) error {
	if t.s.Status != Published {
		return ErrNotOpening.With("status", string(t.s.Status))
	}
	if by != t.s.Officers[position].Person {
		return ErrOtherOfficer
	}
	if !IsLate(now, t.s.Terms.Deadline) {
		return ErrBeforeDeadline.With("deadline", t.s.Terms.Deadline.Format(time.RFC3339))
	}
	return nil
}

// ReleaseOuter takes the inner envelopes of all bids in time from the first
// officer. Bids are all of the tender's. It fails as MayOpenOuter does, and with
// ErrBidUnknown, ErrBidTwice, ErrBidMissing, ErrNeitherNor or ErrHashMismatch.
func (t *Tender) ReleaseOuter(by member.PersonID, bids []*Bid, releases []Release, now time.Time) error {
	if err := t.MayOpenOuter(by, now); err != nil {
		return err
	}
	released, err := pair(bids, releases)
	if err != nil {
		return err
	}
	for _, r := range released {
		if !r.Unreadable && Hash(r.Opened) != r.bid.s.InnerHash {
			return ErrHashMismatch.With("bid", r.Bid.String())
		}
	}
	for _, r := range released {
		r.bid.s.OuterUnreadable, r.bid.s.InnerReleased = r.Unreadable, !r.Unreadable
	}
	t.s.OuterReleased = Stamp{by, now}
	return nil
}

// ReleaseInner takes the contents of all bids in time from the second officer,
// opens or excludes each and returns the opening record; read is the reader of a
// content. It fails as MayOpenInner does, with the faults of ReleaseOuter, and with
// ErrNotConfirmed; a wrong content excludes its bid and stops nothing.
func (t *Tender) ReleaseInner(by member.PersonID, bids []*Bid, releases []Release, read func([]byte) (Sheet, error), now time.Time) (Record, error) {
	if err := t.MayOpenInner(by, now); err != nil {
		return Record{}, err
	}
	released, err := pair(bids, releases)
	if err != nil {
		return Record{}, err
	}
	for _, r := range released {
		if r.bid.s.OuterUnreadable && !r.Unreadable {
			return Record{}, ErrNotConfirmed.With("bid", r.Bid.String())
		}
		if !r.Unreadable && Hash(r.Opened) != r.bid.s.ContentHash {
			return Record{}, ErrHashMismatch.With("bid", r.Bid.String())
		}
	}
	outcomes := make([]outcome, len(released))
	for i, r := range released {
		if outcomes[i], err = t.outcomeOf(r, read); err != nil {
			return Record{}, err
		}
	}
	for i, r := range released {
		r.bid.open(outcomes[i], now)
	}
	t.s.Status, t.s.Opened = Opened, Stamp{by, now}
	record := t.record(bids)
	t.s.RecordHash = record.Hash
	return record, nil
}

// open stores what came out of a bid.
func (b *Bid) open(o outcome, now time.Time) {
	b.s.OpenedAt, b.s.Prices, b.s.Excluded, b.s.Status = now, o.prices, o.reason, BidOpened
	if o.reason != "" {
		b.s.Status = Excluded
	}
}

// outcome is what comes out of a bid: prices, or the reason why it is excluded.
type outcome struct {
	prices map[ItemID]money.Price
	reason string
}

type pairing struct {
	Release
	bid *Bid
}

// pair finds the bid of each release; every bid in time has exactly one.
func pair(bids []*Bid, releases []Release) ([]pairing, error) {
	byID := map[BidID]*Bid{}
	for _, b := range bids {
		if b.InTime() {
			byID[b.s.ID] = b
		}
	}
	inTime := len(byID)
	seen := map[BidID]bool{}
	pairs := make([]pairing, 0, len(releases))
	for i, r := range releases {
		bid, known := byID[r.Bid]
		switch {
		case !known:
			return nil, ErrBidUnknown.At(field("releases", i, "bidId"))
		case seen[r.Bid]:
			return nil, ErrBidTwice.At(field("releases", i, "bidId"))
		case r.Unreadable == (len(r.Opened) > 0):
			return nil, ErrNeitherNor.At(field("releases", i, "opened"))
		}
		seen[r.Bid] = true
		pairs = append(pairs, pairing{r, bid})
	}
	if len(pairs) != inTime {
		return nil, ErrBidMissing
	}
	return pairs, nil
}

// outcomeOf reads a content whose hash is right. Only an internal error is one.
func (t *Tender) outcomeOf(r pairing, read func([]byte) (Sheet, error)) (outcome, error) {
	switch {
	case r.bid.s.OuterUnreadable:
		return outcome{reason: ReasonOuterUnreadable}, nil
	case r.Unreadable:
		return outcome{reason: ReasonInnerUnreadable}, nil
	}
	sheet, err := read(r.Opened)
	switch {
	case errors.Is(err, ErrContentMalformed):
		return outcome{reason: ReasonMalformed}, nil
	case err != nil:
		return outcome{}, err
	case sheet.Tender != t.s.ID:
		return outcome{reason: ReasonOtherTender}, nil
	case sheet.Bidder != r.bid.s.Supplier:
		return outcome{reason: ReasonOtherBidder}, nil
	case len(sheet.Prices) == 0:
		return outcome{reason: ReasonNoPrices}, nil
	}
	return outcome{sheet.Prices, t.unfit(sheet.Prices)}.tidied(), nil
}

// tidied drops the prices of an excluded bid: they were never part of the competition.
func (o outcome) tidied() outcome {
	if o.reason != "" {
		o.prices = nil
	}
	return o
}

// unfit is the reason why prices cannot be taken, or nothing.
func (t *Tender) unfit(prices map[ItemID]money.Price) string {
	known := 0
	for _, l := range t.s.Lots {
		total := money.Zero
		for _, i := range l.Items {
			if price, given := prices[i.ID]; given {
				known++
				total = total.Add(price.Times(i.Firm.Decimal()))
			}
		}
		if total.Cmp(largest) > 0 {
			return ReasonTotalTooLarge
		}
	}
	if known < len(prices) {
		return ReasonUnknownItem
	}
	return ""
}

// byReceipt orders bids as they came in; ids decide within a microsecond.
func byReceipt(bids []*Bid) []*Bid {
	return slices.SortedStableFunc(slices.Values(bids), func(a, b *Bid) int {
		return cmp.Or(a.s.ReceivedAt.Compare(b.s.ReceivedAt), cmp.Compare(a.s.ID, b.s.ID))
	})
}
