package capacity_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

var (
	now   = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	today = period.DayOf(now)
	buyer = id.New[member.Person]()
	clerk = id.New[member.Person]()
	town  = id.New[member.Member]()
)

func level(days int, amount, reserve, factor string) capacity.Level {
	return capacity.Level{From: today.Add(days), Amount: quantity.Must(amount), Reserve: quantity.Must(reserve), Overcommit: decimal.RequireFromString(factor)}
}

// newPool has 10 racks of which 2 are reserved for maintenance, and 100 vCPU promised twice.
func newPool(t interface{ Fatal(...any) }, approval bool) *capacity.Pool {
	site, err := capacity.NewSite(capacity.SiteTerms{Name: "Hannover", Address: "Am Markt 1", Rooms: []capacity.Room{{Name: "R1", Class: 3}}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := capacity.NewPool(site.State(), capacity.PoolTerms{Name: "Pool A", Room: "R1", Approval: approval})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []struct {
		kind  capacity.Kind
		level capacity.Level
	}{{capacity.Rack, level(0, "10", "2", "1")}, {capacity.VCPU, level(0, "100", "0", "2")}} {
		if _, err := p.AddResource(r.kind, "", r.level, today); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func claim(p *capacity.Pool, k capacity.Kind, amount string) capacity.Claim {
	r, _ := p.State().OfKind(k, "")
	return capacity.Claim{Resource: r.ID, Amount: quantity.Must(amount)}
}

func phase(from, to int, claims ...capacity.Claim) capacity.Phase {
	return capacity.Phase{Days: period.Span{From: today.Add(from), To: today.Add(to)}, Claims: claims}
}

func ask(phases ...capacity.Phase) capacity.Ask {
	return capacity.Ask{Member: town, Purpose: "Fachverfahren", Phases: phases}
}

func code(err error) string {
	f, _ := fault.Of(err)
	if f == nil {
		return ""
	}
	return f.Code() + " " + f.Field()
}

func TestWhatCannotBeReservedIsRefusedWithItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		phases func(*capacity.Pool) []capacity.Phase
		want   string
	}{
		"nothing": {func(*capacity.Pool) []capacity.Phase { return nil }, "reservation.phases-invalid phases"},
		"zero": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(0, 5, claim(p, capacity.Rack, "0"))}
		}, "reservation.amount-invalid phases.0.claims.0.amount"},
		"half a rack": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(0, 5, claim(p, capacity.Rack, "0.5"))}
		}, "reservation.amount-invalid phases.0.claims.0.amount"},
		"the past": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(-1, 5, claim(p, capacity.Rack, "1"))}
		}, "reservation.past phases.0.from"},
		"a day twice": {func(p *capacity.Pool) []capacity.Phase {
			c := claim(p, capacity.Rack, "1")
			return []capacity.Phase{phase(0, 5, c), phase(5, 6, c)}
		}, "reservation.phases-invalid phases.1.from"},
		"a rack twice": {func(p *capacity.Pool) []capacity.Phase {
			c := claim(p, capacity.Rack, "1")
			return []capacity.Phase{phase(0, 5, c, c)}
		}, "reservation.claims-invalid phases.0.claims.1.resourceId"},
		"too long": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(0, 3700, claim(p, capacity.Rack, "1"))}
		}, "reservation.too-long phases.0.to"},
		"the reserve": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(0, 5, claim(p, capacity.Rack, "9"))}
		}, "reservation.not-there "},
		"one of two": {func(p *capacity.Pool) []capacity.Phase {
			return []capacity.Phase{phase(0, 5, claim(p, capacity.Rack, "1"), claim(p, capacity.VCPU, "201"))}
		}, "reservation.not-there "},
	} {
		p := newPool(t, false)
		if _, err := p.Reserve(ask(c.phases(p)...), buyer, now); code(err) != c.want {
			t.Errorf("%s: got %q, want %q", name, code(err), c.want)
		}
		if r, _ := p.State().OfKind(capacity.Rack, ""); !p.State().Free(r).At(today).Equal(decimal.New(8, 0)) {
			t.Errorf("%s: something is booked", name)
		}
	}
}

func TestOnlyProcessorsArePromisedMoreThanOnce(t *testing.T) {
	for _, k := range capacity.Kinds {
		p, tier := newPool(t, false), ""
		if k.Tiered() {
			tier = "schnell"
		}
		if k == capacity.Rack || k == capacity.VCPU {
			continue
		}
		if _, err := p.AddResource(k, tier, level(0, "10", "0", "1.01"), today); !errors.Is(err, capacity.ErrOvercommit) {
			t.Errorf("%s: %v", k, err)
		}
	}
}

func TestCapacityIsNotLoweredBelowWhatIsReserved(t *testing.T) {
	p := newPool(t, false)
	rack, _ := p.State().OfKind(capacity.Rack, "")
	if _, err := p.Reserve(ask(phase(10, 20, claim(p, capacity.Rack, "6"))), buyer, now); err != nil {
		t.Fatal(err)
	}
	short, err := p.SetLevel(rack.ID, level(15, "7", "2", "1"), today)
	if !errors.Is(err, capacity.ErrBelowReserved) || len(short) != 1 || short[0] != (period.Span{From: today.Add(15), To: today.Add(20)}) {
		t.Errorf("got %v, %v", short, err)
	}
	if _, err := p.SetLevel(rack.ID, level(21, "0", "0", "1"), today); err != nil {
		t.Errorf("decommissioned after the last day: %v", err)
	}
	if _, err := p.Reserve(ask(phase(19, 22, claim(p, capacity.Rack, "1"))), buyer, now); !errors.Is(err, capacity.ErrNotThere) {
		t.Errorf("across a decommissioning: %v", err)
	}
	if _, err := p.DropLevel(rack.ID, today.Add(21), today); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Reserve(ask(phase(19, 22, claim(p, capacity.Rack, "2"))), buyer, now); err != nil {
		t.Errorf("after it was taken back: %v", err)
	}
}

func TestAChangeHoldsBothUntilItIsDecided(t *testing.T) {
	p := newPool(t, true)
	r, err := p.Reserve(ask(phase(0, 10, claim(p, capacity.Rack, "4"))), buyer, now)
	if err != nil || r.State().Status != capacity.Requested {
		t.Fatal(r, err)
	}
	if err := p.Approve(r, buyer, now); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("by who asked: %v", err)
	}
	if err := p.Approve(r, clerk, now); err != nil {
		t.Fatal(err)
	}
	if err := p.Change(r, []capacity.Phase{phase(0, 4, claim(p, capacity.Rack, "4")), phase(5, 12, claim(p, capacity.Rack, "2"))}, buyer, now); err != nil {
		t.Fatal(err)
	}
	rack, _ := p.State().OfKind(capacity.Rack, "")
	held := func(day int) string { return p.State().Booked[rack.ID].At(today.Add(day)).String() }
	if held(0) != "4" || held(10) != "4" || held(12) != "2" || held(13) != "0" {
		t.Errorf("while it waits: %s %s %s %s", held(0), held(10), held(12), held(13))
	}
	if err := p.Release(r, today.Add(3), now); !errors.Is(err, capacity.ErrChangeWaits) {
		t.Errorf("released meanwhile: %v", err)
	}
	if err := p.Approve(r, clerk, now); err != nil {
		t.Fatal(err)
	}
	if held(4) != "4" || held(5) != "2" || held(12) != "2" {
		t.Errorf("then: %s %s %s", held(4), held(5), held(12))
	}
	if err := p.Release(r, today.Add(6), now); err != nil || held(6) != "2" || held(7) != "0" || r.State().Last() != today.Add(6) {
		t.Errorf("released: %v, %s, %s", err, held(6), held(7))
	}
}

func TestWhatIsGrantedLateCountsFromThatDayOn(t *testing.T) {
	p := newPool(t, true)
	late := now.AddDate(0, 0, 3)
	made := func(phases ...capacity.Phase) *capacity.Reservation {
		r, err := p.Reserve(ask(phases...), buyer, now)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	rack, _ := p.State().OfKind(capacity.Rack, "")
	held := func(day int) string { return p.State().Booked[rack.ID].At(today.Add(day)).String() }
	r := made(phase(0, 1, claim(p, capacity.Rack, "1")), phase(2, 9, claim(p, capacity.Rack, "2")))
	if err := p.Approve(r, clerk, late); err != nil || r.State().First() != today.Add(3) || held(2) != "0" || held(3) != "2" {
		t.Errorf("three days late: %v, %s: %s, %s", err, r.State().First(), held(2), held(3))
	}
	if err := p.Change(r, []capacity.Phase{phase(3, 9, claim(p, capacity.Rack, "2")), phase(10, 20, claim(p, capacity.Rack, "5"))}, buyer, late); err != nil {
		t.Fatal(err)
	}
	if err := p.Approve(r, clerk, now.AddDate(0, 0, 12)); err != nil || held(9) != "2" || held(11) != "0" || held(12) != "5" || r.State().First() != today.Add(3) {
		t.Errorf("a change two days late: %v: %s, %s, %s", err, held(9), held(11), held(12))
	}
	past := made(phase(0, 2, claim(p, capacity.Rack, "1")))
	if !past.State().Lapsed(today.Add(3)) || past.State().Lapsed(today.Add(2)) {
		t.Error("it lapses when its last day has passed")
	}
	if err := p.Approve(past, clerk, late); !errors.Is(err, capacity.ErrStart) || past.State().Status != capacity.Requested {
		t.Errorf("when nothing is left: %v", err)
	}
}

func TestNobodyWaitsForWhatIsNotThereAtAll(t *testing.T) {
	p := newPool(t, false)
	if _, err := p.Reserve(ask(phase(0, 3, claim(p, capacity.Rack, "8"))), buyer, now); err != nil {
		t.Fatal(err)
	}
	racks, _ := p.State().OfKind(capacity.Rack, "")
	if _, err := p.SetLevel(racks.ID, level(10, "6", "2", "1"), today); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		phases []capacity.Phase
		want   error
	}{
		"as much as there is":                       {[]capacity.Phase{phase(2, 5, claim(p, capacity.Rack, "8"))}, nil},
		"more than there is":                        {[]capacity.Phase{phase(2, 5, claim(p, capacity.Rack, "9"))}, capacity.ErrNotThere},
		"held first, then more than there is":       {[]capacity.Phase{phase(2, 12, claim(p, capacity.Rack, "5"))}, capacity.ErrNotThere},
		"more only in the last phase, and not free": {[]capacity.Phase{phase(2, 5, claim(p, capacity.Rack, "1")), phase(10, 12, claim(p, capacity.Rack, "5"))}, capacity.ErrNotThere},
	} {
		wait := ask(c.phases...)
		wait.Wait = true
		waiting := len(p.State().Waiting)
		r, err := p.Reserve(wait, buyer, now)
		if !errors.Is(err, c.want) || (err == nil) != (len(p.State().Waiting) > waiting) || err == nil && r.State().Status != capacity.OnList {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoWaitsIsServedInTurn(t *testing.T) {
	p := newPool(t, false)
	first, err := p.Reserve(ask(phase(0, 10, claim(p, capacity.Rack, "8"))), buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	wait := ask(phase(5, 10, claim(p, capacity.Rack, "6")))
	wait.Wait = true
	big, err := p.Reserve(wait, buyer, now)
	if err != nil || big.State().Status != capacity.OnList || len(big.State().Holds()) != 0 {
		t.Fatal(big, err)
	}
	wait.Phases = []capacity.Phase{phase(5, 10, claim(p, capacity.Rack, "3"))}
	small, err := p.Reserve(wait, buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, found := p.Next(today); found {
		t.Error("somebody fits")
	}
	if err := p.Release(first, today.Add(4), now); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Reserve(ask(phase(5, 10, claim(p, capacity.Rack, "3"))), buyer, now); !errors.Is(err, capacity.ErrNotFree) {
		t.Errorf("somebody pushed in: %v", err)
	}
	if _, err := p.Reserve(ask(phase(5, 10, claim(p, capacity.Rack, "2"))), buyer, now); err != nil {
		t.Errorf("what nobody waits for: %v", err)
	}
	if next, found := p.Next(today); !found || next != big.State().ID {
		t.Errorf("next is %s", next)
	}
	if err := p.Offer(big, now); err != nil || big.State().Status != capacity.Offered {
		t.Fatal(err)
	}
	if _, found := p.Next(today); found {
		t.Error("the second fits")
	}
	if err := p.Accept(big, buyer, now.AddDate(0, 0, 8)); !errors.Is(err, capacity.ErrOfferLapsed) {
		t.Errorf("too late: %v", err)
	}
	if !big.State().Lapsed(today.Add(6)) || big.State().Lapsed(today.Add(5)) { // it begins on the fifth day
		t.Error("the offer stands to the first day")
	}
	if err := p.Withdraw(big, now); err != nil {
		t.Fatal(err)
	}
	if next, found := p.Next(today); !found || next != small.State().ID {
		t.Errorf("then %s", next)
	}
	if err := p.Offer(small, now); err != nil || p.Accept(small, buyer, now) != nil || small.State().On(today.Add(5)) != capacity.Active {
		t.Errorf("%v, %s", err, small.State().On(today.Add(5)))
	}
}

func TestWhatIsHandedOverIsHeldOnEveryDay(t *testing.T) {
	p := newPool(t, false)
	r, err := p.Reserve(ask(phase(0, 10, claim(p, capacity.Rack, "4")), phase(11, 20, claim(p, capacity.Rack, "6"))), buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	rack, _ := p.State().OfKind(capacity.Rack, "")
	before := p.State().Booked[rack.ID].Steps()
	heir, err := p.HandOver(r, id.New[member.Member](), today.Add(5), "Die Stadt tritt aus", clerk, now)
	if err != nil {
		t.Fatal(err)
	}
	if after := p.State().Booked[rack.ID].Steps(); !slices.EqualFunc(before, after, func(a, b capacity.Step) bool { return a.From == b.From && a.Amount.Equal(b.Amount) }) {
		t.Errorf("before %v, after %v", before, after)
	}
	if r.State().Last() != today.Add(4) || heir.State().First() != today.Add(5) || heir.State().Last() != today.Add(20) || heir.State().Predecessor != r.State().ID {
		t.Errorf("%+v", heir.State())
	}
}
