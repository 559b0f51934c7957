package http

import (
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
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

// The largest body is a sealed bid: two containers of 2 MiB each and the envelopes, in base64.
const (
	bodyLimit = 3 << 20
	bidLimit  = 6 << 20
)

func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		limit := int64(bodyLimit)
		if strings.HasSuffix(c.Path(), "/bids") {
			limit = bidLimit
		}
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		return next(c)
	}
}
