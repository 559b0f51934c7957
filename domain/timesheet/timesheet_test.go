package timesheet_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/timesheet"
)

var (
	now  = time.Date(2026, 3, 20, 10, 0, 0, 0, time.UTC)
	span = period.Span{From: period.Date(2026, 3, 1), To: period.Date(2026, 5, 31)}
)

// consulting is a call-off of 100 hours and 10 days.
func consulting() calloff.State {
	return calloff.State{
		ID: "c", Number: "RV-1/1", Framework: "f", Supplier: "s", Member: "m", Status: calloff.Placed, Total: money.MustAmount("21000.00"),
		Lines: []framework.Line{
			{Position: 1, Item: "senior", Name: "Senior Consultant", Unit: timesheet.Hour, Quantity: quantity.Must("100"), Price: money.MustPrice("130"), Total: money.MustAmount("13000.00")},
			{Position: 2, Item: "junior", Name: "Junior Consultant", Unit: timesheet.Day, Quantity: quantity.Must("10"), Price: money.MustPrice("800"), Total: money.MustAmount("8000.00")},
		},
	}
}

func services(framework.ItemID) demand.Category { return demand.Service }

func engaged(t interface{ Fatal(args ...any) }) *timesheet.Engagement {
	e, err := timesheet.Agree(consulting(), services, timesheet.Terms{Period: span, Description: "Einführung", HoursPerDay: "8"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func worked(change func(*timesheet.Worked)) timesheet.Worked {
	w := timesheet.Worked{Person: "Ada Adler", Day: "2026-03-10", Role: "Senior Consultant", Hours: "7.75", Text: "Konzept"}
	change(&w)
	return w
}

func same(*timesheet.Worked) {}

func TestAnEngagementIsAgreedForServicesOnly(t *testing.T) {
	good := timesheet.Terms{Period: span, Description: "Einführung", HoursPerDay: "8"}
	for name, refused := range map[string]struct {
		want   error
		change func(*calloff.State, *timesheet.Terms)
		kind   demand.Category
	}{
		"cancelled":         {timesheet.ErrNotOrdered, func(c *calloff.State, _ *timesheet.Terms) { c.Status = calloff.Cancelled }, demand.Service},
		"hardware":          {timesheet.ErrNotService, func(*calloff.State, *timesheet.Terms) {}, demand.Hardware},
		"by the month":      {timesheet.ErrNotService, func(c *calloff.State, _ *timesheet.Terms) { c.Lines[0].Unit = "MON" }, demand.Service},
		"in tiers":          {timesheet.ErrNotService, func(c *calloff.State, _ *timesheet.Terms) { c.Lines[0].Derivation = "10 × 1" }, demand.Service},
		"joint":             {timesheet.ErrNotService, func(c *calloff.State, _ *timesheet.Terms) { c.Joint = &calloff.Joint{} }, demand.Service},
		"too long":          {timesheet.ErrPeriod, func(_ *calloff.State, in *timesheet.Terms) { in.Period.To = span.From.AddMonths(121) }, demand.Service},
		"no description":    {timesheet.ErrDescription, func(_ *calloff.State, in *timesheet.Terms) { in.Description = " x " }, demand.Service},
		"no hours of a day": {timesheet.ErrHoursPerDay, func(_ *calloff.State, in *timesheet.Terms) { in.HoursPerDay = "" }, demand.Service},
		"a third of hours":  {timesheet.ErrHoursPerDay, func(_ *calloff.State, in *timesheet.Terms) { in.HoursPerDay = "7.7" }, demand.Service},
		"hours of no day":   {timesheet.ErrHoursPerDay, func(c *calloff.State, _ *timesheet.Terms) { c.Lines = c.Lines[:1] }, demand.Service},
	} {
		c, terms := consulting(), good
		refused.change(&c, &terms)
		if _, err := timesheet.Agree(c, func(framework.ItemID) demand.Category { return refused.kind }, terms); !errors.Is(err, refused.want) {
			t.Errorf("%s: got %v, want %v", name, err, refused.want)
		}
	}
}

func TestEachWrongEntryIsToldByItsLine(t *testing.T) {
	for name, refused := range map[string]struct {
		want   error
		field  string
		change func(*timesheet.Worked)
	}{
		"nobody":          {timesheet.ErrPerson, "person", func(w *timesheet.Worked) { w.Person = " " }},
		"no day":          {period.ErrDayMalformed, "day", func(w *timesheet.Worked) { w.Day = "31.02.2026" }},
		"tomorrow":        {timesheet.ErrDayAhead, "day", func(w *timesheet.Worked) { w.Day = "2026-03-21" }},
		"before it began": {timesheet.ErrDayOutside, "day", func(w *timesheet.Worked) { w.Day = "2026-02-28" }},
		"another role":    {timesheet.ErrRole, "role", func(w *timesheet.Worked) { w.Role = "Partner" }},
		"no such line":    {timesheet.ErrRole, "role", func(w *timesheet.Worked) { w.Role = "3" }},
		"nothing":         {timesheet.ErrHours, "hours", func(w *timesheet.Worked) { w.Hours = "0" }},
		"negative":        {timesheet.ErrHours, "hours", func(w *timesheet.Worked) { w.Hours = "-1" }},
		"ten minutes":     {timesheet.ErrHours, "hours", func(w *timesheet.Worked) { w.Hours = "0.1" }},
		"25 hours":        {timesheet.ErrHours, "hours", func(w *timesheet.Worked) { w.Hours = "25" }},
		"without words":   {timesheet.ErrText, "text", func(w *timesheet.Worked) { w.Text = "" }},
		"the same again":  {timesheet.ErrTwice, "role", func(w *timesheet.Worked) { w.Person, w.Role = "ADA  adler", "1" }},
		"a day of 25":     {timesheet.ErrDayFull, "hours", func(w *timesheet.Worked) { w.Role, w.Hours = "2", "16.5" }},
	} {
		e := engaged(t)
		_, faults := e.Read([]timesheet.Worked{worked(same), worked(refused.change)}, nil, now)
		if len(faults) != 1 || !errors.Is(faults[0], refused.want) {
			t.Errorf("%s: got %v, want %v", name, faults, refused.want)
			continue
		}
		if f, _ := fault.Of(faults[0]); f.Field() != "entries.1."+refused.field {
			t.Errorf("%s: at %s", name, f.Field())
		}
	}
	if _, faults := engaged(t).Read(nil, nil, now); len(faults) != 1 || !errors.Is(faults[0], timesheet.ErrEntries) {
		t.Errorf("an empty sheet: %v", faults)
	}
	both := []timesheet.Worked{worked(func(w *timesheet.Worked) { w.Hours = "x" }), worked(func(w *timesheet.Worked) { w.Day = "x" })}
	if _, faults := engaged(t).Read(both, nil, now); len(faults) != 2 {
		t.Errorf("two wrong entries: %v", faults)
	}
	elsewhere := timesheet.Elsewhere{timesheet.On("ada adler", period.Date(2026, 3, 10)): 66}
	if _, faults := engaged(t).Read([]timesheet.Worked{worked(same)}, elsewhere, now); len(faults) != 1 || !errors.Is(faults[0], timesheet.ErrDayFull) {
		t.Errorf("with 16.5 hours elsewhere: %v", faults)
	}
}

func TestRolesAndBudgetAreHard(t *testing.T) {
	c := consulting()
	c.Lines[0].Quantity, c.Total = quantity.Must("8"), money.MustAmount("1030.00")
	e, err := timesheet.Agree(c, services, timesheet.Terms{Period: span, Description: "Einführung", HoursPerDay: "8"})
	if err != nil {
		t.Fatal(err)
	}
	over := worked(func(w *timesheet.Worked) { w.Hours = "8.25" })
	if _, err := e.HandIn([]timesheet.Worked{over}, nil, "p", now); !errors.Is(err, timesheet.ErrRoleExceeded) {
		t.Errorf("a quarter too much: %v", err)
	}
	if _, err := e.HandIn([]timesheet.Worked{worked(func(w *timesheet.Worked) { w.Hours = "7.75" })}, nil, "p", now); err != nil {
		t.Fatal(err)
	}
	if _, err := e.HandIn([]timesheet.Worked{worked(func(w *timesheet.Worked) { w.Day, w.Hours = "2026-03-11", "0.25" })}, nil, "p", now); !errors.Is(err, timesheet.ErrBudgetExceeded) {
		t.Errorf("a cent over the budget: %v", err)
	}
	if used, accepted := e.State().Used(); used.String() != "1007.50" || !accepted.IsZero() {
		t.Errorf("used %s, accepted %s", used, accepted)
	}
}

func TestASheetIsSentBackCorrectedAndAcceptedForGood(t *testing.T) {
	e := engaged(t)
	sheet, err := e.HandIn([]timesheet.Worked{worked(same)}, nil, "p", now)
	if err != nil || sheet.Number != 1 || sheet.Total().String() != "1007.50" {
		t.Fatalf("handed in: %+v, %v", sheet, err)
	}
	if _, err := e.Correct(sheet.ID, []timesheet.Worked{worked(same)}, nil, "p", now); !errors.Is(err, timesheet.ErrNotReturned) {
		t.Errorf("corrected unasked: %v", err)
	}
	if _, err := e.Return(sheet.ID, "b", "", now); !errors.Is(err, timesheet.ErrReason) {
		t.Errorf("sent back without a reason: %v", err)
	}
	if _, err := e.Return(sheet.ID, "b", "Der Tag war frei", now); err != nil {
		t.Fatal(err)
	}
	if used, _ := e.State().Used(); !used.IsZero() {
		t.Errorf("what is sent back counts: %s", used)
	}
	if sheet, err = e.Correct(sheet.ID, []timesheet.Worked{worked(func(w *timesheet.Worked) { w.Hours = "4" })}, nil, "p", now); err != nil || sheet.Reason != "" {
		t.Fatalf("corrected: %+v, %v", sheet, err)
	}
	if _, err := e.Accept(sheet.ID, "b", now); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Return(sheet.ID, "b", "doch nicht", now); !errors.Is(err, timesheet.ErrDecided) {
		t.Errorf("accepted and sent back: %v", err)
	}
	if _, err := e.Accept("other", "b", now); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another's: %v", err)
	}
	if _, accepted := e.State().Used(); accepted.String() != "520.00" {
		t.Errorf("accepted %s", accepted)
	}
}

// contract is what the call-off was drawn from.
func contract() *framework.Framework {
	c := consulting()
	return framework.Restore(framework.State{
		ID: "f", Supplier: "s", Maximum: money.MustAmount("50000.00"), Drawn: c.Total, Status: framework.Active,
		Items: []framework.Item{
			{ID: "senior", Unit: timesheet.Hour, Maximum: quantity.Must("500"), Drawn: quantity.Must("100")},
			{ID: "junior", Unit: timesheet.Day, Maximum: quantity.Must("500"), Drawn: quantity.Must("10")},
		},
		Entitled: []framework.Entitlement{{Member: "m", Quota: money.MustAmount("50000.00"), Drawn: c.Total}},
	})
}

func TestClosingGivesBackWhatWasNotUsed(t *testing.T) {
	e, f := engaged(t), contract()
	sheet, err := e.HandIn([]timesheet.Worked{worked(same), worked(func(w *timesheet.Worked) { w.Role, w.Hours = "Junior Consultant", "2" })}, nil, "p", now)
	if err != nil {
		t.Fatal(err)
	}
	if err := timesheet.Close(e, f, "b", now); !errors.Is(err, timesheet.ErrSheetsOpen) {
		t.Errorf("closed with a sheet that waits: %v", err)
	}
	if _, err := e.Accept(sheet.ID, "b", now); err != nil {
		t.Fatal(err)
	}
	if err := timesheet.Close(e, f, "b", now); err != nil {
		t.Fatal(err)
	}
	s := f.State()
	if s.Drawn.String() != "1207.50" || s.Entitled[0].Drawn.String() != "1207.50" || s.Items[0].Drawn.String() != "7.75" || s.Items[1].Drawn.String() != "0.25" {
		t.Errorf("left drawn: %s, %s, %s, %s", s.Drawn, s.Entitled[0].Drawn, s.Items[0].Drawn, s.Items[1].Drawn)
	}
	for name, err := range map[string]error{
		"worked on": func() error { _, err := e.HandIn([]timesheet.Worked{worked(same)}, nil, "p", now); return err }(),
		"closed":    timesheet.Close(e, f, "b", now),
	} {
		if !errors.Is(err, timesheet.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhateverIsHandedInNothingIsExceededAndNothingLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, f := engaged(t), contract()
		for range rapid.IntRange(1, 12).Draw(t, "sheets") {
			var entries []timesheet.Worked
			for range rapid.IntRange(1, 8).Draw(t, "entries") {
				entries = append(entries, timesheet.Worked{
					Person: rapid.SampledFrom([]string{"Ada", "ada ", "Bo"}).Draw(t, "person"), Day: period.Date(2026, 3, rapid.IntRange(1, 20).Draw(t, "day")).String(),
					Role: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "role"), Hours: timesheet.Hours(rapid.IntRange(1, 96).Draw(t, "quarters")), Text: "Arbeit",
				})
			}
			sheet, err := e.HandIn(entries, nil, "p", now)
			if err != nil {
				continue
			}
			if rapid.Bool().Draw(t, "accepted") {
				_, err = e.Accept(sheet.ID, "b", now)
			} else {
				_, err = e.Return(sheet.ID, "b", "nicht so", now)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		s := e.State()
		holds(t, s)
		s.Sheets = slices.DeleteFunc(s.Sheets, func(sheet timesheet.Sheet) bool { return sheet.Status == timesheet.Returned })
		used, accepted := s.Used()
		if err := timesheet.Close(timesheet.Restore(s), f, "b", now); err != nil {
			t.Fatal(err)
		}
		if used.Cmp(accepted) != 0 || f.State().Drawn.Cmp(accepted) != 0 {
			t.Errorf("used %s, accepted %s, still drawn %s", used, accepted, f.State().Drawn)
		}
	})
}

// holds recounts what an engagement promises.
func holds(t *rapid.T, s timesheet.State) {
	used, _ := s.Used()
	if used.Cmp(s.Budget) > 0 {
		t.Errorf("%s used of %s", used, s.Budget)
	}
	quarters, seen := map[string]int{}, map[string]bool{}
	for _, sheet := range s.Sheets {
		if sheet.Status == timesheet.Returned {
			continue
		}
		for _, entry := range sheet.Entries {
			day := strings.ToLower(entry.Person) + entry.Day.String()
			quarters[day] += entry.Quarters
			if key := day + string(rune('0'+entry.Position)); seen[key] {
				t.Errorf("%s twice", key)
			} else {
				seen[key] = true
			}
			if quarters[day] > 96 {
				t.Errorf("%s has %d quarters", day, quarters[day])
			}
		}
	}
	for _, rate := range s.Rates {
		if s.Worked(rate.Position) > s.PlannedQuarters(rate) {
			t.Errorf("%s: %d of %d", rate.Name, s.Worked(rate.Position), s.PlannedQuarters(rate))
		}
	}
}

func TestABudgetWarnsOnceItsStepIsReachedToTheCent(t *testing.T) {
	for _, c := range []struct {
		used, budget string
		want         int
	}{
		{"0.00", "0.00", 0}, {"0.00", "100.00", 0}, {"79.99", "100.00", 0}, {"80.00", "100.00", 80}, {"99.99", "100.00", 80},
		{"100.00", "100.00", 100}, {"0.03", "0.04", 0}, {"0.04", "0.04", 100}, {"266.66", "333.33", 0}, {"266.67", "333.33", 80},
	} {
		if got := timesheet.BudgetReached(money.MustAmount(c.used), money.MustAmount(c.budget)); got != c.want {
			t.Errorf("%s of %s: got %d, want %d", c.used, c.budget, got, c.want)
		}
	}
}
