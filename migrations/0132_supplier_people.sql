-- +goose Up

-- Somebody acts for a supplier no more: for good, and never the last one, or else nobody could let others act. The
-- supplier's row is the turn, so that of the last two not both go at once.
-- +goose StatementBegin
create function appointment_supplier_keeps_one() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.ended_at is not null then
    raise exception 'appointment % has ended', old.id using errcode = 'check_violation', constraint = 'appointment_ended_stays';
  end if;
  perform from supplier s where s.cooperative_id = old.cooperative_id and s.id = old.supplier_id for update;
  if not exists (select from appointment a where a.cooperative_id = old.cooperative_id and a.supplier_id = old.supplier_id and a.ended_at is null and a.person_id <> old.person_id) then
    raise exception 'supplier % keeps one who acts for it', old.supplier_id using errcode = 'check_violation', constraint = 'appointment_supplier_keeps_one';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger supplier_keeps_one before update of ended_at on appointment for each row
  when (old.supplier_id is not null and new.ended_at is distinct from old.ended_at) execute function appointment_supplier_keeps_one();
revoke all on function appointment_supplier_keeps_one() from public;
grant execute on function appointment_supplier_keeps_one() to allmende_app;
