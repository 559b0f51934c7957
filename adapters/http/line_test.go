package http_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/money"
	"allmende/ports/view"
)

// TestTheWholeLineFromAMembersNeedToAnAuditorsCheck is the first pooled purchase:
// needs, tender, sealed bids, opening, award, framework, call-offs, shared cost,
// statements, and the proof of it all.
func TestTheWholeLineFromAMembersNeedToAnAuditorsCheck(t *testing.T) {
	b := openBureau(t)
	approver, auditor := b.asOf(access.Approver, "Stadt A"), b.as(access.Auditor)
	published := b.published()
	b.mustBid(published, b.anton, "950.00", "200.505")
	b.mustBid(published, b.berta, "949.99", "")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	awarded := b.awarded(published)
	for _, c := range []*client{approver, auditor} {
		c.signIn()
	}
	notebooks := b.contract(awarded.Lots[0].FrameworkID)

	placed, waiting := b.callOffs(notebooks, approver)
	after := b.contract(notebooks.ID)
	if want := money.Sum(money.MustAmount(placed.Total), money.MustAmount(waiting.Total)).String(); after.Drawn != want {
		t.Errorf("drawn %s, want %s", after.Drawn, want)
	}

	first, second := b.as(access.FinanceOfficer), b.as(access.FinanceOfficer)
	b.cost(first, second, fields{"title": "Kosten der Vergabe", "kind": "tender-cost", "tenderId": published.ID}, "24000.00", "quantity", "16000.00", "8000.00")
	b.cost(first, second, fields{"title": "Gemeinsame Lizenz", "kind": "joint-licence", "frameworkId": notebooks.ID}, "100.01", "equal", "50.01", "50.00")
	b.cost(first, second, fields{"title": "Betreuung", "kind": "other", "frameworkId": notebooks.ID}, "10.00", "calloff-value", "10.00", "0.00")
	b.calledOff(first, notebooks, money.Sum(money.MustAmount(placed.Total), money.MustAmount(waiting.Total)).String())

	var account view.AccountStatement
	b.buyerA.get("/accounts/members/" + b.member("Stadt A") + "?from=2025-01-01").want(http.StatusOK).into(&account)
	if account.ClosingBalance != "16060.01" || len(account.Lines) != 3 {
		t.Errorf("the account of Stadt A: %+v", account)
	}
	b.buyerA.get("/accounts/members/"+b.member("Stadt B")).wantProblem(http.StatusNotFound, "object.not-found")

	b.audited(auditor, placed.ID)
}

// awarded proposes, tells the bidders, lets the standstill pass and awards.
func (b *bureau) awarded(t view.Tender) (awarded view.Tender) {
	b.t.Helper()
	b.mustExamine(t)
	var compared view.Evaluation
	b.officer.get("/tenders/" + t.ID + "/evaluation").want(http.StatusOK).into(&compared)
	b.officer.post("/tenders/"+t.ID+"/proposal", fields{"reason": "Niedrigster Preis je Los"}, match(compared.Version)).want(http.StatusOK).into(&awarded)
	awarded = b.mustTell(awarded)
	b.again(wait + 12*24*time.Hour)
	b.second.post("/tenders/"+t.ID+"/award", nil, match(awarded.Version)).want(http.StatusOK).into(&awarded)
	return awarded
}

func (b *bureau) contract(id string) (f view.Framework) {
	b.t.Helper()
	b.officer.get("/frameworks/" + id).want(http.StatusOK).into(&f)
	return f
}

// callOffs places one call-off at once and one that an approver lets through, and
// cancels a third.
func (b *bureau) callOffs(f view.Framework, approver *client) (placed, approved view.CallOff) {
	b.t.Helper()
	order := func(quantity string) fields {
		return fields{"frameworkId": f.ID, "memberId": b.member("Stadt A"), "budgetCode": "4711",
			"lines": []fields{{"itemId": f.Items[0].ID, "quantity": quantity}}}
	}
	b.buyerA.post("/call-offs", order("5"), b.once()).want(http.StatusCreated).into(&placed)
	if placed.Status != "placed" || placed.Total != "4749.95" {
		b.t.Errorf("placed: %+v", placed)
	}
	b.buyerA.post("/call-offs", order("10"), b.once()).want(http.StatusCreated).into(&approved)
	if approved.Status != "submitted" || !approved.NeedsApproval {
		b.t.Errorf("over the limit: %+v", approved)
	}
	b.buyerA.post("/call-offs/"+approved.ID+"/approve", nil, match(approved.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	approver.post("/call-offs/"+approved.ID+"/approve", nil, match(approved.Version)).want(http.StatusOK).into(&approved)
	var cancelled view.CallOff
	b.buyerA.post("/call-offs", order("1"), b.once()).want(http.StatusCreated).into(&cancelled)
	b.buyerA.post("/call-offs/"+cancelled.ID+"/cancel", fields{"reason": "doppelt bestellt"}, match(cancelled.Version)).want(http.StatusOK)
	return placed, approved
}

// cost collects a cost, splits it by a key and posts it by the second officer.
func (b *bureau) cost(first, second *client, pool fields, net, by, shareOfA, shareOfB string) {
	b.t.Helper()
	var collected view.CostPool
	first.post("/cost-pools", with(pool, fields{"cost": costOf(january, net)}), b.once()).want(http.StatusCreated).into(&collected)
	var drafted view.Allocation
	first.post("/cost-pools/"+collected.ID+"/allocations", keyed(january, by), b.once()).want(http.StatusCreated).into(&drafted)
	first.post("/allocations/"+drafted.ID+"/post", nil, match(drafted.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	second.post("/allocations/"+drafted.ID+"/post", nil, match(drafted.Version)).want(http.StatusOK).into(&drafted)
	shares := map[string]string{}
	for _, share := range drafted.Shares {
		shares[share.Member.Name] = share.Bears
	}
	if shares["Stadt A"] != shareOfA || shares["Stadt B"] != shareOfB || len(shares) != 2 {
		b.t.Errorf("%s by %s: %v, want %s and %s", pool["title"], by, shares, shareOfA, shareOfB)
	}
	var check view.Recomputation
	first.get("/allocations/" + drafted.ID + "/recomputation").want(http.StatusOK).into(&check)
	if !check.OK || len(check.Checks) < 5 {
		b.t.Errorf("recomputed: %+v", check)
	}
}

// calledOff takes the call-offs of the contract over as a cost: each counts once.
func (b *bureau) calledOff(first *client, f view.Framework, net string) {
	b.t.Helper()
	var pool view.CostPool
	first.post("/cost-pools", fields{"title": "Abrufe des Quartals", "kind": "other", "regime": "own-invoices", "frameworkId": f.ID}, b.once()).want(http.StatusCreated).into(&pool)
	days := fields{"from": "2025-01-01", "to": "2099-12-31", "vatRate": "19"}
	first.post("/cost-pools/"+pool.ID+"/costs/from-call-offs", days, b.once()).want(http.StatusCreated).into(&pool)
	if len(pool.Costs) != 1 || pool.Costs[0].Net != net || pool.Costs[0].CallOffs != 2 || pool.Costs[0].Source != "call-offs" || pool.Costs[0].Supplier == nil || pool.Balance != net {
		b.t.Errorf("called off: %+v", pool)
	}
	first.post("/cost-pools/"+pool.ID+"/costs/from-call-offs", days, b.once()).wantAt(http.StatusConflict, "costing.no-call-offs", "from")
}

// audited verifies everything, alters what it can behind the program's back, and
// sees each alteration found.
func (b *bureau) audited(auditor *client, callOff string) {
	b.t.Helper()
	var history view.Page[view.Event]
	auditor.get("/events?objectId=" + callOff).want(http.StatusOK).into(&history)
	if len(history.Items) == 0 || history.Items[0].Actor == "" {
		b.t.Errorf("the history of the call-off: %+v", history)
	}
	b.officer.post("/audit/verification", nil).wantProblem(http.StatusForbidden, "access.forbidden")
	clean := b.verified(auditor)
	if !clean.OK || clean.RowsChecked < 50 || clean.EventsChecked < 30 || clean.CheckpointsChecked == 0 || clean.Unsequenced != 0 {
		b.t.Fatalf("before any alteration: %+v", clean)
	}
	for _, alteration := range []struct{ sql, finding, table string }{
		{`update call_off set budget_code = 'x' where id = (select id from call_off limit 1)`, "row-altered", "call_off"},
		{`update allocation_share set weight_source = 'x' where (allocation_id, member_id) = (select allocation_id, member_id from allocation_share limit 1)`, "row-altered", "allocation_share"},
		{`update cost set net = net + 1 where id = (select id from cost limit 1)`, "row-altered", "cost"},
		{`update ledger_entry set cents[1] = cents[1] + 100 where id = (select id from ledger_entry limit 1)`, "row-altered", "ledger_entry"},
		{`delete from demand_need where id = (select id from demand_need limit 1)`, "row-missing", "demand_need"},
		{`update legal_parameter set value = '1216000.00' where code = 'threshold.eu.sub-central'`, "row-altered", "legal_parameter"},
		{`update person set email = 'x' || email where id = (select id from person limit 1)`, "row-altered", "person"},
		{`update event set details = details || '{"x":"y"}' where id = (select event_id from audit_leaf where seq = 7)`, "event-altered", "event"},
		{`update audit_row set hash = sha256('x') where seq = (select min(seq) from audit_row)`, "event-altered", "event"},
		{`update audit_checkpoint set root = sha256('x') where tree_size = (select max(tree_size) from audit_checkpoint)`, "checkpoint-wrong", "audit_checkpoint"},
		{`delete from event where id = (select event_id from audit_leaf where seq = 3)`, "event-missing", "event"},
	} {
		b.behindTheBack(alteration.sql)
		if found := b.verified(auditor); !finds(found, alteration.finding, alteration.table) {
			b.t.Errorf("%s: not found: %+v", alteration.sql, found.Findings)
		}
	}
}

func (b *bureau) verified(auditor *client) (result view.Verification) {
	b.t.Helper()
	auditor.post("/audit/verification", nil).want(http.StatusOK).into(&result)
	return result
}

func finds(v view.Verification, kind, table string) bool {
	for _, f := range v.Findings {
		if f.Kind == kind && f.Table == table {
			return true
		}
	}
	return false
}

// behindTheBack alters rows as an owner of the database can, triggers and all
// references switched off.
func (b *bureau) behindTheBack(sql string) {
	b.t.Helper()
	err := pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(b.t.Context(), `set local session_replication_role = replica`); err != nil {
			return err
		}
		_, err := tx.Exec(b.t.Context(), sql, pgx.QueryExecModeSimpleProtocol)
		return err
	})
	if err != nil {
		b.t.Fatal(fmt.Errorf("%s: %w", sql, err))
	}
}
