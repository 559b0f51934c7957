package pricing_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/split"
)

var (
	wages, metals = id.New[pricing.Index](), id.New[pricing.Index]()
	unchanged     = split.RatioOf(decimal.NewFromInt(1))
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func percent(text string) *decimal.Decimal {
	d := dec(text)
	return &d
}

// clause is 0.2 + 0.5·W/108.1 + 0.3·M/101.0, from 3 % on, once a year.
func clause() pricing.Clause {
	return pricing.Clause{Fixed: dec("0.2"), Trigger: dec("3"), Interval: 12, Parts: []pricing.Part{
		{Index: wages, Name: "Löhne", Weight: dec("0.5"), Base: dec("108.1")}, {Index: metals, Name: "Metalle", Weight: dec("0.3"), Base: dec("101.0")},
	}}
}

func values(w, m string) []pricing.Value {
	return []pricing.Value{{Index: wages, Value: dec(w)}, {Index: metals, Value: dec(m)}}
}

func TestAClauseIsFilledIn(t *testing.T) {
	got, err := clause().Adjust(values("112.4", "104.2"), unchanged)
	if err != nil {
		t.Fatal(err)
	}
	if want := "0.2 + 0.5 × 112.4/108.1 + 0.3 × 104.2/101 = 5619513/5459050 ≈ 1.02939"; got.Formula != want {
		t.Errorf("got %q, want %q", got.Formula, want)
	}
	price, err := pricing.Rate{Price: money.MustPrice("389.90")}.Times(got.Factor)
	if err != nil || price.Price.String() != "401.360698" {
		t.Errorf("the price becomes %s, %v", price.Price, err)
	}
	if err := clause().Triggers(got); !errors.Is(err, pricing.ErrBelowTrigger) {
		t.Errorf("2.94 %%: %v", err)
	}
}

func TestBoundsHoldAFactor(t *testing.T) {
	for name, c := range map[string]struct {
		bound          func(*pricing.Clause)
		w, m, standing string
		factor         string
		held           pricing.Bound
	}{
		"none":                      {func(*pricing.Clause) {}, "216.2", "202", "1", "9/5", pricing.Unbound},
		"cap":                       {func(c *pricing.Clause) { c.Cap = percent("10") }, "216.2", "202", "1", "11/10", pricing.AtCap},
		"floor":                     {func(c *pricing.Clause) { c.Floor = percent("2.5") }, "54.05", "50.5", "1", "39/40", pricing.AtFloor},
		"cap of a step":             {func(c *pricing.Clause) { c.StepCap = percent("5") }, "216.2", "202", "6/5", "63/50", pricing.AtStepCap},
		"floor of a step":           {func(c *pricing.Clause) { c.StepFloor = percent("5") }, "54.05", "50.5", "6/5", "57/50", pricing.AtStepFloor},
		"the whole before the step": {func(c *pricing.Clause) { c.Cap, c.StepCap = percent("22"), percent("5") }, "216.2", "202", "6/5", "61/50", pricing.AtCap},
	} {
		agreed := clause()
		c.bound(&agreed)
		standing, err := split.ParseRatio(c.standing)
		if err != nil {
			t.Fatal(err)
		}
		got, err := agreed.Adjust(values(c.w, c.m), standing)
		if err != nil || got.Factor.String() != c.factor || got.Bound != c.held {
			t.Errorf("%s: %s at %q, %v", name, got.Factor, got.Bound, err)
		}
	}
}

func TestAClauseIsAgreedOnlyWhole(t *testing.T) {
	for field, spoil := range map[string]func(*pricing.Clause){
		"fixedPart":      func(c *pricing.Clause) { c.Fixed = dec("-0.1") },
		"parts":          func(c *pricing.Clause) { c.Parts[1].Weight = dec("0.299999") },
		"parts.1":        func(c *pricing.Clause) { c.Parts[1].Index = wages },
		"intervalMonths": func(c *pricing.Clause) { c.Interval = -1 },
		"triggerPercent": func(c *pricing.Clause) { c.Trigger = dec("100.1") },
		"floor":          func(c *pricing.Clause) { c.Floor = percent("101") },
		"stepCap":        func(c *pricing.Clause) { c.StepCap = percent("0.00001") },
	} {
		c := clause()
		spoil(&c)
		if f, ok := fault.Of(c.Check()); !ok || f.Field() != field {
			t.Errorf("got %v, want a fault at %s", f, field)
		}
	}
	if err := clause().Check(); err != nil {
		t.Error(err)
	}
}

func TestAValueThatIsMissingIsNamed(t *testing.T) {
	_, err := clause().Adjust(values("112.4", "104.2")[:1], unchanged)
	if f, _ := fault.Of(err); !errors.Is(err, pricing.ErrIndexMissing) || f.Params()["index"] != "Metalle" {
		t.Errorf("got %v", err)
	}
}

func TestTheIntervalEndsOnADay(t *testing.T) {
	last := period.Date(2026, 1, 31)
	if err := clause().Due(last, period.Date(2027, 1, 30)); !errors.Is(err, pricing.ErrTooEarly) {
		t.Errorf("a day before: %v", err)
	}
	if err := clause().Due(last, period.Date(2027, 1, 31)); err != nil {
		t.Errorf("on the day: %v", err)
	}
}

func TestNeitherOrderNorRepetitionMattersToAnIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawnClause(t)
		var current []pricing.Value
		for _, part := range c.Parts {
			current = append(current, pricing.Value{Index: part.Index, Value: decimal.New(rapid.Int64Range(1, 9_999_999).Draw(t, "value"), -4)})
		}
		first, err := c.Adjust(current, unchanged)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := c
		shuffled.Parts = rapid.Permutation(c.Parts).Draw(t, "parts")
		second, err := shuffled.Adjust(rapid.Permutation(current).Draw(t, "values"), unchanged)
		if err != nil || first.Factor.Cmp(second.Factor) != 0 {
			t.Fatalf("%s in one order, %s in another: %v", first.Factor, second.Factor, err)
		}
		again, err := c.Adjust(current, first.Factor)
		if err != nil || again.Factor.Cmp(first.Factor) != 0 {
			t.Fatalf("applied again, %s becomes %s: %v", first.Factor, again.Factor, err)
		}
		if err := c.Triggers(again); !errors.Is(err, pricing.ErrBelowTrigger) {
			t.Fatalf("what changes nothing triggers: %v", err)
		}
	})
}

// drawnClause has bounds of the whole, and none of a step.
func drawnClause(t *rapid.T) pricing.Clause {
	parts := rapid.IntRange(1, 6).Draw(t, "parts")
	left := int64(1_000_000)
	c := pricing.Clause{}
	for i := range parts {
		weight := rapid.Int64Range(1, left-int64(parts-i)+1).Draw(t, "weight")
		if i < parts-1 {
			weight = min(weight, left-int64(parts-i-1))
		}
		left -= weight
		c.Parts = append(c.Parts, pricing.Part{
			Index: id.New[pricing.Index](), Weight: decimal.New(weight, -6), Base: decimal.New(rapid.Int64Range(1, 9_999_999).Draw(t, "base"), -4),
		})
	}
	c.Fixed = decimal.New(left, -6)
	if rapid.Bool().Draw(t, "capped") {
		c.Cap, c.Floor = percent("20"), percent("12.5")
	}
	if err := c.Check(); err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return c
}
