package http_test

import (
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/routing"
	"allmende/ports/view"
)

func TestABasketIsFilledQuotedAndOrdered(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A", "Stadt B")
	town := s.member("Stadt A")
	notebook := f.Items[0].ID.String()
	put := `{"memberId":"` + town + `","lines":[{"itemId":"` + notebook + `","quantity":"2"}]}`
	var result view.PutIntoBasket
	for range 2 { // the same key puts once
		buyer.post("/basket/lines", put, key("basket-0001")).want(http.StatusOK).into(&result)
	}
	if result.Positions != 1 || len(result.Left) != 0 {
		t.Errorf("got %+v", result)
	}
	var basket view.Basket
	buyer.get("/basket?memberId=" + town).want(http.StatusOK).into(&basket)
	if basket.Total != "779.80" || len(basket.Contracts) != 1 || basket.Contracts[0].Lines[0].Quantity != "2" || basket.Contracts[0].Quote == nil || !basket.Contracts[0].Quote.Orderable {
		t.Errorf("got %+v", basket)
	}
	buyer.put("/basket/lines/"+notebook, `{"memberId":"`+town+`","quantity":"3"}`).want(http.StatusOK).into(&basket)
	if basket.Total != "1169.70" {
		t.Errorf("got %+v", basket)
	}
	buyer.put("/basket/lines/"+notebook, `{"memberId":"`+town+`","quantity":"0.5"}`).wantProblem(http.StatusUnprocessableEntity, "quantity.not-whole")
	buyer.put("/basket/lines/"+notebook, `{"memberId":"`+town+`","quantity":"0"}`).wantProblem(http.StatusUnprocessableEntity, "basket.quantity-missing")
	s.asOf(access.Buyer, "Stadt B").get("/basket?memberId="+town).wantProblem(http.StatusNotFound, "object.not-found")
	s.asOf(access.Approver, "Stadt A").get("/basket?memberId="+town).wantProblem(http.StatusForbidden, "access.forbidden")

	order := `{"frameworkId":"` + f.ID.String() + `","memberId":"` + town + `","budgetCode":"1.2","seenTotal":"1169.69","fromBasket":true,"lines":[{"itemId":"` + notebook + `","quantity":"3"}]}`
	buyer.post("/call-offs", order, key("order-0001")).wantProblem(http.StatusConflict, "framework.price-changed")
	var size view.BasketSize
	if buyer.get("/basket/size").want(http.StatusOK).into(&size); size.Positions != 1 {
		t.Errorf("what was refused left the basket: %+v", size)
	}
	order = strings.Replace(order, "1169.69", "1169.70", 1)
	for range 2 {
		buyer.post("/call-offs", order, key("order-0002")).want(http.StatusCreated)
	}
	if buyer.get("/basket/size").want(http.StatusOK).into(&size); size.Positions != 0 {
		t.Errorf("what was ordered stayed in the basket: %+v", size)
	}
	buyer.post("/basket/lines", put, key("basket-0002")).want(http.StatusOK)
	if buyer.send("DELETE", "/basket/lines?memberId="+town, nil).want(http.StatusOK).into(&basket); basket.Positions != 0 {
		t.Errorf("got %+v", basket)
	}
}

func TestAPartOfABasketIsQuotedAndOrderedOverItsMonths(t *testing.T) {
	s := serve(t)
	first, second, buyer := s.supplier("Technik GmbH"), s.supplier("Rang 2 GmbH"), s.asOf(access.Buyer, "Stadt A")
	f := s.ranked(routing.Table{{Way: routing.Direct, MonthsFrom: 1, MonthsTo: 12}, {Way: routing.Competition}}, first, second)
	town, notebook := s.member("Stadt A"), f.Items[0].ID.String()
	buyer.post("/basket/lines", `{"memberId":"`+town+`","lines":[{"itemId":"`+notebook+`","quantity":"2"}]}`, key("basket-0001")).want(http.StatusOK)
	for duration, want := range map[string]struct {
		way       string
		months    int
		orderable bool
	}{
		"":                                   {"mini-competition", 0, false},
		"&duration=" + f.ID.String() + ":12": {"direct", 12, true},
		"&duration=" + f.ID.String() + ":13": {"mini-competition", 13, false},
		"&duration=" + id.New[framework.Framework]().String() + ":12": {"mini-competition", 0, false},
		"&duration=" + f.ID.String() + ":12&duration=" + town + ":3":  {"direct", 12, true},
	} {
		basket := body[view.Basket](buyer.get("/basket?memberId=" + town + duration).want(http.StatusOK))
		part := basket.Contracts[0]
		if part.Quote == nil || part.Quote.Way != want.way || part.Quote.Orderable != want.orderable || !part.Quote.AsksMonths || part.Months != want.months {
			t.Errorf("%q: got %+v", duration, part)
		}
	}
	for wrong, code := range map[string]string{f.ID.String() + ":0": "request.field-invalid", f.ID.String() + ":121": "request.field-invalid", f.ID.String(): "request.field-invalid", "x:1": "id.malformed"} {
		buyer.get("/basket?duration="+wrong).wantProblem(http.StatusUnprocessableEntity, code)
	}
	order := orderFor(f, town, pieces(f, "2"))
	order["fromBasket"], order["months"], order["seenTotal"] = true, 12, "779.80"
	placed := body[view.CallOff](buyer.post("/call-offs", order, key("order-0001")).want(http.StatusCreated))
	if placed.Route.Months != 12 || body[view.BasketSize](buyer.get("/basket/size").want(http.StatusOK)).Positions != 0 {
		t.Errorf("placed as %+v", placed)
	}
}

func TestListsFavouritesAndSynonyms(t *testing.T) {
	s := serve(t)
	buyer, town := s.asOf(access.Buyer, "Stadt A"), s.member("Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	notebook := f.Items[0].ID.String()
	list := `{"memberId":"` + town + `","title":"Neuer Arbeitsplatz","shared":true,"lines":[{"itemId":"` + notebook + `","quantity":"2"}]}`
	var saved view.ItemList
	buyer.post("/item-lists", list, key("list-0001")).want(http.StatusCreated).into(&saved)
	buyer.post("/item-lists", list, key("list-0002")).wantProblem(http.StatusConflict, "list.exists")
	buyer.post("/basket/lines", `{"memberId":"`+town+`","listId":"`+saved.ID+`","times":4}`, key("basket-0001")).want(http.StatusOK)
	var basket view.Basket
	buyer.get("/basket").want(http.StatusOK).into(&basket)
	if basket.Contracts[0].Lines[0].Quantity != "8" {
		t.Errorf("got %+v", basket)
	}
	var lists view.Page[view.ItemList]
	if buyer.get("/item-lists").want(http.StatusOK).into(&lists); len(lists.Items) != 1 || !lists.Items[0].Mine || lists.Items[0].Lines[0].Price != "389.90" {
		t.Errorf("got %+v", lists)
	}
	buyer.send("DELETE", "/item-lists/"+saved.ID, nil, match(2)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	buyer.send("DELETE", "/item-lists/"+saved.ID, nil, match(1)).want(http.StatusNoContent)
	buyer.send("DELETE", "/item-lists/"+saved.ID, nil, match(2)).wantProblem(http.StatusNotFound, "object.not-found")

	var marked view.Page[view.CatalogueItem]
	buyer.send("PUT", "/favourites/"+notebook, nil).want(http.StatusNoContent)
	if buyer.get("/favourites").want(http.StatusOK).into(&marked); len(marked.Items) != 1 || !marked.Items[0].Favourite {
		t.Errorf("got %+v", marked)
	}
	buyer.send("DELETE", "/favourites/"+notebook, nil).want(http.StatusNoContent)
	if buyer.get("/favourites").want(http.StatusOK).into(&marked); len(marked.Items) != 0 {
		t.Errorf("got %+v", marked)
	}

	officer := s.as(access.ProcurementOfficer)
	var group view.Synonyms
	officer.post("/synonyms", `{"words":["Notebook","Klapprechner"]}`, key("words-0001")).want(http.StatusCreated).into(&group)
	officer.post("/synonyms", `{"words":["Notebook","notebook"]}`, key("words-0002")).wantProblem(http.StatusUnprocessableEntity, "search.synonyms-invalid")
	buyer.get("/synonyms").wantProblem(http.StatusForbidden, "access.forbidden")
	var found view.MarketPage
	if buyer.get("/catalogue?q=Klapprechner").want(http.StatusOK).into(&found); found.Found != 1 {
		t.Errorf("got %+v", found)
	}
	officer.send("DELETE", "/synonyms/"+group.ID, nil, match(1)).want(http.StatusNoContent)
	var groups view.Page[view.Synonyms]
	if officer.get("/synonyms").want(http.StatusOK).into(&groups); len(groups.Items) != 0 {
		t.Errorf("got %+v", groups)
	}
}

func TestAddressesAndBudgetCodesOfAMember(t *testing.T) {
	s := serve(t)
	buyer, approver, town := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Approver, "Stadt A"), s.member("Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	addresses := `{"addresses":[{"name":"Rathaus","street":"Markt 1","postcode":"29221","city":"Celle","country":"DE","contact":"Poststelle","hours":"8 bis 12 Uhr"},{"name":"Bauhof","street":"Weg 2","postcode":"29223","city":"Celle","country":"DE"}]}`
	var settings view.OrderSettings
	buyer.put("/members/"+town+"/delivery-addresses", addresses, match(0)).want(http.StatusOK).into(&settings)
	if settings.Version != 1 || len(settings.Addresses) != 2 {
		t.Errorf("got %+v", settings)
	}
	buyer.put("/members/"+town+"/delivery-addresses", addresses, match(0)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	codes := `{"codes":[{"code":"1.2","name":"Verwaltung"},{"code":"9.9","name":"alt","to":"2020-12-31"}]}`
	buyer.put("/members/"+town+"/budget-codes", codes, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	approver.put("/members/"+town+"/budget-codes", codes, match(1)).want(http.StatusOK)
	if buyer.get("/members/" + town + "/order-settings").want(http.StatusOK).into(&settings); settings.Version != 2 || len(settings.Codes) != 2 || settings.Addresses[0].Hours == "" {
		t.Errorf("got %+v", settings)
	}
	order := func(code, to string) string {
		return `{"frameworkId":"` + f.ID.String() + `","memberId":"` + town + `","budgetCode":"` + code + `","deliverTo":"` + to + `","lines":[{"itemId":"` + f.Items[0].ID.String() + `","quantity":"1"}]}`
	}
	buyer.post("/call-offs", order("9.9", ""), key("order-0001")).wantProblem(http.StatusConflict, "calloff.budget-code-unlisted")
	buyer.post("/call-offs", order("1.2", "Schule"), key("order-0002")).wantProblem(http.StatusUnprocessableEntity, "calloff.delivery-address-unknown")
	var placed, read view.CallOff
	buyer.post("/call-offs", order("1.2", "Bauhof"), key("order-0003")).want(http.StatusCreated).into(&placed)
	if buyer.get("/call-offs/" + placed.ID).want(http.StatusOK).into(&read); read.Delivery == nil || read.Delivery.Street != "Weg 2" || placed.Delivery == nil {
		t.Errorf("got %+v", read.Delivery)
	}
	var savings view.Savings
	if buyer.get("/savings?memberId=" + town).want(http.StatusOK).into(&savings); len(savings.Contracts) != 1 || savings.Paid != "389.90" {
		t.Errorf("got %+v", savings)
	}
	if line := read.Lines[0]; line.Baseline == "" || line.Saved != savings.Saved {
		t.Errorf("got %+v", line)
	}
	var supplied view.CallOff
	if s.asBidder("Technik GmbH").get("/call-offs/" + placed.ID).want(http.StatusOK).into(&supplied); supplied.Lines[0].Baseline != "" || supplied.Lines[0].Saved != "" {
		t.Errorf("the supplier sees what was estimated: %+v", supplied.Lines[0])
	}
	table := buyer.get("/savings.csv?memberId=" + town).want(http.StatusOK)
	if !strings.Contains(string(table.body), "389,90") {
		t.Errorf("got %s", table.body)
	}
}
