package tender

import (
	"slices"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of admitting a late bid.
var (
	// ErrNotLate: only a bid that was late and is not admitted yet can be admitted.
	ErrNotLate = fault.New(fault.Conflict, "bid.not-late", fault.Rule("G-BID"))
	// ErrAdmissionOver: points are locked or the award is proposed; what comes then is not compared alike.
	ErrAdmissionOver = fault.New(fault.Conflict, "bid.admission-over", fault.Rule("G-BID"))
	// ErrAdmissionUnsecret: the bid came when the others had been opened, and could know of them.
	ErrAdmissionUnsecret = fault.New(fault.Conflict, "bid.admission-after-opening", fault.Rule("G-BID"))
	// ErrAdmissionSecond: another bid of the supplier is opened already, and it has one only.
	ErrAdmissionSecond = fault.New(fault.Conflict, "bid.admission-second", fault.Rule("G-BID"))
)

// Admission is what two officers recorded: that the bidder is not responsible for
// being late (VgV 57(1) no. 1). The bid takes part from the confirmation on.
type Admission struct {
	Reason    string
	Requested Stamp
	Confirmed Stamp
}

// AdmitLate records the reason why a late bid may take part; the second officer's
// record admits it, and it takes the place of the supplier's bid in time. Once the others
// are opened it has an opening of its own. Bids are all of the tender's. It returns the
// bids that changed, and fails with ErrNotLate, ErrAdmissionOver, ErrAdmissionUnsecret,
// ErrAdmissionSecond, ErrReason or, for the one who requested it, access.ErrSamePerson.
func (t *Tender) AdmitLate(by member.PersonID, which BidID, reason string, bids []*Bid, now time.Time) ([]*Bid, error) {
	bid := find(bids, which)
	if bid == nil || bid.s.Status != Late {
		return nil, ErrNotLate
	}
	if t.s.SealingFormat != SealingFormat {
		return nil, ErrFormatOutdated
	}
	if err := t.admits(bid, bids); err != nil {
		return nil, err
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

// admits asks whether a late bid can still be compared with the others as if it had been in time.
func (t *Tender) admits(late *Bid, bids []*Bid) error {
	opened := !t.s.Opened.IsZero()
	switch {
	case t.s.Status != Published && t.evaluable() != nil || !t.s.ScoresLocked.IsZero():
		return ErrAdmissionOver.With("status", string(t.s.Status))
	case opened && late.s.ReceivedAt.After(t.s.Opened.At):
		return ErrAdmissionUnsecret
	case slices.ContainsFunc(bids, func(b *Bid) bool { return b.s.Supplier == late.s.Supplier && !b.s.OpenedAt.IsZero() }):
		return ErrAdmissionSecond
	}
	return nil
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
