-- Past call-offs number stage.first to stage.last, five minutes apart, three lines each.

create or replace function pg_temp.size(p_name text) returns integer language sql as $$ select current_setting('stage.' || p_name)::integer $$;
create or replace function pg_temp.made(p_kind text, p_n bigint) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(p_kind || ' ' || p_n) placing '7' from 13) placing '8' from 17)::uuid $$;

create temp table past on commit drop as
  select n, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || substr(pg_temp.made('call-off', n)::text, 15, 4) || substr(pg_temp.made('call-off', n)::text, 20, 4)
      || right(pg_temp.made('call-off', n)::text, 12))::uuid as id,
    1 + n % pg_temp.size('frameworks') as framework, 1 + n % pg_temp.size('members') as member
  from (select n, now() - interval '400 days' + n * interval '5 minutes' as at from generate_series(pg_temp.size('first'), pg_temp.size('last')) n) t;

create temp table past_line on commit drop as
  select p.id as call_off, i.id as item, l as position, i.name, i.unit, 1 + (p.n + l) % 50 as quantity, i.price, round((1 + (p.n + l) % 50) * i.price, 2) as total
  from past p cross join generate_series(1, 3) l
  join framework_item i on i.cooperative_id = current_cooperative() and i.id = pg_temp.made('item ' || p.framework, 1 + (p.n + l) % pg_temp.size('items'));

insert into call_off (cooperative_id, id, number, framework_id, supplier_id, member_id, status, total, approval_limit, budget_code, note, created_at, created_by, placed_at,
    items, names, units, quantities, prices, totals)
  select current_cooperative(), p.id, f.number || '/' || lpad((1 + (p.n - 1) / pg_temp.size('frameworks'))::text, 6, '0'), f.id, f.supplier_id, pg_temp.made('member', p.member), 'placed',
    l.total, 1000000, '4711', '', p.at, pg_temp.made('person', 1), p.at, l.items, l.names, l.units, l.quantities, l.prices, l.totals
  from past p join framework f on f.cooperative_id = current_cooperative() and f.id = pg_temp.made('framework', p.framework)
  join (select call_off, sum(total) as total, array_agg(item order by position) as items, array_agg(name order by position) as names, array_agg(unit order by position) as units,
      array_agg(quantity::numeric order by position) as quantities, array_agg(price order by position) as prices, array_agg(total order by position) as totals
    from past_line group by 1) l on l.call_off = p.id;
