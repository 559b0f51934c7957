package billing

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Figure is one of the three figures of a line that splits lead to.
type Figure string

// The figures.
const (
	FigureShare   Figure = "share"
	FigureVAT     Figure = "vat"
	FigureGranted Figure = "granted"
)

var figures = []Figure{FigureShare, FigureVAT, FigureGranted}

// Held says that a share is not the formula's but was set by something before it.
type Held string

// What holds a share.
const (
	NotHeld    Held = ""
	HeldFloor  Held = "floor"
	HeldCap    Held = "cap"
	HeldAmount Held = "amount" // agreed or typed in
	HeldByRun  Held = "run"    // by several splits together, which the run tells
)

// Derivation tells how the figures of a line came about, so that an auditor can follow
// them with pencil and paper. The zero value says that nothing was split.
type Derivation struct {
	Allocation string // the id of the run
	Rule       string // "largest-remainder 1"
	InputHash  string
	Steps      []Step // in order; those of a figure that are no stages sum to the line's
}

// Step is one split, seen from one share of it:
//
//	floor * WeightSum + remainder = |Total in cents| * weight
//	target = floor, plus one cent if extra, with the sign of the total
//	figure of the line = target - Posted
//
// Where a bound or an agreed amount holds the share, that is the target, and floor,
// remainder and extra mean nothing.
type Step struct {
	Figure    Figure
	Label     string       // what was split: "Gruppe Landkreise", or empty for the pool's costs
	Total     money.Amount // what was split
	WeightSum decimal.Decimal
	Source    string     // of the weight: "population 2024"
	AsOf      period.Day // of the weight
	Share     split.Share
	Held      Held
	Posted    money.Amount // of the target, what earlier runs charged
	Stage     bool         // it leads to a later step and adds nothing by itself
}

// Target is what the member bears of the total, before what was posted earlier.
func (s Step) Target() money.Amount { return s.Share.Amount() }

// Result is what the step adds to the member's account.
func (s Step) Result() money.Amount { return s.Target().Sub(s.Posted) }

// Explain puts derivations beside the lines of an issued document, in their order. It
// fails with ErrDerivation or ErrText where one does not lead to what the line says.
func (d Document) Explain(derivations []Derivation) (Document, error) {
	d.Lines = slices.Clone(d.Lines)
	for i := range d.Lines {
		if err := derivations[i].check(d.Lines[i]); err != nil {
			return Document{}, fault.Under(err, "lines."+strconv.Itoa(i))
		}
		d.Lines[i].Derivation = derivations[i]
	}
	return d, nil
}

// check fails with ErrDerivation unless each step holds and each figure that has steps
// is what these lead to. A line with no steps was not split.
func (d Derivation) check(l Line) error {
	sums := map[Figure]money.Amount{}
	for _, s := range d.Steps {
		if !slices.Contains(figures, s.Figure) || !s.holds() {
			return ErrDerivation
		}
		if s.Label != "" && !isText(s.Label) || s.Source != "" && !isLine(s.Source, longestSource) {
			return ErrText.At("derivation")
		}
		if !s.Stage {
			sums[s.Figure] = sums[s.Figure].Add(s.Result())
		}
	}
	for figure, want := range map[Figure]money.Amount{FigureShare: l.Share, FigureVAT: l.VAT, FigureGranted: l.Granted} {
		if got, derived := sums[figure]; derived && got.Cmp(want) != 0 {
			return ErrDerivation.With("figure", string(figure))
		}
	}
	return nil
}

// holds is the arithmetic of the step. Floors and weights may be below zero where a
// quota runs against the total (cumulative runs); remainders never are.
func (s Step) holds() bool {
	if !s.Share.Units.IsInteger() {
		return false
	}
	if s.Held != NotHeld {
		return slices.Contains([]Held{HeldFloor, HeldCap, HeldAmount, HeldByRun}, s.Held)
	}
	units := s.Share.Floor
	if s.Share.Extra {
		units = units.Add(decimal.NewFromInt(1))
	}
	if s.Total.Sign() < 0 {
		units = units.Neg()
	}
	cents := s.Total.Decimal().Shift(2).Abs()
	below := s.Share.Remainder.Cmp(s.WeightSum) < 0 || s.WeightSum.IsZero() && s.Share.Remainder.IsZero()
	return s.Share.Floor.IsInteger() && s.Share.Remainder.Sign() >= 0 && below && s.Share.Units.Equal(units) &&
		s.Share.Floor.Mul(s.WeightSum).Add(s.Share.Remainder).Equal(cents.Mul(s.Share.Weight))
}

// neg is the derivation of a credit note: the same split of the opposite total.
func (d Derivation) neg() Derivation {
	d.Steps = slices.Clone(d.Steps)
	for i := range d.Steps {
		s := &d.Steps[i]
		s.Total, s.Posted, s.Share.Units = s.Total.Neg(), s.Posted.Neg(), s.Share.Units.Neg()
	}
	return d
}
