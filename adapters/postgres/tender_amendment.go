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

// amendments keeps what changed in published tenders in tender_amendment.
type amendments struct {
	tx *gorm.DB
	in scope
}

var _ driven.Amendments = amendments{}

type amendmentRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Number        int
	Text          string
	Significant   bool
	FormerTitle   *string
	Title         *string
	MovedTo       *time.Time
	AmendedBy     string
	AmendedAt     time.Time
	Version       int
}

func (amendmentRow) TableName() string { return "tender_amendment" }

// Of reads them by number.
func (s amendments) Of(ctx context.Context, which tender.ID) ([]tender.Amendment, error) {
	rows, err := rowsOf[amendmentRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, which.String()).Order("number").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the amendments of a tender: %w", err)
	}
	found := make([]tender.Amendment, len(rows))
	for i, r := range rows {
		found[i] = tender.Amendment{
			ID: tender.AmendmentID(r.ID), Tender: which, Number: r.Number, Text: r.Text, Significant: r.Significant, FormerTitle: orZero(r.FormerTitle), Title: orZero(r.Title),
			Stamp: tender.Stamp{By: member.PersonID(r.AmendedBy), At: r.AmendedAt.UTC()},
		}
	}
	return found, nil
}

// Add stores one, and lets its documents out.
func (s amendments) Add(ctx context.Context, a tender.Amendment) error {
	row := amendmentRow{
		CooperativeID: s.in.cooperative, ID: a.ID.String(), TenderID: a.Tender.String(), Number: a.Number, Text: a.Text, Significant: a.Significant,
		FormerTitle: orNull(a.FormerTitle), Title: orNull(a.Title), AmendedBy: a.By.String(), AmendedAt: a.At, Version: 1,
	}
	if a.Moved != nil {
		row.MovedTo = &a.Moved.To
	}
	if err := rowsOf[amendmentRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add an amendment: %w", err)
	}
	if len(a.Documents) == 0 {
		return nil
	}
	done := s.tx.Exec(`update tender_document set amendment_id = ?, version = version + 1 where cooperative_id = ? and id = any(cast(? as uuid[]))`,
		a.ID.String(), s.in.cooperative, uuids(a.Documents))
	return stored("the documents of an amendment", done.RowsAffected, done.Error)
}

// Shown reads them with the names of their documents.
func (s amendments) Shown(_ context.Context, which tender.ID, officers bool) ([]view.TenderAmendment, error) {
	shown := []view.TenderAmendment{}
	err := tenderReports(s).one(`select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', a.id, 'number', a.number, 'text', a.text, 'significant', a.significant,
			'formerTitle', a.former_title, 'title', a.title, 'movedTo', a.moved_to, 'amendedAt', a.amended_at,
			'amendedBy', case when @officers then (select p.name from person p where p.id = a.amended_by) end,
			'documents', (select coalesce(jsonb_agg(d.name order by d.name), '[]'::jsonb) from tender_document d where d.cooperative_id = a.cooperative_id and d.amendment_id = a.id)))
			order by a.number desc), '[]'::jsonb)::text
		from tender_amendment a where a.cooperative_id = @cooperative and a.tender_id = @tender`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "officers": officers}, &shown)
	return shown, err
}
