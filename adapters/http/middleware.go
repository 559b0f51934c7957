package http

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"allmende/domain/audit"
	"allmende/domain/id"
)

const requestKey = "allmende.request"

func requestID(c echo.Context) string {
	text, _ := c.Get(requestKey).(string)
	return text
}

// identifyRequest gives each request an id of ours; a caller's is not trusted.
func identifyRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request := id.New[audit.Event]().String()
		c.Set(requestKey, request)
		c.Response().Header().Set("X-Request-Id", request)
		return next(c)
	}
}

func recoverFromPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if found := recover(); found != nil {
				err = fmt.Errorf("panic: %v\n%s", found, debug.Stack())
			}
		}()
		return next(c)
	}
}

// policy allows what we serve ourselves and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if r := c.Request(); r.TLS != nil || r.Header.Get(echo.HeaderXForwardedProto) == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// refuseHostileText keeps out what no text of ours contains and no store takes:
// NUL and invalid UTF-8 in path and query, and bodies that unpack to more.
func refuseHostileText(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Header.Get(echo.HeaderContentEncoding) != "" {
			return errUnsupported
		}
		query, err := queryOf(r)
		if err != nil || hostile(r.URL.Path) || hostile(query) {
			return errMalformed
		}
		return next(c)
	}
}

func queryOf(r *http.Request) (string, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for name, list := range values {
		all.WriteString(name)
		all.WriteString(strings.Join(list, ""))
	}
	return all.String(), nil
}

func hostile(text string) bool { return !utf8.ValidString(text) || strings.ContainsRune(text, 0) }

// The largest bodies are catalogues, readings of meters, and sealed bids: two containers of 2 MiB each and the
// envelopes, in base64.
const (
	bodyLimit      = 3 << 20
	bidLimit       = 6 << 20
	catalogueLimit = 512 << 20
)

func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		limit := int64(bodyLimit)
		switch {
		case strings.HasSuffix(c.Path(), "/bids"):
			limit = bidLimit
		case strings.HasSuffix(c.Path(), "/frameworks/:id/catalogues"), strings.HasSuffix(c.Path(), "/catalogue-columns/proposal"), strings.HasSuffix(c.Path(), "/reading-imports"), strings.HasSuffix(c.Path(), "/tenders/:id/documents"):
			limit = catalogueLimit
		}
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		return next(c)
	}
}

// Patience is how long the body of a request may take: a bid comes over a slow line too,
// as long as it comes. The zero value leaves that to the server.
type Patience struct {
	Now   func() time.Time // the machine's clock
	Pause time.Duration    // without a byte
	Whole time.Duration
}

func (p Patience) wait(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if r := c.Request(); p.Now != nil && r.ContentLength != 0 {
			body := &awaited{ReadCloser: r.Body, patience: p, end: p.Now().Add(p.Whole), connection: http.NewResponseController(c.Response())}
			if err := body.waitOn(); err != nil {
				return err
			}
			r.Body = body
		}
		return next(c)
	}
}

// awaited is a body whose connection is given up when nothing more comes.
type awaited struct {
	io.ReadCloser
	patience   Patience
	end        time.Time
	connection *http.ResponseController
}

func (b *awaited) waitOn() error {
	until := b.patience.Now().Add(b.patience.Pause)
	if until.After(b.end) {
		until = b.end
	}
	return b.connection.SetReadDeadline(until)
}

func (b *awaited) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == nil {
		return n, b.waitOn()
	}
	if errors.Is(err, io.EOF) {
		_ = b.connection.SetReadDeadline(time.Time{}) // the answer may take its time
	}
	return n, err
}
