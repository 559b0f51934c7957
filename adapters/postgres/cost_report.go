package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type costReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.CostReports = costReports{}

// Whoever does not see the whole cooperative's costs sees the pools that a member of
// theirs shares, of the allocations those that are posted, and of the shares their own.
const (
	poolInSight = `(@everything or exists (select from cost_pool_member s where s.cooperative_id = p.cooperative_id and s.pool_id = p.id
		and s.member_id = any(cast(@members as uuid[]))))`
	allocationInSight = `(@everything or (a.status <> 'draft' and exists (select from allocation_share s where s.cooperative_id = a.cooperative_id
		and s.allocation_id = a.id and s.member_id = any(cast(@members as uuid[])))))`
)

func (s costReports) args(sight access.Sight) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)}
}

// Pools lists the newest first: ids sort by the time they were made.
func (s costReports) Pools(_ context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.CostPoolSummary], error) {
	if sight.Nothing() {
		return view.Page[view.CostPoolSummary]{}, access.ErrNotFound
	}
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.CostPoolSummary]{}, err
	}
	args := s.args(sight)
	args["after"], args["limit"] = after, page.Limit
	var rows []view.CostPoolSummary
	err = s.tx.Raw(`select p.id, p.number, p.title, p.kind, p.amount::text as amount, p.created_at,
		(select coalesce(sum(a.total), 0.00)::text from allocation a where a.cooperative_id = p.cooperative_id and a.pool_id = p.id and a.status = 'posted') as allocated,
		(select count(*) from cost_pool_member m where m.cooperative_id = p.cooperative_id and m.pool_id = p.id) as member_count
		from cost_pool p where p.cooperative_id = @cooperative and `+poolInSight+` and (@after = '' or p.id < nullif(@after, '')::uuid)
		order by p.id desc limit @limit + 1`, args).Scan(&rows).Error
	if err != nil {
		return view.Page[view.CostPoolSummary]{}, fmt.Errorf("list cost pools: %w", err)
	}
	for i := range rows {
		rows[i].CreatedAt = rows[i].CreatedAt.UTC()
	}
	return pageOf(rows, page.Limit, func(p view.CostPoolSummary) []string { return []string{p.ID} }), nil
}

// The keys listed are those that costing.Pool.Share does not refuse.
const poolSQL = `with ` + sharersSQL + `
select jsonb_build_object(
  'id', p.id, 'number', p.number, 'title', p.title, 'kind', p.kind, 'amount', p.amount::text, 'createdAt', p.created_at,
  'createdBy', coalesce((select c.name from person c where c.id = p.created_by), ''),
  'allocated', (select coalesce(sum(a.total), 0.00)::text from allocation a where a.cooperative_id = @cooperative and a.pool_id = p.id and a.status = 'posted'),
  'tender', (select jsonb_build_object('id', t.id, 'name', t.number || ' ' || t.title) from tender t where t.cooperative_id = @cooperative and t.id = p.tender_id),
  'framework', (select jsonb_build_object('id', f.id, 'name', f.number || ' ' || f.title) from framework f where f.cooperative_id = @cooperative and f.id = p.framework_id),
  'members', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name, id), '[]') from sharer),
  'keys', (select jsonb_agg(key order by place) from (values
      (1, 'equal', true),
      (2, 'inhabitants', (select sum(population) from sharer) > 0),
      (3, 'quantity', (select sum(ordered) from sharer) > 0 and (select count(distinct u) from sharer cross join unnest(units) u) = 1),
      (4, 'calloff-value', (select sum(called_off) from sharer) > 0)) k (place, key, weighs) where weighs),
  'allocations', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'key', a.key, 'status', a.status, 'total', a.total::text,
      'createdAt', a.created_at, 'createdBy', coalesce(c.name, ''), 'postedAt', a.posted_at, 'postedBy', b.name) order by a.id desc), '[]')
    from allocation a left join person c on c.id = a.created_by left join person b on b.id = a.posted_by
    where a.cooperative_id = @cooperative and a.pool_id = p.id and ` + allocationInSight + `)
)::text from pool p where ` + poolInSight

// Pool is one pool with its allocations.
func (s costReports) Pool(_ context.Context, pool costing.PoolID, sight access.Sight) (view.CostPool, error) {
	args := s.args(sight)
	args["pool"] = pool.String()
	var read view.CostPool
	err := document(s.tx, "read cost pool", poolSQL, args, &read)
	return read, err
}

type allocationReportRow struct {
	ID, PoolID, PoolName, Key, Status string
	Total, WeightSum, Threshold       decimal.Decimal
	UnitsLeft, RuleVersion, Version   int
	Rule, InputHash                   string
	CreatedAt                         time.Time
	CreatedBy, PostedBy, EntryID      string
	PostedAt                          *time.Time
}

// Allocation is one allocation with the explanation of the shares in sight.
func (s costReports) Allocation(_ context.Context, a costing.AllocationID, sight access.Sight) (view.Allocation, error) {
	args := s.args(sight)
	args["allocation"] = a.String()
	var rows []allocationReportRow
	err := s.tx.Raw(`select a.id, a.pool_id, p.number || ' ' || p.title as pool_name, a.key, a.status, a.total, a.weight_sum, a.threshold, a.units_left,
		a.rule, a.rule_version, a.input_hash, a.created_at, coalesce(c.name, '') as created_by, a.posted_at, coalesce(b.name, '') as posted_by,
		coalesce(a.entry_id::text, '') as entry_id, a.version
		from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
		left join person c on c.id = a.created_by left join person b on b.id = a.posted_by
		where a.cooperative_id = @cooperative and a.id = @allocation and `+allocationInSight, args).Scan(&rows).Error
	if err != nil {
		return view.Allocation{}, fmt.Errorf("read allocation: %w", err)
	}
	if len(rows) == 0 {
		return view.Allocation{}, access.ErrNotFound
	}
	shown := rows[0].view()
	shown.Shares, err = s.shares(rows[0], args)
	return shown, err
}

func (r allocationReportRow) view() view.Allocation {
	shown := view.Allocation{
		ID: r.ID, Pool: view.Ref{ID: r.PoolID, Name: r.PoolName}, Key: r.Key, Status: r.Status, Total: r.Total.StringFixed(2),
		WeightSum: r.WeightSum.String(), UnitsLeft: r.UnitsLeft, Rule: costing.Split{Rule: r.Rule, RuleVersion: r.RuleVersion}.RuleName(),
		InputHash: r.InputHash, CreatedAt: r.CreatedAt.UTC(), CreatedBy: r.CreatedBy, PostedBy: r.PostedBy, EntryID: r.EntryID, Version: r.Version,
	}
	if r.UnitsLeft > 0 {
		shown.ThresholdRemainder = r.Threshold.String()
	}
	if r.PostedAt != nil {
		shown.PostedAt = r.PostedAt.UTC()
	}
	return shown
}

// shares are those in sight, by the members' names.
func (s costReports) shares(of allocationReportRow, args map[string]any) ([]view.Share, error) {
	total, err := money.FromDecimal(of.Total)
	if err != nil {
		return nil, fmt.Errorf("allocation %s: %v", of.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	var rows []struct {
		Explained shareColumns `gorm:"embedded"`
		Name      string
	}
	err = s.tx.Raw(`select s.member_id, m.name, s.tie_key, s.weight, s.weight_source || ' ' || s.weight_as_of as weight_source, s.floor, s.remainder, s.extra, s.share
		from allocation_share s join member m on m.cooperative_id = s.cooperative_id and m.id = s.member_id
		where s.cooperative_id = @cooperative and s.allocation_id = @allocation and (@everything or s.member_id = any(cast(@members as uuid[])))
		order by m.name, m.id`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the shares of an allocation: %w", err)
	}
	shares := make([]view.Share, len(rows))
	for i, r := range rows {
		e := r.Explained
		shares[i] = view.Share{
			Member: view.Ref{ID: e.MemberID, Name: r.Name}, TieKey: e.TieKey, Weight: e.Weight.String(), WeightSource: e.WeightSource,
			Floor: e.Floor.StringFixed(2), Remainder: e.Remainder.String(), Extra: e.Extra, Share: e.Share.StringFixed(2),
			Formula: costing.Formula(total, of.WeightSum, e.share()),
		}
	}
	return shares, nil
}
