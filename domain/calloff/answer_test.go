package calloff_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/period"
)

func TestASupplierAnswersEveryLineOnce(t *testing.T) {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	today := period.DayOf(now)
	placed := func() *calloff.CallOff {
		return calloff.Restore(calloff.State{ID: "c", Status: calloff.Placed, Lines: []framework.Line{{Position: 1}, {Position: 2}}})
	}
	whole := []calloff.AnsweredLine{{Position: 2, DeliveredOn: today}, {Position: 1, DeliveredOn: today.Add(7)}}
	c := placed()
	answer, err := c.Confirm(whole, "p", now)
	if err != nil || answer.Kind != calloff.Accepted || answer.Lines[0].Position != 1 || answer.Lines[0].DeliveredOn != today.Add(7) || c.State().Answered != calloff.Accepted {
		t.Fatalf("got %+v, %v", answer, err)
	}
	if _, err := c.Confirm(whole, "p", now); !errors.Is(err, calloff.ErrNotAnswerable) {
		t.Errorf("answered twice: %v", err)
	}
	if _, err := calloff.Decline(c, nil, "doch nicht", "p", now); !errors.Is(err, calloff.ErrNotAnswerable) {
		t.Errorf("declined what was accepted: %v", err)
	}
	if err := calloff.Cancel(c, nil, "m", "zu spät", now); !errors.Is(err, calloff.ErrNotCancellable) {
		t.Errorf("cancelled what was accepted: %v", err)
	}
	for name, refused := range map[string]struct {
		want  error
		lines []calloff.AnsweredLine
	}{
		"a line is missing": {calloff.ErrAnswerLines, whole[:1]},
		"a line twice":      {calloff.ErrAnswerLines, []calloff.AnsweredLine{whole[0], whole[0]}},
		"another line":      {calloff.ErrAnswerLines, []calloff.AnsweredLine{whole[0], {Position: 3, DeliveredOn: today}}},
		"yesterday":         {calloff.ErrDeliveryDay, []calloff.AnsweredLine{whole[0], {Position: 1, DeliveredOn: today.Add(-1)}}},
		"in four years":     {calloff.ErrDeliveryDay, []calloff.AnsweredLine{whole[0], {Position: 1, DeliveredOn: today.AddMonths(37)}}},
		"no day":            {calloff.ErrDeliveryDay, []calloff.AnsweredLine{whole[0], {Position: 1}}},
	} {
		if _, err := placed().Confirm(refused.lines, "p", now); !errors.Is(err, refused.want) {
			t.Errorf("%s: got %v, want %v", name, err, refused.want)
		}
	}
	changed := placed()
	answer, err = changed.Confirm([]calloff.AnsweredLine{whole[0], {Position: 1, DeliveredOn: today, Change: " Nachfolger "}}, "p", now)
	if err != nil || answer.Kind != calloff.Changed || answer.Lines[0].Change != "Nachfolger" {
		t.Errorf("got %+v, %v", answer, err)
	}
	for _, status := range []calloff.Status{calloff.Submitted, calloff.Rejected, calloff.Cancelled} {
		waiting := calloff.Restore(calloff.State{Status: status})
		if _, err := waiting.Confirm(nil, "p", now); !errors.Is(err, calloff.ErrNotAnswerable) {
			t.Errorf("%s: got %v", status, err)
		}
	}
}
