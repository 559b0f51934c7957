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
	"github.com/labstack/echo/v4/middleware"

	"allmende/ports/driving"
)

//go:embed openapi.yaml
var contract []byte

// Contract is the OpenAPI document that the server keeps to.
func Contract() []byte { return contract }

// apiPath is where the programming interface begins.
const apiPath = "/api/v1"

// Config is what the server is made of.
type Config struct {
	SignIn        driving.SignIn
	Tokens        driving.Tokens
	Webhooks      driving.Webhooks
	Codes         driving.Codes
	Suppliers     driving.Suppliers
	Law           driving.Law
	Membership    driving.Membership
	ToDo          driving.ToDo
	Demand        driving.Demand
	Tendering     driving.Tendering
	Competing     driving.Competing
	Papers        driving.Papers
	Inquiring     driving.Inquiring
	Participating driving.Participating
	Negotiating   driving.Negotiating
	Statistics    driving.Statistics
	Amending      driving.Amending
	Bidding       driving.Bidding
	Keys          driving.Keys
	Opening       driving.Opening
	Scoring       driving.Scoring
	Awarding      driving.Awarding
	Informing     driving.Informing
	Documenting   driving.Documenting
	Publishing    driving.Publishing
	Marketplace   driving.Marketplace
	Cataloguing   driving.Cataloguing
	Uploading     driving.Uploading
	Pricing       driving.Pricing
	Indexing      driving.Indexing
	Rebating      driving.Rebating
	Contracts     driving.Contracts
	Modifying     driving.Modifying
	Sharing       driving.Sharing
	Ordering      driving.Ordering
	Buying        driving.Buying
	Listing       driving.Listing
	Settling      driving.Settling
	Approving     driving.Approving
	Joining       driving.Joining
	Recurring     driving.Recurring
	Engaging      driving.Engaging
	Metering      driving.Metering
	Rating        driving.Rating
	Readings      driving.ReadingsReader
	Energy        driving.EnergyReporting
	Keeping       driving.CapacityKeeping
	Planning      driving.CapacityPlanning
	Reserving     driving.Reserving
	Deciding      driving.ReservationDeciding
	Dispatching   driving.Dispatching
	Holding       driving.Holding
	Calendars     driving.Calendars
	Orders        OrderWriters
	Hours         HoursReader
	Needs         NeedsSheets
	Costing       driving.Costing
	Allocating    driving.Allocating
	Accounts      driving.Accounts
	Billing       driving.Billing
	Writers       Writers
	Auditing      driving.Auditing
	Verification  driving.Verification
	Publication   driving.Publication
	Disclosure    Disclosure
	Bulletin      PublicPages
	Registering   driving.Registering
	Inviting      driving.Inviting

	Patience      Patience // with what is uploaded
	DocumentLimit int64    // of a tender's document, in bytes

	Demo    bool                        // whether the demonstration runs here
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
	e.Use(identifyRequest, recoverFromPanic, secureHeaders, refuseHostileText, c.Patience.wait, limitBody)

	e.GET("/healthz", health(c.Ready))
	e.GET("/api", documentation(c.Version))
	e.GET("/api/openapi.yaml", serveContract)

	ofThePublic(e, c)
	api := e.Group(apiPath)
	routes(api, c)
	e.GET("/*", pages(c.Pages), middleware.Gzip()) // what does not answer to secrets only
	return e
}
