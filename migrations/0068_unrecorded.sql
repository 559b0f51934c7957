-- +goose Up

-- The tables that no event speaks of are a list, so that a later table joins it by one row.
create table unrecorded_table (relation text not null constraint unrecorded_table_pk primary key);
comment on table unrecorded_table is 'Tables of the business that the audit trail leaves out: their events, if any, are those of what they belong to';
insert into unrecorded_table select audit_unrecorded();
-- +goose StatementBegin
create or replace function audit_unrecorded() returns setof text language sql stable set search_path = public, pg_temp as
$$ select relation from unrecorded_table $$;
-- +goose StatementEnd
