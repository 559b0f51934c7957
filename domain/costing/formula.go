package costing

import (
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/split"
)

// Formula is a share of the split with pencil and paper, in cents and without words:
//
//	2400000 × 118946 / 7998877 = 35689 rest 123456; 35689 + 1 = 35690
//
// It says that total × weight / sum of weights is the floor with the remainder behind
// "rest", and that the member got one of the cents left over. What then follows ends
// with the member's amount, net and before grants: × -1 puts the sign of a credit back,
// + the base amount, + what a grant gave off the top. In groups rounded per stage the
// total is what the group bears. Besides, there are
//
//	1200 × 5 = 6000 ≥ 4000; 4000                              held by a cap, ≤ by a floor: the level times the weight
//	100000/3 = 33333 rest 1; 33333 + 1 = 33334; 33334 - 30000 = 3334   the running quota less what was carried
//
// and nothing for who shares no more.
func (s Split) Formula(share Share) string {
	if share.Source == NoSource && s.Mode != Cumulative {
		return ""
	}
	var f formula
	switch {
	case s.Mode == Cumulative:
		f.running(share, s.Denominator, s.Split)
	case share.Held != split.NotHeld:
		f.held(share, s.Level, s.Total)
	default:
		total, sum := cents(s.Split), s.WeightSum
		if g, inGroup := s.group(share.Group); inGroup && s.perStage() {
			total, sum = g.Units, g.WeightSum
		}
		f.quota(total, sum, share.Share)
		f.add(like(share.Base, s.Total))
	}
	f.add(share.OffTop)
	return f.String()
}

// perStage reports whether the groups' shares were rounded.
func (s Split) perStage() bool { return s.Scheme.s.rounding == split.RoundedPerStage }

func (s Split) group(name string) (GroupShare, bool) {
	for _, g := range s.Groups {
		if g.Key == name {
			return g, true
		}
	}
	return GroupShare{}, false
}

// GroupFormula is what a group bears with pencil and paper, where groups are rounded;
// else it is empty.
func (s Split) GroupFormula(g GroupShare) string {
	if !s.perStage() {
		return ""
	}
	var f formula
	f.quota(cents(s.Split), s.WeightSum, g.Share)
	return f.String()
}

// formula is written from left to right; at is the figure that it has come to.
type formula struct {
	strings.Builder
	at decimal.Decimal
}

// quota is the floor, the extra cent and the sign.
func (f *formula) quota(total, sum decimal.Decimal, s split.Share) {
	if sum.IsZero() { // nothing was split
		f.write("0 = 0 rest 0")
		return
	}
	f.write(total.Abs().String() + " × " + s.Weight.String() + " / " + sum.String())
	f.floor(s)
}

func (f *formula) floor(s split.Share) {
	f.write(" = " + s.Floor.String() + " rest " + s.Remainder.String())
	f.at = s.Floor
	if s.Extra {
		f.at = s.Floor.Add(one)
		f.write("; " + s.Floor.String() + " + 1 = " + f.at.String())
	}
	if !f.at.Equal(s.Units) {
		f.at = s.Units
		f.write("; × -1 = " + s.Units.String())
	}
}

// held is the level times the weight, beyond the bound.
func (f *formula) held(s Share, level string, sign money.Amount) {
	than := " ≥ "
	if s.Held == split.HeldByFloor {
		than = " ≤ "
	}
	f.at = cents(s.Bound)
	if exact, err := split.ParseRatio(level); err == nil {
		exact = exact.Mul(split.RatioOf(hundred))
		f.write(exact.String() + " × " + s.Weight.String() + " = " + exact.Mul(split.RatioOf(s.Weight)).String() + than + f.at.String() + "; ")
	}
	f.write(f.at.String())
	if sign.Sign() < 0 {
		f.at = f.at.Neg()
		f.write("; × -1 = " + f.at.String())
	}
}

// running is the quota of the running total less what was carried.
func (f *formula) running(s Share, denominator decimal.Decimal, total money.Amount) {
	quota := s.Quota.Mul(split.RatioOf(denominator))
	if total.Sign() < 0 {
		quota = quota.Neg()
	}
	f.write(quota.String() + " / " + denominator.String())
	f.floor(s.Share)
	f.add(s.Carried.Neg())
}

// add writes a summand, unless it is zero.
func (f *formula) add(a money.Amount) {
	if a.IsZero() {
		return
	}
	operator, sum := " + ", f.at.Add(cents(a))
	if a.Sign() < 0 {
		operator = " - "
	}
	f.write("; " + f.at.String() + operator + cents(a).Abs().String() + " = " + sum.String())
	f.at = sum
}

func (f *formula) write(text string) { _, _ = f.WriteString(text) }

var one = decimal.NewFromInt(1)
