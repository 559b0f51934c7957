package http_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

func cables() object {
	item := roundItem("Netzwerkkabel 3 m")
	item["estimatedPrice"], item["pack"], item["minimum"] = "4.50", "10", "20"
	item["tiers"] = object{"mode": "all-unit", "basis": "contract", "steps": []object{{"from": "100", "price": "4.05"}}}
	return object{"title": "Kabel", "closesAt": roundCloses, "items": []object{item}}
}

func TestARoundInPacksIsToppedUpOverHTTP(t *testing.T) {
	s := serve(t)
	officer, buyer, other := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	round := openRound(officer, cables())
	at := "/rounds/" + round.ID
	round = body[view.Round](buyer.put(at+"/needs/"+s.member("Stadt A"), needs(round, "95", "2")).want(200))
	item := round.Items[0]
	if item.Ordered != "90" || item.Missing != "3" || item.Next == nil || item.Next.Lowers != "22.50" || round.Needs[0].Saves != "42.75" {
		t.Errorf("%+v, next %+v, need %+v", item, item.Next, round.Needs[0])
	}
	until := object{"closesAt": roundCloses.Add(time.Hour)}
	buyer.post(at+"/top-up", until, match(round.Version)).wantProblem(403, "access.forbidden")
	officer.post(at+"/top-up", object{"closesAt": "2020-01-01T00:00:00Z"}, match(round.Version)).wantProblem(422, "demand.closes-too-early")
	officer.post(at+"/top-up", object{}, match(round.Version)).want(http.StatusUnprocessableEntity)
	round = body[view.Round](officer.post(at+"/top-up", until, match(round.Version)).want(200))
	if round.Status != "topping-up" {
		t.Errorf("%+v", round)
	}
	officer.post(at+"/top-up", until, match(round.Version)).wantProblem(409, "demand.not-open")
	other.put(at+"/needs/"+s.member("Stadt B"), needs(round, "6", "0")).wantProblem(409, "demand.raises-missing")
	round = body[view.Round](other.put(at+"/needs/"+s.member("Stadt B"), needs(round, "5", "0")).want(200))
	if round.Items[0].Missing != "0" || round.Items[0].Ordered != "100" || round.Items[0].Next != nil {
		t.Errorf("%+v", round.Items[0])
	}
	history := body[view.Page[view.RoundChange]](officer.get(at + "/changes").want(200)).Items
	if len(history) != 2 || history[0].MemberName != "Stadt B" || history[0].Firm != "5" || history[0].WasFirm != "" || history[0].By == "" || history[0].At.IsZero() {
		t.Errorf("the history: %+v", history)
	}
	buyer.put(at+"/needs/"+s.member("Stadt A"), needs(round, "95", "3")).want(200)
	own := body[view.Page[view.RoundChange]](buyer.get(at + "/changes?limit=1").want(200))
	if len(own.Items) != 1 || own.Items[0].WasFirm != "95" || own.Items[0].WasTolerance != "2" || own.Items[0].Tolerance != "3" || own.Next == "" {
		t.Errorf("of one's own member: %+v", own)
	}
	rest := body[view.Page[view.RoundChange]](buyer.get(at + "/changes?cursor=" + own.Next).want(200))
	if len(rest.Items) != 1 || rest.Items[0].Tolerance != "2" || rest.Next != "" {
		t.Errorf("the rest: %+v", rest)
	}
	s.supplier("Nordlicht IT")
	s.asBidder("Nordlicht IT").get(at+"/changes").wantProblem(404, "object.not-found")
	elsewhere := openRound(officer, cables())
	other.get("/rounds/"+draftRound(officer, cables()).ID+"/changes").wantProblem(404, "object.not-found")
	other.put("/rounds/"+elsewhere.ID+"/needs/"+s.member("Stadt B"), needs(elsewhere, "1", "0")).wantProblem(409, "demand.stated-elsewhere")
}

func TestPacksAndStepsAreRefusedAtTheirField(t *testing.T) {
	officer := serve(t).as(access.ProcurementOfficer)
	step := func(from, price string) object {
		return object{"mode": "marginal", "basis": "contract", "steps": []object{{"from": from, "price": price}}}
	}
	for name, c := range map[string]struct {
		field string
		value any
		code  string
		at    string
	}{
		"a pack of half a piece":      {"pack", "2.5", "quantity.not-whole", "items.0.pack"},
		"a minimum between packs":     {"minimum", "25", "demand.minimum-not-in-packs", "items.0.minimum"},
		"a minimum that is no number": {"minimum", "zwanzig", "quantity.malformed", "items.0.minimum"},
		"a step as dear as none":      {"tiers", step("100", "4.50"), "pricing.tiers-invalid", "items.0.tiers.steps.0"},
		"a step of each call-off":     {"tiers", object{"mode": "marginal", "basis": "call-off", "steps": []object{{"from": "1", "price": "1"}}}, "pricing.tiers-invalid", "items.0.tiers.basis"},
		"a step of no quantity":       {"tiers", step("viele", "4"), "quantity.malformed", "items.0.tiers.steps.0.from"},
	} {
		t.Run(name, func(t *testing.T) {
			round := cables()
			round["items"].([]object)[0][c.field] = c.value
			problem := officer.within(t).post("/rounds", round, key(fmt.Sprintf("refused-%s-%v", c.field, len(name)))).wantProblem(422, c.code)
			if problem.field() != c.at {
				t.Errorf("at %q, want %q", problem.field(), c.at)
			}
		})
	}
}
