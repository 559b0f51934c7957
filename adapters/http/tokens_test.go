package http_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

// token makes one of the person's tokens and gives the machine that holds it.
func (c *client) token(s *server, acts ...string) (*machine, view.Token) {
	c.t.Helper()
	var made view.Token
	body := map[string]any{"name": "Cloud Hannover", "acts": acts, "lastDay": period.DayOf(time.Now()).Add(30).String()}
	c.post("/tokens", body).want(http.StatusCreated).into(&made)
	return &machine{s.visitor(), made.Secret}, made
}

// machine is a program that holds a token: it has no cookies.
type machine struct {
	client *client
	secret string
}

func (m *machine) send(method, path string, body any, headers ...header) *answer {
	m.client.t.Helper()
	return m.client.send(method, path, body, append(headers, header{"Authorization", "Bearer " + m.secret})...)
}

func (m *machine) get(path string) *answer { m.client.t.Helper(); return m.send("GET", path, nil) }
func (m *machine) post(path string, body any, headers ...header) *answer {
	m.client.t.Helper()
	return m.send("POST", path, body, headers...)
}

func TestATokenIsShownOnceAndKeptAsAHash(t *testing.T) {
	s := serve(t)
	buyer, other := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt A")
	var before view.Tokens
	buyer.get("/tokens").want(http.StatusOK).into(&before)
	today := period.DayOf(time.Now())
	if len(before.Items) != 0 || !slices.Contains(before.Offered, "capacity.reserve") || slices.Contains(before.Offered, "capacity.keep") || before.Latest != today.Add(365).String() || before.Most != 20 {
		t.Errorf("got %+v", before)
	}
	m, made := buyer.token(s, "capacity.reserve", "capacity.read")
	if !strings.HasPrefix(m.secret, "allmende_") || len(m.secret) != 52 || made.Standing != "living" || !made.UsedAt.IsZero() {
		t.Errorf("got %+v", made)
	}
	if n := s.count(`select count(*) from api_token where to_jsonb(api_token)::text like '%' || $1 || '%'`, strings.TrimPrefix(m.secret, "allmende_")); n != 0 {
		t.Error("the secret is in the database")
	}
	m.get("/capacity-pools").want(http.StatusOK)
	var listed view.Tokens
	buyer.get("/tokens").want(http.StatusOK).into(&listed)
	if len(listed.Items) != 1 || listed.Items[0].Secret != "" || listed.Items[0].UsedAt.IsZero() || !slices.Equal(listed.Items[0].Acts, []string{"capacity.read", "capacity.reserve"}) {
		t.Errorf("got %+v", listed)
	}
	other.get("/tokens").want(http.StatusOK).into(&listed)
	if len(listed.Items) != 0 {
		t.Errorf("another person's tokens: %+v", listed)
	}
	other.post("/tokens/"+made.ID+"/revoke", nil, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	for name, c := range map[string]struct {
		change map[string]any
		status int
		code   string
	}{
		"no name":         {map[string]any{"name": "  "}, 422, "token.name-invalid"},
		"an act not mine": {map[string]any{"acts": []string{"capacity.keep"}}, 422, "token.acts-invalid"},
		"a decision":      {map[string]any{"acts": []string{"calloff.approve"}}, 422, "token.acts-invalid"},
		"no acts":         {map[string]any{"acts": []string{}}, 422, "request.field-invalid"},
		"for ever":        {map[string]any{"lastDay": today.Add(366).String()}, 422, "token.last-day-invalid"},
		"of the past":     {map[string]any{"lastDay": today.Add(-1).String()}, 422, "token.last-day-invalid"},
	} {
		body := map[string]any{"name": "Cloud", "acts": []string{"capacity.read"}, "lastDay": today.String()}
		for field, value := range c.change {
			body[field] = value
		}
		if got := buyer.post("/tokens", body).wantProblem(c.status, c.code); got.status != c.status {
			t.Error(name)
		}
	}
	for range 19 {
		buyer.token(s, "capacity.read")
	}
	buyer.post("/tokens", map[string]any{"name": "Cloud", "acts": []string{"capacity.read"}, "lastDay": today.String()}).wantProblem(http.StatusConflict, "token.too-many")
}

func TestATokenEndsWhenItIsRevokedOrOverOrItsPersonIsOut(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	m, made := buyer.token(s, "capacity.read")
	buyer.post("/tokens/"+made.ID+"/revoke", nil, match(2)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	buyer.post("/tokens/"+made.ID+"/revoke", nil, match(1)).want(http.StatusOK)
	buyer.post("/tokens/"+made.ID+"/revoke", nil, match(2)).wantProblem(http.StatusConflict, "token.closed")
	refused := m.get("/capacity-pools").wantProblem(http.StatusUnauthorized, "token.revoked")
	for _, change := range []string{`revoked_at = null, version = 1`, `last_day = last_day + 1`, `acts = 'calloff.approve'`} {
		if _, err := s.owner.Exec(t.Context(), `update api_token set `+change); err == nil || !strings.Contains(err.Error(), "can only be revoked, once") {
			t.Errorf("the database takes %s: %v", change, err)
		}
	}
	if got := refused.header.Get("WWW-Authenticate"); !strings.HasPrefix(got, "Bearer ") || !strings.Contains(got, "invalid_token") {
		t.Errorf("WWW-Authenticate: %q", got)
	}
	for _, secret := range []string{"", "x", "allmende_" + strings.Repeat("A", 43), m.secret + "A"} {
		(&machine{s.visitor(), secret}).get("/capacity-pools").wantProblem(http.StatusUnauthorized, "token.unknown")
	}
	basic := s.visitor().send("GET", "/capacity-pools", nil, header{"Authorization", "Basic " + m.secret})
	basic.wantProblem(http.StatusUnauthorized, "token.unknown")

	m, _ = buyer.token(s, "capacity.read")
	m.get("/capacity-pools").want(http.StatusOK)
	if err := s.register.SetPassword(t.Context(), buyer.email, password); err != nil {
		t.Fatal(err)
	}
	m.get("/capacity-pools").wantProblem(http.StatusUnauthorized, "token.revoked")

	buyer.signIn()
	m, _ = buyer.token(s, "capacity.read")
	s.passTime(29 * 24 * time.Hour)
	m.get("/capacity-pools").want(http.StatusOK)
	s.passTime(31 * 24 * time.Hour)
	m.get("/capacity-pools").wantProblem(http.StatusUnauthorized, "token.expired")

	buyer.signIn()
	var later view.Token
	buyer.post("/tokens", map[string]any{"name": "Cloud", "acts": []string{"capacity.read"}, "lastDay": period.DayOf(time.Now()).Add(60).String()}).want(http.StatusCreated).into(&later)
	m = &machine{s.visitor(), later.Secret}
	m.get("/capacity-pools").want(http.StatusOK)
	if _, err := s.owner.Exec(t.Context(), `alter table appointment disable trigger user; update appointment set ended_at = appointed_at where person_id = '`+buyer.me+`'; alter table appointment enable trigger user`); err != nil {
		t.Fatal(err)
	}
	m.get("/capacity-pools").wantProblem(http.StatusUnauthorized, "token.unknown")
}

func TestATokenOpensWhatItCoversAndNothingElse(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	reads, _ := buyer.token(s, "capacity.read")
	reads.get("/reservations").want(http.StatusOK)
	body := map[string]any{
		"poolId": s.member("Stadt A"), "memberId": s.member("Stadt A"), "purpose": "Fachverfahren",
		"phases": []any{map[string]any{"from": "2030-01-01", "to": "2030-01-02", "claims": []any{map[string]any{"resourceId": s.member("Stadt A"), "amount": "1"}}}},
	}
	refused := reads.post("/reservations", body, key("reserve-1")).wantProblem(http.StatusForbidden, "token.scope")
	if got := refused.header.Get("WWW-Authenticate"); !strings.Contains(got, "insufficient_scope") {
		t.Errorf("WWW-Authenticate: %q", got)
	}
	for _, path := range []string{"/members", "/frameworks", "/call-offs", "/statements", "/events", "/meters", "/reading-imports"} {
		reads.get(path).wantProblem(http.StatusForbidden, "token.scope")
	}
	// A cookie beside a token counts for nothing.
	buyer.send("GET", "/members", nil).want(http.StatusOK)
	buyer.send("GET", "/reservations", nil, header{"Authorization", "Bearer wrong"}).wantProblem(http.StatusUnauthorized, "token.unknown")
	buyer.send("GET", "/todo", nil, header{"Authorization", "Bearer " + reads.secret}).wantProblem(http.StatusForbidden, "token.people-only")
}

func TestTheContractSaysWhichOperationsTokensOpen(t *testing.T) {
	s := serve(t)
	var document struct {
		Paths map[string]map[string]yaml.Node
	}
	text, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	opened := 0
	for path, methods := range document.Paths {
		for method, node := range methods {
			var operation struct {
				Security *[]map[string][]string
			}
			if method == "parameters" {
				continue
			}
			if err := node.Decode(&operation); err != nil {
				t.Fatal(err)
			}
			want := "token.people-only"
			if operation.Security != nil {
				if len(*operation.Security) == 0 {
					continue // everybody's
				}
				want = "token.unknown"
				opened++
			}
			request, err := http.NewRequestWithContext(t.Context(), strings.ToUpper(method), s.URL+"/api/v1"+strings.NewReplacer("{", "", "}", "").Replace(path), http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Authorization", "Bearer allmende_wrong")
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			var problem struct{ Code string }
			err = json.NewDecoder(response.Body).Decode(&problem)
			response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			if problem.Code != want {
				t.Errorf("%s %s with a token: %s, want %s", method, path, problem.Code, want)
			}
		}
	}
	if opened < 30 {
		t.Errorf("only %d operations open to tokens: the search is broken", opened)
	}
}

func TestWhatTheServerTakesForAProgramNamesItsToken(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	fit := map[string]any{"name": "a", "memberId": s.member("Stadt A"), "resource": "power", "unit": "KWH", "kind": "counter", "every": "quarter-hour", "from": "2025-01-01"}
	officer.post("/meters", fit, key("meter-0001")).want(http.StatusCreated)
	m, made := officer.token(s, "reading.import")
	reads, _ := officer.token(s, "meter.read")
	content := quarters("a", 100)
	parts, digest := inParts(content)
	reads.post("/uploads", announced(content, digest)).wantProblem(http.StatusForbidden, "token.scope")
	begun := m.post("/uploads", announced(content, digest)).upload()
	for number, part := range parts {
		m.send("PUT", fmt.Sprintf("/uploads/%s/parts/%d", begun.ID, number), part, file).upload()
	}
	if shown := m.get("/uploads/" + begun.ID).upload(); shown.Received != shown.Parts {
		t.Errorf("got %+v", shown)
	}
	var queued view.ReadingImport
	m.post("/reading-imports?name=Jahr&format=csv&upload="+begun.ID, "", file).want(http.StatusAccepted).into(&queued)
	s.takeReadings()
	if n := s.count(`select count(*) from event where object_id = $1 and (details->>'token' is distinct from $2 or details->>'tokenName' <> 'Cloud Hannover')`, queued.ID, made.ID); n != 0 {
		t.Errorf("%d events of the delivery do not name the token", n)
	}
	if n := s.count(`select count(*) from event where object_id = $1`, queued.ID); n < 2 {
		t.Errorf("%d events of the delivery, want that it began and that it ended", n)
	}
}

func TestACloudPlatformReservesChangesAndReleasesByToken(t *testing.T) {
	s := serve(t)
	buyer, officer := s.asOf(access.Buyer, "Stadt A"), s.as(access.ProcurementOfficer)
	today := period.DayOf(time.Now())
	keeper, _ := officer.token(s, "capacity.keep", "capacity.read")
	m, made := buyer.token(s, "capacity.reserve", "capacity.read")
	var site view.CapacitySite
	keeper.post("/capacity-sites", map[string]any{"name": "Hannover", "address": "Am Markt 1", "rooms": []any{map[string]any{"name": "Saal 1", "class": 3}}}, key("site-0001")).want(http.StatusCreated).into(&site)
	var pool view.CapacityPool
	keeper.post("/capacity-pools", map[string]any{"siteId": site.ID, "name": "Pool A", "room": "Saal 1"}, key("pool-0001")).want(http.StatusCreated).into(&pool)
	keeper.post("/capacity-pools/"+pool.ID+"/resources", map[string]any{"kind": "it-load", "level": map[string]any{"from": today.String(), "amount": "50"}}, key("resource-1")).want(http.StatusCreated).into(&pool)
	phases := func(amount string) []any {
		claims := []any{map[string]any{"resourceId": pool.Resources[0].ID, "amount": amount}}
		return []any{map[string]any{"from": today.String(), "to": today.Add(99).String(), "claims": claims}}
	}
	wanted := map[string]any{"poolId": pool.ID, "memberId": s.member("Stadt A"), "purpose": "Fachverfahren", "phases": phases("30")}
	m.post("/capacity/check", wanted).want(http.StatusNoContent)
	keeper.post("/capacity/check", wanted).wantProblem(http.StatusForbidden, "token.scope")
	m.post("/reservations", wanted).wantProblem(http.StatusBadRequest, "request.key-missing")
	var first, again view.Reservation
	m.post("/reservations", wanted, key("reserve-1")).want(http.StatusCreated).into(&first)
	m.post("/reservations", wanted, key("reserve-1")).want(http.StatusCreated).into(&again)
	if first.ID != again.ID || s.count(`select count(*) from capacity_reservation`) != 1 {
		t.Errorf("a repeated request made another reservation: %s and %s", first.ID, again.ID)
	}
	// Another program of the same person counts its requests for itself.
	second, _ := buyer.token(s, "capacity.reserve")
	wanted["phases"] = phases("5")
	second.post("/reservations", wanted, key("reserve-1")).want(http.StatusCreated)
	m.post("/reservations", wanted, key("reserve-1")).wantProblem(http.StatusUnprocessableEntity, "idempotency.other-body")

	one := "/reservations/" + first.ID
	for i, act := range []struct {
		name string
		body any
	}{
		{"change", map[string]any{"phases": phases("20")}},
		{"extend", map[string]any{"to": today.Add(120).String()}},
		{"release", map[string]any{"lastDay": today.Add(40).String()}},
	} {
		k := key(fmt.Sprintf("act-%05d", i))
		m.post(one+"/"+act.name, act.body, match(first.Version), header{"Idempotency-Key", "short"}).wantProblem(http.StatusBadRequest, "request.key-missing")
		changed := m.post(one+"/"+act.name, act.body, match(first.Version), k).want(http.StatusOK)
		repeated := m.post(one+"/"+act.name, act.body, match(first.Version), k).want(http.StatusOK)
		if string(changed.body) != string(repeated.body) || changed.header.Get("ETag") != repeated.header.Get("ETag") {
			t.Errorf("%s: repeated, it answers otherwise:\n%s\n%s", act.name, changed.body, repeated.body)
		}
		m.post(one+"/"+act.name, act.body, match(first.Version), key("another-key")).wantProblem(http.StatusPreconditionFailed, "object.stale")
		changed.into(&first)
	}
	if n := s.count(`select count(*) from event where object_id = $1`, first.ID); n < 4 {
		t.Errorf("%d events", n)
	}
	if n := s.count(`select count(*) from event where details->>'token' = $1 and details->>'tokenName' = 'Cloud Hannover' and not refused`, made.ID); n != 4 {
		t.Errorf("%d events name the token, want 4", n)
	}
	if n := s.count(`select count(*) from event where action = 'capacity.reserve' and details->>'token' = $1 and fault_code = 'idempotency.other-body'`, made.ID); n != 1 {
		t.Errorf("%d refusals name the token, want 1", n)
	}
}
