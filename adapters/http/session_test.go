package http_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	allmendehttp "allmende/adapters/http"
	"allmende/domain/access"
	"allmende/ports/driving"
)

// cookies are those an answer sets, by name.
func (a *answer) cookies() map[string]*http.Cookie {
	set := map[string]*http.Cookie{}
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		set[c.Name] = c
	}
	return set
}

func TestASessionBeginsIsShownAndEnds(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	session := buyer.get("/session").want(http.StatusOK).object()
	roles := session["roles"].([]any)[0].(map[string]any)
	organisation := roles["organisation"].(map[string]any)
	if roles["role"] != "buyer" || organisation["name"] != "Stadt A" || organisation["kind"] != "member" || session["demo"] != false || session["csrfToken"] != buyer.csrf {
		t.Errorf("got %v", session)
	}
	ended := buyer.send("DELETE", "/session", nil).want(http.StatusNoContent)
	if c := ended.cookies()["allmende"]; c == nil || c.MaxAge >= 0 {
		t.Errorf("the cookie is not taken back: %v", c)
	}
	buyer.signedOut()
}

// signedOut fails the test when somebody is signed in.
func (c *client) signedOut() {
	c.t.Helper()
	if got := c.get("/session").want(http.StatusOK).object(); len(got) != 1 || got["demo"] != false {
		c.t.Errorf("still signed in: %v", got)
	}
	c.get("/rounds").wantProblem(http.StatusUnauthorized, "session.required")
}

func TestCookiesAreOutOfTheReachOfScripts(t *testing.T) {
	s := serve(t)
	person := s.as(access.ProcurementOfficer)
	body := map[string]string{"email": person.email, "password": password}
	for _, c := range []struct {
		name, host, forwarded, prefix string
		secure                        bool
	}{
		{"plain http on localhost", "localhost:8080", "", "", false},
		{"plain http on a loopback address", "[::1]:8080", "", "", false},
		{"localhost behind a proxy with TLS", "localhost:8080", "https", "__Host-", true},
		{"another host", "allmende.example", "", "__Host-", true},
		{"a host that only begins like localhost", "localhost.example", "", "__Host-", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			request, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/api/v1/session", bytes.NewReader(encode(t, body)))
			if err != nil {
				t.Fatal(err)
			}
			request.Host = c.host
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("X-Forwarded-Proto", c.forwarded)
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			set := (&answer{header: response.Header}).cookies()
			for _, name := range []string{"allmende", "allmende-device"} {
				got := set[c.prefix+name]
				if got == nil || !got.HttpOnly || got.Secure != c.secure || got.SameSite != http.SameSiteLaxMode || got.Path != "/" || got.Domain != "" || len(got.Value) != 43 {
					t.Errorf("%s: got %v of %v", name, got, set)
				}
			}
		})
	}
}

func TestWrongCredentialsAnswerAlike(t *testing.T) {
	s := serve(t)
	person := s.as(access.ProcurementOfficer)
	visitor := s.visitor()
	wrong := visitor.post("/session", map[string]string{"email": person.email, "password": "wrong but long"}).wantProblem(http.StatusUnauthorized, "session.wrong-credentials")
	unknown := visitor.post("/session", map[string]string{"email": "nobody@test.example", "password": "wrong but long"}).wantProblem(http.StatusUnauthorized, "session.wrong-credentials")
	text := func(a *answer) string {
		o := a.object()
		delete(o, "instance") // the request's own id
		return string(encode(t, o))
	}
	if text(wrong) != text(unknown) || len(wrong.cookies())+len(unknown.cookies()) != 0 {
		t.Errorf("%s\n%s", wrong.body, unknown.body)
	}
}

func TestCredentialsOfTheWrongShapeAreRefused(t *testing.T) {
	s := serve(t)
	for _, c := range []struct {
		body   string
		status int
	}{
		{`{}`, http.StatusUnprocessableEntity}, {`{"email":"a@b.de"}`, http.StatusUnprocessableEntity}, {`{"email":"a@b.de","password":""}`, http.StatusUnprocessableEntity},
		{`{"email":"a@b.de","password":"` + strings.Repeat("x", 201) + `"}`, http.StatusUnprocessableEntity},
		{`{"email":["a@b.de"],"password":"x"}`, http.StatusBadRequest}, {`{"email":"a@b.de","password":"x","id":"1"}`, http.StatusBadRequest},
		{`{"Email":"a@b.de","password":"x"}`, http.StatusBadRequest}, {`null`, http.StatusBadRequest}, {``, http.StatusBadRequest},
	} {
		s.visitor().post("/session", c.body).want(c.status)
	}
	if n := s.count(`select count(*) from sign_in_failure`); n != 0 {
		t.Errorf("%d failures were counted", n)
	}
}

func TestAChangeNeedsTheTokenOfItsSessionAndAPageOfOurs(t *testing.T) {
	s := serve(t)
	officer, other := s.as(access.ProcurementOfficer), s.as(access.ProcurementOfficer)
	body := map[string]string{"cooperativeId": "01890000-0000-7000-8000-000000000000"}
	for name, headers := range map[string][]header{
		"no token":                {{"X-CSRF-Token", ""}},
		"another session's token": {{"X-CSRF-Token", other.csrf}},
		"another site":            {{"Sec-Fetch-Site", "cross-site"}},
		"a sister site":           {{"Sec-Fetch-Site", "same-site"}},
	} {
		t.Run(name, func(t *testing.T) {
			officer.put("/session/cooperative", body, headers...).wantProblem(http.StatusForbidden, "session.csrf")
		})
	}
	officer.put("/session/cooperative", body, header{"Sec-Fetch-Site", "same-origin"}).wantProblem(http.StatusNotFound, "object.not-found")
	other.post("/session", map[string]string{"email": other.email, "password": password}, header{"Sec-Fetch-Site", "cross-site"}).
		wantProblem(http.StatusForbidden, "session.csrf")
}

func TestASessionThatIsIdleForTwoHoursIsOver(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	s.passTime(119 * time.Minute)
	officer.get("/session").want(http.StatusOK)
	s.passTime(119*time.Minute + 121*time.Minute)
	officer.signedOut()
	officer.signIn()
	officer.get("/session").want(http.StatusOK)
}

func TestSignInGivesANewTokenAndEndsTheFormerSession(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	former := officer.csrf
	officer.signIn()
	if officer.csrf == former {
		t.Error("the token is the former one")
	}
	if n := s.count(`select count(*) from session`); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

func TestSwitchingShowsTheOtherCooperative(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	if _, err := s.register.AddPerson(t.Context(), driving.AddPerson{Cooperative: "Süd", Email: officer.email, Name: "Person", Role: "auditor", Password: password}); err != nil {
		t.Fatal(err)
	}
	var south string
	if err := s.owner.QueryRow(t.Context(), `select id::text from cooperative where name = 'Süd'`).Scan(&south); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Cooperative struct{ Name string }
		Acts        []string
	}
	officer.put("/session/cooperative", map[string]string{"cooperativeId": south}).want(http.StatusOK).into(&got)
	if got.Cooperative.Name != "Süd" || strings.Contains(fmt.Sprint(got.Acts), "round.create") {
		t.Errorf("got %+v", got)
	}
	officer.post("/rounds", `{"title":"Notebooks","closesAt":"2030-01-01T00:00:00Z","items":[{"name":"Notebook","category":"hardware","unit":"H87","estimatedPrice":"1"}]}`, key("switched-01")).
		wantProblem(http.StatusForbidden, "access.forbidden")
	officer.put("/session/cooperative", map[string]string{"cooperativeId": "no id"}).wantProblem(http.StatusUnprocessableEntity, "id.malformed")
}

// from is a browser at another address of the loopback network.
func (s *server) from(address string) *client {
	c := s.visitor()
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	c.http.Transport = &http.Transport{DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, to)
	}}
	s.t.Cleanup(c.http.CloseIdleConnections)
	return c
}

func TestAHammeredAccountStaysOpenToItsPerson(t *testing.T) {
	s := serve(t)
	victim := s.asOf(access.Buyer, "Stadt A")
	attacker := s.from("127.0.0.66")
	wrong := map[string]string{"email": victim.email, "password": "wrong but long"}
	throttled := 0
	for range 30 {
		a := attacker.post("/session", wrong, header{"X-Forwarded-For", "127.0.0.1"})
		switch a.status {
		case http.StatusUnauthorized:
		case http.StatusTooManyRequests:
			throttled++
			if a.header.Get("Retry-After") == "" || !strings.Contains(a.header.Get("RateLimit"), "r=0") || a.header.Get("RateLimit-Policy") == "" {
				t.Errorf("headers %v", a.header)
			}
		default:
			t.Fatalf("%d: %s", a.status, a.body)
		}
	}
	if throttled < 20 {
		t.Errorf("only %d of 30 guesses were throttled", throttled)
	}
	attacker.email = victim.email
	attacker.post("/session", map[string]string{"email": victim.email, "password": password}).wantProblem(http.StatusTooManyRequests, "session.throttled")
	victim.signIn() // from where she signed in before
	elsewhere := s.from("127.0.0.77")
	elsewhere.email = victim.email
	elsewhere.signIn() // from where she never was
	if n := s.count(`select count(*) from event where refused and action = 'session.begin'`); n != 30-throttled {
		t.Errorf("%d events of %d guesses that were checked", n, 30-throttled)
	}
}

func TestNothingButSignInAndWhatIsPublishedIsOpenToVisitors(t *testing.T) {
	s := serve(t)
	visitor := s.visitor()
	for path, operations := range contractPaths(t) {
		for _, method := range operations {
			signIn := path == "/session" && method != "DELETE"
			secret := path == "/calendars/{secret}" // the address is the secret
			published := method == "GET" && strings.HasPrefix(path, "/ocds/")
			registering := strings.HasPrefix(path, "/supplier-registrations")                           // before there is an account
			accepting := path == "/supplier-invitations/open" || path == "/supplier-invitations/accept" // by the secret of a link
			if signIn || secret || published || registering || accepting {
				continue
			}
			one := strings.NewReplacer("{id}", "01890000-0000-7000-8000-000000000000", "{memberId}", "01890000-0000-7000-8000-000000000000").Replace(path)
			var body any
			if method != "GET" && method != "DELETE" {
				body = `{}`
			}
			visitor.send(method, one, body).wantProblem(http.StatusUnauthorized, "session.required")
		}
	}
}

// contractPaths are the operations of the contract.
func contractPaths(t *testing.T) map[string][]string {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData(allmendehttp.Contract())
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string][]string{}
	for path, item := range document.Paths.Map() {
		for method := range item.Operations() {
			paths[path] = append(paths[path], method)
		}
	}
	if len(paths) < 40 {
		t.Fatalf("only %d paths in the contract", len(paths))
	}
	return paths
}

func TestTheLogTellsNoSecret(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	s.visitor().post("/session", map[string]string{"email": officer.email, "password": "wrong but long"})
	officer.get("/session")
	for _, secret := range []string{password, "wrong but long", officer.email, officer.csrf} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
}
