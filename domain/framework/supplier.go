package framework

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

// Faults of suppliers.
var (
	// ErrSupplierKnown: it has a rank in this contract already.
	ErrSupplierKnown = fault.New(fault.Conflict, "framework.supplier-known", fault.Rule("G-FRA"), fault.Field("supplierId"))
	// ErrSupplierNotNext: suppliers join in the order in which their bids were ranked.
	ErrSupplierNotNext = fault.New(fault.Conflict, "framework.supplier-not-next", fault.Rule("G-FRA"), fault.Field("supplierId"))
	// ErrTargetShare: shares are between 0 and 100 per cent, together at most 100.
	ErrTargetShare = fault.New(fault.Invalid, "framework.target-share-invalid", fault.Rule("G-FRA"), fault.Field("targetShare"))
)

// Supplier is one of those who deliver out of a contract. Which of them a call-off goes
// to is decided by the contract's Route.
type Supplier struct {
	ID          member.SupplierID
	Rank        int             // 1 upwards; the first is the contract's State.Supplier
	TargetShare int             // per cent of what is called off; 0 for none
	Bid         tender.BidID    // what it offered, with its own prices; empty where it replaced another one
	Drawn       money.Amount    // by call-offs that stand; counted where the contract has a Route
	Out         routing.Absence // why it takes no orders, or empty; see StepOut
	OutReason   string
	OutSince    tender.Stamp
	Prices      map[ItemID]pricing.Rate // of the items loaded, for every rank but the first
}

// Join adds the supplier whose bid was ranked next for the lot, with the rank after the
// last one and the prices of its bid. It fails with ErrSupplierKnown, ErrSupplierNotNext,
// ErrTargetShare, ErrTerminated or ErrExpired.
func (f *Framework) Join(who member.SupplierID, share int, lot tender.LotResult, now time.Time) error {
	if err := f.standing(now); err != nil {
		return err
	}
	if f.supplies(who) {
		return ErrSupplierKnown
	}
	next := f.NextToJoin(lot)
	if next == nil || next.Supplier != who {
		return ErrSupplierNotNext
	}
	joined := append(slices.Clone(f.s.Suppliers), Supplier{ID: who, Rank: len(f.s.Suppliers) + 1, TargetShare: share, Bid: next.Bid})
	if err := checkShares(joined); err != nil {
		return err
	}
	f.s.Suppliers = joined
	return nil
}

// NextToJoin is the best ranked offer of a supplier that is not in the contract, or nil.
func (f *Framework) NextToJoin(lot tender.LotResult) *tender.Offer {
	at := slices.IndexFunc(lot.Offers, func(o tender.Offer) bool { return o.Rank > 0 && !f.supplies(o.Supplier) })
	if at < 0 {
		return nil
	}
	return &lot.Offers[at]
}

func checkShares(suppliers []Supplier) error {
	sum := 0
	for _, s := range suppliers {
		if s.TargetShare < 0 {
			return ErrTargetShare
		}
		sum += s.TargetShare
	}
	if sum > 100 {
		return ErrTargetShare
	}
	return nil
}

func (f *Framework) supplies(who member.SupplierID) bool {
	return slices.ContainsFunc(f.s.Suppliers, func(s Supplier) bool { return s.ID == who })
}

// replace puts a new supplier in the first rank, in the place of the former one (GWB 132(2) no. 4).
func (f *Framework) replace(by member.SupplierID) {
	f.s.Supplier = by
	for i := range f.s.Suppliers {
		if f.s.Suppliers[i].Rank == 1 {
			f.s.Suppliers[i] = Supplier{ID: by, Rank: 1, TargetShare: f.s.Suppliers[i].TargetShare}
		}
	}
}
