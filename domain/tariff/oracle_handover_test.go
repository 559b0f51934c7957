package tariff_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/domain/vat"
)

// stretch is what somebody held of processors, and a gauge said of them, from a day on: thousandths by day, and by day and hour.
type stretch struct {
	of   member.ID
	from int // counted from the day before the month
	held []int64
	used [][]int64 // of hours that were read
}

// gauged is a meter of a stretch with its readings, some hours missing.
func (s stretch) gauged(t *rapid.T, month period.Span) tariff.Metered {
	meter, err := metering.Fit(metering.State{
		Name: "z", Member: s.of, Resource: "vcpu", Unit: quantity.Piece, Kind: metering.Gauge, Every: metering.Hour, From: month.From.Add(s.from - 1),
	}, metering.Place{})
	if err != nil {
		t.Fatal(err)
	}
	var readings []metering.Reading
	for i, hours := range s.used {
		start := month.From.Add(s.from - 1 + i).Start()
		for hour, value := range hours {
			if value >= 0 {
				readings = append(readings, metering.Reading{At: start.Add(time.Duration(hour) * time.Hour), Value: decimal.New(value, -3)})
			}
		}
	}
	return tariff.Metered{Meter: meter.State().ID, Member: s.of, Resource: "vcpu", Days: meter.State().Use(month, rapid.Permutation(readings).Draw(t, "order"))}
}

// drawStretches is a reservation that goes over from member to member, its gauge with it. An hour of -1 was not read.
func drawStretches(t *rapid.T, days int) []stretch {
	var made []stretch
	members := []member.ID{"a", "b", "c"}
	for day := 0; day < days; {
		s := stretch{of: members[len(made)%3], from: day}
		held := rapid.Int64Range(1, 90).Draw(t, "held") * 1000
		for last := min(days, day+rapid.IntRange(1, 25).Draw(t, "lasts")); day < last; day++ {
			if rapid.IntRange(0, 5).Draw(t, "changes") == 0 {
				held = rapid.Int64Range(0, 90).Draw(t, "held") * 1000
			}
			hours := make([]int64, rapid.IntRange(0, 23).Draw(t, "hours"))
			for i := range hours {
				hours[i] = rapid.Int64Range(-1, 64_000).Draw(t, "used")
			}
			s.held, s.used = append(s.held, held), append(s.used, hours)
		}
		made = append(made, s)
	}
	return made
}

func (s stretch) holdings(number int, month period.Span) (told []tariff.Holding) {
	for i, held := range s.held {
		q, _ := quantity.FromDecimal(decimal.New(held, -3))
		day := month.From.Add(s.from - 1 + i)
		h := tariff.Holding{Reservation: string(rune('A' + number)), Member: s.of, Resource: "vcpu", Quantity: q, Days: period.Span{From: day, To: day}}
		if number > 0 {
			h.Origin = "A"
		}
		told = append(told, h)
	}
	return told
}

// oracleOver prices what was held and used by the members one after the other, day by day, from the truth.
func oracleOver(prices tariff.Tariff, month period.Span, stretches []stretch) map[string]*big.Rat {
	want, soFar := map[string]*big.Rat{}, map[member.ID]*big.Rat{}
	before := int64(0)
	for _, s := range stretches {
		if soFar[s.of] == nil {
			soFar[s.of] = new(big.Rat)
		}
		for i, held := range s.held {
			more := held - before
			before = held
			if s.from+i == 0 {
				continue // the day before the month
			}
			used := new(big.Rat)
			for _, value := range s.used[i] {
				used.Add(used, big.NewRat(max(value, 0), 1000))
			}
			now := new(big.Rat).Add(soFar[s.of], used)
			for c, day := range map[string]*big.Rat{
				"Prozessoren": new(big.Rat).Mul(upTo(prices.Components[0], big.NewRat(held, 1000)), big.NewRat(1, int64(month.Days()))),
				"Einrichtung": upTo(prices.Components[1], big.NewRat(max(more, 0), 1000)),
				"Last":        new(big.Rat).Sub(upTo(prices.Components[2], now), upTo(prices.Components[2], soFar[s.of])),
			} {
				key := s.of.String() + c
				if want[key] == nil {
					want[key] = new(big.Rat)
				}
				want[key].Add(want[key], day)
			}
			soFar[s.of] = now
		}
	}
	return want
}

// What goes over is not reserved anew, whoever reserves more than before pays for what is more, and each member's use goes
// through the tiers by itself.
func TestChargesOfWhatGoesOverAreTheOracles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := metering.Month(period.Date(2026, 1, 1).AddMonths(rapid.IntRange(0, 11).Draw(t, "month")))
		prices, err := tariff.New(tariff.Tariff{Name: "Preisblatt", From: month.From.Add(-40), MeteredFrom: decimal.NewFromInt(5), Tax: vat.MustTax(vat.Standard, "19"), Components: []tariff.Component{
			{Name: "Prozessoren", Basis: tariff.Reserved, Resource: "vcpu", Tiers: drawTiers(t, "reserved")},
			{Name: "Einrichtung", Basis: tariff.Once, Resource: "vcpu", Tiers: drawTiers(t, "once")},
			{Name: "Last", Basis: tariff.Used, Resource: "vcpu", Tiers: drawTiers(t, "used")},
		}})
		if err != nil {
			t.Fatal(err)
		}
		stretches := drawStretches(t, month.Days()+1)
		var holdings []tariff.Holding
		var metered []tariff.Metered
		for number, s := range stretches {
			holdings, metered = append(holdings, s.holdings(number, month)...), append(metered, s.gauged(t, month))
		}
		want := oracleOver(prices, month, stretches)
		charges, err := tariff.Rate([]tariff.Tariff{prices}, month, rapid.Permutation(holdings).Draw(t, "holdings"), metered)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range charges {
			key := c.Member.String() + c.Component
			if why := c.Explains(); why != "" {
				t.Fatalf("%s: %s", key, why)
			}
			if want[key] == nil || c.Exact.String() != want[key].RatString() || c.Amount.String() != cents(want[key]) {
				t.Fatalf("%s: %s, rounded %s; want %v", key, c.Exact, c.Amount, want[key])
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
