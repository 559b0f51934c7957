package postgres_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// wanted is what one buyer asks for in a rush, and what became of it.
type wanted struct {
	in   driving.ReserveInput
	made view.Reservation
	err  error
}

// 64 buyers reserve overlapping days of two resources at once, while others release theirs. On
// no day is more held than may be used, and whoever was refused would not fit in the end either,
// unless something was released meanwhile.
func TestNothingIsOverbookedUnderARush(t *testing.T) {
	if testing.Short() {
		t.Skip("reserves for a minute")
	}
	h := openHall(t, false)
	for round := range rounds {
		all := make([]wanted, rush)
		standing := h.standing(round)
		start := make(chan struct{})
		var wait sync.WaitGroup
		for i := range all {
			from := 1 + rand.IntN(20)
			all[i].in = h.ask(h.phase(from, from+rand.IntN(10), 1+rand.IntN(4), rand.IntN(60)), h.phase(from+10, from+10+rand.IntN(10), rand.IntN(3), 1+rand.IntN(90)))
			wait.Go(func() {
				<-start
				all[i].made, all[i].err = h.reserving.Reserve(t.Context(), h.town, access.Key{}, all[i].in)
			})
		}
		for _, r := range standing {
			wait.Go(func() {
				<-start
				if err := h.release(r); err != nil {
					t.Errorf("release: %v", err)
				}
			})
		}
		close(start)
		wait.Wait()
		h.judgeRush(all, len(standing) > 0)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
		for _, w := range all {
			if w.err == nil {
				if err := h.release(w.made); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	h.mustAgree()
}

// standing are reservations that are released during the rush, in every second round.
func (h *hall) standing(round int) []view.Reservation {
	var standing []view.Reservation
	for i := range 4 * (round % 2) {
		standing = append(standing, h.reserve(h.ask(h.phase(1+3*i, 30, 2, 0))))
	}
	return standing
}

// release gives a reservation back that has not begun.
func (h *hall) release(r view.Reservation) error {
	_, err := h.reserving.ReleaseReservation(h.t.Context(), h.town, seen(r), h.today.String())
	return err
}

func (h *hall) judgeRush(all []wanted, released bool) {
	h.t.Helper()
	var overbooked int
	err := h.owner.QueryRow(h.t.Context(), `select count(*) from (
		select d.day, r.id, sum(c.amount) as held, (select l.usable from capacity_usable(r) l where l.from_day <= d.day order by l.from_day desc limit 1) as usable
		from capacity_resource r join capacity_held c on c.cooperative_id = r.cooperative_id and c.resource_id = r.id
		cross join generate_series(current_date, current_date + 60, interval '1 day') as d (day) where d.day between c.from_day and c.to_day group by d.day, r.cooperative_id, r.id, r.*
		) n where n.held > n.usable`).Scan(&overbooked)
	if err != nil {
		h.t.Fatal(err)
	}
	if overbooked > 0 {
		h.t.Errorf("%d days are overbooked", overbooked)
	}
	for _, w := range all {
		if w.err == nil {
			continue
		}
		if f, is := fault.Of(w.err); !is || !errors.Is(f, capacity.ErrNotFree) {
			h.t.Errorf("refused for another reason: %v", w.err)
		}
		if err := h.reserving.CheckQuota(h.t.Context(), h.town, w.in); err == nil && !released {
			h.t.Errorf("was refused and fits: %s", fmt.Sprint(w.in.Phases))
		}
	}
}
