package billing

import (
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/money"
)

// Faults of closings.
var (
	// ErrClosedAlready: the days through "through" are closed.
	ErrClosedAlready = fault.New(fault.Conflict, "billing.closed-already", fault.Field("through"))
	// ErrNotOver: only days that have ended are closed.
	ErrNotOver = fault.New(fault.Invalid, "billing.day-not-over", fault.Field("through"))
	// ErrProfileMissing: statements would not say whose they are.
	ErrProfileMissing = fault.New(fault.Conflict, "billing.profile-missing")
)

// TaxLines book the VAT that a document charges, for a member's account: the member owes
// it, the suppliers' VAT that it stands for is settled, and what rounding on each
// document makes of the difference stands on an account of its own, never in a share.
// Nothing is booked where both are zero.
func TaxLines(member costing.Account, charged, suppliers money.Amount) []costing.Line {
	var lines []costing.Line
	for _, l := range []costing.Line{
		{Account: member, Amount: charged},
		{Account: costing.OwnAccount(costing.OfVAT), Amount: suppliers.Neg()},
		{Account: costing.OwnAccount(costing.OfRounding), Amount: suppliers.Sub(charged)},
	} {
		if !l.Amount.IsZero() {
			lines = append(lines, l)
		}
	}
	return lines
}
