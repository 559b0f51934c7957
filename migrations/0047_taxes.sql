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
