package capacity_test

import (
	"errors"
	"slices"
	"testing"

	"allmende/domain/capacity"
	"allmende/domain/id"
	"allmende/domain/member"
)

// What was released from a day to come on is still held, and can be given back earlier, asked for
// again, and handed over.
func TestWhatIsReleasedForLaterCanStillBeAltered(t *testing.T) {
	p := newPool(t, false)
	r, err := p.Reserve(ask(phase(0, 30, claim(p, capacity.Rack, "4"))), buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Release(r, today.Add(20), now); err != nil {
		t.Fatal(err)
	}
	if got := r.State().On(today); got != capacity.Active {
		t.Errorf("released for later, and today %s", got)
	}
	if got := r.State().On(today.Add(21)); got != capacity.Released {
		t.Errorf("on the day after its last one %s", got)
	}
	if err := p.Release(r, today.Add(25), now); !errors.Is(err, capacity.ErrLastDay) {
		t.Errorf("later than it is held: %v", err)
	}
	if err := p.Release(r, today.Add(10), now); err != nil || r.State().Last() != today.Add(10) {
		t.Errorf("earlier: %v, to %s", err, r.State().Last())
	}
	if err := p.Extend(r, today.Add(15), buyer, now); err != nil || r.State().Status != capacity.Approved || r.State().Last() != today.Add(15) {
		t.Errorf("asked for again: %v, %+v", err, r.State())
	}
	if err := p.Release(r, today.Add(12), now); err != nil {
		t.Fatal(err)
	}
	heir, err := p.HandOver(r, id.New[member.Member](), today.Add(5), "Die Stadt tritt aus", clerk, now)
	if err != nil || heir.State().Last() != today.Add(12) || r.State().Last() != today.Add(4) {
		t.Errorf("%v: %+v and %+v", err, r.State(), heir)
	}
	whole, err := p.Reserve(ask(phase(40, 50, claim(p, capacity.Rack, "4"))), buyer, now)
	if err != nil || p.Release(whole, today.Add(39), now) != nil {
		t.Fatal(err)
	}
	if got := whole.State().On(today); got != capacity.Released {
		t.Errorf("released as a whole, and today %s", got)
	}
	if err := p.Extend(whole, today.Add(60), buyer, now); !errors.Is(err, capacity.ErrStatus) {
		t.Errorf("what was released as a whole: %v", err)
	}
}

func TestAMemberTakesItsProposalBack(t *testing.T) {
	p := newPool(t, true)
	r, err := p.Reserve(ask(phase(0, 10, claim(p, capacity.Rack, "4"))), buyer, now)
	if err != nil || p.Approve(r, clerk, now) != nil {
		t.Fatal(err)
	}
	if err := p.Withdraw(r, now); !errors.Is(err, capacity.ErrStatus) {
		t.Errorf("what was agreed: %v", err)
	}
	if err := p.Extend(r, today.Add(20), buyer, now); err != nil || p.Release(r, today.Add(5), now) == nil {
		t.Fatal(err)
	}
	if err := p.Withdraw(r, now); err != nil || r.State().Proposed != nil || r.State().ProposedBy != "" || r.State().On(today) != capacity.Active {
		t.Fatalf("%v: %+v", err, r.State())
	}
	rack, _ := p.State().OfKind(capacity.Rack, "")
	if got := p.State().Booked[rack.ID].At(today.Add(15)); !got.IsZero() {
		t.Errorf("%s are held for what was taken back", got)
	}
	if err := p.Release(r, today.Add(5), now); err != nil {
		t.Errorf("then: %v", err)
	}
}

// Whatever a member asked for goes over as it stands: to be decided, offered, or in its turn.
func TestWhatIsNotAgreedYetGoesOverAsItStands(t *testing.T) {
	heiress := id.New[member.Member]()
	over := func(p *capacity.Pool, r *capacity.Reservation, day int) (*capacity.Reservation, error) {
		return p.HandOver(r, heiress, today.Add(day), "Die Stadt tritt aus", clerk, now)
	}
	asked := newPool(t, true)
	r, err := asked.Reserve(ask(phase(5, 10, claim(asked, capacity.Rack, "4"))), buyer, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := over(asked, r, 6); !errors.Is(err, capacity.ErrGoesWhole) {
		t.Errorf("in parts: %v", err)
	}
	heir, err := over(asked, r, 5)
	if err != nil || heir.State().Status != capacity.Requested || r.State().Status != capacity.Withdrawn || heir.State().RequestedBy != buyer {
		t.Fatalf("%v: %+v", err, heir)
	}
	if err := asked.Approve(heir, clerk, now); err != nil {
		t.Errorf("and is decided: %v", err)
	}

	p := newPool(t, false)
	if _, err := p.Reserve(ask(phase(0, 30, claim(p, capacity.Rack, "6"))), buyer, now); err != nil {
		t.Fatal(err)
	}
	var list []*capacity.Reservation
	for range 2 {
		waits := ask(phase(5, 10, claim(p, capacity.Rack, "4")))
		waits.Wait = true
		r, err := p.Reserve(waits, buyer, now)
		if err != nil || r.State().Status != capacity.OnList {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	heir, err = over(p, list[0], 0)
	if err != nil || heir.State().Status != capacity.OnList || p.State().Waiting[0].ID != heir.State().ID || len(p.State().Waiting) != 2 {
		t.Fatalf("%v: %+v", err, p.State().Waiting)
	}
	if !slices.ContainsFunc(p.State().Waiting, func(w capacity.Waiting) bool { return w.Member == heiress }) {
		t.Error("the heir does not wait")
	}
	if first := p.State().Waiting[0]; first.Member != heiress {
		t.Errorf("the turn was lost: %+v", p.State().Waiting)
	}
}

func TestNothingGoesOverThatWasReleasedInAGap(t *testing.T) {
	p := newPool(t, false)
	r, err := p.Reserve(ask(phase(0, 1, claim(p, capacity.Rack, "2")), phase(5, 9, claim(p, capacity.Rack, "2"))), buyer, now)
	if err != nil || p.Release(r, today.Add(3), now) != nil {
		t.Fatal(err)
	}
	if heir, err := p.HandOver(r, id.New[member.Member](), today.Add(2), "tritt aus", clerk, now); !errors.Is(err, capacity.ErrLastDay) {
		t.Errorf("%+v, %v", heir, err)
	}
}
