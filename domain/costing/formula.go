package costing

import (
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/split"
)

// Formula is a share with pencil and paper, in cents and without words:
//
//	2400000 × 118946 / 7998877 = 35689 rest 123456; 35689 + 1 = 35690
//
// It says that total × weight / sum of weights is the floor with the remainder behind
// "rest", and that the member got one of the cents left over. A negative total is split
// without its sign: × -1 puts it back.
func Formula(total money.Amount, weightSum decimal.Decimal, s split.Share) string {
	var b strings.Builder
	b.WriteString(decimal.NewFromInt(total.Cents()).Abs().String() + " × " + s.Weight.String() + " / " + weightSum.String())
	b.WriteString(" = " + s.Floor.String() + " rest " + s.Remainder.String())
	if s.Extra {
		b.WriteString("; " + s.Floor.String() + " + 1 = " + s.Units.Abs().String())
	}
	if s.Units.Sign() < 0 {
		b.WriteString("; × -1 = " + s.Units.String())
	}
	return b.String()
}
