package driven

import (
	"context"

	"allmende/domain/capacity"
	"allmende/domain/energy"
	"allmende/ports/view"
)

// EnergyFigures keeps what is stated of a site's energy.
type EnergyFigures interface {
	// Add stores a figure.
	Add(ctx context.Context, s energy.Stated) error
	// Of are those that count for a site and year.
	Of(ctx context.Context, site capacity.SiteID, year int) ([]view.EnergyFigure, error)
}
