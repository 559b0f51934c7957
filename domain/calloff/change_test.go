package calloff_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/routing"
)

func wish(f *framework.Framework, position int, q string) framework.Wish {
	return framework.Wish{Item: f.State().Items[position].ID, Quantity: quantity.Must(q)}
}

func TestAChangeDrawsTheDifferenceAndKeepsWhatWas(t *testing.T) {
	f := contract(t)
	order := desks(f, "2")
	order.Wishes = append(order.Wishes, wish(f, 1, "9"))
	c, err := calloff.Place(f, calloff.Customer{Member: town.Member, Admitted: true, Limit: money.MustAmount("2000")}, order, during)
	if err != nil {
		t.Fatal(err)
	}
	before, err := calloff.Change(c, f, town, calloff.Revision{By: approver, Wishes: []framework.Wish{wish(f, 0, "1")}, Reason: "ein Platz weniger"}, during)
	if err != nil {
		t.Fatal(err)
	}
	got := c.State()
	if got.Status != calloff.Placed || got.Change != 1 || got.ChangedBy != approver || got.Total.String() != "500.00" || len(got.Lines) != 1 {
		t.Errorf("lowered: %+v", got)
	}
	if !before.Ordered || before.Change != 0 || before.Total.String() != "1003.00" || len(before.Lines) != 2 || before.Reason != "ein Platz weniger" {
		t.Errorf("kept: %+v", before)
	}
	if s := f.State(); s.Drawn.String() != "500.00" || s.Items[0].Drawn.String() != "1" || !s.Items[1].Drawn.IsZero() {
		t.Errorf("drawn %s", s.Drawn)
	}
}

func TestAChangeThatRisesWaitsForApprovalAndMayBeTurnedDown(t *testing.T) {
	f := contract(t)
	c := placed(t, f, desks(f, "1"))
	before, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: []framework.Wish{wish(f, 0, "3")}, Reason: "zwei mehr"}, during)
	if err != nil || c.State().Status != calloff.Submitted || c.State().PlacedAt.IsZero() || f.State().Drawn.String() != "1500.00" {
		t.Fatalf("got %+v, %v", c.State(), err)
	}
	if _, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: []framework.Wish{wish(f, 0, "2")}, Reason: "doch nur"}, during); !errors.Is(err, calloff.ErrNotChangeable) {
		t.Errorf("changed while it waits: %v", err)
	}
	if _, err := calloff.TurnDown(c, f, before, buyer, "nein", during); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("turned down by oneself: %v", err)
	}
	rejected, err := calloff.TurnDown(c, f, before, approver, "kein Geld", during)
	got := c.State()
	if err != nil || got.Status != calloff.Placed || got.Change != 2 || got.Total.String() != "500.00" || f.State().Drawn.String() != "500.00" {
		t.Errorf("turned down: %+v, %v", got, err)
	}
	if rejected.Ordered || rejected.Total.String() != "1500.00" || rejected.Change != 1 {
		t.Errorf("on record: %+v", rejected)
	}
}

func TestWhatIsCancelledWhileAChangeWaitsIsWhatWasOrdered(t *testing.T) {
	f := contract(t)
	c := placed(t, f, desks(f, "1"))
	if _, err := calloff.CancelOrdered(c, f, calloff.Version{}, buyer, "nicht mehr", during); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("without a change: %v", err)
	}
	before, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: []framework.Wish{wish(f, 0, "3")}, Reason: "zwei mehr"}, during)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := calloff.CancelOrdered(c, f, before, buyer, " ", during); !errors.Is(err, calloff.ErrReason) || f.State().Drawn.String() != "1500.00" {
		t.Errorf("without a reason: %v", err)
	}
	dropped, err := calloff.CancelOrdered(c, f, before, buyer, "nicht mehr", during)
	got := c.State()
	if err != nil || got.Status != calloff.Cancelled || got.Total.String() != "500.00" || got.Lines[0].Quantity.String() != "1" || got.Reason != "nicht mehr" || got.Change != 2 {
		t.Errorf("cancelled: %+v, %v", got, err)
	}
	if dropped.Ordered || dropped.Total.String() != "1500.00" || dropped.Change != 1 {
		t.Errorf("on record: %+v", dropped)
	}
	if s := f.State(); !s.Drawn.IsZero() || !s.Items[0].Drawn.IsZero() {
		t.Errorf("%s is still drawn", s.Drawn)
	}
}

func TestNothingMoreGoesToASupplierThatWasTakenOut(t *testing.T) {
	out := func(f *framework.Framework) *framework.Framework {
		s := f.State()
		s.Suppliers = []framework.Supplier{{ID: s.Supplier, Rank: 1, Out: routing.Withdrawn}}
		return framework.Restore(s)
	}
	f := contract(t)
	waits := placed(t, f, desks(f, "3"))
	if err := approve(waits, out(f), approver); !errors.Is(err, calloff.ErrSupplierOut) || waits.State().Status != calloff.Submitted {
		t.Errorf("approved: %v", err)
	}
	f = contract(t)
	c := placed(t, f, desks(f, "2"))
	f = out(f)
	if _, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: []framework.Wish{wish(f, 0, "3")}, Reason: "mehr"}, during); !errors.Is(err, calloff.ErrSupplierOut) {
		t.Errorf("raised: %v", err)
	}
	if _, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: []framework.Wish{wish(f, 0, "1")}, Reason: "weniger"}, during); err != nil {
		t.Errorf("lowered: %v", err)
	}
}

func TestChangesAreRefused(t *testing.T) {
	for name, r := range map[string]struct {
		wishes []framework.Wish
		reason string
		spoil  func(*calloff.CallOff, *framework.Framework)
		want   error
	}{
		"nothing is left":     {nil, "weg", nil, framework.ErrNothingWanted},
		"nothing is changed":  {[]framework.Wish{{Quantity: quantity.Must("2")}}, "gleich", nil, calloff.ErrNothingChanged},
		"another item":        {[]framework.Wish{{Item: "x", Quantity: quantity.Must("2")}}, "neu", nil, calloff.ErrChangedLines},
		"no reason":           {[]framework.Wish{{Quantity: quantity.Must("1")}}, " ", nil, calloff.ErrReason},
		"half a desk":         {[]framework.Wish{{Quantity: quantity.Must("0.5")}}, "halb", nil, quantity.ErrNotWhole},
		"more than there is":  {[]framework.Wish{{Quantity: quantity.Must("11")}}, "mehr", nil, framework.ErrQuantityExceeded},
		"more than the quota": {[]framework.Wish{{Quantity: quantity.Must("6")}}, "mehr", nil, framework.ErrQuotaExceeded},
		"cancelled meanwhile": {[]framework.Wish{{Quantity: quantity.Must("1")}}, "zu spät", func(c *calloff.CallOff, f *framework.Framework) { _ = calloff.Cancel(c, f, buyer, "weg damit", during) }, calloff.ErrNotChangeable},
	} {
		f := contract(t)
		c := placed(t, f, desks(f, "2"))
		if r.spoil != nil {
			r.spoil(c, f)
		}
		before := f.State().Drawn
		for i := range r.wishes {
			if r.wishes[i].Item.IsZero() {
				r.wishes[i].Item = f.State().Items[0].ID
			}
		}
		if _, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: r.wishes, Reason: r.reason}, during); !errors.Is(err, r.want) || f.State().Drawn.Cmp(before) != 0 || c.State().Change != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// However often orders are changed and changes turned down: drawn is what stands.
func TestAfterAnyChangesDrawnIsWhatStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := contract(t)
		order := desks(f, "2")
		order.Wishes = append(order.Wishes, wish(f, 1, "9"))
		order.Budgets = []calloff.Budget{{Code: "1", Weight: money.MustAmount("1").Decimal()}, {Code: "2", Weight: money.MustAmount("2").Decimal()}}
		c, err := calloff.Place(f, town, order, during)
		if err != nil {
			t.Fatal(err)
		}
		if c.State().Status == calloff.Submitted {
			if err := approve(c, f, approver); err != nil {
				t.Fatal(err)
			}
		}
		for range 8 {
			var wishes []framework.Wish
			for i, q := range []string{rapid.SampledFrom([]string{"0", "1", "2", "5", "11"}).Draw(t, "desks"), rapid.SampledFrom([]string{"0", "0.5", "9", "51"}).Draw(t, "air")} {
				if q != "0" {
					wishes = append(wishes, wish(f, i, q))
				}
			}
			v, err := calloff.Change(c, f, town, calloff.Revision{By: buyer, Wishes: wishes, Reason: "geändert"}, during)
			if err == nil && c.State().Status == calloff.Submitted {
				if rapid.Bool().Draw(t, "approved") {
					err = approve(c, f, approver)
				} else {
					_, err = calloff.TurnDown(c, f, v, approver, "nein, danke", during)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			compare(t, f.State(), []*calloff.CallOff{c})
			sum := money.Zero
			for _, b := range c.State().Budgets {
				sum = sum.Add(b.Amount)
			}
			if sum.Cmp(c.State().Total) != 0 {
				t.Fatalf("%s are borne of %s", sum, c.State().Total)
			}
		}
	})
}
