package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
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
