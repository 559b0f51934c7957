package tariff_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/capacity"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tariff"
)

func charge(m member.ID, component, amount string) tariff.Charge {
	return tariff.Charge{Member: m, Tariff: "t", Component: component, Amount: money.MustAmount(amount)}
}

func TestAMonthIsPostedOnceAndThenItsDifferences(t *testing.T) {
	now := april.To.Add(40).Start()
	open := april.To.Add(1)
	charges := []tariff.Charge{charge("a", "Strom", "10.00"), charge("b", "Strom", "5.00")}
	first, err := tariff.Post(april, charges, nil, open, "", "p", now)
	if err != nil || first.Number != 1 || first.Name() != "RZ-2026-04" || len(first.Differences) != 2 || first.Differences[0].Amount().String() != "10.00" {
		t.Fatalf("got %+v, %v", first, err)
	}
	changed := []tariff.Charge{charge("a", "Strom", "9.99"), charge("c", "Strom", "1.00")}
	second, err := tariff.Post(april, changed, &first, open, " Zähler berichtigt ", "p", now)
	if err != nil || second.Number != 2 || second.Replaces != first.ID || second.Name() != "RZ-2026-04/2" || second.Reason != "Zähler berichtigt" {
		t.Fatalf("got %+v, %v", second, err)
	}
	want := map[member.ID]string{"a": "-0.01", "b": "-5.00", "c": "1.00"}
	for _, d := range second.Differences {
		if d.Amount().String() != want[d.Member] {
			t.Errorf("%s: %s, want %s", d.Member, d.Amount(), want[d.Member])
		}
	}
	for name, c := range map[string]struct {
		charges []tariff.Charge
		last    *tariff.Rating
		open    period.Day
		reason  string
		want    error
	}{
		"open":                {charges, nil, april.To, "", tariff.ErrMonthOpen},
		"never closed":        {charges, nil, period.Day{}, "", tariff.ErrMonthOpen},
		"nothing":             {nil, nil, open, "", tariff.ErrNothing},
		"again":               {charges, &first, open, "weil", tariff.ErrUnchanged},
		"again with nothings": {append([]tariff.Charge{charge("d", "Strom", "0.00")}, charges...), &first, open, "weil", tariff.ErrUnchanged},
		"without a reason":    {changed, &first, open, "  ", tariff.ErrReason},
		"all gone":            {nil, &first, open, "Reservierungen waren falsch", nil},
	} {
		if _, err := tariff.Post(april, c.charges, c.last, c.open, c.reason, "p", now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// However often a month is rated: what was posted adds up to what it costs by the last rating.
func TestDifferencesAddUpToTheLastRating(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var last *tariff.Rating
		posted := map[member.ID]int64{}
		for range rapid.IntRange(1, 6).Draw(t, "ratings") {
			var charges []tariff.Charge
			for _, m := range []member.ID{"a", "b", "c"} {
				for _, component := range []string{"Strom", "Fläche"} {
					if cents := rapid.Int64Range(0, 3).Draw(t, "cents"); cents > 0 {
						charges = append(charges, tariff.Charge{Member: m, Tariff: "t", Component: component, Amount: money.FromCents(cents)})
					}
				}
			}
			r, err := tariff.Post(april, charges, last, april.To.Add(1), "Berichtigung", "p", april.To.Add(9).Start())
			if errors.Is(err, tariff.ErrUnchanged) || errors.Is(err, tariff.ErrNothing) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			posting, needed := costing.RatingPosting(r, period.Day{})
			if needed && !costing.Balance(posting.Lines).IsZero() {
				t.Fatalf("unbalanced: %v", posting.Lines)
			}
			for _, l := range posting.Lines {
				if m, is := l.Account.Member(); is {
					posted[m] += l.Amount.Cents()
				}
			}
			last = &r
			sums := map[member.ID]int64{}
			for _, c := range charges {
				sums[c.Member] += c.Amount.Cents()
			}
			for _, m := range []member.ID{"a", "b", "c"} {
				if sums[m] != posted[m] {
					t.Fatalf("%s: posted %d, bears %d", m, posted[m], sums[m])
				}
			}
		}
	})
}

func TestATariffFollowsOthersInOpenMonths(t *testing.T) {
	first := colocation()
	next := colocation()
	next.From = period.Date(2026, 4, 10)
	if err := next.After(nil, period.Date(2026, 5, 1)); err != nil {
		t.Errorf("the first of all in a closed month: %v", err)
	}
	if err := next.After([]tariff.Tariff{first}, period.Date(2026, 5, 1)); !errors.Is(err, tariff.ErrFromClosed) {
		t.Errorf("in a closed month: %v", err)
	}
	if err := next.After([]tariff.Tariff{first}, period.Date(2026, 4, 1)); err != nil {
		t.Errorf("in an open month: %v", err)
	}
	if err := next.After([]tariff.Tariff{first, next}, period.Day{}); !errors.Is(err, tariff.ErrFromTaken) {
		t.Errorf("on the day of another: %v", err)
	}
}

func TestKindsOfCapacityAreResources(t *testing.T) {
	for want, c := range map[metering.Resource]struct {
		kind capacity.Kind
		tier string
	}{
		"power": {capacity.ITLoad, ""}, "rack-unit": {capacity.RackUnit, ""}, "storage-nvme": {capacity.Storage, "NVMe"},
		"storage-fuer-archive-2": {capacity.Storage, " Für Archive (2)"}, "storage": {capacity.Storage, "§"},
		"storage-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": {capacity.Storage, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	} {
		got := tariff.ResourceOf(c.kind, c.tier)
		if _, err := metering.ParseResource(string(got)); got != want || err != nil {
			t.Errorf("%s %q: %s, %v, want %s", c.kind, c.tier, got, err, want)
		}
	}
}

func TestTheMeterOfTheWholeHouseIsNoMembers(t *testing.T) {
	used := tariff.Metered{Meter: "z", Member: "m", Resource: metering.SiteEnergy, Days: []metering.DayUse{{Day: april.From}}}
	if charges, err := tariff.Rate([]tariff.Tariff{colocation()}, april, nil, []tariff.Metered{used}); err != nil || len(charges) > 0 {
		t.Errorf("got %v, %v", charges, err)
	}
}
