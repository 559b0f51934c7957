-- +goose Up

-- Text as people search it: without case, with umlauts written out (Geraet) or as
-- their base letters (Gerat), so that all three spellings find Gerät. No extension
-- and no locale is needed.
-- +goose StatementBegin
create function search_written_out(p_text text) returns text language sql immutable strict parallel safe
  return replace(replace(replace(replace(translate(lower(translate(p_text, 'ÄÖÜẞ', 'äöüß')),
    'àáâãåçèéêëìíîïñòóôõùúûýÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÙÚÛÝ', 'aaaaaceeeeiiiinoooouuuyaaaaaceeeeiiiinoooouuuy'),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');
-- +goose StatementEnd
-- +goose StatementBegin
create function search_base_letters(p_text text) returns text language sql immutable strict parallel safe
  return search_written_out(translate(p_text, 'ÄÖÜäöü', 'aouaou'));
-- +goose StatementEnd

-- A price as people read it: at least two places, at most six.
-- +goose StatementBegin
create function price_text(p_price numeric) returns text language sql immutable strict parallel safe
  return case when scale(trim_scale(p_price)) < 2 then round(p_price, 2) else trim_scale(p_price) end::text;
-- +goose StatementEnd

create table framework (
  cooperative_id uuid not null,
  id             uuid not null,
  number         text not null,
  title          text not null,
  supplier_id    uuid not null,
  tender_id      uuid not null,
  lot_id         uuid not null,
  lot_title      text not null,
  in_force_from  date not null,
  in_force_to    date not null,
  maximum        numeric(15,2) not null,
  drawn          numeric(15,2) not null default 0,
  status         text not null,
  quota_mode     text not null,
  call_offs      integer not null default 0,
  entitled_count integer not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint framework_pkey primary key (cooperative_id, id),
  constraint framework_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint framework_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint framework_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint framework_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint framework_number_unique unique (cooperative_id, number),
  constraint framework_once_per_lot unique (cooperative_id, lot_id),
  constraint framework_status_known check (status in ('active', 'exhausted')),
  constraint framework_quota_mode_known check (quota_mode in ('hard', 'first-come')),
  constraint framework_days_finite check (isfinite(in_force_from) and isfinite(in_force_to) and isfinite(created_at)),
  constraint framework_days_in_order check (in_force_from <= in_force_to),
  constraint framework_maximum_positive check (maximum > 0 and maximum <> 'NaN'),
  constraint framework_drawn_not_negative check (drawn >= 0 and drawn <> 'NaN'),
  constraint framework_maximum_not_exceeded check (drawn <= maximum),
  constraint framework_exhausted_at_maximum check (drawn < maximum or status = 'exhausted'),
  constraint framework_entitles_somebody check (entitled_count > 0),
  constraint framework_call_offs_count_up check (call_offs >= 0),
  constraint framework_version_positive check (version >= 1)
) with (fillfactor = 50);
comment on table framework is 'Framework contracts with their maximum and what is drawn of it (G-FRA). The root: whoever changes it, its items or its members'' draws locks this row first.';
create index framework_of_supplier on framework (cooperative_id, supplier_id, id);
create index framework_of_tender on framework (cooperative_id, tender_id);

create table framework_item (
  cooperative_id   uuid not null,
  id               uuid not null,
  framework_id     uuid not null,
  tender_item_id   uuid not null,
  position         integer not null,
  name             text collate "de-x-icu" not null,
  description      text not null,
  category         text not null,
  cpv              text not null,
  unit             text not null,
  price            numeric(15,6) not null,
  maximum_quantity numeric(12,3) not null,
  drawn_quantity   numeric(12,3) not null default 0,
  version          integer not null default 1,
  search           text not null generated always as
    (search_written_out(name || ' ' || description) || ' ' || search_base_letters(name || ' ' || description)) stored,
  constraint framework_item_pkey primary key (cooperative_id, id),
  constraint framework_item_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_item_of_tender_item foreign key (cooperative_id, tender_item_id) references tender_item (cooperative_id, id),
  constraint framework_item_key_in_framework unique (cooperative_id, framework_id, id),
  constraint framework_item_position_unique unique (cooperative_id, framework_id, position),
  constraint framework_item_position_positive check (position >= 1),
  constraint framework_item_name_given check (name <> ''),
  constraint framework_item_category_known check (category in ('hardware', 'software', 'service', 'data-center')),
  constraint framework_item_unit_form check (unit ~ '^[A-Z0-9]{2,3}$'),
  constraint framework_item_price_in_range check (price between 0 and 999999999.999999),
  constraint framework_item_maximum_in_range check (maximum_quantity between 0 and 999999999.999),
  constraint framework_item_drawn_not_negative check (drawn_quantity >= 0 and drawn_quantity <> 'NaN'),
  constraint framework_item_maximum_not_exceeded check (drawn_quantity <= maximum_quantity),
  constraint framework_item_version_positive check (version >= 1)
) with (fillfactor = 70);
comment on table framework_item is 'The price list with the maximum of each item. All but drawn_quantity and version is fixed by the award.';
comment on column framework_item.search is 'Name and description as people may type them';
create index framework_item_by_name on framework_item (cooperative_id, name, id);
create index framework_item_of_tender_item on framework_item (cooperative_id, tender_item_id);

create table framework_member (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  member_id      uuid not null,
  quota          numeric(15,2),
  drawn          numeric(15,2) not null default 0,
  version        integer not null default 1,
  constraint framework_member_pkey primary key (cooperative_id, id),
  constraint framework_member_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_member_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint framework_member_once unique (cooperative_id, framework_id, member_id),
  constraint framework_member_quota_not_negative check (quota >= 0 and quota <> 'NaN'),
  constraint framework_member_drawn_not_negative check (drawn >= 0 and drawn <> 'NaN'),
  constraint framework_member_quota_not_exceeded check (drawn <= quota),
  constraint framework_member_version_positive check (version >= 1)
) with (fillfactor = 70);
comment on table framework_member is 'Who may call off, frozen when the tender was published, with the hard quota (null: first come) and what the member has drawn.';
create index framework_member_of_member on framework_member (cooperative_id, member_id, framework_id);

create table call_off (
  cooperative_id uuid not null,
  id             uuid not null,
  number         text not null,
  framework_id   uuid not null,
  supplier_id    uuid not null,
  member_id      uuid not null,
  status         text not null,
  total          numeric(15,2) not null,
  approval_limit numeric(15,2) not null,
  budget_code    text not null,
  note           text not null,
  created_at     timestamptz not null,
  created_by     uuid not null,
  placed_at      timestamptz,
  decided_at     timestamptz,
  decided_by     uuid,
  reason         text not null default '',
  version        integer not null default 1,
  constraint call_off_pkey primary key (cooperative_id, id),
  constraint call_off_number_unique unique (cooperative_id, number),
  constraint call_off_of_entitled_member foreign key (cooperative_id, framework_id, member_id) references framework_member (cooperative_id, framework_id, member_id),
  constraint call_off_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint call_off_created_by_person foreign key (created_by) references person (id),
  constraint call_off_decided_by_person foreign key (decided_by) references person (id),
  constraint call_off_status_known check (status in ('submitted', 'placed', 'rejected', 'cancelled')),
  constraint call_off_total_not_negative check (total >= 0 and total <> 'NaN'),
  constraint call_off_limit_not_negative check (approval_limit >= 0 and approval_limit <> 'NaN'),
  constraint call_off_budget_code_length check (char_length(budget_code) between 1 and 40),
  constraint call_off_note_length check (char_length(note) <= 1000),
  constraint call_off_times_finite check (isfinite(created_at) and isfinite(placed_at) and isfinite(decided_at)),
  constraint call_off_placed_has_time check (case status when 'placed' then placed_at is not null when 'cancelled' then true else placed_at is null end),
  constraint call_off_decision_complete check ((decided_at is null) = (decided_by is null) and (status <> 'submitted' or decided_at is null)),
  constraint call_off_end_has_reason check ((status in ('rejected', 'cancelled')) = (reason <> '')
    and (status not in ('rejected', 'cancelled') or decided_at is not null)),
  constraint call_off_over_limit_approved check (status <> 'placed' or total <= approval_limit or decided_by is not null),
  constraint call_off_waits_only_over_limit check (status <> 'submitted' or total > approval_limit),
  constraint call_off_approved_by_another check (status <> 'placed' or decided_by <> created_by),
  constraint call_off_version_positive check (version >= 1)
);
comment on table call_off is 'Orders out of framework contracts (G-CAL). Submitted ones have drawn already; suppliers see those that were placed. Ids are UUIDv7 and so in the order of time.';
create index call_off_of_member on call_off (cooperative_id, member_id, id);
create index call_off_of_supplier on call_off (cooperative_id, supplier_id, id) where placed_at is not null;
create index call_off_of_framework on call_off (cooperative_id, framework_id, id);
create index call_off_waiting on call_off (cooperative_id, member_id, id) where status = 'submitted';
create index call_off_by_status on call_off (cooperative_id, status, id);

create table call_off_line (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  item_id        uuid not null,
  position       integer not null,
  name           text not null,
  unit           text not null,
  quantity       numeric(12,3) not null,
  price          numeric(15,6) not null,
  total          numeric(15,2) not null,
  version        integer not null default 1,
  constraint call_off_line_pkey primary key (cooperative_id, id),
  constraint call_off_line_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_line_of_item foreign key (cooperative_id, item_id) references framework_item (cooperative_id, id),
  constraint call_off_line_item_once unique (cooperative_id, call_off_id, item_id),
  constraint call_off_line_position_positive check (position >= 1),
  constraint call_off_line_quantity_positive check (quantity > 0 and quantity <= 999999999.999),
  constraint call_off_line_price_in_range check (price between 0 and 999999999.999999),
  constraint call_off_line_rounded_once check (total = round(quantity * price, 2))
);
comment on table call_off_line is 'The lines of call-offs with name, unit and price as they were copied; never changed.';
create index call_off_line_of_item on call_off_line (cooperative_id, item_id);

select guard_business_table('framework');
select guard_business_table('framework_item');
select guard_business_table('framework_member');
select guard_business_table('call_off');
select guard_append_only_table('call_off_line');

-- Locks a framework and shows what a call-off of a member takes from it, or null when
-- there is no such framework. One function, because each of its statements sees what
-- was committed before the lock was granted; one statement would not.
-- +goose StatementBegin
create function framework_for_call_off(p_framework uuid, p_member uuid, p_items uuid[]) returns jsonb language plpgsql as $$
declare
  f framework;
begin
  select * into f from framework where cooperative_id = current_cooperative() and id = p_framework for no key update;
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'framework', to_jsonb(f),
    'items', (select jsonb_agg(to_jsonb(i)) from framework_item i
      where i.cooperative_id = f.cooperative_id and i.framework_id = f.id and i.id = any (p_items)),
    'leftElsewhere', exists (select from framework_item i where i.cooperative_id = f.cooperative_id and i.framework_id = f.id
      and i.id <> all (p_items) and i.drawn_quantity < i.maximum_quantity),
    'entitled', (select to_jsonb(e) from framework_member e
      where e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = p_member),
    'customer', (select jsonb_build_object('admitted', m.status = 'admitted' and m.kind <> 'association', 'approval_limit', m.approval_limit) from member m
      where m.cooperative_id = f.cooperative_id and m.id = p_member));
end $$;
-- +goose StatementEnd

-- Locks a call-off behind its framework, and shows both as giving back needs them.
-- +goose StatementBegin
create function call_off_for_decision(p_call_off uuid) returns jsonb language plpgsql as $$
declare
  c call_off;
  counter jsonb;
begin
  select * into c from call_off where cooperative_id = current_cooperative() and id = p_call_off;
  if not found then
    return null;
  end if;
  counter := framework_for_call_off(c.framework_id, c.member_id, array(select l.item_id from call_off_line l
    where l.cooperative_id = c.cooperative_id and l.call_off_id = c.id));
  select * into c from call_off where cooperative_id = current_cooperative() and id = p_call_off for no key update;
  return counter || jsonb_build_object('callOff', to_jsonb(c), 'lines', (select jsonb_agg(to_jsonb(l) order by l.position) from call_off_line l
    where l.cooperative_id = c.cooperative_id and l.call_off_id = c.id));
end $$;
-- +goose StatementEnd

-- Every stored total of the cooperative that is not the sum of its parts. Empty, always:
-- otherwise something went round the application.
-- +goose StatementBegin
create function framework_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with standing as (
    select c.cooperative_id, c.id, c.framework_id, c.member_id, c.total from call_off c
    where c.cooperative_id = current_cooperative() and c.status in ('submitted', 'placed')
  ), wrong as (
    select 'framework' as relation, f.id, f.drawn as kept, coalesce(s.total, 0) as counted
    from framework f left join (select framework_id, sum(total) as total from standing group by 1) s on s.framework_id = f.id
    where f.cooperative_id = current_cooperative() and f.drawn <> coalesce(s.total, 0)
    union all
    select 'framework_member', e.id, e.drawn, coalesce(s.total, 0)
    from framework_member e
    left join (select framework_id, member_id, sum(total) as total from standing group by 1, 2) s using (framework_id, member_id)
    where e.cooperative_id = current_cooperative() and e.drawn <> coalesce(s.total, 0)
    union all
    select 'framework_item', i.id, i.drawn_quantity, coalesce(s.quantity, 0)
    from framework_item i
    left join (
      select l.item_id, sum(l.quantity) as quantity from call_off_line l
      join standing on standing.cooperative_id = l.cooperative_id and standing.id = l.call_off_id group by 1
    ) s on s.item_id = i.id
    where i.cooperative_id = current_cooperative() and i.drawn_quantity <> coalesce(s.quantity, 0)
    union all
    select 'call_off', c.id, c.total, coalesce(s.total, 0)
    from call_off c
    left join (
      select call_off_id, sum(total) as total from call_off_line where cooperative_id = current_cooperative() group by 1
    ) s on s.call_off_id = c.id
    where c.cooperative_id = current_cooperative() and c.total <> coalesce(s.total, 0)
  )
  select w.relation, w.id::text, format('kept %s, counted %s', w.kept, w.counted) from wrong w order by 1, 2
$$;
-- +goose StatementEnd
