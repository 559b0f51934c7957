-- +goose Up

-- How an item is sold: in packs, from a minimum on, at prices that fall with what all members
-- need together. Null where nothing is known of it.
alter table demand_item
  add pack       numeric(12,3),
  add minimum    numeric(12,3),
  add tier_mode  text,
  add tier_basis text,
  add tier_from  numeric(12,3)[],
  add tier_price numeric(15,6)[],
  add constraint demand_item_pack_in_range check (pack > 0 and pack <= 999999999.999),
  add constraint demand_item_minimum_in_packs check (minimum > 0 and minimum <= 999999999.999 and (pack is null or mod(minimum, pack) = 0)),
  add constraint demand_item_tiers_in_order check (tiers_in_order(estimated_price, tier_mode, tier_basis, tier_from, tier_price) and tier_basis is not distinct from case when tier_mode is not null then 'contract' end);
comment on column demand_item.pack is 'How much one pack holds; what is ordered is a whole number of packs';
comment on column demand_item.minimum is 'The smallest order, a whole number of packs';
comment on column demand_item.tier_from is 'Where the steps of the estimated price begin, by the firm quantity of all members';

-- After a round's deadline, its officer may have packs filled and minimum orders reached.
alter table demand_round
  drop constraint demand_round_status_known,
  add constraint demand_round_status_known check (status in ('draft', 'open', 'topping-up', 'frozen', 'tendered', 'cancelled')),
  drop constraint demand_round_opened_has_time,
  add constraint demand_round_opened_has_time check (status not in ('open', 'topping-up', 'frozen', 'tendered') or opened_at is not null),
  drop constraint demand_round_frozen_has_snapshot,
  add constraint demand_round_frozen_has_snapshot check ((frozen_at is null) = (snapshot_hash is null)
    and (status not in ('frozen', 'tendered') or frozen_at is not null)
    and (status not in ('draft', 'open', 'topping-up') or frozen_at is null));

-- How much more an item needs for the pack that was begun, or for its minimum. domain/demand
-- says the same (Terms.Missing), and a test holds them together.
-- +goose StatementBegin
create function demand_missing(p_pack numeric, p_minimum numeric, p_firm numeric, p_tolerance numeric) returns numeric language sql immutable parallel safe as $$
  select case when p_firm = 0 then 0 else greatest(0,
    case when p_pack is null then w.wanted else ceil(w.wanted / p_pack) * p_pack end - p_firm - p_tolerance) end
  from (select greatest(p_firm, coalesce(p_minimum, 0)) as wanted) w
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function demand_need_check_open() returns trigger language plpgsql as $$
begin
  if exists (select from stated join demand_round r using (cooperative_id) where r.id = stated.round_id and r.status not in ('open', 'topping-up')) then
    raise exception 'needs are stated in open rounds only' using errcode = 'check_violation', constraint = 'demand_need_only_while_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd

-- While a round is topped up, no statement raises what is missing of an item (G-DEM). What
-- was needed before is what is needed now, less what was stated, and what that replaced.
-- +goose StatementBegin
create function demand_need_check_topping_up() returns trigger language plpgsql as $$
declare
  raised uuid;
begin
  if not exists (select from stated s join demand_round r on r.cooperative_id = s.cooperative_id and r.id = s.round_id where r.status = 'topping-up') then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select i.id into raised
    from (select cooperative_id, round_id, item_id, sum(firm) as firm, sum(tolerance) as tolerance from stated group by 1, 2, 3) s
      join demand_item i on i.cooperative_id = s.cooperative_id and i.id = s.item_id
      cross join lateral (select sum(n.firm) as firm, sum(n.tolerance) as tolerance from demand_need n
        where n.cooperative_id = s.cooperative_id and n.round_id = s.round_id and n.item_id = s.item_id) now
    where demand_missing(i.pack, i.minimum, now.firm, now.tolerance) > demand_missing(i.pack, i.minimum, now.firm - s.firm, now.tolerance - s.tolerance)
    limit 1;
  else
    select i.id into raised
    from (select n.cooperative_id, n.round_id, n.item_id, sum(n.firm - o.firm) as firm, sum(n.tolerance - o.tolerance) as tolerance
        from stated n join replaced o on o.cooperative_id = n.cooperative_id and o.id = n.id group by 1, 2, 3) s
      join demand_item i on i.cooperative_id = s.cooperative_id and i.id = s.item_id
      cross join lateral (select sum(n.firm) as firm, sum(n.tolerance) as tolerance from demand_need n
        where n.cooperative_id = s.cooperative_id and n.round_id = s.round_id and n.item_id = s.item_id) now
    where demand_missing(i.pack, i.minimum, now.firm, now.tolerance) > demand_missing(i.pack, i.minimum, now.firm - s.firm, now.tolerance - s.tolerance)
    limit 1;
  end if;
  if raised is not null then
    raise exception 'topping up raises what is missing of item %', raised using errcode = 'check_violation', constraint = 'demand_need_raises_no_missing';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger demand_need_raises_no_missing_insert after insert on demand_need referencing new table as stated for each statement execute function demand_need_check_topping_up();
create trigger demand_need_raises_no_missing_update after update on demand_need referencing new table as stated old table as replaced for each statement execute function demand_need_check_topping_up();

-- The same item in another round, for a member that would state it twice.
create index demand_item_of_name on demand_item (cooperative_id, lower(name), unit);
