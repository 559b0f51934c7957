-- +goose Up

-- Services: a call-off whose lines are rates is a budget for work in a period, and its
-- supplier's time sheets use it up, never above what was called off.
create table engagement (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  starts_on      date not null,
  ends_on        date not null,
  description    text not null,
  day_quarters   integer,
  agreed_at      timestamptz not null,
  agreed_by      uuid not null,
  closed_at      timestamptz,
  closed_by      uuid,
  version        integer not null default 1,
  constraint engagement_pk primary key (cooperative_id, id),
  constraint engagement_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint engagement_agreed_by_person foreign key (agreed_by) references person (id),
  constraint engagement_closed_by_person foreign key (closed_by) references person (id),
  constraint engagement_once_per_call_off unique (cooperative_id, call_off_id),
  constraint engagement_days_in_order check (isfinite(starts_on) and isfinite(ends_on) and starts_on <= ends_on and ends_on <= starts_on + interval '120 months'),
  constraint engagement_description_length check (char_length(description) between 3 and 2000),
  constraint engagement_day_in_range check (day_quarters between 4 and 96),
  constraint engagement_closing_complete check ((closed_at is null) = (closed_by is null)),
  constraint engagement_times_finite check (isfinite(agreed_at) and isfinite(closed_at)),
  constraint engagement_version_positive check (version >= 1)
);
comment on table engagement is 'What a call-off of services is for; its total is the budget. day_quarters: quarters of an hour of a day, where a rate is by the day';
select guard_business_table('engagement');
revoke update on engagement from allmende_app;
grant update (closed_at, closed_by, version) on engagement to allmende_app;

create table time_sheet (
  cooperative_id uuid not null,
  id             uuid not null,
  engagement_id  uuid not null,
  supplier_id    uuid not null,
  number         integer not null,
  status         text not null,
  people         text[] not null,
  days           date[] not null,
  positions      integer[] not null,
  quarters       integer[] not null,
  texts          text[] not null,
  amounts        numeric(15,2)[] not null,
  handed_in_at   timestamptz not null,
  handed_in_by   uuid not null,
  decided_at     timestamptz,
  decided_by     uuid,
  reason         text not null,
  version        integer not null default 1,
  constraint time_sheet_pk primary key (cooperative_id, id),
  constraint time_sheet_of_engagement foreign key (cooperative_id, engagement_id) references engagement (cooperative_id, id),
  constraint time_sheet_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint time_sheet_handed_in_by_person foreign key (handed_in_by) references person (id),
  constraint time_sheet_decided_by_person foreign key (decided_by) references person (id),
  constraint time_sheet_number_unique unique (cooperative_id, engagement_id, number),
  constraint time_sheet_number_positive check (number >= 1),
  constraint time_sheet_status_known check (status in ('handed-in', 'accepted', 'returned')),
  constraint time_sheet_decision_complete check ((status = 'handed-in') = (decided_at is null) and (decided_at is null) = (decided_by is null)
    and (status = 'returned') = (reason <> '') and char_length(reason) <= 2000),
  constraint time_sheet_entries_whole check (cardinality(days) between 1 and 500 and cardinality(people) = cardinality(days) and cardinality(positions) = cardinality(days)
    and cardinality(quarters) = cardinality(days) and cardinality(texts) = cardinality(days) and cardinality(amounts) = cardinality(days)
    and num_nulls(array_position(people, null), array_position(days, null), array_position(positions, null), array_position(quarters, null), array_position(texts, null), array_position(amounts, null)) = 6),
  constraint time_sheet_hours_in_quarters check (1 <= all(quarters) and 96 >= all(quarters)),
  constraint time_sheet_texts_said check ('' <> all(people) and '' <> all(texts)),
  constraint time_sheet_no_day_ahead check ((handed_in_at at time zone 'Europe/Berlin')::date >= all(days)),
  constraint time_sheet_times_finite check (isfinite(handed_in_at) and isfinite(decided_at)),
  constraint time_sheet_version_positive check (version >= 1)
);
comment on table time_sheet is 'What a supplier says was worked, entry by entry; accepted it stays as it is and says what may be invoiced';
create index time_sheet_of_supplier on time_sheet (cooperative_id, supplier_id) where status <> 'returned';
select guard_business_table('time_sheet');

-- What of a call-off was given back when its work was closed; of all others null.
alter table call_off
  add given_back numeric(15,2),
  add quantities_back numeric(12,3)[],
  add constraint call_off_given_back_whole check ((given_back is null) = (quantities_back is null)
    and (given_back is null or given_back between 0 and total and cardinality(quantities_back) = cardinality(quantities) and 0 <= all(quantities_back) and share_members is null));
comment on column call_off.given_back is 'What of the total was not used and counts no more';
comment on column call_off.quantities_back is 'By line, how much was not used and counts no more';
-- What of a total still counts: without what was returned and what was not used.
create function call_off_remaining(p_total numeric, p_returned numeric, p_given_back numeric) returns numeric language sql immutable parallel safe as
  $$ select p_total - coalesce(p_returned, 0) - coalesce(p_given_back, 0) $$;

-- Entries that count, one a row.
create view time_sheet_entry with (security_invoker = true) as
  select s.cooperative_id, s.engagement_id, s.supplier_id, s.id as time_sheet_id, s.status, lower(e.person) as person, e.day, e.position, e.quarters, e.amount
  from time_sheet s cross join lateral unnest(s.people, s.days, s.positions, s.quarters, s.amounts) as e (person, day, position, quarters, amount)
  where s.status <> 'returned';
-- What may be invoiced, for the invoices that are to come.
create view time_sheet_invoiceable with (security_invoker = true) as
  select e.cooperative_id, g.call_off_id, e.time_sheet_id, e.position, sum(e.quarters) as quarters, sum(e.amount) as amount
  from time_sheet_entry e join engagement g on g.cooperative_id = e.cooperative_id and g.id = e.engagement_id
  where e.status = 'accepted' group by 1, 2, 3, 4;
grant select on time_sheet_entry, time_sheet_invoiceable to allmende_app;

-- What is wrong with the sheets of an engagement, or null.
-- +goose StatementBegin
create function engagement_fault(p engagement) returns text language sql stable set search_path = public, pg_temp as $$
  with ordered as (select * from call_off c where c.cooperative_id = p.cooperative_id and c.id = p.call_off_id),
  rate as (
    select r.position, r.price, r.quantity, r.back, case r.unit when 'HUR' then 4 when 'DAY' then p.day_quarters end as size
    from ordered o cross join lateral unnest(o.units, o.prices, o.quantities, o.quantities_back) with ordinality as r (unit, price, quantity, back, position)
  ), entry as (
    select e.* from time_sheet_entry e where e.cooperative_id = p.cooperative_id and e.engagement_id = p.id
  ), worked as (
    select r.*, coalesce((select sum(e.quarters) from entry e where e.position = r.position), 0) as worked from rate r
  )
  select case
    when exists (select from rate r where r.size is null) then 'engagement_of_services'
    when (select o.returned from ordered o) is not null then 'engagement_not_returned'
    when exists (select from entry e where e.day not between p.starts_on and p.ends_on) then 'time_sheet_within_engagement'
    when exists (select from entry e left join rate r on r.position = e.position
        where e.amount is distinct from round((r.price * e.quarters)::numeric(40,20) / r.size, 2)) then 'time_sheet_amount_of_rate'
    when exists (select from entry e group by e.person, e.day, e.position having count(*) > 1) then 'time_sheet_entry_once'
    when exists (select from entry e join ordered o on o.supplier_id <> e.supplier_id or o.status <> 'placed') then 'time_sheet_of_order'
    when exists (select from worked w where w.worked > w.quantity * w.size) then 'time_sheets_within_role'
    when (select sum(e.amount) from entry e) > (select o.total from ordered o) then 'time_sheets_within_budget'
    when exists (select from entry mine join time_sheet_entry e on e.cooperative_id = mine.cooperative_id and e.supplier_id = mine.supplier_id and e.person = mine.person and e.day = mine.day
        where mine.engagement_id = p.id group by mine.time_sheet_id, mine.position, mine.person, mine.day having sum(e.quarters) > 96) then 'time_sheet_day_of_24_hours'
    when p.closed_at is null and (select o.given_back from ordered o) is not null then 'engagement_closed_whole'
    when p.closed_at is not null and (exists (select from time_sheet s where s.cooperative_id = p.cooperative_id and s.engagement_id = p.id and s.status <> 'accepted')
        or (select o.given_back from ordered o) is distinct from (select o.total from ordered o) - coalesce((select sum(e.amount) from entry e), 0)
        or exists (select from worked w where w.back is distinct from trunc((w.quantity * w.size - w.worked)::numeric(40,20) / w.size, 3))) then 'engagement_closed_whole'
  end
$$;
-- +goose StatementEnd

-- Sheets of a supplier are written one after the other, so that each finds what the others left.
-- +goose StatementBegin
create function time_sheet_held() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wrong text;
  closed timestamptz;
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for no key update;
  select engagement_fault(e), e.closed_at into wrong, closed from engagement e where e.cooperative_id = new.cooperative_id and e.id = new.engagement_id;
  wrong := coalesce(wrong, case when closed is not null then 'engagement_closed_stays' end);
  if wrong is not null then
    raise exception 'time sheet % of engagement %: %', new.number, new.engagement_id, wrong using errcode = 'check_violation', constraint = wrong;
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger held after insert or update on time_sheet for each row execute function time_sheet_held();
-- +goose StatementBegin
create function time_sheet_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.status = 'accepted' or old.engagement_id <> new.engagement_id or old.number <> new.number or old.supplier_id <> new.supplier_id
      or old.status = 'handed-in' and (old.people, old.days, old.positions, old.quarters, old.texts, old.amounts) is distinct from (new.people, new.days, new.positions, new.quarters, new.texts, new.amounts) then
    raise exception 'time sheet % stays as it is', old.id using errcode = 'check_violation', constraint = 'time_sheet_kept';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger kept before update on time_sheet for each row execute function time_sheet_kept();

-- An engagement and its order fit at the end of each transaction, and what is closed stays closed.
-- +goose StatementBegin
create function engagement_whole() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wrong text;
begin
  if tg_table_name = 'engagement' then
    select engagement_fault(e) into wrong from engagement e where e.cooperative_id = new.cooperative_id and e.id = (to_jsonb(new) ->> 'id')::uuid;
  else
    select engagement_fault(e) into wrong from engagement e where e.cooperative_id = new.cooperative_id and e.call_off_id = (to_jsonb(new) ->> 'id')::uuid;
    if not found and (to_jsonb(new) ->> 'given_back') is not null then
      wrong := 'engagement_closed_whole';
    end if;
  end if;
  if wrong is not null then
    raise exception 'engagement or call-off %: %', new.id, wrong using errcode = 'check_violation', constraint = wrong;
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger engagement_whole after insert or update on engagement deferrable initially deferred for each row execute function engagement_whole();
create constraint trigger engagement_whole after update on call_off deferrable initially deferred for each row
  when (new.given_back is not null or new.returned is not null or new.quantities <> old.quantities or new.items <> old.items) execute function engagement_whole();
-- +goose StatementBegin
create function engagement_closed_stays() returns trigger language plpgsql as $$
begin
  raise exception 'engagement % is closed', old.id using errcode = 'check_violation', constraint = 'engagement_closed_stays';
end $$;
-- +goose StatementEnd
create trigger closed_stays before update on engagement for each row when (old.closed_at is not null) execute function engagement_closed_stays();

-- An order for which somebody worked neither ends nor passes on.
-- +goose StatementBegin
create function call_off_worked_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from engagement e join time_sheet s on s.cooperative_id = e.cooperative_id and s.engagement_id = e.id
      where e.cooperative_id = new.cooperative_id and e.call_off_id = new.id and (s.status <> 'returned' or e.closed_at is not null)) or new.given_back is not null then
    raise exception 'for % somebody worked', new.number using errcode = 'check_violation', constraint = 'call_off_worked_stays';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger worked_stays before update on call_off for each row
  when (new.status <> old.status and new.status in ('rejected', 'cancelled') or new.supplier_id <> old.supplier_id) execute function call_off_worked_stays();

-- What was not used may be drawn again.
-- +goose StatementBegin
create function call_off_given_back() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if old.given_back is not null then
    raise exception '% has given back what was not used', new.number using errcode = 'check_violation', constraint = 'engagement_closed_stays';
  end if;
  update ceiling c set drawn = c.drawn - p.amount from (
      select 'member' as kind, framework_holder(new.framework_id, new.member_id) as id, new.given_back as amount
      union all
      select 'supplier', new.supplier_id, new.given_back where new.route is not null
      union all
      select 'item', l.item_id, l.back from unnest(new.items, new.quantities_back) as l (item_id, back)
    ) p
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = p.kind and c.id = p.id and p.amount <> 0;
  update framework_drawn f set drawn = f.drawn - new.given_back where f.cooperative_id = new.cooperative_id and f.framework_id = new.framework_id;
  perform framework_settle(array[new.cooperative_id], array[new.framework_id]);
  return null;
end $$;
-- +goose StatementEnd
revoke all on function call_off_given_back(), time_sheet_held(), engagement_whole(), call_off_worked_stays() from public;
create trigger given_back after update on call_off for each row
  when (new.given_back is distinct from old.given_back or new.quantities_back is distinct from old.quantities_back) execute function call_off_given_back();

-- Call-offs by who bears them, for whatever is charged, counted or rebated by member: their shares, or
-- what is left after returns and what was not used.
create view call_off_by_member with (security_invoker = true) as
  select c.cooperative_id, c.id as call_off_id, c.framework_id, c.status, c.created_at, s.member_id, s.amount
  from call_off c cross join lateral unnest(coalesce(c.share_members, array[c.member_id]),
    coalesce(c.share_amounts, array[call_off_remaining(c.total, c.returned_total, c.given_back)])) as s (member_id, amount);
grant select on call_off_by_member to allmende_app;

-- A cost of call-offs is what was kept of them.
-- +goose StatementBegin
create or replace function cost_call_off_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from (select n.cooperative_id, n.cost_id, sum(call_off_remaining(o.total, o.returned_total, o.given_back)) as total, bool_and(o.status = 'placed') as placed,
        bool_and((f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
          and (o.placed_at at time zone 'Europe/Berlin')::date between c.from_day and c.to_day) as here
      from new_rows n join call_off o on o.cooperative_id = n.cooperative_id and o.id = n.call_off_id
        join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
        join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
        join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
      group by n.cooperative_id, n.cost_id) n
    join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
    where c.source <> 'call-offs' or n.total <> c.net or not n.placed or n.here is not true
  ) then
    raise exception 'a cost is not the sum of call-offs placed on its days' using errcode = 'check_violation', constraint = 'cost_is_sum_of_call_offs';
  end if;
  return null;
end $$;
-- +goose StatementEnd

-- As before, with the shares of joint call-offs, returns, and what services did not use.
-- +goose StatementBegin
create or replace function framework_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with standing as (
    select c.framework_id, c.member_id, c.supplier_id, c.route, c.share_members, c.share_amounts, c.items, call_off_kept(call_off_kept(c.quantities, c.returned), c.quantities_back) as quantities,
      call_off_remaining(c.total, c.returned_total, c.given_back) as total
    from call_off c where c.cooperative_id = current_cooperative() and c.status not in ('rejected', 'cancelled')
  ), counted as (
    select framework_id, 'item' as kind, l.item_id as id, sum(l.quantity) as drawn
      from standing s cross join lateral unnest(s.items, s.quantities) as l (item_id, quantity) group by 1, 3
    union all
    select m.framework_id, 'member', framework_holder(m.framework_id, m.member_id), sum(m.total)
      from (select framework_id, s.member_id, sum(s.amount) as total from standing c
        cross join lateral unnest(coalesce(c.share_members, array[c.member_id]), coalesce(c.share_amounts, array[c.total])) as s (member_id, amount) group by 1, 2) m group by 1, 3
    union all
    select framework_id, 'supplier', supplier_id, sum(total) from standing where route is not null group by 1, 3
  ), bounded as (
    select framework_id, 'item' as kind, id, maximum_quantity as maximum from framework_item where cooperative_id = current_cooperative()
    union all
    select framework_id, 'member', member_id, quota from framework_member where cooperative_id = current_cooperative()
    union all
    select s.framework_id, 'supplier', s.supplier_id, null from framework_supplier s join framework f on f.cooperative_id = s.cooperative_id and f.id = s.framework_id
      where s.cooperative_id = current_cooperative() and f.route is not null
  ), wrong as (
    select 'framework_drawn' as relation, f.id, format('kept %s of %s, counted %s of %s', d.drawn, d.maximum, coalesce(s.total, 0), f.maximum) as detail
    from framework f left join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id
    left join (select framework_id, sum(total) as total from standing group by 1) s on s.framework_id = f.id
    where f.cooperative_id = current_cooperative()
      and (d.drawn is distinct from coalesce(s.total, 0) or d.maximum is distinct from f.maximum or d.halted is distinct from (f.halt_status is not null))
    union all
    select 'ceiling', coalesce(b.id, c.id), format('%s kept %s of %s, counted %s of %s', coalesce(b.kind, c.kind), c.drawn, c.maximum, coalesce(n.drawn, 0), b.maximum)
    from bounded b full join (select * from ceiling where cooperative_id = current_cooperative()) c on c.framework_id = b.framework_id and c.kind = b.kind and c.id = b.id
    left join counted n on n.framework_id = coalesce(b.framework_id, c.framework_id) and n.kind = coalesce(b.kind, c.kind) and n.id = coalesce(b.id, c.id)
    where c.drawn is distinct from coalesce(n.drawn, 0) or c.maximum is distinct from b.maximum or b.id is null and c.kind <> 'supplier'
    union all
    select 'framework_member', f.id, format('quotas of %s in a maximum of %s', e.quotas, f.maximum)
    from framework f join (select framework_id, sum(quota) as quotas from framework_member where cooperative_id = current_cooperative() group by 1) e on e.framework_id = f.id
    where f.cooperative_id = current_cooperative() and e.quotas > f.maximum
    union all
    select 'framework_supplier', f.id, 'the first supplier is another one'
    from framework f left join framework_supplier s on s.cooperative_id = f.cooperative_id and s.framework_id = f.id and s.rank = 1
    where f.cooperative_id = current_cooperative() and s.supplier_id is distinct from f.supplier_id
    union all
    select 'call_off', c.id, f.fault from call_off c cross join lateral call_off_fault(c) as f (fault)
    where c.cooperative_id = current_cooperative() and f.fault is not null
    union all
    select 'call_off', c.id, 'shares that are not those of the participants' from call_off c
    where c.cooperative_id = current_cooperative() and c.share_members is not null and not joint_call_off_whole(c)
    union all
    select 'call_off', c.id, 'other returns than were agreed' from call_off c
    where c.cooperative_id = current_cooperative() and not call_off_returned_whole(c)
    union all
    select 'engagement', e.id, f.fault from engagement e cross join lateral engagement_fault(e) as f (fault)
    where e.cooperative_id = current_cooperative() and f.fault is not null
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2
$$;
-- +goose StatementEnd
