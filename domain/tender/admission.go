package tender

import (
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of admitting a late bid.
var (
	// ErrNotLate: only a bid that was late and is not admitted yet can be admitted.
	ErrNotLate = fault.New(fault.Conflict, "bid.not-late", fault.Rule("G-BID"))
	// ErrAdmissionOver: an officer has released the shares of the bids, so that no other joins them.
	ErrAdmissionOver = fault.New(fault.Conflict, "bid.admission-over", fault.Rule("G-BID"))
)

// Admission is what two officers recorded: that the bidder is not responsible for
// being late (VgV 57(1) no. 1). The bid takes part from the confirmation on.
type Admission struct {
	Reason    string
	Requested Stamp
	Confirmed Stamp
}

// AdmitLate records the reason why a late bid may take part; the second officer's
// record admits it, and it takes the place of the supplier's bid in time. Bids are all
// of the tender's, begun says whether an officer has released shares. It returns the
// bids that changed, and fails with ErrNotLate, ErrAdmissionOver, ErrReason or, for the
// one who requested it, access.ErrSamePerson.
func (t *Tender) AdmitLate(by member.PersonID, which BidID, reason string, bids []*Bid, begun bool, now time.Time) ([]*Bid, error) {
	bid := find(bids, which)
	if bid == nil || bid.s.Status != Late {
		return nil, ErrNotLate
	}
	if t.s.SealingFormat != SealingFormat {
		return nil, ErrFormatOutdated
	}
	if t.s.Status != Published || begun {
		return nil, ErrAdmissionOver.With("status", string(t.s.Status))
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return nil, err
	}
	if bid.s.Admission.Requested.IsZero() {
		bid.s.Admission = Admission{Reason: reason, Requested: Stamp{by, now}}
		return []*Bid{bid}, nil
	}
	if bid.s.Admission.Requested.By == by {
		return nil, access.ErrSamePerson
	}
	changed := []*Bid{bid}
	for _, b := range bids {
		if b.yields() && b.s.Supplier == bid.s.Supplier {
			b.s.Status = Superseded
			changed = append(changed, b)
		}
	}
	bid.s.Admission.Confirmed, bid.s.Status, bid.s.Excluded = Stamp{by, now}, Sealed, ""
	return changed, nil
}

// find is the bid of that id, or nil.
func find(bids []*Bid, which BidID) *Bid {
	for _, b := range bids {
		if b.s.ID == which {
			return b
		}
	}
	return nil
}
