package http_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

func findingFields(now time.Time, ago int) fields {
	return fields{"ground": "124-7", "source": "Kündigung RV-2025-0001", "facts": "Dreimal nicht geliefert", "happenedOn": inDays(now, -ago)}
}

func TestAGroundForExclusionIsFoundByAnOfficerAndSettledOnce(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	s.supplier("Fremd AG")
	officer, bidder, other := s.as(access.ProcurementOfficer), s.asBidder("Technik GmbH"), s.asBidder("Fremd AG")
	now := time.Now()
	path := "/suppliers/" + officer.get("/suppliers?q=Technik").items()[0]["id"].(string)
	file := body[view.SupplierFile](officer.get(path).want(http.StatusOK))
	found := findingFields(now, 10)
	bidder.post(path+"/findings", found, match(file.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	other.post(path+"/findings", found, match(file.Version)).wantProblem(http.StatusNotFound, "object.not-found")
	s.as(access.Auditor).post(path+"/findings", found, match(file.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(path+"/findings", found, match(file.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	for code, value := range map[string][2]string{
		"supplier.ground-unknown": {"ground", "125-1"}, "supplier.source-invalid": {"source", "x"}, "supplier.facts-invalid": {"facts", " x "},
		"supplier.happened-ahead": {"happenedOn", inDays(now, 1)}, "supplier.ground-too-old": {"happenedOn", inDays(now, -3*366)}, "request.field-invalid": {"happenedOn", "2026-02-30"},
	} {
		wrong := findingFields(now, 10)
		wrong[value[0]] = value[1]
		if at := officer.post(path+"/findings", wrong, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, code).object()["field"]; at != value[0] {
			t.Errorf("%s points at %v", code, at)
		}
	}

	file = body[view.SupplierFile](officer.post(path+"/findings", found, match(file.Version)).want(http.StatusOK))
	if len(file.Findings) != 1 || file.Findings[0].State != "counts" || file.Findings[0].By == nil || file.Standing == "banned" {
		t.Fatalf("found: %+v", file)
	}
	at := path + "/findings/" + file.Findings[0].ID + "/assessments"
	not := fields{"verdict": "not-cleaned", "reason": "Schulung nicht belegt"}
	bidder.post(at, not, match(file.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(at, fields{"verdict": "perhaps", "reason": "unklar"}, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.verdict-unknown")
	officer.post(path+"/findings/"+file.ID+"/assessments", not, match(file.Version)).wantProblem(http.StatusNotFound, "supplier.no-such-finding")
	file = body[view.SupplierFile](officer.post(at, not, match(file.Version)).want(http.StatusOK))
	if f := file.Findings[0]; f.State != "counts" || len(f.Assessments) != 1 {
		t.Errorf("not cleaned: %+v", f)
	}
	file = body[view.SupplierFile](officer.post(at, fields{"verdict": "cleaned", "reason": "Schaden ersetzt, Leitung getauscht"}, match(file.Version)).want(http.StatusOK))
	officer.post(at, not, match(file.Version)).wantProblem(http.StatusConflict, "supplier.finding-settled")
	read := body[view.SupplierFile](bidder.get(path).want(http.StatusOK))
	if f := read.Findings[0]; f.State != "cleaned" || f.By != nil || len(f.Assessments) != 2 || f.Assessments[1].Verdict != "cleaned" || f.Assessments[1].By != nil {
		t.Errorf("the supplier reads %+v", f)
	}
	s.sound()
}

func TestGroundsFoundStandBesideTheExaminationWhileTheyCount(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	of := b.suppliers[b.anton]
	standing := func() []string {
		t.Helper()
		items := body[view.List[view.BidderStanding]](b.officer.get("/tenders/" + told.ID + "/bidder-standings").want(http.StatusOK)).Items
		return items[slices.IndexFunc(items, func(s view.BidderStanding) bool { return s.Bidder.ID == of })].Found
	}
	path := "/suppliers/" + of
	file := body[view.SupplierFile](b.officer.get(path).want(http.StatusOK))
	send := func(to string, in fields) {
		t.Helper()
		file = body[view.SupplierFile](b.officer.post(path+to, in, match(file.Version)).want(http.StatusOK))
	}
	bribed := findingFields(b.today(), 20)
	bribed["ground"] = "123-1"
	send("/findings", findingFields(b.today(), 10))
	send("/findings", bribed)
	if got := standing(); !slices.Equal(got, []string{"123-1", "124-7"}) {
		t.Errorf("found: %v", got)
	}
	send("/findings/"+file.Findings[0].ID+"/assessments", fields{"verdict": "unfounded", "reason": "Verwechslung mit einem anderen Unternehmen"})
	if got := standing(); !slices.Equal(got, []string{"124-7"}) {
		t.Errorf("one was unfounded: %v", got)
	}
	b.sound()
}
