// Package http speaks the programming interface of openapi.yaml and serves the
// pages: decode, call one use case, encode.
package http

import (
	"context"
	_ "embed"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

//go:embed openapi.yaml
var contract []byte

// Contract is the OpenAPI document that the server keeps to.
func Contract() []byte { return contract }

// Config is what the server is made of.
type Config struct {
	Demand  driving.Demand
	Ready   func(context.Context) error // answers /healthz
	Pages   fs.FS                       // the built front end
	Log     *slog.Logger
	Version string
}

// New builds the handler of everything that is served.
func New(c Config) http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect() // X-Forwarded-For is anybody's claim
	e.HTTPErrorHandler = problems{log: c.Log}.handle
	e.Use(identifyRequest, recoverFromPanic, secureHeaders, refuseHostileText)

	e.GET("/healthz", health(c.Ready))
	e.GET("/api", documentation(c.Version))
	e.GET("/api/openapi.yaml", serveContract)

	api := e.Group("/api/v1", limitBody)
	routes(api, c)
	api.Any("/*", func(echo.Context) error { return errNoRoute })
	e.GET("/*", pages(c.Pages))
	return e
}

// routes is the whole interface, a line each.
func routes(api *echo.Group, c Config) {
	_ = api
	_ = c
}
