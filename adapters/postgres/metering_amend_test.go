package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"allmende/adapters/readings"
	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestATableCorrectsClosedMonthsWholeOrNotAtAll(t *testing.T) {
	h := openMeteredHall(t)
	h.mustDeliver("Januar", hourly("celle-1", 1, 31))
	if err := h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""); err != nil {
		t.Fatal(err)
	}
	correct := func(table string) (view.ReadingCorrections, error) {
		source, err := readings.Open(metering.CSV, strings.NewReader("meter;at;value\n"+table))
		if err != nil {
			t.Fatal(err)
		}
		return h.metering.CorrectReadings(t.Context(), h.officer, access.Key{}, driving.CorrectReadings{Source: source, Reason: "Fühler getauscht"})
	}
	use := func() string {
		day, err := h.metering.MeterDay(t.Context(), h.celle, metering.ID(h.meter.ID), "2026-01-10")
		if err != nil {
			t.Fatal(err)
		}
		return day.Use
	}
	const table = "celle-1;2026-01-10T00:00:00+01:00;1216,25\ncelle-1;2026-01-10T12:00:00+01:00;\ncelle-1;2026-01-10T13:00:00+01:00;1229,5\n"
	if _, err := correct(table + "celle-2;2026-01-10T14:00:00+01:00;1\n"); !errors.Is(err, metering.ErrAmendments) || use() != "24" {
		t.Fatalf("with a line that is wrong: %v, %s", err, use())
	}
	done, err := correct(table)
	if err != nil || done.Lines != 3 || done.Corrected != 2 || !slices.Equal(done.Months, []string{"2026-01"}) || use() != "97/4" {
		t.Fatalf("%+v, %v: %s", done, err, use())
	}
	if again, err := correct(table); err != nil || again.Corrected != 0 || len(again.Months) != 0 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if _, err := h.metering.CorrectReadings(t.Context(), h.celle, access.Key{}, driving.CorrectReadings{}); !errors.Is(err, access.ErrForbidden) && !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a member corrects: %v", err)
	}
	h.mustBeWhole()
}
