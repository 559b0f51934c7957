package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Billing is closing periods, and the statements that come of it.
type Billing interface {
	// PreviewClosing tells what Close would issue and what is still open; for finance officers.
	PreviewClosing(ctx context.Context, actor access.Actor, through string) (view.ClosingPreview, error)
	// Close closes all days through one and issues a statement to every member with
	// something to bill, in one transaction. It fails with billing.ErrClosedAlready,
	// billing.ErrNotOver for a day that has not ended, and billing.ErrProfileMissing.
	Close(ctx context.Context, actor access.Actor, key access.Key, through string) (view.Closing, error)
	// Closings lists the newest first.
	Closings(ctx context.Context, actor access.Actor) (view.List[view.Closing], error)
	// Statements lists those in sight, the newest first; member and status may be empty.
	Statements(ctx context.Context, actor access.Actor, page view.PageRequest, member, status string) (view.Page[view.StatementSummary], error)
	// Statement is one as it was issued.
	Statement(ctx context.Context, actor access.Actor, s billing.ID) (view.Statement, error)
	// Document is the same as the writers of documents take it, with the derivation of every share.
	Document(ctx context.Context, actor access.Actor, s billing.ID) (billing.Document, error)
	// Pay books the payment of a statement's total; billing.ErrPaid, billing.ErrCredited, access.ErrStale.
	Pay(ctx context.Context, actor access.Actor, s billing.ID, version int, paidOn string) (view.Statement, error)
	// Credit cancels a statement by a credit note, which it returns.
	Credit(ctx context.Context, actor access.Actor, s billing.ID, version int, reason string) (view.Statement, error)
	// Profile and SetProfile are what statements say about the cooperative.
	Profile(ctx context.Context, actor access.Actor) (view.BillingProfile, error)
	SetProfile(ctx context.Context, actor access.Actor, version int, in view.BillingProfile) (view.BillingProfile, error)
	// Address and SetAddress are where a member's statements go.
	Address(ctx context.Context, actor access.Actor, m member.ID) (view.BillingAddress, error)
	SetAddress(ctx context.Context, actor access.Actor, m member.ID, version int, in view.BillingAddress) (view.BillingAddress, error)
}
