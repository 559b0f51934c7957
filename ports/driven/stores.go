package driven

import (
	"time"

	"allmende/domain/legal"
)

// Stores are what a use case touches inside a transaction; they come from Work
// and end with it.
type Stores struct {
	Now time.Time    // the database's clock, read once when the transaction began
	Law legal.Params // the dated figures of the law

	Events  Events
	Numbers Numbers
	Answers Answers

	Rounds       Rounds
	RoundReports RoundReports
	EventReports EventReports
	ToDo         ToDo

	Tenders       Tenders
	Documents     Documents
	Questions     Questions
	Requests      Requests
	Negotiations  Negotiations
	Amendments    Amendments
	Statistics    Statistics
	Bids          Bids
	OpeningKeys   OpeningKeys
	Openings      Openings
	Drills        Drills
	TenderReports TenderReports
	Awards        Awards
	Publications  Publications

	Panels         Panels
	Sheets         Sheets
	Declarations   Declarations
	ScoringReports ScoringReports

	CostPools   CostPools
	Allocations Allocations
	CostReports CostReports
	Ledger      Ledger

	AccountReports AccountReports

	Statements     Statements
	BillingReports BillingReports

	Frameworks       Frameworks
	FrameworkReports FrameworkReports
	MarketReports    MarketReports
	Baskets          Baskets
	ItemLists        ItemLists
	OrderSettings    OrderSettings
	Quotas           Quotas
	CallOffs         CallOffs
	CallOffReports   CallOffReports
	Returns          Returns
	StandingOrders   StandingOrders
	Approvals        Approvals
	Competitions     Competitions
	Joints           Joints
	Engagements      Engagements
	CapacitySites    CapacitySites
	CapacityPools    CapacityPools
	Reservations     Reservations
	Dispatches       Dispatches
	Licences         Licences
	Calendars        Calendars

	Meters   Meters
	Readings Readings
	Tariffs  Tariffs
	Ratings  Ratings

	EnergyFigures EnergyFigures

	Prices       Prices
	Clauses      Clauses
	Rebates      Rebates
	PriceReports PriceReports

	Catalogues       Catalogues
	CatalogueReports CatalogueReports
	Uploads          Uploads

	Members          Members
	MemberReports    MemberReports
	Organisations    Organisations
	Directory        Directory
	DirectoryReports DirectoryReports
	People           People
	Doors            Doors
	Sessions         Sessions
	Webhooks         Webhooks
	Tokens           Tokens

	Codes Codes

	Suppliers       Suppliers
	Registrations   Registrations
	Invitations     Invitations
	SupplierReports SupplierReports
	LegalValues     LegalValues
}
