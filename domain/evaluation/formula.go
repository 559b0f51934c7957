package evaluation

import (
	"math/big"
	"strings"

	"allmende/domain/split"
)

const (
	// rounded is how many significant digits a rounded quotient shows.
	rounded = 6
	// longest is how many decimal places an exact one may have to be shown in full.
	longest = 12
)

func whole(n int64) split.Ratio { return split.NewRatio(big.NewInt(n), big.NewInt(1)) }

func ratOf(r split.Ratio) *big.Rat { return new(big.Rat).SetFrac(r.Num(), r.Den()) }

// Text writes a number as a decimal where it is a short one, as a fraction otherwise.
func Text(r split.Ratio) string {
	rat := ratOf(r)
	if digits, exact := rat.FloatPrec(); exact && digits <= longest {
		return rat.FloatString(digits)
	}
	return r.String()
}

// Euros writes a price like Text, to the cent at least.
func Euros(r split.Ratio) string {
	rat := ratOf(r)
	if digits, exact := rat.FloatPrec(); exact && digits <= 2 {
		return rat.FloatString(2)
	}
	return Text(r)
}

// Equals ends a formula: a quotient as a reduced fraction and as a decimal, " = 1/250 =
// 0.004" or " = 1/240 ≈ 0.00416667"; a whole number as it is.
func Equals(r split.Ratio) string {
	rat := ratOf(r)
	text := ""
	if !rat.IsInt() {
		text = " = " + rat.String()
	}
	digits, exact := rat.FloatPrec()
	if exact && digits <= longest {
		return text + " = " + rat.FloatString(digits)
	}
	leading := 0
	for small := new(big.Rat).Abs(rat); small.Cmp(big.NewRat(1, 1)) < 0; small.Mul(small, big.NewRat(10, 1)) {
		leading++
	}
	return text + " ≈ " + rat.FloatString(leading+rounded-1)
}

// operand is a number within a formula; a fraction stands in brackets.
func operand(r split.Ratio) string { return bracketed(Text(r)) }

// price is an amount within a formula.
func price(r split.Ratio) string { return bracketed(Euros(r)) }

func bracketed(text string) string {
	if strings.Contains(text, "/") {
		return "(" + text + ")"
	}
	return text
}
