package http_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"allmende/domain/access"
	"allmende/ports/driving"
)

const someBodies = `ags,ars,name,kind,kind_code,state,state_code,region,district,district_code,district_kind,nuts3,association,association_kind,postal_code,area_ha,population,population_male,year,territorial_status,source
03351006,033510006006,"Celle, Stadt",Stadt,63,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,"Celle, Stadt",verbandsfreie Gemeinde,29221,17620,69706,33800,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
03402000,034020000000,"Emden, Stadt",Kreisfreie Stadt,61,Niedersachsen,03,Weser-Ems,"Emden, Stadt",03402,Kreisfreie Stadt,DE942,"Emden, Stadt",verbandsfreie Gemeinde,26721,11240,49500,24000,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
`

// fillDirectory imports a directory of bodies.
func (s *server) fillDirectory(bodies string) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "municipalities.csv")
	if err := os.WriteFile(path, []byte(bodies), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.register.ImportRegister(s.t.Context(), driving.ImportRegister{Path: path}); err != nil {
		s.t.Fatal(err)
	}
}

// items are the objects of a list.
func (a *answer) items() (items []map[string]any) {
	a.t.Helper()
	var list struct{ Items []map[string]any }
	a.want(http.StatusOK).into(&list)
	return list.Items
}

func TestABodyIsFoundInTheDirectoryAndAdmitted(t *testing.T) {
	s := serve(t)
	s.fillDirectory(someBodies)
	officer := s.as(access.ProcurementOfficer)
	found := officer.get("/public-bodies?state=03&q=landkreis").items()
	if len(found) != 1 || found[0]["officialKey"] != "03351" || found[0]["memberId"] != nil {
		t.Fatalf("got %v", found)
	}
	body := map[string]string{"officialKey": "03351", "leitwegId": "04011000-12345-03"}
	made := officer.post("/members", body, key("admit-0001")).want(http.StatusCreated)
	member := made.object()
	if member["name"] != "Landkreis Celle" || member["population"] != 69706.0 || member["populationYear"] != 2024.0 || member["approvalLimit"] != "5000.00" || member["guest"] != false {
		t.Errorf("got %v", member)
	}
	if made.header.Get("ETag") != `"1"` || made.header.Get("Location") != "/api/v1/members/"+member["id"].(string) {
		t.Errorf("headers %v", made.header)
	}
	again := officer.post("/members", body, key("admit-0001")).want(http.StatusCreated)
	if string(again.body) != string(made.body) {
		t.Errorf("repeated: %s", again.body)
	}
	officer.post("/members", map[string]string{"officialKey": "03402"}, key("admit-0001")).wantProblem(http.StatusUnprocessableEntity, "idempotency.other-body")
	officer.post("/members", body, key("admit-0002")).wantProblem(http.StatusConflict, "member.already-admitted")
	if found = officer.get("/public-bodies?q=Landkreis%20Celle").items(); found[0]["memberId"] != member["id"] {
		t.Errorf("the directory does not tell that it is a member: %v", found)
	}
	officer.get("/members/" + member["id"].(string)).want(http.StatusOK)
	if listed := officer.get("/members?kind=district").items(); len(listed) != 1 {
		t.Errorf("listed %v", listed)
	}
}

func TestAnAdmissionWithBadInputChangesNothing(t *testing.T) {
	s := serve(t)
	s.fillDirectory(someBodies)
	officer := s.as(access.ProcurementOfficer)
	before := s.count(`select count(*) from member`)
	for _, c := range []struct {
		body, code string
		status     int
	}{
		{`{"officialKey":"3351"}`, "member.key-malformed", 422},
		{`{"officialKey":"03999"}`, "member.body-unknown", 422},
		{`{"officialKey":3351}`, "request.wrong-type", 400},
		{`{"officialKey":"03351","id":"01890000-0000-7000-8000-000000000000"}`, "request.unknown-field", 400},
		{`{"officialKey":"03351","leitwegId":"04011000-12345-04"}`, "member.leitweg-check-digits", 422},
		{`{"officialKey":"03351","leitwegId":"x"}`, "member.leitweg-malformed", 422},
		{`{"officialKey":"03351","approvalLimit":"-1"}`, "member.approval-limit-out-of-range", 422},
		{`{"officialKey":"03351","approvalLimit":"NaN"}`, "money.malformed", 422},
		{`{"officialKey":"03351","approvalLimit":"1.001"}`, "money.finer-than-cent", 422},
		{`{"officialKey":"03351","approvalLimit":5000}`, "request.wrong-type", 400},
		{`{"officialKey":"03351","approvalLimit":"10000000"}`, "member.approval-limit-out-of-range", 422},
		{`{}`, "request.field-invalid", 422},
	} {
		officer.post("/members", c.body, key("admit-bad-1")).wantProblem(c.status, c.code)
	}
	officer.post("/members", `{"officialKey":"03351"}`).wantProblem(http.StatusBadRequest, "request.key-missing")
	if s.count(`select count(*) from member`) != before {
		t.Error("a refused admission left a member")
	}
}

func TestTheApprovalLimitIsSetByVersion(t *testing.T) {
	s := serve(t)
	officer, approver, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Approver, "Stadt A"), s.asOf(access.Buyer, "Stadt A")
	path := "/members/" + s.member("Stadt A") + "/approval-limit"
	body := map[string]string{"approvalLimit": "750.5"}
	officer.put(path, body).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	buyer.put(path, body, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	set := approver.put(path, body, match(1)).want(http.StatusOK)
	if set.object()["approvalLimit"] != "750.50" || set.header.Get("ETag") != `"2"` {
		t.Errorf("got %s", set.body)
	}
	officer.put(path, body, match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	for _, wrong := range []string{`{"approvalLimit":"1e3"}`, `{"approvalLimit":"-0.01"}`, `{"approvalLimit":"99999999999999"}`, `{"approvalLimit":null}`, `{"approvalLimit":""}`} {
		if a := officer.put(path, wrong, match(2)); a.status < 400 || a.status >= 500 {
			t.Errorf("%s: %d", wrong, a.status)
		}
	}
	if n := s.count(`select count(*) from member where approval_limit = 750.50 and version = 2`); n != 1 {
		t.Error("a refused limit changed something")
	}
}

func TestForeignMembersAreNotThere(t *testing.T) {
	s := serve(t)
	foreign, other := s.member("Stadt C"), s.member("Stadt B")
	body := map[string]string{"approvalLimit": "1.00"}
	for name, c := range map[string]*client{
		"an officer": s.as(access.ProcurementOfficer), "an auditor": s.as(access.Auditor), "a buyer": s.asOf(access.Buyer, "Stadt A"),
		"an approver": s.asOf(access.Approver, "Stadt A"), "a bidder": s.asBidder(s.supplierNamed("Deich GmbH")),
	} {
		t.Run(name, func(t *testing.T) {
			c.get("/members/"+foreign).wantProblem(http.StatusNotFound, "object.not-found")
			c.put("/members/"+foreign+"/approval-limit", body, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
		})
	}
	buyer := s.asOf(access.Buyer, "Stadt A")
	buyer.get("/members/"+other).wantProblem(http.StatusNotFound, "object.not-found")
	if listed := buyer.get("/members").items(); len(listed) != 1 || listed[0]["name"] != "Stadt A" {
		t.Errorf("a buyer lists %v", listed)
	}
}

// supplierNamed registers a supplier and returns the name.
func (s *server) supplierNamed(name string) string {
	s.t.Helper()
	s.supplier(name)
	return name
}

func TestListsOfBodiesAndMembersRefuseBadQueries(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	for _, query := range []string{
		"/public-bodies?state=17", "/public-bodies?state=3", "/public-bodies?limit=0", "/public-bodies?limit=201", "/public-bodies?cursor=x",
		"/members?kind=company", "/members?kind=area", "/members?cursor=" + url.QueryEscape("' or 1=1"), "/members?limit=-1",
		"/members?q=" + url.QueryEscape(string(make([]rune, 101))),
	} {
		if a := officer.get(query); a.status < 400 || a.status >= 500 {
			t.Errorf("%s: %d %s", query, a.status, a.body)
		}
	}
	if found := officer.get("/members?q=" + url.QueryEscape("%'")).items(); len(found) != 0 {
		t.Errorf("wildcards found %v", found)
	}
}
