package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

func TestAMemberReservesInADataCenterAndAPlatformAsksFirst(t *testing.T) {
	s := serve(t)
	buyer, other := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	officer := s.as(access.ProcurementOfficer)
	today := period.DayOf(time.Now())
	site := map[string]any{"name": "Hannover", "address": "Am Markt 1", "rooms": []any{map[string]any{"name": "Saal 1", "class": 3}}}
	buyer.post("/capacity-sites", site, key("site-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	var added view.CapacitySite
	officer.post("/capacity-sites", site, key("site-0001")).want(http.StatusCreated).into(&added)
	officer.post("/capacity-sites", site, key("site-0002")).wantProblem(http.StatusConflict, "capacity.site-exists")
	site["address"] = "Am Markt 2"
	officer.put("/capacity-sites/"+added.ID, site, match(1)).want(http.StatusOK)
	officer.get("/capacity-sites").want(http.StatusOK)
	var pool view.CapacityPool
	officer.post("/capacity-pools", map[string]any{"siteId": added.ID, "name": "Pool A", "room": "Keller"}, key("pool-0001")).wantProblem(http.StatusUnprocessableEntity, "capacity.room-unknown")
	officer.post("/capacity-pools", map[string]any{"siteId": added.ID, "name": "Pool A", "room": "Saal 1", "approval": true}, key("pool-0001")).want(http.StatusCreated).into(&pool)
	path := "/capacity-pools/" + pool.ID
	officer.put(path, map[string]any{"siteId": added.ID, "name": "Pool 1", "room": "Saal 1", "approval": true}, match(1)).want(http.StatusOK)
	power := map[string]any{"kind": "it-load", "level": map[string]any{"from": today.String(), "amount": "50", "reserve": "5.5", "overcommit": "1.2"}}
	officer.post(path+"/resources", power, key("resource-1")).wantProblem(http.StatusUnprocessableEntity, "capacity.overcommit-invalid")
	power["level"] = map[string]any{"from": today.String(), "amount": "50", "reserve": "5.5"}
	officer.post(path+"/resources", power, key("resource-1")).want(http.StatusCreated).into(&pool)
	kw := pool.Resources[0]
	if kw.Usable != "44.5" || kw.Unit != "kW" {
		t.Errorf("got %+v", kw)
	}
	level := path + "/resources/" + kw.ID + "/level"
	officer.put(level, map[string]any{"from": today.Add(100).String(), "amount": "20"}, match(1)).want(http.StatusOK)

	wanted := func(from, to int, amount string) map[string]any {
		return map[string]any{"poolId": pool.ID, "memberId": s.member("Stadt A"), "purpose": "Fachverfahren", "phases": []any{
			map[string]any{"from": today.Add(from).String(), "to": today.Add(to).String(), "claims": []any{map[string]any{"resourceId": kw.ID, "amount": amount}}},
		}}
	}
	buyer.post("/capacity/check", wanted(0, 99, "30")).want(http.StatusNoContent)
	buyer.post("/capacity/check", wanted(0, 100, "30")).wantProblem(http.StatusConflict, "reservation.not-there")
	buyer.post("/reservations", wanted(-1, 5, "30"), key("reserve-1")).wantProblem(http.StatusUnprocessableEntity, "reservation.past")
	buyer.post("/reservations", wanted(5, 4, "30"), key("reserve-1")).wantProblem(http.StatusUnprocessableEntity, "period.reversed")
	buyer.post("/reservations", wanted(0, 5, "0"), key("reserve-1")).wantProblem(http.StatusUnprocessableEntity, "reservation.amount-invalid")
	buyer.post("/reservations", wanted(0, 5, "-1"), key("reserve-1")).wantProblem(http.StatusUnprocessableEntity, "quantity.malformed")
	other.post("/reservations", wanted(0, 5, "1"), key("reserve-1")).wantProblem(http.StatusNotFound, "object.not-found")
	var r view.Reservation
	buyer.post("/reservations", wanted(0, 99, "30"), key("reserve-1")).want(http.StatusCreated).into(&r)
	buyer.post("/reservations", wanted(0, 99, "30"), key("reserve-1")).want(http.StatusCreated)
	buyer.post("/capacity/check", wanted(0, 99, "14.5")).want(http.StatusNoContent)
	full := buyer.post("/capacity/check", wanted(0, 99, "14.6")).wantProblem(http.StatusConflict, "reservation.not-free").object()
	if earliest := full["params"].(map[string]any)["earliest"]; earliest != today.Add(100).String() {
		t.Errorf("it fits from %v on", earliest)
	}
	buyer.post("/capacity/check", wanted(100, 199, "14.6")).want(http.StatusNoContent)
	officer.put(level, map[string]any{"from": today.Add(50).String(), "amount": "29"}, match(2)).wantProblem(http.StatusConflict, "capacity.below-reserved")
	officer.post(level+"/drop", map[string]any{"from": today.Add(100).String()}, match(2)).want(http.StatusOK)

	gauge := map[string]any{"name": "saal-1", "memberId": s.member("Stadt A"), "reservationId": r.ID, "resource": "power", "unit": "KWT", "kind": "gauge", "every": "hour", "from": today.String()}
	officer.post("/meters", gauge, key("meter-0001")).want(http.StatusCreated)
	reading := "meter,at,value\nsaal-1," + today.Start().Format(time.RFC3339) + ",12\n"
	officer.post("/reading-imports?name=heute&format=csv", []byte(reading), header{"Content-Type", "application/octet-stream"}).want(http.StatusCreated)
	var use view.CapacityUse
	buyer.get(path + "/use?weeks=2").want(http.StatusOK).into(&use)
	if row := use.Rows[0]; !row.Metered || row.Cells[0].Used != "" || row.Cells[1].Percent != 2 { // 12 of 24 hours times 30 kW
		t.Errorf("got %+v", use)
	}
	other.get(path + "/use").want(http.StatusOK).into(&use)
	if row := use.Rows[0]; len(use.Weeks) != 12 || row.Metered || row.Cells[11].Reserved != "0" || row.Cells[11].Used != "" {
		t.Errorf("somebody else's: %+v", use)
	}
	buyer.get(path+"/use?weeks=27").wantProblem(http.StatusUnprocessableEntity, "capacity.window-invalid")

	one := "/reservations/" + r.ID
	other.get(one).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post(one+"/approve", nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(one+"/approve", nil, match(1)).want(http.StatusOK)
	officer.post(one+"/approve", nil, match(2)).wantProblem(http.StatusConflict, "reservation.status")
	buyer.post(one+"/extend", map[string]any{"to": today.Add(120).String()}, match(2)).want(http.StatusOK)
	officer.post(one+"/reject", map[string]any{"reason": "Zu lang"}, match(3)).want(http.StatusOK)
	change := map[string]any{"phases": wanted(0, 80, "20")["phases"]}
	buyer.post(one+"/change", change, match(4)).want(http.StatusOK)
	officer.post(one+"/approve", nil, match(5)).want(http.StatusOK)
	buyer.post(one+"/release", map[string]any{"lastDay": today.Add(90).String()}, match(6)).wantProblem(http.StatusUnprocessableEntity, "reservation.last-day-invalid")
	var heir view.Reservation
	officer.post(one+"/hand-over", map[string]any{"memberId": s.member("Stadt B"), "from": today.Add(10).String(), "reason": "Austritt"}, match(6)).want(http.StatusOK).into(&heir)
	other.post("/reservations/"+heir.ID+"/release", map[string]any{"lastDay": today.Add(20).String()}, match(1)).want(http.StatusOK)

	waits := wanted(0, 5, "40")
	waits["wait"] = true
	buyer.post("/reservations", waits, key("reserve-2")).want(http.StatusCreated).into(&r)
	if r.Status != "waiting" || r.Turn != 1 {
		t.Errorf("got %+v", r)
	}
	buyer.post("/reservations/"+r.ID+"/accept", nil, match(1)).wantProblem(http.StatusConflict, "reservation.status")
	buyer.post("/reservations/"+r.ID+"/withdraw", nil, match(1)).want(http.StatusOK)

	fit := map[string]any{"phases": []any{map[string]any{"days": 30, "claims": []any{map[string]any{"kind": "it-load", "amount": "50"}}}}}
	var fits view.CapacityFits
	buyer.post("/capacity/fits", fit).want(http.StatusOK).into(&fits)
	if len(fits.Fits) != 0 || len(fits.Without) != 1 {
		t.Errorf("got %+v", fits)
	}
	fit["plans"] = []any{map[string]any{"resourceId": kw.ID, "from": today.Add(60).String(), "by": "5.5"}}
	buyer.post("/capacity/fits", fit).want(http.StatusOK).into(&fits)
	if len(fits.Fits) != 1 || fits.Fits[0].From != today.Add(60).String() {
		t.Errorf("with more from then on: %+v", fits)
	}
	if b := fits.Fits[0].Begins; len(b) != 1 || b[0].From != today.Add(60).String() || b[0].To != today.AddMonths(120).Add(-29).String() {
		t.Errorf("it can begin %+v", b)
	}
	fit["plans"] = []any{map[string]any{"poolId": pool.ID, "kind": "gpu", "from": today.Add(60).String(), "by": "2"}}
	fit["phases"] = []any{map[string]any{"days": 30, "claims": []any{map[string]any{"kind": "gpu", "amount": "2"}}}}
	if buyer.post("/capacity/fits", fit).want(http.StatusOK).into(&fits); len(fits.Fits) != 1 || fits.Fits[0].From != today.Add(60).String() {
		t.Errorf("what the pool has not yet: %+v", fits)
	}
	fit["plans"] = []any{map[string]any{"kind": "gpu", "from": today.Add(60).String(), "by": "2"}}
	buyer.post("/capacity/fits", fit).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	buyer.get("/capacity-pools").want(http.StatusOK)
	buyer.get(path).want(http.StatusOK)
	buyer.get(path + "/heat-map?weeks=4").want(http.StatusOK)
	buyer.get(path+"/heat-map?weeks=0").wantProblem(http.StatusUnprocessableEntity, "capacity.window-invalid")
	buyer.get(path + "/timeline").want(http.StatusOK)
	buyer.get(path + "/outlook").want(http.StatusOK)
	buyer.get("/reservations?open=true").want(http.StatusOK)
	buyer.get("/reservations/"+heir.ID).wantProblem(http.StatusNotFound, "object.not-found")
}
