-- +goose Up

-- Whether a text is the copy of an address that something can be delivered to.
-- +goose StatementBegin
create function delivery_address_holds(p_address jsonb) returns boolean language sql immutable strict parallel safe
  return jsonb_typeof(p_address) = 'object' and (p_address - array['name', 'street', 'postcode', 'city', 'country', 'contact', 'hours']) = '{}'
    and char_length(p_address ->> 'name') between 1 and 80 and char_length(p_address ->> 'street') between 1 and 200
    and char_length(p_address ->> 'postcode') between 1 and 20 and char_length(p_address ->> 'city') between 1 and 100
    and (p_address ->> 'country') ~ '^[A-Z]{2}$' and char_length(coalesce(p_address ->> 'contact', '')) <= 200
    and char_length(coalesce(p_address ->> 'hours', '')) <= 200;
-- +goose StatementEnd

-- +goose StatementBegin
create function delivery_addresses_hold(p_addresses jsonb) returns boolean language sql immutable strict parallel safe
  return jsonb_typeof(p_addresses) = 'array' and jsonb_array_length(p_addresses) <= 50
    and (select coalesce(bool_and(coalesce(delivery_address_holds(a), false)), true) and count(*) = count(distinct a ->> 'name') from jsonb_array_elements(p_addresses) a);
-- +goose StatementEnd

-- +goose StatementBegin
create function budget_codes_hold(p_codes jsonb) returns boolean language sql immutable strict parallel safe
  return jsonb_typeof(p_codes) = 'array' and jsonb_array_length(p_codes) <= 500
    and (select coalesce(bool_and(coalesce((c - array['code', 'name', 'from', 'to']) = '{}' and char_length(c ->> 'code') between 1 and 40
        and char_length(c ->> 'name') between 1 and 100 and coalesce(c ->> 'from', '0001-01-01') ~ '^\d{4}-\d{2}-\d{2}$' and coalesce(c ->> 'to', '9999-12-31') ~ '^\d{4}-\d{2}-\d{2}$'
        and coalesce(c ->> 'from', '0001-01-01') <= coalesce(c ->> 'to', '9999-12-31'), false)), true) and count(*) = count(distinct c ->> 'code')
      from jsonb_array_elements(p_codes) c);
-- +goose StatementEnd

-- What a member has said about its orders.
create table order_setting (
  cooperative_id uuid not null,
  id             uuid not null,
  addresses      jsonb not null default '[]',
  codes          jsonb not null default '[]',
  version        integer not null default 1,
  constraint order_setting_pk primary key (cooperative_id, id),
  constraint order_setting_of_member foreign key (cooperative_id, id) references member (cooperative_id, id),
  constraint order_setting_addresses_hold check (delivery_addresses_hold(addresses)),
  constraint order_setting_codes_hold check (budget_codes_hold(codes)),
  constraint order_setting_version_positive check (version >= 1)
);
comment on table order_setting is 'Where a member (the id) has things delivered, the usual address first, and which budget codes its orders may name; without codes, any';
comment on column order_setting.codes is 'Code and name, with the first and last day on which a code is accepted, if they are bounded';
select guard_business_table('order_setting');

alter table call_off add column delivery jsonb;
alter table call_off add constraint call_off_delivery_holds check (delivery_address_holds(delivery));
comment on column call_off.delivery is 'A copy of the address as it was when the call-off was made; null where the member had none';

-- Once a member has a list, its orders bear no other codes.
-- +goose StatementBegin
create function call_off_codes_listed() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if exists (select from new_rows n join order_setting s on s.cooperative_id = n.cooperative_id and s.id = n.member_id and s.codes <> '[]'
      cross join lateral unnest(array_append(n.budget_codes, n.budget_code)) as u (code)
      where not exists (select from jsonb_array_elements(s.codes) c where c ->> 'code' = u.code
        and to_char(n.created_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') between coalesce(c ->> 'from', '0001-01-01') and coalesce(c ->> 'to', '9999-12-31'))) then
    raise exception 'a budget code is not in the list of the member' using errcode = 'check_violation', constraint = 'call_off_codes_listed';
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function call_off_codes_listed() from public;
create trigger codes_listed after insert on call_off referencing new table as new_rows for each statement execute function call_off_codes_listed();
