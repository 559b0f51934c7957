-- +goose Up

-- A reservation that goes over to another member takes its meters along (G-CAP): the meter ends, and another one of its
-- name goes on for the new holder. A name stands for one device: on no day are there two of it.
alter table meter add column predecessor_id uuid;
alter table meter add column late_reason text not null default '';
alter table meter add constraint meter_late_reason_length check (char_length(late_reason) <= 500);
comment on column meter.late_reason is 'Why it was fitted only after the first of its months was closed';
alter table meter add constraint meter_goes_on_from foreign key (cooperative_id, predecessor_id) references meter (cooperative_id, id);
alter table meter add constraint meter_goes_on_once unique (cooperative_id, predecessor_id);
alter table meter drop constraint meter_name_unique;
create index meter_named on meter (cooperative_id, name, fitted_on);
grant update (member_id, reservation_id) on meter to allmende_app;
comment on column meter.predecessor_id is 'The same device, as long as it measured for another member';

-- +goose StatementBegin
create function meter_one_device() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  before meter;
begin
  perform pg_advisory_xact_lock(hashtextextended('meter ' || new.cooperative_id || ' ' || new.name, 0));
  -- What a counter reads at midnight ends its last day: whoever begins on the next one goes on from it.
  if exists (select from meter m where m.cooperative_id = new.cooperative_id and m.name = new.name and m.id <> new.id
      and (m.fitted_on <= coalesce(new.removed_on, 'infinity') and coalesce(m.removed_on, 'infinity') >= new.fitted_on
        or m.removed_on + 1 = new.fitted_on and m.kind = 'counter' and m.id is distinct from new.predecessor_id
        or new.removed_on + 1 = m.fitted_on and new.kind = 'counter' and m.predecessor_id is distinct from new.id)) then
    raise exception 'two meters are called %', new.name using errcode = 'unique_violation', constraint = 'meter_name_unique';
  end if;
  if new.predecessor_id is not null then
    select * into before from meter m where m.cooperative_id = new.cooperative_id and m.id = new.predecessor_id;
    if (before.name, before.resource, before.unit, before.kind, before.every, before.removed_on + 1) is distinct from (new.name, new.resource, new.unit, new.kind, new.every, new.fitted_on) then
      raise exception 'meter % goes on from another one', new.name using errcode = 'check_violation', constraint = 'meter_goes_on';
    end if;
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger one_device after insert or update on meter for each row execute function meter_one_device();

-- Whose use it measures is who holds the reservation, and a meter of a month that was closed says why it comes so late.
-- +goose StatementBegin
create function meter_placed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.reservation_id is not null and not exists (select from capacity_reservation r
      where r.cooperative_id = new.cooperative_id and r.id = new.reservation_id and r.member_id = new.member_id) then
    raise exception 'meter %: the reservation is another member''s', new.name using errcode = 'check_violation', constraint = 'meter_of_holder';
  end if;
  if tg_op = 'INSERT' and char_length(new.late_reason) < 3 and new.fitted_on::timestamp at time zone 'Europe/Berlin' < metering_open_from(new.cooperative_id) then
    raise exception 'meter % begins in a closed month, without a reason', new.name using errcode = 'check_violation', constraint = 'meter_fitted_open';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger placed before insert or update of member_id, reservation_id on meter for each row execute function meter_placed();

-- own_at is the first reading that is of this meter alone: what a counter read when it went over is also its predecessor's.
drop view meter_reads;
create view meter_reads with (security_invoker = true) as
  select m.cooperative_id, m.id, m.name, m.kind, m.every, m.predecessor_id, m.fitted_on::timestamp at time zone 'Europe/Berlin' as first_at,
    m.fitted_on::timestamp at time zone 'Europe/Berlin' + case when m.predecessor_id is not null and m.kind = 'counter' then interval '1 second' else interval '0' end as own_at,
    case when m.removed_on is null then 'infinity' else (m.removed_on + 1)::timestamp at time zone 'Europe/Berlin' - case m.kind when 'counter' then interval '0' else interval '1 second' end end as last_at
  from meter m;
grant select on meter_reads to allmende_app;

-- What was released from a day to come on is still held, and can be altered; what goes over before anything was agreed is
-- withdrawn by whoever decides.
alter table capacity_reservation drop constraint capacity_reservation_decided_by_another;
alter table capacity_reservation add constraint capacity_reservation_decided_by_another
  check (decided_by <> requested_by or predecessor_id is not null or status in ('released', 'withdrawn'));
-- +goose StatementBegin
create or replace function capacity_held_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
  changed boolean;
begin
  if old.status in ('rejected', 'withdrawn') or old.status = 'released' and old.released_from <= today or old.call_off_id is distinct from new.call_off_id then
    raise exception 'reservation % stays as it is', old.number using errcode = 'check_violation', constraint = 'capacity_reservation_stays';
  end if;
  if old.status in ('approved', 'released') and old.proposed_by is null then
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
-- +goose StatementBegin
create or replace function outbox_reservation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  told text; happened text := ''; today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
begin
  if tg_op = 'INSERT' then
    if new.predecessor_id is not null then
      told := 'reservation-decided'; happened := 'received';
    elsif new.status = 'requested' then
      told := 'reservation-waits';
    end if;
  elsif new.status = 'requested' and old.status <> 'requested' then
    told := 'reservation-waits';
  elsif new.proposed_by is not null and old.proposed_by is null then
    told := 'reservation-waits'; happened := 'change';
  elsif old.proposed_by is not null and new.proposed_by is null and new.decided_at is not distinct from old.decided_at then
    told := null; -- its member took the change back
  elsif old.proposed_by is not null and new.proposed_by is null then
    told := 'reservation-decided'; happened := case when new.reason = '' then 'change-approved' else 'change-rejected' end;
  elsif old.status = 'requested' and new.status in ('approved', 'rejected') then
    told := 'reservation-decided'; happened := new.status;
  elsif new.status = 'offered' and old.status = 'waiting' then
    told := 'place-offered';
  elsif new.status in ('released', 'withdrawn') and new.decided_at is distinct from old.decided_at then
    told := 'reservation-decided'; happened := 'passed-on';
  elsif new.status = 'withdrawn' and (old.status = 'offered' and old.offered_to < today or old.status = 'waiting' and old.claim_from[1] < today) then
    told := 'reservation-decided'; happened := 'lapsed';
  end if;
  if told is not null then
    insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, told, new.id, happened, allmende_clock());
  end if;
  return null;
end $$;
-- +goose StatementEnd
