package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/capacity"
	"allmende/domain/energy"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// EnergyReporting carries out driving.EnergyReporting.
type EnergyReporting struct{ work driven.Work }

var _ driving.EnergyReporting = (*EnergyReporting)(nil)

// NewEnergyReporting makes the use cases of energy reports.
func NewEnergyReporting(work driven.Work) *EnergyReporting { return &EnergyReporting{work} }

// EnergyReport sums up a year.
func (uc *EnergyReporting) EnergyReport(ctx context.Context, actor access.Actor, site capacity.SiteID, year int) (view.EnergyReport, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.EnergyReport, error) {
		return energyReport(ctx, s, actor, site, year)
	})
}

// StateEnergyFigure stores a figure.
func (uc *EnergyReporting) StateEnergyFigure(ctx context.Context, actor access.Actor, key access.Key, in driving.StateEnergyFigure) (view.EnergyReport, error) {
	object := audit.Object{Type: "capacity-site", ID: in.Site.String()}
	return once(ctx, uc.work, driven.Attempt{Actor: actor, Act: access.MeterKeep, Object: object}, key, func(ctx context.Context, s driven.Stores) (view.EnergyReport, error) {
		if err := actor.May(access.MeterKeep); err != nil {
			return view.EnergyReport{}, err
		}
		site, err := s.CapacitySites.Get(ctx, in.Site)
		if err != nil {
			return view.EnergyReport{}, err
		}
		stated, err := energy.State(in.Site, in.Year, energy.Figure(in.Figure), in.Value, in.Source, actor.Person, s.Now)
		if err != nil {
			return view.EnergyReport{}, err
		}
		if err := s.EnergyFigures.Add(ctx, stated); err != nil {
			return view.EnergyReport{}, err
		}
		object.Name = site.State().Name
		if err := s.Events.Record(ctx, audit.Event{Action: "energy.stated", Object: object, Details: map[string]string{
			"figure": in.Figure, "year": strconv.Itoa(in.Year), "value": in.Value, "source": stated.Source,
		}}); err != nil {
			return view.EnergyReport{}, err
		}
		return energyReport(ctx, s, actor, in.Site, in.Year)
	})
}

func energyReport(ctx context.Context, s driven.Stores, actor access.Actor, which capacity.SiteID, year int) (view.EnergyReport, error) {
	if !actor.Sight(access.MeterRead).Everything {
		return view.EnergyReport{}, access.ErrForbidden.With("act", string(access.MeterRead))
	}
	if err := energy.CheckYear(year); err != nil {
		return view.EnergyReport{}, err
	}
	sites, err := s.CapacitySites.All(ctx, period.DayOf(s.Now))
	if err != nil {
		return view.EnergyReport{}, err
	}
	shown := view.EnergyReport{Year: year}
	for _, site := range sites {
		if site.ID == which.String() {
			shown.Site = view.Ref{ID: site.ID, Name: site.Name}
		}
	}
	if shown.Site.ID == "" {
		return view.EnergyReport{}, access.ErrNotFound
	}
	meters, err := siteMeters(ctx, s, which, period.Span{From: period.Date(year, 1, 1), To: period.Date(year, 12, 31)})
	if err != nil {
		return view.EnergyReport{}, err
	}
	metered := map[metering.Resource]bool{}
	for _, m := range meters {
		metered[m.Resource] = true
	}
	report := energy.Sum(year, meters)
	for _, month := range report.Months {
		shown.Months = append(shown.Months, energyRow(month, metered))
	}
	shown.Whole = energyRow(report.Year, metered)
	shown.Figures, err = s.EnergyFigures.Of(ctx, which, year)
	return shown, err
}

func siteMeters(ctx context.Context, s driven.Stores, which capacity.SiteID, year period.Span) ([]energy.Meter, error) {
	all, err := s.Meters.Of(ctx, year)
	if err != nil {
		return nil, err
	}
	var meters []energy.Meter
	for _, m := range all {
		if m.Site != which {
			continue
		}
		readings, err := s.Readings.Standing(ctx, m.ID, year)
		if err != nil {
			return nil, err
		}
		meters = append(meters, energy.Meter{State: m, Readings: readings})
	}
	return meters, nil
}

func energyRow(r energy.Row, metered map[metering.Resource]bool) view.EnergyRow {
	measured := func(of metering.Resource) view.EnergyMeasured {
		m := r.Of[of]
		return view.EnergyMeasured{Energy: energy.Round(m.Energy), Complete: m.Complete, Missing: m.Missing, Metered: metered[of]}
	}
	known := func(ratio split.Ratio, known bool) string {
		if !known {
			return ""
		}
		return energy.Round(ratio)
	}
	return view.EnergyRow{
		From: r.Days.From.String(), To: r.Days.To.String(),
		Total: measured(metering.SiteEnergy), IT: measured(metering.SiteIT), Renewable: measured(metering.SiteRenewable), Reused: measured(metering.SiteReused),
		PUE: known(r.PUE()), RenewableShare: known(r.Ratio(metering.SiteRenewable, metering.SiteEnergy)), ReuseFactor: known(r.Ratio(metering.SiteReused, metering.SiteEnergy)),
	}
}
