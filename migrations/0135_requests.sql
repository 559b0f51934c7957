-- +goose Up

-- Restricted procedures (VgV 16, UVgO 10): suppliers ask to take part, officers choose whom to invite, and only
-- those bid. Columns without a value keep the hashes of what there is already.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('request-days.restricted-eu', '30', '2016-04-18', null, 'VgV § 16 Abs. 2', false),
  ('request-days.restricted-eu.urgent', '15', '2016-04-18', null, 'VgV § 16 Abs. 3', false),
  ('bid-days.restricted-eu', '25', '2016-04-18', null, 'VgV § 16 Abs. 5 und 8: elektronisch', false),
  ('bid-days.restricted-eu.urgent', '10', '2016-04-18', null, 'VgV § 16 Abs. 7', false),
  ('request-days.restricted-national', '0', '2017-02-07', null, 'UVgO § 13: angemessen', false),
  ('bid-days.restricted-national', '0', '2017-02-07', null, 'UVgO § 13: angemessen', false),
  ('participants.restricted-eu', '5', '2016-04-18', null, 'VgV § 51 Abs. 2', false),
  ('participants.restricted-national', '3', '2017-02-07', null, 'UVgO § 36 Abs. 2', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '',
  '{"codes": "request-days.restricted-eu, request-days.restricted-eu.urgent, bid-days.restricted-eu, bid-days.restricted-eu.urgent, request-days.restricted-national, bid-days.restricted-national, participants.restricted-eu, participants.restricted-national"}');

alter table tender
  add requests_until timestamptz,
  add least_invited integer,
  add suitability jsonb,
  add request_days integer,
  add request_days_source text,
  add participants integer,
  add participants_source text,
  add selection_by uuid,
  add selection_at timestamptz,
  add selection_deadline timestamptz,
  add invited_by uuid,
  add invited_at timestamptz,
  drop constraint tender_procedure_known,
  drop constraint tender_procedure_follows_value,
  drop constraint tender_status_known,
  drop constraint tender_steps_in_order,
  add constraint tender_selection_by_person foreign key (selection_by) references person (id),
  add constraint tender_invited_by_person foreign key (invited_by) references person (id),
  add constraint tender_procedure_known check (procedure in ('open-eu', 'open-national', 'mini-competition', 'direct-award', 'restricted-eu', 'restricted-national')),
  add constraint tender_procedure_follows_value check (procedure in ('mini-competition', 'direct-award') or (procedure in ('open-eu', 'restricted-eu')) = (estimated_value >= threshold)),
  add constraint tender_status_known check (status in ('draft', 'in-review', 'requests', 'published', 'opened', 'evaluating', 'award-proposed', 'standstill', 'awarded', 'cancelled')),
  add constraint tender_steps_in_order check (case status
      when 'draft' then submitted_at is null and published_at is null
      when 'in-review' then submitted_at is not null and published_at is null
      when 'requests' then published_at is not null and invited_at is null and opened_at is null
      when 'published' then published_at is not null and opened_at is null
      when 'opened' then opened_at is not null and proposed_at is null
      when 'evaluating' then opened_at is not null and proposed_at is null
      when 'award-proposed' then proposed_at is not null and awarded_at is null
      when 'standstill' then proposed_at is not null and awarded_at is null
      when 'awarded' then awarded_at is not null
      else awarded_at is null end
    and (published_at is null or submitted_at is not null) and (opened_at is null or published_at is not null)
    and (proposed_at is null or opened_at is not null) and (awarded_at is null or proposed_at is not null)),
  add constraint tender_first_stage_complete check (num_nonnulls(requests_until, least_invited, suitability, request_days, request_days_source, participants, participants_source)
    = case when procedure in ('restricted-eu', 'restricted-national') then 7 else 0 end),
  add constraint tender_first_stage_in_range check (least_invited between 1 and 50 and participants between 1 and 50 and request_days between 0 and 365
    and jsonb_typeof(suitability) = 'array' and jsonb_array_length(suitability) between 1 and 20 and isfinite(requests_until) and requests_until < deadline),
  add constraint tender_participants_enough check (published_at is null or least_invited >= participants),
  add constraint tender_selection_complete check (num_nonnulls(selection_by, selection_at, selection_deadline) in (0, 3) and num_nonnulls(invited_by, invited_at) in (0, 2)
    and isfinite(selection_at) and isfinite(selection_deadline) and isfinite(invited_at)),
  add constraint tender_selection_after_requests check (selection_at > requests_until and selection_deadline > selection_at and invited_at >= selection_at),
  add constraint tender_selection_of_two_stages check (requests_until is not null or selection_at is null and status <> 'requests'),
  add constraint tender_chosen_before_invited check (invited_at is null or selection_at is not null),
  add constraint tender_invited_by_another check (invited_by <> selection_by),
  add constraint tender_bids_of_invited check (requests_until is null or invited_at is not null or status in ('draft', 'in-review', 'requests', 'cancelled'));
comment on column tender.requests_until is 'Until when suppliers ask to take part in a restricted procedure';
comment on column tender.least_invited is 'How many are invited at least, as the notice says';
comment on column tender.suitability is 'The criteria by which participants are chosen';
comment on column tender.participants is 'How many the law of the day asks to invite at least';
comment on column tender.selection_deadline is 'Until when those who are proposed to be invited may bid';
create index tender_selection_by on tender (selection_by) where selection_by is not null;
create index tender_invited_by on tender (invited_by) where invited_by is not null;

create table tender_request (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  supplier_id    uuid not null,
  revision       integer not null,
  status         text not null,
  statement      text not null,
  answers        jsonb not null,
  handed_in_by   uuid not null,
  handed_in_at   timestamptz not null,
  ended_by       uuid,
  ended_at       timestamptz,
  verdict        text,
  reason         text,
  version        integer not null default 1,
  constraint tender_request_pk primary key (cooperative_id, id),
  constraint tender_request_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_request_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_request_by_person foreign key (handed_in_by) references person (id),
  constraint tender_request_ended_by_person foreign key (ended_by) references person (id),
  constraint tender_request_revision_once unique (cooperative_id, tender_id, supplier_id, revision),
  constraint tender_request_status_known check (status in ('standing', 'replaced', 'withdrawn')),
  constraint tender_request_texts check (char_length(statement) between 10 and 8000 and jsonb_typeof(answers) = 'array' and jsonb_array_length(answers) between 1 and 20),
  constraint tender_request_ended check ((status = 'standing') = (ended_at is null) and (ended_at is null) = (ended_by is null) and ended_at >= handed_in_at),
  constraint tender_request_verdict_known check (verdict in ('invited', 'unsuitable', 'lower-ranked') and (verdict is null) = (reason is null)
    and char_length(reason) between 3 and 2000 and (verdict is null or status = 'standing')),
  constraint tender_request_times check (isfinite(handed_in_at) and isfinite(ended_at)),
  constraint tender_request_numbers check (revision >= 1 and version >= 1)
);
comment on table tender_request is 'What suppliers hand in to be invited to bid, in all versions, and what came of it (VgV 16(1), 42, 51; UVgO 10, 36, 37)';
create unique index tender_request_one_stands on tender_request (cooperative_id, tender_id, supplier_id) where status = 'standing';
create index tender_request_of_supplier on tender_request (cooperative_id, supplier_id);
create index tender_request_by on tender_request (handed_in_by);
create index tender_request_ended_by on tender_request (ended_by) where ended_by is not null;
select guard_business_table('tender_request');
revoke update on tender_request from allmende_app;
grant update (status, ended_by, ended_at, verdict, reason, version) on tender_request to allmende_app;
create trigger requester_not_banned before insert on tender_request for each row execute function supplier_not_banned();

-- Requests come, are replaced and withdrawn until the deadline for them; verdicts come after it and end with the invitation.
-- +goose StatementBegin
create function tender_request_in_time() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  select status, requests_until, suitability into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if t.status <> 'requests' or t.requests_until is null
      or (tg_op = 'INSERT' or new.status <> old.status) and allmende_clock() > t.requests_until then
    raise exception 'tender % takes no requests', new.tender_id using errcode = 'check_violation', constraint = 'tender_request_in_time';
  end if;
  if tg_op = 'INSERT' and (new.status <> 'standing' or new.verdict is not null or jsonb_array_length(new.answers) <> jsonb_array_length(t.suitability)) then
    raise exception 'request % does not answer what is asked', new.id using errcode = 'check_violation', constraint = 'tender_request_answers_all';
  end if;
  if tg_op = 'UPDATE' and old.status <> 'standing' then
    raise exception 'request % has ended', old.id using errcode = 'check_violation', constraint = 'tender_request_ends_once';
  end if;
  if tg_op = 'UPDATE' and new.verdict is distinct from old.verdict and allmende_clock() <= t.requests_until then
    raise exception 'request % is judged before its deadline', new.id using errcode = 'check_violation', constraint = 'tender_request_judged_after_deadline';
  end if;
  return new;
end $$;

-- Whom a restricted procedure invites was chosen, and nobody is added later.
create function tender_invited_is_chosen() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.procedure in ('restricted-eu', 'restricted-national')
      and (t.invited_at is null or t.status <> 'published' or not exists (select from tender_request r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id
        and r.supplier_id = new.supplier_id and r.status = 'standing' and r.verdict = 'invited'))) then
    raise exception 'supplier % was not chosen for tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'tender_invited_is_chosen';
  end if;
  return new;
end $$;

-- What the notice said of the first stage stays.
create function tender_first_stage_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'the first stage of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_first_stage_kept';
end $$;

-- The invitation is made with a verdict on every request; with less than announced, nobody suitable is left out.
create function tender_invitation_is_whole() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(*) filter (where r.verdict is null) > 0 or count(*) filter (where r.verdict = 'invited') = 0
        or count(*) filter (where r.verdict = 'invited') < new.least_invited and count(*) filter (where r.verdict = 'lower-ranked') > 0
      from tender_request r where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.status = 'standing') then
    raise exception 'not all requests of tender % are judged, or too few invited', new.id using errcode = 'check_violation', constraint = 'tender_invitation_is_whole';
  end if;
  return new;
end $$;

create or replace function tender_deadline_kept() returns trigger language plpgsql as $$
begin
  if old.status = 'requests' and new.status = 'published' and new.deadline = new.selection_deadline then
    return new;
  elsif old.deadline < allmende_clock() or new.deadline < old.deadline then
    raise exception 'the deadline of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_deadline_kept';
  elsif not exists (select from tender_extension e where e.cooperative_id = new.cooperative_id and e.tender_id = new.id
      and e.moved_from = old.deadline and e.moved_to = new.deadline) then
    raise exception 'the deadline of tender % is moved without a reason', old.id using errcode = 'check_violation', constraint = 'tender_deadline_has_reason';
  end if;
  return new;
end $$;

create or replace function tender_keeps_out(p_cooperative uuid, p_tender uuid, p_supplier uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce((select case
      when t.procedure = 'mini-competition' then not exists (select from tender_ceiling c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.supplier_id = p_supplier)
      when t.procedure in ('direct-award', 'restricted-eu', 'restricted-national') then not exists (select from tender_invited i
        where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision and i.supplier_id = p_supplier)
      else false end
    from tender t where t.cooperative_id = p_cooperative and t.id = p_tender), false)
$$;

-- Whoever asked to take part is told what came of it; the step is the request.
create function outbox_tender_requests() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select r.cooperative_id, 'request-decided', r.tender_id, r.id::text, new.invited_at from tender_request r
    where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.status = 'standing';
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_tender_requests() from public;
create trigger in_time before insert or update on tender_request for each row execute function tender_request_in_time();
create trigger chosen before insert on tender_invited for each row execute function tender_invited_is_chosen();
create trigger first_stage_kept before update on tender for each row when (old.published_at is not null and
  (new.requests_until, new.least_invited, new.suitability, new.procedure) is distinct from (old.requests_until, old.least_invited, old.suitability, old.procedure)
  or old.invited_at is not null and (new.selection_by, new.selection_at, new.selection_deadline, new.invited_by, new.invited_at)
    is distinct from (old.selection_by, old.selection_at, old.selection_deadline, old.invited_by, old.invited_at)) execute function tender_first_stage_kept();
create trigger invitation_is_whole before update on tender for each row when (old.invited_at is null and new.invited_at is not null) execute function tender_invitation_is_whole();
create trigger outbox_invited after update on tender for each row when (old.invited_at is null and new.invited_at is not null) execute function outbox_tender_requests();

alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-share-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided',
    'standing-submitted', 'standing-failed', 'standing-soon', 'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning',
    'contract-ends', 'licence-renews', 'reservation-waits', 'reservation-decided', 'place-offered', 'reservation-ends', 'capacity-short', 'round-closes', 'needs-unconfirmed', 'certificate-expires',
    'request-decided'));
