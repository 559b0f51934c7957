package framework

import (
	"slices"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

// Faults of suppliers that take no orders.
var (
	// ErrNoRoute: without rules all orders go to the first in rank; it is the contract that is suspended.
	ErrNoRoute = fault.New(fault.Conflict, "framework.without-route", fault.Rule("G-CAL"))
	// ErrAbsence: a supplier is suspended or excluded, or it withdraws.
	ErrAbsence = fault.New(fault.Invalid, "framework.absence-unknown", fault.Rule("G-CAL"), fault.Field("why"))
	// ErrSupplierOut: it takes no orders already, for this reason or for good.
	ErrSupplierOut = fault.New(fault.Conflict, "framework.supplier-out", fault.Rule("G-CAL"))
	// ErrSupplierNotOut: only who takes no orders comes back.
	ErrSupplierNotOut = fault.New(fault.Conflict, "framework.supplier-not-out", fault.Rule("G-CAL"))
	// ErrSupplierExcluded: who is excluded does not come back.
	ErrSupplierExcluded = fault.New(fault.Conflict, "framework.supplier-excluded", fault.Rule("G-CAL"))
)

// StepOut has a supplier take no more orders out of the contract: suspended for some time,
// excluded for good, or withdrawn by itself. Orders that it has stay with it; the route passes it
// over from now on. It fails with ErrNoRoute, ErrAbsence, ErrReason, ErrSupplierOut,
// access.ErrNotFound for who does not supply, ErrTerminated or ErrExpired.
func (f *Framework) StepOut(who member.SupplierID, why routing.Absence, by tender.Stamp, reason string) error {
	reason, err := explained(reason)
	if err != nil {
		return err
	}
	if !slices.Contains([]routing.Absence{routing.Suspended, routing.Excluded, routing.Withdrawn}, why) {
		return ErrAbsence
	}
	s, err := f.routed(who, by.At)
	if err != nil {
		return err
	}
	if s.Out == why || s.Out == routing.Excluded {
		return ErrSupplierOut
	}
	s.Out, s.OutReason, s.OutSince = why, reason, by
	return nil
}

// StepIn has a supplier take orders again. It fails with ErrSupplierNotOut, ErrSupplierExcluded,
// and as StepOut does.
func (f *Framework) StepIn(who member.SupplierID, now time.Time) error {
	s, err := f.routed(who, now)
	if err != nil {
		return err
	}
	if s.Out == "" {
		return ErrSupplierNotOut
	}
	if s.Out == routing.Excluded {
		return ErrSupplierExcluded
	}
	s.Out, s.OutReason, s.OutSince = "", "", tender.Stamp{}
	return nil
}

// TakesOrders reports whether a supplier was not taken out of the contract.
func (f *Framework) TakesOrders(who member.SupplierID) bool {
	return !slices.ContainsFunc(f.s.Suppliers, func(s Supplier) bool { return s.ID == who && s.Out != "" })
}

// routed is a supplier of a contract that stands and has rules, to be changed. The list is a copy
// then: who holds the former state keeps it.
func (f *Framework) routed(who member.SupplierID, now time.Time) (*Supplier, error) {
	if err := f.standing(now); err != nil {
		return nil, err
	}
	if len(f.s.Route) == 0 {
		return nil, ErrNoRoute
	}
	f.s.Suppliers = slices.Clone(f.s.Suppliers)
	for i := range f.s.Suppliers {
		if f.s.Suppliers[i].ID == who {
			return &f.s.Suppliers[i], nil
		}
	}
	return nil, access.ErrNotFound
}
