-- +goose Up

-- Data centers: sites, pools of resources, and what members reserve of them, never above what
-- may be used on any day (G-CAP). Days are those of Berlin, both ends included.
create table capacity_site (
  cooperative_id       uuid not null,
  id                   uuid not null,
  name                 text not null,
  address              text not null,
  room_names           text[] not null,
  room_classes         integer[] not null,
  certificate_names    text[] not null,
  certificates_to      date[] not null,
  version              integer not null default 1,
  constraint capacity_site_pk primary key (cooperative_id, id),
  constraint capacity_site_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint capacity_site_name_unique unique (cooperative_id, name),
  constraint capacity_site_name_length check (char_length(name) between 3 and 100 and char_length(address) between 3 and 300),
  constraint capacity_site_rooms_whole check (cardinality(room_names) between 1 and 50 and cardinality(room_classes) = cardinality(room_names)
    and num_nulls(array_position(room_names, null), array_position(room_classes, null)) = 2 and 1 <= all(room_classes) and 4 >= all(room_classes)),
  constraint capacity_site_certificates_whole check (cardinality(certificate_names) <= 50 and cardinality(certificates_to) = cardinality(certificate_names)
    and num_nulls(array_position(certificate_names, null), array_position(certificates_to, null)) = 2 and 'infinity' <> all(certificates_to) and '-infinity' <> all(certificates_to)),
  constraint capacity_site_version_positive check (version >= 1)
);
comment on table capacity_site is 'A data center: its rooms with their availability classes of EN 50600, and what it is certified for, up to which day';
select guard_business_table('capacity_site');

create table capacity_pool (
  cooperative_id uuid not null,
  id             uuid not null,
  site_id        uuid not null,
  name           text not null,
  room           text not null,
  framework_id   uuid,
  approval       boolean not null,
  version        integer not null default 1,
  constraint capacity_pool_pk primary key (cooperative_id, id),
  constraint capacity_pool_of_site foreign key (cooperative_id, site_id) references capacity_site (cooperative_id, id),
  constraint capacity_pool_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint capacity_pool_name_unique unique (cooperative_id, site_id, name),
  constraint capacity_pool_name_length check (char_length(name) between 3 and 100 and char_length(room) between 1 and 100),
  constraint capacity_pool_version_positive check (version >= 1)
);
comment on table capacity_pool is 'Capacity that is reserved together; who reserves locks its row. framework_id: whose lot is its commercial side';
create index capacity_pool_of_framework on capacity_pool (cooperative_id, framework_id) where framework_id is not null;
select guard_business_table('capacity_pool');
revoke update on capacity_pool from allmende_app;
grant update (name, room, framework_id, approval, version) on capacity_pool to allmende_app;

create table capacity_resource (
  cooperative_id   uuid not null,
  id               uuid not null,
  pool_id          uuid not null,
  kind             text not null,
  tier             text not null,
  level_from       date[] not null,
  level_amount     numeric(12,3)[] not null,
  level_reserve    numeric(12,3)[] not null,
  level_overcommit numeric(4,2)[] not null,
  version          integer not null default 1,
  constraint capacity_resource_pk primary key (cooperative_id, id),
  constraint capacity_resource_of_pool foreign key (cooperative_id, pool_id) references capacity_pool (cooperative_id, id),
  constraint capacity_resource_once_per_pool unique (cooperative_id, pool_id, kind, tier),
  constraint capacity_resource_kind_known check (kind in ('rack-unit', 'rack', 'it-load', 'vcpu', 'memory', 'storage', 'gpu', 'backup', 'bandwidth')),
  constraint capacity_resource_tier_of_storage check ((kind = 'storage') = (tier <> '') and char_length(tier) <= 40),
  constraint capacity_resource_levels_whole check (cardinality(level_from) >= 1 and cardinality(level_amount) = cardinality(level_from)
    and cardinality(level_reserve) = cardinality(level_from) and cardinality(level_overcommit) = cardinality(level_from)
    and num_nulls(array_position(level_from, null), array_position(level_amount, null), array_position(level_reserve, null), array_position(level_overcommit, null)) = 4),
  constraint capacity_resource_levels_finite check ('infinity' <> all(level_from) and '-infinity' <> all(level_from)
    and 'NaN' <> all(level_amount) and 'NaN' <> all(level_reserve) and 'NaN' <> all(level_overcommit)
    and 0 <= all(level_amount) and 0 <= all(level_reserve)),
  -- More than there is may be promised of the time of processors only, never of space or power.
  constraint capacity_resource_overcommit_lawful check (1 <= all(level_overcommit) and (kind = 'vcpu' and 20 >= all(level_overcommit) or 1 >= all(level_overcommit))),
  constraint capacity_resource_version_positive check (version >= 1)
);
comment on table capacity_resource is 'One kind of capacity of a pool, level by level: from a day on how much there is, what of it is kept for maintenance, and how often the rest is promised';
select guard_business_table('capacity_resource');
revoke update on capacity_resource from allmende_app;
grant update (level_from, level_amount, level_reserve, level_overcommit, version) on capacity_resource to allmende_app;

create table capacity_reservation (
  cooperative_id     uuid not null,
  id                 uuid not null,
  pool_id            uuid not null,
  member_id          uuid not null,
  number             text not null,
  purpose            text not null,
  call_off_id        uuid,
  line_resources     uuid[] not null,
  line_positions     integer[] not null,
  status             text not null,
  claim_resources    uuid[] not null,
  claim_from         date[] not null,
  claim_to           date[] not null,
  claim_amounts      numeric(12,3)[] not null,
  proposed_resources uuid[],
  proposed_from      date[],
  proposed_to        date[],
  proposed_amounts   numeric(12,3)[],
  held_resources     uuid[] not null,
  held_from          date[] not null,
  held_to            date[] not null,
  held_amounts       numeric(12,3)[] not null,
  released_from      date,
  offered_to         date,
  predecessor_id     uuid,
  requested_by       uuid not null,
  requested_at       timestamptz not null,
  proposed_by        uuid,
  decided_by         uuid,
  decided_at         timestamptz,
  reason             text not null default '',
  version            integer not null default 1,
  constraint capacity_reservation_pk primary key (cooperative_id, id),
  constraint capacity_reservation_of_pool foreign key (cooperative_id, pool_id) references capacity_pool (cooperative_id, id),
  constraint capacity_reservation_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint capacity_reservation_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint capacity_reservation_after foreign key (cooperative_id, predecessor_id) references capacity_reservation (cooperative_id, id),
  constraint capacity_reservation_requested_by_person foreign key (requested_by) references person (id),
  constraint capacity_reservation_proposed_by_person foreign key (proposed_by) references person (id),
  constraint capacity_reservation_decided_by_person foreign key (decided_by) references person (id),
  constraint capacity_reservation_number_unique unique (cooperative_id, number),
  constraint capacity_reservation_status_known check (status in ('requested', 'approved', 'released', 'waiting', 'offered', 'rejected', 'withdrawn')),
  constraint capacity_reservation_purpose_length check (char_length(purpose) between 3 and 300 and char_length(reason) <= 2000),
  constraint capacity_reservation_lines_whole check (cardinality(line_positions) = cardinality(line_resources) and (call_off_id is not null or cardinality(line_resources) = 0)
    and num_nulls(array_position(line_resources, null), array_position(line_positions, null)) = 2),
  constraint capacity_reservation_claims_whole check (cardinality(claim_resources) >= 1 and cardinality(claim_from) = cardinality(claim_resources)
    and cardinality(claim_to) = cardinality(claim_resources) and cardinality(claim_amounts) = cardinality(claim_resources)
    and num_nulls(array_position(claim_resources, null), array_position(claim_from, null), array_position(claim_to, null), array_position(claim_amounts, null)) = 4
    and 0 < all(claim_amounts) and 'NaN' <> all(claim_amounts)),
  constraint capacity_reservation_proposal_whole check (num_nulls(proposed_resources, proposed_from, proposed_to, proposed_amounts, proposed_by) in (0, 5)
    and (proposed_by is null or status = 'approved')),
  constraint capacity_reservation_held_whole check (cardinality(held_from) = cardinality(held_resources)
    and cardinality(held_to) = cardinality(held_resources) and cardinality(held_amounts) = cardinality(held_resources)
    and num_nulls(array_position(held_resources, null), array_position(held_from, null), array_position(held_to, null), array_position(held_amounts, null)) = 4
    and 0 < all(held_amounts) and 'NaN' <> all(held_amounts) and 'infinity' <> all(held_to) and '-infinity' <> all(held_from)),
  constraint capacity_reservation_held_as_agreed check (case
    when status in ('waiting', 'rejected', 'withdrawn') then cardinality(held_resources) = 0
    when proposed_by is null and status <> 'released' then held_resources = claim_resources and held_from = claim_from and held_to = claim_to and held_amounts = claim_amounts
    else true end),
  constraint capacity_reservation_release_complete check ((status = 'released') = (released_from is not null) and isfinite(released_from)),
  constraint capacity_reservation_offer_complete check ((offered_to is not null or status <> 'offered') and isfinite(offered_to)),
  constraint capacity_reservation_decision_complete check ((decided_by is null) = (decided_at is null) and isfinite(decided_at) and isfinite(requested_at)),
  constraint capacity_reservation_decided_by_another check (decided_by <> requested_by or predecessor_id is not null or status = 'released'),
  constraint capacity_reservation_version_positive check (version >= 1)
);
comment on table capacity_reservation is 'What a member reserves of a pool: what is agreed (claim), what is proposed instead, and what is held because of both (held), resource by resource and days by days';
create index capacity_reservation_of_member on capacity_reservation (cooperative_id, member_id);
create index capacity_reservation_of_pool on capacity_reservation (cooperative_id, pool_id, id);
create index capacity_reservation_of_call_off on capacity_reservation (cooperative_id, call_off_id) where call_off_id is not null;
create index capacity_reservation_waiting on capacity_reservation (cooperative_id, pool_id, requested_at, id) where status = 'waiting';
create index capacity_reservation_after on capacity_reservation (cooperative_id, predecessor_id) where predecessor_id is not null;
select guard_business_table('capacity_reservation');
revoke update on capacity_reservation from allmende_app;
grant update (status, claim_resources, claim_from, claim_to, claim_amounts, proposed_resources, proposed_from, proposed_to, proposed_amounts, held_resources, held_from, held_to,
  held_amounts, released_from, offered_to, requested_by, proposed_by, decided_by, decided_at, reason, version) on capacity_reservation to allmende_app;

-- What is held, one resource and run of days a row.
create view capacity_held with (security_invoker = true) as
  select r.cooperative_id, r.id as reservation_id, r.pool_id, r.member_id, h.resource_id, h.from_day, h.to_day, h.amount
  from capacity_reservation r cross join lateral unnest(r.held_resources, r.held_from, r.held_to, r.held_amounts) as h (resource_id, from_day, to_day, amount);
grant select on capacity_held to allmende_app;

-- By how much all that is held of a resource rises or falls on a day: as many rows as days, however
-- many reservations there are. It follows from reservations; triggers keep it.
create schema capacity;
grant usage on schema capacity to allmende_app;
create table capacity.step (
  cooperative_id uuid not null,
  resource_id    uuid not null,
  day            date not null,
  rise           numeric(15,3) not null,
  constraint step_pk primary key (cooperative_id, resource_id, day),
  constraint step_of_resource foreign key (cooperative_id, resource_id) references public.capacity_resource (cooperative_id, id),
  constraint step_finite check (rise <> 'NaN' and isfinite(day))
);
comment on table capacity.step is 'By how much all that is held of a resource rises or falls on a day';
alter table capacity.step enable row level security;
alter table capacity.step force row level security;
create policy same_cooperative on capacity.step using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()));
grant select on capacity.step to allmende_app;

-- What may be used of a resource, level by level: what is not kept for maintenance, as often as it is promised.
-- +goose StatementBegin
create function capacity_usable(p capacity_resource) returns table (from_day date, usable numeric) language sql immutable as $$
  select l.from_day, trunc((l.amount - l.reserve) * l.overcommit, 3)
  from unnest(p.level_from, p.level_amount, p.level_reserve, p.level_overcommit) as l (from_day, amount, reserve, overcommit)
$$;
-- +goose StatementEnd

-- The first day on which more of a resource is held than may be used, or null: a sweep over all days on which
-- something changes.
-- +goose StatementBegin
create function capacity_overbooked(p capacity_resource) returns date language sql stable set search_path = public, pg_temp as $$
  select w.day from (
    select m.day, sum(sum(m.held)) over (order by m.day) as held, sum(sum(m.usable)) over (order by m.day) as usable from (
      select s.day, s.rise as held, 0 as usable from capacity.step s where s.cooperative_id = p.cooperative_id and s.resource_id = p.id
      union all
      select l.from_day, 0, l.usable - lag(l.usable, 1, 0) over (order by l.from_day) from capacity_usable(p) l
    ) m group by m.day
  ) w where w.held > w.usable or w.held < 0 order by w.day limit 1
$$;
-- +goose StatementEnd

-- The first line of a call-off of which more is reserved on some day than was called off and kept, or null.
-- +goose StatementBegin
create function capacity_line_exceeded(p call_off) returns integer language sql stable set search_path = public, pg_temp as $$
  with held as (
    select l.position, h.from_day, h.to_day + 1 as free_on, h.amount
    from capacity_reservation r cross join lateral unnest(r.line_resources, r.line_positions) as l (resource_id, position)
      cross join lateral unnest(r.held_resources, r.held_from, r.held_to, r.held_amounts) as h (resource_id, from_day, to_day, amount)
    where r.cooperative_id = p.cooperative_id and r.call_off_id = p.id and h.resource_id = l.resource_id
  ), moved as (
    select position, from_day as day, amount as rise from held union all select position, free_on, -amount from held
  ), swept as (
    select m.position, sum(sum(m.rise)) over (partition by m.position order by m.day) as held from moved m group by m.position, m.day
  )
  select min(s.position) from swept s
  where s.held > coalesce(case when p.status = 'placed' then (call_off_kept(call_off_kept(p.quantities, p.returned), p.quantities_back))[s.position] end, 0)
$$;
-- +goose StatementEnd

-- Reservations of a pool are written one after the other, so that each finds what the others left: nothing is
-- overbooked on any day, whoever writes, and of a line of a call-off not more is reserved than was called off.
-- +goose StatementBegin
create function capacity_reserved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  over record;
  ordered call_off;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from unnest(new.claim_resources || coalesce(new.proposed_resources, '{}') || new.held_resources || new.line_resources) as c (id)
      where not exists (select from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = c.id and r.pool_id = new.pool_id)) then
    raise exception 'reservation % has resources of other pools', new.number using errcode = 'check_violation', constraint = 'capacity_reservation_in_one_pool';
  end if;
  insert into capacity.step as s (cooperative_id, resource_id, day, rise)
    select new.cooperative_id, m.resource_id, m.day, sum(m.rise) from (
      select h.resource_id, h.from_day as day, h.amount as rise from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, -h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.from_day, -h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
    ) m group by m.resource_id, m.day having sum(m.rise) <> 0
    on conflict on constraint step_pk do update set rise = s.rise + excluded.rise;
  select r.kind, r.tier, o.day into over
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day)
    where r.cooperative_id = new.cooperative_id and r.id = any(new.held_resources) and o.day is not null limit 1;
  if found then
    raise exception 'reservation %: % % is overbooked on %', new.number, over.kind, over.tier, over.day using errcode = 'check_violation', constraint = 'capacity_not_overbooked';
  end if;
  if new.call_off_id is not null and cardinality(new.held_resources) > 0 then
    select * into ordered from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id for no key update;
    if ordered.member_id <> new.member_id or capacity_line_exceeded(ordered) is not null then
      raise exception 'reservation %: more than was called off', new.number using errcode = 'check_violation', constraint = 'capacity_within_line';
    end if;
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger reserved after insert or update on capacity_reservation for each row execute function capacity_reserved();

-- What was, was: the days before today of what is held stay as they are, but for what was never decided.
-- +goose StatementBegin
create function capacity_held_stays() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
  changed boolean;
begin
  if old.status in ('rejected', 'withdrawn', 'released') or old.call_off_id is distinct from new.call_off_id then
    raise exception 'reservation % stays as it is', old.number using errcode = 'check_violation', constraint = 'capacity_reservation_stays';
  end if;
  if old.status = 'approved' and old.proposed_by is null then
    with was as (
      select h.resource_id, day::date, h.amount as was, 0 as is from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount),
        generate_series(h.from_day, least(h.to_day, today - 1), interval '1 day') as day
      union all
      select h.resource_id, day::date, 0, h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount),
        generate_series(h.from_day, least(h.to_day, today - 1), interval '1 day') as day
    )
    select exists (select from was group by was.resource_id, was.day having sum(was.was) <> sum(was.is)) into changed;
    if changed then
      raise exception 'reservation %: what was held stays', old.number using errcode = 'check_violation', constraint = 'capacity_history_stays';
    end if;
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger held_stays before update on capacity_reservation for each row execute function capacity_held_stays();

-- Nobody takes away what is reserved.
-- +goose StatementBegin
create function capacity_levelled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  short date;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from (select l.from_day, lag(l.from_day) over (order by l.place) as before, u.reserve, u.amount
      from unnest(new.level_from) with ordinality as l (from_day, place), lateral (select new.level_reserve[l.place] as reserve, new.level_amount[l.place] as amount) u) l
      where l.from_day <= l.before or l.reserve > l.amount) then
    raise exception 'levels of resource %', new.id using errcode = 'check_violation', constraint = 'capacity_levels_in_order';
  end if;
  select capacity_overbooked(r) into short from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = new.id;
  if short is not null then
    raise exception 'resource %: less than is reserved on %', new.id, short using errcode = 'check_violation', constraint = 'capacity_above_reserved';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger levelled after insert or update on capacity_resource for each row execute function capacity_levelled();

-- An order whose lines are reserved stays as far as that.
-- +goose StatementBegin
create function call_off_reserved_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from capacity_reservation r where r.cooperative_id = new.cooperative_id and r.call_off_id = new.id) and capacity_line_exceeded(new) is not null then
    raise exception 'of % more is reserved', new.number using errcode = 'check_violation', constraint = 'call_off_reserved_stays';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function capacity_reserved(), capacity_levelled(), call_off_reserved_stays() from public;
create trigger reserved_stays after update on call_off for each row
  when (new.status <> old.status and old.status = 'placed' or new.quantities <> old.quantities or new.returned is distinct from old.returned or new.quantities_back is distinct from old.quantities_back)
  execute function call_off_reserved_stays();

-- What does not agree: days on which more is held than may be used, steps that are not the sum of what is held,
-- and lines of call-offs of which more is reserved than was called off.
-- +goose StatementBegin
create function capacity_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with moved as (
    select h.resource_id, h.from_day as day, h.amount as rise from capacity_held h where h.cooperative_id = current_cooperative()
    union all
    select h.resource_id, h.to_day + 1, -h.amount from capacity_held h where h.cooperative_id = current_cooperative()
  ), counted as (
    select m.resource_id, m.day, sum(m.rise) as rise from moved m group by 1, 2
  ), wrong as (
    select 'capacity_resource' as relation, r.id, 'overbooked on ' || o.day as detail
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day) where r.cooperative_id = current_cooperative() and o.day is not null
    union all
    select 'step', coalesce(s.resource_id, c.resource_id), format('on %s kept %s, counted %s', coalesce(s.day, c.day), coalesce(s.rise, 0), coalesce(c.rise, 0))
    from (select * from capacity.step where cooperative_id = current_cooperative()) s full join counted c on c.resource_id = s.resource_id and c.day = s.day
    where coalesce(s.rise, 0) <> coalesce(c.rise, 0)
    union all
    select 'call_off', c.id, format('line %s: more is reserved than was called off', l.position)
    from call_off c cross join lateral capacity_line_exceeded(c) as l (position)
    where c.cooperative_id = current_cooperative() and l.position is not null
      and exists (select from capacity_reservation r where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id)
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2, 3
$$;
-- +goose StatementEnd
