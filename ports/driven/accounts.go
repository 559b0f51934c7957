package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// AccountReports reads the ledger for people, bounded by what they may see: whoever
// does not see everything sees the accounts of its own members.
type AccountReports interface {
	// Accounts are those in sight with their balances at the end of a day, by kind and
	// name; of members also those that nothing was booked for yet.
	Accounts(ctx context.Context, sight access.Sight, asOf period.Day) ([]view.Account, error)
	// Account is one of them over a period; access.ErrNotFound for what is out of sight.
	Account(ctx context.Context, account string, sight access.Sight, over period.Span) (view.AccountStatement, error)
	// MemberAccount is a member's, also while nothing was booked on it; access.ErrNotFound
	// for a member that does not exist.
	MemberAccount(ctx context.Context, m member.ID, over period.Span) (view.AccountStatement, error)
}
