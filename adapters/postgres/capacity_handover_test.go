package postgres_test

import (
	"testing"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Whatever a member asked for goes over as it stands, in the database too: what is to be decided
// is decided for the heir, who waits keeps the turn, and an offer stands as long as it did.
func TestWhatAMemberAskedForGoesOverAsItStands(t *testing.T) {
	h := openHall(t, true)
	goslar := h.buyer("Goslar")
	over := func(r view.Reservation) view.Reservation {
		t.Helper()
		heir, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(r), driving.HandOverInput{Member: goslar.Grants[0].Member, From: h.today.String(), Reason: "Austritt"})
		if err != nil {
			t.Fatal(err)
		}
		old, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(r.ID))
		if err != nil || old.Status != "withdrawn" || old.Successor == nil || heir.Status != r.Status {
			t.Fatalf("%+v, and the heir's %+v, %v", old, heir, err)
		}
		h.mustAgree()
		return heir
	}
	asked := over(h.reserve(h.ask(h.phase(0, 10, 8, 0))))
	granted, err := h.reserving.ApproveReservation(t.Context(), h.officer, seen(asked))
	if err != nil || granted.Status != "active" {
		t.Fatal(granted, err)
	}
	in := h.ask(h.phase(2, 12, 6, 0))
	in.Wait = true
	first, second := h.reserve(in), h.reserve(in)
	queued := over(first)
	if queued.Turn != 1 {
		t.Errorf("the turn was lost: %+v", queued)
	}
	if _, err := h.reserving.ReleaseReservation(t.Context(), goslar, seen(granted), h.today.String()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.reserving.Attend(t.Context()); err != nil {
		t.Fatal(err)
	}
	offered, err := h.planning.Reservation(t.Context(), h.officer, capacity.ID(queued.ID))
	if err != nil || offered.Status != "offered" || offered.OfferedTo == "" {
		t.Fatal(offered, err)
	}
	back, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(offered), driving.HandOverInput{Member: h.town.Grants[0].Member, From: h.today.String(), Reason: "Bleibt doch"})
	if err != nil || back.Status != "offered" || back.OfferedTo != offered.OfferedTo {
		t.Fatal(back, err)
	}
	h.mustAgree()
	if _, err := h.reserving.AcceptReservation(t.Context(), h.town, seen(back)); err != nil {
		t.Error(err)
	}
	waiting, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(second.ID))
	if err != nil || waiting.Turn != 1 {
		t.Errorf("who waits next: %+v, %v", waiting, err)
	}
	h.mustAgree()
}

// What is given back from a day to come on is still there: given back earlier, asked for again, or handed over.
func TestWhatIsGivenBackLaterCanStillBeAltered(t *testing.T) {
	h := openHall(t, false)
	r := h.reserve(h.ask(h.phase(0, 40, 4, 0)))
	for _, last := range []int{30, 20} {
		released, err := h.reserving.ReleaseReservation(t.Context(), h.town, seen(r), h.today.Add(last).String())
		if err != nil || released.Status != "active" || released.To != h.today.Add(last).String() || released.Phases[0].To != released.To {
			t.Fatal(released, err)
		}
		r = released
	}
	longer, err := h.reserving.ExtendReservation(t.Context(), h.town, seen(r), h.today.Add(25).String())
	if err != nil || longer.To != h.today.Add(25).String() {
		t.Fatal(longer, err)
	}
	r, err = h.reserving.ReleaseReservation(t.Context(), h.town, seen(longer), h.today.Add(10).String())
	if err != nil {
		t.Fatal(err)
	}
	heir, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(r), driving.HandOverInput{Member: h.buyer("Goslar").Grants[0].Member, From: h.today.Add(5).String(), Reason: "Austritt"})
	if err != nil || heir.To != h.today.Add(10).String() {
		t.Fatal(heir, err)
	}
	h.mustAgree()
	if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, h.ask(h.phase(11, 40, 8, 0))); err != nil {
		t.Errorf("what was given back: %v", err)
	}
}
