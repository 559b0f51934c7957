// Package energy sums up what the Energy Efficiency Act (EnEfG, sections 11 to 15 and annex 3)
// wants to know of a data center in a calendar year: energy in all and of its IT, power usage
// effectiveness (EN 50600-4-2), renewable energy (4-3) and reused heat (4-6), month by month.
// What was not measured in full is said to be so, and never guessed (G-CAP).
package energy

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Faults of reports and figures.
var (
	// ErrYear: the year is none from 2000 to 2199.
	ErrYear = fault.New(fault.Invalid, "energy.year-invalid", fault.Rule("G-CAP"), fault.Field("year"))
	// ErrFigure: the figure is none of those known.
	ErrFigure = fault.New(fault.Invalid, "energy.figure-unknown", fault.Rule("G-CAP"), fault.Field("figure"))
	// ErrValue: no number from 0 on of at most nine digits and three places; a share is at most 100 percent.
	ErrValue = fault.New(fault.Invalid, "energy.value-invalid", fault.Rule("G-CAP"), fault.Field("value"))
	// ErrSource: where the figure comes from takes 3 to 500 characters.
	ErrSource = fault.New(fault.Invalid, "energy.source-invalid", fault.Rule("G-CAP"), fault.Field("source"))
)

// Figure is what no meter says.
type Figure string

// The figures.
const (
	NominalLoad    Figure = "nominal-load"    // that the site is connected for, in kW
	RenewableShare Figure = "renewable-share" // of the year's energy, in percent, as the supplier labels it
)

// Stated is a figure that somebody states for a site and year; the last one counts.
type Stated struct {
	Site   capacity.SiteID
	Year   int
	Figure Figure
	Value  decimal.Decimal
	Source string
	By     member.PersonID
	At     time.Time
}

// Statement names one.
type Statement = id.Of[Stated]

// CheckYear fails with ErrYear.
func CheckYear(year int) error {
	if year < 2000 || year > 2199 {
		return ErrYear
	}
	return nil
}

const (
	mostDigits = 9
	places     = 3
)

// State makes one. It fails with ErrYear, ErrFigure, ErrValue and ErrSource.
func State(site capacity.SiteID, year int, figure Figure, value, source string, by member.PersonID, now time.Time) (Stated, error) {
	s := Stated{Site: site, Year: year, Figure: figure, Source: strings.TrimSpace(source), By: by, At: now}
	if err := CheckYear(year); err != nil {
		return s, err
	}
	if figure != NominalLoad && figure != RenewableShare {
		return s, ErrFigure
	}
	parsed, err := metering.ParseValue(value)
	if whole, _, _ := strings.Cut(value, "."); err != nil || len(whole) > mostDigits || parsed.Exponent() < -places ||
		figure == RenewableShare && parsed.GreaterThan(decimal.NewFromInt(100)) {
		return s, ErrValue
	}
	if n := utf8.RuneCountInString(s.Source); n < 3 || n > 500 {
		return s, ErrSource
	}
	s.Value = parsed
	return s, nil
}

// Meter is a meter of a site with its readings of a year, the last before and the first after it.
type Meter struct {
	metering.State
	Readings []metering.Reading
}

// Measured is what meters of one resource say of a span of days.
type Measured struct {
	Energy   split.Ratio // in kWh, of what was read
	Missing  int         // periods that were not read
	Complete bool        // a meter was there on each day, and all was read
}

// Row is a month, or the whole year.
type Row struct {
	Days period.Span
	Of   map[metering.Resource]Measured
}

// Report is a year of a site.
type Report struct {
	Months []Row
	Year   Row
}

// Sum makes the report of a year from all meters of a site.
func Sum(year int, meters []Meter) Report {
	months := make([]Row, 12)
	for i := range months {
		months[i] = Row{metering.Month(period.Date(year, time.Month(i+1), 1)), map[metering.Resource]Measured{}}
	}
	whole := period.Span{From: months[0].Days.From, To: months[11].Days.To}
	total := Row{whole, map[metering.Resource]Measured{}}
	for _, resource := range metering.SiteResources {
		t := tally{days: make([]day, whole.Days()), from: whole.From}
		for _, m := range meters {
			if m.Resource == resource {
				t.add(m, whole)
			}
		}
		for _, row := range append(slices.Clone(months), total) {
			row.Of[resource] = t.over(row.Days)
		}
	}
	return Report{months, total}
}

// day is what all meters of a resource say of one.
type day struct {
	energy  split.Ratio
	missing int
	metered bool
	open    bool // what was used up to its end is not known, or spread over a gap
}

type tally struct {
	from period.Day
	days []day
}

func (t tally) add(m Meter, whole period.Span) {
	var last time.Time
	for _, r := range m.Readings {
		if r.At.After(last) {
			last = r.At
		}
	}
	for _, use := range m.Use(whole, m.Readings) {
		d := &t.days[period.Span{From: t.from, To: use.Day}.Days()-1]
		d.energy = d.energy.Add(use.Amount)
		d.missing += use.Missing
		d.metered = true
		ends := use.Day.Add(1).Start()
		d.open = d.open || use.Estimated || m.Kind == metering.Counter && last.Before(ends)
	}
}

func (t tally) over(days period.Span) Measured {
	first := period.Span{From: t.from, To: days.From}.Days() - 1
	m := Measured{Complete: true}
	for _, d := range t.days[first : first+days.Days()] {
		m.Energy = m.Energy.Add(d.energy)
		m.Missing += d.missing
		m.Complete = m.Complete && d.metered && d.missing == 0 && !d.open
	}
	return m
}

// Ratio sets one resource against another. There is none where either was not measured in full,
// or where there is nothing to set it against.
func (r Row) Ratio(of, to metering.Resource) (split.Ratio, bool) {
	a, b := r.Of[of], r.Of[to]
	if !a.Complete || !b.Complete || b.Energy.IsZero() {
		return split.Ratio{}, false
	}
	return a.Energy.Quo(b.Energy), true
}

// PUE is the energy of all by that of the IT.
func (r Row) PUE() (split.Ratio, bool) { return r.Ratio(metering.SiteEnergy, metering.SiteIT) }

// Round writes an exact number with three places.
func Round(r split.Ratio) string {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Den(), 0), places).StringFixed(places)
}
