package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

func TestASupplierHandsInHoursAndTheMemberAcceptsThem(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f := s.concluded(s.supplier("Technik GmbH"), []string{"Stadt A"}, func(a *framework.Agreement) {
		a.Items[0].Name, a.Items[0].Category, a.Items[0].Unit = "Beratung", "service", "HUR"
		a.Items[0].Price, a.Items[0].Maximum = money.MustPrice("100"), quantity.Must("40")
	})
	bidder := s.asBidder("Technik GmbH")
	var placed view.CallOff
	buyer.post("/call-offs", orderFor(f, s.member("Stadt A"), pieces(f, "8")), key("order-0001")).want(http.StatusCreated).into(&placed)
	path, today := "/call-offs/"+placed.ID, period.DayOf(time.Now())
	if shown := buyer.get(path + "/services").want(http.StatusOK).object(); shown["possible"] != true || shown["engagement"] != nil {
		t.Errorf("before: %v", shown)
	}
	terms := map[string]any{"from": today.Add(-10).String(), "to": today.Add(10).String(), "description": "Einführung der E-Akte"}
	bidder.post(path+"/engagement", terms).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post(path+"/engagement", map[string]any{"from": today.String(), "to": today.Add(-1).String(), "description": "falsch"}).wantProblem(http.StatusUnprocessableEntity, "period.reversed")
	buyer.post(path+"/engagement", terms).want(http.StatusCreated)
	buyer.post(path+"/engagement", terms).wantProblem(http.StatusConflict, "engagement.agreed")

	table := "\ufeffPerson;Tag;Rolle;Stunden;Text\nAda;" + today.Add(-1).String() + ";Beratung;6,5;Konzept\n\nBo;32.01.2026;Partner;0,1;\n"
	var checked view.TimeSheetCheck
	bidder.post(path+"/time-sheets/check", map[string]any{"table": table}).want(http.StatusOK).into(&checked)
	if len(checked.Entries) != 2 || len(checked.Faults) != 1 || checked.Faults[0].Line != 2 || checked.Faults[0].Code != "period.day-malformed" {
		t.Errorf("checked: %+v", checked)
	}
	bidder.post(path+"/time-sheets/check", map[string]any{"table": "a;b\n1;2\n"}).wantProblem(http.StatusUnprocessableEntity, "timesheet.table-unreadable")
	sheet := map[string]any{"entries": checked.Entries[:1]}
	buyer.post(path+"/time-sheets", sheet, key("sheet-0001")).wantProblem(http.StatusForbidden, "access.forbidden")
	s.supplier("Andere GmbH")
	s.asBidder("Andere GmbH").post(path+"/time-sheets", sheet, key("sheet-0001")).wantProblem(http.StatusNotFound, "object.not-found")
	var services view.Services
	bidder.post(path+"/time-sheets", sheet, key("sheet-0001")).want(http.StatusCreated).into(&services)
	bidder.post(path+"/time-sheets", sheet, key("sheet-0001")).want(http.StatusCreated)
	if e := services.Engagement; e.Used != "650.00" || e.Warning != 80 || len(e.Sheets) != 1 {
		t.Fatalf("handed in: %+v", e)
	}
	one := path + "/time-sheets/" + services.Engagement.Sheets[0].ID
	bidder.post(one+"/accept", nil, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	buyer.post(one+"/return", map[string]any{"reason": "Bitte genauer"}, match(1)).want(http.StatusOK)
	bidder.put(one, sheet, match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	bidder.put(one, sheet, match(2)).want(http.StatusOK)
	buyer.post(one+"/accept", nil, match(3)).want(http.StatusOK)
	buyer.post(one+"/accept", nil, match(4)).wantProblem(http.StatusConflict, "timesheet.decided")
	buyer.post(path+"/engagement/close", nil, match(1)).want(http.StatusOK).into(&services)
	if services.Engagement.ClosedAt.IsZero() || services.Engagement.Accepted != "650.00" {
		t.Errorf("closed: %+v", services.Engagement)
	}
}
