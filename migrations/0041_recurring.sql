-- +goose Up

-- What a member calls off again and again (G-CAL): approved once, placed on each of its days.
create table standing_order (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  member_id      uuid not null,
  status         text not null,
  items          uuid[] not null,
  quantities     numeric(12,3)[] not null,
  budget_code    text not null,
  note           text not null,
  deliver_to     text not null,
  recurs         text not null,
  from_day       date not null,
  to_day         date not null,
  tolerance      integer not null,
  total          numeric(15,2) not null,
  approval_limit numeric(15,2) not null,
  next_day       date,
  approval_steps jsonb,
  approvals      jsonb not null default '[]',
  created_by     uuid not null,
  created_at     timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  reason         text not null,
  fault          text not null,
  version        integer not null default 1,
  constraint standing_order_pk primary key (cooperative_id, id),
  constraint standing_order_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint standing_order_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint standing_order_by_person foreign key (created_by) references person (id),
  constraint standing_order_decided_by_person foreign key (decided_by) references person (id),
  constraint standing_order_status_known check (status in ('submitted', 'active', 'paused', 'failed', 'rejected', 'ended')),
  constraint standing_order_lines_whole check (cardinality(items) = cardinality(quantities) and cardinality(items) between 1 and 100 and 0 < all(quantities)),
  constraint standing_order_recurs_known check (recurs in ('monthly', 'quarterly', 'yearly')),
  constraint standing_order_days_in_order check (from_day <= to_day and isfinite(from_day) and isfinite(to_day) and next_day between from_day and to_day),
  constraint standing_order_active_has_day check ((status = 'active') = (next_day is not null) or status = 'submitted'),
  constraint standing_order_tolerance_bounded check (tolerance between 0 and 50),
  constraint standing_order_total_not_negative check (total >= 0 and approval_limit >= 0),
  constraint standing_order_steps_array check (approval_steps is null or jsonb_typeof(approval_steps) = 'array'),
  constraint standing_order_approved_by_another check (not approvals @> jsonb_build_array(jsonb_build_object('by', created_by::text))),
  constraint standing_order_approved_before check (approval_steps is null or status in ('submitted', 'rejected', 'ended') or jsonb_array_length(approvals) >= jsonb_array_length(approval_steps)),
  constraint standing_order_failed_has_fault check ((status = 'failed') = (fault <> '')),
  constraint standing_order_lengths check (char_length(budget_code) between 1 and 40 and char_length(note) <= 1000 and char_length(deliver_to) <= 80 and char_length(reason) <= 2000),
  constraint standing_order_times_finite check (isfinite(created_at) and isfinite(decided_at)),
  constraint standing_order_version_positive check (version >= 1)
);
comment on table standing_order is 'Standing orders: lines, interval and days, what one order cost when it was set up and by how many per cent it may rise; next_day is when it is placed next';
create index standing_order_due on standing_order (next_day) where status = 'active';
create index standing_order_of_member on standing_order (cooperative_id, member_id, id);
create index standing_order_of_framework on standing_order (cooperative_id, framework_id);
create index standing_order_by_person on standing_order (created_by);
create index standing_order_decided_by on standing_order (decided_by);
select guard_business_table('standing_order');

-- Each day of a standing order is placed once, whoever tries.
alter table call_off
  add standing_order_id uuid,
  add due_on            date,
  add constraint call_off_of_standing_order foreign key (cooperative_id, standing_order_id) references standing_order (cooperative_id, id),
  add constraint call_off_due_complete check ((standing_order_id is null) = (due_on is null) and isfinite(due_on));
create unique index call_off_once_per_due_day on call_off (cooperative_id, standing_order_id, due_on) where standing_order_id is not null;
comment on column call_off.standing_order_id is 'The standing order that it is of, or null';
comment on column call_off.due_on is 'The day of the standing order for which it was placed';

-- Who set it up is told that nothing was ordered.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided', 'standing-failed',
    'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));
-- +goose StatementBegin
create function outbox_standing_failed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) select new.cooperative_id, 'standing-failed', new.id, new.fault, allmende_clock();
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_standing_failed() from public;
create trigger outbox_failed after update on standing_order for each row when (new.status = 'failed' and old.status <> 'failed') execute function outbox_standing_failed();
