package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
)

func TestAMemberHasSomethingCalledOffRegularly(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f, m := s.framework(s.supplier("Technik GmbH"), "Stadt A"), s.member("Stadt A")
	today := period.DayOf(time.Now())
	order := map[string]any{
		"frameworkId": f.ID, "memberId": m, "budgetCode": "1.2.3", "interval": "weekly", "from": today.Add(1).String(), "to": today.Add(40).String(), "tolerance": 5,
		"lines": []any{pieces(f, "1")},
	}
	buyer.post("/standing-orders", order, key("standing-00")).wantProblem(http.StatusUnprocessableEntity, "recurring.interval-unknown")
	order["interval"] = "monthly"
	made := buyer.post("/standing-orders", order, key("standing-01")).want(http.StatusCreated).object()
	at := "/standing-orders/" + made["id"].(string)
	if made["status"] != "active" || made["next"] != order["from"] || made["total"] != "389.90" {
		t.Errorf("got %v", made)
	}
	if list := buyer.get("/standing-orders").want(http.StatusOK).object(); len(list["items"].([]any)) != 1 {
		t.Errorf("got %v", list)
	}
	buyer.post(at+"/approve", nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	buyer.post(at+"/resume", nil, match(1)).wantProblem(http.StatusConflict, "recurring.status-wrong")
	buyer.post(at+"/pause", nil, match(1)).want(http.StatusOK)
	buyer.post(at+"/pause", nil, match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	buyer.post(at+"/resume", nil, match(2)).want(http.StatusOK)
	ended := buyer.post(at+"/end", map[string]any{"reason": "nicht mehr"}, match(3)).want(http.StatusOK).object()
	if ended["status"] != "ended" || ended["next"] != nil {
		t.Errorf("got %v", ended)
	}
	buyer.get(at).want(http.StatusOK)
	s.asBidder("Technik GmbH").get(at).wantProblem(http.StatusNotFound, "object.not-found")
}
