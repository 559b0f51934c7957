package http_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/view"
)

// anOrder is a placed one of Stadt A with Technik GmbH.
func (s *server) anOrder(buyer *client) view.CallOff {
	s.t.Helper()
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	var placed view.CallOff
	buyer.post("/call-offs", orderFor(f, s.member("Stadt A"), pieces(f, "2")), key("order-0001")).want(http.StatusCreated).into(&placed)
	return placed
}

func TestAnOrderIsReadAsPaperAndElectronicallyOnceItsAddressesAreKnown(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	order := s.anOrder(buyer)
	bidder := s.asBidder("Technik GmbH")
	s.supplier("Andere GmbH")
	path := "/call-offs/" + order.ID
	for _, reader := range []*client{buyer, bidder} {
		paper := reader.get(path + "/order.pdf").want(http.StatusOK)
		if !strings.HasPrefix(string(paper.body), "%PDF-") || !strings.Contains(paper.header.Get("Content-Disposition"), strings.ReplaceAll(order.Number, "/", "-")+".pdf") {
			t.Errorf("got %s", paper.header)
		}
	}
	var shown view.OrderDispatch
	buyer.get(path + "/dispatch").want(http.StatusOK).into(&shown)
	if shown.Electronic || len(shown.Faults) == 0 || !shown.MailConfigured {
		t.Errorf("got %+v", shown)
	}
	buyer.get(path+"/order.xml").wantProblem(http.StatusConflict, "dispatch.not-electronic")

	address := "/suppliers/" + order.Supplier.ID + "/order-address"
	bidder.get(address).want(http.StatusOK)
	given := `{"country":"DE","language":"de","email":"auftrag@technik.example","endpointScheme":"9930","endpointId":"DE123456789"}`
	bidder.put(address, given, match(0)).want(http.StatusOK)
	bidder.put(address, given, match(0)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	for field, wrong := range map[string]string{
		"dispatch.endpoint-scheme-unknown": `{"country":"DE","language":"de","endpointScheme":"EM","endpointId":"a"}`,
		"dispatch.endpoint-malformed":      `{"country":"DE","language":"de","endpointScheme":"0088","endpointId":"1"}`,
		"dispatch.country-unknown":         `{"country":"XX","language":"de"}`,
		"notice.language-unknown":          `{"country":"DE","language":"fr"}`,
		"person.email-malformed":           `{"country":"DE","language":"de","email":"nobody"}`,
	} {
		bidder.put(address, wrong, match(1)).wantProblem(http.StatusUnprocessableEntity, field)
	}
	buyer.get(address).wantProblem(http.StatusNotFound, "object.not-found")
	s.asBidder("Andere GmbH").get(address).wantProblem(http.StatusNotFound, "object.not-found")
	s.asBidder("Andere GmbH").get(path+"/order.pdf").wantProblem(http.StatusNotFound, "object.not-found")
	s.asOf(access.Approver, "Stadt A").put("/members/"+s.member("Stadt A")+"/billing-address",
		`{"street":"Markt 1","postcode":"29221","city":"Celle","email":"","leitwegId":"03-ALLMENDE-70"}`, match(0)).want(http.StatusOK)
	electronic := bidder.get(path + "/order.xml").want(http.StatusOK)
	if !strings.Contains(string(electronic.body), "<cbc:ID>"+order.Number+"</cbc:ID>") {
		t.Errorf("got %s", electronic.body)
	}
}

func TestTheListOfCallOffsIsTakenAlongAsItIsBounded(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	order := s.anOrder(buyer)
	total := strings.Replace(order.Total, ".", ",", 1)
	table := string(buyer.get("/call-offs.csv?answer=open").want(http.StatusOK).body)
	if !strings.HasPrefix(table, "\ufeffNummer;Mitglied;") || !strings.Contains(table, order.Number+";Stadt A;") || !strings.Contains(table, ";Erteilt;offen;"+total+"\n") {
		t.Errorf("got %s", table)
	}
	if got := string(buyer.get("/call-offs.csv?status=cancelled").want(http.StatusOK).body); strings.Count(got, "\n") != 1 {
		t.Errorf("got %s", got)
	}
	if got := buyer.get("/call-offs.xlsx").want(http.StatusOK); !strings.HasPrefix(string(got.body), "PK") || !strings.Contains(got.header.Get("Content-Disposition"), "abrufe.xlsx") {
		t.Errorf("got %s", got.header)
	}
	buyer.get("/call-offs.xlsx?status=lost").want(http.StatusUnprocessableEntity)
}

func TestSettingsOfNewsAreOnesOwn(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	var settings view.NoticeSettings
	buyer.get("/notices").want(http.StatusOK).into(&settings)
	if settings.Version != 0 || len(settings.Ways) != len(notice.Kinds) || settings.Language != "de" {
		t.Errorf("got %+v", settings)
	}
	buyer.put("/notices", `{"language":"en","ways":[{"kind":"decided","way":"never"}]}`, match(0)).want(http.StatusOK).into(&settings)
	if settings.Language != "en" || settings.Version != 1 {
		t.Errorf("got %+v", settings)
	}
	buyer.put("/notices", `{"language":"de","ways":[{"kind":"gossip","way":"never"}]}`, match(1)).wantProblem(http.StatusUnprocessableEntity, "notice.kind-unknown")
	buyer.put("/notices", `{"language":"de","ways":[{"kind":"decided","way":"hourly"}]}`, match(1)).wantProblem(http.StatusUnprocessableEntity, "notice.way-unknown")
	s.as(access.Auditor).get("/notices").want(http.StatusOK).into(&settings)
	if settings.Version != 0 {
		t.Error("another's settings are shown")
	}
	buyer.get("/undelivered").wantProblem(http.StatusForbidden, "access.forbidden")
	s.as(access.Administrator).get("/undelivered").want(http.StatusOK)
	s.as(access.Administrator).post("/undelivered/"+s.member("Stadt A")+"/again", nil).wantProblem(http.StatusNotFound, "object.not-found")
}

func TestACalendarIsReadByItsSecretAlone(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	s.anOrder(buyer)
	var calendar view.Calendar
	buyer.get("/calendar").want(http.StatusOK).into(&calendar)
	if !calendar.RenewedAt.IsZero() {
		t.Errorf("got %+v", calendar)
	}
	buyer.post("/calendar/renew", nil).want(http.StatusOK).into(&calendar)
	visitor := s.visitor()
	feed := visitor.get("/calendars/" + calendar.Secret + ".ics").want(http.StatusOK)
	if !strings.Contains(string(feed.body), "SUMMARY:Vertragsende: RV-") || !strings.HasPrefix(feed.header.Get("Content-Type"), "text/calendar") {
		t.Errorf("got %s", feed.body)
	}
	old := calendar.Secret
	buyer.post("/calendar/renew", nil).want(http.StatusOK).into(&calendar)
	visitor.get("/calendars/"+old+".ics").wantProblem(http.StatusNotFound, "object.not-found")
	visitor.get("/calendars/x.ics").wantProblem(http.StatusNotFound, "object.not-found")
	visitor.get("/calendars/" + calendar.Secret + ".ics").want(http.StatusOK)
	if n := s.count(`select count(*) from calendar_feed where position($1 in encode(token_hash, 'escape')) > 0`, calendar.Secret); n != 0 {
		t.Error("the secret is stored")
	}
}

func TestAMemberSeesItsContractsAndLicences(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	order := s.anOrder(buyer)
	var held view.Holdings
	buyer.get("/holdings").want(http.StatusOK).into(&held)
	if len(held.Contracts) != 1 || held.Contracts[0].CallOffs != 1 || held.Contracts[0].Total != order.Total || len(held.Licences) != 0 {
		t.Fatalf("got %+v", held)
	}
	licence := `{"callOffId":"` + order.ID + `","position":1,"seats":2,"startsOn":"2026-01-01","months":12,"renewalMonths":12,"noticeDays":90}`
	buyer.post("/licences", licence).wantProblem(http.StatusUnprocessableEntity, "licence.not-software")
	if _, err := s.owner.Exec(t.Context(), `alter table framework_item disable trigger user; update framework_item set category = 'software'; alter table framework_item enable trigger user`); err != nil {
		t.Fatal(err)
	}
	var recorded view.Licence
	buyer.post("/licences", licence).want(http.StatusCreated).into(&recorded)
	if recorded.CancelBy == "" || recorded.Seats != 2 || recorded.CallOff.Name != order.Number {
		t.Errorf("got %+v", recorded)
	}
	buyer.post("/licences", licence).wantProblem(http.StatusConflict, "licence.recorded")
	var counted view.LicenceHistory
	buyer.post("/licences/"+recorded.ID+"/counts", `{"countedOn":"2026-02-01","used":5}`).want(http.StatusCreated).into(&counted)
	if counted.Missing != 3 || len(counted.Counts) != 1 {
		t.Errorf("got %+v", counted)
	}
	buyer.post("/licences/"+recorded.ID+"/counts", `{"countedOn":"2025-12-31","used":5}`).wantProblem(http.StatusUnprocessableEntity, "licence.count-day")
	buyer.post("/licences/"+recorded.ID+"/orders", `{"callOffId":"`+order.ID+`","reason":"true-up"}`).wantProblem(http.StatusConflict, "licence.not-its-order")
	buyer.post("/licences/"+recorded.ID+"/orders", `{"callOffId":"x","reason":"true-up"}`).wantProblem(http.StatusUnprocessableEntity, "id.malformed")
	buyer.get("/licences/" + recorded.ID).want(http.StatusOK).into(&counted)
	s.asOf(access.Buyer, "Stadt B").get("/licences/"+recorded.ID).wantProblem(http.StatusNotFound, "object.not-found")
	s.asOf(access.Buyer, "Stadt B").post("/licences/"+recorded.ID+"/counts", `{"countedOn":"2026-02-01","used":5}`).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post("/licences/"+recorded.ID+"/cancel", nil, match(2)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	s.asOf(access.Buyer, "Stadt B").post("/licences/"+recorded.ID+"/cancel", nil, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post("/licences/"+recorded.ID+"/cancel", nil, match(1)).want(http.StatusOK)
	buyer.post("/licences/"+recorded.ID+"/cancel", nil, match(2)).wantProblem(http.StatusConflict, "licence.cancelled")
	buyer.get("/holdings").want(http.StatusOK).into(&held)
	if len(held.Licences) != 1 || !held.Licences[0].Cancelled || held.Licences[0].CancelBy != "" {
		t.Errorf("got %+v", held)
	}
	s.asOf(access.Buyer, "Stadt B").get("/holdings?memberId="+s.member("Stadt A")).wantProblem(http.StatusNotFound, "object.not-found")
	s.as(access.ProcurementOfficer).get("/holdings").wantProblem(http.StatusUnprocessableEntity, "calloff.member-missing")
}

func TestASupplierAnswersOverTheInterface(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	order := s.anOrder(buyer)
	bidder := s.asBidder("Technik GmbH")
	s.supplier("Andere GmbH")
	path := "/call-offs/" + order.ID
	bidder.get(path+"/response.xml").wantProblem(http.StatusNotFound, "object.not-found")
	answer := `{"lines":[{"position":1,"deliveredOn":"` + period.DayOf(time.Now()).Add(3).String() + `"}]}`
	bidder.post(path+"/confirm", `{"lines":[{"position":1,"deliveredOn":"2020-01-01"}]}`, match(1)).wantProblem(http.StatusUnprocessableEntity, "calloff.delivery-day-invalid")
	bidder.post(path+"/confirm", `{"lines":[{"position":2,"deliveredOn":"`+period.DayOf(time.Now()).Add(3).String()+`"}]}`, match(1)).wantProblem(http.StatusUnprocessableEntity, "calloff.answer-lines-wrong")
	bidder.post(path+"/decline", `{"reason":""}`, match(1)).want(http.StatusUnprocessableEntity)
	bidder.post(path+"/response", `{"document":"<a/>"}`, match(1)).wantProblem(http.StatusUnprocessableEntity, "dispatch.response-unusable")
	s.asBidder("Andere GmbH").post(path+"/confirm", answer, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post(path+"/confirm", answer, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	var shown view.OrderDispatch
	bidder.post(path+"/confirm", answer, match(1)).want(http.StatusOK).into(&shown)
	if shown.Answer == nil || shown.Answer.Kind != "accepted" {
		t.Errorf("got %+v", shown)
	}
	buyer.post(path+"/cancel", `{"reason":"zu spät"}`, match(1)).wantProblem(http.StatusConflict, "calloff.not-cancellable")
	var list view.Page[view.CallOffSummary]
	if buyer.get("/call-offs?answer=confirmed").want(http.StatusOK).into(&list); len(list.Items) != 1 || list.Items[0].Answered != "confirmed" {
		t.Errorf("got %+v", list)
	}
	if buyer.get("/call-offs?answer=open").want(http.StatusOK).into(&list); len(list.Items) != 0 {
		t.Errorf("got %+v", list)
	}
	buyer.get("/call-offs?answer=perhaps").want(http.StatusUnprocessableEntity)
	bidder.get(path+"/response.xml").wantProblem(http.StatusConflict, "dispatch.not-electronic")
}
