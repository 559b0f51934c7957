package driven

import (
	"context"

	"allmende/domain/tender"
	"allmende/ports/view"
)

// Statistics keeps that awards were reported to the procurement statistics.
type Statistics interface {
	// Add stores a report; tender.ErrCounted for a second one.
	Add(ctx context.Context, report tender.StatisticsReport) error
	// Shown is the report of a tender, or nothing.
	Shown(ctx context.Context, which tender.ID) (view.StatisticsReport, error)
}
