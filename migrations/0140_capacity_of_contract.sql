-- A pool is sold by the contract that it names: a new reservation is of a call-off of that one. A line of a call-off is for
-- one kind of capacity, whoever reserves of it.
-- +goose Up
-- +goose StatementBegin
create or replace function capacity_reserved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  over record;
  ordered call_off;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from unnest(new.claim_resources || coalesce(new.proposed_resources, '{}') || new.held_resources || new.line_resources) as c (id)
      where not exists (select from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = c.id and r.pool_id = new.pool_id)) then
    raise exception 'reservation % has resources of other pools', new.number using errcode = 'check_violation', constraint = 'capacity_reservation_in_one_pool';
  end if;
  if tg_op = 'INSERT' and exists (select from capacity_pool p join call_off c on c.cooperative_id = p.cooperative_id and c.id = new.call_off_id
      where p.cooperative_id = new.cooperative_id and p.id = new.pool_id and p.framework_id <> c.framework_id) then
    raise exception 'reservation %: the pool is sold by another contract', new.number using errcode = 'check_violation', constraint = 'capacity_of_contract';
  end if;
  insert into capacity.step as s (cooperative_id, resource_id, day, rise)
    select new.cooperative_id, m.resource_id, m.day, sum(m.rise) from (
      select h.resource_id, h.from_day as day, h.amount as rise from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, -h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.from_day, -h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
    ) m group by m.resource_id, m.day having sum(m.rise) <> 0
    on conflict on constraint step_pk do update set rise = s.rise + excluded.rise;
  select r.kind, r.tier, o.day into over
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day)
    where r.cooperative_id = new.cooperative_id and r.id = any(new.held_resources) and o.day is not null limit 1;
  if found then
    raise exception 'reservation %: % % is overbooked on %', new.number, over.kind, over.tier, over.day using errcode = 'check_violation', constraint = 'capacity_not_overbooked';
  end if;
  if new.call_off_id is not null and cardinality(new.held_resources) > 0 then
    select * into ordered from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id for no key update;
    if exists (select from unnest(new.line_resources, new.line_positions) as l (resource_id, position) join capacity_resource x on x.id = l.resource_id
        where exists (select from capacity_reservation r cross join lateral unnest(r.line_resources, r.line_positions) as k (resource_id, position)
          join capacity_resource y on y.id = k.resource_id
          where r.cooperative_id = new.cooperative_id and r.call_off_id = new.call_off_id and k.position = l.position and (y.kind, y.tier) <> (x.kind, x.tier)
            and cardinality(r.held_resources) > 0)) then
      raise exception 'reservation %: a line is for one kind of capacity', new.number using errcode = 'check_violation', constraint = 'capacity_line_of_one_kind';
    end if;
    if ordered.member_id <> new.member_id or capacity_line_exceeded(ordered) is not null then
      raise exception 'reservation %: more than was called off', new.number using errcode = 'check_violation', constraint = 'capacity_within_line';
    end if;
  end if;
  return null;
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function capacity_reserved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  over record;
  ordered call_off;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from unnest(new.claim_resources || coalesce(new.proposed_resources, '{}') || new.held_resources || new.line_resources) as c (id)
      where not exists (select from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = c.id and r.pool_id = new.pool_id)) then
    raise exception 'reservation % has resources of other pools', new.number using errcode = 'check_violation', constraint = 'capacity_reservation_in_one_pool';
  end if;
  insert into capacity.step as s (cooperative_id, resource_id, day, rise)
    select new.cooperative_id, m.resource_id, m.day, sum(m.rise) from (
      select h.resource_id, h.from_day as day, h.amount as rise from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, -h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.from_day, -h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
    ) m group by m.resource_id, m.day having sum(m.rise) <> 0
    on conflict on constraint step_pk do update set rise = s.rise + excluded.rise;
  select r.kind, r.tier, o.day into over
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day)
    where r.cooperative_id = new.cooperative_id and r.id = any(new.held_resources) and o.day is not null limit 1;
  if found then
    raise exception 'reservation %: % % is overbooked on %', new.number, over.kind, over.tier, over.day using errcode = 'check_violation', constraint = 'capacity_not_overbooked';
  end if;
  if new.call_off_id is not null and cardinality(new.held_resources) > 0 then
    select * into ordered from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id for no key update;
    if ordered.member_id <> new.member_id or capacity_line_exceeded(ordered) is not null then
      raise exception 'reservation %: more than was called off', new.number using errcode = 'check_violation', constraint = 'capacity_within_line';
    end if;
  end if;
  return null;
end $$;
-- +goose StatementEnd
