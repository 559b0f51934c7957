package http_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
)

func TestWhatIsNoRouteAnswersAProblem(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	officer.get("/nothing").wantProblem(http.StatusNotFound, "route.not-found")
	officer.send("PATCH", "/rounds", `{}`).wantProblem(http.StatusMethodNotAllowed, "route.method-not-allowed")
	officer.post("/nothing", `{}`).wantProblem(http.StatusNotFound, "route.not-found")
	officer.get("/rounds/no-id").wantProblem(http.StatusNotFound, "object.not-found")
}

func TestHostileRequestsAreRefusedBeforeAnyUseCase(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	for _, c := range []struct {
		body    any
		headers []header
		status  int
		code    string
	}{
		{`{"title":`, nil, http.StatusBadRequest, "request.malformed"},
		{`{"title":"x","title":"y"}`, nil, http.StatusBadRequest, "request.malformed"},
		{`{"Title":"x"}`, nil, http.StatusBadRequest, "request.unknown-field"},
		{`{"title":1}`, nil, http.StatusBadRequest, "request.wrong-type"},
		{`{"title":"a\u0000b"}`, nil, http.StatusBadRequest, "request.malformed"},
		{"{\"title\":\"\xff\"}", nil, http.StatusBadRequest, "request.malformed"},
		{"{\"title\":\"a\u202eb\"}", nil, http.StatusBadRequest, "request.malformed"},
		{`[]`, nil, http.StatusBadRequest, "request.wrong-type"},
		{`{}`, []header{{"Content-Type", "text/plain"}}, http.StatusUnsupportedMediaType, "request.unsupported-media-type"},
		{`{}`, []header{{"Content-Encoding", "gzip"}}, http.StatusUnsupportedMediaType, "request.unsupported-media-type"},
		{`{"title":"` + strings.Repeat("x", 4<<20) + `"}`, nil, http.StatusRequestEntityTooLarge, "request.too-large"},
	} {
		officer.post("/rounds", c.body, append(c.headers, key("hostile-request"))...).wantProblem(c.status, c.code)
	}
	officer.get("/rounds?cursor=%00").wantProblem(http.StatusBadRequest, "request.malformed")
	officer.get("/call-offs?statuss=placed").wantProblem(http.StatusBadRequest, "request.unknown-field")
	officer.post("/audit/verification", `{"x":1}`).wantProblem(http.StatusBadRequest, "request.unknown-field")
	officer.get("/rounds?limit=abc").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	if n := s.count(`select count(*) from demand_round`); n != 0 {
		t.Errorf("%d rounds came of it", n)
	}
}

func TestProblemsSpeakTheLanguageThatIsAskedFor(t *testing.T) {
	s := serve(t)
	for lang, want := range map[string]string{"de-DE,de;q=0.9": "Bitte melden Sie sich an", "en-GB": "Please sign in", "fr": "Bitte melden Sie sich an"} {
		got := s.visitor().send("GET", "/rounds", nil, header{"Accept-Language", lang}).want(http.StatusUnauthorized)
		if !strings.Contains(string(got.body), want) {
			t.Errorf("%s: %s", lang, got.body)
		}
	}
}

func TestPagesCarryAStrictPolicyAndUnknownOnesAreTheRouters(t *testing.T) {
	s := serve(t)
	for path, status := range map[string]int{"/": 200, "/tenders/new": 200, "/missing.js": 404, "/api": 200, "/api/openapi.yaml": 200, "/healthz": 200} {
		response, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if response.StatusCode != status {
			t.Errorf("%s: %d, want %d", path, response.StatusCode, status)
		}
		if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
	}
}
