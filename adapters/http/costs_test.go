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

// TestASharedCostOverHTTP is the whole way of a cost: pool, cost, grant, preview, draft,
// posted by another, a late member, the correction, its reversal.
func TestASharedCostOverHTTP(t *testing.T) {
	o := openOffice(t)
	pool := o.licenceWithGrant()
	at := "/cost-pools/" + pool.ID

	preview := body[view.AllocationPreview](o.auditor.post(at+"/preview", keyed(january, "equal")).want(http.StatusOK))
	adding(t, preview)
	a, b := share(t, preview.Shares, "Stadt A"), share(t, preview.Shares, "Stadt B")
	if a.Share != "60.01" || a.Vat != "9.50" || a.Granted != "15.00" || a.Bears != "54.51" || b.Bears != "54.50" {
		t.Errorf("the preview: %+v, %+v", a, b)
	}
	if preview.Total != "120.01" || preview.Split != "90.01" || preview.UnitsLeft != 1 || preview.SchemeVersion != 0 || preview.Kind != "charge" {
		t.Errorf("the preview: %+v", preview)
	}
	if a.Formula != "9001 × 1 / 2 = 4500 rest 1; 4500 + 1 = 4501; 4501 + 1500 = 6001" {
		t.Errorf("the formula is %q", a.Formula)
	}

	first := o.draftedAndPosted(pool, preview)
	o.visible(pool, first)
	second := o.lateMember(pool)
	o.reversed(pool, first, second)
}

// licenceWithGrant is a pool with two costs, one of them with VAT, and a grant.
func (o *office) licenceWithGrant() view.CostPool {
	o.t.Helper()
	supplier := o.supplier("Nordkarte GmbH")
	invoice := with(january, fields{"text": "Lizenz Januar", "net": "100.01", "vatCategory": "S", "vatRate": "19", "source": "invoice",
		"supplierId": supplier, "reference": "RE 17", "dated": "2025-02-03"})
	made := o.fay.post("/cost-pools", with(o.licence(), fields{"cost": invoice}), key("the-first-pool")).want(http.StatusCreated)
	pool := body[view.CostPool](made)
	if made.header.Get("Location") != "/api/v1/cost-pools/"+pool.ID || made.header.Get("ETag") != `"1"` {
		o.t.Errorf("created: %v", made.header)
	}
	if pool.Amount != "100.01" || pool.Vat != "19.00" || pool.Balance != "119.01" || pool.Allocated != "0.00" || fmt.Sprint(pool.Keys) != "[equal fixed metered]" ||
		pool.Regime != "cost-sheet" || pool.Mode != "each-run" {
		o.t.Errorf("created: %+v", pool)
	}
	if c := pool.Costs[0]; c.Supplier == nil || c.Supplier.Name != "Nordkarte GmbH" || c.Reference != "RE 17" || c.Dated != "2025-02-03" || c.Allocated {
		o.t.Errorf("its cost: %+v", c)
	}
	again := body[view.CostPool](o.fay.post("/cost-pools", with(o.licence(), fields{"cost": invoice}), key("the-first-pool")).want(http.StatusCreated))
	if again.ID != pool.ID {
		o.t.Error("the same key made another pool")
	}
	o.addCost(pool.ID, costOf(january, "20.00"))
	granted := body[view.CostPool](o.fay.post("/cost-pools/"+pool.ID+"/grants",
		fields{"funder": "NBank", "reference": "ZW 3", "method": "off-top", "amount": "30"}, o.once()).want(http.StatusCreated))
	if g := granted.Grants[0]; g.Funder != "NBank" || g.Amount != "30.00" || g.Granted != "0.00" || g.Left != "30.00" || g.Version != 1 {
		o.t.Errorf("the grant: %+v", g)
	}
	return granted
}

// draftedAndPosted keeps what the preview showed, and refuses everything on the way.
func (o *office) draftedAndPosted(pool view.CostPool, preview view.AllocationPreview) view.Allocation {
	o.t.Helper()
	drafted := o.fay.post("/cost-pools/"+pool.ID+"/allocations", keyed(january, "equal"), key("the-first-draft")).want(http.StatusCreated)
	draft := body[view.Allocation](drafted)
	at := "/allocations/" + draft.ID
	if drafted.header.Get("Location") != "/api/v1"+at || drafted.header.Get("ETag") != `"1"` || draft.InputHash != preview.InputHash || draft.SchemeVersion != 1 || !draft.Mine {
		o.t.Errorf("drafted: %v, %+v", drafted.header, draft)
	}
	if waiting := body[view.List[view.ToDo]](o.finn.get("/todo").want(http.StatusOK)); len(waiting.Items) != 1 || waiting.Items[0].Kind != "allocation-post" {
		o.t.Errorf("what waits: %+v", waiting)
	}
	if drafts := body[view.List[view.AllocationSummary]](o.finn.get("/allocations").want(http.StatusOK)); len(drafts.Items) != 1 || drafts.Items[0].ID != draft.ID || drafts.Items[0].Mine {
		o.t.Errorf("drafts: %+v", drafts)
	}
	o.fay.post(at+"/post", nil, match(1)).wantProblem(http.StatusForbidden, "access.same-person")
	o.finn.post(at+"/post", nil).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	o.finn.post(at+"/post", nil, match(2)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	o.finn.post(at+"/reverse", fields{"reason": "ein Irrtum"}, match(1)).wantProblem(http.StatusConflict, "costing.not-posted")
	posted := o.post(draft)
	if posted.Status != "posted" || posted.Version != 2 || posted.EntryID == "" || posted.Booked != "109.01" || !posted.PostedByMe {
		o.t.Errorf("posted: %+v", posted)
	}
	o.finn.post(at+"/post", nil, match(2)).wantProblem(http.StatusConflict, "costing.not-draft")
	refused := o.fay.post("/cost-pools/"+pool.ID+"/allocations", keyed(january, "equal"), o.once()).wantProblem(http.StatusConflict, "costing.nothing-to-post")
	if title := refused.object()["title"]; title != "Es hat sich nichts geändert: Diese Verteilung ist so schon gebucht." {
		o.t.Errorf("the sentence is %q", title)
	}
	if names := o.certified(draft.ID); strings.Join(names, " ") != "sum quotas remainders fresh-split input-hash ledger" {
		o.t.Errorf("checked: %v", names)
	}
	return posted
}

// visible checks what a member, the books and the log show of a posted run.
func (o *office) visible(pool view.CostPool, posted view.Allocation) {
	o.t.Helper()
	buyer := o.asOf(access.Buyer, "Stadt A")
	if seen := body[view.Allocation](buyer.get("/allocations/" + posted.ID).want(http.StatusOK)); len(seen.Shares) != 1 || seen.Shares[0].Member.Name != "Stadt A" {
		o.t.Errorf("the buyer sees %+v", seen.Shares)
	}
	account := body[view.AccountStatement](buyer.get("/accounts/members/" + o.a + "?from=2025-01-01").want(http.StatusOK))
	if account.To != "2025-12-31" || account.ClosingBalance != "54.51" || len(account.Lines) != 1 {
		o.t.Fatalf("the account: %+v", account)
	}
	line := account.Lines[0]
	if line.Text != pool.Number+" Gemeinsame Lizenz" || line.BookedOn != "2025-01-31" || line.CauseType != "allocation" || line.CauseID != posted.ID || line.Amount != "54.51" {
		o.t.Errorf("its line: %+v", line)
	}
	if page := body[view.Page[view.CostPoolSummary]](buyer.get("/cost-pools?limit=1").want(http.StatusOK)); len(page.Items) != 1 || page.Items[0].Allocated != "120.01" {
		o.t.Errorf("the list: %+v", page)
	}
	shown := body[view.CostPool](o.auditor.get("/cost-pools/" + pool.ID).want(http.StatusOK))
	if shown.Balance != "0.00" || shown.Grants[0].Granted != "30.00" || shown.Grants[0].Left != "0.00" || !shown.Costs[0].Allocated {
		o.t.Errorf("the pool: %+v", shown)
	}
	history := body[view.Page[view.Event]](o.auditor.get("/events?objectType=allocation&objectId=" + posted.ID).want(http.StatusOK))
	if n := len(history.Items); n < 3 || history.Items[n-1].Action != "allocation.drafted" || history.Items[n-1].Details["inputHash"] != posted.InputHash {
		o.t.Errorf("history: %+v", history.Items)
	}
}

// lateMember joins a third member, whose share the others get back.
func (o *office) lateMember(pool view.CostPool) view.Allocation {
	o.t.Helper()
	late := o.admit("Stadt D")
	joined := body[view.CostPool](o.fay.post("/cost-pools/"+pool.ID+"/members", fields{"memberIds": []string{late}}, o.once()).want(http.StatusCreated))
	if len(joined.Members) != 3 {
		o.t.Errorf("joined: %+v", joined.Members)
	}
	draft := o.draft(pool.ID, january)
	adding(o.t, draft.AllocationPreview)
	a, d := share(o.t, draft.Shares, "Stadt A"), share(o.t, draft.Shares, "Stadt D")
	if draft.Kind != "correction" || draft.Booked != "0.00" || draft.SchemeVersion != 1 || a.Share != "40.01" || a.Before != "54.51" || d.Before != "0.00" || d.Bears != d.Booked {
		o.t.Errorf("the correction: %+v", draft)
	}
	posted := o.post(draft)
	o.certified(posted.ID)
	if got := o.balanced(); got["member Stadt A"] != a.Bears || got["member Stadt D"] != d.Bears || got["cost-pool "+pool.Number+" "+pool.Title] != "0.00" {
		o.t.Errorf("after the correction: %v", got)
	}
	return posted
}

// reversed takes the correction and then the first run back.
func (o *office) reversed(pool view.CostPool, first, second view.Allocation) {
	o.t.Helper()
	reason := fields{"reason": "Die Stadt D zahlt erst ab Februar."}
	at := "/allocations/" + second.ID + "/reverse"
	o.fay.post("/allocations/"+first.ID+"/reverse", reason, match(first.Version)).wantProblem(http.StatusConflict, "costing.not-latest-run")
	o.finn.post(at, reason, match(second.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	o.fay.post(at, fields{"reason": "  "}, match(second.Version)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	o.fay.post(at, fields{"reason": "     "}, match(second.Version)).wantAt(http.StatusUnprocessableEntity, "costing.reason-invalid", "reason")
	o.fay.post(at, reason, match(1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	taken := body[view.Allocation](o.fay.post(at, reason, match(second.Version)).want(http.StatusOK))
	if taken.Status != "reversed" || taken.ReversalReason != reason["reason"] || taken.ReversalEntryID == "" || taken.Version != second.Version+1 {
		o.t.Errorf("reversed: %+v", taken)
	}
	if got := o.balanced(); got["member Stadt A"] != "54.51" || got["member Stadt D"] != "0.00" {
		o.t.Errorf("the first run does not stand again: %v", got)
	}
	o.fay.post(at, reason, match(taken.Version)).wantProblem(http.StatusConflict, "costing.not-posted")
	o.certified(second.ID)
	o.fay.post("/allocations/"+first.ID+"/reverse", reason, match(first.Version)).want(http.StatusOK)
	if got := o.balanced(); got["member Stadt A"] != "0.00" || got["grant NBank ZW 3"] != "-30.00" || got["cost-pool "+pool.Number+" "+pool.Title] != "139.01" {
		o.t.Errorf("after both were reversed: %v", got)
	}
	if again := o.draft(pool.ID, january); again.Kind != "correction" || again.Booked != "109.01" {
		o.t.Errorf("drafted after the reversal: %+v", again)
	}
}

func TestInhabitantsThatAreRestatedCorrectWhatWasPosted(t *testing.T) {
	o := openOffice(t)
	o.fillDirectory(someBodies)
	officer := o.as(access.ProcurementOfficer)
	var members []string
	for _, of := range []string{"033510006006", "034020000000"} {
		members = append(members, officer.post("/members", fields{"officialKey": of}, o.once()).want(http.StatusCreated).object()["id"].(string))
	}
	pool := o.pool(fields{"memberIds": members, "cost": costOf(january, "1000.00")})
	first := o.post(o.draft(pool.ID, keyed(january, "inhabitants")))
	if celle := share(t, first.Shares, "Celle, Stadt"); celle.Weight != "69706" || !strings.HasPrefix(celle.WeightSource, "population 2024 ") || celle.Bears != "584.75" {
		t.Errorf("Celle bears %+v", celle)
	}
	if restated := o.fay.post("/members/populations", nil).want(http.StatusOK).object(); restated["changed"] != 0.0 {
		t.Errorf("restated without a change: %v", restated)
	}
	o.fillDirectory(strings.ReplaceAll(someBodies, ",49500,24000,2024,", ",50500,24500,2025,"))
	officer.post("/members/populations", nil).wantProblem(http.StatusForbidden, "access.forbidden")
	if restated := o.fay.post("/members/populations", nil).want(http.StatusOK).object(); restated["changed"] != 1.0 || restated["year"] != 2025.0 {
		t.Errorf("restated: %v", restated)
	}
	if still := body[view.Allocation](o.fay.get("/allocations/" + first.ID).want(http.StatusOK)); still.InputHash != first.InputHash || still.Shares[1].Weight != first.Shares[1].Weight {
		t.Error("what was posted changed")
	}
	o.certified(first.ID)
	second := o.post(o.draft(pool.ID, january))
	adding(t, second.AllocationPreview)
	if emden := share(t, second.Shares, "Emden, Stadt"); emden.Weight != "50500" || emden.Before != "415.25" || emden.Bears != "420.11" || second.Booked != "0.00" {
		t.Errorf("Emden bears %+v", emden)
	}
	o.certified(second.ID)
}

func TestCostsBelongToTheirCooperativeAndAccountsToTheirMember(t *testing.T) {
	o := openOffice(t)
	buyerA, officer, admin := o.asOf(access.Buyer, "Stadt A"), o.as(access.ProcurementOfficer), o.as(access.Administrator)
	stranger := o.asIn("Süd", access.FinanceOfficer, "", "")
	o.supplier("Nordlicht IT")
	bidder := o.asBidder("Nordlicht IT")
	pool, draft := o.collected("10.00")
	at, run := "/cost-pools/"+pool.ID, keyed(january, "equal")
	ofB := o.pool(fields{"memberIds": []string{o.b}})
	grant := fields{"funder": "NBank", "reference": "1", "method": "off-top", "amount": "1.00"}
	before := o.rows()
	for _, c := range []struct {
		who          *client
		method, path string
		body         any
		status       int
		code         string
	}{
		{o.visitor(), "GET", "/cost-pools", nil, 401, "session.required"},
		{o.visitor(), "POST", "/allocations/" + draft.ID + "/post", nil, 401, "session.required"},
		{stranger, "GET", at, nil, 404, "object.not-found"},
		{stranger, "POST", at + "/preview", run, 404, "object.not-found"},
		{stranger, "POST", at + "/allocations", run, 404, "object.not-found"},
		{stranger, "POST", at + "/costs", costOf(january, "1.00"), 404, "object.not-found"},
		{stranger, "POST", at + "/members", fields{"memberIds": []string{o.member("Stadt C")}}, 404, "object.not-found"},
		{stranger, "POST", at + "/grants", grant, 404, "object.not-found"},
		{stranger, "GET", "/allocations/" + draft.ID, nil, 404, "object.not-found"},
		{stranger, "POST", "/allocations/" + draft.ID + "/post", nil, 404, "object.not-found"},
		{stranger, "POST", "/allocations/post", fields{"allocationIds": []string{draft.ID}}, 404, "object.not-found"},
		{stranger, "GET", "/allocations/" + draft.ID + "/recomputation", nil, 404, "object.not-found"},
		{stranger, "GET", "/accounts/members/" + o.a, nil, 404, "object.not-found"},
		{stranger, "GET", "/cost-flow?poolId=" + pool.ID, nil, 404, "object.not-found"},
		{stranger, "GET", "/reimbursement?poolId=" + pool.ID, nil, 404, "object.not-found"},
		{buyerA, "GET", "/cost-pools/" + ofB.ID, nil, 404, "object.not-found"},
		{buyerA, "POST", at + "/preview", run, 403, "access.forbidden"},
		{buyerA, "POST", "/cost-pools", o.licence(), 403, "access.forbidden"},
		{buyerA, "POST", at + "/allocations", run, 403, "access.forbidden"},
		{buyerA, "POST", at + "/costs", costOf(january, "1.00"), 403, "access.forbidden"},
		{buyerA, "POST", at + "/grants", grant, 403, "access.forbidden"},
		{buyerA, "POST", "/allocations/drafts", january, 403, "access.forbidden"},
		{buyerA, "POST", "/cost-pools/" + ofB.ID + "/costs", costOf(january, "1.00"), 404, "object.not-found"},
		{buyerA, "GET", "/allocations", nil, 403, "access.forbidden"},
		{buyerA, "GET", "/allocations/" + draft.ID, nil, 404, "object.not-found"},
		{buyerA, "POST", "/allocations/" + draft.ID + "/post", nil, 404, "object.not-found"},
		{buyerA, "GET", "/accounts/members/" + o.b, nil, 404, "object.not-found"},
		{buyerA, "GET", "/accounts/netting", nil, 403, "access.forbidden"},
		{officer, "GET", "/cost-pools", nil, 404, "object.not-found"},
		{officer, "GET", at, nil, 404, "object.not-found"},
		{officer, "GET", "/accounts", nil, 404, "object.not-found"},
		{officer, "GET", "/cost-flow", nil, 404, "object.not-found"},
		{officer, "POST", "/allocations/drafts", january, 404, "object.not-found"},
		{admin, "GET", "/accounts/members/" + o.a, nil, 404, "object.not-found"},
		{bidder, "GET", at, nil, 404, "object.not-found"},
		{o.auditor, "POST", at + "/allocations", run, 403, "access.forbidden"},
		{o.fay, "GET", "/accounts/members/" + o.member("Stadt C"), nil, 404, "object.not-found"},
		{o.fay, "GET", "/accounts/" + pool.ID, nil, 404, "object.not-found"},
		{o.fay, "GET", "/allocations/" + pool.ID, nil, 404, "object.not-found"},
		{o.fay, "GET", "/cost-pools/no-id", nil, 404, "object.not-found"},
		{o.fay, "POST", "/grants/" + pool.ID + "/close", nil, 404, "object.not-found"},
		{o.finn, "POST", "/allocations/" + pool.ID + "/post", nil, 404, "object.not-found"},
		{o.finn, "POST", "/allocations/" + pool.ID + "/reverse", fields{"reason": "ein Irrtum"}, 404, "object.not-found"},
	} {
		c.who.send(c.method, c.path, c.body, match(1), key("somebody-else-1")).wantProblem(c.status, c.code)
	}
	if after := o.rows(); after != before {
		t.Errorf("%d rows, want %d", after, before)
	}
}

func TestBadPoolsAreRefusedAndChangeNothing(t *testing.T) {
	o := openOffice(t)
	before := o.rows()
	nobody := id.New[member.Member]().String()
	in := func(field string, value any) fields { return with(o.licence(), fields{field: value}) }
	for name, c := range map[string]struct {
		body        any
		status      int
		code, field string
	}{
		"no body":                  {nil, 415, "request.unsupported-media-type", ""},
		"half a document":          {`{"title":`, 400, "request.malformed", ""},
		"a field nobody knows":     {in("amount", "10.00"), 400, "request.unknown-field", "amount"},
		"a field in capitals":      {`{"Title":"Lizenz","kind":"other"}`, 400, "request.unknown-field", "Title"},
		"a title that is null":     {`{"title":null,"kind":"other"}`, 400, "request.wrong-type", "title"},
		"an unknown kind":          {in("kind", "gift"), 422, "costing.kind-unknown", "kind"},
		"an unknown regime":        {in("regime", "none"), 422, "costing.regime-unknown", "regime"},
		"an unknown mode":          {in("mode", "weekly"), 422, "costing.mode-unknown", "mode"},
		"an empty regime":          {in("regime", ""), 422, "request.field-invalid", "regime"},
		"a title of blanks":        {in("title", "    "), 422, "costing.title-invalid", "title"},
		"a title of two lines":     {in("title", "one\ntwo"), 422, "costing.title-invalid", "title"},
		"a title of a megabyte":    {in("title", strings.Repeat("x", 1<<20)), 422, "request.field-invalid", "title"},
		"no members":               {in("memberIds", []string{}), 422, "costing.no-members", "memberIds"},
		"a member that is no id":   {in("memberIds", []string{"Celle"}), 422, "id.malformed", "memberIds.0"},
		"a member twice":           {in("memberIds", []string{o.a, o.a}), 422, "costing.member-twice", "memberIds.1"},
		"another's member":         {in("memberIds", []string{o.a, o.member("Stadt C")}), 404, "object.not-found", "memberIds"},
		"a tender that is no id":   {in("tenderId", "x' or 1=1 --"), 422, "id.malformed", "tenderId"},
		"a tender that is none":    {in("tenderId", nobody), 404, "object.not-found", "tenderId"},
		"a framework that is none": {in("frameworkId", nobody), 404, "object.not-found", "frameworkId"},
		"a bad first cost":         {in("cost", costOf(january, "0.001")), 422, "money.finer-than-cent", "cost.net"},
		"half a first cost":        {in("cost", fields{"text": "Lizenz"}), 422, "request.field-invalid", "cost.from"},
	} {
		t.Run(name, func(t *testing.T) {
			o.within(t).fay.post("/cost-pools", c.body, key("a-bad-pool-1")).wantAt(c.status, c.code, c.field)
		})
	}
	o.fay.post("/cost-pools", o.licence()).wantProblem(http.StatusBadRequest, "request.key-missing")
	o.fay.get("/cost-pools?cursor=%21%21").wantProblem(http.StatusBadRequest, "cursor.malformed")
	o.fay.get("/cost-pools?limit=0").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	if after := o.rows(); after != before {
		t.Errorf("%d rows, want %d", after, before)
	}
}
