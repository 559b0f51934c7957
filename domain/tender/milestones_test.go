package tender_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/period"
	"allmende/domain/tender"
)

func milestones(t testing.TB, made *tender.Tender, at time.Time) map[string]tender.Milestone {
	t.Helper()
	list, err := made.Milestones(law, at)
	ok(t, err)
	found := map[string]tender.Milestone{}
	for _, m := range list {
		found[m.Code] = m
	}
	return found
}

func TestTheTimelineHasTheEarliestTimesOfTheProcedure(t *testing.T) {
	// 30 days after 2 March, then the letters of the same day and 10 days of standstill.
	eu := milestones(t, draft(t), now)
	if m := eu[tender.MilestoneDeadline]; !m.At.Equal(deadline) || m.Days != 30 || m.Source != "VgV § 15 Abs. 4" {
		t.Errorf("deadline %+v", m)
	}
	if m := eu[tender.MilestoneOpening]; !m.At.Equal(deadline) || m.Source != "VgV § 55 Abs. 2" {
		t.Errorf("opening %+v", m)
	}
	if m := eu[tender.MilestoneAward]; m.Day != day("2026-04-13") || m.Days != 10 || m.Source != "GWB § 134 Abs. 2" {
		t.Errorf("award %+v", m)
	}
	urgent := draft(t, func(d *tender.Drafting) { d.Terms.Choice.Urgency = "Die Schulen öffnen in fünf Wochen." })
	if m := milestones(t, urgent, now)[tender.MilestoneDeadline]; !m.At.Equal(mustTime("2026-03-17T23:00:00Z")) || m.Days != 15 {
		t.Errorf("urgent deadline %+v", m)
	}
	direct, err := tender.New("VV-2026-0003", directly("4210.00"), round, law, officer, now)
	ok(t, err)
	if m := milestones(t, direct, now)[tender.MilestoneAward]; m.Day != day("2026-03-04") || m.Days != 0 || m.Source != "UVgO § 43" {
		t.Errorf("direct award %+v", m)
	}
}

func TestATimelineThatIsAheadMovesWithTheDay(t *testing.T) {
	made := published(t)
	if m := milestones(t, made, now); len(m) != 2 || m[tender.MilestoneAward].Day != day("2026-04-13") {
		t.Errorf("published: %+v", m)
	}
	if m := milestones(t, made, deadline.AddDate(0, 0, 10)); m[tender.MilestoneAward].Day != day("2026-04-23") {
		t.Errorf("ten days late: %+v", m)
	}
	ok(t, made.Cancel("Der Bedarf ist entfallen"))
	if m := milestones(t, made, now); len(m) != 0 {
		t.Errorf("cancelled: %+v", m)
	}
}

func TestNoMilestoneIsBeforeTheOneBeforeIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := now.Add(time.Duration(rapid.IntRange(0, 300*24).Draw(rt, "hours")) * time.Hour)
		drafted := draft(t, func(d *tender.Drafting) {
			d.Terms.Deadline = now.Add(time.Duration(rapid.IntRange(1, 300*24).Draw(rt, "deadline")) * time.Hour)
		})
		m := milestones(t, drafted, at)
		if m[tender.MilestoneOpening].At.Before(m[tender.MilestoneDeadline].At) || m[tender.MilestoneAward].Day.Before(period.DayOf(m[tender.MilestoneOpening].At).Add(11)) {
			rt.Fatalf("got %+v", m)
		}
	})
}

func unmet(checks []tender.Check) []string {
	var codes []string
	for _, c := range checks {
		if !c.Met {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

func TestTheChecklistSaysAtEveryStepWhatIsMissing(t *testing.T) {
	is := func(made *tender.Tender, at time.Time, want ...string) {
		t.Helper()
		got := unmet(made.Progress(at))
		if len(got) != len(want) {
			t.Errorf("missing %v, want %v", got, want)
			return
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("missing %v, want %v", got, want)
			}
		}
	}
	is(draft(t), now)
	made := published(t)
	is(made, deadline, "deadline-over", "bids-opened", "award-proposed", "award-approved", "bidders-told", "standstill-over")
	is(made, deadline.Add(time.Millisecond), "bids-opened", "award-proposed", "award-approved", "bidders-told", "standstill-over")
	letters, bids := approved(t)
	is(letters, later, "bidders-told", "standstill-over")
	var sendings []tender.Sending
	for _, b := range bids {
		sendings = append(sendings, tender.Sending{Supplier: b.State().Supplier, Means: tender.Electronic})
	}
	_, err := letters.Send(officer, sendings, nil, bids, law, later)
	ok(t, err)
	earliest := letters.State().EarliestAward
	is(letters, earliest.Start().Add(-time.Second), "standstill-over")
	is(letters, earliest.Start())
}

func TestTheValueOfALotIsTheLargerFigure(t *testing.T) {
	s := draft(t).State()
	values := s.Valuation()
	if v := values[0]; v.Estimate.String() != "107800.00" || v.Maximum.String() != "250000.00" || v.Counts.String() != "250000.00" || v.Lot != s.Lots[0].ID {
		t.Errorf("got %+v", v)
	}
	if sum := values[0].Counts.Add(values[1].Counts); sum.Cmp(s.Ruling.EstimatedValue) != 0 {
		t.Errorf("%s is not %s", sum, s.Ruling.EstimatedValue)
	}
}
