-- +goose Up

-- The search of the marketplace runs in the server, which puts the items of each contract on
-- shelves (domain/shopping). What the database did for it goes; it keeps account only of what
-- has changed since.
drop trigger catalogue_item_new on framework_item;
drop trigger catalogue_item_changed on framework_item;
drop function catalogue_item_new(), catalogue_item_changed(), catalogue_take_up(uuid[]);
drop function catalogue_page(tsquery[], bytea, bigint, bigint, text, text[], integer);
drop function catalogue_words(text), catalogue_hits(tsquery, bigint, bigint);
drop view catalogue_source;
drop table market.entry, market.kind, market.word;
drop function search_document(text, text, text[]), search_number(text), search_plain(text), search_spelled(text);
drop text search configuration search_german;
drop extension pg_trgm;

-- How often what there is to call off of a contract has changed: its items or their prices.
create table market.stand (
  cooperative_id uuid not null,
  framework_id   uuid not null,
  version        integer not null,
  constraint stand_pkey primary key (cooperative_id, framework_id),
  constraint stand_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint stand_version_positive check (version >= 1)
) with (fillfactor = 50);
comment on table market.stand is 'The version of what there is to call off of each contract. Kept by triggers; whoever changes it has it locked until all is done.';

create table market.change (
  cooperative_id uuid not null,
  framework_id   uuid not null,
  version        integer not null,
  items          uuid[],
  constraint change_pkey primary key (cooperative_id, framework_id, version),
  constraint change_of_stand foreign key (cooperative_id, framework_id) references market.stand (cooperative_id, framework_id)
);
comment on table market.change is 'Which items the last versions have changed; null: so many that all are to be read again.';

alter table market.stand enable row level security;
alter table market.stand force row level security;
create policy same_cooperative on market.stand using (cooperative_id = (select current_cooperative()));
grant select on market.stand to allmende_app;
alter table market.change enable row level security;
alter table market.change force row level security;
create policy same_cooperative on market.change using (cooperative_id = (select current_cooperative()));
grant select on market.change to allmende_app;

-- Takes down that items of a contract have changed.
-- +goose StatementBegin
create function market_changed(p_cooperative uuid, p_framework uuid, p_items uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare now_version integer;
begin
  insert into market.stand as s (cooperative_id, framework_id, version) values (p_cooperative, p_framework, 1)
    on conflict on constraint stand_pkey do update set version = s.version + 1 returning version into now_version;
  insert into market.change values (p_cooperative, p_framework, now_version, case when cardinality(p_items) <= 5000 then p_items end);
  delete from market.change c where c.cooperative_id = p_cooperative and c.framework_id = p_framework and c.version <= now_version - 50;
end $$;
-- +goose StatementEnd
revoke all on function market_changed(uuid, uuid, uuid[]) from public;

-- +goose StatementBegin
create function market_items_new() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items)
    from (select cooperative_id, framework_id, array_agg(id) as items from new_rows group by 1, 2 order by 2) n;
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function market_items_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(n.id) as items from new_rows n join old_rows o on o.id = n.id
    where (n.name, n.description, n.category, n.cpv, n.price, n.supplier_id, n.article_number, n.line_id, n.retired)
      is distinct from (o.name, o.description, o.category, o.cpv, o.price, o.supplier_id, o.article_number, o.line_id, o.retired)
    group by 1, 2 order by 2) n;
  return null;
end $$;
-- +goose StatementEnd
-- A price counts once its change is approved: then or already when it is written.
-- +goose StatementBegin
create function market_prices_new() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(distinct n.item_id) as items
    from new_rows n join price_change c on c.cooperative_id = n.cooperative_id and c.id = n.change_id and c.status = 'approved'
    group by 1, 2 order by 2) n;
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function market_prices_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(distinct p.item_id) as items
    from new_rows n join old_rows o on o.id = n.id and 'approved' in (o.status, n.status) and o.status <> n.status
      join item_price p on p.cooperative_id = n.cooperative_id and p.change_id = n.id
    group by 1, 2 order by 2) n;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function market_items_new(), market_items_changed(), market_prices_new(), market_prices_decided() from public;
create trigger market_items_new after insert on framework_item referencing new table as new_rows for each statement execute function market_items_new();
create trigger market_items_changed after update on framework_item referencing new table as new_rows old table as old_rows for each statement execute function market_items_changed();
create trigger market_prices_new after insert on item_price referencing new table as new_rows for each statement execute function market_prices_new();
create trigger market_prices_decided after update on price_change referencing new table as new_rows old table as old_rows for each statement execute function market_prices_decided();

-- What the search reads of items of a contract that can be called off, in the order of their
-- keys and behind one: all of them, or certain ones. The price is the original one. It runs as
-- the owner and says itself whose items it reads.
-- +goose StatementBegin
create function market_goods(p_framework uuid, p_items uuid[], p_after uuid, p_limit integer)
  returns table (item_id uuid, name text, description text, category text, manufacturer text, cpv_group text, labels text[], delivery_days integer, price bigint, numbers text[])
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
begin
  if p_items is null then
    return query select i.id, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(l.manufacturer, ''),
        coalesce(left(i.cpv, 3), ''), coalesce(l.labels, '{}'), coalesce(l.delivery_days, -1), (i.price * 1000000)::bigint,
        array_remove(array_remove(array[i.article_number, l.manufacturer_number, l.gtin], null), '')
      from framework_item i left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
      where i.cooperative_id = current_cooperative() and i.framework_id = p_framework and i.id > p_after and i.retired is null order by i.id limit p_limit;
  else
    return query select i.id, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(l.manufacturer, ''),
        coalesce(left(i.cpv, 3), ''), coalesce(l.labels, '{}'), coalesce(l.delivery_days, -1), (i.price * 1000000)::bigint,
        array_remove(array_remove(array[i.article_number, l.manufacturer_number, l.gtin], null), '')
      from unnest(p_items) w (id) join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.framework_id = p_framework
        left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
      where i.id > p_after and i.retired is null order by i.id limit p_limit;
  end if;
end $$;
-- +goose StatementEnd
revoke all on function market_goods(uuid, uuid[], uuid, integer) from public;
grant execute on function market_goods(uuid, uuid[], uuid, integer) to allmende_app;

-- The prices of items whose price has changed or is certain to: that of the day first.
-- +goose StatementBegin
create function market_prices(p_framework uuid, p_items uuid[], p_today date) returns table (item_id uuid, day date, price bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.item_id, d.day, (r.price * 1000000)::bigint
  from (select distinct p.item_id, greatest(p.valid_from, p_today) as day from price_change c
      join item_price p on p.cooperative_id = c.cooperative_id and p.change_id = c.id
      where c.cooperative_id = current_cooperative() and c.framework_id = p_framework and c.status = 'approved' and (p_items is null or p.item_id = any(p_items))) d
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = d.item_id and i.retired is null
    cross join lateral item_price_at(i.cooperative_id, i.id, d.day, i.supplier_id) r
  order by d.day
$$;
-- +goose StatementEnd
revoke all on function market_prices(uuid, uuid[], date) from public;
grant execute on function market_prices(uuid, uuid[], date) to allmende_app;

-- The same as before, in a form that the planner takes into the statements that ask: calling
-- a function for each item took longer than all else that a list of items shows.
-- +goose StatementBegin
create or replace function item_price_at(p_cooperative uuid, p_item uuid, p_day date, p_supplier uuid default null)
  returns table (price numeric, tier_mode text, tier_basis text, tier_from numeric[], tier_price numeric[], valid_from date, ground text, change_id uuid)
  language sql stable as $$
  select case when c.change_id is null then i.price else c.price end, case when c.change_id is null then i.tier_mode else c.tier_mode end,
    case when c.change_id is null then i.tier_basis else c.tier_basis end, case when c.change_id is null then i.tier_from else c.tier_from end,
    case when c.change_id is null then i.tier_price else c.tier_price end, c.valid_from,
    case when c.change_id is not null then c.ground when i.tender_item_id is null then 'catalogue' else 'award' end, c.change_id
  from framework_item i left join lateral (
    select p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, p.valid_from, g.ground, p.change_id
    from item_price p join price_change g on g.cooperative_id = p.cooperative_id and g.id = p.change_id
    where p.cooperative_id = i.cooperative_id and p.item_id = i.id and p.valid_from <= p_day and g.status = 'approved' and (p.supplier_id is null or p.supplier_id = p_supplier)
    order by p.supplier_id nulls last, p.valid_from desc limit 1) c on true
  where i.cooperative_id = p_cooperative and i.id = p_item
$$;
-- +goose StatementEnd

-- What a quantity costs, as before; without steps, which is most often so, that takes a
-- multiplication and no statement.
-- +goose StatementBegin
create or replace function tiered_total(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[], p_before numeric, p_quantity numeric)
  returns numeric language plpgsql immutable parallel safe as $$
declare
  before numeric := case when p_basis = 'contract' then p_before else 0 end;
begin
  if p_mode is null then
    return round(p_price * p_quantity, 2);
  elsif p_mode = 'all-unit' then
    return round(p_quantity * coalesce((select t.price from unnest(p_from, p_prices) as t (from_quantity, price)
      where t.from_quantity <= before + p_quantity order by t.from_quantity desc limit 1), p_price), 2);
  end if;
  return round(p_price * p_quantity + (select sum((greatest(before + p_quantity - t.from_quantity, 0) - greatest(before - t.from_quantity, 0)) * (t.price - t.price_before))
    from (select q as from_quantity, p as price, lag(p, 1, p_price) over (order by n) as price_before from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t), 2);
end $$;
-- +goose StatementEnd

-- A price as before, in a form that the planner takes into statements.
create or replace function price_text(p_price numeric) returns text language sql immutable parallel safe
  return round(p_price, greatest(min_scale(p_price), 2))::text;

-- Items as a buyer sees them: item i of contract f, counted by t, that member e may call off now,
-- as l of a catalogue describes it; c counts and d is what is drawn of it, p its price today, v the
-- price of the quantity, n the next step of the price. It runs as the owner and says itself whose
-- items it reads, since row-level security of nine tables takes longer to plan than the rest to run.
-- Each value has a column, since writing JSON took longer than reading the tables.
drop function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean);
-- +goose StatementBegin
create function catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean)
  returns table (item_id text, framework_id text, framework_number text, framework_title text, name text, description text, category text, cpv text, unit text, supplier text,
    manufacturer text, article_number text, labels text[], delivery_days integer, price text, total text, next_from text, next_price text, remaining_quantity text, maximum_quantity text,
    remaining_value text, maximum_value text, remaining_quota text, quota text, in_force_to text, attributes text, favourite boolean, orderable boolean)
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set datestyle = 'ISO' as $$
begin
  return query
    select i.id::text, f.id::text, f.number, f.title, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(i.cpv, ''), i.unit, s.name::text,
      coalesce(l.manufacturer, ''), coalesce(i.article_number, ''), l.labels, l.delivery_days, price_text(p.price), v.total::text,
      coalesce(trim_scale(n.from_quantity)::text, ''), coalesce(price_text(n.price), ''),
      coalesce(trim_scale(i.maximum_quantity - d.quantity)::text, ''), coalesce(trim_scale(i.maximum_quantity)::text, ''), (f.maximum - t.drawn)::text, f.maximum::text,
      coalesce((e.quota - e.drawn)::text, ''), coalesce(e.quota::text, ''), f.in_force_to::text, case when p_detailed then l.attributes::text end,
      exists (select from market.favourite m where m.cooperative_id = i.cooperative_id and m.person_id = p_person and m.item_id = i.id),
      (i.maximum_quantity is null or p_quantity <= i.maximum_quantity - d.quantity) and v.total <= f.maximum - t.drawn and (e.quota is null or v.total <= e.quota - e.drawn)
    from unnest(p_items) with ordinality as w (id, place)
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.retired is null
    join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
    join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and not t.exhausted and f.halt_status is null and p_today between f.in_force_from and f.in_force_to
    join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = p_member
    left join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id
    join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
    left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
    cross join lateral (select coalesce(c.drawn, 0)::numeric(12,3) as quantity) d
    cross join lateral item_price_at(i.cooperative_id, i.id, p_today, i.supplier_id) p
    cross join lateral (select tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, d.quantity, p_quantity) as total offset 0) v
    left join lateral (select t.from_quantity - case when p.tier_basis = 'contract' then d.quantity else 0 end as from_quantity, t.price
      from unnest(p.tier_from, p.tier_price) as t (from_quantity, price)
      where t.from_quantity > p_quantity + case when p.tier_basis = 'contract' then d.quantity else 0 end order by t.from_quantity limit 1) n on true
    order by w.place;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) from public;
grant execute on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) to allmende_app;

-- Text as people search lists, as before; most texts have no accents to be looked up one by one.
create or replace function search_written_out(p_text text) returns text language sql immutable strict parallel safe
  return replace(replace(replace(replace(case when p_text ~ '[àáâãåçèéêëìíîïñòóôõùúûýÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÙÚÛÝ]'
      then translate(lower(translate(p_text, 'ÄÖÜẞ', 'äöüß')), 'àáâãåçèéêëìíîïñòóôõùúûýÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÙÚÛÝ', 'aaaaaceeeeiiiinoooouuuyaaaaaceeeeiiiinoooouuuy')
      else lower(translate(p_text, 'ÄÖÜẞ', 'äöüß')) end,
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');
