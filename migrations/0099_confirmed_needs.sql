-- +goose Up

-- In some rounds a member's needs count once its budget holder has confirmed them (G-DEM).
alter table demand_round add column confirms boolean not null default false;
comment on column demand_round.confirms is 'Whether needs count only as budget holders have confirmed them';

create table demand_answer (
  cooperative_id uuid not null,
  round_id       uuid not null,
  member_id      uuid not null,
  statements     integer not null,
  stated_by      uuid not null,
  stated_at      timestamptz not null,
  constraint demand_answer_pk primary key (cooperative_id, round_id, member_id),
  constraint demand_answer_of_round foreign key (cooperative_id, round_id) references demand_round (cooperative_id, id),
  constraint demand_answer_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint demand_answer_by_person foreign key (stated_by) references person (id),
  constraint demand_answer_statements_positive check (statements >= 1),
  constraint demand_answer_time_finite check (isfinite(stated_at))
);
comment on table demand_answer is 'How often a member has stated needs in a round whose needs are confirmed, and who did so last; written by triggers of demand_need alone';
create index demand_answer_of_member on demand_answer (cooperative_id, member_id);
create index demand_answer_by_person on demand_answer (stated_by);
insert into unrecorded_table values ('demand_answer');
alter table demand_answer enable row level security;
alter table demand_answer force row level security;
create policy same_cooperative on demand_answer using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select on demand_answer to allmende_app;

-- +goose StatementBegin
create function demand_answer_count() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into demand_answer as a (cooperative_id, round_id, member_id, statements, stated_by, stated_at)
    select distinct on (n.cooperative_id, n.round_id, n.member_id) n.cooperative_id, n.round_id, n.member_id, 1, n.stated_by, n.stated_at
    from stated n join demand_round r on r.cooperative_id = n.cooperative_id and r.id = n.round_id and r.confirms
  on conflict on constraint demand_answer_pk do update set statements = a.statements + 1, stated_by = excluded.stated_by, stated_at = excluded.stated_at;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function demand_answer_count() from public;
create trigger demand_need_answer_insert after insert on demand_need referencing new table as stated for each statement execute function demand_answer_count();
create trigger demand_need_answer_update after update on demand_need referencing new table as stated for each statement execute function demand_answer_count();

create table demand_confirmation (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  member_id      uuid not null,
  statements     integer not null,
  confirmed_by   uuid not null,
  confirmed_at   timestamptz not null,
  version        integer not null default 1,
  constraint demand_confirmation_pk primary key (cooperative_id, id),
  constraint demand_confirmation_of_answer foreign key (cooperative_id, round_id, member_id) references demand_answer (cooperative_id, round_id, member_id),
  constraint demand_confirmation_by_person foreign key (confirmed_by) references person (id),
  constraint demand_confirmation_once unique (cooperative_id, round_id, member_id, statements),
  constraint demand_confirmation_time_finite check (isfinite(confirmed_at))
);
comment on table demand_confirmation is 'Budget holders'' word that their members stand by what they stated up to then (G-DEM)';
create index demand_confirmation_by_person on demand_confirmation (confirmed_by);
select guard_append_only_table('demand_confirmation');

-- +goose StatementBegin
create function demand_confirmation_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from demand_answer a where a.cooperative_id = new.cooperative_id and a.round_id = new.round_id and a.member_id = new.member_id
    and a.statements = new.statements and a.stated_by <> new.confirmed_by) then
    raise exception 'needs of member % in round % are confirmed by who stated them, or were stated anew', new.member_id, new.round_id
      using errcode = 'check_violation', constraint = 'demand_confirmation_by_another';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger demand_confirmation_stands before insert on demand_confirmation for each row execute function demand_confirmation_stands();

-- What members and officers say to each other about a round.
create table demand_comment (
  cooperative_id uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  item_id        uuid,
  member_id      uuid,
  said_by        uuid not null,
  said_at        timestamptz not null,
  text           text not null,
  version        integer not null default 1,
  constraint demand_comment_pk primary key (cooperative_id, id),
  constraint demand_comment_of_round foreign key (cooperative_id, round_id) references demand_round (cooperative_id, id),
  constraint demand_comment_of_item foreign key (cooperative_id, item_id) references demand_item (cooperative_id, id),
  constraint demand_comment_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint demand_comment_by_person foreign key (said_by) references person (id),
  constraint demand_comment_text_length check (char_length(text) between 3 and 2000),
  constraint demand_comment_time_finite check (isfinite(said_at))
);
comment on table demand_comment is 'Comments on demand rounds and their items, for all who see the round';
create index demand_comment_of_round on demand_comment (cooperative_id, round_id, id);
create index demand_comment_of_item on demand_comment (cooperative_id, item_id) where item_id is not null;
create index demand_comment_of_member on demand_comment (cooperative_id, member_id) where member_id is not null;
create index demand_comment_by_person on demand_comment (said_by);
select guard_append_only_table('demand_comment');

-- Members are reminded of rounds that close soon.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in (
  'calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed', 'calloff-approval-late',
  'calloff-escalated', 'calloff-share-asked', 'calloff-share-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided', 'standing-submitted',
  'standing-failed', 'standing-soon', 'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning', 'contract-ends',
  'licence-renews', 'reservation-waits', 'reservation-decided', 'place-offered', 'reservation-ends', 'capacity-short', 'round-closes', 'needs-unconfirmed'));
