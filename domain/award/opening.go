package award

import (
	"allmende/domain/member"
	"allmende/domain/tender"
)

// Opening is the record of an opening as it goes on paper: with the names that its
// text, which knows persons and bidders by their ids, leaves out.
type Opening struct {
	tender.Record

	From      Authority
	Title     string // of the tender
	Procedure tender.Procedure
	Envelopes int // that a bid consists of: one with prices, or two
	Persons   map[member.PersonID]string
	Bidders   map[member.SupplierID]string
	Lots      []tender.Lot
}

// In are the bids of a state, in order of receipt: tender.RecordedOpened and its like.
func (o Opening) In(state string) []tender.RecordedBid {
	var bids []tender.RecordedBid
	for _, b := range o.Bids {
		if b.State == state {
			bids = append(bids, b)
		}
	}
	return bids
}

// Admitted reports whether a bid takes part although it came late.
func (o Opening) Admitted(b tender.RecordedBid) bool {
	return b.State != tender.RecordedLate && tender.IsLate(b.ReceivedAt, o.Deadline)
}
