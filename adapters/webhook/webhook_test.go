package webhook

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"allmende/domain/hook"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

var (
	ours  = &url.URL{Scheme: "https", Host: "allmende.example"}
	began = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
)

// The vector that the Standard Webhooks' own libraries are tested with.
func TestSignAsTheStandardDoes(t *testing.T) {
	secret, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	got := Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("got %s", got)
	}
}

func TestOnlyPublicAddresses(t *testing.T) {
	for _, inside := range []string{
		"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
		"::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "::127.0.0.1", "2001:db8::1",
	} {
		if isPublic(netip.MustParseAddr(inside)) {
			t.Errorf("%s is taken for public", inside)
		}
	}
	for _, outside := range []string{"8.8.8.8", "93.184.215.14", "172.32.0.1", "100.63.255.255", "2a00:1450:4001::1", "2606:4700::1111"} {
		if !isPublic(netip.MustParseAddr(outside)) {
			t.Errorf("%s is not taken for public", outside)
		}
	}
}

func TestAllowed(t *testing.T) {
	s := New(Options{Key: make([]byte, 32), Public: ours, Inside: []string{"cloud.rz.internal"}, Now: time.Now})
	for address, want := range map[string]error{
		"https://wolke.example/": nil, "https://cloud.rz.internal/": nil, "https://8.8.8.8/": nil,
		"https://127.0.0.1/": hook.ErrAddressPrivate, "https://[::1]/": hook.ErrAddressPrivate, "https://localhost/": hook.ErrAddressPrivate,
		"https://db.rz.internal/": hook.ErrAddressPrivate, "https://printer.local./": hook.ErrAddressPrivate, "https://169.254.169.254/latest": hook.ErrAddressPrivate,
	} {
		if got := s.Allowed(address); !errors.Is(got, want) {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// receiver is an HTTPS server of its own authority.
func receiver(t *testing.T, answer http.HandlerFunc) (address string, roots *x509.CertPool) {
	t.Helper()
	server := httptest.NewTLSServer(answer)
	t.Cleanup(server.Close)
	roots = x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return server.URL, roots
}

func batch(address string) driven.HookBatch {
	return driven.HookBatch{
		Cooperative: id.New[member.Cooperative](), Now: began,
		Hook: hook.State{ID: id.New[hook.Webhook](), Address: address, Generation: 2, RotatedAt: began.Add(-time.Hour)},
	}
}

var call = driven.HookCall{ID: "01a20760-0000-7000-8000-000000000001", Action: "reservation.approved", ObjectType: "reservation", ObjectID: "r", At: began}

func TestAReceiverVerifiesACall(t *testing.T) {
	var got *http.Request
	var body []byte
	address, roots := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusNoContent)
	})
	s := New(Options{Key: bytes.Repeat([]byte{7}, 32), Public: ours, Inside: []string{"127.0.0.1"}, Now: func() time.Time { return began }, Roots: roots})
	b := batch(address + "/hooks")
	if r := s.Send(t.Context(), b, call); !r.Delivered() || r.Error != "" {
		t.Fatalf("got %+v", r)
	}
	signatures := strings.Fields(got.Header.Get("Webhook-Signature"))
	if got.Header.Get("Webhook-Id") != call.ID || got.Header.Get("Webhook-Timestamp") != "1795424400" || len(signatures) != 2 {
		t.Errorf("the headers are %v", got.Header)
	}
	for i, generation := range []int{2, 1} {
		secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s.Secret(b.Hook.ID, generation), "whsec_"))
		if err != nil || signatures[i] != Sign(secret, call.ID, began, body) {
			t.Errorf("signature %d: %s, %v", generation, signatures[i], err)
		}
	}
	if !strings.Contains(string(body), `"type":"reservation.approved"`) || !strings.Contains(string(body), "https://allmende.example/api/v1/events?objectId=r") {
		t.Errorf("the body is %s", body)
	}
}

func TestWhatReceiversMayDo(t *testing.T) {
	address, roots := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/elsewhere":
			http.Redirect(w, r, "/taken", http.StatusFound)
		case "/huge":
			for range 1000 {
				_, _ = w.Write(bytes.Repeat([]byte{'x'}, 1<<16))
			}
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/binary":
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte{0, 0xff, 'a'})
		}
	})
	s := New(Options{Key: make([]byte, 32), Public: ours, Inside: []string{"127.0.0.1"}, Now: func() time.Time { return began }, Roots: roots})
	for path, want := range map[string]int{"/elsewhere": 302, "/huge": 200, "/gone": 410, "/binary": 500} {
		if r := s.Send(t.Context(), batch(address+path), call); r.Status != want || len(r.Answer) > longestAnswer || strings.ContainsRune(r.Answer, 0) {
			t.Errorf("%s: %d, %d bytes, %s", path, r.Status, len(r.Answer), r.Error)
		}
	}
	strangers := New(Options{Key: make([]byte, 32), Public: ours, Inside: []string{"127.0.0.1"}, Now: func() time.Time { return began }})
	if r := strangers.Send(t.Context(), batch(address), call); r.Status != 0 || !strings.Contains(r.Error, "certificate") {
		t.Errorf("an unknown authority: %+v", r)
	}
}

// A name that is public when it is stated and leads inside when it is called reaches nobody.
func TestANameThatLeadsInsideIsNotCalled(t *testing.T) {
	called := false
	address, roots := receiver(t, func(http.ResponseWriter, *http.Request) { called = true })
	s := New(Options{Key: make([]byte, 32), Public: ours, Now: func() time.Time { return began }, Roots: roots})
	if r := s.Send(t.Context(), batch(address), call); r.Error != errInside.Error() {
		t.Errorf("got %+v", r)
	}
	// Past the first look, as a name would come: the dialer looks at what it really connects to.
	if _, err := s.dial(t.Context(), "tcp", strings.TrimPrefix(address, "https://")); !errors.Is(err, errInside) {
		t.Errorf("the dialer says %v", err)
	}
	if called {
		t.Error("the receiver was called")
	}
}

func TestTheKeyIsMadeOnce(t *testing.T) {
	folder := t.TempDir()
	first, err := OpenKey(folder)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenKey(folder)
	if err != nil || !bytes.Equal(first, again) || len(first) != keyLength {
		t.Errorf("got %d bytes, %v", len(again), err)
	}
}

// Receivers close connections that have been idle for some seconds, at times in the moment in
// which the next call goes out.
func TestACallSurvivesThatTheReceiverClosesAnIdleConnection(t *testing.T) {
	var known string
	address, roots := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		if r.RemoteAddr == known {
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = conn.Close()
			}
			return
		}
		known = r.RemoteAddr
		w.WriteHeader(http.StatusNoContent)
	})
	s := New(Options{Key: make([]byte, 32), Public: ours, Inside: []string{"127.0.0.1"}, Now: time.Now, Roots: roots})
	for n := range 3 {
		if r := s.Send(t.Context(), batch(address), call); !r.Delivered() {
			t.Errorf("call %d: %+v", n+1, r)
		}
	}
}
