package tender_test

import (
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/tender"
)

// amendingLaw is law with the time that confirming takes.
var amendingLaw = append(append(legal.Params{}, law...), legal.Param{Code: legal.AmendmentConfirmDays, Value: "2", Source: "Kooperative", From: day("2016-04-18")})

func TestAnAmendmentMovesTheDeadlineWhereTooLittleTimeIsLeft(t *testing.T) {
	const text = "Die Tastatur gehört nun dazu."
	for name, c := range map[string]struct {
		now         time.Time
		significant bool
		wanted      time.Time
		moved       time.Duration
		want        *fault.Fault
	}{
		"significant, six days are left":     {deadline.AddDate(0, 0, -6), true, time.Time{}, 0, nil},
		"significant, a microsecond less":    {deadline.AddDate(0, 0, -6).Add(time.Microsecond), true, time.Time{}, 24 * time.Hour, nil},
		"significant, in the last second":    {deadline, true, time.Time{}, 6 * 24 * time.Hour, nil},
		"without weight, two days are left":  {deadline.AddDate(0, 0, -2), false, time.Time{}, 0, nil},
		"without weight, in the last second": {deadline, false, time.Time{}, 2 * 24 * time.Hour, nil},
		"later than it takes":                {deadline, true, deadline.AddDate(0, 0, 10), 10 * 24 * time.Hour, nil},
		"earlier than it takes":              {deadline, true, deadline.AddDate(0, 0, 6).Add(-time.Second), 0, tender.ErrAmendmentEarly},
		"moved forward":                      {deadline.AddDate(0, 0, -20), true, deadline.Add(-time.Hour), 0, tender.ErrDeadlineNotLater},
		"a microsecond too late":             {deadline.Add(time.Microsecond), true, time.Time{}, 0, tender.ErrAmendmentOver},
	} {
		t.Run(name, func(t *testing.T) {
			of := published(t)
			a, _, err := of.Amend(officer, tender.Amending{Text: text, Significant: c.significant, Deadline: c.wanted}, nil, nil, nil, amendingLaw, c.now)
			if c.want != nil {
				refused(t, err, c.want)
				if !of.State().Terms.Deadline.Equal(deadline) {
					t.Error("the deadline moved all the same")
				}
				return
			}
			ok(t, err)
			if got := of.State().Terms.Deadline.Sub(deadline); got != c.moved || (a.Moved == nil) != (c.moved == 0) || a.Number != 1 {
				t.Errorf("moved by %v: %+v", got, a)
			}
		})
	}
}

func TestAnAmendmentSaysWhatItChanges(t *testing.T) {
	of := published(t)
	for name, c := range map[string]struct {
		in   tender.Amending
		want *fault.Fault
	}{
		"too short":     {tender.Amending{Text: "Neu."}, tender.ErrAmendmentText},
		"a short title": {tender.Amending{Text: "Die Tastatur gehört dazu.", Title: "X"}, tender.ErrTitle},
	} {
		if _, _, err := of.Amend(officer, c.in, nil, nil, nil, amendingLaw, now); err == nil {
			t.Errorf("%s passes", name)
		} else {
			refused(t, err, c.want)
		}
	}
	a, _, err := of.Amend(officer, tender.Amending{Text: "Die Tastatur gehört dazu.", Title: "Geräte mit Tastatur"}, nil, nil, nil, amendingLaw, now)
	ok(t, err)
	if a.FormerTitle != "Arbeitsplatzgeräte" || of.State().Terms.Title != "Geräte mit Tastatur" {
		t.Errorf("got %+v", a)
	}
}
