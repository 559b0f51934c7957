package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/view"
)

// Statements keeps statements, and reads what there is to bill.
type Statements interface {
	// Unbilled is what no statement that stands has billed of the runs, reversals and ratings that
	// count for days through one: by member, and for each in the order of the days.
	Unbilled(ctx context.Context, through period.Day) ([]Unbilled, error)
	// Accounts are the accounts of members over the days of a closing; of those without
	// an account nothing.
	Accounts(ctx context.Context, over period.Span) (map[member.ID]billing.Account, error)
	// Parties are the cooperative, the days after which it wants to be paid, and the
	// members, as documents name them; a profile and addresses that nobody gave are empty.
	Parties(ctx context.Context, members []member.ID) (BillingParties, error)
	// Numbers takes the next n numbers of a kind's series of a year; they are gapless.
	Numbers(ctx context.Context, kind billing.Kind, year, n int) (first int, err error)
	// Add stores new statements with their lines, all of one closing, or a credit note of none.
	Add(ctx context.Context, closing costing.ClosingID, statements []Issue) error
	// Get locks a statement and loads it, without the derivations of its lines, or fails
	// with access.ErrNotFound.
	Get(ctx context.Context, id billing.ID) (*billing.Statement, []BilledLine, error)
	// Save stores what was decided about a statement; access.ErrStale.
	Save(ctx context.Context, s *billing.Statement) error
}

// BillingParties is who stands on documents.
type BillingParties struct {
	Seller      billing.Seller
	PaymentDays int
	Buyers      map[member.ID]billing.Buyer
}

// BilledLine is what stands behind a line of a statement.
type BilledLine struct {
	Allocation  costing.AllocationID // or none:
	Rating      tariff.RatingID      // whose difference it is
	Reversal    bool                 // it takes the run back
	Entry       costing.EntryID      // or none, where only rates of VAT changed
	SupplierVAT money.Amount         // with own invoices, of what is billed; of a rating, what it charges itself
}

// Unbilled is a line to bill.
type Unbilled struct {
	Member member.ID
	Line   billing.Line
	BilledLine
}

// Issue is a statement to store, with what stands behind its lines.
type Issue struct {
	*billing.Statement
	Lines []BilledLine
}

// BillingReports reads statements for people, bounded by what they may see.
type BillingReports interface {
	// Closings lists the newest first.
	Closings(ctx context.Context) ([]view.Closing, error)
	// Closing is one; access.ErrNotFound.
	Closing(ctx context.Context, id costing.ClosingID) (view.Closing, error)
	// Uncovered are the costs of the days through one that no run covers.
	Uncovered(ctx context.Context, through period.Day) ([]view.UncoveredCost, error)
	// Statements lists the newest first; access.ErrCursor.
	Statements(ctx context.Context, sight access.Sight, page view.PageRequest, of member.ID, status billing.Status) (view.Page[view.StatementSummary], error)
	// Statement fails with access.ErrNotFound for what is out of sight.
	Statement(ctx context.Context, id billing.ID, sight access.Sight) (view.Statement, error)
	// Document is the whole document with the derivation of every share that was split.
	Document(ctx context.Context, id billing.ID, sight access.Sight) (billing.Document, error)
	// Profile and Address are empty, of version 0, while nobody gave them; an address
	// fails with access.ErrNotFound for a member that does not exist.
	Profile(ctx context.Context) (view.BillingProfile, error)
	Address(ctx context.Context, m member.ID) (view.BillingAddress, error)
	// SetProfile and SetAddress store them over the version given; access.ErrStale.
	SetProfile(ctx context.Context, version int, profile view.BillingProfile) error
	SetAddress(ctx context.Context, m member.ID, version int, address view.BillingAddress) error
}
