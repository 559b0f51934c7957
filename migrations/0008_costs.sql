-- +goose Up

-- What was as its last event left it before this migration is carried along below, and
-- nothing else: whatever somebody altered before stays a finding.
create temporary table as_left on commit drop as
select t.relation, t.parent, p.cooperative_id, p.row_id
from (values ('cost_pool', null), ('allocation', null), ('allocation_share', 'allocation_id')) t (relation, parent)
  cross join lateral audit_present(t.relation, t.parent, null) p
  join (select distinct on (a.cooperative_id, a.relation, a.row_id) a.cooperative_id, a.relation, a.row_id, a.hash from audit_row a
    where a.relation in ('cost_pool', 'allocation', 'allocation_share/allocation_id') order by a.cooperative_id, a.relation, a.row_id, a.seq desc) l
    on l.cooperative_id = p.cooperative_id and l.relation = concat_ws('/', t.relation, t.parent) and l.row_id = p.row_id and l.hash = p.hash;
create temporary table pool_before on commit drop as select * from cost_pool;
create temporary table allocation_before on commit drop as select * from allocation;

-- Pools collect costs of their own now.
alter table allocation drop constraint allocation_splits_whole_pool;
alter table cost_pool
  drop constraint cost_pool_amount_key,
  drop column amount,
  drop constraint cost_pool_kind_known,
  add constraint cost_pool_kind_known check (kind in ('tender-cost', 'joint-licence', 'shared-service', 'data-center-month', 'membership-fee', 'other')),
  add regime text not null default 'cost-sheet',
  add mode text not null default 'each-run',
  add constraint cost_pool_regime_known check (regime in ('cost-sheet', 'own-invoices')),
  add constraint cost_pool_mode_known check (mode in ('each-run', 'cumulative'));
alter table cost_pool alter regime drop default, alter mode drop default;
comment on table cost_pool is 'What collects costs and grants that members share; never changed, members only join';

create table cost (
  cooperative_id uuid not null,
  id             uuid not null,
  pool_id        uuid not null,
  text           text not null,
  from_day       date not null,
  to_day         date not null,
  net            numeric(15,2) not null,
  vat            numeric(15,2) not null,
  vat_category   text not null,
  vat_rate       numeric(7,4) not null,
  source         text not null,
  supplier_id    uuid,
  reference      text not null default '',
  dated          date,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint cost_pk primary key (cooperative_id, id),
  constraint cost_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  constraint cost_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint cost_created_by_person foreign key (created_by) references person (id),
  constraint cost_text_length check (char_length(text) between 3 and 200),
  constraint cost_days_in_order check (from_day <= to_day),
  constraint cost_days_finite check (isfinite(from_day) and isfinite(to_day) and isfinite(dated) and isfinite(created_at)),
  constraint cost_amounts_are_numbers check (net <> 'NaN' and vat <> 'NaN'),
  constraint cost_is_not_nothing check (net <> 0 or vat <> 0),
  constraint cost_vat_category_known check (vat_category in ('S', 'E', 'Z', 'O', 'AE')),
  constraint cost_vat_rate_in_range check (vat_rate between 0 and 100),
  constraint cost_vat_of_standard_only check (case vat_category when 'S' then vat_rate > 0 else vat_rate = 0 and vat = 0 end),
  constraint cost_vat_plausible check (abs(vat - round(net * vat_rate / 100, 2)) <= 1),
  constraint cost_source_known check (source in ('typed', 'invoice', 'call-offs', 'rebate', 'credit-note')),
  constraint cost_reference_length check (char_length(reference) <= 100)
);
comment on table cost is 'Costs of pools with the days that they are for, or with a negative amount credits and rebates; booked by an entry of the ledger with the cause cost';
create index cost_of_pool on cost (cooperative_id, pool_id, from_day);
create index cost_of_supplier on cost (cooperative_id, supplier_id) where supplier_id is not null;
create index cost_created_by on cost (created_by);
select guard_append_only_table('cost');

create table cost_call_off (
  cooperative_id uuid not null,
  cost_id        uuid not null,
  call_off_id    uuid not null,
  constraint cost_call_off_pk primary key (cooperative_id, cost_id, call_off_id),
  constraint cost_call_off_of_cost foreign key (cooperative_id, cost_id) references cost (cooperative_id, id),
  constraint cost_call_off_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint cost_call_off_once unique (cooperative_id, call_off_id)
);
comment on table cost_call_off is 'The call-offs that a cost counts; each counts once';
select guard_set_table('cost_call_off', 'cost_id');

-- A cost of call-offs is what they come to. Both are written by one statement, so that
-- each finds the other.
-- +goose StatementBegin
create function cost_check_call_offs() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows c
    where (c.source = 'call-offs') is distinct from exists (select from cost_call_off k where k.cooperative_id = c.cooperative_id and k.cost_id = c.id)
  ) then
    raise exception 'a cost of call-offs counts some, another cost none' using errcode = 'check_violation', constraint = 'cost_counts_call_offs';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger cost_counts_call_offs after insert on cost referencing new table as new_rows for each statement execute function cost_check_call_offs();
-- +goose StatementBegin
create function cost_call_off_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from (select n.cooperative_id, n.cost_id, sum(o.total) as total, bool_and(o.status = 'placed') as placed,
        bool_and((f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
          and (o.placed_at at time zone 'Europe/Berlin')::date between c.from_day and c.to_day) as here
      from new_rows n join call_off o on o.cooperative_id = n.cooperative_id and o.id = n.call_off_id
        join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
        join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
        join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
      group by n.cooperative_id, n.cost_id) n
    join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
    where c.source <> 'call-offs' or n.total <> c.net or not n.placed or n.here is not true
  ) then
    raise exception 'a cost is not the sum of call-offs placed on its days' using errcode = 'check_violation', constraint = 'cost_is_sum_of_call_offs';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger cost_is_sum_of_call_offs after insert on cost_call_off referencing new table as new_rows for each statement execute function cost_call_off_check();

create table cost_scheme (
  cooperative_id uuid not null,
  id             uuid not null,
  pool_id        uuid not null,
  number         integer not null,
  document       text not null,
  hash           text not null,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint cost_scheme_pk primary key (cooperative_id, id),
  constraint cost_scheme_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  constraint cost_scheme_created_by_person foreign key (created_by) references person (id),
  constraint cost_scheme_number_unique unique (cooperative_id, pool_id, number),
  constraint cost_scheme_number_positive check (number >= 1),
  constraint cost_scheme_is_object check (jsonb_typeof(document::jsonb) = 'object'),
  constraint cost_scheme_hash_matches check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  constraint cost_scheme_time_finite check (isfinite(created_at))
);
comment on table cost_scheme is 'The rules by which pools are shared, as canonical JSON; a change is the next number';
create index cost_scheme_created_by on cost_scheme (created_by);
select guard_append_only_table('cost_scheme');

-- Numbers follow each other, and so do different schemes.
-- +goose StatementBegin
create function cost_scheme_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n left join cost_scheme s on s.cooperative_id = n.cooperative_id and s.pool_id = n.pool_id and s.number = n.number - 1
    where (n.number > 1 and s.id is null) or s.hash = n.hash
  ) then
    raise exception 'a scheme is not the next of its pool' using errcode = 'check_violation', constraint = 'cost_scheme_follows_last';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger cost_scheme_follows_last after insert on cost_scheme referencing new table as new_rows for each statement execute function cost_scheme_check();

-- Grants for pools. Runs draw them down; to be closed is all that ever changes.
create table pool_grant (
  cooperative_id uuid not null,
  id             uuid not null,
  pool_id        uuid not null,
  funder_id      uuid not null,
  reference      text not null,
  method         text not null,
  amount         numeric(15,2) not null,
  rate           numeric(9,6) not null,
  status         text not null,
  unused         numeric(15,2) not null default 0,
  created_by     uuid not null,
  created_at     timestamptz not null,
  closed_by      uuid,
  closed_at      timestamptz,
  version        integer not null default 1,
  constraint pool_grant_pk primary key (cooperative_id, id),
  constraint pool_grant_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  constraint pool_grant_of_funder foreign key (cooperative_id, funder_id) references funder (cooperative_id, id),
  constraint pool_grant_created_by_person foreign key (created_by) references person (id),
  constraint pool_grant_closed_by_person foreign key (closed_by) references person (id),
  constraint pool_grant_key_in_pool unique (cooperative_id, pool_id, id),
  constraint pool_grant_reference_length check (char_length(reference) between 1 and 100),
  constraint pool_grant_method_known check (method in ('off-top', 'earmarked', 'rate')),
  constraint pool_grant_amount_positive check (amount > 0 and amount <> 'NaN'),
  constraint pool_grant_rate_of_method check (rate between 0 and 100 and (method = 'rate') = (rate > 0)),
  constraint pool_grant_status_known check (status in ('granted', 'closed')),
  constraint pool_grant_unused_in_range check (unused between 0 and amount and (status = 'closed' or unused = 0)),
  constraint pool_grant_closing_complete check ((status = 'closed') = (closed_by is not null) and (closed_by is null) = (closed_at is null)),
  constraint pool_grant_times_finite check (isfinite(created_at) and isfinite(closed_at)),
  constraint pool_grant_version_positive check (version >= 1)
);
comment on table pool_grant is 'Grants of funders towards the costs of pools; amount is the decision, or for a rate the most that it gives';
comment on column pool_grant.unused is 'What no run had taken when it was closed: returned to the funder';
create index pool_grant_of_funder on pool_grant (cooperative_id, funder_id);
create index pool_grant_created_by on pool_grant (created_by);
create index pool_grant_closed_by on pool_grant (closed_by) where closed_by is not null;
select guard_business_table('pool_grant');
revoke update on pool_grant from allmende_app;
grant update (status, unused, closed_by, closed_at, version) on pool_grant to allmende_app;
alter table ledger_account add constraint ledger_account_of_grant foreign key (cooperative_id, grant_id) references pool_grant (cooperative_id, id);

create table pool_grant_member (
  cooperative_id uuid not null,
  grant_id       uuid not null,
  member_id      uuid not null,
  weight         numeric(27,9) not null,
  constraint pool_grant_member_pk primary key (cooperative_id, grant_id, member_id),
  constraint pool_grant_member_of_grant foreign key (cooperative_id, grant_id) references pool_grant (cooperative_id, id),
  constraint pool_grant_member_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint pool_grant_member_weight_positive check (weight > 0 and weight <> 'NaN')
);
comment on table pool_grant_member is 'The members that an earmarked grant is for, with their weights';
create index pool_grant_member_of_member on pool_grant_member (cooperative_id, member_id);
select guard_set_table('pool_grant_member', 'grant_id');

-- An earmarked grant names members, and only it does; they come by one statement with it.
-- +goose StatementBegin
create function pool_grant_check_members() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows g
    where (g.method = 'earmarked') is distinct from exists (select from pool_grant_member m where m.cooperative_id = g.cooperative_id and m.grant_id = g.id)
  ) then
    raise exception 'an earmarked grant names members, another none' using errcode = 'check_violation', constraint = 'pool_grant_names_members';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger pool_grant_names_members after insert on pool_grant referencing new table as new_rows for each statement execute function pool_grant_check_members();
-- +goose StatementBegin
create function pool_grant_member_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows m join pool_grant g on g.cooperative_id = m.cooperative_id and g.id = m.grant_id
    where g.method <> 'earmarked'
      or not exists (select from cost_pool_member p where p.cooperative_id = g.cooperative_id and p.pool_id = g.pool_id and p.member_id = m.member_id)
  ) then
    raise exception 'a grant is earmarked for members of its pool' using errcode = 'check_violation', constraint = 'pool_grant_names_members';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger pool_grant_names_members after insert on pool_grant_member referencing new table as new_rows for each statement execute function pool_grant_member_check();

-- Runs: what they split and took, whom they charge, and what came of them.
alter table allocation
  drop constraint allocation_key_known,
  drop constraint allocation_posting_complete,
  add scheme_number     integer,
  add kind              text,
  add turn              integer,
  add from_day          date,
  add to_day            date,
  add replaces_id       uuid,
  add goes_on_from_id   uuid,
  add split             numeric(15,2),
  add vat               numeric(15,2),
  add granted           numeric(15,2),
  add booked            numeric(15,2),
  add changed           integer,
  add denominator       numeric not null default 0,
  add level             text not null default '',
  add reversed_by       uuid,
  add reversed_at       timestamptz,
  add reason            text not null default '',
  add reversal_entry_id uuid;

-- Runs and members never go away: the trigger that holds the shares against their run stands for both references.
alter table allocation_share
  drop constraint allocation_share_of_allocation,
  drop constraint allocation_share_of_member,
  drop constraint allocation_share_is_floor_and_extra,
  drop constraint allocation_share_floor_not_negative,
  add parts      jsonb,
  add days       integer,
  add group_name text,
  add held       text,
  add bound      numeric(15,2),
  add base       numeric(15,2) not null default 0,
  add units      numeric(15,2),
  add quota      text,
  add carried    numeric(15,2) not null default 0,
  add nets       numeric(15,2)[],
  add vat        numeric(15,2) not null default 0,
  add off_top    numeric(15,2) not null default 0,
  add granted    numeric(15,2) not null default 0,
  add before     numeric(15,2) not null default 0,
  add booked     numeric(15,2);

create table allocation_cost (
  cooperative_id uuid not null,
  allocation_id  uuid not null,
  cost_id        uuid not null,
  constraint allocation_cost_pk primary key (cooperative_id, allocation_id, cost_id),
  constraint allocation_cost_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id),
  constraint allocation_cost_of_cost foreign key (cooperative_id, cost_id) references cost (cooperative_id, id)
);
comment on table allocation_cost is 'The costs that a run splits';
create index allocation_cost_of_cost on allocation_cost (cooperative_id, cost_id);
select guard_set_table('allocation_cost', 'allocation_id');

create table allocation_tax (
  cooperative_id uuid not null,
  allocation_id  uuid not null,
  place          integer not null,
  category       text not null,
  rate           numeric(7,4) not null,
  net            numeric(15,2) not null,
  vat            numeric(15,2) not null,
  constraint allocation_tax_pk primary key (cooperative_id, allocation_id, place),
  constraint allocation_tax_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id),
  constraint allocation_tax_once unique (cooperative_id, allocation_id, category, rate),
  constraint allocation_tax_place_positive check (place >= 1),
  constraint allocation_tax_category_known check (category in ('S', 'E', 'Z', 'O', 'AE')),
  constraint allocation_tax_rate_in_range check (rate between 0 and 100),
  constraint allocation_tax_amounts_are_numbers check (net <> 'NaN' and vat <> 'NaN')
);
comment on table allocation_tax is 'What the costs of a run sum to by category and rate of VAT; nets of a share stand in the order of place';
select guard_set_table('allocation_tax', 'allocation_id');

create table allocation_grant (
  cooperative_id uuid not null,
  allocation_id  uuid not null,
  place          integer not null,
  grant_id       uuid not null,
  most           numeric(15,2) not null,
  amount         numeric(15,2) not null,
  before         numeric(15,2) not null,
  closed         boolean not null,
  constraint allocation_grant_pk primary key (cooperative_id, allocation_id, place),
  constraint allocation_grant_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id),
  constraint allocation_grant_of_grant foreign key (cooperative_id, grant_id) references pool_grant (cooperative_id, id),
  constraint allocation_grant_once unique (cooperative_id, allocation_id, grant_id),
  constraint allocation_grant_place_positive check (place >= 1),
  constraint allocation_grant_amounts_not_negative check (amount >= 0 and before >= 0 and amount <> 'NaN' and before <> 'NaN' and most <> 'NaN'),
  constraint allocation_grant_within_most check (amount <= most or amount = 0)
);
comment on table allocation_grant is 'What a run takes of grants for its days, of which the run that it replaces took before; of a closed grant, what is less goes to the funder';
create index allocation_grant_of_grant on allocation_grant (cooperative_id, grant_id);
select guard_set_table('allocation_grant', 'allocation_id');

create table allocation_group (
  cooperative_id uuid not null,
  allocation_id  uuid not null,
  place          integer not null,
  name           text collate "C" not null,
  weight         numeric not null,
  floor          numeric(15,2) not null,
  remainder      numeric not null,
  extra          boolean not null,
  units          numeric(15,2) not null,
  amount         numeric(15,2) not null,
  weight_sum     numeric not null,
  units_left     integer not null,
  threshold      numeric not null,
  constraint allocation_group_pk primary key (cooperative_id, allocation_id, place),
  constraint allocation_group_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id),
  constraint allocation_group_once unique (cooperative_id, allocation_id, name),
  constraint allocation_group_place_positive check (place >= 1),
  constraint allocation_group_name_given check (name <> ''),
  constraint allocation_group_not_negative check (weight >= 0 and weight < 'Infinity' and remainder >= 0 and remainder < 'Infinity' and weight_sum >= 0
    and weight_sum < 'Infinity' and units_left >= 0 and threshold >= 0 and threshold < 'Infinity' and floor >= 0 and floor <> 'NaN'),
  constraint allocation_group_is_floor_and_extra check (abs(units) = floor + case when extra then 0.01 else 0 end),
  constraint allocation_group_amount_is_number check (amount <> 'NaN')
);
comment on table allocation_group is 'What the groups of a first stage bear, explained as the shares are where both stages are rounded; amount is what their members bear before grants';
select guard_set_table('allocation_group', 'allocation_id');

-- What there is is carried along: a pool's amount is a cost, a key a scheme of one part.
-- +goose StatementBegin
do $$
declare coop uuid;
begin
  if not exists (select from pool_before) then
    return;
  end if;
  perform set_config('app.event_id', gen_random_uuid()::text, true);
  perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '',
    '{"tables": "allocation, allocation_share, cost_pool"}');

  insert into cost (cooperative_id, id, pool_id, text, from_day, to_day, net, vat, vat_category, vat_rate, source, created_by, created_at)
    select p.cooperative_id, gen_random_uuid(), p.id, p.title, d.day, d.day, p.amount, 0, 'E', 0, 'typed', p.created_by, p.created_at
    from pool_before p cross join lateral (select (p.created_at at time zone 'Europe/Berlin')::date as day) d order by p.cooperative_id, p.id;
  -- Who posts works in a cooperative, one after the other.
  for coop in select distinct cooperative_id from pool_before order by cooperative_id loop
    perform set_config('app.cooperative_id', coop::text, true);
    insert into ledger_account (cooperative_id, id, kind, pool_id)
      select coop, gen_random_uuid(), kind, pool_id from (
        select 'cooperative' as kind, null::uuid as pool_id
        union all
        select 'cost-pool', p.id from pool_before p where p.cooperative_id = coop) w
      order by kind, pool_id on conflict do nothing;
    insert into ledger_entry (cooperative_id, id, posting_id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
      select c.cooperative_id, gen_random_uuid(), (select gen_random_uuid()), allmende_clock(), c.created_by, c.from_day, p.number || ' ' || c.text, 'cost', c.id,
        array_agg(k.id order by k.id), array_agg((100 * case k.kind when 'cost-pool' then c.net else -c.net end)::bigint order by k.id)
      from cost c join pool_before p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
        join ledger_account k on k.cooperative_id = c.cooperative_id and (k.pool_id = c.pool_id or k.kind = 'cooperative')
      where c.cooperative_id = coop group by c.cooperative_id, c.id, p.id, p.number;
  end loop;
  perform set_config('app.cooperative_id', '', true);

  insert into cost_scheme (cooperative_id, id, pool_id, number, document, hash, created_by, created_at)
    select s.cooperative_id, gen_random_uuid(), s.pool_id, s.number, s.document, encode(sha256(convert_to(s.document, 'UTF8')), 'hex'), s.created_by, s.created_at
    from (select distinct on (a.cooperative_id, a.pool_id, a.key) a.cooperative_id, a.pool_id, a.created_by, a.created_at,
        dense_rank() over (partition by a.cooperative_id, a.pool_id order by a.key) as number,
        '{"parts":[{"key":"' || a.key || '","percent":"100"}]}' as document
      from allocation_before a order by a.cooperative_id, a.pool_id, a.key, a.id) s order by s.cooperative_id, s.pool_id, s.number;

  alter table allocation disable trigger user;
  update allocation a set scheme_number = s.number, kind = 'charge', turn = 1, from_day = c.from_day, to_day = c.to_day,
      split = a.total, vat = 0, granted = 0, booked = a.total,
      changed = (select count(*) from allocation_share h where h.cooperative_id = a.cooperative_id and h.allocation_id = a.id and h.share <> 0)
    from cost c, cost_scheme s
    where c.cooperative_id = a.cooperative_id and c.pool_id = a.pool_id and s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id
      and s.document::jsonb -> 'parts' -> 0 ->> 'key' = a.key;
  alter table allocation enable trigger user;
  alter table allocation_share disable trigger user;
  update allocation_share set units = share, booked = share;
  alter table allocation_share enable trigger user;
  insert into allocation_cost (cooperative_id, allocation_id, cost_id)
    select a.cooperative_id, a.id, c.id from allocation a join cost c on c.cooperative_id = a.cooperative_id and c.pool_id = a.pool_id;
  insert into allocation_tax (cooperative_id, allocation_id, place, category, rate, net, vat)
    select a.cooperative_id, a.id, 1, 'E', 0, a.total, 0 from allocation a;
end $$;
-- +goose StatementEnd

alter table allocation
  drop column key,
  alter scheme_number set not null,
  alter kind set not null,
  alter turn set not null,
  alter from_day set not null,
  alter to_day set not null,
  alter split set not null,
  alter vat set not null,
  alter granted set not null,
  alter booked set not null,
  alter changed set not null,
  alter denominator drop default,
  alter level drop default,
  drop constraint allocation_weight_sum_positive,
  drop constraint allocation_left_not_negative,
  drop constraint allocation_times_finite,
  add constraint allocation_key_in_pool unique (cooperative_id, pool_id, id),
  add constraint allocation_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  add constraint allocation_of_scheme foreign key (cooperative_id, pool_id, scheme_number) references cost_scheme (cooperative_id, pool_id, number),
  add constraint allocation_replaces_allocation foreign key (cooperative_id, pool_id, replaces_id) references allocation (cooperative_id, pool_id, id),
  add constraint allocation_goes_on_from_allocation foreign key (cooperative_id, pool_id, goes_on_from_id) references allocation (cooperative_id, pool_id, id),
  add constraint allocation_reversed_by_person foreign key (reversed_by) references person (id),
  add constraint allocation_has_reversal_entry foreign key (cooperative_id, reversal_entry_id) references ledger_entry (cooperative_id, id),
  add constraint allocation_once_per_reversal_entry unique (cooperative_id, reversal_entry_id),
  add constraint allocation_kind_known check (kind in ('charge', 'correction')),
  add constraint allocation_charge_replaces_nothing check (kind = 'correction' or replaces_id is null),
  add constraint allocation_turn_positive check (turn >= 1),
  add constraint allocation_days_in_order check (from_day <= to_day),
  add constraint allocation_times_finite check (isfinite(from_day) and isfinite(to_day) and isfinite(created_at) and isfinite(posted_at) and isfinite(reversed_at)),
  add constraint allocation_amounts_are_numbers check (total <> 'NaN' and split <> 'NaN' and vat <> 'NaN' and granted >= 0 and granted <> 'NaN' and booked <> 'NaN'),
  add constraint allocation_weight_sum_not_negative check (weight_sum >= 0 and weight_sum < 'Infinity' and denominator >= 0 and denominator < 'Infinity'),
  add constraint allocation_left_not_negative check (units_left >= 0 and threshold >= 0 and threshold < 'Infinity' and changed >= 0),
  add constraint allocation_posting_complete check ((status <> 'draft') = (posted_by is not null) and (posted_by is null) = (posted_at is null)
    and (status <> 'draft' or entry_id is null) and (status = 'draft' or changed = 0 or entry_id is not null)),
  add constraint allocation_reversal_complete check ((status = 'reversed') = (reversed_by is not null) and (reversed_by is null) = (reversed_at is null)
    and (reversal_entry_id is not null) = (status = 'reversed' and entry_id is not null) and (status = 'reversed') = (char_length(reason) between 3 and 2000)),
  add constraint allocation_reversed_by_another check (reversed_by <> posted_by);
comment on table allocation is 'Runs: splits of the costs of some days of a pool under a scheme. Only the posting of a draft and the reversal of what was posted is ever changed';
comment on column allocation.turn is 'Which run of the pool it is, of those posted; a draft is the next one at its time';
comment on column allocation.replaces_id is 'The run that stood for the same days when it was drafted; a run books the difference to it';
comment on column allocation.goes_on_from_id is 'With running totals: the run of the days before, whose running quotas it goes on from';
comment on column allocation.split is 'What the largest remainders were taken of: the total without grants off the top, base amounts and held shares, or the running total';
comment on column allocation.changed is 'How many shares book something';
drop index allocation_posted_once_per_pool;
create unique index allocation_turn_once on allocation (cooperative_id, pool_id, turn) where status <> 'draft';
create index allocation_standing on allocation (cooperative_id, pool_id, from_day, to_day, turn) where status = 'posted';
create index allocation_drafts on allocation (cooperative_id, id) where status = 'draft';
create index allocation_replaces on allocation (cooperative_id, replaces_id) where replaces_id is not null;
create index allocation_goes_on_from on allocation (cooperative_id, goes_on_from_id) where goes_on_from_id is not null;
create index allocation_reversed_by on allocation (reversed_by) where reversed_by is not null;
revoke update on allocation from allmende_app;
grant update (status, posted_by, posted_at, entry_id, reversed_by, reversed_at, reason, reversal_entry_id, version) on allocation to allmende_app;

alter table allocation_share
  alter units set not null,
  alter booked set not null,
  alter base drop default,
  alter carried drop default,
  alter vat drop default,
  alter off_top drop default,
  alter granted drop default,
  alter before drop default,
  add constraint allocation_share_days_not_negative check (days >= 0),
  add constraint allocation_share_held_known check (held in ('floor', 'cap')),
  add constraint allocation_share_held_by_bound check ((held is null) = (bound is null) and (held is null or units = 0 and floor = 0 and remainder = 0 and not extra)),
  add constraint allocation_share_bounds_not_negative check (bound >= 0 and bound <> 'NaN' and base >= 0 and base <> 'NaN'),
  add constraint allocation_share_floor_is_number check (floor <> 'NaN'),
  add constraint allocation_share_is_floor_and_extra check (abs(units) = abs(floor + case when extra then 0.01 else 0 end)),
  add constraint allocation_share_granted_within check (off_top >= 0 and granted >= off_top and granted <> 'NaN'),
  add constraint allocation_share_parts_form check (jsonb_typeof(parts) = 'array'),
  add constraint allocation_share_quota_form check (quota ~ '^-?[0-9]+(/[1-9][0-9]*)?$'),
  add constraint allocation_share_books_the_difference check (booked = share + vat - granted - before);
comment on table allocation_share is 'What each member bears by a run, with the weight as it was when the run was drafted, and the explanation; see allocation_certificate';
comment on column allocation_share.units is 'Floor and the extra cent, with the sign of what is split; in a running total, the running sum';
comment on column allocation_share.share is 'Net, before grants: the bound that held it, or units and base; and off_top. In a running total units less carried';
comment on column allocation_share.off_top is 'The part of granted that was taken off before the split';
comment on column allocation_share.before is 'What it bore by the run that this one replaces';

-- +goose StatementBegin
do $$
begin
  if current_event() is not null then
    insert into audit_row (cooperative_id, event_id, relation, row_id, hash, renewed)
      select p.cooperative_id, current_event(), concat_ws('/', t.relation, t.parent), p.row_id, p.hash, t.parent is not null
      from (select distinct relation, parent from as_left) t
        cross join lateral audit_present(t.relation, t.parent, null) p
        join as_left l on l.relation = t.relation and l.cooperative_id = p.cooperative_id and l.row_id = p.row_id;
  end if;
end $$;
-- +goose StatementEnd

-- What belongs to a run comes with it by one statement. So each part is held against the
-- head as it comes, and the head asks whether the parts are there.
-- +goose StatementBegin
create function allocation_check_new() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare wrong uuid;
begin
  select a.id into wrong from new_rows a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
    where a.status <> 'draft' or (p.regime = 'own-invoices' and a.vat <> 0) or (p.mode <> 'cumulative' and (a.goes_on_from_id is not null or a.denominator <> 0))
      or not exists (select from allocation_share s where s.cooperative_id = a.cooperative_id and s.allocation_id = a.id)
      or not exists (select from allocation_cost c where c.cooperative_id = a.cooperative_id and c.allocation_id = a.id)
      or not exists (select from allocation_tax t where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id)
      or (a.granted <> 0 and not exists (select from allocation_grant g where g.cooperative_id = a.cooperative_id and g.allocation_id = a.id)) limit 1;
  if found then
    raise exception 'allocation % is not whole', wrong using errcode = 'check_violation', constraint = 'allocation_is_whole';
  end if;
  select a.id into wrong from new_rows a join allocation r on r.cooperative_id = a.cooperative_id and r.id = a.replaces_id
    where (r.from_day, r.to_day) <> (a.from_day, a.to_day) limit 1;
  if found then
    raise exception 'allocation % replaces one for other days', wrong using errcode = 'check_violation', constraint = 'allocation_replaces_same_days';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function allocation_check_new() from public;
create trigger allocation_is_whole after insert on allocation referencing new table as new_rows for each statement execute function allocation_check_new();

-- +goose StatementBegin
create function allocation_share_check() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare n record; a allocation;
begin
  perform from (select s.cooperative_id, s.member_id from new_rows s except select m.cooperative_id, m.id from member m
    where m.cooperative_id = any(array(select distinct s.cooperative_id from new_rows s))) missing limit 1;
  if found then
    raise exception 'shares of a member that does not exist' using errcode = 'foreign_key_violation', constraint = 'allocation_share_of_member';
  end if;
  for n in
    select s.cooperative_id, s.allocation_id, sum(s.share) as total, sum(s.vat) as vat, sum(s.granted) as granted, sum(s.booked) as booked,
      count(*) filter (where s.booked <> 0) as changed, sum(abs(s.before)) as before, bool_or(s.nets is not null) as by_tax
    from new_rows s group by s.cooperative_id, s.allocation_id
  loop
    select * into a from allocation h where h.cooperative_id = n.cooperative_id and h.id = n.allocation_id;
    if not found then
      raise exception 'there is no allocation %', n.allocation_id using errcode = 'foreign_key_violation', constraint = 'allocation_share_of_allocation';
    end if;
    if (n.total, n.vat, n.granted, n.booked, n.changed) is distinct from (a.total, a.vat, a.granted, a.booked, a.changed::bigint) then
      raise exception 'the shares of allocation % do not sum to it', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_is_sum_of_shares';
    end if;
    perform from (select s.member_id, s.before from new_rows s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id) s
      full join (select r.member_id, r.share + r.vat - r.granted as bears from allocation_share r
        where r.cooperative_id = n.cooperative_id and r.allocation_id = a.replaces_id) r on r.member_id = s.member_id
      where (a.replaces_id is not null or s.before <> 0) and coalesce(s.before, 0) <> coalesce(r.bears, 0) limit 1;
    if found then
      raise exception 'allocation % is not the difference to what it replaces', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_books_difference';
    end if;
    if n.by_tax then
      perform from (
          select x.place, sum(x.net) as net from new_rows s cross join lateral unnest(s.nets) with ordinality x (net, place)
          where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id group by x.place) x
        full join (select t.place, t.net from allocation_tax t where t.cooperative_id = n.cooperative_id and t.allocation_id = n.allocation_id) t on t.place = x.place
        where x.net is distinct from t.net limit 1;
      if found or exists (select from new_rows s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id
          and (select sum(x) from unnest(s.nets) x) is distinct from s.share) then
        raise exception 'the shares of allocation % are not laid out by tax', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_share_nets_fit';
      end if;
    end if;
  end loop;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function allocation_share_check() from public;
create trigger allocation_is_sum_of_shares after insert on allocation_share referencing new table as new_rows for each statement execute function allocation_share_check();

-- +goose StatementBegin
create function allocation_part_check() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare wrong uuid;
begin
  case tg_table_name
  when 'allocation_cost' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(c.net) as net, bool_and(c.pool_id = a.pool_id and c.from_day >= a.from_day and c.to_day <= a.to_day) as fit
        from new_rows n join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
          join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
        group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.net <> a.total or not n.fit limit 1;
  when 'allocation_tax' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.net) as net, sum(n.vat) as vat from new_rows n group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
      join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
    where n.net <> a.total or (p.regime = 'cost-sheet' and n.vat <> a.vat) limit 1;
  when 'allocation_grant' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.amount) as granted, bool_and(g.pool_id = a.pool_id) as fit,
          sum(n.amount) filter (where g.method <> 'earmarked') as off_top
        from new_rows n join pool_grant g on g.cooperative_id = n.cooperative_id and g.id = n.grant_id
          join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
        group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.granted <> a.granted or not n.fit
      or coalesce(n.off_top, 0) <> (select sum(s.off_top) from allocation_share s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id) limit 1;
  when 'allocation_group' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.amount) as amount from new_rows n group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.amount <> a.total limit 1;
  end case;
  if wrong is not null then
    raise exception '% of allocation % do not fit it', tg_table_name, wrong using errcode = 'check_violation', constraint = tg_table_name || '_fits';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function allocation_part_check() from public;
create trigger allocation_cost_fits after insert on allocation_cost referencing new table as new_rows for each statement execute function allocation_part_check();
create trigger allocation_tax_fits after insert on allocation_tax referencing new table as new_rows for each statement execute function allocation_part_check();
create trigger allocation_grant_fits after insert on allocation_grant referencing new table as new_rows for each statement execute function allocation_part_check();
create trigger allocation_group_fits after insert on allocation_group referencing new table as new_rows for each statement execute function allocation_part_check();

-- What the runs that stand take of a grant.
-- +goose StatementBegin
create function pool_grant_drawn(p_cooperative uuid, p_grant uuid) returns numeric language sql stable set search_path = public, pg_temp as $$
  select coalesce(sum(t.amount), 0.00) from allocation_grant t join allocation a on a.cooperative_id = t.cooperative_id and a.id = t.allocation_id
  where t.cooperative_id = p_cooperative and t.grant_id = p_grant and a.status = 'posted'
    and not exists (select from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.from_day = a.from_day
      and b.to_day = a.to_day and b.status = 'posted' and b.turn > a.turn)
$$;
-- +goose StatementEnd
comment on function pool_grant_drawn(uuid, uuid) is 'What the runs that stand take of a grant: of those for the same days the last one';

-- A draft is posted in its turn, for days that no other run stands for but the one it
-- replaces, out of grants as they are; what was posted is reversed, the last first.
-- Whoever posts holds the grants, so that none is closed meanwhile; the turn, which is
-- unique, keeps two from posting beside each other.
-- +goose StatementBegin
create function allocation_check_change() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare n record; fixed text[] := array['status', 'posted_by', 'posted_at', 'entry_id', 'reversed_by', 'reversed_at', 'reason', 'reversal_entry_id', 'version'];
begin
  for n in
    select a.*, b.status as before, b.entry_id as entry_before, to_jsonb(a) - fixed = to_jsonb(b) - fixed as same,
      (select r.id from allocation r where r.cooperative_id = a.cooperative_id and r.pool_id = a.pool_id and r.status = 'posted' and r.id <> a.id
        and r.from_day = a.from_day and r.to_day = a.to_day order by r.turn desc limit 1) as stands_id
    from new_rows a left join old_rows b on b.cooperative_id = a.cooperative_id and b.id = a.id
  loop
    if n.same is not true or n.before || ' ' || n.status not in ('draft posted', 'posted reversed')
        or (n.status = 'reversed' and n.entry_id is distinct from n.entry_before) then
      raise exception 'allocation % can only be posted and reversed', n.id using errcode = 'check_violation', constraint = 'allocation_only_posted_and_reversed';
    end if;
    perform from pool_grant g join allocation_grant t on t.cooperative_id = g.cooperative_id and t.grant_id = g.id
      where t.cooperative_id = n.cooperative_id and t.allocation_id in (n.id, n.replaces_id) order by g.id for share of g;
    if n.status = 'reversed' then
      if exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status = 'posted'
          and r.from_day = n.from_day and r.to_day = n.to_day and r.turn > n.turn) then
        raise exception 'allocation % was corrected since', n.id using errcode = 'check_violation', constraint = 'allocation_reversed_last_first';
      end if;
    end if;
    if exists (select from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
        where t.cooperative_id = n.cooperative_id and t.allocation_id in (n.id, n.replaces_id) and pool_grant_drawn(g.cooperative_id, g.id) > g.amount - g.unused) then
      raise exception 'with allocation % runs take more of a grant than it gives', n.id using errcode = 'check_violation', constraint = 'allocation_grants_suffice';
    end if;
    continue when n.status = 'reversed';
    if n.turn <> 1 + (select count(*) from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status <> 'draft' and r.id <> n.id)
        or n.stands_id is distinct from n.replaces_id
        or (n.kind = 'charge') is distinct from not exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id
          and r.status <> 'draft' and r.id <> n.id and r.from_day = n.from_day and r.to_day = n.to_day)
        or exists (select from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
          where t.cooperative_id = n.cooperative_id and t.allocation_id = n.id and (g.status = 'closed') <> t.closed) then
      raise exception 'since allocation % was drafted something else was posted', n.id using errcode = 'check_violation', constraint = 'allocation_posted_in_turn';
    end if;
    if exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status = 'posted' and r.id <> n.id
        and r.from_day <= n.to_day and r.to_day >= n.from_day and (r.from_day, r.to_day) <> (n.from_day, n.to_day)) then
      raise exception 'the days of allocation % overlap with others', n.id using errcode = 'check_violation', constraint = 'allocation_days_disjoint';
    end if;
  end loop;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function allocation_check_change() from public;
create trigger allocation_only_posted_and_reversed after update on allocation referencing old table as old_rows new table as new_rows
  for each statement execute function allocation_check_change();

-- +goose StatementBegin
create function pool_grant_check_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare fixed text[] := array['status', 'unused', 'closed_by', 'closed_at', 'version'];
begin
  if exists (select from new_rows g left join old_rows b on b.cooperative_id = g.cooperative_id and b.id = g.id
      where (to_jsonb(g) - fixed = to_jsonb(b) - fixed) is not true or b.status <> 'granted' or g.status <> 'closed'
        or g.unused <> g.amount - pool_grant_drawn(g.cooperative_id, g.id)) then
    raise exception 'a grant can only be closed, with what no run took' using errcode = 'check_violation', constraint = 'pool_grant_only_closed';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function pool_grant_check_change() from public;
create trigger pool_grant_only_closed after update on pool_grant referencing old table as old_rows new table as new_rows
  for each statement execute function pool_grant_check_change();

-- A ratio in lowest terms, "6667/200", as numerator and denominator.
create function ratio_part(p_ratio text, p_place integer) returns numeric language sql immutable parallel safe
  return case when p_ratio is null or p_ratio = '' then p_place - 1 else coalesce(nullif(split_part(p_ratio, '/', p_place), ''), '1')::numeric end;
comment on function ratio_part(text, integer) is 'Numerator (1) or denominator (2) of an exact ratio; nothing is 0/1';

-- The three conditions that certify a split by largest remainder, checked without the
-- program that made it: (1) everything sums up, the shares to the total; (2) each share is
-- its floor plus the extra cent, with floor * weight sum + remainder = |split| * weight in
-- cents, and what follows from it: base amount, grant off the top, carried; in groups
-- rounded per stage the same for the groups, and for their members of what the group
-- bears; a held share is its bound, which the level times the weight goes beyond; of a
-- running total floor * denominator + remainder = |quota| * denominator, and the quota goes
-- on from the last one; (3) whoever got an extra cent has a larger remainder than whoever
-- did not, or the same and the smaller key. The details are figures, the first member at
-- fault by its key.
drop function allocation_certificate(uuid);
-- +goose StatementBegin
create function allocation_certificate(p_allocation uuid) returns table (name text, ok boolean, detail text)
  language sql stable set search_path = public, pg_temp as $$
  with head as materialized (
    select a.*, p.mode = 'cumulative' as running, p.regime, coalesce(s.document::jsonb ->> 'rounding', '') = 'per-stage' as staged,
      coalesce((s.document::jsonb ->> 'base')::numeric, 0) as base, s.document::jsonb -> 'participants' as participants,
      ratio_part(a.level, 1) as level_numerator, ratio_part(a.level, 2) as level_denominator, a.level <> '' as levelled, g.off_top, g.granted as by_grants,
      case when a.total - g.off_top < 0 then -1 else 1 end as sign, case when a.split < 0 then -1 else 1 end as split_sign
    from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
      join cost_scheme s on s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id and s.number = a.scheme_number
      cross join lateral (select coalesce(sum(t.amount), 0) as granted, coalesce(sum(t.amount) filter (where g.method <> 'earmarked'), 0) as off_top
        from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
        where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id) g
    where a.id = p_allocation
  ), circle as (
    select g.name, g.weight, g.floor, g.remainder, g.extra, g.units, g.amount, g.weight_sum, g.units_left, g.threshold,
      row_number() over (order by g.remainder desc, g.name) as place
    from head h join allocation_group g on g.cooperative_id = h.cooperative_id and g.allocation_id = h.id
  ), bounds as (
    select p."memberId" as member_id, p.floor, p.cap from head h cross join lateral jsonb_to_recordset(h.participants) p ("memberId" uuid, floor numeric, cap numeric)
    where h.levelled
  ), line as (
    select s.*, coalesce(case when h.staged then s.group_name end, '') as part, s.held is null as free,
      case when h.staged then abs(c.units) else abs(h.split) end as part_split, case when h.staged then c.weight_sum else h.weight_sum end as part_weights,
      row_number() over (partition by case when h.staged then s.group_name end order by s.held is not null, s.remainder desc, s.tie_key) as place
    from head h join allocation_share s on s.cooperative_id = h.cooperative_id and s.allocation_id = h.id
      left join circle c on h.staged and c.name = s.group_name
  ), sums as (
    select count(*) as n, coalesce(sum(l.share), 0) as shares, coalesce(sum(l.vat), 0) as vat, coalesce(sum(l.granted), 0) as granted,
      coalesce(sum(l.off_top), 0) as off_top, coalesce(sum(l.booked), 0) as booked, coalesce(sum(l.units), 0) as units,
      count(*) filter (where l.booked <> 0) as changed, coalesce(bool_and(l.booked = l.share + l.vat - l.granted - l.before), false) as rows_add_up
    from line l
  ), weights as (
    select coalesce(sum(l.weight) filter (where l.free), 0) as weights from line l
  ), parts as (
    select l.part, sum(l.units) as units, sum(l.weight) filter (where l.free) as weights, sum(l.share) as amount,
      count(*) filter (where l.extra) as extras, min(l.remainder) filter (where l.extra) as threshold, max(l.place) filter (where l.extra) as last_served,
      min(l.place) filter (where l.free and not l.extra) as first_left, max(l.remainder) filter (where l.free and not l.extra) as best_left
    from line l group by l.part
  ), circles as (
    select count(*) as n, sum(c.units) as units, sum(c.weight) as weights, sum(c.amount) as amount, count(*) filter (where c.extra) as extras,
      min(c.remainder) filter (where c.extra) as threshold, max(c.place) filter (where c.extra) as last_served, min(c.place) filter (where not c.extra) as first_left,
      bool_and(not h.staged or (c.units = h.split_sign * (c.floor + case when c.extra then 0.01 else 0 end)
        and c.floor * 100 * h.weight_sum + c.remainder = abs(h.split) * 100 * c.weight and (c.remainder < h.weight_sum or h.weight_sum = 0 and c.remainder = 0))) as hold,
      bool_and(c.amount = coalesce((select sum(l.share) from line l where l.group_name = c.name), 0)
        and c.weight_sum = coalesce((select sum(l.weight) from line l where l.group_name = c.name), 0)) as of_members
    from head h cross join circle c
  ), quota as (
    select l.tie_key, case
        when h.running then
          l.units = h.split_sign * (l.floor + case when l.extra then 0.01 else 0 end) and l.remainder < h.denominator
          and (l.floor * 100 * h.denominator + l.remainder) * ratio_part(l.quota, 2) = h.split_sign * ratio_part(l.quota, 1) * h.denominator
          and l.share = l.units - l.carried and l.carried = coalesce(e.units, 0)
          and (ratio_part(l.quota, 1) * ratio_part(e.quota, 2) - ratio_part(e.quota, 1) * ratio_part(l.quota, 2)) * h.weight_sum
            = h.total * 100 * l.weight * ratio_part(l.quota, 2) * ratio_part(e.quota, 2)
        when not l.free then
          l.share = h.sign * l.bound + l.off_top and l.bound = case l.held when 'floor' then b.floor else b.cap end
          and case l.held when 'floor' then h.level_numerator * l.weight <= greatest(l.bound - h.base, 0) * h.level_denominator
            else h.level_numerator * l.weight >= greatest(l.bound - h.base, 0) * h.level_denominator end
        when h.staged and l.part_weights is null then l.units = 0 and l.weight = 0 and l.share = 0
        else
          l.units = h.split_sign * (l.floor + case when l.extra then 0.01 else 0 end) and l.floor >= 0
          and (l.remainder < l.part_weights or l.part_weights = 0 and l.remainder = 0)
          and l.floor * 100 * l.part_weights + l.remainder = l.part_split * 100 * l.weight
          and l.share = l.units + h.sign * l.base + l.off_top and l.base in (0, h.base)
          and (not h.levelled or (h.level_numerator * h.weight_sum = abs(h.split) * h.level_denominator
            and h.level_numerator * l.weight >= greatest(coalesce(b.floor, 0) - h.base, 0) * h.level_denominator
            and (b.cap is null or h.level_numerator * l.weight <= greatest(b.cap - h.base, 0) * h.level_denominator)))
      end and l.weight >= 0 and l.remainder >= 0 as holds
    from head h cross join line l
      left join bounds b on b.member_id = l.member_id and (l.parts is not null or l.weight_source <> 'none') -- who takes no part has none
      left join allocation_share e on h.running and e.cooperative_id = h.cooperative_id and e.allocation_id = h.goes_on_from_id and e.member_id = l.member_id
  ), quotas as (
    select count(*) filter (where holds) as held, min(tie_key) filter (where holds is not true) as broken from quota
  ), turns as (
    select sum(p.extras) as extras, min(p.threshold) as threshold, max(p.best_left) as best_left,
      bool_and(coalesce(p.last_served < p.first_left, true) and case when h.staged then coalesce(p.extras = c.units_left and coalesce(p.threshold, 0) = c.threshold, p.extras = 0)
        else p.extras = h.units_left and coalesce(p.threshold, 0) = h.threshold end) as hold
    from head h cross join parts p left join circle c on h.staged and c.name = p.part
  )
  select 'sum', s.n > 0 and s.shares = h.total and s.vat = h.vat and s.granted = h.granted and s.granted = h.by_grants and s.off_top = h.off_top
        and s.booked = h.booked and s.changed = h.changed and s.rows_add_up
        and case when h.staged then c.units = h.split and not exists (select from circle k join parts p on p.part = k.name where p.units <> k.units) else s.units = h.split end
        and coalesce(c.amount = h.total, true),
      s.shares || case when s.shares = h.total then ' = ' else ' ≠ ' end || h.total
    from head h, sums s, circles c
  union all
  select 'quotas', q.held = s.n and s.n > 0 and h.weight_sum = case when h.staged then c.weights else w.weights end and coalesce(c.hold and c.of_members, true),
      q.held || ' / ' || s.n || coalesce(': ' || q.broken, '') || '; Σ = ' || trim_scale(case when h.staged then c.weights else w.weights end)
    from head h, sums s, weights w, quotas q, circles c
  union all
  select 'remainders', t.hold and (not h.staged or (coalesce(c.last_served < c.first_left, true) and c.extras = h.units_left and coalesce(c.threshold, 0) = h.threshold)),
      t.extras || coalesce(': ' || trim_scale(t.threshold) || ' ≥ ' || trim_scale(t.best_left), '')
    from head h, turns t, circles c
$$;
-- +goose StatementEnd
comment on function allocation_certificate(uuid) is 'Whether an allocation is the split by largest remainder: three rows sum, quotas, remainders';

-- What the objects of shared costs should have booked, beside what they did. Empty, always.
-- +goose StatementBegin
create function costing_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable
  set search_path = public, pg_temp as $$
  with run as materialized (
    select a.* from allocation a where a.cooperative_id = current_cooperative() and a.status <> 'draft'
  ), charged as (
    select a.id, 'member' as kind, s.member_id as owner, s.booked as amount
    from run a join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id where s.booked <> 0
    union all
    select a.id, case when t.closed then 'funder' else 'grant' end, case when t.closed then g.funder_id else g.id end, t.amount - t.before
    from run a join allocation_grant t on t.cooperative_id = a.cooperative_id and t.allocation_id = a.id
      join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
  ), booking (cause_type, cause_id, kind, owner, amount) as (
    select 'allocation', id, kind, owner, amount from charged
    union all
    select 'allocation', a.id, 'cost-pool', a.pool_id, -sum(c.amount) from run a join charged c on c.id = a.id group by a.id, a.pool_id
    union all
    select 'reversal', c.id, c.kind, c.owner, -c.amount from charged c join run a on a.id = c.id where a.status = 'reversed'
    union all
    select 'reversal', a.id, 'cost-pool', a.pool_id, sum(c.amount) from run a join charged c on c.id = a.id where a.status = 'reversed' group by a.id, a.pool_id
    union all
    select 'cost', c.id, x.kind, x.owner, x.amount
    from cost c join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
      cross join lateral (values ('cost-pool', c.pool_id, c.net + case p.regime when 'cost-sheet' then c.vat else 0 end),
        ('vat', c.cooperative_id, case p.regime when 'own-invoices' then c.vat else 0 end),
        (case when c.supplier_id is null then 'cooperative' else 'supplier' end, coalesce(c.supplier_id, c.cooperative_id), -(c.net + c.vat))) x (kind, owner, amount)
    where c.cooperative_id = current_cooperative()
    union all
    select x.cause_type, g.id, x.kind, x.owner, x.amount
    from pool_grant g cross join lateral (values ('grant', 'funder', g.funder_id, g.amount), ('grant', 'grant', g.id, -g.amount),
      ('grant-return', 'funder', g.funder_id, -g.unused), ('grant-return', 'grant', g.id, g.unused)) x (cause_type, kind, owner, amount)
    where g.cooperative_id = current_cooperative()
  ), due as (
    select cause_type, cause_id, kind, owner, sum(amount) as amount from booking group by cause_type, cause_id, kind, owner having sum(amount) <> 0
  ), booked as (
    select e.cause_type, e.cause_id, k.kind, coalesce(k.member_id, k.supplier_id, k.funder_id, k.pool_id, k.grant_id, k.cooperative_id) as owner, l.amount
    from ledger_entry e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
      join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
    where e.cooperative_id = current_cooperative() and e.cause_type in ('allocation', 'reversal', 'cost', 'grant', 'grant-return')
  )
  select 'allocation', a.id::text, c.name || ' ' || c.detail
    from allocation a cross join lateral allocation_certificate(a.id) c
    where a.cooperative_id = current_cooperative() and c.ok is not true
  union all
  select case coalesce(d.cause_type, b.cause_type) when 'cost' then 'cost' when 'grant' then 'pool_grant' when 'grant-return' then 'pool_grant' else 'allocation_share' end,
      coalesce(d.cause_id, b.cause_id)::text, coalesce(d.amount::text, '-') || ' ≠ ' || coalesce(b.amount::text, '-')
    from due d full join booked b on b.cause_type = d.cause_type and b.cause_id = d.cause_id and b.kind = d.kind and b.owner = d.owner
    where d.amount is distinct from b.amount
  union all
  select 'pool_grant', g.id::text, pool_grant_drawn(g.cooperative_id, g.id) || ' > ' || (g.amount - g.unused)
    from pool_grant g where g.cooperative_id = current_cooperative() and pool_grant_drawn(g.cooperative_id, g.id) > g.amount - g.unused
$$;
-- +goose StatementEnd

-- Everything in the cooperative's ledger and in what it books that does not add up. Empty, always.
-- +goose StatementBegin
create or replace function ledger_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable
  set search_path = public, pg_temp as $$
  select 'ledger_entry', e.id::text, 'Σ = ' || coalesce(sum(l.amount)::text, '-')
    from ledger_entry e left join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
    where e.cooperative_id = current_cooperative()
    group by e.id having coalesce(sum(l.amount), 1) <> 0
  union all
  select w.relation, w.row_key, w.detail from costing_totals_wrong() w
$$;
-- +goose StatementEnd
