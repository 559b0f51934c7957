-- +goose Up

select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('seal-again.days', '6', '2016-04-18', null, 'VgV § 20 Abs. 3 Satz 1 Nr. 1', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '', '{"codes": "seal-again.days"}');

-- The committee of a published tender is changed by two officers. Each committee has a
-- revision of its own in tender_officer.
alter table tender
  add committee_revision integer,
  add committee_since timestamptz,
  add constraint tender_committee_change_complete check ((committee_revision is null) = (committee_since is null) and isfinite(committee_since)),
  add constraint tender_committee_after_draft check (committee_revision > revision and committee_since >= published_at);
comment on column tender.committee_revision is 'Which revision in tender_officer opens the bids; empty while it is that of the draft';

create table tender_committee_change (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  reason         text not null,
  proposed_by    uuid not null,
  proposed_at    timestamptz not null,
  former_hash    text,
  hash           text,
  confirmed_by   uuid,
  confirmed_at   timestamptz,
  version        integer not null default 1,
  constraint tender_committee_change_pk primary key (cooperative_id, id),
  constraint tender_committee_change_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_committee_change_once unique (cooperative_id, tender_id, revision),
  constraint tender_committee_change_proposed_by_person foreign key (proposed_by) references person (id),
  constraint tender_committee_change_confirmed_by_person foreign key (confirmed_by) references person (id),
  constraint tender_committee_change_by_another check (confirmed_by <> proposed_by),
  constraint tender_committee_change_confirmation_complete check (num_nonnulls(former_hash, hash, confirmed_by, confirmed_at) in (0, 4)),
  constraint tender_committee_change_hash_form check (former_hash ~ '^[0-9a-f]{64}$' and hash ~ '^[0-9a-f]{64}$' and hash <> former_hash),
  constraint tender_committee_change_times check (isfinite(proposed_at) and isfinite(confirmed_at) and confirmed_at >= proposed_at),
  constraint tender_committee_change_reason_length check (char_length(reason) between 3 and 2000),
  constraint tender_committee_change_version_positive check (version >= 1)
);
comment on table tender_committee_change is 'Another committee of a published tender as an officer proposed it, and the confirmation of another one (G-TEN 8). What a later one overtook is never confirmed.';
select guard_business_table('tender_committee_change');
revoke update on tender_committee_change from allmende_app;
grant update (former_hash, hash, confirmed_by, confirmed_at, version) on tender_committee_change to allmende_app;

-- +goose StatementBegin
create function tender_committee_change_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the change of a committee is confirmed once' using errcode = 'check_violation', constraint = 'tender_committee_change_kept';
end $$;
-- +goose StatementEnd
create trigger confirmed_once before update on tender_committee_change for each row when (old.confirmed_at is not null)
  execute function tender_committee_change_kept();

-- What bids are sealed to: of the ones before this migration, it is the tender's first committee.
alter table bid add committee_hash text,
  add constraint bid_committee_hash_form check (committee_hash ~ '^[0-9a-f]{64}$');
comment on column bid.committee_hash is 'The committee that the bid is sealed to; empty where it came before a committee could be changed';

-- A published committee is what bids are sealed to. It changes only while they are in time,
-- as another officer has confirmed, and when none is left that counts and is sealed to the former one.
-- +goose StatementBegin
create function tender_committee_kept() returns trigger language plpgsql as $$
begin
  if old.deadline < allmende_clock() then
    raise exception 'the committee of tender % is final', old.id using errcode = 'check_violation', constraint = 'tender_committee_kept';
  elsif not exists (select from tender_committee_change c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id
      and c.revision = new.committee_revision and c.confirmed_at = new.committee_since and c.former_hash = old.committee_hash and c.hash = new.committee_hash) then
    raise exception 'the committee of tender % is changed by two officers', old.id using errcode = 'check_violation', constraint = 'tender_committee_by_two';
  elsif exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status = 'sealed') then
    raise exception 'bids in tender % are sealed to the former committee', old.id using errcode = 'check_violation', constraint = 'tender_committee_of_bids';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger committee_kept before update of committee_hash, committee_revision, committee_since on tender for each row
  when (old.published_at is not null and (new.committee_hash, new.committee_revision, new.committee_since)
    is distinct from (old.committee_hash, old.committee_revision, old.committee_since)) execute function tender_committee_kept();

-- +goose StatementBegin
create function bid_sealed_to_committee() returns trigger language plpgsql as $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.committee_hash = new.committee_hash) then
    raise exception 'bid % is sealed to another committee', new.id using errcode = 'check_violation', constraint = 'bid_sealed_to_committee';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger sealed_to_committee before insert on bid for each row execute function bid_sealed_to_committee();

-- A bid that is sealed to a former committee loses container and shares, as a withdrawn one does.
alter table bid_container drop constraint bid_container_gone_with_bid;
alter table bid_envelope drop constraint bid_envelope_gone_with_bid;
alter table bid
  drop column gone,
  drop constraint bid_status_known,
  add constraint bid_status_known check (status in ('sealed', 'superseded', 'needs-reconfirmation', 'withdrawn', 'late', 'opened', 'excluded', 'won', 'lost')),
  add constraint bid_reconfirmation_of_committee check (status <> 'needs-reconfirmation' or manifest_hash is not null),
  add gone boolean generated always as (case when manifest_hash is not null then status in ('superseded', 'needs-reconfirmation', 'withdrawn') end) stored,
  add constraint bid_gone_key unique (cooperative_id, id, gone);
alter table bid_container add constraint bid_container_gone_with_bid
  foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred;
alter table bid_envelope add constraint bid_envelope_gone_with_bid
  foreign key (cooperative_id, bid_id, gone) references bid (cooperative_id, id, gone) deferrable initially deferred;
comment on table bid_container is 'What bidders sealed, each to a key of its own. It is gone exactly when its bid is withdrawn, superseded or needs to be sealed again; the hashes stay.';
comment on table bid_envelope is 'An officer''s share of the key of a container, sealed to the officer. It is gone exactly when its bid is withdrawn, superseded or needs to be sealed again.';

-- A proof is of one key: who has another one since proves it anew.
alter table readiness_drill add fingerprint text,
  add constraint readiness_drill_fingerprint_form check (fingerprint ~ '^[0-9a-f]{64}$');
comment on column readiness_drill.fingerprint is 'Of the key that the question was sealed to; empty before a committee could be changed';

-- A late bid may be admitted after officers have released: they release its shares then. An
-- officer releases once for each bid instead of once for all.
alter table opening_release drop constraint opening_release_once_per_officer;
create index opening_release_of_tender on opening_release (cooperative_id, tender_id, kind, officer_id);
alter table opening_share add constraint opening_share_once_per_officer unique (cooperative_id, bid_id, kind, officer_id);

-- It may even be admitted after the opening: it is opened by itself, by two officers again,
-- and a record of its own supplements the first one.
alter table opening_record
  drop constraint opening_record_once_per_kind,
  add supplement integer,
  add constraint opening_record_supplement_positive check (supplement >= 1);
create unique index opening_record_once on opening_record (cooperative_id, tender_id, kind, coalesce(supplement, 0));
comment on column opening_record.supplement is 'Counts the openings of late bids after the first one of the kind, which has none';
-- +goose StatementBegin
create or replace function opening_record_by_two() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(distinct r.officer_id) from opening_release r
      where r.cooperative_id = new.cooperative_id and r.tender_id = new.tender_id and r.kind = new.kind
      and r.released_at > coalesce((select max(o.opened_at) from opening_record o
        where o.cooperative_id = new.cooperative_id and o.tender_id = new.tender_id and o.kind = new.kind), '-infinity')) < 2 then
    raise exception 'tender % was not opened by two persons', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_by_two';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- Sheets that were handed in before such an opening take scores again, for what has none.
alter table scoring_evaluator
  add closed_until timestamptz,
  add constraint scoring_evaluator_reopened_later check (isfinite(closed_until) and handed_in_at > closed_until),
  drop constraint scoring_evaluator_handed_in_counts,
  add constraint scoring_evaluator_handed_in_counts check (replaced_at is null or num_nonnulls(handed_in_at, closed_until) = 0 or conflict <> '');
comment on column scoring_evaluator.closed_until is 'When the sheet was handed in before a late bid was opened: what had a score then keeps it';
-- +goose StatementBegin
create or replace function scoring_evaluator_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare panel scoring_panel;
begin
  select * into panel from scoring_panel p where p.cooperative_id = new.cooperative_id and p.id = new.panel_id for share;
  if panel.locked_at is not null then
    raise exception 'the panel of tender % is locked', new.panel_id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  if tg_op = 'UPDATE' and (new.person_id <> old.person_id or new.panel_id <> old.panel_id or old.replaced_at is not null
      or old.conflict <> '' and new.conflict <> old.conflict or old.declared_at is not null and new.declared_at is null) then
    raise exception 'what evaluator % has declared stays', old.id using errcode = 'check_violation', constraint = 'scoring_evaluator_stays';
  end if;
  if tg_op = 'UPDATE' and (old.handed_in_at is not null and new.handed_in_at is distinct from old.handed_in_at or new.closed_until is distinct from old.closed_until)
      and not (new.handed_in_at is null and old.handed_in_at is not null and new.closed_until = old.handed_in_at
        and exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.panel_id and b.opened_at > old.handed_in_at)) then
    raise exception 'the sheet of evaluator % is handed in', old.id using errcode = 'check_violation', constraint = 'scoring_evaluator_stays';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function scoring_score_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from scoring_evaluator e where exists (select from new_rows n where n.cooperative_id = e.cooperative_id and n.evaluator_id = e.id) for share;
  if exists (
    select from new_rows n
      join scoring_evaluator e on e.cooperative_id = n.cooperative_id and e.id = n.evaluator_id
      join scoring_panel p on p.cooperative_id = e.cooperative_id and p.id = e.panel_id
      join bid b on b.cooperative_id = n.cooperative_id and b.id = n.bid_id
      join tender_lot l on l.cooperative_id = n.cooperative_id and l.id = n.lot_id
    where e.declared_at is null or e.conflict <> '' or e.handed_in_at is not null or e.replaced_at is not null or p.locked_at is not null
      or b.tender_id <> p.id or l.tender_id <> p.id or b.opened_at is null
      or exists (select from scoring_score o where o.cooperative_id = n.cooperative_id and o.evaluator_id = n.evaluator_id and o.bid_id = n.bid_id
        and o.lot_id = n.lot_id and o.criterion = n.criterion and o.scored_at <= e.closed_until)
  ) then
    raise exception 'a sheet takes no scores before the declaration, nor after it is handed in' using errcode = 'check_violation', constraint = 'scoring_score_while_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd
