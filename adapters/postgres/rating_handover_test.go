package postgres_test

import (
	"context"
	"testing"

	"allmende/domain/capacity"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// What is handed over twice is held as what it began as, so that nobody pays for reserving it anew.
func TestWhatWasHandedOverNamesWhatItBeganAs(t *testing.T) {
	h := openHall(t, false)
	r := h.reserve(h.ask(h.phase(0, 30, 4, 0)))
	goslar, uelzen := h.buyer("Goslar"), h.buyer("Uelzen")
	handed := func(r view.Reservation, to driving.HandOverInput) view.Reservation {
		t.Helper()
		to.Reason = "Austritt"
		heir, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(r), to)
		if err != nil {
			t.Fatal(err)
		}
		return heir
	}
	second := handed(r, driving.HandOverInput{Member: goslar.Grants[0].Member, From: h.today.String()})
	third := handed(second, driving.HandOverInput{Member: uelzen.Grants[0].Member, From: h.today.Add(2).String()})
	var holdings []tariff.Holding
	err := h.db.Read(t.Context(), h.officer, func(ctx context.Context, s driven.Stores) (err error) {
		holdings, err = s.Ratings.Holdings(ctx, period.Span{From: h.today, To: h.today.Add(40)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{second.ID: r.ID, third.ID: r.ID}
	if len(holdings) != len(want) {
		t.Fatalf("got %+v", holdings)
	}
	for _, held := range holdings {
		if capacity.ID(held.Origin).String() != want[held.Reservation] {
			t.Errorf("%s began as %s, want %s", held.Reservation, held.Origin, want[held.Reservation])
		}
	}
}
