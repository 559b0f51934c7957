package demo

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driving"
)

// siteEnergy is what the meters of the data center read each day since the beginning of last
// year: of last November a few days are missing.
func (s *story) siteEnergy(ctx context.Context, site string) error {
	officer, today := s.as("vergabe@demo.example"), period.DayOf(s.at(-1))
	year := today.Start().In(period.Berlin).Year() - 1
	first := period.Date(year, 1, 1)
	lines := &siteReadings{first: first, days: period.Span{From: first, To: today}.Days(), gap: period.Date(year, 11, 12)}
	for _, m := range []struct {
		name     string
		resource metering.Resource
		perDay   int
	}{
		{"hannover/netz", metering.SiteEnergy, 1180}, {"hannover/usv", metering.SiteIT, 870},
		{"hannover/solar", metering.SiteRenewable, 640}, {"hannover/fernwaerme", metering.SiteReused, 210},
	} {
		_, err := s.Metering.FitMeter(ctx, officer, access.Key{}, driving.FitMeter{
			Name: m.name, Site: site, Resource: string(m.resource), Unit: "KWH", Kind: "counter", Every: "day", From: first.String(),
		})
		if err != nil {
			return err
		}
		lines.meters, lines.perDay, lines.totals = append(lines.meters, m.name), append(lines.perDay, m.perDay), append(lines.totals, 0)
	}
	if _, err := s.Metering.ImportReadings(ctx, officer, driving.ImportReadings{Name: "Zähler des Standorts", Format: metering.JSON, Source: lines}); err != nil {
		return err
	}
	_, err := s.Energy.StateEnergyFigure(ctx, officer, access.Key{}, driving.StateEnergyFigure{
		Site: capacity.SiteID(site), Year: year, Figure: "nominal-load", Value: "120", Source: "Netzanschlussvertrag vom 3. Mai 2021",
	})
	return err
}

// siteReadings are readings of meters at the beginning of each day; three days after the gap are left out.
type siteReadings struct {
	meters []string
	perDay []int
	totals []int
	first  period.Day
	gap    period.Day
	days   int
	line   int
}

// cooling is what a day takes more of a month, in kWh.
var cooling = [12]int{0, 0, 10, 25, 60, 110, 150, 140, 70, 25, 5, 0}

// Next is the next line.
func (r *siteReadings) Next() (metering.Line, bool, error) {
	for r.line < r.days*len(r.meters) {
		meter, on := r.line%len(r.meters), r.first.Add(r.line/len(r.meters))
		r.line++
		total := r.totals[meter]
		r.totals[meter] += r.perDay[meter]
		if meter == 0 {
			r.totals[meter] += cooling[on.Start().In(period.Berlin).Month()-1]
		}
		if on.Before(r.gap) || !on.Before(r.gap.Add(3)) {
			return metering.Line{Number: r.line, Meter: r.meters[meter], At: on.Start().Format(time.RFC3339), Value: strconv.Itoa(total)}, true, nil
		}
	}
	return metering.Line{}, false, nil
}
