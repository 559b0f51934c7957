// Package tariff holds what room, power and machines of a data center cost: sheets of prices
// that hold from a day on, and the rating of a month by them, day by day and exact (G-CAP).
package tariff

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// Faults of tariffs.
var (
	// ErrName: the name of a tariff or a component has 3 to 100 characters.
	ErrName = fault.New(fault.Invalid, "tariff.name-invalid", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrFrom: no day is given from which the tariff holds.
	ErrFrom = fault.New(fault.Invalid, "tariff.from-missing", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrFromTaken: another tariff holds from this day on.
	ErrFromTaken = fault.New(fault.Conflict, "tariff.from-taken", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrFromClosed: the day lies in a month that was closed.
	ErrFromClosed = fault.New(fault.Conflict, "tariff.from-closed", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrComponents: a tariff has 1 to 50 components, each with a name of its own.
	ErrComponents = fault.New(fault.Invalid, "tariff.components-invalid", fault.Rule("G-CAP"), fault.Field("components"))
	// ErrBasis: the component is charged by none of the ways known.
	ErrBasis = fault.New(fault.Invalid, "tariff.basis-unknown", fault.Rule("G-CAP"))
	// ErrResource: a fixed component is for no resource, every other one for one.
	ErrResource = fault.New(fault.Invalid, "tariff.resource-invalid", fault.Rule("G-CAP"))
	// ErrTiers: 1 to 20 tiers, the first from 0, the others from a higher quantity each; a fixed component has one.
	ErrTiers = fault.New(fault.Invalid, "tariff.tiers-invalid", fault.Rule("G-CAP"))
	// ErrEnergy: only used power has the purchase price of energy and a PUE of 1 to 5.
	ErrEnergy = fault.New(fault.Invalid, "tariff.energy-invalid", fault.Rule("G-CAP"))
	// ErrEnergyMissing: whoever reserves "from" kW or more pays its energy by consumption, and the tariff has no component for it.
	ErrEnergyMissing = fault.New(fault.Invalid, "tariff.energy-missing", fault.Rule("G-CAP"), fault.Field("components"))
	// ErrBelowPurchase: used energy costs nothing, or less than what it was bought for, "purchase".
	ErrBelowPurchase = fault.New(fault.Invalid, "tariff.energy-below-purchase", fault.Rule("G-CAP"))
)

// Basis says what a component is charged by.
type Basis string

// The bases of components.
const (
	Fixed    Basis = "fixed"    // by the month, of whoever has a reservation or a meter
	Reserved Basis = "reserved" // by the month and what is reserved
	Used     Basis = "used"     // by what meters say
	Once     Basis = "one-time" // by what is reserved anew
)

// Tier is the price of what lies above From, up to where the next tier begins.
type Tier struct {
	From  quantity.Quantity
	Price money.Price
}

// Energy passes on what energy was bought for, times what the data center takes for each
// kilowatt-hour of its IT; the tiers of its component come on top of it.
type Energy struct {
	Purchase money.Price // of a kilowatt-hour
	PUE      decimal.Decimal
}

// Component is a part of a tariff.
type Component struct {
	Name     string
	Basis    Basis
	Resource metering.Resource // none of a fixed one
	Tiers    []Tier            // marginal
	Energy   *Energy           // of used power
}

// ID names a tariff.
type ID = id.Of[Tariff]

// Tariff is a sheet of prices; it never changes, and the next one follows it.
type Tariff struct {
	ID          ID
	Name        string
	From        period.Day
	SmallOnly   bool            // reservations of power stay below MeteredFrom
	MeteredFrom decimal.Decimal // kW from which energy is paid by consumption, as the law said when the tariff was made
	Tax         vat.Tax         // on all that it charges
	Components  []Component
}

const (
	mostComponents = 50
	mostTiers      = 20
	mostPUE        = 5
	pueplaces      = 4
)

// New makes a tariff. It fails with the faults of tariffs and of vat.NewTax.
func New(t Tariff) (Tariff, error) {
	t.ID, t.Name = id.New[Tariff](), strings.TrimSpace(t.Name)
	if !named(t.Name) {
		return Tariff{}, ErrName
	}
	if t.From.IsZero() {
		return Tariff{}, ErrFrom
	}
	if _, err := vat.NewTax(t.Tax.Category, t.Tax.Rate); err != nil {
		return Tariff{}, err
	}
	if len(t.Components) == 0 || len(t.Components) > mostComponents {
		return Tariff{}, ErrComponents
	}
	names := map[string]bool{}
	for i, c := range t.Components {
		at := "components." + strconv.Itoa(i)
		if !named(c.Name) {
			return Tariff{}, ErrName.At(at + ".name")
		}
		if names[c.Name] {
			return Tariff{}, ErrComponents.At(at + ".name")
		}
		names[c.Name] = true
		if err := c.check(at); err != nil {
			return Tariff{}, err
		}
	}
	if err := t.blueAngel(); err != nil {
		return Tariff{}, err
	}
	return t, nil
}

func named(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 3 && n <= 100 && strings.TrimSpace(text) == text
}

// ParsePUE reads "1.25"; it fails with ErrEnergy.
func ParsePUE(text string) (decimal.Decimal, error) {
	if !pueText.MatchString(text) {
		return decimal.Decimal{}, ErrEnergy
	}
	return decimal.RequireFromString(text), nil
}

var pueText = regexp.MustCompile(`^[0-9]{1,3}([.][0-9]{1,9})?$`)

func (c Component) check(at string) error {
	switch c.Basis {
	case Fixed, Reserved, Used, Once:
	default:
		return ErrBasis.At(at + ".basis")
	}
	if _, err := metering.ParseResource(string(c.Resource)); (c.Basis == Fixed) != (c.Resource == "") || c.Resource != "" && err != nil {
		return ErrResource.At(at + ".resource")
	}
	if len(c.Tiers) == 0 || len(c.Tiers) > mostTiers || c.Basis == Fixed && len(c.Tiers) > 1 || !c.Tiers[0].From.IsZero() {
		return ErrTiers.At(at + ".tiers")
	}
	for i, tier := range c.Tiers {
		if i > 0 && tier.From.Cmp(c.Tiers[i-1].From) <= 0 {
			return ErrTiers.At(at + ".tiers." + strconv.Itoa(i) + ".from")
		}
	}
	if c.Energy == nil {
		return nil
	}
	pue := c.Energy.PUE
	if c.Basis != Used || c.Resource != metering.Power || pue.LessThan(decimal.NewFromInt(1)) || pue.GreaterThan(decimal.NewFromInt(mostPUE)) || pue.Exponent() < -pueplaces {
		return ErrEnergy.At(at + ".energy")
	}
	return nil
}

// blueAngel checks the conditions of the Blauer Engel for data centers (DE-UZ 228, 3.2.6.2): from
// MeteredFrom kW of agreed power there is a part by consumption, none of it is free, and no kilowatt-hour costs less than it
// was bought for. A component with Energy keeps the last two by its making, as long as energy
// was not bought for nothing; one with a price of its own would not say what it was bought for.
func (t Tariff) blueAngel() error {
	var reserved, metered bool
	for i, c := range t.Components {
		if c.Resource != metering.Power {
			continue
		}
		reserved = reserved || c.Basis == Reserved
		if c.Basis != Used {
			continue
		}
		if c.Energy == nil || c.Energy.Purchase.IsZero() {
			return ErrBelowPurchase.At("components." + strconv.Itoa(i) + ".energy")
		}
		metered = true
	}
	if reserved && !metered && !t.SmallOnly {
		return ErrEnergyMissing.With("from", t.MeteredFrom.String())
	}
	return nil
}

// After checks that a tariff follows others without changing what was closed: its day is no
// other's, and lies in an open month, but for the first of all. It fails with ErrFromTaken and
// ErrFromClosed.
func (t Tariff) After(others []Tariff, openFrom period.Day) error {
	for _, o := range others {
		if o.From == t.From {
			return ErrFromTaken
		}
	}
	if len(others) > 0 && t.From.Before(openFrom) {
		return ErrFromClosed.With("open", openFrom.String())
	}
	return nil
}

// InForce is the one of tariffs that holds on a day, if any: the latest that holds by then.
func InForce(tariffs []Tariff, on period.Day) (Tariff, bool) {
	var found Tariff
	for _, t := range tariffs {
		if !t.From.After(on) && (found.From.IsZero() || t.From.After(found.From)) {
			found = t
		}
	}
	return found, !found.From.IsZero()
}
