-- +goose Up

-- Who takes part in a joint call-off is told what it is asked and what became of it; so is who
-- approves a standing order, and who is asked because nobody decided.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided', 'standing-submitted', 'standing-failed',
    'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));

-- +goose StatementBegin
create function outbox_share_asked() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, member_id, at) values (new.cooperative_id, 'calloff-share-asked', new.call_off_id, new.member_id, allmende_clock());
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function outbox_standing_submitted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, 'standing-submitted', new.id, 'standing', allmende_clock());
  return null;
end $$;
-- +goose StatementEnd
create trigger outbox_asked after insert on call_off_share for each row when (new.consent = 'open') execute function outbox_share_asked();
create trigger outbox_asked_anew after update on call_off_share for each row
  when (new.consent = 'open' and (old.consent <> 'open' or old.amount <> new.amount or old.line_amounts <> new.line_amounts)) execute function outbox_share_asked();
create trigger outbox_submitted after insert on standing_order for each row when (new.status = 'submitted') execute function outbox_standing_submitted();
create trigger outbox_submitted_further after update on standing_order for each row
  when (new.status = 'submitted' and new.approvals <> old.approvals) execute function outbox_standing_submitted();

-- Of kinds that did not exist when somebody set how to be told, that person is told as is suggested.
alter table notice_setting
  add never text[],
  add constraint notice_setting_never_apart check (not never && at_once and not never && daily);
comment on table notice_setting is 'Of which kinds of news a person is told at once, once a day and never; of kinds that came later, and without a row: as the domain suggests';
comment on column notice_setting.never is 'Null where it was set before this was stored: then it is all kinds there were that are not in the other two';

-- Who is asked where nobody decides about a call-off, rule by rule. Null for the tables of before.
alter table approval_table
  add escalates   boolean[],
  add escalate_to uuid[],
  add constraint approval_table_escalations_whole check ((escalates is null) = (escalate_to is null)
    and (escalates is null or cardinality(escalates) = cardinality(above) and cardinality(escalate_to) = cardinality(above)));
comment on column approval_table.escalates is 'Whether somebody else is asked where nobody decides for too long';
comment on column approval_table.escalate_to is 'Who: a person, or null for everybody with the role';

create table call_off_escalation (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  change         integer not null,
  step           integer not null,
  to_person      uuid,
  at             timestamptz not null,
  version        integer not null default 1,
  constraint call_off_escalation_pk primary key (cooperative_id, id),
  constraint call_off_escalation_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_escalation_to_person foreign key (to_person) references person (id),
  constraint call_off_escalation_once unique (cooperative_id, call_off_id, change, step),
  constraint call_off_escalation_step_positive check (step >= 1 and change >= 0),
  constraint call_off_escalation_time_finite check (isfinite(at)),
  constraint call_off_escalation_version_positive check (version >= 1)
);
comment on table call_off_escalation is 'A step of approval that nobody decided about in time, and who may decide about it besides; null: everybody with the role';
create index call_off_escalation_to on call_off_escalation (to_person);
select guard_append_only_table('call_off_escalation');

-- Only the step that waits is escalated, and only where its rule says so.
-- +goose StatementBegin
create function call_off_escalated() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  waiting call_off;
  next integer;
begin
  select * into waiting from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id;
  select s.step into next from call_off_steps(waiting) s
    where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.call_off_id and a.change = new.change and a.step = s.step) < s.persons
    order by s.step limit 1;
  if waiting.status <> 'submitted' or waiting.share_members is not null or new.change <> coalesce(waiting.change, 0) or next is distinct from new.step
    or not coalesce((waiting.approval_steps -> (new.step - 1) -> 'rule' ->> 'escalates')::boolean, false) then
    raise exception 'step % of % is not escalated', new.step, waiting.number using errcode = 'check_violation', constraint = 'call_off_escalation_due';
  end if;
  if new.to_person in (waiting.created_by, waiting.changed_by) then
    raise exception 'an approval of one''s own' using errcode = 'check_violation', constraint = 'call_off_approval_by_another';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger escalated_in_turn before insert on call_off_escalation for each row execute function call_off_escalated();
-- +goose StatementBegin
create function outbox_call_off_escalated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, 'calloff-escalated', new.call_off_id, 'escalated', new.at);
  return null;
end $$;
-- +goose StatementEnd
create trigger outbox_insert after insert on call_off_escalation for each row execute function outbox_call_off_escalated();
revoke all on function outbox_share_asked(), outbox_standing_submitted(), outbox_call_off_escalated() from public;

-- As before, and who is asked because nobody decided: a person by name, role or not, or everybody with the role.
-- +goose StatementBegin
create or replace function call_off_waits_for(p call_off, p_person uuid, p_day date) returns boolean language sql stable set search_path = public, pg_temp as $$
  with given as (
    select a.step, a.person_id, a.in_place_of from call_off_approval a where a.cooperative_id = p.cooperative_id and a.call_off_id = p.id and a.change = coalesce(p.change, 0)
  ), next as (
    select s.step, s.approver, e.id is not null as escalated, e.to_person from call_off_steps(p) s
    left join call_off_escalation e on e.cooperative_id = p.cooperative_id and e.call_off_id = p.id and e.change = coalesce(p.change, 0) and e.step = s.step
    where (select count(*) from given g where g.step = s.step) < s.persons order by s.step limit 1
  ), hand as (
    select p_person as person_id
    union
    select d.person_id from approval_deputy d
    where d.cooperative_id = p.cooperative_id and d.member_id = p.member_id and d.deputy_id = p_person and not d.ended and p_day between d.from_day and d.to_day
  )
  select p.status = 'submitted' and p_person not in (p.created_by, coalesce(p.changed_by, p.created_by))
    and not exists (select from given g where p_person in (g.person_id, g.in_place_of))
    and not exists (select from next n join call_off_steps(p) l on l.step > n.step and l.approver = p_person 
      where n.approver is null or n.escalated and n.to_person is null and n.approver <> p_person)
    and (exists (select from next n where n.escalated and n.to_person = p_person)
      or exists (
        select from next n, hand h
        where h.person_id not in (p.created_by, coalesce(p.changed_by, p.created_by)) and not exists (select from given g where h.person_id in (g.person_id, g.in_place_of))
          and (n.approver = h.person_id or n.escalated and n.to_person = h.person_id or (n.approver is null or n.escalated and n.to_person is null)
            and not exists (select from call_off_steps(p) l where l.step > n.step and l.approver = h.person_id))
          and exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.member_id = p.member_id and a.person_id = h.person_id
            and a.role = 'approver' and a.ended_at is null)))
$$;
-- +goose StatementEnd

-- As before, and in a step that was escalated who is asked besides.
-- +goose StatementBegin
create or replace function call_off_approval_given() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  waiting call_off;
  next record;
begin
  select * into waiting from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id;
  if waiting.created_by in (new.person_id, new.in_place_of) or waiting.changed_by in (new.person_id, new.in_place_of) then
    raise exception 'an approval of one''s own' using errcode = 'check_violation', constraint = 'call_off_approval_by_another';
  end if;
  select s.* into next from call_off_steps(waiting) s
    where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.call_off_id and a.change = new.change and a.step = s.step) < s.persons
    order by s.step limit 1;
  if waiting.status <> 'submitted' or new.change <> coalesce(waiting.change, 0) or next.step is distinct from new.step
    or next.approver <> coalesce(new.in_place_of, new.person_id) and not exists (select from call_off_escalation e
      where e.cooperative_id = new.cooperative_id and e.call_off_id = new.call_off_id and e.change = new.change and e.step = new.step
        and (e.to_person is null or e.to_person in (new.person_id, new.in_place_of))) then
    raise exception 'an approval out of turn' using errcode = 'check_violation', constraint = 'call_off_approval_in_turn';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- Whether a person is asked next to approve a standing order, as call_off_waits_for says it of a call-off.
-- +goose StatementBegin
create function standing_order_waits_for(p standing_order, p_person uuid, p_day date) returns boolean language sql stable set search_path = public, pg_temp as $$
  with step as (
    select s.step::integer, (s.rule ->> 'persons')::integer as persons, (s.rule ->> 'approver')::uuid as approver
    from jsonb_array_elements(p.approval_steps) with ordinality as s (rule, step)
  ), given as (
    select (g ->> 'step')::integer as step, (g ->> 'by')::uuid as person_id, nullif(g ->> 'inPlaceOf', '')::uuid as in_place_of from jsonb_array_elements(p.approvals) g
  ), next as (
    select s.step, s.approver from step s where (select count(*) from given g where g.step = s.step) < s.persons order by s.step limit 1
  ), hand as (
    select p_person as person_id
    union
    select d.person_id from approval_deputy d
    where d.cooperative_id = p.cooperative_id and d.member_id = p.member_id and d.deputy_id = p_person and not d.ended and p_day between d.from_day and d.to_day
  )
  select p.status = 'submitted' and p_person <> p.created_by and not exists (select from given g where p_person in (g.person_id, g.in_place_of))
    and exists (
      select from next n, hand h
      where h.person_id <> p.created_by and not exists (select from given g where h.person_id in (g.person_id, g.in_place_of))
        and (n.approver = h.person_id or n.approver is null and not exists (select from step l where l.step > n.step and l.approver in (h.person_id, p_person)))
        and exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.member_id = p.member_id and a.person_id = h.person_id
          and a.role = 'approver' and a.ended_at is null))
$$;
-- +goose StatementEnd

-- What each participant of a joint call-off gets of a rebate on it. Rebates of before gave all of it to
-- who led the call-off, and have no parts.
create table volume_rebate_part (
  cooperative_id uuid not null,
  rebate_id      uuid not null,
  call_off_id    uuid not null,
  member_id      uuid not null,
  bears          numeric(15,2) not null,
  earlier        numeric(15,2) not null,
  credit         numeric(15,2) not null,
  constraint volume_rebate_part_pk primary key (cooperative_id, rebate_id, call_off_id, member_id),
  constraint volume_rebate_part_of_line foreign key (cooperative_id, rebate_id, call_off_id) references volume_rebate_line (cooperative_id, rebate_id, call_off_id),
  constraint volume_rebate_part_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint volume_rebate_part_bears_not_negative check (bears >= 0)
);
comment on table volume_rebate_part is 'What each participant of a joint call-off bears of the line, got of it by earlier rebates, and gets by this one; together the line of the rebate';
create index volume_rebate_part_of_member on volume_rebate_part (cooperative_id, member_id);
create index volume_rebate_part_of_call_off on volume_rebate_part (cooperative_id, call_off_id);
select guard_set_table('volume_rebate_part', 'rebate_id');

-- The parts of a joint call-off are its participants', and come to its line; another has none.
-- +goose StatementBegin
create function volume_rebate_parts_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from volume_rebate_line l join call_off c on c.cooperative_id = l.cooperative_id and c.id = l.call_off_id
      cross join lateral (select count(*) as parts, coalesce(sum(p.credit), 0) as credit, coalesce(sum(p.earlier), 0) as earlier, coalesce(bool_and(p.member_id = any(c.share_members)), true) as own
        from volume_rebate_part p where p.cooperative_id = l.cooperative_id and p.rebate_id = l.rebate_id and p.call_off_id = l.call_off_id) s
    where l.cooperative_id = new.cooperative_id and l.rebate_id = new.rebate_id and l.call_off_id = new.call_off_id
      and (s.parts <> coalesce(cardinality(c.share_members), 0) or c.share_members is not null and (s.credit <> l.credit or s.earlier <> l.earlier or not s.own))) then
    raise exception 'a rebate is not divided among who bears the call-off' using errcode = 'check_violation', constraint = 'volume_rebate_parts_add_up';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create constraint trigger volume_rebate_parts_add_up after insert on volume_rebate_line deferrable initially deferred for each row execute function volume_rebate_parts_check();
create constraint trigger volume_rebate_parts_add_up after insert on volume_rebate_part deferrable initially deferred for each row execute function volume_rebate_parts_check();
