// Package webhook makes the calls of webhooks: signed as the Standard Webhooks have it, over TLS,
// and never to an address inside.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"allmende/domain/hook"
	"allmende/ports/driven"
)

// The bounds of a call.
const (
	patience      = 15 * time.Second
	longestAnswer = 2 << 10 // read of an answer; the rest is left unread
)

// Sender makes calls.
type Sender struct {
	key    []byte
	public *url.URL
	inside []string
	now    func() time.Time
	client *http.Client
}

var _ driven.HookSender = (*Sender)(nil)

// Options are what a sender is made of.
type Options struct {
	Key    []byte           // what all secrets are made of
	Public *url.URL         // where receivers reach us
	Inside []string         // hosts that may be called although they are not public
	Now    func() time.Time // for what calls take
	Roots  *x509.CertPool   // nil: those of the system
}

// New makes a sender that follows no redirect and keeps no connection through a proxy.
func New(o Options) *Sender {
	s := &Sender{key: o.Key, public: o.Public, inside: o.Inside, now: o.Now}
	s.client = &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: s.dial, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots},
			TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: patience, MaxResponseHeaderBytes: 16 << 10, MaxIdleConns: 20, IdleConnTimeout: 30 * time.Second,
		},
	}
	return s
}

var errInside = errors.New("the address is not public")

// dial looks at the address that is really called, after the name was resolved: a name that
// turns to an address inside at the last moment is caught too.
func (s *Sender) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: 10 * time.Second}
	if !s.isAllowed(host) {
		d.Control = func(_, resolved string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(resolved)
			if err != nil || !isPublic(at.Addr()) {
				return errInside
			}
			return nil
		}
	}
	return d.DialContext(ctx, network, address)
}

func (s *Sender) isAllowed(host string) bool {
	for _, one := range s.inside {
		if strings.EqualFold(one, host) {
			return true
		}
	}
	return false
}

// notPublic are ranges that no receiver outside has (IANA's special-purpose registries).
var notPublic = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/127", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid() && a.Zone() == ""
}

// Allowed refuses what is plainly inside; a name is looked at when it is called.
func (s *Sender) Allowed(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return hook.ErrAddress
	}
	host := u.Hostname()
	if s.isAllowed(host) {
		return nil
	}
	if at, err := netip.ParseAddr(host); err == nil && !isPublic(at) {
		return hook.ErrAddressPrivate
	}
	// A name without a dot, and the names that never leave a network.
	lower := strings.ToLower(strings.TrimSuffix(host, "."))
	if !strings.Contains(lower, ".") && !strings.Contains(lower, ":") {
		return hook.ErrAddressPrivate
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".home.arpa", ".lan"} {
		if strings.HasSuffix(lower, end) {
			return hook.ErrAddressPrivate
		}
	}
	return nil
}

// Secret is made of the key, so that no database and no backup holds it.
func (s *Sender) Secret(which hook.ID, generation int) string {
	return "whsec_" + base64.StdEncoding.EncodeToString(s.secret(which, generation))
}

func (s *Sender) secret(which hook.ID, generation int) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte("webhook\n" + which.String() + "\n" + strconv.Itoa(generation)))
	return mac.Sum(nil)
}

// Sign is the signature of the Standard Webhooks: HMAC-SHA256 over id, time and body.
func Sign(secret []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      data      `json:"data"`
}

// data names what happened; what it says is read through the programming interface, by whoever may.
type data struct {
	Cooperative string `json:"cooperative"`
	Sequence    *int64 `json:"sequence,omitempty"`
	ObjectType  string `json:"objectType"`
	ObjectID    string `json:"objectId"`
	Events      string `json:"events"`
}

// Send makes a call. Whatever goes wrong is part of the result.
func (s *Sender) Send(ctx context.Context, b driven.HookBatch, c driven.HookCall) hook.Result {
	began := s.now()
	r := s.send(ctx, b, c, began)
	r.Took = s.now().Sub(began)
	return r
}

func (s *Sender) send(ctx context.Context, b driven.HookBatch, c driven.HookCall, at time.Time) hook.Result {
	events := s.public.JoinPath("/api/v1/events")
	events.RawQuery = url.Values{"objectId": {c.ObjectID}, "objectType": {c.ObjectType}}.Encode()
	body, err := json.Marshal(message{c.Action, c.At, data{b.Cooperative.String(), c.Sequence, c.ObjectType, c.ObjectID, events.String()}})
	if err != nil {
		return hook.Result{Error: err.Error()}
	}
	if err := s.Allowed(b.Hook.Address); err != nil {
		return hook.Result{Error: errInside.Error()}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.Hook.Address, bytes.NewReader(body))
	if err != nil {
		return hook.Result{Error: err.Error()}
	}
	var signatures []string
	for _, generation := range b.Hook.Generations(b.Now) {
		signatures = append(signatures, Sign(s.secret(b.Hook.ID, generation), c.ID, at, body))
	}
	h := request.Header
	h.Set("Content-Type", "application/json")
	h.Set("User-Agent", "Allmende-Webhook/1")
	h.Set("Webhook-Id", c.ID)
	h.Set("Webhook-Timestamp", strconv.FormatInt(at.Unix(), 10))
	h.Set("Webhook-Signature", strings.Join(signatures, " "))
	// By its id a receiver knows a call again, so one that met a connection being closed may go out
	// anew; without a value nothing is sent of this.
	h["Idempotency-Key"] = nil
	answer, err := s.client.Do(request)
	if err != nil {
		return hook.Result{Error: plain(err)}
	}
	defer func() { _ = answer.Body.Close() }()
	begin, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
	r := hook.Result{Status: answer.StatusCode, Answer: strings.ToValidUTF8(strings.ReplaceAll(string(begin), "\x00", ""), "�")}
	if err != nil {
		r.Error = plain(err)
	}
	return r
}

// plain leaves the address out, which stands beside it.
func plain(err error) string {
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	return err.Error()
}
