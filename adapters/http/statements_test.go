package http_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/xuri/excelize/v2"

	"allmende/domain/access"
	"allmende/ports/view"
)

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func init() {
	for _, kind := range []string{"application/jsonl", "application/pdf", "application/xml", "text/calendar", "text/csv", workbook} {
		openapi3filter.RegisterBodyDecoder(kind, openapi3filter.FileBodyDecoder)
	}
}

var profile = fields{
	"street": "Marktplatz 1", "postcode": "30159", "city": "Hannover", "taxNumber": "25/123/45678", "contact": "Frauke Finanzen",
	"phone": "+49 511 123456", "email": "rechnung@nord.example", "iban": "DE02 1203 0000 0000 2020 51", "paymentDays": 30,
}

// charged opens an office whose members were charged 100.01 net in January.
func charged(t testing.TB) *office {
	o := openOffice(t)
	o.fay.put("/billing-profile", profile, match(0)).want(http.StatusOK)
	pool := o.pool(fields{"cost": with(costOf(january, "100.01"), fields{"vatCategory": "S", "vatRate": "19"})})
	o.post(o.draft(pool.ID, keyed(january, "equal")))
	return o
}

func (o *office) close(through string) view.Closing {
	o.t.Helper()
	return body[view.Closing](o.fay.post("/closings", fields{"through": through}, o.once()).want(http.StatusCreated))
}

// issued is the newest document of a member.
func (o *office) issued(member string) view.Statement {
	o.t.Helper()
	page := body[view.Page[view.StatementSummary]](o.fay.get("/statements?memberId=" + member).want(http.StatusOK))
	if len(page.Items) == 0 {
		o.t.Fatal("there is no statement")
	}
	return body[view.Statement](o.fay.get("/statements/" + page.Items[0].ID).want(http.StatusOK))
}

func TestAClosingIsPreviewedAndIssuesStatements(t *testing.T) {
	o := charged(t)
	o.pool(fields{"title": "Nicht verteilt", "cost": costOf(february, "7.00")})
	preview := body[view.ClosingPreview](o.fay.get("/closings/preview?through=2025-02-28").want(http.StatusOK))
	if preview.Statements != 2 || preview.Total != "119.01" || len(preview.Costs) != 1 || preview.Costs[0].Net != "7.00" || len(preview.Incomplete) != 2 || preview.From != "2025-01-01" {
		t.Errorf("got %+v", preview)
	}
	closing := o.close("2025-01-31")
	if closing.Statements != 2 || closing.Total != "119.01" {
		t.Errorf("got %+v", closing)
	}
	if list := body[view.List[view.Closing]](o.auditor.get("/closings").want(http.StatusOK)); len(list.Items) != 1 || list.Items[0] != closing {
		t.Errorf("got %+v", list)
	}
	o.fay.post("/closings", fields{"through": "2025-01-31"}, o.once()).wantProblem(http.StatusConflict, "billing.closed-already")
	o.fay.post("/closings", fields{"through": "2999-01-31"}, o.once()).wantProblem(http.StatusUnprocessableEntity, "billing.day-not-over")
	o.fay.post("/closings", fields{"through": "2025-02-28"}).wantProblem(http.StatusBadRequest, "request.key-missing")
	o.auditor.post("/closings", fields{"through": "2025-02-28"}, o.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	o.fay.post("/cost-pools", with(o.licence(), fields{"cost": costOf(january, "1.00")}), o.once()).wantProblem(http.StatusConflict, "costing.period-closed")
}

func TestAClosingNeedsAProfile(t *testing.T) {
	o := openOffice(t)
	pool := o.pool(fields{"cost": costOf(january, "100.00")})
	o.post(o.draft(pool.ID, keyed(january, "equal")))
	o.fay.post("/closings", fields{"through": "2025-01-31"}, o.once()).wantProblem(http.StatusConflict, "billing.profile-missing")
	for field, wrong := range map[string]fields{
		"iban": {"iban": "DE02 1203 0000 0000 2020 52"}, "email": {"email": "nobody"}, "vatId": {"vatId": "25/123"}, "bic": {"bic": "X"}, "phone": {"phone": "11"},
	} {
		if got := o.fay.put("/billing-profile", with(profile, wrong), match(0)).want(http.StatusUnprocessableEntity).field(); got != field {
			t.Errorf("%v: points to %q", wrong, got)
		}
	}
	set := body[view.BillingProfile](o.fay.put("/billing-profile", profile, match(0)).want(http.StatusOK))
	if set.Version != 1 || set.IBAN != "DE02120300000000202051" {
		t.Errorf("got %+v", set)
	}
	o.fay.put("/billing-profile", profile, match(0)).want(http.StatusPreconditionFailed)
	o.auditor.put("/billing-profile", profile, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
}

func TestDownloadsTellThePagesFigures(t *testing.T) {
	o := charged(t)
	o.close("2025-01-31")
	s := o.issued(o.a)
	if s.Total != "59.51" || !slices.Contains(s.Missing, "buyer.leitwegId") || slices.ContainsFunc(s.Missing, func(m string) bool { return strings.HasPrefix(m, "seller.") }) {
		t.Fatalf("got %+v", s)
	}
	pdf := o.file(s, "pdf", "application/pdf", "pdf")
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("got %.20q", pdf)
	}
	book, err := excelize.OpenReader(bytes.NewReader(o.file(s, "xlsx", workbook, "xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			found = found || slices.Contains(row, s.Total)
		}
	}
	if !found {
		t.Errorf("the workbook does not say %s", s.Total)
	}
	o.fay.get("/statements/"+s.ID+"/xrechnung").wantProblem(http.StatusConflict, "billing.incomplete")
}

func TestAnElectronicInvoiceNeedsAnAddressBeforeTheClosing(t *testing.T) {
	o := charged(t)
	address := fields{"street": "Rathausplatz 1", "postcode": "29221", "city": "Celle", "email": "kasse@a.example", "leitwegId": "04011000-12345-03"}
	approver := o.asOf(access.Approver, "Stadt A")
	if set := body[view.BillingAddress](approver.put("/members/"+o.a+"/billing-address", address, match(0)).want(http.StatusOK)); set.Version != 1 {
		t.Errorf("got %+v", set)
	}
	approver.put("/members/"+o.b+"/billing-address", address, match(0)).want(http.StatusNotFound)
	approver.put("/members/"+o.a+"/billing-address", with(address, fields{"leitwegId": "04011000-12345-04"}), match(1)).wantAt(http.StatusUnprocessableEntity, "member.leitweg-check-digits", "leitwegId")
	o.close("2025-01-31")
	s := o.issued(o.a)
	if len(s.Missing) > 0 {
		t.Fatalf("missing %v", s.Missing)
	}
	invoice := string(o.file(s, "xrechnung", "application/xml", "xml"))
	for _, told := range []string{s.Number, "04011000-12345-03", `<cbc:PayableAmount currencyID="EUR">59.51<`} {
		if !strings.Contains(invoice, told) {
			t.Errorf("the invoice does not say %s:\n%s", told, invoice)
		}
	}
}

// file downloads a document under its number.
func (o *office) file(s view.Statement, form, kind, ending string) []byte {
	o.t.Helper()
	a := o.fay.get("/statements/" + s.ID + "/" + form).want(http.StatusOK)
	if got := a.header.Get("Content-Type"); got != kind {
		o.t.Errorf("%s: got %s, want %s", form, got, kind)
	}
	if got, want := a.header.Get("Content-Disposition"), `attachment; filename="`+s.Number+"."+ending+`"`; got != want {
		o.t.Errorf("%s: got %s, want %s", form, got, want)
	}
	return a.body
}

func TestAStatementIsPaidOrCreditedOverHTTP(t *testing.T) {
	o := charged(t)
	o.close("2025-01-31")
	a, b := o.issued(o.a), o.issued(o.b)
	paid := body[view.Statement](o.fay.post("/statements/"+a.ID+"/payment", fields{"paidOn": a.IssuedOn}, match(a.Version)).want(http.StatusOK))
	if paid.Status != "paid" || paid.PaidOn != a.IssuedOn {
		t.Errorf("got %+v", paid)
	}
	o.fay.post("/statements/"+a.ID+"/payment", fields{"paidOn": a.IssuedOn}, match(paid.Version)).wantProblem(http.StatusConflict, "billing.already-paid")
	o.fay.post("/statements/"+b.ID+"/payment", fields{"paidOn": "2025-01-01"}, match(b.Version)).wantAt(http.StatusUnprocessableEntity, "billing.payment-day-impossible", "paidOn")
	o.fay.post("/statements/"+b.ID+"/credit", fields{"reason": "falsch"}, match(b.Version)).want(http.StatusForbidden)
	answer := o.finn.post("/statements/"+b.ID+"/credit", fields{"reason": "falsche Anschrift"}, match(b.Version)).want(http.StatusCreated)
	note := body[view.Statement](answer)
	if note.Kind != "credit-note" || note.Total != "-"+b.Total || answer.header.Get("Location") != "/api/v1/statements/"+note.ID {
		t.Errorf("got %+v", note)
	}
	o.file(note, "pdf", "application/pdf", "pdf")
	if again := body[view.Statement](o.fay.get("/statements/" + b.ID).want(http.StatusOK)); again.Status != "credited" || again.CreditedBy.Name != note.Number {
		t.Errorf("got %+v", again)
	}
	if page := body[view.Page[view.StatementSummary]](o.fay.get("/statements?status=credited").want(http.StatusOK)); len(page.Items) != 1 || page.Items[0].ID != b.ID {
		t.Errorf("got %+v", page)
	}
}

func TestStrangersLearnNothingOfStatements(t *testing.T) {
	o := charged(t)
	o.close("2025-01-31")
	s, own := o.issued(o.a), o.asOf(access.Buyer, "Stadt A")
	own.get("/statements/" + s.ID).want(http.StatusOK)
	own.get("/statements/" + s.ID + "/pdf").want(http.StatusOK)
	own.post("/statements/"+s.ID+"/payment", fields{"paidOn": s.IssuedOn}, match(s.Version)).want(http.StatusForbidden)
	for name, stranger := range map[string]*client{
		"another member": o.asOf(access.Buyer, "Stadt B"), "another cooperative": o.asIn("Süd", access.FinanceOfficer, "", ""),
	} {
		for _, path := range []string{"", "/pdf", "/xlsx", "/xrechnung"} {
			stranger.get("/statements/" + s.ID + path).want(http.StatusNotFound)
		}
		stranger.post("/statements/"+s.ID+"/payment", fields{"paidOn": s.IssuedOn}, match(s.Version)).want(http.StatusNotFound)
		stranger.post("/statements/"+s.ID+"/credit", fields{"reason": "warum"}, match(s.Version)).want(http.StatusNotFound)
		stranger.get("/members/" + o.a + "/billing-address").want(http.StatusNotFound)
		for _, item := range body[view.Page[view.StatementSummary]](stranger.get("/statements").want(http.StatusOK)).Items {
			if item.ID == s.ID {
				t.Errorf("%s lists it", name)
			}
		}
	}
}
