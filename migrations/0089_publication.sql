-- +goose Up

-- What anybody may read without signing in. It is written behind the events, never beside
-- them, and holds nothing but what is public: whoever reads it needs no right, and who reads
-- as nobody reads nothing else.
create schema publication;
grant usage on schema publication to allmende_app;

create table publication.process (
  cooperative_id uuid not null,
  ocid           text not null,
  kind           text not null,
  object_id      uuid not null,
  facts          jsonb not null,
  standing       jsonb not null,
  title          text not null,
  status         text not null,
  published_at   timestamptz not null,
  changed_at     timestamptz not null,
  deadline       timestamptz,
  cpv            text[] not null,
  words          tsvector not null,
  constraint process_pk primary key (ocid),
  constraint process_of_cooperative foreign key (cooperative_id) references public.cooperative (id),
  constraint process_object_unique unique (cooperative_id, kind, object_id),
  constraint process_kind_known check (kind in ('tender', 'call-off')),
  constraint process_ocid_form check (ocid ~ '^ocds-[a-z0-9]{6}-[0-9a-f-]{36}$'),
  constraint process_times_finite check (isfinite(published_at) and isfinite(changed_at) and isfinite(deadline))
);
comment on table publication.process is 'Tenders and call-offs as the public sees them now';
comment on column publication.process.standing is 'What the last release said, by part: what the next one differs in';
create index process_by_publication on publication.process (kind, published_at desc, ocid);
create index process_words on publication.process using gin (words);

create table publication.release (
  cooperative_id uuid not null,
  seq            bigint generated always as identity,
  ocid           text not null,
  release_id     text not null,
  released_at    timestamptz not null,
  tags           text[] not null,
  body           text not null,
  constraint release_pk primary key (seq),
  constraint release_of_process foreign key (ocid) references publication.process (ocid),
  constraint release_id_unique unique (ocid, release_id),
  constraint release_tagged check (cardinality(tags) > 0),
  constraint release_time_finite check (isfinite(released_at)),
  constraint release_is_json check (jsonb_typeof(body::jsonb) = 'object')
);
comment on table publication.release is 'OCDS releases as they were given out; never changed';
create index release_of_process on publication.release (ocid, seq);

-- How far the log has been looked through, by what it tells of.
create table publication.mark (
  cooperative_id uuid not null,
  stream         text not null,
  seq            bigint not null,
  constraint mark_pk primary key (cooperative_id, stream),
  constraint mark_of_cooperative foreign key (cooperative_id) references public.cooperative (id),
  constraint mark_stream_known check (stream in ('tenders', 'call-offs'))
);

-- +goose StatementBegin
create function publication.release_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what was released stays as it was' using errcode = 'check_violation', constraint = 'release_stays';
end $$;
-- +goose StatementEnd

-- What an organisation is called in public: by its official key, or by its id where it has none.
-- +goose StatementBegin
create function public_key(p_key text) returns text language sql immutable parallel safe as
$$ select case when p_key ~ '^[0-9]{2,12}$' then 'DE-ARS-' || p_key else p_key end $$;
-- +goose StatementEnd
revoke all on function public_key(text) from public;
create trigger stays before update or delete on publication.release for each row execute function publication.release_stays();
create trigger stays_whole before truncate on publication.release for each statement execute function publication.release_stays();

alter table publication.process enable row level security;
alter table publication.process force row level security;
create policy public_to_all on publication.process for select using (true);
create policy same_cooperative on publication.process using (cooperative_id = public.current_cooperative()) with check (cooperative_id = public.current_cooperative());
alter table publication.release enable row level security;
alter table publication.release force row level security;
create policy public_to_all on publication.release for select using (true);
create policy same_cooperative on publication.release using (cooperative_id = public.current_cooperative()) with check (cooperative_id = public.current_cooperative());
alter table publication.mark enable row level security;
alter table publication.mark force row level security;
create policy same_cooperative on publication.mark using (cooperative_id = public.current_cooperative()) with check (cooperative_id = public.current_cooperative());
grant select on publication.process, publication.release to allmende_app;
revoke all on function publication.release_stays() from public;
