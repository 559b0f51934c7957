package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// questions keeps questions of bidders in tender_question.
type questions struct {
	tx *gorm.DB
	in scope
}

var _ driven.Questions = questions{}

type questionRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	SupplierID    string
	AskedBy       string
	AskedAt       time.Time
	Question      string
	Number        *int
	Words         *string
	Answer        *string
	AnsweredBy    *string
	AnsweredAt    *time.Time
	Version       int
}

func (questionRow) TableName() string { return "tender_question" }

// Of reads them as they were asked.
func (s questions) Of(ctx context.Context, which tender.ID) ([]tender.Question, error) {
	rows, err := rowsOf[questionRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, which.String()).Order("asked_at, id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the questions about a tender: %w", err)
	}
	found := make([]tender.Question, len(rows))
	for i, r := range rows {
		found[i] = tender.Question{
			ID: tender.QuestionID(r.ID), Tender: which, Supplier: member.SupplierID(r.SupplierID), Asked: tender.Stamp{By: member.PersonID(r.AskedBy), At: r.AskedAt.UTC()},
			Text: r.Question, Number: orZero(r.Number), Words: orZero(r.Words), Answer: orZero(r.Answer), Answered: stampOf(r.AnsweredBy, r.AnsweredAt), Version: r.Version,
		}
	}
	return found, nil
}

// Add stores a new one.
func (s questions) Add(ctx context.Context, q tender.Question) error {
	row := questionRow{
		CooperativeID: s.in.cooperative, ID: q.ID.String(), TenderID: q.Tender.String(), SupplierID: q.Supplier.String(), AskedBy: q.Asked.By.String(), AskedAt: q.Asked.At,
		Question: q.Text, Version: 1,
	}
	if err := rowsOf[questionRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a question: %w", err)
	}
	return nil
}

// Answer stores the answer.
func (s questions) Answer(_ context.Context, q tender.Question) error {
	done := s.tx.Exec(`update tender_question set number = ?, words = ?, answer = ?, answered_by = ?, answered_at = ?, version = version + 1
		where cooperative_id = ? and id = ? and version = ?`, q.Number, q.Words, q.Answer, q.Answered.By.String(), q.Answered.At, s.in.cooperative, q.ID.String(), q.Version)
	return stored("an answer", done.RowsAffected, done.Error)
}

// Names are the supplier's and the person's.
func (s questions) Names(_ context.Context, q tender.Question) ([]string, error) {
	var names []string
	err := s.tx.Raw(`select name from supplier where cooperative_id = ? and id = ? union all select name from person where id = ?`,
		s.in.cooperative, q.Supplier.String(), q.Asked.By.String()).Scan(&names).Error
	if err != nil {
		return nil, fmt.Errorf("read who asked: %w", err)
	}
	return names, nil
}
