package http_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

func TestAnAwardIsReportedToTheStatisticsOnceAndTheTaskIsGone(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	at := "/tenders/" + told.ID + "/statistics"
	send := func(on, number any) fields { return fields{"reportedOn": on, "number": number} }
	tasks := func() (due []time.Time) {
		t.Helper()
		for _, d := range body[view.List[view.ToDo]](b.officer.get("/todo").want(http.StatusOK)).Items {
			if d.Kind == "tender-statistics" {
				due = append(due, d.Due)
			}
		}
		return due
	}
	if none := body[view.Statistics](b.officer.get(at).want(http.StatusOK)); none.Counted || len(tasks()) != 0 {
		t.Errorf("before the award: %+v", none)
	}
	b.officer.post(at, send(period.DayOf(b.today()).String(), "1")).wantProblem(409, "statistics.not-counted")
	b.again(wait + 12*24*time.Hour)
	b.second.post("/tenders/"+told.ID+"/award", nil, match(told.Version)).want(http.StatusOK)
	today := period.DayOf(b.today())
	owed := body[view.Statistics](b.officer.get(at).want(http.StatusOK))
	if !owed.Counted || owed.AwardedOn != today.String() || owed.Due != today.Add(60).String() || owed.Source != "VergStatVO § 1 Abs. 2" || owed.Report != nil {
		t.Errorf("owed: %+v", owed)
	}
	if got := tasks(); !slices.EqualFunc(got, []time.Time{today.Add(61).Start()}, time.Time.Equal) {
		t.Errorf("the task ends %v", got)
	}
	for name, c := range map[string]struct {
		who    *client
		body   any
		status int
		code   string
	}{
		"a bidder":          {b.anton, send(today.String(), "4711"), 403, "access.forbidden"},
		"an auditor":        {b.as(access.Auditor), send(today.String(), "4711"), 403, "access.forbidden"},
		"before the award":  {b.officer, send(today.Add(-1).String(), "4711"), 422, "statistics.day-invalid"},
		"in the future":     {b.officer, send(today.Add(1).String(), "4711"), 422, "statistics.day-invalid"},
		"on no day":         {b.officer, send("2026-02-30", "4711"), 422, "period.day-malformed"},
		"without a number":  {b.officer, send(today.String(), ""), 422, "request.field-invalid"},
		"a number of lines": {b.officer, send(today.String(), "47\n11"), 422, "statistics.number-invalid"},
		"too long a number": {b.officer, send(today.String(), strings.Repeat("1", 101)), 422, "request.field-invalid"},
	} {
		t.Run(name, func(t *testing.T) { c.who.within(t).post(at, c.body).wantProblem(c.status, c.code) })
	}
	b.anton.get(at).wantProblem(404, "object.not-found")
	if done := body[view.Statistics](b.officer.post(at, send(today.String(), "2026-4711")).want(http.StatusOK)); done.Report == nil ||
		done.Report.Number != "2026-4711" || done.Report.ReportedOn != today.String() || done.Report.RecordedBy == "" {
		t.Errorf("reported: %+v", done)
	}
	b.officer.post(at, send(today.String(), "2026-4712")).wantProblem(409, "statistics.reported")
	if got := tasks(); len(got) != 0 {
		t.Errorf("the task stays: %v", got)
	}
	b.sound()
}
