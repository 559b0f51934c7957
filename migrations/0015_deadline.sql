-- +goose Up

create table tender_extension (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  moved_from     timestamptz not null,
  moved_to       timestamptz not null,
  reason         text not null,
  moved_by       uuid not null,
  moved_at       timestamptz not null,
  version        integer not null default 1,
  constraint tender_extension_pk primary key (cooperative_id, id),
  constraint tender_extension_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_extension_by_person foreign key (moved_by) references person (id),
  constraint tender_extension_from_once unique (cooperative_id, tender_id, moved_from),
  constraint tender_extension_times_finite check (isfinite(moved_from) and isfinite(moved_to) and isfinite(moved_at)),
  constraint tender_extension_later check (moved_to > moved_from and moved_at <= moved_from),
  constraint tender_extension_reason_length check (char_length(reason) between 3 and 2000)
);
comment on table tender_extension is 'How the deadline of a published tender was moved, and why (G-TEN 8).';
select guard_append_only_table('tender_extension');

-- A published deadline is what bidders rely on: it moves only back, only while it runs, and
-- only with the row that says why.
-- +goose StatementBegin
create function tender_deadline_kept() returns trigger language plpgsql as $$
begin
  if old.deadline < allmende_clock() or new.deadline < old.deadline then
    raise exception 'the deadline of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_deadline_kept';
  elsif not exists (select from tender_extension e where e.cooperative_id = new.cooperative_id and e.tender_id = new.id
      and e.moved_from = old.deadline and e.moved_to = new.deadline) then
    raise exception 'the deadline of tender % is moved without a reason', old.id using errcode = 'check_violation', constraint = 'tender_deadline_has_reason';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger deadline_kept before update of deadline on tender for each row
  when (old.published_at is not null and new.deadline is distinct from old.deadline) execute function tender_deadline_kept();
