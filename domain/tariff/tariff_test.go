package tariff_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
	"allmende/domain/tariff"
	"allmende/domain/vat"
)

func tier(from, price string) tariff.Tier {
	return tariff.Tier{From: quantity.Must(from), Price: money.MustPrice(price)}
}

func energy(purchase, pue string) *tariff.Energy {
	return &tariff.Energy{Purchase: money.MustPrice(purchase), PUE: decimal.RequireFromString(pue)}
}

// colocation is a tariff of power and virtual machines.
func colocation() tariff.Tariff {
	return tariff.Tariff{Name: "Preisblatt 2026", From: period.Date(2026, 1, 1), MeteredFrom: decimal.NewFromInt(5), Tax: vat.MustTax(vat.Standard, "19"), Components: []tariff.Component{
		{Name: "Grundpreis", Basis: tariff.Fixed, Tiers: []tariff.Tier{tier("0", "100")}},
		{Name: "Leistung", Basis: tariff.Reserved, Resource: metering.Power, Tiers: []tariff.Tier{tier("0", "90"), tier("10", "80")}},
		{Name: "Strom", Basis: tariff.Used, Resource: metering.Power, Tiers: []tariff.Tier{tier("0", "0.01"), tier("100", "0")}, Energy: energy("0.20", "1.3")},
		{Name: "Einrichtung", Basis: tariff.Once, Resource: metering.Power, Tiers: []tariff.Tier{tier("0", "50")}},
	}}
}

func TestATariffKeepsItsConditions(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tariff.Tariff)
		want   error
	}{
		"as it is":               {func(*tariff.Tariff) {}, nil},
		"no name":                {func(t *tariff.Tariff) { t.Name = " " }, tariff.ErrName},
		"no day":                 {func(t *tariff.Tariff) { t.From = period.Day{} }, tariff.ErrFrom},
		"no tax":                 {func(t *tariff.Tariff) { t.Tax = vat.Tax{} }, vat.ErrCategoryUnknown},
		"no components":          {func(t *tariff.Tariff) { t.Components = nil }, tariff.ErrComponents},
		"a component twice":      {func(t *tariff.Tariff) { t.Components[1].Name = "Strom" }, tariff.ErrComponents},
		"another basis":          {func(t *tariff.Tariff) { t.Components[1].Basis = "x" }, tariff.ErrBasis},
		"fixed for a resource":   {func(t *tariff.Tariff) { t.Components[0].Resource = "vcpu" }, tariff.ErrResource},
		"reserved for none":      {func(t *tariff.Tariff) { t.Components[1].Resource = "" }, tariff.ErrResource},
		"tiers not from 0":       {func(t *tariff.Tariff) { t.Components[1].Tiers = []tariff.Tier{tier("1", "1")} }, tariff.ErrTiers},
		"tiers out of order":     {func(t *tariff.Tariff) { t.Components[1].Tiers = []tariff.Tier{tier("0", "1"), tier("0", "2")} }, tariff.ErrTiers},
		"a PUE below 1":          {func(t *tariff.Tariff) { t.Components[2].Energy = energy("0.20", "0.99") }, tariff.ErrEnergy},
		"energy of what stands":  {func(t *tariff.Tariff) { t.Components[1].Energy = energy("0.20", "1.3") }, tariff.ErrEnergy},
		"energy for nothing":     {func(t *tariff.Tariff) { t.Components[2].Energy = energy("0", "1.3") }, tariff.ErrBelowPurchase},
		"energy at a free price": {func(t *tariff.Tariff) { t.Components[2].Energy = nil }, tariff.ErrBelowPurchase},
		"no part by consumption": {func(t *tariff.Tariff) { t.Components = t.Components[:2] }, tariff.ErrEnergyMissing},
		"small ones need none":   {func(t *tariff.Tariff) { t.Components, t.SmallOnly = t.Components[:2], true }, nil},
		"nor does what is no power": {func(t *tariff.Tariff) {
			t.Components = []tariff.Component{{Name: "Prozessoren", Basis: tariff.Reserved, Resource: "vcpu", Tiers: []tariff.Tier{tier("0", "4.5")}}}
		}, nil},
	} {
		made := colocation()
		c.change(&made)
		if _, err := tariff.New(made); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

var april = period.Span{From: period.Date(2026, 4, 1), To: period.Date(2026, 4, 30)}

func held(quantityText string, from, to int) tariff.Holding {
	return tariff.Holding{Reservation: "r", Member: "m", Resource: metering.Power, Quantity: quantity.Must(quantityText), Days: period.Span{From: april.From.Add(from - 1), To: april.From.Add(to - 1)}}
}

// Computed by hand: 12 kW on the last 15 of 30 days cost 100/2, (10*90 + 2*80)/2 and 12*50;
// 150 kWh on one day cost 150*0.26 + 100*0.01.
func TestAMonthIsRatedAsByHand(t *testing.T) {
	used := tariff.Metered{Meter: "z", Member: "m", Resource: metering.Power, Days: []metering.DayUse{{Day: april.From.Add(20), Amount: split.RatioOf(decimal.NewFromInt(150))}}}
	charges, err := tariff.Rate([]tariff.Tariff{colocation()}, april, []tariff.Holding{held("12", 16, 30)}, []tariff.Metered{used})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"Grundpreis": "50.00", "Leistung": "530.00", "Strom": "40.00", "Einrichtung": "600.00"}
	for _, c := range charges {
		if c.Amount.String() != want[c.Component] || c.Explains() != "" {
			t.Errorf("%s: %s, want %s; %s", c.Component, c.Amount, want[c.Component], c.Explains())
		}
		delete(want, c.Component)
	}
	if len(want) > 0 {
		t.Errorf("not charged: %v", want)
	}
}

func TestWhatWasHeldBeforeIsNotNew(t *testing.T) {
	charges, err := tariff.Rate([]tariff.Tariff{colocation()}, april, []tariff.Holding{held("6", -5, 10), held("8", 11, 30)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range charges {
		if c.Component == "Einrichtung" && c.Amount.String() != "100.00" {
			t.Errorf("two kilowatts more cost %s", c.Amount)
		}
	}
}

func TestAMonthWithoutATariffIsNotRated(t *testing.T) {
	late := colocation()
	late.From = period.Date(2026, 4, 11)
	if _, err := tariff.Rate([]tariff.Tariff{late}, april, []tariff.Holding{held("6", 10, 30)}, nil); !errors.Is(err, tariff.ErrNone) {
		t.Errorf("a day before the first tariff: %v", err)
	}
	if _, err := tariff.Rate([]tariff.Tariff{late}, april, []tariff.Holding{held("6", 11, 30)}, nil); err != nil {
		t.Errorf("from its first day on: %v", err)
	}
	small := colocation()
	small.Components, small.SmallOnly = small.Components[:2], true
	if _, err := tariff.Rate([]tariff.Tariff{small}, april, []tariff.Holding{held("4.999", 1, 30)}, nil); err != nil {
		t.Errorf("just below 5 kW: %v", err)
	}
	_, err := tariff.Rate([]tariff.Tariff{small}, april, []tariff.Holding{held("5", 1, 30)}, nil)
	if !errors.Is(err, tariff.ErrTooLarge) {
		t.Errorf("5 kW without a part by consumption: %v", err)
	}
}

func TestWhoReservesMuchPowerPaysEnergyByConsumptionWhateverPowerIsChargedBy(t *testing.T) {
	flat := colocation()
	flat.Components = flat.Components[:1]
	if _, err := tariff.New(flat); err != nil {
		t.Fatalf("a fixed price is a tariff: %v", err)
	}
	half := held("52.5", 16, 30)
	if _, err := tariff.Rate([]tariff.Tariff{flat}, april, []tariff.Holding{held("2.499", 1, 30), held("2.5", 1, 30)}, nil); err != nil {
		t.Errorf("4.999 kW: %v", err)
	}
	_, err := tariff.Rate([]tariff.Tariff{flat}, april, []tariff.Holding{held("2.5", 1, 15), half}, nil)
	var refused *fault.Fault
	if !errors.Is(err, tariff.ErrUnmetered) || !errors.As(err, &refused) || refused.Params()["quantity"] != "52.5" || refused.Params()["day"] != "2026-04-16" {
		t.Errorf("52.5 kW from the middle of the month on, energy within a fixed price: %v", err)
	}
	flat.Components = append(flat.Components, colocation().Components[2])
	if _, err := tariff.Rate([]tariff.Tariff{flat}, april, []tariff.Holding{half}, nil); err != nil {
		t.Errorf("with energy by consumption: %v", err)
	}
}

func TestAMonthHasASumThatBooksTake(t *testing.T) {
	dear := colocation()
	dear.Components[1].Tiers = []tariff.Tier{tier("0", "999999999")}
	if _, err := tariff.Rate([]tariff.Tariff{dear}, april, []tariff.Holding{held("999999", 1, 30)}, nil); !errors.Is(err, tariff.ErrSum) {
		t.Errorf("got %v", err)
	}
}

func TestTheCentIsRoundedHalfAwayFromZero(t *testing.T) {
	for text, want := range map[string]string{"0.005": "0.01", "0.004999": "0.00", "-0.005": "-0.01", "12.345": "12.35", "0": "0.00"} {
		if got := tariff.Rounded(split.RatioOf(decimal.RequireFromString(text))); got.String() != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// 12 kW on 15 days are as much as 6 kW on 30; a third of a kilowatt-hour has no end.
func TestWhatCostsAreDividedBy(t *testing.T) {
	other := held("6", 1, 30)
	other.Member, other.Reservation = "n", "s"
	weights := tariff.Weights(april, []tariff.Holding{held("12", 16, 30), other}, []tariff.Metered{
		{Meter: "z", Member: "m", Resource: metering.Power, Days: []metering.DayUse{{Day: april.From, Amount: split.RatioOf(decimal.RequireFromString("0.5"))}, {Day: april.To, Amount: split.RatioOf(decimal.RequireFromString("1"))}}},
		{Meter: "y", Member: "n", Resource: metering.Power, Days: []metering.DayUse{{Day: april.From, Amount: split.RatioOf(decimal.NewFromInt(2)).Quo(split.RatioOf(decimal.NewFromInt(3)))}}},
	})
	var told []string
	for _, w := range weights {
		text, exact := w.Text()
		told = append(told, fmt.Sprint(w.Basis, " ", w.Member, " ", text, " ", exact))
	}
	if got := strings.Join(told, ", "); got != "reserved m 180 true, reserved n 180 true, used m 1.5 true, used n 0.666666667 false" {
		t.Errorf("got %s", got)
	}
}

func TestAHandOverIsNotReservedAnew(t *testing.T) {
	first := func(from, to int) tariff.Holding { return held("6", from, to) }
	heir := func(amount string, from, to int) tariff.Holding {
		h := held(amount, from, to)
		h.Reservation, h.Member, h.Origin = "s", "n", "r"
		return h
	}
	for name, c := range map[string]struct {
		holdings []tariff.Holding
		want     map[member.ID]string
	}{
		"within the month":                {[]tariff.Holding{first(1, 10), heir("6", 11, 30)}, map[member.ID]string{"m": "300"}},
		"on the first of the month":       {[]tariff.Holding{first(-5, 0), heir("6", 1, 30)}, map[member.ID]string{}},
		"and raised on the same day":      {[]tariff.Holding{first(1, 10), heir("8", 11, 30)}, map[member.ID]string{"m": "300", "n": "100"}},
		"all of it, before it began":      {[]tariff.Holding{heir("6", 11, 30)}, map[member.ID]string{"n": "300"}},
		"of another reservation, as ever": {[]tariff.Holding{first(1, 10), func() tariff.Holding { h := heir("6", 11, 30); h.Origin = "s"; return h }()}, map[member.ID]string{"m": "300", "n": "300"}},
	} {
		charges, err := tariff.Rate([]tariff.Tariff{colocation()}, april, c.holdings, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := map[member.ID]string{}
		for _, charge := range charges {
			if charge.Basis == tariff.Once {
				got[charge.Member] = charge.Exact.String()
			}
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
