-- +goose Up

-- Bids are examined in every tender, and by people who have declared that they have no
-- conflict of interest, whether they are on a panel or not (D-1, VgV 6).
create table examiner_declaration (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  person_id      uuid not null,
  conflict       text not null default '',
  conflicted     boolean not null generated always as (conflict <> '') stored,
  declared_at    timestamptz not null,
  version        integer not null default 1,
  constraint examiner_declaration_pk primary key (cooperative_id, id),
  constraint examiner_declaration_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint examiner_declaration_person foreign key (person_id) references person (id),
  constraint examiner_declaration_once unique (cooperative_id, tender_id, person_id, conflicted),
  constraint examiner_declaration_conflict_length check (conflict = '' or char_length(conflict) between 3 and 2000),
  constraint examiner_declaration_time_finite check (isfinite(declared_at))
);
comment on table examiner_declaration is 'What those who examine bids declared of their interests. A conflict can be declared later on; it is not taken back.';
select guard_append_only_table('examiner_declaration');

-- Whether a person has declared of a tender, on its panel or as an examiner, that there is a conflict.
create function declared_conflict(of_cooperative uuid, of_tender uuid, who uuid) returns boolean language sql stable as $$
  select exists (select from examiner_declaration d where d.cooperative_id = of_cooperative and d.tender_id = of_tender and d.person_id = who and d.conflicted)
    or exists (select from scoring_evaluator e where e.cooperative_id = of_cooperative and e.panel_id = of_tender and e.person_id = who and e.conflict <> '')
$$;

-- How many of the three examinations a bid has passed, not counting what people with a conflict found.
create function examinations_passed(of_cooperative uuid, of_bid uuid) returns bigint language sql stable as $$
  select count(distinct x.aspect) from bid_examination x join bid b on b.cooperative_id = x.cooperative_id and b.id = x.bid_id
  where x.cooperative_id = of_cooperative and x.bid_id = of_bid and x.passed and not declared_conflict(x.cooperative_id, b.tender_id, x.examined_by)
$$;

-- What somebody with a conflict found, another finds again.
alter table bid_examination
  drop constraint bid_examination_once,
  add constraint bid_examination_once unique (cooperative_id, bid_id, aspect, passed, examined_by);

-- +goose StatementBegin
create function bid_examination_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare of_tender uuid;
begin
  select b.tender_id into of_tender from bid b where b.cooperative_id = new.cooperative_id and b.id = new.bid_id;
  if declared_conflict(new.cooperative_id, of_tender, new.examined_by)
    or not exists (select from examiner_declaration d where d.cooperative_id = new.cooperative_id and d.tender_id = of_tender and d.person_id = new.examined_by)
      and not exists (select from scoring_evaluator e where e.cooperative_id = new.cooperative_id and e.panel_id = of_tender
        and e.person_id = new.examined_by and e.declared_at is not null) then
    raise exception 'bid % is examined by somebody who has not declared to have no conflict', new.bid_id
      using errcode = 'check_violation', constraint = 'bid_examination_after_declaration';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger bid_examination_after_declaration before insert on bid_examination for each row execute function bid_examination_check();

-- Nobody wins unexamined.
-- +goose StatementBegin
create function tender_lot_winner_check() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if examinations_passed(new.cooperative_id, new.winner_bid_id) < 3 then
    raise exception 'bid % wins a lot without having passed every examination', new.winner_bid_id
      using errcode = 'check_violation', constraint = 'tender_lot_winner_examined';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger tender_lot_winner_examined before update of winner_bid_id on tender_lot for each row
  when (new.winner_bid_id is not null and new.winner_bid_id is distinct from old.winner_bid_id) execute function tender_lot_winner_check();
