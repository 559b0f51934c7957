-- +goose Up

-- What a cooperative's administrator adds to the installation's dated figures of the law: each
-- holds from its day until the next one of its code begins, and of several from the same day
-- the last. Nothing is changed or taken back, and the past is out of reach.
create table legal_value (
  cooperative_id uuid not null,
  id             uuid not null,
  code           text not null,
  position       integer not null,
  value          text not null,
  valid_from     date not null,
  source         text not null,
  primary_source boolean not null,
  added_by       uuid not null,
  added_at       timestamptz not null,
  version        integer not null default 1,
  constraint legal_value_pk primary key (cooperative_id, id),
  constraint legal_value_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint legal_value_added_by_person foreign key (added_by) references person (id),
  constraint legal_value_one_after_another unique (cooperative_id, code, position),
  constraint legal_value_position check (position >= 1),
  constraint legal_value_is_figure check (value ~ '^[0-9]{1,9}(\.[0-9]{2})?$'),
  constraint legal_value_source_length check (char_length(source) between 3 and 300),
  constraint legal_value_time_finite check (isfinite(added_at)),
  constraint legal_value_from_ahead check (valid_from > (added_at at time zone 'Europe/Berlin')::date
    and valid_from <= (added_at at time zone 'Europe/Berlin')::date + interval '10 years')
);
comment on table legal_value is 'Dated figures of the law that a cooperative added to those of the installation (legal_parameter)';
comment on column legal_value.position is 'Which of its code it is, 1 upwards, in the order of adding';
create index legal_value_added_by_person on legal_value (added_by);
select guard_append_only_table('legal_value');

-- A figure of the law as it is in force for the cooperative at work on a day.
-- +goose StatementBegin
create function law_in_force(p_code text, p_day date) returns text language sql stable set search_path = public, pg_temp as $$
  select value from (
    select value, valid_from, null::date as valid_to, position from legal_value where cooperative_id = current_cooperative() and code = p_code
    union all select value, valid_from, valid_to, 0 from legal_parameter where code = p_code
  ) f
  where f.valid_from <= p_day and (f.valid_to is null or f.valid_to >= p_day)
  order by f.valid_from desc, f.position desc limit 1
$$;

create or replace function framework_modification_bounded() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  original numeric := (select coalesce(f.original_maximum, f.maximum) from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
  rate numeric := law_in_force(case new.ground when 'mod-minv' then 'modification.minor-percent' else 'modification.each-percent' end,
    (new.decided_at at time zone 'Europe/Berlin')::date)::numeric;
  counts numeric := new.value;
begin
  if new.ground = 'mod-minv' then
    counts := counts + (select coalesce(sum(m.value), 0) from framework_modification m where m.cooperative_id = new.cooperative_id and m.framework_id = new.framework_id
      and m.ground = new.ground and m.status = 'approved' and m.id <> new.id);
  end if;
  if counts > original * rate / 100 then
    raise exception 'modification % is more than its ground allows', new.id using errcode = 'check_violation', constraint = 'framework_modification_within_limit';
  end if;
  return new;
end $$;
-- +goose StatementEnd
