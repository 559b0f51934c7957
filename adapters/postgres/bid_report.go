package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// bidContainers are the sealed parts of a bid b without content; in the first format there is one.
const bidContainers = `(case when b.manifest_hash is null
    then jsonb_build_array(jsonb_build_object('kind', 'price', 'containerHash', b.container_hash, 'contentHash', b.content_hash))
    else (select jsonb_agg(jsonb_build_object('kind', c.kind, 'containerHash', c.container_hash, 'contentHash', c.content_hash) order by c.kind = 'price')
      from bid_container c where c.cooperative_id = b.cooperative_id and c.bid_id = b.id) end)`

// personRef is a person by id and name, or null.
func personRef(column string) string {
	return `(select jsonb_build_object('id', p.id, 'name', p.name) from person p where p.id = ` + column + `)`
}

var bidsSQL = `select coalesce(jsonb_agg(jsonb_build_object(
  'id', b.id, 'bidder', jsonb_build_object('id', p.id, 'name', p.name), 'version', b.revision, 'round', coalesce(b.round, 1), 'status', b.status, 'receivedAt', b.received_at,
  'late', b.received_at > b.deadline, 'manifestHash', b.manifest_hash, 'containers', ` + bidContainers + `, 'excludedReason', b.excluded_reason,
  'confirmFor', case when b.status = 'needs-reconfirmation' then (select a.number from tender_amendment a where a.cooperative_id = b.cooperative_id and a.id = b.amendment_id) end,
  'confirmedAt', b.confirmed_at,
  'lateAdmission', case when b.admission_requested_at is not null and (@everything or b.admitted_at is not null) then jsonb_build_object(
    'reason', b.admission_reason, 'requestedBy', ` + personRef("b.admission_requested_by") + `, 'requestedAt', b.admission_requested_at,
    'confirmedBy', ` + personRef("b.admitted_by") + `, 'confirmedAt', b.admitted_at) end)
  order by b.received_at, b.id), '[]'::jsonb)::text
from bid b join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
where b.cooperative_id = @cooperative and b.tender_id = @tender and (@everything or b.supplier_id = any(cast(@suppliers as uuid[])))`

// Bids are the bids in sight.
func (s tenderReports) Bids(_ context.Context, which tender.ID, sight access.Sight) (view.List[view.BidSummary], error) {
	list := view.List[view.BidSummary]{Items: []view.BidSummary{}}
	return list, s.one(bidsSQL,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "everything": sight.Everything, "suppliers": uuids(sight.Suppliers)}, &list.Items)
}

const receiptSQL = `select jsonb_build_object('bidId', b.id, 'tenderId', t.id, 'tenderNumber', t.number, 'bidder', coalesce(b.bidder_name, p.name),
  'supplierId', b.supplier_id, 'version', b.revision, 'receivedAt', b.received_at, 'deadline', b.deadline, 'late', b.received_at > b.deadline,
  'manifestHash', b.manifest_hash, 'containers', ` + bidContainers + `)::text
from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
  join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
where b.cooperative_id = @cooperative and b.tender_id = @tender and b.id = @bid and (@everything or b.supplier_id = any(cast(@suppliers as uuid[])))`

// Receipt is what was handed in, as it was then.
func (s tenderReports) Receipt(_ context.Context, which tender.ID, bid tender.BidID, sight access.Sight) (view.BidReceipt, tender.Receipt, error) {
	var read struct {
		view.BidReceipt
		SupplierID string `json:"supplierId"`
	}
	err := s.one(receiptSQL, map[string]any{
		"cooperative": s.in.cooperative, "tender": which.String(), "bid": bid.String(), "everything": sight.Everything, "suppliers": uuids(sight.Suppliers),
	}, &read)
	if err != nil {
		return view.BidReceipt{}, tender.Receipt{}, err
	}
	receipt := tender.Receipt{
		Tender: which, Number: read.TenderNumber, Bid: bid, Version: read.Version, Supplier: member.SupplierID(read.SupplierID),
		SupplierName: read.Bidder, Received: read.ReceivedAt, Deadline: read.Deadline, Late: read.Late, Manifest: read.ManifestHash,
	}
	for _, c := range read.Containers {
		receipt.Containers = append(receipt.Containers, tender.ReceiptContainer{Kind: tender.Kind(c.Kind), Hash: c.ContainerHash})
	}
	return read.BidReceipt, receipt, nil
}

// Envelopes are handed out only here: an officer's own.
func (s tenderReports) Envelopes(_ context.Context, kind tender.Kind, officer member.PersonID, bids []*tender.Bid) ([]view.Envelope, error) {
	ids := make([]tender.BidID, len(bids))
	for i, b := range bids {
		ids[i] = b.State().ID
	}
	rows := []view.Envelope{}
	err := s.tx.Raw(`select b.id::text as bid_id, p.name as bidder, e.kind, e.envelope, c.container_hash, e.share_hash
		from bid b join supplier p on p.cooperative_id = b.cooperative_id and p.id = b.supplier_id
		join bid_container c on c.cooperative_id = b.cooperative_id and c.bid_id = b.id and c.kind = @kind
		join bid_envelope e on e.cooperative_id = b.cooperative_id and e.bid_id = b.id and e.kind = @kind and e.officer_id = @officer
		where b.cooperative_id = @cooperative and b.id = any(cast(@bids as uuid[])) order by b.received_at, b.id`,
		map[string]any{"cooperative": s.in.cooperative, "kind": string(kind), "officer": officer.String(), "bids": uuids(ids)}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read envelopes: %w", err)
	}
	return rows, nil
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
