-- +goose Up

-- By a token a machine acts for a person in one cooperative, in what the token covers.
create table api_token (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  name           text not null,
  token_hash     bytea not null,
  acts           text not null,
  last_day       date not null,
  created_at     timestamptz not null,
  revoked_at     timestamptz,
  version        integer not null default 1,
  constraint api_token_pk primary key (cooperative_id, id),
  constraint api_token_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint api_token_of_person foreign key (person_id) references person (id),
  constraint api_token_hash_unique unique (token_hash),
  constraint api_token_hash_sha256 check (length(token_hash) = 32),
  constraint api_token_name_length check (char_length(name) between 3 and 60),
  constraint api_token_acts_listed check (acts ~ '^[a-z.-]+(,[a-z.-]+)*$'),
  constraint api_token_lives_a_year check (last_day between (created_at at time zone 'Europe/Berlin')::date and (created_at at time zone 'Europe/Berlin')::date + 365),
  constraint api_token_times_finite check (isfinite(created_at) and (revoked_at is null or isfinite(revoked_at))),
  constraint api_token_version check (version = case when revoked_at is null then 1 else 2 end)
);
comment on table api_token is 'SHA-256 of the tokens by which machines act for people; the secrets themselves are nowhere';
comment on column api_token.acts is 'What it covers, separated by commas; never more than its person may do when it is used';
comment on column api_token.last_day is 'The last day in Berlin on which it is good';
create index api_token_of_person on api_token (person_id);
select guard_business_table('api_token');

-- +goose StatementBegin
create function api_token_only_revoked() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null or new.revoked_at is null
      or to_jsonb(new) - array['revoked_at', 'version'] <> to_jsonb(old) - array['revoked_at', 'version'] then
    raise exception 'token % can only be revoked, once', old.id using errcode = 'check_violation', constraint = 'api_token_only_revoked';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger only_revoked before update on api_token for each row execute function api_token_only_revoked();

-- When a token was last used: no event of its own, as each thing done by it has one.
create table api_token_use (
  cooperative_id uuid not null,
  token_id       uuid not null,
  used_at        timestamptz not null,
  constraint api_token_use_pk primary key (cooperative_id, token_id),
  constraint api_token_use_of_token foreign key (cooperative_id, token_id) references api_token (cooperative_id, id)
);
comment on table api_token_use is 'When a token was last used, to the minute. Written by token_actor only';
alter table api_token_use enable row level security;
alter table api_token_use force row level security;
create policy same_cooperative on api_token_use using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select on api_token_use to allmende_app;

-- A new password makes the tokens worthless that were made before, in all cooperatives.
create table api_token_bar (
  person_id uuid not null,
  at        timestamptz not null,
  constraint api_token_bar_pk primary key (person_id),
  constraint api_token_bar_of_person foreign key (person_id) references person (id)
);
comment on table api_token_bar is 'Tokens made up to then are worth nothing any more';
alter table api_token_bar enable row level security;
create policy at_work_here on api_token_bar for select using (exists (select from appointment a where a.person_id = api_token_bar.person_id));
grant select on api_token_bar to allmende_app;

-- +goose StatementBegin
create or replace function person_set_password(p_id uuid, p_password_hash text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update person set password_hash = p_password_hash where id = p_id;
  delete from session where person_id = p_id;
  insert into api_token_bar (person_id, at) values (p_id, allmende_clock()) on conflict (person_id) do update set at = excluded.at;
$$;

-- What became of a token: living, expired or revoked; nothing where there is none.
create function token_standing(t api_token) returns text language sql stable set search_path = public, pg_temp as $$
  select case
    when t.revoked_at is not null or exists (select from api_token_bar b where b.person_id = t.person_id and b.at >= t.created_at) then 'revoked'
    when t.last_day < (allmende_clock() at time zone 'Europe/Berlin')::date then 'expired'
    else 'living' end
$$;

-- What became of a token and who acts by it, as session_actor says that; a living one is noted as used.
create function token_actor(p_token bytea, out standing text, out actor text) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  present timestamptz := allmende_clock();
  found_token api_token;
begin
  select * into found_token from api_token t where t.token_hash = p_token;
  if not found then
    return;
  end if;
  standing := token_standing(found_token);
  if standing = 'living' then
    insert into api_token_use as u (cooperative_id, token_id, used_at) values (found_token.cooperative_id, found_token.id, present)
      on conflict (cooperative_id, token_id) do update set used_at = excluded.used_at where u.used_at < present - interval '1 minute';
  end if;
  actor := (
    select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', found_token.cooperative_id,
      'through', jsonb_build_object('token', found_token.id, 'name', found_token.name, 'acts', string_to_array(found_token.acts, ',')),
      'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
    from person p join appointment a on a.person_id = p.id and a.cooperative_id = found_token.cooperative_id and a.ended_at is null
    where p.id = found_token.person_id
    group by p.id);
end $$;

create or replace function audit_unrecorded() returns setof text language sql immutable as
$$ select unnest(array['event', 'audit_row', 'number_counter', 'kept_answer', 'session', 'framework_drawn', 'ceiling', 'upload', 'upload_part', 'reading_task', 'api_token_use']) $$;
-- +goose StatementEnd
revoke all on function person_set_password(uuid, text) from public;
grant execute on function person_set_password(uuid, text) to allmende_app;
revoke all on function token_actor(bytea) from public;
grant execute on function token_actor(bytea) to allmende_app;
revoke all on function token_standing(api_token) from public;
grant execute on function token_standing(api_token) to allmende_app;
revoke all on function api_token_only_revoked() from public;
