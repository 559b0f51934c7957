-- +goose Up

-- Questions of bidders, and the answers for all of them, without the asker (G-TEN 9).
create table tender_question (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  supplier_id    uuid not null,
  asked_by       uuid not null,
  asked_at       timestamptz not null,
  question       text not null,
  number         integer,
  words          text,
  answer         text,
  answered_by    uuid,
  answered_at    timestamptz,
  version        integer not null default 1,
  constraint tender_question_pk primary key (cooperative_id, id),
  constraint tender_question_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_question_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_question_asked_by_person foreign key (asked_by) references person (id),
  constraint tender_question_answered_by_person foreign key (answered_by) references person (id),
  constraint tender_question_number_once unique (cooperative_id, tender_id, number),
  constraint tender_question_answer_complete check (num_nonnulls(number, words, answer, answered_by, answered_at) in (0, 5)),
  constraint tender_question_number_positive check (number >= 1),
  constraint tender_question_times check (isfinite(asked_at) and isfinite(answered_at) and answered_at >= asked_at),
  constraint tender_question_length check (char_length(question) between 10 and 4000 and char_length(words) between 10 and 4000 and char_length(answer) between 2 and 4000),
  constraint tender_question_version_positive check (version >= 1)
);
comment on table tender_question is 'What bidders ask about a tender, and what all bidders read of it (VgV 20(3)); who asked stays with the officers';
comment on column tender_question.words is 'The question as all bidders read it';
create index tender_question_of_supplier on tender_question (cooperative_id, supplier_id);
create index tender_question_asked_by on tender_question (asked_by);
create index tender_question_answered_by on tender_question (answered_by) where answered_by is not null;
select guard_business_table('tender_question');
revoke update on tender_question from allmende_app;
grant update (number, words, answer, answered_by, answered_at, version) on tender_question to allmende_app;

-- Both while bids are in time, an answer once, and in words without the bidder's name.
-- +goose StatementBegin
create function tender_question_open() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.number is not null then
    raise exception 'question % is answered', old.id using errcode = 'check_violation', constraint = 'tender_question_answered_once';
  end if;
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.status = 'published' and t.deadline >= allmende_clock()) then
    raise exception 'tender % takes no questions and answers', new.tender_id using errcode = 'check_violation', constraint = 'tender_question_open';
  end if;
  if exists (select from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id
      and (position(lower(s.name) in lower(new.words)) > 0 or position(lower(s.name) in lower(new.answer)) > 0)) then
    raise exception 'the answer to question % names who asked', new.id using errcode = 'check_violation', constraint = 'tender_question_without_asker';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger question_open before insert or update on tender_question for each row execute function tender_question_open();
