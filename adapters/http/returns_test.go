package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
)

func TestAMemberAsksForReturnsAndItsSupplierDecides(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	order := s.anOrder(buyer)
	bidder := s.asBidder("Technik GmbH")
	at := "/call-offs/" + order.ID
	ask := map[string]any{"reason": "zu viel", "lines": []any{map[string]any{"position": 1, "quantity": "1"}}}
	buyer.post(at+"/returns", ask, match(1)).wantProblem(http.StatusConflict, "calloff.not-returnable")
	bidder.post(at+"/confirm", map[string]any{"lines": []any{map[string]any{"position": 1, "deliveredOn": period.DayOf(time.Now()).Add(1).String()}}}, match(1)).want(http.StatusOK)
	bidder.post(at+"/returns", ask, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	ask["lines"] = []any{map[string]any{"position": 1, "quantity": "3"}}
	buyer.post(at+"/returns", ask, match(1)).wantProblem(http.StatusConflict, "calloff.return-exceeds")
	ask["lines"] = []any{map[string]any{"position": 1, "quantity": "1"}}
	buyer.post(at+"/returns", ask, match(1)).want(http.StatusOK)
	buyer.post(at+"/returns", ask, match(1)).wantProblem(http.StatusConflict, "calloff.return-waits")
	buyer.post(at+"/returns/1/agree", nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	bidder.post(at+"/returns/2/agree", nil, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	bidder.post(at+"/returns/1/decline", map[string]any{"reason": "benutzt"}, match(1)).want(http.StatusOK)
	buyer.post(at+"/returns", ask, match(1)).want(http.StatusOK)
	buyer.post(at+"/returns/2/withdraw", nil, match(1)).want(http.StatusOK)
	buyer.post(at+"/returns", ask, match(1)).want(http.StatusOK)
	agreed := bidder.post(at+"/returns/3/agree", nil, match(1)).want(http.StatusOK).object()
	if agreed["returnedTotal"] != "389.90" || len(agreed["returns"].([]any)) != 3 || agreed["version"] != float64(2) {
		t.Errorf("got %v", agreed)
	}
	bidder.post(at+"/returns/3/agree", nil, match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
}
