-- +goose Up

-- What statements say about the cooperative, and where those of a member go. What was
-- issued keeps its own copy.
create table billing_profile (
  cooperative_id uuid not null,
  id             uuid not null,
  street         text not null,
  postcode       text not null,
  city           text not null,
  vat_id         text not null,
  tax_number     text not null,
  contact        text not null,
  phone          text not null,
  email          text not null,
  iban           text not null,
  bic            text not null,
  payment_days   integer not null,
  version        integer not null default 1,
  constraint billing_profile_pk primary key (cooperative_id, id),
  constraint billing_profile_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint billing_profile_once unique (cooperative_id),
  constraint billing_profile_payment_days check (payment_days between 0 and 120),
  constraint billing_profile_version_positive check (version >= 1)
);
comment on table billing_profile is 'What statements say about the cooperative; texts are empty where nothing is given';
select guard_business_table('billing_profile');

create table billing_address (
  cooperative_id uuid not null,
  id             uuid not null,
  member_id      uuid not null,
  street         text not null,
  postcode       text not null,
  city           text not null,
  email          text not null,
  leitweg_id     text not null,
  version        integer not null default 1,
  constraint billing_address_pk primary key (cooperative_id, id),
  constraint billing_address_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint billing_address_once_per_member unique (cooperative_id, member_id),
  constraint billing_address_version_positive check (version >= 1)
);
comment on table billing_address is 'Where the statements of a member go; texts are empty where nothing is given';
select guard_business_table('billing_address');

create table statement (
  cooperative_id uuid not null,
  id             uuid not null,
  kind           text not null,
  year           integer not null,
  serial         integer not null,
  number         text not null,
  status         text not null,
  member_id      uuid not null,
  closing_id     uuid,
  credits        uuid,
  credited_by    uuid,
  from_day       date not null,
  through_day    date not null,
  issued_on      date not null,
  due_on         date not null,
  paid_on        date,
  seller         jsonb not null,
  buyer          jsonb not null,
  breakdown      jsonb not null,
  net            numeric(15,2) not null,
  vat            numeric(15,2) not null,
  payable        numeric(15,2) not null,
  opening        numeric(15,2) not null,
  charges        numeric(15,2) not null,
  payments       numeric(15,2) not null,
  issued_by      uuid not null,
  issued_at      timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  reason         text not null,
  version        integer not null default 1,
  constraint statement_pk primary key (cooperative_id, id),
  constraint statement_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint statement_of_closing foreign key (cooperative_id, closing_id) references closing (cooperative_id, id),
  constraint statement_credits_statement foreign key (cooperative_id, credits) references statement (cooperative_id, id) deferrable initially deferred,
  constraint statement_credited_by_note foreign key (cooperative_id, credited_by) references statement (cooperative_id, id) deferrable initially deferred,
  constraint statement_issued_by_person foreign key (issued_by) references person (id),
  constraint statement_decided_by_person foreign key (decided_by) references person (id),
  constraint statement_number_unique unique (cooperative_id, number),
  constraint statement_serial_unique unique (cooperative_id, kind, year, serial),
  constraint statement_once_per_closing unique (cooperative_id, closing_id, member_id),
  constraint statement_credited_once unique (cooperative_id, credits),
  constraint statement_kind_known check (kind in ('statement', 'credit-note')),
  constraint statement_status_known check (status in ('issued', 'paid', 'credited')),
  constraint statement_number_tells_serial check (number = case kind when 'statement' then 'KA' else 'KG' end || '-' || year || '-' || lpad(serial::text, 6, '0')),
  constraint statement_serial_counts_up check (serial >= 1),
  constraint statement_kind_complete check ((kind = 'credit-note') = (credits is not null) and (kind = 'statement') = (closing_id is not null)),
  constraint statement_status_complete check ((status = 'paid') = (paid_on is not null) and (status = 'credited') = (credited_by is not null)
    and (status = 'issued') = (decided_by is null) and (decided_by is null) = (decided_at is null) and (kind = 'statement' or status = 'issued')),
  constraint statement_credited_by_another check (status <> 'credited' or decided_by <> issued_by),
  constraint statement_reason_given check ((reason <> '') = (kind = 'credit-note' or status = 'credited')),
  constraint statement_days check (from_day <= through_day and through_day <= issued_on and issued_on <= due_on and paid_on >= issued_on),
  constraint statement_finite check (isfinite(from_day) and isfinite(through_day) and isfinite(due_on) and isfinite(issued_on) and isfinite(issued_at)
    and isfinite(paid_on) and isfinite(decided_at)),
  constraint statement_amounts_finite check (net <> 'NaN' and vat <> 'NaN' and opening <> 'NaN' and charges <> 'NaN' and payments <> 'NaN'),
  constraint statement_totals check (payable = net + vat),
  constraint statement_version_positive check (version >= 1)
);
comment on table statement is 'Statements and credit notes as they were issued, with copies of both parties; nothing but payment and crediting ever changes';
comment on column statement.breakdown is 'VAT as [{category, rate, taxable, vat}], each category and rate once';
create index statement_of_member_newest on statement (cooperative_id, member_id, id);
create index statement_issued_by on statement (issued_by);
create index statement_decided_by on statement (decided_by) where decided_by is not null;
create index statement_credited_by on statement (cooperative_id, credited_by) where credited_by is not null;
select guard_business_table('statement');
revoke update on statement from allmende_app;
grant update (status, paid_on, credited_by, decided_by, decided_at, reason, version) on statement to allmende_app;

-- A status moves on once, and only from issued.
-- +goose StatementBegin
create function statement_moves_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.status <> 'issued' or new.status = 'issued' then
    raise exception 'statement % is % and stays so', old.number, old.status
      using errcode = 'check_violation', constraint = 'statement_moves_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger statement_moves_once before update on statement for each row execute function statement_moves_on();

create table statement_line (
  cooperative_id uuid not null,
  statement_id   uuid not null,
  place          integer not null,
  section        text not null,
  text           text not null,
  pool           text not null,
  from_day       date not null,
  to_day         date not null,
  vat_category   text not null,
  vat_rate       numeric(7,4) not null,
  share          numeric(15,2) not null,
  vat            numeric(15,2) not null,
  granted        numeric(15,2) not null,
  amount         numeric(15,2) not null,
  supplier_vat   numeric(15,2) not null,
  member_id      uuid not null,
  allocation_id  uuid not null,
  reversal       boolean not null,
  entry_id       uuid,
  constraint statement_line_pk primary key (cooperative_id, statement_id, place),
  constraint statement_line_section_known check (section in ('fees', 'shares', 'capacity', 'grants', 'corrections')),
  constraint statement_line_days check (from_day <= to_day and isfinite(from_day) and isfinite(to_day)),
  constraint statement_line_category_known check (vat_category in ('S', 'E', 'Z', 'O', 'AE')),
  constraint statement_line_rate check (vat_rate between 0 and 100 and (vat_category = 'S') = (vat_rate > 0)),
  constraint statement_line_sums_up check (amount = share + vat - granted and amount <> 'NaN' and supplier_vat <> 'NaN')
);
comment on table statement_line is 'What a statement bills of a run or of its reversal, written with it at once; its trigger stands for the references too';
comment on column statement_line.entry_id is 'The entry that booked it; none where only rates of VAT changed';
comment on column statement_line.supplier_vat is 'With own invoices the supplier''s VAT on what is billed, which the document''s own VAT stands for';
create index statement_line_of_share on statement_line (allocation_id, member_id, reversal, statement_id);
create index statement_line_of_entry on statement_line (cooperative_id, entry_id) where entry_id is not null;
select guard_set_table('statement_line', 'statement_id');

-- The lines make the statement: they sum to its net, its VAT is computed on them once for
-- each category and rate, and what they bill no other statement that stands bills too.
-- Shares and entries never go away, so that one look at them now is as good as a foreign
-- key, which would lock row by row and take longer than all the rest. The planner knows
-- nothing of a closing's rows yet and takes them for a few, whose joins would be
-- quadratic: many rows are joined by hashing, and what has grown over years is looked up
-- by its whole key, in a subquery.
-- +goose StatementBegin
create function statement_check_lines() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_nestloop = on set enable_mergejoin = on as $$
declare wrong record;
begin
  if (select count(*) from new_lines) > 300 then
    set local enable_nestloop = off; -- within this function
    set local enable_mergejoin = off;
  end if;
  select n.allocation_id, n.member_id into wrong from new_lines n
  where (select s.member_id from allocation_share s
    where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id and s.member_id = n.member_id) is null limit 1;
  if found then
    raise exception 'member % has no share of allocation %', wrong.member_id, wrong.allocation_id
      using errcode = 'foreign_key_violation', constraint = 'statement_line_of_share';
  end if;
  select n.entry_id into wrong from (select distinct cooperative_id, entry_id from new_lines where entry_id is not null) n
  where (select e.id from ledger_entry e where e.cooperative_id = n.cooperative_id and e.id = n.entry_id) is null limit 1;
  if found then
    raise exception 'there is no entry %', wrong.entry_id using errcode = 'foreign_key_violation', constraint = 'statement_line_of_entry';
  end if;
  select s.number into wrong
  from (select cooperative_id, statement_id, member_id, sum(amount) as net from new_lines group by 1, 2, 3) n
  left join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id and s.member_id = n.member_id
  where s.net is distinct from n.net limit 1;
  if found then
    raise exception 'the lines of statement % do not sum to its net', wrong.number
      using errcode = 'check_violation', constraint = 'statement_sums_up';
  end if;
  with taxed as (
    select cooperative_id, statement_id, vat_category, vat_rate, sum(amount) as taxable from new_lines group by 1, 2, 3, 4
  ), told as (
    select s.cooperative_id, s.id as statement_id, b.category, b.rate, b.taxable, b.vat
    from statement s join (select distinct cooperative_id, statement_id from new_lines) n on n.cooperative_id = s.cooperative_id and n.statement_id = s.id
    cross join lateral jsonb_to_recordset(s.breakdown) b (category text, rate numeric, taxable numeric, vat numeric)
  )
  select coalesce(t.statement_id, d.statement_id) as id into wrong
  from taxed t full join told d on d.cooperative_id = t.cooperative_id and d.statement_id = t.statement_id and d.category = t.vat_category and d.rate = t.vat_rate
  where t.taxable is distinct from d.taxable or d.vat is distinct from round(t.taxable * t.vat_rate / 100, 2) limit 1;
  if found then
    raise exception 'the VAT of statement % is not that of its lines', wrong.id
      using errcode = 'check_violation', constraint = 'statement_vat_of_lines';
  end if;
  select s.number into wrong
  from (select distinct cooperative_id, statement_id from new_lines) n
  join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id
  where s.vat <> (select coalesce(sum(b.vat), 0) from jsonb_to_recordset(s.breakdown) b (vat numeric)) limit 1;
  if found then
    raise exception 'the VAT of statement % does not sum up', wrong.number
      using errcode = 'check_violation', constraint = 'statement_vat_of_lines';
  end if;
  with billed as (
    select n.cooperative_id, n.statement_id, n.entry_id, sum(n.amount) as amount from new_lines n where n.entry_id is not null group by 1, 2, 3
  ), booked as (
    select l.cooperative_id, l.entry_id, l.account_id, sum(l.amount) as amount
    from (select distinct cooperative_id, entry_id from billed) e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.entry_id group by 1, 2, 3
  )
  select s.number into wrong
  from billed n join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id
  left join ledger_account k on k.cooperative_id = s.cooperative_id and k.member_id = s.member_id
  left join booked b on b.cooperative_id = n.cooperative_id and b.entry_id = n.entry_id and b.account_id = k.id
  where n.amount <> case s.kind when 'statement' then 1 else -1 end * coalesce(b.amount, 0) limit 1;
  if found then
    raise exception 'statement % bills other amounts than were booked', wrong.number
      using errcode = 'check_violation', constraint = 'statement_bills_what_was_booked';
  end if;
  select s.number into wrong
  from new_lines n
  join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id and s.kind = 'statement'
  where (select l.statement_id from statement_line l
    where l.allocation_id = n.allocation_id and l.member_id = n.member_id and l.reversal = n.reversal and l.statement_id <> n.statement_id
      and (select o.kind = 'statement' and o.status <> 'credited' from statement o where o.cooperative_id = l.cooperative_id and o.id = l.statement_id)
    limit 1) is not null limit 1;
  if found then
    raise exception 'statement % bills what another one bills', wrong.number
      using errcode = 'unique_violation', constraint = 'statement_bills_once';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function statement_check_lines() from public;
create trigger statement_sums_up after insert on statement_line
  referencing new table as new_lines for each statement execute function statement_check_lines();

-- +goose StatementBegin
create function statement_check_complete() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from statement_line l where l.cooperative_id = new.cooperative_id and l.statement_id = new.id) then
    raise exception 'statement % has no lines', new.number using errcode = 'check_violation', constraint = 'statement_has_lines';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger statement_has_lines after insert on statement
  deferrable initially deferred for each row execute function statement_check_complete();

-- Everything in the cooperative's statements that does not add up: gaps in the numbers,
-- credit notes that do not mirror, VAT that was not booked. Empty, always.
-- +goose StatementBegin
create function statement_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable
  set search_path = public, pg_temp as $$
  select 'statement', max(s.id::text), s.kind || ' ' || s.year || ': ' || count(*) || ' ≠ ' || max(s.serial)
    from statement s where s.cooperative_id = current_cooperative() group by s.kind, s.year having count(*) <> max(s.serial)
  union all
  select 'statement', n.id::text, n.number || ': ' || n.payable || ' ≠ -' || o.payable
    from statement n join statement o on o.cooperative_id = n.cooperative_id and o.id = n.credits
    where n.cooperative_id = current_cooperative() and (n.net <> -o.net or n.vat <> -o.vat or o.credited_by is distinct from n.id)
  union all
  select 'statement', s.id::text, s.number || ': ' || s.net || ' ≠ ' || coalesce(sum(l.amount)::text, '-')
    from statement s left join statement_line l on l.cooperative_id = s.cooperative_id and l.statement_id = s.id
    where s.cooperative_id = current_cooperative() group by s.id, s.number, s.net having coalesce(sum(l.amount), 'NaN') <> s.net
$$;
-- +goose StatementEnd
comment on function statement_totals_wrong() is 'What does not add up in the statements of the cooperative';
