package http_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/view"
)

// licencePool is a joint licence of both members of Nord.
func (s *server) licencePool(amount string) object {
	return object{"title": "Gemeinsame Lizenz", "kind": "joint-licence", "amount": amount, "memberIds": []string{s.member("Stadt A"), s.member("Stadt B")}}
}

// collected is a pool, and a draft of it in equal parts.
func (s *server) collected(officer *client, unique, amount string) (view.CostPool, view.Allocation) {
	s.t.Helper()
	pool := body[view.CostPool](officer.post("/cost-pools", s.licencePool(amount), key("pool-"+unique)).want(http.StatusCreated))
	draft := body[view.Allocation](officer.post("/cost-pools/"+pool.ID+"/allocations", object{"key": "equal"}, key("draft-"+unique)).want(http.StatusCreated))
	return pool, draft
}

func TestASharedCostOverHTTP(t *testing.T) {
	s := serve(t)
	fay, finn, auditor := s.as(access.FinanceOfficer), s.as(access.FinanceOfficer), s.as(access.Auditor)
	buyerA := s.asOf(access.Buyer, "Stadt A")

	made := fay.post("/cost-pools", s.licencePool("100.01"), key("the-first-pool")).want(http.StatusCreated)
	pool := body[view.CostPool](made)
	if made.header.Get("Location") != "/api/v1/cost-pools/"+pool.ID || made.header.Get("ETag") != `"1"` || pool.Amount != "100.01" || fmt.Sprint(pool.Keys) != "[equal]" {
		t.Errorf("created: %v, %+v", made.header, pool)
	}
	if again := body[view.CostPool](fay.post("/cost-pools", s.licencePool("100.01"), key("the-first-pool")).want(http.StatusCreated)); again.ID != pool.ID {
		t.Error("the same key made another pool")
	}
	preview := body[view.AllocationPreview](auditor.get("/cost-pools/" + pool.ID + "/preview?key=equal").want(http.StatusOK))
	if len(preview.Shares) != 2 || preview.Shares[0].Share != "50.01" || preview.Shares[1].Share != "50.00" || preview.UnitsLeft != 1 {
		t.Errorf("preview: %+v", preview)
	}
	drafted := fay.post("/cost-pools/"+pool.ID+"/allocations", object{"key": "equal"}, key("the-first-draft")).want(http.StatusCreated)
	draft := body[view.Allocation](drafted)
	at := "/allocations/" + draft.ID
	if drafted.header.Get("Location") != "/api/v1"+at || drafted.header.Get("ETag") != `"1"` || draft.Shares[0].Formula != "10001 × 1 / 2 = 5000 rest 1; 5000 + 1 = 5001" {
		t.Errorf("drafted: %v, %+v", drafted.header, draft)
	}
	if waiting := body[view.List[view.ToDo]](finn.get("/todo").want(http.StatusOK)); len(waiting.Items) != 1 || waiting.Items[0].Kind != "allocation-post" || waiting.Items[0].Amount != "100.01" {
		t.Errorf("what waits: %+v", waiting)
	}

	fay.post(at+"/post", nil, match(1)).wantProblem(http.StatusForbidden, "access.same-person")
	finn.post(at+"/post", nil).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	finn.post(at+"/post", nil, match(2)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	posted := body[view.Allocation](finn.post(at+"/post", nil, match(1)).want(http.StatusOK))
	if posted.Status != "posted" || posted.Version != 2 || posted.EntryID == "" {
		t.Errorf("posted: %+v", posted)
	}
	finn.post(at+"/post", nil, match(2)).wantProblem(http.StatusConflict, "costing.not-draft")
	again := fay.post("/cost-pools/"+pool.ID+"/allocations", object{"key": "equal"}, key("a-second-draft")).wantProblem(http.StatusConflict, "costing.pool-allocated")
	if title := again.object()["title"]; title != pool.Number+" ist schon verteilt und gebucht." {
		t.Errorf("the sentence is %q", title)
	}

	if seen := body[view.Allocation](buyerA.get(at).want(http.StatusOK)); len(seen.Shares) != 1 || seen.Shares[0].Member.Name != "Stadt A" {
		t.Errorf("the buyer sees %+v", seen.Shares)
	}
	statement := body[view.Statement](buyerA.get("/statements/" + s.member("Stadt A") + "?from=2020-01-01&to=2099-12-31").want(http.StatusOK))
	if statement.ClosingBalance != "50.01" || len(statement.Lines) != 1 || statement.Lines[0].Text != pool.Number+" Gemeinsame Lizenz" {
		t.Errorf("statement: %+v", statement)
	}
	if balances := body[view.List[view.MemberBalance]](auditor.get("/statements").want(http.StatusOK)); len(balances.Items) != 2 || balances.Items[1].Balance != "50.00" {
		t.Errorf("balances: %+v", balances)
	}
	result := body[view.Recomputation](auditor.get(at + "/recomputation").want(http.StatusOK))
	var names []string
	for _, c := range result.Checks {
		names = append(names, c.Name)
	}
	if !result.OK || strings.Join(names, " ") != "sum quotas remainders fresh-split input-hash ledger" {
		t.Errorf("recomputed: %+v", result)
	}
	history := body[view.Page[view.Event]](auditor.get("/events?objectType=allocation&objectId=" + draft.ID).want(http.StatusOK))
	if n := len(history.Items); n < 3 || history.Items[n-1].Action != "allocation.drafted" || history.Items[n-1].Details["inputHash"] != posted.InputHash {
		t.Errorf("history: %+v", history.Items)
	}
	if page := body[view.Page[view.CostPoolSummary]](buyerA.get("/cost-pools?limit=1").want(http.StatusOK)); len(page.Items) != 1 || page.Items[0].Allocated != "100.01" {
		t.Errorf("the list: %+v", page)
	}
}

func TestCostsBelongToTheirCooperativeAndStatementsToTheirMember(t *testing.T) {
	s := serve(t)
	fay, finn := s.as(access.FinanceOfficer), s.as(access.FinanceOfficer)
	buyerA, officer, admin := s.asOf(access.Buyer, "Stadt A"), s.as(access.ProcurementOfficer), s.as(access.Administrator)
	stranger := s.asIn("Süd", access.FinanceOfficer, "", "")
	s.supplier("Nordlicht IT")
	bidder := s.asBidder("Nordlicht IT")
	pool, draft := s.collected(fay, "theirs-1", "10.00")
	at, a, b := "/cost-pools/"+pool.ID, s.member("Stadt A"), s.member("Stadt B")
	onlyB := s.licencePool("10.00")
	onlyB["memberIds"] = []string{b}
	ofB := body[view.CostPool](fay.post("/cost-pools", onlyB, key("pool-of-stadt-b")).want(http.StatusCreated))
	for _, c := range []struct {
		who          *client
		method, path string
		body         any
		status       int
		code         string
	}{
		{s.visitor(), "GET", "/cost-pools", nil, 401, "session.required"},
		{s.visitor(), "POST", "/allocations/" + draft.ID + "/post", nil, 401, "session.required"},
		{stranger, "GET", at, nil, 404, "object.not-found"},
		{stranger, "GET", at + "/preview?key=equal", nil, 404, "object.not-found"},
		{stranger, "POST", at + "/allocations", object{"key": "equal"}, 404, "object.not-found"},
		{stranger, "GET", "/allocations/" + draft.ID, nil, 404, "object.not-found"},
		{stranger, "POST", "/allocations/" + draft.ID + "/post", nil, 404, "object.not-found"},
		{stranger, "GET", "/allocations/" + draft.ID + "/recomputation", nil, 404, "object.not-found"},
		{stranger, "GET", "/statements/" + a, nil, 404, "object.not-found"},
		{buyerA, "GET", "/cost-pools/" + ofB.ID, nil, 404, "object.not-found"},
		{buyerA, "GET", at + "/preview?key=equal", nil, 403, "access.forbidden"},
		{buyerA, "POST", "/cost-pools", onlyB, 403, "access.forbidden"},
		{buyerA, "POST", at + "/allocations", object{"key": "equal"}, 403, "access.forbidden"},
		{buyerA, "GET", "/allocations/" + draft.ID, nil, 404, "object.not-found"},
		{buyerA, "POST", "/allocations/" + draft.ID + "/post", nil, 404, "object.not-found"},
		{buyerA, "GET", "/statements/" + b, nil, 404, "object.not-found"},
		{officer, "GET", "/cost-pools", nil, 404, "object.not-found"},
		{officer, "GET", at, nil, 404, "object.not-found"},
		{officer, "GET", "/statements", nil, 404, "object.not-found"},
		{admin, "GET", "/statements/" + a, nil, 404, "object.not-found"},
		{bidder, "GET", at, nil, 404, "object.not-found"},
		{fay, "GET", "/statements/" + s.member("Stadt C"), nil, 404, "object.not-found"},
		{fay, "GET", "/allocations/" + pool.ID, nil, 404, "object.not-found"},
		{fay, "GET", "/cost-pools/no-id", nil, 404, "object.not-found"},
		{finn, "POST", "/allocations/" + pool.ID + "/post", nil, 404, "object.not-found"},
	} {
		c.who.send(c.method, c.path, c.body, match(1), key("somebody-else-1")).wantProblem(c.status, c.code)
	}
	if n := s.count(`select (select count(*) from ledger_entry) + (select count(*) from allocation) - 1`); n != 0 {
		t.Errorf("%d rows were written", n)
	}
}

func TestBadCostsAreRefusedAndChangeNothing(t *testing.T) {
	s := serve(t)
	fay := s.as(access.FinanceOfficer)
	pool, draft := s.collected(fay, "the-good-1", "10.00")
	before := s.count(`select (select count(*) from cost_pool) + (select count(*) from allocation) + (select count(*) from event where not refused)`)
	with := func(field string, value any) object {
		changed := s.licencePool("10.00")
		changed[field] = value
		return changed
	}
	nobody := id.New[member.Member]().String()
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"no body":                  {nil, 415, "request.unsupported-media-type"},
		"half a document":          {`{"title":`, 400, "request.malformed"},
		"a field nobody knows":     {with("allocated", "10.00"), 400, "request.unknown-field"},
		"a field in capitals":      {`{"Title":"Lizenz","kind":"other","amount":"1.00"}`, 400, "request.unknown-field"},
		"an amount as number":      {with("amount", 10.5), 400, "request.wrong-type"},
		"an amount of nothing":     {with("amount", nil), 400, "request.wrong-type"},
		"an amount that is none":   {with("amount", "NaN"), 422, "money.malformed"},
		"an infinite amount":       {with("amount", "-Infinity"), 422, "money.malformed"},
		"a tenth of a cent":        {with("amount", "0.001"), 422, "money.finer-than-cent"},
		"a German amount":          {with("amount", "10,00"), 422, "money.malformed"},
		"an exponent":              {with("amount", "1e3"), 422, "money.malformed"},
		"an enormous exponent":     {with("amount", "1e999999999"), 422, "money.malformed"},
		"a quintillion":            {with("amount", "1000000000000000000"), 422, "request.field-invalid"},
		"ten trillion":             {with("amount", "10000000000000"), 422, "money.malformed"},
		"nothing to share":         {with("amount", "0.00"), 422, "costing.amount-zero"},
		"a negative nothing":       {with("amount", "-0"), 422, "costing.amount-zero"},
		"an unknown kind":          {with("kind", "gift"), 422, "costing.kind-unknown"},
		"a title of blanks":        {with("title", "    "), 422, "costing.title-invalid"},
		"a title of two lines":     {with("title", "one\ntwo"), 422, "costing.title-invalid"},
		"a title of a megabyte":    {with("title", strings.Repeat("x", 1<<20)), 422, "request.field-invalid"},
		"no members":               {with("memberIds", []string{}), 422, "costing.no-members"},
		"a member that is no id":   {with("memberIds", []string{"Celle"}), 422, "id.malformed"},
		"a member twice":           {with("memberIds", []string{s.member("Stadt A"), s.member("Stadt A")}), 422, "costing.member-twice"},
		"another's member":         {with("memberIds", []string{s.member("Stadt A"), s.member("Stadt C")}), 404, "object.not-found"},
		"a tender that is no id":   {with("tenderId", "x' or 1=1 --"), 422, "id.malformed"},
		"a tender that is none":    {with("tenderId", nobody), 404, "object.not-found"},
		"a framework that is none": {with("frameworkId", nobody), 404, "object.not-found"},
	} {
		t.Run(name, func(t *testing.T) {
			fay.within(t).post("/cost-pools", c.body, key("a-bad-pool-1")).wantProblem(c.status, c.code)
		})
	}
	fay.post("/cost-pools", s.licencePool("10.00")).wantProblem(http.StatusBadRequest, "request.key-missing")
	at := "/cost-pools/" + pool.ID
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"no key":                    {object{}, 422, "request.field-invalid"},
		"an unknown key":            {object{"key": "height"}, 422, "costing.key-unknown"},
		"a key in capitals":         {object{"key": "EQUAL"}, 422, "costing.key-unknown"},
		"a key as number":           {object{"key": 1}, 400, "request.wrong-type"},
		"a field nobody knows":      {object{"key": "equal", "weights": []int{1}}, 400, "request.unknown-field"},
		"nobody lives there":        {object{"key": "inhabitants"}, 422, "split.no-positive-weight"},
		"no tender":                 {object{"key": "quantity"}, 409, "costing.key-without-source"},
		"no framework to call from": {object{"key": "calloff-value"}, 409, "costing.key-without-source"},
	} {
		t.Run("draft with "+name, func(t *testing.T) {
			fay.within(t).post(at+"/allocations", c.body, key("a-bad-draft-1")).wantProblem(c.status, c.code)
		})
	}
	fay.get(at+"/preview").wantProblem(http.StatusUnprocessableEntity, "costing.key-unknown")
	fay.get(at+"/preview?key=height").wantProblem(http.StatusUnprocessableEntity, "costing.key-unknown")
	fay.get("/cost-pools?cursor=%21%21").wantProblem(http.StatusBadRequest, "cursor.malformed")
	fay.get("/cost-pools?limit=0").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	statement := "/statements/" + s.member("Stadt A")
	fay.get(statement+"?from=2027-02-29").wantProblem(http.StatusUnprocessableEntity, "period.day-malformed")
	fay.get(statement+"?from=2027-01-02&to=2027-01-01").wantProblem(http.StatusUnprocessableEntity, "period.reversed")
	for _, version := range []string{`1`, `"x"`, `"-1"`, `"99999999999"`} {
		fay.post("/allocations/"+draft.ID+"/post", nil, header{"If-Match", version}).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	}
	if after := s.count(`select (select count(*) from cost_pool) + (select count(*) from allocation) + (select count(*) from event where not refused)`); after != before {
		t.Errorf("%d rows, want %d", after, before)
	}
}
