package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// requests keeps requests to participate in tender_request.
type requests struct {
	tx *gorm.DB
	in scope
}

var _ driven.Requests = requests{}

type requestRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	SupplierID    string
	Revision      int
	Status        string
	Statement     string
	Answers       string
	HandedInBy    string
	HandedInAt    time.Time
	EndedBy       *string
	EndedAt       *time.Time
	Verdict       *string
	Reason        *string
	Version       int
}

func (requestRow) TableName() string { return "tender_request" }

// Of reads those of a tender, or of one supplier in it, as they were handed in.
func (s requests) Of(ctx context.Context, which tender.ID, supplier member.SupplierID) ([]tender.Request, error) {
	rows, err := rowsOf[requestRow](s.tx).Where("cooperative_id = ? and tender_id = ? and (? = '' or supplier_id = nullif(?, '')::uuid)",
		s.in.cooperative, which.String(), supplier.String(), supplier.String()).Order("handed_in_at, id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read requests to participate: %w", err)
	}
	found := make([]tender.Request, len(rows))
	for i, r := range rows {
		found[i] = tender.Request{
			ID: tender.RequestID(r.ID), Tender: which, Supplier: member.SupplierID(r.SupplierID), Revision: r.Revision, Status: tender.RequestStatus(r.Status),
			Statement: r.Statement, HandedIn: tender.Stamp{By: member.PersonID(r.HandedInBy), At: r.HandedInAt.UTC()}, Ended: stampOf(r.EndedBy, r.EndedAt),
			Verdict: tender.Judgement(orZero(r.Verdict)), Reason: orZero(r.Reason), Version: r.Version,
		}
		if err := json.Unmarshal([]byte(r.Answers), &found[i].Answers); err != nil {
			return nil, fmt.Errorf("read the answers of request %s: %w", r.ID, err)
		}
	}
	return found, nil
}

// Add stores a new one.
func (s requests) Add(ctx context.Context, r tender.Request) error {
	row := requestRow{
		CooperativeID: s.in.cooperative, ID: r.ID.String(), TenderID: r.Tender.String(), SupplierID: r.Supplier.String(), Revision: r.Revision, Status: string(r.Status),
		Statement: r.Statement, Answers: orZero(textsColumn(r.Answers)), HandedInBy: r.HandedIn.By.String(), HandedInAt: r.HandedIn.At, Version: 1,
	}
	if err := rowsOf[requestRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a request to participate: %w", err)
	}
	return nil
}

// Save stores how requests ended, or what was decided about them.
func (s requests) Save(_ context.Context, changed ...tender.Request) error {
	for _, r := range changed {
		by, at := stampColumns(r.Ended)
		done := s.tx.Exec(`update tender_request set status = ?, ended_by = ?, ended_at = ?, verdict = ?, reason = ?, version = version + 1
			where cooperative_id = ? and id = ? and version = ?`,
			string(r.Status), by, at, orNull(string(r.Verdict)), orNull(r.Reason), s.in.cooperative, r.ID.String(), r.Version)
		if err := stored("a request to participate", done.RowsAffected, done.Error); err != nil {
			return err
		}
	}
	return nil
}

// Banned are those suppliers that are excluded from awards now.
func (s requests) Banned(_ context.Context, suppliers []member.SupplierID) ([]member.SupplierID, error) {
	facts, err := awardable(s.tx, s.in, suppliers)
	if err != nil {
		return nil, err
	}
	var banned []member.SupplierID
	for i, f := range facts {
		if f.Banned {
			banned = append(banned, suppliers[i])
		}
	}
	return banned, nil
}

// Shown reads the standing ones with their names; of the given suppliers alone, with all versions, where some are given.
func (s requests) Shown(_ context.Context, which tender.ID, suppliers []member.SupplierID) ([]view.ParticipationRequest, error) {
	shown := []view.ParticipationRequest{}
	err := tenderReports(s).one(`select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', r.id, 'supplier', jsonb_build_object('id', p.id, 'name', p.name),
			'revision', r.revision, 'status', r.status, 'statement', r.statement, 'answers', r.answers, 'handedInAt', r.handed_in_at, 'endedAt', r.ended_at,
			'verdict', r.verdict, 'reason', r.reason)) order by r.handed_in_at, r.id), '[]'::jsonb)::text
		from tender_request r join supplier p on p.cooperative_id = r.cooperative_id and p.id = r.supplier_id
		where r.cooperative_id = @cooperative and r.tender_id = @tender
			and (case when cardinality(cast(@suppliers as uuid[])) = 0 then r.status = 'standing' else r.supplier_id = any(cast(@suppliers as uuid[])) end)`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "suppliers": uuids(suppliers)}, &shown)
	return shown, err
}

// Selection reads who chose.
func (s requests) Selection(_ context.Context, which tender.ID) (*view.Selection, error) {
	var read *view.Selection
	err := tenderReports(s).one(`select case when t.selection_at is null then 'null' else jsonb_strip_nulls(jsonb_build_object(
			'proposedBy', (select p.name from person p where p.id = t.selection_by), 'proposedAt', t.selection_at, 'deadline', t.selection_deadline,
			'invitedBy', (select p.name from person p where p.id = t.invited_by), 'invitedAt', t.invited_at))::text end
		from tender t where t.cooperative_id = @cooperative and t.id = @tender`, map[string]any{"cooperative": s.in.cooperative, "tender": which.String()}, &read)
	return read, err
}

// textsColumn are texts as a column keeps them; nothing without any.
func textsColumn(texts []string) *string {
	if len(texts) == 0 {
		return nil
	}
	kept, _ := json.Marshal(texts) // of strings it does not fail
	column := string(kept)
	return &column
}
