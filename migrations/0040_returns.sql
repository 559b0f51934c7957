-- +goose Up

-- What is approved goes to a supplier that takes orders; a change that is turned down leaves the
-- order where it is.
-- +goose StatementBegin
create function call_off_supplier_takes_orders() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from framework_supplier s where s.cooperative_id = new.cooperative_id and s.framework_id = new.framework_id and s.supplier_id = new.supplier_id and s.out_kind is not null) then
    raise exception 'the supplier of % takes no orders', new.number using errcode = 'check_violation', constraint = 'call_off_supplier_takes_orders';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger supplier_takes_orders after update on call_off for each row
  when (new.status = 'placed' and old.status = 'submitted' and new.change is not distinct from old.change) execute function call_off_supplier_takes_orders();
