-- +goose Up

-- Whether steps of a price are in order, as before; without steps, which is most often so, no
-- statement is started for it.
-- +goose StatementBegin
create or replace function tiers_in_order(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[])
  returns boolean language plpgsql immutable parallel safe as $$
begin
  if p_mode is null then
    return num_nonnulls(p_basis, p_from, p_prices) = 0;
  end if;
  return p_mode in ('marginal', 'all-unit') and p_basis in ('call-off', 'contract')
    and coalesce(cardinality(p_from), 0) between 1 and 20 and cardinality(p_from) = cardinality(p_prices) and array_ndims(p_from) = 1
    and (select bool_and(t.from_quantity > coalesce(t.quantity_before, 0) and t.price < t.price_before and t.price >= 0 and t.from_quantity <> 'NaN' and t.from_quantity <= 999999999.999)
      from (select q as from_quantity, p as price, lag(q) over (order by n) as quantity_before, lag(p, 1, p_price) over (order by n) as price_before
        from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t) is true;
end $$;
-- +goose StatementEnd

-- Has the planner look at the items again once a catalogue has brought a tenth of them, within
-- its transaction: a change of prices right after the first large catalogue went through all
-- items for each price, until PostgreSQL looked by itself minutes later.
-- +goose StatementBegin
create function catalogue_counted(p_items integer) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_items > (select 50 + greatest(c.reltuples, 0) / 10 from pg_class c where c.oid = 'framework_item'::regclass) then
    analyze framework_item (cooperative_id, id, framework_id, position, tender_item_id, supplier_id, article_number, line_id, retired),
      ceiling (cooperative_id, framework_id, kind, id), catalogue_line (cooperative_id, id, version_id, item_id, change);
  end if;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_counted(integer) from public;
grant execute on function catalogue_counted(integer) to allmende_app;

-- What a catalogue tells of a licence, and the one that it was ordered to renew. Null where
-- nobody has told it, so that what stands keeps its hash.
alter table licence
  add metric         text,
  add seats_per_unit integer,
  add renews_id      uuid,
  add constraint licence_metric_length check (char_length(metric) between 1 and 100),
  add constraint licence_seats_per_unit_in_range check (seats_per_unit between 1 and 1000000),
  add constraint licence_renews_another foreign key (cooperative_id, renews_id) references licence (cooperative_id, id),
  add constraint licence_renews_not_itself check (renews_id <> id);
comment on column licence.metric is 'What is counted, as the catalogue says: users, cores';
comment on column licence.seats_per_unit is 'How many seats one unit of the item is; null: one';
create index licence_renewed_by on licence (cooperative_id, renews_id) where renews_id is not null;

create table licence_count (
  cooperative_id uuid not null,
  id             uuid not null,
  licence_id     uuid not null,
  counted_on     date not null,
  used           integer not null,
  seats          integer not null,
  counted_by     uuid not null,
  counted_at     timestamptz not null,
  constraint licence_count_pk primary key (cooperative_id, id),
  constraint licence_count_of_licence foreign key (cooperative_id, licence_id) references licence (cooperative_id, id),
  constraint licence_count_by_person foreign key (counted_by) references person (id),
  constraint licence_count_in_range check (used between 0 and 1000000 and seats >= 1),
  constraint licence_count_not_ahead check (counted_on <= (counted_at at time zone 'Europe/Berlin')::date),
  constraint licence_count_times_finite check (isfinite(counted_at))
);
comment on table licence_count is 'How many seats of a licence were in use on a day, and how many there were';
create index licence_count_of_licence on licence_count (cooperative_id, licence_id, counted_on);
select guard_append_only_table('licence_count');

create table licence_order (
  cooperative_id uuid not null,
  id             uuid not null,
  licence_id     uuid not null,
  call_off_id    uuid not null,
  reason         text not null,
  constraint licence_order_pk primary key (cooperative_id, id),
  constraint licence_order_of_licence foreign key (cooperative_id, licence_id) references licence (cooperative_id, id),
  constraint licence_order_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint licence_order_follows_one unique (cooperative_id, call_off_id),
  constraint licence_order_reason_known check (reason in ('true-up', 'renewal'))
);
comment on table licence_order is 'Call-offs that follow a licence: more seats for its term, or another term. Seats count once the call-off is placed';
create index licence_order_of_licence on licence_order (cooperative_id, licence_id);
select guard_append_only_table('licence_order');
