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

// When a reservation goes over, so do its meters: whoever holds it pays for what it uses, from the
// first day on, and what a counter reads that midnight counts for both.
func TestAMeterGoesOverWithItsReservation(t *testing.T) {
	s := serve(t)
	buyer, other, officer := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B"), s.as(access.ProcurementOfficer)
	today := period.DayOf(time.Now())
	var site view.CapacitySite
	officer.post("/capacity-sites", map[string]any{"name": "Hannover", "address": "Am Markt 1", "rooms": []any{map[string]any{"name": "Saal 1", "class": 3}}}, key("site-0001")).want(http.StatusCreated).into(&site)
	var pool view.CapacityPool
	officer.post("/capacity-pools", map[string]any{"siteId": site.ID, "name": "Pool A", "room": "Saal 1"}, key("pool-0001")).want(http.StatusCreated).into(&pool)
	officer.post("/capacity-pools/"+pool.ID+"/resources", map[string]any{"kind": "it-load", "level": map[string]any{"from": today.String(), "amount": "50"}}, key("resource-1")).want(http.StatusCreated).into(&pool)
	var r view.Reservation
	buyer.post("/reservations", map[string]any{"poolId": pool.ID, "memberId": s.member("Stadt A"), "purpose": "Fachverfahren", "phases": []any{
		map[string]any{"from": today.String(), "to": today.Add(99).String(), "claims": []any{map[string]any{"resourceId": pool.Resources[0].ID, "amount": "30"}}},
	}}, key("reserve-1")).want(http.StatusCreated).into(&r)

	fit := map[string]any{"name": "saal-1", "memberId": s.member("Stadt B"), "reservationId": r.ID, "resource": "power", "unit": "KWH", "kind": "counter", "every": "day", "from": today.String()}
	officer.post("/meters", fit, key("meter-0001")).wantProblem(http.StatusUnprocessableEntity, "meter.reservation-of-another")
	fit["memberId"], fit["from"] = s.member("Stadt A"), "1990-01-01"
	officer.post("/meters", fit, key("meter-0001")).wantProblem(http.StatusUnprocessableEntity, "meter.fitted-early")
	fit["from"] = today.String()
	var meter view.Meter
	officer.post("/meters", fit, key("meter-0001")).want(http.StatusCreated).into(&meter)

	turn := today.Add(10)
	over := func(r view.Reservation, to string, from period.Day) *answer {
		return officer.post("/reservations/"+r.ID+"/hand-over", map[string]any{"memberId": s.member(to), "from": from.String(), "reason": "Austritt"}, match(r.Version))
	}
	var heir view.Reservation
	over(r, "Stadt B", turn).want(http.StatusOK).into(&heir)
	fit["from"], fit["reservationId"] = today.Add(11).String(), ""
	officer.post("/meters", fit, key("meter-0002")).wantProblem(http.StatusConflict, "meter.name-taken")
	meters := func(c *client) (list view.List[view.Meter]) {
		t.Helper()
		c.get("/meters").want(http.StatusOK).into(&list)
		return list
	}
	if mine := meters(buyer).Items; len(mine) != 1 || mine[0].ID != meter.ID || mine[0].To != today.Add(9).String() {
		t.Errorf("the old holder has %+v", mine)
	}
	theirs := meters(other).Items
	if len(theirs) != 1 || theirs[0].Name != "saal-1" || theirs[0].From != turn.String() || theirs[0].To != "" || theirs[0].Reservation != heir.ID {
		t.Fatalf("the new holder has %+v", theirs)
	}

	s.passTime(14*24*time.Hour + time.Minute)
	for _, c := range []*client{officer, buyer, other} {
		c.signIn()
	}
	csv := header{"Content-Type", "application/octet-stream"}
	var file strings.Builder
	file.WriteString("meter,at,value\n")
	for day := range 15 {
		fmt.Fprintf(&file, "saal-1,%s,%d\n", today.Add(day).Start().Format(time.RFC3339), 1000+10*day+day*day)
	}
	var taken view.ReadingImport
	officer.post("/reading-imports?name=alle&format=csv", []byte(file.String()), csv).want(http.StatusCreated).into(&taken)
	if taken.Lines != 15 || taken.Taken != 15 || taken.Refused != 0 {
		t.Errorf("got %+v", taken)
	}
	officer.post("/reading-imports?name=nochmal&format=csv", []byte(file.String()+"saal-1,"+turn.Start().Format(time.RFC3339)+",1\n"), csv).want(http.StatusCreated).into(&taken)
	if taken.Unchanged != 15 || taken.Refused != 1 || taken.Faults[0].Code != "reading.differs" {
		t.Errorf("once more: %+v", taken)
	}
	use := func(c *client, m string, day period.Day) string {
		t.Helper()
		var shown view.MeterDay
		c.get("/meters/" + m + "/days/" + day.String()).want(http.StatusOK).into(&shown)
		return shown.Use
	}
	if a, b := use(buyer, meter.ID, turn.Add(-1)), use(other, theirs[0].ID, turn); a != "29" || b != "31" { // 10 and the odd numbers
		t.Errorf("the last day of one is %s, the first of the other %s", a, b)
	}
	var shown view.CapacityUse
	other.get("/capacity-pools/" + pool.ID + "/use?weeks=4").want(http.StatusOK).into(&shown)
	if !shown.Rows[0].Metered {
		t.Errorf("nothing is measured of the new holder: %+v", shown)
	}
	correction := map[string]any{"at": turn.Start().Format(time.RFC3339), "value": "1205", "reason": "Zahlendreher"} // 1200 was read
	officer.post("/meters/"+theirs[0].ID+"/corrections", correction, key("right-0001")).want(http.StatusCreated)
	if a, b := use(buyer, meter.ID, turn.Add(-1)), use(other, theirs[0].ID, turn); a != "34" || b != "26" {
		t.Errorf("corrected, the last day of one is %s, the first of the other %s", a, b)
	}

	var third view.Reservation
	over(heir, "Stadt A", today.Add(14)).want(http.StatusOK).into(&third) // what was read this midnight begins its days
	officer.post("/reading-imports?name=morgen&format=csv", []byte("meter,at,value\nsaal-1,"+today.Add(14).Start().Add(time.Hour).Format(time.RFC3339)+",1\n"), csv).want(http.StatusCreated).into(&taken)
	if taken.Refused != 1 || taken.Faults[0].Code != "reading.off-grid" {
		t.Errorf("between its periods: %+v", taken)
	}
	last := meters(buyer).Items
	if len(last) != 2 || last[0].Reservation != third.ID || last[0].From != today.Add(14).String() {
		t.Fatalf("got %+v", last)
	}
	var opened view.MeterDay
	buyer.get("/meters/" + last[0].ID + "/days/" + today.Add(14).String()).want(http.StatusOK).into(&opened)
	if len(opened.Readings) != 1 || opened.Readings[0].Value != "1336.000000" {
		t.Errorf("begins with %+v", opened.Readings)
	}

	gauge := map[string]any{"name": "saal-2", "memberId": s.member("Stadt A"), "reservationId": third.ID, "resource": "rack-unit", "unit": "H87", "kind": "gauge", "every": "hour", "from": today.Add(14).String()}
	officer.post("/meters", gauge, key("meter-0003")).want(http.StatusCreated)
	officer.post("/reading-imports?name=pegel&format=csv", []byte("meter,at,value\nsaal-2,"+today.Add(14).Start().Format(time.RFC3339)+",12\n"), csv).want(http.StatusCreated)
	s.passTime(16 * 24 * time.Hour)
	officer.signIn()
	officer.post("/reading-imports?name=pegel-2&format=csv", []byte("meter,at,value\nsaal-2,"+today.Add(16).Start().Format(time.RFC3339)+",12\n"), csv).want(http.StatusCreated)
	refused := over(third, "Stadt B", today.Add(16)).wantProblem(http.StatusConflict, "meter.read-after").object()["params"].(map[string]any)
	if refused["meter"] != "saal-2" || refused["from"] != today.Add(17).String() {
		t.Errorf("got %v", refused)
	}
	over(third, "Stadt B", today.Add(17)).want(http.StatusOK)
}
