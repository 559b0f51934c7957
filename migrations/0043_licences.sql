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
