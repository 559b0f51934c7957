package http

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"allmende/domain/fault"
)

// Faults of the edge itself.
var (
	errInternal    = fault.New(fault.Invalid, "internal")
	errNoRoute     = fault.New(fault.NotFound, "route.not-found")
	errMethod      = fault.New(fault.Invalid, "route.method-not-allowed")
	errMalformed   = fault.New(fault.Invalid, "request.malformed")
	errIncomplete  = fault.New(fault.Invalid, "request.incomplete")
	errTooLarge    = fault.New(fault.Invalid, "request.too-large")
	errUnknown     = fault.New(fault.Invalid, "request.unknown-field")
	errWrongType   = fault.New(fault.Invalid, "request.wrong-type")
	errField       = fault.New(fault.Invalid, "request.field-invalid")
	errNoKey       = fault.New(fault.Invalid, "request.key-missing")
	errNoVersion   = fault.New(fault.Invalid, "request.version-missing")
	errUnsupported = fault.New(fault.Invalid, "request.unsupported-media-type")
)

// problem is a problem document (RFC 9457).
type problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Instance string            `json:"instance,omitempty"`
	Code     string            `json:"code"`
	Rule     string            `json:"rule,omitempty"`
	Field    string            `json:"field,omitempty"`
	Params   map[string]string `json:"params,omitempty"`
	Lines    []lineProblem     `json:"lines,omitempty"`
}

// lineProblem is what is wrong with a line of a table.
type lineProblem struct {
	Line   int               `json:"line"`
	Title  string            `json:"title"`
	Code   string            `json:"code"`
	Field  string            `json:"field,omitempty"`
	Params map[string]string `json:"params,omitempty"`
}

func lineProblems(f *fault.Fault, lang string) []lineProblem {
	var lines []lineProblem
	for _, l := range f.Lines() {
		lines = append(lines, lineProblem{Line: l.Number, Title: sentence(l.Fault, lang), Code: l.Fault.Code(), Field: l.Fault.Field(), Params: l.Fault.Params()})
	}
	return lines
}

// statusOfCode are the codes whose status is not that of their kind.
var statusOfCode = map[string]int{
	"internal":                       http.StatusInternalServerError,
	"route.method-not-allowed":       http.StatusMethodNotAllowed,
	"request.malformed":              http.StatusBadRequest,
	"request.incomplete":             http.StatusRequestTimeout,
	"request.unknown-field":          http.StatusBadRequest,
	"request.wrong-type":             http.StatusBadRequest,
	"request.too-large":              http.StatusRequestEntityTooLarge,
	"request.unsupported-media-type": http.StatusUnsupportedMediaType,
	"request.version-missing":        http.StatusPreconditionRequired,
	"request.key-missing":            http.StatusBadRequest,
	"cursor.malformed":               http.StatusBadRequest,
}

func statusOf(f *fault.Fault) int {
	if status, special := statusOfCode[f.Code()]; special {
		return status
	}
	switch f.Kind() {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Stale:
		return http.StatusPreconditionFailed
	case fault.Throttled:
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}

// problems turns every error into a problem document, in one place.
type problems struct{ log *slog.Logger }

func (p problems) handle(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	f := p.faultOf(err, c)
	document := problem{
		Type: "/problems/" + f.Code(), Title: sentence(f, languageOf(c)), Status: statusOf(f),
		Instance: requestID(c), Code: f.Code(), Rule: f.Rule(), Field: f.Field(), Params: f.Params(),
		Lines: lineProblems(f, languageOf(c)),
	}
	body, marshalErr := json.Marshal(document)
	if marshalErr != nil {
		p.log.Error("a problem document", "error", marshalErr)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	challenge(c, f)
	if err := c.Blob(document.Status, "application/problem+json", body); err != nil {
		p.log.Info("answer not taken", "request", requestID(c), "error", err)
	}
}

// faultOf finds what to tell; what is not a fault is logged and not told.
func (p problems) faultOf(err error, c echo.Context) *fault.Fault {
	if f, ok := fault.Of(err); ok {
		return f
	}
	var framework *echo.HTTPError
	if errors.As(err, &framework) {
		switch {
		case framework.Code == http.StatusNotFound, framework.Code == http.StatusMethodNotAllowed && c.Path() == "/*":
			return errNoRoute
		case framework.Code == http.StatusMethodNotAllowed:
			return errMethod
		}
	}
	if c.Request().Context().Err() == nil {
		p.log.Error("internal error", "request", requestID(c), "method", c.Request().Method, "route", c.Path(), "error", err)
	}
	return errInternal
}

var matcher = language.NewMatcher([]language.Tag{language.German, language.English})

// languageOf is the language of the answer: German unless English is asked for.
func languageOf(c echo.Context) string {
	_, index := language.MatchStrings(matcher, c.Request().Header.Get("Accept-Language"))
	if index == 1 {
		return "en"
	}
	return "de"
}
