-- +goose Up

create table opening_key (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  recipient      text not null,
  fingerprint    text not null,
  registered_at  timestamptz not null,
  version        integer not null default 1,
  constraint opening_key_pk primary key (cooperative_id, id),
  constraint opening_key_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint opening_key_of_person foreign key (person_id) references person (id),
  constraint opening_key_once_per_person unique (cooperative_id, person_id),
  constraint opening_key_recipient_form check (recipient ~ '^age1[a-z0-9]+$' and char_length(recipient) between 62 and 4000),
  constraint opening_key_fingerprint_matches check (fingerprint = encode(sha256(convert_to(recipient, 'UTF8')), 'hex')),
  constraint opening_key_time_finite check (isfinite(registered_at)),
  constraint opening_key_version_positive check (version >= 1)
);
comment on table opening_key is 'The present public age key of each opening officer; the private key never leaves the officer''s browser.';
create index opening_key_of_person on opening_key (person_id);

create table tender (
  cooperative_id     uuid not null,
  id                 uuid not null,
  number             text not null,
  round_id           uuid not null,
  status             text not null,
  title              text not null,
  method             text not null,
  maximum_points     integer not null,
  term_months        integer not null,
  term_justification text not null,
  quota_mode         text not null,
  deadline           timestamptz not null,
  no_lots_reason     text not null,
  first_officer_id   uuid not null,
  second_officer_id  uuid not null,
  first_recipient    text not null default '',
  second_recipient   text not null default '',
  first_fingerprint  text not null default '',
  second_fingerprint text not null default '',
  procedure          text not null,
  threshold          numeric(15,2) not null,
  threshold_source   text not null,
  estimated_value    numeric(15,2) not null,
  entitled_hash      text,
  committee_hash     text,
  revision           integer not null,
  created_by         uuid not null,
  created_at         timestamptz not null,
  submitted_by       uuid,
  submitted_at       timestamptz,
  published_by       uuid,
  published_at       timestamptz,
  outer_released_by  uuid,
  outer_released_at  timestamptz,
  opened_by          uuid,
  opened_at          timestamptz,
  record_hash        text,
  proposed_by        uuid,
  proposed_at        timestamptz,
  proposal_reason    text not null default '',
  earliest_award     date,
  awarded_by         uuid,
  awarded_at         timestamptz,
  reason             text not null default '',
  version            integer not null default 1,
  constraint tender_pk primary key (cooperative_id, id),
  constraint tender_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint tender_of_round foreign key (cooperative_id, round_id) references demand_round (cooperative_id, id),
  constraint tender_first_officer_person foreign key (first_officer_id) references person (id),
  constraint tender_second_officer_person foreign key (second_officer_id) references person (id),
  constraint tender_created_by_person foreign key (created_by) references person (id),
  constraint tender_submitted_by_person foreign key (submitted_by) references person (id),
  constraint tender_published_by_person foreign key (published_by) references person (id),
  constraint tender_proposed_by_person foreign key (proposed_by) references person (id),
  constraint tender_awarded_by_person foreign key (awarded_by) references person (id),
  constraint tender_number_unique unique (cooperative_id, number),
  constraint tender_title_length check (char_length(title) between 3 and 200),
  constraint tender_status_known check (status in ('draft', 'in-review', 'published', 'opened', 'evaluating', 'award-proposed', 'standstill', 'awarded', 'cancelled')),
  constraint tender_method_known check (method in ('lowest-price', 'simple-ratio')),
  constraint tender_points_fit_method check (case method when 'simple-ratio' then maximum_points between 1 and 10000 else maximum_points = 0 end),
  constraint tender_term_in_range check (term_months between 1 and 120),
  constraint tender_quota_mode_known check (quota_mode in ('hard', 'first-come')),
  constraint tender_officers_differ check (first_officer_id <> second_officer_id),
  constraint tender_procedure_known check (procedure in ('open-eu', 'open-national')),
  constraint tender_value_in_range check (estimated_value > 0 and estimated_value <> 'NaN' and threshold >= 0 and threshold <> 'NaN'),
  constraint tender_procedure_follows_value check ((procedure = 'open-eu') = (estimated_value >= threshold)),
  constraint tender_times_finite check (isfinite(deadline) and isfinite(created_at) and isfinite(submitted_at) and isfinite(published_at)
    and isfinite(outer_released_at) and isfinite(opened_at) and isfinite(proposed_at) and isfinite(earliest_award) and isfinite(awarded_at)),
  constraint tender_stamps_complete check ((submitted_by is null) = (submitted_at is null) and (published_by is null) = (published_at is null)
    and (outer_released_by is null) = (outer_released_at is null) and (opened_by is null) = (opened_at is null)
    and (proposed_by is null) = (proposed_at is null) and (awarded_by is null) = (awarded_at is null)),
  constraint tender_steps_in_order check (case status
    when 'draft' then submitted_at is null and published_at is null
    when 'in-review' then submitted_at is not null and published_at is null
    when 'published' then published_at is not null and opened_at is null
    when 'opened' then opened_at is not null and proposed_at is null
    when 'evaluating' then opened_at is not null and proposed_at is null
    when 'award-proposed' then proposed_at is not null and awarded_at is null
    when 'standstill' then proposed_at is not null and awarded_at is null
    when 'awarded' then awarded_at is not null
    else awarded_at is null end
    and (published_at is null or submitted_at is not null) and (outer_released_at is null or published_at is not null)
    and (opened_at is null or outer_released_at is not null) and (proposed_at is null or opened_at is not null)
    and (awarded_at is null or proposed_at is not null)),
  constraint tender_published_by_another check (published_by <> submitted_by),
  constraint tender_awarded_by_another check (awarded_by <> proposed_by),
  constraint tender_published_is_frozen check ((published_at is null) = (entitled_hash is null) and (published_at is null) = (committee_hash is null)
    and (published_at is null or (first_recipient <> '' and second_recipient <> '' and first_fingerprint <> '' and second_fingerprint <> ''))),
  constraint tender_opened_by_its_officers check (outer_released_by = first_officer_id and opened_by = second_officer_id),
  constraint tender_opened_after_deadline check (outer_released_at > deadline and opened_at > deadline),
  constraint tender_opened_has_record check ((opened_at is null) = (record_hash is null)),
  constraint tender_hash_form check (entitled_hash ~ '^[0-9a-f]{64}$' and committee_hash ~ '^[0-9a-f]{64}$' and record_hash ~ '^[0-9a-f]{64}$'),
  constraint tender_proposal_complete check ((proposed_at is null) = (earliest_award is null) and (proposed_at is null) = (proposal_reason = '')),
  constraint tender_standstill_kept check ((awarded_at at time zone 'Europe/Berlin')::date >= earliest_award),
  constraint tender_cancelled_has_reason check (status <> 'cancelled' or reason <> ''),
  constraint tender_revision_positive check (revision >= 1),
  constraint tender_version_positive check (version >= 1)
);
comment on table tender is 'Tenders from draft to award (G-TEN, G-AWA). Whoever hands in, opens or decides locks this row first.';
create unique index tender_once_per_round on tender (cooperative_id, round_id) where status <> 'cancelled';
create index tender_by_status on tender (cooperative_id, status, deadline);
create index tender_first_officer on tender (cooperative_id, first_officer_id);
create index tender_second_officer on tender (cooperative_id, second_officer_id);

create table tender_lot (
  cooperative_id     uuid not null,
  id                 uuid not null,
  tender_id          uuid not null,
  revision           integer not null,
  position           integer not null,
  title              text not null,
  maximum_value      numeric(15,2) not null,
  winner_bid_id      uuid,
  winner_supplier_id uuid,
  winning_total      numeric(15,2),
  drawn              boolean not null default false,
  version            integer not null default 1,
  constraint tender_lot_pk primary key (cooperative_id, id),
  constraint tender_lot_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_lot_winner_supplier foreign key (cooperative_id, winner_supplier_id) references supplier (cooperative_id, id),
  constraint tender_lot_position_unique unique (cooperative_id, tender_id, revision, position),
  constraint tender_lot_position_in_range check (position between 1 and 50),
  constraint tender_lot_title_length check (char_length(title) between 2 and 200),
  constraint tender_lot_maximum_positive check (maximum_value > 0 and maximum_value <> 'NaN'),
  constraint tender_lot_winner_complete check ((winner_bid_id is null) = (winner_supplier_id is null) and (winner_bid_id is null) = (winning_total is null)
    and (winner_bid_id is not null or not drawn)),
  constraint tender_lot_total_not_negative check (winning_total >= 0 and winning_total <> 'NaN'),
  constraint tender_lot_version_positive check (version >= 1)
);
comment on table tender_lot is 'Lots. Each revision of a draft has its own; those of tender.revision count.';

create table tender_item (
  cooperative_id   uuid not null,
  id               uuid not null,
  tender_id        uuid not null,
  lot_id           uuid not null,
  revision         integer not null,
  round_item_id    uuid not null,
  position         integer not null,
  name             text not null,
  description      text not null,
  category         text not null,
  cpv              text not null,
  unit             text not null,
  firm             numeric(12,3) not null,
  tolerance        numeric(12,3) not null,
  maximum_quantity numeric(12,3) not null,
  estimated_price  numeric(15,6) not null,
  version          integer not null default 1,
  constraint tender_item_pk primary key (cooperative_id, id),
  constraint tender_item_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_item_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint tender_item_of_round_item foreign key (cooperative_id, round_item_id) references demand_item (cooperative_id, id),
  constraint tender_item_in_one_lot unique (cooperative_id, tender_id, revision, round_item_id),
  constraint tender_item_position_unique unique (cooperative_id, lot_id, position),
  constraint tender_item_position_in_range check (position between 1 and 200),
  constraint tender_item_name_length check (char_length(name) between 2 and 200),
  constraint tender_item_category_known check (category in ('hardware', 'software', 'service', 'data-center')),
  constraint tender_item_unit_form check (unit ~ '^[A-Z0-9]{2,3}$'),
  constraint tender_item_firm_in_range check (firm between 0 and 999999999.999),
  constraint tender_item_tolerance_in_range check (tolerance between 0 and 999999999.999),
  constraint tender_item_maximum_in_range check (maximum_quantity between 0 and 999999999.999),
  constraint tender_item_price_in_range check (estimated_price between 0 and 999999999.999999)
);
comment on table tender_item is 'What is bid for, copied out of the frozen round, with the maximum quantity that the notice states.';
create index tender_item_of_round_item on tender_item (cooperative_id, round_item_id);

create table tender_entitled (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  member_id      uuid not null,
  key            text not null,
  name           text not null,
  version        integer not null default 1,
  constraint tender_entitled_pk primary key (cooperative_id, id),
  constraint tender_entitled_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_entitled_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint tender_entitled_once unique (cooperative_id, tender_id, member_id),
  constraint tender_entitled_key_unique unique (cooperative_id, tender_id, key)
);
comment on table tender_entitled is 'The members that may call off, frozen by name at publication (CJEU C-216/17); their hash stands in the tender.';
create index tender_entitled_of_member on tender_entitled (cooperative_id, member_id);

create table bid (
  cooperative_id   uuid not null,
  id               uuid not null,
  tender_id        uuid not null,
  supplier_id      uuid not null,
  revision         integer not null,
  status           text not null,
  received_at      timestamptz not null,
  deadline         timestamptz not null,
  handed_in_by     uuid not null,
  container        bytea,
  container_hash   text not null,
  inner_envelope   bytea,
  inner_hash       text not null,
  content_hash     text not null,
  outer_unreadable boolean not null default false,
  opened_at        timestamptz,
  opened           boolean not null generated always as (opened_at is not null) stored,
  excluded_reason  text not null default '',
  version          integer not null default 1,
  constraint bid_pk primary key (cooperative_id, id),
  constraint bid_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint bid_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint bid_handed_in_by_person foreign key (handed_in_by) references person (id),
  constraint bid_revision_unique unique (cooperative_id, tender_id, supplier_id, revision),
  constraint bid_opened_key unique (cooperative_id, id, opened),
  constraint bid_one_in_time exclude using btree (cooperative_id with =, tender_id with =, supplier_id with =)
    where (status = 'sealed') deferrable initially deferred,
  constraint bid_revision_positive check (revision >= 1),
  constraint bid_status_known check (status in ('sealed', 'superseded', 'withdrawn', 'late', 'opened', 'excluded', 'won', 'lost')),
  constraint bid_times_finite check (isfinite(received_at) and isfinite(deadline) and isfinite(opened_at)),
  constraint bid_late_is_late check ((status = 'late') = (received_at > deadline)),
  constraint bid_opened_after_deadline check (opened_at > deadline),
  constraint bid_opened_by_status check ((opened_at is not null) = (status in ('opened', 'excluded', 'won', 'lost'))),
  constraint bid_container_size check (octet_length(container) between 1 and 2097152 and octet_length(inner_envelope) <= 2097152),
  constraint bid_container_removed check ((container is null) = (status in ('superseded', 'withdrawn'))),
  constraint bid_container_hash_matches check (container_hash = encode(sha256(container), 'hex')),
  constraint bid_inner_hash_matches check (inner_hash = encode(sha256(inner_envelope), 'hex')),
  constraint bid_unreadable_has_no_inner check (not outer_unreadable or inner_envelope is null),
  constraint bid_hash_form check (container_hash ~ '^[0-9a-f]{64}$' and inner_hash ~ '^[0-9a-f]{64}$' and content_hash ~ '^[0-9a-f]{64}$'),
  constraint bid_excluded_has_reason check ((status in ('late', 'excluded')) = (excluded_reason <> '')),
  constraint bid_version_positive check (version >= 1)
);
comment on table bid is 'Sealed bids, a row for each version (G-BID). Superseded and withdrawn ones have lost their container; a withdrawn one is the tombstone.';
create index bid_of_tender on bid (cooperative_id, tender_id, received_at, id);
create index bid_of_supplier on bid (cooperative_id, supplier_id);

alter table tender_lot add constraint tender_lot_winner_bid foreign key (cooperative_id, winner_bid_id) references bid (cooperative_id, id);

create table bid_price (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  opened         boolean not null default true,
  item_id        uuid not null,
  price          numeric(15,6) not null,
  version        integer not null default 1,
  constraint bid_price_pk primary key (cooperative_id, id),
  constraint bid_price_after_opening check (opened),
  constraint bid_price_of_opened_bid foreign key (cooperative_id, bid_id, opened) references bid (cooperative_id, id, opened),
  constraint bid_price_of_item foreign key (cooperative_id, item_id) references tender_item (cooperative_id, id),
  constraint bid_price_once unique (cooperative_id, bid_id, item_id),
  constraint bid_price_in_range check (price between 0 and 999999999.999999)
);
comment on table bid_price is 'What bids ask per unit. The reference to bid.opened lets no price in before the opening.';
create index bid_price_of_item on bid_price (cooperative_id, item_id);

create table bid_score (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  lot_id         uuid not null,
  points         integer not null,
  reason         text not null,
  scored_by      uuid not null,
  scored_at      timestamptz not null,
  version        integer not null default 1,
  constraint bid_score_pk primary key (cooperative_id, id),
  constraint bid_score_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint bid_score_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint bid_score_by_person foreign key (scored_by) references person (id),
  constraint bid_score_once unique (cooperative_id, bid_id, lot_id),
  constraint bid_score_points_in_range check (points between 0 and 10000),
  constraint bid_score_reason_length check (char_length(reason) between 3 and 2000),
  constraint bid_score_time_finite check (isfinite(scored_at)),
  constraint bid_score_version_positive check (version >= 1)
);
comment on table bid_score is 'Points of a bid in a lot under the simple ratio, with their reason.';
create index bid_score_of_lot on bid_score (cooperative_id, lot_id);

create table opening_record (
  cooperative_id uuid not null,
  id             uuid not null,
  opened_at      timestamptz not null,
  content        text not null,
  hash           text not null,
  version        integer not null default 1,
  constraint opening_record_pk primary key (cooperative_id, id),
  constraint opening_record_of_tender foreign key (cooperative_id, id) references tender (cooperative_id, id),
  constraint opening_record_time_finite check (isfinite(opened_at)),
  constraint opening_record_hash_matches check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
comment on table opening_record is 'The opening record of a tender under the tender''s id, so there is one at most: the canonical text that tender.Record documents.';

select guard_business_table('opening_key');
select guard_business_table('tender');
select guard_business_table('tender_lot');
select guard_append_only_table('tender_item');
select guard_append_only_table('tender_entitled');
select guard_business_table('bid');
select guard_append_only_table('bid_price');
select guard_business_table('bid_score');
select guard_append_only_table('opening_record');
