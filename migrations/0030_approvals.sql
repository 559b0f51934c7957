-- +goose Up

-- Who approves what a member calls off (G-CAL): the member's own rules, each table in force from a
-- day on until the next one. A rule is a place in the arrays.
create table approval_table (
  cooperative_id uuid not null,
  id             uuid not null,
  member_id      uuid not null,
  valid_from     date not null,
  above          numeric(15,2)[] not null,
  categories     text[] not null,
  budgets        text[] not null,
  approvers      uuid[] not null,
  persons        integer[] not null,
  decided_by     uuid not null,
  decided_at     timestamptz not null,
  version        integer not null default 1,
  constraint approval_table_pk primary key (cooperative_id, id),
  constraint approval_table_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint approval_table_by_person foreign key (decided_by) references person (id),
  constraint approval_table_rules_whole check (cardinality(above) <= 30 and cardinality(categories) = cardinality(above) and cardinality(budgets) = cardinality(above)
    and cardinality(approvers) = cardinality(above) and cardinality(persons) = cardinality(above)),
  constraint approval_table_above_not_negative check (0 <= all (above)),
  constraint approval_table_one_or_two check (persons <@ array[1, 2]),
  constraint approval_table_times_finite check (isfinite(valid_from) and isfinite(decided_at)),
  constraint approval_table_version_positive check (version >= 1)
);
comment on table approval_table is 'A member''s rules about approvals: over which net total, of which category (start of the CPV code) and budget code (its start) who approves, one or two persons. A null approver is everybody with the role';
create index approval_table_of_member on approval_table (cooperative_id, member_id, valid_from desc, id desc);
create index approval_table_by_person on approval_table (decided_by);
select guard_append_only_table('approval_table');

-- Who acts for an approver who is away.
create table approval_deputy (
  cooperative_id uuid not null,
  id             uuid not null,
  member_id      uuid not null,
  person_id      uuid not null,
  deputy_id      uuid not null,
  from_day       date not null,
  to_day         date not null,
  ended          boolean not null default false,
  named_by       uuid not null,
  version        integer not null default 1,
  constraint approval_deputy_pk primary key (cooperative_id, id),
  constraint approval_deputy_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint approval_deputy_of_person foreign key (person_id) references person (id),
  constraint approval_deputy_is_person foreign key (deputy_id) references person (id),
  constraint approval_deputy_named_by_person foreign key (named_by) references person (id),
  constraint approval_deputy_another check (deputy_id <> person_id),
  constraint approval_deputy_days_in_order check (from_day <= to_day and isfinite(from_day) and isfinite(to_day)),
  constraint approval_deputy_version_positive check (version >= 1)
);
comment on table approval_deputy is 'Who approves in whose place, from day to day, both included; ended: taken back';
create index approval_deputy_of_member on approval_deputy (cooperative_id, member_id, to_day);
create index approval_deputy_of_person on approval_deputy (person_id);
create index approval_deputy_is on approval_deputy (deputy_id);
create index approval_deputy_named_by on approval_deputy (named_by);
select guard_business_table('approval_deputy');

-- What a call-off needs besides its lines. All are null for a plain order, whose hash stays.
alter table call_off
  add approval_steps jsonb,
  add wished_on      date,
  add answer_by      date,
  add change         integer,
  add changed_by     uuid,
  add constraint call_off_changed_by_person foreign key (changed_by) references person (id),
  add constraint call_off_change_counts_up check (change >= 1 and (change is null) = (changed_by is null)),
  drop constraint call_off_placed_has_time,
  add constraint call_off_placed_has_time check (case status when 'placed' then placed_at is not null when 'submitted' then placed_at is null or change is not null else true end),
  drop constraint call_off_approved_by_another,
  add constraint call_off_approved_by_another check (status <> 'placed' or decided_by <> created_by and (changed_by is null or decided_by <> changed_by)),
  drop constraint call_off_waits_only_over_limit,
  add constraint call_off_waits_only_over_limit check (status <> 'submitted' or total > approval_limit or approval_steps is not null),
  add constraint call_off_steps_approved check (status <> 'placed' or approval_steps is null or decided_by is not null),
  add constraint call_off_steps_array check (jsonb_typeof(approval_steps) = 'array' and jsonb_array_length(approval_steps) between 1 and 30),
  add constraint call_off_deadlines_finite check (isfinite(wished_on) and isfinite(answer_by));
comment on column call_off.approval_steps is 'Who has to approve, in order, by which rule of the member''s table, as it was when the call-off was submitted; null: nobody, or one approver over the limit';
comment on column call_off.change is 'How many times it was changed after it was placed; null: never. What it was before stands in call_off_version';
comment on column call_off.changed_by is 'Who changed it last';
comment on column call_off.wished_on is 'The day on which the member wishes to have it';
comment on column call_off.answer_by is 'The day until which the supplier is to answer';

create table call_off_approval (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  change         integer not null,
  step           integer not null,
  person_id      uuid not null,
  in_place_of    uuid,
  at             timestamptz not null,
  version        integer not null default 1,
  constraint call_off_approval_pk primary key (cooperative_id, id),
  constraint call_off_approval_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_approval_by_person foreign key (person_id) references person (id),
  constraint call_off_approval_for_person foreign key (in_place_of) references person (id),
  constraint call_off_approval_nobody_twice unique (cooperative_id, call_off_id, change, person_id),
  constraint call_off_approval_for_nobody_twice unique (cooperative_id, call_off_id, change, in_place_of),
  constraint call_off_approval_for_another check (in_place_of <> person_id),
  constraint call_off_approval_step_positive check (step >= 1 and change >= 0),
  constraint call_off_approval_time_finite check (isfinite(at)),
  constraint call_off_approval_version_positive check (version >= 1)
);
comment on table call_off_approval is 'Who approved a call-off in which step, perhaps in whose place; change: of which of its versions, 0 for the first';
create index call_off_approval_by_person on call_off_approval (person_id);
create index call_off_approval_for_person on call_off_approval (in_place_of);
select guard_append_only_table('call_off_approval');

-- The steps of a call-off that waits; over the limit alone it is one person of the role.
-- +goose StatementBegin
create function call_off_steps(p call_off) returns table (step integer, persons integer, approver uuid) language sql immutable as $$
  select s.step::integer, (s.rule->>'persons')::integer, (s.rule->>'approver')::uuid
  from jsonb_array_elements(coalesce(p.approval_steps, '[{"persons": 1}]')) with ordinality as s (rule, step)
$$;
-- +goose StatementEnd

-- Whether a person is asked next to approve: as whoever is named, by the role, or in somebody's
-- place. Never the one who submitted it, nobody twice, and who is named in a step acts in that one (D-1).
-- +goose StatementBegin
create function call_off_waits_for(p call_off, p_person uuid, p_day date) returns boolean language sql stable set search_path = public, pg_temp as $$
  with given as (
    select a.step, a.person_id, a.in_place_of from call_off_approval a where a.cooperative_id = p.cooperative_id and a.call_off_id = p.id and a.change = coalesce(p.change, 0)
  ), next as (
    select s.step, s.approver from call_off_steps(p) s
    where (select count(*) from given g where g.step = s.step) < s.persons order by s.step limit 1
  ), hand as (
    select p_person as person_id
    union
    select d.person_id from approval_deputy d
    where d.cooperative_id = p.cooperative_id and d.member_id = p.member_id and d.deputy_id = p_person and not d.ended and p_day between d.from_day and d.to_day
  )
  select p.status = 'submitted' and p_person not in (p.created_by, coalesce(p.changed_by, p.created_by))
    and not exists (select from given g where p_person in (g.person_id, g.in_place_of))
    and exists (
      select from next n, hand h
      where h.person_id not in (p.created_by, coalesce(p.changed_by, p.created_by)) and not exists (select from given g where h.person_id in (g.person_id, g.in_place_of))
        and (n.approver = h.person_id or n.approver is null and not exists (select from call_off_steps(p) l where l.step > n.step and l.approver = h.person_id)
          and not exists (select from call_off_steps(p) l where l.step > n.step and l.approver = p_person))
        and exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.member_id = p.member_id and a.person_id = h.person_id
          and a.role = 'approver' and a.ended_at is null))
$$;
-- +goose StatementEnd

-- An approval is given to what waits, in the step that is next, and never by or for whoever
-- submitted it.
-- +goose StatementBegin
create function call_off_approval_given() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
  if waiting.status <> 'submitted' or new.change <> coalesce(waiting.change, 0) or next.step is distinct from new.step or next.approver <> coalesce(new.in_place_of, new.person_id) then
    raise exception 'an approval out of turn' using errcode = 'check_violation', constraint = 'call_off_approval_in_turn';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger given_in_turn before insert on call_off_approval for each row execute function call_off_approval_given();

-- What waits is placed with its last approval, and not before; a change that is turned down
-- leaves the order as it stood.
-- +goose StatementBegin
create or replace function call_off_approved() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare halt text := (select f.halt_status from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
begin
  if halt is not null then
    raise exception 'contract % is %', new.framework_id, halt using errcode = 'check_violation',
      constraint = case halt when 'terminated' then 'framework_terminated' else 'framework_halted' end;
  end if;
  if new.change is distinct from old.change then
    if not exists (select from call_off_version v where v.cooperative_id = new.cooperative_id and v.call_off_id = new.id and v.ordered
        and v.items = new.items and v.quantities = new.quantities and v.totals = new.totals and v.approval_steps is not distinct from new.approval_steps) then
      raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
    end if;
  elsif exists (select from call_off_steps(old) s
      where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id and a.change = coalesce(new.change, 0) and a.step = s.step) < s.persons) then
    raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- Those who are asked next are told of it.
-- +goose StatementBegin
create function outbox_call_off_approvals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-submitted', n.call_off_id, n.at from new_rows n;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_call_off_approvals() from public;
create trigger outbox_insert after insert on call_off_approval referencing new table as new_rows for each statement execute function outbox_call_off_approvals();
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-answer-late', 'calloff-delivery-late',
    'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));

-- What a call-off was before it was changed.
create table call_off_version (
  cooperative_id uuid not null,
  id             uuid not null,
  call_off_id    uuid not null,
  change         integer not null,
  total          numeric(15,2) not null,
  items          uuid[] not null,
  names          text[] not null,
  units          text[] not null,
  quantities     numeric(12,3)[] not null,
  prices         numeric(15,6)[] not null,
  totals         numeric(15,2)[] not null,
  derivations    text[],
  budget_codes   text[] not null,
  budget_shares  numeric(15,2)[] not null,
  approval_steps jsonb,
  ordered        boolean not null,
  replaced_by    uuid not null,
  replaced_at    timestamptz not null,
  reason         text not null,
  version        integer not null default 1,
  constraint call_off_version_pk primary key (cooperative_id, id),
  constraint call_off_version_of_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint call_off_version_replaced_by_person foreign key (replaced_by) references person (id),
  constraint call_off_version_once unique (cooperative_id, call_off_id, change),
  constraint call_off_version_change_counts_up check (change >= 0),
  constraint call_off_version_reason_length check (char_length(reason) between 3 and 2000),
  constraint call_off_version_time_finite check (isfinite(replaced_at))
);
comment on table call_off_version is 'What a call-off was until a change replaced it: change 0 is what was ordered first';
comment on column call_off_version.ordered is 'Whether it stood as an order; otherwise it was rejected before';
create index call_off_version_replaced_by on call_off_version (replaced_by);
select guard_append_only_table('call_off_version');

-- Lines change by a change only: counted, what was before kept, and before the supplier answered.
-- Where a cascade passes an order on, the next supplier's prices hold.
-- +goose StatementBegin
create function call_off_lines_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from order_answer a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id) then
    raise exception 'call-off % was answered', new.number using errcode = 'check_violation', constraint = 'call_off_changed_before_answer';
  end if;
  if new.change is distinct from coalesce(old.change, 0) + 1 or not exists (select from call_off_version v
      where v.cooperative_id = old.cooperative_id and v.call_off_id = old.id and v.change = coalesce(old.change, 0)
      and v.items = old.items and v.quantities = old.quantities and v.totals = old.totals and v.total = old.total) then
    raise exception 'call-off % loses its lines', new.number using errcode = 'check_violation', constraint = 'call_off_lines_kept';
  end if;
  if old.status = 'placed' and new.status = 'placed' and new.total > old.total and (new.total > new.approval_limit or new.approval_steps is not null) then
    raise exception 'call-off % rises without approval', new.number using errcode = 'check_violation', constraint = 'call_off_raise_approved';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger lines_kept before update on call_off for each row
  when (new.items <> old.items or new.quantities <> old.quantities or new.change is distinct from old.change
    or new.supplier_id = old.supplier_id and (new.prices <> old.prices or new.totals <> old.totals))
  execute function call_off_lines_kept();
-- +goose StatementBegin
create or replace function outbox_call_off_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-' || case when n.status = 'placed' and n.change is not null then 'changed' else n.status end, n.id, coalesce(n.decided_at, n.created_at)
    from new_rows n join old_rows o on o.cooperative_id = n.cooperative_id and o.id = n.id
    where n.status <> o.status or n.change is distinct from o.change;
  return null;
end $$;
-- +goose StatementEnd
