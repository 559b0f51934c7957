// Package pricing holds what things cost: unit prices with tiers, their adjustment by an
// index clause, and what a volume reached together gives back (G-FRA). All of it is exact;
// a line is rounded once, a price to six places, half away from zero.
package pricing

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// ErrTiers: steps do not rise in quantity, their prices do not fall, or it is not said
// how they count.
var ErrTiers = fault.New(fault.Invalid, "pricing.tiers-invalid", fault.Rule("G-FRA"))

// Mode says what a step's price is for.
type Mode string

// The modes. A rate without steps has none.
const (
	// Marginal: what is above the step costs the step's price, what is below stays as it was.
	Marginal Mode = "marginal"
	// AllUnit: from the step's quantity on all of it costs the step's price.
	AllUnit Mode = "all-unit"
)

// Basis says which quantity reaches a step.
type Basis string

// The bases.
const (
	// PerCallOff: that of the call-off's line.
	PerCallOff Basis = "call-off"
	// PerContract: that of all members together since the contract began.
	PerContract Basis = "contract"
)

// Rate is what an item costs: a price from the first unit on and, where tiers were
// agreed, the steps at which it falls.
type Rate struct {
	Price money.Price
	Tiers
}

// Tiers are the steps of a rate and how they count; the zero value is none.
type Tiers struct {
	Mode  Mode
	Basis Basis
	Steps []Step
}

// Step is a quantity and the price that begins there.
type Step struct {
	From  quantity.Quantity
	Price money.Price
}

// mostSteps is how many steps a rate may have.
const mostSteps = 20

// Check fails with ErrTiers at the step that is wrong.
func (r Rate) Check() error {
	if len(r.Steps) == 0 {
		if r.Mode != "" || r.Basis != "" {
			return ErrTiers.At("tiers")
		}
		return nil
	}
	switch {
	case r.Mode != Marginal && r.Mode != AllUnit:
		return ErrTiers.At("tiers.mode")
	case r.Basis != PerCallOff && r.Basis != PerContract:
		return ErrTiers.At("tiers.basis")
	case len(r.Steps) > mostSteps:
		return ErrTiers.At("tiers.steps")
	}
	before := Step{Price: r.Price}
	for i, step := range r.Steps {
		if step.From.Cmp(before.From) <= 0 || step.Price.Cmp(before.Price) >= 0 {
			return ErrTiers.At("tiers.steps." + strconv.Itoa(i))
		}
		before = step
	}
	return nil
}

// Equal reports whether both charge the same, whatever is wanted.
func (r Rate) Equal(other Rate) bool {
	return r.Mode == other.Mode && r.Basis == other.Basis && r.Price.Cmp(other.Price) == 0 &&
		slices.EqualFunc(r.Steps, other.Steps, func(a, b Step) bool { return a.From.Cmp(b.From) == 0 && a.Price.Cmp(b.Price) == 0 })
}

// At is the unit price that a volume reaches.
func (r Rate) At(volume quantity.Quantity) money.Price {
	price := r.Price
	for _, step := range r.Steps {
		if volume.Cmp(step.From) < 0 {
			break
		}
		price = step.Price
	}
	return price
}

// Band is a quantity at one price.
type Band struct {
	Quantity quantity.Quantity
	Price    money.Price
}

// Charge is what a quantity costs, and how that came about.
type Charge struct {
	Bands []Band
	// Price is that of a unit; where bands have several, their mean to six places.
	Price money.Price
	Total money.Amount // of all bands, rounded once
}

// Derivation writes the charge out: "10 × 100.00 + 5 × 95.00".
func (c Charge) Derivation() string {
	terms := make([]string, len(c.Bands))
	for i, band := range c.Bands {
		terms[i] = band.Quantity.String() + " × " + band.Price.String()
	}
	return strings.Join(terms, " + ")
}

// For charges a quantity when so much of the item was called off under the contract before.
func (r Rate) For(before, wanted quantity.Quantity) Charge {
	if r.Basis != PerContract {
		before = quantity.Quantity{}
	}
	if r.Mode == Marginal {
		return Charged(wanted, r.bands(before, before.Add(wanted)))
	}
	return Charged(wanted, []Band{{Quantity: wanted, Price: r.At(before.Add(wanted))}})
}

// bands cuts what lies above from, up to to, at the steps.
func (r Rate) bands(from, to quantity.Quantity) []Band {
	var bands []Band
	price := r.Price
	cut := func(at quantity.Quantity) {
		if at.Cmp(to) > 0 {
			at = to
		}
		if width, ok := at.Sub(from); ok && !width.IsZero() {
			bands, from = append(bands, Band{Quantity: width, Price: price}), at
		}
	}
	for _, step := range r.Steps {
		cut(step.From)
		price = step.Price
	}
	cut(to)
	return bands
}

// Charged adds the bands up, rounding once.
func Charged(wanted quantity.Quantity, bands []Band) Charge {
	sum := decimal.Zero
	for _, band := range bands {
		sum = sum.Add(band.Quantity.Decimal().Mul(band.Price.Decimal()))
	}
	c := Charge{Bands: bands, Total: must(money.FromDecimal(sum.Round(2)))}
	switch {
	case len(bands) == 1:
		c.Price = bands[0].Price
	case len(bands) > 1:
		c.Price = must(money.PriceFromDecimal(sum.DivRound(wanted.Decimal(), pricePlaces)))
	}
	return c
}

// pricePlaces is how fine a price is.
const pricePlaces = 6

// must is for what was just rounded to the places that are allowed.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Next is the step ahead of a quantity: how much is missing, what all of it would cost
// with that, and what each unit would cost less than now.
type Next struct {
	From    quantity.Quantity
	Missing quantity.Quantity
	Price   money.Price  // of the step
	Total   money.Amount // of what is wanted and missing
	// Saves is what the present rate would cost for as much, less what it costs with the step.
	Saves money.Amount
}

// Ahead finds the next step for a quantity; false where there is none.
func (r Rate) Ahead(before, wanted quantity.Quantity) (Next, bool) {
	reached := wanted
	if r.Basis == PerContract {
		reached = before.Add(wanted)
	}
	i := slices.IndexFunc(r.Steps, func(s Step) bool { return s.From.Cmp(reached) > 0 })
	if i < 0 {
		return Next{}, false
	}
	step := r.Steps[i]
	missing, _ := step.From.Sub(reached)
	without := r
	without.Steps = r.Steps[:i]
	total := r.For(before, wanted.Add(missing)).Total
	return Next{
		From: step.From, Missing: missing, Price: step.Price, Total: total,
		Saves: without.For(before, wanted.Add(missing)).Total.Sub(total),
	}, true
}

// Times multiplies every price by a factor, rounding each once to six places. It fails
// with ErrTiers where steps would fall together by that, and with
// money.ErrPriceMalformed for prices beyond all measure.
func (r Rate) Times(factor split.Ratio) (Rate, error) {
	scaled := r
	var err error
	if scaled.Price, err = times(r.Price, factor); err != nil {
		return Rate{}, err
	}
	scaled.Steps = slices.Clone(r.Steps)
	for i := range scaled.Steps {
		if scaled.Steps[i].Price, err = times(r.Steps[i].Price, factor); err != nil {
			return Rate{}, err
		}
	}
	return scaled, scaled.Check()
}

func times(price money.Price, factor split.Ratio) (money.Price, error) {
	return money.ParsePrice(fixed(split.RatioOf(price.Decimal()).Mul(factor), pricePlaces))
}
