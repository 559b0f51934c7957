package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driven"
)

// bookingRow is a booking on its way to the database. Without an entry it books nothing.
type bookingRow struct {
	ID       string     `json:"id"`
	Version  int        `json:"version"`
	Status   string     `json:"status"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
	Reason   string     `json:"reason"`
	EntryID  *string    `json:"entry_id"`
	PostedAt *time.Time `json:"posted_at"`
	BookedOn *string    `json:"booked_on"`
	Text     string     `json:"text"`
	Cause    string     `json:"cause"`
}

const bookingSQL = `
booking as materialized (
  select * from json_to_recordset(cast(@bookings as json)) as b (id uuid, version integer, status text, by uuid, at timestamptz, reason text,
    entry_id uuid, posted_at timestamptz, booked_on date, text text, cause text)
)`

const (
	// Opened in one order, as ledger.Post does.
	bookingAccountsSQL = `with ` + bookingSQL + `
insert into ledger_account (cooperative_id, id, kind, member_id, funder_id, pool_id, grant_id)
select cast(@cooperative as uuid), gen_random_uuid(), w.kind, case w.kind when 'member' then w.owner end, case w.kind when 'funder' then w.owner end,
  case w.kind when 'cost-pool' then w.owner end, case w.kind when 'grant' then w.owner end
from (
  select 'cost-pool' as kind, a.pool_id as owner from booking b join allocation a on a.cooperative_id = @cooperative and a.id = b.id where b.entry_id is not null
  union
  select 'member', s.member_id from booking b join allocation_share s on s.cooperative_id = @cooperative and s.allocation_id = b.id where s.booked <> 0
  union
  select case when t.closed then 'funder' else 'grant' end, case when t.closed then g.funder_id else g.id end
  from booking b join allocation_grant t on t.cooperative_id = @cooperative and t.allocation_id = b.id
    join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id where t.amount <> t.before
) w
where not exists (select from ledger_account k where k.cooperative_id = @cooperative and k.kind = w.kind and k.owner_id = w.owner)
order by w.kind collate "C", w.owner
on conflict do nothing`

	// The same lines as costing.Allocation.Lines, of all bookings by one statement.
	postAllocationsSQL = `with ` + bookingSQL + `, posted as (
  update allocation a set status = b.status, posted_by = b.by, posted_at = b.at, entry_id = b.entry_id, version = a.version + 1
  from booking b where a.cooperative_id = @cooperative and a.id = b.id and a.version = b.version
  returning a.cooperative_id, a.id, a.pool_id, a.entry_id
), given as materialized (
  select p.entry_id, p.pool_id, case when t.closed then 'funder' else 'grant' end as kind, case when t.closed then g.funder_id else g.id end as owner, sum(t.amount - t.before) as amount
  from posted p join allocation_grant t on t.cooperative_id = p.cooperative_id and t.allocation_id = p.id
    join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
  where p.entry_id is not null group by 1, 2, 3, 4 having sum(t.amount - t.before) <> 0
), borne as materialized (
  select p.entry_id, p.pool_id, s.member_id, s.booked as amount
  from posted p join allocation_share s on s.cooperative_id = p.cooperative_id and s.allocation_id = p.id where p.entry_id is not null and s.booked <> 0
), owed as (
  select b.entry_id, k.id as account_id, b.amount from borne b join ledger_account k on k.cooperative_id = @cooperative and k.member_id = b.member_id
  union all
  select g.entry_id, k.id, g.amount from given g join ledger_account k on k.cooperative_id = @cooperative and k.kind = g.kind and k.owner_id = g.owner
  union all
  select x.entry_id, k.id, -x.amount
  from (select entry_id, pool_id, sum(amount) as amount from (select entry_id, pool_id, amount from borne union all select entry_id, pool_id, amount from given) y
      group by entry_id, pool_id having sum(amount) <> 0) x
    join ledger_account k on k.cooperative_id = @cooperative and k.pool_id = x.pool_id
), entry as (
  insert into ledger_entry (cooperative_id, id, posting_id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
  select p.cooperative_id, b.entry_id, (select gen_random_uuid()), b.posted_at, b.by, b.booked_on, b.text, b.cause, p.id, l.accounts, l.cents
  from posted p join booking b on b.id = p.id
    join (select entry_id, array_agg(account_id order by account_id) as accounts, array_agg((100 * amount)::bigint order by account_id) as cents from owed group by entry_id) l on l.entry_id = p.entry_id
)
select count(*) from posted`

	reverseAllocationSQL = `with ` + bookingSQL + `, reversed as (
  update allocation a set status = b.status, reversed_by = b.by, reversed_at = b.at, reason = b.reason, reversal_entry_id = b.entry_id, version = a.version + 1
  from booking b where a.cooperative_id = @cooperative and a.id = b.id and a.version = b.version
  returning a.cooperative_id, a.id, a.entry_id, a.reversal_entry_id
), entry as (
  insert into ledger_entry (cooperative_id, id, posting_id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
  select r.cooperative_id, b.entry_id, b.entry_id, b.posted_at, b.by, b.booked_on, b.text, b.cause, r.id, e.accounts, array(select -c from unnest(e.cents) with ordinality n (c, place) order by place)
  from reversed r join booking b on b.id = r.id join ledger_entry e on e.cooperative_id = r.cooperative_id and e.id = r.entry_id where r.reversal_entry_id is not null
)
select count(*) from reversed`
)

// Post books in two statements, whatever the number of runs and members. Accounts are
// opened in one order, so that overlapping postings never deadlock.
func (s allocations) Post(_ context.Context, posted ...driven.Booking) error {
	rows := make([]bookingRow, len(posted))
	for i, b := range posted {
		state := b.Allocation.State()
		rows[i] = newBookingRow(state, b.Entry)
		rows[i].By, rows[i].At = state.PostedBy.String(), state.PostedAt
	}
	if err := s.book(bookingAccountsSQL, rows, nil); err != nil {
		return err
	}
	var booked int
	if err := s.book(postAllocationsSQL, rows, &booked); err != nil {
		return err
	}
	if booked != len(rows) {
		return access.ErrStale
	}
	return nil
}

// Reverse books the lines of the run's entry with the opposite sign.
func (s allocations) Reverse(_ context.Context, reversed driven.Booking) error {
	state := reversed.Allocation.State()
	row := newBookingRow(state, reversed.Entry)
	row.By, row.At, row.Reason = state.ReversedBy.String(), state.ReversedAt, state.Reason
	var booked int
	if err := s.book(reverseAllocationSQL, []bookingRow{row}, &booked); err != nil {
		return err
	}
	if booked != 1 {
		return access.ErrStale
	}
	return nil
}

func newBookingRow(a costing.AllocationState, e costing.Entry) bookingRow {
	row := bookingRow{ID: a.ID.String(), Version: a.Version, Status: string(a.Status)}
	if !e.ID.IsZero() {
		id, day := e.ID.String(), e.BookedOn.String()
		row.EntryID, row.PostedAt, row.BookedOn, row.Text, row.Cause = &id, &e.PostedAt, &day, e.Text, string(e.Cause.Type)
	}
	return row
}

// book runs a statement over bookings and reads its number, where it has one.
func (s allocations) book(sql string, rows []bookingRow, number *int) error {
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("book allocations: %w", err)
	}
	args := map[string]any{"cooperative": s.in.cooperative, "bookings": string(document)}
	// A plan that was kept from ten members is quadratic for ten thousand.
	err = s.tx.Exec(`set local plan_cache_mode = force_custom_plan`).Error
	switch {
	case err != nil:
	case number == nil:
		err = s.tx.Exec(sql, args).Error
	default:
		err = s.tx.Raw(sql, args).Row().Scan(number)
	}
	if err != nil {
		return fmt.Errorf("book allocations: %w", err)
	}
	return nil
}

// Evidence reads a run whole, with what stood before it and what it booked.
func (s allocations) Evidence(_ context.Context, id costing.AllocationID) (costing.Evidence, error) {
	states, err := s.states([]costing.AllocationID{id})
	if err != nil {
		return costing.Evidence{}, err
	}
	state := states[0]
	if err := s.whole(&state, nil); err != nil {
		return costing.Evidence{}, err
	}
	evidence := costing.Evidence{Allocation: costing.RestoreAllocation(state)}
	if evidence.Costs, err = s.costs(state.Costs); err != nil {
		return evidence, err
	}
	if evidence.Replaced, err = s.past(state.Replaces); err != nil {
		return evidence, err
	}
	if evidence.Earlier, err = s.past(state.After); err != nil {
		return evidence, err
	}
	if evidence.Booked, err = s.lines(costing.CauseAllocation, id); err != nil {
		return evidence, err
	}
	evidence.Reversed, err = s.lines(costing.CauseReversal, id)
	return evidence, err
}

func (s allocations) costs(ids []costing.CostID) ([]costing.Cost, error) {
	var rows []costRow
	err := s.tx.Raw(`select `+costColumns+` from cost c where c.cooperative_id = ? and c.id = any(?::uuid[]) order by c.id`, s.in.cooperative, uuids(ids)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the costs of an allocation: %w", err)
	}
	costs := make([]costing.Cost, len(rows))
	for i, r := range rows {
		costs[i] = r.cost()
	}
	return costs, nil
}

func (s allocations) past(id costing.AllocationID) (*costing.Past, error) {
	if id.IsZero() {
		return nil, nil //nolint:nilnil // there is none
	}
	var run pastRun
	err := s.tx.Raw(`select pool_id, id, turn, from_day, to_day, status, input_hash, rule_version from allocation where cooperative_id = ? and id = ?`,
		s.in.cooperative, id.String()).Scan(&run).Error
	if err != nil {
		return nil, fmt.Errorf("read what stood before: %w", err)
	}
	shares, err := costPools(s).pastShares([]string{id.String()})
	if err != nil {
		return nil, err
	}
	return run.past(shares[run.ID]), nil
}

// lines are those of the entry that the allocation caused in one way.
func (s allocations) lines(cause costing.CauseType, a costing.AllocationID) ([]costing.Line, error) {
	var rows []struct {
		Kind, Owner string
		Amount      decimal.Decimal
	}
	err := s.tx.Raw(`select k.kind, k.owner_id as owner, l.amount
		from ledger_line l join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
		where l.cooperative_id = ? and l.cause_type = ? and l.cause_id = ? order by l.account_id`, s.in.cooperative, string(cause), a.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the lines of an entry: %w", err)
	}
	lines := make([]costing.Line, len(rows))
	for i, r := range rows {
		lines[i] = costing.Line{Account: costing.RestoreAccount(costing.AccountKind(r.Kind), r.Owner), Amount: inCents(r.Amount)}
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
