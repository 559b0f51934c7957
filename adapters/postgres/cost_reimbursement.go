package postgres

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/ports/view"
)

// reimbursementSQL holds what was booked on the ledger against the costs themselves
// (UStG § 4 no. 29): the costs are those of the runs that stand within the span, and
// those within it that nobody has shared yet; charges and grants are the lines that all
// runs for days within it booked, corrections and reversals with them. So a cost that
// nobody bears, or a booking that no cost explains, is a difference.
const reimbursementSQL = `
with pool as (
  select p.* from cost_pool p where p.cooperative_id = @cooperative and (@pool = '' or p.id = cast(nullif(@pool, '') as uuid)) and ` + poolInSight + `
), covered as (
  select k.cost_id, bool_or(a.from_day >= cast(@from as date) and a.to_day <= cast(@to as date)) as within
  from pool p join allocation a on a.cooperative_id = p.cooperative_id and a.pool_id = p.id and ` + stands + `
    join allocation_cost k on k.cooperative_id = a.cooperative_id and k.allocation_id = a.id
  group by k.cost_id
), spent as (
  select p.id as pool_id, sum(c.net + case p.regime when 'cost-sheet' then c.vat else 0 end) as amount
  from pool p join cost c on c.cooperative_id = p.cooperative_id and c.pool_id = p.id left join covered k on k.cost_id = c.id
  where coalesce(k.within, c.from_day >= cast(@from as date) and c.to_day <= cast(@to as date)) group by p.id
), booked as (
  select p.id as pool_id, k.kind, k.member_id, l.amount
  from pool p join allocation a on a.cooperative_id = p.cooperative_id and a.pool_id = p.id and a.from_day >= cast(@from as date) and a.to_day <= cast(@to as date)
    join ledger_line l on l.cooperative_id = a.cooperative_id and l.cause_type in ('allocation', 'reversal') and l.cause_id = a.id
    join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id and k.kind in ('member', 'grant', 'funder')
), paid as (
  select pool_id, coalesce(sum(amount) filter (where kind = 'member'), 0.00) as charges, coalesce(sum(amount) filter (where kind <> 'member'), 0.00) as grants
  from booked group by pool_id
), proof as (
  select p.id, p.number, p.title, coalesce(s.amount, 0.00) as costs, coalesce(b.charges, 0.00) as charges, coalesce(b.grants, 0.00) as grants,
    coalesce(b.charges, 0) + coalesce(b.grants, 0) - coalesce(s.amount, 0.00) as difference
  from pool p left join spent s on s.pool_id = p.id left join paid b on b.pool_id = p.id where s.pool_id is not null or b.pool_id is not null
)
select jsonb_build_object('from', cast(@from as text), 'to', cast(@to as text), 'ok', not exists (select from proof where difference <> 0),
  'pools', (select coalesce(jsonb_agg(jsonb_build_object('pool', jsonb_build_object('id', f.id, 'name', f.number || ' ' || f.title),
      'costs', f.costs::text, 'charges', f.charges::text, 'grants', f.grants::text, 'difference', f.difference::text,
      'members', case when @pool <> '' then (select coalesce(jsonb_agg(jsonb_build_object('member', jsonb_build_object('id', m.id, 'name', m.name), 'amount', x.amount::text) order by m.name, m.id), '[]')
        from (select b.member_id, sum(b.amount) as amount from booked b where b.pool_id = f.id and b.member_id is not null
            and (@everything or b.member_id = any(cast(@members as uuid[]))) group by b.member_id) x
          join member m on m.cooperative_id = @cooperative and m.id = x.member_id) end) order by f.number), '[]') from proof f)
)::text`

// Reimbursement proves that members paid what things cost.
func (s costReports) Reimbursement(_ context.Context, over period.Span, pool costing.PoolID, sight access.Sight) (view.Reimbursement, error) {
	args, err := s.spanArgs(over, pool, sight)
	if err != nil {
		return view.Reimbursement{}, err
	}
	var read view.Reimbursement
	err = document(s.tx, "prove reimbursement", reimbursementSQL, args, &read)
	return read, err
}
