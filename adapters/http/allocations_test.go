package http_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/ports/view"
)

// atOnce sends requests at the same time, and tells how they were answered.
func atOnce(requests ...func() *answer) (answers []*answer) {
	answers = make([]*answer, len(requests))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, send := range requests {
		all.Go(func() {
			<-start
			answers[i] = send()
		})
	}
	close(start)
	all.Wait()
	return answers
}

// outcomes are the statuses with the codes, in order.
func outcomes(answers []*answer) (texts []string) {
	for _, a := range answers {
		texts = append(texts, fmt.Sprintf("%d %s", a.status, a.code()))
	}
	slices.Sort(texts)
	return texts
}

func TestARunThatTwoPostAtOnceIsPostedOnce(t *testing.T) {
	o := openOffice(t)
	third := o.as(access.FinanceOfficer)
	_, draft := o.collected("100.01")
	post := func(c *client) func() *answer {
		return func() *answer { return c.post("/allocations/"+draft.ID+"/post", nil, match(1)) }
	}
	got := outcomes(atOnce(post(o.finn), post(third), post(o.finn), post(third)))
	if want := []string{"200 ", "412 object.stale", "412 object.stale", "412 object.stale"}; !slices.Equal(got, want) {
		t.Errorf("posted at once: %q, want %q", got, want)
	}
	if n := o.count(`select count(*) from ledger_entry where cause_type = 'allocation'`); n != 1 {
		t.Errorf("%d entries", n)
	}
	if got := o.balanced()["member Stadt A"]; got != "50.01" {
		t.Errorf("Stadt A stands at %s", got)
	}
	o.certified(draft.ID)
}

func TestOfTwoDraftsForTheSameDaysOneIsPosted(t *testing.T) {
	o := openOffice(t)
	third := o.as(access.FinanceOfficer)
	pool, first := o.collected("100.01")
	second := o.draft(pool.ID, schemed(january, fields{"participants": []fields{{"memberId": o.a}}}))
	got := outcomes(atOnce(
		func() *answer { return o.finn.post("/allocations/"+first.ID+"/post", nil, match(1)) },
		func() *answer { return third.post("/allocations/"+second.ID+"/post", nil, match(1)) },
	))
	if want := []string{"200 ", "409 costing.run-outdated"}; !slices.Equal(got, want) {
		t.Errorf("posted at once: %q, want %q", got, want)
	}
	if drafts := body[view.List[view.AllocationSummary]](o.fay.get("/allocations").want(http.StatusOK)); len(drafts.Items) != 0 {
		t.Errorf("an outdated draft waits: %+v", drafts.Items)
	}
	if got := o.balanced()["cost-pool "+pool.Number+" "+pool.Title]; got != "0.00" {
		t.Errorf("the pool stands at %s", got)
	}
}

func TestARunIsReversedOnceHoweverManyTry(t *testing.T) {
	o := openOffice(t)
	third := o.as(access.FinanceOfficer)
	_, draft := o.collected("100.01")
	posted := o.post(draft)
	reverse := func(c *client) func() *answer {
		return func() *answer {
			return c.post("/allocations/"+posted.ID+"/reverse", fields{"reason": "ein Irrtum"}, match(posted.Version))
		}
	}
	got := outcomes(atOnce(reverse(o.fay), reverse(third), reverse(o.fay)))
	if want := []string{"200 ", "412 object.stale", "412 object.stale"}; !slices.Equal(got, want) {
		t.Errorf("reversed at once: %q, want %q", got, want)
	}
	if got := o.balanced()["member Stadt A"]; got != "0.00" {
		t.Errorf("Stadt A stands at %s", got)
	}
}

// TestAMonthOfAllPoolsIsDraftedAndPostedTogether or not at all.
func TestAMonthOfAllPoolsIsDraftedAndPostedTogether(t *testing.T) {
	o := openOffice(t)
	var pools []view.CostPool
	for i := range 3 {
		pool := o.pool(fields{"title": fmt.Sprintf("Dienst %d", i+1), "kind": "shared-service", "cost": costOf(january, "10.00")})
		o.post(o.draft(pool.ID, keyed(january, "equal")))
		pools = append(pools, pool)
	}
	o.pool(fields{"title": "Ohne Schlüssel", "cost": costOf(february, "10.00")})
	o.addCost(pools[0].ID, costOf(february, "20.01"))
	o.addCost(pools[1].ID, costOf(february, "30.00"))
	o.addCost(pools[2].ID, costOf(fields{"from": "2025-02-15", "to": "2025-03-14"}, "40.00"))

	made := body[view.DraftedAllocations](o.fay.post("/allocations/drafts", february, key("february-drafts")).want(http.StatusCreated))
	if len(made.Drafted) != 2 || made.Drafted[0].Pool.ID != pools[0].ID || made.Drafted[0].Total != "20.01" || made.Drafted[1].Booked != "30.00" || !made.Drafted[0].Mine {
		t.Fatalf("drafted: %+v", made)
	}
	if len(made.Refused) != 1 || made.Refused[0].Pool.ID != pools[2].ID || made.Refused[0].Code != "costing.cost-straddles" {
		t.Errorf("refused: %+v", made.Refused)
	}
	if again := body[view.DraftedAllocations](o.fay.post("/allocations/drafts", february, key("february-again")).want(http.StatusCreated)); len(again.Drafted) != 0 {
		t.Errorf("drafted again: %+v", again.Drafted)
	}
	if same := body[view.DraftedAllocations](o.fay.post("/allocations/drafts", february, key("february-drafts")).want(http.StatusCreated)); len(same.Drafted) != 2 || same.Drafted[0].ID != made.Drafted[0].ID {
		t.Errorf("the same key: %+v", same)
	}
	o.postedTogether(made.Drafted[0].ID, made.Drafted[1].ID)
}

func (o *office) postedTogether(first, second string) {
	o.t.Helper()
	all := func(ids ...string) fields { return fields{"allocationIds": append([]string{}, ids...)} }
	before := o.rows()
	o.fay.post("/allocations/post", all(first, second)).wantAt(http.StatusForbidden, "access.same-person", "allocationIds.0")
	o.finn.post("/allocations/post", all(first, id.New[struct{}]().String())).wantProblem(http.StatusNotFound, "object.not-found")
	o.finn.post("/allocations/post", all()).wantAt(http.StatusUnprocessableEntity, "request.field-invalid", "allocationIds")
	o.finn.post("/allocations/post", all(first, "x")).wantAt(http.StatusUnprocessableEntity, "id.malformed", "allocationIds.1")
	if after := o.rows(); after != before {
		o.t.Errorf("%d rows, want %d: half was posted", after, before)
	}
	posted := body[view.List[view.AllocationSummary]](o.finn.post("/allocations/post", all(second, first, second)).want(http.StatusOK))
	if len(posted.Items) != 2 || posted.Items[0].ID != second || posted.Items[0].Status != "posted" || posted.Items[1].PostedBy == "" {
		o.t.Errorf("posted: %+v", posted)
	}
	o.certified(first)
	if got := o.balanced()["member Stadt A"]; got != "40.01" { // 3 × 5.00, 10.01 and 15.00
		o.t.Errorf("Stadt A stands at %s", got)
	}
	o.finn.post("/allocations/post", all(first)).wantAt(http.StatusConflict, "costing.not-draft", "allocationIds.0")
}

// TestOverlappingBulksLeaveNoneHalfPosted posts the same drafts in two orders at once.
func TestOverlappingBulksLeaveNoneHalfPosted(t *testing.T) {
	o := openOffice(t)
	third := o.as(access.FinanceOfficer)
	var ids []string
	for i := range 6 {
		pool := o.pool(fields{"title": fmt.Sprintf("Dienst %d", i+1), "cost": costOf(january, "10.01")})
		ids = append(ids, o.draft(pool.ID, keyed(january, "equal")).ID)
	}
	turned := slices.Clone(ids)
	slices.Reverse(turned)
	got := outcomes(atOnce(
		func() *answer { return o.finn.post("/allocations/post", fields{"allocationIds": ids}) },
		func() *answer { return third.post("/allocations/post", fields{"allocationIds": turned}) },
	))
	if want := []string{"200 ", "409 costing.not-draft"}; !slices.Equal(got, want) {
		t.Errorf("posted at once: %q, want %q", got, want)
	}
	if n := o.count(`select count(*) from ledger_entry where cause_type = 'allocation'`); n != 6 {
		t.Errorf("%d entries, want 6", n)
	}
	if got := o.balanced()["member Stadt A"]; got != "30.06" {
		t.Errorf("Stadt A stands at %s", got)
	}
}

// TestClosedDaysTakeCorrectionsOnly, which are booked today.
func TestClosedDaysTakeCorrectionsOnly(t *testing.T) {
	o := openOffice(t)
	charged, draft := o.collected("100.01")
	o.post(draft)
	waiting := o.pool(fields{"cost": costOf(january, "50.00")})
	late := o.draft(waiting.ID, keyed(january, "equal"))
	o.fay.put("/billing-profile", billingProfile, match(0)).want(http.StatusOK)
	o.fay.post("/closings", fields{"through": january["to"]}, o.once()).want(http.StatusCreated)

	before := o.rows()
	o.finn.post("/allocations/"+late.ID+"/post", nil, match(1)).wantProblem(http.StatusConflict, "costing.period-closed")
	o.finn.post("/allocations/post", fields{"allocationIds": []string{late.ID}}).wantAt(http.StatusConflict, "costing.period-closed", "allocationIds.0")
	o.fay.post("/cost-pools/"+waiting.ID+"/allocations", january, o.once()).wantAt(http.StatusConflict, "costing.period-closed", "to")
	o.fay.post("/cost-pools/"+waiting.ID+"/costs", costOf(january, "1.00"), o.once()).wantAt(http.StatusConflict, "costing.period-closed", "to")
	if after := o.rows(); after != before {
		t.Errorf("%d rows, want %d", after, before)
	}

	o.addCost(charged.ID, costOf(january, "9.99"))
	correction := o.post(o.draft(charged.ID, january))
	if a := share(t, correction.Shares, "Stadt A"); correction.Kind != "correction" || correction.Booked != "9.99" || a.Before != "50.01" || a.Bears != "55.00" {
		t.Errorf("the correction: %+v", correction)
	}
	if n := o.count(`select count(*) from ledger_entry where booked_on > '2025-01-31' and booked_on = (posted_at at time zone 'Europe/Berlin')::date`); n != 2 {
		t.Errorf("%d entries count for today, want the cost and the correction", n)
	}
	closed := body[view.AccountStatement](o.auditor.get("/accounts/members/" + o.a + "?from=2025-01-01&to=2025-01-31").want(http.StatusOK))
	if closed.ClosingBalance != "50.01" {
		t.Errorf("the closed days changed: %+v", closed)
	}
	o.certified(correction.ID)
}

// TestWhatRunsShowAddsUp reads the flow, the proof of reimbursement and the netting.
func TestWhatRunsShowAddsUp(t *testing.T) {
	o := openOffice(t)
	pool := o.licenceWithGrant()
	o.post(o.draft(pool.ID, keyed(january, "equal")))
	mixed := o.pool(fields{"title": "Rechenzentrum", "kind": "data-center-month", "regime": "own-invoices",
		"cost": with(january, fields{"text": "Betrieb", "net": "77.77", "vatCategory": "S", "vatRate": "19", "source": "typed"})})
	o.post(o.draft(mixed.ID, with(january, fields{"scheme": fields{"parts": []fields{{"key": "equal", "percent": "30"}, {"key": "fixed", "percent": "70"}},
		"weightSource": "Vertrag", "weightAsOf": "2025-01-01", "participants": []fields{{"memberId": o.a, "weight": "3"}, {"memberId": o.b, "weight": "1"}}}})))

	year := "?from=2025-01-01&to=2025-12-31"
	flow := body[view.CostFlow](o.auditor.get("/cost-flow" + year).want(http.StatusOK))
	flowing(t, flow)
	if n := len(flow.Nodes); n != 7 { // two pools, two keys, a funder, two members
		t.Errorf("%d nodes: %+v", n, flow.Nodes)
	}
	one := body[view.CostFlow](o.auditor.get("/cost-flow" + year + "&poolId=" + pool.ID).want(http.StatusOK))
	flowing(t, one)
	if one.Nodes[0].Amount != "139.01" {
		t.Errorf("the pool's node: %+v", one.Nodes[0])
	}
	buyer := o.asOf(access.Buyer, "Stadt A")
	own := body[view.CostFlow](buyer.get("/cost-flow" + year).want(http.StatusOK))
	flowing(t, own)
	if last := own.Nodes[len(own.Nodes)-1]; last.Name != "Stadt A" || len(own.Nodes) != 6 {
		t.Errorf("the buyer's flow: %+v", own.Nodes)
	}

	proof := body[view.Reimbursement](o.auditor.get("/reimbursement" + year).want(http.StatusOK))
	if !proof.OK || len(proof.Pools) != 2 || proof.Pools[0].Costs != "139.01" || proof.Pools[0].Charges != "109.01" || proof.Pools[0].Grants != "30.00" || proof.Pools[0].Difference != "0.00" ||
		proof.Pools[1].Costs != "77.77" {
		t.Errorf("the proof: %+v", proof)
	}
	o.addCost(pool.ID, costOf(january, "1.00"))
	open := body[view.Reimbursement](o.auditor.get("/reimbursement" + year + "&poolId=" + pool.ID).want(http.StatusOK))
	if open.OK || open.Pools[0].Difference != "-1.00" || len(open.Pools[0].Members) != 2 {
		t.Errorf("a cost that nobody bears yet: %+v", open)
	}
	o.settled()
	for _, query := range []string{"from=2025-02-29", "to=x", "from=2025-02-01&to=2025-01-01"} {
		for _, path := range []string{"/cost-flow", "/reimbursement", "/accounts/members/" + o.a} {
			o.fay.get(path + "?" + query).want(http.StatusUnprocessableEntity)
		}
	}
	o.fay.get("/cost-flow?poolId=x").want(http.StatusUnprocessableEntity)
	o.fay.get("/accounts?asOf=2025-02-29").wantAt(http.StatusUnprocessableEntity, "period.day-malformed", "asOf")
}

// flowing checks that what comes into a node goes out of it.
func flowing(t *testing.T, flow view.CostFlow) {
	t.Helper()
	into, outOf := map[string]money.Amount{}, map[string]money.Amount{}
	for _, l := range flow.Links {
		amount := money.MustAmount(l.Amount)
		outOf[l.From], into[l.To] = outOf[l.From].Add(amount), into[l.To].Add(amount)
	}
	for _, n := range flow.Nodes {
		through := into[n.ID]
		if n.Kind == "pool" {
			through = outOf[n.ID]
		}
		if through.String() != n.Amount || n.Kind == "key" && outOf[n.ID].String() != n.Amount {
			t.Errorf("%s %q shows %s; %s come in and %s go out", n.Kind, n.Name, n.Amount, into[n.ID], outOf[n.ID])
		}
	}
}

// settled checks that the proposed transfers clear every balance.
func (o *office) settled() {
	o.t.Helper()
	proposal := body[view.Netting](o.auditor.get("/accounts/netting").want(http.StatusOK))
	left := map[string]money.Amount{}
	for _, p := range proposal.Positions {
		left[p.ID] = money.MustAmount(p.Balance)
	}
	if len(left) < 4 || len(proposal.Transfers) >= len(left) {
		o.t.Errorf("%d transfers clear %d positions", len(proposal.Transfers), len(left))
	}
	for _, t := range proposal.Transfers {
		amount := money.MustAmount(t.Amount)
		if amount.Sign() <= 0 {
			o.t.Errorf("a transfer of %s", t.Amount)
		}
		left[t.From.ID], left[t.To.ID] = left[t.From.ID].Sub(amount), left[t.To.ID].Add(amount)
	}
	for account, amount := range left {
		if !amount.IsZero() {
			o.t.Errorf("%s is left of %s", amount, account)
		}
	}
}

// TestAnAccountIsReadAsOfADay and by everybody who may.
func TestAnAccountIsReadAsOfADay(t *testing.T) {
	o := openOffice(t)
	pool, draft := o.collected("100.01")
	o.post(draft)
	o.addCost(pool.ID, costOf(february, "50.00"))
	o.post(o.draft(pool.ID, february))
	balance := func(asOf, name string) string {
		for _, a := range body[view.AccountList](o.auditor.get("/accounts?asOf=" + asOf).want(http.StatusOK)).Items {
			if a.Name == name {
				return a.Balance
			}
		}
		return "none"
	}
	for day, want := range map[string]string{"2025-01-30": "0.00", "2025-01-31": "50.01", "2025-02-27": "50.01", "2025-02-28": "75.01"} {
		if got := balance(day, "Stadt A"); got != want {
			t.Errorf("Stadt A stands at %s on %s, want %s", got, day, want)
		}
	}
	account := body[view.AccountStatement](o.auditor.get("/accounts/members/" + o.a + "?from=2025-02-01&to=2025-02-28").want(http.StatusOK))
	if account.OpeningBalance != "50.01" || account.ClosingBalance != "75.01" || len(account.Lines) != 1 || account.Lines[0].Balance != "75.01" {
		t.Errorf("February: %+v", account)
	}
	buyer := o.asOf(access.Buyer, "Stadt A")
	mine := body[view.AccountList](buyer.get("/accounts").want(http.StatusOK))
	if len(mine.Items) != 1 || mine.Items[0].Name != "Stadt A" || mine.Sum != "" {
		t.Errorf("the buyer's accounts: %+v", mine)
	}
	if same := body[view.AccountStatement](buyer.get("/accounts/" + mine.Items[0].ID + "?from=2025-01-01").want(http.StatusOK)); len(same.Lines) != 2 {
		t.Errorf("the account by its id: %+v", same)
	}
	for _, a := range body[view.AccountList](o.auditor.get("/accounts").want(http.StatusOK)).Items {
		if a.ID != "" && a.Name != "Stadt A" {
			buyer.get("/accounts/"+a.ID).wantProblem(http.StatusNotFound, "object.not-found")
		}
	}
}
