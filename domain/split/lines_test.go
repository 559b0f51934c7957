package split_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// lineOf makes a line of so many units from weights between spaces.
func lineOf(units, weights string) split.Line {
	line := split.Line{Units: whole(units)}
	for w := range strings.FieldsSeq(weights) {
		line.Weights = append(line.Weights, whole(w))
	}
	return line
}

func linesOf(count int, units, weights string) []split.Line {
	lines := make([]split.Line, count)
	for j := range lines {
		lines[j] = lineOf(units, weights)
	}
	return lines
}

func totals(f split.Fit) string {
	texts := make([]string, len(f.Members))
	for i, m := range f.Members {
		texts[i] = m.Units.String()
	}
	return strings.Join(texts, " ")
}

func TestFitLines(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []split.Line
		want  string
	}{
		{"a hundred cents, each a line: nobody pays them all", linesOf(100, "1", "1 1 1"), "34 33 33"},
		{"the same as credits", linesOf(100, "-1", "1 1 1"), "-34 -33 -33"},
		{"a cent for two and a cent for two others cannot both go to the first two", []split.Line{lineOf("1", "1 1 0 0"), lineOf("1", "0 0 1 1")}, "1 0 1 0"},
		{"a line somebody has no part in", []split.Line{lineOf("1", "1 1 1"), lineOf("100", "0 1 1")}, "1 50 50"},
		{"a credit beside charges", []split.Line{lineOf("100", "1 1 1"), lineOf("-50", "1 1 1")}, "17 17 16"},
		{"lines that cancel out", []split.Line{lineOf("1", "1 1"), lineOf("-1", "1 1")}, "0 0"},
		{"one line is a split", []split.Line{lineOf("99", "75 25")}, "74 25"},
		{"a line of nothing for nobody", []split.Line{lineOf("0", "0 0"), lineOf("3", "1 1")}, "2 1"},
		{"no line", nil, "0 0"},
		{"numbers beyond 64 bits", linesOf(2, "100000000000000000000000000001", "1 3"), "50000000000000000000000000001 150000000000000000000000000001"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := 2
			if len(c.lines) > 0 {
				n = len(c.lines[0].Weights)
			}
			fit, err := split.FitLines(numbered(n), c.lines)
			if err != nil {
				t.Fatal(err)
			}
			if got := totals(fit); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if why := addsUp(fit, c.lines); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestAMemberPassedByIsNamed(t *testing.T) {
	fit, err := split.FitLines(numbered(4), []split.Line{lineOf("1", "1 1 0 0"), lineOf("1", "0 0 1 1")})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct{ extra, passedBy bool }{{true, false}, {false, true}, {true, false}, {false, false}} {
		if m := fit.Members[i]; m.Extra != want.extra || m.PassedBy != want.passedBy || m.Floor.Sign() != 0 || m.Remainder.String() != "1" {
			t.Errorf("member %d: %+v, want %+v", i, m, want)
		}
	}
	if fit.Left != 2 || fit.Denominator.String() != "2" || fit.Total.String() != "2" || fit.Rule != "controlled-rounding" || fit.Version != 1 {
		t.Errorf("head: %+v", fit)
	}
}

func TestFitLinesRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  []string
		lines []split.Line
		want  error
		field string
	}{
		{"no member", nil, nil, split.ErrNoPositiveWeight, ""},
		{"a member twice", []string{"b", "a", "b"}, linesOf(1, "1", "1 1 1"), split.ErrDuplicateKey, ""},
		{"a member without a key", []string{""}, linesOf(1, "1", "1"), split.ErrKeyMissing, ""},
		{"a line nobody bears", numbered(2), []split.Line{lineOf("1", "1 1"), lineOf("1", "0 0")}, split.ErrNoPositiveWeight, "lines.1"},
		{"half a cent", numbered(1), []split.Line{lineOf("0.5", "1"), lineOf("0.5", "1")}, split.ErrFinerThanMinorUnit, "lines.0"},
		{"a negative weight", numbered(2), linesOf(1, "1", "2 -1"), split.ErrNegativeWeight, "lines.0"},
		{"a weight that would fill the memory", numbered(1), linesOf(1, "1", "1e4097"), split.ErrOutOfRange, "lines.0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := split.FitLines(c.keys, c.lines)
			f, _ := fault.Of(err)
			if !errors.Is(err, c.want) || f.Field() != c.field {
				t.Errorf("got %v, want %v at %q", err, c.want, c.field)
			}
		})
	}
	if _, err := split.FitLines(numbered(3), linesOf(1, "1", "1 1")); err == nil {
		t.Error("two weights among three members are accepted")
	} else if _, isFault := fault.Of(err); isFault {
		t.Errorf("a mistake of the program is told as a fault: %v", err)
	}
}

// Property 38: line sums exact, every cell and every member's total its exact value
// rounded down or up, and the totals those that a search through all tables finds.
func TestFittedLinesEqualTheBestOfAllTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members, count := rapid.IntRange(1, 5).Draw(t, "members"), rapid.IntRange(1, 4).Draw(t, "lines")
		keys := rapid.Permutation(numbered(members)).Draw(t, "keys")
		lines := drawLines(t, members, count)
		fit, err := split.FitLines(keys, lines)
		if err != nil {
			t.Fatal(err)
		}
		if why := addsUp(fit, lines); why != "" {
			t.Fatal(why)
		}
		if got, want := totals(fit), bestTable(keys, lines); got != want {
			t.Fatalf("got %s, the best of all tables has %s", got, want)
		}
		if why := ignoresMembersOrder(fit, keys, lines); why != "" {
			t.Fatal(why)
		}
	})
}

// drawLines draws the lines of a document. In some, every line is for every second or
// third member only: there members are passed by.
func drawLines(t *rapid.T, members, count int) []split.Line {
	weights := rapid.SliceOfN(rapid.SampledFrom([]int64{0, 1, 1, 1, 1, 2, 7}), members*count, members*count).Draw(t, "weights")
	units := rapid.SliceOfN(rapid.Int64Range(-1, rapid.SampledFrom([]int64{1, 2, 12}).Draw(t, "most")), count, count).Draw(t, "units")
	apart := min(members, rapid.IntRange(1, 3).Draw(t, "apart"))
	lines := make([]split.Line, count)
	for j := range lines {
		first := rapid.IntRange(0, apart-1).Draw(t, "first")
		row := weights[j*members : (j+1)*members]
		row[first] = max(1, row[first])
		lines[j].Units = decimal.NewFromInt(units[j])
		lines[j].Weights = make([]decimal.Decimal, members)
		for i := first; i < members; i += apart {
			lines[j].Weights[i] = decimal.NewFromInt(row[i])
		}
	}
	return lines
}

// Property 38 for documents too large to try every table: with the same weights in
// all lines and with others.
func TestLongDocumentsAddUp(t *testing.T) {
	for _, size := range []struct{ lines, members int }{{3, 11_000}, {100, 50}, {1_000, 7}, {2, 1_000}} {
		for _, same := range []bool{true, false} {
			t.Run(fmt.Sprintf("%d lines, %d members, same weights %v", size.lines, size.members, same), func(t *testing.T) {
				lines := randomLines(rand.New(rand.NewPCG(3, 8)), size.lines, size.members, same)
				fit, err := split.FitLines(numbered(size.members), lines)
				if err != nil {
					t.Fatal(err)
				}
				if why := addsUp(fit, lines); why != "" {
					t.Error(why)
				}
			})
		}
	}
}

func BenchmarkFitLines(b *testing.B) {
	for _, size := range []struct{ lines, members int }{{3, 11_000}, {100, 50}} {
		for _, same := range []bool{true, false} {
			b.Run(fmt.Sprintf("%dx%d/same=%v", size.lines, size.members, same), func(b *testing.B) {
				lines, keys := randomLines(rand.New(rand.NewPCG(3, 8)), size.lines, size.members, same), numbered(size.members)
				for b.Loop() {
					if _, err := split.FitLines(keys, lines); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func randomLines(random *rand.Rand, count, members int, same bool) []split.Line {
	lines := make([]split.Line, count)
	for j := range lines {
		lines[j].Units = decimal.NewFromInt(random.Int64N(10_000_000))
		if same && j > 0 {
			lines[j].Weights = lines[0].Weights
			continue
		}
		for range members {
			lines[j].Weights = append(lines[j].Weights, decimal.NewFromInt(random.Int64N(3)*random.Int64N(100_000)))
		}
		lines[j].Weights[j%members] = decimal.NewFromInt(1)
	}
	return lines
}

// addsUp says what is wrong with the sums of a table, or with its cells.
func addsUp(fit split.Fit, lines []split.Line) string {
	total := decimal.Zero
	columns := make([]decimal.Decimal, len(fit.Members))
	for j, row := range fit.Cells {
		sum, weights := decimal.Zero, decimal.Zero
		for _, w := range lines[j].Weights {
			weights = weights.Add(w)
		}
		for i, cell := range row {
			sum, columns[i] = sum.Add(cell), columns[i].Add(cell)
			off := cell.Mul(weights).Sub(lines[j].Units.Mul(lines[j].Weights[i])).Abs()
			if off.Sign() != 0 && off.Cmp(weights) >= 0 || !cell.IsInteger() {
				return fmt.Sprintf("cell %d of line %d is %s, a unit or more off", i, j, cell)
			}
		}
		if !sum.Equal(lines[j].Units) {
			return fmt.Sprintf("line %d sums to %s instead of %s", j, sum, lines[j].Units)
		}
		total = total.Add(sum)
	}
	given := 0
	for i, m := range fit.Members {
		floor := m.Floor
		if m.Extra {
			floor, given = floor.Add(decimal.NewFromInt(1)), given+1
		}
		if total.Sign() < 0 {
			floor = floor.Neg()
		}
		if !m.Units.Equal(columns[i]) || !m.Units.Equal(floor) {
			return fmt.Sprintf("member %d has %s, its cells sum to %s: %+v", i, m.Units, columns[i], m)
		}
		if m.Remainder.Sign() < 0 || m.Remainder.Cmp(fit.Denominator) >= 0 || m.Extra && (m.PassedBy || m.Remainder.Sign() == 0) {
			return fmt.Sprintf("member %d: %+v of %s", i, m, fit.Denominator)
		}
	}
	if !fit.Total.Equal(total) || given != fit.Left {
		return fmt.Sprintf("total %s of %s, %d units of %d given", fit.Total, total, given, fit.Left)
	}
	return ""
}

// ignoresMembersOrder fits the same lines with the members the other way round.
func ignoresMembersOrder(fit split.Fit, keys []string, lines []split.Line) string {
	turned := make([]split.Line, len(lines))
	for j, line := range lines {
		turned[j] = split.Line{Units: line.Units, Weights: slices.Clone(line.Weights)}
		slices.Reverse(turned[j].Weights)
	}
	keys = slices.Clone(keys)
	slices.Reverse(keys)
	again, err := split.FitLines(keys, turned)
	if err != nil {
		return err.Error()
	}
	for j, row := range again.Cells {
		slices.Reverse(row)
		if !slices.EqualFunc(row, fit.Cells[j], decimal.Decimal.Equal) {
			return fmt.Sprintf("line %d is %v, with the members in another order %v", j, fit.Cells[j], row)
		}
	}
	return ""
}

// bestTable goes through all tables of whole units that lie within a unit of the
// exact one and have its sums, and returns the members' totals of the one that the
// largest remainders prefer.
func bestTable(keys []string, lines []split.Line) string {
	s := newTableSearch(keys, lines)
	s.line(0)
	texts := make([]string, len(keys))
	for i := range keys {
		texts[i] = decimal.NewFromInt(s.sign * int64(s.best[i])).String()
	}
	return strings.Join(texts, " ")
}

type tableSearch struct {
	sign  int64
	exact [][]*big.Rat
	units []int
	quota []*big.Rat
	order []int // members by falling remainder of their quota, then by key
	sums  []int // of the table being tried
	best  []int
}

func newTableSearch(keys []string, lines []split.Line) *tableSearch {
	s := &tableSearch{sign: 1, sums: make([]int, len(keys)), quota: make([]*big.Rat, len(keys))}
	total := decimal.Zero
	for _, line := range lines {
		total = total.Add(line.Units)
	}
	if total.Sign() < 0 {
		s.sign = -1
	}
	for i := range keys {
		s.quota[i], s.order = new(big.Rat), append(s.order, i)
	}
	for j, line := range lines {
		sum := new(big.Rat)
		for _, w := range line.Weights {
			sum.Add(sum, w.Rat())
		}
		s.units = append(s.units, int(s.sign*line.Units.IntPart()))
		s.exact = append(s.exact, nil)
		for i, w := range line.Weights {
			cell := new(big.Rat).SetInt64(int64(s.units[j]))
			cell.Mul(cell, new(big.Rat).Quo(w.Rat(), sum))
			s.exact[j] = append(s.exact[j], cell)
			s.quota[i].Add(s.quota[i], cell)
		}
	}
	slices.SortFunc(s.order, func(a, b int) int {
		return cmp.Or(restOf(s.quota[b]).Cmp(restOf(s.quota[a])), strings.Compare(keys[a], keys[b]))
	})
	return s
}

// line tries every way to round the cells of a line, and then those after it.
func (s *tableSearch) line(j int) {
	if j == len(s.exact) {
		s.consider()
		return
	}
	s.cell(j, 0, s.units[j])
}

func (s *tableSearch) cell(j, i, left int) {
	if i == len(s.quota) {
		if left == 0 {
			s.line(j + 1)
		}
		return
	}
	floor := floorOf(s.exact[j][i])
	for _, up := range []int{0, 1} {
		if up == 1 && s.exact[j][i].IsInt() {
			continue
		}
		s.sums[i] += floor + up
		s.cell(j, i+1, left-floor-up)
		s.sums[i] -= floor + up
	}
}

// consider keeps the totals if they are floors or ceilings, and better than the best.
func (s *tableSearch) consider() {
	for i, sum := range s.sums {
		off := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(sum)), s.quota[i])
		if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
			return
		}
	}
	better := s.best == nil
	for _, i := range s.order {
		if better || s.sums[i] != s.best[i] {
			better = better || s.sums[i] > s.best[i]
			break
		}
	}
	if better {
		s.best = slices.Clone(s.sums)
	}
}

func floorOf(r *big.Rat) int {
	return int(new(big.Int).Div(r.Num(), r.Denom()).Int64())
}

func restOf(r *big.Rat) *big.Rat {
	return new(big.Rat).Sub(r, new(big.Rat).SetInt64(int64(floorOf(r))))
}
