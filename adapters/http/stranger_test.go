package http_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/ports/view"
)

// operation is a route with a request that its rightful caller could send. In path
// and body, {name} stands for the id of one of the things there are.
type operation struct{ method, path, body string }

// operations are all routes that name an object.
var operations = []operation{
	{"GET", "/members/{member}", ""},
	{"PUT", "/members/{member}/approval-limit", `{"approvalLimit":"7000.00"}`},
	{"GET", "/rounds/{round}", ""},
	{"POST", "/rounds/{round}/open", ""},
	{"POST", "/rounds/{round}/freeze", ""},
	{"POST", "/rounds/{round}/cancel", `{"reason":"kein Bedarf"}`},
	{"PUT", "/rounds/{round}/needs/{member}", `{"needs":[{"itemId":"{roundItem}","firm":"1","tolerance":"0"}]}`},
	{"POST", "/tenders", `{"roundId":"{round}","title":"Neu","method":"lowest-price","termMonths":12,"quotaMode":"hard","deadline":"2030-01-01T12:00:00Z",
		"openingOfficers":["{person}","{person2}"],"noLotsReason":"klein","lots":[{"title":"Los 1","maximumValue":"1000","items":[{"roundItemId":"{roundItem}","maximumQuantity":"1"}]}]}`},
	{"GET", "/tenders/{tender}", ""},
	{"PUT", "/tenders/{tender}", `{"roundId":"{round}","title":"Neu","method":"lowest-price","termMonths":12,"quotaMode":"hard","deadline":"2030-01-01T12:00:00Z",
		"openingOfficers":["{person}","{person2}"],"noLotsReason":"klein","lots":[{"title":"Los 1","maximumValue":"1000","items":[{"roundItemId":"{roundItem}","maximumQuantity":"1"}]}]}`},
	{"POST", "/tenders/{tender}/submit", ""},
	{"POST", "/tenders/{tender}/return", `{"reason":"unvollständig"}`},
	{"POST", "/tenders/{tender}/publish", ""},
	{"POST", "/tenders/{tender}/cancel", `{"reason":"kein Bedarf"}`},
	{"GET", "/tenders/{tender}/bids", ""},
	{"POST", "/tenders/{tender}/bids/withdraw", ""},
	{"GET", "/tenders/{tender}/opening", ""},
	{"POST", "/tenders/{tender}/opening/outer", `{"releases":[{"bidId":"{bid}","unreadable":true}]}`},
	{"POST", "/tenders/{tender}/opening/inner", `{"releases":[{"bidId":"{bid}","unreadable":true}]}`},
	{"GET", "/tenders/{tender}/evaluation", ""},
	{"PUT", "/tenders/{tender}/scores", `{"scores":[{"bidId":"{bid}","lotId":"{lot}","points":1,"reason":"gut genug"}]}`},
	{"POST", "/tenders/{tender}/exclusions", `{"bidId":"{bid}","reason":"unvollständig"}`},
	{"POST", "/tenders/{tender}/proposal", `{"reason":"niedrigster Preis"}`},
	{"POST", "/tenders/{tender}/award", ""},
	{"GET", "/catalogue?memberId={member}", ""},
	{"GET", "/frameworks/{framework}", ""},
	{"GET", "/call-offs/{callOff}", ""},
	{"POST", "/call-offs", `{"frameworkId":"{framework}","memberId":"{member}","budgetCode":"1","lines":[{"itemId":"{frameworkItem}","quantity":"1"}]}`},
	{"POST", "/call-offs/{callOff}/approve", ""},
	{"POST", "/call-offs/{callOff}/reject", `{"reason":"zu teuer"}`},
	{"POST", "/call-offs/{callOff}/cancel", `{"reason":"doppelt"}`},
	{"GET", "/cost-pools/{pool}", ""},
	{"GET", "/cost-pools/{pool}/preview?key=equal", ""},
	{"POST", "/cost-pools", `{"title":"Fremde Kosten","kind":"other","amount":"1.00","tenderId":"{tender}"}`},
	{"POST", "/cost-pools", `{"title":"Fremde Kosten","kind":"other","amount":"1.00","frameworkId":"{framework}"}`},
	{"POST", "/cost-pools", `{"title":"Fremde Kosten","kind":"other","amount":"1.00","memberIds":["{member}"]}`},
	{"POST", "/cost-pools/{pool}/allocations", `{"key":"equal"}`},
	{"GET", "/allocations/{allocation}", ""},
	{"POST", "/allocations/{allocation}/post", ""},
	{"GET", "/allocations/{allocation}/recomputation", ""},
	{"GET", "/statements/{member}", ""},
}

// TestWhatIsForeignAnswersAsWhatDoesNotExist sends every route to every role of
// another cooperative, once with the ids of what exists and once with ids of
// nothing: the answers must be the same, and give nothing.
func TestWhatIsForeignAnswersAsWhatDoesNotExist(t *testing.T) {
	b := openBureau(t)
	real := b.everything()
	nothing := map[string]string{}
	for name := range real {
		nothing[name] = id.New[struct{}]().String()
	}
	if _, err := b.register.AddSupplier(t.Context(), "Süd", "Süd Systeme"); err != nil {
		t.Fatal(err)
	}
	probes := 0
	for _, role := range access.Roles {
		stranger := b.stranger(role)
		for _, o := range operations {
			existing, missing := stranger.try(o, real), stranger.try(o, nothing)
			if !alike(existing, missing) {
				t.Errorf("%s sends %s %s: %d %s for what exists, %d %s for what does not", role, o.method, o.path,
					existing.status, existing.code(), missing.status, missing.code())
			}
			if strings.Contains(string(existing.body), "Stadt A") || strings.Contains(string(existing.body), "Arbeitsplatzgeräte") {
				t.Errorf("%s learns from %s %s: %s", role, o.method, o.path, existing.body)
			}
			probes += 2
		}
		stranger.listsNothing()
	}
	t.Logf("%d probes", probes)
}

// TestWhatIsAnotherMembersAnswersAsWhatDoesNotExist does the same within the
// cooperative, for a member and a supplier who have no part in any of it.
func TestWhatIsAnotherMembersAnswersAsWhatDoesNotExist(t *testing.T) {
	b := openBureau(t)
	real := b.everything()
	nothing := map[string]string{}
	for name := range real {
		nothing[name] = id.New[struct{}]().String()
	}
	for _, neighbour := range []*client{b.asOf(access.Buyer, "Stadt B"), b.asOf(access.Approver, "Stadt B"), b.asOf(access.Auditor, "Stadt B"), b.bidder("Cäsar GmbH")} {
		for _, o := range operations {
			if !strings.Contains(o.path+o.body, "{member}") && !strings.Contains(o.path, "{callOff}") {
				continue
			}
			existing, missing := neighbour.try(o, real), neighbour.try(o, nothing)
			if !alike(existing, missing) {
				t.Errorf("a neighbour sends %s %s: %d %s for what exists, %d %s for what does not", o.method, o.path,
					existing.status, existing.code(), missing.status, missing.code())
			}
		}
	}
}

// alike holds for two refusals of the same code, and for two empty lists.
func alike(a, b *answer) bool {
	if a.status != b.status || a.code() != b.code() {
		return false
	}
	return a.status >= 400 || string(a.body) == string(b.body) && strings.HasPrefix(string(a.body), `{"items":[]`)
}

// everything makes one of each thing in Nord and names the ids.
func (b *bureau) everything() map[string]string {
	b.t.Helper()
	published := b.published()
	receipt := b.mustBid(published, b.anton, "950.00", "200.00")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	awarded := b.awarded(published)
	f := b.contract(awarded.Lots[0].FrameworkID)
	var callOff view.CallOff
	b.buyerA.post("/call-offs", fields{"frameworkId": f.ID, "memberId": b.member("Stadt A"), "budgetCode": "1",
		"lines": []fields{{"itemId": f.Items[0].ID, "quantity": "10"}}}, b.once()).want(http.StatusCreated).into(&callOff)
	finance := b.as(access.FinanceOfficer)
	var pool view.CostPool
	finance.post("/cost-pools", fields{"title": "Kosten der Vergabe", "kind": "tender-cost", "amount": "24000.00", "tenderId": published.ID}, b.once()).want(http.StatusCreated).into(&pool)
	var allocation view.Allocation
	finance.post("/cost-pools/"+pool.ID+"/allocations", fields{"key": "equal"}, b.once()).want(http.StatusCreated).into(&allocation)
	return map[string]string{
		"member": b.member("Stadt A"), "round": published.Round.ID, "roundItem": published.Lots[0].Items[0].RoundItemID,
		"tender": published.ID, "lot": published.Lots[0].ID, "bid": receipt.BidID, "framework": f.ID, "frameworkItem": f.Items[0].ID,
		"callOff": callOff.ID, "pool": pool.ID, "allocation": allocation.ID, "person": b.first.me, "person2": b.other.me,
	}
}

// stranger is a person of the cooperative Süd with a role.
func (b *bureau) stranger(role access.Role) *client {
	b.t.Helper()
	switch role {
	case access.Buyer, access.Approver, access.Delegate, access.Guest:
		return b.asIn("Süd", role, "Stadt C", "")
	case access.Bidder:
		return b.asIn("Süd", role, "", "Süd Systeme")
	default:
		return b.asIn("Süd", role, "", "")
	}
}

// try sends an operation with ids filled in.
func (c *client) try(o operation, ids map[string]string) *answer {
	c.t.Helper()
	path, body := o.path, o.body
	for name, text := range ids {
		path, body = strings.ReplaceAll(path, "{"+name+"}", text), strings.ReplaceAll(body, "{"+name+"}", text)
	}
	if o.method == http.MethodGet {
		return c.get(path)
	}
	var sent any
	if body != "" {
		sent = body
	}
	return c.send(o.method, path, sent, match(1), key("stranger-"+id.New[struct{}]().String()))
}

// listsNothing asks for every list.
func (c *client) listsNothing() {
	c.t.Helper()
	for _, path := range []string{"/rounds", "/tenders", "/frameworks", "/call-offs", "/cost-pools", "/statements", "/opening-keys", "/todo"} {
		a := c.get(path)
		if a.status >= 400 {
			continue
		}
		var list struct{ Items []json.RawMessage }
		a.into(&list)
		for _, item := range list.Items {
			for _, ours := range []string{"Stadt A", "Stadt B", "Arbeitsplatzgeräte", "Anton"} {
				if strings.Contains(string(item), ours) {
					c.t.Errorf("%s shows %s", path, item)
				}
			}
		}
	}
}
