package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// declarations keeps those of examiners in examiner_declaration; those of a panel stand in scoring_evaluator.
type declarations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Declarations = declarations{}

// Of reads what everybody has declared, the earliest first.
func (s declarations) Of(_ context.Context, which tender.ID) (scoring.Declarations, error) {
	var rows []struct {
		PersonID, Conflict string
		DeclaredAt         time.Time
	}
	err := s.tx.Raw(`select d.person_id::text, d.conflict, d.declared_at from examiner_declaration d where d.cooperative_id = @cooperative and d.tender_id = @tender
		union all select e.person_id::text, e.conflict, e.declared_at from scoring_evaluator e
			where e.cooperative_id = @cooperative and e.panel_id = @tender and e.declared_at is not null
		order by declared_at, person_id`, map[string]any{"cooperative": s.in.cooperative, "tender": which.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read declarations of interest: %w", err)
	}
	declared := make(scoring.Declarations, len(rows))
	for i, r := range rows {
		declared[i] = scoring.Declaration{Person: member.PersonID(r.PersonID), Conflict: r.Conflict, At: r.DeclaredAt.UTC()}
	}
	return declared, nil
}

// Add stores what an examiner has declared.
func (s declarations) Add(_ context.Context, which tender.ID, made scoring.Declaration) error {
	err := s.tx.Exec(`insert into examiner_declaration (cooperative_id, id, tender_id, person_id, conflict, declared_at) values (?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[scoring.Declaration]().String(), which.String(), made.Person.String(), made.Conflict, made.At).Error
	if err != nil {
		return fmt.Errorf("store a declaration of interest: %w", err)
	}
	return nil
}
