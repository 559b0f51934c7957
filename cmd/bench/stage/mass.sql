-- Past call-offs number stage.first to stage.last in great number, as history.sql writes
-- them, but without the events and hashes that guard them: what is measured on these is how
-- a list is read, and nothing is verified.

set local session_replication_role = replica;

create or replace function pg_temp.size(p_name text) returns integer language sql as $$ select current_setting('stage.' || p_name)::integer $$;
create or replace function pg_temp.made(p_kind text, p_n bigint) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(p_kind || ' ' || p_n) placing '7' from 13) placing '8' from 17)::uuid $$;

create temp table contract on commit drop as
  select k, f.id, f.number, f.supplier_id, array_agg(i.id order by i.position) as items, array_agg(i.name order by i.position) as names, array_agg(i.unit order by i.position) as units,
    array_agg(1::numeric) as quantities, array_agg(i.price order by i.position) as prices, array_agg(round(i.price, 2) order by i.position) as totals, sum(round(i.price, 2)) as total
  from generate_series(1, pg_temp.size('frameworks')) k
  join framework f on f.cooperative_id = current_cooperative() and f.id = pg_temp.made('framework', k)
  join framework_item i on i.cooperative_id = current_cooperative() and i.framework_id = f.id and i.position <= 3
  group by k, f.id, f.number, f.supplier_id;

insert into call_off (cooperative_id, id, event_id, number, framework_id, supplier_id, member_id, status, total, approval_limit, budget_code, note, created_at, created_by, placed_at,
    items, names, units, quantities, prices, totals)
  select current_cooperative(), (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid, current_event(),
    f.number || '/M' || lpad(n::text, 8, '0'), f.id, f.supplier_id, pg_temp.made('member', 1 + n % pg_temp.size('members')), 'placed',
    f.total, 1000000, '4711', '', at, pg_temp.made('person', 1), at, f.items, f.names, f.units, f.quantities, f.prices, f.totals
  from (select n, now() - interval '1500 days' + n * interval '9 seconds' as at, md5(n::text) as h from generate_series(pg_temp.size('first'), pg_temp.size('last')) n) t
  join contract f on f.k = 1 + n % pg_temp.size('frameworks');
