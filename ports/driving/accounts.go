package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Accounts is what one reads of the ledger. Days are texts, empty for the ends of the
// year: of the other day's, or of the present one; asOf empty for today. They fail with
// period.ErrDayMalformed and period.ErrReversed. Members see their own account.
type Accounts interface {
	// Accounts lists those in sight with their balances at the end of a day.
	Accounts(ctx context.Context, actor access.Actor, asOf string) (view.AccountList, error)
	// Account is any account over a period; access.ErrNotFound.
	Account(ctx context.Context, actor access.Actor, account, from, to string) (view.AccountStatement, error)
	// MemberAccount is a member's, also while nothing was booked on it.
	MemberAccount(ctx context.Context, actor access.Actor, m member.ID, from, to string) (view.AccountStatement, error)
	// Netting proposes transfers that clear all balances; for those who see all.
	Netting(ctx context.Context, actor access.Actor, asOf string) (view.Netting, error)
}
