package costing

import (
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
)

// EntryID names an entry of the ledger.
type EntryID = id.Of[Entry]

// Entry is a booking with its cause. Its lines sum to zero; it is never changed.
type Entry struct {
	ID       EntryID
	PostedAt time.Time
	PostedBy member.PersonID
	Text     string // as statements show it
	Cause    Cause
}

// Cause is the object that an entry follows from; it causes one entry at most.
type Cause struct{ Type, ID string }

// Account belongs to a member or to a cost pool, the other is empty. A member with a
// balance above zero owes it.
type Account struct {
	Member member.ID
	Pool   PoolID
}

// Line adds an amount other than zero to an account.
type Line struct {
	Account Account
	Amount  money.Amount
}

// Balance is the sum of lines: zero for those of an entry.
func Balance(lines []Line) money.Amount {
	sum := money.Zero
	for _, l := range lines {
		sum = sum.Add(l.Amount)
	}
	return sum
}
