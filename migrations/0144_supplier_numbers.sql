-- +goose Up

-- A supplier that changes what it says of itself takes no VAT number or register entry of another one either.
drop trigger is_new on supplier_profile;
create trigger is_new before insert on supplier_profile for each row execute function supplier_profile_is_new();
