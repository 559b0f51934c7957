package metering_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/metering"
	"allmende/domain/period"
)

// handedOver are two meters of one device, that went over on the first of March, and one of another.
func handedOver() []metering.State {
	old := metering.State{ID: "1", Name: "a", Kind: metering.Counter, Every: metering.Hour, From: period.Date(2026, 1, 1), To: period.Date(2026, 2, 28)}
	next := old
	next.ID, next.From, next.To, next.Predecessor = "2", period.Date(2026, 3, 1), period.Day{}, "1"
	other := next
	other.ID, other.Name, other.Kind, other.From, other.Predecessor = "3", "b", metering.Gauge, period.Date(2026, 1, 1), ""
	return []metering.State{next, old, other} // in no order
}

func TestALineOfATableFindsItsMeterAndTheOneThatReadTheSame(t *testing.T) {
	now := at("2026-04-01T12:00:00Z")
	amendments, err := metering.Amend([]metering.Line{
		{Number: 2, Meter: "a", At: "2026-02-28T22:00:00Z", Value: "1"},
		{Number: 3, Meter: "a", At: "2026-03-01T00:00:00+01:00", Value: "2"}, // midnight in Berlin
		{Number: 4, Meter: "a", At: "2026-03-01T01:00:00+01:00", Value: "3"},
		{Number: 5, Meter: "b", At: "2026-03-01T00:00:00+01:00"},
	}, handedOver(), now)
	var told []string
	for _, a := range amendments {
		text := fmt.Sprint(a.Line)
		for _, p := range a.Places {
			text += fmt.Sprint(" ", p.Meter)
		}
		told = append(told, text)
	}
	if got := strings.Join(told, ", "); err != nil || got != "2 1, 3 1 2, 4 2, 5 3" {
		t.Fatalf("%s, %v", got, err)
	}
	two := decimal.NewFromInt(2)
	stands := map[metering.Point]metering.Stand{amendments[1].Places[0]: {Value: &two}, amendments[3].Places[0]: {Value: &two, Corrections: 4}}
	made, err := metering.Corrections(amendments, stands, "Ablesefehler", "p", now)
	if err != nil || len(made) != 4 || made[1].Meter != "2" || made[3].Number != 5 || made[3].Value != nil {
		t.Errorf("%+v, %v", made, err) // of line 3 the meter that ends read so already
	}
	if _, err := metering.Corrections(amendments, stands, "x", "p", now); !errors.Is(err, metering.ErrReason) {
		t.Errorf("no reason: %v", err)
	}
}

func TestATableOfCorrectionsIsTakenWholeOrTold(t *testing.T) {
	now := at("2026-04-01T12:00:00Z")
	if _, err := metering.Amend(nil, handedOver(), now); !errors.Is(err, metering.ErrAmendmentsEmpty) {
		t.Errorf("no lines: %v", err)
	}
	most := make([]metering.Line, metering.MostAmended+1)
	if _, err := metering.Amend(most, handedOver(), now); !errors.Is(err, metering.ErrAmendmentsTooLong) {
		t.Errorf("a line too many: %v", err)
	}
	if _, err := metering.Amend(most[1:], handedOver(), now); !errors.Is(err, metering.ErrAmendments) {
		t.Errorf("as many as there may be: %v", err)
	}
	_, err := metering.Amend([]metering.Line{
		{Number: 2, Meter: "a", At: "2026-02-28T22:00:00Z", Value: "1"},
		{Number: 3, Meter: "c", At: "2026-02-28T22:00:00Z", Value: "1"},
		{Number: 4, Meter: "a", At: "2026-02-28T22:30:00Z", Value: "1"},
		{Number: 5, Meter: "a", At: "2025-02-28T22:00:00Z", Value: "1"},
		{Number: 6, Meter: "a", At: "2026-04-01T13:00:00Z", Value: "1"},
		{Number: 7, Meter: "a", At: "gestern", Value: "1"},
		{Number: 8, Meter: "a", At: "2026-02-28T21:00:00Z", Value: "-1"},
		{Number: 9, Meter: "a", At: "2026-02-28T23:00:00+01:00", Value: "2"},
		{Number: 10, Meter: "", At: "2026-02-28T22:00:00Z", Value: "1"},
	}, handedOver(), now)
	refused, _ := fault.Of(err)
	var told []string
	for _, l := range refused.Lines() {
		told = append(told, fmt.Sprint(l.Number, " ", l.Fault.Code()))
	}
	want := "3 reading.meter-unknown, 4 reading.off-grid, 5 reading.outside-meter, 6 reading.ahead, 7 reading.time-malformed, 8 reading.negative, 9 reading.twice, 10 reading.columns"
	if got := strings.Join(told, ", "); got != want || refused.Params()["count"] != "8" {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
