package tender

import (
	"strconv"
	"strings"
	"time"

	"allmende/domain/member"
	"allmende/domain/money"
)

// Record is the record of an opening (VgV 55(2)): who opened, when, and what they found,
// in order of receipt, late bids apart. Text is what Hash is the SHA-256 of; its
// format stands in decision 12, and ParseRecord reads it.
type Record struct {
	Tender     ID
	Number     string
	Kind       Kind
	Round      int       // of bids, from 1
	Supplement int       // counts the openings of late bids alone; 0 is the one of all others
	OpenedAt   time.Time // when the last of the officers released, which opened the bids
	Deadline   time.Time
	Committee  string // its hash
	Officers   []RecordedOfficer
	Bids       []RecordedBid
	Text       string
	Hash       string
}

// RecordedOfficer is one of those whose releases opened the bids.
type RecordedOfficer struct {
	Position   int
	Person     member.PersonID
	ReleasedAt time.Time
	Unreadable int // how many envelopes did not open
}

// The states of a bid in a record.
const (
	RecordedOpened   = "opened"
	RecordedExcluded = "excluded"
	RecordedLate     = "late"
	RecordedUnsealed = ReasonNotSealedAgain // the committee was changed, and the bidder did not seal again
	// RecordedUnconfirmed is ReasonNotConfirmed: the tender was amended, and the bidder did not confirm.
	RecordedUnconfirmed = ReasonNotConfirmed
)

// RecordedBid is a bid as the record lists it.
type RecordedBid struct {
	Bid        BidID
	Supplier   member.SupplierID
	Revision   int
	ReceivedAt time.Time
	State      string
	Manifest   string // its hash; empty in the first format
	Container  string // the hash of the one that was opened
	Content    string // the hash of what was sealed in it
	Reason     string
	Totals     []LotTotal // of the lots that the bid prices completely
}

// LotTotal is what a bid asks for the firm demand of a lot.
type LotTotal struct {
	Lot   LotID
	Total money.Amount
}

// record writes the record of bids that have just been opened. Late ones are listed, and
// those that would have had to be sealed again.
func (t *Tender) record(kind Kind, supplement int, opened, all []*Bid, counting []Released, now time.Time) Record {
	r := Record{
		Tender: t.s.ID, Number: t.s.Number, Kind: kind, Round: t.s.BidRound(), Supplement: supplement, OpenedAt: now, Deadline: t.s.Terms.Deadline, Committee: t.s.CommitteeHash, Bids: []RecordedBid{},
	}
	for _, o := range counting {
		r.Officers = append(r.Officers, RecordedOfficer{t.s.Position(o.Officer), o.Officer, o.At, o.Unreadable()})
	}
	for _, b := range opened {
		r.Bids = append(r.Bids, t.recorded(b, kind))
	}
	for _, b := range byReceipt(all) {
		if b.s.Status == Late || b.s.Status == NeedsReconfirmation {
			r.Bids = append(r.Bids, t.recorded(b, kind))
		}
	}
	r.Text = r.text()
	r.Hash = Hash([]byte(r.Text))
	return r
}

func (t *Tender) recorded(b *Bid, kind Kind) RecordedBid {
	sealed := b.container(kind)
	r := RecordedBid{
		Bid: b.s.ID, Supplier: b.s.Supplier, Revision: b.s.Revision, ReceivedAt: b.s.ReceivedAt, State: RecordedOpened,
		Manifest: b.s.Manifest.Hash(), Container: sealed.Hash, Content: sealed.Content, Reason: b.s.Excluded, Totals: []LotTotal{},
	}
	switch {
	case b.s.Status == Late:
		r.State = RecordedLate
	case b.s.Status == NeedsReconfirmation:
		r.State = b.s.Unsealed()
	case b.s.Excluded != "":
		r.State = RecordedExcluded
	}
	for _, l := range t.s.Lots {
		if offer := l.offer(b.s.Prices); offer.complete {
			r.Totals = append(r.Totals, LotTotal{l.ID, offer.total})
		}
	}
	return r
}

func (r Record) text() string {
	var b strings.Builder
	line(&b, "allmende-opening", strconv.Itoa(SealingFormat))
	line(&b, "tender", r.Tender.String(), r.Number)
	line(&b, "kind", string(r.Kind))
	if r.Round > 1 {
		line(&b, "round", strconv.Itoa(r.Round))
	}
	if r.Supplement > 0 {
		line(&b, "supplement", strconv.Itoa(r.Supplement))
	}
	line(&b, "deadline", instant(r.Deadline))
	line(&b, "committee", r.Committee)
	for _, o := range r.Officers {
		line(&b, "officer", strconv.Itoa(o.Position), o.Person.String(), instant(o.ReleasedAt), strconv.Itoa(o.Unreadable))
	}
	for _, bid := range r.Bids {
		line(&b, "bid", bid.Bid.String(), bid.Supplier.String(), strconv.Itoa(bid.Revision), instant(bid.ReceivedAt), bid.State,
			bid.Manifest, bid.Container, bid.Content, bid.Reason)
		for _, total := range bid.Totals {
			line(&b, "total", total.Lot.String(), total.Total.String())
		}
	}
	return b.String()
}
