package http_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/age"
	"allmende/adapters/bulletin"
	"allmende/adapters/catalogue"
	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/codes"
	"allmende/adapters/eforms"
	allmendehttp "allmende/adapters/http"
	"allmende/adapters/ical"
	"allmende/adapters/inspection"
	"allmende/adapters/notary"
	"allmende/adapters/ocds"
	"allmende/adapters/passwords"
	"allmende/adapters/pdf"
	"allmende/adapters/peppol"
	"allmende/adapters/postgres"
	"allmende/adapters/readings"
	"allmende/adapters/register"
	"allmende/adapters/sheet"
	"allmende/adapters/store"
	"allmende/adapters/xrechnung"
	"allmende/domain/access"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

func TestMain(m *testing.M) { os.Exit(clustertest.Main(m)) }

// server is the real server on a database of its own.
type server struct {
	*httptest.Server
	t        testing.TB
	db       *postgres.DB
	owner    *pgxpool.Pool
	register *usecase.Register
	log      *bytes.Buffer // what the server logged
	people   int
}

const password = "a password for tests"

// serve starts a server for a test. Two things are always there: the cooperative
// "Nord" with the members "Stadt A" and "Stadt B", and "Süd" with "Stadt C".
func serve(t testing.TB, change ...func(*allmendehttp.Config)) *server {
	t.Helper()
	address := clustertest.New(t, clustertest.Template(t, "served", prepare))
	db, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	owner, err := pgxpool.New(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(owner.Close)
	key, err := notary.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder, err := store.InFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	log := &syncBuffer{}
	words := passwords.New(2)
	s := &server{t: t, db: db, owner: owner, register: usecase.NewRegister(db, register.Reader{}, words), log: &log.Buffer}
	sealing := age.Sealing{}
	config := allmendehttp.Config{
		SignIn: usecase.NewSignIn(db, db, words), Membership: usecase.NewMembership(db), ToDo: usecase.NewToDo(db),
		Demand: usecase.NewDemand(db), Tendering: usecase.NewTendering(db), Competing: usecase.NewCompeting(db), Bidding: usecase.NewBidding(db, sealing, key),
		Keys: usecase.NewKeys(db, sealing), Opening: usecase.NewOpening(db, sealing), Scoring: usecase.NewScoring(db), Awarding: usecase.NewAwarding(db), Informing: usecase.NewInforming(db), Documenting: usecase.NewDocumenting(db), Publishing: usecase.NewPublishing(db, eforms.Write),
		Marketplace: usecase.NewMarketplace(db), Cataloguing: usecase.NewCataloguing(db, catalogue.Reader{}), Uploading: usecase.NewUploading(db),
		Pricing: usecase.NewPricing(db), Indexing: usecase.NewPricing(db), Rebating: usecase.NewPricing(db), Ordering: usecase.NewOrdering(db, db, db), Approving: usecase.NewApproving(db), Joining: usecase.NewJoining(db, db), Recurring: usecase.NewRecurring(db, db, db), Costing: usecase.NewCosting(db), Allocating: usecase.NewAllocating(db),
		Contracts: usecase.NewContracts(db), Modifying: usecase.NewModifying(db), Sharing: usecase.NewSharing(db),
		Accounts: usecase.NewAccounts(db), Billing: usecase.NewBilling(db), Auditing: usecase.NewAuditing(db),
		Writers: allmendehttp.Writers{PDF: pdf.Write, XLSX: sheet.Write, XRechnung: xrechnung.Write, PriceSheet: sheet.WritePriceSheet, PriceComparison: sheet.WriteComparison, Letter: pdf.WriteLetter, ProcurementFile: pdf.WriteFile, OpeningRecord: pdf.WriteOpening, CatalogueTemplate: catalogue.WriteTemplate, Table: sheet.WriteTable},
		Buying:  usecase.NewBuying(db), Listing: usecase.NewBuying(db), Settling: usecase.NewBuying(db),
		Dispatching: usecase.NewDispatching(db, true), Holding: usecase.NewHolding(db), Engaging: usecase.NewEngaging(db), Hours: sheet.ReadHours, Metering: usecase.NewMetering(db), Rating: usecase.NewRating(db), Readings: readings.Open, Energy: usecase.NewEnergyReporting(db), Keeping: usecase.NewCapacityKeeping(db), Planning: usecase.NewCapacityPlanning(db), Reserving: usecase.NewReserving(db, db), Deciding: usecase.NewReserving(db, db), Calendars: usecase.NewCalendars(db, db), Tokens: usecase.NewTokens(db, db), Webhooks: usecase.NewWebhooks(db, testSender()), Needs: allmendehttp.NeedsSheets{Write: sheet.WriteNeeds, Read: sheet.ReadNeeds, Grid: sheet.WriteNeedsGrid}, Codes: usecase.NewCodes(db, codes.Reader{}), Suppliers: usecase.NewSuppliers(db), Registering: usecase.NewRegistering(db, words, true), Inviting: usecase.NewInviting(db, db, words, true), Law: usecase.NewLaw(db),
		Orders: allmendehttp.OrderWriters{PDF: pdf.WriteOrder, Order: peppol.WriteOrder, Response: peppol.WriteResponse, Read: peppol.ReadResponse, Calendar: ical.Writer{Public: &url.URL{Scheme: "https", Host: "allmende.example"}}.Write},
		Papers: usecase.NewPapers(db, folder, inspection.Inspector{}), DocumentLimit: 8 << 20, Inquiring: usecase.NewInquiring(db), Participating: usecase.NewParticipating(db), Negotiating: usecase.NewNegotiating(db), Statistics: usecase.NewStatistics(db), Amending: usecase.NewAmending(db),
		Verification: usecase.NewVerification(db, db, key),
		Publication:  usecase.NewPublication(db, folder), Disclosure: allmendehttp.Disclosure{Releases: ocds.Releases, Records: ocds.Records, Public: &url.URL{Scheme: "https", Host: "allmende.example"}},
		Bulletin: bulletin.Bulletin{Public: &url.URL{Scheme: "https", Host: "allmende.example"}, Now: time.Now},
		Ready:    db.Ping, Pages: fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}},
		Log: slog.New(slog.NewTextHandler(log, nil)), Version: "test",
	}
	for _, c := range change {
		c(&config)
	}
	s.Server = httptest.NewServer(allmendehttp.New(config))
	t.Cleanup(s.Close)
	return s
}

// syncBuffer is a buffer that handlers write to at once.
type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// prepare fills the template that every test's database is copied from.
func prepare(address string) error {
	ctx := context.Background()
	db, err := postgres.Open(ctx, address)
	if err != nil {
		return err
	}
	defer db.Close()
	register := usecase.NewRegister(db, register.Reader{}, passwords.New(2))
	for cooperative, members := range map[string][]string{"Nord": {"Stadt A", "Stadt B"}, "Süd": {"Stadt C"}} {
		if _, err := register.AddCooperative(ctx, cooperative); err != nil {
			return err
		}
		for _, name := range members {
			if _, err := register.Admit(ctx, driving.OperatorAdmit{Cooperative: cooperative, Kind: "it-provider", Name: name}); err != nil {
				return err
			}
		}
	}
	return nil
}

// passTime moves the database's clock on by so much from the true time.
func (s *server) passTime(by time.Duration) {
	s.t.Helper()
	if err := s.db.ShiftClock(s.t.Context(), by); err != nil {
		s.t.Fatal(err)
	}
}

// count asks the database for a number.
func (s *server) count(sql string, args ...any) (n int) {
	s.t.Helper()
	if err := s.owner.QueryRow(s.t.Context(), sql, args...).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// member finds a member's id by its name.
func (s *server) member(name string) (id string) {
	s.t.Helper()
	if err := s.owner.QueryRow(s.t.Context(), `select id::text from member where name = $1`, name).Scan(&id); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// supplier registers a supplier of Nord and returns its id.
func (s *server) supplier(name string) string {
	s.t.Helper()
	made, err := s.register.AddSupplier(s.t.Context(), "Nord", name)
	if err != nil {
		s.t.Fatal(err)
	}
	return made.ID
}

// as makes a person of Nord with a role in the cooperative and signs it in.
func (s *server) as(role access.Role) *client { return s.asIn("Nord", role, "", "") }

// asOf does so with a role in a member.
func (s *server) asOf(role access.Role, member string) *client {
	return s.asIn("Nord", role, member, "")
}

// asBidder does so for a supplier.
func (s *server) asBidder(supplier string) *client {
	return s.asIn("Nord", access.Bidder, "", supplier)
}

func (s *server) asIn(cooperative string, role access.Role, member, supplier string) *client {
	s.t.Helper()
	s.people++
	email := fmt.Sprintf("person%d@test.example", s.people)
	_, err := s.register.AddPerson(s.t.Context(), driving.AddPerson{
		Cooperative: cooperative, Email: email, Name: fmt.Sprintf("Person %d", s.people), Role: string(role),
		Member: member, Supplier: supplier, Password: password,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	c := s.visitor()
	c.email = email
	c.signIn()
	return c
}

// alsoAs gives a person another role in Nord.
func (s *server) alsoAs(c *client, role access.Role, member, supplier string) {
	s.t.Helper()
	_, err := s.register.AddPerson(s.t.Context(), driving.AddPerson{
		Cooperative: "Nord", Email: c.email, Name: "Person", Role: string(role), Member: member, Supplier: supplier, Password: password,
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

var contractDocument = sync.OnceValues(func() (*openapi3.T, error) {
	document, err := openapi3.NewLoader().LoadFromData(allmendehttp.Contract())
	if err != nil {
		return nil, err
	}
	document.Servers = openapi3.Servers{{URL: "/api/v1"}}
	return document, document.Validate(context.Background())
})

var contractRouter = sync.OnceValues(func() (routers.Router, error) {
	document, err := contractDocument()
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(document)
})

// keepsToContract holds the answer, and a request that was accepted, against openapi.yaml.
func (a *answer) keepsToContract(request *http.Request, body []byte) {
	a.t.Helper()
	router, err := contractRouter()
	if err != nil {
		a.t.Fatalf("the contract: %v", err)
	}
	at := *request
	at.URL = &url.URL{Path: request.URL.Path, RawQuery: request.URL.RawQuery}
	route, params, err := router.FindRoute(&at)
	if err != nil {
		if a.status < 400 {
			a.t.Errorf("%s answers %d, but is not in the contract", a.what, a.status)
		}
		return
	}
	at.Body = io.NopCloser(bytes.NewReader(body))
	input := &openapi3filter.RequestValidationInput{Request: &at, PathParams: params, Route: route, Options: &openapi3filter.Options{
		AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true,
	}}
	if a.status < 400 {
		if err := openapi3filter.ValidateRequest(a.t.Context(), input); err != nil {
			a.t.Errorf("%s was accepted against the contract: %v", a.what, err)
		}
	}
	output := &openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: a.status, Header: a.header, Options: input.Options}
	output.SetBodyBytes(a.body)
	if err := openapi3filter.ValidateResponse(a.t.Context(), output); err != nil {
		a.t.Errorf("%s: the answer breaks the contract: %v\n%s", a.what, err, a.body)
	}
	if a.status >= 500 {
		a.t.Errorf("%s: %d %s", a.what, a.status, strings.TrimSpace(string(a.body)))
	}
}
