package http_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"allmende/adapters/readings"
	"allmende/domain/access"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestReadingsAreDeliveredCorrectedAndClosed(t *testing.T) {
	s := serve(t)
	officer, finance, buyer := s.as(access.ProcurementOfficer), s.as(access.FinanceOfficer), s.asOf(access.Buyer, "Stadt A")
	fit := map[string]any{"name": "rack-1/a", "memberId": s.member("Stadt A"), "resource": "power", "unit": "KWH", "kind": "counter", "every": "day", "from": "2026-01-01"}
	buyer.post("/meters", fit, key("meter-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	var meter view.Meter
	officer.post("/meters", fit, key("meter-0001")).want(http.StatusCreated).into(&meter)
	officer.post("/meters", fit, key("meter-0001")).want(http.StatusCreated)
	officer.post("/meters", fit, key("meter-0002")).wantProblem(http.StatusConflict, "meter.name-taken")
	fit["name"], fit["unit"] = "rack-1/b", "H87"
	officer.post("/meters", fit, key("meter-0003")).wantProblem(http.StatusUnprocessableEntity, "meter.unit-invalid")

	csv := header{"Content-Type", "application/octet-stream"}
	file := []byte("meter,at,value\nrack-1/a,2026-01-01T00:00:00+01:00,100\nrack-1/a,2026-01-02T00:00:00+01:00,110.5\nrack-9,2026-01-02T00:00:00+01:00,1\n")
	var taken view.ReadingImport
	officer.post("/reading-imports?name=Januar&format=csv", file, csv).want(http.StatusCreated).into(&taken)
	if taken.Taken != 2 || taken.Refused != 1 || taken.Faults[0].Line != 4 || taken.Faults[0].Params["meter"] != "rack-9" {
		t.Errorf("got %+v", taken)
	}
	officer.get("/reading-imports/" + taken.ID).want(http.StatusOK)
	buyer.get("/reading-imports/"+taken.ID).wantProblem(http.StatusForbidden, "access.forbidden")
	if list := officer.get("/reading-imports").want(http.StatusOK).object(); len(list["items"].([]any)) != 1 {
		t.Errorf("got %v", list)
	}
	officer.post("/reading-imports?name=x&format=csv", []byte("nichts"), csv).wantProblem(http.StatusUnprocessableEntity, "reading-import.unreadable")
	officer.post("/reading-imports?name="+strings.Repeat("x", 201)+"&format=csv", file, csv).wantProblem(http.StatusUnprocessableEntity, "reading-import.name-invalid")

	var day view.MeterDay
	buyer.get("/meters/" + meter.ID + "/days/2026-01-01").want(http.StatusOK).into(&day)
	if day.Use != "21/2" || len(day.Readings) != 2 {
		t.Errorf("got %+v", day)
	}
	correction := map[string]any{"at": "2026-01-02T00:00:00+01:00", "value": "111", "reason": "Zahlendreher"}
	buyer.post("/meters/"+meter.ID+"/corrections", correction, key("right-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post("/meters/"+meter.ID+"/corrections", correction, key("right-0001")).want(http.StatusCreated)
	officer.post("/meters/"+meter.ID+"/corrections", correction, key("right-0002")).wantProblem(http.StatusConflict, "reading.unchanged")
	buyer.get("/meters/" + meter.ID + "/days/2026-01-01").want(http.StatusOK).into(&day)
	if day.Use != "11" || len(day.Readings[1].Corrections) != 1 {
		t.Errorf("got %+v", day)
	}
	finance.post("/metering-closings", map[string]any{"month": "2026-01"}).wantProblem(http.StatusConflict, "metering.gaps")
	finance.post("/metering-closings", map[string]any{"month": "2026-01", "reason": "Zähler erst im Aufbau"}).want(http.StatusNoContent)
	finance.post("/metering-closings", map[string]any{"month": "2026-01", "reason": "noch einmal"}).wantProblem(http.StatusConflict, "metering.closed")
	table := map[string]any{"table": "meter;at;value\nrack-1/a;2026-01-03T00:00:00+01:00;1.234\nrack-9;2026-01-03T00:00:00+01:00;1\n", "reason": "Nachgetragen"}
	buyer.post("/reading-corrections", table, key("table-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	lines := officer.post("/reading-corrections", table, key("table-0001")).wantProblem(http.StatusUnprocessableEntity, "reading.corrections-refused").object()["lines"].([]any)
	if len(lines) != 2 || lines[0].(map[string]any)["code"] != "reading.value-ambiguous" || lines[1].(map[string]any)["line"] != 3.0 {
		t.Errorf("got %v", lines)
	}
	table["table"] = "meter;at;value\nrack-1/a;2026-01-03T00:00:00+01:00;1.234,5\n"
	for range 2 {
		if done := officer.post("/reading-corrections", table, key("table-0002")).want(http.StatusCreated).object(); done["corrected"] != 1.0 || done["months"].([]any)[0] != "2026-01" {
			t.Errorf("got %v", done)
		}
	}
	table["table"] = "Zähler;Zeit\n"
	officer.post("/reading-corrections", table, key("table-0003")).wantProblem(http.StatusUnprocessableEntity, "reading-import.unreadable")
	table["table"], table["reason"] = "meter,at,value\nrack-1/a,2026-01-03T00:00:00+01:00,\n", "x"
	officer.post("/reading-corrections", table, key("table-0004")).wantProblem(http.StatusUnprocessableEntity, "reading.reason-invalid")
	table["reason"] = "Doch nicht"
	officer.post("/reading-corrections", table, key("table-0005")).want(http.StatusCreated)
	officer.post("/meters/"+meter.ID+"/remove", map[string]any{"to": "2025-12-31"}, match(1)).wantProblem(http.StatusUnprocessableEntity, "meter.removed-early")
	officer.post("/meters/"+meter.ID+"/remove", map[string]any{"to": "2026-01-30"}, match(1)).wantProblem(http.StatusConflict, "meter.removed-before")
	officer.post("/meters/"+meter.ID+"/remove", map[string]any{"to": "2026-02-28"}, match(1)).want(http.StatusOK)
	officer.post("/meters/"+meter.ID+"/remove", map[string]any{"to": "2026-02-28"}, match(2)).wantProblem(http.StatusConflict, "meter.removed")
	var course view.MeterCourse
	buyer.get("/meters/" + meter.ID + "/days?from=2026-01-01&to=2026-01-03").want(http.StatusOK).into(&course)
	if len(course.Days) != 3 || course.Days[0].Use != "11" || course.Days[0].Missing != 0 || course.Days[2].Missing != 1 {
		t.Errorf("got %+v", course)
	}
	buyer.get("/meters/"+meter.ID+"/days?from=2026-01-01&to=2027-01-02").wantProblem(http.StatusUnprocessableEntity, "metering.window-invalid")
	buyer.get("/meters/"+meter.ID+"/days?from=2026-02-01&to=2026-01-01").wantProblem(http.StatusUnprocessableEntity, "period.reversed")
	s.asOf(access.Buyer, "Stadt B").get("/meters/"+meter.ID+"/days").wantProblem(http.StatusNotFound, "object.not-found")
	buyer.get("/metering-closings").wantProblem(http.StatusForbidden, "access.forbidden")
	if closed := finance.get("/metering-closings").want(http.StatusOK).object()["items"].([]any); len(closed) != 1 || closed[0].(map[string]any)["month"] != "2026-01" {
		t.Errorf("got %v", closed)
	}
	if list := buyer.get("/meters").want(http.StatusOK).object(); len(list["items"].([]any)) != 1 {
		t.Errorf("got %v", list)
	}
}

// quarters are lines of a meter that reads every quarter of an hour, from the beginning of 2025 on.
func quarters(meter string, lines int) string {
	var b strings.Builder
	b.WriteString("meter,at,value\n")
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range lines {
		fmt.Fprintf(&b, "%s,%s,%d.25\n", meter, at.Add(time.Duration(i)*15*time.Minute).Format(time.RFC3339), i)
	}
	return b.String()
}

// sendInParts sends a file as a browser would, and answers with its id.
func (c *client) sendInParts(content string) string {
	c.t.Helper()
	parts, digest := inParts(content)
	begun := c.post("/uploads", announced(content, digest)).upload()
	for number := begun.Received; number < len(parts); number++ {
		c.put("/uploads/"+begun.ID+"/parts/"+strconv.Itoa(number), parts[number], file).upload()
	}
	return begun.ID
}

func (s *server) takeReadings() {
	s.t.Helper()
	if _, err := usecase.NewIntake(s.db, s.db.ReadingTasks(), readings.Open).TakeWaiting(context.WithoutCancel(s.t.Context())); err != nil {
		s.t.Fatal(err)
	}
}

func TestReadingsThatCameInPartsAreTakenByThemselves(t *testing.T) {
	s := serve(t)
	officer, other := s.as(access.ProcurementOfficer), s.as(access.FinanceOfficer)
	for i, name := range []string{"a", "b"} {
		fit := map[string]any{"name": name, "memberId": s.member("Stadt A"), "resource": "power", "unit": "KWH", "kind": "counter", "every": "quarter-hour", "from": "2025-01-01"}
		officer.post("/meters", fit, key(fmt.Sprint("meter-000", i))).want(http.StatusCreated)
	}
	get := func(id string) (i view.ReadingImport) {
		officer.get("/reading-imports/" + id).want(http.StatusOK).into(&i)
		return i
	}
	const lines = 60_000 // three parts
	path := func(name, upload string) string {
		return "/reading-imports?name=" + name + "&format=csv&upload=" + upload
	}
	first := officer.sendInParts(quarters("a", lines))
	var queued view.ReadingImport
	for range 2 { // the answer to the first was lost
		officer.post(path("Jahr", first), "", file).want(http.StatusAccepted).into(&queued)
	}
	if queued.State != "waiting" || queued.Size == 0 || queued.Lines != 0 || !queued.EndedAt.IsZero() {
		t.Errorf("queued: %+v", queued)
	}
	officer.post(path("anders", first), "", file).wantProblem(http.StatusConflict, "reading-import.runs")
	officer.send("DELETE", "/uploads/"+first, nil).wantProblem(http.StatusConflict, "reading-import.runs")
	other.post(path("fremd", first), "", file).wantProblem(http.StatusNotFound, "object.not-found")
	officer.post(path("x", "nichts"), "", file).wantProblem(http.StatusNotFound, "object.not-found")
	officer.post("/reading-imports?name=x&format=prometheus&upload="+first, "", file).wantProblem(http.StatusUnprocessableEntity, "reading-import.not-in-parts")
	for n := range 4 { // the file stays, however many others are sent
		officer.post("/uploads", announced(strings.Repeat("a", n+1), strings.Repeat("0", 64))).upload()
	}
	s.takeReadings()
	if got := get(queued.ID); got.State != "complete" || got.Taken != lines || got.Refused != 0 || got.EndedAt.IsZero() {
		t.Errorf("taken: %+v", got)
	}
	officer.get("/uploads/"+first).wantProblem(http.StatusNotFound, "object.not-found")
	officer.post("/reading-imports/"+queued.ID+"/cancel", nil).wantProblem(http.StatusConflict, "reading-import.not-running")

	second := officer.sendInParts(quarters("b", 10))
	officer.post(path("zwei", second), "", file).want(http.StatusAccepted).into(&queued)
	s.asOf(access.Buyer, "Stadt A").post("/reading-imports/"+queued.ID+"/cancel", nil).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post("/reading-imports/"+queued.ID+"/cancel", nil).want(http.StatusOK).into(&queued)
	if queued.State != "cancelled" || queued.Stop == nil || queued.Stop.Code != "reading-import.cancelled" {
		t.Errorf("cancelled: %+v", queued)
	}
	s.takeReadings()
	if got := get(queued.ID); got.Lines != 0 {
		t.Errorf("taken after it was cancelled: %+v", got)
	}
	officer.post(path("zwei", officer.sendInParts(quarters("b", 10))), "", file).want(http.StatusAccepted)
	s.takeReadings()
	if got := get(queued.ID); got.State != "complete" || got.Taken != 10 {
		t.Errorf("sent again: %+v", got)
	}

	officer.post(path("lang", officer.sendInParts(quarters("b", 20)+strings.Repeat("x", 70_000))), "", file).want(http.StatusAccepted).into(&queued)
	s.takeReadings()
	if got := get(queued.ID); got.State != "unreadable" || got.Taken != 10 || got.Unchanged != 10 || got.Stop.Params["line"] != "22" {
		t.Errorf("unreadable: %+v", got)
	}
}
