package driven

import (
	"context"

	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Ledger keeps entries and their lines, which are only ever added, and sums them up.
type Ledger interface {
	// Post books entries with their lines and opens the accounts that are missing. Call
	// it once in a transaction, with everything it books: whoever opens accounts does so
	// in their order, and so never waits in a circle. It fails with
	// costing.ErrPeriodClosed for an entry that counts for a closed day, and with
	// costing.ErrBooked for a cause that has an entry already. Lines that do not sum to
	// zero, and entries without lines, are refused by the database as our mistake.
	Post(ctx context.Context, postings []costing.Posting) error
	// Balances are those that differ from zero at the end of a day, or now for no day,
	// in the order of the accounts; of some kinds, or of all.
	Balances(ctx context.Context, asOf period.Day, kinds ...costing.AccountKind) ([]costing.Position, error)
	// Lines are those of an account whose entries count for the days of a span, in the
	// order of days and, within one, of the time they were posted at.
	Lines(ctx context.Context, of costing.Account, over period.Span) ([]LedgerLine, error)
	// Share waits until nobody closes days. Post does so by itself; whoever locks
	// anything before posting calls it first, so that nobody waits in a circle.
	Share(ctx context.Context) error
	// Reserve waits until nobody posts and keeps others from it until the transaction's
	// end. Whoever closes days calls it before anything else.
	Reserve(ctx context.Context) error
	// Closed is the last day that is closed, or no day.
	Closed(ctx context.Context) (period.Day, error)
	// Close closes days, after Reserve. It fails with costing.ErrPeriodClosed when they
	// do not begin on the day after the last that is closed.
	Close(ctx context.Context, closing costing.Closing) error
}

// LedgerLine is what an entry adds to an account.
type LedgerLine struct {
	costing.Entry
	Amount money.Amount
}
