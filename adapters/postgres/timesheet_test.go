package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/timesheet"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// agency is a shop whose supplier works by the hour and by the day.
type agency struct {
	*shop
	engaging   *usecase.Engaging
	town       access.Actor
	agreedFrom view.Framework
	yesterday  period.Day
}

func openAgency(t *testing.T) *agency {
	t.Helper()
	a := &agency{shop: openShop(t), yesterday: period.DayOf(time.Now()).Add(-1)}
	a.engaging = usecase.NewEngaging(a.db)
	a.town = a.buyer("Celle")
	terms := a.agreement(a.town.Grants[0].Member)
	terms.Items = []framework.Item{
		{Name: "Senior Consultant", Category: demand.Service, Unit: timesheet.Hour, Price: money.MustPrice("130"), Maximum: quantity.Must("40")},
		{Name: "Junior Consultant", Category: demand.Service, Unit: timesheet.Day, Price: money.MustPrice("800"), Maximum: quantity.Must("5")},
	}
	a.agreedFrom = a.conclude(terms)
	return a
}

// engage calls off hours and days, and says what for.
func (a *agency) engage(hours, days string) view.Services {
	a.t.Helper()
	placed := a.mustPlace(a.town, a.agreedFrom, line(a.agreedFrom, 1, hours), line(a.agreedFrom, 2, days))
	if placed.Status != string(calloff.Placed) {
		if _, err := a.ordering.ApproveCallOff(a.t.Context(), a.appoint("Fritz Freigabe", access.Grant{Role: access.Approver, Member: a.town.Grants[0].Member}), calloff.ID(placed.ID), placed.Version); err != nil {
			a.t.Fatal(err)
		}
	}
	agreed, err := a.engaging.AgreeEngagement(a.t.Context(), a.town, calloff.ID(placed.ID), driving.AgreeEngagement{
		From: a.yesterday.Add(-30).String(), To: a.yesterday.Add(30).String(), Description: "Einführung", HoursPerDay: "8",
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return agreed
}

func (a *agency) worked(person string, daysAgo int, role, hours string) timesheet.Worked {
	return timesheet.Worked{Person: person, Day: a.yesterday.Add(-daysAgo).String(), Role: role, Hours: hours, Text: `Konzept, "Teil 1"`}
}

func (a *agency) handIn(s view.Services, worked ...timesheet.Worked) (view.Services, error) {
	return a.engaging.HandIn(a.t.Context(), a.bidder, access.Key{}, calloff.ID(s.CallOff.ID), worked)
}

func (a *agency) mustHandIn(s view.Services, worked ...timesheet.Worked) view.Services {
	a.t.Helper()
	handed, err := a.handIn(s, worked...)
	if err != nil {
		a.t.Fatal(err)
	}
	return handed
}

func newest(s view.Services) driving.SheetSeen {
	sheet := s.Engagement.Sheets[0]
	return driving.SheetSeen{CallOff: calloff.ID(s.CallOff.ID), Sheet: timesheet.SheetID(sheet.ID), Version: sheet.Version}
}

func TestServicesAreWorkedAcceptedAndWhatIsLeftGivenBack(t *testing.T) {
	a := openAgency(t)
	s := a.engage("10", "2")
	if s.Engagement.Budget != "2900.00" || s.Engagement.Left != "2900.00" || !s.Possible || !s.ByDay {
		t.Fatalf("got %+v", s.Engagement)
	}
	s = a.mustHandIn(s, a.worked("Ada Adler", 0, "Senior Consultant", "7.75"), a.worked("Bo", 0, "2", "12"))
	if s.Engagement.Used != "2207.50" || s.Engagement.Warning != 0 || s.Engagement.Sheets[0].Entries[0].Text != `Konzept, "Teil 1"` {
		t.Errorf("got %+v", s.Engagement)
	}
	if _, err := a.engaging.AcceptSheet(t.Context(), a.bidder, newest(s)); !errors.Is(err, access.ErrNotFound) && !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the supplier accepts: %v", err)
	}
	returned, err := a.engaging.ReturnSheet(t.Context(), a.town, newest(s), "Bo war krank")
	if err != nil || returned.Engagement.Used != "0.00" {
		t.Fatalf("sent back: %+v, %v", returned.Engagement, err)
	}
	if _, err := a.engaging.Correct(t.Context(), a.bidder, newest(s), []timesheet.Worked{a.worked("Ada Adler", 0, "1", "7.75")}); !errors.Is(err, access.ErrStale) {
		t.Errorf("corrected unseen: %v", err)
	}
	s, err = a.engaging.Correct(t.Context(), a.bidder, newest(returned), []timesheet.Worked{a.worked("Ada Adler", 0, "1", "7.75"), a.worked("Bo", 1, "2", "2")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.engaging.CloseEngagement(t.Context(), a.town, calloff.ID(s.CallOff.ID), s.Engagement.Version); !errors.Is(err, timesheet.ErrSheetsOpen) {
		t.Errorf("closed with a sheet open: %v", err)
	}
	if s, err = a.engaging.AcceptSheet(t.Context(), a.town, newest(s)); err != nil || s.Engagement.Accepted != "1207.50" {
		t.Fatalf("accepted: %+v, %v", s.Engagement, err)
	}
	for name, sql := range map[string]string{
		"an entry":     `update time_sheet set quarters[1] = 4`,
		"the decision": `update time_sheet set status = 'returned', reason = 'doch nicht'`,
	} {
		if got := constraintOf(a.write(sql)); got != "time_sheet_kept" {
			t.Errorf("%s of an accepted sheet changes: %s", name, got)
		}
	}
	c := calloff.ID(s.CallOff.ID)
	if err := a.cancel(t.Context(), a.town, a.callOff(c)); !errors.Is(err, calloff.ErrNotCancellable) {
		t.Errorf("cancelled after work: %v", err)
	}
	if s, err = a.engaging.CloseEngagement(t.Context(), a.town, c, s.Engagement.Version); err != nil || s.Engagement.ClosedAt.IsZero() {
		t.Fatalf("closed: %+v, %v", s.Engagement, err)
	}
	if f := a.contract(framework.ID(a.agreedFrom.ID)); f.Drawn != "1207.50" {
		t.Errorf("%s is still drawn", f.Drawn)
	}
	if _, err := a.handIn(s, a.worked("Ada Adler", 2, "1", "1")); !errors.Is(err, timesheet.ErrClosed) {
		t.Errorf("worked after the end: %v", err)
	}
	a.totalsMustAgree()
}

func (a *agency) callOff(c calloff.ID) view.CallOff {
	a.t.Helper()
	found, err := a.ordering.CallOff(a.t.Context(), a.town, c)
	if err != nil {
		a.t.Fatal(err)
	}
	return found
}

func TestTheDatabaseHoldsWhatTheDomainHolds(t *testing.T) {
	a := openAgency(t)
	s := a.engage("10", "2")
	a.mustHandIn(s, a.worked("Ada", 0, "1", "9"))
	insert := func(person string, daysAgo int, position, quarters int, amount string) string {
		return constraintOf(a.write(`insert into time_sheet (cooperative_id, id, engagement_id, supplier_id, number, status, people, days, positions, quarters, texts, amounts, handed_in_at, handed_in_by, reason)
			select cooperative_id, gen_random_uuid(), engagement_id, supplier_id, number + 1, 'handed-in', array[$1], array[$2::date], array[$3::integer], array[$4::integer], array['x'], array[$5::numeric], handed_in_at, handed_in_by, '' from time_sheet`,
			person, a.yesterday.Add(-daysAgo).String(), position, quarters, amount))
	}
	for want, got := range map[string]string{
		"time_sheet_within_engagement": insert("Bo", 40, 1, 4, "130.00"),
		"time_sheet_no_day_ahead":      insert("Bo", -2, 1, 4, "130.00"),
		"time_sheet_amount_of_rate":    insert("Bo", 0, 1, 4, "130.01"),
		"time_sheet_entry_once":        insert("ADA", 0, 1, 4, "130.00"),
		"time_sheets_within_role":      insert("Bo", 0, 1, 9, "292.50"),
		"time_sheet_day_of_24_hours":   insert("ada", 0, 2, 64, "1600.00"),
		"time_sheet_hours_in_quarters": insert("Bo", 0, 2, 0, "0.00"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestADayHas24HoursOverAllEngagements(t *testing.T) {
	a := openAgency(t)
	first, second := a.engage("20", "1"), a.engage("20", "1")
	a.mustHandIn(first, a.worked("Ada", 0, "1", "16"))
	if _, err := a.handIn(second, a.worked("ada", 0, "1", "8.25")); !errors.Is(err, timesheet.ErrDayFull) {
		t.Errorf("24.25 hours: %v", err)
	}
	a.mustHandIn(second, a.worked("ada", 0, "1", "8"))
	checked, err := a.engaging.CheckSheet(t.Context(), a.bidder, calloff.ID(second.CallOff.ID), []timesheet.Worked{a.worked("Ada", 0, "2", "1"), a.worked("Bo", 0, "2", "0.3")})
	if err != nil || len(checked.Faults) != 2 || checked.Faults[0].Line != 1 || checked.Faults[1].Field != "hours" {
		t.Errorf("got %+v, %v", checked, err)
	}
}

func TestSheetsHandedInAtOnceNeverExceedTheBudgetOrADay(t *testing.T) {
	a := openAgency(t)
	engagements := []view.Services{a.engage("20", "1"), a.engage("20", "1")}
	var handed atomic.Int32
	var group sync.WaitGroup
	for i := range 24 {
		group.Go(func() {
			_, err := a.handIn(engagements[i%2], a.worked("Ada", i%4, "1", fmt.Sprint(5+i%5)))
			if _, refused := fault.Of(err); err != nil && !refused {
				t.Error(err)
			}
			if err == nil {
				handed.Add(1)
			}
		})
	}
	group.Wait()
	if handed.Load() == 0 {
		t.Error("all were refused")
	}
	a.totalsMustAgree()
}

func TestAnOrderOfServicesSaysAtOnceWhatForAndWhen(t *testing.T) {
	a := openAgency(t)
	place := func(services *driving.AgreeEngagement, lines ...driving.PlaceCallOffLine) (view.CallOff, error) {
		return a.ordering.PlaceCallOff(t.Context(), a.town, access.Key{}, driving.PlaceCallOff{
			Framework: framework.ID(a.agreedFrom.ID), Member: a.town.Grants[0].Member, BudgetCode: "1", Lines: lines, Services: services,
		})
	}
	wanted := driving.AgreeEngagement{From: a.yesterday.String(), To: a.yesterday.Add(30).String(), Description: " Einführung ", HoursPerDay: "7,75"}
	for field, change := range map[string]func(*driving.AgreeEngagement){
		"services.from":        func(in *driving.AgreeEngagement) { in.From = "gestern" },
		"services.to":          func(in *driving.AgreeEngagement) { in.To = a.yesterday.Add(-1).String() },
		"services.description": func(in *driving.AgreeEngagement) { in.Description = "x" },
		"services.hoursPerDay": func(in *driving.AgreeEngagement) { in.HoursPerDay = "" },
	} {
		in := wanted
		change(&in)
		_, err := place(&in, line(a.agreedFrom, 1, "10"), line(a.agreedFrom, 2, "1"))
		if f, is := fault.Of(err); !is || f.Field() != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if n := count(t, a.owner, `select count(*) from call_off`); n != 0 {
		t.Errorf("%d were placed", n)
	}
	placed, err := place(&wanted, line(a.agreedFrom, 1, "10"), line(a.agreedFrom, 2, "1"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.engaging.Services(t.Context(), a.town, calloff.ID(placed.ID))
	if err != nil || s.Engagement == nil || s.Engagement.Description != "Einführung" || s.Engagement.HoursPerDay != "7.75" || s.Engagement.Budget != placed.Total {
		t.Fatalf("got %+v, %v", s.Engagement, err)
	}
	order, err := usecase.NewDispatching(a.db, true).Order(t.Context(), a.bidder, calloff.ID(placed.ID))
	if err != nil || order.Services == nil || order.Services.Description != "Einführung" || order.Services.Period.From != a.yesterday {
		t.Errorf("the supplier reads %+v, %v", order.Services, err)
	}
	if n := count(t, a.owner, `select count(*) from audit_row r join event e on e.id = r.event_id where r.relation = 'engagement' and e.action = 'calloff.placed' and e.object_id = $1 and e.details ? 'from'`, placed.ID); n != 1 {
		t.Error("the engagement is not under the event of its call-off")
	}
	if _, err := a.engaging.AgreeEngagement(t.Context(), a.town, calloff.ID(placed.ID), wanted); !errors.Is(err, timesheet.ErrAgreed) {
		t.Errorf("agreed twice: %v", err)
	}
}
