package tariff

import (
	"math/big"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/split"
)

// Part is what of a quantity lies in one tier, at its price.
type Part struct {
	Quantity split.Ratio
	Price    split.Ratio // of a unit: the tier's, and of energy the purchase price times PUE with it
	Amount   split.Ratio
}

// between prices what lies from one quantity up to another, tier by tier.
func (c Component) between(from, to split.Ratio) []Part {
	var parts []Part
	for i, tier := range c.Tiers {
		low, high := later(from, split.RatioOf(tier.From.Decimal())), to
		if i+1 < len(c.Tiers) {
			if next := split.RatioOf(c.Tiers[i+1].From.Decimal()); next.Cmp(high) < 0 {
				high = next
			}
		}
		if high.Cmp(low) <= 0 {
			continue
		}
		price := split.RatioOf(tier.Price.Decimal())
		if c.Energy != nil {
			price = price.Add(split.RatioOf(c.Energy.Purchase.Decimal().Mul(c.Energy.PUE)))
		}
		quantity := high.Sub(low)
		parts = append(parts, Part{quantity, price, quantity.Mul(price)})
	}
	return parts
}

func later(a, b split.Ratio) split.Ratio {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func whole(n int) split.Ratio { return split.NewRatio(big.NewInt(int64(n)), big.NewInt(1)) }

// Rounded is a ratio of euros to the cent, half away from zero.
func Rounded(r split.Ratio) money.Amount {
	num, den := r.Num(), r.Den()
	num.Mul(num, big.NewInt(200)) // twice the cents
	negative := num.Sign() < 0
	num.Abs(num).Add(num, den)
	cents := num.Quo(num, den.Lsh(den, 1))
	if negative {
		cents.Neg(cents)
	}
	amount, err := money.FromDecimal(decimal.NewFromBigInt(cents, -2))
	if err != nil {
		panic(err) // a whole number of cents is none finer
	}
	return amount
}
