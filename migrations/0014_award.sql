-- +goose Up

-- A proposal is approved by a second person before anybody is told, bidders are told by
-- letters that are on file, and nothing is awarded before all are told, within the
-- standstill or under a review (GWB 134, 169; G-AWA).
select set_config('app.event_id', gen_random_uuid()::text, true);
select audit_append(allmende_clock(), null, 'installation.law-changed', 'installation', '', 'Allmende', null, null, '', '{"code": "standstill.other-days"}');
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('standstill.other-days', '15', '2016-04-18', null, 'GWB § 134 Abs. 2', false);

alter table tender
  add column proposal integer,
  add column approved_by uuid constraint tender_approved_by_person references person (id),
  add column approved_at timestamptz,
  drop constraint tender_proposal_complete,
  add constraint tender_proposal_complete check ((proposed_at is null) = (proposal_reason = '')),
  add constraint tender_proposal_counted check (proposal >= 1),
  add constraint tender_approval_complete check ((approved_by is null) = (approved_at is null) and isfinite(approved_at)),
  add constraint tender_approved_after_proposal check (approved_at is null or proposed_at is not null),
  add constraint tender_approved_by_another check (approved_by <> proposed_by),
  -- What was proposed before this migration needed no approval; it is asked for from now on.
  add constraint tender_earliest_after_approval check (earliest_award is null or approved_at is not null or status = 'cancelled') not valid,
  add constraint tender_standstill_after_letters check (status <> 'standstill' or (approved_at is not null and earliest_award is not null)) not valid,
  add constraint tender_awarded_after_approval check (awarded_at is null or (approved_at is not null and earliest_award is not null and proposal is not null)) not valid;
comment on column tender.proposal is 'Counts the proposals of an award: letters belong to one of them';
comment on column tender.earliest_award is 'The first day on which the contract may be signed; known when all bidders are told';

alter table tender_lot
  add column not_awarded_ground text,
  add column not_awarded_reason text,
  add constraint tender_lot_ground_known check (not_awarded_ground in ('no-suitable-bid', 'basis-changed', 'not-economical', 'other-grave')),
  add constraint tender_lot_ground_has_reason check ((not_awarded_ground is null) = (not_awarded_reason is null) and char_length(not_awarded_reason) between 3 and 2000),
  add constraint tender_lot_won_or_not_awarded check (winner_bid_id is null or not_awarded_ground is null);
comment on column tender_lot.not_awarded_ground is 'The ground of VgV 63(1) or UVgO 48(1) for not awarding the lot';

create table tender_dispatch (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  proposal       integer not null,
  supplier_id    uuid not null,
  means          text not null,
  sent_on        date not null,
  earliest_award date not null,
  letter         jsonb not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  version        integer not null default 1,
  constraint tender_dispatch_pk primary key (cooperative_id, id),
  constraint tender_dispatch_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_dispatch_to_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_dispatch_recorded_by_person foreign key (recorded_by) references person (id),
  constraint tender_dispatch_means_known check (means in ('electronic', 'post')),
  constraint tender_dispatch_days_finite check (isfinite(sent_on) and isfinite(earliest_award) and isfinite(recorded_at)),
  constraint tender_dispatch_not_ahead check (sent_on <= (recorded_at at time zone 'Europe/Berlin')::date),
  constraint tender_dispatch_electronic_at_once check (means <> 'electronic' or sent_on = (recorded_at at time zone 'Europe/Berlin')::date),
  constraint tender_dispatch_before_award check (earliest_award >= sent_on)
);
comment on table tender_dispatch is 'Information letters as they were sent (GWB 134), for ever: to whom, how, when, by whom, and what they said.';
create index tender_dispatch_of_proposal on tender_dispatch (cooperative_id, tender_id, proposal);
create index tender_dispatch_by_supplier on tender_dispatch (cooperative_id, supplier_id);
select guard_append_only_table('tender_dispatch');

create table tender_review (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  chamber        text not null,
  file_number    text not null,
  received_on    date not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  outcome        text,
  ended_on       date,
  end_text       text,
  ended_by       uuid,
  ended_at       timestamptz,
  version        integer not null default 1,
  constraint tender_review_pk primary key (cooperative_id, id),
  constraint tender_review_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_review_recorded_by_person foreign key (recorded_by) references person (id),
  constraint tender_review_ended_by_person foreign key (ended_by) references person (id),
  constraint tender_review_chamber_length check (char_length(chamber) between 3 and 200),
  constraint tender_review_file_number_length check (char_length(file_number) between 1 and 100),
  constraint tender_review_outcome_known check (outcome in ('withdrawn', 'rejected', 'upheld')),
  constraint tender_review_end_complete check ((outcome is null) = (ended_on is null) and (outcome is null) = (end_text is null)
    and (outcome is null) = (ended_by is null) and (outcome is null) = (ended_at is null)),
  constraint tender_review_text_length check (char_length(end_text) between 3 and 2000),
  constraint tender_review_days_in_order check (isfinite(received_on) and isfinite(recorded_at) and isfinite(ended_on) and isfinite(ended_at) and ended_on >= received_on),
  constraint tender_review_version_positive check (version >= 1)
);
comment on table tender_review is 'Applications to the procurement chamber (GWB 160); while one is pending, nothing is awarded.';
create index tender_review_pending on tender_review (cooperative_id, tender_id) where outcome is null;
create index tender_review_of_one_tender on tender_review (cooperative_id, tender_id);
select guard_business_table('tender_review');

-- Letters go out under the approved proposal of the day only.
-- +goose StatementBegin
create function tender_dispatch_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id
      and t.approved_at is not null and t.proposal = new.proposal and t.status in ('award-proposed', 'standstill')) then
    raise exception 'a letter about tender % without an approved proposal', new.tender_id
      using errcode = 'check_violation', constraint = 'tender_dispatch_after_approval';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger tender_dispatch_after_approval before insert on tender_dispatch for each row execute function tender_dispatch_check();

-- What the tender's own row cannot tell before an award: reviews, and letters.
-- +goose StatementBegin
create function tender_award_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from tender_review r where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.outcome is null) then
    raise exception 'tender % is awarded under a review', new.number
      using errcode = 'check_violation', constraint = 'tender_award_not_under_review';
  end if;
  if exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status not in ('superseded', 'withdrawn')
      and not exists (select from tender_dispatch d where d.cooperative_id = b.cooperative_id and d.tender_id = b.tender_id
        and d.supplier_id = b.supplier_id and d.proposal = new.proposal)) then
    raise exception 'tender % is awarded before all bidders are told', new.number
      using errcode = 'check_violation', constraint = 'tender_award_after_letters';
  end if;
  if new.earliest_award < (select max(d.earliest_award) from tender_dispatch d
      where d.cooperative_id = new.cooperative_id and d.tender_id = new.id and d.proposal = new.proposal) then
    raise exception 'tender % is awarded before the day that a letter told', new.number
      using errcode = 'check_violation', constraint = 'tender_award_not_before_letters';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger tender_award_checked before update on tender for each row
  when (new.status = 'awarded' and old.status <> 'awarded') execute function tender_award_check();
