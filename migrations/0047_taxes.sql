-- +goose Up

-- Whether a text is a category of VAT with its rate in percent, as "S/19": only what is taxed has one.
create function tax_wellformed(p_tax text) returns boolean language sql immutable parallel safe as
  $$ select p_tax ~ '^((E|Z|O|AE)/0|S/(100|[1-9]?[0-9])([.][0-9]{0,3}[1-9])?)$' and p_tax !~ '^S/(0|100[.].*)$' $$;

-- Null where nobody has told it: no rate is guessed, and what stands keeps its hash.
alter table catalogue_line
  add tax text,
  add constraint catalogue_line_tax_wellformed check (tax_wellformed(tax));
comment on column catalogue_line.tax is 'Category (UNTDID 5305) and rate of VAT in percent: S/19; null: the catalogue does not tell';

alter table framework_item
  add tax text,
  add constraint framework_item_tax_wellformed check (tax_wellformed(tax)),
  add constraint framework_item_tax_of_catalogue check (tax is null or line_id is not null);
comment on column framework_item.tax is 'What its catalogue says it is taxed at when that supplier delivers it';
create or replace view framework_item_standing with (security_invoker = true) as
  select i.cooperative_id, i.id, i.framework_id, i.tender_item_id, i.position, i.name, i.description, i.category, i.cpv, i.unit, i.price, i.maximum_quantity, i.version, i.search,
    c.drawn::numeric(12,3) as drawn_quantity, i.retired is not null as retired, i.supplier_id, i.tax
  from framework_item i join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id;

-- Rates are copied into the call-off, as prices and names are (G-CAL).
-- +goose StatementBegin
create function taxes_wellformed(p_taxes text[], p_lines integer) returns boolean language plpgsql immutable parallel safe as $$
begin
  return cardinality(p_taxes) = p_lines and array_ndims(p_taxes) = 1 and (select count(t.tax) > 0 and bool_and(tax_wellformed(t.tax)) from unnest(p_taxes) as t (tax));
end $$;
-- +goose StatementEnd
alter table call_off
  add taxes text[],
  add constraint call_off_taxes_wellformed check (taxes is null or taxes_wellformed(taxes, cardinality(items)));
comment on column call_off.taxes is 'Category and rate of VAT of each line, in their order; an element is null where it was not known, all is null where none was';
alter table call_off_version
  add taxes text[],
  add constraint call_off_version_taxes_wellformed check (taxes is null or taxes_wellformed(taxes, cardinality(items)));
comment on column call_off_version.taxes is 'As those of call_off';
create or replace view call_off_line with (security_invoker = true) as
  select c.cooperative_id, c.id as call_off_id, l.position::integer as position, l.item_id, l.name, l.unit, l.quantity - coalesce(l.returned, 0) as quantity, l.price,
    call_off_line_kept(l.total, l.price, l.quantity, l.returned) as total, l.derivation, l.quantity as ordered_quantity, l.total as ordered_total, l.tax
  from call_off c cross join lateral unnest(c.items, c.names, c.units, c.quantities, c.prices, c.totals, c.derivations, c.returned, c.taxes)
    with ordinality as l (item_id, name, unit, quantity, price, total, derivation, returned, tax, position);

-- Items as a buyer sees them, as before, with the first image that came with a catalogue.
drop function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean);
-- +goose StatementBegin
create function catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean)
  returns table (item_id text, framework_id text, framework_number text, framework_title text, name text, description text, category text, cpv text, unit text, supplier text,
    manufacturer text, article_number text, labels text[], delivery_days integer, price text, total text, next_from text, next_price text, remaining_quantity text, maximum_quantity text,
    remaining_value text, maximum_value text, remaining_quota text, quota text, in_force_to text, attributes text, favourite boolean, orderable boolean, image text)
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set datestyle = 'ISO' as $$
begin
  return query
    select i.id::text, f.id::text, f.number, f.title, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(i.cpv, ''), i.unit, s.name::text,
      coalesce(l.manufacturer, ''), coalesce(i.article_number, ''), l.labels, l.delivery_days, price_text(p.price), v.total::text,
      coalesce(trim_scale(n.from_quantity)::text, ''), coalesce(price_text(n.price), ''),
      coalesce(trim_scale(i.maximum_quantity - d.quantity)::text, ''), coalesce(trim_scale(i.maximum_quantity)::text, ''), (f.maximum - t.drawn)::text, f.maximum::text,
      coalesce((e.quota - e.drawn)::text, ''), coalesce(e.quota::text, ''), f.in_force_to::text, case when p_detailed then l.attributes::text end,
      exists (select from market.favourite m where m.cooperative_id = i.cooperative_id and m.person_id = p_person and m.item_id = i.id),
      (i.maximum_quantity is null or p_quantity <= i.maximum_quantity - d.quantity) and v.total <= f.maximum - t.drawn and (e.quota is null or v.total <= e.quota - e.drawn),
      coalesce(b.id::text, '')
    from unnest(p_items) with ordinality as w (id, place)
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.retired is null
    join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
    join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and not t.exhausted and f.halt_status is null and p_today between f.in_force_from and f.in_force_to
    join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = p_member
    left join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id
    join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
    left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
    cross join lateral (select coalesce(c.drawn, 0)::numeric(12,3) as quantity) d
    cross join lateral item_price_at(i.cooperative_id, i.id, p_today, i.supplier_id) p
    cross join lateral (select tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, d.quantity, p_quantity) as total offset 0) v
    left join lateral (select t.from_quantity - case when p.tier_basis = 'contract' then d.quantity else 0 end as from_quantity, t.price
      from unnest(p.tier_from, p.tier_price) as t (from_quantity, price)
      where t.from_quantity > p_quantity + case when p.tier_basis = 'contract' then d.quantity else 0 end order by t.from_quantity limit 1) n on true
    left join lateral (select m.id from jsonb_array_elements(l.media) with ordinality as o (medium, place)
        join catalogue_media m on m.cooperative_id = i.cooperative_id and m.framework_id = i.framework_id and m.supplier_id = i.supplier_id
          and m.name = regexp_replace(o.medium->>'source', '^.*[/\\]', '') and m.content_type <> 'application/pdf'
        join catalogue_version r on r.cooperative_id = m.cooperative_id and r.id = m.version_id and r.status = 'approved'
      where l.media <> '[]' and o.medium->>'kind' = 'image' order by o.place, m.id desc limit 1) b on true
    order by w.place;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) from public;
grant execute on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) to allmende_app;
