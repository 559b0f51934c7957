-- +goose Up

-- What bidders are asked about strikingly low prices, and how lots were drawn (VgV 60, G-EVA).
-- An installation may have them already: for a while they stood in migration 0012.
-- +goose StatementBegin
do $$
begin
  if to_regclass('low_price') is not null then
    return;
  end if;
  create table low_price (
    cooperative_id uuid not null,
    id             uuid not null,
    tender_id      uuid not null,
    lot_id         uuid not null,
    bid_id         uuid not null,
    below_next     text not null,
    below_mean     text not null,
    asked_by       uuid not null,
    asked_at       timestamptz not null,
    answer         text not null default '',
    verdict        text,
    reason         text not null default '',
    decided_by     uuid,
    decided_at     timestamptz,
    version        integer not null default 1,
    constraint low_price_pk primary key (cooperative_id, id),
    constraint low_price_of_tender foreign key (cooperative_id, tender_id) references tender (cooperative_id, id),
    constraint low_price_of_lot foreign key (cooperative_id, lot_id) references tender_lot (cooperative_id, id),
    constraint low_price_of_bid foreign key (cooperative_id, bid_id) references bid (cooperative_id, id),
    constraint low_price_asked_by_person foreign key (asked_by) references person (id),
    constraint low_price_decided_by_person foreign key (decided_by) references person (id),
    constraint low_price_asked_once unique (cooperative_id, lot_id, bid_id),
    constraint low_price_found check (below_next <> '' or below_mean <> ''),
    constraint low_price_verdict_known check (verdict in ('accept', 'exclude')),
    constraint low_price_decision_complete check ((verdict is null) = (decided_by is null) and (verdict is null) = (decided_at is null)
      and (verdict is null) = (reason = '')),
    constraint low_price_lengths check (char_length(answer) <= 10000 and char_length(reason) <= 2000),
    constraint low_price_times_finite check (isfinite(asked_at) and isfinite(decided_at)),
    constraint low_price_decided_after_asking check (decided_at >= asked_at),
    constraint low_price_version_positive check (version >= 1)
  );
  comment on table low_price is 'What bidders were asked about strikingly low prices, and how that was decided (VgV 60).';
  create index low_price_of_tender on low_price (cooperative_id, tender_id);
  create index low_price_of_bid on low_price (cooperative_id, bid_id);
  perform guard_business_table('low_price');

  alter table tender_lot
    add drawn_by       text,
    add drawn_presence text,
    add drawn_at       timestamptz,
    add constraint tender_lot_draw_recorded check ((drawn_by is null) = (drawn_at is null) and (drawn_by is null) = (drawn_presence is null)
      and (drawn_by is null or drawn)),
    add constraint tender_lot_draw_lengths check (char_length(drawn_by) between 3 and 200 and char_length(drawn_presence) between 3 and 500),
    add constraint tender_lot_draw_finite check (isfinite(drawn_at));
  comment on column tender_lot.drawn_presence is 'In whose presence the lot was drawn; null with a proposal from before such records';
end $$;
-- +goose StatementEnd
