package tariff_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/domain/vat"
)

// history is what really happened to a member, day by day: thousandths of a kW held, and
// millionths of a kWh used. The first day is the one before the month.
type history struct{ held, used []int64 }

// oracle prices a component of a month with fractions, day by day, from the truth and not from
// readings and reservations. The price of a quantity is that of all up to it, less that of all
// up to where it begins; held, of the first day, what was there before.
func oracle(tariffs []tariff.Tariff, month period.Span, h history) map[string]*big.Rat {
	sums := map[string]*big.Rat{}
	soFar := new(big.Rat)
	for i := range month.Days() {
		t, _ := tariff.InForce(tariffs, month.From.Add(i))
		held, used := big.NewRat(h.held[i+1], 1000), big.NewRat(h.used[i+1], 1_000_000)
		added := new(big.Rat).Sub(held, big.NewRat(h.held[i], 1000))
		for _, c := range t.Components {
			day := new(big.Rat)
			monthly := big.NewRat(1, int64(month.Days()))
			switch c.Basis {
			case tariff.Fixed:
				day.Mul(upTo(c, big.NewRat(1, 1)), monthly) // its meter is there all the month
			case tariff.Reserved:
				day.Mul(upTo(c, held), monthly)
			case tariff.Once:
				if added.Sign() > 0 {
					day = upTo(c, added)
				}
			case tariff.Used:
				day.Sub(upTo(c, new(big.Rat).Add(soFar, used)), upTo(c, soFar))
			}
			key := t.From.String() + c.Name
			if sums[key] == nil {
				sums[key] = new(big.Rat)
			}
			sums[key].Add(sums[key], day)
		}
		soFar.Add(soFar, used)
	}
	return sums
}

// upTo is the price of a quantity from 0 on: that of the first tier, and of each following one
// what it is more or less than the one before.
func upTo(c tariff.Component, q *big.Rat) *big.Rat {
	sum, before := new(big.Rat), new(big.Rat)
	for _, tier := range c.Tiers {
		price := tier.Price.Decimal()
		if c.Energy != nil {
			price = price.Add(c.Energy.Purchase.Decimal().Mul(c.Energy.PUE))
		}
		if above := new(big.Rat).Sub(q, tier.From.Decimal().Rat()); above.Sign() > 0 {
			sum.Add(sum, above.Mul(above, new(big.Rat).Sub(price.Rat(), before)))
		}
		before = price.Rat()
	}
	return sum
}

// cents rounds half away from zero by its own means: two roundings of text.
func cents(r *big.Rat) string { return money.MustAmount(r.FloatString(2)).String() }

func drawTiers(t *rapid.T, what string) []tariff.Tier {
	tiers := []tariff.Tier{}
	from := int64(0)
	for i := range rapid.IntRange(1, 4).Draw(t, what+" tiers") {
		if i > 0 {
			from += rapid.Int64Range(1, 20_000).Draw(t, what+" from")
		}
		q, _ := quantity.FromDecimal(decimal.New(from, -3))
		p, _ := money.PriceFromDecimal(decimal.New(rapid.Int64Range(0, 90_000_000).Draw(t, what+" price"), -6))
		tiers = append(tiers, tariff.Tier{From: q, Price: p})
	}
	return tiers
}

func drawTariff(t *rapid.T, from period.Day) tariff.Tariff {
	made, err := tariff.New(tariff.Tariff{Name: "Preisblatt", From: from, MeteredFrom: decimal.NewFromInt(5), Tax: vat.MustTax(vat.Standard, "19"), Components: []tariff.Component{
		{Name: "Grundpreis", Basis: tariff.Fixed, Tiers: drawTiers(t, "fixed")[:1]},
		{Name: "Leistung", Basis: tariff.Reserved, Resource: metering.Power, Tiers: drawTiers(t, "reserved")},
		{Name: "Einrichtung", Basis: tariff.Once, Resource: metering.Power, Tiers: drawTiers(t, "once")},
		{Name: "Strom", Basis: tariff.Used, Resource: metering.Power, Tiers: drawTiers(t, "used"),
			Energy: &tariff.Energy{Purchase: money.MustPrice("0.187531"), PUE: decimal.New(rapid.Int64Range(10_000, 20_000).Draw(t, "pue"), -4)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// drawHistory is a reservation with changes, extensions and releases, as it is told and as it
// was, and a counter with its readings, resets and gaps, as it read and as it was.
func drawHistory(t *rapid.T, m member.ID, month period.Span) (history, []tariff.Holding, tariff.Metered) {
	n := month.Days() + 1
	h := history{make([]int64, n), make([]int64, n)}
	var holdings []tariff.Holding
	for day := rapid.IntRange(0, n-1).Draw(t, "begins"); day < n; {
		last := min(n-1, day+rapid.IntRange(0, 20).Draw(t, "lasts"))
		held := rapid.Int64Range(0, 30_000).Draw(t, "held")
		for i := day; i <= last; i++ {
			h.held[i] = held
		}
		q, _ := quantity.FromDecimal(decimal.New(held, -3))
		holdings = append(holdings, tariff.Holding{
			Reservation: "of " + m.String(), Member: m, Resource: metering.Power, Quantity: q, Days: period.Span{From: month.From.Add(day - 1), To: month.From.Add(last - 1)},
		})
		day = last + 1
	}
	meter, err := metering.Fit(metering.State{
		Name: "z", Member: m, Resource: metering.Power, Unit: metering.KilowattHour, Kind: metering.Counter, Every: metering.Hour, From: month.From.Add(-1),
	}, metering.Place{})
	if err != nil {
		t.Fatal(err)
	}
	stands := int64(900_000_000_000)
	var readings []metering.Reading
	for i := range n {
		on := month.From.Add(i - 1)
		readings = append(readings, metering.Reading{At: on.Start(), Value: decimal.New(stands, -6)})
		h.used[i] = rapid.Int64Range(0, 400_000_000).Draw(t, "used")
		if rapid.IntRange(0, 8).Draw(t, "reset") == 0 && stands > h.used[i] {
			stands = 0 // at midnight, just after it was read
		}
		// Readings amid the day, some missing, leave the day's use as it is.
		for hour := 1; hour < 23; hour += rapid.IntRange(1, 12).Draw(t, "next") {
			part := h.used[i] / 24 * int64(hour)
			readings = append(readings, metering.Reading{At: on.Start().Add(time.Duration(hour) * time.Hour), Value: decimal.New(stands+part, -6)})
		}
		stands += h.used[i]
	}
	readings = append(readings, metering.Reading{At: month.To.Add(1).Start(), Value: decimal.New(stands, -6)})
	readings = rapid.Permutation(readings).Draw(t, "order")
	return h, holdings, tariff.Metered{Meter: meter.State().ID, Member: m, Resource: metering.Power, Days: meter.State().Use(month, readings)}
}

// Whatever happens to reservations, counters and tariffs: each charge is the oracle's to the
// cent, exactly so before it is rounded, none is missing, and each explains itself.
func TestChargesAreTheOracles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := metering.Month(period.Date(2026, 1, 1).AddMonths(rapid.IntRange(0, 11).Draw(t, "month")))
		tariffs := []tariff.Tariff{drawTariff(t, month.From.Add(-40))}
		for range rapid.IntRange(0, 2).Draw(t, "changes of tariff") {
			from := month.From.Add(rapid.IntRange(0, month.Days()-1).Draw(t, "from"))
			if tariffs[len(tariffs)-1].From.Before(from) {
				tariffs = append(tariffs, drawTariff(t, from))
			}
		}
		var holdings []tariff.Holding
		var metered []tariff.Metered
		want := map[string]*big.Rat{}
		for _, m := range []member.ID{"a", "b"}[:rapid.IntRange(1, 2).Draw(t, "members")] {
			h, held, used := drawHistory(t, m, month)
			holdings, metered = append(holdings, held...), append(metered, used)
			for key, sum := range oracle(tariffs, month, h) {
				want[m.String()+key] = sum
			}
		}
		charges, err := tariff.Rate(rapid.Permutation(tariffs).Draw(t, "tariffs"), month, rapid.Permutation(holdings).Draw(t, "holdings"), metered)
		if err != nil {
			t.Fatal(err)
		}
		from := map[tariff.ID]string{}
		for _, made := range tariffs {
			from[made.ID] = made.From.String()
		}
		for _, c := range charges {
			key := c.Member.String() + from[c.Tariff] + c.Component
			if why := c.Explains(); why != "" {
				t.Fatalf("%s: %s", key, why)
			}
			if c.Exact.String() != want[key].RatString() || c.Amount.String() != cents(want[key]) {
				t.Fatalf("%s: %s, rounded %s; want %s", key, c.Exact, c.Amount, want[key].RatString())
			}
			delete(want, key)
		}
		for key, sum := range want {
			if sum.Sign() != 0 {
				t.Fatalf("%s: nothing, want %s", key, sum.RatString())
			}
		}
	})
}
