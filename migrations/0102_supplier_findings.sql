-- +goose Up

-- Grounds for exclusion that officers found. One decides nothing by itself: it counts for as
-- long as GWB 126 allows, unless it was unfounded or the supplier was cleaned of it (GWB 125).
create table supplier_finding (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  ground         text not null,
  source         text not null,
  facts          text not null,
  happened_on    date not null,
  found_by       uuid not null,
  found_at       timestamptz not null,
  constraint supplier_finding_pk primary key (cooperative_id, id),
  constraint supplier_finding_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_finding_by_person foreign key (found_by) references person (id),
  constraint supplier_finding_whose unique (cooperative_id, supplier_id, id),
  constraint supplier_finding_ground_known check (ground in ('123-1', '123-4', '124-1', '124-2', '124-3', '124-4', '124-5', '124-6', '124-7', '124-8', '124-9')),
  constraint supplier_finding_texts check (char_length(source) between 3 and 500 and char_length(facts) between 3 and 4000),
  constraint supplier_finding_days check (isfinite(happened_on) and isfinite(found_at) and happened_on <= (found_at at time zone 'Europe/Berlin')::date
    and (found_at at time zone 'Europe/Berlin')::date <= happened_on + case when ground like '123%' then interval '5 years' else interval '3 years' end)
);
comment on table supplier_finding is 'Grounds for exclusion that officers found (GWB 123, 124), with their source and the day of the judgement or the event, from which they count for five or three years (GWB 126)';
create index supplier_finding_by on supplier_finding (found_by);
select guard_business_table('supplier_finding');
create trigger refuse_update before update on supplier_finding for each statement execute function refuse_change();

create table supplier_assessment (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  finding_id     uuid not null,
  verdict        text not null,
  reason         text not null,
  assessed_by    uuid not null,
  assessed_at    timestamptz not null,
  constraint supplier_assessment_pk primary key (cooperative_id, id),
  constraint supplier_assessment_of_finding foreign key (cooperative_id, supplier_id, finding_id) references supplier_finding (cooperative_id, supplier_id, id),
  constraint supplier_assessment_by_person foreign key (assessed_by) references person (id),
  constraint supplier_assessment_verdict_known check (verdict in ('cleaned', 'not-cleaned', 'unfounded')),
  constraint supplier_assessment_reason_length check (char_length(reason) between 3 and 4000 and isfinite(assessed_at))
);
comment on table supplier_assessment is 'What officers think of a ground that was found: whether what the supplier did cleans it (GWB 125), or that the ground never applied';
create index supplier_assessment_of on supplier_assessment (cooperative_id, supplier_id, finding_id);
create index supplier_assessment_by on supplier_assessment (assessed_by);
create unique index supplier_assessment_closes_once on supplier_assessment (cooperative_id, finding_id) where verdict <> 'not-cleaned';
select guard_business_table('supplier_assessment');
create trigger refuse_update before update on supplier_assessment for each statement execute function refuse_change();

-- What was settled is not opened again; the supplier's row is the turn.
-- +goose StatementBegin
create function supplier_assessment_while_open() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for update;
  if exists (select from supplier_assessment a where a.cooperative_id = new.cooperative_id and a.finding_id = new.finding_id and a.verdict <> 'not-cleaned') then
    raise exception 'finding % is settled', new.finding_id using errcode = 'check_violation', constraint = 'supplier_assessment_while_open';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger while_open before insert on supplier_assessment for each row execute function supplier_assessment_while_open();

-- D-1: nobody who acts or acted for the supplier finds or settles grounds against it.
-- +goose StatementBegin
create function supplier_judged_by_another() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id
      and a.person_id = coalesce(to_jsonb(new) ->> 'found_by', to_jsonb(new) ->> 'assessed_by')::uuid) then
    raise exception 'supplier % is judged by one of its own', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_judged_by_another';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger by_another before insert on supplier_finding for each row execute function supplier_judged_by_another();
create trigger by_another before insert on supplier_assessment for each row execute function supplier_judged_by_another();
