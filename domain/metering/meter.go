// Package metering holds the meters of a data center and what they read: once per meter and
// period, corrected without losing what stood before, and added up day by day without
// rounding (G-CAP).
package metering

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of meters.
var (
	// ErrName: the name has 1 to 100 letters, digits or one of . _ - : /.
	ErrName = fault.New(fault.Invalid, "meter.name-invalid", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrNameTaken: another meter of the cooperative is called so.
	ErrNameTaken = fault.New(fault.Conflict, "meter.name-taken", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrResource: what is measured is no kind of capacity that members reserve, nor energy of a site, or the one where the other belongs.
	ErrResource = fault.New(fault.Invalid, "meter.resource-invalid", fault.Rule("G-CAP"), fault.Field("resource"))
	// ErrOwner: a meter is a member's or a site's, not both and not nobody's.
	ErrOwner = fault.New(fault.Invalid, "meter.owner-invalid", fault.Rule("G-CAP"), fault.Field("siteId"))
	// ErrReservation: there is no such reservation.
	ErrReservation = fault.New(fault.Invalid, "meter.reservation-unknown", fault.Rule("G-CAP"), fault.Field("reservationId"))
	// ErrSite: there is no such site.
	ErrSite = fault.New(fault.Invalid, "meter.site-unknown", fault.Rule("G-CAP"), fault.Field("siteId"))
	// ErrUnit: the unit is none of Recommendation 20, or not the one that the resource is measured in, "unit".
	ErrUnit = fault.New(fault.Invalid, "meter.unit-invalid", fault.Rule("G-CAP"), fault.Field("unit"))
	// ErrKind: the kind is none of those known.
	ErrKind = fault.New(fault.Invalid, "meter.kind-unknown", fault.Rule("G-CAP"), fault.Field("kind"))
	// ErrEvery: the period of readings is none of those known.
	ErrEvery = fault.New(fault.Invalid, "meter.period-unknown", fault.Rule("G-CAP"), fault.Field("every"))
	// ErrFittedEarly: it is fitted before 2000 or before its reservation begins; "from" is the first day that is possible.
	ErrFittedEarly = fault.New(fault.Invalid, "meter.fitted-early", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrFittedLate: a meter of a month that was closed says in 3 to 500 characters why it was not there before.
	ErrFittedLate = fault.New(fault.Conflict, "meter.fitted-late", fault.Rule("G-CAP"), fault.Field("reason"))
	// ErrOfAnother: the reservation is another member's.
	ErrOfAnother = fault.New(fault.Invalid, "meter.reservation-of-another", fault.Rule("G-CAP"), fault.Field("reservationId"))
	// ErrRemoved: the meter was removed before.
	ErrRemoved = fault.New(fault.Conflict, "meter.removed", fault.Rule("G-CAP"))
	// ErrRemovedEarly: the meter is removed before the day on which it was fitted.
	ErrRemovedEarly = fault.New(fault.Invalid, "meter.removed-early", fault.Rule("G-CAP"), fault.Field("to"))
	// ErrRemovedBefore: the meter is removed before what it read last, or within a closed month.
	ErrRemovedBefore = fault.New(fault.Conflict, "meter.removed-before", fault.Rule("G-CAP"), fault.Field("to"))
)

// Resource is what is measured and priced: a kind of capacity, of storage with its tier
// ("storage-nvme"), or energy of a whole site.
type Resource string

// Power is what capacity calls IT load: reserved in kW, used in kWh.
const Power Resource = "power"

// What is measured of a site, all of it energy.
const (
	SiteEnergy    Resource = "site-energy"      // all that the data center takes, which the PUE sets against that of its IT
	SiteIT        Resource = "site-it"          // what its IT takes
	SiteRenewable Resource = "site-renewable"   // what of it comes from renewable sources
	SiteReused    Resource = "site-heat-reused" // waste heat that others use
)

// SiteResources lists what is measured of a site.
var SiteResources = []Resource{SiteEnergy, SiteIT, SiteRenewable, SiteReused}

// OfSite reports whether it is energy of a whole site.
func (r Resource) OfSite() bool { return slices.Contains(SiteResources, r) }

// Energy reports whether it is counted in kilowatt-hours.
func (r Resource) Energy() bool { return r == Power || r.OfSite() }

var tierText = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// mostResource is how long the name of a resource is at most.
const mostResource = 40

// ParseResource reads what members reserve and use: in the words of capacity, where IT load is
// Power. It fails with ErrResource.
func ParseResource(text string) (Resource, error) {
	if r := Resource(text); r == Power || r.ofKind() {
		return r, nil
	}
	return "", ErrResource
}

func (r Resource) ofKind() bool {
	kind, tier, tiered := strings.Cut(string(r), "-")
	if k := capacity.Kind(kind); tiered && k.Tiered() {
		return len(r) <= mostResource && tierText.MatchString(tier)
	}
	k := capacity.Kind(r)
	return k.Known() && k != capacity.ITLoad
}

// Kind says what a reading's value is.
type Kind string

// The kinds of meters.
const (
	Gauge   Kind = "gauge"   // the level over the period; its use is level times hours
	Counter Kind = "counter" // the counter at the beginning of the period; its use is the rise
)

// Every is how long a period of a meter is.
type Every string

// The periods of meters.
const (
	Quarter Every = "quarter-hour"
	Hour    Every = "hour"
	Day     Every = "day" // of Europe/Berlin: 23, 24 or 25 hours
)

// Begins reports whether a period begins at the instant.
func (e Every) Begins(at time.Time) bool {
	switch e {
	case Quarter:
		return at.Nanosecond() == 0 && at.Unix()%(15*60) == 0
	case Hour:
		return at.Nanosecond() == 0 && at.Unix()%(60*60) == 0
	case Day:
		return period.DayOf(at).Start().Equal(at)
	}
	return false
}

// End is when the period that begins at the instant ends.
func (e Every) End(at time.Time) time.Time {
	switch e {
	case Quarter:
		return at.Add(15 * time.Minute)
	case Hour:
		return at.Add(time.Hour)
	case Day:
		return period.DayOf(at).Add(1).Start()
	}
	return at
}

// Units of energy and power.
const (
	KilowattHour quantity.Unit = "KWH"
	Kilowatt     quantity.Unit = "KWT"
)

// ID names a meter.
type ID = id.Of[Meter]

// Meter measures how much a member uses of a resource, or a site of energy.
type Meter struct{ s State }

// State is all that a meter knows.
type State struct {
	ID          ID
	Version     int
	Name        string          // as files of readings name it
	Member      member.ID       // whose use it measures, or
	Site        capacity.SiteID // of which data center
	Reservation string          // of the member that it measures, or empty
	Resource    Resource
	Unit        quantity.Unit // of the values; the use of a gauge is in this unit times hours
	Kind        Kind
	Every       Every
	From        period.Day // fitted
	To          period.Day // removed, the last day; none while it runs
	Late        string     // why it was fitted only after the first of its months was closed
	Predecessor ID         // the same device, as long as it measured for another member
}

var nameText = regexp.MustCompile(`^[A-Za-z0-9._:/-]{1,100}$`)

// firstYear is when the first reading can have been.
const firstYear = 2000

// Place is where a meter is fitted: the reservation that it measures, if any, and the first day that is not closed.
type Place struct {
	Reservation *capacity.State
	OpenFrom    period.Day
}

// allows fails with ErrReservation, ErrOfAnother, ErrFittedEarly and ErrFittedLate.
func (p Place) allows(s State) error {
	first := period.Date(firstYear, time.January, 1)
	if s.Reservation != "" {
		if p.Reservation == nil {
			return ErrReservation
		}
		if p.Reservation.Member != s.Member {
			return ErrOfAnother
		}
		first = later(first, p.Reservation.First())
	}
	if s.From.Before(first) {
		return ErrFittedEarly.With("from", first.String())
	}
	if n := utf8.RuneCountInString(s.Late); s.From.Before(p.OpenFrom) && (n < 3 || n > 500) {
		return ErrFittedLate.With("from", p.OpenFrom.String())
	}
	return nil
}

// Fit makes a meter. It fails with ErrName, ErrOwner, ErrResource, ErrUnit, ErrKind, ErrEvery, period.ErrDayMalformed,
// ErrReservation, ErrOfAnother, ErrFittedEarly and ErrFittedLate.
func Fit(s State, at Place) (*Meter, error) {
	if !nameText.MatchString(s.Name) {
		return nil, ErrName
	}
	if err := s.owned(); err != nil {
		return nil, err
	}
	if s.Kind != Gauge && s.Kind != Counter {
		return nil, ErrKind
	}
	if s.Every != Quarter && s.Every != Hour && s.Every != Day {
		return nil, ErrEvery
	}
	if !s.Unit.Known() {
		return nil, ErrUnit
	}
	// Energy is billed by the kilowatt-hour, whichever way it is measured.
	if energy := map[Kind]quantity.Unit{Counter: KilowattHour, Gauge: Kilowatt}[s.Kind]; s.Resource.Energy() && s.Unit != energy {
		return nil, ErrUnit.With("unit", string(energy))
	}
	if s.From.IsZero() {
		return nil, period.ErrDayMalformed.At("from")
	}
	s.Late = strings.TrimSpace(s.Late)
	if err := at.allows(s); err != nil {
		return nil, err
	}
	if !s.From.Before(at.OpenFrom) {
		s.Late = ""
	}
	s.ID, s.Version, s.To = id.New[Meter](), 1, period.Day{}
	return &Meter{s}, nil
}

// owned checks whose the meter is: members use what they reserve, sites take energy.
func (s State) owned() error {
	if s.Member.IsZero() == s.Site.IsZero() || s.Member.IsZero() && s.Reservation != "" {
		return ErrOwner
	}
	if !s.Site.IsZero() {
		if !s.Resource.OfSite() {
			return ErrResource
		}
		return nil
	}
	_, err := ParseResource(string(s.Resource))
	return err
}

// Restore trusts a state that a store kept.
func Restore(s State) *Meter { return &Meter{s} }

// State returns a copy of the data.
func (m *Meter) State() State { return m.s }

// Remove ends the meter with a day, which takes nothing of what was read back: read is the time of the last
// reading, and closed the last day of the months that are closed; either may be zero. It fails with ErrRemoved,
// ErrRemovedEarly and ErrRemovedBefore.
func (m *Meter) Remove(last period.Day, read time.Time, closed period.Day) error {
	if !m.s.To.IsZero() {
		return ErrRemoved
	}
	if last.Before(m.s.From) {
		return ErrRemovedEarly
	}
	if held := later(m.readUntil(read), closed); !held.IsZero() && last.Before(held) {
		return ErrRemovedBefore.With("until", held.String())
	}
	m.s.To = last
	return nil
}

// readUntil is the last day of which a reading tells: what a counter shows at midnight tells of the day before.
func (m *Meter) readUntil(at time.Time) period.Day {
	if at.IsZero() {
		return period.Day{}
	}
	if m.s.Kind == Counter {
		at = at.Add(-time.Nanosecond)
	}
	return period.DayOf(at)
}

func later(a, b period.Day) period.Day {
	if a.Before(b) {
		return b
	}
	return a
}
