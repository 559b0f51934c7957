-- +goose Up

-- Where a person's programs are told of what the person may read. The secrets that calls are
-- signed by are made of a key outside of the database, so none of them is here.
create table webhook (
  cooperative_id uuid not null,
  id             uuid not null,
  person_id      uuid not null,
  name           text not null,
  address        text not null,
  objects        text not null,
  paused         text,
  generation     integer not null default 1,
  rotated_at     timestamptz,
  created_at     timestamptz not null,
  ended_at       timestamptz,
  version        integer not null default 1,
  constraint webhook_pk primary key (cooperative_id, id),
  constraint webhook_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint webhook_of_person foreign key (person_id) references person (id),
  constraint webhook_name_length check (char_length(name) between 3 and 60),
  constraint webhook_address_form check (address ~ '^https://[^@#[:space:]]+$' and char_length(address) <= 500),
  constraint webhook_objects_listed check (objects ~ '^[a-z-]+(,[a-z-]+)*$'),
  constraint webhook_paused_known check (paused in ('person', 'gone', 'failing')),
  constraint webhook_generation_counts check (generation >= 1 and (generation > 1) = (rotated_at is not null)),
  constraint webhook_times_finite check (isfinite(created_at) and isfinite(rotated_at) and isfinite(ended_at)),
  constraint webhook_version_positive check (version > 0)
);
comment on table webhook is 'Addresses that are called when something is logged that their person may read';
comment on column webhook.objects is 'The kinds of objects that it is told of, separated by commas';
comment on column webhook.generation is 'Which of its secrets is the newest; the one before is good for a day after rotated_at';
create index webhook_of_person on webhook (person_id, cooperative_id);
select guard_business_table('webhook');

-- +goose StatementBegin
create function webhook_stays() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.person_id <> old.person_id or new.created_at <> old.created_at or new.generation not in (old.generation, old.generation + 1) then
    raise exception 'webhook % is over, or is another''s', old.id using errcode = 'check_violation', constraint = 'webhook_stays';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger stays before update on webhook for each row execute function webhook_stays();
revoke all on function webhook_stays() from public;

-- How far the log was looked through for a webhook, and until when somebody makes its calls.
create table post.hook_mark (
  cooperative_id uuid not null,
  webhook_id     uuid not null,
  seq            bigint not null,
  taken_until    timestamptz not null,
  constraint hook_mark_pk primary key (cooperative_id, webhook_id),
  constraint hook_mark_of_webhook foreign key (cooperative_id, webhook_id) references public.webhook (cooperative_id, id)
);

create table post.hook_call (
  cooperative_id uuid not null,
  id             uuid not null,
  webhook_id     uuid not null,
  seq            bigint,
  action         text not null,
  object_type    text not null,
  object_id      text not null,
  at             timestamptz not null,
  state          text not null default 'waiting',
  due_at         timestamptz not null,
  constraint hook_call_pk primary key (cooperative_id, id),
  constraint hook_call_of_webhook foreign key (cooperative_id, webhook_id) references public.webhook (cooperative_id, id),
  constraint hook_call_once unique (cooperative_id, webhook_id, seq),
  constraint hook_call_state_known check (state in ('waiting', 'delivered', 'dead')),
  constraint hook_call_times_finite check (isfinite(at) and isfinite(due_at))
);
comment on table post.hook_call is 'What a webhook is told of: an event of the log, or a test without one (seq is null)';
create index hook_call_due on post.hook_call (cooperative_id, webhook_id, due_at) where state = 'waiting';

create table post.hook_attempt (
  cooperative_id uuid not null,
  call_id        uuid not null,
  number         integer not null,
  at             timestamptz not null,
  took_ms        integer not null,
  status         integer not null,
  error          text not null,
  answer         text not null,
  constraint hook_attempt_pk primary key (cooperative_id, call_id, number),
  constraint hook_attempt_of_call foreign key (cooperative_id, call_id) references post.hook_call (cooperative_id, id) on delete cascade,
  constraint hook_attempt_number_positive check (number > 0),
  constraint hook_attempt_answer_short check (char_length(answer) <= 500 and char_length(error) <= 500),
  constraint hook_attempt_time_finite check (isfinite(at))
);

alter table post.hook_mark enable row level security;
alter table post.hook_mark force row level security;
create policy same_cooperative on post.hook_mark using (cooperative_id = (select public.current_cooperative())) with check (cooperative_id = (select public.current_cooperative()));
alter table post.hook_call enable row level security;
alter table post.hook_call force row level security;
create policy same_cooperative on post.hook_call using (cooperative_id = (select public.current_cooperative())) with check (cooperative_id = (select public.current_cooperative()));
alter table post.hook_attempt enable row level security;
alter table post.hook_attempt force row level security;
create policy same_cooperative on post.hook_attempt using (cooperative_id = (select public.current_cooperative())) with check (cooperative_id = (select public.current_cooperative()));
grant select, insert on post.hook_mark to allmende_app;
grant select, insert on post.hook_call to allmende_app;
grant update (state, due_at) on post.hook_call to allmende_app;
grant select on post.hook_attempt to allmende_app;
