-- +goose Up

select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('modification.each-percent', '50', '2016-04-18', null, 'GWB § 132 Abs. 2 Satz 2', false),
  ('modification.minor-percent', '10', '2016-04-18', null, 'GWB § 132 Abs. 3 Satz 1 Nr. 2', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '',
  '{"codes": "modification.each-percent, modification.minor-percent"}');

-- The life of a contract. Columns without a value keep the hashes of what there is already.
alter table framework
  drop constraint framework_quota_mode_known,
  add constraint framework_quota_mode_known check (quota_mode in ('hard', 'soft', 'first-come')),
  add original_maximum numeric(15,2),
  add flows_back_on date,
  add term_justification text,
  add halt_status text,
  add halt_reason text,
  add halted_by uuid,
  add halted_at timestamptz,
  add constraint framework_original_positive check (original_maximum > 0 and original_maximum <> 'NaN' and original_maximum <= maximum),
  add constraint framework_soft_flows_back check ((quota_mode = 'soft') = (flows_back_on is not null)),
  add constraint framework_flows_back_within check (flows_back_on > in_force_from and flows_back_on <= in_force_to),
  add constraint framework_justification_length check (char_length(term_justification) between 1 and 2000),
  add constraint framework_halt_known check (halt_status in ('suspended', 'terminated')),
  add constraint framework_halt_complete check (num_nonnulls(halt_status, halt_reason, halted_by, halted_at) in (0, 4) and isfinite(halted_at)),
  add constraint framework_halt_reason_length check (char_length(halt_reason) between 3 and 2000),
  add constraint framework_halted_by_person foreign key (halted_by) references person (id);
comment on column framework.original_maximum is 'The maximum of the award, by which modifications are measured; empty for a contract from before there were any, until the first one';
comment on column framework.flows_back_on is 'Of soft quotas: the day on which what is unused is everybody''s';
comment on column framework.halt_status is 'Why nothing is called off though something is left: suspended, or terminated for good; empty while it runs';

create table framework_option (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  position       integer not null,
  months         integer not null,
  used_by        uuid,
  used_at        timestamptz,
  reason         text,
  version        integer not null default 1,
  constraint framework_option_pk primary key (cooperative_id, id),
  constraint framework_option_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_option_used_by_person foreign key (used_by) references person (id),
  constraint framework_option_position_unique unique (cooperative_id, framework_id, position),
  constraint framework_option_position_in_range check (position between 1 and 20),
  constraint framework_option_months_in_range check (months between 1 and 120),
  constraint framework_option_use_complete check (num_nonnulls(used_by, used_at, reason) in (0, 3) and isfinite(used_at)),
  constraint framework_option_reason_length check (char_length(reason) between 3 and 2000),
  constraint framework_option_version_positive check (version >= 1)
);
comment on table framework_option is 'Rights to extend a contract that the tender announced, and their use (VgV 21(6))';

create table framework_supplier (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  supplier_id    uuid not null,
  rank           integer not null,
  target_share   integer,
  bid_id         uuid,
  version        integer not null default 1,
  constraint framework_supplier_pk primary key (cooperative_id, id),
  constraint framework_supplier_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_supplier_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint framework_supplier_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint framework_supplier_once unique (cooperative_id, framework_id, supplier_id),
  constraint framework_supplier_rank_unique unique (cooperative_id, framework_id, rank),
  constraint framework_supplier_rank_positive check (rank >= 1),
  constraint framework_supplier_share_in_range check (target_share between 1 and 100),
  constraint framework_supplier_version_positive check (version >= 1)
);
comment on table framework_supplier is 'Who delivers out of a contract, by rank; the first is framework.supplier_id. The prices of another one are those of its bid';
create index framework_supplier_of_supplier on framework_supplier (cooperative_id, supplier_id, framework_id);
create index framework_supplier_of_bid on framework_supplier (cooperative_id, bid_id) where bid_id is not null;

create table framework_modification (
  cooperative_id     uuid not null,
  id                 uuid not null,
  framework_id       uuid not null,
  number             integer not null,
  ground             text not null,
  reason             text not null,
  clause             text not null,
  raise              numeric(15,2) not null,
  in_force_to        date,
  term_justification text not null,
  supplier_id        uuid,
  value              numeric(15,2) not null,
  status             text not null,
  proposed_by        uuid not null,
  proposed_at        timestamptz not null,
  decided_by         uuid,
  decided_at         timestamptz,
  rejection          text not null default '',
  version            integer not null default 1,
  constraint framework_modification_pk primary key (cooperative_id, id),
  constraint framework_modification_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_modification_to_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint framework_modification_proposed_by_person foreign key (proposed_by) references person (id),
  constraint framework_modification_decided_by_person foreign key (decided_by) references person (id),
  constraint framework_modification_number_unique unique (cooperative_id, framework_id, number),
  constraint framework_modification_number_positive check (number >= 1),
  constraint framework_modification_ground_known check (ground in ('mod-rev', 'add-wss', 'mod-cir', 'mod-repl', 'mod-nons', 'mod-minv')),
  constraint framework_modification_reason_length check (char_length(reason) between 3 and 2000),
  constraint framework_modification_clause_quoted check ((ground = 'mod-rev') = (char_length(clause) >= 3) and char_length(clause) <= 2000),
  constraint framework_modification_justification_length check (char_length(term_justification) <= 2000),
  constraint framework_modification_raises check (raise >= 0 and raise <> 'NaN' and value >= 0 and value <> 'NaN'),
  constraint framework_modification_ground_raises check (ground not in ('mod-repl', 'mod-nons') or raise = 0 and value = 0),
  constraint framework_modification_replaces check ((ground = 'mod-repl') = (supplier_id is not null)),
  constraint framework_modification_status_known check (status in ('proposed', 'approved', 'rejected')),
  constraint framework_modification_decision_complete check ((status = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)
    and (status = 'rejected') = (rejection <> '')),
  constraint framework_modification_by_another check (decided_by <> proposed_by),
  constraint framework_modification_times check (isfinite(proposed_at) and isfinite(decided_at) and decided_at >= proposed_at and isfinite(in_force_to)),
  constraint framework_modification_version_positive check (version >= 1)
);
comment on table framework_modification is 'Modifications of contracts with their ground (GWB 132), proposed by one officer and decided by another';
comment on column framework_modification.value is 'What it counts for against the limits of its ground';

create table framework_modification_item (
  cooperative_id   uuid not null,
  modification_id  uuid not null,
  item_id          uuid not null,
  maximum_quantity numeric(12,3) not null,
  price            numeric(15,6) not null,
  dearer           numeric(15,2) not null,
  constraint framework_modification_item_pk primary key (cooperative_id, modification_id, item_id),
  constraint framework_modification_item_of_modification foreign key (cooperative_id, modification_id) references framework_modification (cooperative_id, id),
  constraint framework_modification_item_of_item foreign key (cooperative_id, item_id) references framework_item (cooperative_id, id),
  constraint framework_modification_item_maximum_in_range check (maximum_quantity between 0 and 999999999.999),
  constraint framework_modification_item_price_in_range check (price between 0 and 999999999.999999),
  constraint framework_modification_item_dearer_not_negative check (dearer >= 0 and dearer <> 'NaN')
);
comment on table framework_modification_item is 'Items as a modification makes them';
comment on column framework_modification_item.dearer is 'By how much the quantity costs more than at the awarded price, where the price changes';
create index framework_modification_item_of_item on framework_modification_item (cooperative_id, item_id);

create table framework_quota_raise (
  cooperative_id  uuid not null,
  modification_id uuid not null,
  member_id       uuid not null,
  amount          numeric(15,2) not null,
  constraint framework_quota_raise_pk primary key (cooperative_id, modification_id, member_id),
  constraint framework_quota_raise_of_modification foreign key (cooperative_id, modification_id) references framework_modification (cooperative_id, id),
  constraint framework_quota_raise_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint framework_quota_raise_positive check (amount > 0 and amount <> 'NaN')
);
comment on table framework_quota_raise is 'What each quota got of what a modification raised the maximum by';

create table framework_transfer (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  from_member_id uuid not null,
  to_member_id   uuid not null,
  amount         numeric(15,2) not null,
  status         text not null,
  offered_by     uuid not null,
  offered_at     timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  version        integer not null default 1,
  constraint framework_transfer_pk primary key (cooperative_id, id),
  constraint framework_transfer_from_member foreign key (cooperative_id, framework_id, from_member_id) references framework_member (cooperative_id, framework_id, member_id),
  constraint framework_transfer_to_member foreign key (cooperative_id, framework_id, to_member_id) references framework_member (cooperative_id, framework_id, member_id),
  constraint framework_transfer_offered_by_person foreign key (offered_by) references person (id),
  constraint framework_transfer_decided_by_person foreign key (decided_by) references person (id),
  constraint framework_transfer_between_two check (from_member_id <> to_member_id),
  constraint framework_transfer_amount_positive check (amount > 0 and amount <> 'NaN'),
  constraint framework_transfer_status_known check (status in ('offered', 'accepted', 'ended')),
  constraint framework_transfer_decision_complete check ((status = 'offered') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint framework_transfer_by_another check (status <> 'accepted' or decided_by <> offered_by),
  constraint framework_transfer_times check (isfinite(offered_at) and isfinite(decided_at) and decided_at >= offered_at),
  constraint framework_transfer_version_positive check (version >= 1)
);
comment on table framework_transfer is 'Quota that passes from a member to another once persons of both have signed';
create index framework_transfer_of_framework on framework_transfer (cooperative_id, framework_id, from_member_id);
create index framework_transfer_to on framework_transfer (cooperative_id, framework_id, to_member_id);

alter table framework_member
  add successor_id uuid,
  add constraint framework_member_successor foreign key (cooperative_id, framework_id, successor_id) references framework_member (cooperative_id, framework_id, member_id),
  add constraint framework_member_succeeded_by_another check (successor_id <> member_id);
comment on column framework_member.successor_id is 'Who took the member''s place, with its quota and what it had drawn';

create table framework_succession (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  from_member_id uuid not null,
  to_member_id   uuid not null,
  reason         text not null,
  status         text not null,
  quota          numeric(15,2),
  drawn          numeric(15,2),
  proposed_by    uuid not null,
  proposed_at    timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  version        integer not null default 1,
  constraint framework_succession_pk primary key (cooperative_id, id),
  constraint framework_succession_from_member foreign key (cooperative_id, framework_id, from_member_id) references framework_member (cooperative_id, framework_id, member_id),
  constraint framework_succession_to_member foreign key (cooperative_id, to_member_id) references member (cooperative_id, id),
  constraint framework_succession_proposed_by_person foreign key (proposed_by) references person (id),
  constraint framework_succession_decided_by_person foreign key (decided_by) references person (id),
  constraint framework_succession_between_two check (from_member_id <> to_member_id),
  constraint framework_succession_reason_length check (char_length(reason) between 3 and 2000),
  constraint framework_succession_status_known check (status in ('proposed', 'approved', 'rejected')),
  constraint framework_succession_decision_complete check ((status = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)
    and (status = 'approved') = (drawn is not null) and drawn >= 0 and quota >= 0),
  constraint framework_succession_by_another check (decided_by <> proposed_by),
  constraint framework_succession_times check (isfinite(proposed_at) and isfinite(decided_at) and decided_at >= proposed_at),
  constraint framework_succession_version_positive check (version >= 1)
);
comment on table framework_succession is 'A member in the place of another one, as when municipalities merge: proposed by one person, confirmed by another; with what passed over';
create index framework_succession_of_framework on framework_succession (cooperative_id, framework_id, from_member_id);
create index framework_succession_to on framework_succession (cooperative_id, to_member_id);

create table framework_warning (
  cooperative_id  uuid not null,
  id              uuid not null,
  framework_id    uuid not null,
  step            integer not null,
  maximum         numeric(15,2) not null,
  acknowledged_by uuid not null,
  acknowledged_at timestamptz not null,
  version         integer not null default 1,
  constraint framework_warning_pk primary key (cooperative_id, id),
  constraint framework_warning_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint framework_warning_acknowledged_by_person foreign key (acknowledged_by) references person (id),
  constraint framework_warning_once unique (cooperative_id, framework_id, maximum, step),
  constraint framework_warning_step_known check (step in (70, 85, 95, 100)),
  constraint framework_warning_time_finite check (isfinite(acknowledged_at))
);
comment on table framework_warning is 'Which warning of a maximum an officer has taken note of: it is told once';

select guard_business_table('framework_option');
revoke update on framework_option from allmende_app;
grant update (used_by, used_at, reason, version) on framework_option to allmende_app;
select guard_business_table('framework_supplier');
select guard_business_table('framework_modification');
revoke update on framework_modification from allmende_app;
grant update (value, status, decided_by, decided_at, rejection, version) on framework_modification to allmende_app;
select guard_set_table('framework_modification_item', 'modification_id');
select guard_set_table('framework_quota_raise', 'modification_id');
select guard_business_table('framework_transfer');
revoke update on framework_transfer from allmende_app;
grant update (status, decided_by, decided_at, version) on framework_transfer to allmende_app;
select guard_business_table('framework_succession');
revoke update on framework_succession from allmende_app;
grant update (status, quota, drawn, decided_by, decided_at, version) on framework_succession to allmende_app;
select guard_append_only_table('framework_warning');

-- What is decided stays decided, and what is terminated stays terminated.
-- +goose StatementBegin
create function framework_decided() returns trigger language plpgsql as $$
begin
  raise exception '% % is decided', tg_table_name, old.id using errcode = 'check_violation', constraint = tg_argv[0];
end $$;
-- +goose StatementEnd
create trigger decided_once before update on framework_modification for each row when (old.status <> 'proposed') execute function framework_decided('framework_modification_decided_once');
create trigger decided_once before update on framework_transfer for each row when (old.status <> 'offered') execute function framework_decided('framework_transfer_decided_once');
create trigger decided_once before update on framework_succession for each row when (old.status <> 'proposed') execute function framework_decided('framework_succession_decided_once');
create trigger used_once before update on framework_option for each row when (old.used_at is not null) execute function framework_decided('framework_option_used_once');
create trigger terminated_for_good before update on framework for each row when (old.halt_status = 'terminated') execute function framework_decided('framework_terminated');

-- The maximum is that of the award and what approved modifications raised it by (EuGH C-23/20).
-- +goose StatementBegin
create function framework_raised() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.original_maximum is distinct from coalesce(old.original_maximum, old.maximum) then
    raise exception 'the original value of contract % is fixed', old.id using errcode = 'check_violation', constraint = 'framework_original_fixed';
  end if;
  if new.maximum <> new.original_maximum + (select coalesce(sum(m.raise), 0) from framework_modification m
      where m.cooperative_id = new.cooperative_id and m.framework_id = new.id and m.status = 'approved') then
    raise exception 'contract % is raised by modifications only', old.id using errcode = 'check_violation', constraint = 'framework_maximum_by_modification';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger raised_by_modification before update on framework for each row
  when (new.maximum <> old.maximum or new.original_maximum is distinct from old.original_maximum) execute function framework_raised();
-- +goose StatementBegin
create function framework_item_modified() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from framework_modification_item i join framework_modification m on m.cooperative_id = i.cooperative_id and m.id = i.modification_id
      where i.cooperative_id = new.cooperative_id and i.item_id = new.id and i.maximum_quantity = new.maximum_quantity and m.status = 'approved') then
    raise exception 'the maximum of item % is changed by modifications only', new.id using errcode = 'check_violation', constraint = 'framework_item_maximum_by_modification';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger changed_by_modification before update on framework_item for each row
  when (new.maximum_quantity is distinct from old.maximum_quantity) execute function framework_item_modified();

-- All small modifications together stay within their limits, whoever approves them.
-- +goose StatementBegin
create function framework_modification_bounded() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  original numeric := (select coalesce(f.original_maximum, f.maximum) from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
  day date := (new.decided_at at time zone 'Europe/Berlin')::date;
  rate numeric := (select p.value::numeric from legal_parameter p where p.valid_from <= day and (p.valid_to is null or p.valid_to >= day)
    and p.code = case new.ground when 'mod-minv' then 'modification.minor-percent' else 'modification.each-percent' end);
  counts numeric := new.value;
begin
  if new.ground = 'mod-minv' then
    counts := counts + (select coalesce(sum(m.value), 0) from framework_modification m where m.cooperative_id = new.cooperative_id and m.framework_id = new.framework_id
      and m.ground = new.ground and m.status = 'approved' and m.id <> new.id);
  end if;
  if counts > original * rate / 100 then
    raise exception 'modification % is more than its ground allows', new.id using errcode = 'check_violation', constraint = 'framework_modification_within_limit';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger bounded before update on framework_modification for each row
  when (new.status = 'approved' and old.status = 'proposed' and new.ground in ('add-wss', 'mod-cir', 'mod-minv')) execute function framework_modification_bounded();

-- +goose StatementBegin
create function framework_transfer_signed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare moved integer;
begin
  if (select count(distinct a.member_id) from appointment a where a.cooperative_id = new.cooperative_id and a.ended_at is null and a.role = 'approver'
      and (a.person_id, a.member_id) in ((new.offered_by, new.from_member_id), (new.decided_by, new.to_member_id))) <> 2 then
    raise exception 'transfer % is not signed by both members', new.id using errcode = 'check_violation', constraint = 'framework_transfer_by_both';
  end if;
  perform framework_lock(array[new.framework_id]);
  update framework_member e set quota = e.quota + case e.member_id when new.to_member_id then new.amount else -new.amount end, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id in (new.from_member_id, new.to_member_id)
    and e.quota is not null and e.successor_id is null;
  get diagnostics moved = row_count;
  if moved <> 2 then
    raise exception 'transfer % is not between two quotas', new.id using errcode = 'check_violation', constraint = 'framework_transfer_of_quota';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger signed_by_both after update on framework_transfer for each row
  when (new.status = 'accepted' and old.status = 'offered') execute function framework_transfer_signed();

-- +goose StatementBegin
create function framework_quotas_raised() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from (select n.cooperative_id, n.modification_id, sum(n.amount) as amount from new_rows n group by 1, 2) n
      left join framework_modification m on m.cooperative_id = n.cooperative_id and m.id = n.modification_id and m.status = 'approved' and m.raise = n.amount
      where m.id is null) then
    raise exception 'quotas are raised by what an approved modification raises' using errcode = 'check_violation', constraint = 'framework_quota_raise_is_raise';
  end if;
  update framework_member e set quota = e.quota + n.amount, version = e.version + 1
    from new_rows n join framework_modification m on m.cooperative_id = n.cooperative_id and m.id = n.modification_id
    where e.cooperative_id = n.cooperative_id and e.framework_id = m.framework_id and e.member_id = n.member_id;
  return null;
end $$;
-- +goose StatementEnd
create trigger raise_quotas after insert on framework_quota_raise referencing new table as new_rows for each statement execute function framework_quotas_raised();
revoke all on function framework_transfer_signed(), framework_quotas_raised() from public;

-- Quotas change by what is signed or approved, and by nothing else: the application itself may not.
revoke update on framework_member from allmende_app;

-- A succession moves quota and draws in one step, so that what both drew counts for the successor.
-- +goose StatementBegin
create function framework_succeeded() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  former framework_member;
  had numeric;
begin
  perform framework_lock(array[new.framework_id]);
  select * into former from framework_member e where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.from_member_id;
  select c.drawn into had from ceiling c where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id = new.from_member_id;
  if former.successor_id is not null or had is distinct from new.drawn or former.quota is distinct from new.quota then
    raise exception 'succession % is not of what the member has', new.id using errcode = 'check_violation', constraint = 'framework_succession_of_all';
  end if;
  update framework_member e set quota = e.quota + former.quota, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.to_member_id and e.successor_id is null;
  if not found then
    raise exception 'succession % is by nobody entitled', new.id using errcode = 'check_violation', constraint = 'framework_succession_by_entitled';
  end if;
  update ceiling c set drawn = c.drawn + case c.id when new.to_member_id then had else -had end
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id in (new.from_member_id, new.to_member_id);
  update framework_member e set quota = 0, successor_id = new.to_member_id, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.from_member_id;
  return null;
end $$;
-- +goose StatementEnd
create trigger succeeded after update on framework_succession for each row
  when (new.status = 'approved' and old.status = 'proposed') execute function framework_succeeded();

-- What is given back of a former member's call-offs is its successor's to draw again.
-- +goose StatementBegin
create function ceiling_of_successor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare successor uuid := (select e.successor_id from framework_member e
  where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.id);
begin
  if successor is not null then
    update ceiling c set drawn = c.drawn + new.drawn
      where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id = successor;
    new.drawn := 0;
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger given_back_to_successor before update on ceiling for each row
  when (new.kind = 'member' and new.drawn < 0) execute function ceiling_of_successor();

-- A soft quota binds until the day on which what is unused flows back, by itself: the first
-- call-off beyond it finds the day reached.
alter table ceiling
  add released boolean not null default false,
  drop constraint ceiling_not_exceeded,
  add constraint ceiling_not_exceeded check (drawn <= maximum or released);
comment on column ceiling.released is 'A soft quota that was exceeded after what is unused of all of them had flowed back';
-- +goose StatementBegin
create function ceiling_flows_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.released := exists (select from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id
    and f.flows_back_on <= (allmende_clock() at time zone 'Europe/Berlin')::date);
  return new;
end $$;
-- +goose StatementEnd
create trigger flows_back before update on ceiling for each row
  when (new.kind = 'member' and not new.released and new.drawn > new.maximum) execute function ceiling_flows_back();

-- Nothing is called off from a contract that is suspended or terminated, nor approved.
alter table framework_drawn add halted boolean not null default false;
-- +goose StatementBegin
create function framework_halt_counted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update framework_drawn d set halted = new.halt_status is not null where d.cooperative_id = new.cooperative_id and d.framework_id = new.id;
  return null;
end $$;
-- +goose StatementEnd
create trigger halt_counted after update on framework for each row
  when (new.halt_status is distinct from old.halt_status) execute function framework_halt_counted();
-- +goose StatementBegin
create function framework_drawn_halted() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'contract % is suspended or terminated', new.framework_id using errcode = 'check_violation', constraint = 'framework_halted';
end $$;
-- +goose StatementEnd
create trigger not_while_halted before update on framework_drawn for each row
  when (new.halted and new.call_offs > old.call_offs) execute function framework_drawn_halted();
-- +goose StatementBegin
create function call_off_approved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id and f.halt_status is not null) then
    raise exception 'contract % is suspended or terminated', new.framework_id using errcode = 'check_violation', constraint = 'framework_halted';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger approved_while_running before update on call_off for each row
  when (new.status = 'placed' and old.status = 'submitted') execute function call_off_approved();
revoke all on function framework_succeeded(), ceiling_of_successor(), ceiling_flows_back(), framework_halt_counted() from public;

-- Who draws for a member: itself, or who took its place.
-- +goose StatementBegin
create function framework_holder(p_framework uuid, p_member uuid) returns uuid language sql stable set search_path = public, pg_temp as $$
  with recursive heir (member_id, successor_id) as (
    select e.member_id, e.successor_id from framework_member e where e.cooperative_id = current_cooperative() and e.framework_id = p_framework and e.member_id = p_member
    union
    select e.member_id, e.successor_id from heir h join framework_member e
      on e.cooperative_id = current_cooperative() and e.framework_id = p_framework and e.member_id = h.successor_id
  )
  select h.member_id from heir h where h.successor_id is null
$$;
-- +goose StatementEnd

-- The suppliers of contracts that there are already.
-- +goose StatementBegin
do $$
begin
  if not exists (select from framework) then
    return;
  end if;
  perform set_config('app.event_id', gen_random_uuid()::text, true);
  perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '', '{"tables": "framework_supplier"}');
  insert into framework_supplier (cooperative_id, id, framework_id, supplier_id, rank, bid_id)
    select f.cooperative_id, gen_random_uuid(), f.id, f.supplier_id, 1, l.winner_bid_id
    from framework f join tender_lot l on l.cooperative_id = f.cooperative_id and l.id = f.lot_id;
end $$;
-- +goose StatementEnd

-- As before, with what former members drew counted for their successors; and quotas are together
-- at most the maximum, the first supplier is the contract's.
-- +goose StatementBegin
create or replace function framework_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable as $$
  with standing as (
    select c.* from call_off c where c.cooperative_id = current_cooperative() and c.status not in ('rejected', 'cancelled')
  ), counted as (
    select framework_id, 'item' as kind, l.item_id as id, sum(l.quantity) as drawn
      from standing s cross join lateral unnest(s.items, s.quantities) as l (item_id, quantity) group by 1, 3
    union all
    select m.framework_id, 'member', framework_holder(m.framework_id, m.member_id), sum(m.total)
      from (select framework_id, member_id, sum(total) as total from standing group by 1, 2) m group by 1, 3
  ), bounded as (
    select framework_id, 'item' as kind, id, maximum_quantity as maximum from framework_item where cooperative_id = current_cooperative()
    union all
    select framework_id, 'member', member_id, quota from framework_member where cooperative_id = current_cooperative()
  ), wrong as (
    select 'framework_drawn' as relation, f.id, format('kept %s of %s, counted %s of %s', d.drawn, d.maximum, coalesce(s.total, 0), f.maximum) as detail
    from framework f left join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id
    left join (select framework_id, sum(total) as total from standing group by 1) s on s.framework_id = f.id
    where f.cooperative_id = current_cooperative()
      and (d.drawn is distinct from coalesce(s.total, 0) or d.maximum is distinct from f.maximum or d.halted is distinct from (f.halt_status is not null))
    union all
    select 'ceiling', coalesce(b.id, c.id), format('%s kept %s of %s, counted %s of %s', coalesce(b.kind, c.kind), c.drawn, c.maximum, coalesce(n.drawn, 0), b.maximum)
    from bounded b full join (select * from ceiling where cooperative_id = current_cooperative()) c on c.framework_id = b.framework_id and c.kind = b.kind and c.id = b.id
    left join counted n on n.framework_id = coalesce(b.framework_id, c.framework_id) and n.kind = coalesce(b.kind, c.kind) and n.id = coalesce(b.id, c.id)
    where c.drawn is distinct from coalesce(n.drawn, 0) or c.maximum is distinct from b.maximum or b.id is null
    union all
    select 'framework_member', f.id, format('quotas of %s in a maximum of %s', e.quotas, f.maximum)
    from framework f join (select framework_id, sum(quota) as quotas from framework_member where cooperative_id = current_cooperative() group by 1) e on e.framework_id = f.id
    where f.cooperative_id = current_cooperative() and e.quotas > f.maximum
    union all
    select 'framework_supplier', f.id, 'the first supplier is another one'
    from framework f left join framework_supplier s on s.cooperative_id = f.cooperative_id and s.framework_id = f.id and s.rank = 1
    where f.cooperative_id = current_cooperative() and s.supplier_id is distinct from f.supplier_id
    union all
    select 'call_off', c.id, f.fault from call_off c cross join lateral call_off_fault(c) as f (fault)
    where c.cooperative_id = current_cooperative() and f.fault is not null
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2
$$;
-- +goose StatementEnd

-- Contracts with what is drawn and where they stand, which a halt decides first.
drop view framework_standing;
create view framework_standing with (security_invoker = true) as
  select f.*, d.drawn, d.call_offs, coalesce(f.halt_status, case when d.exhausted then 'exhausted' else 'active' end) as status
  from framework f join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id;
drop view framework_member_standing;
create view framework_member_standing with (security_invoker = true) as
  select e.*, c.drawn::numeric(15,2) as drawn
  from framework_member e join ceiling c on c.cooperative_id = e.cooperative_id and c.framework_id = e.framework_id and c.kind = 'member' and c.id = e.member_id;
grant select on framework_standing, framework_member_standing to allmende_app;
