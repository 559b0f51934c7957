-- +goose Up

-- The cooperative is told of reservations that wait for it, members of what became of theirs, of a place that is
-- offered from the waiting list and of the end; the cooperative of pools that run short. Whoever set up a standing
-- order is told before it is placed, and members again of shares that they have not answered.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-share-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided',
    'standing-submitted', 'standing-failed', 'standing-soon', 'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning',
    'contract-ends', 'licence-renews', 'reservation-waits', 'reservation-decided', 'place-offered', 'reservation-ends', 'capacity-short'));

-- What happened to a reservation, as a kind of news and its step; neither where nobody is to be told. A decision on a
-- change that was refused has a reason; what is taken off the waiting list in time was withdrawn by its member.
-- +goose StatementBegin
create function outbox_reservation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  told text; happened text := ''; today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
begin
  if tg_op = 'INSERT' then
    if new.predecessor_id is not null then
      told := 'reservation-decided'; happened := 'received';
    elsif new.status = 'requested' then
      told := 'reservation-waits';
    end if;
  elsif new.status = 'requested' and old.status <> 'requested' then
    told := 'reservation-waits';
  elsif new.proposed_by is not null and old.proposed_by is null then
    told := 'reservation-waits'; happened := 'change';
  elsif old.proposed_by is not null and new.proposed_by is null then
    told := 'reservation-decided'; happened := case when new.reason = '' then 'change-approved' else 'change-rejected' end;
  elsif old.status = 'requested' and new.status in ('approved', 'rejected') then
    told := 'reservation-decided'; happened := new.status;
  elsif new.status = 'offered' and old.status = 'waiting' then
    told := 'place-offered';
  elsif new.status = 'released' and old.status = 'approved' and new.decided_at is distinct from old.decided_at then
    told := 'reservation-decided'; happened := 'passed-on';
  elsif new.status = 'withdrawn' and (old.status = 'offered' and old.offered_to < today or old.status = 'waiting' and old.claim_from[1] < today) then
    told := 'reservation-decided'; happened := 'lapsed';
  end if;
  if told is not null then
    insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, told, new.id, happened, allmende_clock());
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_reservation() from public;
create trigger outbox_told after insert or update on capacity_reservation for each row execute function outbox_reservation();

-- What waits for somebody is found without going through all that was ever reserved.
create index capacity_reservation_undecided on capacity_reservation (cooperative_id, id) where status in ('requested', 'offered') or proposed_by is not null;
