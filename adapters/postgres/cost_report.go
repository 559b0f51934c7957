package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type costReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.CostReports = costReports{}

// Whoever does not see the whole cooperative's costs sees the pools that a member of
// theirs shares, of the allocations those that are posted, of shares, participants and
// earmarks their own.
const (
	poolInSight = `(@everything or exists (select from cost_pool_member s where s.cooperative_id = p.cooperative_id and s.pool_id = p.id
		and s.member_id = any(cast(@members as uuid[]))))`
	allocationInSight = `(@everything or (a.status <> 'draft' and exists (select from allocation_share s where s.cooperative_id = a.cooperative_id
		and s.allocation_id = a.id and s.member_id = any(cast(@members as uuid[])))))`
)

func (s costReports) args(sight access.Sight) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members), "me": s.in.actor.Person.String(),
	}
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
	err = s.tx.Raw(`select p.id, p.number, p.title, p.kind, p.created_at,
		(select coalesce(sum(c.net), 0.00)::text from cost c where c.cooperative_id = p.cooperative_id and c.pool_id = p.id) as amount,
		(select coalesce(sum(a.total), 0.00)::text from allocation a where a.cooperative_id = p.cooperative_id and a.pool_id = p.id and `+stands+`) as allocated,
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

// costJSON is the cost c.
const costJSON = `jsonb_build_object('id', c.id, 'text', c.text, 'from', c.from_day, 'to', c.to_day, 'net', c.net::text, 'vat', c.vat::text,
  'vatCategory', c.vat_category, 'vatRate', trim_scale(c.vat_rate)::text, 'source', c.source, 'reference', c.reference, 'dated', c.dated,
  'supplier', (select jsonb_build_object('id', s.id, 'name', s.name) from supplier s where s.cooperative_id = c.cooperative_id and s.id = c.supplier_id),
  'callOffs', (select count(*) from cost_call_off k where k.cooperative_id = c.cooperative_id and k.cost_id = c.id),
  'allocated', exists (select from allocation_cost k join allocation a on a.cooperative_id = k.cooperative_id and a.id = k.allocation_id
    where k.cooperative_id = c.cooperative_id and k.cost_id = c.id and ` + stands + `),
  'createdAt', c.created_at, 'createdBy', coalesce((select o.name from person o where o.id = c.created_by), ''))`

// grantJSON is the grant g of the funder f.
const grantJSON = `jsonb_build_object('id', g.id, 'funder', f.name, 'reference', g.reference, 'method', g.method, 'amount', g.amount::text,
  'rate', case g.method when 'rate' then trim_scale(g.rate)::text else '' end, 'status', g.status, 'version', g.version,
  'granted', pool_grant_drawn(g.cooperative_id, g.id)::text, 'left', (g.amount - g.unused - pool_grant_drawn(g.cooperative_id, g.id))::text,
  'members', (select jsonb_agg(jsonb_build_object('member', jsonb_build_object('id', m.id, 'name', m.name), 'weight', trim_scale(k.weight)::text) order by m.name, m.id)
    from pool_grant_member k join member m on m.cooperative_id = k.cooperative_id and m.id = k.member_id
    where k.cooperative_id = g.cooperative_id and k.grant_id = g.id and (@everything or m.id = any(cast(@members as uuid[])))),
  'createdAt', g.created_at, 'createdBy', coalesce((select o.name from person o where o.id = g.created_by), ''))`

// summaryJSON is the allocation a of the pool p under the scheme s.
const summaryJSON = `jsonb_build_object('id', a.id, 'pool', jsonb_build_object('id', p.id, 'name', p.number || ' ' || p.title), 'from', a.from_day, 'to', a.to_day, 'kind', a.kind,
  'keys', (select jsonb_agg(k ->> 'key' order by place) from jsonb_array_elements(s.document::jsonb -> 'parts') with ordinality x (k, place)),
  'status', a.status, 'total', a.total::text, 'booked', a.booked::text, 'version', a.version, 'mine', a.created_by = cast(@me as uuid),
  'createdAt', a.created_at, 'createdBy', coalesce((select o.name from person o where o.id = a.created_by), ''),
  'postedAt', a.posted_at, 'postedBy', (select o.name from person o where o.id = a.posted_by))`

// schemeJSON is the scheme s, of its participants those in sight.
const schemeJSON = `case when @everything or s.document::jsonb -> 'participants' is null then s.document::jsonb
  else s.document::jsonb || jsonb_build_object('participants', (select coalesce(jsonb_agg(x order by place), '[]')
    from jsonb_array_elements(s.document::jsonb -> 'participants') with ordinality y (x, place) where cast(x ->> 'memberId' as uuid) = any(cast(@members as uuid[])))) end`

const poolSQL = `
select jsonb_build_object(
  'id', p.id, 'number', p.number, 'title', p.title, 'kind', p.kind, 'regime', p.regime, 'mode', p.mode, 'createdAt', p.created_at,
  'createdBy', coalesce((select c.name from person c where c.id = p.created_by), ''),
  'amount', (select coalesce(sum(c.net), 0.00)::text from cost c where c.cooperative_id = p.cooperative_id and c.pool_id = p.id),
  'vat', (select coalesce(sum(c.vat), 0.00)::text from cost c where c.cooperative_id = p.cooperative_id and c.pool_id = p.id),
  'allocated', (select coalesce(sum(a.total), 0.00)::text from allocation a where a.cooperative_id = p.cooperative_id and a.pool_id = p.id and ` + stands + `),
  'balance', (select coalesce(sum(l.amount), 0.00)::text from ledger_account k cross join lateral ledger_lines_of(k.id) l
    where k.cooperative_id = p.cooperative_id and k.pool_id = p.id),
  'tender', (select jsonb_build_object('id', t.id, 'name', t.number || ' ' || t.title) from tender t where t.cooperative_id = p.cooperative_id and t.id = p.tender_id),
  'framework', (select jsonb_build_object('id', f.id, 'name', f.number || ' ' || f.title) from framework f where f.cooperative_id = p.cooperative_id and f.id = p.framework_id),
  'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
    from cost_pool_member s join member m on m.cooperative_id = s.cooperative_id and m.id = s.member_id where s.cooperative_id = p.cooperative_id and s.pool_id = p.id),
  'scheme', (select ` + schemeJSON + ` from cost_scheme s where s.cooperative_id = p.cooperative_id and s.pool_id = p.id order by s.number desc limit 1),
  'schemeVersion', (select coalesce(max(s.number), 0) from cost_scheme s where s.cooperative_id = p.cooperative_id and s.pool_id = p.id),
  'costs', (select coalesce(jsonb_agg(` + costJSON + ` order by c.from_day desc, c.id desc), '[]') from cost c where c.cooperative_id = p.cooperative_id and c.pool_id = p.id),
  'grants', (select coalesce(jsonb_agg(` + grantJSON + ` order by g.id desc), '[]')
    from pool_grant g join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id where g.cooperative_id = p.cooperative_id and g.pool_id = p.id),
  'allocations', (select coalesce(jsonb_agg(` + summaryJSON + ` order by a.id desc), '[]')
    from allocation a join cost_scheme s on s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id and s.number = a.scheme_number
    where a.cooperative_id = p.cooperative_id and a.pool_id = p.id and ` + allocationInSight + `)
)::text from cost_pool p where p.cooperative_id = @cooperative and p.id = @pool and ` + poolInSight

// Pool is one pool with its costs, grants and allocations.
func (s costReports) Pool(_ context.Context, pool costing.PoolID, sight access.Sight) (view.CostPool, error) {
	args := s.args(sight)
	args["pool"] = pool.String()
	var read view.CostPool
	if err := document(s.tx, "read cost pool", poolSQL, args, &read); err != nil {
		return read, err
	}
	bases, err := costPools(s).bases([]string{pool.String()})
	if err != nil {
		return read, err
	}
	for _, key := range bases[pool.String()].Keys() {
		read.Keys = append(read.Keys, string(key))
	}
	return read, nil
}

const summaryTables = `allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
	join cost_scheme s on s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id and s.number = a.scheme_number`

// Summaries are allocations in the order given.
func (s costReports) Summaries(_ context.Context, ids []costing.AllocationID) ([]view.AllocationSummary, error) {
	return s.summaries(`a.id = any(cast(@ids as uuid[]))`, `array_position(cast(@ids as uuid[]), a.id)`, map[string]any{"ids": uuids(ids)})
}

// Drafts are those that can still be posted, the oldest first.
func (s costReports) Drafts(_ context.Context) ([]view.AllocationSummary, error) {
	return s.summaries(postable, `a.id`, nil)
}

// postable says of the allocation a whether it is a draft that can be posted as far as
// its pool is concerned: nothing else of the pool was posted or reversed since.
const postable = `a.status = 'draft'
	and a.turn = 1 + (select count(*) from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.status <> 'draft')
	and a.replaces_id is not distinct from (select b.id from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.status = 'posted'
		and b.from_day = a.from_day and b.to_day = a.to_day order by b.turn desc limit 1)`

func (s costReports) summaries(where, order string, args map[string]any) ([]view.AllocationSummary, error) {
	all := s.args(access.Sight{Everything: true})
	for name, value := range args {
		all[name] = value
	}
	var texts []string
	err := s.tx.Raw(`select `+summaryJSON+`::text from `+summaryTables+` where a.cooperative_id = @cooperative and `+where+` order by `+order, all).Scan(&texts).Error
	if err != nil {
		return nil, fmt.Errorf("list allocations: %w", err)
	}
	list := make([]view.AllocationSummary, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &list[i]); err != nil {
			return nil, fmt.Errorf("list allocations: %w", err)
		}
	}
	return list, nil
}
