-- +goose Up

-- Deliveries of readings that came in parts are taken by the server by itself, also after it was
-- killed in the midst of one. Like the parts, tasks are nobody's business: what is taken has its events.
create table reading_task (
  cooperative_id uuid not null,
  import_id      uuid not null,
  upload_id      uuid not null,
  person_id      uuid not null,
  read           bigint not null default 0,
  at             timestamptz not null,
  constraint reading_task_pk primary key (cooperative_id, import_id),
  constraint reading_task_of_import foreign key (cooperative_id, import_id) references reading_import (cooperative_id, id),
  constraint reading_task_of_upload foreign key (cooperative_id, upload_id) references upload (cooperative_id, id),
  constraint reading_task_by_person foreign key (person_id) references person (id),
  constraint reading_task_upload_once unique (cooperative_id, upload_id),
  constraint reading_task_read_positive check (read >= 0),
  constraint reading_task_time_finite check (isfinite(at))
);
comment on table reading_task is 'Deliveries that wait or are being taken, until all of it is there, somebody cancels it or it cannot be read; read: bytes of the file so far';
alter table reading_task enable row level security;
alter table reading_task force row level security;
create policy same_cooperative on reading_task using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select, insert, delete on reading_task to allmende_app;
grant update (read) on reading_task to allmende_app;

create table reading_stop (
  cooperative_id uuid not null,
  id             uuid not null,
  import_id      uuid not null,
  code           text not null,
  params         jsonb not null,
  stopped_at     timestamptz not null,
  stopped_by     uuid not null,
  version        integer not null default 1,
  constraint reading_stop_pk primary key (cooperative_id, id),
  constraint reading_stop_of_import foreign key (cooperative_id, import_id) references reading_import (cooperative_id, id),
  constraint reading_stop_by_person foreign key (stopped_by) references person (id),
  constraint reading_stop_code_form check (code ~ '^[a-z-]+\.[a-z-]+$'),
  constraint reading_stop_time_finite check (isfinite(stopped_at))
);
comment on table reading_stop is 'Why a delivery ended before its end: cancelled, or a file that cannot be read from a line on; what was taken stays';
create index reading_stop_of_import on reading_stop (cooperative_id, import_id, stopped_at);
select guard_append_only_table('reading_stop');

-- +goose StatementBegin
create or replace function audit_unrecorded() returns setof text language sql immutable as
$$ select unnest(array['event', 'audit_row', 'number_counter', 'kept_answer', 'session', 'framework_drawn', 'ceiling', 'upload', 'upload_part', 'reading_task']) $$;
-- +goose StatementEnd

-- What the Energy Efficiency Act asks for of a data center and no meter says.
create table energy_figure (
  cooperative_id uuid not null,
  id             uuid not null,
  site_id        uuid not null,
  year           integer not null,
  figure         text not null,
  value          numeric(12,3) not null,
  source         text not null,
  stated_at      timestamptz not null,
  stated_by      uuid not null,
  version        integer not null default 1,
  constraint energy_figure_pk primary key (cooperative_id, id),
  constraint energy_figure_of_site foreign key (cooperative_id, site_id) references capacity_site (cooperative_id, id),
  constraint energy_figure_by_person foreign key (stated_by) references person (id),
  constraint energy_figure_known check (figure in ('nominal-load', 'renewable-share')),
  constraint energy_figure_year_in_range check (year between 2000 and 2199),
  constraint energy_figure_value_in_range check (value >= 0 and value <> 'NaN' and (figure <> 'renewable-share' or value <= 100)),
  constraint energy_figure_sourced check (char_length(source) between 3 and 500),
  constraint energy_figure_time_finite check (isfinite(stated_at))
);
comment on table energy_figure is 'Figures of a site and calendar year with their source: nominal load in kW, share of renewable energy in percent; the last one counts';
create index energy_figure_of_site on energy_figure (cooperative_id, site_id, year, figure, stated_at);
select guard_append_only_table('energy_figure');
