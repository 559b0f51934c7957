-- +goose Up

create table scoring_panel (
  cooperative_id uuid not null,
  id             uuid not null,
  spread_limit   integer not null,
  appointed_by   uuid not null,
  appointed_at   timestamptz not null,
  locked_by      uuid,
  locked_at      timestamptz,
  version        integer not null default 1,
  constraint scoring_panel_pk primary key (cooperative_id, id),
  constraint scoring_panel_of_tender foreign key (cooperative_id, id) references tender (cooperative_id, id),
  constraint scoring_panel_appointed_by_person foreign key (appointed_by) references person (id),
  constraint scoring_panel_locked_by_person foreign key (locked_by) references person (id),
  constraint scoring_panel_spread_limit_in_range check (spread_limit between 1 and 100),
  constraint scoring_panel_times_finite check (isfinite(appointed_at) and isfinite(locked_at)),
  constraint scoring_panel_lock_complete check ((locked_by is null) = (locked_at is null)),
  constraint scoring_panel_version_positive check (version >= 1)
);
comment on table scoring_panel is 'Who scores the bids of a tender, under the tender''s id. Whoever appoints, scores, agrees or locks locks this row first.';

create table scoring_evaluator (
  cooperative_id     uuid not null,
  id                 uuid not null,
  panel_id           uuid not null,
  position           integer not null,
  person_id          uuid not null,
  appointed_by       uuid not null,
  appointed_at       timestamptz not null,
  declared_at        timestamptz,
  conflict           text not null default '',
  handed_in_at       timestamptz,
  replaced_by        uuid,
  replaced_at        timestamptz,
  replacement_reason text not null default '',
  version            integer not null default 1,
  constraint scoring_evaluator_pk primary key (cooperative_id, id),
  constraint scoring_evaluator_of_panel foreign key (cooperative_id, panel_id) references scoring_panel (cooperative_id, id),
  constraint scoring_evaluator_person foreign key (person_id) references person (id),
  constraint scoring_evaluator_appointed_by_person foreign key (appointed_by) references person (id),
  constraint scoring_evaluator_replaced_by_person foreign key (replaced_by) references person (id),
  constraint scoring_evaluator_once unique (cooperative_id, panel_id, person_id),
  constraint scoring_evaluator_position_unique unique (cooperative_id, panel_id, position),
  constraint scoring_evaluator_position_positive check (position >= 1),
  constraint scoring_evaluator_times_finite check (isfinite(appointed_at) and isfinite(declared_at) and isfinite(handed_in_at) and isfinite(replaced_at)),
  constraint scoring_evaluator_conflict_length check (char_length(conflict) <= 2000 and (conflict = '' or declared_at is not null)),
  constraint scoring_evaluator_declares_first check (handed_in_at is null or declared_at is not null),
  constraint scoring_evaluator_replacement_complete check ((replaced_at is null) = (replaced_by is null) and (replaced_at is null) = (replacement_reason = '')),
  constraint scoring_evaluator_handed_in_counts check (replaced_at is null or handed_in_at is null or conflict <> ''),
  constraint scoring_evaluator_version_positive check (version >= 1)
);
comment on table scoring_evaluator is 'People on panels with their declaration of interest; each has a sheet, which handed_in_at closes. Replaced ones stay on record.';
create index scoring_evaluator_of_person on scoring_evaluator (cooperative_id, person_id);

create table scoring_score (
  cooperative_id uuid not null,
  id             uuid not null,
  evaluator_id   uuid not null,
  bid_id         uuid not null,
  lot_id         uuid not null,
  criterion      text not null,
  revision       integer not null,
  score          numeric(7,2) not null,
  reason         text not null,
  scored_at      timestamptz not null,
  version        integer not null default 1,
  constraint scoring_score_pk primary key (cooperative_id, id),
  constraint scoring_score_of_evaluator foreign key (cooperative_id, evaluator_id) references scoring_evaluator (cooperative_id, id),
  constraint scoring_score_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint scoring_score_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint scoring_score_once unique (cooperative_id, evaluator_id, bid_id, lot_id, criterion, revision),
  constraint scoring_score_criterion_named check (char_length(criterion) between 1 and 200),
  constraint scoring_score_revision_positive check (revision >= 1),
  constraint scoring_score_in_range check (score between 0 and 99999.99),
  constraint scoring_score_reason_length check (char_length(reason) between 3 and 2000),
  constraint scoring_score_time_finite check (isfinite(scored_at))
);
comment on table scoring_score is 'What an evaluator gave, with the reason; the highest revision of a place counts, earlier ones stay on record.';
create index scoring_score_of_bid on scoring_score (cooperative_id, bid_id);
create index scoring_score_of_lot on scoring_score (cooperative_id, lot_id);

create table scoring_consensus (
  cooperative_id uuid not null,
  id             uuid not null,
  panel_id       uuid not null,
  bid_id         uuid not null,
  lot_id         uuid not null,
  criterion      text not null,
  revision       integer not null,
  score          numeric(7,2) not null,
  minute         text not null,
  proposed_by    uuid not null,
  proposed_at    timestamptz not null,
  version        integer not null default 1,
  constraint scoring_consensus_pk primary key (cooperative_id, id),
  constraint scoring_consensus_of_panel foreign key (cooperative_id, panel_id) references scoring_panel (cooperative_id, id),
  constraint scoring_consensus_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint scoring_consensus_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint scoring_consensus_proposed_by_person foreign key (proposed_by) references person (id),
  constraint scoring_consensus_once unique (cooperative_id, panel_id, bid_id, lot_id, criterion, revision),
  constraint scoring_consensus_revision_positive check (revision >= 1),
  constraint scoring_consensus_score_in_range check (score between 0 and 99999.99),
  constraint scoring_consensus_minute_length check (char_length(minute) between 3 and 2000),
  constraint scoring_consensus_time_finite check (isfinite(proposed_at))
);
comment on table scoring_consensus is 'What evaluators propose as the score of a place, with the minute; the highest revision counts.';
create index scoring_consensus_of_bid on scoring_consensus (cooperative_id, bid_id);
create index scoring_consensus_of_lot on scoring_consensus (cooperative_id, lot_id);

create table scoring_consent (
  cooperative_id uuid not null,
  id             uuid not null,
  consensus_id   uuid not null,
  person_id      uuid not null,
  agreed_at      timestamptz not null,
  version        integer not null default 1,
  constraint scoring_consent_pk primary key (cooperative_id, id),
  constraint scoring_consent_of_consensus foreign key (cooperative_id, consensus_id) references scoring_consensus (cooperative_id, id),
  constraint scoring_consent_person foreign key (person_id) references person (id),
  constraint scoring_consent_once unique (cooperative_id, consensus_id, person_id),
  constraint scoring_consent_time_finite check (isfinite(agreed_at))
);
comment on table scoring_consent is 'Who agreed to a consensus, each for himself or herself.';

create table bid_examination (
  cooperative_id uuid not null,
  id             uuid not null,
  bid_id         uuid not null,
  aspect         text not null,
  passed         boolean not null,
  reason         text not null,
  examined_by    uuid not null,
  examined_at    timestamptz not null,
  version        integer not null default 1,
  constraint bid_examination_pk primary key (cooperative_id, id),
  constraint bid_examination_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint bid_examination_by_person foreign key (examined_by) references person (id),
  constraint bid_examination_once unique (cooperative_id, bid_id, aspect, passed),
  constraint bid_examination_aspect_known check (aspect in ('form', 'suitability', 'requirements')),
  constraint bid_examination_reason_length check (char_length(reason) between 3 and 2000),
  constraint bid_examination_time_finite check (isfinite(examined_at))
);
comment on table bid_examination is 'What was found when a bid was examined. Passed once, an aspect can be found not to pass later, which excludes the bid; never the other way round.';

create table scoring_final (
  cooperative_id uuid not null,
  panel_id       uuid not null,
  bid_id         uuid not null,
  lot_id         uuid not null,
  criterion      text not null,
  numerator      numeric not null,
  denominator    numeric not null,
  consensus_id   uuid,
  constraint scoring_final_pk primary key (cooperative_id, panel_id, bid_id, lot_id, criterion),
  constraint scoring_final_of_panel foreign key (cooperative_id, panel_id) references scoring_panel (cooperative_id, id),
  constraint scoring_final_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
  constraint scoring_final_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
  constraint scoring_final_of_consensus foreign key (cooperative_id, consensus_id) references scoring_consensus (cooperative_id, id),
  constraint scoring_final_is_fraction check (numerator >= 0 and denominator > 0 and numerator <> 'NaN' and denominator <> 'NaN'
    and trunc(numerator) = numerator and trunc(denominator) = denominator)
);
comment on table scoring_final is 'The locked scores as exact fractions: of the consensus where there is one, else the mean of the sheets.';
create index scoring_final_of_bid on scoring_final (cooperative_id, bid_id);
create index scoring_final_of_lot on scoring_final (cooperative_id, lot_id);

select guard_business_table('scoring_panel');
select guard_business_table('scoring_evaluator');
select guard_append_only_table('scoring_score');
select guard_append_only_table('scoring_consensus');
select guard_append_only_table('scoring_consent');
select guard_append_only_table('bid_examination');
select guard_set_table('scoring_final', 'panel_id');

-- A panel and its evaluators hold still once the scores are locked; a declaration is not
-- taken back, a sheet that is handed in not reopened, and nobody comes back.
-- +goose StatementBegin
create function scoring_panel_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.locked_at is not null or new.spread_limit <> old.spread_limit then
    raise exception 'the panel of tender % is locked, and its limit is fixed', old.id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger scoring_panel_locked before update on scoring_panel for each row execute function scoring_panel_hold();

-- +goose StatementBegin
create function scoring_evaluator_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare panel scoring_panel;
begin
  select * into panel from scoring_panel p where p.cooperative_id = new.cooperative_id and p.id = new.panel_id for share;
  if panel.locked_at is not null then
    raise exception 'the panel of tender % is locked', new.panel_id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  if tg_op = 'UPDATE' and (new.person_id <> old.person_id or new.panel_id <> old.panel_id or old.replaced_at is not null
      or old.handed_in_at is not null and new.handed_in_at is distinct from old.handed_in_at
      or old.conflict <> '' and new.conflict <> old.conflict or old.declared_at is not null and new.declared_at is null) then
    raise exception 'what evaluator % has declared or handed in stays', old.id using errcode = 'check_violation', constraint = 'scoring_evaluator_stays';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger scoring_evaluator_stays before insert or update on scoring_evaluator for each row execute function scoring_evaluator_hold();

-- Scores are given by somebody without a conflict, for a bid of the panel's tender that is
-- opened, and only until the sheet is handed in.
-- +goose StatementBegin
create function scoring_score_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from scoring_evaluator e where exists (select from new_rows n where n.cooperative_id = e.cooperative_id and n.evaluator_id = e.id) for share;
  if exists (
    select from new_rows n
      join scoring_evaluator e on e.cooperative_id = n.cooperative_id and e.id = n.evaluator_id
      join scoring_panel p on p.cooperative_id = e.cooperative_id and p.id = e.panel_id
      join bid b on b.cooperative_id = n.cooperative_id and b.id = n.bid_id
      join tender_lot l on l.cooperative_id = n.cooperative_id and l.id = n.lot_id
    where e.declared_at is null or e.conflict <> '' or e.handed_in_at is not null or e.replaced_at is not null or p.locked_at is not null
      or b.tender_id <> p.id or l.tender_id <> p.id
  ) then
    raise exception 'a sheet takes no scores before the declaration, nor after it is handed in' using errcode = 'check_violation', constraint = 'scoring_score_while_open';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger scoring_score_while_open after insert on scoring_score referencing new table as new_rows for each statement execute function scoring_score_check();

-- Nobody proposes or agrees before all sheets are handed in, nor after the lock.
-- +goose StatementBegin
create function scoring_consensus_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join scoring_panel p on p.cooperative_id = n.cooperative_id and p.id = n.panel_id
    where p.locked_at is not null
      or not exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null and e.person_id = n.proposed_by)
      or exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null
        and (e.handed_in_at is null or e.conflict <> ''))
  ) then
    raise exception 'a consensus is found after all sheets are handed in' using errcode = 'check_violation', constraint = 'scoring_consensus_when_revealed';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger scoring_consensus_when_revealed after insert on scoring_consensus referencing new table as new_rows for each statement execute function scoring_consensus_check();

-- +goose StatementBegin
create function scoring_consent_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join scoring_consensus c on c.cooperative_id = n.cooperative_id and c.id = n.consensus_id
      join scoring_panel p on p.cooperative_id = c.cooperative_id and p.id = c.panel_id
    where p.locked_at is not null
      or not exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null and e.person_id = n.person_id)
  ) then
    raise exception 'evaluators agree for themselves, before the lock' using errcode = 'check_violation', constraint = 'scoring_consent_of_evaluator';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger scoring_consent_of_evaluator after insert on scoring_consent referencing new table as new_rows for each statement execute function scoring_consent_check();

-- A locked score is the exact mean of the sheets that count, or a consensus that is the
-- latest of its place and that all of them have agreed to.
-- +goose StatementBegin
create function scoring_final_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n
      cross join lateral (select count(*) as people, count(s.score) as given, sum(s.score) as total,
          bool_and(e.handed_in_at is not null and e.conflict = '') as ready,
          bool_and(exists (select from scoring_consent a where a.cooperative_id = n.cooperative_id and a.consensus_id = n.consensus_id and a.person_id = e.person_id)) as agreed
        from scoring_evaluator e left join lateral (select x.score from scoring_score x
          where x.cooperative_id = e.cooperative_id and x.evaluator_id = e.id and x.bid_id = n.bid_id and x.lot_id = n.lot_id and x.criterion = n.criterion
          order by x.revision desc limit 1) s on true
        where e.cooperative_id = n.cooperative_id and e.panel_id = n.panel_id and e.replaced_at is null) sheets
      left join scoring_consensus c on c.cooperative_id = n.cooperative_id and c.id = n.consensus_id
    where not sheets.ready or sheets.people < 2 or sheets.given <> sheets.people
      or case when n.consensus_id is null then sheets.total * n.denominator <> n.numerator * sheets.people
        else c.score * n.denominator <> n.numerator or not sheets.agreed or (c.panel_id, c.bid_id, c.lot_id, c.criterion) <> (n.panel_id, n.bid_id, n.lot_id, n.criterion)
          or exists (select from scoring_consensus o where o.cooperative_id = c.cooperative_id and o.panel_id = c.panel_id and o.bid_id = c.bid_id
            and o.lot_id = c.lot_id and o.criterion = c.criterion and o.revision > c.revision) end
  ) then
    raise exception 'a locked score is the mean of the sheets or their consensus' using errcode = 'check_violation', constraint = 'scoring_final_follows';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger scoring_final_follows after insert on scoring_final referencing new table as new_rows for each statement execute function scoring_final_check();
