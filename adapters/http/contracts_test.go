package http_test

import (
	"net/http"
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// inQuotas divides a contract of two members in halves.
func inQuotas(a *framework.Agreement) {
	a.QuotaMode, a.Options = tender.Hard, []int{6}
	for i := range a.Entitled {
		a.Entitled[i].Quota = money.MustAmount("5000.00")
	}
}

// contractTasks are the reader's tasks about contracts.
func contractTasks(c *client) []view.ToDo {
	return slices.DeleteFunc(body[view.List[view.ToDo]](c.get("/todo").want(http.StatusOK)).Items, func(t view.ToDo) bool { return t.ObjectType != "framework" })
}

func why(text string) map[string]string { return map[string]string{"reason": text} }

func TestAnOfficerStopsAContractAndLetsItGoOn(t *testing.T) {
	s := serve(t)
	buyer, officer := s.asOf(access.Buyer, "Stadt A"), s.as(access.ProcurementOfficer)
	f := s.concluded(s.supplier("Technik GmbH"), []string{"Stadt A"}, inQuotasOfOne)
	path, m := "/frameworks/"+f.ID.String(), s.member("Stadt A")

	buyer.post(path+"/suspend", why("will nicht"), match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(path+"/suspend", why("Lieferverzug")).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	suspended := body[view.Framework](officer.post(path+"/suspend", why("Lieferverzug"), match(1)).want(http.StatusOK))
	if suspended.Status != "suspended" || suspended.Halt.Reason != "Lieferverzug" || suspended.Version != 2 {
		t.Errorf("got %+v", suspended)
	}
	buyer.post("/call-offs", orderFor(f, m, pieces(f, "1")), key("order-0001")).wantProblem(http.StatusConflict, "framework.suspended")
	officer.post(path+"/suspend", why("noch einmal"), match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	officer.post(path+"/resume", nil, match(2)).want(http.StatusOK)
	officer.post(path+"/resume", nil, match(3)).wantProblem(http.StatusConflict, "framework.not-suspended")
	extended := body[view.Framework](officer.post(path+"/extend", why("Bedarf besteht fort"), match(3)).want(http.StatusOK))
	if extended.InForceTo <= suspended.InForceTo || extended.Options[0].Reason == "" {
		t.Errorf("until %s, %+v", extended.InForceTo, extended.Options)
	}
	officer.post(path+"/extend", why("noch länger"), match(4)).wantProblem(http.StatusConflict, "framework.no-option")
	officer.post(path+"/terminate", why("Insolvenz"), match(4)).want(http.StatusOK)
	buyer.post("/call-offs", orderFor(f, m, pieces(f, "1")), key("order-0002")).wantProblem(http.StatusConflict, "framework.terminated")
	if got := buyer.get(path).want(http.StatusOK).object()["status"]; got != "terminated" {
		t.Errorf("got %v", got)
	}
	if !body[view.Verification](s.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)).OK {
		t.Error("the verification found something")
	}
}

func inQuotasOfOne(a *framework.Agreement) {
	inQuotas(a)
	a.Entitled[0].Quota = a.Maximum
}

func TestTwoOfficersModifyAContract(t *testing.T) {
	s := serve(t)
	officer, second := s.as(access.ProcurementOfficer), s.as(access.ProcurementOfficer)
	f := s.concluded(s.supplier("Technik GmbH"), []string{"Stadt A", "Stadt B"}, inQuotas)
	path := "/frameworks/" + f.ID.String()
	raise := map[string]any{"ground": "mod-minv", "reason": "Mehr Arbeitsplätze", "raise": "1000.00", "items": []any{
		map[string]string{"itemId": f.Items[0].ID.String(), "maximumQuantity": "25"},
	}}
	officer.post(path+"/modifications", raise, match(1)).wantProblem(http.StatusBadRequest, "request.key-missing")
	officer.post(path+"/modifications", raise, match(1), key("raise-0001")).want(http.StatusOK)
	officer.post(path+"/modifications", raise, match(1), key("raise-0001")).want(http.StatusOK) // the same key proposes once
	all := body[view.Modifications](second.get(path + "/modifications").want(http.StatusOK))
	if len(all.Items) != 1 || all.Items[0].Status != "proposed" || all.Items[0].Value != "1000.00" || len(all.Headroom) != 6 || all.OriginalValue != "10000.00" {
		t.Fatalf("got %+v", all)
	}
	waiting := contractTasks(second)
	if len(waiting) != 1 || waiting[0].Kind != "modification-decide" || waiting[0].Amount != "1000.00" {
		t.Errorf("the second officer's tasks: %+v", waiting)
	}
	which := path + "/modifications/" + all.Items[0].ID
	officer.post(which+"/approve", nil, match(2)).wantProblem(http.StatusForbidden, "access.same-person")
	changed := body[view.Framework](second.post(which+"/approve", nil, match(2)).want(http.StatusOK))
	if changed.MaximumValue != "11000.00" || changed.Quotas[1].Quota != "5500.00" || changed.Items[0].MaximumQuantity != "25" {
		t.Errorf("got %+v", changed)
	}
	second.post(which+"/reject", why("zu spät"), match(3)).wantProblem(http.StatusConflict, "framework.modification-decided")
	for code, wrong := range map[string]map[string]any{
		"framework.modification-too-large": {"ground": "mod-minv", "reason": "noch mehr", "raise": "0.01"},
		"framework.ground-raises-nothing":  {"ground": "mod-nons", "reason": "noch mehr", "raise": "0.01"},
		"framework.nothing-modified":       {"ground": "mod-nons", "reason": "nichts"},
		"framework.clause-missing":         {"ground": "mod-rev", "reason": "Klausel", "raise": "1.00"},
		"framework.replacement-invalid":    {"ground": "mod-repl", "reason": "Nachfolger"},
		"framework.term-unjustified":       {"ground": "mod-nons", "reason": "länger", "inForceTo": "2040-01-01"},
		"framework.term-shortened":         {"ground": "mod-nons", "reason": "kürzer", "inForceTo": "2020-01-01"},
		"supplier.unknown":                 {"ground": "mod-repl", "reason": "Nachfolger", "supplierId": f.ID},
		"money.finer-than-cent":            {"ground": "add-wss", "reason": "zu genau", "raise": "0.001"},
	} {
		answer := officer.post(path+"/modifications", wrong, match(3), key("wrong-"+code[len(code)-4:]))
		if got := answer.object()["code"]; got != code {
			t.Errorf("got %v, want %s", got, code)
		}
	}
	if !body[view.Verification](s.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)).OK {
		t.Error("the verification found something")
	}
}

func TestMembersPassQuotaOnWithTwoSignatures(t *testing.T) {
	s := serve(t)
	giver, taker, officer := s.asOf(access.Approver, "Stadt A"), s.asOf(access.Approver, "Stadt B"), s.as(access.ProcurementOfficer)
	f := s.concluded(s.supplier("Technik GmbH"), []string{"Stadt A", "Stadt B"}, inQuotas)
	path, a, b := "/frameworks/"+f.ID.String(), s.member("Stadt A"), s.member("Stadt B")
	give := func(amount string) map[string]string {
		return map[string]string{"fromMemberId": a, "toMemberId": b, "amount": amount}
	}
	giver.post(path+"/transfers", give("5000.01"), key("give-0001")).wantProblem(http.StatusConflict, "framework.transfer-exceeds-quota")
	taker.post(path+"/transfers", give("1.00"), key("give-0002")).wantProblem(http.StatusNotFound, "object.not-found")
	officer.post(path+"/transfers", give("1.00"), key("give-0003")).wantProblem(http.StatusNotFound, "object.not-found")
	for field, text := range map[string]string{"fromMemberId": "", "toMemberId": "Stadt B"} {
		wrong := give("1.00")
		wrong[field] = text
		code := map[bool]string{true: "request.field-invalid", false: "id.malformed"}[text == ""]
		if refused := giver.post(path+"/transfers", wrong, key("give-0000")).wantProblem(http.StatusUnprocessableEntity, code); refused.object()["field"] != field {
			t.Errorf("%q as %s: points at %v", text, field, refused.object()["field"])
		}
	}
	offered := body[view.QuotaTransfer](giver.post(path+"/transfers", give("1500.00"), key("give-0004")).want(http.StatusCreated))
	waiting := contractTasks(taker)
	if len(waiting) != 1 || waiting[0].Kind != "quota-accept" || waiting[0].Detail != "Stadt A" {
		t.Errorf("the receiving member's tasks: %+v", waiting)
	}
	one := path + "/transfers/" + offered.ID
	giver.post(one+"/accept", nil).wantProblem(http.StatusForbidden, "access.forbidden")
	taker.post(one+"/accept", nil).want(http.StatusOK)
	taker.post(one+"/end", nil).wantProblem(http.StatusConflict, "framework.transfer-decided")
	quotas := body[view.Framework](officer.get(path).want(http.StatusOK)).Quotas
	if quotas[0].Quota != "3500.00" || quotas[1].Quota != "6500.00" {
		t.Errorf("got %+v", quotas)
	}
	if seen := body[view.List[view.QuotaTransfer]](s.asOf(access.Buyer, "Stadt B").get(path + "/transfers").want(http.StatusOK)).Items; len(seen) != 1 {
		t.Errorf("a buyer of the member sees %+v", seen)
	}
	s.asIn("Süd", access.ProcurementOfficer, "", "").get(path+"/transfers").wantProblem(http.StatusNotFound, "object.not-found")
}

func TestAMergerMovesQuotaAndDraws(t *testing.T) {
	s := serve(t)
	buyer, officer, second := s.asOf(access.Buyer, "Stadt B"), s.as(access.ProcurementOfficer), s.as(access.BoardMember)
	f := s.concluded(s.supplier("Technik GmbH"), []string{"Stadt A", "Stadt B"}, inQuotas)
	path, a, b := "/frameworks/"+f.ID.String(), s.member("Stadt A"), s.member("Stadt B")
	buyer.post("/call-offs", orderFor(f, b, pieces(f, "1")), key("order-0001")).want(http.StatusCreated)
	merger := map[string]string{"fromMemberId": b, "toMemberId": a, "reason": "Eingemeindung"}
	proposed := body[view.Succession](officer.post(path+"/successions", merger, key("merge-0001")).want(http.StatusCreated))
	one := path + "/successions/" + proposed.ID
	officer.post(one+"/confirm", nil).wantProblem(http.StatusForbidden, "access.same-person")
	if tasks := contractTasks(second); len(tasks) != 1 || tasks[0].Kind != "succession-decide" {
		t.Errorf("the board's tasks: %+v", tasks)
	}
	if got := body[view.Succession](second.post(one+"/confirm", nil).want(http.StatusOK)); got.Quota != "5000.00" || got.Drawn != "389.90" {
		t.Errorf("got %+v", got)
	}
	second.post(one+"/reject", nil).wantProblem(http.StatusConflict, "framework.succession-decided")
	buyer.post("/call-offs", orderFor(f, b, pieces(f, "1")), key("order-0002")).wantProblem(http.StatusConflict, "framework.member-succeeded")
	quotas := body[view.Framework](officer.get(path).want(http.StatusOK)).Quotas
	if len(quotas) != 1 || quotas[0].Quota != "10000.00" || quotas[0].Drawn != "389.90" || quotas[0].Former[0].Name != "Stadt B" {
		t.Errorf("got %+v", quotas)
	}
	if !body[view.Verification](s.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)).OK {
		t.Error("the verification found something")
	}
}

func TestWarningsAndForecastAreShown(t *testing.T) {
	s := serve(t)
	buyer, officer := s.asOf(access.Buyer, "Stadt A"), s.as(access.ProcurementOfficer)
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	path, m := "/frameworks/"+f.ID.String(), s.member("Stadt A")
	for _, order := range []string{"order-0001", "order-0002"} {
		buyer.post("/call-offs", orderFor(f, m, pieces(f, "9")), key(order)).want(http.StatusCreated)
	}
	if tasks := contractTasks(officer); len(tasks) != 1 || tasks[0].Kind != "framework-warning" || tasks[0].Detail != "70 %" {
		t.Errorf("the officer's tasks: %+v", tasks)
	}
	officer.post(path+"/warnings", map[string]int{"step": 85}).wantProblem(http.StatusConflict, "framework.warning-not-reached")
	if noted := body[view.Framework](officer.post(path+"/warnings", map[string]int{"step": 70}).want(http.StatusOK)); !noted.Noted || noted.Warning != 70 {
		t.Errorf("got %+v", noted)
	}
	if tasks := contractTasks(officer); len(tasks) != 0 {
		t.Errorf("the officer is told again: %+v", tasks)
	}
	if got := body[view.Forecast](buyer.get(path + "/forecast").want(http.StatusOK)); len(got.Months) != 1 || got.RestsOn != 0 || got.TooEarly {
		t.Errorf("got %+v", got)
	}
	if next := body[view.List[view.Ref]](officer.get(path + "/suppliers/next").want(http.StatusOK)).Items; len(next) != 0 {
		t.Errorf("out of nothing comes %+v", next)
	}
	officer.post(path+"/suppliers", map[string]any{"supplierId": s.supplier("Andere GmbH"), "targetShare": 40}, match(1)).wantProblem(http.StatusConflict, "framework.supplier-not-next")
}
