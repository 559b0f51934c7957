-- +goose Up

-- What is approved goes to a supplier that takes orders; a change that is turned down leaves the
-- order where it is.
-- +goose StatementBegin
create function call_off_supplier_takes_orders() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from framework_supplier s where s.cooperative_id = new.cooperative_id and s.framework_id = new.framework_id and s.supplier_id = new.supplier_id and s.out_kind is not null) then
    raise exception 'the supplier of % takes no orders', new.number using errcode = 'check_violation', constraint = 'call_off_supplier_takes_orders';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger supplier_takes_orders after update on call_off for each row
  when (new.status = 'placed' and old.status = 'submitted' and new.change is not distinct from old.change) execute function call_off_supplier_takes_orders();

-- What a member wants to give back of an order, and what its supplier said to it.
create table call_off_return (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  number         integer not null,
  status         text not null,
  positions      integer[] not null,
  quantities     numeric(12,3)[] not null,
  amount         numeric(15,2) not null,
  reason         text not null,
  asked_by       uuid not null,
  asked_at       timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  answer         text not null,
  version        integer not null default 1,
  constraint call_off_return_pk primary key (cooperative_id, id),
  constraint call_off_return_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_return_by_person foreign key (asked_by) references person (id),
  constraint call_off_return_decided_by_person foreign key (decided_by) references person (id),
  constraint call_off_return_numbered unique (cooperative_id, call_off_id, number),
  constraint call_off_return_status_known check (status in ('requested', 'agreed', 'declined', 'withdrawn')),
  constraint call_off_return_lines_whole check (cardinality(positions) = cardinality(quantities) and cardinality(positions) between 1 and 100 and 0 < all(quantities)),
  constraint call_off_return_decision_complete check ((status = 'requested') = (decided_at is null) and (decided_by is null) = (decided_at is null) and (status = 'declined') = (answer <> '')),
  constraint call_off_return_amount_not_negative check (amount >= 0 and number >= 1),
  constraint call_off_return_lengths check (char_length(reason) between 3 and 2000 and char_length(answer) <= 2000),
  constraint call_off_return_times_finite check (isfinite(asked_at) and isfinite(decided_at)),
  constraint call_off_return_version_positive check (version >= 1)
);
comment on table call_off_return is 'Returns of what was delivered: asked for by the member, agreed to or declined by the supplier. Once agreed, call_off.returned has them too';
create unique index call_off_return_one_waits on call_off_return (cooperative_id, call_off_id) where status = 'requested';
create index call_off_return_asked_by on call_off_return (asked_by);
create index call_off_return_decided_by on call_off_return (decided_by);
select guard_business_table('call_off_return');

-- What was returned stands in the row, so that the counters follow from call-offs alone.
alter table call_off
  add returned       numeric(12,3)[],
  add returned_total numeric(15,2),
  add constraint call_off_returned_complete check ((returned is null) = (returned_total is null)
    and (returned is null or cardinality(returned) = cardinality(quantities) and 0 <= all(returned) and returned_total between 0 and total and share_members is null));
comment on column call_off.returned is 'What the supplier took back of each line, in the order of the lines; null: nothing';
comment on column call_off.returned_total is 'What that gave back of the total';

-- Lines without what was returned: the rest of one costs its price, rounded once.
create function call_off_line_kept(p_total numeric, p_price numeric, p_quantity numeric, p_returned numeric) returns numeric language sql immutable parallel safe as
  $$ select case when coalesce(p_returned, 0) = 0 then p_total else least(p_total, round((p_quantity - p_returned) * p_price, 2)) end $$;
create function call_off_kept(p_quantities numeric[], p_returned numeric[]) returns numeric[] language sql immutable parallel safe as
  $$ select case when p_returned is null then p_quantities
    else array(select q.quantity - q.returned from unnest(p_quantities, p_returned) with ordinality as q (quantity, returned, position) order by q.position) end $$;
drop view call_off_line;
create view call_off_line with (security_invoker = true) as
  select c.cooperative_id, c.id as call_off_id, l.position::integer as position, l.item_id, l.name, l.unit, l.quantity - coalesce(l.returned, 0) as quantity, l.price,
    call_off_line_kept(l.total, l.price, l.quantity, l.returned) as total, l.derivation, l.quantity as ordered_quantity, l.total as ordered_total
  from call_off c cross join lateral unnest(c.items, c.names, c.units, c.quantities, c.prices, c.totals, c.derivations, c.returned)
    with ordinality as l (item_id, name, unit, quantity, price, total, derivation, returned, position);
comment on view call_off_line is 'The lines of call-offs as rows, without what was returned; and as they were ordered';
grant select on call_off_line to allmende_app;

-- Whether a call-off has returned what was agreed, line by line and to the cent.
-- +goose StatementBegin
create function call_off_returned_whole(c call_off) returns boolean language sql stable set search_path = public, pg_temp as $$
  with agreed as (
    select p.position, sum(p.quantity) as quantity from call_off_return r cross join lateral unnest(r.positions, r.quantities) as p (position, quantity)
    where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and r.status = 'agreed' group by 1
  )
  select case when c.returned is null then not exists (select from agreed)
    else c.status = 'placed' and not exists (
        select from unnest(c.returned, c.quantities) with ordinality as l (returned, quantity, position) full join agreed a on a.position = l.position
        where l.returned is distinct from coalesce(a.quantity, 0) or l.returned > l.quantity)
      and c.returned_total = (select sum(r.amount) from call_off_return r where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and r.status = 'agreed')
      and c.returned_total = (select sum(l.total - call_off_line_kept(l.total, l.price, l.quantity, l.returned)) from unnest(c.totals, c.prices, c.quantities, c.returned) as l (total, price, quantity, returned))
  end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function call_off_return_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  wanted uuid := case tg_table_name when 'call_off' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'call_off_id')::uuid end;
  found call_off;
begin
  select c.* into found from call_off c where c.cooperative_id = new.cooperative_id and c.id = wanted;
  if not call_off_returned_whole(found) then
    raise exception '% has other returns than were agreed', found.number using errcode = 'check_violation', constraint = 'call_off_returns_as_agreed';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger returns_as_agreed after update on call_off deferrable initially deferred for each row
  when (new.returned is distinct from old.returned or new.returned_total is distinct from old.returned_total or new.returned is not null and new.status <> old.status)
  execute function call_off_return_check();
create constraint trigger returns_as_agreed after update on call_off_return deferrable initially deferred for each row
  when (new.status = 'agreed') execute function call_off_return_check();

-- A return is asked for of what is confirmed and still there, and decided about once.
-- +goose StatementBegin
create function call_off_return_asked() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if old.status <> 'requested' or (new.call_off_id, new.number, new.positions, new.quantities, new.amount, new.reason, new.asked_by, new.asked_at)
        is distinct from (old.call_off_id, old.number, old.positions, old.quantities, old.amount, old.reason, old.asked_by, old.asked_at) then
      raise exception 'a return that was decided changes' using errcode = 'check_violation', constraint = 'call_off_return_decided_once';
    end if;
    return new;
  end if;
  if new.status <> 'requested' or not exists (select from call_off c
      join order_answer a on a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
      where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id and c.status = 'placed') then
    raise exception 'a return of what is not confirmed' using errcode = 'check_violation', constraint = 'call_off_return_of_confirmed';
  end if;
  if exists (select from unnest(new.positions, new.quantities) as p (position, quantity)
      left join call_off_line l on l.cooperative_id = new.cooperative_id and l.call_off_id = new.call_off_id and l.position = p.position
      group by p.position having count(*) > 1 or bool_or(l.quantity is null or p.quantity > l.quantity)) then
    raise exception 'more is returned than there is' using errcode = 'check_violation', constraint = 'call_off_return_within_ordered';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger asked before insert or update on call_off_return for each row execute function call_off_return_asked();

-- What is returned may be drawn again.
-- +goose StatementBegin
create function call_off_returned() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare given numeric := coalesce(new.returned_total, 0) - coalesce(old.returned_total, 0);
begin
  update ceiling c set drawn = c.drawn - p.amount from (
      select 'member' as kind, new.member_id as id, given as amount
      union all
      select 'supplier', new.supplier_id, given where new.route is not null
      union all
      select 'item', l.item_id, l.returned - coalesce(l.before, 0) from unnest(new.items, new.returned, old.returned) as l (item_id, returned, before)
    ) p
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = p.kind and c.id = p.id and p.amount <> 0;
  update framework_drawn f set drawn = f.drawn - given where f.cooperative_id = new.cooperative_id and f.framework_id = new.framework_id;
  perform framework_settle(array[new.cooperative_id], array[new.framework_id]);
  return null;
end $$;
-- +goose StatementEnd
create trigger returned after update on call_off for each row when (new.returned is distinct from old.returned) execute function call_off_returned();

-- The supplier is told of what is asked, and who asked of what was decided.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided',
    'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));
-- +goose StatementBegin
create function outbox_call_off_returns() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select new.cooperative_id, case new.status when 'requested' then 'calloff-return-asked' else 'calloff-return-decided' end, new.call_off_id, new.status, coalesce(new.decided_at, new.asked_at)
    where new.status <> 'withdrawn';
  return null;
end $$;
-- +goose StatementEnd
revoke all on function call_off_returned(), outbox_call_off_returns() from public;
create trigger outbox_insert after insert or update on call_off_return for each row execute function outbox_call_off_returns();
