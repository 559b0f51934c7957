-- +goose Up

-- Prices of framework contracts in time (G-FRA). The first price of an item, its original
-- one, stands with the item; what came later stands in item_price, by changes that began on
-- a day. Whoever wants to know a price asks item_price_at.

-- Whether tiers are complete: quantities that rise, prices that fall from the first one.
-- +goose StatementBegin
create function tiers_in_order(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[]) returns boolean language sql immutable parallel safe as $$
  select case when p_mode is null then num_nonnulls(p_basis, p_from, p_prices) = 0
    else p_mode in ('marginal', 'all-unit') and p_basis in ('call-off', 'contract')
      and coalesce(cardinality(p_from), 0) between 1 and 20 and cardinality(p_from) = cardinality(p_prices) and array_ndims(p_from) = 1
      and (select bool_and(t.from_quantity > coalesce(t.quantity_before, 0) and t.price < t.price_before and t.price >= 0 and t.from_quantity <> 'NaN' and t.from_quantity <= 999999999.999)
        from (select q as from_quantity, p as price, lag(q) over (order by n) as quantity_before, lag(p, 1, p_price) over (order by n) as price_before
          from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t) is true
  end
$$;
-- +goose StatementEnd

-- What a quantity costs when so much was called off before that counts: rounded once, half
-- away from zero. All-unit: the price of the step reached for all of it. Marginal: to each
-- band its own price. domain/pricing says the same, and a test holds them together.
-- +goose StatementBegin
create function tiered_total(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[], p_before numeric, p_quantity numeric)
  returns numeric language sql immutable parallel safe as $$
  select round(case
    when p_mode is null then p_price * p_quantity
    when p_mode = 'all-unit' then p_quantity * coalesce((select t.price from unnest(p_from, p_prices) as t (from_quantity, price)
      where t.from_quantity <= b.before + p_quantity order by t.from_quantity desc limit 1), p_price)
    else p_price * p_quantity + (select sum((greatest(b.before + p_quantity - t.from_quantity, 0) - greatest(b.before - t.from_quantity, 0)) * (t.price - t.price_before))
      from (select q as from_quantity, p as price, lag(p, 1, p_price) over (order by n) as price_before from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t)
  end, 2)
  from (select case when p_basis = 'contract' then p_before else 0 end as before) b
$$;
-- +goose StatementEnd

alter table framework_item
  add tier_mode  text,
  add tier_basis text,
  add tier_from  numeric(12,3)[],
  add tier_price numeric(15,6)[],
  add constraint framework_item_tiers_in_order check (tiers_in_order(price, tier_mode, tier_basis, tier_from, tier_price));
comment on column framework_item.price is 'The original price: of the award, or of the catalogue that the item came by. What it is on a day tells item_price_at';
comment on column framework_item.tier_from is 'Where the steps of the original price begin: all-unit from this quantity on, marginal for what is above it';

-- A rate as callers see it.
-- +goose StatementBegin
create function rate_shown(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[]) returns json language sql immutable parallel safe as $$
  select json_strip_nulls(json_build_object('price', price_text(p_price), 'tiers', case when p_mode is not null then json_build_object('mode', p_mode, 'basis', p_basis,
    'steps', (select json_agg(json_build_object('from', trim_scale(t.q)::text, 'price', price_text(t.p)) order by t.n) from unnest(p_from, p_prices) with ordinality as t (q, p, n))) end))
$$;
-- +goose StatementEnd

create table price_index (
  cooperative_id uuid not null,
  id             uuid not null,
  name           text not null,
  base           text not null,
  source         text not null,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint price_index_pk primary key (cooperative_id, id),
  constraint price_index_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint price_index_created_by_person foreign key (created_by) references person (id),
  constraint price_index_name_unique unique (cooperative_id, name),
  constraint price_index_lengths check (char_length(name) between 3 and 200 and char_length(base) between 1 and 50 and char_length(source) between 3 and 500),
  constraint price_index_time_finite check (isfinite(created_at))
);
comment on table price_index is 'Indices that clauses of price adjustment name, as "Erzeugerpreisindex GP09-26, 2020 = 100"';

create table price_index_value (
  cooperative_id uuid not null,
  id             uuid not null,
  index_id       uuid not null,
  month          date not null,
  revision       integer not null,
  value          numeric(12,4) not null,
  provisional    boolean not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  version        integer not null default 1,
  constraint price_index_value_pk primary key (cooperative_id, id),
  constraint price_index_value_of_index foreign key (cooperative_id, index_id) references price_index (cooperative_id, id),
  constraint price_index_value_recorded_by_person foreign key (recorded_by) references person (id),
  constraint price_index_value_once unique (cooperative_id, index_id, month, revision),
  constraint price_index_value_revision_positive check (revision >= 1),
  constraint price_index_value_of_month check (extract(day from month) = 1 and isfinite(month)),
  constraint price_index_value_positive check (value > 0 and value <> 'NaN'),
  constraint price_index_value_time_finite check (isfinite(recorded_at))
);
comment on table price_index_value is 'What an index was in a month; the highest revision counts, earlier ones stay on record';

create table price_clause (
  cooperative_id  uuid not null,
  id              uuid not null,
  framework_id    uuid not null,
  number          integer not null,
  category        text,
  base_month      date not null,
  fixed_part      numeric(9,6) not null,
  trigger_percent numeric(7,4) not null,
  interval_months integer not null,
  cap             numeric(7,4),
  floor           numeric(7,4),
  step_cap        numeric(7,4),
  step_floor      numeric(7,4),
  ground          text not null,
  created_by      uuid not null,
  created_at      timestamptz not null,
  version         integer not null default 1,
  constraint price_clause_pk primary key (cooperative_id, id),
  constraint price_clause_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint price_clause_created_by_person foreign key (created_by) references person (id),
  constraint price_clause_number_unique unique (cooperative_id, framework_id, number),
  constraint price_clause_key_in_framework unique (cooperative_id, framework_id, id),
  constraint price_clause_number_positive check (number >= 1),
  constraint price_clause_category_known check (category in ('hardware', 'software', 'service', 'data-center')),
  constraint price_clause_base_is_month check (extract(day from base_month) = 1 and isfinite(base_month)),
  constraint price_clause_fixed_part_in_range check (fixed_part >= 0 and fixed_part < 1),
  constraint price_clause_bounds_in_range check (trigger_percent between 0 and 100 and interval_months between 0 and 120
    and cap between 0 and 999 and floor between 0 and 100 and step_cap between 0 and 999 and step_floor between 0 and 100),
  constraint price_clause_ground_length check (char_length(ground) between 3 and 500),
  constraint price_clause_time_finite check (isfinite(created_at))
);
comment on table price_clause is 'Index clauses P = P0 * (a + sum of b * I(t)/I(0)) of contracts, for one category of items or for all; the highest number counts. Bounds are percentages: cap and floor of the price before all changes, step_cap and step_floor of the one before';
comment on column price_clause.fixed_part is 'The a of the formula';

create table price_clause_part (
  cooperative_id uuid not null,
  clause_id      uuid not null,
  index_id       uuid not null,
  weight         numeric(9,6) not null,
  base_value     numeric(12,4) not null,
  constraint price_clause_part_pk primary key (cooperative_id, clause_id, index_id),
  constraint price_clause_part_of_clause foreign key (cooperative_id, clause_id) references price_clause (cooperative_id, id),
  constraint price_clause_part_of_index foreign key (cooperative_id, index_id) references price_index (cooperative_id, id),
  constraint price_clause_part_weight_in_range check (weight > 0 and weight <= 1),
  constraint price_clause_part_base_positive check (base_value > 0 and base_value <> 'NaN')
);
comment on table price_clause_part is 'The indices of a clause with their weights b and what they were in its base month, I(0)';
create index price_clause_part_of_index on price_clause_part (cooperative_id, index_id);

create table price_change (
  cooperative_id  uuid not null,
  id              uuid not null,
  framework_id    uuid not null,
  number          integer not null,
  ground          text not null,
  valid_from      date not null,
  status          text not null,
  reason          text not null,
  clause_id       uuid,
  factor          text,
  factor_before   text,
  bound           text,
  formula         text,
  proposed_by     uuid not null,
  proposed_at     timestamptz not null,
  decided_by      uuid,
  decided_at      timestamptz,
  decision_reason text not null default '',
  version         integer not null default 1,
  constraint price_change_pk primary key (cooperative_id, id),
  constraint price_change_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint price_change_of_clause foreign key (cooperative_id, framework_id, clause_id) references price_clause (cooperative_id, framework_id, id),
  constraint price_change_proposed_by_person foreign key (proposed_by) references person (id),
  constraint price_change_decided_by_person foreign key (decided_by) references person (id),
  constraint price_change_number_unique unique (cooperative_id, framework_id, number),
  constraint price_change_day_key unique (cooperative_id, id, framework_id, valid_from),
  constraint price_change_number_positive check (number >= 1),
  constraint price_change_ground_known check (ground in ('award', 'catalogue', 'index', 'modification')),
  constraint price_change_status_known check (status in ('proposed', 'approved', 'rejected', 'withdrawn')),
  constraint price_change_of_index_has_clause check ((ground = 'index') = (clause_id is not null) and num_nonnulls(factor, factor_before, bound, formula) = case ground when 'index' then 4 else 0 end),
  constraint price_change_factor_form check (factor ~ '^[0-9]+(/[1-9][0-9]*)?$' and factor_before ~ '^[0-9]+(/[1-9][0-9]*)?$' and char_length(factor || factor_before) <= 2000),
  constraint price_change_bound_known check (bound in ('', 'cap', 'floor', 'step-cap', 'step-floor')),
  constraint price_change_reason_length check (char_length(reason) between 3 and 2000 and char_length(decision_reason) <= 2000),
  constraint price_change_decision_complete check ((status = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)
    and (status in ('rejected', 'withdrawn')) = (decision_reason <> '')),
  constraint price_change_approved_by_another check (status <> 'approved' or decided_by <> proposed_by),
  constraint price_change_before_it_begins check (ground = 'award'
    or coalesce((decided_at at time zone 'Europe/Berlin')::date, (proposed_at at time zone 'Europe/Berlin')::date) < valid_from),
  constraint price_change_times_finite check (isfinite(valid_from) and isfinite(proposed_at) and isfinite(decided_at)),
  constraint price_change_version_positive check (version >= 1)
);
comment on column price_change.formula is 'The clause as it was filled in; the factors are exact ratios';
comment on table price_change is 'Changes of prices from a day on. One person proposes, another approves, both before that day; what is not approved by then has lapsed. Withdrawn can be what has not begun';
create index price_change_waiting on price_change (cooperative_id, framework_id) where status = 'proposed';
create index price_change_of_clause on price_change (cooperative_id, framework_id, clause_id) where clause_id is not null;

create table price_change_index (
  cooperative_id uuid not null,
  change_id      uuid not null,
  index_id       uuid not null,
  month          date not null,
  value          numeric(12,4) not null,
  provisional    boolean not null,
  constraint price_change_index_pk primary key (cooperative_id, change_id, index_id),
  constraint price_change_index_of_change foreign key (cooperative_id, change_id) references price_change (cooperative_id, id),
  constraint price_change_index_of_index foreign key (cooperative_id, index_id) references price_index (cooperative_id, id),
  constraint price_change_index_positive check (value > 0 and value <> 'NaN')
);
comment on table price_change_index is 'What the indices were, I(t), when a change was computed from them';
create index price_change_index_of_index on price_change_index (cooperative_id, index_id);

create table item_price (
  cooperative_id uuid not null,
  change_id      uuid not null,
  item_id        uuid not null,
  framework_id   uuid not null,
  supplier_id    uuid,
  valid_from     date not null,
  before         numeric(15,6) not null,
  price          numeric(15,6) not null,
  tier_mode      text,
  tier_basis     text,
  tier_from      numeric(12,3)[],
  tier_price     numeric(15,6)[],
  constraint item_price_of_change foreign key (cooperative_id, change_id, framework_id, valid_from)
    references price_change (cooperative_id, id, framework_id, valid_from),
  constraint item_price_of_item foreign key (cooperative_id, framework_id, item_id) references framework_item (cooperative_id, framework_id, id),
  constraint item_price_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint item_price_once unique nulls not distinct (cooperative_id, change_id, item_id, supplier_id),
  constraint item_price_in_range check (price between 0 and 999999999.999999 and before between 0 and 999999999.999999),
  constraint item_price_tiers_in_order check (tiers_in_order(price, tier_mode, tier_basis, tier_from, tier_price))
);
comment on table item_price is 'The prices that a change brings, each with its tiers; they count once the change is approved and its day has come. With a supplier: the price of that supplier only';
comment on column item_price.before is 'The price that the change was computed against';
create index item_price_by_day on item_price (cooperative_id, item_id, valid_from desc);
create index item_price_of_supplier on item_price (cooperative_id, supplier_id) where supplier_id is not null;

create table volume_rebate (
  cooperative_id uuid not null,
  id             uuid not null,
  number         text not null,
  framework_id   uuid not null,
  item_id        uuid not null,
  volume         numeric(12,3) not null,
  step_from      numeric(12,3),
  charged        numeric(15,2) not null,
  due            numeric(15,2) not null,
  earlier        numeric(15,2) not null,
  credit         numeric(15,2) not null,
  vat_rate       numeric(7,4) not null,
  credit_pool_id uuid,
  charge_pool_id uuid,
  created_by     uuid not null,
  created_at     timestamptz not null,
  version        integer not null default 1,
  constraint volume_rebate_pk primary key (cooperative_id, id),
  constraint volume_rebate_of_item foreign key (cooperative_id, framework_id, item_id) references framework_item (cooperative_id, framework_id, id),
  constraint volume_rebate_credit_pool foreign key (cooperative_id, credit_pool_id) references cost_pool (cooperative_id, id),
  constraint volume_rebate_charge_pool foreign key (cooperative_id, charge_pool_id) references cost_pool (cooperative_id, id),
  constraint volume_rebate_created_by_person foreign key (created_by) references person (id),
  constraint volume_rebate_number_unique unique (cooperative_id, number),
  constraint volume_rebate_adds_up check (credit = charged - due - earlier),
  constraint volume_rebate_is_posted check (num_nonnulls(credit_pool_id, charge_pool_id) > 0),
  constraint volume_rebate_volume_in_range check (volume between 0 and 999999999999.999),
  constraint volume_rebate_vat_rate_in_range check (vat_rate between 0 and 100),
  constraint volume_rebate_time_finite check (isfinite(created_at))
);
comment on table volume_rebate is 'What a step of a price for the volume of a contract gives back on what was called off before it was reached, less what earlier rebates gave. Costing shares and books it';
comment on column volume_rebate.charge_pool_id is 'Where members owe again what an earlier rebate gave, because call-offs were cancelled';
create index volume_rebate_of_item on volume_rebate (cooperative_id, framework_id, item_id);

create table volume_rebate_line (
  cooperative_id uuid not null,
  rebate_id      uuid not null,
  call_off_id    uuid not null,
  member_id      uuid not null,
  quantity       numeric(12,3) not null,
  charged        numeric(15,2) not null,
  price          numeric(15,6) not null,
  due            numeric(15,2) not null,
  earlier        numeric(15,2) not null,
  credit         numeric(15,2) not null,
  constraint volume_rebate_line_pk primary key (cooperative_id, rebate_id, call_off_id),
  constraint volume_rebate_line_of_rebate foreign key (cooperative_id, rebate_id) references volume_rebate (cooperative_id, id),
  constraint volume_rebate_line_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint volume_rebate_line_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint volume_rebate_line_rounded_once check (due = round(quantity * price, 2)),
  constraint volume_rebate_line_adds_up check (credit = charged - due - earlier)
);
comment on table volume_rebate_line is 'A rebate, call-off by call-off: charged, less the price of the step reached, less what earlier rebates gave. Of a call-off that does not stand any more the quantity is zero';
create index volume_rebate_line_of_call_off on volume_rebate_line (cooperative_id, call_off_id);
create index volume_rebate_line_of_member on volume_rebate_line (cooperative_id, member_id);

select guard_append_only_table('price_index');
select guard_append_only_table('price_index_value');
select guard_append_only_table('price_clause');
select guard_set_table('price_clause_part', 'clause_id');
select guard_business_table('price_change');
revoke update on price_change from allmende_app;
grant update (status, decided_by, decided_at, decision_reason, version) on price_change to allmende_app;
select guard_set_table('price_change_index', 'change_id');
select guard_set_table('item_price', 'change_id');
select guard_append_only_table('volume_rebate');
select guard_set_table('volume_rebate_line', 'rebate_id');

-- A value that is final is not made provisional again; a correction of it may be entered.
-- +goose StatementBegin
create function price_index_value_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n where n.revision > 1 and not exists (select from price_index_value v
      where v.cooperative_id = n.cooperative_id and v.index_id = n.index_id and v.month = n.month and v.revision = n.revision - 1 and (v.provisional or not n.provisional)))
  then
    raise exception 'a final index value becomes provisional, or a revision is left out' using errcode = 'check_violation', constraint = 'price_index_value_stays_final';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger price_index_value_stays_final after insert on price_index_value referencing new table as new_rows for each statement execute function price_index_value_check();

-- a + sum of b = 1, exactly.
-- +goose StatementBegin
create function price_clause_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n join price_clause c on c.cooperative_id = n.cooperative_id and c.id = n.clause_id
      group by n.cooperative_id, n.clause_id, c.fixed_part having c.fixed_part + sum(n.weight) <> 1)
  then
    raise exception 'the parts of an index clause are not one together' using errcode = 'check_violation', constraint = 'price_clause_parts_are_one';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger price_clause_parts_are_one after insert on price_clause_part referencing new table as new_rows for each statement execute function price_clause_check();

-- From approved or proposed a change goes to where its day allows, and never back.
-- +goose StatementBegin
create function price_change_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.status <> old.status and not (old.status = 'proposed' or old.status = 'approved' and new.status = 'withdrawn') then
    raise exception 'price change % is %', old.id, old.status using errcode = 'check_violation', constraint = 'price_change_decided_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger price_change_decided_once before update on price_change for each row execute function price_change_hold();

-- Of an item one change at a time is proposed, and approved are they in the order of their
-- days; what the award agreed is entered before the first call-off. Whoever proposes or
-- approves has locked the contract.
-- +goose StatementBegin
create function price_change_in_order(p_cooperative uuid, p_change uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select not exists (
    select from item_price n join price_change c on c.cooperative_id = n.cooperative_id and c.id = n.change_id
      join item_price o on o.cooperative_id = n.cooperative_id and o.item_id = n.item_id and o.change_id <> n.change_id
        and coalesce(o.supplier_id, n.supplier_id) is not distinct from coalesce(n.supplier_id, o.supplier_id)
      join price_change d on d.cooperative_id = o.cooperative_id and d.id = o.change_id
    where n.cooperative_id = p_cooperative and n.change_id = p_change and c.status in ('proposed', 'approved')
      and (d.status = 'proposed' and c.status = 'proposed' and (c.proposed_at at time zone 'Europe/Berlin')::date < d.valid_from
        or d.status = 'approved' and d.valid_from >= c.valid_from))
    and not exists (
      select from price_change c join item_price n on n.cooperative_id = c.cooperative_id and n.change_id = c.id and n.supplier_id is null
        join call_off o on o.cooperative_id = c.cooperative_id and o.framework_id = c.framework_id
      where c.cooperative_id = p_cooperative and c.id = p_change and c.ground = 'award' and c.status in ('proposed', 'approved'))
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function item_price_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (with change as materialized (select distinct n.cooperative_id, n.change_id from new_rows n) select from change n where not price_change_in_order(n.cooperative_id, n.change_id)) then
    raise exception 'an item has a change of its price that waits, or begins later' using errcode = 'check_violation', constraint = 'price_change_in_order';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger price_change_in_order after insert on item_price referencing new table as new_rows for each statement execute function item_price_check();
-- +goose StatementBegin
create function price_change_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n where not price_change_in_order(n.cooperative_id, n.id)) then
    raise exception 'an item has a change of its price that begins later' using errcode = 'check_violation', constraint = 'price_change_in_order';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger price_change_in_order after update on price_change referencing new table as new_rows for each statement execute function price_change_check();

-- The price of an item on a day, and since when and why; without a day where it is the
-- original one. The one place that tells it.
-- +goose StatementBegin
create function item_price_at(p_cooperative uuid, p_item uuid, p_day date, p_supplier uuid default null)
  returns table (price numeric, tier_mode text, tier_basis text, tier_from numeric[], tier_price numeric[], valid_from date, ground text, change_id uuid)
  language sql stable as $$
  (select p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, p.valid_from, c.ground, c.id
    from item_price p join price_change c on c.cooperative_id = p.cooperative_id and c.id = p.change_id
    where p.cooperative_id = p_cooperative and p.item_id = p_item and p.valid_from <= p_day and c.status = 'approved' and (p.supplier_id is null or p.supplier_id = p_supplier)
    order by p.supplier_id nulls last, p.valid_from desc limit 1)
  union all
  select i.price, i.tier_mode, i.tier_basis, i.tier_from, i.tier_price, null, case when i.tender_item_id is null then 'catalogue' else 'award' end, null
    from framework_item i where i.cooperative_id = p_cooperative and i.id = p_item
  order by valid_from nulls last limit 1
$$;
-- +goose StatementEnd

-- The day whose prices hold in a transaction: that of the clock which it has read first.
-- +goose StatementBegin
create function price_day() returns date language sql stable as
  $$ select coalesce(nullif(current_setting('app.day', true), '')::date, (allmende_clock() at time zone 'Europe/Berlin')::date) $$;
-- +goose StatementEnd

-- The items of a contract whose price is about to change and waits for the decision, with
-- the day from which it would hold. Nothing can be called off of them until then.
-- +goose StatementBegin
create function item_prices_pending(p_cooperative uuid, p_framework uuid, p_day date) returns table (item_id uuid, valid_from date) language sql stable as $$
  select p.item_id, c.valid_from
  from price_change c join item_price p on p.cooperative_id = c.cooperative_id and p.change_id = c.id
  where c.cooperative_id = p_cooperative and c.framework_id = p_framework and c.status = 'proposed' and c.valid_from > p_day
$$;
-- +goose StatementEnd

-- A rebate counts what call-offs were charged, and what earlier rebates gave.
-- +goose StatementBegin
create function volume_rebate_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n
      join volume_rebate r on r.cooperative_id = n.cooperative_id and r.id = n.rebate_id
      join call_off c on c.cooperative_id = n.cooperative_id and c.id = n.call_off_id
      left join call_off_line l on l.cooperative_id = c.cooperative_id and l.call_off_id = c.id and l.item_id = r.item_id
      cross join lateral (select coalesce(sum(o.credit), 0) as given from volume_rebate_line o
        join volume_rebate e on e.cooperative_id = o.cooperative_id and e.id = o.rebate_id and e.item_id = r.item_id
        where o.cooperative_id = n.cooperative_id and o.call_off_id = n.call_off_id and o.rebate_id <> n.rebate_id) before
    where c.framework_id <> r.framework_id or c.member_id <> n.member_id or n.earlier <> before.given
      or (n.quantity, n.charged) is distinct from (case when c.status = 'placed' then l.quantity else 0 end, case when c.status = 'placed' then l.total else 0 end)
  ) or exists (
    select from (select n.cooperative_id, n.rebate_id, sum(n.charged) as charged, sum(n.due) as due, sum(n.earlier) as earlier from new_rows n group by 1, 2) s
      join volume_rebate r on r.cooperative_id = s.cooperative_id and r.id = s.rebate_id
    where (r.charged, r.due, r.earlier) is distinct from (s.charged, s.due, s.earlier)
  ) then
    raise exception 'a rebate is not of what was charged and given before' using errcode = 'check_violation', constraint = 'volume_rebate_of_charged';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger volume_rebate_of_charged after insert on volume_rebate_line referencing new table as new_rows for each statement execute function volume_rebate_check();
