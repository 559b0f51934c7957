-- +goose Up

-- Negotiated procedures with a call for competition (VgV 17, UVgO 12): up to the invitation as restricted ones, with a
-- ground that the law allows to negotiate by. Columns without a value keep the hashes of what there is already.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('request-days.negotiated-eu', '30', '2016-04-18', null, 'VgV § 17 Abs. 2', false),
  ('request-days.negotiated-eu.urgent', '15', '2016-04-18', null, 'VgV § 17 Abs. 3', false),
  ('bid-days.negotiated-eu', '25', '2016-04-18', null, 'VgV § 17 Abs. 6 und 9: elektronisch', false),
  ('bid-days.negotiated-eu.urgent', '10', '2016-04-18', null, 'VgV § 17 Abs. 8', false),
  ('participants.negotiated-eu', '3', '2016-04-18', null, 'VgV § 51 Abs. 2', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '',
  '{"codes": "request-days.negotiated-eu, request-days.negotiated-eu.urgent, bid-days.negotiated-eu, bid-days.negotiated-eu.urgent, participants.negotiated-eu"}');

alter table tender
  add negotiation_ground text,
  add first_bids_award boolean,
  drop constraint tender_procedure_known,
  drop constraint tender_procedure_follows_value,
  drop constraint tender_first_stage_complete,
  add constraint tender_procedure_known check (procedure in ('open-eu', 'open-national', 'mini-competition', 'direct-award', 'restricted-eu', 'restricted-national', 'negotiated-eu', 'negotiated-national')),
  add constraint tender_procedure_follows_value check (procedure in ('mini-competition', 'direct-award') or (procedure in ('open-eu', 'restricted-eu', 'negotiated-eu')) = (estimated_value >= threshold)),
  add constraint tender_first_stage_complete check (num_nonnulls(requests_until, least_invited, suitability, request_days, request_days_source, participants, participants_source)
    = case when procedure in ('restricted-eu', 'restricted-national', 'negotiated-eu', 'negotiated-national') then 7 else 0 end),
  add constraint tender_negotiation_ground_known check (negotiation_ground in ('adaptation', 'innovative', 'complexity', 'indescribable', 'no-regular-bids')),
  add constraint tender_negotiation_complete check (case when procedure in ('negotiated-eu', 'negotiated-national')
    then first_bids_award is not null and (submitted_at is null or negotiation_ground is not null and procedure_reason is not null)
    else num_nonnulls(negotiation_ground, first_bids_award) = 0 end);
comment on column tender.negotiation_ground is 'What allows to negotiate (VgV 14(3), UVgO 8(4)); procedure_reason says what it consists in';
comment on column tender.first_bids_award is 'The award on first bids, without talking about them, is reserved (VgV 17(11), UVgO 12(4))';

-- +goose StatementBegin
create or replace function tender_invited_is_chosen() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.requests_until is not null
      and (t.invited_at is null or t.status <> 'published' or not exists (select from tender_request r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id
        and r.supplier_id = new.supplier_id and r.status = 'standing' and r.verdict = 'invited'))) then
    raise exception 'supplier % was not chosen for tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'tender_invited_is_chosen';
  end if;
  return new;
end $$;

create or replace function tender_keeps_out(p_cooperative uuid, p_tender uuid, p_supplier uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce((select case
      when t.procedure = 'mini-competition' then not exists (select from tender_ceiling c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.supplier_id = p_supplier)
      when t.procedure = 'direct-award' or t.requests_until is not null then not exists (select from tender_invited i
        where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision and i.supplier_id = p_supplier)
      else false end
    from tender t where t.cooperative_id = p_cooperative and t.id = p_tender), false)
$$;
-- +goose StatementEnd
drop trigger first_stage_kept on tender;
create trigger first_stage_kept before update on tender for each row when (old.published_at is not null and
  (new.requests_until, new.least_invited, new.suitability, new.procedure, new.negotiation_ground, new.first_bids_award)
    is distinct from (old.requests_until, old.least_invited, old.suitability, old.procedure, old.negotiation_ground, old.first_bids_award)
  or old.invited_at is not null and (new.selection_by, new.selection_at, new.selection_deadline, new.invited_by, new.invited_at)
    is distinct from (old.selection_by, old.selection_at, old.selection_deadline, old.invited_by, old.invited_at)) execute function tender_first_stage_kept();
