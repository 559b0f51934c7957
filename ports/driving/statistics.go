package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Statistics are awards as the procurement statistics count them (VergStatVO).
type Statistics interface {
	// Statistics shows until when a tender's award is to be reported, and what was; access.ErrNotFound.
	Statistics(ctx context.Context, actor access.Actor, which tender.ID) (view.Statistics, error)
	// ReportStatistics takes down that it was reported. It fails with the faults of
	// tender.Tender.ReportStatistics and tender.ErrCounted.
	ReportStatistics(ctx context.Context, actor access.Actor, which tender.ID, on, number string) (view.Statistics, error)
}
