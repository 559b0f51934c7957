package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/money"
)

// Post books in a handful of statements, whatever the number of members. Accounts are opened in
// the order of their owners' ids, and nothing else is waited for that another posting may
// hold, so that overlapping postings never deadlock.
func (s allocations) Post(_ context.Context, a *costing.Allocation, entry costing.Entry) error {
	state := a.State()
	args := map[string]any{
		"cooperative": s.in.cooperative, "allocation": state.ID.String(), "pool": state.Pool.String(), "version": state.Version,
		"entry": entry.ID.String(), "at": entry.PostedAt, "by": entry.PostedBy.String(), "text": entry.Text, "day": entry.BookedOn.String(),
		"cause_type": string(entry.Cause.Type), "cause": entry.Cause.ID, "status": string(state.Status),
	}
	// A plan that was kept from ten members is quadratic for ten thousand.
	if err := s.tx.Exec(`set local plan_cache_mode = force_custom_plan`).Error; err != nil {
		return fmt.Errorf("post allocation: %w", err)
	}
	if err := s.tx.Exec(allocationAccountsSQL, args).Error; err != nil {
		return fmt.Errorf("post allocation: %w", err)
	}
	var posted int
	if err := s.tx.Raw(allocationPostedSQL, args).Row().Scan(&posted); err != nil {
		return fmt.Errorf("post allocation: %w", err)
	}
	if posted == 0 {
		return access.ErrStale
	}
	return nil
}

const (
	allocationAccountsSQL = `insert into ledger_account (cooperative_id, id, kind, member_id, pool_id)
select cast(@cooperative as uuid), gen_random_uuid(), kind, member_id, pool_id from (
  select 'cost-pool' as kind, null::uuid as member_id, cast(@pool as uuid) as pool_id
  union all
  select 'member', s.member_id, null from allocation_share s
  where s.cooperative_id = @cooperative and s.allocation_id = @allocation and s.share <> 0
    and not exists (select from ledger_account a where a.cooperative_id = @cooperative and a.member_id = s.member_id)
) missing order by kind, member_id
on conflict do nothing`

	// The same lines as costing.Allocation.Lines.
	allocationPostedSQL = `with posted as (
  update allocation set status = @status, posted_by = @by, posted_at = @at, entry_id = @entry, version = version + 1
  where cooperative_id = @cooperative and id = @allocation and version = @version
  returning cooperative_id, id, pool_id, total
), entry as (
  insert into ledger_entry (cooperative_id, id, posted_at, posted_by, booked_on, text, cause_type, cause_id)
  select cooperative_id, cast(@entry as uuid), cast(@at as timestamptz), cast(@by as uuid), cast(@day as date), @text, @cause_type, cast(@cause as uuid) from posted
), lines as (
  insert into ledger_line (cooperative_id, entry_id, account_id, amount)
  select a.cooperative_id, cast(@entry as uuid), k.id, -a.total
  from posted a join ledger_account k on k.cooperative_id = a.cooperative_id and k.pool_id = a.pool_id
  union all
  select s.cooperative_id, cast(@entry as uuid), k.id, s.share
  from posted a join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id and s.share <> 0
    join ledger_account k on k.cooperative_id = s.cooperative_id and k.member_id = s.member_id
)
select count(*) from posted`
)

// Booked reads the whole allocation and the lines of its entry.
func (s allocations) Booked(ctx context.Context, a costing.AllocationID) (*costing.Allocation, []costing.Line, error) {
	row, err := s.row(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	state, err := row.state()
	if err != nil {
		return nil, nil, err
	}
	if state.Shares, err = s.shares(a); err != nil {
		return nil, nil, err
	}
	lines, err := s.lines(a)
	return costing.RestoreAllocation(state), lines, err
}

// lines are those of every entry that the allocation caused.
func (s allocations) lines(a costing.AllocationID) ([]costing.Line, error) {
	var rows []struct {
		Kind, Owner string
		Amount      decimal.Decimal
	}
	err := s.tx.Raw(`select k.kind, `+accountOwner+` as owner, l.amount
		from ledger_entry e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
		join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
		where e.cooperative_id = ? and e.allocation_id = ? order by l.account_id`, s.in.cooperative, a.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the lines of an entry: %w", err)
	}
	lines := make([]costing.Line, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Amount)
		if err != nil {
			return nil, fmt.Errorf("a line of allocation %s: %v", a, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		lines[i] = costing.Line{Account: costing.RestoreAccount(costing.AccountKind(r.Kind), r.Owner), Amount: amount}
	}
	return lines, nil
}

// Certificate lets the database check the stored shares.
func (s allocations) Certificate(_ context.Context, a costing.AllocationID) ([]costing.Check, error) {
	var checks []costing.Check
	if err := s.tx.Raw(`select name, ok, detail from allocation_certificate(?)`, a.String()).Scan(&checks).Error; err != nil {
		return nil, fmt.Errorf("certify allocation: %w", err)
	}
	return checks, nil
}
