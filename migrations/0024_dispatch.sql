-- +goose Up

-- How orders leave and how people are told of what concerns them. What happened goes into the
-- outbox in the transaction of the effect; after commit it is moved into deliveries, one for
-- each recipient, and those are sent. Neither is business: they may be lost without a cent or a
-- right being lost: they stand in a schema of their own, and no hash stands for them.
create schema post;
grant usage on schema post to allmende_app;
create table post.outbox (
  id             bigint not null generated always as identity,
  cooperative_id uuid not null,
  kind           text not null,
  object_id      uuid not null,
  member_id      uuid,
  step           text not null default '',
  at             timestamptz not null,
  constraint outbox_pk primary key (id),
  constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed',
    'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'))
);
comment on table post.outbox is 'What happened and somebody is to be told of, until it is moved into deliveries';
alter table post.outbox enable row level security;
alter table post.outbox force row level security;
create policy same_cooperative on post.outbox using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());

create table post.delivery (
  cooperative_id uuid not null,
  id             uuid not null,
  outbox_id      bigint not null,
  kind           text not null,
  object_id      uuid not null,
  member_id      uuid,
  step           text not null,
  person_id      uuid,
  supplier_id    uuid,
  mode           text not null,
  status         text not null,
  attempts       integer not null default 0,
  reason         text not null default '',
  created_at     timestamptz not null,
  due_at         timestamptz not null,
  sent_at        timestamptz,
  constraint delivery_pk primary key (cooperative_id, id),
  constraint delivery_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint delivery_to_person foreign key (person_id) references person (id),
  constraint delivery_to_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint delivery_once unique nulls not distinct (outbox_id, person_id, supplier_id),
  constraint delivery_to_one check (num_nonnulls(person_id, supplier_id) = 1),
  constraint delivery_mode_known check (mode in ('at-once', 'daily') and (mode = 'at-once' or supplier_id is null)),
  constraint delivery_status_known check (status in ('waiting', 'sent', 'dropped', 'dead')),
  constraint delivery_sent_has_time check ((status = 'sent') = (sent_at is not null)),
  constraint delivery_attempts_count_up check (attempts >= 0),
  constraint delivery_times_finite check (isfinite(created_at) and isfinite(due_at) and isfinite(sent_at))
) with (fillfactor = 80);
comment on table post.delivery is 'What is to be told to whom by mail. Dropped: nobody needs it any more; dead: it could not be delivered and waits for an administrator';
comment on column post.delivery.due_at is 'When it is tried next; while it is tried, when it is given to another worker';
create index delivery_due on post.delivery (due_at) where status = 'waiting';
create index delivery_dead on post.delivery (cooperative_id, id) where status = 'dead';
create index delivery_of_object on post.delivery (cooperative_id, object_id);
create index delivery_to_person on post.delivery (person_id);
create index delivery_to_supplier on post.delivery (cooperative_id, supplier_id);
alter table post.delivery enable row level security;
alter table post.delivery force row level security;
create policy same_cooperative on post.delivery using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select on post.delivery to allmende_app;

-- An administrator has a dead delivery tried again; false when it is not dead.
-- +goose StatementBegin
create function delivery_again(p_id uuid, p_at timestamptz) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with revived as (
    update post.delivery d set status = 'waiting', attempts = 0, reason = '', due_at = p_at
    where d.cooperative_id = current_cooperative() and d.id = p_id and d.status = 'dead' returning 1)
  select exists (select from revived)
$$;
-- +goose StatementEnd
revoke all on function delivery_again(uuid, timestamptz) from public;
grant execute on function delivery_again(uuid, timestamptz) to allmende_app;

-- What became of call-offs, a statement at a time: placing many at once writes once.
-- +goose StatementBegin
create function outbox_call_offs() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-' || n.status, n.id, coalesce(n.decided_at, n.created_at) from new_rows n;
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function outbox_call_off_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-' || n.status, n.id, coalesce(n.decided_at, n.created_at)
    from new_rows n join old_rows o on o.cooperative_id = n.cooperative_id and o.id = n.id
    where n.status <> o.status;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_call_offs(), outbox_call_off_changes() from public;
create trigger outbox_insert after insert on call_off referencing new table as new_rows for each statement execute function outbox_call_offs();
create trigger outbox_update after update on call_off referencing old table as old_rows new table as new_rows
  for each statement execute function outbox_call_off_changes();

-- The steps of a contract, a quota or a licence that somebody was told of, each once.
create table post.notice_step (
  cooperative_id uuid not null,
  kind           text not null,
  object_id      uuid not null,
  member_id      uuid,
  step           text not null,
  at             timestamptz not null,
  constraint notice_step_once unique nulls not distinct (cooperative_id, kind, object_id, member_id, step)
);
comment on table post.notice_step is 'Warnings and reminders that went into the outbox, so that none goes twice';
alter table post.notice_step enable row level security;
alter table post.notice_step force row level security;
create policy same_cooperative on post.notice_step using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());

-- Where a supplier takes orders.
create table supplier_address (
  cooperative_id  uuid not null,
  id              uuid not null,
  supplier_id     uuid not null,
  street          text not null,
  postcode        text not null,
  city            text not null,
  country         text not null,
  contact         text not null,
  phone           text not null,
  email           text not null,
  endpoint_scheme text not null,
  endpoint_id     text not null,
  language        text not null,
  version         integer not null default 1,
  constraint supplier_address_pk primary key (cooperative_id, id),
  constraint supplier_address_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_address_once_per_supplier unique (cooperative_id, supplier_id),
  constraint supplier_address_language_known check (language in ('de', 'en')),
  constraint supplier_address_country_form check (country ~ '^[A-Z]{2}$'),
  constraint supplier_address_endpoint_whole check ((endpoint_scheme = '') = (endpoint_id = '')),
  constraint supplier_address_lengths check (char_length(street) <= 200 and char_length(postcode) <= 20 and char_length(city) <= 200
    and char_length(contact) <= 200 and char_length(phone) <= 50 and char_length(email) <= 254 and char_length(endpoint_id) <= 50),
  constraint supplier_address_version_positive check (version >= 1)
);
comment on table supplier_address is 'Where a supplier takes orders: by mail, and its electronic address (Peppol); texts are empty where nothing is given';
select guard_business_table('supplier_address');

-- How a person wants to be told.
create table notice_setting (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  language       text not null,
  at_once        text[] not null,
  daily          text[] not null,
  version        integer not null default 1,
  constraint notice_setting_pk primary key (cooperative_id, id),
  constraint notice_setting_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint notice_setting_of_person foreign key (person_id) references person (id),
  constraint notice_setting_once_per_person unique (cooperative_id, person_id),
  constraint notice_setting_language_known check (language in ('de', 'en')),
  constraint notice_setting_one_way_each check (not at_once && daily),
  constraint notice_setting_version_positive check (version >= 1)
);
comment on table notice_setting is 'Of which kinds of news a person is told at once and of which once a day; of all others never. Without a row: as the domain suggests';
create index notice_setting_of_person on notice_setting (person_id);
select guard_business_table('notice_setting');

-- The secret address of a person's calendar.
create table calendar_feed (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  token_hash     bytea not null,
  renewed_at     timestamptz not null,
  version        integer not null default 1,
  constraint calendar_feed_pk primary key (cooperative_id, id),
  constraint calendar_feed_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint calendar_feed_of_person foreign key (person_id) references person (id),
  constraint calendar_feed_once_per_person unique (cooperative_id, person_id),
  constraint calendar_feed_token_unique unique (token_hash),
  constraint calendar_feed_token_sha256 check (length(token_hash) = 32),
  constraint calendar_feed_time_finite check (isfinite(renewed_at)),
  constraint calendar_feed_version_positive check (version >= 1)
);
comment on table calendar_feed is 'SHA-256 of the secret in the address of a person''s calendar; a new one makes the old one worthless';
create index calendar_feed_of_person on calendar_feed (person_id);
select guard_business_table('calendar_feed');

-- The actor of a calendar's address, as session_actor gives one; nothing for any other token.
-- +goose StatementBegin
create function calendar_actor(p_token bytea) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', f.cooperative_id,
    'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
  from calendar_feed f join person p on p.id = f.person_id
  join appointment a on a.person_id = p.id and a.cooperative_id = f.cooperative_id and a.ended_at is null
  where f.token_hash = p_token
  group by p.id, f.cooperative_id
$$;
-- +goose StatementEnd
revoke all on function calendar_actor(bytea) from public;
grant execute on function calendar_actor(bytea) to allmende_app;

-- What a supplier answered to an order, line by line.
create table order_answer (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  answer         text not null,
  reason         text not null,
  positions      integer[] not null,
  delivered_on   date[] not null,
  changes        text[] not null,
  answered_by    uuid not null,
  answered_at    timestamptz not null,
  version        integer not null default 1,
  constraint order_answer_pk primary key (cooperative_id, id),
  constraint order_answer_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint order_answer_by_person foreign key (answered_by) references person (id),
  constraint order_answer_once unique (cooperative_id, call_off_id),
  constraint order_answer_known check (answer in ('accepted', 'changed', 'declined')),
  constraint order_answer_declined_has_reason check ((answer = 'declined') = (reason <> '') and char_length(reason) <= 2000),
  constraint order_answer_lines_whole check (cardinality(delivered_on) = cardinality(positions) and cardinality(changes) = cardinality(positions)
    and (answer = 'declined') = (cardinality(positions) = 0)),
  constraint order_answer_changed_says_what check ((answer = 'changed') = (array_to_string(changes, '') <> '')),
  constraint order_answer_time_finite check (isfinite(answered_at))
);
comment on table order_answer is 'Whether a supplier delivers an order, when each line comes, and what is otherwise than ordered';
select guard_append_only_table('order_answer');

-- An order that its supplier declined was placed.
alter table call_off drop constraint call_off_placed_has_time;
alter table call_off add constraint call_off_placed_has_time check (case status when 'placed' then placed_at is not null when 'submitted' then placed_at is null else true end);

-- An answer is one to what is placed, or was placed until this very answer declined it; an
-- order that was accepted as it is stays. Of a cancellation and a confirmation that meet, the
-- row's lock lets one win.
-- +goose StatementBegin
create function order_answer_given() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n join call_off c on c.cooperative_id = n.cooperative_id and c.id = n.call_off_id
      where c.status <> case n.answer when 'declined' then 'rejected' else 'placed' end or c.placed_at is null) then
    raise exception 'an answer to what is not placed' using errcode = 'check_violation', constraint = 'order_answer_to_placed';
  end if;
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-confirmed', n.call_off_id, n.answered_at from new_rows n where n.answer <> 'declined';
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function call_off_accepted_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n join order_answer a on a.cooperative_id = n.cooperative_id and a.call_off_id = n.id and a.answer = 'accepted' where n.status <> 'placed') then
    raise exception 'an accepted order ends' using errcode = 'check_violation', constraint = 'call_off_accepted_stays';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function order_answer_given(), call_off_accepted_stays() from public;
create trigger answer_given after insert on order_answer referencing new table as new_rows for each statement execute function order_answer_given();
create trigger accepted_stays after update on call_off referencing new table as new_rows for each statement execute function call_off_accepted_stays();

-- Licences that a member holds, by the call-off that they came from.
create table licence (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  position       integer not null,
  member_id      uuid not null,
  framework_id   uuid not null,
  name           text collate "de-x-icu" not null,
  seats          integer not null,
  starts_on      date not null,
  months         integer not null,
  renewal_months integer not null,
  notice_days    integer not null,
  cancelled_to   date,
  version        integer not null default 1,
  constraint licence_pk primary key (cooperative_id, id),
  constraint licence_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint licence_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint licence_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint licence_once_per_line unique (cooperative_id, call_off_id, position),
  constraint licence_position_positive check (position >= 1),
  constraint licence_seats_in_range check (seats between 1 and 1000000),
  constraint licence_months_in_range check (months between 1 and 120),
  constraint licence_renewal_in_range check (renewal_months between 0 and 120),
  constraint licence_notice_in_range check (notice_days between 0 and 730 and (renewal_months > 0 or notice_days = 0)),
  constraint licence_days_finite check (isfinite(starts_on) and isfinite(cancelled_to)),
  constraint licence_version_positive check (version >= 1)
);
comment on table licence is 'Licences with seats and term. renewal_months: by how much they renew themselves, 0 for never; notice_days: how long before the end they must be cancelled';
create index licence_of_member on licence (cooperative_id, member_id, id);
create index licence_of_framework on licence (cooperative_id, framework_id);
select guard_business_table('licence');
