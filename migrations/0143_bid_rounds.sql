-- +goose Up

-- Negotiated procedures (VgV 17, UVgO 12): the bids of a round are opened, talked about, and followed by those of the
-- next round, up to last bids. A tender holds its present round; how the former ones ended stays with the calls.
-- Columns without a value keep the hashes of what there is already: they are of the first round.
create table tender_bid_call (
  cooperative_id         uuid not null,
  id                     uuid not null,
  tender_id              uuid not null,
  round                  integer not null,
  deadline               timestamptz not null,
  final                  boolean not null,
  message                text not null,
  called_by              uuid not null,
  called_at              timestamptz not null,
  ended_deadline         timestamptz not null,
  ended_opened_by        uuid not null,
  ended_opened_at        timestamptz not null,
  ended_record_hash      text not null,
  ended_scores_locked_by uuid,
  ended_scores_locked_at timestamptz,
  ended_prices_opened_by uuid not null,
  ended_prices_opened_at timestamptz not null,
  version                integer not null default 1,
  constraint tender_bid_call_pk primary key (cooperative_id, id),
  constraint tender_bid_call_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_bid_call_by_person foreign key (called_by) references person (id),
  constraint tender_bid_call_opened_by_person foreign key (ended_opened_by) references person (id),
  constraint tender_bid_call_locked_by_person foreign key (ended_scores_locked_by) references person (id),
  constraint tender_bid_call_prices_by_person foreign key (ended_prices_opened_by) references person (id),
  constraint tender_bid_call_round_once unique (cooperative_id, tender_id, round),
  constraint tender_bid_call_round_in_range check (round between 2 and 10 and (round < 10 or final)),
  constraint tender_bid_call_message_length check (char_length(message) between 10 and 8000),
  constraint tender_bid_call_in_order check (ended_opened_at > ended_deadline and ended_prices_opened_at >= ended_opened_at and called_at >= ended_prices_opened_at and deadline > called_at),
  constraint tender_bid_call_stamps_complete check ((ended_scores_locked_by is null) = (ended_scores_locked_at is null)),
  constraint tender_bid_call_hash_form check (ended_record_hash ~ '^[0-9a-f]{64}$'),
  constraint tender_bid_call_times_finite check (isfinite(deadline) and isfinite(called_at) and isfinite(ended_deadline) and isfinite(ended_opened_at)
    and isfinite(ended_scores_locked_at) and isfinite(ended_prices_opened_at))
);
comment on table tender_bid_call is 'Calls for the bids of a further round, and how the round before ended';
comment on column tender_bid_call.round is 'The round that begins, 2 upwards';
comment on column tender_bid_call.final is 'The bids are the last ones: no talk follows';
create index tender_bid_call_by on tender_bid_call (called_by);
create index tender_bid_call_opened_by on tender_bid_call (ended_opened_by);
create index tender_bid_call_locked_by on tender_bid_call (ended_scores_locked_by) where ended_scores_locked_by is not null;
create index tender_bid_call_prices_by on tender_bid_call (ended_prices_opened_by);

create table tender_talk (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  round          integer not null,
  bid_id         uuid not null,
  supplier_id    uuid not null,
  held_on        date not null,
  present        text not null,
  minute         text not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  version        integer not null default 1,
  constraint tender_talk_pk primary key (cooperative_id, id),
  constraint tender_talk_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_talk_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint tender_talk_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_talk_by_person foreign key (recorded_by) references person (id),
  constraint tender_talk_round_in_range check (round between 1 and 9),
  constraint tender_talk_texts check (char_length(present) between 3 and 500 and char_length(minute) between 10 and 8000),
  constraint tender_talk_not_ahead check (held_on <= (recorded_at at time zone 'Europe/Berlin')::date and isfinite(held_on) and isfinite(recorded_at))
);
comment on table tender_talk is 'Minutes of talks with a bidder about its bid (VgV 8(2), UVgO 6); bidders never read them';
create index tender_talk_of_tender on tender_talk (cooperative_id, tender_id);
create index tender_talk_of_bid on tender_talk (cooperative_id, bid_id);
create index tender_talk_of_supplier on tender_talk (cooperative_id, supplier_id);
create index tender_talk_by on tender_talk (recorded_by);

-- A set of rows is written once: the locked scores of a later round stand under the call that began it.
create table scoring_round_final (
  cooperative_id uuid not null,
  call_id        uuid not null,
  panel_id       uuid not null,
  bid_id         uuid not null,
  lot_id         uuid not null,
  criterion      text not null,
  numerator      numeric not null,
  denominator    numeric not null,
  consensus_id   uuid,
  constraint scoring_round_final_pk primary key (cooperative_id, call_id, bid_id, lot_id, criterion),
  constraint scoring_round_final_of_call foreign key (cooperative_id, call_id) references tender_bid_call (cooperative_id, id),
  constraint scoring_round_final_of_panel foreign key (cooperative_id, panel_id) references scoring_panel (cooperative_id, id),
  constraint scoring_round_final_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint scoring_round_final_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint scoring_round_final_of_consensus foreign key (cooperative_id, consensus_id) references scoring_consensus (cooperative_id, id),
  constraint scoring_round_final_is_fraction check (numerator >= 0 and denominator > 0 and numerator <> 'NaN' and denominator <> 'NaN'
    and trunc(numerator) = numerator and trunc(denominator) = denominator)
);
comment on table scoring_round_final is 'The locked scores of the bids of a later round, as in scoring_final';
create index scoring_round_final_of_panel on scoring_round_final (cooperative_id, panel_id);
create index scoring_round_final_of_bid on scoring_round_final (cooperative_id, bid_id);
create index scoring_round_final_of_lot on scoring_round_final (cooperative_id, lot_id);
create index scoring_round_final_of_consensus on scoring_round_final (cooperative_id, consensus_id) where consensus_id is not null;

select guard_append_only_table('tender_bid_call');
select guard_set_table('scoring_round_final', 'call_id');
create trigger scoring_final_follows after insert on scoring_round_final referencing new table as new_rows for each statement execute function scoring_final_check();
select guard_append_only_table('tender_talk');

alter table tender
  add bid_round integer,
  add constraint tender_bid_round_of_negotiated check (bid_round is null or bid_round between 2 and 10 and procedure in ('negotiated-eu', 'negotiated-national'));
comment on column tender.bid_round is 'The round of bids that is open, or was opened last; empty in the first one';

alter table bid
  add round integer,
  add constraint bid_round_in_range check (round between 2 and 10),
  drop constraint bid_status_known,
  drop constraint bid_opened_by_status,
  add constraint bid_status_known check (status in ('sealed', 'superseded', 'needs-reconfirmation', 'withdrawn', 'late', 'opened', 'followed-up', 'excluded', 'won', 'lost')),
  add constraint bid_opened_by_status check ((opened_at is not null) = (status in ('opened', 'followed-up', 'excluded', 'won', 'lost')));
comment on column bid.round is 'The round of bids that it is of; empty in the first one';

alter table opening_record
  add round integer,
  add constraint opening_record_round_in_range check (round between 2 and 10);
comment on column opening_record.round is 'The round of bids that was opened; empty in the first one';
drop index opening_record_once;
create unique index opening_record_once on opening_record (cooperative_id, tender_id, kind, coalesce(round, 1), coalesce(supplement, 0));

-- The deadline of a release is the one of its round, which a later round leaves behind.
alter table opening_release drop constraint opening_release_of_tender;
alter table opening_release add constraint opening_release_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id);
create index if not exists opening_release_of_tender on opening_release (cooperative_id, tender_id);

-- +goose StatementBegin
create function opening_release_of_round() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.deadline = new.deadline) then
    raise exception 'a release for another deadline than that of tender %', new.tender_id using errcode = 'check_violation', constraint = 'opening_release_of_round';
  end if;
  return new;
end $$;

create or replace function opening_record_by_two() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select count(distinct r.officer_id) from opening_release r
      where r.cooperative_id = new.cooperative_id and r.tender_id = new.tender_id and r.kind = new.kind
      and r.released_at > coalesce((select max(o.opened_at) from opening_record o
        where o.cooperative_id = new.cooperative_id and o.tender_id = new.tender_id and o.kind = new.kind), '-infinity')) < 2 then
    raise exception 'tender % was not opened by two persons', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_by_two';
  end if;
  if new.round is distinct from (select t.bid_round from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id) then
    raise exception 'a record of another round than that of tender %', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_of_round';
  end if;
  return new;
end $$;

-- A bid is of the round that is open, and what was followed by another never counts again.
create function bid_of_round() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.round is distinct from (select t.bid_round from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id) then
    raise exception 'bid % is of another round than its tender', new.id using errcode = 'check_violation', constraint = 'bid_of_round';
  elsif tg_op = 'UPDATE' and (new.round is distinct from old.round or old.status = 'followed-up' and new.status <> old.status
      or new.status = 'followed-up' and old.status not in ('opened', 'followed-up')) then
    raise exception 'bid % was followed by another, or was not opened', new.id using errcode = 'check_violation', constraint = 'bid_followed_up_stays';
  end if;
  return new;
end $$;

-- Only bids that are opened whole, in a negotiated procedure, and not the last ones, are followed by others.
create function tender_bid_call_in_turn() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  t tender;
begin
  select * into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if t.procedure not in ('negotiated-eu', 'negotiated-national') or t.status not in ('opened', 'evaluating')
      or new.round <> coalesce(t.bid_round, 1) + 1
      or (new.ended_deadline, new.ended_opened_by, new.ended_opened_at, new.ended_record_hash, new.ended_prices_opened_by, new.ended_prices_opened_at)
        is distinct from (t.deadline, t.opened_by, t.opened_at, t.record_hash, t.prices_opened_by, t.prices_opened_at)
      or (new.ended_scores_locked_by, new.ended_scores_locked_at) is distinct from (t.scores_locked_by, t.scores_locked_at)
      or exists (select from tender_bid_call c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.final) then
    raise exception 'tender % calls for no further bids', new.tender_id using errcode = 'check_violation', constraint = 'tender_bid_call_in_turn';
  end if;
  return new;
end $$;

create function tender_talk_in_turn() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from tender t join bid b on b.cooperative_id = t.cooperative_id and b.tender_id = t.id
      where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.procedure in ('negotiated-eu', 'negotiated-national')
        and t.status in ('opened', 'evaluating') and t.prices_opened_at is not null and coalesce(t.bid_round, 1) = new.round
        and b.id = new.bid_id and b.supplier_id = new.supplier_id and b.status = 'opened' and b.round is not distinct from t.bid_round
        and new.held_on >= (t.prices_opened_at at time zone 'Europe/Berlin')::date
        and not exists (select from tender_bid_call c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.final)) then
    raise exception 'nobody talks about bid % now', new.bid_id using errcode = 'check_violation', constraint = 'tender_talk_in_turn';
  end if;
  return new;
end $$;

-- What is opened stays opened, unless a call began the next round.
create function tender_round_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.bid_round is distinct from coalesce(old.bid_round, 1) + 1 or old.status not in ('opened', 'evaluating') or new.status <> 'published'
      or num_nonnulls(new.opened_at, new.scores_locked_at, new.prices_opened_at, new.proposed_at) > 0
      or not exists (select from tender_bid_call c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id
        and c.round = new.bid_round and c.deadline = new.deadline)
      or exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status in ('opened', 'sealed')) then
    raise exception 'what is opened of tender % stays opened', old.id using errcode = 'check_violation', constraint = 'tender_round_kept';
  end if;
  return new;
end $$;

-- A negotiated procedure is decided on last bids, or on first ones where that was reserved.
create function tender_proposal_after_talks() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not (new.bid_round is null and new.first_bids_award
      or exists (select from tender_bid_call c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id and c.round = new.bid_round and c.final)) then
    raise exception 'tender % owes its bidders a talk', new.id using errcode = 'check_violation', constraint = 'tender_proposal_after_talks';
  end if;
  return new;
end $$;

create or replace function tender_deadline_kept() returns trigger language plpgsql as $$
begin
  if old.status = 'requests' and new.status = 'published' and new.deadline = new.selection_deadline
      or new.bid_round is distinct from old.bid_round then -- tender_round_kept compares it with the call
    return new;
  elsif old.deadline < allmende_clock() or new.deadline < old.deadline then
    raise exception 'the deadline of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_deadline_kept';
  elsif not exists (select from tender_extension e where e.cooperative_id = new.cooperative_id and e.tender_id = new.id
      and e.moved_from = old.deadline and e.moved_to = new.deadline) then
    raise exception 'the deadline of tender % is moved without a reason', old.id using errcode = 'check_violation', constraint = 'tender_deadline_has_reason';
  end if;
  return new;
end $$;

-- In a further round those bid whose bids of the round before were talked about.
create or replace function tender_keeps_out(p_cooperative uuid, p_tender uuid, p_supplier uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce((select case
      when t.bid_round is not null then not exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
        and b.supplier_id = p_supplier and b.status = 'followed-up' and coalesce(b.round, 1) = t.bid_round - 1)
      when t.procedure = 'mini-competition' then not exists (select from tender_ceiling c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.supplier_id = p_supplier)
      when t.procedure = 'direct-award' or t.requests_until is not null then not exists (select from tender_invited i
        where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision and i.supplier_id = p_supplier)
      else false end
    from tender t where t.cooperative_id = p_cooperative and t.id = p_tender), false)
$$;

create or replace function tender_lot_winner_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if examinations_passed(new.cooperative_id, new.winner_bid_id) < 3 then
    raise exception 'bid % wins a lot without having passed every examination', new.winner_bid_id
      using errcode = 'check_violation', constraint = 'tender_lot_winner_examined';
  end if;
  if exists (select from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
      where b.cooperative_id = new.cooperative_id and b.id = new.winner_bid_id and b.round is distinct from t.bid_round) then
    raise exception 'bid % wins a lot in another round', new.winner_bid_id using errcode = 'check_violation', constraint = 'tender_lot_winner_of_round';
  end if;
  return new;
end $$;

-- The lock of a round, and the scores given then, were for the bids of that round.
create or replace function scoring_panel_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.spread_limit <> old.spread_limit or old.locked_at is not null and not (new.locked_at is null
      and exists (select from bid b where b.cooperative_id = old.cooperative_id and b.tender_id = old.id and b.round is not null and b.opened_at > old.locked_at)) then
    raise exception 'the panel of tender % is locked, and its limit is fixed', old.id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  return new;
end $$;

-- All who may bid again are told at once; the step is the call.
create function outbox_bid_call() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select n.cooperative_id, 'bids-called', n.tender_id, n.round::text, n.called_at from new_rows n;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function outbox_bid_call() from public;
create trigger of_round before insert on opening_release for each row execute function opening_release_of_round();
create trigger of_round before insert or update on bid for each row execute function bid_of_round();
create trigger in_turn before insert on tender_bid_call for each row execute function tender_bid_call_in_turn();
create trigger outbox_called after insert on tender_bid_call referencing new table as new_rows for each statement execute function outbox_bid_call();
create trigger in_turn before insert on tender_talk for each row execute function tender_talk_in_turn();
create trigger round_kept before update on tender for each row when (new.bid_round is distinct from old.bid_round or old.opened_at is not null and new.opened_at is distinct from old.opened_at)
  execute function tender_round_kept();
create trigger proposal_after_talks before update on tender for each row when (old.proposed_at is null and new.proposed_at is not null
  and new.procedure in ('negotiated-eu', 'negotiated-national')) execute function tender_proposal_after_talks();

alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-share-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided',
    'standing-submitted', 'standing-failed', 'standing-soon', 'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning',
    'contract-ends', 'licence-renews', 'reservation-waits', 'reservation-decided', 'place-offered', 'reservation-ends', 'capacity-short', 'round-closes', 'needs-unconfirmed', 'certificate-expires',
    'request-decided', 'bids-called'));
