package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Bids are the bids in sight.
func (s tenderReports) Bids(_ context.Context, which tender.ID, sight access.Sight) (view.List[view.BidSummary], error) {
	list := view.List[view.BidSummary]{Items: []view.BidSummary{}}
	err := s.one(`select coalesce(jsonb_agg(jsonb_build_object(
		'id', b.id, 'bidder', jsonb_build_object('id', p.id, 'name', p.name), 'version', b.revision, 'status', b.status, 'receivedAt', b.received_at,
		'late', b.received_at > b.deadline, 'containerHash', b.container_hash, 'contentHash', b.content_hash, 'excludedReason', b.excluded_reason)
		order by b.received_at, b.id), '[]'::jsonb)::text
		from bid b join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
		where b.cooperative_id = @cooperative and b.tender_id = @tender and (@everything or b.supplier_id = any(cast(@suppliers as uuid[])))`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "everything": sight.Everything, "suppliers": uuids(sight.Suppliers)}, &list.Items)
	return list, err
}

// Receipt is what was handed in.
func (s tenderReports) Receipt(_ context.Context, bid tender.BidID) (view.BidReceipt, error) {
	var read view.BidReceipt
	return read, s.one(`select jsonb_build_object('bidId', b.id, 'tenderId', t.id, 'tenderNumber', t.number, 'bidder', p.name, 'version', b.revision,
		'receivedAt', b.received_at, 'deadline', b.deadline, 'late', b.received_at > b.deadline,
		'containerHash', b.container_hash, 'innerHash', b.inner_hash, 'contentHash', b.content_hash)::text
		from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
			join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
		where b.cooperative_id = @cooperative and b.id = @bid`, map[string]any{"cooperative": s.in.cooperative, "bid": bid.String()}, &read)
}

// A record lists the bids that were opened and those that were late when it was
// written; a later exclusion does not change what it says.
const openingSQL = `
with lot_total as (
  select b.id as bid_id, l.id as lot_id, l.title, l.position, sum(round(p.price * i.firm, 2)) as total
  from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
    join tender_lot l on l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision
    join tender_item i on i.cooperative_id = l.cooperative_id and i.lot_id = l.id
    left join bid_price p on p.cooperative_id = b.cooperative_id and p.bid_id = b.id and p.item_id = i.id
  where b.cooperative_id = @cooperative and b.tender_id = @tender and b.opened
  group by b.id, l.id, l.title, l.position having count(*) = count(p.price)
)
select jsonb_build_object(
  'tenderId', t.id, 'deadline', t.deadline, 'envelopes', '[]'::jsonb,
  'phase', case when t.opened_at is not null then 'done' when t.status <> 'published' or t.deadline >= @now then 'before-deadline'
    when t.outer_released_at is null then 'outer' else 'inner' end,
  'officers', (select jsonb_agg(jsonb_build_object('person', jsonb_build_object('id', o.id, 'name', coalesce(p.name, '')), 'position', o.position,
      'me', o.id = nullif(@me, '')::uuid, 'recipient', o.recipient, 'releasedAt', o.released_at) order by o.position)
    from (values (1, t.first_officer_id, t.first_recipient, t.outer_released_at), (2, t.second_officer_id, t.second_recipient, t.opened_at))
      as o (position, id, recipient, released_at) left join person p on p.id = o.id),
  'record', (select jsonb_build_object('openedAt', r.opened_at, 'hash', r.hash,
      'officers', (select jsonb_agg(coalesce(p.name, '') order by o.position)
        from (values (1, t.outer_released_by), (2, t.opened_by)) as o (position, id) left join person p on p.id = o.id),
      'bids', coalesce((select jsonb_agg(jsonb_build_object('bidId', b.id, 'bidder', p.name, 'receivedAt', b.received_at, 'late', b.status = 'late',
          'readable', b.opened and b.excluded_reason not in ('outer-unreadable', 'inner-unreadable'),
          'containerHash', b.container_hash, 'contentHash', b.content_hash,
          'totals', coalesce((select jsonb_agg(jsonb_build_object('lotId', x.lot_id, 'lotTitle', x.title, 'total', round(x.total, 2)::text) order by x.position)
            from lot_total x where x.bid_id = b.id), '[]'::jsonb)) order by b.status = 'late', b.received_at, b.id)
        from bid b join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
        where b.cooperative_id = t.cooperative_id and b.tender_id = t.id and (b.opened or b.status = 'late' and b.received_at <= r.opened_at)), '[]'::jsonb))
    from opening_record r where r.cooperative_id = t.cooperative_id and r.id = t.id)
)::text from tender t where t.cooperative_id = @cooperative and t.id = @tender`

// Opening is where the opening stands.
func (s tenderReports) Opening(_ context.Context, which tender.ID, me member.PersonID) (view.Opening, error) {
	var read view.Opening
	return read, s.one(openingSQL, map[string]any{
		"cooperative": s.in.cooperative, "tender": which.String(), "now": s.in.now, "me": me.String(),
	}, &read)
}

// Envelopes are handed out only here. An inner one is empty where the first officer
// could not open the outer one.
func (s tenderReports) Envelopes(_ context.Context, which tender.ID, inner bool) ([]view.Envelope, error) {
	var rows []struct {
		ID, Bidder, Hash string
		Sealed           []byte
	}
	err := s.tx.Raw(`select b.id::text, p.name as bidder, case when @inner then coalesce(b.inner_envelope, ''::bytea) else b.container end as sealed,
		case when @inner then b.content_hash else b.inner_hash end as hash
		from bid b join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
		where b.cooperative_id = @cooperative and b.tender_id = @tender and b.status = 'sealed' order by b.received_at, b.id`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "inner": inner}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read envelopes: %w", err)
	}
	envelopes := make([]view.Envelope, len(rows))
	for i, r := range rows {
		envelopes[i] = view.Envelope{BidID: r.ID, Bidder: r.Bidder, Sealed: append([]byte{}, r.Sealed...), Hash: r.Hash}
	}
	return envelopes, nil
}

// Bidders are the names of those that bid in a tender.
func (s tenderReports) Bidders(_ context.Context, which tender.ID) (map[member.SupplierID]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(`select p.id::text, p.name from supplier p where p.cooperative_id = ? and exists (select from bid b
		where b.cooperative_id = p.cooperative_id and b.supplier_id = p.id and b.tender_id = ?)`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the bidders: %w", err)
	}
	names := make(map[member.SupplierID]string, len(rows))
	for _, r := range rows {
		names[member.SupplierID(r.ID)] = r.Name
	}
	return names, nil
}
