package postgres

import (
	"context"

	"gorm.io/gorm"

	"allmende/domain/capacity"
	"allmende/domain/energy"
	"allmende/domain/id"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type energyFigures struct {
	tx *gorm.DB
	in scope
}

var _ driven.EnergyFigures = energyFigures{}

// Add stores a figure beside those before it.
func (s energyFigures) Add(_ context.Context, f energy.Stated) error {
	done := s.tx.Exec(`insert into energy_figure (cooperative_id, id, site_id, year, figure, value, source, stated_at, stated_by) values (?, ?, ?, ?, ?, cast(? as numeric), ?, ?, ?)`,
		s.in.cooperative, id.New[energy.Stated]().String(), f.Site.String(), f.Year, string(f.Figure), f.Value.String(), f.Source, f.At, f.By.String())
	return stored("a figure of energy", done.RowsAffected, done.Error)
}

const energyFiguresSQL = `
select distinct on (f.figure) json_build_object('figure', f.figure, 'value', trim_scale(f.value)::text, 'source', f.source, 'at', f.stated_at, 'by', p.name)::text
from energy_figure f join person p on p.id = f.stated_by
where f.cooperative_id = @cooperative and f.site_id = @site and f.year = @year order by f.figure, f.stated_at desc, f.id desc`

// Of are the last ones.
func (s energyFigures) Of(_ context.Context, site capacity.SiteID, year int) ([]view.EnergyFigure, error) {
	return documents[view.EnergyFigure](s.tx, "read figures of energy", energyFiguresSQL, map[string]any{"cooperative": s.in.cooperative, "site": site.String(), "year": year})
}
