-- +goose Up

-- Statements bill what ratings of data centers changed, beside runs of cost pools.
alter table statement_line
  alter allocation_id drop not null,
  add rating_id uuid,
  add constraint statement_line_of_run_or_rating check (num_nonnulls(allocation_id, rating_id) = 1 and (rating_id is null or not reversal));
comment on column statement_line.supplier_vat is 'With own invoices the supplier''s VAT on what is billed, which the document''s own VAT stands for; of a rating the VAT that it charges';
comment on column statement_line.rating_id is 'The rating whose difference it bills, where it is of no run';
create index statement_line_of_rating on statement_line (rating_id, member_id, statement_id) where rating_id is not null;

-- As before, and of a line of a rating that the rating has charges of the member, and that no other
-- statement bills it.
-- +goose StatementBegin
create or replace function public.statement_check_lines() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET enable_nestloop TO 'on'
    SET enable_mergejoin TO 'on'
    AS $$
declare wrong record;
begin
  if (select count(*) from new_lines) > 300 then
    set local enable_nestloop = off; -- within this function
    set local enable_mergejoin = off;
  end if;
  select n.allocation_id, n.member_id into wrong from new_lines n
  where n.allocation_id is not null and (select s.member_id from allocation_share s
    where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id and s.member_id = n.member_id) is null limit 1;
  if found then
    raise exception 'member % has no share of allocation %', wrong.member_id, wrong.allocation_id
      using errcode = 'foreign_key_violation', constraint = 'statement_line_of_share';
  end if;
  select n.rating_id, n.member_id into wrong from new_lines n
  where n.rating_id is not null and (select c.place from rating r
    join rating_charge c on c.cooperative_id = r.cooperative_id and c.rating_id in (r.id, r.replaces_id) and c.member_id = n.member_id
    where r.cooperative_id = n.cooperative_id and r.id = n.rating_id limit 1) is null limit 1;
  if found then
    raise exception 'member % has no charge of rating %', wrong.member_id, wrong.rating_id
      using errcode = 'foreign_key_violation', constraint = 'statement_line_of_charge';
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
    limit 1) is not null
    or n.rating_id is not null and (select l.statement_id from statement_line l
      where l.rating_id = n.rating_id and l.member_id = n.member_id and l.statement_id <> n.statement_id
        and (select o.kind = 'statement' and o.status <> 'credited' from statement o where o.cooperative_id = l.cooperative_id and o.id = l.statement_id)
      limit 1) is not null limit 1;
  if found then
    raise exception 'statement % bills what another one bills', wrong.number
      using errcode = 'unique_violation', constraint = 'statement_bills_once';
  end if;
  return null;
end $$;
-- +goose StatementEnd

-- What does not agree: what ratings changed, and what is booked of them. Empty, always.
-- +goose StatementBegin
create function rating_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable set search_path = public, pg_temp as $$
  with compared as (
    select r.id, d.kind, d.member_id, d.amount as due, 0.00 as booked from rating r cross join lateral rating_due(r.cooperative_id, r.id) d where r.cooperative_id = current_cooperative()
    union all
    select r.id, b.kind, b.member_id, 0.00, b.amount from rating r cross join lateral rating_booked(r.cooperative_id, r.id) b where r.cooperative_id = current_cooperative()
  )
  select 'rating', c.id::text, concat_ws(' ', c.kind, c.member_id, sum(c.due), '≠', sum(c.booked)) from compared c group by c.id, c.kind, c.member_id having sum(c.due) <> sum(c.booked)
  union all
  select 'ledger_entry', e.id::text, 'no rating ' || e.cause_id
    from ledger_entry e where e.cooperative_id = current_cooperative() and e.cause_type = 'rating'
      and not exists (select from rating r where r.cooperative_id = e.cooperative_id and r.id = e.cause_id)
$$;
-- +goose StatementEnd
