package http_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

func TestAYearOfASiteIsReportedForTheEnergyAct(t *testing.T) {
	s := serve(t)
	officer, buyer, auditor := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.as(access.Auditor)
	var site view.CapacitySite
	officer.post("/capacity-sites", map[string]any{"name": "Rechenzentrum", "address": "Am Markt 1", "rooms": []any{map[string]any{"name": "Saal", "class": 3}}}, key("site-0001")).
		want(http.StatusCreated).into(&site)
	year := time.Now().Year() - 1
	var lines strings.Builder
	lines.WriteString("meter,at,value\n")
	for i, m := range []struct {
		resource string
		perDay   int
	}{{"site-energy", 130}, {"site-it", 100}, {"site-heat-reused", 13}} {
		fit := map[string]any{"name": m.resource, "siteId": site.ID, "resource": m.resource, "unit": "KWH", "kind": "counter", "every": "day", "from": fmt.Sprintf("%d-01-01", year)}
		officer.post("/meters", fit, key(fmt.Sprint("meter-000", i))).want(http.StatusCreated)
		first := period.Date(year, 1, 1)
		for day := range 366 {
			if d := first.Add(day); d != period.Date(year, 3, 10) || m.resource != "site-it" { // in March the IT was not read once
				fmt.Fprintf(&lines, "%s,%s,%d\n", m.resource, d.Start().Format(time.RFC3339), m.perDay*day)
			}
		}
	}
	fit := map[string]any{"name": "x", "siteId": site.ID, "memberId": s.member("Stadt A"), "resource": "site-it", "unit": "KWH", "kind": "counter", "every": "day", "from": "2026-01-01"}
	officer.post("/meters", fit, key("meter-0009")).wantProblem(http.StatusUnprocessableEntity, "meter.owner-invalid")
	officer.post("/reading-imports?name=Jahr&format=csv", lines.String(), file).want(http.StatusCreated)

	path := "/capacity-sites/" + site.ID + "/energy"
	query := fmt.Sprint("?year=", year)
	var report view.EnergyReport
	officer.get(path + query).want(http.StatusOK).into(&report)
	jan, mar := report.Months[0], report.Months[2]
	if jan.PUE != "1.300" || jan.Total.Energy != "4030.000" || !jan.Total.Complete || jan.ReuseFactor != "0.100" || jan.Renewable.Metered || jan.RenewableShare != "" {
		t.Errorf("January: %+v", jan)
	}
	if mar.PUE != "" || mar.IT.Complete || mar.IT.Missing != 1 || !mar.Total.Complete || report.Whole.PUE != "" || report.Whole.ReuseFactor != "0.100" {
		t.Errorf("March: %+v, the year: %+v", mar, report.Whole)
	}
	buyer.get(path+query).wantProblem(http.StatusForbidden, "access.forbidden")
	auditor.get(path + query).want(http.StatusOK)
	officer.get(path+"?year=1999").wantProblem(http.StatusUnprocessableEntity, "energy.year-invalid")
	officer.get("/capacity-sites/"+s.member("Stadt A")+"/energy"+query).wantProblem(http.StatusNotFound, "object.not-found")
	table := string(officer.get(path + ".csv" + query).want(http.StatusOK).body)
	if rows := strings.Split(table, "\n"); len(rows) != 15 || !strings.Contains(rows[1], ";4030,000;ja;3100,000;ja;1,300;;nein;;403,000;ja;0,100") {
		t.Errorf("got %s", table)
	}

	figures := "/capacity-sites/" + site.ID + "/energy-figures"
	state := map[string]any{"year": year, "figure": "renewable-share", "value": "87.5", "source": "Stromkennzeichnung"}
	buyer.post(figures, state, key("figure-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(figures, state, key("figure-0001")).want(http.StatusCreated)
	state["value"] = "90"
	officer.post(figures, state, key("figure-0002")).want(http.StatusCreated).into(&report)
	if len(report.Figures) != 1 || report.Figures[0].Value != "90" || report.Figures[0].Source != "Stromkennzeichnung" {
		t.Errorf("got %+v", report.Figures)
	}
	state["value"] = "101"
	officer.post(figures, state, key("figure-0003")).wantProblem(http.StatusUnprocessableEntity, "energy.value-invalid")
}
