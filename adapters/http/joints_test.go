package http_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
)

func TestMembersCallOffTogether(t *testing.T) {
	s := serve(t)
	leader, other := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A", "Stadt B")
	a, b := s.member("Stadt A"), s.member("Stadt B")
	if found := leader.get("/frameworks/" + f.ID.String() + "/participants").want(http.StatusOK).object(); len(found["items"].([]any)) != 2 {
		t.Errorf("who may take part: %v", found)
	}
	wish := orderFor(f, a, pieces(f, "1"))
	wish["key"], wish["agreeBy"] = "equal", period.DayOf(time.Now()).Add(5).String()
	wish["participants"] = []any{map[string]any{"memberId": a}}
	leader.post("/joint-call-offs", wish, key("joint-0001")).wantProblem(http.StatusUnprocessableEntity, "joint.participants-number")
	wish["participants"] = []any{map[string]any{"memberId": b}}
	wanted := map[string]any{"frameworkId": wish["frameworkId"], "memberId": a, "lines": wish["lines"], "key": "weights", "participants": []any{
		map[string]any{"memberId": a, "weight": "2"}, map[string]any{"memberId": b, "weight": "1"},
	}}
	quote := leader.post("/joint-call-offs/quote", wanted).want(http.StatusOK).object()
	if shares := quote["shares"].([]any); quote["total"] != "389.90" || shares[0].(map[string]any)["amount"] != "259.93" || shares[1].(map[string]any)["amount"] != "129.97" ||
		shares[1].(map[string]any)["member"].(map[string]any)["name"] != "Stadt B" {
		t.Errorf("quoted: %v", quote)
	}
	other.post("/joint-call-offs/quote", wanted).wantProblem(http.StatusNotFound, "object.not-found")
	wanted["key"] = "lot"
	leader.post("/joint-call-offs/quote", wanted).wantProblem(http.StatusUnprocessableEntity, "joint.key-unknown")
	long := orderFor(f, a, pieces(f, "1"))
	long["key"], long["agreeBy"], long["participants"] = strings.Repeat("k", 21), wish["agreeBy"], wish["participants"]
	if field := leader.post("/joint-call-offs", long, key("joint-0003")).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid").object()["field"]; field != "key" {
		t.Errorf("what is wrong lies at %v", field)
	}
	if drawn := leader.get("/frameworks/" + f.ID.String()).want(http.StatusOK).object()["drawn"]; drawn != "0.00" {
		t.Errorf("a quote draws %v", drawn)
	}
	placed := leader.post("/joint-call-offs", wish, key("joint-0002")).want(http.StatusCreated).object()
	path := "/joint-call-offs/" + placed["id"].(string)
	if again := leader.post("/joint-call-offs", wish, key("joint-0002")).want(http.StatusCreated).object(); again["id"] != placed["id"] {
		t.Errorf("the same key reserves twice: %v", again)
	}
	s.asBidder("Technik GmbH").get(path).wantProblem(http.StatusNotFound, "object.not-found")
	seen := other.get(path).want(http.StatusOK).object()
	if share := seen["shares"].([]any)[1].(map[string]any); share["amount"] != "194.95" || share["consent"] != "open" {
		t.Errorf("the share of the other: %v", share)
	}
	if list := other.get("/joint-call-offs").want(http.StatusOK).object(); len(list["items"].([]any)) != 1 {
		t.Errorf("listed: %v", list)
	}
	other.post(path+"/shares/"+b+"/decline", map[string]any{"reason": "x"}, match(1)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	agreed := other.post(path+"/shares/"+b+"/agree", map[string]any{"budgetCode": "0815"}, match(1)).want(http.StatusOK).object()
	if agreed["status"] != "placed" {
		t.Errorf("all agreed: %v", agreed)
	}
	other.post(path+"/shares/"+b+"/decline", map[string]any{"reason": "zu spät"}, match(2)).wantProblem(http.StatusConflict, "calloff.not-submitted")
	if order := leader.get("/call-offs/" + placed["id"].(string)).want(http.StatusOK).object(); order["joint"] != true {
		t.Errorf("the order: %v", order)
	}
}
