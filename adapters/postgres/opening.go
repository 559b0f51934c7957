package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// openings keeps releases in opening_release and opening_share, and opening records.
type openings struct {
	tx *gorm.DB
	in scope
}

var _ driven.Openings = openings{}

// Ceremony reads who has released what, and who still is an opening officer.
func (s openings) Ceremony(_ context.Context, t *tender.Tender, kind tender.Kind, bids []*tender.Bid) (tender.Ceremony, error) {
	c := tender.Ceremony{Bids: bids}
	args := map[string]any{"cooperative": s.in.cooperative, "tender": t.State().ID.String(), "kind": string(kind)}
	var err error
	if c.Holding, err = s.holding(args); err != nil {
		return c, err
	}
	c.Released, err = s.released(kind, args)
	return c, err
}

// holding are the officers of the committee who hold the role now.
func (s openings) holding(args map[string]any) ([]member.PersonID, error) {
	var ids []string
	err := s.tx.Raw(`select p.id::text from tender t
		join tender_officer o on o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = `+committeeRevision+`
		join person p on p.id = o.person_id
		where t.cooperative_id = @cooperative and t.id = @tender and `+openingOfficer+` order by o.position`, args).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("look who may open: %w", err)
	}
	holding := make([]member.PersonID, len(ids))
	for i, text := range ids {
		holding[i] = member.PersonID(text)
	}
	return holding, nil
}

// released are the releases of the present round: each round has a deadline of its own.
func (s openings) released(kind tender.Kind, args map[string]any) ([]tender.Released, error) {
	var rows []struct {
		ID, OfficerID string
		ReleasedAt    time.Time
	}
	err := s.tx.Raw(`select r.id::text, r.officer_id::text, r.released_at from opening_release r
		join tender t on t.cooperative_id = r.cooperative_id and t.id = r.tender_id and t.deadline = r.deadline
		where r.cooperative_id = @cooperative and r.tender_id = @tender and r.kind = @kind order by r.released_at, r.id`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	var shares []struct {
		ReleaseID, BidID string
		Share            []byte
	}
	err = s.tx.Raw(`select h.release_id::text, h.bid_id::text, h.share from opening_share h
		join opening_release r on r.cooperative_id = h.cooperative_id and r.id = h.release_id
		join tender t on t.cooperative_id = r.cooperative_id and t.id = r.tender_id and t.deadline = r.deadline
		where h.cooperative_id = @cooperative and r.tender_id = @tender and r.kind = @kind order by h.id`, args).Scan(&shares).Error
	if err != nil {
		return nil, fmt.Errorf("read shares: %w", err)
	}
	released := make([]tender.Released, len(rows))
	place := map[string]int{}
	for i, r := range rows {
		released[i] = tender.Released{Kind: kind, Officer: member.PersonID(r.OfficerID), At: r.ReleasedAt.UTC()}
		place[r.ID] = i
	}
	for _, h := range shares {
		of := &released[place[h.ReleaseID]]
		of.Releases = append(of.Releases, tender.Release{Bid: tender.BidID(h.BidID), Share: h.Share, Unreadable: h.Share == nil})
	}
	return released, nil
}

type shareRow struct {
	CooperativeID string
	ID            string
	ReleaseID     string
	Kind          string
	OfficerID     string
	BidID         string
	Share         []byte
	Version       int
}

func (shareRow) TableName() string { return "opening_share" }

// AddRelease stores an officer's shares.
func (s openings) AddRelease(ctx context.Context, t *tender.Tender, r tender.Released) error {
	state, release := t.State(), id.New[openings]().String()
	err := s.tx.Exec(`insert into opening_release (cooperative_id, id, tender_id, revision, kind, officer_id, deadline, released_at)
		values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, release, state.ID.String(), state.CommitteeRevision, string(r.Kind), r.Officer.String(), state.Terms.Deadline, r.At).Error
	if err != nil {
		return fmt.Errorf("add a release: %w", err)
	}
	rows := make([]shareRow, len(r.Releases))
	for i, one := range r.Releases {
		rows[i] = shareRow{
			CooperativeID: s.in.cooperative, ID: id.New[shareRow]().String(), ReleaseID: release, Kind: string(r.Kind),
			OfficerID: r.Officer.String(), BidID: one.Bid.String(), Share: one.Share, Version: 1,
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := rowsOf[shareRow](s.tx).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("add the shares of a release: %w", err)
	}
	return nil
}

// AddRecord stores an opening record; a second one of its kind breaks a constraint.
func (s openings) AddRecord(_ context.Context, r tender.Record) error {
	err := s.tx.Exec(`insert into opening_record (cooperative_id, id, tender_id, kind, round, supplement, opened_at, content, hash) values (?, ?, ?, ?, nullif(?::integer, 1), ?, ?, ?, ?)`,
		s.in.cooperative, id.New[tender.Record]().String(), r.Tender.String(), string(r.Kind), r.Round, orNull(r.Supplement), r.OpenedAt, r.Text, r.Hash).Error
	if err != nil {
		return fmt.Errorf("add an opening record: %w", err)
	}
	return nil
}

// Records reads what their texts say.
func (s openings) Records(_ context.Context, which tender.ID) ([]tender.Record, error) {
	var texts []string
	err := s.tx.Raw(`select r.content from opening_record r where r.cooperative_id = ? and coalesce(r.tender_id, r.id) = ? order by r.opened_at, r.kind desc`,
		s.in.cooperative, which.String()).Scan(&texts).Error
	if err != nil {
		return nil, fmt.Errorf("read opening records: %w", err)
	}
	records := make([]tender.Record, len(texts))
	for i, text := range texts {
		if records[i], err = tender.ParseRecord(text); err != nil {
			return nil, fmt.Errorf("read opening records: %w", err)
		}
	}
	return records, nil
}
