package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// statistics keeps what was reported in statistics_report.
type statistics struct {
	tx *gorm.DB
	in scope
}

var _ driven.Statistics = statistics{}

// statisticsDue is until when tender t is to be reported, the same as tender.Tender.StatisticsDuty, or null.
const (
	awardDay      = `(t.awarded_at at time zone 'Europe/Berlin')::date`
	statisticsDue = `(case when t.procedure <> 'mini-competition' and t.estimated_value > law_in_force('statistics.above', ` + awardDay + `)::numeric
		then ` + awardDay + ` + law_in_force('statistics.days', ` + awardDay + `)::integer end)`
)

// Add stores a report.
func (s statistics) Add(_ context.Context, r tender.StatisticsReport) error {
	done := s.tx.Exec(`insert into statistics_report (cooperative_id, id, tender_id, reported_on, number, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, r.ID.String(), r.Tender.String(), r.On.String(), r.Number, r.Recorded.By.String(), r.Recorded.At)
	return stored("a report to the statistics", done.RowsAffected, done.Error)
}

// Shown is a tender's report.
func (s statistics) Shown(_ context.Context, which tender.ID) (view.StatisticsReport, error) {
	var rows []view.StatisticsReport
	err := s.tx.Raw(`select r.reported_on::text, r.number, p.name as recorded_by, r.recorded_at from statistics_report r join person p on p.id = r.recorded_by
		where r.cooperative_id = ? and r.tender_id = ?`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return view.StatisticsReport{}, fmt.Errorf("read what the statistics were told of a tender: %w", err)
	}
	if len(rows) == 0 {
		return view.StatisticsReport{}, nil
	}
	rows[0].RecordedAt = rows[0].RecordedAt.UTC()
	return rows[0], nil
}
