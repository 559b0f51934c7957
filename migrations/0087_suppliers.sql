-- +goose Up

-- What a supplier says of itself; each revision waits for a check by somebody else.
create table supplier_profile (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  register       text not null,
  vat_id         text not null,
  street         text not null,
  postcode       text not null,
  city           text not null,
  country        text not null,
  nuts           text not null,
  email          text not null,
  phone          text not null,
  size           text not null,
  revision       integer not null,
  changed_by     uuid not null,
  changed_at     timestamptz not null,
  constraint supplier_profile_pk primary key (cooperative_id, id),
  constraint supplier_profile_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_profile_by_person foreign key (changed_by) references person (id),
  constraint supplier_profile_revision_once unique (cooperative_id, supplier_id, revision),
  constraint supplier_profile_lengths check (char_length(register) <= 200 and char_length(vat_id) <= 14 and char_length(street) between 2 and 200
    and char_length(postcode) between 3 and 10 and char_length(city) between 2 and 100 and char_length(email) between 3 and 254 and char_length(phone) <= 50),
  constraint supplier_profile_codes check (country ~ '^[A-Z]{2}$' and nuts ~ '^([A-Z]{2}[0-9A-Z]{0,3})?$' and size in ('', 'micro', 'small', 'medium', 'large')),
  constraint supplier_profile_revision_positive check (revision >= 1 and isfinite(changed_at))
);
comment on table supplier_profile is 'What a supplier says of itself, a row a revision; the last is the one that counts. Texts are empty where nothing is given';
create index supplier_profile_by on supplier_profile (changed_by);
select guard_business_table('supplier_profile');
create trigger refuse_update before update on supplier_profile for each statement execute function refuse_change();

create table supplier_check (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  revision       integer not null,
  outcome        text not null,
  reason         text not null,
  checked_by     uuid not null,
  checked_at     timestamptz not null,
  constraint supplier_check_pk primary key (cooperative_id, id),
  constraint supplier_check_of_revision foreign key (cooperative_id, supplier_id, revision) references supplier_profile (cooperative_id, supplier_id, revision),
  constraint supplier_check_by_person foreign key (checked_by) references person (id),
  constraint supplier_check_once unique (cooperative_id, supplier_id, revision),
  constraint supplier_check_outcome_known check (outcome in ('verified', 'refused')),
  constraint supplier_check_reason_length check (char_length(reason) between 3 and 2000 and isfinite(checked_at))
);
comment on table supplier_check is 'Decisions about what suppliers say of themselves; each counts for one revision';
create index supplier_check_by on supplier_check (checked_by);
select guard_business_table('supplier_check');
create trigger refuse_update before update on supplier_check for each statement execute function refuse_change();

-- D-1: nobody checks what they wrote, and nobody who acts for the supplier checks it.
-- +goose StatementBegin
create function supplier_check_by_another() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from supplier_profile p where p.cooperative_id = new.cooperative_id and p.supplier_id = new.supplier_id and p.revision = new.revision and p.changed_by = new.checked_by)
      or exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id and a.person_id = new.checked_by) then
    raise exception 'supplier % is checked by one of its own or by who wrote what is checked', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_check_by_another';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger by_another before insert on supplier_check for each row execute function supplier_check_by_another();

create table supplier_ban (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  ground         text not null,
  source         text not null,
  reason         text not null,
  happened_on    date not null,
  from_day       date not null,
  until_day      date not null,
  banned_by      uuid not null,
  banned_at      timestamptz not null,
  lifted_by      uuid,
  lifted_at      timestamptz,
  lift_reason    text,
  version        integer not null default 1,
  constraint supplier_ban_pk primary key (cooperative_id, id),
  constraint supplier_ban_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_ban_by_person foreign key (banned_by) references person (id),
  constraint supplier_ban_lifted_by_person foreign key (lifted_by) references person (id),
  constraint supplier_ban_ground_known check (ground in ('123-1', '123-4', '124-1', '124-2', '124-3', '124-4', '124-5', '124-6', '124-7', '124-8', '124-9')),
  constraint supplier_ban_texts check (char_length(source) between 3 and 500 and char_length(reason) between 3 and 2000 and char_length(lift_reason) between 3 and 2000),
  constraint supplier_ban_days check (isfinite(happened_on) and isfinite(from_day) and isfinite(until_day) and until_day >= from_day
    and until_day <= happened_on + case when ground like '123%' then interval '5 years' else interval '3 years' end),
  constraint supplier_ban_not_backdated check (from_day >= (banned_at at time zone 'Europe/Berlin')::date and isfinite(banned_at)),
  constraint supplier_ban_lifted_whole check (num_nonnulls(lifted_by, lifted_at, lift_reason) in (0, 3) and isfinite(lifted_at)),
  constraint supplier_ban_version check (version = case when lifted_at is null then 1 else 2 end)
);
comment on table supplier_ban is 'From when to when suppliers are kept out, and why (GWB 123, 124); who is cleaned before (GWB 125) has the ban lifted. Bans end by the calendar: nothing has to run';
create index supplier_ban_of_supplier on supplier_ban (cooperative_id, supplier_id);
create index supplier_ban_by on supplier_ban (banned_by);
create index supplier_ban_lifted_by on supplier_ban (lifted_by);
select guard_business_table('supplier_ban');

-- +goose StatementBegin
create function supplier_ban_only_lifted() returns trigger language plpgsql as $$
begin
  if old.lifted_at is not null or new.lifted_at is null
      or to_jsonb(new) - array['lifted_by', 'lifted_at', 'lift_reason', 'version'] <> to_jsonb(old) - array['lifted_by', 'lifted_at', 'lift_reason', 'version'] then
    raise exception 'ban % can only be lifted, once', old.id using errcode = 'check_violation', constraint = 'supplier_ban_only_lifted';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger only_lifted before update on supplier_ban for each row execute function supplier_ban_only_lifted();

-- What holds at an instant, by German days; domain/supplier says the same (Standing).
-- +goose StatementBegin
create function supplier_standing(p_cooperative uuid, p_supplier uuid, p_at timestamptz) returns text language sql stable set search_path = public, pg_temp as $$
  select case
    when exists (select from supplier_ban b where b.cooperative_id = p_cooperative and b.supplier_id = p_supplier and b.banned_at <= p_at
      and (p_at at time zone 'Europe/Berlin')::date between b.from_day and b.until_day
      and (b.lifted_at is null or (p_at at time zone 'Europe/Berlin')::date < (b.lifted_at at time zone 'Europe/Berlin')::date)) then 'banned'
    else coalesce((select case c.outcome when 'verified' then 'verified' else 'refused' end
      from (select p.revision from supplier_profile p where p.cooperative_id = p_cooperative and p.supplier_id = p_supplier and p.changed_at <= p_at
        order by p.revision desc limit 1) last
      join supplier_check c on c.cooperative_id = p_cooperative and c.supplier_id = p_supplier and c.revision = last.revision and c.checked_at <= p_at), 'unverified') end
$$;
-- +goose StatementEnd

-- A banned supplier hands nothing in, also where somebody bans it in the same moment: a ban
-- waits for the bids under way, and bids for the ban.
-- +goose StatementBegin
create function supplier_not_banned() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  who uuid := coalesce(to_jsonb(new) ->> 'winner_supplier_id', to_jsonb(new) ->> 'supplier_id')::uuid;
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = who for share;
  if supplier_standing(new.cooperative_id, who, allmende_clock()) = 'banned' then
    raise exception 'supplier % is banned', who using errcode = 'check_violation', constraint = 'supplier_not_banned';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger bidder_not_banned before insert on bid for each row execute function supplier_not_banned();
create trigger winner_not_banned before update on tender_lot for each row
  when (new.winner_supplier_id is not null and new.winner_supplier_id is distinct from old.winner_supplier_id) execute function supplier_not_banned();
create trigger contractor_not_banned before insert on framework_supplier for each row execute function supplier_not_banned();

-- A change of a supplier's standing takes the supplier's own row first, and so its turn.
-- +goose StatementBegin
create function supplier_ban_in_turn() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for update;
  return new;
end $$;
-- +goose StatementEnd
create trigger in_turn before insert on supplier_ban for each row execute function supplier_ban_in_turn();
