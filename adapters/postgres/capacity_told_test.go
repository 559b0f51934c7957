package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// openToldHall is a hall whose people are told by mail.
func openToldHall(t *testing.T) (*hall, *post) {
	t.Helper()
	h := openHall(t, true)
	p := &post{shop: h.shop, box: &postbox{}}
	p.sends = usecase.NewDelivering(h.db, h.db, p.box)
	p.deliver()
	return h, p
}

// told are the news since it was last asked: whom, of what, its step and its day.
func (h *hall) told(p *post) []string {
	h.t.Helper()
	var told []string
	for _, m := range p.deliver() {
		for _, n := range m.News {
			told = append(told, strings.TrimSpace(m.To.Name+": "+string(n.Kind)+" "+n.Step+" "+n.Reason))
		}
	}
	slices.Sort(told)
	return told
}

func (h *hall) tasks(actor access.Actor) []string {
	h.t.Helper()
	list, err := usecase.NewToDo(h.db).ToDo(h.t.Context(), actor)
	if err != nil {
		h.t.Fatal(err)
	}
	var kinds []string
	for _, d := range list.Items {
		if strings.HasPrefix(d.Kind, "reservation-") {
			kinds = append(kinds, d.Kind+" "+d.Detail)
		}
	}
	return kinds
}

func TestWhoIsToDecideOnAReservationIsToldAndTheMemberWhatBecameOfIt(t *testing.T) {
	h, p := openToldHall(t)
	expect := func(when string, told, officer, town []string) {
		t.Helper()
		if got := h.told(p); !slices.Equal(got, told) {
			t.Errorf("%s: told %q, want %q", when, got, told)
		}
		if got := h.tasks(h.officer); !slices.Equal(got, officer) {
			t.Errorf("%s: the cooperative has %q, want %q", when, got, officer)
		}
		if got := h.tasks(h.town); !slices.Equal(got, town) {
			t.Errorf("%s: the member has %q, want %q", when, got, town)
		}
	}
	must := func(r view.Reservation, err error) view.Reservation {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	officer, town := h.officer.Name+": reservation-", h.town.Name+": "
	waits := []string{"reservation-approve Celle"}
	r := h.reserve(h.ask(h.phase(0, 10, 8, 0)))
	expect("asked", []string{officer + "waits"}, waits, nil)
	r = must(h.reserving.ApproveReservation(t.Context(), h.officer, seen(r)))
	expect("approved", []string{town + "reservation-decided approved"}, nil, nil)
	r = must(h.reserving.ChangeReservation(t.Context(), h.town, seen(r), []capacity.PhaseText{h.phase(0, 12, 7, 0)}))
	expect("a change asked", []string{officer + "waits change"}, waits, nil)
	r = must(h.reserving.RejectReservation(t.Context(), h.officer, seen(r), "Wartung"))
	expect("a change refused", []string{town + "reservation-decided change-rejected Wartung"}, nil, nil)
	r = must(h.reserving.ExtendReservation(t.Context(), h.town, seen(r), h.today.Add(13).String()))
	r = must(h.reserving.WithdrawReservation(t.Context(), h.town, seen(r)))
	expect("a change taken back", nil, nil, nil)
	r = must(h.reserving.ExtendReservation(t.Context(), h.town, seen(r), h.today.Add(14).String()))
	r = must(h.reserving.ApproveReservation(t.Context(), h.officer, seen(r)))
	expect("an extension decided before it was told that it waits", []string{town + "reservation-decided change-approved"}, nil, nil)
	refused := h.reserve(h.ask(h.phase(40, 50, 1, 0)))
	must(h.reserving.RejectReservation(t.Context(), h.officer, seen(refused), "Kein Strom"))
	expect("refused", []string{town + "reservation-decided rejected Kein Strom"}, nil, nil)
	in := h.ask(h.phase(2, 12, 6, 0))
	in.Wait = true
	queued := h.reserve(in)
	expect("on the waiting list", nil, nil, nil)
	r = must(h.reserving.ReleaseReservation(t.Context(), h.town, seen(r), h.today.String()))
	if _, err := h.reserving.Attend(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("offered", []string{town + "place-offered"}, nil, []string{"reservation-accept Pool A"})
	shown, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(queued.ID))
	if err != nil {
		t.Fatal(err)
	}
	shown = must(h.reserving.AcceptReservation(t.Context(), h.town, seen(shown)))
	expect("accepted", []string{officer + "waits"}, waits, nil)
	shown = must(h.reserving.ApproveReservation(t.Context(), h.officer, seen(shown)))
	h.told(p)
	heir := h.buyer("Uelzen")
	must(h.reserving.HandOverReservation(t.Context(), h.officer, seen(shown), driving.HandOverInput{Member: heir.Grants[0].Member, From: h.today.Add(5).String(), Reason: "Austritt"}))
	handed := []string{town + "reservation-decided passed-on Austritt", heir.Name + ": reservation-decided received Austritt"}
	slices.Sort(handed)
	expect("handed over", handed, nil, nil)
	if r.Status != "active" || r.To != h.today.String() {
		t.Errorf("given back from tomorrow on: %+v", r)
	}
}

func TestMembersAreToldOnceThatAReservationEndsAndTheCooperativeThatAPoolRunsShort(t *testing.T) {
	h, p := openToldHall(t)
	reminded := func(when string, want ...string) {
		t.Helper()
		var told []string
		for range 2 {
			if err := p.sends.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
			p.deliver()
			if _, err := h.owner.Exec(t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
				t.Fatal(err)
			}
			for _, m := range p.deliver() {
				for _, n := range m.News {
					told = append(told, m.To.Name+": "+string(n.Kind)+" "+n.Number+" "+n.Status+" "+n.Day)
				}
			}
		}
		slices.Sort(told)
		slices.Sort(want)
		if !slices.Equal(told, want) {
			t.Errorf("%s: told %q, want %q", when, told, want)
		}
	}
	r := h.reserve(h.ask(h.phase(0, 31, 2, 0)))
	r, err := h.reserving.ApproveReservation(t.Context(), h.officer, seen(r))
	if err != nil {
		t.Fatal(err)
	}
	later := h.reserve(h.ask(h.phase(20, 25, 2, 0))) // has not begun
	if _, err := h.reserving.ApproveReservation(t.Context(), h.officer, seen(later)); err != nil {
		t.Fatal(err)
	}
	h.told(p)
	reminded("in 31 days")
	if _, err := h.reserving.ReleaseReservation(t.Context(), h.town, seen(r), h.today.Add(1).String()); err != nil {
		t.Fatal(err)
	}
	reminded("released by itself")
	in := h.ask(h.phase(0, 30, 4, 0)) // with the 2 above 6 of 8, grown within 180 days
	grown := h.reserve(in)
	if _, err := h.reserving.ApproveReservation(t.Context(), h.officer, seen(grown)); err != nil {
		t.Fatal(err)
	}
	h.told(p)
	ends, short := h.town.Name+": reservation-ends "+grown.Number+" active "+h.today.Add(30).String(), h.officer.Name+": capacity-short Pool A rack "
	runsOut := h.runsOut()
	if runsOut == "" {
		t.Fatal("nothing runs out")
	}
	reminded("ends in 30 days, runs out soon", ends, short+runsOut)
	h.pool, err = h.keeping.SetCapacityLevel(t.Context(), h.officer, driving.ResourceSeen{Pool: capacity.PoolID(h.pool.ID), Resource: h.resource(0), Version: h.pool.Resources[0].Version},
		capacity.LevelText{From: h.today.String(), Amount: "9", Reserve: "1"})
	if err != nil {
		t.Fatal(err)
	}
	reminded("the same after a change of the capacity", short+h.runsOut())
	h.pool, err = h.keeping.SetCapacityLevel(t.Context(), h.officer, driving.ResourceSeen{Pool: capacity.PoolID(h.pool.ID), Resource: h.resource(0), Version: h.pool.Resources[0].Version},
		capacity.LevelText{From: h.today.String(), Amount: "100"})
	if err != nil {
		t.Fatal(err)
	}
	reminded("enough")
}

// runsOut is when the first resource of the pool does.
func (h *hall) runsOut() string {
	h.t.Helper()
	outlook, err := h.planning.CapacityOutlook(h.t.Context(), h.officer, capacity.PoolID(h.pool.ID))
	if err != nil {
		h.t.Fatal(err)
	}
	return outlook.Resources[0].RunsOut
}

func TestBuyersAreToldBeforeAStandingOrderIsPlacedOnce(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	o := p.standing(celle.buyer, f, "1", 0)
	if o.Status != "active" {
		t.Fatalf("set up %+v", o)
	}
	p.prepare(`update standing_order set next_day = least((allmende_clock() at time zone 'Europe/Berlin')::date + 1, to_day - 1), from_day = (allmende_clock() at time zone 'Europe/Berlin')::date + 1 where id = $1`, o.ID)
	var told []driven.News
	for range 2 {
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.deliver()
		if _, err := p.owner.Exec(t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
			t.Fatal(err)
		}
		for _, m := range p.deliver() {
			told = append(told, m.News...)
		}
	}
	if len(told) != 1 || told[0].Kind != "standing-soon" || told[0].Path != "/standing-orders/"+o.ID || told[0].Day == "" {
		t.Errorf("told %+v", told)
	}
}
