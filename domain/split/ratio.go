package split

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Ratio is an exact fraction: a weight, a quota or a level before anything is
// rounded. The zero value is 0, a Ratio never changes, and two are compared with
// Cmp, not with ==.
type Ratio struct{ rat *big.Rat } // nil is 0; never written to once it is here

var zeroRat = new(big.Rat)

// RatioOf is a decimal without loss. Whoever takes the decimal from others
// refuses powers of ten beyond MaxExponent first, as they would fill the memory.
func RatioOf(d decimal.Decimal) Ratio {
	if d.Sign() == 0 {
		return Ratio{}
	}
	num, den := d.Coefficient(), big.NewInt(1)
	if e := d.Exponent(); e > 0 {
		num.Mul(num, powerOfTen(e))
	} else {
		den = powerOfTen(-e)
	}
	return Ratio{new(big.Rat).SetFrac(num, den)}
}

// NewRatio is num/den; it panics for den 0, as a division by zero does.
func NewRatio(num, den *big.Int) Ratio { return Ratio{new(big.Rat).SetFrac(num, den)} }

// Add is a + b.
func (a Ratio) Add(b Ratio) Ratio { return Ratio{new(big.Rat).Add(a.value(), b.value())} }

// Sub is a - b.
func (a Ratio) Sub(b Ratio) Ratio { return Ratio{new(big.Rat).Sub(a.value(), b.value())} }

// Mul is a * b.
func (a Ratio) Mul(b Ratio) Ratio { return Ratio{new(big.Rat).Mul(a.value(), b.value())} }

// Quo is a / b; it panics for b = 0.
func (a Ratio) Quo(b Ratio) Ratio { return Ratio{new(big.Rat).Quo(a.value(), b.value())} }

// Neg is -a.
func (a Ratio) Neg() Ratio { return Ratio{new(big.Rat).Neg(a.value())} }

// Cmp is -1, 0 or +1 as a is smaller than b, equal to it or larger.
func (a Ratio) Cmp(b Ratio) int { return a.value().Cmp(b.value()) }

// Sign is -1, 0 or +1.
func (a Ratio) Sign() int { return a.value().Sign() }

// IsZero reports whether a is 0.
func (a Ratio) IsZero() bool { return a.Sign() == 0 }

// String is "12" or, in lowest terms, "6667/200" and "-1/3".
func (a Ratio) String() string { return a.value().RatString() }

// Num is a copy of the numerator in lowest terms; it bears the sign.
func (a Ratio) Num() *big.Int { return new(big.Int).Set(a.value().Num()) }

// Den is a copy of the denominator in lowest terms; it is above zero.
func (a Ratio) Den() *big.Int { return new(big.Int).Set(a.value().Denom()) }

// value is for reading only.
func (a Ratio) value() *big.Rat {
	if a.rat == nil {
		return zeroRat
	}
	return a.rat
}

// Integers are the smallest whole weights in the proportion of the ratios, so
// that a split by them is a split by the ratios; signs stay, and all zeros stay
// zeros. Time and memory grow with the common denominator.
func Integers(ratios []Ratio) []decimal.Decimal {
	scaled, _ := overCommonDenominator(ratios)
	divisor := new(big.Int)
	for _, n := range scaled {
		divisor.GCD(nil, nil, divisor, n)
	}
	whole := make([]decimal.Decimal, len(ratios))
	for i, n := range scaled {
		if n.Sign() != 0 {
			whole[i] = decimal.NewFromBigInt(n.Quo(n, divisor), 0)
		}
	}
	return whole
}

// overCommonDenominator writes the ratios as scaled/den with the smallest den.
func overCommonDenominator(ratios []Ratio) (scaled []*big.Int, den *big.Int) {
	den = big.NewInt(1)
	var factor big.Int
	for _, r := range ratios {
		own := r.value().Denom()
		if factor.Rem(den, own).Sign() != 0 {
			factor.GCD(nil, nil, den, own)
			den.Mul(den, factor.Quo(own, &factor))
		}
	}
	scaled = make([]*big.Int, len(ratios))
	for i, r := range ratios {
		scaled[i] = new(big.Int).Mul(r.value().Num(), factor.Quo(den, r.value().Denom()))
	}
	return scaled, den
}

// sumRatios is exact; over a common denominator, as adding one by one would
// reduce every sum to its lowest terms.
func sumRatios(ratios []Ratio) Ratio {
	scaled, den := overCommonDenominator(ratios)
	sum := new(big.Int)
	for _, n := range scaled {
		sum.Add(sum, n)
	}
	return NewRatio(sum, den)
}
