-- +goose Up

-- What was as its last event left it before this migration is carried along below, and
-- nothing else: whatever somebody altered before stays a finding.
create temporary table as_left on commit drop as
with touched as (
  select unnest(array['framework', 'framework_item', 'framework_member', 'call_off', 'call_off_line']) as relation
), present as (
  select t.relation, p.cooperative_id, p.row_id, p.hash from touched t cross join lateral audit_present(t.relation, null, null) p
), last as (
  select distinct on (a.relation, a.cooperative_id, a.row_id) a.relation, a.cooperative_id, a.row_id, a.hash, a.event_id from audit_row a
  where a.relation in (select t.relation from touched t) and a.cooperative_id is not null order by a.relation, a.cooperative_id, a.row_id, a.seq desc
)
select coalesce(p.relation, l.relation) as relation, coalesce(p.cooperative_id, l.cooperative_id) as cooperative_id, coalesce(p.row_id, l.row_id) as id,
  c.call_off_id, l.event_id, l.hash, p.row_id is null as gone, p.hash is not distinct from l.hash as intact
from present p full join last l on l.relation = p.relation and l.cooperative_id = p.cooperative_id and l.row_id = p.row_id
left join call_off_line c on p.relation = 'call_off_line' and c.cooperative_id = p.cooperative_id and c.id = p.row_id;

drop function framework_for_call_off(uuid, uuid, uuid[]);
drop function call_off_for_decision(uuid);
select unguard_table('call_off');
select unguard_table('call_off_line');

-- A call-off is one row: its lines are arrays, as an entry's are in the ledger.
alter table call_off
  add event_id      uuid,
  add items         uuid[],
  add names         text[],
  add units         text[],
  add quantities    numeric(12,3)[],
  add prices        numeric(15,6)[],
  add totals        numeric(15,2)[],
  add derivations   text[],
  add budget_codes  text[] not null default '{}',
  add budget_shares numeric(15,2)[] not null default '{}';
update call_off c set items = l.items, names = l.names, units = l.units, quantities = l.quantities, prices = l.prices, totals = l.totals,
    event_id = coalesce((select a.event_id from as_left a where a.relation = 'call_off' and a.cooperative_id = c.cooperative_id and a.id = c.id), gen_random_uuid())
  from (select o.cooperative_id, o.id, coalesce(array_agg(l.item_id order by l.position), '{}') as items, coalesce(array_agg(l.name order by l.position), '{}') as names,
      coalesce(array_agg(l.unit order by l.position), '{}') as units, coalesce(array_agg(l.quantity order by l.position), '{}') as quantities,
      coalesce(array_agg(l.price order by l.position), '{}') as prices, coalesce(array_agg(l.total order by l.position), '{}') as totals
    from call_off o left join call_off_line l on l.cooperative_id = o.cooperative_id and l.call_off_id = o.id group by 1, 2) l
  where l.cooperative_id = c.cooperative_id and l.id = c.id;
drop table call_off_line;
alter table call_off
  alter event_id set not null, alter event_id set default current_event(),
  alter items set not null, alter names set not null, alter units set not null, alter quantities set not null, alter prices set not null, alter totals set not null,
  add constraint call_off_budget_divided check (cardinality(budget_codes) = cardinality(budget_shares) and cardinality(budget_codes) <> 1);
comment on table call_off is 'Orders out of framework contracts (G-CAL) with their lines as arrays, copied from the price list. Submitted ones have drawn already; suppliers see those that were placed. Ids are UUIDv7 and so in the order of time.';
comment on column call_off.derivations is 'Of lines with tiers, how the total came about: 10 × 100.00 + 5 × 95.00; null where no line has any';
comment on column call_off.event_id is 'The event that left the row as it is; many call-offs may be written by one transaction, each with its own';
comment on column call_off.budget_codes is 'What the total is divided among, exactly, where that is more than budget_code';

-- The lines of call-offs as rows.
create view call_off_line with (security_invoker = true) as
  select c.cooperative_id, c.id as call_off_id, l.position::integer as position, l.item_id, l.name, l.unit, l.quantity, l.price, l.total, l.derivation
  from call_off c cross join lateral unnest(c.items, c.names, c.units, c.quantities, c.prices, c.totals, c.derivations)
    with ordinality as l (item_id, name, unit, quantity, price, total, derivation, position);
grant select on call_off_line to allmende_app;

-- What is drawn is a sum over call-offs, which are under guard. It is kept beside the
-- contracts by triggers alone: nobody else may write it, and the log needs no hash of what
-- verification adds up again (framework_totals_wrong).
create table framework_drawn (
  cooperative_id uuid not null,
  framework_id   uuid not null,
  maximum        numeric(15,2) not null,
  drawn          numeric(15,2) not null default 0,
  call_offs      integer not null default 0,
  exhausted      boolean not null default false,
  constraint framework_drawn_pk primary key (cooperative_id, framework_id),
  constraint framework_drawn_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_drawn_not_negative check (drawn >= 0 and drawn <> 'NaN'),
  constraint framework_maximum_not_exceeded check (drawn <= maximum),
  constraint framework_exhausted_at_maximum check (drawn < maximum or exhausted),
  constraint framework_call_offs_count_up check (call_offs >= 0)
) with (fillfactor = 50);
comment on table framework_drawn is 'What is drawn of each contract''s maximum, kept by triggers. Whoever draws, or changes what may be drawn, locks this row first';
create table ceiling (
  cooperative_id uuid not null,
  framework_id   uuid not null,
  kind           text not null,
  id             uuid not null,
  maximum        numeric(15,3),
  drawn          numeric(15,3) not null default 0,
  constraint ceiling_pk primary key (cooperative_id, framework_id, kind, id),
  constraint ceiling_kind_known check (kind in ('item', 'member')),
  constraint ceiling_drawn_not_negative check (drawn >= 0 and drawn <> 'NaN'),
  constraint ceiling_not_exceeded check (drawn <= maximum)
) with (fillfactor = 50);
comment on table ceiling is 'What is drawn of each item, in its unit, and by each member, in euros, with its maximum or none; kept by triggers';
-- +goose StatementBegin
do $$
declare counter text;
begin
  foreach counter in array array['framework_drawn', 'ceiling'] loop
    execute format('alter table %I enable row level security', counter);
    execute format('alter table %I force row level security', counter);
    execute format('create policy same_cooperative on %I using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()))', counter);
    execute format('grant select on %I to allmende_app', counter);
    execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', counter);
    execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', counter);
  end loop;
end $$;
-- +goose StatementEnd
-- Whoever draws from contracts, or changes what may be drawn, comes through here first, and
-- learns which are locked: all that there are, or only those that nobody else held. The
-- application may not change counters, so it may not lock them by itself.
-- +goose StatementBegin
create function framework_lock(p_frameworks uuid[], p_free_only boolean default false) returns uuid[] language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  if p_free_only then
    return array(select d.framework_id from framework_drawn d
      where d.cooperative_id = current_cooperative() and d.framework_id = any(p_frameworks) order by d.framework_id for no key update skip locked);
  end if;
  return array(select d.framework_id from framework_drawn d
    where d.cooperative_id = current_cooperative() and d.framework_id = any(p_frameworks) order by d.framework_id for no key update);
end $$;
-- +goose StatementEnd
revoke all on function framework_lock(uuid[], boolean) from public;
grant execute on function framework_lock(uuid[], boolean) to allmende_app;

insert into framework_drawn (cooperative_id, framework_id, maximum, drawn, call_offs, exhausted)
  select cooperative_id, id, maximum, drawn, call_offs, status = 'exhausted' from framework;
insert into ceiling (cooperative_id, framework_id, kind, id, maximum, drawn)
  select cooperative_id, framework_id, 'item', id, maximum_quantity, drawn_quantity from framework_item
  union all
  select cooperative_id, framework_id, 'member', member_id, quota, drawn from framework_member;

alter table framework drop column drawn, drop column call_offs, drop column status;
alter table framework_item drop column drawn_quantity;
alter table framework_member drop column drawn;

-- Contracts, items and members with what is drawn.
create view framework_standing with (security_invoker = true) as
  select f.*, d.drawn, d.call_offs, case when d.exhausted then 'exhausted' else 'active' end as status
  from framework f join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id;
create view framework_item_standing with (security_invoker = true) as
  select i.*, c.drawn::numeric(12,3) as drawn_quantity
  from framework_item i join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id;
create view framework_member_standing with (security_invoker = true) as
  select e.*, c.drawn::numeric(15,2) as drawn
  from framework_member e join ceiling c on c.cooperative_id = e.cooperative_id and c.framework_id = e.framework_id and c.kind = 'member' and c.id = e.member_id;
grant select on framework_standing, framework_item_standing, framework_member_standing to allmende_app;

-- Exhausted is a contract without value left, or without any item left.
-- +goose StatementBegin
create function framework_settle(p_cooperatives uuid[], p_frameworks uuid[]) returns void language sql as $$
  update framework_drawn d set exhausted = d.drawn >= d.maximum or not exists (select from ceiling c
    where c.cooperative_id = d.cooperative_id and c.framework_id = d.framework_id and c.kind = 'item' and (c.maximum is null or c.drawn < c.maximum))
  where d.cooperative_id = any(p_cooperatives) and d.framework_id = any(p_frameworks)
$$;
-- +goose StatementEnd

-- Maxima follow the contract, its items and its members, behind the lock of the counters.
-- +goose StatementBegin
create function framework_count() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  cooperatives uuid[];
  frameworks uuid[];
begin
  execute format('select array_agg(distinct n.cooperative_id), array_agg(distinct n.%I) from new_rows n', tg_argv[0]) into cooperatives, frameworks;
  perform from framework_drawn d where d.cooperative_id = any(cooperatives) and d.framework_id = any(frameworks) order by d.framework_id for no key update;
  case tg_table_name
  when 'framework' then
    insert into framework_drawn as d (cooperative_id, framework_id, maximum) select n.cooperative_id, n.id, n.maximum from new_rows n
      on conflict on constraint framework_drawn_pk do update set maximum = excluded.maximum, exhausted = d.exhausted or d.drawn >= excluded.maximum
      where d.maximum <> excluded.maximum;
  when 'framework_item' then
    insert into ceiling as c (cooperative_id, framework_id, kind, id, maximum) select n.cooperative_id, n.framework_id, 'item', n.id, n.maximum_quantity from new_rows n
      on conflict on constraint ceiling_pk do update set maximum = excluded.maximum where c.maximum is distinct from excluded.maximum;
  when 'framework_member' then
    insert into ceiling as c (cooperative_id, framework_id, kind, id, maximum) select n.cooperative_id, n.framework_id, 'member', n.member_id, n.quota from new_rows n
      on conflict on constraint ceiling_pk do update set maximum = excluded.maximum where c.maximum is distinct from excluded.maximum;
  end case;
  if tg_table_name = 'framework_item' or tg_table_name = 'framework' and tg_op = 'UPDATE' then
    perform framework_settle(cooperatives, frameworks);
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function framework_count(), framework_settle(uuid[], uuid[]) from public;
-- +goose StatementBegin
do $$
declare counted record;
begin
  for counted in select * from (values ('framework', 'id'), ('framework_item', 'framework_id'), ('framework_member', 'framework_id')) as t (relation, contract) loop
    execute format('create trigger count_insert after insert on %I referencing new table as new_rows for each statement execute function framework_count(%L)', counted.relation, counted.contract);
    execute format('create trigger count_update after update on %I referencing new table as new_rows for each statement execute function framework_count(%L)', counted.relation, counted.contract);
  end loop;
end $$;
-- +goose StatementEnd

-- Whether a line with tiers is what its derivation adds up to, rounded once.
-- +goose StatementBegin
create function derivation_holds(p_derivation text, p_quantity numeric, p_price numeric, p_total numeric) returns boolean language sql immutable parallel safe as $$
  select sum(t.quantity) = p_quantity and round(sum(t.quantity * t.price), 2) = p_total and round(sum(t.quantity * t.price) / p_quantity, 6) = p_price
  from (select split_part(u, ' × ', 1)::numeric as quantity, split_part(u, ' × ', 2)::numeric as price from unnest(string_to_array(p_derivation, ' + ')) u) t
$$;
-- +goose StatementEnd

-- Says what is wrong with a call-off's lines, or null.
-- +goose StatementBegin
create function call_off_fault(p call_off) returns text language sql stable set search_path = public, pg_temp as $$
  select case
    when cardinality(p.items) = 0 or cardinality(p.items) > 100 then 'call_off_has_lines'
    when cardinality(p.names) <> l.lines or cardinality(p.units) <> l.lines or cardinality(p.quantities) <> l.lines
      or cardinality(p.prices) <> l.lines or cardinality(p.totals) <> l.lines or l.empty then 'call_off_lines_complete'
    when l.items <> l.lines then 'call_off_line_item_once'
    when l.known <> l.lines then 'call_off_line_of_item'
    when not l.positive then 'call_off_line_quantity_positive'
    when not l.rounded then 'call_off_line_rounded_once'
    when l.total <> p.total then 'call_off_is_sum_of_lines'
    when cardinality(p.budget_shares) > 0 and (select sum(s) from unnest(p.budget_shares) s) <> p.total then 'call_off_budget_divided'
  end
  from (select count(*) as lines, count(distinct u.item_id) as items, count(i.id) as known, bool_and(u.quantity > 0 and u.quantity <= 999999999.999) as positive,
      bool_and(u.price between 0 and 999999999.999999 and case when u.derivation is null then u.total = round(u.quantity * u.price, 2)
        else derivation_holds(u.derivation, u.quantity, u.price, u.total) end) as rounded, sum(u.total) as total,
      bool_or(u.item_id is null or u.name is null or u.unit is null or u.quantity is null or u.price is null or u.total is null) as empty
    from unnest(p.items, p.names, p.units, p.quantities, p.prices, p.totals, p.derivations) as u (item_id, name, unit, quantity, price, total, derivation)
    left join framework_item i on i.cooperative_id = p.cooperative_id and i.framework_id = p.framework_id and i.id = u.item_id) l
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create function call_off_refuse(p call_off) returns void language plpgsql as $$
declare fault text := coalesce(call_off_fault(p), 'call_off_lines_complete');
begin
  raise exception 'call-off % (%): %', p.number, p.id, fault using errcode = 'check_violation', constraint = fault;
end $$;
-- +goose StatementEnd

-- Draws what new call-offs take, records their hashes each under its own event, and refuses
-- what does not add up. Rows are looked up by their keys whatever the planner believes.
-- +goose StatementBegin
create function call_off_added() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  cooperative uuid := current_cooperative();
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral (select count(*) as lines, count(distinct u.item_id) as items, bool_and(u.quantity > 0 and u.price >= 0 and case when u.derivation is null then u.total = round(u.quantity * u.price, 2)
        else derivation_holds(u.derivation, u.quantity, u.price, u.total) end and i.id is not null and u.name is not null and u.unit is not null) as good, sum(u.total) as total
      from unnest(n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations) as u (item_id, name, unit, quantity, price, total, derivation)
      left join framework_item i on i.cooperative_id = cooperative and i.id = u.item_id and i.framework_id = n.framework_id) l
    where l.good is not true or l.lines <> cardinality(n.items) or l.items <> l.lines or l.lines > 100 or l.total <> n.total
      or cardinality(n.budget_shares) > 0 and (select sum(s) from unnest(n.budget_shares) s) <> n.total limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  update ceiling c set drawn = c.drawn + d.amount from (
      select n.framework_id, 'member' as kind, n.member_id as id, sum(n.total) as amount from new_rows n where n.status not in ('rejected', 'cancelled') group by 1, 3
      union all
      select n.framework_id, 'item', l.item_id, sum(l.quantity) from new_rows n cross join lateral unnest(n.items, n.quantities) as l (item_id, quantity)
        where n.status not in ('rejected', 'cancelled') group by 1, 3
    ) d
    where c.cooperative_id = cooperative and c.framework_id = d.framework_id and c.kind = d.kind and c.id = d.id;
  update framework_drawn f set drawn = f.drawn + d.amount, call_offs = f.call_offs + d.call_offs,
      exhausted = f.drawn + d.amount >= f.maximum or not exists (select from ceiling c
        where c.cooperative_id = f.cooperative_id and c.framework_id = f.framework_id and c.kind = 'item' and (c.maximum is null or c.drawn < c.maximum))
    from (select n.framework_id, count(*) as call_offs, sum(n.total) filter (where n.status not in ('rejected', 'cancelled')) as amount from new_rows n group by 1) d
    where f.cooperative_id = cooperative and f.framework_id = d.framework_id;
  return null;
end $$;
-- +goose StatementEnd

-- The same for changes: what a call-off draws now less what it drew before.
-- +goose StatementBegin
create function call_off_changed() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  cooperative uuid := current_cooperative();
  changed uuid[];
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral (select count(*) as lines, count(distinct u.item_id) as items, bool_and(u.quantity > 0 and u.price >= 0 and case when u.derivation is null then u.total = round(u.quantity * u.price, 2)
        else derivation_holds(u.derivation, u.quantity, u.price, u.total) end and i.id is not null and u.name is not null and u.unit is not null) as good, sum(u.total) as total
      from unnest(n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations) as u (item_id, name, unit, quantity, price, total, derivation)
      left join framework_item i on i.cooperative_id = cooperative and i.id = u.item_id and i.framework_id = n.framework_id) l
    where l.good is not true or l.lines <> cardinality(n.items) or l.items <> l.lines or l.lines > 100 or l.total <> n.total
      or cardinality(n.budget_shares) > 0 and (select sum(s) from unnest(n.budget_shares) s) <> n.total limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  with difference as (
    select 1 as sign, n.framework_id, n.member_id, n.total, n.items, n.quantities from new_rows n where n.status not in ('rejected', 'cancelled')
    union all
    select -1, o.framework_id, o.member_id, o.total, o.items, o.quantities from old_rows o where o.status not in ('rejected', 'cancelled')
  ), part as (
    select d.framework_id, 'member' as kind, d.member_id as id, d.sign * d.total as amount from difference d
    union all
    select d.framework_id, 'item', l.item_id, d.sign * l.quantity from difference d cross join lateral unnest(d.items, d.quantities) as l (item_id, quantity)
  ), drawn as (
    update ceiling c set drawn = c.drawn + p.amount
    from (select framework_id, kind, id, sum(amount) as amount from part group by 1, 2, 3 having sum(amount) <> 0) p
    where c.cooperative_id = cooperative and c.framework_id = p.framework_id and c.kind = p.kind and c.id = p.id
    returning c.framework_id
  ), value as (
    update framework_drawn f set drawn = f.drawn + d.amount, exhausted = f.drawn + d.amount >= f.maximum
    from (select framework_id, sum(sign * total) as amount from difference group by 1) d
    where f.cooperative_id = cooperative and f.framework_id = d.framework_id and d.amount <> 0
    returning f.framework_id
  )
  select array_agg(framework_id) into changed from (select framework_id from drawn union select framework_id from value) t;
  if changed is not null then
    perform framework_settle(array[cooperative], changed);
  end if;
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function call_off_renew_event() returns trigger language plpgsql as $$
begin
  if new.event_id = old.event_id then
    new.event_id := current_event();
  end if;
  if new.event_id is null or new.event_id = old.event_id then
    raise exception 'a change of % without an event', tg_table_name using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  return new;
end $$;
-- +goose StatementEnd
revoke all on function call_off_added(), call_off_changed() from public;

create policy same_cooperative on call_off using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()));
create trigger event_renewed before update on call_off for each row execute function call_off_renew_event();
create trigger audit_insert after insert on call_off referencing new table as new_rows for each statement execute function call_off_added();
create trigger audit_update after update on call_off referencing old table as old_rows new table as new_rows for each statement execute function call_off_changed();
create trigger refuse_delete before delete on call_off for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on call_off for each statement execute function refuse_change();
insert into guarded_table values ('call_off');

-- Tables of a cooperative that no event stands for: they hold nothing but what follows from
-- others, or what is work and no business. A migration that adds one writes this anew.
-- +goose StatementBegin
create function audit_unrecorded() returns setof text language sql immutable as
  $$ select unnest(array['event', 'audit_row', 'number_counter', 'kept_answer', 'session', 'framework_drawn', 'ceiling']) $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function audit_relations() returns table (relation text, parent text) language sql stable set search_path = public, pg_temp as $$
  with known as (
    select split_part(r.relation, '/', 1) as relation, nullif(split_part(r.relation, '/', 2), '') as parent
    from (select distinct a.relation from audit_row a
      where a.cooperative_id is not null and a.relation not in ('allocation_share', 'ledger_entry', 'ledger_line', 'call_off_line')) r
  ), marked as (
    select * from known
    union all
    select g.relation, g.parent from guarded_table g where not exists (select from known k where k.relation = g.relation)
  )
  select * from marked
  union all
  select c.relname, null from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cooperative_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in (select audit_unrecorded())
    and not exists (select from marked m where m.relation = c.relname)
$$;
-- +goose StatementEnd

-- What there is already, under an event of its own.
-- +goose StatementBegin
do $$
begin
  if not exists (select from as_left) then
    return;
  end if;
  perform set_config('app.event_id', gen_random_uuid()::text, true);
  perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '',
    '{"tables": "call_off, call_off_line, framework, framework_item, framework_member"}');
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select p.cooperative_id, current_event(), t.relation, p.row_id, p.hash
    from unnest(array['framework', 'framework_item', 'framework_member', 'call_off']) as t (relation)
    cross join lateral audit_present(t.relation, null, null) p
    join as_left l on l.relation = t.relation and l.cooperative_id = p.cooperative_id and l.id = p.row_id and l.intact
    where t.relation <> 'call_off'
      or not exists (select from as_left b where b.relation = 'call_off_line' and b.cooperative_id = p.cooperative_id and b.call_off_id = p.row_id and not b.intact);
  -- A line that was gone stays missing: as a call-off that is not there.
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select l.cooperative_id, current_event(), 'call_off', l.id, l.hash from as_left l where l.relation = 'call_off_line' and l.gone;
end $$;
-- +goose StatementEnd

-- Every stored total of the cooperative that is not the sum of its parts, and every maximum
-- that is not its contract's. Empty, always: otherwise something went round the application.
-- +goose StatementBegin
create or replace function framework_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with standing as (
    select c.* from call_off c where c.cooperative_id = current_cooperative() and c.status not in ('rejected', 'cancelled')
  ), counted as (
    select framework_id, 'item' as kind, l.item_id as id, sum(l.quantity) as drawn
      from standing s cross join lateral unnest(s.items, s.quantities) as l (item_id, quantity) group by 1, 3
    union all
    select framework_id, 'member', member_id, sum(total) from standing group by 1, 3
  ), bounded as (
    select framework_id, 'item' as kind, id, maximum_quantity as maximum from framework_item where cooperative_id = current_cooperative()
    union all
    select framework_id, 'member', member_id, quota from framework_member where cooperative_id = current_cooperative()
  ), wrong as (
    select 'framework_drawn' as relation, f.id, format('kept %s of %s, counted %s of %s', d.drawn, d.maximum, coalesce(s.total, 0), f.maximum) as detail
    from framework f left join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id
    left join (select framework_id, sum(total) as total from standing group by 1) s on s.framework_id = f.id
    where f.cooperative_id = current_cooperative() and (d.drawn is distinct from coalesce(s.total, 0) or d.maximum is distinct from f.maximum)
    union all
    select 'ceiling', coalesce(b.id, c.id), format('%s kept %s of %s, counted %s of %s', coalesce(b.kind, c.kind), c.drawn, c.maximum, coalesce(n.drawn, 0), b.maximum)
    from bounded b full join (select * from ceiling where cooperative_id = current_cooperative()) c on c.framework_id = b.framework_id and c.kind = b.kind and c.id = b.id
    left join counted n on n.framework_id = coalesce(b.framework_id, c.framework_id) and n.kind = coalesce(b.kind, c.kind) and n.id = coalesce(b.id, c.id)
    where c.drawn is distinct from coalesce(n.drawn, 0) or c.maximum is distinct from b.maximum or b.id is null
    union all
    select 'call_off', c.id, f.fault from call_off c cross join lateral call_off_fault(c) as f (fault)
    where c.cooperative_id = current_cooperative() and f.fault is not null
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2
$$;
-- +goose StatementEnd

-- Events of a transaction that answers many requests: each names its own id.
-- +goose StatementBegin
create function audit_append_many(p_events jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with given as (
    select e.* from jsonb_to_recordset(p_events) as e (id uuid, at timestamptz, person_id uuid, action text, object_type text, object_id text, object_name text,
      member_id uuid, supplier_id uuid, details jsonb)
  ), added as (
    insert into event (id, cooperative_id, at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, refused, fault_code, details)
      select id, current_cooperative(), at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, false, '', details from given
  )
  insert into audit_pending select id from given;
end $$;
-- +goose StatementEnd
revoke all on function audit_append_many(jsonb) from public;
grant execute on function audit_append_many(jsonb) to allmende_app;

-- Takes the keys of many requests for this transaction, and reads what was answered under
-- them before; what is read is what was committed until the last lock was granted.
-- +goose StatementBegin
create function answers_claim(p_locks bigint[], p_people uuid[], p_keys text[]) returns table (free boolean, fingerprint text, answer bytea) language plpgsql
  set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare granted boolean[];
begin
  granted := (select array_agg(pg_try_advisory_xact_lock(k.lock) order by k.turn) from unnest(p_locks) with ordinality as k (lock, turn));
  return query select g.free, a.fingerprint, a.answer from unnest(granted, p_people, p_keys) with ordinality as g (free, person_id, key, turn)
    left join lateral (select k.fingerprint, k.answer from kept_answer k
      where k.cooperative_id = current_cooperative() and k.person_id = g.person_id and k.key = g.key limit 1) a on true order by g.turn; -- the limit keeps it a look-up
end $$;
-- +goose StatementEnd
