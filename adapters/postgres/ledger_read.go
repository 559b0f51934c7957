package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// Balances sums lines up.
func (s ledger) Balances(ctx context.Context, asOf period.Day, kinds ...costing.AccountKind) ([]costing.Position, error) {
	if len(kinds) == 0 {
		kinds = []costing.AccountKind{costing.OfMember, costing.OfSupplier, costing.OfFunder, costing.OfPool, costing.OfGrant,
			costing.OfVAT, costing.OfRounding, costing.OfBank, costing.OfCooperative}
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	var rows []struct {
		Kind, Owner string
		Balance     decimal.Decimal
	}
	err := s.tx.WithContext(ctx).Raw(`select k.kind, case when k.kind in ('vat', 'rounding', 'bank', 'cooperative') then '' else k.owner_id::text end as owner, sum(l.amount) as balance
		from ledger_account k join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
		where k.cooperative_id = @cooperative and k.kind = any(cast(@kinds as text[])) and (@day = '' or l.booked_on <= cast(nullif(@day, '') as date))
		group by k.cooperative_id, k.id having sum(l.amount) <> 0`,
		map[string]any{"cooperative": s.in.cooperative, "kinds": "{" + strings.Join(names, ",") + "}", "day": asOf.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read balances: %w", err)
	}
	positions := make([]costing.Position, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Balance)
		if err != nil {
			return nil, fmt.Errorf("the balance of %s %s: %v", r.Kind, r.Owner, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		positions[i] = costing.Position{Account: costing.RestoreAccount(costing.AccountKind(r.Kind), r.Owner), Amount: amount}
	}
	slices.SortFunc(positions, func(a, b costing.Position) int { return a.Account.Compare(b.Account) })
	return positions, nil
}

// Lines reads an account.
func (s ledger) Lines(ctx context.Context, of costing.Account, over period.Span) ([]driven.LedgerLine, error) {
	owner := of.Owner()
	if owner == "" {
		owner = s.in.cooperative
	}
	var rows []struct {
		ID, PostedBy, Text, CauseType, CauseID string
		PostedAt, BookedOn                     time.Time
		Amount                                 decimal.Decimal
	}
	err := s.tx.WithContext(ctx).Raw(`select l.entry_id as id, l.posted_by, l.text, l.cause_type, l.cause_id, l.posted_at, l.booked_on, l.amount
		from ledger_account k cross join lateral ledger_lines_of(k.id) l
		where k.cooperative_id = ? and k.kind = ? and k.owner_id = ?::uuid and l.booked_on between ?::date and ?::date
		order by l.booked_on, l.posted_at, l.entry_id`, s.in.cooperative, string(of.Kind()), owner, over.From.String(), over.To.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the lines of an account: %w", err)
	}
	lines := make([]driven.LedgerLine, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Amount)
		if err != nil {
			return nil, fmt.Errorf("a line of %s: %v", of, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		lines[i] = driven.LedgerLine{Amount: amount, Entry: costing.Entry{
			ID: costing.EntryID(r.ID), PostedAt: r.PostedAt.UTC(), PostedBy: member.PersonID(r.PostedBy), BookedOn: period.FromUTC(r.BookedOn), Text: r.Text,
			Cause: costing.Cause{Type: costing.CauseType(r.CauseType), ID: r.CauseID},
		}}
	}
	return lines, nil
}
