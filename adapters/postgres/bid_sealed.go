package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

type envelopeRow struct {
	CooperativeID string
	ID            string
	BidID         string
	Kind          string
	Position      int
	OfficerID     string
	Envelope      []byte
	EnvelopeHash  string
	ShareHash     string
	Version       int
}

func (envelopeRow) TableName() string { return "bid_envelope" }

// addSealed stores containers and envelopes; what was handed in before breaks a constraint.
func (s bids) addSealed(ctx context.Context, bid tender.BidState, in tender.Submission) error {
	bytes := map[string][]byte{} // by hash
	for _, c := range in.Containers {
		bytes[tender.Hash(c.Sealed)] = c.Sealed
		for _, e := range c.Envelopes {
			bytes[tender.Hash(e.Sealed)] = e.Sealed
		}
	}
	var envelopes []envelopeRow
	for _, c := range bid.Manifest.Containers {
		err := s.tx.Exec(`insert into bid_container (cooperative_id, id, bid_id, kind, container, container_hash, content_hash) values (?, ?, ?, ?, ?, ?, ?)`,
			s.in.cooperative, id.New[tender.SubmittedContainer]().String(), bid.ID.String(), string(c.Kind), bytes[c.Hash], c.Hash, c.Content).Error
		if err != nil {
			return fmt.Errorf("add a container: %w", err)
		}
		for n, e := range c.Envelopes {
			envelopes = append(envelopes, envelopeRow{
				CooperativeID: s.in.cooperative, ID: id.New[envelopeRow]().String(), BidID: bid.ID.String(), Kind: string(c.Kind), Position: n + 1,
				OfficerID: e.Officer.String(), Envelope: bytes[e.Hash], EnvelopeHash: e.Hash, ShareHash: e.Share, Version: 1,
			})
		}
	}
	if err := rowsOf[envelopeRow](s.tx).CreateInBatches(ctx, &envelopes, len(envelopes)); err != nil {
		return fmt.Errorf("add envelopes: %w", err)
	}
	return nil
}

// destroy takes from a bid what was sealed, for good: with its shares gone, nobody ever
// reads it. The hashes stay.
func (s bids) destroy(bid string) error {
	for _, sql := range []string{
		`update bid_container set container = null, gone = true, version = version + 1 where cooperative_id = ? and bid_id = ?`,
		`update bid_envelope set envelope = null, gone = true, version = version + 1 where cooperative_id = ? and bid_id = ?`,
	} {
		if err := s.tx.Exec(sql, s.in.cooperative, bid).Error; err != nil {
			return fmt.Errorf("destroy what was sealed: %w", err)
		}
	}
	return nil
}

// Container is what was sealed.
func (s bids) Container(_ context.Context, bid tender.BidID, kind tender.Kind) ([]byte, error) {
	var found [][]byte
	err := s.tx.Raw(`select container from bid_container where cooperative_id = ? and bid_id = ? and kind = ? and container is not null`,
		s.in.cooperative, bid.String(), string(kind)).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("read a container: %w", err)
	}
	if len(found) == 0 {
		return nil, access.ErrNotFound
	}
	return found[0], nil
}

// sealed are the hashes of containers and envelopes, in the order of the manifest.
func (s bids) sealed(args map[string]any) (map[tender.BidID][]tender.ManifestContainer, error) {
	var rows []struct{ BidID, Kind, ContainerHash, ContentHash, OfficerID, EnvelopeHash, ShareHash string }
	err := s.tx.Raw(`select c.bid_id::text, c.kind, c.container_hash, c.content_hash, e.officer_id::text, e.envelope_hash, e.share_hash
		from bid b join bid_container c on c.cooperative_id = b.cooperative_id and c.bid_id = b.id
		join bid_envelope e on e.cooperative_id = c.cooperative_id and e.bid_id = c.bid_id and e.kind = c.kind
		where b.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)
		order by c.bid_id, c.kind = 'price', e.position`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what bids consist of: %w", err)
	}
	sealed := map[tender.BidID][]tender.ManifestContainer{}
	for _, r := range rows {
		of := sealed[tender.BidID(r.BidID)]
		if n := len(of); n == 0 || of[n-1].Kind != tender.Kind(r.Kind) {
			of = append(of, tender.ManifestContainer{Kind: tender.Kind(r.Kind), Hash: r.ContainerHash, Content: r.ContentHash})
		}
		last := &of[len(of)-1]
		last.Envelopes = append(last.Envelopes, tender.ManifestEnvelope{Officer: member.PersonID(r.OfficerID), Hash: r.EnvelopeHash, Share: r.ShareHash})
		sealed[tender.BidID(r.BidID)] = of
	}
	return sealed, nil
}
