package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"allmende/cmd/bench/stage"
)

// browser is somebody who is signed in.
type browser struct {
	http   *http.Client
	base   string
	cookie string
	csrf   string
	person string
	member string
}

// client keeps a connection for each of so many callers.
func client(callers int) *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: callers, MaxConnsPerHost: callers}}
}

func (g *ground) signIn(ctx context.Context, client *http.Client, email, member string) (*browser, error) {
	b := &browser{http: client, base: "http://" + g.address + "/api/v1", member: member}
	body, err := json.Marshal(map[string]string{"email": email, "password": stage.Password})
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.base+"/session", bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	var session struct {
		CSRFToken string `json:"csrfToken"`
		Person    struct {
			ID string `json:"id"`
		} `json:"person"`
	}
	if response.StatusCode != http.StatusCreated {
		return nil, fmt.Errorf("sign in as %s: %s", email, response.Status)
	}
	if err := json.NewDecoder(response.Body).Decode(&session); err != nil {
		return nil, fmt.Errorf("sign in as %s: %w", email, err)
	}
	for _, c := range response.Cookies() {
		b.cookie += c.Name + "=" + c.Value + "; "
	}
	b.csrf, b.person = session.CSRFToken, session.Person.ID
	return b, nil
}

// request is what a browser asks for.
type request struct {
	method, path string
	version      int // of what is changed, or 0
	body         []byte
}

func (b *browser) get(ctx context.Context, path string, into any) error {
	return b.ask(ctx, request{method: http.MethodGet, path: path}, nil, into)
}

// post sends what, and reads the answer into the other unless that is nil.
func (b *browser) post(ctx context.Context, path string, version int, what, into any) error {
	return b.ask(ctx, request{method: http.MethodPost, path: path, version: version}, what, into)
}

func (b *browser) put(ctx context.Context, path string, what, into any) error {
	return b.ask(ctx, request{method: http.MethodPut, path: path}, what, into)
}

func (b *browser) ask(ctx context.Context, r request, what, into any) (err error) {
	if what != nil {
		if r.body, err = json.Marshal(what); err != nil {
			return fmt.Errorf("%s %s: %w", r.method, r.path, err)
		}
	}
	answer, err := b.exchange(ctx, r)
	if err != nil || into == nil {
		return err
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	return nil
}

// exchange gives the answer, and fails with every other one than a success.
func (b *browser) exchange(ctx context.Context, r request) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, r.method, b.base+r.path, bytes.NewReader(r.body))
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	request.Header.Set("Cookie", b.cookie)
	if r.method != http.MethodGet {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("X-CSRF-Token", b.csrf)
		request.Header.Set("Idempotency-Key", rand.Text())
	}
	if r.version > 0 {
		request.Header.Set("If-Match", strconv.Quote(strconv.Itoa(r.version)))
	}
	response, err := b.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("%s %s: %s: %s", r.method, r.path, response.Status, answer)
	}
	return answer, nil
}
