package http_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// framework concludes a contract of Nord over 10,000.00 EUR, out of a tender that has
// no more than its tables ask for: 20 notebooks at 389.90, and computing time.
func (s *server) framework(supplier string, entitled ...string) framework.State {
	s.t.Helper()
	return s.concluded(supplier, entitled, func(*framework.Agreement) {})
}

// concluded is such a contract, changed in what the test is about.
func (s *server) concluded(supplier string, entitled []string, change func(*framework.Agreement)) framework.State {
	s.t.Helper()
	var cooperative, person string
	err := s.owner.QueryRow(s.t.Context(), `select c.id::text, p.person_id::text from cooperative c, lateral (select person_id from appointment limit 1) p where c.name = 'Nord'`).
		Scan(&cooperative, &person)
	if err != nil {
		s.t.Fatal(err)
	}
	t, lot, item := s.lot(cooperative, person)
	a := framework.Agreement{
		Number: "RV-" + t.String()[24:], Title: "Arbeitsplätze", Supplier: member.SupplierID(supplier), Tender: t, Lot: lot, LotTitle: "Los 1",
		InForce: period.Span{From: period.DayOf(time.Now()), To: period.DayOf(time.Now()).AddMonths(12)}, Maximum: money.MustAmount("10000"), QuotaMode: tender.FirstCome,
		Items: []framework.Item{
			{TenderItem: item, Name: "Notebook", Category: "hardware", Unit: quantity.Piece, Price: money.MustPrice("389.9"), Maximum: quantity.Must("20")},
			{TenderItem: item, Name: "Rechenzeit", Category: "data-center", Unit: "HUR", Price: money.MustPrice("0.004999"), Maximum: quantity.Must("100000")},
		},
	}
	for _, name := range entitled {
		a.Entitled = append(a.Entitled, framework.Entitlement{Member: member.ID(s.member(name))})
	}
	change(&a)
	f, err := framework.New(a)
	if err != nil {
		s.t.Fatal(err)
	}
	actor := access.Actor{Person: member.PersonID(person), Cooperative: member.CooperativeID(cooperative)}
	err = s.db.Do(s.t.Context(), driven.Attempt{Actor: actor, Act: access.TenderAward}, func(ctx context.Context, stores driven.Stores) error {
		if err := stores.Frameworks.Add(ctx, f); err != nil {
			return err
		}
		return stores.Events.Record(ctx, audit.Event{Action: "framework.concluded", Object: audit.Object{Type: "framework", ID: f.State().ID.String()}})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return f.State()
}

func (s *server) lot(cooperative, person string) (tender.ID, tender.LotID, tender.ItemID) {
	s.t.Helper()
	t, lot, item := id.New[tender.Tender](), id.New[tender.Lot](), id.New[tender.Item]()
	round, need, second := id.New[any]().String(), id.New[any]().String(), id.New[any]().String()
	statements := []string{
		`select set_config('app.event_id', '` + id.New[audit.Event]().String() + `', true), set_config('app.cooperative_id', '` + cooperative + `', true)`,
		`select audit_append(now(), null, 'test.prepared', 'test', '1', '', null, null, '', '{}')`,
		`insert into person (id, name, email, password_hash, created_at) values ('` + second + `', 'Zweite', '` + second + `@test.example', '-', now())`,
		`insert into demand_round (cooperative_id, id, number, title, status, closes_at, created_by, created_at)
			values ('` + cooperative + `', '` + round + `', 'BR-` + round + `', 'Bedarf', 'draft', now(), '` + person + `', now())`,
		`insert into demand_item (cooperative_id, id, round_id, position, name, description, category, cpv, unit, estimated_price)
			values ('` + cooperative + `', '` + need + `', '` + round + `', 1, 'Notebook', '', 'hardware', '', 'H87', 1)`,
		`insert into tender (cooperative_id, id, number, round_id, status, title, method, term_months, term_justification, quota_mode, deadline,
				no_lots_reason, first_officer_id, second_officer_id, procedure, threshold, threshold_source, estimated_value, revision, created_by, created_at)
			values ('` + cooperative + `', '` + t.String() + `', 'VV-` + t.String() + `', '` + round + `', 'draft', 'Vergabe', 'lowest-price', 48, '', 'first-come', now(),
				'', '` + person + `', '` + second + `', 'open-national', 2, 'Test', 1, 1, '` + person + `', now())`,
		`insert into tender_lot (cooperative_id, id, tender_id, revision, position, title, maximum_value)
			values ('` + cooperative + `', '` + lot.String() + `', '` + t.String() + `', 1, 1, 'Los 1', 1)`,
		`insert into tender_item (cooperative_id, id, tender_id, lot_id, revision, round_item_id, position, name, description, category, cpv, unit, firm, tolerance, maximum_quantity, estimated_price)
			values ('` + cooperative + `', '` + item.String() + `', '` + t.String() + `', '` + lot.String() + `', 1, '` + need + `', 1, 'Notebook', '', 'hardware', '', 'H87', 0, 0, 0, 1)`,
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
	return t, lot, item
}

func orderFor(f framework.State, m string, lines ...map[string]string) map[string]any {
	return map[string]any{"frameworkId": f.ID, "memberId": m, "budgetCode": "1.2.3", "lines": lines}
}

func pieces(f framework.State, q string) map[string]string {
	return map[string]string{"itemId": f.Items[0].ID.String(), "quantity": q}
}

// What is answered is what is stored, though it is not read back; what the tender had
// estimated is another object's, and told to who reads.
func TestAnOrderIsDividedAmongBudgets(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f, m := s.framework(s.supplier("Technik GmbH"), "Stadt A"), s.member("Stadt A")
	order := orderFor(f, m, pieces(f, "1"))
	order["note"] = "Rathaus, Zimmer 7"
	order["budgets"] = []any{map[string]string{"code": "111", "weight": "1"}, map[string]string{"code": "222", "weight": "1"}, map[string]string{"code": "333", "weight": "1"}}
	placed := buyer.post("/call-offs", order, key("order-0001")).want(http.StatusCreated).object()
	read := buyer.get("/call-offs/" + placed["id"].(string)).want(http.StatusOK).object()
	line := read["lines"].([]any)[0].(map[string]any)
	if line["baseline"] != "1.00" || line["saved"] != "-388.90" {
		t.Errorf("beside the estimate it is %v and %v", line["baseline"], line["saved"])
	}
	for _, later := range []string{"baseline", "saved", "category"} {
		delete(line, later)
	}
	delete(read, "tax")
	if !reflect.DeepEqual(placed, read) {
		t.Errorf("answered %v, stored %v", placed, read)
	}
	want := []any{map[string]any{"code": "111", "amount": "129.97"}, map[string]any{"code": "222", "amount": "129.97"}, map[string]any{"code": "333", "amount": "129.96"}}
	if !reflect.DeepEqual(read["budgets"], want) {
		t.Errorf("389.90 is divided as %v", read["budgets"])
	}
	for code, budgets := range map[string][]any{
		"calloff.budget-twice":          {map[string]string{"code": "111", "weight": "1"}, map[string]string{"code": " 111", "weight": "1"}},
		"calloff.budget-weight-invalid": {map[string]string{"code": "111", "weight": "1e9"}, map[string]string{"code": "222", "weight": "1"}},
		"calloff.budgets-number":        {map[string]string{"code": "111", "weight": "1"}},
	} {
		order["budgets"] = budgets
		buyer.post("/call-offs", order, key("order-"+code[8:])).wantProblem(http.StatusUnprocessableEntity, code)
	}
}

func TestABuyerOrdersAndCancels(t *testing.T) {
	s := serve(t)
	supplier := s.supplier("Technik GmbH")
	buyer := s.asOf(access.Buyer, "Stadt A")
	f, m := s.framework(supplier, "Stadt A"), s.member("Stadt A")

	items := buyer.get("/catalogue?quantity=2&q=notebook").want(http.StatusOK).object()["items"].([]any)
	if item := items[0].(map[string]any); len(items) != 1 || item["total"] != "779.80" || item["orderable"] != true || item["remainingValue"] != "10000.00" {
		t.Errorf("got %v", items)
	}
	quote := buyer.post("/call-offs/quote", map[string]any{"frameworkId": f.ID, "memberId": m, "lines": []any{pieces(f, "2")}}).want(http.StatusOK).object()
	if quote["total"] != "779.80" || quote["orderable"] != true || quote["needsApproval"] != false {
		t.Errorf("got %v", quote)
	}
	placed := buyer.post("/call-offs", orderFor(f, m, pieces(f, "2")), key("order-0001")).want(http.StatusCreated)
	c := placed.object()
	path := "/call-offs/" + c["id"].(string)
	if placed.header.Get("Location") != "/api/v1"+path || placed.header.Get("ETag") != `"1"` || c["status"] != "placed" || c["total"] != "779.80" {
		t.Errorf("got %v with %v", c, placed.header)
	}
	again := buyer.post("/call-offs", orderFor(f, m, pieces(f, "2")), key("order-0001")).want(http.StatusCreated)
	if !bytes.Equal(again.body, placed.body) {
		t.Errorf("the same key answers %s, then %s", placed.body, again.body)
	}
	buyer.post("/call-offs", orderFor(f, m, pieces(f, "3")), key("order-0001")).wantProblem(http.StatusUnprocessableEntity, "idempotency.other-body")
	if drawn := buyer.get("/frameworks/" + f.ID.String()).want(http.StatusOK).object()["drawn"]; drawn != "779.80" {
		t.Errorf("%v is drawn", drawn)
	}
	if seen := s.asBidder("Technik GmbH").get("/call-offs").want(http.StatusOK).object()["items"].([]any); len(seen) != 1 {
		t.Errorf("the supplier sees %v", seen)
	}
	reason := map[string]string{"reason": "nicht mehr nötig"}
	buyer.post(path+"/cancel", reason).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	buyer.post(path+"/cancel", reason, match(7)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	if got := buyer.post(path+"/cancel", reason, match(1)).want(http.StatusOK).object(); got["status"] != "cancelled" || got["version"] != 2.0 {
		t.Errorf("got %v", got)
	}
	buyer.post(path+"/cancel", reason, match(2)).wantProblem(http.StatusConflict, "calloff.not-cancellable")
	if drawn := buyer.get("/frameworks/" + f.ID.String()).want(http.StatusOK).object()["drawn"]; drawn != "0.00" {
		t.Errorf("%v is drawn after cancelling", drawn)
	}
}

func TestASecondPersonApprovesOverTheLimit(t *testing.T) {
	s := serve(t)
	s.supplier("Technik GmbH")
	buyer, approver := s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Approver, "Stadt A")
	f, m := s.framework(s.supplierID("Technik GmbH"), "Stadt A"), s.member("Stadt A")
	c := buyer.post("/call-offs", orderFor(f, m, pieces(f, "13")), key("order-0001")).want(http.StatusCreated).object()
	path := "/call-offs/" + c["id"].(string)
	if c["status"] != "submitted" || c["needsApproval"] != true {
		t.Errorf("got %v", c)
	}
	buyer.post(path+"/approve", nil, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	todo := approver.get("/todo").want(http.StatusOK).object()["items"].([]any)
	if len(todo) != 1 || todo[0].(map[string]any)["kind"] != "calloff-approve" {
		t.Errorf("the approver's tasks: %v", todo)
	}
	if got := approver.post(path+"/approve", nil, match(1)).want(http.StatusOK).object(); got["status"] != "placed" {
		t.Errorf("got %v", got)
	}
	approver.post(path+"/reject", map[string]string{"reason": "zu spät"}, match(2)).wantProblem(http.StatusConflict, "calloff.not-submitted")
}

func (s *server) supplierID(name string) (id string) {
	s.t.Helper()
	if err := s.owner.QueryRow(s.t.Context(), `select id::text from supplier where name = $1`, name).Scan(&id); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// What is another member's or another cooperative's answers exactly as what is not there.
func TestForeignOrdersDoNotExist(t *testing.T) {
	s := serve(t)
	owner := s.asOf(access.Buyer, "Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	c := owner.post("/call-offs", orderFor(f, s.member("Stadt A"), pieces(f, "1")), key("order-0001")).want(http.StatusCreated).object()["id"].(string)
	nothing := id.New[any]().String()
	for name, stranger := range map[string]*client{
		"another member": s.asOf(access.Buyer, "Stadt B"), "another cooperative": s.asIn("Süd", access.Buyer, "Stadt C", ""),
		"another cooperative's officer": s.asIn("Süd", access.ProcurementOfficer, "", ""),
	} {
		reason := map[string]string{"reason": "stört mich"}
		for _, try := range []func(id string) *answer{
			func(id string) *answer { return stranger.get("/call-offs/" + id) },
			func(id string) *answer { return stranger.post("/call-offs/"+id+"/approve", nil, match(1)) },
			func(id string) *answer { return stranger.post("/call-offs/"+id+"/reject", reason, match(1)) },
			func(id string) *answer { return stranger.post("/call-offs/"+id+"/cancel", reason, match(1)) },
		} {
			foreign, missing := try(c).wantProblem(http.StatusNotFound, "object.not-found"), try(nothing)
			if told(foreign) != told(missing) {
				t.Errorf("%s: %s tells %s apart from %s", name, foreign.what, foreign.body, missing.body)
			}
		}
		stranger.get("/frameworks/"+f.ID.String()).wantProblem(http.StatusNotFound, "object.not-found")
		stranger.post("/call-offs", orderFor(f, s.member("Stadt A"), pieces(f, "1")), key("order-0002")).wantProblem(http.StatusNotFound, "object.not-found")
		if a := stranger.get("/catalogue?memberId=" + s.member("Stadt A")); a.status != http.StatusNotFound && !strings.HasPrefix(string(a.body), `{"items":[]`) {
			t.Errorf("%s sees what Stadt A can order: %s", name, a.body)
		}
	}
}

// told is a problem without what differs from request to request.
func told(a *answer) string {
	o := a.object()
	delete(o, "instance")
	return fmt.Sprint(a.status, o)
}

func TestWrongOrdersAreRefusedAndChangeNothing(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f, m := s.framework(s.supplier("Technik GmbH"), "Stadt A"), s.member("Stadt A")
	item := f.Items[0].ID.String()
	body := func(change string) string {
		good := `"frameworkId": "` + f.ID.String() + `", "memberId": "` + m + `", "budgetCode": "1", "lines": [{"itemId": "` + item + `", "quantity": "1"}]`
		return "{" + strings.NewReplacer("CHANGED", change).Replace(good) + change + "}"
	}
	line := func(text string) string {
		return `{"frameworkId": "` + f.ID.String() + `", "memberId": "` + m + `", "budgetCode": "1", "lines": [` + text + `]}`
	}
	amount := func(text string) string { return line(`{"itemId": "` + item + `", "quantity": ` + text + `}`) }
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"no JSON":               {`{"frameworkId":`, 400, "request.malformed"},
		"an id of its own":      {body(`, "id": "` + item + `"`), 400, "request.unknown-field"},
		"a status":              {body(`, "status": "placed"`), 400, "request.unknown-field"},
		"a key in another case": {body(`, "Note": "x"`), 400, "request.unknown-field"},
		"a key twice":           {body(`, "budgetCode": "2"`), 400, "request.malformed"},
		"a note too long":       {body(`, "note": "` + strings.Repeat("ü", 1001) + `"`), 422, "request.field-invalid"},
		"no line":               {line(``), 422, "request.field-invalid"},
		"101 lines":             {line(strings.Repeat(`{"itemId": "`+item+`", "quantity": "1"},`, 100) + `{"itemId": "` + item + `", "quantity": "1"}`), 422, "request.field-invalid"},
		"an item twice":         {line(`{"itemId": "` + item + `", "quantity": "1"},{"itemId": "` + item + `", "quantity": "1"}`), 422, "framework.item-twice"},
		"an unknown item":       {line(`{"itemId": "` + m + `", "quantity": "1"}`), 422, "framework.item-unknown"},
		"no item":               {line(`{"itemId": "notebook", "quantity": "1"}`), 422, "id.malformed"},
		"a number":              {amount(`1`), 400, "request.wrong-type"},
		"a negative quantity":   {amount(`"-1"`), 422, "quantity.malformed"},
		"nothing":               {amount(`"0"`), 422, "framework.nothing-wanted"},
		"half a notebook":       {amount(`"0.5"`), 422, "quantity.not-whole"},
		"NaN":                   {amount(`"NaN"`), 422, "quantity.malformed"},
		"infinity":              {amount(`"Infinity"`), 422, "quantity.malformed"},
		"an exponent":           {amount(`"1e9"`), 422, "quantity.malformed"},
		"four places":           {amount(`"1.0001"`), 422, "quantity.malformed"},
		"too many":              {amount(`"999999999"`), 409, "framework.quantity-exceeded"},
		"too long":              {amount(`"` + strings.Repeat("9", 100) + `"`), 422, "request.field-invalid"},
		"a NUL":                 {amount(`"1\u0000"`), 400, "request.malformed"},
		"invalid UTF-8":         {amount("\"1\xff\""), 400, "request.malformed"},
	} {
		a := buyer.post("/call-offs", c.body, key("wrong-order"))
		if a.status != c.status || a.code() != c.code {
			t.Errorf("%s: %d %s, want %d %s", name, a.status, a.body, c.status, c.code)
		}
	}
	buyer.post("/call-offs", body("")).wantProblem(http.StatusBadRequest, "request.key-missing")
	buyer.post("/call-offs", body(""), key("short")).wantProblem(http.StatusBadRequest, "request.key-missing")
	s.visitor().post("/call-offs", body(""), key("order-0001")).wantProblem(http.StatusUnauthorized, "session.required")
	s.as(access.ProcurementOfficer).post("/call-offs", body(""), key("order-0001")).want(http.StatusNotFound)
	s.asBidder("Technik GmbH").post("/call-offs", body(""), key("order-0001")).want(http.StatusNotFound)
	if n := s.count(`select count(*) from call_off`); n != 0 {
		t.Errorf("%d call-offs were placed", n)
	}
	if n := s.count(`select count(*) from framework_drawn where drawn > 0 or call_offs > 0`); n != 0 {
		t.Error("the framework has changed")
	}
	buyer.post("/call-offs", body(""), key("wrong-order")).want(http.StatusCreated) // a refused key may be used again
}

func TestWrongQuestionsAreRefused(t *testing.T) {
	s := serve(t)
	buyer := s.asOf(access.Buyer, "Stadt A")
	f := s.framework(s.supplier("Technik GmbH"), "Stadt A")
	for path, code := range map[string]string{
		"/catalogue?category=food": "request.field-invalid", "/catalogue?quantity=many": "quantity.malformed", "/catalogue?quantity=-1": "quantity.malformed",
		"/catalogue?memberId=me": "id.malformed", "/catalogue?limit=0": "request.field-invalid", "/catalogue?cursor=@": "cursor.malformed",
		"/catalogue?q=" + strings.Repeat("x", 101): "request.field-invalid", "/catalogue?q=%00": "request.malformed", "/catalogue?q=%ff": "request.malformed",
		"/call-offs?status=lost": "request.field-invalid", "/call-offs?frameworkId=1": "id.malformed", "/call-offs?cursor=x": "cursor.malformed",
		"/call-offs/nothing": "object.not-found", "/frameworks/nothing": "object.not-found", "/frameworks?limit=201": "request.field-invalid",
	} {
		if a := buyer.get(path); a.code() != code || a.status < 400 || a.status > 499 {
			t.Errorf("%s: %d %s, want %s", path, a.status, a.body, code)
		}
	}
	buyer.get("/catalogue?quantity=999999999.999").want(http.StatusOK)
	buyer.get("/call-offs?status=placed&frameworkId=" + f.ID.String()).want(http.StatusOK)
	s.asOf(access.Approver, "Stadt A").get("/catalogue").wantProblem(http.StatusUnprocessableEntity, "calloff.member-missing")
}
