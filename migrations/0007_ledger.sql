-- +goose Up

-- What was as its last event left it before this migration is carried along below, and
-- nothing else: whatever somebody altered before stays a finding.
create temporary table as_left on commit drop as
with present as (
  select 'ledger_entry' as relation, n.cooperative_id, n.id, n.id as parent, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) as hash from ledger_entry n
  union all
  select 'ledger_account', n.cooperative_id, n.id, n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from ledger_account n
  union all
  select 'ledger_line', n.cooperative_id, n.id, n.entry_id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from ledger_line n
  union all
  select 'allocation_share', n.cooperative_id, n.id, n.allocation_id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from allocation_share n
), last as (
  select distinct on (relation, row_id) relation, cooperative_id, row_id, hash from audit_row
  where relation in ('ledger_account', 'ledger_entry', 'ledger_line', 'allocation_share') order by relation, row_id, seq desc
)
select coalesce(p.relation, l.relation) as relation, case coalesce(p.relation, l.relation) when 'ledger_line' then 'ledger_entry' else coalesce(p.relation, l.relation) end as kept_in,
  coalesce(p.cooperative_id, l.cooperative_id) as cooperative_id, coalesce(p.id, l.row_id) as id,
  p.parent, l.hash, p.hash is not distinct from l.hash as intact
from present p full join last l on l.relation = p.relation and l.row_id = p.id and l.cooperative_id = p.cooperative_id;

-- A change owes its event by commit. The event is looked up by its key whatever the planner
-- believed: a foreign key's own query is planned once a connection, for a table that was
-- empty on the installation's first day, and reads all of it at every commit ever after.
-- Events never go away, so that one look is as good as the reference.
alter table event_promise drop constraint change_has_event;
-- +goose StatementBegin
create function event_promise_kept() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if not exists (select from event e where e.id = new.event_id) then
    raise exception 'a change promised event %, which is not there', new.event_id
      using errcode = 'foreign_key_violation', constraint = 'change_has_event';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function event_promise_kept() from public;
create constraint trigger change_has_event after insert on event_promise deferrable initially deferred
  for each row execute function event_promise_kept();
-- The event and its place among those that wait, by one statement.
-- +goose StatementBegin
create or replace function audit_append(
  p_at timestamptz, p_person uuid, p_action text, p_object_type text, p_object_id text, p_object_name text,
  p_member uuid, p_supplier uuid, p_fault_code text, p_details jsonb
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with added as (
    insert into event (id, cooperative_id, at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, refused, fault_code, details)
      values (current_event(), current_cooperative(), p_at, p_person, p_action, p_object_type, p_object_id, p_object_name, p_member, p_supplier, p_fault_code <> '', p_fault_code, p_details)
  )
  insert into audit_pending values (current_event());
end $$;
-- +goose StatementEnd
comment on table event_promise is 'Transactions that changed business rows; the deferred trigger makes a change without its event fail at commit';

-- Guard by set: where all rows of a parent are written by one statement, one hash stands
-- for them. Its place in audit_row, and with it in the signed log, is the relation
-- 'table/column' and the parent's id, so that no mark decides how a table is read.
alter table guarded_table add parent text;
comment on column guarded_table.parent is 'Of a table guarded by set: the column that names the parent';
alter table audit_row add renewed boolean not null default false;
comment on column audit_row.renewed is 'Of a set: hashed anew by a migration, which is no second statement';
create unique index set_written_at_once on audit_row (cooperative_id, relation, row_id) where relation like '%/%' and not renewed;
drop index audit_row_by_row, audit_row_by_event;
alter table audit_row drop constraint audit_row_pk, add constraint audit_row_pk primary key (event_id, seq);
create index audit_row_by_row on audit_row (cooperative_id, relation, row_id, seq desc) where relation not like '%/%' or renewed;
comment on table audit_row is 'SHA-256 of each row as an event left it: of jsonb_strip_nulls(to_jsonb(row)) as text in UTC, and of each set of rows as audit_set() says. Without a cooperative: rows of the installation, named by the MD5 of their key';

-- The hash of a row without the columns that it has in common with others, as an
-- expression: of its text, which quotes whatever holds a comma or a bracket, so that what is
-- cut off its end are columns without a value, as a later migration adds; and of its arrays
-- as they are sent, since their text would cost more than all the rest. Generated columns
-- say nothing of their own.
-- +goose StatementBegin
create function audit_hash(p_alias text, p_relation text, variadic p_common text[]) returns text language sql stable set search_path = public, pg_temp as $$
  select format($e$sha256(convert_to(rtrim(row(%s)::text, ',)'), 'UTF8')%s)$e$, string_agg(format('%I.%I', p_alias, attname), ', ' order by attnum) filter (where attndims = 0),
    string_agg(format($e$ || coalesce(array_send(%I.%I), '')$e$, p_alias, attname), '' order by attnum) filter (where attndims > 0))
  from pg_attribute where attrelid = to_regclass(quote_ident(p_relation)) and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all(p_common)
$$;
-- +goose StatementEnd

-- The hash of a set, as an expression over its rows n, grouped by cooperative and parent:
-- of the cooperative and the hashes of the rows, in their order.
-- +goose StatementBegin
create function audit_set(p_relation text, p_parent text) returns text language sql stable set search_path = public, pg_temp as $$
  select format($e$sha256(uuid_send(n.cooperative_id) || string_agg(%s, ''::bytea order by %1$s))$e$, audit_hash('n', p_relation, 'cooperative_id', p_parent))
$$;
-- +goose StatementEnd

-- Stores the hash of each set that a statement wrote, under the transaction's event.
-- +goose StatementBegin
create function audit_sets() returns trigger language plpgsql security definer set search_path = public, pg_temp
  set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = '1' set bytea_output = 'hex' as $$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  execute format('insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, current_event(), %L, n.%I, %s from new_rows n group by n.cooperative_id, n.%2$I',
    tg_table_name || '/' || tg_argv[0], tg_argv[0], audit_set(tg_table_name, tg_argv[0]));
  return null;
end $$;
-- +goose StatementEnd
revoke all on function audit_sets() from public;

-- Puts a table under guard of which all rows of a parent come by one statement and never
-- change: row-level security, no update, no delete, no truncate, and a hash for every set.
-- +goose StatementBegin
create function guard_set_table(p_relation text, p_parent text, p_recorder text default 'audit_sets') returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', p_relation);
  execute format('alter table %I force row level security', p_relation);
  -- In brackets, so that the setting is read once a statement instead of once a row.
  execute format('create policy same_cooperative on %I using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()))', p_relation);
  execute format('grant select, insert on %I to allmende_app', p_relation);
  execute format('create trigger refuse_update before update on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function %I(%L)', p_relation, p_recorder, p_parent);
  insert into guarded_table (relation, parent) values (p_relation, p_parent);
end $$;
-- +goose StatementEnd

-- Takes a table out of the guard that guard_business_table and its like put it under,
-- for the migration that puts it under another one.
-- +goose StatementBegin
create function unguard_table(p_relation text) returns void language plpgsql as $$
declare guard text;
begin
  foreach guard in array array['audit_insert', 'audit_update', 'refuse_update', 'refuse_delete', 'refuse_truncate'] loop
    execute format('drop trigger if exists %I on %I', guard, p_relation);
  end loop;
  execute format('drop policy same_cooperative on %I', p_relation);
  delete from guarded_table where relation = p_relation;
end $$;
-- +goose StatementEnd

-- The hashes of what stands in a table now, row by row or set by set, of one cooperative
-- or of all; none for what nothing can stand for.
-- +goose StatementBegin
create function audit_present(p_relation text, p_parent text, p_cooperative uuid) returns table (cooperative_id uuid, row_id uuid, hash bytea)
  language plpgsql stable set search_path = public, pg_temp
  set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = '1' set bytea_output = 'hex' as $$
declare columns text[] := (select array_agg(attname::text) from pg_attribute where attrelid = to_regclass(quote_ident(p_relation)) and attnum > 0 and not attisdropped);
begin
  if columns is null then
    return; -- a table that is gone: all that events wrote there is missing
  elsif not coalesce(p_parent, 'id') = any(columns) then
    return query execute format('select n.cooperative_id, md5(n::text)::uuid, null::bytea from %I n where $1 is null or n.cooperative_id = $1', p_relation)
      using p_cooperative;
  elsif p_parent is null then
    return query execute format('select n.cooperative_id, n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, ''UTF8'')) from %I n
      where $1 is null or n.cooperative_id = $1', p_relation) using p_cooperative;
  else
    return query execute format('select n.cooperative_id, n.%I, %s from %I n where $1 is null or n.cooperative_id = $1 group by n.cooperative_id, n.%1$I',
      p_parent, audit_set(p_relation, p_parent), p_relation) using p_cooperative;
  end if;
end $$;
-- +goose StatementEnd

-- A migration that gives a guarded table a column with a value hashes its rows, or sets, anew with this.
-- +goose StatementBegin
create or replace function audit_rehash(relation text) returns void language plpgsql set timezone = 'UTC' as $$
declare by_set text := (select g.parent from guarded_table g where g.relation = audit_rehash.relation);
begin
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash, renewed)
    select p.cooperative_id, current_event(), concat_ws('/', audit_rehash.relation, by_set), p.row_id, p.hash, by_set is not null
    from audit_present(audit_rehash.relation, by_set, null) p where p.hash is not null;
end $$;
-- +goose StatementEnd

-- How the tables are verified, row by row (without a parent) or by set: as the events
-- recorded them, whatever their mark says; the mark counts where no event says anything.
-- Every table of a cooperative's rows is among them, so that to shorten the list, or to
-- mark a table otherwise, hides nothing. The hashes that three tables had row by row ended
-- when this migration's event put one for each of their sets in their place.
drop function audit_relations();
-- +goose StatementBegin
create function audit_relations() returns table (relation text, parent text) language sql stable set search_path = public, pg_temp as $$
  with known as (
    select split_part(r.relation, '/', 1) as relation, nullif(split_part(r.relation, '/', 2), '') as parent
    from (select distinct a.relation from audit_row a
      where a.cooperative_id is not null and a.relation not in ('allocation_share', 'ledger_entry', 'ledger_line')) r
  ), marked as (
    select * from known
    union all
    select g.relation, g.parent from guarded_table g where not exists (select from known k where k.relation = g.relation)
  )
  select * from marked
  union all
  select c.relname, null from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cooperative_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('event', 'audit_row', 'number_counter', 'kept_answer', 'session')
    and not exists (select from marked m where m.relation = c.relname)
$$;
-- +goose StatementEnd

-- Every row, or set of rows, of a cooperative that is not as its last event left it; and
-- records of rows that no event stands for, or that were taken from their cooperative.
-- The caller must be working in that cooperative.
-- +goose StatementBegin
create or replace function audit_row_findings() returns table (kind text, relation text, row_key text) language plpgsql stable
  security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare t record;
begin
  for t in select r.* from audit_relations() r order by 1, 2 loop
    return query
      with last as (
        select distinct on (a.row_id) a.row_id, a.hash from ( -- a part for each of two indices
          select r.row_id, r.seq, r.hash from audit_row r
          where r.cooperative_id = current_cooperative() and r.relation = concat_ws('/', t.relation, t.parent) and (r.relation not like '%/%' or r.renewed)
          union all
          select r.row_id, r.seq, r.hash from audit_row r
          where r.cooperative_id = current_cooperative() and r.relation = concat_ws('/', t.relation, t.parent) and r.relation like '%/%' and not r.renewed
        ) a order by a.row_id, a.seq desc
      ), present as (
        select n.row_id, n.hash from audit_present(t.relation, t.parent, current_cooperative()) n
      )
      select case when p.row_id is null then 'row-missing' when l.row_id is null then 'row-without-event' else 'row-altered' end,
             t.relation, coalesce(p.row_id, l.row_id)::text
      from last l full join present p on p.row_id = l.row_id
      where p.hash is distinct from l.hash or l.row_id is null
      order by 3 limit 100;
  end loop;
  return query
    select 'event-missing', 'audit_row', a.event_id::text from audit_row a
    where a.cooperative_id = current_cooperative() and not exists (select from event e where e.id = a.event_id)
    group by a.event_id order by a.event_id limit 100;
  return query
    select 'row-altered', 'audit_row', a.seq::text from audit_row a
    where a.cooperative_id is null and a.relation not in ('legal_parameter', 'person', 'public_body') order by a.seq limit 100;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function audit_row_count() returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t text; n bigint; total bigint := 0;
begin
  for t in select r.relation from audit_relations() r loop
    continue when to_regclass(quote_ident(t)) is null;
    execute format('select count(*) from %I where cooperative_id = current_cooperative()', t) into n;
    total := total + n;
  end loop;
  return total;
end $$;
-- +goose StatementEnd

-- Who gives for a purpose: a ministry, a foundation.
create table funder (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text collate "de-x-icu" not null,
  version        integer not null default 1,
  constraint funder_pk primary key (cooperative_id, id),
  constraint funder_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint funder_name_unique unique (cooperative_id, name),
  constraint funder_name_length check (char_length(name) between 2 and 200),
  constraint funder_version_positive check (version >= 1)
);
comment on table funder is 'Who grants money towards costs';
select guard_business_table('funder');

-- Accounts of every kind. The grant's reference comes with the grants.
alter table ledger_account
  add supplier_id uuid,
  add funder_id uuid,
  add grant_id uuid;
alter table ledger_account
  add owner_id uuid not null generated always as (coalesce(member_id, supplier_id, funder_id, pool_id, grant_id, cooperative_id)) stored,
  add constraint ledger_account_once_per_owner unique (cooperative_id, owner_id, kind),
  add constraint ledger_account_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  add constraint ledger_account_of_funder foreign key (cooperative_id, funder_id) references funder (cooperative_id, id),
  drop constraint ledger_account_has_its_owner,
  drop constraint ledger_account_kind_known,
  add constraint ledger_account_kind_known check (kind in ('member', 'supplier', 'funder', 'cost-pool', 'grant', 'vat', 'rounding', 'bank', 'cooperative')),
  add constraint ledger_account_has_its_owner check ((kind = 'member') = (member_id is not null) and (kind = 'supplier') = (supplier_id is not null)
    and (kind = 'funder') = (funder_id is not null) and (kind = 'cost-pool') = (pool_id is not null) and (kind = 'grant') = (grant_id is not null));
create index ledger_account_of_supplier on ledger_account (cooperative_id, supplier_id) where supplier_id is not null;
create index ledger_account_of_funder on ledger_account (cooperative_id, funder_id) where funder_id is not null;
create index ledger_account_of_grant on ledger_account (cooperative_id, grant_id) where grant_id is not null;
comment on column ledger_account.owner_id is 'Whose it is; the cooperative''s own without any other owner';
comment on table ledger_account is 'Accounts, opened by the first entry that needs them, one for each owner; vat, rounding, bank and cooperative belong to the cooperative. A member with a balance above zero owes it';

-- The cooperative's accounts by kind and owner, in the order given: the id, or null where
-- there is none, and whether it is there for good, not only for the transaction that has
-- opened it. Each is looked up by its key whatever the planner knew about the table's size.
-- +goose StatementBegin
create function ledger_accounts(p_kinds text[], p_owners uuid[]) returns table (id uuid, for_good boolean)
  language plpgsql stable set enable_seqscan = off as $$
declare cooperative uuid := current_cooperative();
begin
  return query select f.id, coalesce((select k.xmin from ledger_account k where k.cooperative_id = cooperative and k.id = f.id)
      is distinct from pg_current_xact_id_if_assigned()::xid, false)
    from (select w.place, (select k.id from ledger_account k where k.cooperative_id = cooperative and k.owner_id = w.owner and k.kind = w.kind) as id
      from unnest(p_kinds, p_owners) with ordinality w (kind, owner, place)) f order by f.place;
end $$;
-- +goose StatementEnd

-- In brackets, so that the setting is read once a statement instead of once a row.
alter policy same_cooperative on ledger_account
  using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()));

-- Entries count for a day in Berlin and follow from causes of more kinds.
alter table ledger_entry
  drop column allocation_id,
  add booked_on date;
alter table ledger_entry alter booked_on type date using (posted_at at time zone 'Europe/Berlin')::date;
alter table ledger_entry
  alter booked_on set not null,
  add constraint ledger_entry_day_finite check (isfinite(booked_on)),
  drop constraint ledger_entry_cause_known,
  add constraint ledger_entry_cause_known check (cause_type in ('allocation', 'reversal', 'cost', 'grant', 'grant-return', 'statement', 'credit-note', 'payment'));
comment on column ledger_entry.booked_on is 'The day in Berlin that it counts for';

-- Days that are closed, one period after the other. Nothing is booked into them any more.
create table closing (
  cooperative_id uuid not null,
  id             uuid not null,
  from_day       date not null,
  through_day    date not null,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint closing_pk primary key (cooperative_id, id),
  constraint closing_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint closing_created_by_person foreign key (created_by) references person (id),
  constraint closing_once_per_day unique (cooperative_id, through_day),
  constraint closing_span check (from_day <= through_day),
  constraint closing_finite check (isfinite(from_day) and isfinite(through_day) and isfinite(created_at))
);
comment on table closing is 'Periods of days whose books are closed; each begins on the day after the last';
create index closing_created_by on closing (created_by);

-- Whoever posts shares the ledger of the cooperative until the end of the transaction,
-- whoever closes days has it alone: then each of both sees all of what the other did.
-- It is taken before anything else that others may wait for, so that nobody ever waits
-- in a circle.
create function ledger_share(p_cooperative uuid) returns void language sql volatile as
  $$ select pg_advisory_xact_lock_shared(1818584167, hashtext(p_cooperative::text)) $$;
create function ledger_reserve(p_cooperative uuid) returns void language sql volatile as
  $$ select pg_advisory_xact_lock(1818584167, hashtext(p_cooperative::text)) $$;

-- +goose StatementBegin
create function closing_check() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare wrong record;
begin
  if exists (select from new_rows n where not pg_try_advisory_xact_lock(1818584167, hashtext(n.cooperative_id::text))) then
    raise exception 'days are closed beside a posting: reserve the ledger first'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_reserves_ledger';
  end if;
  select n.id into wrong from new_rows n
    where exists (select from closing c where c.cooperative_id = n.cooperative_id and c.id <> n.id)
      and n.from_day <> (select max(c.through_day) + 1 from closing c where c.cooperative_id = n.cooperative_id and c.id <> n.id) limit 1;
  if found then
    raise exception 'closing % does not begin where the last one ended', wrong.id
      using errcode = 'check_violation', constraint = 'closing_follows_last';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function closing_check() from public;
create trigger closing_follows_last after insert on closing referencing new table as new_rows for each statement execute function closing_check();
select guard_append_only_table('closing');

-- An account is opened by who shares the ledger already.
-- +goose StatementBegin
create function ledger_check_accounts() returns trigger language plpgsql as $$
begin
  if current_cooperative() is not null then
    perform ledger_share(current_cooperative());
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger ledger_account_shares_ledger before insert on ledger_account for each statement execute function ledger_check_accounts();

-- An entry is one row: its lines are two arrays, the accounts and the cents that it adds to
-- each. So it is written whole or not at all, and a posting to a thousand members is a
-- thousand numbers, not a thousand rows in three indices. Whoever reads lines reads
-- ledger_line, with amounts in euros. What is posted together is hashed together.
select unguard_table('ledger_entry');
select unguard_table('ledger_line');
drop trigger ledger_entry_has_lines on ledger_entry;
drop function ledger_check_entry();
drop trigger ledger_entry_sums_to_zero on ledger_line;
drop function ledger_check_lines();
drop index ledger_entry_posted_by;
alter table ledger_entry
  drop constraint ledger_entry_posted_by_person,
  add posting_id uuid,
  add accounts uuid[],
  add cents bigint[];
alter table ledger_entry alter accounts set storage external, alter cents set storage external;
update ledger_entry e set posting_id = e.id, accounts = coalesce(l.accounts, '{}'), cents = coalesce(l.cents, '{}')
  from ledger_entry o left join (select cooperative_id, entry_id, array_agg(account_id order by account_id) as accounts, array_agg((amount * 100)::bigint order by account_id) as cents
    from ledger_line group by cooperative_id, entry_id) l on l.cooperative_id = o.cooperative_id and l.entry_id = o.id
  where o.cooperative_id = e.cooperative_id and o.id = e.id;
drop table ledger_line;
alter table ledger_entry alter posting_id set not null, alter accounts set not null, alter cents set not null;
create index ledger_entry_of_account on ledger_entry using gin (accounts);
comment on table ledger_entry is 'Entries of the ledger, each with its cause and its lines, which sum to zero. Its trigger stands for the references to the accounts and to the person';
comment on column ledger_entry.posting_id is 'What was posted together, by one statement';
comment on column ledger_entry.accounts is 'The accounts of its lines';
comment on column ledger_entry.cents is 'What it adds to each of them; none is zero';

create view ledger_line with (security_invoker = true) as
  select e.cooperative_id, e.id as entry_id, l.account_id, (l.cents * 0.01)::numeric(15,2) as amount, e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id
  from ledger_entry e cross join lateral unnest(e.accounts, e.cents) as l (account_id, cents);
comment on view ledger_line is 'What entries add to accounts, a line each';
grant select on ledger_line to allmende_app;

-- The lines of one account. It runs as the owner and says itself whose lines it reads, since
-- the index on accounts may not be used beneath row-level security.
-- +goose StatementBegin
create function ledger_lines_of(p_account uuid) returns setof ledger_line language sql stable security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
  select e.cooperative_id, e.id, p_account, (l.cents * 0.01)::numeric(15,2), e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id
  from ledger_entry e cross join lateral unnest(e.accounts, e.cents) as l (account_id, cents)
  where e.cooperative_id = current_cooperative() and e.accounts @> array[p_account] and l.account_id = p_account
$$;
-- +goose StatementEnd
revoke all on function ledger_lines_of(uuid) from public;
grant execute on function ledger_lines_of(uuid) to allmende_app;

-- Checks entries and hashes what was posted together, as audit_set() says, by one statement.
-- What an entry refers to never goes away, so that one look at it now is as good as a foreign
-- key. It runs as the owner, as row-level security misleads the planner, and looks rows up by
-- their keys, however small the planner believed a table to be when it made a plan.
-- +goose StatementBegin
create function ledger_record() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
declare cooperative uuid := current_cooperative();
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  if not pg_try_advisory_xact_lock_shared(1818584167, hashtext(cooperative::text)) then
    perform ledger_share(cooperative);
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select cooperative, current_event(), 'ledger_entry/posting_id', n.posting_id,
      sha256(uuid_send(cooperative) || string_agg(n.hash, ''::bytea order by n.hash))
    from (select e.posting_id, case
        when e.cooperative_id is distinct from cooperative
          or e.booked_on <= (select max(c.through_day) from closing c where c.cooperative_id = cooperative)
          or (select p.id from person p where p.id = e.posted_by) is null
          or e.cause_type in ('allocation', 'reversal') and (select a.id from allocation a where a.cooperative_id = cooperative and a.id = e.cause_id) is null
          or (select coalesce(sum(c), 1) <> 0 or count(c) <> cardinality(e.accounts) from unnest(e.cents) c)
          or 0 = any(e.cents)
          or (select cardinality(used.ids) <> (select count(*) from ledger_account k where k.cooperative_id = cooperative and k.id = any(used.ids))
            from (select array_agg(distinct a.id) as ids from new_rows o cross join lateral unnest(o.accounts) a (id)) used)
        then ledger_refuse(e.*)
        else sha256(convert_to(rtrim(row(e.id, e.posted_at, e.posted_by, e.text, e.cause_type, e.cause_id, e.version, e.booked_on)::text, ',)'), 'UTF8')
          || array_send(e.accounts) || array_send(e.cents)) end as hash
      from new_rows e) n
    group by n.posting_id;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function ledger_record() from public;

-- Says what is wrong with an entry.
-- +goose StatementBegin
create function ledger_refuse(p_entry ledger_entry) returns bytea language plpgsql as $$
declare account uuid;
begin
  if p_entry.cooperative_id is distinct from current_cooperative() then
    raise exception 'entry % is of another cooperative', p_entry.id using errcode = 'check_violation', constraint = 'ledger_entry_of_cooperative';
  elsif p_entry.booked_on <= (select max(c.through_day) from closing c where c.cooperative_id = p_entry.cooperative_id) then
    raise exception 'entry % counts for %, which is closed', p_entry.id, p_entry.booked_on using errcode = 'check_violation', constraint = 'ledger_entry_day_open';
  elsif not exists (select from person p where p.id = p_entry.posted_by) then
    raise exception 'entry % is posted by nobody', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_posted_by_person';
  elsif p_entry.cause_type in ('allocation', 'reversal')
      and not exists (select from allocation a where a.cooperative_id = p_entry.cooperative_id and a.id = p_entry.cause_id) then
    raise exception 'entry % follows from an allocation that does not exist', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_allocation';
  elsif cardinality(p_entry.cents) = 0 or cardinality(p_entry.cents) <> cardinality(p_entry.accounts) then
    raise exception 'entry % has % accounts and % amounts', p_entry.id, cardinality(p_entry.accounts), cardinality(p_entry.cents)
      using errcode = 'check_violation', constraint = 'ledger_entry_has_lines';
  end if;
  select a.id into account from unnest(p_entry.accounts) a (id)
    where not exists (select from ledger_account k where k.cooperative_id = p_entry.cooperative_id and k.id = a.id) limit 1;
  if found then
    raise exception 'entry % has a line on account %, which does not exist', p_entry.id, account
      using errcode = 'foreign_key_violation', constraint = 'ledger_line_of_account';
  end if;
  if 0 = any(p_entry.cents) or array_position(p_entry.cents, null) is not null then
    raise exception 'entry % has a line of nothing', p_entry.id using errcode = 'check_violation', constraint = 'ledger_line_amount_not_zero';
  end if;
  raise exception 'entry % sums to %, not to zero', p_entry.id, (select sum(c) * 0.01 from unnest(p_entry.cents) c)
    using errcode = 'check_violation', constraint = 'ledger_entry_sums_to_zero';
end $$;
-- +goose StatementEnd
select guard_set_table('ledger_entry', 'posting_id', 'ledger_record');

select unguard_table('allocation_share');
alter table allocation_share
  drop constraint allocation_share_pk,
  drop constraint allocation_share_once_per_member,
  drop column id,
  drop column version,
  add constraint allocation_share_pk primary key (cooperative_id, allocation_id, member_id);
select guard_set_table('allocation_share', 'allocation_id');

-- What there is already, under an event of its own.
-- +goose StatementBegin
do $$
begin
  if not exists (select from as_left) then
    return;
  end if;
  perform set_config('app.event_id', gen_random_uuid()::text, true);
  perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '',
    '{"tables": "allocation_share, ledger_account, ledger_entry, ledger_line"}');
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select p.cooperative_id, current_event(), 'ledger_account', p.row_id, p.hash from audit_present('ledger_account', null, null) p
    join as_left l on l.relation = 'ledger_account' and l.id = p.row_id and l.cooperative_id = p.cooperative_id and l.intact;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select p.cooperative_id, current_event(), s.relation || '/' || s.parent, p.row_id, p.hash
    from guarded_table s cross join lateral audit_present(s.relation, s.parent, null) p
    where s.relation in ('allocation_share', 'ledger_entry') and p.hash is not null
      and (select bool_and(l.intact) from as_left l where l.cooperative_id = p.cooperative_id and l.kept_in = s.relation and l.parent = p.row_id);
  -- A row that was gone stays missing: as a set that is not there.
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select l.cooperative_id, current_event(), s.relation || '/' || s.parent, l.id, l.hash
    from as_left l join guarded_table s on s.relation = l.kept_in and s.parent is not null where l.parent is null;
end $$;
-- +goose StatementEnd

-- Everything in the cooperative's allocations and ledger that does not add up. Empty, always.
-- +goose StatementBegin
create or replace function ledger_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable
  set search_path = public, pg_temp as $$
  select 'ledger_entry', e.id::text, 'Σ = ' || coalesce(sum(l.amount)::text, '-')
    from ledger_entry e left join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
    where e.cooperative_id = current_cooperative()
    group by e.id having coalesce(sum(l.amount), 1) <> 0
  union all
  select 'allocation', a.id::text, c.name || ' ' || c.detail
    from allocation a cross join lateral allocation_certificate(a.id) c
    where a.cooperative_id = current_cooperative() and c.ok is not true
  union all
  select 'allocation_share', coalesce(s.id, b.id)::text, coalesce(s.share::text, '-') || ' ≠ ' || coalesce(b.amount::text, '-')
    from (select a.id, a.entry_id, s.member_id, s.share from allocation a
      join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id
      where a.cooperative_id = current_cooperative() and a.entry_id is not null and s.share <> 0) s
    full join (select e.cause_id as id, l.entry_id, k.member_id, l.amount from ledger_line l
      join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
      join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
      where l.cooperative_id = current_cooperative() and k.member_id is not null and e.cause_type = 'allocation') b
      on b.entry_id = s.entry_id and b.member_id = s.member_id
    where s.share is distinct from b.amount
$$;
-- +goose StatementEnd
