package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/ports/view"
)

// EnergyReporting is the report of a data center for the Energy Efficiency Act (EnEfG). Who does
// not see all meters gets access.ErrForbidden, and access.ErrNotFound for a site that is none.
type EnergyReporting interface {
	// EnergyReport sums up a calendar year by month. It fails with energy.ErrYear.
	EnergyReport(ctx context.Context, actor access.Actor, site capacity.SiteID, year int) (view.EnergyReport, error)
	// StateEnergyFigure states what no meter says; what was stated before is kept. It fails with the faults of energy.State.
	StateEnergyFigure(ctx context.Context, actor access.Actor, key access.Key, in StateEnergyFigure) (view.EnergyReport, error)
}

// StateEnergyFigure is a figure with its source.
type StateEnergyFigure struct {
	Site                  capacity.SiteID
	Year                  int
	Figure, Value, Source string
}
