package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
)

func TestAMemberDecidesWhoApprovesAndChangesWhatItOrdered(t *testing.T) {
	s := serve(t)
	buyer, approver := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Approver, "Stadt A")
	f, m := s.framework(s.supplier("Technik GmbH"), "Stadt A"), s.member("Stadt A")
	rules := "/members/" + m + "/approvals"
	today := period.DayOf(time.Now()).String()
	table := map[string]any{"validFrom": today, "rules": []any{map[string]any{"above": "300", "persons": 1}, map[string]any{"above": "0", "category": "IT", "persons": 1}}}
	if shown := approver.get(rules).want(http.StatusOK).object(); shown["version"] != float64(0) {
		t.Errorf("got %v", shown)
	}
	approver.put(rules, table, match(0)).wantProblem(http.StatusUnprocessableEntity, "approval.category-invalid")
	table["rules"] = table["rules"].([]any)[:1]
	buyer.put(rules, table, match(0)).wantProblem(http.StatusForbidden, "access.forbidden")
	shown := approver.put(rules, table, match(0)).want(http.StatusOK).object()
	people := shown["people"].([]any)
	if shown["version"] != float64(1) || len(people) != 2 {
		t.Fatalf("got %v", shown)
	}

	order := orderFor(f, m, pieces(f, "1"))
	order["wishedOn"], order["answerBy"] = period.DayOf(time.Now()).Add(14).String(), period.DayOf(time.Now()).Add(20).String()
	buyer.post("/call-offs", order, key("approve-0000")).wantProblem(http.StatusUnprocessableEntity, "calloff.deadline-invalid")
	order["answerBy"] = period.DayOf(time.Now()).Add(3).String()
	placed := buyer.post("/call-offs", order, key("approve-0001")).want(http.StatusCreated).object()
	at := "/call-offs/" + placed["id"].(string)
	if placed["status"] != "submitted" || placed["wishedOn"] != order["wishedOn"] {
		t.Errorf("got %v", placed)
	}
	if asked := approver.get(at + "/approval").want(http.StatusOK).object(); asked["mine"] != "approve" || len(asked["steps"].([]any)) != 1 {
		t.Errorf("got %v", asked)
	}
	buyer.post(at+"/approve", nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	approver.post(at+"/approve", nil, match(1)).want(http.StatusOK)
	change := map[string]any{"reason": "einer mehr", "lines": []any{pieces(f, "1")}}
	buyer.post(at+"/change", change, match(2)).wantProblem(http.StatusUnprocessableEntity, "calloff.nothing-changed")
	change["lines"] = []any{pieces(f, "2")}
	changed := buyer.post(at+"/change", change, match(2)).want(http.StatusOK).object()
	if changed["status"] != "submitted" || changed["change"] != float64(1) || changed["total"] != "779.80" {
		t.Errorf("got %v", changed)
	}
	if asked := buyer.get(at + "/approval").want(http.StatusOK).object(); len(asked["versions"].([]any)) != 1 {
		t.Errorf("got %v", asked)
	}
}
