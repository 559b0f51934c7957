-- +goose Up

-- Certificates of suppliers; one expires by the calendar, and a wrong one is withdrawn.
create table supplier_certificate (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  kind           text not null,
  number         text not null,
  issuer         text not null,
  valid_until    date not null,
  document       text not null,
  added_by       uuid not null,
  added_at       timestamptz not null,
  withdrawn_by   uuid,
  withdrawn_at   timestamptz,
  version        integer not null default 1,
  constraint supplier_certificate_pk primary key (cooperative_id, id),
  constraint supplier_certificate_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_certificate_by_person foreign key (added_by) references person (id),
  constraint supplier_certificate_withdrawn_by_person foreign key (withdrawn_by) references person (id),
  constraint supplier_certificate_texts check (char_length(kind) between 2 and 100 and char_length(number) between 1 and 100
    and char_length(issuer) between 2 and 200 and char_length(document) <= 500),
  constraint supplier_certificate_days check (isfinite(valid_until) and isfinite(added_at) and isfinite(withdrawn_at)
    and valid_until >= (added_at at time zone 'Europe/Berlin')::date and valid_until <= (added_at at time zone 'Europe/Berlin')::date + interval '20 years'),
  constraint supplier_certificate_withdrawn_whole check (num_nonnulls(withdrawn_by, withdrawn_at) in (0, 2)),
  constraint supplier_certificate_version check (version = case when withdrawn_at is null then 1 else 2 end)
);
comment on table supplier_certificate is 'Certificates that suppliers show, with their last day; the document is a reference, empty where none is given';
create index supplier_certificate_of on supplier_certificate (cooperative_id, supplier_id, valid_until);
create index supplier_certificate_by on supplier_certificate (added_by);
create index supplier_certificate_withdrawn on supplier_certificate (withdrawn_by);
create unique index supplier_certificate_once on supplier_certificate (cooperative_id, supplier_id, kind, number, valid_until) where withdrawn_at is null;
select guard_business_table('supplier_certificate');

-- +goose StatementBegin
create function supplier_certificate_only_withdrawn() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null
      or to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'version'] <> to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'version'] then
    raise exception 'certificate % can only be withdrawn, once', old.id using errcode = 'check_violation', constraint = 'supplier_certificate_only_withdrawn';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger only_withdrawn before update on supplier_certificate for each row execute function supplier_certificate_only_withdrawn();

-- What suppliers declare of themselves; the last of a subject counts, the earlier ones stay.
create table supplier_declaration (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  subject        text not null,
  clear          boolean,
  statement      text not null,
  declared_by    uuid not null,
  declared_at    timestamptz not null,
  constraint supplier_declaration_pk primary key (cooperative_id, id),
  constraint supplier_declaration_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_declaration_by_person foreign key (declared_by) references person (id),
  constraint supplier_declaration_subject_known check (subject in ('123', '124', 'turnover', 'references')),
  constraint supplier_declaration_clear check ((clear is not null) = (subject in ('123', '124'))),
  constraint supplier_declaration_statement check (char_length(statement) <= 4000 and (clear is true or char_length(statement) >= 3) and isfinite(declared_at))
);
comment on table supplier_declaration is 'Self-declarations: whether no ground of GWB 123 or 124 applies (clear), or which and what cleaned the supplier (GWB 125); turnover; references';
create index supplier_declaration_of on supplier_declaration (cooperative_id, supplier_id, subject, declared_at desc);
create index supplier_declaration_by on supplier_declaration (declared_by);
select guard_business_table('supplier_declaration');
create trigger refuse_update before update on supplier_declaration for each statement execute function refuse_change();

-- A self-declaration is the supplier's own: by somebody who acts for it.
-- +goose StatementBegin
create function supplier_declaration_by_own() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id
      and a.person_id = new.declared_by and a.ended_at is null) then
    raise exception 'supplier % does not declare this itself', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_declaration_by_own';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger by_own before insert on supplier_declaration for each row execute function supplier_declaration_by_own();
