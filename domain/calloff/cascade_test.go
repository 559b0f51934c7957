package calloff_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/routing"
)

// cascading sells desks at 500.00 EUR of the first and at the prices given of those behind it,
// who are asked one after the other; one without a price has not offered desks.
func cascading(t interface {
	Helper()
	Fatal(...any)
}, prices ...string) *framework.Framework {
	t.Helper()
	s := contract(t).State()
	s.Route = routing.Table{{Way: routing.Cascade, AnswerHours: 24}}
	s.Suppliers = []framework.Supplier{{ID: s.Supplier, Rank: 1}}
	for i, price := range prices {
		next := framework.Supplier{ID: id.New[member.Supplier](), Rank: i + 2, Prices: map[framework.ItemID]pricing.Rate{}}
		if price != "" {
			next.Prices[s.Items[0].ID] = pricing.Rate{Price: money.MustPrice(price)}
		}
		s.Suppliers = append(s.Suppliers, next)
	}
	return framework.Restore(s)
}

func TestARefusalAsksTheNextWhoMayBeAsked(t *testing.T) {
	for name, c := range map[string]struct {
		prices []string
		spoil  func(*framework.State)
		rank   int // that is asked next, 0 for nobody
		total  string
		why    []routing.Absence
	}{
		"the second":                       {[]string{"450"}, nil, 2, "450.00", []routing.Absence{routing.Refused}},
		"the third, without a price":       {[]string{"", "510"}, nil, 3, "510.00", []routing.Absence{routing.Refused, routing.Unpriced}},
		"the third, dearer than the limit": {[]string{"1000.01", "1000"}, nil, 3, "1000.00", []routing.Absence{routing.Refused, routing.Dearer}},
		"the third, one being excluded": {[]string{"450", "460"}, func(s *framework.State) { s.Suppliers[1].Out = routing.Excluded }, 3, "460.00",
			[]routing.Absence{routing.Refused, routing.Excluded}},
		"nobody is left":          {nil, nil, 0, "500.00", []routing.Absence{routing.Refused}},
		"nobody can":              {[]string{"", "2000"}, nil, 0, "500.00", []routing.Absence{routing.Refused, routing.Unpriced, routing.Dearer}},
		"the contract is stopped": {[]string{"450"}, func(s *framework.State) { s.Halt.Status, s.Status = framework.Suspended, framework.Suspended }, 0, "500.00", []routing.Absence{routing.Refused, routing.Closed}},
		"the quota does not suffice": {[]string{"900"}, func(s *framework.State) { s.Entitled[0].Quota = money.MustAmount("800") }, 0, "500.00",
			[]routing.Absence{routing.Refused, routing.Exceeded}},
	} {
		t.Run(name, func(t *testing.T) {
			f := cascading(t, c.prices...)
			order := placed(t, f, desks(f, "1"))
			if c.spoil != nil {
				s := f.State()
				c.spoil(&s)
				f = framework.Restore(s)
			}
			refusals, err := calloff.Refuse(order, f, "Ausverkauft", approver, during)
			if err != nil {
				t.Fatal(err)
			}
			got := order.State()
			if asked := got.Status == calloff.Placed; asked != (c.rank > 0) || asked && got.Offered.Rank != c.rank || got.Total.String() != c.total {
				t.Errorf("%s for %s of rank %d", got.Status, got.Total, got.Offered.Rank)
			}
			var why []routing.Absence
			for _, r := range refusals {
				why = append(why, r.Why)
			}
			if !slices.Equal(why, c.why) || refusals[0].By != approver || refusals[0].Reason != "Ausverkauft" {
				t.Errorf("refused as %+v", refusals)
			}
			if drawn := f.State().Drawn.String(); c.rank == 0 && drawn != "0.00" || c.rank > 0 && drawn != c.total {
				t.Errorf("drawn %s", drawn)
			}
		})
	}
}

func TestAnOrderLapsesOnlyWhenItsTimeIsOver(t *testing.T) {
	f := cascading(t, "450")
	order := placed(t, f, desks(f, "1"))
	due := order.State().Offered.Due
	for _, early := range []time.Time{during, due} {
		if _, err := calloff.Lapse(order, f, early); !errors.Is(err, calloff.ErrNotOverdue) {
			t.Errorf("at %s: %v", early, err)
		}
	}
	refusals, err := calloff.Lapse(order, f, due.Add(time.Second))
	if err != nil || refusals[0].Why != routing.Silent || !refusals[0].By.IsZero() {
		t.Fatalf("refused as %+v, %v", refusals, err)
	}
	if got := order.State(); got.Offered.Rank != 2 || !got.Offered.Due.After(due) || got.Supplier != f.State().Suppliers[1].ID {
		t.Errorf("passed on as %+v", got)
	}
}

func TestACascadeGoesDownAndDrawsOnlyForWhomItAsks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prices := rapid.SliceOfN(rapid.SampledFrom([]string{"", "300", "500", "700", "1200"}), 0, 5).Draw(t, "prices")
		f := cascading(t, prices...)
		order, err := calloff.Place(f, town, desks(f, "1"), during)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[int]bool{}
		for now := during; order.Cascades(); now = now.AddDate(0, 0, 7) {
			was := order.State().Offered.Rank
			refusals, err := calloff.Lapse(order, f, now.AddDate(0, 0, 7))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range refusals {
				if seen[r.Rank] {
					t.Fatalf("rank %d refuses twice", r.Rank)
				}
				seen[r.Rank] = true
			}
			got, drawn := order.State(), money.Zero
			if order.Cascades() && (got.Offered.Rank <= was || got.Total.Cmp(town.Limit) > 0) {
				t.Fatalf("from rank %d to %d for %s", was, got.Offered.Rank, got.Total)
			}
			if order.Cascades() {
				drawn = got.Total
			}
			if s := f.State(); s.Drawn.Cmp(drawn) != 0 || s.Entitled[0].Drawn.Cmp(drawn) != 0 {
				t.Fatalf("drawn %s of %s", s.Drawn, drawn)
			}
		}
		if len(seen) != len(prices)+1 || order.State().Status != calloff.Rejected {
			t.Fatalf("ended %s after %d of %d", order.State().Status, len(seen), len(prices)+1)
		}
	})
}
