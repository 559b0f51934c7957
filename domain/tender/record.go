package tender

import (
	"strconv"
	"strings"
	"time"

	"allmende/domain/member"
	"allmende/domain/money"
)

// Record is the opening record (VgV 55(2)): who opened, when, and what they found,
// in order of receipt, late bids apart. Text is what Hash is the SHA-256 of; its
// format stands in decision 4.
type Record struct {
	Tender   ID
	OpenedAt time.Time
	Officers [2]member.PersonID
	Bids     []RecordedBid
	Text     string
	Hash     string
}

// RecordedBid is a bid as the record lists it.
type RecordedBid struct {
	Bid        BidID
	Supplier   member.SupplierID
	Revision   int
	ReceivedAt time.Time
	Late       bool
	Readable   bool
	Hashes     [3]string // container, inner envelope, content
	Excluded   string
	Totals     []LotTotal // of the lots that the bid prices completely
}

// LotTotal is what a bid asks for the firm demand of a lot.
type LotTotal struct {
	Lot   LotID
	Title string
	Total money.Amount
}

// record writes the record of bids that have just been opened.
func (t *Tender) record(bids []*Bid) Record {
	r := Record{
		Tender: t.s.ID, OpenedAt: t.s.Opened.At, Officers: [2]member.PersonID{t.s.OuterReleased.By, t.s.Opened.By},
		Bids: []RecordedBid{},
	}
	ordered := byReceipt(bids)
	for _, late := range []bool{false, true} {
		for _, b := range ordered {
			switch b.s.Status {
			case Late:
				if late {
					r.Bids = append(r.Bids, t.recorded(b))
				}
			case BidOpened, Excluded:
				if !late {
					r.Bids = append(r.Bids, t.recorded(b))
				}
			case Sealed, Superseded, Withdrawn, Won, Lost:
			}
		}
	}
	r.Text = t.recordText(r)
	r.Hash = Hash([]byte(r.Text))
	return r
}

func (t *Tender) recorded(b *Bid) RecordedBid {
	r := RecordedBid{
		Bid: b.s.ID, Supplier: b.s.Supplier, Revision: b.s.Revision, ReceivedAt: b.s.ReceivedAt,
		Late: b.s.Status == Late, Excluded: b.s.Excluded, Totals: []LotTotal{},
		Readable: b.s.Status != Late && b.s.Excluded != ReasonOuterUnreadable && b.s.Excluded != ReasonInnerUnreadable,
		Hashes:   [3]string{b.s.ContainerHash, b.s.InnerHash, b.s.ContentHash},
	}
	for _, l := range t.s.Lots {
		if offer := l.offer(b.s.Prices); offer.complete {
			r.Totals = append(r.Totals, LotTotal{l.ID, l.Title, offer.total})
		}
	}
	return r
}

func (t *Tender) recordText(r Record) string {
	var b strings.Builder
	line(&b, "allmende-opening", "1")
	line(&b, "tender", t.s.ID.String(), t.s.Number)
	line(&b, "deadline", instant(t.s.Terms.Deadline))
	line(&b, "committee", t.s.CommitteeHash)
	line(&b, "first", t.s.OuterReleased.By.String(), instant(t.s.OuterReleased.At))
	line(&b, "second", t.s.Opened.By.String(), instant(t.s.Opened.At))
	for _, bid := range r.Bids {
		state := "opened"
		switch {
		case bid.Late:
			state = "late"
		case bid.Excluded != "":
			state = "excluded"
		}
		line(&b, "bid", bid.Bid.String(), bid.Supplier.String(), strconv.Itoa(bid.Revision), instant(bid.ReceivedAt), state,
			bid.Hashes[0], bid.Hashes[1], bid.Hashes[2], bid.Excluded)
		for _, total := range bid.Totals {
			line(&b, "total", total.Lot.String(), total.Total.String())
		}
	}
	return b.String()
}

// offer is what prices come to in a lot, for its firm demand.
type offer struct {
	lines    []LinePrice // of the items that have a price, by position
	total    money.Amount
	complete bool // every item has a price
}

// LinePrice is the price of an item and what its firm quantity comes to, rounded once.
type LinePrice struct {
	Item  Item
	Price money.Price
	Total money.Amount
}

func (l Lot) offer(prices map[ItemID]money.Price) offer {
	o := offer{lines: []LinePrice{}}
	for _, i := range l.Items {
		if price, given := prices[i.ID]; given {
			p := LinePrice{i, price, price.Times(i.Firm.Decimal())}
			o.lines, o.total = append(o.lines, p), o.total.Add(p.Total)
		}
	}
	o.complete = len(o.lines) == len(l.Items)
	return o
}
