-- +goose Up

-- Tenders carry the whole of the rules by which bids are compared (G-EVA).

-- From when on a price is so low that somebody has to ask.
select set_config('app.event_id', gen_random_uuid()::text, true);
insert into legal_parameter (code, value, valid_from, valid_to, source, primary_source) values
  ('low-price.below-next', '20', '2016-04-18', null, 'VgV § 60: übliche Aufgreifschwelle', false),
  ('low-price.below-mean', '40', '2016-04-18', null, 'VgV § 60: übliche Aufgreifschwelle', false);
select audit_append(allmende_clock(), null, 'installation.figures-added', 'installation', '', 'Allmende', null, null, '',
  '{"codes": "low-price.below-mean, low-price.below-next"}');

-- What was altered behind the back of events stays a finding: only the others are hashed anew.
create temporary table as_left on commit drop as
  select r.relation, p.cooperative_id, p.row_id,
    p.hash = (select a.hash from audit_row a where a.cooperative_id = p.cooperative_id and a.relation = r.relation and a.row_id = p.row_id order by a.seq desc limit 1) as intact
  from (values ('tender'), ('bid_score')) as r (relation) cross join lateral audit_present(r.relation, null, null) p;
alter table tender disable trigger user;
alter table bid_score disable trigger user;

alter table tender rename column maximum_points to points;
alter table tender
  drop constraint tender_method_known,
  drop constraint tender_points_fit_method,
  alter column points drop not null,
  alter column points type numeric(9,3) using nullif(points, 0),
  add band              numeric(9,3),
  add decides_by        text,
  add decides_criterion text,
  add points_weight     numeric(9,3),
  add price_weight      numeric(9,3),
  add points_reference  numeric(9,3),
  add price_reference   numeric(15,2),
  add price_formula     text,
  add low_next          numeric(9,3),
  add low_mean          numeric(9,3),
  add constraint tender_method_known check (method in ('lowest-price', 'simple-ratio', 'extended-ratio', 'weighted-reference', 'price-points')),
  add constraint tender_points_positive check (points > 0 and points <> 'NaN' and (points is not null or method = 'lowest-price')),
  add constraint tender_band_in_range check ((band is not null) = (method = 'extended-ratio') and band > 0 and band <= 10),
  add constraint tender_decider_known check ((decides_by is not null) = (method = 'extended-ratio') and decides_by in ('points', 'price', 'criterion')
    and (decides_criterion is not null) = (decides_by is not distinct from 'criterion')),
  add constraint tender_weights_sum_to_hundred check ((points_weight is not null) = (method in ('weighted-reference', 'price-points'))
    and (points_weight is null) = (price_weight is null) and points_weight > 0 and price_weight > 0 and points_weight + price_weight = 100),
  add constraint tender_references_positive check ((points_reference is null) = (price_reference is null)
    and (points_reference is null or method = 'weighted-reference') and points_reference > 0 and points_reference <> 'NaN'
    and price_reference > 0 and price_reference <> 'NaN'),
  add constraint tender_formula_known check ((price_formula is not null) = (method = 'price-points') and price_formula in ('proportional', 'one-sided', 'two-sided')),
  add constraint tender_low_in_range check (low_next >= 0 and low_next < 100 and low_mean >= 0 and low_mean < 100);
comment on column tender.points is 'What a bid gets that is the best under every criterion; null if nothing is scored';
comment on column tender.price_reference is 'Fixed in advance, with points_reference; null for the medians';
comment on column tender.low_next is 'By how many per cent below the next higher price one asks; null or 0 leaves the test out';

create table tender_criterion (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  parent_id      uuid,
  position       integer not null,
  name           text not null,
  weight         numeric(9,3) not null,
  scale          numeric(9,3),
  least          numeric(9,3),
  version        integer not null default 1,
  constraint tender_criterion_pk primary key (cooperative_id, id),
  constraint tender_criterion_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_criterion_key unique (cooperative_id, tender_id, revision, id),
  constraint tender_criterion_of_parent foreign key (cooperative_id, tender_id, revision, parent_id)
    references tender_criterion (cooperative_id, tender_id, revision, id),
  constraint tender_criterion_name_unique unique (cooperative_id, tender_id, revision, name),
  constraint tender_criterion_position_unique unique (cooperative_id, tender_id, revision, position),
  constraint tender_criterion_position_in_range check (position between 1 and 100),
  constraint tender_criterion_name_length check (char_length(name) between 1 and 200),
  constraint tender_criterion_weight_positive check (weight > 0 and weight <= 100),
  constraint tender_criterion_scale_positive check (scale > 0 and scale <> 'NaN'),
  constraint tender_criterion_least_on_scale check (least > 0 and least <= coalesce(scale, 100))
);
comment on table tender_criterion is 'The tree of criteria, in its order; each revision of a draft has its own. Those without a scale have parts.';

-- Siblings come by one statement, and their weights sum to 100 %.
-- +goose StatementBegin
create function tender_criterion_weights() returns trigger language plpgsql as $$
declare wrong record;
begin
  select n.tender_id, n.parent_id, sum(n.weight) as sum into wrong from new_rows n group by 1, 2 having sum(n.weight) <> 100 limit 1;
  if found then
    raise exception 'weights sum to %, not to 100', wrong.sum using errcode = 'check_violation', constraint = 'tender_criterion_weights_sum_to_hundred';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger weights_sum_to_hundred after insert on tender_criterion referencing new table as new_rows
  for each statement execute function tender_criterion_weights();

create table tender_decider (
  cooperative_id uuid not null,
  id             uuid not null,
  tender_id      uuid not null,
  revision       integer not null,
  position       integer not null,
  decides_by     text not null,
  criterion      text,
  version        integer not null default 1,
  constraint tender_decider_pk primary key (cooperative_id, id),
  constraint tender_decider_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
  constraint tender_decider_of_criterion foreign key (cooperative_id, tender_id, revision, criterion)
    references tender_criterion (cooperative_id, tender_id, revision, name),
  constraint tender_decider_position_unique unique (cooperative_id, tender_id, revision, position),
  constraint tender_decider_position_in_range check (position between 1 and 20),
  constraint tender_decider_known check (decides_by in ('points', 'price', 'criterion')
    and (criterion is not null) = (decides_by = 'criterion'))
);
comment on table tender_decider is 'The published order in which ties are decided, before a lot is drawn.';

alter table tender add constraint tender_decides_by_its_criterion foreign key (cooperative_id, id, revision, decides_criterion)
  references tender_criterion (cooperative_id, tender_id, revision, name) deferrable initially deferred;

alter table bid_score rename column points to score;
alter table bid_score
  drop constraint bid_score_once,
  drop constraint bid_score_points_in_range,
  alter column score type numeric(9,3),
  add criterion_id uuid,
  add constraint bid_score_of_criterion foreign key (cooperative_id, criterion_id) references tender_criterion (cooperative_id, id),
  add constraint bid_score_once unique (cooperative_id, bid_id, lot_id, criterion_id),
  add constraint bid_score_not_negative check (score >= 0 and score <> 'NaN');
comment on table bid_score is 'What a bid got in a lot under a criterion, with the reason.';
create index bid_score_of_criterion on bid_score (cooperative_id, criterion_id);

select guard_append_only_table('tender_criterion');
select guard_append_only_table('tender_decider');

-- Points as they were given are those under a single criterion.
-- +goose StatementBegin
do $$
begin
  if exists (select from as_left) then
    perform set_config('app.event_id', gen_random_uuid()::text, true);
    perform audit_append(allmende_clock(), null, 'installation.rehashed', 'installation', '', 'Allmende', null, null, '', '{"tables": "bid_score, tender"}');
    insert into tender_criterion (cooperative_id, id, tender_id, revision, position, name, weight, scale)
      select t.cooperative_id, gen_random_uuid(), t.id, t.revision, 1, 'Leistung', 100, t.points from tender t where t.points is not null;
    update bid_score s set criterion_id = c.id from bid b, tender_criterion c
      where b.cooperative_id = s.cooperative_id and b.id = s.bid_id and c.cooperative_id = b.cooperative_id and c.tender_id = b.tender_id;
    insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
      select p.cooperative_id, current_event(), l.relation, p.row_id, p.hash
      from (values ('tender'), ('bid_score')) as r (relation) cross join lateral audit_present(r.relation, null, null) p
        join as_left l on l.relation = r.relation and l.cooperative_id = p.cooperative_id and l.row_id = p.row_id and l.intact;
  end if;
end $$;
-- +goose StatementEnd
set constraints all immediate;
alter table bid_score alter column criterion_id set not null;
alter table tender enable trigger user;
alter table bid_score enable trigger user;
