-- +goose Up

-- What the notices of a cooperative, and of each of its tenders, say beside what is known anyhow.
create table publication_profile (
  cooperative_id uuid not null,
  id             uuid not null,
  facts          jsonb not null,
  version        integer not null default 1,
  constraint publication_profile_pk primary key (cooperative_id, id),
  constraint publication_profile_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint publication_profile_once unique (cooperative_id),
  constraint publication_profile_facts check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 20000),
  constraint publication_profile_version_positive check (version >= 1)
);
comment on table publication_profile is 'What all public notices of the cooperative say about it and its review body; a text is empty where nothing is given';
select guard_business_table('publication_profile');

create table tender_notice (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  procedure      uuid not null default gen_random_uuid(),
  facts          jsonb not null,
  version        integer not null default 1,
  constraint tender_notice_pk primary key (cooperative_id, id),
  constraint tender_notice_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_notice_once unique (cooperative_id, tender_id),
  constraint tender_notice_facts check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 200000),
  constraint tender_notice_version_positive check (version >= 1)
);
comment on table tender_notice is 'What the public notices of a tender say beside the tender itself';
comment on column tender_notice.procedure is 'The identifier that all notices of the procedure share (BT-04)';
select guard_business_table('tender_notice');
-- +goose StatementBegin
create function tender_notice_keeps_procedure() returns trigger language plpgsql as $$
begin
  if (new.tender_id, new.procedure) <> (old.tender_id, old.procedure) then
    raise exception 'the procedure of a tender keeps its identifier' using errcode = 'check_violation', constraint = 'tender_notice_keeps_procedure';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger keeps_procedure before update on tender_notice for each row execute function tender_notice_keeps_procedure();

-- What was issued, to the byte.
create table publication (
  cooperative_id  uuid not null,
  id              uuid not null,
  tender_id       uuid not null,
  modification_id uuid,
  kind            text not null,
  notice_id       uuid not null,
  notice_version  integer not null,
  corrects        text not null default '',
  document        bytea not null,
  hash            text not null,
  issued_at       timestamptz not null,
  issued_by       uuid not null,
  version         integer not null default 1,
  constraint publication_pk primary key (cooperative_id, id),
  constraint publication_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint publication_of_modification foreign key (cooperative_id, modification_id) references framework_modification (cooperative_id, id),
  constraint publication_by_person foreign key (issued_by) references person (id),
  constraint publication_kind_known check (kind in ('planning', 'shorter-time', 'competition', 'result', 'modification')),
  constraint publication_modification_named check ((kind = 'modification') = (modification_id is not null)),
  constraint publication_notice_once unique (notice_id, notice_version),
  constraint publication_version_in_range check (notice_version between 1 and 99),
  constraint publication_hash_of_document check (hash = encode(sha256(document), 'hex')),
  constraint publication_document_size check (octet_length(document) between 1 and 10485760),
  constraint publication_corrects_form check (corrects ~ '^([0-9a-f-]{36}-[0-9]{2})?$'),
  constraint publication_time_finite check (isfinite(issued_at)),
  constraint publication_row_never_changes check (version = 1)
);
comment on table publication is 'Public notices as they were issued; a corrected one names the one before it';
comment on column publication.notice_id is 'The identifier of the notice (BT-701), random as the standard asks for';
create index publication_of_tender on publication (cooperative_id, tender_id, issued_at);
create index publication_of_modification on publication (cooperative_id, modification_id) where modification_id is not null;
create index publication_by_person on publication (issued_by);
-- Of each notice one issue is the first, and each is corrected once at most.
create unique index publication_first_once on publication (cooperative_id, tender_id, kind, coalesce(modification_id, tender_id)) where corrects = '';
create unique index publication_corrected_once on publication (cooperative_id, corrects) where corrects <> '';
select guard_append_only_table('publication');
