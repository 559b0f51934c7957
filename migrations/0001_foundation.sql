-- +goose Up

-- The application works as a role that owns nothing (security.md). Roles belong
-- to the server, so another database of it may have made this one already.
-- +goose StatementBegin
do $$
begin
  create role allmende_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$
begin
  execute format('grant allmende_app to %I', current_user);
exception when others then
  -- a superuser needs no grant, and two databases may grant at once
  if not (select rolsuper from pg_roles where rolname = current_user) then raise; end if;
end $$;
-- +goose StatementEnd
grant usage on schema public to allmende_app;

-- The one clock. Deadlines are decided by it and by nothing else; tests replace it.
-- +goose StatementBegin
create function allmende_clock() returns timestamptz language sql volatile as 'select clock_timestamp()';
-- +goose StatementEnd
comment on function allmende_clock() is 'The one clock of the installation';

-- The cooperative and the event of the running transaction.
-- +goose StatementBegin
create function current_cooperative() returns uuid language sql stable as
  $$ select nullif(current_setting('app.cooperative_id', true), '')::uuid $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function current_event() returns uuid language sql stable as
  $$ select nullif(current_setting('app.event_id', true), '')::uuid $$;
-- +goose StatementEnd

-- Events: only ever added, through one function (G-AUD).
create table event (
  id uuid not null constraint event_pk primary key,
  cooperative_id uuid,
  at timestamptz not null constraint event_at_finite check (isfinite(at)),
  person_id uuid,
  action text not null constraint event_action_named check (action <> ''),
  object_type text not null,
  object_id text not null,
  object_name text not null,
  member_id uuid,
  supplier_id uuid,
  refused boolean not null,
  fault_code text not null,
  details jsonb not null,
  constraint event_refusal_names_fault check (refused = (fault_code <> ''))
);
create index event_by_object on event (cooperative_id, object_id, id);
create index event_by_time on event (cooperative_id, id);
create index event_by_member on event (cooperative_id, member_id, id) where member_id is not null;
create index event_by_supplier on event (cooperative_id, supplier_id, id) where supplier_id is not null;
comment on table event is 'What was done or refused: by whom, when, to what. Append-only; its place in the signed log is in audit_leaf';

-- What every transaction that changes a business row owes: its event, by commit.
create table event_promise (
  event_id uuid not null constraint event_promise_pk primary key
    constraint change_has_event references event (id) deferrable initially deferred
);
comment on table event_promise is 'Transactions that changed business rows; the deferred reference makes a change without its event fail at commit';

-- The hash of every business row at every change of it.
create table audit_row (
  seq bigint not null generated always as identity constraint audit_row_pk primary key,
  cooperative_id uuid,
  event_id uuid not null,
  relation text not null,
  row_id uuid not null,
  hash bytea not null constraint audit_row_hash_sha256 check (length(hash) = 32)
);
create index audit_row_by_row on audit_row (relation, row_id, seq desc);
create index audit_row_by_event on audit_row (event_id);
comment on table audit_row is 'SHA-256 of each row as an event left it: of jsonb_strip_nulls(to_jsonb(row)) as text in UTC. Without a cooperative: rows of the installation, named by the MD5 of their key';

-- Events that wait for their place in the signed log.
create table audit_pending (event_id uuid not null constraint audit_pending_pk primary key);

-- The signed log: a Merkle tree over the events (RFC 6962 hashing), numbered after the fact.
create table audit_leaf (
  seq bigint not null constraint audit_leaf_pk primary key constraint audit_leaf_counts_up check (seq >= 0),
  event_id uuid not null constraint audit_leaf_once unique,
  hash bytea not null constraint audit_leaf_hash_sha256 check (length(hash) = 32)
);
create table audit_hash (
  index bigint not null constraint audit_hash_pk primary key,
  hash bytea not null constraint audit_hash_sha256 check (length(hash) = 32)
);
create table audit_checkpoint (
  tree_size bigint not null constraint audit_checkpoint_pk primary key,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null
);
comment on table audit_checkpoint is 'Signed notes: origin, tree size, root hash. The key is not in the database';

-- The tables under guard, so that verification finds them by itself.
create table guarded_table (relation text not null constraint guarded_table_pk primary key);

-- +goose StatementBegin
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: rows are only added', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', constraint = 'append_only';
end $$;
-- +goose StatementEnd

-- Stores the hash of each row that a statement wrote, under the transaction's event.
-- +goose StatementBegin
create function audit_rows() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' as $$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, current_event(), tg_table_name, n.id,
           sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8'))
    from new_rows n;
  return null;
end $$;
-- +goose StatementEnd

-- Puts a table of a cooperative's business under guard: row-level security, no
-- delete, no truncate, and a hash for every row written.
-- +goose StatementBegin
create function guard_business_table(relation text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', relation);
  execute format('alter table %I force row level security', relation);
  execute format('create policy same_cooperative on %I using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative())', relation);
  execute format('grant select, insert, update on %I to allmende_app', relation);
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function audit_rows()', relation);
  execute format('create trigger audit_update after update on %I referencing new table as new_rows for each statement execute function audit_rows()', relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', relation);
  insert into guarded_table values (relation);
end $$;
-- +goose StatementEnd

-- The same for a table whose rows never change once written.
-- +goose StatementBegin
create function guard_append_only_table(relation text) returns void language plpgsql as $$
begin
  perform guard_business_table(relation);
  execute format('revoke update on %I from allmende_app', relation);
  execute format('create trigger refuse_update before update on %I for each statement execute function refuse_change()', relation);
end $$;
-- +goose StatementEnd

-- A migration that gives a guarded table a column with a value hashes its rows anew with this.
-- +goose StatementBegin
create function audit_rehash(relation text) returns void language plpgsql set timezone = 'UTC' as $$
begin
  execute format('insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, current_event(), %L, n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, ''UTF8'')) from %I n', relation, relation);
end $$;
-- +goose StatementEnd

-- What names a row of a table that belongs to no cooperative, as an expression over n.
-- +goose StatementBegin
create function installation_key(relation text) returns text language sql immutable as $$
  select case relation
    when 'legal_parameter' then $k$n.code || ' ' || n.valid_from::text$k$
    when 'public_body' then 'n.official_key'
    when 'person' then 'n.id::text'
  end
$$;
-- +goose StatementEnd

-- Stores the hash of each row of the installation that a statement wrote.
-- +goose StatementBegin
create function audit_installation_rows() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' as $$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  execute format('insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select null, current_event(), %L, md5(%s)::uuid, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, ''UTF8'')) from new_rows n',
    tg_table_name, installation_key(tg_table_name));
  return null;
end $$;
-- +goose StatementEnd

-- Puts a table that belongs to no cooperative under guard: no delete, no truncate,
-- and a hash for every row written.
-- +goose StatementBegin
create function guard_installation_table(relation text) returns void language plpgsql as $$
begin
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function audit_installation_rows()', relation);
  execute format('create trigger audit_update after update on %I referencing new table as new_rows for each statement execute function audit_installation_rows()', relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', relation);
end $$;
-- +goose StatementEnd

-- The only way an event gets in; the caller's transaction names its id and its cooperative.
-- +goose StatementBegin
create function audit_append(
  p_at timestamptz, p_person uuid, p_action text, p_object_type text, p_object_id text, p_object_name text,
  p_member uuid, p_supplier uuid, p_fault_code text, p_details jsonb
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into event (id, cooperative_id, at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, refused, fault_code, details)
    values (current_event(), current_cooperative(), p_at, p_person, p_action, p_object_type, p_object_id, p_object_name, p_member, p_supplier, p_fault_code <> '', p_fault_code, p_details);
  insert into audit_pending values (current_event());
end $$;
-- +goose StatementEnd

-- The bytes that are hashed into the log: the event and the hashes of the rows it left.
-- +goose StatementBegin
create function audit_leaf_content(p_event uuid) returns text language sql stable security definer
  set search_path = public, pg_temp set timezone = 'UTC' as $$
  select jsonb_build_object(
    'event', jsonb_strip_nulls(to_jsonb(e)),
    'rows', coalesce((select jsonb_agg(jsonb_build_array(r.relation, r.row_id, encode(r.hash, 'hex')) order by r.seq) from audit_row r where r.event_id = e.id), '[]'::jsonb)
  )::text
  from event e where e.id = p_event
$$;
-- +goose StatementEnd

-- The tables that are verified: the list of them, and whatever an event ever left
-- a row in, so that to shorten the list hides nothing.
create function audit_relations() returns setof text language sql stable set search_path = public, pg_temp as
  $$ select relation from guarded_table union select relation from audit_row where cooperative_id is not null $$;

-- Every row of a cooperative that is not as its last event left it. The caller
-- must be working in that cooperative.
-- +goose StatementBegin
create function audit_row_findings() returns table (kind text, relation text, row_key text) language plpgsql stable
  security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare t text;
begin
  for t in select r from audit_relations() r order by r loop
    return query execute format($q$
      with last as (
        select distinct on (row_id) row_id, hash from audit_row
        where relation = %L and cooperative_id = current_cooperative() order by row_id, seq desc
      ), present as (
        select id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) as hash from %I n where n.cooperative_id = current_cooperative()
      )
      select case when p.id is null then 'row-missing' when l.row_id is null then 'row-without-event' else 'row-altered' end,
             %L::text, coalesce(p.id, l.row_id)::text
      from last l full join present p on p.id = l.row_id
      where p.hash is distinct from l.hash
      order by 3 limit 100 $q$, t, t, t);
  end loop;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function audit_row_count() returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t text; n bigint; total bigint := 0;
begin
  for t in select r from audit_relations() r loop
    execute format('select count(*) from %I where cooperative_id = current_cooperative()', t) into n;
    total := total + n;
  end loop;
  return total;
end $$;
-- +goose StatementEnd

-- The same for the rows of the installation: the law's figures, the directory, people.
-- +goose StatementBegin
create function audit_installation_findings() returns table (kind text, relation text, row_key text) language plpgsql stable
  security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare t text;
begin
  foreach t in array array['legal_parameter', 'person', 'public_body'] loop
    return query execute format($q$
      with last as (
        select distinct on (row_id) row_id, hash from audit_row
        where relation = %L and cooperative_id is null order by row_id, seq desc
      ), present as (
        select md5(%s)::uuid as id, (%s)::text as key, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) as hash from %I n
      )
      select case when p.id is null then 'row-missing' when l.row_id is null then 'row-without-event' else 'row-altered' end,
             %L::text, coalesce(p.key, l.row_id::text)
      from last l full join present p on p.id = l.row_id
      where p.hash is distinct from l.hash
      order by 3 limit 100 $q$, t, installation_key(t), installation_key(t), t, t);
  end loop;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function audit_installation_count() returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
declare total bigint;
begin
  select (select count(*) from legal_parameter) + (select count(*) from public_body) + (select count(*) from person) into total;
  return total;
end $$;
-- +goose StatementEnd

-- They look past row-level security: the application records events, and only the
-- owner reads what others did. On a shared server nobody else may call any.
revoke all on function audit_append(timestamptz, uuid, text, text, text, text, uuid, uuid, text, jsonb) from public;
grant execute on function audit_append(timestamptz, uuid, text, text, text, text, uuid, uuid, text, jsonb) to allmende_app;
revoke all on function audit_rows(), audit_installation_rows(), audit_leaf_content(uuid), audit_row_findings(), audit_row_count(),
  audit_installation_findings(), audit_installation_count() from public;

create trigger refuse_change before update or delete on event for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on event for each statement execute function refuse_change();
create trigger refuse_change before update or delete on audit_row for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on audit_row for each statement execute function refuse_change();
create trigger refuse_change before update or delete on audit_leaf for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on audit_leaf for each statement execute function refuse_change();
create trigger refuse_change before update or delete on audit_checkpoint for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on audit_checkpoint for each statement execute function refuse_change();

alter table event enable row level security;
alter table event force row level security;
create policy same_cooperative on event using (cooperative_id is not distinct from current_cooperative()) with check (cooperative_id is not distinct from current_cooperative());
grant select on event to allmende_app;
grant select on audit_leaf to allmende_app;

-- Numbers that people quote, without gaps: the row is locked until the commit.
create table number_counter (
  cooperative_id uuid not null,
  kind text not null,
  year integer not null,
  last integer not null constraint number_counter_counts_up check (last > 0),
  constraint number_counter_pk primary key (cooperative_id, kind, year)
);
alter table number_counter enable row level security;
alter table number_counter force row level security;
create policy same_cooperative on number_counter using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select, insert, update on number_counter to allmende_app;

-- Answers under an Idempotency-Key, written in the transaction of the effect.
create table kept_answer (
  cooperative_id uuid not null,
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  answer bytea not null,
  at timestamptz not null,
  constraint kept_answer_pk primary key (cooperative_id, person_id, key)
);
alter table kept_answer enable row level security;
alter table kept_answer force row level security;
create policy same_cooperative on kept_answer using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select, insert on kept_answer to allmende_app;

-- Thresholds, terms and periods with their validity: the law moves.
create table legal_parameter (
  code text not null,
  value text not null,
  valid_from date not null constraint legal_parameter_from_finite check (isfinite(valid_from)),
  valid_to date constraint legal_parameter_to_finite check (isfinite(valid_to)),
  source text not null,
  primary_source boolean not null,
  constraint legal_parameter_pk primary key (code, valid_from),
  constraint legal_parameter_span check (valid_to is null or valid_to >= valid_from)
);
grant select on legal_parameter to allmende_app;
comment on column legal_parameter.primary_source is 'Read in the law itself; otherwise known from secondary sources, and shown so';
-- The installation's first event covers them.
select set_config('app.event_id', gen_random_uuid()::text, true);
select guard_installation_table('legal_parameter');
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('threshold.eu.sub-central', '221000.00', '2024-01-01', '2025-12-31', 'Delegierte Verordnung (EU) 2023/2495', false),
  ('threshold.eu.sub-central', '216000.00', '2026-01-01', '2027-12-31', 'EU-Schwellenwerte 2026/27', false),
  ('threshold.eu.sub-central', '216000.00', '2028-01-01', null, 'EU-Schwellenwerte 2026/27, fortgeschrieben', false),
  ('framework.max-months', '48', '2016-04-18', null, 'VgV § 21 Abs. 6', true),
  ('bid-days.open-eu', '30', '2016-04-18', null, 'VgV § 15 Abs. 4', false),
  ('bid-days.open-national', '0', '2017-02-07', null, 'UVgO § 13: angemessen', false),
  ('standstill.electronic-days', '10', '2016-04-18', null, 'GWB § 134 Abs. 2', false),
  ('call-off.approval-limit', '5000.00', '2016-04-18', null, 'Satzung der Genossenschaft', false);
select audit_append(allmende_clock(), null, 'installation.founded', 'installation', '', 'Allmende', null, null, '', '{}');

-- Settings of the installation.
create table setting (name text not null constraint setting_pk primary key, value text not null);
grant select on setting to allmende_app;
