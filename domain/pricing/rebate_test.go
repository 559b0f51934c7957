package pricing_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

// A contract's course: call-offs are placed at what they cost that day, cancelled, and
// credited, in any order.
type course struct {
	rate   pricing.Rate
	called []pricing.Called
}

func (c *course) place(wanted quantity.Quantity) {
	before := quantity.Quantity{}
	for _, one := range c.called {
		before = before.Add(one.Quantity)
	}
	c.called = append(c.called, pricing.Called{Quantity: wanted, Charged: c.rate.For(before, wanted).Total, Rate: c.rate})
}

func (c *course) cancel(i int) {
	c.called[i].Quantity, c.called[i].Charged = quantity.Quantity{}, money.Zero
}

func (c *course) credit() quantity.Quantity {
	volume, credits := pricing.Rebate(c.called, quantity.Quantity{})
	for i, credit := range credits {
		c.called[i].Given = c.called[i].Given.Add(credit.Amount)
	}
	return volume
}

func (c *course) paid() money.Amount {
	paid := money.Zero
	for _, one := range c.called {
		paid = paid.Add(one.Charged).Sub(one.Given)
	}
	return paid
}

func TestAStepThatIsReachedGivesBackOnAllThatCameBefore(t *testing.T) {
	c := course{rate: tiered(pricing.AllUnit, pricing.PerContract)}
	c.place(quantity.Must("6"))
	c.place(quantity.Must("6")) // reaches 10: 95.00
	_, credits := pricing.Rebate(c.called, quantity.Quantity{})
	if credits[0].Amount.String() != "30.00" || credits[1].Amount.String() != "0.00" {
		t.Errorf("got %+v", credits)
	}
	c.credit()
	c.cancel(0) // 6 are left: 100.00
	if _, credits = pricing.Rebate(c.called, quantity.Quantity{}); credits[0].Amount.String() != "-30.00" || credits[1].Amount.String() != "-30.00" {
		t.Errorf("after the cancellation: %+v", credits)
	}
	if _, credits = pricing.Rebate(c.called, quantity.Must("4")); credits[1].Amount.String() != "0.00" {
		t.Errorf("what waits counts for the step: %+v", credits)
	}
}

func TestPaidLessRebatesIsThePriceOfTheWholeVolume(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SampledFrom([]int32{2, 6}).Draw(t, "places")
		c := course{rate: rates(places).Draw(t, "rate")}
		if len(c.rate.Steps) > 0 {
			c.rate.Mode, c.rate.Basis = pricing.AllUnit, pricing.PerContract
		}
		for range rapid.IntRange(1, 20).Draw(t, "acts") {
			switch act := rapid.IntRange(0, 3).Draw(t, "act"); {
			case act < 2:
				c.place(quantities(1000 * rapid.Int64Range(1, 40).Draw(t, "wanted")))
			case act == 2 && len(c.called) > 0:
				c.cancel(rapid.IntRange(0, len(c.called)-1).Draw(t, "cancelled"))
			default:
				c.credit()
			}
		}
		volume := c.credit()
		price, due := c.rate.At(volume), money.Zero
		for _, one := range c.called {
			due = due.Add(price.Times(one.Quantity.Decimal()))
		}
		if c.paid().Cmp(due) != 0 {
			t.Fatalf("paid %s for %s at %s, which is %s", c.paid(), volume, price, due)
		}
		if whole := price.Times(volume.Decimal()); places == 2 && c.paid().Cmp(whole) != 0 {
			t.Fatalf("paid %s for %s at %s, which is %s", c.paid(), volume, price, whole)
		}
		if _, credits := pricing.Rebate(c.called, quantity.Quantity{}); slices.ContainsFunc(credits, func(c pricing.Credit) bool { return !c.Amount.IsZero() }) {
			t.Fatalf("a second rebate gives %+v", credits)
		}
	})
}

func TestOnlyAgreedStepsMakeDearerAndNoneGivesBack(t *testing.T) {
	for name, c := range map[string]struct {
		changes []pricing.Changed
		want    string
	}{
		"five times ten per cent":             {agreed("11", "12.10", "13.31", "14.641", "16.1051"), "610.51"},
		"up and down again":                   {agreed("12", "10"), "200.00"},
		"cheaper, then as before":             {agreed("8", "10"), "0.00"},
		"by the index":                        {[]pricing.Changed{{Ground: pricing.ByIndex, Price: money.MustPrice("15")}}, "0.00"},
		"a step on what the index had raised": {append([]pricing.Changed{{Ground: pricing.ByIndex, Price: money.MustPrice("15")}}, agreed("16")...), "100.00"},
		"nothing":                             {nil, "0.00"},
	} {
		items := []pricing.Priced{{Quantity: quantity.Must("100"), Original: money.MustPrice("10.00"), Changes: c.changes}}
		if got := pricing.Dearer(items); got.String() != c.want {
			t.Errorf("%s: dearer by %s, want %s", name, got, c.want)
		}
	}
	if got := pricing.Dearer([]pricing.Priced{
		{Quantity: quantity.Must("100"), Original: money.MustPrice("10.00"), Changes: agreed("12")},
		{Quantity: quantity.Must("100"), Original: money.MustPrice("10.00"), Changes: agreed("8")},
	}); got.String() != "200.00" {
		t.Errorf("a cheaper item makes up for a dearer one: %s", got)
	}
}

// agreed are changes that were agreed, one after the other.
func agreed(prices ...string) []pricing.Changed {
	changes := make([]pricing.Changed, len(prices))
	for i, price := range prices {
		changes[i] = pricing.Changed{Ground: pricing.Modification, Price: money.MustPrice(price)}
	}
	return changes
}

func TestFiveTimesTenPercentAreNotFiveSmallChanges(t *testing.T) {
	item := pricing.Priced{Quantity: quantity.Must("100"), Original: money.MustPrice("10.00")}
	for _, price := range []string{"11.00", "12.10", "13.31", "14.641", "16.1051"} {
		item.Changes = append(item.Changes, pricing.Changed{Ground: pricing.Modification, Price: money.MustPrice(price)})
	}
	item.Changes = append(item.Changes, pricing.Changed{Ground: pricing.ByIndex, Price: money.MustPrice("17")})
	got := pricing.DriftOf([]pricing.Priced{item})
	if got.Original.String() != "1000.00" || got.Present.String() != "1700.00" ||
		got.ByGround[pricing.Modification].String() != "610.51" || got.ByGround[pricing.ByIndex].String() != "89.49" {
		t.Errorf("got %+v", got)
	}
}
