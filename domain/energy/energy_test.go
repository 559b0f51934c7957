package energy_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/capacity"
	"allmende/domain/energy"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/domain/period"
)

// daily is a counter that rises by so much a day of 2025, read at the beginning of each day.
func daily(t *testing.T, resource metering.Resource, perDay int64, without ...period.Day) energy.Meter {
	t.Helper()
	from := period.Date(2025, 1, 1)
	m, err := metering.Fit(metering.State{
		Name: string(resource), Site: id.New[capacity.Site](), Resource: resource, Unit: metering.KilowattHour, Kind: metering.Counter, Every: metering.Day, From: from,
	}, metering.Place{})
	if err != nil {
		t.Fatal(err)
	}
	e := energy.Meter{State: m.State()}
next:
	for i := range 366 {
		d := from.Add(i)
		for _, gone := range without {
			if d == gone {
				continue next
			}
		}
		e.Readings = append(e.Readings, metering.Reading{At: d.Start(), Value: decimal.NewFromInt(perDay * int64(i))})
	}
	return e
}

func pue(r energy.Row) string {
	if v, known := r.PUE(); known {
		return energy.Round(v)
	}
	return "?"
}

func TestAYearIsSummedMonthByMonth(t *testing.T) {
	r := energy.Sum(2025, []energy.Meter{daily(t, metering.SiteEnergy, 90), daily(t, metering.SiteEnergy, 40), daily(t, metering.SiteIT, 100), daily(t, metering.SiteReused, 13)})
	for _, m := range r.Months {
		if got := energy.Round(m.Of[metering.SiteEnergy].Energy); pue(m) != "1.300" || got != decimal.NewFromInt(int64(130*m.Days.Days())).StringFixed(3) {
			t.Errorf("%s: %s kWh, PUE %s", m.Days.From, got, pue(m))
		}
		if of := m.Of[metering.SiteRenewable]; of.Complete || !of.Energy.IsZero() {
			t.Errorf("%s: nothing measures renewable energy: %+v", m.Days.From, of)
		}
		if _, known := m.Ratio(metering.SiteRenewable, metering.SiteEnergy); known {
			t.Error("a share of what was not measured")
		}
	}
	if reused, known := r.Year.Ratio(metering.SiteReused, metering.SiteEnergy); pue(r.Year) != "1.300" || !known || energy.Round(reused) != "0.100" {
		t.Errorf("the year: %+v", r.Year)
	}
}

func TestWhatWasNotReadIsNotGuessed(t *testing.T) {
	it := daily(t, metering.SiteIT, 100)
	for name, c := range map[string]struct {
		total energy.Meter
		want  string // PUE of the months, J for a known one
	}{
		"all read":                        {daily(t, metering.SiteEnergy, 130), "JJJJJJJJJJJJ"},
		"a day in March":                  {daily(t, metering.SiteEnergy, 130, period.Date(2025, 3, 10)), "JJ?JJJJJJJJJ"},
		"the day between March and April": {daily(t, metering.SiteEnergy, 130, period.Date(2025, 4, 1)), "JJ??JJJJJJJJ"},
		"what ends the year":              {daily(t, metering.SiteEnergy, 130, period.Date(2026, 1, 1)), "JJJJJJJJJJJ?"},
		"no meter":                        {energy.Meter{}, "????????????"},
		"a meter that was removed in June": {func() energy.Meter {
			m := daily(t, metering.SiteEnergy, 130)
			m.To = period.Date(2025, 6, 29)
			return m
		}(), "JJJJJ???????"},
	} {
		r := energy.Sum(2025, []energy.Meter{c.total, it})
		var got strings.Builder
		for _, m := range r.Months {
			if pue(m) == "1.300" {
				got.WriteByte('J')
			} else {
				got.WriteString(pue(m))
			}
		}
		if got.String() != c.want {
			t.Errorf("%s: got %s, want %s", name, got.String(), c.want)
		}
		if whole := !strings.Contains(c.want, "?"); whole != (pue(r.Year) == "1.300") {
			t.Errorf("%s: PUE of the year %s", name, pue(r.Year))
		}
	}
}

func TestAFigureHasASource(t *testing.T) {
	site := id.New[capacity.Site]()
	for name, c := range map[string]struct {
		year                  int
		figure, value, source string
		want                  error
	}{
		"a load":          {2025, "nominal-load", "450", "Netzanschlussvertrag", nil},
		"a share":         {2025, "renewable-share", "87.5", "Stromkennzeichnung", nil},
		"more than all":   {2025, "renewable-share", "100.1", "Stromkennzeichnung", energy.ErrValue},
		"less than none":  {2025, "nominal-load", "-1", "Netzanschlussvertrag", energy.ErrValue},
		"too fine":        {2025, "nominal-load", "1.0001", "Netzanschlussvertrag", energy.ErrValue},
		"too much":        {2025, "nominal-load", "1000000000", "Netzanschlussvertrag", energy.ErrValue},
		"no source":       {2025, "nominal-load", "450", "  ", energy.ErrSource},
		"another figure":  {2025, "pue", "1.2", "Schätzung", energy.ErrFigure},
		"another century": {1999, "nominal-load", "450", "Netzanschlussvertrag", energy.ErrYear},
	} {
		if _, err := energy.State(site, c.year, energy.Figure(c.figure), c.value, c.source, "p", time.Now()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
