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

// priceSheet is a tariff with a fixed price, and energy at 0.20 × 1.5 a kilowatt-hour.
func priceSheet(from string) map[string]any {
	return map[string]any{"name": "Preisblatt", "from": from, "vatCategory": "S", "vatRate": "19", "components": []any{
		map[string]any{"name": "Grundpreis", "basis": "fixed", "tiers": []any{map[string]any{"from": "0", "price": "31"}}},
		map[string]any{"name": "Leistung", "basis": "reserved", "resource": "power", "tiers": []any{map[string]any{"from": "0", "price": "90"}, map[string]any{"from": "10", "price": "80"}}},
		map[string]any{"name": "Strom", "basis": "used", "resource": "power", "tiers": []any{map[string]any{"from": "0", "price": "0"}},
			"energy": map[string]any{"purchase": "0.20", "pue": "1.5"}},
	}}
}

// daily are readings of a counter by the day that rises by 10 a day, up to the first day of the next month.
func daily(meter string, month time.Month) []byte {
	var b strings.Builder
	b.WriteString("meter,at,value\n")
	first := period.Date(2026, month, 1)
	for i, day := 0, first; !day.After(first.AddMonths(1)); i, day = i+1, day.Add(1) {
		fmt.Fprintf(&b, "%s,%s,%d\n", meter, day.Start().Format(time.RFC3339), 100+10*i)
	}
	return []byte(b.String())
}

func TestAMonthIsRatedPostedAndCorrected(t *testing.T) {
	s := serve(t)
	officer, finance, buyer, other := s.as(access.ProcurementOfficer), s.as(access.FinanceOfficer), s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	var meter view.Meter
	officer.post("/meters", map[string]any{"name": "a-1", "memberId": s.member("Stadt A"), "resource": "power", "unit": "KWH", "kind": "counter", "every": "day", "from": "2026-01-01"}, key("meter-0001")).
		want(http.StatusCreated).into(&meter)
	officer.post("/reading-imports?name=Januar&format=csv", daily("a-1", 1), header{"Content-Type", "application/octet-stream"}).want(http.StatusCreated)

	officer.post("/tariffs", priceSheet("2026-01-01"), key("sheet-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	finance.get("/rating-previews/2026-01").wantProblem(http.StatusConflict, "tariff.none-in-force")
	var made view.Tariff
	finance.post("/tariffs", priceSheet("2026-01-01"), key("sheet-0001")).want(http.StatusCreated).into(&made)
	finance.post("/tariffs", priceSheet("2026-01-01"), key("sheet-0001")).want(http.StatusCreated)
	if made.MeteredFrom != "5" || made.Components[2].Energy.PUE != "1.5" || made.VatRate != "19" {
		t.Errorf("got %+v", made)
	}
	buyer.get("/tariffs/" + made.ID).want(http.StatusOK)
	var list view.TariffList
	buyer.get("/tariffs").want(http.StatusOK).into(&list)
	if len(list.Items) != 1 || list.MeteredFrom.Value != "5" || list.MeteredFrom.Source == "" || len(list.Resources) != 1 || !list.Resources[0].Metered {
		t.Errorf("got %+v", list)
	}

	var preview view.Rating
	finance.get("/rating-previews/2026-01").want(http.StatusOK).into(&preview)
	if preview.Closed || !preview.Changed || preview.ID != "" || preview.Amount != "124.00" || len(preview.Members) != 1 || preview.Members[0].Charges[1].Amount != "93.00" {
		t.Errorf("got %+v", preview)
	}
	buyer.get("/rating-previews/2026-01").wantProblem(http.StatusForbidden, "access.forbidden")
	post := map[string]any{"month": "2026-01"}
	finance.post("/ratings", post, key("rate-00001")).wantProblem(http.StatusConflict, "tariff.month-open")
	finance.post("/metering-closings", post).want(http.StatusNoContent)
	var open view.RatingList
	finance.get("/ratings").want(http.StatusOK).into(&open)
	if len(open.Unrated) != 1 || open.Unrated[0] != "2026-01" {
		t.Errorf("got %+v", open)
	}
	buyer.post("/ratings", post, key("rate-00002")).wantProblem(http.StatusForbidden, "access.forbidden")
	var posted view.Rating
	finance.post("/ratings", post, key("rate-00003")).want(http.StatusCreated).into(&posted)
	finance.post("/ratings", post, key("rate-00003")).want(http.StatusCreated)
	if posted.Name != "RZ-2026-01" || posted.Difference != "124.00" {
		t.Errorf("got %+v", posted)
	}
	finance.post("/ratings", post, key("rate-00004")).wantProblem(http.StatusConflict, "tariff.unchanged")

	var mine view.MemberRating
	buyer.get("/ratings/" + posted.ID + "/members/" + s.member("Stadt A")).want(http.StatusOK).into(&mine)
	if len(mine.Charges) != 2 || len(mine.Charges[1].Steps) != 31 || mine.Charges[1].Steps[3].Sources[0].ID != meter.ID || mine.Charges[1].Steps[3].Sources[0].Name != "a-1" ||
		mine.Charges[1].Steps[3].From != "2026-01-04" || mine.Charges[1].Steps[3].Parts[0].Price != "3/10" || mine.Charges[1].Exact != "93" {
		t.Errorf("got %+v", mine)
	}
	other.get("/ratings/"+posted.ID).wantProblem(http.StatusNotFound, "object.not-found")
	other.get("/ratings/"+posted.ID+"/members/"+s.member("Stadt A")).wantProblem(http.StatusNotFound, "object.not-found")
	if shown := other.get("/ratings").want(http.StatusOK).object(); len(shown["items"].([]any)) != 0 {
		t.Errorf("a stranger sees %v", shown)
	}

	// A kilowatt-hour less on the last day is 0.30 less.
	officer.post("/meters/"+meter.ID+"/corrections", map[string]any{"at": period.Date(2026, 2, 1).Start().Format(time.RFC3339), "value": "409", "reason": "Zahlendreher"}, key("right-0001")).want(http.StatusCreated)
	finance.get("/rating-previews/2026-01").want(http.StatusOK).into(&preview)
	if !preview.Changed || preview.Number != 2 || preview.Replaces != posted.ID || preview.Difference != "-0.30" || preview.Members[0].Charges[1].Before != "93.00" {
		t.Errorf("got %+v", preview)
	}
	finance.post("/ratings", post, key("rate-00005")).wantProblem(http.StatusUnprocessableEntity, "tariff.reason-invalid")
	var second view.Rating
	finance.post("/ratings", map[string]any{"month": "2026-01", "reason": "Ablesung berichtigt"}, key("rate-00006")).want(http.StatusCreated).into(&second)
	if second.Name != "RZ-2026-01/2" || second.Amount != "123.70" || second.Difference != "-0.30" {
		t.Errorf("got %+v", second)
	}
	finance.get("/ratings/" + posted.ID).want(http.StatusOK).into(&posted)
	if posted.ReplacedBy != second.ID || posted.Amount != "124.00" {
		t.Errorf("the first one stays as it was: %+v", posted)
	}
	if shown := buyer.get("/ratings").want(http.StatusOK).object(); len(shown["items"].([]any)) != 2 {
		t.Errorf("got %v", shown)
	}
}

func TestATariffThatIsWrongIsRefused(t *testing.T) {
	s := serve(t)
	finance := s.as(access.FinanceOfficer)
	component := func(sheet map[string]any, i int) map[string]any {
		return sheet["components"].([]any)[i].(map[string]any)
	}
	for code, change := range map[string]func(map[string]any){
		"tariff.name-invalid":          func(p map[string]any) { p["name"] = "x" },
		"period.day-malformed":         func(p map[string]any) { p["from"] = "2026-02-30" },
		"vat.category-unknown":         func(p map[string]any) { p["vatCategory"] = "X" },
		"tariff.components-invalid":    func(p map[string]any) { p["components"] = []any{} },
		"tariff.basis-unknown":         func(p map[string]any) { component(p, 0)["basis"] = "geschätzt" },
		"tariff.resource-invalid":      func(p map[string]any) { component(p, 1)["resource"] = "Strom!" },
		"tariff.tiers-invalid":         func(p map[string]any) { component(p, 1)["tiers"] = []any{map[string]any{"from": "1", "price": "2"}} },
		"money.price-malformed":        func(p map[string]any) { component(p, 1)["tiers"] = []any{map[string]any{"from": "0", "price": "-2"}} },
		"tariff.energy-invalid":        func(p map[string]any) { component(p, 2)["energy"] = map[string]any{"purchase": "0.2", "pue": "0.99"} },
		"tariff.energy-below-purchase": func(p map[string]any) { delete(component(p, 2), "energy") },
		"tariff.energy-missing":        func(p map[string]any) { p["components"] = p["components"].([]any)[:2] },
	} {
		sheet := priceSheet("2026-01-01")
		change(sheet)
		finance.post("/tariffs", sheet, key("sheet-bad1")).wantProblem(http.StatusUnprocessableEntity, code)
	}
	if list := finance.get("/tariffs").want(http.StatusOK).object(); len(list["items"].([]any)) != 0 {
		t.Errorf("something was stored: %v", list)
	}
	finance.post("/tariffs", priceSheet("2026-01-01"), key("sheet-0001")).want(http.StatusCreated)
	finance.post("/tariffs", priceSheet("2026-01-01"), key("sheet-0002")).wantProblem(http.StatusConflict, "tariff.from-taken")
	finance.post("/metering-closings", map[string]any{"month": "2026-01"}).want(http.StatusNoContent)
	finance.post("/tariffs", priceSheet("2026-01-31"), key("sheet-0003")).wantProblem(http.StatusConflict, "tariff.from-closed")
	finance.post("/ratings", map[string]any{"month": "2026-01"}, key("rate-00001")).wantProblem(http.StatusConflict, "tariff.nothing-to-charge")
	finance.post("/ratings", map[string]any{"month": "2026-13"}, key("rate-00002")).wantProblem(http.StatusUnprocessableEntity, "metering.month-malformed")
	finance.get("/rating-previews/gestern").wantProblem(http.StatusUnprocessableEntity, "metering.month-malformed")
}

// What the data center itself paid is divided by what members used, in a cost pool.
func TestOwnCostsAreDividedByWhatWasUsed(t *testing.T) {
	o := openOffice(t)
	officer := o.as(access.ProcurementOfficer)
	for name, of := range map[string]string{"a-1": o.a, "b-1": o.b, "b-2": o.b} {
		officer.post("/meters", map[string]any{"name": name, "memberId": of, "resource": "power", "unit": "KWH", "kind": "counter", "every": "day", "from": "2026-01-01"}, o.once()).want(http.StatusCreated)
		officer.post("/reading-imports?name="+name+"&format=csv", daily(name, 1), header{"Content-Type", "application/octet-stream"}).want(http.StatusCreated)
	}
	officer.get("/capacity-weights/2026-01").wantProblem(http.StatusNotFound, "object.not-found")
	o.fay.get("/capacity-weights/2026").wantProblem(http.StatusUnprocessableEntity, "metering.month-malformed")
	var weights view.CapacityWeights
	o.fay.get("/capacity-weights/2026-01").want(http.StatusOK).into(&weights)
	if weights.Closed || len(weights.Items) != 1 || weights.Items[0].Basis != "used" || len(weights.Items[0].Members) != 2 {
		t.Fatalf("got %+v", weights)
	}
	used := weights.Items[0]
	participants := make([]fields, len(used.Members))
	for i, m := range used.Members {
		participants[i] = fields{"memberId": m.Member.ID, "weight": m.Weight}
	}
	pool := o.pool(fields{"kind": "data-center-month", "memberIds": []string{o.a, o.b}})
	month := fields{"from": "2026-01-01", "to": "2026-01-31"}
	o.addCost(pool.ID, costOf(month, "1000.00"))
	run := o.post(o.draft(pool.ID, with(month, fields{"scheme": fields{"parts": []fields{{"key": "metered", "percent": "100"}}, "weightSource": used.Source, "weightAsOf": weights.AsOf, "participants": participants}})))
	bears := map[string]string{}
	for _, share := range run.Shares {
		bears[share.Member.ID] = share.Bears
	}
	if bears[o.a] != "333.33" || bears[o.b] != "666.67" {
		t.Errorf("got %v", bears)
	}
}
