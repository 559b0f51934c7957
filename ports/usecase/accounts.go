package usecase

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Accounts carries out driving.Accounts.
type Accounts struct{ work driven.Work }

var _ driving.Accounts = (*Accounts)(nil)

// NewAccounts makes the use cases of the ledger's accounts.
func NewAccounts(work driven.Work) *Accounts { return &Accounts{work} }

// Accounts lists accounts with their balances.
func (uc *Accounts) Accounts(ctx context.Context, actor access.Actor, asOf string) (view.AccountList, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.AccountList, error) {
		sight := ledgerSight(actor)
		if sight.Nothing() {
			return view.AccountList{}, access.ErrNotFound
		}
		day, err := dayOrToday(asOf, s.Now)
		if err != nil {
			return view.AccountList{}, err
		}
		items, err := s.AccountReports.Accounts(ctx, sight, day)
		if err != nil {
			return view.AccountList{}, err
		}
		list := view.AccountList{AsOf: day.String(), Items: items}
		if sight.Everything {
			list.Sum, err = sumOf(items)
		}
		return list, err
	})
}

// ledgerSight is all accounts for those who may read the ledger, for others those of
// their own members.
func ledgerSight(actor access.Actor) access.Sight {
	if sight := actor.Sight(access.LedgerRead); sight.Everything {
		return sight
	}
	return access.Sight{Members: actor.Sight(access.StatementRead).Members}
}

func sumOf(accounts []view.Account) (string, error) {
	sum := money.Zero
	for _, a := range accounts {
		balance, err := money.ParseAmount(a.Balance)
		if err != nil {
			return "", err
		}
		sum = sum.Add(balance)
	}
	return sum.String(), nil
}

// Account is any account over a period.
func (uc *Accounts) Account(ctx context.Context, actor access.Actor, account, from, to string) (view.AccountStatement, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.AccountStatement, error) {
		if _, err := id.Parse[costing.Account](account); err != nil {
			return view.AccountStatement{}, access.ErrNotFound
		}
		over, err := spanInYear(from, to, s.Now)
		if err != nil {
			return view.AccountStatement{}, err
		}
		return s.AccountReports.Account(ctx, account, ledgerSight(actor), over)
	})
}

// MemberAccount is a member's account over a period.
func (uc *Accounts) MemberAccount(ctx context.Context, actor access.Actor, m member.ID, from, to string) (view.AccountStatement, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.AccountStatement, error) {
		if err := actor.MayFor(access.StatementRead, m); err != nil {
			return view.AccountStatement{}, err
		}
		over, err := spanInYear(from, to, s.Now)
		if err != nil {
			return view.AccountStatement{}, err
		}
		return s.AccountReports.MemberAccount(ctx, m, over)
	})
}

// Netting proposes transfers that clear all balances.
func (uc *Accounts) Netting(ctx context.Context, actor access.Actor, asOf string) (view.Netting, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Netting, error) {
		sight := ledgerSight(actor)
		if sight.Nothing() {
			return view.Netting{}, access.ErrNotFound
		}
		if err := actor.May(access.LedgerRead); err != nil {
			return view.Netting{}, err
		}
		day, err := dayOrToday(asOf, s.Now)
		if err != nil {
			return view.Netting{}, err
		}
		accounts, err := s.AccountReports.Accounts(ctx, sight, day)
		if err != nil {
			return view.Netting{}, err
		}
		return netted(day, accounts)
	})
}

// netted proposes what clears the accounts that stand at something.
func netted(asOf period.Day, accounts []view.Account) (view.Netting, error) {
	proposal := view.Netting{AsOf: asOf.String(), Positions: []view.Account{}, Transfers: []view.Transfer{}}
	shown := map[costing.Account]view.Account{}
	var positions []costing.Position
	for _, a := range accounts {
		balance, err := money.ParseAmount(a.Balance)
		if err != nil {
			return proposal, err
		}
		if balance.IsZero() {
			continue
		}
		account := costing.RestoreAccount(costing.AccountKind(a.Kind), a.OwnerID)
		shown[account] = a
		positions = append(positions, costing.Position{Account: account, Amount: balance})
		proposal.Positions = append(proposal.Positions, a)
	}
	transfers, err := costing.Netting(positions)
	if err != nil {
		return proposal, err
	}
	for _, t := range transfers {
		proposal.Transfers = append(proposal.Transfers, view.Transfer{From: shown[t.From], To: shown[t.To], Amount: t.Amount.String()})
	}
	return proposal, nil
}

// dayOrToday reads an optional day.
func dayOrToday(text string, now time.Time) (period.Day, error) {
	day, err := optionalDay(text, "asOf")
	if err == nil && day.IsZero() {
		return period.DayOf(now), nil
	}
	return day, err
}

// spanInYear fills the days that were not given with the ends of the year: of the other
// day's, or of the present one.
func spanInYear(from, to string, now time.Time) (period.Span, error) {
	first, err := optionalDay(from, "from")
	if err != nil {
		return period.Span{}, err
	}
	last, err := optionalDay(to, "to")
	if err != nil {
		return period.Span{}, err
	}
	switch {
	case first.IsZero() && last.IsZero():
		first, last = period.DayOf(now).Year()
	case first.IsZero():
		first, _ = last.Year()
	case last.IsZero():
		_, last = first.Year()
	}
	over, err := period.NewSpan(first, last)
	return over, pointed(err, "to")
}

func optionalDay(text, field string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	day, err := period.ParseDay(text)
	return day, pointed(err, field)
}
