package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
)

func TestPricesOverHTTPFromTheClauseToTheNewPrice(t *testing.T) {
	s := serve(t)
	officer, second, buyer := s.as(access.ProcurementOfficer), s.as(access.BoardMember), s.asOf(access.Buyer, "Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	path, item := "/frameworks/"+f.ID.String(), f.Items[0].ID.String()
	today := period.DayOf(time.Now())
	base, month, from := today.AddMonths(-13).String(), today.AddMonths(-1).String(), today.Add(3).String()

	added := officer.post("/price-indices", map[string]string{"name": "Erzeugerpreise", "base": "2021 = 100", "source": "Destatis"}, key("index-0001")).want(http.StatusCreated).object()
	index := added["items"].([]any)[0].(map[string]any)["id"].(string)
	clause := map[string]any{
		"baseMonth": base, "fixedPart": "0.5", "triggerPercent": "2", "intervalMonths": 6, "cap": "10", "ground": "Vertrag § 7",
		"parts": []map[string]string{{"indexId": index, "weight": "0.5"}},
	}
	officer.post(path+"/index-clauses", clause, key("clause-0001")).wantProblem(http.StatusConflict, "pricing.index-missing")
	for n, v := range []map[string]any{{"month": base, "value": "100", "provisional": false}, {"month": month, "value": "110.5", "provisional": true}} {
		officer.post("/price-indices/"+index+"/values", v, key("value-000"+string(rune('1'+n)))).want(http.StatusCreated)
	}
	agreed := officer.post(path+"/index-clauses", clause, key("clause-0002")).want(http.StatusCreated).object()
	id := agreed["clauses"].([]any)[0].(map[string]any)["id"].(string)
	buyer.post(path+"/index-clauses", clause, key("clause-0003")).wantProblem(http.StatusForbidden, "access.forbidden")

	preview := buyer.get(path + "/index-preview?clauseId=" + id + "&validFrom=" + from).want(http.StatusOK).object()
	if preview["due"] != true || preview["index"].(map[string]any)["change"] != "5.25" || preview["index"].(map[string]any)["provisional"] != true {
		t.Errorf("previewed %v", preview)
	}
	proposal := map[string]string{"clauseId": id, "validFrom": from, "reason": "Anpassung nach § 7"}
	proposed := officer.post(path+"/price-changes/by-index", proposal, key("change-0001")).want(http.StatusCreated).object()
	change := "/price-changes/" + proposed["id"].(string)
	officer.post(change+"/approve", nil, match(1)).wantProblem(http.StatusForbidden, "access.same-person")
	second.post(change+"/reject", map[string]string{"reason": "erst prüfen"}, match(1)).want(http.StatusOK)
	second.post(change+"/approve", nil, match(2)).wantProblem(http.StatusConflict, "pricing.change-decided")

	proposed = officer.post(path+"/price-changes/by-index", proposal, key("change-0002")).want(http.StatusCreated).object()
	change = "/price-changes/" + proposed["id"].(string)
	if got := second.post(change+"/approve", nil, match(1)).want(http.StatusOK).object(); got["status"] != "approved" {
		t.Errorf("approved: %v", got)
	}
	prices := buyer.get(path + "/prices").want(http.StatusOK).object()["items"].([]any)[0].(map[string]any)
	if version := prices["versions"].([]any)[0].(map[string]any); version["price"] != "410.36975" || version["validFrom"] != from || prices["present"].(map[string]any)["price"] != "389.90" {
		t.Errorf("prices: %v", prices)
	}
	if got := officer.post(change+"/withdraw", map[string]string{"reason": "Index berichtigt"}, match(2)).want(http.StatusOK).object(); got["status"] != "withdrawn" {
		t.Errorf("withdrawn: %v", got)
	}
	offer := buyer.get("/framework-items/" + item + "/offer?quantity=2").want(http.StatusOK).object()
	if offer["total"] != "779.80" || offer["derivation"] != "2 × 389.90" {
		t.Errorf("offered %v", offer)
	}
	if got := buyer.get(path + "/pricing").want(http.StatusOK).object(); len(got["changes"].([]any)) != 2 {
		t.Errorf("pricing: %v", got)
	}
}

func TestPricesThatCannotBeAreRefusedWithTheirPlace(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	path, item := "/frameworks/"+f.ID.String()+"/price-changes", f.Items[0].ID.String()
	today := period.DayOf(time.Now())
	propose := func(from string, items ...any) map[string]any {
		return map[string]any{"ground": "modification", "validFrom": from, "reason": "Nachtrag", "items": items}
	}
	tiers := map[string]any{"mode": "all-unit", "basis": "contract", "steps": []map[string]string{{"from": "10", "price": "400"}}}
	for field, c := range map[string]struct {
		body   map[string]any
		status int
		code   string
	}{
		"validFrom":             {propose(today.String(), map[string]any{"itemId": item, "price": "400"}), http.StatusUnprocessableEntity, "pricing.begins-too-early"},
		"items.0":               {propose(today.Add(1).String(), map[string]any{"itemId": item, "price": "389.9"}), http.StatusUnprocessableEntity, "pricing.nothing-changes"},
		"items.0.price":         {propose(today.Add(1).String(), map[string]any{"itemId": item, "price": "1e3"}), http.StatusUnprocessableEntity, "money.price-malformed"},
		"items.1.itemId":        {propose(today.Add(1).String(), map[string]any{"itemId": item, "price": "400"}, map[string]any{"itemId": item, "price": "401"}), http.StatusUnprocessableEntity, "framework.item-twice"},
		"items.0.tiers.steps.0": {propose(today.Add(1).String(), map[string]any{"itemId": item, "price": "400", "tiers": tiers}), http.StatusUnprocessableEntity, "pricing.tiers-invalid"},
	} {
		officer.post(path, c.body, key("change-0001")).wantAt(c.status, c.code, field)
	}
}
