package split

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// LinesRule and LinesVersion name how the lines of a document were fitted to its total.
const (
	LinesRule    = "controlled-rounding"
	LinesVersion = 1
)

// errNoTable is no fault: there is always a table, so that this program is wrong.
var errNoTable = errors.New("split: no table fits the lines of the document")

// Line is one line of a document: what it costs, in minor units, and what every
// member weighs in it, in the order of the members.
type Line struct {
	Units   decimal.Decimal
	Weights []decimal.Decimal
}

// Fit is a document of which the lines and the members both add up.
type Fit struct {
	Rule        string
	Version     int
	Total       decimal.Decimal     // of all lines, in minor units
	Denominator decimal.Decimal     // of every member's exact quota
	Left        int                 // units that the floors of the quotas left over
	Members     []MemberTotal       // in the order of the members given
	Cells       [][]decimal.Decimal // what a line costs a member: by line, then by member
}

// MemberTotal is what one member bears of a whole document and why. Floor +
// Remainder/Denominator is its exact quota of the total without its sign; Floor is
// below zero where lines of the other sign outweigh.
type MemberTotal struct {
	Key       string
	Floor     decimal.Decimal
	Remainder decimal.Decimal // in parts of the Denominator, from zero to below it
	Extra     bool            // one of the units left went to this member
	PassedBy  bool            // it would have been this member's turn, but no table has that
	Units     decimal.Decimal // Floor, plus one if Extra, with the sign of the total
}

// FitLines splits every line of a document among the members with these keys so
// that the lines sum to what they cost, the members to the document's total, and
// both to the same table (controlled rounding). Every cell is its exact value
// t*w/W rounded down or up, every member's total the exact sum of its cells
// rounded down or up. Of such totals those are taken which the largest remainders
// demand: the units that the floors of the totals leave over are offered, one each,
// to the members with the largest remainders, among equal ones to the smaller key;
// who cannot have one, because no table with it exists, is passed by. With the same
// weights in all lines this is mostly the split of the document's total; with other
// weights it may not be: 0.01 for members 1 and 2 and 0.01 for 3 and 4 cannot
// become 0.01 each for 1 and 2.
//
// Why this is well defined: exact values are a table in fractions, so that one in
// whole units exists (flows have integral solutions); and the sets of members that
// can have their unit together are the bases of a matroid, so that taking whom one
// can, in the order of the remainders, ends with the greatest sum of remainders and
// never in a dead end. See matching.go for how it is done.
//
// Of the tables with these totals one is chosen that depends on the order of the
// lines and on the keys, not on the order of the members. A document with a negative
// total is the mirror image of the one with all signs changed.
//
// It fails with the faults of Units, at lines.N where a line is at fault. Another
// number of weights in a line than of keys is an error of the caller.
func FitLines(keys []string, lines []Line) (Fit, error) {
	if len(keys) == 0 {
		return Fit{}, ErrNoPositiveWeight
	}
	byKey, err := keyOrder(keys)
	if err != nil {
		return Fit{}, err
	}
	d, err := readDocument(keys, lines)
	if err != nil {
		return Fit{}, err
	}
	d.rank = ranks(len(keys), byKey)
	d.computeQuotas()
	if err := d.round(keys); err != nil {
		return Fit{}, err
	}
	return d.fit(keys), nil
}

// document is a table on its way from exact values to whole units. The signs of
// all lines are changed where the total is negative.
type document struct {
	members   int
	rank      []int // of the members, by their keys; the matching knows them by it
	negative  bool
	total     *big.Int
	lines     []exactLine
	common    *big.Int // the common denominator of all lines
	floors    []big.Int
	remainder []big.Int // of the members' quotas, over common
	sure      []int     // by member: how many of its cells must be rounded up for the floor of its quota
	left      int
	extra     []bool
	passedBy  []bool
	matching  *matching
}

type exactLine struct {
	units   *big.Int
	weights weights
	floors  []big.Int // of the cells
}

// readDocument checks the lines and brings the total to a sign that is not negative.
func readDocument(keys []string, lines []Line) (*document, error) {
	d := &document{members: len(keys), total: new(big.Int), lines: make([]exactLine, len(lines))}
	for j, line := range lines {
		read, err := readLine(keys, line)
		if f, ok := fault.Of(err); ok {
			return nil, f.At(fmt.Sprintf("lines.%d", j))
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", j, err)
		}
		d.lines[j] = read
		d.total.Add(d.total, read.units)
	}
	if d.total.Sign() < 0 {
		d.negative = true
		d.total.Neg(d.total)
		for _, line := range d.lines {
			line.units.Neg(line.units)
		}
	}
	return d, nil
}

func readLine(keys []string, line Line) (exactLine, error) {
	if len(line.Weights) != len(keys) {
		return exactLine{}, fmt.Errorf("%d weights among %d members", len(line.Weights), len(keys))
	}
	units, err := wholeUnits(line.Units)
	if err != nil {
		return exactLine{}, err
	}
	members := make([]Member, len(keys))
	for i, key := range keys {
		members[i] = Member{Key: key, Weight: line.Weights[i]}
	}
	w, err := commonScale(members)
	if err != nil {
		return exactLine{}, err
	}
	if w.sum.Sign() == 0 && units.Sign() != 0 {
		return exactLine{}, ErrNoPositiveWeight
	}
	return exactLine{units: units, weights: w}, nil
}

// computeQuotas rounds the exact cells and the exact totals of the members down,
// and notes which cells can be rounded up: those that are not whole.
func (d *document) computeQuotas() {
	d.common = commonMultiple(d.lines)
	d.matching = newMatching(len(d.lines), d.members)
	d.floors, d.remainder = make([]big.Int, d.members), make([]big.Int, d.members)
	for j := range d.lines {
		d.roundDown(j)
	}
	d.sure = make([]int, d.members)
	left := new(big.Int).Set(d.total)
	var whole big.Int
	for i := range d.members {
		whole.QuoRem(&d.remainder[i], d.common, &d.remainder[i])
		d.sure[i] = int(whole.Int64()) // at most the number of lines
		d.floors[i].Add(&d.floors[i], &whole)
		left.Sub(left, &d.floors[i])
	}
	d.left = int(left.Int64()) // below the number of members
}

// roundDown adds the line's floors and remainders to those of the members.
func (d *document) roundDown(j int) {
	line := &d.lines[j]
	line.floors = make([]big.Int, d.members)
	if line.weights.sum.Sign() == 0 {
		return
	}
	var remainder, factor big.Int
	factor.Quo(d.common, line.weights.sum)
	need := new(big.Int).Set(line.units)
	for i, w := range line.weights.scaled {
		floor := &line.floors[i]
		floor.DivMod(floor.Mul(line.units, w), line.weights.sum, &remainder) // down, also below zero
		need.Sub(need, floor)
		d.floors[i].Add(&d.floors[i], floor)
		if remainder.Sign() > 0 {
			d.matching.allow(j, d.rank[i])
			d.remainder[i].Add(&d.remainder[i], remainder.Mul(&remainder, &factor))
		}
	}
	d.matching.need[j] = int(need.Int64()) // below the number of members
}

// round gives the floors of the members' totals their units in some lines, then
// offers the units left in the order of the remainders.
func (d *document) round(keys []string) error {
	d.extra, d.passedBy = make([]bool, d.members), make([]bool, d.members)
	order := make([]int, d.members)
	for i, r := range d.rank {
		order[r] = i
	}
	for _, i := range order {
		if !d.matching.serve(d.rank[i], d.sure[i]) {
			return fmt.Errorf("%w: member %q", errNoTable, keys[i])
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(d.remainder[b].Cmp(&d.remainder[a]), cmp.Compare(d.rank[a], d.rank[b]))
	})
	given := 0
	for _, i := range order {
		if given == d.left || d.remainder[i].Sign() == 0 {
			break
		}
		d.extra[i] = d.matching.serve(d.rank[i], 1)
		d.passedBy[i] = !d.extra[i]
		if d.extra[i] {
			given++
		}
	}
	if given != d.left {
		return fmt.Errorf("%w: %d units of %d given", errNoTable, given, d.left)
	}
	return nil
}

// fit writes the table down and puts the sign back.
func (d *document) fit(keys []string) Fit {
	f := Fit{
		Rule: LinesRule, Version: LinesVersion, Total: d.signed(d.total, false),
		Denominator: decimal.NewFromBigInt(d.common, 0), Left: d.left,
		Members: make([]MemberTotal, d.members), Cells: make([][]decimal.Decimal, len(d.lines)),
	}
	for i, key := range keys {
		f.Members[i] = MemberTotal{
			Key: key, Extra: d.extra[i], PassedBy: d.passedBy[i],
			Floor: decimal.NewFromBigInt(&d.floors[i], 0), Remainder: decimal.NewFromBigInt(&d.remainder[i], 0),
			Units: d.signed(&d.floors[i], d.extra[i]),
		}
	}
	for j := range d.lines {
		f.Cells[j] = make([]decimal.Decimal, d.members)
		for i := range f.Cells[j] {
			f.Cells[j][i] = d.signed(&d.lines[j].floors[i], d.matching.up[j].has(d.rank[i]))
		}
	}
	return f
}

func (d *document) signed(floor *big.Int, extra bool) decimal.Decimal {
	units := new(big.Int).Set(floor)
	if extra {
		units.Add(units, big.NewInt(1))
	}
	if d.negative {
		units.Neg(units)
	}
	return decimal.NewFromBigInt(units, 0)
}

// commonMultiple is the least one of the sums of weights, 1 if there are none.
func commonMultiple(lines []exactLine) *big.Int {
	multiple := big.NewInt(1)
	var divisor big.Int
	for _, line := range lines {
		own := line.weights.sum
		if own.Sign() > 0 && divisor.Rem(multiple, own).Sign() != 0 {
			divisor.GCD(nil, nil, multiple, own)
			multiple.Mul(multiple, divisor.Quo(own, &divisor))
		}
	}
	return multiple
}

// ranks are the places of the members in the order of their keys.
func ranks(members int, byKey []int32) []int {
	rank := make([]int, members)
	for i := range rank {
		rank[i] = i
	}
	for r, place := range byKey {
		rank[place] = r
	}
	return rank
}
