-- +goose Up

create table demand_round (
  cooperative_id uuid not null,
  id             uuid not null,
  number         text not null,
  title          text not null,
  status         text not null,
  closes_at      timestamptz not null,
  created_by     uuid not null,
  created_at     timestamptz not null,
  opened_at      timestamptz,
  frozen_at      timestamptz,
  snapshot_hash  text,
  cancel_reason  text,
  version        integer not null default 1,
  constraint demand_round_pk primary key (cooperative_id, id),
  constraint demand_round_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint demand_round_created_by_person foreign key (created_by) references person (id),
  constraint demand_round_number_unique unique (cooperative_id, number),
  constraint demand_round_title_length check (char_length(title) between 3 and 200),
  constraint demand_round_status_known check (status in ('draft', 'open', 'frozen', 'tendered', 'cancelled')),
  constraint demand_round_times_finite check (isfinite(closes_at) and isfinite(created_at) and isfinite(opened_at) and isfinite(frozen_at)),
  constraint demand_round_draft_not_opened check (status not in ('draft') or opened_at is null),
  constraint demand_round_opened_has_time check (status not in ('open', 'frozen', 'tendered') or opened_at is not null),
  constraint demand_round_frozen_has_snapshot check ((frozen_at is null) = (snapshot_hash is null)
    and (status not in ('frozen', 'tendered') or frozen_at is not null) and (status not in ('draft', 'open') or frozen_at is null)),
  constraint demand_round_snapshot_hash_form check (snapshot_hash ~ '^[0-9a-f]{64}$'),
  constraint demand_round_cancelled_has_reason check ((status = 'cancelled') = (cancel_reason is not null)),
  constraint demand_round_version_positive check (version >= 1)
);
comment on table demand_round is 'Rounds in which members state their needs (G-DEM). Stating locks the row for share, freezing for update.';
create index demand_round_created_by on demand_round (created_by);

create table demand_item (
  cooperative_id  uuid not null,
  id              uuid not null,
  round_id        uuid not null,
  position        integer not null,
  name            text not null,
  description     text not null,
  category        text not null,
  cpv             text not null,
  unit            text not null,
  estimated_price numeric(15,6) not null,
  version         integer not null default 1,
  constraint demand_item_pk primary key (cooperative_id, id),
  constraint demand_item_of_round foreign key (cooperative_id, round_id) references demand_round (cooperative_id, id),
  constraint demand_item_key_in_round unique (cooperative_id, round_id, id),
  constraint demand_item_position_unique unique (cooperative_id, round_id, position),
  constraint demand_item_position_in_range check (position between 1 and 200),
  constraint demand_item_name_length check (char_length(name) between 2 and 200),
  constraint demand_item_description_length check (char_length(description) <= 2000),
  constraint demand_item_category_known check (category in ('hardware', 'software', 'service', 'data-center')),
  constraint demand_item_cpv_form check (cpv ~ '^([0-9]{8}-[0-9])?$'),
  constraint demand_item_unit_form check (unit ~ '^[A-Z0-9]{2,3}$'),
  constraint demand_item_price_in_range check (estimated_price between 0 and 999999999.999999)
);
comment on table demand_item is 'What members may need in a round; never changed once drafted. cpv is empty where no code was given.';

create table demand_need (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  item_id        uuid not null,
  member_id      uuid not null,
  firm           numeric(12,3) not null,
  tolerance      numeric(12,3) not null,
  stated_at      timestamptz not null,
  stated_by      uuid not null,
  version        integer not null default 1,
  constraint demand_need_pk primary key (cooperative_id, id),
  constraint demand_need_once_per_item unique (cooperative_id, round_id, member_id, item_id),
  constraint demand_need_of_item foreign key (cooperative_id, round_id, item_id) references demand_item (cooperative_id, round_id, id),
  constraint demand_need_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint demand_need_stated_by_person foreign key (stated_by) references person (id),
  constraint demand_need_firm_in_range check (firm between 0 and 999999999.999),
  constraint demand_need_tolerance_in_range check (tolerance between 0 and 999999999.999),
  constraint demand_need_time_finite check (isfinite(stated_at)),
  constraint demand_need_version_positive check (version >= 1)
);
comment on table demand_need is 'The present need of each member per item; a row of its own, so that members do not wait for each other.';
create index demand_need_of_item on demand_need (cooperative_id, round_id, item_id) include (firm, tolerance);
create index demand_need_of_member on demand_need (cooperative_id, member_id);
create index demand_need_stated_by on demand_need (stated_by);

create table demand_need_change (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  item_id        uuid not null,
  member_id      uuid not null,
  firm           numeric(12,3) not null,
  tolerance      numeric(12,3) not null,
  stated_at      timestamptz not null,
  stated_by      uuid not null,
  version        integer not null default 1,
  constraint demand_need_change_pk primary key (cooperative_id, id),
  constraint demand_need_change_of_item foreign key (cooperative_id, round_id, item_id) references demand_item (cooperative_id, round_id, id),
  constraint demand_need_change_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint demand_need_change_stated_by_person foreign key (stated_by) references person (id),
  constraint demand_need_change_firm_in_range check (firm between 0 and 999999999.999),
  constraint demand_need_change_tolerance_in_range check (tolerance between 0 and 999999999.999),
  constraint demand_need_change_time_finite check (isfinite(stated_at))
);
comment on table demand_need_change is 'Every statement of a need with its author and time (G-DEM).';
create index demand_need_change_of_need on demand_need_change (cooperative_id, round_id, item_id, member_id, stated_at);
create index demand_need_change_of_member on demand_need_change (cooperative_id, member_id);
create index demand_need_change_stated_by on demand_need_change (stated_by);

create table demand_snapshot (
  cooperative_id uuid not null,
  id             uuid not null,
  frozen_at      timestamptz not null,
  content        text not null,
  hash           text not null,
  version        integer not null default 1,
  constraint demand_snapshot_pk primary key (cooperative_id, id),
  constraint demand_snapshot_of_round foreign key (cooperative_id, id) references demand_round (cooperative_id, id),
  constraint demand_snapshot_time_finite check (isfinite(frozen_at)),
  constraint demand_snapshot_hash_matches check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
comment on table demand_snapshot is 'What a freezing fixed for ever: the canonical text that demand.Snapshot.Text documents, under the id of its round.';

create table demand_snapshot_need (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  item_id        uuid not null,
  member_id      uuid not null,
  firm           numeric(12,3) not null,
  tolerance      numeric(12,3) not null,
  version        integer not null default 1,
  constraint demand_snapshot_need_pk primary key (cooperative_id, id),
  constraint demand_snapshot_need_of_snapshot foreign key (cooperative_id, round_id) references demand_snapshot (cooperative_id, id),
  constraint demand_snapshot_need_of_item foreign key (cooperative_id, round_id, item_id) references demand_item (cooperative_id, round_id, id),
  constraint demand_snapshot_need_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint demand_snapshot_need_once_per_item unique (cooperative_id, round_id, item_id, member_id),
  constraint demand_snapshot_need_firm_in_range check (firm between 0 and 999999999.999),
  constraint demand_snapshot_need_tolerance_in_range check (tolerance between 0 and 999999999.999)
);
comment on table demand_snapshot_need is 'The needs in a snapshot, as rows: tenders, quotas and cost keys read them.';
create index demand_snapshot_need_of_member on demand_snapshot_need (cooperative_id, member_id);

-- Whoever states holds the round for share, so the status read here cannot change under it.
-- +goose StatementBegin
create function demand_need_check_open() returns trigger language plpgsql as $$
begin
  if exists (select from stated join demand_round r using (cooperative_id) where r.id = stated.round_id and r.status <> 'open') then
    raise exception 'needs are stated in open rounds only' using errcode = 'check_violation', constraint = 'demand_need_only_while_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger demand_need_only_while_open_insert after insert on demand_need
  referencing new table as stated for each statement execute function demand_need_check_open();
create trigger demand_need_only_while_open_update after update on demand_need
  referencing new table as stated for each statement execute function demand_need_check_open();

select guard_business_table('demand_round');
select guard_append_only_table('demand_item');
select guard_business_table('demand_need');
select guard_append_only_table('demand_need_change');
select guard_append_only_table('demand_snapshot');
select guard_append_only_table('demand_snapshot_need');
