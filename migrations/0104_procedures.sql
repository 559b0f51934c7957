-- +goose Up

-- How a tender is run is a choice of its draft (G-TEN 2, 7): open to all, with less time where that is urgent, or a
-- direct award to one of those who are asked. A tender keeps the figures of the law that it was decided by. Columns
-- without a value keep the hashes of what there is already.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('bid-days.open-eu.urgent', '15', '2016-04-18', null, 'VgV § 15 Abs. 3', false),
  ('bid-days.direct-award', '0', '2017-02-07', null, 'UVgO § 14: keine Mindestfrist', false),
  ('direct-award.limit', '1000.00', '2017-02-07', null, 'UVgO § 14', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '',
  '{"codes": "bid-days.direct-award, bid-days.open-eu.urgent, direct-award.limit"}');

alter table tender
  add procedure_reason text,
  add urgency text,
  add least_days integer,
  add least_days_source text,
  add direct_limit numeric(15,2),
  add direct_limit_source text,
  drop constraint tender_procedure_known,
  drop constraint tender_procedure_follows_value,
  add constraint tender_procedure_known check (procedure in ('open-eu', 'open-national', 'mini-competition', 'direct-award')),
  add constraint tender_procedure_follows_value check (procedure in ('mini-competition', 'direct-award') or (procedure = 'open-eu') = (estimated_value >= threshold)),
  add constraint tender_choice_texts check (char_length(procedure_reason) between 1 and 2000 and char_length(urgency) between 10 and 2000),
  add constraint tender_least_days_complete check ((least_days is null) = (least_days_source is null) and least_days between 0 and 365),
  add constraint tender_direct_limit_complete check ((procedure = 'direct-award') = (direct_limit is not null)
    and (direct_limit is null) = (direct_limit_source is null) and direct_limit between 0 and 100000000),
  add constraint tender_direct_within_limit check (procedure <> 'direct-award' or published_at is null or estimated_value <= direct_limit),
  add constraint tender_direct_has_reason check (procedure <> 'direct-award' or submitted_at is null or procedure_reason is not null),
  add constraint tender_direct_without_standstill check (procedure <> 'direct-award' or status <> 'standstill');
comment on column tender.procedure_reason is 'Why these suppliers are asked in a direct award';
comment on column tender.urgency is 'Why bidders have less time than usual';
comment on column tender.least_days is 'How many days bidders have at least by the law that the tender was decided by';
comment on column tender.direct_limit is 'Up to which value that law allows a direct award';

create table tender_invited (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  supplier_id    uuid not null,
  version        integer not null default 1,
  constraint tender_invited_pk primary key (cooperative_id, id),
  constraint tender_invited_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_invited_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_invited_once unique (cooperative_id, tender_id, revision, supplier_id),
  constraint tender_invited_revision_positive check (revision >= 1)
);
comment on table tender_invited is 'Who is asked for a bid in a direct award. Each revision of a draft has its own.';
create index tender_invited_of_supplier on tender_invited (cooperative_id, supplier_id);
select guard_append_only_table('tender_invited');

-- Whether a tender is for chosen suppliers only, and the supplier is none of them.
-- +goose StatementBegin
create function tender_keeps_out(p_cooperative uuid, p_tender uuid, p_supplier uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce((select case t.procedure
      when 'mini-competition' then not exists (select from tender_ceiling c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.supplier_id = p_supplier)
      when 'direct-award' then not exists (select from tender_invited i
        where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision and i.supplier_id = p_supplier)
      else false end
    from tender t where t.cooperative_id = p_cooperative and t.id = p_tender), false)
$$;

create or replace function bid_of_invited() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tender_keeps_out(new.cooperative_id, new.tender_id, new.supplier_id) then
    raise exception 'supplier % is not invited to tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'bid_of_invited';
  end if;
  return new;
end $$;
-- +goose StatementEnd
