package postgres

// publicDocuments are the versions that are out: with the publication, or with an amendment. Those of a
// direct award are for whom it asks.
const publicDocuments = `(select json_agg(json_build_object('id', d.id, 'kind', d.kind, 'name', d.name, 'mediaType', d.media_type, 'size', d.size, 'sha256', d.sha256,
      'at', coalesce((select a.amended_at from tender_amendment a where a.cooperative_id = d.cooperative_id and a.id = d.amendment_id), t.published_at),
      'replaced', exists (select from tender_document l where l.cooperative_id = d.cooperative_id and l.series_id = d.series_id and l.number > d.number
        and l.dropped_at is null and (l.amendment_id is not null or l.added_at <= t.published_at)))
    order by array_position(array['specification', 'conditions', 'form', 'other'], d.kind), d.series_id, d.number desc)
  from tender_document d where d.cooperative_id = t.cooperative_id and d.tender_id = t.id and d.dropped_at is null
    and (d.amendment_id is not null or d.added_at <= t.published_at) and t.procedure <> 'direct-award')`

// publicNotices are those that were issued.
const publicNotices = `(select json_agg(json_build_object('id', n.id, 'kind', n.kind, 'name', n.notice_id || '-' || lpad(n.notice_version::text, 2, '0'), 'hash', n.hash, 'at', n.issued_at)
    order by n.issued_at, n.id) from public.publication n where n.cooperative_id = t.cooperative_id and n.tender_id = t.id)`

// What is public of a tender: nothing before its publication, the winners once it is awarded, and
// the contracts that came of it. Estimates, bidders and people stay inside.
const publicTendersSQL = `
select t.id, null::uuid as framework_of, json_build_object(
  'kind', 'tender', 'object', t.id, 'publishedAt', t.published_at,
  'cooperative', json_build_object('id', c.id, 'name', c.name),
  'tender', json_build_object(
    'number', t.number, 'title', t.title, 'procedure', t.procedure, 'deadline', t.deadline,
    'requestsUntil', t.requests_until, 'least', t.least_invited, 'suitability', t.suitability,
    'status', case when t.status = 'cancelled' then 'cancelled' when t.status <> 'awarded' then 'active'
      when exists (select from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision and l.winner_supplier_id is not null) then 'complete' else 'unsuccessful' end,
    'scored', exists (select from tender_criterion k where k.cooperative_id = t.cooperative_id and k.tender_id = t.id and k.revision = t.revision),
    'maximumValue', (select sum(l.maximum_value)::text from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision),
    'termMonths', t.term_months, 'optionMonths', coalesce(t.option_months, '[]'), 'termJustification', t.term_justification, 'noLotsReason', t.no_lots_reason,
    'entitledHash', coalesce(t.entitled_hash, ''),
    'tenderers', case when t.status = 'awarded' then (select count(distinct b.supplier_id) from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
      and b.status not in ('superseded', 'needs-reconfirmation', 'withdrawn', 'late')) else 0 end,
    'lots', (select json_agg(json_build_object('id', l.id, 'position', l.position, 'title', l.title, 'maximumValue', l.maximum_value::text,
        'status', case when t.status = 'cancelled' then 'cancelled' when t.status <> 'awarded' then 'active' when l.winner_supplier_id is null then 'unsuccessful' else 'complete' end) order by l.position)
      from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision),
    'items', (select json_agg(json_build_object('id', i.id, 'lot', i.lot_id, 'name', i.name, 'category', i.category, 'cpv', coalesce(i.cpv, ''), 'unit', i.unit,
        'quantity', trim_scale(i.firm)::text, 'maximumQuantity', trim_scale(i.maximum_quantity)::text) order by l.position, i.position)
      from tender_item i join tender_lot l on l.cooperative_id = i.cooperative_id and l.id = i.lot_id where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision),
    'amendments', coalesce((select json_agg(json_build_object('id', x.id, 'at', x.moved_at, 'kind', 'deadline', 'reason', x.reason, 'change',
        to_char(x.moved_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by x.moved_at, x.id)
      from tender_extension x where x.cooperative_id = t.cooperative_id and x.tender_id = t.id), '[]'),
    'documents', ` + publicDocuments + `, 'notices', ` + publicNotices + `),
  'buyers', coalesce((select json_agg(json_build_object('id', public_key(e.key), 'name', e.name) order by e.name, e.key)
    from tender_entitled e where e.cooperative_id = t.cooperative_id and e.tender_id = t.id), '[]'),
  'awards', case when t.status <> 'awarded' then '[]' else coalesce((select json_agg(json_build_object('id', l.id, 'lot', l.id, 'title', l.title, 'at', t.awarded_at,
      'status', case when l.winner_supplier_id is null then 'unsuccessful' else 'active' end,
      'suppliers', coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name) order by w.rank) from (
          select l.winner_supplier_id as supplier_id, 0 as rank where l.winner_supplier_id is not null
          union select j.supplier_id, j.rank from framework g join framework_supplier j on j.cooperative_id = g.cooperative_id and j.framework_id = g.id
            where g.cooperative_id = l.cooperative_id and g.lot_id = l.id and j.supplier_id <> l.winner_supplier_id) w
        join supplier s on s.cooperative_id = l.cooperative_id and s.id = w.supplier_id), '[]')) order by l.position)
    from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision), '[]') end,
  'contracts', coalesce((select json_agg(json_build_object('id', f.id, 'award', f.lot_id, 'number', f.number, 'title', f.title,
      'status', case when f.halt_status = 'terminated' then 'terminated' else 'active' end, 'from', f.in_force_from, 'to', f.in_force_to, 'maximum', f.maximum::text, 'signedAt', f.created_at,
      'amendments', coalesce((select json_agg(json_build_object('id', m.id, 'at', m.decided_at, 'kind', m.ground, 'reason', m.reason, 'change', m.raise::text) order by m.decided_at, m.id)
        from framework_modification m where m.cooperative_id = f.cooperative_id and m.framework_id = f.id and m.status = 'approved'), '[]')) order by f.number)
    from framework f where f.cooperative_id = t.cooperative_id and f.tender_id = t.id), '[]')) as facts
from tender t join cooperative c on c.id = t.cooperative_id
where t.cooperative_id = $1 and t.id = any($2::uuid[]) and t.published_at is not null and t.procedure <> 'mini-competition'
	and (t.procedure <> 'direct-award' or t.status = 'awarded')`

// What is public of an order: who ordered what of whom, for how much, out of which contract. One
// that was decided by a mini-competition says so.
const publicCallOffsSQL = `
select o.id, f.tender_id as framework_of, json_build_object(
  'kind', 'call-off', 'object', o.id, 'publishedAt', o.placed_at,
  'cooperative', json_build_object('id', c.id, 'name', c.name),
  'tender', json_build_object('number', o.number, 'title', f.title, 'procedure', case when m.id is null then 'call-off' else 'mini-competition' end,
    'status', case when o.status = 'placed' then 'complete' else 'cancelled' end, 'lots', json_build_array(), 'amendments', json_build_array(),
    'items', (select json_agg(json_build_object('id', l.n::text, 'name', l.name, 'category', coalesce(i.category, ''), 'cpv', coalesce(i.cpv, ''), 'unit', l.unit,
        'quantity', trim_scale(l.quantity)::text) order by l.n)
      from unnest(o.items, o.names, o.units, o.quantities) with ordinality l (item, name, unit, quantity, n)
        left join framework_item i on i.cooperative_id = o.cooperative_id and i.id = l.item)),
  'buyers', (select json_agg(json_build_object('id', public_key(coalesce(b.official_key, b.id::text)), 'name', b.name) order by b.name, b.id)
    from member b where b.cooperative_id = o.cooperative_id and b.id = any(coalesce(o.share_members, array[o.member_id]))),
  'awards', json_build_array(json_build_object('id', o.id, 'title', o.number, 'status', 'active', 'at', o.placed_at, 'suppliers', json_build_array(json_build_object('id', s.id, 'name', s.name)))),
  'contracts', json_build_array(json_build_object('id', o.id, 'award', o.id, 'number', o.number, 'title', f.title, 'signedAt', o.placed_at,
    'status', case when o.status = 'placed' then 'active' else 'cancelled' end, 'amendments', json_build_array(),
    'value', case when o.status = 'placed' then call_off_remaining(o.total, o.returned_total, o.given_back) else 0.00 end::text)),
  'framework', json_build_object('ocid', f.tender_id, 'contract', f.id, 'number', f.number, 'title', f.title)) as facts
from call_off o join cooperative c on c.id = o.cooperative_id
  join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
  join supplier s on s.cooperative_id = o.cooperative_id and s.id = o.supplier_id
  left join mini_competition m on m.cooperative_id = o.cooperative_id and m.call_off_id = o.id
where o.cooperative_id = $1 and o.id = any($2::uuid[]) and o.placed_at is not null`
