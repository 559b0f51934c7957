-- +goose Up

-- The notices of what is public, to the byte: whoever reads as nobody reads them here.
create table publication.notice (
  cooperative_id uuid not null,
  ocid           text not null,
  id             uuid not null,
  body           bytea not null,
  constraint notice_pk primary key (ocid, id),
  constraint notice_of_process foreign key (ocid) references publication.process (ocid)
);
comment on table publication.notice is 'eForms notices of public processes as they were issued; never changed';
create trigger stays before update or delete on publication.notice for each row execute function publication.release_stays();
create trigger stays_whole before truncate on publication.notice for each statement execute function publication.release_stays();
alter table publication.notice enable row level security;
alter table publication.notice force row level security;
create policy public_to_all on publication.notice for select using (true);
create policy same_cooperative on publication.notice using (cooperative_id = public.current_cooperative()) with check (cooperative_id = public.current_cooperative());
grant select on publication.notice to allmende_app;
