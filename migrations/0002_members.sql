-- +goose Up

-- The directory of public bodies, of no cooperative: what the official register says.
create table public_body (
  official_key       text not null,
  kind               text not null,
  kind_name          text not null,
  name               text not null,
  title              text collate "de-x-icu" not null,
  seat               text not null,
  state_name         text not null,
  district_name      text not null,
  association_name   text not null,
  nuts3              text not null,
  postal_code        text not null,
  area_ha            bigint not null,
  population         bigint not null,
  population_year    integer,
  admitted_as        text,
  territorial_status date not null,
  source             text not null,
  constraint public_body_pk primary key (official_key),
  constraint public_body_key_form check (official_key ~ '^(0[1-9]|1[0-6])([0-9]{3}([0-9]{4}([0-9]{3})?)?)?$'),
  constraint public_body_kind_fits_key check (length(official_key) = case kind when 'state' then 2 when 'district' then 5
    when 'joint-municipality' then 9 when 'municipality' then 12 when 'area' then 12 end),
  constraint public_body_kind_known check (kind in ('state', 'district', 'joint-municipality', 'municipality', 'area')),
  constraint public_body_named check (name <> '' and title <> ''),
  constraint public_body_nuts3_form check (nuts3 ~ '^(DE[0-9A-Z]{3})?$'),
  constraint public_body_postal_code_form check (postal_code ~ '^([0-9]{5})?$'),
  constraint public_body_area_in_range check (area_ha between 0 and 99999999999),
  constraint public_body_population_in_range check (population between 0 and 99999999999),
  constraint public_body_year_in_range check (population_year between 1945 and 2999),
  constraint public_body_area_not_admitted check ((kind = 'area') = (admitted_as is null)),
  constraint public_body_status_finite check (isfinite(territorial_status))
);
create index public_body_by_title on public_body (title, official_key) where admitted_as = official_key;
comment on table public_body is 'The directory of public bodies (Destatis GV100AD). Empty text and a missing year: the source does not tell';
comment on column public_body.title is 'The name by which people tell bodies apart: Landkreis Celle';
comment on column public_body.admitted_as is 'The key under which the body becomes a member: a city that is its own district is one body';
grant select, insert, update on public_body to allmende_app;
select guard_installation_table('public_body');

-- The tenant. cooperative_id is its own id, so that it is guarded as everything that belongs to it.
create table cooperative (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text collate "de-x-icu" not null,
  version        integer not null default 1,
  constraint cooperative_pk primary key (id),
  constraint cooperative_is_its_own_tenant check (cooperative_id = id),
  constraint cooperative_name_unique unique (name),
  constraint cooperative_name_length check (char_length(name) between 2 and 200)
);
comment on table cooperative is 'Cooperatives: every row of the business belongs to one';
select guard_business_table('cooperative');

create table member (
  cooperative_id  uuid not null,
  id              uuid not null,
  name            text collate "de-x-icu" not null,
  kind            text not null,
  status          text not null,
  official_key    text,
  leitweg_id      text,
  population      bigint not null,
  population_year integer,
  approval_limit  numeric(15,2) not null,
  admitted_on     date not null,
  version         integer not null default 1,
  constraint member_pk primary key (cooperative_id, id),
  constraint member_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint member_key_unique unique (cooperative_id, official_key),
  constraint member_of_directory foreign key (official_key) references public_body (official_key),
  constraint member_name_length check (char_length(name) between 2 and 200),
  constraint member_kind_known check (kind in ('state', 'district', 'municipality', 'joint-municipality', 'it-provider', 'university', 'association')),
  constraint member_key_by_kind check ((official_key is null) = (kind in ('it-provider', 'university', 'association'))),
  constraint member_status_known check (status in ('applied', 'admitted', 'suspended', 'left')),
  constraint member_leitweg_form check (leitweg_id ~ '^[0-9]{2,12}(-[0-9A-Z]{1,30})?-[0-9]{2}$'),
  constraint member_population_in_range check (population between 0 and 99999999999),
  constraint member_year_in_range check (population_year between 1945 and 2999),
  constraint member_limit_in_range check (approval_limit between 0 and 9999999.99),
  constraint member_admitted_finite check (isfinite(admitted_on)),
  constraint member_version_positive check (version >= 1)
);
create index member_by_name on member (cooperative_id, name, id);
create index member_of_directory on member (official_key);
comment on table member is 'Members of a cooperative. Population and year are those of the directory on the day of admission; associations are guests';
select guard_business_table('member');

create table supplier (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text collate "de-x-icu" not null,
  version        integer not null default 1,
  constraint supplier_pk primary key (cooperative_id, id),
  constraint supplier_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint supplier_name_unique unique (cooperative_id, name),
  constraint supplier_name_length check (char_length(name) between 2 and 200),
  constraint supplier_version_positive check (version >= 1)
);
comment on table supplier is 'Suppliers who bid and deliver';
select guard_business_table('supplier');

-- People belong to no cooperative: one may work in several.
create table person (
  id            uuid not null,
  name          text collate "de-x-icu" not null,
  email         text not null,
  password_hash text not null,
  created_at    timestamptz not null,
  constraint person_pk primary key (id),
  constraint person_email_unique unique (email),
  constraint person_email_lower_case check (email = lower(email) and char_length(email) between 3 and 254),
  constraint person_name_length check (char_length(name) between 2 and 200),
  constraint person_created_finite check (isfinite(created_at))
);
comment on table person is 'People who sign in. The application reads id and name of those at work in its cooperative; the rest goes through functions';

create table appointment (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  role           text not null,
  member_id      uuid,
  supplier_id    uuid,
  appointed_at   timestamptz not null,
  ended_at       timestamptz,
  version        integer not null default 1,
  constraint appointment_pk primary key (cooperative_id, id),
  constraint appointment_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint appointment_of_person foreign key (person_id) references person (id),
  constraint appointment_in_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint appointment_in_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint appointment_role_known check (role in ('procurement-officer', 'opening-officer', 'evaluator', 'finance-officer', 'board-member',
    'buyer', 'approver', 'delegate', 'guest', 'bidder', 'auditor', 'security-officer', 'grant-officer', 'administrator')),
  constraint appointment_role_fits_organisation check (case
    when supplier_id is not null then member_id is null and role = 'bidder'
    when member_id is not null then role in ('buyer', 'approver', 'delegate', 'guest', 'evaluator', 'auditor')
    else role not in ('buyer', 'approver', 'delegate', 'guest', 'bidder') end),
  constraint appointment_times_finite check (isfinite(appointed_at) and isfinite(ended_at)),
  constraint appointment_version_positive check (version >= 1)
);
create unique index appointment_once on appointment (person_id, cooperative_id, role, (coalesce(member_id, supplier_id, cooperative_id))) where ended_at is null;
create index appointment_in_cooperative on appointment (cooperative_id, person_id);
create index appointment_in_member on appointment (cooperative_id, member_id) where member_id is not null;
create index appointment_in_supplier on appointment (cooperative_id, supplier_id) where supplier_id is not null;
comment on table appointment is 'Who has which role in which organisation: a member, a supplier, or with neither the cooperative';
select guard_business_table('appointment');

select guard_installation_table('person');
alter table person enable row level security;
create policy at_work_here on person for select using (exists (select from appointment a where a.person_id = person.id));
grant select (id, name) on person to allmende_app;

-- Sessions: the browser holds a random token, the database its SHA-256.
create table session (
  token_hash     bytea not null,
  person_id      uuid not null,
  cooperative_id uuid not null,
  created_at     timestamptz not null,
  seen_at        timestamptz not null,
  constraint session_pk primary key (token_hash),
  constraint session_token_sha256 check (length(token_hash) = 32),
  constraint session_of_person foreign key (person_id) references person (id),
  constraint session_in_cooperative foreign key (cooperative_id) references cooperative (id)
);
create index session_of_person on session (person_id);
create index session_in_cooperative on session (cooperative_id);
create index session_by_seen on session (seen_at);
comment on table session is 'Who is signed in. Reached through functions only';

-- What throttles sign-in: failures per account and source, and the sources known by a success.
create table sign_in_failure (
  account  bytea not null,
  source   text not null,
  failures integer not null,
  last_at  timestamptz not null,
  constraint sign_in_failure_pk primary key (account, source),
  constraint sign_in_failure_counts_up check (failures >= 0)
);
create index sign_in_failure_by_time on sign_in_failure (last_at);
comment on table sign_in_failure is 'Failed sign-ins: account is the SHA-256 of the e-mail address, source an address or a known device, or * for all unknown sources together';
create table sign_in_source (
  account bytea not null,
  source  text not null,
  seen_at timestamptz not null,
  constraint sign_in_source_pk primary key (account, source)
);
comment on table sign_in_source is 'From where an account has signed in before: strangers'' failures do not slow these down';
grant select, insert, update, delete on sign_in_failure, sign_in_source to allmende_app;

-- The functions below work as their owner, because a person and a session are looked
-- up before it is known which cooperative they work in.

-- +goose StatementBegin
create function cooperative_list() returns table (id uuid, name text) language sql stable security definer
  set search_path = public, pg_temp as $$ select c.id, c.name from cooperative c order by c.name $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function person_by_email(p_email text) returns table (id uuid, name text, password_hash text, cooperative_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, p.password_hash,
    (select a.cooperative_id from appointment a join cooperative c on c.id = a.cooperative_id
      where a.person_id = p.id and a.ended_at is null order by c.name, c.id limit 1)
  from person p where p.email = p_email
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create function person_add(p_id uuid, p_name text, p_email text, p_password_hash text, p_at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into person (id, name, email, password_hash, created_at) values (p_id, p_name, p_email, p_password_hash, p_at)
$$;
-- +goose StatementEnd

-- A new password ends every session.
-- +goose StatementBegin
create function person_set_password(p_id uuid, p_password_hash text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update person set password_hash = p_password_hash where id = p_id;
  delete from session where person_id = p_id;
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create function session_begin(p_token bytea, p_person uuid, p_cooperative uuid, p_at timestamptz, p_idle interval, p_life interval) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from session where seen_at <= p_at - p_idle or created_at <= p_at - p_life;
  insert into session (token_hash, person_id, cooperative_id, created_at, seen_at) values (p_token, p_person, p_cooperative, p_at, p_at);
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create function session_end(p_token bytea) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from session where token_hash = p_token
$$;
-- +goose StatementEnd

-- Moves a session into another cooperative of its person; false when the person has no role there.
-- +goose StatementBegin
create function session_switch(p_token bytea, p_cooperative uuid) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with moved as (
    update session s set cooperative_id = p_cooperative
    where s.token_hash = p_token and exists (select from appointment a
      where a.person_id = s.person_id and a.cooperative_id = p_cooperative and a.ended_at is null)
    returning 1)
  select exists (select from moved)
$$;
-- +goose StatementEnd

-- The actor of a living session, as one JSON text; nothing for any other token. It is
-- noted at most once a minute that the session was seen.
-- +goose StatementBegin
create function session_actor(p_token bytea, p_idle interval, p_life interval) returns text language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  present timestamptz := allmende_clock();
  found_session session;
begin
  select * into found_session from session s
    where s.token_hash = p_token and s.seen_at > present - p_idle and s.created_at > present - p_life;
  if not found then
    return null;
  end if;
  if found_session.seen_at < present - interval '1 minute' then
    update session s set seen_at = greatest(s.seen_at, present) where s.token_hash = p_token;
  end if;
  return (
    select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', found_session.cooperative_id,
      'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
    from person p join appointment a on a.person_id = p.id and a.cooperative_id = found_session.cooperative_id and a.ended_at is null
    where p.id = found_session.person_id
    group by p.id);
end $$;
-- +goose StatementEnd

-- What a signed-in person is shown about the own session.
-- +goose StatementBegin
create function session_show(p_token bytea) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'person', jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email),
    'cooperative', jsonb_build_object('id', c.id, 'name', c.name),
    'cooperatives', (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id) from cooperative o
      where exists (select from appointment a where a.person_id = p.id and a.cooperative_id = o.id and a.ended_at is null)),
    'roles', (select jsonb_agg(jsonb_build_object('role', a.role, 'organisation', jsonb_build_object(
          'id', coalesce(a.member_id, a.supplier_id, a.cooperative_id), 'name', coalesce(m.name, v.name, c.name),
          'kind', case when a.member_id is not null then 'member' when a.supplier_id is not null then 'supplier' else 'cooperative' end))
        order by a.role, coalesce(m.name, v.name, c.name), a.id)
      from appointment a
      left join member m on m.cooperative_id = a.cooperative_id and m.id = a.member_id
      left join supplier v on v.cooperative_id = a.cooperative_id and v.id = a.supplier_id
      where a.person_id = p.id and a.cooperative_id = c.id and a.ended_at is null),
    'demo', exists (select from setting where name = 'demo' and value = 'true'))::text
  from session s join person p on p.id = s.person_id join cooperative c on c.id = s.cooperative_id
  where s.token_hash = p_token
$$;
-- +goose StatementEnd

-- +goose StatementBegin
do $$
declare f text;
begin
  foreach f in array array['cooperative_list()', 'person_by_email(text)', 'person_add(uuid, text, text, text, timestamptz)', 'person_set_password(uuid, text)',
    'session_begin(bytea, uuid, uuid, timestamptz, interval, interval)', 'session_end(bytea)', 'session_switch(bytea, uuid)',
    'session_actor(bytea, interval, interval)', 'session_show(bytea)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to allmende_app', f);
  end loop;
end $$;
-- +goose StatementEnd
