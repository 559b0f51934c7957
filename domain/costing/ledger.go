package costing

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of the ledger.
var (
	// ErrPeriodClosed: the day that it counts for lies in a period whose books are closed.
	ErrPeriodClosed = fault.New(fault.Conflict, "costing.period-closed")
	// ErrBooked: what the entry follows from is booked already; it causes one entry at most.
	ErrBooked = fault.New(fault.Conflict, "costing.already-booked")
)

// EntryID names an entry of the ledger.
type EntryID = id.Of[Entry]

// Entry is a booking with its cause. Its lines sum to zero; it is never changed.
type Entry struct {
	ID       EntryID
	PostedAt time.Time
	PostedBy member.PersonID
	BookedOn period.Day // the day that it counts for
	Text     string     // as statements show it
	Cause    Cause
}

// Cause is the object that an entry follows from; it causes one entry at most.
type Cause struct {
	Type CauseType
	ID   string
}

// CauseType says what kind of object causes an entry.
type CauseType string

// What causes entries.
const (
	CauseAllocation  CauseType = "allocation"
	CauseReversal    CauseType = "reversal" // of the allocation that it names
	CauseCost        CauseType = "cost"
	CauseGrant       CauseType = "grant"
	CauseGrantReturn CauseType = "grant-return"
	CauseStatement   CauseType = "statement"
	CauseCreditNote  CauseType = "credit-note"
	CausePayment     CauseType = "payment"
)

// Posting is an entry with its lines.
type Posting struct {
	Entry
	Lines []Line
}

// Line adds an amount other than zero to an account.
type Line struct {
	Account Account
	Amount  money.Amount
}

// Balance is the sum of lines: zero for those of an entry.
func Balance(lines []Line) money.Amount {
	var cents int64
	for _, l := range lines {
		cents += l.Amount.Cents()
	}
	return money.FromCents(cents)
}

// ClosingID names a closing.
type ClosingID = id.Of[Closing]

// Closing closes the books of a period of days: nothing is booked into it, nor before
// it, any more. Each begins on the day after the last.
type Closing struct {
	ID   ClosingID
	Over period.Span
	By   member.PersonID
	At   time.Time
}
