package capacity_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/capacity"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// oracle counts what is held day by day, without steps or sums.
type oracle map[capacity.ResourceID]*[60]int

func (o oracle) add(holds []capacity.Hold, sign int) {
	for _, h := range holds {
		for day := range 60 {
			if d := today.Add(day); !d.Before(h.Days.From) && !d.After(h.Days.To) {
				o[h.Resource][day] += sign * int(h.Amount.Decimal().IntPart())
			}
		}
	}
}

func (o oracle) fits(holds []capacity.Hold, usable map[capacity.ResourceID]int) bool {
	o.add(holds, 1)
	defer o.add(holds, -1)
	for r, days := range o {
		for _, held := range days {
			if held > usable[r] {
				return false
			}
		}
	}
	return true
}

func drawPhases(t *rapid.T, p *capacity.Pool, from int) []capacity.Phase {
	var phases []capacity.Phase
	for range rapid.IntRange(1, 3).Draw(t, "phases") {
		from += rapid.IntRange(0, 5).Draw(t, "gap")
		to := from + rapid.IntRange(0, 8).Draw(t, "days")
		var claims []capacity.Claim
		if racks := rapid.IntRange(0, 5).Draw(t, "racks"); racks > 0 {
			claims = append(claims, claim(p, capacity.Rack, decimal.New(int64(racks), 0).String()))
		}
		if cpus := rapid.IntRange(1, 120).Draw(t, "cpus"); len(claims) == 0 || cpus > 60 {
			claims = append(claims, claim(p, capacity.VCPU, decimal.New(int64(cpus), 0).String()))
		}
		phases = append(phases, phase(from, to, claims...))
		from = to + 1
	}
	return phases
}

func TestNothingIsOverbookedAndNothingIsRefusedThatFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPool(t, false)
		rack, _ := p.State().OfKind(capacity.Rack, "")
		cpu, _ := p.State().OfKind(capacity.VCPU, "")
		usable := map[capacity.ResourceID]int{rack.ID: 8, cpu.ID: 200}
		o := oracle{rack.ID: {}, cpu.ID: {}}
		var standing []*capacity.Reservation
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			switch which := rapid.IntRange(0, 4).Draw(t, "act"); {
			case which <= 1 || len(standing) == 0:
				phases := drawPhases(t, p, rapid.IntRange(0, 20).Draw(t, "from"))
				fits := o.fits(capacity.HoldsOf(phases), usable)
				r, err := p.Reserve(ask(phases...), buyer, now)
				if (err == nil) != fits {
					t.Fatalf("fits %v, got %v", fits, err)
				}
				if err == nil {
					standing = append(standing, r)
					o.add(r.State().Holds(), 1)
				}
			case which == 2:
				r := rapid.SampledFrom(standing).Draw(t, "changed")
				phases := drawPhases(t, p, rapid.IntRange(0, 20).Draw(t, "from"))
				was := r.State().Holds()
				status := r.State().On(today)
				standing := status == capacity.Approved || status == capacity.Active
				o.add(was, -1)
				fits := o.fits(capacity.HoldsOf(phases), usable)
				if err := p.Change(r, phases, buyer, now); (err == nil) != (fits && standing) {
					t.Fatalf("a change fits %v, got %v", fits, err)
				}
				o.add(r.State().Holds(), 1)
			case which == 3:
				r := rapid.SampledFrom(standing).Draw(t, "handed over")
				from := today.Add(rapid.IntRange(0, 25).Draw(t, "on"))
				heir, err := p.HandOver(r, id.New[member.Member](), from, "tritt aus", clerk, now)
				if err == nil {
					standing = append(standing, heir) // what both hold is what one held: the oracle stays
				}
			default:
				r := rapid.SampledFrom(standing).Draw(t, "released")
				o.add(r.State().Holds(), -1)
				_ = p.Release(r, today.Add(rapid.IntRange(-1, 25).Draw(t, "last")), now)
				o.add(r.State().Holds(), 1)
			}
			for resource, days := range o {
				for day, held := range days {
					if got := p.State().Booked[resource].At(today.Add(day)); !got.Equal(decimal.New(int64(held), 0)) {
						t.Fatalf("day %d: booked %s, held %d", day, got, held)
					}
				}
			}
		}
	})
}

func TestTheEarliestFitIsTheFirstDayThatCanBeReserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPool(t, false)
		rack, _ := p.State().OfKind(capacity.Rack, "")
		if _, err := p.SetLevel(rack.ID, level(rapid.IntRange(1, 30).Draw(t, "extended"), "12", "2", "1"), today); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 15).Draw(t, "standing") {
			_, _ = p.Reserve(ask(drawPhases(t, p, rapid.IntRange(0, 20).Draw(t, "from"))...), buyer, now)
		}
		notBefore := rapid.IntRange(0, 20).Draw(t, "not before")
		wish := capacity.Wish{NotBefore: today.Add(notBefore)}
		for range rapid.IntRange(1, 2).Draw(t, "wished") {
			wish.Phases = append(wish.Phases, capacity.WishPhase{Days: rapid.IntRange(1, 9).Draw(t, "days"), Claims: []capacity.WishClaim{
				{Kind: capacity.Rack, Amount: quantity.Must(decimal.New(rapid.Int64Range(1, 11).Draw(t, "racks"), 0).String())},
				{Kind: capacity.VCPU, Amount: quantity.Must(decimal.New(rapid.Int64Range(1, 200).Draw(t, "cpus"), 0).String())},
			}})
		}
		fit, found := p.State().EarliestFit(wish, today)
		if found != (len(fit.Begins) > 0) || found && fit.From != fit.Begins[0].From {
			t.Fatalf("found %v on %s: %v", found, fit.From, fit.Begins)
		}
		for day := notBefore; day < notBefore+90; day++ {
			if len(fit.Begins) == 3 && today.Add(day).After(fit.Begins[2].To) {
				return // no more are told
			}
			state := p.State()
			state.Booked = maps.Clone(state.Booked)
			at := day
			var phases []capacity.Phase
			for _, w := range wish.Phases {
				phases = append(phases, phase(at, at+w.Days-1, claim(p, capacity.Rack, w.Claims[0].Amount.String()), claim(p, capacity.VCPU, w.Claims[1].Amount.String())))
				at += w.Days
			}
			_, err := capacity.RestorePool(state).Reserve(ask(phases...), buyer, now)
			told := slices.ContainsFunc(fit.Begins, func(s period.Span) bool { return !today.Add(day).Before(s.From) && !today.Add(day).After(s.To) })
			if told != (err == nil) {
				t.Fatalf("day %d: %v, told %v", day, err, fit.Begins)
			}
		}
	})
}

func TestAKindThatAPoolHasNotYetCanBePlanned(t *testing.T) {
	p := newPool(t, false)
	wish := capacity.Wish{NotBefore: today, Phases: []capacity.WishPhase{{Days: 10, Claims: []capacity.WishClaim{{Kind: capacity.GPU, Amount: quantity.Must("2")}}}}}
	plan := capacity.Plan{Pool: p.State().ID, Kind: capacity.GPU, From: today.Add(160), By: decimal.New(2, 0)}
	after, err := capacity.Planned([]capacity.PoolState{p.State()}, []capacity.Plan{plan})
	if err != nil {
		t.Fatal(err)
	}
	if fit, found := after[0].EarliestFit(wish, today); !found || fit.From != today.Add(160) || len(p.State().Resources) != 2 {
		t.Errorf("got %v %v", fit, found)
	}
	for want, change := range map[error]func(*capacity.Plan){
		capacity.ErrKind:       func(p *capacity.Plan) { p.Kind = "quantum" },
		capacity.ErrTier:       func(p *capacity.Plan) { p.Kind = capacity.Storage },
		capacity.ErrPlan:       func(p *capacity.Plan) { p.By = decimal.RequireFromString("1.5") },
		capacity.ErrNoResource: func(p *capacity.Plan) { p.Pool = id.New[capacity.Pool]() },
	} {
		wrong := plan
		change(&wrong)
		if _, err := capacity.Planned([]capacity.PoolState{p.State()}, []capacity.Plan{wrong}); !errors.Is(err, want) {
			t.Errorf("want %v, got %v", want, err)
		}
	}
}

func TestAPlanConcernsThePoolOfItsResource(t *testing.T) {
	first, second := newPool(t, false), newPool(t, false)
	pools := []capacity.PoolState{first.State(), second.State()}
	rack, _ := second.State().OfKind(capacity.Rack, "")
	racks := func(pools []capacity.PoolState, pool int) string {
		r, _ := pools[pool].OfKind(capacity.Rack, "")
		return r.Level(today).Amount.String()
	}
	for name, c := range map[string]struct {
		plan          capacity.Plan
		first, second string
	}{
		"of a resource":                    {capacity.Plan{Resource: rack.ID}, "10", "12"},
		"of a resource and its pool":       {capacity.Plan{Resource: rack.ID, Pool: pools[1].ID}, "10", "12"},
		"of a resource, and another pool":  {capacity.Plan{Resource: rack.ID, Pool: pools[0].ID}, "10", "12"},
		"of a kind of a pool":              {capacity.Plan{Pool: pools[0].ID, Kind: capacity.Rack}, "12", "10"},
		"of a kind of the pool after that": {capacity.Plan{Pool: pools[1].ID, Kind: capacity.Rack}, "10", "12"},
	} {
		c.plan.From, c.plan.By = today, decimal.New(2, 0)
		after, err := capacity.Planned(pools, []capacity.Plan{c.plan})
		if err != nil || racks(after, 0) != c.first || racks(after, 1) != c.second {
			t.Errorf("%s: %v, %s and %s racks", name, err, racks(after, 0), racks(after, 1))
		}
	}
	gone := capacity.Plan{Resource: id.New[capacity.Resource](), Pool: pools[0].ID, Kind: capacity.Rack, From: today, By: decimal.New(2, 0)}
	if _, err := capacity.Planned(pools, []capacity.Plan{gone}); !errors.Is(err, capacity.ErrNoResource) {
		t.Errorf("of a resource that no pool has: %v", err)
	}
}

func TestTwoMoreRacksInMayMakeRoom(t *testing.T) {
	p := newPool(t, false)
	rack, _ := p.State().OfKind(capacity.Rack, "")
	wish := capacity.Wish{NotBefore: today, Phases: []capacity.WishPhase{{Days: 10, Claims: []capacity.WishClaim{{Kind: capacity.Rack, Amount: quantity.Must("10")}}}}}
	if fit, found := p.State().EarliestFit(wish, today); found {
		t.Errorf("fits on %s", fit.From)
	}
	after, err := capacity.Planned([]capacity.PoolState{p.State()}, []capacity.Plan{{Resource: rack.ID, From: today.Add(160), By: decimal.New(2, 0)}})
	if err != nil {
		t.Fatal(err)
	}
	if fit, found := after[0].EarliestFit(wish, today); !found || fit.From != today.Add(160) {
		t.Errorf("got %v %v", fit, found)
	}
	if _, err := capacity.Planned([]capacity.PoolState{p.State()}, []capacity.Plan{{Resource: rack.ID, From: today, By: decimal.New(-11, 0)}}); !errors.Is(err, capacity.ErrPlan) {
		t.Errorf("less than nothing: %v", err)
	}
}

func TestGrowthIsToldToATenth(t *testing.T) {
	p := newPool(t, false)
	if _, err := p.Reserve(ask(phase(0, 400, claim(p, capacity.Rack, "1"))), buyer, now); err != nil {
		t.Fatal(err)
	}
	r, _ := p.State().OfKind(capacity.Rack, "")
	if got := p.State().Outlook(r, today.Add(30)).PerMonth.String(); got != "0.2" {
		t.Errorf("a rack in half a year grows by %s in 30 days", got)
	}
}
