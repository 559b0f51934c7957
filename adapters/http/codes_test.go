package http_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"allmende/adapters/codes"
	"allmende/domain/access"
	"allmende/ports/usecase"
)

// takeCodes imports a list.
func (s *server) takeCodes(list string) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if report, err := usecase.NewCodes(s.db, codes.Reader{}).ImportCodes(s.t.Context(), []string{path}); err != nil || !report.Imported {
		s.t.Fatal(report, err)
	}
}

func TestCodesAreOfferedToWhoeverIsSignedIn(t *testing.T) {
	s := serve(t)
	s.takeCodes("code,label_de,label_en\n30213100-6,Tragbare Computer,Portable computers\n39121100-7,Schreibtische,Desks\n")
	officer := s.as(access.ProcurementOfficer)
	found := officer.get("/codes/cpv?q=tisch").items()
	if len(found) != 1 || found[0]["code"] != "39121100-7" || found[0]["labelDe"] != "Schreibtische" || found[0]["labelEn"] != "Desks" {
		t.Errorf("got %v", found)
	}
	officer.get("/codes/cpc?q=tisch").wantProblem(http.StatusNotFound, "codes.no-such-list")
	s.visitor().get("/codes/cpv?q=tisch").want(http.StatusUnauthorized)
}

func TestARoundTakesOnlyCodesInUse(t *testing.T) {
	s := serve(t)
	s.takeCodes("code,label_de,label_en\n30213100-6,Tragbare Computer,Portable computers\n")
	officer := s.as(access.ProcurementOfficer)
	round := func(cpv string) map[string]any {
		item := map[string]any{"name": "Notebook", "category": "hardware", "unit": "H87", "cpv": cpv, "estimatedPrice": "400"}
		return map[string]any{"title": "Notebooks 2027", "closesAt": "2030-01-01T10:00:00Z", "items": []any{item}}
	}
	problem := officer.post("/rounds", round("39121100-7"), key("round-0001")).wantProblem(http.StatusUnprocessableEntity, "codes.unknown")
	if problem.object()["field"] != "items.0.cpv" {
		t.Errorf("points at %v", problem.object()["field"])
	}
	officer.post("/rounds", round("30213100-6"), key("round-0002")).want(http.StatusCreated)
	s.takeCodes("code,label_de,label_en\n39121100-7,Schreibtische,Desks\n")
	officer.post("/rounds", round("30213100-6"), key("round-0003")).wantProblem(http.StatusUnprocessableEntity, "codes.unknown")
}
