// Package metering holds the meters of a data center and what they read: once per meter and
// period, corrected without losing what stood before, and added up day by day without
// rounding (G-CAP).
package metering

import (
	"regexp"
	"time"

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
	// ErrResource: the resource has 2 to 40 small letters, digits and hyphens.
	ErrResource = fault.New(fault.Invalid, "meter.resource-invalid", fault.Rule("G-CAP"), fault.Field("resource"))
	// ErrUnit: the unit is none of Recommendation 20, or not the one that the resource is measured in, "unit".
	ErrUnit = fault.New(fault.Invalid, "meter.unit-invalid", fault.Rule("G-CAP"), fault.Field("unit"))
	// ErrKind: the kind is none of those known.
	ErrKind = fault.New(fault.Invalid, "meter.kind-unknown", fault.Rule("G-CAP"), fault.Field("kind"))
	// ErrEvery: the period of readings is none of those known.
	ErrEvery = fault.New(fault.Invalid, "meter.period-unknown", fault.Rule("G-CAP"), fault.Field("every"))
	// ErrRemoved: the meter was removed before.
	ErrRemoved = fault.New(fault.Conflict, "meter.removed", fault.Rule("G-CAP"))
	// ErrRemovedEarly: the meter is removed before the day on which it was fitted.
	ErrRemovedEarly = fault.New(fault.Invalid, "meter.removed-early", fault.Rule("G-CAP"), fault.Field("to"))
)

// Resource is what is measured, reserved and priced, as "power" or "vcpu".
type Resource string

// The resources that rules name.
const (
	// Power is what IT equipment takes: reserved in kW, used in kWh.
	Power Resource = "power"
	// Facility is the energy of the whole data center, which the PUE sets against that of its IT.
	Facility Resource = "facility"
)

var resourceText = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

// ParseResource checks the form; it fails with ErrResource.
func ParseResource(text string) (Resource, error) {
	if !resourceText.MatchString(text) {
		return "", ErrResource
	}
	return Resource(text), nil
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

// Meter measures how much a member uses of a resource.
type Meter struct{ s State }

// State is all that a meter knows.
type State struct {
	ID          ID
	Version     int
	Name        string // as files of readings name it
	Member      member.ID
	Reservation string // that it measures, or empty
	Resource    Resource
	Unit        quantity.Unit // of the values; the use of a gauge is in this unit times hours
	Kind        Kind
	Every       Every
	From        period.Day // fitted
	To          period.Day // removed, the last day; none while it runs
}

var nameText = regexp.MustCompile(`^[A-Za-z0-9._:/-]{1,100}$`)

// Fit makes a meter. It fails with ErrName, ErrResource, ErrUnit, ErrKind, ErrEvery and period.ErrDayMalformed.
func Fit(s State) (*Meter, error) {
	if !nameText.MatchString(s.Name) {
		return nil, ErrName
	}
	if _, err := ParseResource(string(s.Resource)); err != nil {
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
	if energy := map[Kind]quantity.Unit{Counter: KilowattHour, Gauge: Kilowatt}[s.Kind]; (s.Resource == Power || s.Resource == Facility) && s.Unit != energy {
		return nil, ErrUnit.With("unit", string(energy))
	}
	if s.From.IsZero() {
		return nil, period.ErrDayMalformed.At("from")
	}
	s.ID, s.Version, s.To = id.New[Meter](), 1, period.Day{}
	return &Meter{s}, nil
}

// Restore trusts a state that a store kept.
func Restore(s State) *Meter { return &Meter{s} }

// State returns a copy of the data.
func (m *Meter) State() State { return m.s }

// Remove ends the meter with a day. It fails with ErrRemoved and ErrRemovedEarly.
func (m *Meter) Remove(last period.Day) error {
	if !m.s.To.IsZero() {
		return ErrRemoved
	}
	if last.Before(m.s.From) {
		return ErrRemovedEarly
	}
	m.s.To = last
	return nil
}
