-- +goose Up

-- Awards are reported to the procurement statistics within a number of days (VergStatVO 1(2), 2(2)).
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('statistics.days', '60', '2020-10-01', null, 'VergStatVO § 1 Abs. 2', true),
  ('statistics.above', '25000.00', '2020-10-01', null, 'VergStatVO § 2 Abs. 2', true);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '', '{"codes": "statistics.days statistics.above"}');

create table statistics_report (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  reported_on    date not null,
  number         text not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  version        integer not null default 1,
  constraint statistics_report_pk primary key (cooperative_id, id),
  constraint statistics_report_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint statistics_report_by_person foreign key (recorded_by) references person (id),
  constraint statistics_report_once unique (cooperative_id, tender_id),
  constraint statistics_report_number_length check (char_length(number) between 1 and 100),
  constraint statistics_report_not_ahead check (reported_on <= (recorded_at at time zone 'Europe/Berlin')::date),
  constraint statistics_report_time_finite check (isfinite(recorded_at))
);
comment on table statistics_report is 'When, and under which number, awards were reported to the procurement statistics (VergStatVO)';
create index statistics_report_by_person on statistics_report (recorded_by);
select guard_append_only_table('statistics_report');

-- +goose StatementBegin
create function statistics_report_after_award() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id
    and (t.awarded_at at time zone 'Europe/Berlin')::date <= new.reported_on) then
    raise exception 'tender % was not awarded by %', new.tender_id, new.reported_on using errcode = 'check_violation', constraint = 'statistics_report_after_award';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger statistics_report_after_award before insert on statistics_report for each row execute function statistics_report_after_award();
