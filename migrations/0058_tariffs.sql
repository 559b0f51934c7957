-- +goose Up

-- What data centers cost (G-CAP): tariffs that hold from a day on, and ratings of closed months by
-- them. Both are only ever added; a month that is rated once more posts the difference.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('data-center.metered-from', '5', '2023-01-01', null, 'Blauer Engel für Rechenzentren (DE-UZ 228), Ausgabe Januar 2023: Strom ab 5 kW nach Verbrauch', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '', '{"codes": "data-center.metered-from"}');

create table tariff (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text not null,
  from_day       date not null,
  small_only     boolean not null,
  metered_from   numeric(9,3) not null,
  vat_category   text not null,
  vat_rate       numeric(7,4) not null,
  made_by        uuid not null,
  made_at        timestamptz not null,
  version        integer not null default 1,
  constraint tariff_pk primary key (cooperative_id, id),
  constraint tariff_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint tariff_made_by_person foreign key (made_by) references person (id),
  constraint tariff_from_once unique (cooperative_id, from_day),
  constraint tariff_name_length check (char_length(name) between 3 and 100),
  constraint tariff_finite check (isfinite(from_day) and isfinite(made_at)),
  constraint tariff_metered_from_in_range check (metered_from >= 0 and metered_from <> 'NaN'),
  constraint tariff_vat_category_known check (vat_category in ('S', 'E', 'Z', 'O', 'AE')),
  constraint tariff_vat_rate check (vat_rate between 0 and 100 and (vat_category = 'S') = (vat_rate > 0))
);
comment on table tariff is 'A sheet of prices that holds from a day on, until the next one; never changed';
create index tariff_made_by on tariff (made_by);
select guard_append_only_table('tariff');

create table tariff_component (
  cooperative_id uuid not null,
  tariff_id      uuid not null,
  place          integer not null,
  name           text not null,
  basis          text not null,
  resource       text,
  tier_from      numeric(15,3)[] not null,
  tier_price     numeric(18,6)[] not null,
  purchase       numeric(18,6),
  pue            numeric(5,4),
  constraint tariff_component_pk primary key (cooperative_id, tariff_id, place),
  constraint tariff_component_of_tariff foreign key (cooperative_id, tariff_id) references tariff (cooperative_id, id),
  constraint tariff_component_name_once unique (cooperative_id, tariff_id, name),
  constraint tariff_component_place check (place between 1 and 50),
  constraint tariff_component_name_length check (char_length(name) between 3 and 100),
  constraint tariff_component_basis_known check (basis in ('fixed', 'reserved', 'used', 'one-time')),
  constraint tariff_component_of_resource check ((basis = 'fixed') = (resource is null) and resource ~ '^[a-z][a-z0-9-]{1,39}$'),
  constraint tariff_component_tiers_whole check (cardinality(tier_from) between 1 and 20 and cardinality(tier_price) = cardinality(tier_from) and tier_from[1] = 0
    and (basis <> 'fixed' or cardinality(tier_from) = 1) and num_nulls(array_position(tier_from, null), array_position(tier_price, null)) = 2
    and 0 <= all(tier_price) and 'NaN' <> all(tier_price) and 'NaN' <> all(tier_from)),
  constraint tariff_component_energy_of_used_power check (num_nulls(purchase, pue) in (0, 2) and (purchase is null or basis = 'used' and resource = 'power')
    and pue between 1 and 5),
  -- Blauer Engel: used power is never free, and never cheaper than it was bought for.
  constraint tariff_component_energy_paid check (basis <> 'used' or resource <> 'power' or coalesce(purchase, 0) > 0 and purchase <> 'NaN')
);
comment on table tariff_component is 'What a tariff charges: fixed by the month, by what is reserved, by what is used, or once by what is reserved anew; tiers are marginal';
select guard_set_table('tariff_component', 'tariff_id');

-- Prices of closed months stay as they were: only the first tariff of all may begin in one. A
-- closing waits until the tariff is committed.
-- +goose StatementBegin
create function tariff_check() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table metering_closing in share mode;
  if exists (select from tariff t where t.cooperative_id = new.cooperative_id and t.id <> new.id)
      and new.from_day::timestamp at time zone 'Europe/Berlin' < metering_open_from(new.cooperative_id) then
    raise exception 'tariff % holds from a closed month', new.id using errcode = 'check_violation', constraint = 'tariff_from_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger from_open after insert on tariff for each row execute function tariff_check();

-- +goose StatementBegin
create function tariff_complete() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  components integer;
  tiers_in_order boolean;
  reserved boolean;
  metered boolean;
begin
  select count(*), coalesce(bool_or(c.basis = 'reserved' and c.resource = 'power'), false), coalesce(bool_or(c.basis = 'used' and c.resource = 'power'), false),
      coalesce(bool_and(c.tier_from = (select array_agg(distinct f order by f) from unnest(c.tier_from) f)), true)
    into components, reserved, metered, tiers_in_order
    from tariff_component c where c.cooperative_id = new.cooperative_id and c.tariff_id = new.id;
  if components = 0 or not tiers_in_order then
    raise exception 'tariff % has no components, or tiers out of order', new.id using errcode = 'check_violation', constraint = 'tariff_complete';
  elsif reserved and not metered and not new.small_only then
    raise exception 'tariff % has no part by consumption', new.id using errcode = 'check_violation', constraint = 'tariff_energy_by_consumption';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger complete after insert on tariff deferrable initially deferred for each row execute function tariff_complete();

create table rating (
  cooperative_id uuid not null,
  id             uuid not null,
  month          date not null,
  number         integer not null,
  replaces_id    uuid,
  reason         text not null,
  posted_by      uuid not null,
  posted_at      timestamptz not null,
  version        integer not null default 1,
  constraint rating_pk primary key (cooperative_id, id),
  constraint rating_posted_by_person foreign key (posted_by) references person (id),
  constraint rating_replaces_rating foreign key (cooperative_id, replaces_id) references rating (cooperative_id, id),
  constraint rating_once unique (cooperative_id, month, number),
  constraint rating_replaced_once unique (cooperative_id, replaces_id),
  constraint rating_of_month check (isfinite(month) and extract(day from month) = 1 and isfinite(posted_at)),
  constraint rating_later_explained check (number >= 1 and (number = 1) = (replaces_id is null) and (number = 1) = (reason = '') and char_length(reason) <= 500)
);
comment on table rating is 'What a closed month costs, as it was posted; a later one of the same month is complete as well, and posts the difference to the one before';
create index rating_posted_by on rating (posted_by);
select guard_append_only_table('rating');

create table rating_charge (
  cooperative_id uuid not null,
  rating_id      uuid not null,
  place          integer not null,
  member_id      uuid not null,
  tariff_id      uuid not null,
  component      text not null,
  numerator      numeric not null,
  denominator    numeric not null,
  amount         numeric(15,2) not null,
  steps          jsonb not null,
  constraint rating_charge_pk primary key (cooperative_id, rating_id, place),
  constraint rating_charge_of_rating foreign key (cooperative_id, rating_id) references rating (cooperative_id, id),
  constraint rating_charge_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint rating_charge_of_component foreign key (cooperative_id, tariff_id, component) references tariff_component (cooperative_id, tariff_id, name),
  constraint rating_charge_once unique (cooperative_id, rating_id, member_id, tariff_id, component),
  constraint rating_charge_place check (place >= 1),
  constraint rating_charge_fraction check (numerator >= 0 and denominator > 0 and scale(numerator) = 0 and scale(denominator) = 0),
  constraint rating_charge_rounded_once check (amount * 100 = div(numerator * 200 + denominator, denominator * 2)),
  constraint rating_charge_explained check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) >= 1)
);
comment on table rating_charge is 'What a member bears of a component in a month: exactly, to the cent, and the steps that it follows from';
comment on column rating_charge.steps is 'Runs of days of one quantity and price: [{from, to, of, before, parts: [{quantity, price, amount}], sources, amount}], numbers as fractions';
create index rating_charge_of_member on rating_charge (cooperative_id, member_id);
create index rating_charge_of_component on rating_charge (cooperative_id, tariff_id, component);
select guard_set_table('rating_charge', 'rating_id');

-- Of a closed month only, and after the one before.
-- +goose StatementBegin
create function rating_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.month + interval '1 month') at time zone 'Europe/Berlin' > metering_open_from(new.cooperative_id) then
    raise exception 'month % is not closed', new.month using errcode = 'check_violation', constraint = 'rating_month_closed';
  end if;
  if new.replaces_id is not null and not exists (select from rating r
      where r.cooperative_id = new.cooperative_id and r.id = new.replaces_id and r.month = new.month and r.number = new.number - 1) then
    raise exception 'rating % does not follow the one before', new.id using errcode = 'check_violation', constraint = 'rating_in_turn';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger in_turn after insert on rating for each row execute function rating_check();

-- What a rating changes, by account: for each member its charges less those before, and against
-- the cooperative's own account the sum of that. It is what its entry has.
-- +goose StatementBegin
create function rating_due(p_cooperative uuid, p_rating uuid) returns table (kind text, member_id uuid, amount numeric) language sql stable set search_path = public, pg_temp as $$
  with changed as (
    select c.member_id, sum(case when c.rating_id = r.id then c.amount else -c.amount end) as amount
    from rating r join rating_charge c on c.cooperative_id = r.cooperative_id and c.rating_id in (r.id, r.replaces_id)
    where r.cooperative_id = p_cooperative and r.id = p_rating group by c.member_id
  )
  select 'member', c.member_id, c.amount from changed c where c.amount <> 0
  union all
  select 'cooperative', null, -sum(c.amount) from changed c having sum(c.amount) <> 0
$$;
create function rating_booked(p_cooperative uuid, p_rating uuid) returns table (kind text, member_id uuid, amount numeric) language sql stable set search_path = public, pg_temp as $$
  select k.kind, k.member_id, sum(l.cents) * 0.01
  from ledger_entry e cross join lateral unnest(e.accounts, e.cents) as l (account_id, cents)
    left join ledger_account k on k.cooperative_id = e.cooperative_id and k.id = l.account_id
  where e.cooperative_id = p_cooperative and e.cause_type = 'rating' and e.cause_id = p_rating group by k.kind, k.member_id
$$;
create function rating_posted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wrong record;
begin
  select coalesce(d.kind, b.kind) as kind, coalesce(d.member_id, b.member_id) as member_id into wrong
    from rating_due(new.cooperative_id, new.id) d full join rating_booked(new.cooperative_id, new.id) b
      on b.kind = d.kind and b.member_id is not distinct from d.member_id
    where d.amount is distinct from b.amount limit 1;
  if found then
    raise exception 'rating %: % % is booked otherwise than it is charged', new.id, wrong.kind, wrong.member_id using errcode = 'check_violation', constraint = 'rating_as_booked';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function tariff_check(), tariff_complete(), rating_posted() from public;
create constraint trigger as_booked after insert on rating deferrable initially deferred for each row execute function rating_posted();

alter table ledger_entry
  drop constraint ledger_entry_cause_known,
  add constraint ledger_entry_cause_known check (cause_type in ('allocation', 'reversal', 'cost', 'grant', 'grant-return', 'statement', 'credit-note', 'payment', 'rating'));

-- As before, and an entry of a rating is of one that there is.
-- +goose StatementBegin
create or replace function public.ledger_record() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
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
          or e.cause_type = 'rating' and (select r.id from rating r where r.cooperative_id = cooperative and r.id = e.cause_id) is null
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
create or replace function public.ledger_refuse(p_entry public.ledger_entry) RETURNS bytea
    LANGUAGE plpgsql
    AS $$
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
  elsif p_entry.cause_type = 'rating' and not exists (select from rating r where r.cooperative_id = p_entry.cooperative_id and r.id = p_entry.cause_id) then
    raise exception 'entry % follows from a rating that does not exist', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_rating';
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
