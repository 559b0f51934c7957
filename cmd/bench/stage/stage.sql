-- Sets the stage within one transaction that has an event: a cooperative with members,
-- a supplier, people and framework contracts. The sizes are in settings named stage.*.

create or replace function pg_temp.size(p_name text) returns integer language sql as $$ select current_setting('stage.' || p_name)::integer $$;

-- The same id every time for the same thing; version and variant as a UUIDv7 has them.
create or replace function pg_temp.made(p_kind text, p_n bigint) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(p_kind || ' ' || p_n) placing '7' from 13) placing '8' from 17)::uuid $$;

create or replace temp view home as select current_setting('app.cooperative_id')::uuid as id;

insert into cooperative (cooperative_id, id, name) select id, id, 'Bühne ' || id from home;

insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on)
  select home.id, pg_temp.made('member', n), 'Mitglied ' || lpad(n::text, 5, '0'), 'it-provider', 'admitted', 0, 1000000, '2026-01-01'
  from home, generate_series(1, pg_temp.size('members')) n;

insert into supplier (cooperative_id, id, name)
  select home.id, pg_temp.made('supplier', n), 'Lieferant ' || lpad(n::text, 3, '0') from home, generate_series(1, 50) n;

-- Person 0 is the officer, -1 another one, the others are buyers, member by member.
insert into person (id, name, email, password_hash, created_at)
  select pg_temp.made('person', n), 'Person ' || n, 'person' || n || '@stage.example', current_setting('stage.password_hash'), now()
  from generate_series(-1, pg_temp.size('buyers')) n;
insert into appointment (cooperative_id, id, person_id, role, member_id, appointed_at)
  select home.id, pg_temp.made('appointment', n), pg_temp.made('person', n), case when n < 1 then 'procurement-officer' else 'buyer' end,
    case when n > 0 then pg_temp.made('member', 1 + (n - 1) % pg_temp.size('members')) end, now()
  from home, generate_series(-1, pg_temp.size('buyers')) n;

-- What a contract descends from, in the least detail that the tables allow.
insert into demand_round (cooperative_id, id, number, title, status, closes_at, created_by, created_at)
  select home.id, pg_temp.made('round', 1), 'BR-STAGE', 'Bedarf', 'draft', now(), pg_temp.made('person', 0), now() from home;
insert into demand_item (cooperative_id, id, round_id, position, name, description, category, cpv, unit, estimated_price)
  select home.id, pg_temp.made('need', 1), pg_temp.made('round', 1), 1, 'Ware', '', 'hardware', '', 'H87', 1 from home;
insert into tender (cooperative_id, id, number, round_id, status, title, method, term_months, term_justification, quota_mode, deadline,
    no_lots_reason, first_officer_id, second_officer_id, procedure, threshold, threshold_source, estimated_value, revision, created_by, created_at, reason)
  select home.id, pg_temp.made('tender', n), 'VV-STAGE-' || n, pg_temp.made('round', 1), 'cancelled', 'Vergabe ' || n, 'lowest-price', 48, '', 'first-come', now(),
    '', pg_temp.made('person', 0), pg_temp.made('person', -1), 'open-national', 2, 'Bühne', 1, 1, pg_temp.made('person', 0), now(), 'Bühne'
  from home, generate_series(1, pg_temp.size('frameworks')) n;
insert into tender_lot (cooperative_id, id, tender_id, revision, position, title, maximum_value)
  select home.id, pg_temp.made('lot', n), pg_temp.made('tender', n), 1, 1, 'Los ' || n, 1 from home, generate_series(1, pg_temp.size('frameworks')) n;
insert into tender_item (cooperative_id, id, tender_id, lot_id, revision, round_item_id, position, name, description, category, cpv, unit, firm, tolerance, maximum_quantity, estimated_price)
  select home.id, pg_temp.made('tender item', n), pg_temp.made('tender', n), pg_temp.made('lot', n), 1, pg_temp.made('need', 1), 1, 'Ware', '', 'hardware', '', 'H87', 0, 0, 0, 1
  from home, generate_series(1, pg_temp.size('frameworks')) n;

insert into framework (cooperative_id, id, number, title, supplier_id, tender_id, lot_id, lot_title, in_force_from, in_force_to, maximum, quota_mode, entitled_count, created_at)
  select home.id, pg_temp.made('framework', n), 'RV-STAGE-' || lpad(n::text, 4, '0'), 'Rahmenvertrag ' || n, pg_temp.made('supplier', 1 + n % 50), pg_temp.made('tender', n),
    pg_temp.made('lot', n), 'Los ' || n, current_date - 400, current_date + 400, current_setting('stage.maximum')::numeric, 'first-come', pg_temp.size('members'), now()
  from home, generate_series(1, pg_temp.size('frameworks')) n;
insert into framework_supplier (cooperative_id, id, framework_id, supplier_id, rank)
  select f.cooperative_id, pg_temp.made('framework supplier', row_number() over (order by f.number)), f.id, f.supplier_id, 1 from home join framework f on f.cooperative_id = home.id;
insert into framework_item (cooperative_id, id, framework_id, tender_item_id, position, name, description, category, cpv, unit, price, maximum_quantity)
  select home.id, pg_temp.made('item ' || n, p), pg_temp.made('framework', n), pg_temp.made('tender item', n), p, 'Ware ' || lpad(((n - 1) * pg_temp.size('items') + p)::text, 6, '0'),
    'Gerät für den Arbeitsplatz, mit Zubehör', (array['hardware', 'software', 'service', 'data-center'])[1 + p % 4], '30213100-6', 'H87', 1 + p / 100.0, 999999999
  from home, generate_series(1, pg_temp.size('frameworks')) n, generate_series(1, pg_temp.size('items')) p;
insert into framework_member (cooperative_id, id, framework_id, member_id)
  select home.id, pg_temp.made('entitled ' || n, m), pg_temp.made('framework', n), pg_temp.made('member', m)
  from home, generate_series(1, pg_temp.size('frameworks')) n, generate_series(1, pg_temp.size('members')) m;
