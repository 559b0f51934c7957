-- +goose Up

-- A joint call-off is one row: what each participant draws of its own quota stands in it, so that
-- the counters follow from call-offs alone. Of all others these columns are null.
alter table call_off
  add share_members uuid[],
  add share_amounts numeric(15,2)[],
  add constraint call_off_shares_whole check ((share_members is null) = (share_amounts is null)
    and (share_members is null or cardinality(share_members) = cardinality(share_amounts) and cardinality(share_members) between 2 and 50
      and member_id = any(share_members) and total >= all(share_amounts) and 0 <= all(share_amounts))),
  drop constraint call_off_approved_by_another,
  add constraint call_off_approved_by_another check (status <> 'placed' or share_members is not null or decided_by <> created_by and (changed_by is null or decided_by <> changed_by)),
  drop constraint call_off_waits_only_over_limit,
  add constraint call_off_waits_only_over_limit check (status <> 'submitted' or total > approval_limit or approval_steps is not null or share_members is not null),
  drop constraint call_off_decision_complete,
  -- Nobody decides what time ends: a joint call-off to which not all agreed, a cascade in which the last was silent.
  add constraint call_off_decision_complete check ((decided_by is null or decided_at is not null) and (status <> 'submitted' or decided_at is null)
    and (decided_at is null or decided_by is not null or status = 'rejected' and (share_members is not null or offered_rank is not null)));
comment on column call_off.share_members is 'Of a joint call-off, who draws; null of all others. Each share and each consent: call_off_share';
comment on column call_off.share_amounts is 'What each of share_members draws, in their order; together the total';
create index call_off_shared on call_off using gin (share_members) where share_members is not null;

-- What is wrong with the lines of a call-off, or null: one text for what is asked of one row and of
-- all rows of a statement. Without settings of its own it becomes part of the query that asks.
-- +goose StatementBegin
create function call_off_lines_fault(p_cooperative uuid, p_framework uuid, p_total numeric, p_items uuid[], p_names text[], p_units text[],
  p_quantities numeric[], p_prices numeric[], p_totals numeric[], p_derivations text[], p_budget_shares numeric[]) returns table (fault text) language sql stable as $$
  select case
    when cardinality(p_items) = 0 or cardinality(p_items) > 100 then 'call_off_has_lines'
    when cardinality(p_names) <> l.lines or cardinality(p_units) <> l.lines or cardinality(p_quantities) <> l.lines
      or cardinality(p_prices) <> l.lines or cardinality(p_totals) <> l.lines or l.empty then 'call_off_lines_complete'
    when l.items <> l.lines then 'call_off_line_item_once'
    when l.known <> l.lines then 'call_off_line_of_item'
    when not l.positive then 'call_off_line_quantity_positive'
    when not l.rounded then 'call_off_line_rounded_once'
    when l.total <> p_total then 'call_off_is_sum_of_lines'
    when cardinality(p_budget_shares) > 0 and (select sum(s) from unnest(p_budget_shares) s) <> p_total then 'call_off_budget_divided'
  end
  from (select count(*) as lines, count(distinct u.item_id) as items, count(i.id) as known, bool_and(u.quantity > 0 and u.quantity <= 999999999.999) as positive,
      bool_and(u.price between 0 and 999999999.999999 and case when u.derivation is null then u.total = round(u.quantity * u.price, 2)
        else derivation_holds(u.derivation, u.quantity, u.price, u.total) end) as rounded, sum(u.total) as total,
      bool_or(u.item_id is null or u.name is null or u.unit is null or u.quantity is null or u.price is null or u.total is null) as empty
    from unnest(p_items, p_names, p_units, p_quantities, p_prices, p_totals, p_derivations) as u (item_id, name, unit, quantity, price, total, derivation)
    left join framework_item i on i.cooperative_id = p_cooperative and i.framework_id = p_framework and i.id = u.item_id) l
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function call_off_fault(p call_off) returns text language sql stable set search_path = public, pg_temp as $$
  select l.fault from call_off_lines_fault(p.cooperative_id, p.framework_id, p.total, p.items, p.names, p.units, p.quantities, p.prices, p.totals, p.derivations, p.budget_shares) l
$$;
-- +goose StatementEnd

-- As before, but each draws its share of a joint call-off.
-- +goose StatementBegin
create or replace function call_off_added() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  cooperative uuid := current_cooperative();
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral call_off_lines_fault(cooperative, n.framework_id, n.total, n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations, n.budget_shares) l
    where l.fault is not null limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  update ceiling c set drawn = c.drawn + d.amount from (
      select n.framework_id, 'member' as kind, s.member_id as id, sum(s.amount) as amount
        from new_rows n cross join lateral unnest(coalesce(n.share_members, array[n.member_id]), coalesce(n.share_amounts, array[n.total])) as s (member_id, amount)
        where n.status not in ('rejected', 'cancelled') group by 1, 3
      union all
      select n.framework_id, 'item', l.item_id, sum(l.quantity) from new_rows n cross join lateral unnest(n.items, n.quantities) as l (item_id, quantity)
        where n.status not in ('rejected', 'cancelled') group by 1, 3
      union all
      select n.framework_id, 'supplier', n.supplier_id, sum(n.total) from new_rows n where n.route is not null and n.status not in ('rejected', 'cancelled') group by 1, 3
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
-- +goose StatementBegin
create or replace function call_off_changed() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  cooperative uuid := current_cooperative();
  changed uuid[];
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral call_off_lines_fault(cooperative, n.framework_id, n.total, n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations, n.budget_shares) l
    where l.fault is not null limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  with difference as (
    select 1 as sign, n.framework_id, coalesce(n.share_members, array[n.member_id]) as members, coalesce(n.share_amounts, array[n.total]) as amounts, n.total, n.items, n.quantities, n.supplier_id, n.route from new_rows n where n.status not in ('rejected', 'cancelled')
    union all
    select -1, o.framework_id, coalesce(o.share_members, array[o.member_id]), coalesce(o.share_amounts, array[o.total]), o.total, o.items, o.quantities, o.supplier_id, o.route from old_rows o where o.status not in ('rejected', 'cancelled')
  ), part as (
    select d.framework_id, 'member' as kind, s.member_id as id, d.sign * s.amount as amount from difference d cross join lateral unnest(d.members, d.amounts) as s (member_id, amount)
    union all
    select d.framework_id, 'item', l.item_id, d.sign * l.quantity from difference d cross join lateral unnest(d.items, d.quantities) as l (item_id, quantity)
    union all
    select d.framework_id, 'supplier', d.supplier_id, d.sign * d.total from difference d where d.route is not null
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

-- As before, but a joint call-off is placed by consents (joint_call_off_whole), and its lines may
-- change until then.
-- +goose StatementBegin
create or replace function call_off_approved() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare halt text := (select f.halt_status from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
begin
  if halt is not null then
    raise exception 'contract % is %', new.framework_id, halt using errcode = 'check_violation',
      constraint = case halt when 'terminated' then 'framework_terminated' else 'framework_halted' end;
  end if;
  if new.change is distinct from old.change then
    if not exists (select from call_off_version v where v.cooperative_id = new.cooperative_id and v.call_off_id = new.id and v.ordered
        and v.items = new.items and v.quantities = new.quantities and v.totals = new.totals and v.approval_steps is not distinct from new.approval_steps) then
      raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
    end if;
  elsif new.share_members is null and exists (select from call_off_steps(old) s
      where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id and a.change = coalesce(new.change, 0) and a.step = s.step) < s.persons) then
    raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
  end if;
  return new;
end $$;
-- +goose StatementEnd
drop trigger lines_kept on call_off;
create trigger lines_kept before update on call_off for each row
  when ((new.share_members is null or old.status <> 'submitted') and (new.items <> old.items or new.quantities <> old.quantities or new.change is distinct from old.change
    or new.supplier_id = old.supplier_id and (new.prices <> old.prices or new.totals <> old.totals)))
  execute function call_off_lines_kept();

-- What the leader of a joint call-off asked for.
create table joint_call_off (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  key            text not null,
  agree_by       date not null,
  goes_on        boolean not null,
  version        integer not null default 1,
  constraint joint_call_off_pk primary key (cooperative_id, id),
  constraint joint_call_off_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint joint_call_off_once unique (cooperative_id, call_off_id),
  constraint joint_call_off_key_known check (key in ('equal', 'weights', 'quantities')),
  constraint joint_call_off_day_finite check (isfinite(agree_by)),
  constraint joint_call_off_version_positive check (version >= 1)
);
comment on table joint_call_off is 'By what a joint call-off is divided, until when its participants may agree, and whether it goes on without who declines';
select guard_append_only_table('joint_call_off');

-- What each participant bears, how that came about, and what it said to it.
create table call_off_share (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  member_id      uuid not null,
  place          integer not null,
  gone           boolean not null,
  weight         numeric(12,4) not null,
  quantities     numeric(12,3)[] not null,
  amount         numeric(15,2) not null,
  line_amounts   numeric(15,2)[] not null,
  quota_floor    numeric not null,
  remainder      numeric not null,
  denominator    numeric not null,
  extra          boolean not null,
  approval_limit numeric(15,2) not null,
  consent        text not null,
  budget_code    text not null,
  decided_by     uuid,
  decided_at     timestamptz,
  reason         text not null,
  version        integer not null default 1,
  constraint call_off_share_pk primary key (cooperative_id, id),
  constraint call_off_share_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_share_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint call_off_share_by_person foreign key (decided_by) references person (id),
  constraint call_off_share_once_per_member unique (cooperative_id, call_off_id, member_id),
  constraint call_off_share_place_positive check (place >= 1),
  constraint call_off_share_consent_known check (consent in ('open', 'agreed', 'declined')),
  constraint call_off_share_gone_declined check (not gone or consent = 'declined' and amount = 0),
  constraint call_off_share_decision_complete check ((consent = 'open') = (decided_at is null) and (decided_by is null) = (decided_at is null)
    and (consent = 'declined') = (reason <> '') and (consent = 'agreed') = (budget_code <> '')),
  constraint call_off_share_derived check (gone or denominator > 0 and remainder >= 0 and remainder < denominator
    and amount = (quota_floor + extra::integer) / 100),
  constraint call_off_share_not_negative check (amount >= 0 and approval_limit >= 0 and 0 <= all(line_amounts)),
  constraint call_off_share_lengths check (char_length(budget_code) <= 40 and char_length(reason) <= 2000),
  constraint call_off_share_time_finite check (isfinite(decided_at)),
  constraint call_off_share_version_positive check (version >= 1)
);
comment on table call_off_share is 'Shares of joint call-offs: amount = quota_floor cents, one more where extra; the exact quota is quota_floor + remainder/denominator. gone: declined, and the others went on';
comment on column call_off_share.version is 'Which share was agreed to: computing it anew counts on';
create index call_off_share_of_member on call_off_share (cooperative_id, member_id, call_off_id);
create index call_off_share_by_person on call_off_share (decided_by);
select guard_business_table('call_off_share');

-- Whether a joint call-off is what its shares say: the participants are those of the row, their
-- amounts the total, their parts of each line the line; and it is placed once all have agreed.
-- +goose StatementBegin
create function joint_call_off_whole(c call_off) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from joint_call_off j where j.cooperative_id = c.cooperative_id and j.call_off_id = c.id)
    and (select array_agg((s.member_id, s.amount) order by s.member_id) from call_off_share s where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone)
      = (select array_agg((m.id, m.amount) order by m.id) from unnest(c.share_members, c.share_amounts) as m (id, amount))
    and (select sum(a) from unnest(c.share_amounts) a) = c.total
    and not exists (select from unnest(c.totals) with ordinality as l (total, position)
      where l.total is distinct from (select sum(s.line_amounts[l.position::integer]) from call_off_share s
        where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone))
    and not exists (select from call_off_share s where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone
      and s.amount <> (select sum(a) from unnest(s.line_amounts) a))
    and (c.placed_at is null or not exists (select from call_off_share s
      where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone and s.consent <> 'agreed'))
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function joint_call_off_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  wanted uuid := case tg_table_name when 'call_off' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'call_off_id')::uuid end;
  found call_off;
begin
  select c.* into found from call_off c where c.cooperative_id = new.cooperative_id and c.id = wanted;
  if found.share_members is null or not joint_call_off_whole(found) then
    raise exception 'the shares of % are not its own', found.number using errcode = 'check_violation', constraint = 'call_off_shares_add_up';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger shares_add_up after insert or update on call_off deferrable initially deferred for each row
  when (new.share_members is not null) execute function joint_call_off_check();
create constraint trigger shares_add_up after insert or update on call_off_share deferrable initially deferred for each row execute function joint_call_off_check();

-- A joint call-off stays one, of its leader.
-- +goose StatementBegin
create function call_off_joint_kept() returns trigger language plpgsql as $$
begin
  raise exception '% is joint, or is not, for good', old.number using errcode = 'check_violation', constraint = 'call_off_joint_kept';
end $$;
-- +goose StatementEnd
create trigger joint_kept before update on call_off for each row
  when ((new.share_members is null) <> (old.share_members is null) or new.member_id <> old.member_id) execute function call_off_joint_kept();
