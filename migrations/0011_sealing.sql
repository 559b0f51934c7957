-- +goose Up

-- Bids are sealed to a committee, any two of whose officers open them (decision 12). Rows of
-- the first format stay as they are, hash and all: what it alone needs is empty from now on.

alter table opening_key
  add confirmed_by uuid,
  add confirmed_at timestamptz,
  add constraint opening_key_confirmed_by_person foreign key (confirmed_by) references person (id),
  add constraint opening_key_confirmed_by_another check (confirmed_by <> person_id),
  add constraint opening_key_confirmation_complete check ((confirmed_by is null) = (confirmed_at is null)),
  add constraint opening_key_confirmed_finite check (isfinite(confirmed_at));
create index opening_key_confirmed_by on opening_key (confirmed_by) where confirmed_by is not null;

alter table tender
  alter first_officer_id drop not null,
  alter second_officer_id drop not null,
  drop constraint tender_steps_in_order,
  drop constraint tender_published_is_frozen,
  drop constraint tender_times_finite,
  drop constraint tender_hash_form,
  add scores_locked_by uuid,
  add scores_locked_at timestamptz,
  add prices_opened_by uuid,
  add prices_opened_at timestamptz,
  add constraint tender_scores_locked_by_person foreign key (scores_locked_by) references person (id),
  add constraint tender_steps_in_order check (case status
    when 'draft' then submitted_at is null and published_at is null
    when 'in-review' then submitted_at is not null and published_at is null
    when 'published' then published_at is not null and opened_at is null
    when 'opened' then opened_at is not null and proposed_at is null
    when 'evaluating' then opened_at is not null and proposed_at is null
    when 'award-proposed' then proposed_at is not null and awarded_at is null
    when 'standstill' then proposed_at is not null and awarded_at is null
    when 'awarded' then awarded_at is not null
    else awarded_at is null end
    and (published_at is null or submitted_at is not null) and (opened_at is null or published_at is not null)
    and (proposed_at is null or opened_at is not null) and (awarded_at is null or proposed_at is not null)),
  add constraint tender_published_is_frozen check ((published_at is null) = (entitled_hash is null) and (published_at is null) = (committee_hash is null)),
  add constraint tender_sealing_stamps_complete check ((scores_locked_by is null) = (scores_locked_at is null)
    and (prices_opened_by is null) = (prices_opened_at is null)),
  add constraint tender_times_finite check (isfinite(deadline) and isfinite(created_at) and isfinite(submitted_at) and isfinite(published_at)
    and isfinite(outer_released_at) and isfinite(opened_at) and isfinite(scores_locked_at) and isfinite(prices_opened_at)
    and isfinite(proposed_at) and isfinite(earliest_award) and isfinite(awarded_at)),
  add constraint tender_hash_form check (entitled_hash ~ '^[0-9a-f]{64}$' and committee_hash ~ '^[0-9a-f]{64}$' and record_hash ~ '^[0-9a-f]{64}$'),
  add constraint tender_prices_after_deadline check (prices_opened_at > deadline and prices_opened_at >= opened_at),
  add constraint tender_prices_after_scores check (first_officer_id is not null or method = 'lowest-price' or prices_opened_at is null
    or (scores_locked_at is not null and scores_locked_at <= prices_opened_at)),
  add constraint tender_scores_locked_after_opening check (scores_locked_at is null or opened_at is not null),
  add constraint tender_proposed_after_prices check (first_officer_id is not null or proposed_at is null or prices_opened_at is not null),
  add constraint tender_deadline_key unique (cooperative_id, id, deadline);
comment on column tender.first_officer_id is 'With the first sealing format only, like all of first, second and outer: the committee is in tender_officer';
comment on column tender.opened_at is 'When the first envelope of the bids was opened';
drop index tender_first_officer;
drop index tender_second_officer;

create table tender_officer (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  position       integer not null,
  person_id      uuid not null,
  recipient      text not null default '',
  fingerprint    text not null default '',
  confirmed_by   uuid,
  version        integer not null default 1,
  constraint tender_officer_pk primary key (cooperative_id, id),
  constraint tender_officer_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_officer_person foreign key (person_id) references person (id),
  constraint tender_officer_confirmed_by_person foreign key (confirmed_by) references person (id),
  constraint tender_officer_confirmed_by_another check (confirmed_by <> person_id),
  constraint tender_officer_position_unique unique (cooperative_id, tender_id, revision, position),
  constraint tender_officer_once unique (cooperative_id, tender_id, revision, person_id),
  constraint tender_officer_position_in_range check (position between 1 and 7),
  constraint tender_officer_key_complete check ((recipient = '') = (fingerprint = '') and (confirmed_by is null or recipient <> '')),
  constraint tender_officer_fingerprint_matches check (fingerprint = '' or fingerprint = encode(sha256(convert_to(recipient, 'UTF8')), 'hex')),
  constraint tender_officer_version_positive check (version >= 1)
);
comment on table tender_officer is 'The committee of a tender. Each revision of a draft has its own; publication freezes the keys of the one that counts.';
create index tender_officer_of_person on tender_officer (cooperative_id, person_id);
select guard_business_table('tender_officer');
revoke update on tender_officer from allmende_app;
grant update (recipient, fingerprint, confirmed_by, version) on tender_officer to allmende_app;

-- A key is frozen once.
-- +goose StatementBegin
create function tender_officer_frozen() returns trigger language plpgsql as $$
begin
  if old.recipient <> '' and (new.recipient, new.fingerprint, new.confirmed_by) is distinct from (old.recipient, old.fingerprint, old.confirmed_by) then
    raise exception 'the key of officer % is frozen', old.position using errcode = 'check_violation', constraint = 'tender_officer_frozen';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger tender_officer_frozen before update on tender_officer for each row execute function tender_officer_frozen();

alter table bid
  alter container_hash drop not null,
  alter inner_hash drop not null,
  alter content_hash drop not null,
  drop constraint bid_late_is_late,
  drop constraint bid_container_removed,
  drop constraint bid_times_finite,
  add manifest_hash text,
  add bidder_name text,
  add prices_opened_at timestamptz,
  add admission_reason text,
  add admission_requested_by uuid,
  add admission_requested_at timestamptz,
  add admitted_by uuid,
  add admitted_at timestamptz,
  add gone boolean generated always as (case when manifest_hash is not null then status in ('superseded', 'withdrawn') end) stored,
  add prices_opened boolean generated always as (case when prices_opened_at is not null then true end) stored,
  add constraint bid_gone_key unique (cooperative_id, id, gone),
  add constraint bid_prices_opened_key unique (cooperative_id, id, prices_opened),
  add constraint bid_of_one_format check (case when manifest_hash is null then container_hash is not null and inner_hash is not null and content_hash is not null
    else bidder_name <> '' and num_nonnulls(container, inner_envelope, container_hash, inner_hash, content_hash) = 0 and not outer_unreadable end),
  add constraint bid_manifest_hash_form check (manifest_hash ~ '^[0-9a-f]{64}$'),
  add constraint bid_container_removed check (manifest_hash is not null or (container is null) = (status in ('superseded', 'withdrawn'))),
  add constraint bid_late_is_late check (case when status = 'late' then received_at > deadline and admitted_at is null else received_at <= deadline or admitted_at is not null end),
  add constraint bid_times_finite check (isfinite(received_at) and isfinite(deadline) and isfinite(opened_at) and isfinite(prices_opened_at)
    and isfinite(admission_requested_at) and isfinite(admitted_at)),
  add constraint bid_prices_opened_after_deadline check (prices_opened_at > deadline and prices_opened_at >= opened_at),
  add constraint bid_prices_opened_of_opened check (prices_opened_at is null or opened_at is not null),
  add constraint bid_admission_requested_by_person foreign key (admission_requested_by) references person (id),
  add constraint bid_admitted_by_person foreign key (admitted_by) references person (id),
  add constraint bid_admission_complete check (num_nonnulls(admission_reason, admission_requested_by, admission_requested_at) in (0, 3)
    and num_nonnulls(admitted_by, admitted_at) in (0, 2) and (admitted_at is null or admission_requested_at is not null)
    and char_length(admission_reason) between 3 and 2000),
  add constraint bid_admission_of_late check (admission_requested_at is null or received_at > deadline),
  add constraint bid_admitted_by_another check (admitted_by <> admission_requested_by);
comment on table bid is 'Bids, a row for each version (G-BID). What is sealed is in bid_container and bid_envelope; in the first format, in container and inner_envelope.';
comment on column bid.bidder_name is 'The supplier''s name as the receipt has it';
-- What a bid is, when it came and from whom never changes.
revoke update on bid from allmende_app;
grant update (status, container, inner_envelope, opened_at, prices_opened_at, excluded_reason, admission_reason, admission_requested_by,
  admission_requested_at, admitted_by, admitted_at, version) on bid to allmende_app;

create table bid_container (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  kind           text not null,
  container      bytea,
  container_hash text not null,
  content_hash   text not null,
  gone           boolean not null default false,
  version        integer not null default 1,
  constraint bid_container_pk primary key (cooperative_id, id),
  constraint bid_container_gone_with_bid foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred,
  constraint bid_container_kind_known check (kind in ('quality', 'price')),
  constraint bid_container_once unique (cooperative_id, bid_id, kind),
  constraint bid_container_new unique (cooperative_id, container_hash),
  constraint bid_container_kept check ((container is null) = gone),
  constraint bid_container_of_size check (octet_length(container) between 1 and 2097152),
  constraint bid_container_is_hashed check (container_hash = encode(sha256(container), 'hex')),
  constraint bid_container_hash_form check (container_hash ~ '^[0-9a-f]{64}$' and content_hash ~ '^[0-9a-f]{64}$'),
  constraint bid_container_version_positive check (version >= 1)
);
comment on table bid_container is 'What bidders sealed, each to a key of its own. It is gone exactly when its bid is withdrawn or superseded; the hashes stay.';

create table bid_envelope (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  kind           text not null,
  position       integer not null,
  officer_id     uuid not null,
  envelope       bytea,
  envelope_hash  text not null,
  share_hash     text not null,
  gone           boolean not null default false,
  version        integer not null default 1,
  constraint bid_envelope_pk primary key (cooperative_id, id),
  constraint bid_envelope_of_container foreign key (cooperative_id, bid_id, kind) references bid_container (cooperative_id, bid_id, kind),
  constraint bid_envelope_gone_with_bid foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred,
  constraint bid_envelope_to_person foreign key (officer_id) references person (id),
  constraint bid_envelope_once unique (cooperative_id, bid_id, kind, officer_id),
  constraint bid_envelope_share_key unique (cooperative_id, bid_id, kind, officer_id, share_hash),
  constraint bid_envelope_new unique (cooperative_id, envelope_hash),
  constraint bid_envelope_position_in_range check (position between 1 and 7),
  constraint bid_envelope_kept check ((envelope is null) = gone),
  constraint bid_envelope_of_size check (octet_length(envelope) between 1 and 16384),
  constraint bid_envelope_is_hashed check (envelope_hash = encode(sha256(envelope), 'hex')),
  constraint bid_envelope_hash_form check (envelope_hash ~ '^[0-9a-f]{64}$' and share_hash ~ '^[0-9a-f]{64}$'),
  constraint bid_envelope_version_positive check (version >= 1)
);
comment on table bid_envelope is 'An officer''s share of the key of a container, sealed to the officer. It is gone exactly when its bid is withdrawn or superseded.';
create index bid_envelope_of_officer on bid_envelope (officer_id);

create table bid_answer (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  opened         boolean not null default true,
  lot_id         uuid not null,
  answer         text not null,
  version        integer not null default 1,
  constraint bid_answer_pk primary key (cooperative_id, id),
  constraint bid_answer_after_opening check (opened),
  constraint bid_answer_of_opened_bid foreign key (cooperative_id, bid_id, opened) references bid (cooperative_id, id, opened),
  constraint bid_answer_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint bid_answer_once unique (cooperative_id, bid_id, lot_id),
  constraint bid_answer_length check (char_length(answer) between 1 and 20000)
);
comment on table bid_answer is 'What bids offer in a lot, in the bidder''s words. The reference to bid.opened lets no answer in before the opening.';
create index bid_answer_of_lot on bid_answer (cooperative_id, lot_id);

-- Prices wait for their own opening; those of the first format came with the only one.
alter table bid_price
  add prices_opened boolean,
  add constraint bid_price_after_price_opening check (prices_opened is true) not valid,
  add constraint bid_price_of_price_opened_bid foreign key (cooperative_id, bid_id, prices_opened) references bid (cooperative_id, id, prices_opened);
comment on column bid_price.prices_opened is 'Lets no price in before the prices are opened; empty in the first format';

create table opening_release (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  kind           text not null,
  officer_id     uuid not null,
  deadline       timestamptz not null,
  released_at    timestamptz not null,
  version        integer not null default 1,
  constraint opening_release_pk primary key (cooperative_id, id),
  constraint opening_release_of_tender foreign key (cooperative_id, tender_id, deadline) references tender (cooperative_id, id, deadline),
  constraint opening_release_by_committee foreign key (cooperative_id, tender_id, revision, officer_id)
    references tender_officer (cooperative_id, tender_id, revision, person_id),
  constraint opening_release_kind_known check (kind in ('quality', 'price')),
  constraint opening_release_key unique (cooperative_id, id, kind, officer_id),
  constraint opening_release_once_per_officer unique (cooperative_id, tender_id, kind, officer_id),
  constraint opening_release_after_deadline check (released_at > deadline),
  constraint opening_release_time_finite check (isfinite(released_at))
);
comment on table opening_release is 'That an officer has released the own shares of all bids; one such tells nothing, two open the bids.';

create table opening_share (
  cooperative_id uuid not null,
  id             uuid not null,
  release_id     uuid not null,
  kind           text not null,
  officer_id     uuid not null,
  bid_id         uuid not null,
  share          bytea,
  share_hash     text generated always as (encode(sha256(share), 'hex')) stored,
  version        integer not null default 1,
  constraint opening_share_pk primary key (cooperative_id, id),
  constraint opening_share_of_release foreign key (cooperative_id, release_id, kind, officer_id)
    references opening_release (cooperative_id, id, kind, officer_id),
  constraint opening_share_of_envelope foreign key (cooperative_id, bid_id, kind, officer_id)
    references bid_envelope (cooperative_id, bid_id, kind, officer_id),
  constraint opening_share_as_dealt foreign key (cooperative_id, bid_id, kind, officer_id, share_hash)
    references bid_envelope (cooperative_id, bid_id, kind, officer_id, share_hash),
  constraint opening_share_once unique (cooperative_id, release_id, bid_id),
  constraint opening_share_size check (octet_length(share) between 2 and 256)
);
comment on table opening_share is 'Released shares; empty where the envelope does not open. Each is the one whose hash the bidder stated.';
create index opening_share_of_bid on opening_share (cooperative_id, bid_id);

create table readiness_drill (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  officer_id     uuid not null,
  stage          text not null,
  answer_hash    text not null,
  asked_at       timestamptz not null,
  proven_at      timestamptz,
  version        integer not null default 1,
  constraint readiness_drill_pk primary key (cooperative_id, id),
  constraint readiness_drill_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint readiness_drill_officer foreign key (officer_id) references person (id),
  constraint readiness_drill_stage_known check (stage in ('publication', 'week', 'day')),
  constraint readiness_drill_hash_form check (answer_hash ~ '^[0-9a-f]{64}$'),
  constraint readiness_drill_times_finite check (isfinite(asked_at) and isfinite(proven_at)),
  constraint readiness_drill_proven_after check (proven_at >= asked_at),
  constraint readiness_drill_version_positive check (version >= 1)
);
comment on table readiness_drill is 'That an officer was asked to decrypt something, and did: only the hash of the answer is kept.';
create index readiness_drill_of_tender on readiness_drill (cooperative_id, tender_id, stage, officer_id);

-- A record for each opening; the one of the first format stands under the tender's id.
alter table opening_record
  drop constraint opening_record_of_tender,
  add tender_id uuid,
  add kind text,
  add constraint opening_record_of_opening check (tender_id is not null and kind is not null) not valid,
  add constraint opening_record_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  add constraint opening_record_once_per_kind unique (cooperative_id, tender_id, kind),
  add constraint opening_record_kind_known check (kind in ('quality', 'price'));
comment on table opening_record is 'The record of each opening of a tender, one for each kind of envelope: the canonical text that tender.Record documents. In the first format under the tender''s id.';

-- Two different persons open (VgV 55(2)).
-- +goose StatementBegin
create function opening_record_by_two() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(distinct r.officer_id) from opening_release r
      where r.cooperative_id = new.cooperative_id and r.tender_id = new.tender_id and r.kind = new.kind) < 2 then
    raise exception 'tender % was not opened by two persons', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_by_two';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger opening_record_by_two before insert on opening_record for each row execute function opening_record_by_two();

select guard_business_table('bid_container');
revoke update on bid_container from allmende_app;
grant update (container, gone, version) on bid_container to allmende_app;
select guard_business_table('bid_envelope');
revoke update on bid_envelope from allmende_app;
grant update (envelope, gone, version) on bid_envelope to allmende_app;
select guard_append_only_table('bid_answer');
select guard_append_only_table('opening_release');
select guard_append_only_table('opening_share');
select guard_business_table('readiness_drill');
revoke update on readiness_drill from allmende_app;
grant update (proven_at, version) on readiness_drill to allmende_app;

-- The two officers of tenders that there are already are their committee.
-- +goose StatementBegin
do $$
begin
  if not exists (select from tender) then
    return;
  end if;
  perform set_config('app.event_id', gen_random_uuid()::text, true);
  perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '', '{"tables": "tender_officer"}');
  insert into tender_officer (cooperative_id, id, tender_id, revision, position, person_id, recipient, fingerprint)
    select t.cooperative_id, gen_random_uuid(), t.id, t.revision, o.position, o.person_id, o.recipient, o.fingerprint
    from tender t cross join lateral (values (1, t.first_officer_id, t.first_recipient, t.first_fingerprint),
      (2, t.second_officer_id, t.second_recipient, t.second_fingerprint)) as o (position, person_id, recipient, fingerprint)
    order by t.cooperative_id, t.id, o.position;
end $$;
-- +goose StatementEnd
