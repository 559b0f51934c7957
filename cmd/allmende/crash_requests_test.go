package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"time"

	"allmende/cmd/bench/stage"
)

// crashClient is a browser that is signed in.
type crashClient struct {
	http   *http.Client
	csrf   string
	person string
}

// ask is a request as it is sent, and sent again.
type ask struct {
	method  string // POST if empty
	path    string
	key     string // of what is done once
	version int    // of what is changed, or 0
	fresh   bool   // what is changed has no version yet
	body    any
	octets  []byte // instead of a body
}

func (v *victim) signIn(email string) *crashClient {
	v.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		v.t.Fatal(err)
	}
	c := &crashClient{http: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
	var session struct {
		CSRFToken string `json:"csrfToken"`
		Person    struct {
			ID string `json:"id"`
		} `json:"person"`
	}
	v.must(c, ask{path: "/session", body: map[string]string{"email": email, "password": stage.Password}}, &session)
	c.csrf, c.person = session.CSRFToken, session.Person.ID
	return c
}

// must sends what has to succeed, and reads the answer into the other unless that is nil.
func (v *victim) must(who *crashClient, a ask, into any) {
	v.t.Helper()
	status, answer, err := v.request(who, a)
	if err != nil || status >= http.StatusMultipleChoices {
		v.t.Fatalf("%s: %d %s, %v", a.path, status, answer, err)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(answer, into); err != nil {
		v.t.Fatalf("%s: %v: %s", a.path, err, answer)
	}
}

func (v *victim) request(who *crashClient, a ask) (int, []byte, error) {
	var body bytes.Buffer
	if a.body != nil {
		if err := json.NewEncoder(&body).Encode(a.body); err != nil {
			return 0, nil, fmt.Errorf("write a request: %w", err)
		}
	}
	kind := "application/json"
	if a.octets != nil {
		body.Write(a.octets)
		kind = "application/octet-stream"
	}
	if a.method == "" {
		a.method = http.MethodPost
	}
	request, err := http.NewRequest(a.method, "http://"+v.address+"/api/v1"+a.path, &body)
	if err != nil {
		return 0, nil, err
	}
	for name, value := range map[string]string{"Idempotency-Key": a.key, "X-CSRF-Token": who.csrf} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	if a.body != nil || a.octets != nil {
		request.Header.Set("Content-Type", kind)
	}
	if a.version > 0 || a.fresh {
		request.Header.Set("If-Match", strconv.Quote(strconv.Itoa(a.version)))
	}
	response, err := who.http.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}
