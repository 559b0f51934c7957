-- The one reservation there is, as often as asked, each for other days; what triggers would
-- book one by one is booked at once.
set local session_replication_role = replica;
insert into capacity_reservation
  select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'KR-B' || n, 'claim_from', d.first, 'claim_to', d.last, 'held_from', d.first, 'held_to', d.last))).*
  from capacity_reservation r cross join generate_series(2, current_setting('stage.reservations')::int) as n
  cross join lateral (select array[f, f] as first, array[f + n % 90, f + n % 90] as last from (select current_date + 1 + n % 3500 as f) f) d;
delete from capacity.step;
insert into capacity.step (cooperative_id, resource_id, day, rise)
  select cooperative_id, resource_id, day, sum(rise) from (
    select cooperative_id, resource_id, from_day as day, amount as rise from capacity_held
    union all select cooperative_id, resource_id, to_day + 1, -amount from capacity_held) m
  group by 1, 2, 3 having sum(rise) <> 0;
