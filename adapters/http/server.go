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
	SignIn   driving.SignIn
	ToDo     driving.ToDo
	Demand   driving.Demand
	Costing  driving.Costing
	Auditing driving.Auditing

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
	in := api.Group("", authenticate(c.SignIn))

	in.GET("/todo", todo{c.ToDo}.list)

	r := rounds{c.Demand}
	in.GET("/rounds", r.list)
	in.POST("/rounds", r.create)
	in.GET("/rounds/:id", r.show)
	in.POST("/rounds/:id/open", r.open)
	in.POST("/rounds/:id/freeze", r.freeze)
	in.POST("/rounds/:id/cancel", r.cancel)
	in.PUT("/rounds/:id/needs/:memberId", r.stateNeeds)

	k := costs{c.Costing}
	in.GET("/cost-pools", k.pools)
	in.POST("/cost-pools", k.createPool)
	in.GET("/cost-pools/:id", k.showPool)
	in.GET("/cost-pools/:id/preview", k.preview)
	in.POST("/cost-pools/:id/allocations", k.draft)
	in.GET("/allocations/:id", k.showAllocation)
	in.POST("/allocations/:id/post", k.post)
	in.GET("/allocations/:id/recomputation", k.recompute)
	in.GET("/statements", k.balances)
	in.GET("/statements/:memberId", k.statement)

	in.GET("/events", events{c.Auditing}.list)
}
