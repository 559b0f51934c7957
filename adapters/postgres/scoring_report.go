package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type scoringReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.ScoringReports = scoringReports{}

// Names are those of everybody who works, or has worked, in the cooperative.
func (s scoringReports) Names(_ context.Context) (map[member.PersonID]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(`select p.id::text, p.name from person p where exists (select from appointment a where a.cooperative_id = ? and a.person_id = p.id
		and a.role in ('evaluator', 'procurement-officer'))`, s.in.cooperative).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the names of evaluators: %w", err)
	}
	names := make(map[member.PersonID]string, len(rows))
	for _, r := range rows {
		names[member.PersonID(r.ID)] = r.Name
	}
	return names, nil
}

// Candidates are evaluators who act for no supplier.
func (s scoringReports) Candidates(_ context.Context) ([]view.Candidate, error) {
	var rows []struct{ ID, Name, Of string }
	err := s.tx.Raw(`select p.id::text, p.name, coalesce(string_agg(m.name, ', ' order by m.name), '') as of
		from appointment a join person p on p.id = a.person_id left join member m on m.cooperative_id = a.cooperative_id and m.id = a.member_id
		where a.cooperative_id = ? and a.role = 'evaluator' and a.ended_at is null
			and not exists (select from appointment b where b.cooperative_id = a.cooperative_id and b.person_id = a.person_id and b.role = 'bidder' and b.ended_at is null)
		group by p.id, p.name order by p.name, p.id`, s.in.cooperative).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list who could score: %w", err)
	}
	candidates := make([]view.Candidate, len(rows))
	for i, r := range rows {
		candidates[i] = view.Candidate{Person: view.Ref{ID: r.ID, Name: r.Name}, Of: r.Of}
	}
	return candidates, nil
}
