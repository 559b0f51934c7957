package pricing

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Faults of index clauses.
var (
	// ErrClause: a clause cannot be agreed like this; the field says what is wrong.
	ErrClause = fault.New(fault.Invalid, "pricing.clause-invalid", fault.Rule("G-FRA"))
	// ErrPartsNotOne: the fixed part and the weights of the indices are not one together.
	ErrPartsNotOne = fault.New(fault.Invalid, "pricing.parts-not-one", fault.Rule("G-FRA"), fault.Field("parts"))
	// ErrIndexMissing: an index of the clause has no value in the month.
	ErrIndexMissing = fault.New(fault.Conflict, "pricing.index-missing", fault.Rule("G-FRA"))
	// ErrBelowTrigger: the prices would change by less than the clause asks for.
	ErrBelowTrigger = fault.New(fault.Conflict, "pricing.below-trigger", fault.Rule("G-FRA"))
	// ErrIndexExists: another index has that name.
	ErrIndexExists = fault.New(fault.Conflict, "pricing.index-exists", fault.Field("name"))
	// ErrIndexInvalid: an index or a value of it is incomplete; the field says which part.
	ErrIndexInvalid = fault.New(fault.Invalid, "pricing.index-invalid")
	// ErrIndexFinal: what was final does not become provisional again.
	ErrIndexFinal = fault.New(fault.Conflict, "pricing.index-final", fault.Rule("G-FRA"), fault.Field("provisional"))
	// ErrTooEarly: the interval since the last change is not over on that day.
	ErrTooEarly = fault.New(fault.Conflict, "pricing.interval-not-over", fault.Rule("G-FRA"))
)

// Index is a series of figures that somebody publishes; ID names it.
type Index struct{}

// IndexID names an index.
type IndexID = id.Of[Index]

// Clause is P = P0 × (a + Σ b·I(t)/I(0)) with a + Σ b = 1, and what holds it.
type Clause struct {
	Fixed    decimal.Decimal // a
	Parts    []Part
	Trigger  decimal.Decimal // percent that prices move at least, else nothing changes
	Interval int             // months between two changes at least
	// Bounds in percent, nil for none: of the price before all changes, and of the present one.
	Cap, Floor, StepCap, StepFloor *decimal.Decimal
}

// Part is an index with its weight b and what it was in the base month, I(0).
type Part struct {
	Index  IndexID
	Name   string
	Weight decimal.Decimal
	Base   decimal.Decimal
}

// Value is what an index was in a month, I(t).
type Value struct {
	Index       IndexID
	Month       period.Day
	Value       decimal.Decimal
	Provisional bool
}

var (
	one     = decimal.NewFromInt(1)
	hundred = decimal.NewFromInt(100)
)

// mostParts is how many indices a clause may have, longestInterval how many months it may wait.
const (
	mostParts       = 10
	longestInterval = 120
)

// Check fails with ErrClause or ErrPartsNotOne.
func (c Clause) Check() error {
	if c.Fixed.Sign() < 0 || !fits(c.Fixed, 6) {
		return ErrClause.At("fixedPart")
	}
	if len(c.Parts) == 0 || len(c.Parts) > mostParts {
		return ErrClause.At("parts")
	}
	sum, seen := c.Fixed, map[IndexID]bool{}
	for i, part := range c.Parts {
		if part.Weight.Sign() <= 0 || !fits(part.Weight, 6) || part.Base.Sign() <= 0 || seen[part.Index] {
			return ErrClause.At("parts." + strconv.Itoa(i))
		}
		seen[part.Index], sum = true, sum.Add(part.Weight)
	}
	if !sum.Equal(one) {
		return ErrPartsNotOne.With("sum", sum.String())
	}
	return c.checkBounds()
}

func (c Clause) checkBounds() error {
	if c.Interval < 0 || c.Interval > longestInterval {
		return ErrClause.At("intervalMonths")
	}
	if c.Trigger.Sign() < 0 || c.Trigger.Cmp(hundred) > 0 || !fits(c.Trigger, 4) {
		return ErrClause.At("triggerPercent")
	}
	for _, bound := range []struct {
		field string
		value *decimal.Decimal
		most  decimal.Decimal
	}{
		{"cap", c.Cap, decimal.NewFromInt(999)}, {"floor", c.Floor, hundred},
		{"stepCap", c.StepCap, decimal.NewFromInt(999)}, {"stepFloor", c.StepFloor, hundred},
	} {
		if v := bound.value; v != nil && (v.Sign() < 0 || v.Cmp(bound.most) > 0 || !fits(*v, 4)) {
			return ErrClause.At(bound.field)
		}
	}
	return nil
}

func fits(d decimal.Decimal, places int32) bool { return d.Equal(d.Truncate(places)) }

// Bound is what held a factor back.
type Bound string

// The bounds.
const (
	Unbound     Bound = ""
	AtCap       Bound = "cap"
	AtFloor     Bound = "floor"
	AtStepCap   Bound = "step-cap"
	AtStepFloor Bound = "step-floor"
)

// Adjustment is what a clause makes of the values of its indices: by what the prices
// before all changes are multiplied.
type Adjustment struct {
	Raw      split.Ratio // the formula's result
	Factor   split.Ratio // held by the bounds
	Standing split.Ratio // the factor before
	Bound    Bound
	Formula  string // filled in: "0.2 + 0.8 × 112.4/108.1 = … "
	Values   []Value
}

// Moved is the part of the present prices by which they move.
func (a Adjustment) Moved() split.Ratio { return a.Factor.Quo(a.Standing).Sub(ratio(one)) }

// Percent writes a part of something as a percentage of two places, for the eye.
func Percent(part split.Ratio) string { return fixed(part.Mul(ratio(hundred)), 2) }

// Provisional reports whether a value may still be corrected.
func (a Adjustment) Provisional() bool {
	return slices.ContainsFunc(a.Values, func(v Value) bool { return v.Provisional })
}

// Adjust computes the factor from the values, in whatever order they come. Standing is
// the factor that holds now, one where nothing was changed yet. It fails with
// ErrIndexMissing.
func (c Clause) Adjust(values []Value, standing split.Ratio) (Adjustment, error) {
	a := Adjustment{Raw: ratio(c.Fixed), Standing: standing}
	terms := []string{c.Fixed.String()}
	for _, part := range c.Parts {
		i := slices.IndexFunc(values, func(v Value) bool { return v.Index == part.Index })
		if i < 0 {
			return Adjustment{}, ErrIndexMissing.With("index", part.Name)
		}
		a.Values = append(a.Values, values[i])
		a.Raw = a.Raw.Add(ratio(part.Weight).Mul(ratio(values[i].Value)).Quo(ratio(part.Base)))
		terms = append(terms, part.Weight.String()+" × "+values[i].Value.String()+"/"+part.Base.String())
	}
	slices.SortFunc(a.Values, func(x, y Value) int { return cmp.Compare(x.Index, y.Index) })
	a.Formula = strings.Join(terms, " + ") + evaluation.Equals(a.Raw)
	a.Factor, a.Bound = c.held(a.Raw, standing)
	return a, nil
}

// held keeps a factor within the bounds: first those of a step, then those of the whole,
// which are never left.
func (c Clause) held(factor, standing split.Ratio) (split.Ratio, Bound) {
	bound := Unbound
	for _, b := range []struct {
		percent *decimal.Decimal
		sign    int64
		of      split.Ratio
		name    Bound
	}{
		{c.StepCap, 1, standing, AtStepCap}, {c.StepFloor, -1, standing, AtStepFloor},
		{c.Cap, 1, ratio(one), AtCap}, {c.Floor, -1, ratio(one), AtFloor},
	} {
		if b.percent == nil {
			continue
		}
		limit := b.of.Mul(ratio(hundred.Add(b.percent.Mul(decimal.NewFromInt(b.sign))))).Quo(ratio(hundred))
		if factor.Cmp(limit) == int(b.sign) {
			factor, bound = limit, b.name
		}
	}
	return factor, bound
}

// Triggers fails with ErrBelowTrigger where the prices would hardly move, or not at all.
func (c Clause) Triggers(a Adjustment) error {
	moved := a.Moved()
	if moved.Sign() < 0 {
		moved = moved.Neg()
	}
	if moved.IsZero() || moved.Mul(ratio(hundred)).Cmp(ratio(c.Trigger)) < 0 {
		return ErrBelowTrigger.With("change", Percent(a.Moved())).With("trigger", c.Trigger.String())
	}
	return nil
}

// Due fails with ErrTooEarly where a change from that day on comes before the interval
// since the last one, or since the base month, is over.
func (c Clause) Due(last, from period.Day) error {
	if first := last.AddMonths(c.Interval); from.Before(first) {
		return ErrTooEarly.At("validFrom").With("from", first.String())
	}
	return nil
}

var figureText = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,6})?$`)

// ParseFigure reads a weight or a percentage, "0.35"; it fails with ErrClause.
func ParseFigure(text string) (decimal.Decimal, error) {
	if !figureText.MatchString(text) {
		return decimal.Zero, ErrClause
	}
	return decimal.RequireFromString(text), nil
}

// ParseBound is ParseFigure, and nil for an empty text.
func ParseBound(text string) (*decimal.Decimal, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // there is no bound
	}
	figure, err := ParseFigure(text)
	return &figure, err
}

var indexText = regexp.MustCompile(`^[0-9]{1,8}(\.[0-9]{1,4})?$`)

// ParseIndexValue reads "112.4"; it fails with ErrIndexInvalid.
func ParseIndexValue(text string) (decimal.Decimal, error) {
	if !indexText.MatchString(text) {
		return decimal.Zero, ErrIndexInvalid.At("value")
	}
	value, err := decimal.NewFromString(text)
	if err != nil || value.IsZero() {
		return decimal.Zero, ErrIndexInvalid.At("value")
	}
	return value, nil
}

func ratio(d decimal.Decimal) split.Ratio { return split.RatioOf(d) }

// fixed writes a ratio to so many places, rounded half away from zero.
func fixed(r split.Ratio, places int) string {
	return new(big.Rat).SetFrac(r.Num(), r.Den()).FloatString(places)
}
