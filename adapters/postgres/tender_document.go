package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// tenderDocuments keeps what is known of tenders' documents in tender_document.
type tenderDocuments struct {
	tx *gorm.DB
	in scope
}

var _ driven.Documents = tenderDocuments{}

type documentRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	SeriesID      string
	Number        int
	Kind          string
	Name          string
	MediaType     string
	Size          int64
	SHA256        string `gorm:"column:sha256"`
	Scanner       string
	AddedBy       string
	AddedAt       time.Time
	DroppedBy     *string
	DroppedAt     *time.Time
	AmendmentID   *string
	Version       int
}

func (documentRow) TableName() string { return "tender_document" }

// Of reads all versions in their order.
func (s tenderDocuments) Of(ctx context.Context, which tender.ID) ([]tender.Document, error) {
	rows, err := rowsOf[documentRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, which.String()).Order("added_at, id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the documents of a tender: %w", err)
	}
	found := make([]tender.Document, len(rows))
	for i, r := range rows {
		found[i] = tender.Document{
			ID: tender.DocumentID(r.ID), Tender: which, Series: tender.DocumentID(r.SeriesID), Number: r.Number, Kind: tender.DocumentKind(r.Kind),
			File:  tender.File{Name: r.Name, Size: r.Size, Hash: r.SHA256, Inspection: tender.Inspection{MediaType: r.MediaType, Scanner: r.Scanner}},
			Added: tender.Stamp{By: member.PersonID(r.AddedBy), At: r.AddedAt.UTC()}, Dropped: stampOf(r.DroppedBy, r.DroppedAt), Amendment: tender.AmendmentID(orZero(r.AmendmentID)), Version: r.Version,
		}
	}
	return found, nil
}

// Add stores a new version.
func (s tenderDocuments) Add(ctx context.Context, d tender.Document) error {
	row := documentRow{
		CooperativeID: s.in.cooperative, ID: d.ID.String(), TenderID: d.Tender.String(), SeriesID: d.Series.String(), Number: d.Number, Kind: string(d.Kind),
		Name: d.Name, MediaType: d.MediaType, Size: d.Size, SHA256: d.Hash, Scanner: d.Scanner, AddedBy: d.Added.By.String(), AddedAt: d.Added.At, Version: 1,
	}
	if err := rowsOf[documentRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a document: %w", err)
	}
	return nil
}

// Drop stores that a version was taken out.
func (s tenderDocuments) Drop(_ context.Context, d tender.Document) error {
	done := s.tx.Exec(`update tender_document set dropped_by = ?, dropped_at = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		d.Dropped.By.String(), d.Dropped.At, s.in.cooperative, d.ID.String(), d.Version)
	return stored("a document", done.RowsAffected, done.Error)
}

// Shown reads them with the names of who added them.
func (s tenderDocuments) Shown(_ context.Context, which tender.ID, officers bool) ([]view.TenderDocument, error) {
	var rows []struct {
		ID, SeriesID, Kind, Name, MediaType, AddedBy string
		SHA256                                       string `gorm:"column:sha256"`
		Number                                       int
		Size                                         int64
		Scanned, Current, Staged                     bool
		AddedAt                                      time.Time
		DroppedAt                                    *time.Time
	}
	err := s.tx.Raw(`with d as (
			select d.*, d.amendment_id is null and d.dropped_at is null and coalesce(d.added_at > t.published_at, false) as staged
			from tender_document d join tender t on t.cooperative_id = d.cooperative_id and t.id = d.tender_id
			where d.cooperative_id = @cooperative and d.tender_id = @tender and (@officers or d.dropped_at is null)
		), seen as (select * from d where @officers or not staged)
		select d.id::text, d.series_id::text, d.number, d.kind, d.name, d.media_type, d.size, d.sha256, d.scanner <> '' as scanned, d.staged,
			d.dropped_at is null and not d.staged and not exists (select from seen l where l.series_id = d.series_id and l.number > d.number and l.dropped_at is null and not l.staged) as current,
			d.added_at, case when @officers then coalesce((select p.name from person p where p.id = d.added_by), '') else '' end as added_by, d.dropped_at
		from seen d
		order by array_position(array['specification', 'conditions', 'form', 'other'], d.kind), d.series_id, d.number desc`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "officers": officers}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("show the documents of a tender: %w", err)
	}
	shown := make([]view.TenderDocument, len(rows))
	for i, r := range rows {
		shown[i] = view.TenderDocument{
			ID: r.ID, SeriesID: r.SeriesID, Number: r.Number, Kind: r.Kind, Name: r.Name, MediaType: r.MediaType, Size: r.Size, SHA256: r.SHA256,
			Scanned: r.Scanned, Current: r.Current, Staged: r.Staged, AddedAt: r.AddedAt.UTC(), AddedBy: r.AddedBy, DroppedAt: inUTC(r.DroppedAt),
		}
	}
	return shown, nil
}

// inUTC is a time as it is shown, where there is one.
func inUTC(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	shown := at.UTC()
	return &shown
}
