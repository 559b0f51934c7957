-- +goose Up

-- What all members need of the items of a round, added up as it is stated: totals are read at
-- once however many members there are, and members still do not wait for each other, because
-- a statement only adds rows. Who finds many of them puts them together.
create table demand_tally (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  item_id        uuid not null,
  firm           numeric(15,3) not null,
  tolerance      numeric(15,3) not null,
  constraint demand_tally_pk primary key (cooperative_id, id),
  constraint demand_tally_of_item foreign key (cooperative_id, item_id) references demand_item (cooperative_id, id),
  constraint demand_tally_of_round foreign key (cooperative_id, round_id) references demand_round (cooperative_id, id)
);
comment on table demand_tally is 'Parts of which the sum, by item, is what demand_need sums up to; written by its triggers alone';
create index demand_tally_of_round on demand_tally (cooperative_id, round_id, item_id) include (firm, tolerance);
create index demand_tally_of_item on demand_tally (cooperative_id, item_id);
insert into unrecorded_table values ('demand_tally');
alter table demand_tally enable row level security;
alter table demand_tally force row level security;
create policy same_cooperative on demand_tally using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select on demand_tally to allmende_app;

insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
  select cooperative_id, gen_random_uuid(), round_id, item_id, sum(firm), sum(tolerance) from demand_need group by cooperative_id, round_id, item_id;

-- +goose StatementBegin
create function demand_tally_merge(p_cooperative uuid, p_round uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One at a time; the others go on without.
  if not pg_try_advisory_xact_lock(hashtextextended('tally of ' || p_round, 0)) then
    return;
  end if;
  with parts as (
    delete from demand_tally where cooperative_id = p_cooperative and round_id = p_round returning item_id, firm, tolerance
  )
  insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
    select p_cooperative, gen_random_uuid(), p_round, item_id, sum(firm), sum(tolerance) from parts group by item_id;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function demand_tally_add() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stated_in record;
begin
  if tg_op = 'INSERT' then
    insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
      select cooperative_id, gen_random_uuid(), round_id, item_id, sum(firm), sum(tolerance) from stated group by cooperative_id, round_id, item_id;
  else
    insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
      select n.cooperative_id, gen_random_uuid(), n.round_id, n.item_id, sum(n.firm - o.firm), sum(n.tolerance - o.tolerance)
      from stated n join replaced o on o.cooperative_id = n.cooperative_id and o.id = n.id
      where n.firm <> o.firm or n.tolerance <> o.tolerance
      group by n.cooperative_id, n.round_id, n.item_id;
  end if;
  for stated_in in select distinct cooperative_id, round_id from stated loop
    if (select count(*) > 4000 from (select from demand_tally t where t.cooperative_id = stated_in.cooperative_id and t.round_id = stated_in.round_id limit 4001) as parts) then
      perform demand_tally_merge(stated_in.cooperative_id, stated_in.round_id);
    end if;
  end loop;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function demand_tally_add() from public;
revoke all on function demand_tally_merge(uuid, uuid) from public;
create trigger demand_need_tally_insert after insert on demand_need referencing new table as stated for each statement execute function demand_tally_add();
create trigger demand_need_tally_update after update on demand_need referencing new table as stated old table as replaced for each statement execute function demand_tally_add();
