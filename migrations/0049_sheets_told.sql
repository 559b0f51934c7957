-- +goose Up

-- Who is to accept a time sheet is told of it, whoever handed it in what became of it, and the
-- member when the budget of a service is nearly used up.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided', 'standing-submitted', 'standing-failed',
    'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning', 'contract-ends', 'licence-renews'));

-- The step is the number of the sheet.
-- +goose StatementBegin
create function outbox_time_sheet() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select e.cooperative_id, 'sheet-' || new.status, e.call_off_id, new.number::text, coalesce(new.decided_at, new.handed_in_at)
    from engagement e where e.cooperative_id = new.cooperative_id and e.id = new.engagement_id;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_time_sheet() from public;
create trigger outbox_insert after insert on time_sheet for each row execute function outbox_time_sheet();
create trigger outbox_update after update on time_sheet for each row when (new.status <> old.status) execute function outbox_time_sheet();

-- What waits for people is found without going through sheets that are settled.
create index time_sheet_waiting on time_sheet (cooperative_id, engagement_id) where status <> 'accepted';
create index engagement_open on engagement (cooperative_id, ends_on) where closed_at is null;
