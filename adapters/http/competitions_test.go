package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/period"
	"allmende/ports/view"
)

// competition is a mini-competition for so many notebooks out of a contract.
func (b *bureau) competition(f view.Framework, quantity string, deadline time.Time) fields {
	return fields{
		"frameworkId": f.ID, "memberId": b.member("Stadt A"), "budgetCode": "4711", "lines": []fields{{"itemId": f.Items[0].ID, "quantity": quantity}},
		"rules": fields{"method": "lowest-price"}, "deadline": deadline.UTC().Format(time.RFC3339),
	}
}

func TestAMiniCompetitionOverHTTPFromTheRefusedOrderToTheCallOff(t *testing.T) {
	b := openBureau(t)
	won := b.published(func(in fields) {
		in["lots"].([]fields)[0]["route"] = []fields{{"way": "mini-competition"}}
	})
	b.mustBid(won, b.anton, "950.00", "200.00")
	b.again(wait + time.Hour)
	b.mustOpen(won)
	contract := b.contract(b.awarded(won).Lots[0].FrameworkID)
	order := fields{"frameworkId": contract.ID, "memberId": b.member("Stadt A"), "budgetCode": "4711", "lines": []fields{{"itemId": contract.Items[0].ID, "quantity": "4"}}}
	b.buyerA.post("/call-offs", order, b.once()).wantProblem(http.StatusConflict, "routing.competition-required")

	const days = 24 * time.Hour
	ends := time.Now().Add(wait + 20*days)
	b.anton.post("/mini-competitions", b.competition(contract, "4", ends), b.once()).wantProblem(http.StatusNotFound, "object.not-found")
	b.buyerA.post("/basket/lines", fields{"memberId": b.member("Stadt A"), "lines": order["lines"]}, b.once()).want(http.StatusOK)
	wanted := b.competition(contract, "4", ends)
	wanted["fromBasket"], wanted["wishedOn"] = true, period.DayOf(time.Now()).String()
	b.buyerA.post("/mini-competitions", wanted, b.once()).wantProblem(http.StatusUnprocessableEntity, "calloff.deadline-invalid")
	wanted["wishedOn"] = ends.AddDate(0, 0, 60).Format(time.DateOnly)
	var started view.Tender
	b.buyerA.post("/mini-competitions", wanted, b.once()).want(http.StatusCreated).into(&started)
	var basket view.Basket
	b.buyerA.get("/basket?memberId=" + b.member("Stadt A")).want(http.StatusOK).into(&basket)
	if basket.Positions != 0 {
		t.Errorf("what is competed for is still in the basket: %+v", basket)
	}
	if started.Status != "in-review" || started.Procedure != "mini-competition" || started.Competition.Member.Name != "Stadt A" {
		t.Errorf("started: %+v", started)
	}
	b.officer.post("/tenders/"+started.ID+"/return", fields{"reason": "Bitte ändern"}, match(started.Version)).wantProblem(http.StatusConflict, "competition.order-fixed")
	var published view.Tender
	b.second.post("/tenders/"+started.ID+"/publish", nil, match(started.Version)).want(http.StatusOK).into(&published)
	b.berta.get("/tenders/"+started.ID).wantProblem(http.StatusNotFound, "object.not-found")
	b.mustBid(published, b.anton, "900.00")

	b.again(wait + 21*days)
	b.mustOpen(published)
	b.mustExamine(published)
	var compared view.Evaluation
	b.officer.get("/tenders/" + published.ID + "/evaluation").want(http.StatusOK).into(&compared)
	var proposed view.Tender
	b.officer.post("/tenders/"+published.ID+"/proposal", fields{"reason": "Niedrigster Preis"}, match(compared.Version)).want(http.StatusOK).into(&proposed)
	proposed = b.mustTell(proposed)
	var awarded view.Tender
	b.second.post("/tenders/"+published.ID+"/award", nil, match(proposed.Version)).want(http.StatusOK).into(&awarded)
	var placed view.CallOff
	b.buyerA.get("/call-offs/" + awarded.Competition.CallOffID).want(http.StatusOK).into(&placed)
	if placed.Total != "3600.00" || placed.Supplier.Name != "Anton Technik GmbH" || placed.Route.Way != "mini-competition" || placed.WishedOn != wanted["wishedOn"] {
		t.Errorf("placed: %+v", placed)
	}
}
