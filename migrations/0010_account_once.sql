-- +goose Up

-- An account stands in an entry once: two lines on one account hide what the entry adds to it.
-- Only the functions change; entries written before are read as they are.
comment on column ledger_entry.accounts is 'The accounts of its lines, each once';

-- +goose StatementBegin
create or replace function ledger_record() returns trigger language plpgsql security definer
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
          or (select coalesce(sum(l.cents), 1) <> 0 or count(l.cents) <> count(*) or count(distinct l.account_id) <> count(*)
            from unnest(e.accounts, e.cents) as l (account_id, cents))
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

-- +goose StatementBegin
create or replace function ledger_refuse(p_entry ledger_entry) returns bytea language plpgsql as $$
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
  select a.id into account from unnest(p_entry.accounts) a (id) group by a.id having count(*) > 1 limit 1;
  if found then
    raise exception 'entry % has two lines on account %', p_entry.id, account using errcode = 'unique_violation', constraint = 'ledger_line_once_per_account';
  elsif 0 = any(p_entry.cents) or array_position(p_entry.cents, null) is not null then
    raise exception 'entry % has a line of nothing', p_entry.id using errcode = 'check_violation', constraint = 'ledger_line_amount_not_zero';
  end if;
  raise exception 'entry % sums to %, not to zero', p_entry.id, (select sum(c) * 0.01 from unnest(p_entry.cents) c)
    using errcode = 'check_violation', constraint = 'ledger_entry_sums_to_zero';
end $$;
-- +goose StatementEnd
