-- +goose Up

-- Meters of data centers and what they read (G-CAP): once per meter and period, by the month,
-- only ever added to; a correction stands beside what it corrects.
create table meter (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text not null,
  member_id      uuid not null,
  reservation_id uuid,
  resource       text not null,
  unit           text not null,
  kind           text not null,
  every          text not null,
  fitted_on      date not null,
  removed_on     date,
  version        integer not null default 1,
  constraint meter_pk primary key (cooperative_id, id),
  constraint meter_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint meter_name_unique unique (cooperative_id, name),
  constraint meter_name_form check (name ~ '^[A-Za-z0-9._:/-]{1,100}$'),
  constraint meter_resource_form check (resource ~ '^[a-z][a-z0-9-]{1,39}$'),
  constraint meter_kind_known check (kind in ('gauge', 'counter')),
  constraint meter_every_known check (every in ('quarter-hour', 'hour', 'day')),
  constraint meter_energy_by_kilowatt_hour check (resource not in ('power', 'facility') or unit = case kind when 'counter' then 'KWH' else 'KWT' end),
  constraint meter_days_in_order check (isfinite(fitted_on) and isfinite(removed_on) and fitted_on <= removed_on),
  constraint meter_version_positive check (version >= 1)
);
comment on table meter is 'What measures how much a member uses of a resource; removed_on: its last day';
create index meter_of_member on meter (cooperative_id, member_id);
select guard_business_table('meter');
revoke update on meter from allmende_app;
grant update (removed_on, version) on meter to allmende_app;

-- When a meter reads for the first and for the last time: a counter once more when its last day has ended.
create view meter_reads with (security_invoker = true) as
  select m.cooperative_id, m.id, m.name, m.kind, m.every, m.fitted_on::timestamp at time zone 'Europe/Berlin' as first_at,
    case when m.removed_on is null then 'infinity' else (m.removed_on + 1)::timestamp at time zone 'Europe/Berlin' - case m.kind when 'counter' then interval '0' else interval '1 second' end end as last_at
  from meter m;
grant select on meter_reads to allmende_app;

create function reading_on_grid(p_every text, p_at timestamptz) returns boolean language sql stable parallel safe as $$
  select case p_every when 'quarter-hour' then date_bin('15 minutes', p_at, '2000-01-01 00:00Z') = p_at when 'hour' then date_bin('1 hour', p_at, '2000-01-01 00:00Z') = p_at
    else (p_at at time zone 'Europe/Berlin')::time = '00:00' end
$$;

create table metering_closing (
  cooperative_id uuid not null,
  id             uuid not null,
  month          date not null,
  missing        integer not null,
  reason         text not null,
  closed_at      timestamptz not null,
  closed_by      uuid not null,
  version        integer not null default 1,
  constraint metering_closing_pk primary key (cooperative_id, id),
  constraint metering_closing_by_person foreign key (closed_by) references person (id),
  constraint metering_closing_once unique (cooperative_id, month),
  constraint metering_closing_of_month check (isfinite(month) and extract(day from month) = 1),
  constraint metering_closing_has_ended check (closed_at >= (month + interval '1 month') at time zone 'Europe/Berlin'),
  constraint metering_closing_gaps_explained check (missing >= 0 and (missing > 0) = (reason <> '') and char_length(reason) <= 500)
);
comment on table metering_closing is 'A month of which nothing is imported any more; months are closed one after the other, and all before the first is closed with it';
select guard_append_only_table('metering_closing');
-- From when on readings are still imported.
create function metering_open_from(p_cooperative uuid) returns timestamptz language sql stable as $$
  select coalesce((max(c.month) + interval '1 month') at time zone 'Europe/Berlin', '-infinity') from metering_closing c where c.cooperative_id = p_cooperative
$$;
-- +goose StatementBegin
create function metering_closing_in_turn() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from metering_closing c where c.cooperative_id = new.cooperative_id and c.id <> new.id
      group by c.cooperative_id having max(c.month) + interval '1 month' <> new.month) then
    raise exception 'months are closed one after the other' using errcode = 'check_violation', constraint = 'metering_closing_in_turn';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger in_turn after insert on metering_closing for each row execute function metering_closing_in_turn();

create table reading_import (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text not null,
  format         text not null,
  begun_at       timestamptz not null,
  begun_by       uuid not null,
  ended_at       timestamptz,
  version        integer not null default 1,
  constraint reading_import_pk primary key (cooperative_id, id),
  constraint reading_import_by_person foreign key (begun_by) references person (id),
  constraint reading_import_name_unique unique (cooperative_id, name),
  constraint reading_import_name_length check (char_length(name) between 1 and 200),
  constraint reading_import_format_known check (format in ('csv', 'json', 'openmetrics', 'prometheus'))
);
comment on table reading_import is 'A delivery of readings; the same name goes on with it where it broke off';
create index reading_import_by_time on reading_import (cooperative_id, begun_at desc);
select guard_business_table('reading_import');
revoke update on reading_import from allmende_app;
grant update (ended_at, version) on reading_import to allmende_app;

create table reading_chunk (
  cooperative_id uuid not null,
  id             uuid not null,
  import_id      uuid not null,
  number         integer not null,
  digest         bytea not null,
  first_line     integer not null,
  last_line      integer not null,
  taken          integer not null,
  unchanged      integer not null,
  refused        integer not null,
  version        integer not null default 1,
  constraint reading_chunk_pk primary key (cooperative_id, id),
  constraint reading_chunk_of_import foreign key (cooperative_id, import_id) references reading_import (cooperative_id, id),
  constraint reading_chunk_once unique (cooperative_id, import_id, number, digest),
  constraint reading_chunk_digest_sha256 check (length(digest) = 32),
  constraint reading_chunk_lines_counted check (number >= 1 and first_line >= 1 and last_line >= first_line and least(taken, unchanged, refused) >= 0)
);
comment on table reading_chunk is 'A part of a delivery that was taken in one transaction; digest: SHA-256 of its lines, by which it is not taken again';
select guard_business_table('reading_chunk');
revoke update on reading_chunk from allmende_app;
grant update (taken, unchanged, refused, version) on reading_chunk to allmende_app;
create trigger counted_once before update on reading_chunk for each row when (old.version > 1) execute function refuse_change();

create table reading_fault (
  cooperative_id uuid not null,
  chunk_id       uuid not null,
  line           integer not null,
  field          text not null,
  code           text not null,
  params         jsonb not null,
  constraint reading_fault_pk primary key (cooperative_id, chunk_id, line),
  constraint reading_fault_of_chunk foreign key (cooperative_id, chunk_id) references reading_chunk (cooperative_id, id),
  constraint reading_fault_line_positive check (line >= 1)
);
comment on table reading_fault is 'What was wrong with a line, of the first thousand of a chunk';
select guard_set_table('reading_fault', 'chunk_id');

create table reading (
  cooperative_id uuid not null,
  meter_id       uuid not null,
  at             timestamptz not null,
  value          numeric(18,6) not null,
  chunk_id       uuid not null,
  constraint reading_pk primary key (cooperative_id, meter_id, at),
  constraint reading_value_in_range check (value >= 0 and value <> 'NaN')
) partition by range (at);
comment on table reading is 'What a meter read for the period that begins at. Its meter and chunk are checked by the statement, not by the row';
select guard_set_table('reading', 'chunk_id');
-- +goose StatementBegin
create function reading_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from (select distinct n.cooperative_id, n.chunk_id from new_rows n) n
      left join reading_chunk c on c.cooperative_id = n.cooperative_id and c.id = n.chunk_id where c.id is null) then
    raise exception 'readings of no chunk' using errcode = 'check_violation', constraint = 'reading_of_chunk';
  end if;
  -- Of each meter its first and last reading, and each grid, say it for all of them.
  if exists (
    with n as materialized (
      select n.cooperative_id, n.meter_id, min(n.at) as first_at, max(n.at) as last_at, bool_and(date_bin('15 minutes', n.at, '2000-01-01 00:00Z') = n.at) as quarters
      from new_rows n group by 1, 2)
    select from n left join meter_reads m on m.cooperative_id = n.cooperative_id and m.id = n.meter_id
    where m.id is null or n.first_at < m.first_at or n.last_at > m.last_at or not n.quarters
      or m.every <> 'quarter-hour' and exists (select from new_rows r where r.cooperative_id = n.cooperative_id and r.meter_id = n.meter_id and not reading_on_grid(m.every, r.at))
  ) then
    raise exception 'a reading of no meter, or when it was not there, or in between its periods' using errcode = 'check_violation', constraint = 'reading_of_meter';
  end if;
  if (select min(n.at) from new_rows n) < metering_open_from((select n.cooperative_id from new_rows n limit 1)) then
    raise exception 'a reading of a closed month' using errcode = 'check_violation', constraint = 'reading_month_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger read_by_meter after insert on reading referencing new table as new_rows for each statement execute function reading_check();

-- Makes the tables of the months from one instant to another, as far as they are missing; of no
-- more than 120 at once.
-- +goose StatementBegin
create function reading_months(p_from timestamptz, p_to timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m date;
  relation text;
begin
  for m in select g::date from generate_series(date_trunc('month', p_from at time zone 'Europe/Berlin'), p_to at time zone 'Europe/Berlin', interval '1 month') g limit 120 loop
    relation := to_char(m, '"reading_"YYYY_MM');
    continue when to_regclass(relation) is not null or m not between '2000-01-01' and '2199-12-01';
    lock table reading in access exclusive mode; -- as what follows takes, and whoever waited here sees what was made meanwhile
    continue when to_regclass(relation) is not null;
    execute format('create table %I partition of reading for values from (%L) to (%L)', relation,
      m::timestamp at time zone 'Europe/Berlin', (m + interval '1 month') at time zone 'Europe/Berlin');
    execute format('alter table %I enable row level security, force row level security', relation);
  end loop;
end $$;
-- +goose StatementEnd
revoke all on function reading_months(timestamptz, timestamptz) from public;
grant execute on function reading_months(timestamptz, timestamptz) to allmende_app;

create table reading_correction (
  cooperative_id uuid not null,
  id             uuid not null,
  meter_id       uuid not null,
  at             timestamptz not null,
  number         integer not null,
  value          numeric(18,6),
  reason         text not null,
  corrected_at   timestamptz not null,
  corrected_by   uuid not null,
  version        integer not null default 1,
  constraint reading_correction_pk primary key (cooperative_id, id),
  constraint reading_correction_of_meter foreign key (cooperative_id, meter_id) references meter (cooperative_id, id),
  constraint reading_correction_by_person foreign key (corrected_by) references person (id),
  constraint reading_correction_in_turn unique (cooperative_id, meter_id, at, number),
  constraint reading_correction_number_positive check (number >= 1),
  constraint reading_correction_value_in_range check (value >= 0 and value <> 'NaN'),
  constraint reading_correction_explained check (char_length(reason) between 3 and 500),
  constraint reading_correction_times_finite check (isfinite(at) and isfinite(corrected_at))
);
comment on table reading_correction is 'What a meter really read for a period, or nothing; the last one counts, and the reading stays as it was';
select guard_append_only_table('reading_correction');

-- What counts: of each period the last correction, else the reading.
create view reading_standing with (security_invoker = true) as
  select r.cooperative_id, r.meter_id, r.at, case when c.number is null then r.value else c.value end as value, coalesce(c.number, 0) as corrections, r.value as value_read
  from reading r left join lateral (
    select c.number, c.value from reading_correction c where c.cooperative_id = r.cooperative_id and c.meter_id = r.meter_id and c.at = r.at order by c.number desc limit 1) c on true
  union all
  select c.cooperative_id, c.meter_id, c.at, c.value, c.number, null
  from reading_correction c
  where not exists (select from reading r where r.cooperative_id = c.cooperative_id and r.meter_id = c.meter_id and r.at = c.at)
    and not exists (select from reading_correction l where l.cooperative_id = c.cooperative_id and l.meter_id = c.meter_id and l.at = c.at and l.number > c.number);
grant select on reading_standing to allmende_app;

-- As before, without the parts of tables, whose rows are those of the whole.
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
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in (select audit_unrecorded())
    and not exists (select from marked m where m.relation = c.relname)
$$;
-- +goose StatementEnd
