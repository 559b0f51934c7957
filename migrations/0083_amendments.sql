-- +goose Up

-- Amendments of published tenders (G-TEN 8): versions of documents, the title, the deadline. Each turns every bid
-- to needs-reconfirmation; the bidder lets it stand as it was sealed, or hands in another.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('amendment.confirm-days', '2', '2016-04-18', null, 'Festlegung der Kooperative: Zeit, um Angebote nach einer unwesentlichen Änderung zu bestätigen (VgV § 20 Abs. 3)', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '', '{"codes": "amendment.confirm-days"}');

create table tender_amendment (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  number         integer not null,
  text           text not null,
  significant    boolean not null,
  former_title   text,
  title          text,
  moved_to       timestamptz,
  amended_by     uuid not null,
  amended_at     timestamptz not null,
  version        integer not null default 1,
  constraint tender_amendment_pk primary key (cooperative_id, id),
  constraint tender_amendment_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_amendment_by_person foreign key (amended_by) references person (id),
  constraint tender_amendment_number_once unique (cooperative_id, tender_id, number),
  constraint tender_amendment_number_positive check (number >= 1),
  constraint tender_amendment_text_length check (char_length(text) between 10 and 4000),
  constraint tender_amendment_title_complete check ((former_title is null) = (title is null) and title <> former_title and char_length(title) between 3 and 200),
  constraint tender_amendment_times_finite check (isfinite(amended_at) and isfinite(moved_to)),
  constraint tender_amendment_version_positive check (version >= 1)
);
comment on table tender_amendment is 'What changed in published tenders, and how far the deadline moved for it (G-TEN 8)';
create index tender_amendment_amended_by on tender_amendment (amended_by);
select guard_append_only_table('tender_amendment');

alter table tender_document add amendment_id uuid,
  add constraint tender_document_of_amendment foreign key (cooperative_id, amendment_id) references tender_amendment (cooperative_id, id),
  add constraint tender_document_out_or_dropped check (amendment_id is null or dropped_at is null);
comment on column tender_document.amendment_id is 'With which it came out, of what was added after the publication';
create index tender_document_of_amendment on tender_document (cooperative_id, amendment_id) where amendment_id is not null;
grant update (amendment_id) on tender_document to allmende_app;

-- Documents change in the draft, and while bids are in time for the next amendment: what is published stays.
-- +goose StatementBegin
create or replace function tender_document_open() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  if tg_op = 'UPDATE' and (old.dropped_at is not null or old.amendment_id is not null) then
    raise exception 'document % was taken out or came out before', old.id using errcode = 'check_violation', constraint = 'tender_document_dropped_once';
  end if;
  select status, round_id, published_at, deadline into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if not (t.status = 'draft' or t.status = 'in-review' and t.round_id is null
      or t.status = 'published' and t.deadline >= allmende_clock() and new.added_at > t.published_at) then
    raise exception 'the documents of tender % are fixed', new.tender_id using errcode = 'check_violation', constraint = 'tender_document_open';
  end if;
  if tg_op = 'INSERT' and new.number > 1 and not exists (select from tender_document d where d.cooperative_id = new.cooperative_id
      and d.id = new.series_id and d.tender_id = new.tender_id) then
    raise exception 'document % is of another tender', new.id using errcode = 'check_violation', constraint = 'tender_document_series_of_tender';
  end if;
  if new.amendment_id is not null and (tg_op = 'INSERT' or not exists (select from tender_amendment a where a.cooperative_id = new.cooperative_id
      and a.id = new.amendment_id and a.tender_id = new.tender_id)) then
    raise exception 'document % comes out with an amendment of its tender', new.id using errcode = 'check_violation', constraint = 'tender_document_amendment_of_tender';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- A bid that waits to be confirmed keeps container and shares; one that is sealed to a former committee does not.
alter table bid_container drop constraint bid_container_gone_with_bid;
alter table bid_envelope drop constraint bid_envelope_gone_with_bid;
alter table bid
  drop column gone,
  add amendment_id uuid,
  add confirmed_by uuid,
  add confirmed_at timestamptz,
  add constraint bid_of_amendment foreign key (cooperative_id, amendment_id) references tender_amendment (cooperative_id, id),
  add constraint bid_confirmed_by_person foreign key (confirmed_by) references person (id),
  add constraint bid_confirmed_complete check ((confirmed_by is null) = (confirmed_at is null) and isfinite(confirmed_at)),
  add constraint bid_confirmed_after_amendment check (confirmed_at is null or amendment_id is not null and status <> 'needs-reconfirmation'),
  add gone boolean generated always as (case when manifest_hash is not null then status in ('superseded', 'withdrawn') or status = 'needs-reconfirmation' and amendment_id is null end) stored,
  add constraint bid_gone_key unique (cooperative_id, id, gone);
grant update (amendment_id, confirmed_by, confirmed_at) on bid to allmende_app;
create index bid_of_amendment on bid (cooperative_id, amendment_id) where amendment_id is not null;
create index bid_confirmed_by on bid (confirmed_by) where confirmed_by is not null;
comment on column bid.amendment_id is 'The last amendment that came after the bid';
comment on column bid.confirmed_at is 'When the bidder let it stand after that amendment';
alter table bid_container add constraint bid_container_gone_with_bid
  foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred;
alter table bid_envelope add constraint bid_envelope_gone_with_bid
  foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred;

-- An amendment holds its tender: bids that are being handed in are waited for, and those that come after wait. It comes
-- while bids are in time by the clock of then, and the next one after the last.
-- +goose StatementBegin
create function tender_amendment_in_time() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  select status, deadline into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for update;
  if t.status <> 'published' or t.deadline < allmende_clock() then
    raise exception 'tender % takes no amendments', new.tender_id using errcode = 'check_violation', constraint = 'tender_amendment_in_time';
  elsif new.number <> 1 + (select count(*) from tender_amendment a where a.cooperative_id = new.cooperative_id and a.tender_id = new.tender_id) then
    raise exception 'amendment % of tender % is out of turn', new.number, new.tender_id using errcode = 'check_violation', constraint = 'tender_amendment_in_turn';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger in_time before insert on tender_amendment for each row execute function tender_amendment_in_time();

-- With the amendment no bid counts that came before it.
-- +goose StatementBegin
create function tender_amendment_unseals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.tender_id and b.status = 'sealed') then
    raise exception 'bids in tender % count without having seen amendment %', new.tender_id, new.number using errcode = 'check_violation', constraint = 'tender_amendment_unseals';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function tender_amendment_unseals() from public;
create constraint trigger unseals after insert on tender_amendment deferrable initially deferred for each row execute function tender_amendment_unseals();

-- A bid counts again when it is confirmed in time, after the last amendment, and sealed to the committee that opens.
-- +goose StatementBegin
create function bid_confirmed_in_time() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.amendment_id is null or new.confirmed_at is null or new.amendment_id is distinct from old.amendment_id or not exists (select from tender t
      where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.status = 'published' and t.deadline >= allmende_clock() and t.committee_hash = new.committee_hash
        and new.amendment_id = (select a.id from tender_amendment a where a.cooperative_id = t.cooperative_id and a.tender_id = t.id order by a.number desc limit 1)) then
    raise exception 'bid % is not confirmed after the last amendment and in time', new.id using errcode = 'check_violation', constraint = 'bid_confirmed_in_time';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger confirmed_in_time before update on bid for each row when (old.status = 'needs-reconfirmation' and new.status = 'sealed') execute function bid_confirmed_in_time();

-- A bid that was received before an amendment and stored after it would count without having seen it.
-- +goose StatementBegin
create function bid_seen_amendments() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id for share;
  if exists (select from tender_amendment a where a.cooperative_id = new.cooperative_id and a.tender_id = new.tender_id and a.amended_at > new.received_at) then
    raise exception 'bid % came before an amendment of its tender', new.id using errcode = 'check_violation', constraint = 'bid_seen_amendments';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger seen_amendments after insert on bid for each row when (new.status = 'sealed') execute function bid_seen_amendments();
