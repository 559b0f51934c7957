-- +goose Up

-- Meters of whole sites beside those of members, and meters of reservations that exist (G-CAP).
alter table meter
  alter column member_id drop not null,
  add column site_id uuid,
  add constraint meter_of_site foreign key (cooperative_id, site_id) references capacity_site (cooperative_id, id),
  add constraint meter_of_one check (num_nonnulls(member_id, site_id) = 1 and (site_id is null or reservation_id is null)),
  add constraint meter_of_site_energy check ((site_id is not null) = (resource in ('site-energy', 'site-it', 'site-renewable', 'site-heat-reused'))),
  drop constraint meter_energy_by_kilowatt_hour,
  add constraint meter_energy_by_kilowatt_hour check (resource <> 'power' and site_id is null or unit = case kind when 'counter' then 'KWH' else 'KWT' end),
  -- What was said of reservations before was not checked.
  add constraint meter_of_reservation foreign key (cooperative_id, reservation_id) references capacity_reservation (cooperative_id, id) not valid;
comment on table meter is 'What measures how much a member uses of a resource, or a site of energy; removed_on: its last day';
create index meter_of_site on meter (cooperative_id, site_id) where site_id is not null;
create index meter_of_reservation on meter (cooperative_id, reservation_id) where reservation_id is not null;

-- One vocabulary: what is measured is what is reserved, storage with its tier; IT load is power.
-- +goose StatementBegin
create function meter_resource_known() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.site_id is null and new.resource !~ '^(power|rack-unit|rack|vcpu|memory|storage(-[a-z0-9]+)*|gpu|backup|bandwidth)$' then
    raise exception 'a meter of what nobody reserves' using errcode = 'check_violation', constraint = 'meter_resource_known';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger resource_known before insert on meter for each row execute function meter_resource_known();
