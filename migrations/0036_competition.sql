-- +goose Up

-- Mini-competitions (VgV 21(5), decision 16): tenders for one order, among the suppliers of a
-- framework contract. Columns without a value keep the hashes of what there is already.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('bid-days.mini-competition', '5', '2016-04-18', null, 'VgV § 21 Abs. 5 Nr. 3 (ausreichende Frist)', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '', '{"codes": "bid-days.mini-competition"}');

alter table tender
  alter round_id drop not null,
  drop constraint tender_procedure_known,
  drop constraint tender_procedure_follows_value,
  drop constraint tender_term_in_range,
  add constraint tender_procedure_known check (procedure in ('open-eu', 'open-national', 'mini-competition')),
  add constraint tender_procedure_follows_value check (procedure = 'mini-competition' or (procedure = 'open-eu') = (estimated_value >= threshold)),
  add constraint tender_term_in_range check (term_months between case procedure when 'mini-competition' then 0 else 1 end and 120),
  add constraint tender_round_unless_competition check ((round_id is null) = (procedure = 'mini-competition')),
  add constraint tender_competition_without_standstill check (procedure <> 'mini-competition' or status not in ('draft', 'standstill'));
comment on column tender.round_id is 'What is bundled; none of a mini-competition, which is for an order';
comment on column tender.term_months is 'How long the contract runs; of a mini-competition how long its order is performed, 0 for what is delivered at once';

alter table tender_item alter round_item_id drop not null;
comment on column tender_item.round_item_id is 'What it was in the round; none in a mini-competition';
-- +goose StatementBegin
create function tender_item_of_round() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n join tender t on t.cooperative_id = n.cooperative_id and t.id = n.tender_id where (n.round_item_id is null) <> (t.round_id is null)) then
    raise exception 'an item comes from the round of its tender' using errcode = 'check_violation', constraint = 'tender_item_of_round';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger of_round after insert on tender_item referencing new table as new_rows for each statement execute function tender_item_of_round();

create table tender_ceiling (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  supplier_id    uuid not null,
  item_id        uuid not null,
  price          numeric(15,6) not null,
  version        integer not null default 1,
  constraint tender_ceiling_pk primary key (cooperative_id, id),
  constraint tender_ceiling_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_ceiling_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint tender_ceiling_of_item foreign key (cooperative_id, item_id) references tender_item (cooperative_id, id),
  constraint tender_ceiling_once unique (cooperative_id, tender_id, supplier_id, item_id),
  constraint tender_ceiling_in_range check (price between 0 and 999999999.999999)
);
comment on table tender_ceiling is 'Who may bid in a mini-competition, and at most at which price for each item: its own in the framework contract.';
create index tender_ceiling_of_supplier on tender_ceiling (cooperative_id, supplier_id);
create index tender_ceiling_of_item on tender_ceiling (cooperative_id, item_id);
select guard_append_only_table('tender_ceiling');

create table mini_competition (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  member_id      uuid not null,
  ordered_by     uuid not null,
  budget_code    text not null,
  note           text not null,
  deliver_to     text not null,
  wished_on      date,
  answer_by      date,
  items          uuid[] not null,
  ordered_items  uuid[] not null,
  route          jsonb not null,
  call_off_id    uuid,
  version        integer not null default 1,
  constraint mini_competition_pk primary key (cooperative_id, id),
  constraint mini_competition_of_tender foreign key (cooperative_id, id) references tender (cooperative_id, id),
  constraint mini_competition_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint mini_competition_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint mini_competition_ordered_by_person foreign key (ordered_by) references person (id),
  constraint mini_competition_call_off foreign key (cooperative_id, call_off_id) references call_off (cooperative_id, id),
  constraint mini_competition_one_call_off unique (cooperative_id, call_off_id),
  constraint mini_competition_items_match check (cardinality(items) between 1 and 100 and cardinality(items) = cardinality(ordered_items)),
  constraint mini_competition_budget_code_length check (char_length(budget_code) between 1 and 40),
  constraint mini_competition_note_length check (char_length(note) <= 1000),
  constraint mini_competition_deadlines_finite check (isfinite(wished_on) and isfinite(answer_by)),
  constraint mini_competition_by_its_rule check (coalesce(route ->> 'way' = 'mini-competition', false)),
  constraint mini_competition_version_positive check (version >= 1)
);
comment on table mini_competition is 'The order that the suppliers of a contract compete for, under the id of the tender; items are its lines there, ordered_items the same in the contract.';
create index mini_competition_of_framework on mini_competition (cooperative_id, framework_id);
create index mini_competition_of_member on mini_competition (cooperative_id, member_id);
select guard_business_table('mini_competition');
revoke update on mini_competition from allmende_app;
grant update (call_off_id, version) on mini_competition to allmende_app;

-- Nobody bids who is not invited, and no price is kept that is above the bidder's own in the contract.
-- +goose StatementBegin
create function bid_of_invited() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.procedure = 'mini-competition')
      and not exists (select from tender_ceiling c where c.cooperative_id = new.cooperative_id and c.tender_id = new.tender_id and c.supplier_id = new.supplier_id) then
    raise exception 'supplier % is not invited to tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'bid_of_invited';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger bid_of_invited before insert on bid for each row execute function bid_of_invited();
-- +goose StatementBegin
create function bid_price_below_ceiling() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  above record;
begin
  select b.tender_id, n.item_id, n.price, c.price as ceiling into above
    from new_rows n join bid b on b.cooperative_id = n.cooperative_id and b.id = n.bid_id
      join tender_ceiling c on c.cooperative_id = b.cooperative_id and c.tender_id = b.tender_id and c.supplier_id = b.supplier_id and c.item_id = n.item_id
    where n.price > c.price limit 1;
  if found then
    raise exception 'item % of tender % for %, and at most %', above.item_id, above.tender_id, above.price, above.ceiling
      using errcode = 'check_violation', constraint = 'bid_price_below_ceiling';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger below_ceiling after insert on bid_price referencing new table as new_rows for each statement execute function bid_price_below_ceiling();

-- What a mini-competition ended in is the order that it was for, of the winner, at no more than its ceilings.
-- +goose StatementBegin
create function mini_competition_concluded() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.call_off_id is not null or not exists (select from call_off c
      join tender_lot l on l.cooperative_id = c.cooperative_id and l.tender_id = new.id and l.winner_supplier_id = c.supplier_id
      where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id and c.framework_id = new.framework_id and c.member_id = new.member_id
        and c.items = new.ordered_items and not exists (select from unnest(new.items, c.quantities, c.prices) as o (item_id, quantity, price)
          left join tender_item i on i.cooperative_id = c.cooperative_id and i.id = o.item_id
          left join bid_price p on p.cooperative_id = c.cooperative_id and p.bid_id = l.winner_bid_id and p.item_id = o.item_id
          where o.quantity is distinct from i.firm or o.price is distinct from p.price)) then
    raise exception 'call-off % is not what mini-competition % was for', new.call_off_id, new.id using errcode = 'check_violation', constraint = 'mini_competition_concluded';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger concluded before update on mini_competition for each row execute function mini_competition_concluded();
