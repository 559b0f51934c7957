package repricing_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/split"
)

var (
	officer, colleague = id.New[member.Person](), id.New[member.Person]()
	now                = time.Date(2026, 6, 30, 21, 59, 59, 0, time.UTC) // a second before July in Berlin
	notebook           = id.New[framework.Item]()
	contract           = repricing.Contract{
		ID: id.New[framework.Framework](), InForce: period.Span{From: period.Date(2026, 1, 1), To: period.Date(2027, 12, 31)}, CallOffs: 3, Changes: 1,
	}
)

func proposal(change ...func(*repricing.Proposal)) repricing.Proposal {
	p := repricing.Proposal{
		Ground: pricing.Modification, ValidFrom: period.Date(2026, 7, 1), Reason: "Nachtrag 1", By: officer,
		Items: []repricing.Item{{Item: notebook, Before: money.MustPrice("100.00"), Rate: pricing.Rate{Price: money.MustPrice("104.00")}}},
	}
	for _, c := range change {
		c(&p)
	}
	return p
}

func proposed(t *testing.T) *repricing.Change {
	t.Helper()
	c, err := repricing.Propose(contract, proposal(), now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAChangeBeginsTomorrowAtTheEarliest(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*repricing.Proposal)
		want   error
	}{
		"tomorrow":                    {func(*repricing.Proposal) {}, nil},
		"today":                       {func(p *repricing.Proposal) { p.ValidFrom = period.Date(2026, 6, 30) }, repricing.ErrBegun},
		"on the last day":             {func(p *repricing.Proposal) { p.ValidFrom = contract.InForce.To }, nil},
		"after the end":               {func(p *repricing.Proposal) { p.ValidFrom = contract.InForce.To.Add(1) }, repricing.ErrOver},
		"as awarded, after call-offs": {func(p *repricing.Proposal) { p.Ground = pricing.Award }, repricing.ErrCalledOff},
		"without saying why":          {func(p *repricing.Proposal) { p.Reason = " ab " }, repricing.ErrReason},
		"of nothing":                  {func(p *repricing.Proposal) { p.Items = nil }, repricing.ErrNothingChanges},
	} {
		if got, err := repricing.Propose(contract, proposal(c.change), now); !errors.Is(err, c.want) || err == nil && got.State().Number != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatTheAwardAgreedHoldsFromTheFirstDay(t *testing.T) {
	fresh := contract
	fresh.CallOffs = 0
	c, err := repricing.Propose(fresh, proposal(func(p *repricing.Proposal) { p.Ground = pricing.Award }), now)
	if err != nil || c.State().ValidFrom != contract.InForce.From {
		t.Fatalf("got %v, %v", c, err)
	}
	if err := c.Approve(colleague, now); err != nil {
		t.Error(err)
	}
}

func TestAnotherPersonDecidesBeforeTheDay(t *testing.T) {
	next := now.Add(time.Second)
	for name, c := range map[string]struct {
		act  func(*repricing.Change) error
		want error
		then repricing.Status
	}{
		"another approves":       {func(c *repricing.Change) error { return c.Approve(colleague, now) }, nil, repricing.Approved},
		"the same approves":      {func(c *repricing.Change) error { return c.Approve(officer, now) }, access.ErrSamePerson, repricing.Proposed},
		"a second too late":      {func(c *repricing.Change) error { return c.Approve(colleague, next) }, repricing.ErrLapsed, repricing.Proposed},
		"rejected":               {func(c *repricing.Change) error { return c.Reject(colleague, "zu hoch", now) }, nil, repricing.Rejected},
		"rejected without words": {func(c *repricing.Change) error { return c.Reject(colleague, "", now) }, repricing.ErrReason, repricing.Proposed},
		"withdrawn":              {func(c *repricing.Change) error { return c.Withdraw(officer, "Irrtum", now) }, nil, repricing.Withdrawn},
		"withdrawn too late":     {func(c *repricing.Change) error { return c.Withdraw(officer, "Irrtum", next) }, repricing.ErrLapsed, repricing.Proposed},
	} {
		change := proposed(t)
		if err := c.act(change); !errors.Is(err, c.want) || change.State().Status != c.then {
			t.Errorf("%s: %v, %s", name, err, change.State().Status)
		}
	}
}

func TestWhatIsApprovedCanBeWithdrawnUntilItBegins(t *testing.T) {
	c := proposed(t)
	if err := c.Approve(colleague, now); err != nil {
		t.Fatal(err)
	}
	if err := c.Reject(colleague, "doch nicht", now); !errors.Is(err, repricing.ErrDecided) {
		t.Errorf("rejected after all: %v", err)
	}
	if err := c.Withdraw(officer, "doch nicht", now); err != nil {
		t.Error(err)
	}
	if err := c.Withdraw(officer, "doch nicht", now); !errors.Is(err, repricing.ErrDecided) {
		t.Errorf("withdrawn twice: %v", err)
	}
}

func agreed(t *testing.T) *repricing.Clause {
	t.Helper()
	c, err := repricing.Agree(contract.ID, 0, repricing.Agreeing{
		Category: demand.Hardware, BaseMonth: period.Date(2026, 1, 1), Ground: "Vertrag § 5", By: officer,
		Formula: pricing.Clause{Fixed: decimal.RequireFromString("0.4"), Interval: 6, Parts: []pricing.Part{
			{Index: index, Name: "Erzeugerpreise", Weight: decimal.RequireFromString("0.6"), Base: decimal.NewFromInt(100)},
		}},
	}, time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var index = id.New[pricing.Index]()

func risen(to string) []pricing.Value {
	return []pricing.Value{{Index: index, Month: period.Date(2026, 6, 1), Value: decimal.RequireFromString(to)}}
}

func TestAClauseAdjustsWhatWasNotAgreedAnew(t *testing.T) {
	hundred := pricing.Rate{Price: money.MustPrice("100.00")}
	standing := repricing.Applied{Factor: split.RatioOf(decimal.NewFromInt(1)), Items: []repricing.Standing{
		{Item: notebook, Base: hundred, Present: hundred},
		{Item: id.New[framework.Item](), Base: hundred, Present: hundred, Since: period.Date(2026, 3, 1)}, // a modification
	}}
	from := period.Date(2026, 7, 1)
	got, err := agreed(t).Adjust(standing, risen("110"), from)
	if err != nil || len(got.Items) != 1 || got.Items[0].Rate.Price.String() != "106.00" || got.Items[0].Item != notebook {
		t.Fatalf("got %+v, %v", got, err)
	}
	change, err := repricing.ProposeByIndex(contract, agreed(t), got, proposal(), now)
	if err != nil || change.State().Ground != pricing.ByIndex || change.State().Adjustment.Factor.String() != "53/50" {
		t.Errorf("proposed: %+v, %v", change, err)
	}
	standing.Items[0].Present, standing.Factor, standing.Last = got.Items[0].Rate, got.Factor, from
	if _, err := agreed(t).Adjust(standing, risen("120"), period.Date(2026, 12, 31)); !errors.Is(err, pricing.ErrTooEarly) {
		t.Errorf("before the interval is over: %v", err)
	}
	if _, err := agreed(t).Adjust(standing, risen("110"), period.Date(2027, 1, 1)); !errors.Is(err, pricing.ErrBelowTrigger) {
		t.Errorf("with the same values: %v", err)
	}
	if got, err = agreed(t).Adjust(standing, risen("120"), period.Date(2027, 1, 1)); err != nil || got.Items[0].Rate.Price.String() != "112.00" || got.Items[0].Before.String() != "106.00" {
		t.Errorf("from the original price: %+v, %v", got.Items, err)
	}
}

func TestPricesAreComparedWithThePresentOnes(t *testing.T) {
	present := map[framework.ItemID]pricing.Rate{notebook: {Price: money.MustPrice("100.00")}}
	rate := func(price string) pricing.Rate { return pricing.Rate{Price: money.MustPrice(price)} }
	for name, c := range map[string]struct {
		wanted []repricing.Wanted
		want   error
		field  string
	}{
		"dearer":        {[]repricing.Wanted{{Item: notebook, Rate: rate("101")}}, nil, ""},
		"the same":      {[]repricing.Wanted{{Item: notebook, Rate: rate("100")}}, repricing.ErrNothingChanges, "items.0"},
		"twice":         {[]repricing.Wanted{{Item: notebook, Rate: rate("101")}, {Item: notebook, Rate: rate("102")}}, framework.ErrItemTwice, "items.1.itemId"},
		"unknown":       {[]repricing.Wanted{{Item: id.New[framework.Item](), Rate: rate("101")}}, framework.ErrItemUnknown, "items.0.itemId"},
		"without steps": {[]repricing.Wanted{{Item: notebook, Rate: pricing.Rate{Price: money.MustPrice("100"), Tiers: pricing.Tiers{Mode: pricing.AllUnit}}}}, pricing.ErrTiers, "items.0.tiers"},
	} {
		got, err := repricing.Compare(c.wanted, present)
		if !errors.Is(err, c.want) || err == nil && got[0].Before.String() != "100.00" {
			t.Errorf("%s: %v", name, err)
		}
		if f, ok := fault.Of(err); ok && f.Field() != c.field {
			t.Errorf("%s: at %s", name, f.Field())
		}
	}
}

// Whatever is called off together and returned, rebate after rebate: the parts come to the line's credit, all parts
// of a participant together to its share of the whole by the kernel, and what does not stand is owed again to the cent.
func TestTheRebateOfAJointCallOffIsSharedToTheCent(t *testing.T) {
	rate := pricing.Rate{Price: money.MustPrice("99.99"), Tiers: pricing.Tiers{Mode: pricing.AllUnit, Basis: pricing.PerContract, Steps: []pricing.Step{
		{From: quantity.Must("10"), Price: money.MustPrice("95.005")}, {From: quantity.Must("30"), Price: money.MustPrice("91.1113")},
	}}}
	rapid.Check(t, func(t *rapid.T) {
		line := repricing.RebateLine{CallOff: id.New[calloff.CallOff](), Member: id.New[member.Member]()}
		n := rapid.IntRange(2, 6).Draw(t, "participants")
		for range n {
			line.Parts = append(line.Parts, repricing.RebatePart{Member: id.New[member.Member](), Bears: money.FromCents(rapid.Int64Range(1, 50000).Draw(t, "bears"))})
		}
		given := make([]money.Amount, n)
		stands := rapid.IntRange(1, 20).Draw(t, "quantity")
		for range rapid.IntRange(1, 4).Draw(t, "rebates") {
			q := quantity.Must(strconv.Itoa(stands))
			line.Called = pricing.Called{Quantity: q, Charged: rate.Price.Times(q.Decimal()), Rate: rate, Given: sum(given)}
			for i := range line.Parts {
				line.Parts[i].Given = given[i]
			}
			waiting := quantity.Must(strconv.Itoa(rapid.IntRange(0, 30).Draw(t, "waiting")))
			r, err := repricing.Credit(repricing.CalledOff{Rate: rate, Waiting: waiting, Lines: []repricing.RebateLine{line}}, "MR-2026-0001", officer, now)
			if errors.Is(err, pricing.ErrNoRebate) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			got := r.Lines[0]
			parts := money.Zero
			for i, p := range got.Parts {
				parts, given[i] = parts.Add(p.Credit), given[i].Add(p.Credit)
				if given[i].Sign() < 0 {
					t.Fatalf("%s owes more than it got: %s", p.Member, given[i])
				}
			}
			if parts.Cmp(got.Credit.Amount) != 0 || sum(given).Cmp(got.Charged.Sub(got.Due)) != 0 || repricing.Sum(r.Credits()).Sub(repricing.Sum(r.Charges())).Cmp(parts) != 0 {
				t.Fatalf("parts %s of %s; %s in all of %s", parts, got.Credit.Amount, sum(given), got.Charged.Sub(got.Due))
			}
			stands = rapid.IntRange(0, stands).Draw(t, "still stands")
		}
	})
}

func sum(amounts []money.Amount) money.Amount {
	total := money.Zero
	for _, a := range amounts {
		total = total.Add(a)
	}
	return total
}

func TestARebateIsSharedByWhatEachCalledOff(t *testing.T) {
	rate := pricing.Rate{Price: money.MustPrice("100.00"), Tiers: pricing.Tiers{Mode: pricing.AllUnit, Basis: pricing.PerContract, Steps: []pricing.Step{
		{From: quantity.Must("10"), Price: money.MustPrice("95.005")},
	}}}
	hannover, göttingen := id.New[member.Member](), id.New[member.Member]()
	taken := func(m member.ID, wanted, charged string) repricing.RebateLine {
		return repricing.RebateLine{CallOff: id.New[calloff.CallOff](), Member: m, Called: pricing.Called{
			Quantity: quantity.Must(wanted), Charged: money.MustAmount(charged), Rate: rate,
		}}
	}
	called := repricing.CalledOff{Rate: rate, Lines: []repricing.RebateLine{taken(hannover, "3", "300.00"), taken(göttingen, "5", "500.00"), taken(hannover, "1", "100.00")}}
	if _, err := repricing.Credit(called, "MR-2026-0001", officer, now); !errors.Is(err, pricing.ErrNoRebate) {
		t.Errorf("below the step: %v", err)
	}
	called.Waiting = quantity.Must("1")
	got, err := repricing.Credit(called, "MR-2026-0001", officer, now)
	if err != nil {
		t.Fatal(err)
	}
	charged, due, given, credit := got.Totals()
	if charged.String() != "900.00" || due.String() != "855.06" || !given.IsZero() || credit.String() != "44.94" || repricing.Sum(got.Credits()).Cmp(credit) != 0 {
		t.Errorf("%s - %s - %s = %s, shared %+v", charged, due, given, credit, got.Credits())
	}
	if got.Step == nil || got.Step.From.String() != "10" || len(got.Charges()) != 0 || len(got.Credits()) != 2 {
		t.Errorf("got %+v", got)
	}
}
