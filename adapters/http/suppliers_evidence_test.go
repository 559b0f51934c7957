package http_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

func certificateFields(now time.Time, days int) fields {
	return fields{"kind": "ISO/IEC 27001", "number": "Z-1", "issuer": "Prüfer AG", "validUntil": inDays(now, days), "document": "Akte 4/12"}
}

func TestCertificatesOfASupplierExpireByTheCalendar(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	s.supplier("Fremd AG")
	officer, bidder, other := s.as(access.ProcurementOfficer), s.asBidder("Technik GmbH"), s.asBidder("Fremd AG")
	now := time.Now()
	path := "/suppliers/" + officer.get("/suppliers?q=Technik").items()[0]["id"].(string)
	file := body[view.SupplierFile](bidder.get(path).want(http.StatusOK))
	first := certificateFields(now, 30)
	other.post(path+"/certificates", first, match(file.Version)).wantProblem(http.StatusNotFound, "object.not-found")
	bidder.post(path+"/certificates", first, match(file.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	s.as(access.Auditor).post(path+"/certificates", first, match(file.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	bidder.post(path+"/certificates", certificateFields(now, -1), match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.certificate-expired")
	bidder.post(path+"/certificates", certificateFields(now, 21*366), match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.certificate-expired")
	wrong := certificateFields(now, 30)
	wrong["validUntil"] = "2027-02-30"
	bidder.post(path+"/certificates", wrong, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	wrong = certificateFields(now, 30)
	wrong["issuer"] = "x"
	if at := bidder.post(path+"/certificates", wrong, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.certificate-invalid").object()["field"]; at != "issuer" {
		t.Errorf("points at %v", at)
	}

	file = body[view.SupplierFile](bidder.post(path+"/certificates", first, match(file.Version)).want(http.StatusOK))
	if len(file.Certificates) != 1 || file.Certificates[0].State != "expiring" || file.Expires != inDays(now, 30) || file.Certificates[0].By != nil {
		t.Errorf("the supplier reads %+v", file)
	}
	bidder.post(path+"/certificates", first, match(file.Version)).wantProblem(http.StatusConflict, "supplier.certificate-known")
	if list := officer.get("/suppliers?q=Technik").items(); list[0]["expires"] != inDays(now, 30) {
		t.Errorf("the officer lists %v", list)
	}
	file = body[view.SupplierFile](officer.post(path+"/certificates", certificateFields(now, 400), match(file.Version)).want(http.StatusOK))
	if file.Expires != "" || file.Certificates[1].State != "valid" || file.Certificates[1].By == nil {
		t.Errorf("renewed: %+v", file)
	}
	at := path + "/certificates/" + file.Certificates[1].ID + "/withdraw"
	other.post(at, nil, match(file.Version)).wantProblem(http.StatusNotFound, "object.not-found")
	file = body[view.SupplierFile](officer.post(at, nil, match(file.Version)).want(http.StatusOK))
	if file.Expires != inDays(now, 30) || file.Certificates[1].State != "withdrawn" || file.Certificates[1].WithdrawnAt.IsZero() {
		t.Errorf("withdrawn: %+v", file)
	}
	officer.post(at, nil, match(file.Version)).wantProblem(http.StatusConflict, "supplier.certificate-withdrawn")
	officer.post(path+"/certificates/"+file.ID+"/withdraw", nil, match(file.Version)).wantProblem(http.StatusNotFound, "supplier.no-such-certificate")
	s.sound()
}

func TestASupplierDeclaresOfItselfAndTheLastCounts(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	officer, bidder := s.as(access.ProcurementOfficer), s.asBidder("Technik GmbH")
	path := "/suppliers/" + officer.get("/suppliers?q=Technik").items()[0]["id"].(string)
	file := body[view.SupplierFile](bidder.get(path).want(http.StatusOK))
	none := fields{"subject": "124", "clear": true}
	officer.post(path+"/declarations", none, match(file.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	for code, wrong := range map[string]fields{
		"supplier.subject-unknown":       {"subject": "125", "clear": true},
		"supplier.declaration-undecided": {"subject": "123", "text": "nichts bekannt"},
		"supplier.statement-invalid":     {"subject": "124", "clear": false},
	} {
		bidder.post(path+"/declarations", wrong, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, code)
	}
	file = body[view.SupplierFile](bidder.post(path+"/declarations", none, match(file.Version)).want(http.StatusOK))
	file = body[view.SupplierFile](bidder.post(path+"/declarations", fields{"subject": "turnover", "text": "2025: 4,1 Mio. Euro"}, match(file.Version)).want(http.StatusOK))
	file = body[view.SupplierFile](bidder.post(path+"/declarations", fields{"subject": "124", "clear": false, "text": "Nr. 1; der Schaden ist ersetzt"}, match(file.Version)).want(http.StatusOK))
	if d := file.Declarations; len(d) != 2 || d[0].Subject != "124" || *d[0].Clear || d[0].Text == "" || d[1].Subject != "turnover" || d[1].Clear != nil {
		t.Errorf("declared: %+v", d)
	}
	if read := body[view.SupplierFile](officer.get(path).want(http.StatusOK)); read.Declarations[0].By == nil || read.Standing != "unverified" {
		t.Errorf("the officer reads %+v", read)
	}
	s.sound()
}

func TestWhatABidderDeclaredAndWhatExpiredStandsBesideTheExamination(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	at := "/tenders/" + told.ID + "/bidder-standings"
	standing := func(of int) view.BidderStanding {
		t.Helper()
		return body[view.List[view.BidderStanding]](b.officer.get(at).want(http.StatusOK)).Items[of]
	}
	path := "/suppliers/" + b.suppliers[b.anton]
	file := body[view.SupplierFile](b.anton.get(path).want(http.StatusOK))
	send := func(to string, in fields) {
		t.Helper()
		file = body[view.SupplierFile](b.anton.post(path+to, in, match(file.Version)).want(http.StatusOK))
	}
	first := -1
	for i := range 2 {
		if standing(i).Bidder.ID == b.suppliers[b.anton] {
			first = i
		}
	}
	send("/declarations", fields{"subject": "123", "clear": true})
	send("/declarations", fields{"subject": "124", "clear": false, "text": "Nr. 1; der Schaden ist ersetzt"})
	send("/certificates", certificateFields(b.today(), 3))
	if s := standing(first); !slices.Equal(s.Declared, []string{"124"}) || s.Expired != nil {
		t.Errorf("declared: %+v", s)
	}
	if s := standing(1 - first); s.Declared != nil || s.Expired != nil {
		t.Errorf("the other: %+v", s)
	}
	send("/declarations", fields{"subject": "124", "clear": true})
	b.again(time.Until(b.today()) + 5*24*time.Hour)
	if s := standing(first); s.Declared != nil || !slices.Equal(s.Expired, []string{"ISO/IEC 27001"}) {
		t.Errorf("expired: %+v", s)
	}
	send("/certificates", certificateFields(b.today(), 400))
	if s := standing(first); s.Expired != nil {
		t.Errorf("renewed: %+v", s)
	}
	b.sound()
}
