-- +goose Up

-- What somebody entered for a supplier until the mail address is confirmed. The application may
-- neither list nor read these: only whoever holds the link's secret reads the one it belongs to.
-- They are no business yet and leave no event; within a day they are gone.
create table supplier_registration (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text not null,
  profile        jsonb not null,
  person_id      uuid not null,
  person_name    text not null,
  email          text not null,
  language       text not null,
  source         text not null,
  asked_at       timestamptz not null,
  lapses_at      timestamptz not null,
  token_hash     bytea,
  attempts       integer not null default 0,
  mail_due_at    timestamptz,
  constraint supplier_registration_pk primary key (cooperative_id, id),
  constraint supplier_registration_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint supplier_registration_token_unique unique (token_hash),
  constraint supplier_registration_token_is_hash check (octet_length(token_hash) = 32),
  constraint supplier_registration_lapses check (isfinite(asked_at) and lapses_at > asked_at and lapses_at <= asked_at + interval '24 hours'),
  constraint supplier_registration_texts check (char_length(name) between 2 and 200 and char_length(person_name) between 2 and 200
    and char_length(email) between 3 and 254 and email = lower(email) and char_length(source) <= 100 and pg_column_size(profile) < 8000),
  constraint supplier_registration_language_known check (language in ('de', 'en')),
  constraint supplier_registration_attempts_count_up check (attempts >= 0)
);
comment on table supplier_registration is 'Registrations of suppliers by themselves that wait for their mail address to be confirmed; gone within a day';
comment on column supplier_registration.source is 'The network address it came from, to bound how many come from one';
comment on column supplier_registration.token_hash is 'SHA-256 of the secret in the link of the last mail; null before the first, and where no link was sent';
comment on column supplier_registration.mail_due_at is 'When the mail is to be sent, or tried again; null when there is nothing more to send';
create index supplier_registration_due on supplier_registration (mail_due_at) where mail_due_at is not null;
create index supplier_registration_lapsing on supplier_registration (lapses_at);
alter table supplier_registration enable row level security;
alter table supplier_registration force row level security;
create policy same_cooperative on supplier_registration using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant insert on supplier_registration to allmende_app;
insert into unrecorded_table values ('supplier_registration');

-- How many wait; who counts comes here one after the other until the transaction ends.
-- +goose StatementBegin
create function supplier_registration_waiting(p_source text, p_email text, p_at timestamptz, out of_source integer, out of_address integer, out of_all integer)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('supplier_registration ' || current_cooperative(), 0));
  select count(*) filter (where r.source = p_source), count(*) filter (where r.email = p_email), count(*) into of_source, of_address, of_all
    from supplier_registration r where r.cooperative_id = current_cooperative() and r.lapses_at > p_at;
end $$;
-- +goose StatementEnd

-- The registration that a link belongs to, while it holds.
create function supplier_registration_by_token(p_token bytea) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('cooperative', r.cooperative_id, 'cooperativeName', c.name, 'id', r.id, 'name', r.name, 'profile', r.profile, 'person', r.person_id,
    'personName', r.person_name, 'email', r.email, 'language', r.language, 'askedAt', r.asked_at, 'lapsesAt', r.lapses_at)
  from supplier_registration r join cooperative c on c.id = r.cooperative_id where r.token_hash = p_token and r.lapses_at > allmende_clock()
$$;

-- Uses a link up: true once, for whoever comes first.
-- +goose StatementBegin
create function supplier_registration_take(p_token bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from supplier_registration r where r.cooperative_id = current_cooperative() and r.token_hash = p_token and r.lapses_at > allmende_clock();
  return found;
end $$;
-- +goose StatementEnd

-- By what another supplier is known already: name, vatId or register; null if by nothing.
create function supplier_known(p_cooperative uuid, p_supplier uuid, p_name text, p_vat_id text, p_register text) returns text
language sql stable set search_path = public, pg_temp as $$
  select min(k.field) from (
    select 'name' as field from supplier s where s.cooperative_id = p_cooperative and s.id <> p_supplier and s.name = p_name
    union all
    select case when p.vat_id = p_vat_id and p_vat_id <> '' then 'vatId' else 'register' end
    from (select distinct on (supplier_id) * from supplier_profile where cooperative_id = p_cooperative order by supplier_id, revision desc) p
    where p.supplier_id <> p_supplier and (p.vat_id = p_vat_id and p_vat_id <> '' or lower(p.register) = lower(p_register) and p_register <> '')) k
$$;

-- A new supplier is not one that is there already, under another name.
-- +goose StatementBegin
create function supplier_profile_is_new() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare field text;
begin
  perform pg_advisory_xact_lock(hashtextextended('supplier_profile ' || new.cooperative_id, 0));
  field := supplier_known(new.cooperative_id, new.supplier_id, '', new.vat_id, new.register);
  if field is not null then
    raise exception 'the % is that of another supplier', field using errcode = 'unique_violation',
      constraint = case field when 'vatId' then 'supplier_vat_id_unique' else 'supplier_register_unique' end;
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger is_new before insert on supplier_profile for each row when (new.revision = 1) execute function supplier_profile_is_new();

revoke all on function supplier_registration_waiting(text, text, timestamptz), supplier_registration_by_token(bytea), supplier_registration_take(bytea),
  supplier_known(uuid, uuid, text, text, text), supplier_profile_is_new() from public;
grant execute on function supplier_registration_waiting(text, text, timestamptz), supplier_registration_by_token(bytea), supplier_registration_take(bytea),
  supplier_known(uuid, uuid, text, text, text), supplier_profile_is_new() to allmende_app;
