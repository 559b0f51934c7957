-- +goose Up

-- Why a day of a standing order passed without an order, with the values of its sentence: the
-- amounts and names that the code alone does not tell.
alter table standing_order
  add fault_params jsonb,
  add constraint standing_order_fault_params_of_fault check (fault_params is null or fault <> '' and jsonb_typeof(fault_params) = 'object');
comment on column standing_order.fault_params is 'The values of the sentence of the fault, or null';
