package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// One statement, so that opening, lines and closing are of the same moment.
const statementSQL = `
with booked as (
  select l.entry_id, l.amount, e.booked_on, e.posted_at, e.text, e.cause_type, e.cause_id,
    sum(l.amount) over (order by e.booked_on, e.posted_at, e.id rows unbounded preceding) as balance
  from ledger_account k
    join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
    join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
  where k.cooperative_id = @cooperative and k.member_id = @member and e.booked_on <= cast(@to_day as date)
)
select jsonb_build_object(
  'member', jsonb_build_object('id', m.id, 'name', m.name), 'from', cast(@from_day as text), 'to', cast(@to_day as text),
  'openingBalance', (select coalesce(sum(amount), 0.00)::text from booked where booked_on < cast(@from_day as date)),
  'closingBalance', (select coalesce(sum(amount), 0.00)::text from booked),
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('entryId', entry_id, 'postedAt', posted_at, 'text', text, 'causeType', cause_type,
      'causeId', cause_id, 'amount', amount::text, 'balance', balance::text) order by booked_on, posted_at, entry_id), '[]')
    from booked where booked_on >= cast(@from_day as date))
)::text from member m where m.cooperative_id = @cooperative and m.id = @member`

// Statement is a member's account over a period.
func (s costReports) Statement(_ context.Context, m member.ID, over period.Span) (view.Statement, error) {
	var read view.Statement
	err := document(s.tx, "read statement", statementSQL, map[string]any{
		"cooperative": s.in.cooperative, "member": m.String(),
		"from_day": over.From.String(), "to_day": over.To.String(),
	}, &read)
	return read, err
}

// Balances are all members in sight, also those without an account yet.
func (s costReports) Balances(_ context.Context, sight access.Sight) ([]view.MemberBalance, error) {
	var rows []struct{ ID, Name, Balance string }
	err := s.tx.Raw(`with balance as (
			select k.member_id, sum(l.amount) as amount from ledger_account k
			join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
			where k.cooperative_id = @cooperative and k.member_id is not null group by k.member_id)
		select m.id, m.name, coalesce(b.amount, 0.00)::text as balance from member m left join balance b on b.member_id = m.id
		where m.cooperative_id = @cooperative and (@everything or m.id = any(cast(@members as uuid[]))) order by m.name, m.id`, s.args(sight)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read balances: %w", err)
	}
	balances := make([]view.MemberBalance, len(rows))
	for i, r := range rows {
		balances[i] = view.MemberBalance{Member: view.Ref{ID: r.ID, Name: r.Name}, Balance: r.Balance}
	}
	return balances, nil
}
