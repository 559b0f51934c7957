-- +goose Up

-- Documents of tenders, a row for each version. What is in them lies in the store of files,
-- under its hash (decision 24).
create table tender_document (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  series_id      uuid not null,
  number         integer not null,
  kind           text not null,
  name           text not null,
  media_type     text not null,
  size           bigint not null,
  sha256         text not null,
  scanner        text not null,
  added_by       uuid not null,
  added_at       timestamptz not null,
  dropped_by     uuid,
  dropped_at     timestamptz,
  version        integer not null default 1,
  constraint tender_document_pk primary key (cooperative_id, id),
  constraint tender_document_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_document_of_series foreign key (cooperative_id, series_id) references tender_document (cooperative_id, id),
  constraint tender_document_added_by_person foreign key (added_by) references person (id),
  constraint tender_document_dropped_by_person foreign key (dropped_by) references person (id),
  constraint tender_document_version_once unique (cooperative_id, series_id, number),
  constraint tender_document_first_is_series check ((number = 1) = (series_id = id)),
  constraint tender_document_number_positive check (number >= 1),
  constraint tender_document_kind_known check (kind in ('specification', 'conditions', 'form', 'other')),
  constraint tender_document_name_plain check (char_length(name) between 1 and 150 and name !~ '[/\\:*?"<>|[:cntrl:]]' and name !~ '\.\.' and name !~ '^\.'),
  constraint tender_document_type_length check (char_length(media_type) between 3 and 100),
  constraint tender_document_size_positive check (size >= 1),
  constraint tender_document_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint tender_document_scanner_length check (char_length(scanner) <= 200),
  constraint tender_document_dropped_complete check ((dropped_by is null) = (dropped_at is null)),
  constraint tender_document_times check (isfinite(added_at) and isfinite(dropped_at) and dropped_at >= added_at),
  constraint tender_document_version_positive check (version >= 1)
);
comment on table tender_document is 'Documents of tenders (VgV 29), a row for each version; a version is taken out, but never changed';
comment on column tender_document.series_id is 'The first version of the document';
comment on column tender_document.scanner is 'Which scanner found nothing; empty where none is set up';
create index tender_document_of_tender on tender_document (cooperative_id, tender_id);
create index tender_document_added_by on tender_document (added_by);
create index tender_document_dropped_by on tender_document (dropped_by) where dropped_by is not null;
create unique index tender_document_once on tender_document (cooperative_id, tender_id, sha256) where dropped_at is null;
select guard_business_table('tender_document');
revoke update on tender_document from allmende_app;
grant update (dropped_by, dropped_at, version) on tender_document to allmende_app;

-- Documents change while the tender is not published; who publishes has seen them.
-- +goose StatementBegin
create function tender_document_open() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  if tg_op = 'UPDATE' and old.dropped_at is not null then
    raise exception 'document % was taken out before', old.id using errcode = 'check_violation', constraint = 'tender_document_dropped_once';
  end if;
  select status, round_id into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if not (t.status = 'draft' or t.status = 'in-review' and t.round_id is null) then
    raise exception 'the documents of tender % are fixed', new.tender_id using errcode = 'check_violation', constraint = 'tender_document_open';
  end if;
  if tg_op = 'INSERT' and new.number > 1 and not exists (select from tender_document d where d.cooperative_id = new.cooperative_id
      and d.id = new.series_id and d.tender_id = new.tender_id) then
    raise exception 'document % is of another tender', new.id using errcode = 'check_violation', constraint = 'tender_document_series_of_tender';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger documents_open before insert or update on tender_document for each row execute function tender_document_open();
