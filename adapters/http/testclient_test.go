package http_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"
)

// client is somebody's browser.
type client struct {
	t     testing.TB
	url   string
	http  *http.Client
	email string
	csrf  string
	me    string // the person's id
}

// visitor is nobody yet.
func (s *server) visitor() *client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &client{t: s.t, url: s.URL, http: &http.Client{Jar: jar, Timeout: time.Minute}}
}

// signIn begins a session; after time has passed it is needed again.
func (c *client) signIn() {
	c.t.Helper()
	var session struct {
		CSRFToken string `json:"csrfToken"`
		Person    struct{ ID string }
	}
	c.post("/session", map[string]string{"email": c.email, "password": password}).want(http.StatusCreated).into(&session)
	c.csrf, c.me = session.CSRFToken, session.Person.ID
}

type header struct{ name, value string }

func key(text string) header   { return header{"Idempotency-Key", text} }
func match(version int) header { return header{"If-Match", fmt.Sprintf("%q", fmt.Sprint(version))} }

func (c *client) get(path string) *answer { return c.send("GET", path, nil) }
func (c *client) post(path string, body any, headers ...header) *answer {
	return c.send("POST", path, body, headers...)
}
func (c *client) put(path string, body any, headers ...header) *answer {
	return c.send("PUT", path, body, headers...)
}

// send sends a request; body is JSON text as string or []byte, or a value to
// encode. Whatever comes back must be in the contract; what was accepted, too.
func (c *client) send(method, path string, body any, headers ...header) *answer {
	c.t.Helper()
	text := encode(c.t, body)
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.url+"/api/v1"+path, bytes.NewReader(text))
	if err != nil {
		c.t.Fatal(err)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("X-CSRF-Token", c.csrf)
	for _, h := range headers {
		request.Header.Set(h.name, h.value)
	}
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	a := &answer{t: c.t, what: method + " " + path, status: response.StatusCode, header: response.Header, body: got}
	a.keepsToContract(request, text)
	return a
}

func encode(t testing.TB, body any) []byte {
	t.Helper()
	switch b := body.(type) {
	case nil:
		return nil
	case string:
		return []byte(b)
	case []byte:
		return b
	}
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// answer is what came back.
type answer struct {
	t      testing.TB
	what   string
	status int
	header http.Header
	body   []byte
}

// want fails the test for another status.
func (a *answer) want(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: %d, want %d: %s", a.what, a.status, status, a.body)
	}
	if at := a.header.Get("Location"); status == http.StatusCreated && at != "" && !strings.HasPrefix(at, "/api/v1/") {
		a.t.Errorf("%s: made at %s, which is no place of the interface", a.what, at)
	}
	return a
}

// wantProblem fails the test for another refusal.
func (a *answer) wantProblem(status int, code string) *answer {
	a.t.Helper()
	a.want(status)
	if got := a.code(); got != code {
		a.t.Fatalf("%s: %s, want %s: %s", a.what, got, code, a.body)
	}
	return a
}

func (a *answer) code() string {
	var problem struct{ Code string }
	_ = json.Unmarshal(a.body, &problem)
	return problem.Code
}

// into reads the body.
func (a *answer) into(v any) *answer {
	a.t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		a.t.Fatalf("%s: %v: %s", a.what, err, a.body)
	}
	return a
}

// object reads the body as a JSON object.
func (a *answer) object() (o map[string]any) {
	a.t.Helper()
	a.into(&o)
	return o
}
