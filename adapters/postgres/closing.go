package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/costing"
	"allmende/domain/period"
)

// Share waits for a closing, and keeps the next one waiting until the transaction's end.
func (s ledger) Share(ctx context.Context) error {
	if err := s.tx.WithContext(ctx).Exec(`select ledger_share(?)`, s.in.cooperative).Error; err != nil {
		return fmt.Errorf("share the ledger: %w", err)
	}
	return nil
}

// Reserve waits for all postings.
func (s ledger) Reserve(ctx context.Context) error {
	if err := s.tx.WithContext(ctx).Exec(`select ledger_reserve(?)`, s.in.cooperative).Error; err != nil {
		return fmt.Errorf("reserve the ledger: %w", err)
	}
	return nil
}

// Closed reads the last closing.
func (s ledger) Closed(ctx context.Context) (period.Day, error) {
	var last *time.Time
	err := s.tx.WithContext(ctx).Raw(`select max(through_day) from closing where cooperative_id = ?`, s.in.cooperative).Row().Scan(&last)
	if err != nil {
		return period.Day{}, fmt.Errorf("read the last closed day: %w", err)
	}
	if last == nil {
		return period.Day{}, nil
	}
	return period.FromUTC(*last), nil
}

// Close stores a closing; the database refuses one beside a posting.
func (s ledger) Close(ctx context.Context, closing costing.Closing) error {
	err := s.tx.WithContext(ctx).Exec(`insert into closing (cooperative_id, id, from_day, through_day, created_by, created_at) values (?, ?, ?::date, ?::date, ?, ?)`,
		s.in.cooperative, closing.ID.String(), closing.Over.From.String(), closing.Over.To.String(), closing.By.String(), closing.At).Error
	if err != nil {
		return fmt.Errorf("close days: %w", err)
	}
	return nil
}
