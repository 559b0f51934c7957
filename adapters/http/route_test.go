package http_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// ranked is a contract with notebooks at 389.90 of the first supplier and at 395.00 of the second.
func (s *server) ranked(route routing.Table, first, second string) framework.State {
	s.t.Helper()
	f := s.concluded(first, []string{"Stadt A"}, func(a *framework.Agreement) { a.Route = route })
	s.joined(f, second, "395.00")
	return f
}

func TestARouteIsQuotedFollowedAndExplained(t *testing.T) {
	s := serve(t)
	first, second, buyer := s.supplier("Technik GmbH"), s.supplier("Rang 2 GmbH"), s.asOf(access.Buyer, "Stadt A")
	f := s.ranked(routing.Table{{Way: routing.Cascade, AnswerHours: 24, MonthsTo: 12}, {Way: routing.Competition}}, first, second)
	bidder, next, m := s.asBidder("Technik GmbH"), s.asBidder("Rang 2 GmbH"), s.member("Stadt A")

	order := orderFor(f, m, pieces(f, "2"))
	quote := body[view.CallOffQuote](buyer.post("/call-offs/quote", asked(order, 0)).want(http.StatusOK))
	if quote.Way != "cascade" || quote.Supplier == nil || quote.Supplier.Name != "Technik GmbH" || quote.Total != "779.80" || !quote.Orderable || !quote.AsksMonths {
		t.Errorf("quoted as %+v", quote)
	}
	long := body[view.CallOffQuote](buyer.post("/call-offs/quote", asked(order, 13)).want(http.StatusOK))
	if long.Way != "mini-competition" || long.Orderable || long.Supplier != nil {
		t.Errorf("over 13 months quoted as %+v", long)
	}
	order["months"] = 13
	buyer.post("/call-offs", order, key("order-0001")).wantProblem(http.StatusConflict, "routing.competition-required")
	order["months"] = 12
	placed := body[view.CallOff](buyer.post("/call-offs", order, key("order-0002")).want(http.StatusCreated))
	path := "/call-offs/" + placed.ID
	if placed.Supplier.Name != "Technik GmbH" || placed.Route.Months != 12 || placed.AnswerDue.IsZero() {
		t.Fatalf("placed as %+v", placed)
	}
	bidder.post(path+"/decline", why("Ausverkauft"), match(1)).want(http.StatusOK)
	passed := body[view.CallOff](buyer.get(path).want(http.StatusOK))
	if passed.Supplier.Name != "Rang 2 GmbH" || passed.Total != "790.00" || len(passed.Route.Refusals) != 1 {
		t.Errorf("passed on as %+v", passed)
	}
	bidder.get(path).wantProblem(http.StatusNotFound, "object.not-found")
	if shown := body[view.CallOff](next.get(path).want(http.StatusOK)); shown.Route != nil {
		t.Errorf("the supplier reads how it was found: %+v", shown.Route)
	}
	s.verified()
}

func TestAnOfficerTakesASupplierOutAndInAgain(t *testing.T) {
	s := serve(t)
	first, second, buyer := s.supplier("Technik GmbH"), s.supplier("Rang 2 GmbH"), s.asOf(access.Buyer, "Stadt A")
	f := s.ranked(routing.Table{{Way: routing.Direct}}, first, second)
	officer, m := s.as(access.ProcurementOfficer), s.member("Stadt A")
	path := "/frameworks/" + f.ID.String()
	at := path + "/suppliers/" + first
	out := map[string]string{"why": "suspended", "reason": "Lieferverzug"}

	buyer.post(at+"/step-out", out, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	officer.post(at+"/step-out", map[string]string{"why": "silent", "reason": "Lieferverzug"}, match(1)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	officer.post(path+"/suppliers/"+id.New[any]().String()+"/step-out", out, match(1)).wantProblem(http.StatusNotFound, "object.not-found")
	officer.post(at+"/step-in", nil, match(1)).wantProblem(http.StatusConflict, "framework.supplier-not-out")
	shown := body[view.Framework](officer.post(at+"/step-out", out, match(1)).want(http.StatusOK))
	if s := shown.Suppliers[0]; s.Out != "suspended" || s.OutReason != "Lieferverzug" {
		t.Errorf("shown as %+v", s)
	}
	if s := body[view.Framework](buyer.get(path).want(http.StatusOK)).Suppliers[0]; s.Out != "suspended" || s.OutReason != "" {
		t.Errorf("a buyer reads %+v", s)
	}
	officer.post(at+"/step-out", out, match(2)).wantProblem(http.StatusConflict, "framework.supplier-out")
	order := orderFor(f, m, pieces(f, "1"))
	if got := body[view.CallOff](buyer.post("/call-offs", order, key("order-0001")).want(http.StatusCreated)); got.Supplier.Name != "Rang 2 GmbH" || got.Total != "395.00" {
		t.Errorf("placed at %+v", got.Supplier)
	}
	officer.post(at+"/step-in", nil, match(2)).want(http.StatusOK)
	if got := body[view.CallOff](buyer.post("/call-offs", order, key("order-0002")).want(http.StatusCreated)); got.Supplier.Name != "Technik GmbH" {
		t.Errorf("placed at %+v", got.Supplier)
	}
	officer.post(at+"/step-out", map[string]string{"why": "excluded", "reason": "Insolvenz"}, match(3)).want(http.StatusOK)
	officer.post(at+"/step-in", nil, match(4)).wantProblem(http.StatusConflict, "framework.supplier-excluded")
	s.verified()
}

func TestWithoutRulesTheContractIsSuspendedInstead(t *testing.T) {
	s := serve(t)
	officer, first := s.as(access.ProcurementOfficer), s.supplier("Technik GmbH")
	s.asOf(access.Buyer, "Stadt A")
	f := s.framework(first, "Stadt A")
	officer.post("/frameworks/"+f.ID.String()+"/suppliers/"+first+"/step-out", map[string]string{"why": "suspended", "reason": "Lieferverzug"}, match(1)).
		wantProblem(http.StatusConflict, "framework.without-route")
}

// asked is an order as its quote is asked for.
func asked(order map[string]any, months int) map[string]any {
	return map[string]any{"frameworkId": order["frameworkId"], "memberId": order["memberId"], "lines": order["lines"], "months": months}
}

// joined adds a supplier in the next rank that offered the first item at a price; its bid was
// never sealed.
func (s *server) joined(f framework.State, supplier, price string) {
	s.t.Helper()
	bid := id.New[tender.Bid]().String()
	statements := []string{
		`select set_config('app.event_id', '` + id.New[audit.Event]().String() + `', true), set_config('app.cooperative_id', (select cooperative_id::text from framework where id = '` + f.ID.String() + `'), true)`,
		`select audit_append(now(), null, 'test.prepared', 'test', '1', '', null, null, '', '{}')`,
		`alter table bid disable trigger user`,
		`insert into bid (cooperative_id, id, tender_id, supplier_id, revision, status, received_at, deadline, handed_in_by, container, container_hash, inner_hash, content_hash, opened_at, prices_opened_at)
			select f.cooperative_id, '` + bid + `', f.tender_id, '` + supplier + `', 1, 'lost', now() - interval '2 days', now() - interval '1 day', (select person_id from appointment limit 1),
				'a', encode(sha256('a'), 'hex'), repeat('a', 64), repeat('a', 64), now(), now() from framework f where f.id = '` + f.ID.String() + `'`,
		`alter table bid enable trigger user`,
		`insert into bid_price (cooperative_id, id, bid_id, prices_opened, item_id, price)
			select f.cooperative_id, '` + id.New[tender.Bid]().String() + `', '` + bid + `', true, '` + f.Items[0].TenderItem.String() + `', ` + price + ` from framework f where f.id = '` + f.ID.String() + `'`,
		`insert into framework_supplier (cooperative_id, id, framework_id, supplier_id, rank, target_share, bid_id)
			select f.cooperative_id, '` + id.New[framework.Supplier]().String() + `', f.id, '` + supplier + `', 1 + (select count(*) from framework_supplier p where p.framework_id = f.id), 25, '` + bid + `'
			from framework f where f.id = '` + f.ID.String() + `'`,
	}
	err := pgx.BeginFunc(s.t.Context(), s.owner, func(tx pgx.Tx) error {
		for _, sql := range statements {
			if _, err := tx.Exec(s.t.Context(), sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// verified fails the test where the verification finds more than the bid that was never sealed.
func (s *server) verified() {
	s.t.Helper()
	found := body[view.Verification](s.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK))
	if len(found.Findings) != 1 || found.Findings[0].Table != "bid" {
		s.t.Errorf("the verification found %+v", found.Findings)
	}
}
