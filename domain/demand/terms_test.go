package demand_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

func volume(firm, tolerance string) demand.Volume {
	return demand.Volume{Firm: quantity.Must(firm), Tolerance: quantity.Must(tolerance)}
}

func TestPacksAndMinimumOrdersOnBothSidesOfTheirEdges(t *testing.T) {
	for name, c := range map[string]struct {
		pack, minimum, firm, tolerance string
		ordered, missing               string
	}{
		"sold singly, tolerance stays out":           {"0", "0", "7", "5", "7", "0"},
		"packs full, tolerance stays out":            {"10", "0", "20", "19", "20", "0"},
		"tolerance fills the begun pack":             {"10", "0", "25", "5", "30", "0"},
		"one too few for the begun pack":             {"10", "0", "25", "4", "20", "1"},
		"one over the begun pack":                    {"10", "0", "25", "6", "30", "0"},
		"tolerance for two packs fills only one":     {"10", "0", "25", "25", "30", "0"},
		"no pack of tolerance alone":                 {"10", "0", "0", "10", "0", "0"},
		"the first pack is begun":                    {"10", "0", "1", "8", "0", "1"},
		"the first pack is filled":                   {"10", "0", "1", "9", "10", "0"},
		"half hours fill packs too":                  {"2.5", "0", "3", "2", "5", "0"},
		"half hours fill packs just not":             {"2.5", "0", "3", "1.999", "2.5", "0.001"},
		"one below the minimum":                      {"0", "50", "30", "19", "0", "1"},
		"just the minimum":                           {"0", "50", "30", "20", "50", "0"},
		"over the minimum by tolerance":              {"0", "50", "30", "99", "50", "0"},
		"firm is the minimum":                        {"0", "50", "50", "3", "50", "0"},
		"firm is over the minimum":                   {"0", "50", "51", "3", "51", "0"},
		"no minimum of tolerance alone":              {"0", "50", "0", "50", "0", "0"},
		"the minimum in packs":                       {"10", "50", "41", "9", "50", "0"},
		"the minimum in packs, one too few":          {"10", "50", "41", "8", "0", "1"},
		"over the minimum, a pack begun":             {"10", "50", "51", "8", "50", "1"},
		"over the minimum, the pack is filled":       {"10", "50", "51", "9", "60", "0"},
		"nothing is needed":                          {"10", "50", "0", "0", "0", "0"},
		"tolerance that fills the minimum, not more": {"10", "50", "5", "60", "50", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			terms := demand.Terms{Pack: quantity.Must(c.pack), Minimum: quantity.Must(c.minimum)}
			v := volume(c.firm, c.tolerance)
			if got := terms.Ordered(v).String(); got != c.ordered {
				t.Errorf("ordered %s, want %s", got, c.ordered)
			}
			if got := terms.Missing(v).String(); got != c.missing {
				t.Errorf("missing %s, want %s", got, c.missing)
			}
		})
	}
}

func TestWhatIsOrderedIsWantedAndWhatIsMissingSuffices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := func(name string, most int) quantity.Quantity {
			q, err := quantity.Parse(strconv.Itoa(rapid.IntRange(0, most).Draw(t, name)))
			if err != nil {
				t.Fatal(err)
			}
			return q
		}
		terms := demand.Terms{Pack: whole("pack", 12)}
		packs := rapid.IntRange(0, 6).Draw(t, "packs of the minimum")
		for range packs {
			terms.Minimum = terms.Minimum.Add(terms.Pack)
		}
		v := demand.Volume{Firm: whole("firm", 100), Tolerance: whole("tolerance", 40)}
		ordered, missing := terms.Ordered(v), terms.Missing(v)
		if ordered.Cmp(v.Firm.Add(v.Tolerance)) > 0 {
			t.Fatalf("%s ordered of %s and %s", ordered, v.Firm, v.Tolerance)
		}
		if !ordered.IsZero() && ordered.Cmp(terms.Minimum) < 0 {
			t.Fatalf("%s ordered, below the minimum %s", ordered, terms.Minimum)
		}
		if !terms.Pack.IsZero() && !ordered.Decimal().Mod(terms.Pack.Decimal()).IsZero() {
			t.Fatalf("%s is no number of packs of %s", ordered, terms.Pack)
		}
		if missing.IsZero() != (ordered.Cmp(v.Firm) >= 0) {
			t.Fatalf("%s missing, but %s of %s ordered", missing, ordered, v.Firm)
		}
		for _, more := range []demand.Volume{{Firm: missing}, {Tolerance: missing}} {
			filled := v.Plus(more)
			if !terms.Missing(filled).IsZero() || terms.Ordered(filled).Cmp(filled.Firm) < 0 {
				t.Fatalf("with %s more, %s are still missing", missing, terms.Missing(filled))
			}
		}
	})
}

func steps(mode pricing.Mode, at ...string) pricing.Tiers {
	tiers := pricing.Tiers{Mode: mode, Basis: pricing.PerContract}
	for i := 0; i < len(at); i += 2 {
		tiers.Steps = append(tiers.Steps, pricing.Step{From: quantity.Must(at[i]), Price: money.MustPrice(at[i+1])})
	}
	return tiers
}

func TestAMinimumAndStepsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		terms demand.Terms
		want  *fault.Fault
		field string
	}{
		"half a piece in a pack":         {demand.Terms{Pack: quantity.Must("0.5")}, quantity.ErrNotWhole, "items.0.pack"},
		"half a piece as the minimum":    {demand.Terms{Minimum: quantity.Must("0.5")}, quantity.ErrNotWhole, "items.0.minimum"},
		"a minimum one over the packs":   {demand.Terms{Pack: quantity.Must("10"), Minimum: quantity.Must("21")}, demand.ErrMinimumInPacks, "items.0.minimum"},
		"a minimum one below the packs":  {demand.Terms{Pack: quantity.Must("10"), Minimum: quantity.Must("19")}, demand.ErrMinimumInPacks, "items.0.minimum"},
		"a step that costs as much":      {demand.Terms{Tiers: steps(pricing.AllUnit, "10", "980")}, pricing.ErrTiers, "items.0.tiers.steps.0"},
		"steps of each call-off":         {demand.Terms{Tiers: pricing.Tiers{Mode: pricing.Marginal, Basis: pricing.PerCallOff, Steps: steps("", "10", "900").Steps}}, pricing.ErrTiers, "items.0.tiers.basis"},
		"a step at half a piece":         {demand.Terms{Tiers: steps(pricing.AllUnit, "10.5", "900")}, quantity.ErrNotWhole, "items.0.tiers.steps"},
		"a minimum of packs, cheap step": {demand.Terms{Pack: quantity.Must("10"), Minimum: quantity.Must("20"), Tiers: steps(pricing.AllUnit, "10", "979.99")}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := notebooks()
			d.Items[0].Terms = c.terms
			_, err := demand.New(d, morning)
			if c.want != nil {
				refused(t, err, c.want, c.field)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhatTheNextStepSavesAllAndEach(t *testing.T) {
	item := demand.Item{EstimatedPrice: money.MustPrice("100"), Terms: demand.Terms{Tiers: steps(pricing.AllUnit, "100", "90")}}
	ahead, ok := item.Ahead(quantity.Must("95"))
	if !ok || ahead.Missing.String() != "5" || ahead.Lowers.String() != "500.00" || ahead.Next.Saves.String() != "1000.00" {
		t.Errorf("5 more lower 9,500.00 to 9,000.00: %+v", ahead)
	}
	if got := ahead.Change.Saves(quantity.Must("19")).String(); got != "190.00" {
		t.Errorf("19 of them cost 10 less each: %s", got)
	}
	if ahead, _ = item.Ahead(quantity.Must("80")); ahead.Lowers.String() != "-1000.00" {
		t.Errorf("20 more cost 1,000.00 more, although each costs less: %s", ahead.Lowers)
	}
	if ahead, _ = item.Ahead(quantity.Must("90")); ahead.Lowers.String() != "0.00" {
		t.Errorf("10 more cost the same: %s", ahead.Lowers)
	}
	if _, ok := item.Ahead(quantity.Must("100")); ok {
		t.Error("the last step is reached")
	}

	item.Tiers.Mode = pricing.Marginal
	if got := item.WithMore(quantity.Must("95"), quantity.Must("5")); got.Lowers.String() != "-500.00" || got.Saves(quantity.Must("19")).String() != "0.00" {
		t.Errorf("marginal, up to the step: %+v", got)
	}
	if got := item.WithMore(quantity.Must("100"), quantity.Must("100")); got.Lowers.String() != "-9000.00" || got.Saves(quantity.Must("10")).String() != "50.00" {
		t.Errorf("marginal, above the step: each costs 95 in the mean: %+v", got)
	}
	if got := item.WithMore(quantity.Quantity{}, quantity.Must("10")); got.Before.Total.String() != "0.00" || got.Saves(quantity.Quantity{}).String() != "0.00" {
		t.Errorf("nobody needs any yet: %+v", got)
	}
}

func toppingUp(t *testing.T, terms demand.Terms) *demand.Round {
	t.Helper()
	d := notebooks()
	d.Items[0].Terms = terms
	round, err := demand.New(d, morning)
	if err != nil {
		t.Fatal(err)
	}
	if err := round.Open(morning); err != nil {
		t.Fatal(err)
	}
	if err := round.TopUp(closes.AddDate(0, 0, 7), closes); err != nil {
		t.Fatal(err)
	}
	return round
}

func TestToppingUpTakesWhatDoesNotRaiseTheMissing(t *testing.T) {
	later := closes.Add(time.Hour)
	for name, c := range map[string]struct {
		firm, tolerance string // instead of the member's 5 and 2, where all have 25 and 2 and 3 are missing
		want            *fault.Fault
	}{
		"as it was":                        {"5", "2", nil},
		"one more in tolerance":            {"5", "3", nil},
		"one less in tolerance":            {"5", "1", demand.ErrRaisesMissing},
		"one firm out of the tolerance":    {"6", "1", nil},
		"what fills the pack":              {"8", "2", nil},
		"one more than fills the pack":     {"11", "0", demand.ErrRaisesMissing},
		"the begun pack given up entirely": {"0", "0", nil},
		"one less firm":                    {"4", "2", demand.ErrRaisesMissing},
	} {
		t.Run(name, func(t *testing.T) {
			round := toppingUp(t, demand.Terms{Pack: quantity.Must("10")})
			item := round.State().Items[0].ID
			standing := demand.Standing{item: {All: volume("25", "2"), Own: volume("5", "2")}}
			_, err := round.Accept(hanover, []demand.Statement{statement(round, 0, c.firm, c.tolerance)}, standing, later)
			if c.want != nil {
				refused(t, err, c.want, "needs.0.firm")
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestToppingUpBeginsInAnOpenRoundAndHasADeadline(t *testing.T) {
	refused(t, draft(t).TopUp(closes, morning), demand.ErrNotOpen, "")
	round := open(t)
	refused(t, round.TopUp(morning, morning), demand.ErrClosesTooEarly, "closesAt")
	refused(t, round.TopUp(morning.AddDate(7, 0, 0), morning), demand.ErrClosesTooLate, "closesAt")
	if err := round.TopUp(morning.Add(time.Microsecond), morning); err != nil {
		t.Fatal(err)
	}
	refused(t, round.TopUp(closes, morning), demand.ErrNotOpen, "")
	_, err := round.Accept(hanover, []demand.Statement{statement(round, 0, "1", "0")}, nil, morning.Add(time.Microsecond))
	refused(t, err, demand.ErrClosed, "")
	if _, err := round.Freeze([]demand.Need{{Member: hanover.Member, Item: round.State().Items[0].ID, Firm: quantity.Must("1")}}, morning); err != nil {
		t.Error(err)
	}
}

func TestAnItemIsStatedInOneOpenRoundOnly(t *testing.T) {
	round := open(t)
	standing := demand.Standing{round.State().Items[0].ID: {Elsewhere: "BR-2026-0007"}}
	_, err := round.Accept(hanover, []demand.Statement{statement(round, 0, "1", "0")}, standing, morning)
	refused(t, err, demand.ErrElsewhere, "needs.0.firm")
	if f, _ := fault.Of(err); f.Params()["round"] != "BR-2026-0007" {
		t.Errorf("%v does not name the other round", f.Params())
	}
	for name, st := range map[string]demand.Statement{"nothing of it": statement(round, 0, "0", "0"), "another item": statement(round, 1, "1", "0")} {
		if _, err := round.Accept(hanover, []demand.Statement{st}, standing, morning); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTermsStandInTheSnapshot(t *testing.T) {
	round := toppingUp(t, demand.Terms{Pack: quantity.Must("10"), Minimum: quantity.Must("20"), Tiers: steps(pricing.AllUnit, "30", "950")})
	item := round.State().Items[0].ID
	snapshot, err := round.Freeze([]demand.Need{{Member: hanover.Member, Item: item, Firm: quantity.Must("25"), Tolerance: quantity.Must("5")}}, closes)
	if err != nil {
		t.Fatal(err)
	}
	text := snapshot.Text()
	if !strings.HasPrefix(text, "allmende-demand-snapshot\t2\n") || strings.Count(text, "terms\t") != 1 ||
		!strings.Contains(text, "\nterms\t10\t20\tall-unit\t30\nstep\t30\t950.00\nneed\t") {
		t.Error(text)
	}
}

func TestWhatIfTakesWhatIsAQuantityOfTheItem(t *testing.T) {
	item := demand.Item{Unit: "H87", EstimatedPrice: money.MustPrice("4.50")}
	for more, want := range map[string]error{"0": nil, "3": nil, "222222222": nil, "222222223": demand.ErrTooValuable, "0.5": quantity.ErrNotWhole} {
		if _, err := item.WhatIf(quantity.Must("7"), quantity.Must(more)); !errors.Is(err, want) {
			t.Errorf("%s more: %v, want %v", more, err, want)
		}
	}
}

func TestMarginalStepsLowerTheMeanPriceOnly(t *testing.T) {
	item := demand.Item{Unit: "H87", EstimatedPrice: money.MustPrice("10"), Terms: demand.Terms{Tiers: pricing.Tiers{
		Mode: pricing.Marginal, Basis: pricing.PerContract, Steps: []pricing.Step{{From: quantity.Must("100"), Price: money.MustPrice("8")}},
	}}}
	change, err := item.WhatIf(quantity.Must("100"), quantity.Must("100"))
	if err != nil || change.Lowers.Sign() >= 0 || item.PriceOf(change.After).Cmp(item.PriceOf(change.Before)) >= 0 || change.Saves(quantity.Must("50")).Sign() <= 0 {
		t.Errorf("%v, %+v", err, change)
	}
	if none := item.PriceOf(item.WithMore(quantity.Quantity{}, quantity.Quantity{}).Before); none.String() != "10.00" {
		t.Errorf("the price of nothing: %s", none)
	}
}
