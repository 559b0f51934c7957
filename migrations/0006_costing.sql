-- +goose Up

create table cost_pool (
  cooperative_id uuid not null,
  id             uuid not null,
  number         text not null,
  title          text not null,
  kind           text not null,
  amount         numeric(15,2) not null,
  tender_id      uuid,
  framework_id   uuid,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint cost_pool_pk primary key (cooperative_id, id),
  constraint cost_pool_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint cost_pool_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint cost_pool_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint cost_pool_created_by_person foreign key (created_by) references person (id),
  constraint cost_pool_number_unique unique (cooperative_id, number),
  constraint cost_pool_amount_key unique (cooperative_id, id, amount),
  constraint cost_pool_title_length check (char_length(title) between 3 and 200),
  constraint cost_pool_kind_known check (kind in ('tender-cost', 'joint-licence', 'other')),
  constraint cost_pool_amount_not_zero check (amount <> 0 and amount <> 'NaN'),
  constraint cost_pool_time_finite check (isfinite(created_at))
);
comment on table cost_pool is 'Costs, or with a negative amount credits, that members share; never changed once collected';
comment on column cost_pool.tender_id is 'Its frozen demand round gives the ordered quantities, its frameworks the call-offs where framework_id names none';
create index cost_pool_of_tender on cost_pool (cooperative_id, tender_id) where tender_id is not null;
create index cost_pool_of_framework on cost_pool (cooperative_id, framework_id) where framework_id is not null;
create index cost_pool_created_by on cost_pool (created_by);
select guard_append_only_table('cost_pool');

create table cost_pool_member (
  cooperative_id uuid not null,
  id             uuid not null,
  pool_id        uuid not null,
  member_id      uuid not null,
  version        integer not null default 1,
  constraint cost_pool_member_pk primary key (cooperative_id, id),
  constraint cost_pool_member_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  constraint cost_pool_member_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint cost_pool_member_once unique (cooperative_id, pool_id, member_id)
);
comment on table cost_pool_member is 'The members that share a pool';
create index cost_pool_member_of_member on cost_pool_member (cooperative_id, member_id, pool_id);
select guard_append_only_table('cost_pool_member');

-- Double entry, only ever added to. Balances are sums over the lines and stored nowhere.
create table ledger_account (
  cooperative_id uuid not null,
  id             uuid not null,
  kind           text not null,
  member_id      uuid,
  pool_id        uuid,
  version        integer not null default 1,
  constraint ledger_account_pk primary key (cooperative_id, id),
  constraint ledger_account_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint ledger_account_of_pool foreign key (cooperative_id, pool_id) references cost_pool (cooperative_id, id),
  constraint ledger_account_once_per_member unique (cooperative_id, member_id),
  constraint ledger_account_once_per_pool unique (cooperative_id, pool_id),
  constraint ledger_account_has_its_owner check ((kind = 'member') = (member_id is not null) and (kind = 'cost-pool') = (pool_id is not null)),
  constraint ledger_account_kind_known check (kind in ('member', 'cost-pool'))
);
comment on table ledger_account is 'Accounts of members and cost pools, opened by the first entry that needs them. A member with a balance above zero owes it';
select guard_append_only_table('ledger_account');

create table ledger_entry (
  cooperative_id uuid not null,
  id             uuid not null,
  posted_at      timestamptz not null,
  posted_by      uuid not null,
  text           text not null,
  cause_type     text not null,
  cause_id       uuid not null,
  allocation_id  uuid generated always as (case cause_type when 'allocation' then cause_id end) stored,
  version        integer not null default 1,
  constraint ledger_entry_pk primary key (cooperative_id, id),
  constraint ledger_entry_posted_by_person foreign key (posted_by) references person (id),
  constraint ledger_entry_once_per_cause unique (cooperative_id, cause_type, cause_id),
  constraint ledger_entry_cause_known check (cause_type in ('allocation')),
  constraint ledger_entry_text_given check (text <> ''),
  constraint ledger_entry_time_finite check (isfinite(posted_at))
);
comment on table ledger_entry is 'Entries of the ledger, each with its cause; the lines of an entry sum to zero';
create index ledger_entry_posted_by on ledger_entry (posted_by);

create table ledger_line (
  cooperative_id uuid not null,
  id             uuid not null,
  entry_id       uuid not null,
  account_id     uuid not null,
  amount         numeric(15,2) not null,
  version        integer not null default 1,
  constraint ledger_line_pk primary key (cooperative_id, id),
  constraint ledger_line_once_per_account unique (cooperative_id, entry_id, account_id),
  constraint ledger_line_amount_not_zero check (amount <> 0 and amount <> 'NaN')
);
comment on table ledger_line is 'What an entry adds to an account. All lines of an entry are written by one statement; its trigger stands for the references too';
create index ledger_line_of_account on ledger_line (cooperative_id, account_id, entry_id) include (amount);

create table allocation (
  cooperative_id uuid not null,
  id             uuid not null,
  pool_id        uuid not null,
  key            text not null,
  status         text not null,
  total          numeric(15,2) not null,
  weight_sum     numeric not null,
  units_left     integer not null,
  threshold      numeric not null,
  rule           text not null,
  rule_version   integer not null,
  input_hash     text not null,
  created_by     uuid not null,
  created_at     timestamptz not null,
  posted_by      uuid,
  posted_at      timestamptz,
  entry_id       uuid,
  version        integer not null default 1,
  constraint allocation_pk primary key (cooperative_id, id),
  constraint allocation_splits_whole_pool foreign key (cooperative_id, pool_id, total) references cost_pool (cooperative_id, id, amount),
  constraint allocation_created_by_person foreign key (created_by) references person (id),
  constraint allocation_posted_by_person foreign key (posted_by) references person (id),
  constraint allocation_has_entry foreign key (cooperative_id, entry_id) references ledger_entry (cooperative_id, id),
  constraint allocation_once_per_entry unique (cooperative_id, entry_id),
  constraint allocation_key_known check (key in ('equal', 'inhabitants', 'quantity', 'calloff-value')),
  constraint allocation_status_known check (status in ('draft', 'posted', 'reversed')),
  constraint allocation_weight_sum_positive check (weight_sum > 0 and weight_sum < 'Infinity'),
  constraint allocation_left_not_negative check (units_left >= 0 and threshold >= 0 and threshold < 'Infinity'),
  constraint allocation_rule_versioned check (rule <> '' and rule_version >= 1),
  constraint allocation_input_hash_form check (input_hash ~ '^[0-9a-f]{64}$'),
  constraint allocation_times_finite check (isfinite(created_at) and isfinite(posted_at)),
  constraint allocation_posting_complete check ((status <> 'draft') = (posted_by is not null)
    and (posted_by is null) = (posted_at is null) and (posted_by is null) = (entry_id is null)),
  constraint allocation_posted_by_another check (posted_by <> created_by),
  constraint allocation_version_positive check (version >= 1)
);
comment on table allocation is 'Splits of a pool under a key. Only the posting of a draft is ever changed';
comment on column allocation.threshold is 'The smallest remainder that got one of the cents left over; 0 if none were';
create unique index allocation_posted_once_per_pool on allocation (cooperative_id, pool_id) where status = 'posted';
create index allocation_of_pool on allocation (cooperative_id, pool_id, id);
create index allocation_created_by on allocation (created_by);
create index allocation_posted_by on allocation (posted_by);
select guard_business_table('allocation');
revoke update on allocation from allmende_app;
grant update (status, posted_by, posted_at, entry_id, version) on allocation to allmende_app;
alter table ledger_entry add constraint ledger_entry_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id);
create index ledger_entry_of_allocation on ledger_entry (cooperative_id, allocation_id);

create table allocation_share (
  cooperative_id uuid not null,
  id             uuid not null,
  allocation_id  uuid not null,
  member_id      uuid not null,
  tie_key        text collate "C" not null,
  weight         numeric not null,
  weight_source  text not null,
  weight_as_of   date not null,
  floor          numeric(15,2) not null,
  remainder      numeric not null,
  extra          boolean not null,
  share          numeric(15,2) not null,
  version        integer not null default 1,
  constraint allocation_share_pk primary key (cooperative_id, id),
  constraint allocation_share_of_allocation foreign key (cooperative_id, allocation_id) references allocation (cooperative_id, id),
  constraint allocation_share_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint allocation_share_once_per_member unique (cooperative_id, allocation_id, member_id),
  constraint allocation_share_tie_key_unique unique (cooperative_id, allocation_id, tie_key),
  constraint allocation_share_tie_key_given check (tie_key <> ''),
  constraint allocation_share_source_given check (weight_source <> '' and isfinite(weight_as_of)),
  constraint allocation_share_weight_not_negative check (weight >= 0 and weight < 'Infinity'),
  constraint allocation_share_remainder_not_negative check (remainder >= 0 and remainder < 'Infinity'),
  constraint allocation_share_floor_not_negative check (floor >= 0 and floor <> 'NaN'),
  constraint allocation_share_is_floor_and_extra check (abs(share) = floor + case when extra then 0.01 else 0 end)
);
comment on table allocation_share is 'What each member bears, with the weight as it was when the allocation was drafted, and the explanation: floor * weight sum + remainder = |total| * weight, in cents';
create index allocation_share_of_member on allocation_share (cooperative_id, member_id, allocation_id);
select guard_append_only_table('allocation_share');

-- An entry is written whole or not at all, whoever writes it. Accounts and entries never
-- go away or change, so that one look at them when the lines come is as good as foreign
-- keys, which would look line by line and take longer than all the rest. It plans anew
-- each time, as a plan kept from ten lines is quadratic for ten thousand, and as the owner,
-- as row-level security misleads the planner about tables that it knows nothing of yet.
-- +goose StatementBegin
create function ledger_check_lines() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare wrong record;
begin
  select n.entry_id, n.balance into wrong
  from (select entry_id, sum(amount) as balance from new_lines group by entry_id) n where n.balance <> 0 order by n.entry_id limit 1;
  if found then
    raise exception 'the lines of entry % sum to %', wrong.entry_id, wrong.balance
      using errcode = 'check_violation', constraint = 'ledger_entry_sums_to_zero';
  end if;
  select n.entry_id into wrong
  from (select cooperative_id, entry_id, count(*) as lines from new_lines group by cooperative_id, entry_id) n
  where n.lines <> (select count(*) from ledger_line l where l.cooperative_id = n.cooperative_id and l.entry_id = n.entry_id)
  order by n.entry_id limit 1;
  if found then
    raise exception 'entry % has lines already', wrong.entry_id
      using errcode = 'check_violation', constraint = 'ledger_entry_written_at_once';
  end if;
  if exists (select from (select distinct cooperative_id, entry_id from new_lines) n
      where not exists (select from ledger_entry e where e.cooperative_id = n.cooperative_id and e.id = n.entry_id)) then
    raise exception 'lines of an entry that does not exist' using errcode = 'foreign_key_violation', constraint = 'ledger_line_of_entry';
  end if;
  if exists (select from new_lines n
      where not exists (select from ledger_account k where k.cooperative_id = n.cooperative_id and k.id = n.account_id)) then
    raise exception 'lines on an account that does not exist' using errcode = 'foreign_key_violation', constraint = 'ledger_line_of_account';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function ledger_check_lines() from public;
create trigger ledger_entry_sums_to_zero after insert on ledger_line
  referencing new table as new_lines for each statement execute function ledger_check_lines();

-- +goose StatementBegin
create function ledger_check_entry() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from ledger_line l where l.cooperative_id = new.cooperative_id and l.entry_id = new.id) then
    raise exception 'entry % has no lines', new.id using errcode = 'check_violation', constraint = 'ledger_entry_has_lines';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger ledger_entry_has_lines after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_check_entry();
select guard_append_only_table('ledger_entry');
select guard_append_only_table('ledger_line');

-- The three conditions that certify a split by largest remainder, checked without the
-- program that made it: (1) the shares sum to the total; (2) each share is its floor
-- plus the extra cent, and floor * weight sum + remainder = |total| * weight in cents;
-- (3) whoever got an extra cent has a larger remainder than whoever did not, or the same
-- and the smaller key. The details are figures, the first member at fault by its key.
-- +goose StatementBegin
create function allocation_certificate(p_allocation uuid) returns table (name text, ok boolean, detail text)
  language sql stable set search_path = public, pg_temp as $$
  with head as (
    select a.* from allocation a where a.id = p_allocation
  ), line as (
    select s.*, row_number() over (order by s.remainder desc, s.tie_key collate "C") as place
    from head h join allocation_share s on s.cooperative_id = h.cooperative_id and s.allocation_id = h.id
  ), sums as (
    select coalesce(sum(share), 0) as shares, coalesce(sum(weight), 0) as weights, count(*) as n from line
  ), quota as (
    select l.tie_key,
      l.share = sign(h.total) * (l.floor + case when l.extra then 0.01 else 0 end)
      and l.floor >= 0 and l.weight >= 0 and l.remainder >= 0 and l.remainder < s.weights
      and l.floor * 100 * s.weights + l.remainder = abs(h.total) * 100 * l.weight as holds
    from head h cross join sums s cross join line l
  ), quotas as (
    select count(*) filter (where holds) as held, min(tie_key) filter (where holds is not true) as broken from quota
  ), turns as (
    select count(*) filter (where extra) as extras, min(remainder) filter (where extra) as threshold, max(place) filter (where extra) as last_served,
      max(remainder) filter (where not extra) as best_left, min(place) filter (where not extra) as first_left from line
  )
  select 'sum', s.n > 0 and s.shares = h.total, s.shares || case when s.shares = h.total then ' = ' else ' ≠ ' end || h.total
    from head h, sums s
  union all
  select 'quotas', q.held = s.n and s.n > 0 and h.weight_sum = s.weights,
      q.held || ' / ' || s.n || coalesce(': ' || q.broken, '') || '; Σ = ' || trim_scale(s.weights)
    from head h, sums s, quotas q
  union all
  select 'remainders', coalesce(t.last_served < t.first_left, true) and t.extras = h.units_left and coalesce(t.threshold, 0) = h.threshold,
      t.extras || coalesce(': ' || trim_scale(t.threshold) || ' ≥ ' || trim_scale(t.best_left), '')
    from head h, turns t
$$;
-- +goose StatementEnd
comment on function allocation_certificate(uuid) is 'Whether an allocation is the split by largest remainder: three rows sum, quotas, remainders';

-- Everything in the cooperative's allocations and ledger that does not add up. Empty, always.
-- +goose StatementBegin
create function ledger_totals_wrong() returns table (relation text, row_key text, detail text) language sql stable
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
    from (select s.id, a.entry_id, s.member_id, s.share from allocation a
      join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id
      where a.cooperative_id = current_cooperative() and a.entry_id is not null and s.share <> 0) s
    full join (select l.id, l.entry_id, k.member_id, l.amount from ledger_line l
      join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
      join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
      where l.cooperative_id = current_cooperative() and k.member_id is not null and e.allocation_id is not null) b
      on b.entry_id = s.entry_id and b.member_id = s.member_id
    where s.share is distinct from b.amount
$$;
-- +goose StatementEnd
