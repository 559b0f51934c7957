-- +goose Up

-- Large files on their way, in parts, so that a line that breaks costs one part. They are
-- nobody's business yet: no event tells of them, and whoever sends a file takes it away
-- again, or a day does. Nobody but the sender sees them.
create table upload (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  size           bigint not null,
  digest         text not null,
  received       integer not null,
  at             timestamptz not null,
  constraint upload_pk primary key (cooperative_id, id),
  constraint upload_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint upload_of_person foreign key (person_id) references person (id),
  constraint upload_once unique (cooperative_id, person_id, digest, size),
  constraint upload_size_in_range check (size between 1 and 536870912),
  constraint upload_digest_sha256 check (digest ~ '^[0-9a-f]{64}$'),
  constraint upload_received_in_range check (received between 0 and (size + 2097151) / 2097152),
  constraint upload_time_finite check (isfinite(at))
);
comment on table upload is 'Files on their way, by whoever sends them; what is left after a day is thrown away';
comment on column upload.digest is 'SHA-256 over the SHA-256 of each part in turn, by which the same file is known again';
comment on column upload.received is 'How many parts are here, from the first on';

create table upload_part (
  cooperative_id uuid not null,
  upload_id      uuid not null,
  number         integer not null,
  content        bytea not null,
  constraint upload_part_pk primary key (cooperative_id, upload_id, number),
  constraint upload_part_of_upload foreign key (cooperative_id, upload_id) references upload (cooperative_id, id) on delete cascade,
  constraint upload_part_number_in_range check (number between 0 and 255),
  constraint upload_part_length check (length(content) between 1 and 2097152)
);
comment on table upload_part is 'The parts of a file on its way, 2 MiB each but the last';
-- They are gone soon: compressing them is not worth its time.
alter table upload_part alter column content set storage external;

alter table upload enable row level security;
alter table upload force row level security;
create policy same_cooperative on upload using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select, insert, update, delete on upload to allmende_app;
alter table upload_part enable row level security;
alter table upload_part force row level security;
create policy same_cooperative on upload_part using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select, insert, delete on upload_part to allmende_app;

-- +goose StatementBegin
create or replace function audit_unrecorded() returns setof text language sql immutable as
$$ select unnest(array['event', 'audit_row', 'number_counter', 'kept_answer', 'session', 'framework_drawn', 'ceiling', 'upload', 'upload_part']) $$;
-- +goose StatementEnd
