package capacity_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/capacity"
	"allmende/domain/quantity"
)

func TestAKindIsCheckedWithItsTierWhereverItIsNamed(t *testing.T) {
	for _, c := range []struct {
		kind capacity.Kind
		tier string
		want string // the code and the field
	}{
		{capacity.Rack, "", ""},
		{capacity.Storage, "schnell", ""},
		{capacity.Storage, strings.Repeat("ä", 40), ""},
		{"quantum", "", "capacity.kind-unknown kind"},
		{"", "schnell", "capacity.kind-unknown kind"},
		{capacity.Storage, "", "capacity.tier-invalid tier"},
		{capacity.Rack, "schnell", "capacity.tier-invalid tier"},
		{capacity.Storage, strings.Repeat("ä", 41), "capacity.tier-invalid tier"},
	} {
		if got := code(c.kind.Check(c.tier)); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.kind, c.tier, got, c.want)
		}
		in := func(place string) string { return strings.Replace(c.want, " ", " "+place, 1) }
		wish := capacity.Wish{NotBefore: today, Phases: []capacity.WishPhase{{Days: 1, Claims: []capacity.WishClaim{{Kind: c.kind, Tier: c.tier, Amount: quantity.Must("1")}}}}}
		if got := code(wish.Check(today)); got != in("phases.0.claims.0.") {
			t.Errorf("a wish of %q in %q: %q", c.kind, c.tier, got)
		}
		p := newPool(t, false)
		plan := capacity.Plan{Pool: p.State().ID, Kind: c.kind, Tier: c.tier, From: today, By: decimal.New(1, 0)}
		if _, err := capacity.Planned([]capacity.PoolState{p.State()}, []capacity.Plan{plan}); code(err) != in("plans.0.") {
			t.Errorf("a plan of %q in %q: %v", c.kind, c.tier, err)
		}
		if c.kind == capacity.Rack && c.want == "" {
			continue // is there already
		}
		if _, err := p.AddResource(c.kind, c.tier, level(0, "1", "0", "1"), today); code(err) != c.want {
			t.Errorf("a resource of %q in %q: %v", c.kind, c.tier, err)
		}
	}
}

func TestATierIsReadWithoutTheSpacesAroundIt(t *testing.T) {
	claims := []capacity.WishClaimText{{Kind: "storage", Tier: " schnell ", Amount: "1"}}
	wish, err := capacity.WishText{Phases: []capacity.WishPhaseText{{Days: 1, Claims: claims}}}.Read(today)
	if err != nil || wish.Phases[0].Claims[0].Tier != "schnell" {
		t.Errorf("a wish: %+v, %v", wish, err)
	}
	plans, err := capacity.ReadPlans([]capacity.PlanText{{Kind: "storage", Tier: " schnell ", From: today.String(), By: "1"}}, today)
	if err != nil || plans[0].Tier != "schnell" {
		t.Errorf("a plan: %+v, %v", plans, err)
	}
}
