package pricing_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// tiered is 100.00, from 10 on 95.00, from 50 on 90.00.
func tiered(mode pricing.Mode, basis pricing.Basis) pricing.Rate {
	return pricing.Rate{Price: money.MustPrice("100.00"), Tiers: pricing.Tiers{Mode: mode, Basis: basis, Steps: []pricing.Step{
		{From: quantity.Must("10"), Price: money.MustPrice("95.00")}, {From: quantity.Must("50"), Price: money.MustPrice("90.00")},
	}}}
}

func TestAQuantityIsChargedByTheStepsItReaches(t *testing.T) {
	for _, c := range []struct {
		name              string
		rate              pricing.Rate
		before, wanted    string
		derivation, total string
	}{
		{"one price", pricing.Rate{Price: money.MustPrice("0.005")}, "0", "1", "1 × 0.005", "0.01"},
		{"marginal, below the step", tiered(pricing.Marginal, pricing.PerCallOff), "0", "10", "10 × 100.00", "1000.00"},
		{"marginal, above it", tiered(pricing.Marginal, pricing.PerCallOff), "0", "15", "10 × 100.00 + 5 × 95.00", "1475.00"},
		{"marginal, whatever others ordered", tiered(pricing.Marginal, pricing.PerCallOff), "40", "15", "10 × 100.00 + 5 × 95.00", "1475.00"},
		{"marginal on the contract's volume", tiered(pricing.Marginal, pricing.PerContract), "8", "45", "2 × 100.00 + 40 × 95.00 + 3 × 90.00", "4270.00"},
		{"marginal far above all steps", tiered(pricing.Marginal, pricing.PerContract), "80", "1", "1 × 90.00", "90.00"},
		{"all-unit, a unit short", tiered(pricing.AllUnit, pricing.PerCallOff), "0", "9", "9 × 100.00", "900.00"},
		{"all-unit, at the step", tiered(pricing.AllUnit, pricing.PerCallOff), "40", "10", "10 × 95.00", "950.00"},
		{"all-unit on the contract's volume", tiered(pricing.AllUnit, pricing.PerContract), "40", "10", "10 × 90.00", "900.00"},
		{"nothing", tiered(pricing.Marginal, pricing.PerCallOff), "0", "0", "", "0.00"},
	} {
		got := c.rate.For(quantity.Must(c.before), quantity.Must(c.wanted))
		if got.Derivation() != c.derivation || got.Total.String() != c.total {
			t.Errorf("%s: %s = %s, want %s = %s", c.name, got.Derivation(), got.Total, c.derivation, c.total)
		}
	}
}

func TestTheMeanPriceOfBandsHasSixPlaces(t *testing.T) {
	got := tiered(pricing.Marginal, pricing.PerCallOff).For(quantity.Quantity{}, quantity.Must("13"))
	if got.Price.String() != "98.846154" || got.Total.String() != "1285.00" {
		t.Errorf("got %s, in all %s", got.Price, got.Total)
	}
}

func TestTheNextStepSaysWhatItSaves(t *testing.T) {
	for _, c := range []struct {
		rate                         pricing.Rate
		before, wanted               string
		from, missing, total, saving string
	}{
		{tiered(pricing.AllUnit, pricing.PerCallOff), "0", "9", "10", "1", "950.00", "50.00"},
		{tiered(pricing.AllUnit, pricing.PerContract), "20", "9", "50", "21", "2700.00", "150.00"},
		{tiered(pricing.Marginal, pricing.PerCallOff), "0", "4", "10", "6", "1000.00", "0.00"},
	} {
		next, ok := c.rate.Ahead(quantity.Must(c.before), quantity.Must(c.wanted))
		if !ok || next.From.String() != c.from || next.Missing.String() != c.missing || next.Total.String() != c.total || next.Saves.String() != c.saving {
			t.Errorf("%s and %s: %+v, %v", c.before, c.wanted, next, ok)
		}
	}
	if next, ok := tiered(pricing.AllUnit, pricing.PerContract).Ahead(quantity.Must("49"), quantity.Must("1")); ok {
		t.Errorf("beyond the last step there is %+v", next)
	}
}

func TestTiersAreRefusedForWhatIsWrongWithThem(t *testing.T) {
	for field, spoil := range map[string]func(*pricing.Rate){
		"tiers":         func(r *pricing.Rate) { r.Steps = nil },
		"tiers.mode":    func(r *pricing.Rate) { r.Mode = "graduated" },
		"tiers.basis":   func(r *pricing.Rate) { r.Basis = "" },
		"tiers.steps.0": func(r *pricing.Rate) { r.Steps[0].From = quantity.Quantity{} },
		"tiers.steps.1": func(r *pricing.Rate) { r.Steps[1].Price = r.Steps[0].Price },
	} {
		rate := tiered(pricing.AllUnit, pricing.PerCallOff)
		spoil(&rate)
		err := rate.Check()
		if f, _ := fault.Of(err); !errors.Is(err, pricing.ErrTiers) || f.Field() != field {
			t.Errorf("got %v, want a fault at %s", err, field)
		}
	}
}

func TestAFactorScalesEveryStep(t *testing.T) {
	factor, err := split.ParseRatio("104/101")
	if err != nil {
		t.Fatal(err)
	}
	got, err := tiered(pricing.AllUnit, pricing.PerContract).Times(factor)
	if err != nil || got.Price.String() != "102.970297" || got.Steps[1].Price.String() != "92.673267" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// rates draws a rate with prices of the places wanted.
func rates(places int32) *rapid.Generator[pricing.Rate] {
	return rapid.Custom(func(t *rapid.T) pricing.Rate {
		steps := rapid.IntRange(0, 5).Draw(t, "steps")
		units := rapid.Int64Range(int64(steps), 5_000_000).Draw(t, "price")
		rate := pricing.Rate{Price: money.MustPrice(decimal.New(units, -places).String())}
		from := int64(0)
		for i := range steps {
			rate.Mode = rapid.SampledFrom([]pricing.Mode{pricing.Marginal, pricing.AllUnit}).Draw(t, "mode")
			rate.Basis = rapid.SampledFrom([]pricing.Basis{pricing.PerCallOff, pricing.PerContract}).Draw(t, "basis")
			from += rapid.Int64Range(1, 90_000).Draw(t, "from")
			units = rapid.Int64Range(int64(steps-i-1), units-1).Draw(t, "step")
			rate.Steps = append(rate.Steps, pricing.Step{From: quantities(from), Price: money.MustPrice(decimal.New(units, -places).String())})
		}
		return rate
	})
}

// quantities is so many thousandths.
func quantities(thousandths int64) quantity.Quantity {
	return quantity.Must(decimal.New(thousandths, -3).String())
}

// oracle prices thousandths one by one would: the integral of the marginal price, or the
// volume's price for all; in fractions, rounded in the end.
func oracle(rate pricing.Rate, before, wanted quantity.Quantity) string {
	from, to := new(big.Rat), new(big.Rat)
	if rate.Basis == pricing.PerContract {
		from.SetString(before.String())
	}
	width, _ := new(big.Rat).SetString(wanted.String())
	to.Add(from, width)
	sum := new(big.Rat)
	edge, price := new(big.Rat), rat(rate.Price.String())
	for i := range len(rate.Steps) + 1 {
		end := new(big.Rat).Set(to)
		if i < len(rate.Steps) {
			end = rat(rate.Steps[i].From.String())
		}
		if rate.Mode == pricing.Marginal {
			low, high := most(edge, from), least(end, to)
			if high.Cmp(low) > 0 {
				sum.Add(sum, new(big.Rat).Mul(new(big.Rat).Sub(high, low), price))
			}
		} else if to.Cmp(edge) >= 0 && (i == len(rate.Steps) || to.Cmp(end) < 0) {
			sum.Mul(width, price)
		}
		if i < len(rate.Steps) {
			edge, price = end, rat(rate.Steps[i].Price.String())
		}
	}
	return sum.FloatString(2)
}

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return r
}

func most(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func TestChargesAreThoseOfAnExactOracleAndMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rates(6).Draw(t, "rate")
		before := quantities(rapid.Int64Range(0, 200_000).Draw(t, "before"))
		wanted := quantities(rapid.Int64Range(1, 200_000).Draw(t, "wanted"))
		more := wanted.Add(quantities(rapid.Int64Range(1, 50_000).Draw(t, "more")))
		if err := rate.Check(); err != nil {
			t.Fatalf("%+v: %v", rate, err)
		}
		got, dearer := rate.For(before, wanted), rate.For(before, more)
		if want := oracle(rate, before, wanted); got.Total.String() != want {
			t.Fatalf("%s = %s, the oracle has %s", got.Derivation(), got.Total, want)
		}
		if dearer.Price.Cmp(got.Price) > 0 {
			t.Fatalf("a unit of %s costs %s, of %s %s", wanted, got.Price, more, dearer.Price)
		}
		if rate.Mode == pricing.Marginal && dearer.Total.Cmp(got.Total) < 0 {
			t.Fatalf("%s cost %s, %s only %s", wanted, got.Total, more, dearer.Total)
		}
		sum := quantity.Quantity{}
		for _, band := range got.Bands {
			sum = sum.Add(band.Quantity)
		}
		if sum.Cmp(wanted) != 0 {
			t.Fatalf("bands of %s for %s", sum, wanted)
		}
	})
}
