package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
)

// Post books in a handful of statements, whatever the number of members. Accounts are opened in
// the order of their owners' ids, and nothing else is waited for that another posting may
// hold, so that overlapping postings never deadlock.
func (s allocations) Post(_ context.Context, a *costing.Allocation, entry costing.Entry) error {
	state := a.State()
	args := map[string]any{
		"cooperative": s.in.cooperative, "allocation": state.ID.String(), "pool": state.Pool.String(), "version": state.Version,
		"entry": entry.ID.String(), "at": entry.PostedAt, "by": entry.PostedBy.String(), "text": entry.Text,
		"cause_type": entry.Cause.Type, "cause": entry.Cause.ID, "status": string(state.Status),
	}
	// A plan that was kept from ten members is quadratic for ten thousand.
	if err := s.tx.Exec(`set local plan_cache_mode = force_custom_plan`).Error; err != nil {
		return fmt.Errorf("post allocation: %w", err)
	}
	for _, step := range []string{entrySQL, postedSQL, accountsSQL, linesSQL} {
		done := s.tx.Exec(step, args)
		if done.Error != nil {
			return fmt.Errorf("post allocation: %w", done.Error)
		}
		if step == postedSQL && done.RowsAffected == 0 {
			return access.ErrStale
		}
	}
	return nil
}

const (
	entrySQL = `insert into ledger_entry (cooperative_id, id, posted_at, posted_by, text, cause_type, cause_id)
values (@cooperative, @entry, @at, @by, @text, @cause_type, @cause)`

	// Early, so that a second posting of the pool waits here and books nothing.
	postedSQL = `update allocation set status = @status, posted_by = @by, posted_at = @at, entry_id = @entry, version = version + 1
where cooperative_id = @cooperative and id = @allocation and version = @version`

	accountsSQL = `insert into ledger_account (cooperative_id, id, kind, member_id, pool_id)
select cast(@cooperative as uuid), gen_random_uuid(), kind, member_id, pool_id from (
  select 'cost-pool' as kind, null::uuid as member_id, cast(@pool as uuid) as pool_id
  union all
  select 'member', s.member_id, null from allocation_share s
  where s.cooperative_id = @cooperative and s.allocation_id = @allocation and s.share <> 0
    and not exists (select from ledger_account a where a.cooperative_id = @cooperative and a.member_id = s.member_id)
) missing order by kind, member_id
on conflict do nothing`

	// The same lines as costing.Allocation.Lines.
	linesSQL = `insert into ledger_line (cooperative_id, id, entry_id, account_id, amount)
select cast(@cooperative as uuid), gen_random_uuid(), cast(@entry as uuid), k.id, -a.total
from allocation a join ledger_account k on k.cooperative_id = a.cooperative_id and k.pool_id = a.pool_id
where a.cooperative_id = @cooperative and a.id = @allocation
union all
select cast(@cooperative as uuid), gen_random_uuid(), cast(@entry as uuid), k.id, s.share
from allocation_share s join ledger_account k on k.cooperative_id = s.cooperative_id and k.member_id = s.member_id
where s.cooperative_id = @cooperative and s.allocation_id = @allocation and s.share <> 0`
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
		MemberID, PoolID *string
		Amount           decimal.Decimal
	}
	err := s.tx.Raw(`select k.member_id, k.pool_id, l.amount
		from ledger_entry e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
		join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
		where e.cooperative_id = ? and e.allocation_id = ? order by l.id`, s.in.cooperative, a.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the lines of an entry: %w", err)
	}
	lines := make([]costing.Line, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Amount)
		if err != nil {
			return nil, fmt.Errorf("a line of allocation %s: %v", a, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		lines[i] = costing.Line{Account: costing.Account{Member: member.ID(orZero(r.MemberID)), Pool: costing.PoolID(orZero(r.PoolID))}, Amount: amount}
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
