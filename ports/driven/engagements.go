package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/timesheet"
	"allmende/ports/view"
)

// Engagements keeps call-offs of services and the time sheets of their suppliers.
type Engagements interface {
	// Categories are what the items of a call-off's lines are.
	Categories(ctx context.Context, c calloff.ID) (map[framework.ItemID]demand.Category, error)
	// Add stores a new engagement; timesheet.ErrAgreed.
	Add(ctx context.Context, e *timesheet.Engagement, by access.Actor, at time.Time) error
	// Get locks the call-off, then what its supplier's people worked elsewhere, and loads the
	// engagement; access.ErrNotFound.
	Get(ctx context.Context, c calloff.ID) (*timesheet.Engagement, timesheet.Elsewhere, error)
	// Look loads it as Get does, and locks nothing.
	Look(ctx context.Context, c calloff.ID) (*timesheet.Engagement, timesheet.Elsewhere, error)
	// SaveSheet stores a sheet that is new or changed.
	SaveSheet(ctx context.Context, e timesheet.State, sheet timesheet.Sheet) error
	// Close stores that the engagement is closed; the counters of the contract fall with it.
	Close(ctx context.Context, e timesheet.State) error
	// Services shows what a call-off is as a service; access.ErrNotFound for what is out of sight.
	Services(ctx context.Context, c calloff.ID, sight access.Sight) (view.Services, error)
}
