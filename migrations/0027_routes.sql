-- +goose Up

-- Which supplier of a contract an order goes to (VgV 21). The table of rules is stated with the
-- tender, fixed with its publication and carried into the contract; what there is already has
-- none: all its orders go to the first in rank, and no hash changes.
alter table tender_lot add route jsonb, add constraint tender_lot_route_has_rules check (jsonb_typeof(route) = 'array' and jsonb_array_length(route) between 1 and 20);
alter table framework add route jsonb, add constraint framework_route_has_rules check (jsonb_typeof(route) = 'array' and jsonb_array_length(route) between 1 and 20);
comment on column tender_lot.route is 'The rules by which an order finds its supplier, the first that holds decides; empty: all go to the first in rank';
comment on column framework.route is 'The same as the tender published it; never changed';
create trigger route_kept before update on framework for each row when (new.route is distinct from old.route) execute function refuse_change();

alter table framework_supplier
  add out_kind text,
  add out_reason text,
  add out_by uuid,
  add out_at timestamptz,
  add constraint framework_supplier_out_known check (out_kind in ('suspended', 'excluded', 'withdrawn')),
  add constraint framework_supplier_out_complete check (num_nonnulls(out_kind, out_reason, out_by, out_at) in (0, 4) and isfinite(out_at)),
  add constraint framework_supplier_out_reason_length check (char_length(out_reason) between 3 and 2000),
  add constraint framework_supplier_out_by_person foreign key (out_by) references person (id);
comment on column framework_supplier.out_kind is 'Why it takes no orders: suspended, excluded, or withdrawn by itself; empty while it does';

alter table call_off
  add route jsonb,
  add offered_rank integer,
  add answer_due timestamptz,
  add constraint call_off_route_is_trace check (jsonb_typeof(route) = 'object'),
  add constraint call_off_offered_by_cascade check (case when offered_rank is null then answer_due is null
    else offered_rank >= 1 and coalesce(route ->> 'way' = 'cascade', false) and coalesce(isfinite(answer_due), false) end),
  drop constraint call_off_decision_complete,
  add constraint call_off_decision_complete check ((decided_at is null) = (decided_by is null) and (status <> 'submitted' or decided_at is null)
    or status = 'rejected' and decided_at is not null and offered_rank is not null),
  drop constraint call_off_end_has_reason,
  add constraint call_off_end_has_reason check ((status in ('rejected', 'cancelled')) = (reason <> '') and (status not in ('rejected', 'cancelled') or decided_at is not null)
    or status = 'rejected' and decided_at is not null and decided_by is null);
comment on column call_off.route is 'How it found its supplier: each rule that was looked at, and how the suppliers stood; empty where the contract has no rules';
comment on column call_off.offered_rank is 'Of a cascade: the rank that is asked, or was asked last';
comment on column call_off.answer_due is 'Of a cascade: until when it may answer';
create index call_off_answer_due on call_off (answer_due) where answer_due is not null and status = 'placed';

create table call_off_refusal (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  supplier_id    uuid not null,
  rank           integer not null,
  why            text not null,
  reason         text not null,
  refused_by     uuid,
  refused_at     timestamptz not null,
  version        integer not null default 1,
  constraint call_off_refusal_pk primary key (cooperative_id, id),
  constraint call_off_refusal_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_refusal_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint call_off_refusal_by_person foreign key (refused_by) references person (id),
  constraint call_off_refusal_once_per_rank unique (cooperative_id, call_off_id, rank),
  constraint call_off_refusal_why_known check (why in ('refused', 'silent', 'suspended', 'excluded', 'withdrawn', 'unpriced', 'dearer', 'exceeded', 'closed')),
  constraint call_off_refusal_has_words check ((why = 'refused') = (refused_by is not null) and (why = 'refused') = (reason <> '') and char_length(reason) <= 2000),
  constraint call_off_refusal_rank_positive check (rank >= 1),
  constraint call_off_refusal_time_finite check (isfinite(refused_at))
);
comment on table call_off_refusal is 'Who in a cascade did not deliver a call-off: refused in text form, silent until its time was over, or not to be asked';
create index call_off_refusal_of_supplier on call_off_refusal (cooperative_id, supplier_id);
select guard_append_only_table('call_off_refusal');

-- An order passes on from rank to rank, each once, with the same items and quantities; that the
-- former one does not deliver is on record before.
-- +goose StatementBegin
create function call_off_passed_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.offered_rank is null or new.offered_rank is null or new.offered_rank <= old.offered_rank or old.status <> 'placed' or new.status <> 'placed'
      or new.items <> old.items or new.quantities <> old.quantities
      or not exists (select from framework_supplier s where s.cooperative_id = new.cooperative_id and s.framework_id = new.framework_id
        and s.supplier_id = new.supplier_id and s.rank = new.offered_rank and s.out_kind is null)
      or not exists (select from call_off_refusal r where r.cooperative_id = new.cooperative_id and r.call_off_id = new.id and r.rank = old.offered_rank)
      or exists (select from order_answer a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id) then
    raise exception 'call-off % passes from rank % to %', new.number, old.offered_rank, new.offered_rank using errcode = 'check_violation', constraint = 'call_off_passes_by_rank';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger passed_on before update on call_off for each row when (new.supplier_id <> old.supplier_id) execute function call_off_passed_on();
-- Where lines are kept unless a change is counted, an order that passes on may take other prices.
-- +goose StatementBegin
do $$
begin
  if to_regproc('call_off_lines_kept') is not null then
    drop trigger lines_kept on call_off;
    create trigger lines_kept before update on call_off for each row
      when (new.items <> old.items or new.quantities <> old.quantities or new.change is distinct from old.change
        or (new.prices <> old.prices or new.totals <> old.totals) and new.offered_rank is not distinct from old.offered_rank)
      execute function call_off_lines_kept();
  end if;
end $$;
-- +goose StatementEnd

-- What each supplier has drawn is counted where the contract has rules, so that a balance is
-- read and not added up.
alter table ceiling drop constraint ceiling_kind_known;
alter table ceiling add constraint ceiling_kind_known check (kind in ('item', 'member', 'supplier'));
-- +goose StatementBegin
create function framework_supplier_counted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into ceiling (cooperative_id, framework_id, kind, id) select n.cooperative_id, n.framework_id, 'supplier', n.supplier_id
    from new_rows n join framework f on f.cooperative_id = n.cooperative_id and f.id = n.framework_id
    where f.route is not null on conflict do nothing;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function framework_supplier_counted() from public;
create trigger count_insert after insert on framework_supplier referencing new table as new_rows for each statement execute function framework_supplier_counted();
create trigger count_update after update on framework_supplier referencing new table as new_rows for each statement execute function framework_supplier_counted();
-- +goose StatementBegin
create or replace function call_off_added() returns trigger language plpgsql security definer
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
    select 1 as sign, n.framework_id, n.member_id, n.total, n.items, n.quantities, n.supplier_id, n.route from new_rows n where n.status not in ('rejected', 'cancelled')
    union all
    select -1, o.framework_id, o.member_id, o.total, o.items, o.quantities, o.supplier_id, o.route from old_rows o where o.status not in ('rejected', 'cancelled')
  ), part as (
    select d.framework_id, 'member' as kind, d.member_id as id, d.sign * d.total as amount from difference d
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
-- +goose StatementBegin
create or replace function framework_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with standing as (
    select c.* from call_off c where c.cooperative_id = current_cooperative() and c.status not in ('rejected', 'cancelled')
  ), counted as (
    select framework_id, 'item' as kind, l.item_id as id, sum(l.quantity) as drawn
      from standing s cross join lateral unnest(s.items, s.quantities) as l (item_id, quantity) group by 1, 3
    union all
    select m.framework_id, 'member', framework_holder(m.framework_id, m.member_id), sum(m.total)
      from (select framework_id, member_id, sum(total) as total from standing group by 1, 2) m group by 1, 3
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
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2
$$;
-- +goose StatementEnd

-- The rules of a contract with its suppliers as they stand, and what those behind the first ask
-- for items; null without rules.
-- +goose StatementBegin
create function framework_routing(p_cooperative uuid, p_framework uuid, p_items uuid[], p_day date) returns jsonb language sql stable as $$
  select jsonb_build_object('rules', f.route, 'suppliers', (select jsonb_agg(jsonb_build_object('id', s.supplier_id, 'rank', s.rank, 'share', coalesce(s.target_share, 0),
      'out', coalesce(s.out_kind, ''), 'drawn', coalesce(c.drawn, 0)::numeric(15,2)::text, 'name', p.name,
      'prices', (select coalesce(jsonb_object_agg(i.id, coalesce(
            (select jsonb_build_object('price', x.price, 'tier_mode', x.tier_mode, 'tier_basis', x.tier_basis, 'tier_from', x.tier_from, 'tier_price', x.tier_price)
              from item_price x join price_change g on g.cooperative_id = x.cooperative_id and g.id = x.change_id
              where x.cooperative_id = i.cooperative_id and x.item_id = i.id and x.supplier_id = s.supplier_id and x.valid_from <= p_day and g.status = 'approved'
              order by x.valid_from desc limit 1),
            jsonb_build_object('price', b.price))), '{}')
        from framework_item i left join bid_price b on b.cooperative_id = i.cooperative_id and b.bid_id = s.bid_id and b.item_id = i.tender_item_id
        where s.rank > 1 and i.cooperative_id = s.cooperative_id and i.framework_id = s.framework_id and i.id = any(p_items) and b.price is not null)) order by s.rank)
    from framework_supplier s join supplier p on p.cooperative_id = s.cooperative_id and p.id = s.supplier_id
      left join ceiling c on c.cooperative_id = s.cooperative_id and c.framework_id = s.framework_id and c.kind = 'supplier' and c.id = s.supplier_id
    where s.cooperative_id = f.cooperative_id and s.framework_id = f.id))
  from framework f where f.cooperative_id = p_cooperative and f.id = p_framework and f.route is not null
$$;
-- +goose StatementEnd
drop view framework_standing;
create view framework_standing with (security_invoker = true) as
  select f.*, d.drawn, d.call_offs, coalesce(f.halt_status, case when d.exhausted then 'exhausted' else 'active' end) as status
  from framework f join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id;
grant select on framework_standing to allmende_app;

-- An order that passes on is one to the next supplier; step: the rank that it leaves.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed',
    'calloff-changed',
    'calloff-passed', 'calloff-approval-late', 'calloff-answer-late', 'calloff-delivery-late', 'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));
-- +goose StatementBegin
create function outbox_call_off_passed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) select new.cooperative_id, 'calloff-passed', new.id, old.offered_rank::text, allmende_clock();
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_call_off_passed() from public;
create trigger outbox_passed after update on call_off for each row when (new.supplier_id <> old.supplier_id) execute function outbox_call_off_passed();
