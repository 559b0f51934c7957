package postgres_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// ranked is a contract with three suppliers: notebooks at 389.90 of the first, at 395.00 of
// the second and at 400.00 of the third.
type ranked struct {
	*post
	buyer     access.Actor
	neighbour access.Actor // of another member of the contract
	contract  view.Framework
	rivals    [2]access.Actor
	answering *usecase.Dispatching
	cascading *usecase.Cascading
}

func openRanked(t *testing.T, table routing.Table) *ranked {
	p := openPost(t)
	r := &ranked{
		post: p, buyer: p.buyer("Celle"), neighbour: p.buyer("Gifhorn"), answering: usecase.NewDispatching(p.db, true), cascading: usecase.NewCascading(p.db, p.db),
	}
	a := p.agreement(r.buyer.Grants[0].Member, r.neighbour.Grants[0].Member)
	a.Route = table
	r.contract = p.conclude(a)
	for i, price := range []string{"395.00", "400.00"} {
		supplier := id.New[member.Supplier]()
		p.prepare(`insert into supplier (cooperative_id, id, name) values ($1, $2, $3)`, p.id.String(), supplier.String(), "Rang "+string(rune('2'+i))+" GmbH")
		r.rivals[i] = p.appoint("Bieter "+price, access.Grant{Role: access.Bidder, Supplier: supplier})
		bid := r.bid(supplier, price)
		p.prepare(`insert into framework_supplier (cooperative_id, id, framework_id, supplier_id, rank, target_share, bid_id) values ($1, $2, $3, $4, $5, 25, $6)`,
			p.id.String(), id.New[framework.Supplier]().String(), r.contract.ID, supplier.String(), i+2, bid.String())
	}
	return r
}

// bid is an opened bid for the only item of someLot, in the least detail that its table allows.
func (r *ranked) bid(supplier member.SupplierID, price string) tender.BidID {
	r.t.Helper()
	bid := id.New[tender.Bid]()
	var item string
	if err := r.owner.QueryRow(r.t.Context(), `select tender_item_id::text from framework_item where framework_id = $1 limit 1`, r.contract.ID).Scan(&item); err != nil {
		r.t.Fatal(err)
	}
	r.unguarded(`insert into bid (cooperative_id, id, tender_id, supplier_id, revision, status, received_at, deadline, handed_in_by, container, container_hash, inner_hash, content_hash, opened_at, prices_opened_at)
		values ($1, $2, $3, $4, 1, 'lost', now() - interval '2 days', now() - interval '1 day', $5, 'a', encode(sha256('a'), 'hex'), repeat('a', 64), repeat('a', 64), now(), now())`,
		r.id.String(), bid.String(), r.contract.Tender.ID, supplier.String(), r.officer.Person.String())
	r.prepare(`insert into bid_price (cooperative_id, id, bid_id, prices_opened, item_id, price) values ($1, $2, $3, true, $4, $5)`, r.id.String(), id.New[tender.Bid]().String(), bid.String(), item, price)
	return bid
}

// unguarded writes a bid that was never sealed.
func (r *ranked) unguarded(sql string, args ...any) {
	r.t.Helper()
	for _, statement := range []string{`alter table bid disable trigger user`, sql, `alter table bid enable trigger user`} {
		var given []any
		if statement == sql {
			given = args
		}
		if _, err := r.owner.Exec(r.t.Context(), statement, given...); err != nil {
			r.t.Fatal(err)
		}
	}
}

func (r *ranked) shown(c view.CallOff) view.CallOff {
	r.t.Helper()
	got, err := r.ordering.CallOff(r.t.Context(), r.buyer, calloff.ID(c.ID))
	if err != nil {
		r.t.Fatal(err)
	}
	return got
}

// overdue has the time of the order go by.
func (r *ranked) overdue(c view.CallOff) {
	r.t.Helper()
	r.prepare(`update call_off set answer_due = created_at where id = $1 and cooperative_id = $2`, c.ID, r.id.String())
}

var cascade = routing.Table{{Way: routing.Cascade, AnswerHours: 24}}

func TestAnOrderPassesDownTheRanksAndEndsWithTheLast(t *testing.T) {
	r := openRanked(t, cascade)
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "2"))
	if c.Supplier.ID != r.supplier.String() || c.Total != "779.80" || c.Route == nil || c.Route.Way != "cascade" || c.AnswerDue.IsZero() {
		t.Fatalf("placed as %+v", c)
	}
	if got := r.shown(c); got.Route == nil || len(got.Route.Standings) != 3 || !got.AnswerDue.Equal(c.AnswerDue) || got.Route.Standings[1].TargetShare != 25 {
		t.Errorf("kept as %+v", got)
	}

	passed, err := r.answering.Decline(t.Context(), r.bidder, calloff.ID(c.ID), c.Version, "Ausverkauft")
	if err != nil || !passed.PassedOn {
		t.Fatalf("declined: %+v, %v", passed, err)
	}
	second := r.shown(c)
	if second.Supplier.Name != "Rang 2 GmbH" || second.Total != "790.00" || second.Status != "placed" || second.Route.Refusals[0].Reason != "Ausverkauft" {
		t.Errorf("the second is asked for %+v", second)
	}
	r.totalsMustAgree()
	if _, err := r.ordering.CallOff(t.Context(), r.bidder, calloff.ID(c.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the first sees what the second is asked: %v", err)
	}
	if _, err := r.answering.Decline(t.Context(), r.bidder, calloff.ID(c.ID), second.Version, "Noch einmal"); err == nil {
		t.Error("the first refuses for the second")
	}
	if got, err := r.ordering.CallOff(t.Context(), r.rivals[0], calloff.ID(c.ID)); err != nil || got.Route != nil {
		t.Errorf("the second sees %+v, %v", got.Route, err)
	}

	r.overdue(c)
	if n, err := r.cascading.PassOn(t.Context()); err != nil || n != 1 {
		t.Fatalf("passed on %d, %v", n, err)
	}
	if third := r.shown(c); third.Supplier.Name != "Rang 3 GmbH" || third.Total != "800.00" || third.Route.Refusals[1].Why != "silent" {
		t.Errorf("the third is asked for %+v", third)
	}
	r.totalsMustAgree()
	r.overdue(c)
	if n, err := r.cascading.PassOn(t.Context()); err != nil || n != 1 {
		t.Fatalf("passed on %d, %v", n, err)
	}
	if end := r.shown(c); end.Status != "rejected" || len(end.Route.Refusals) != 3 || !end.AnswerDue.IsZero() {
		t.Errorf("after the last: %+v", end)
	}
	if n, err := r.cascading.PassOn(t.Context()); err != nil || n != 0 {
		t.Errorf("passed on %d more, %v", n, err)
	}
	r.totalsMustAgree()
	if got := r.shop.contract(framework.ID(r.contract.ID)); got.Drawn != "0.00" {
		t.Errorf("%s stays drawn", got.Drawn)
	}
}

func TestWhoAnswersInTimeKeepsTheOrder(t *testing.T) {
	r := openRanked(t, cascade)
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "1"))
	if n, err := r.cascading.PassOn(t.Context()); err != nil || n != 0 {
		t.Errorf("passed on %d before the time, %v", n, err)
	}
	lines := []driving.AnswerLine{{Position: 1, DeliveredOn: r.tomorrow()}}
	if _, err := r.answering.Confirm(t.Context(), r.bidder, calloff.ID(c.ID), c.Version, lines); err != nil {
		t.Fatal(err)
	}
	r.overdue(c)
	if n, err := r.cascading.PassOn(t.Context()); err != nil || n != 0 {
		t.Errorf("passed on %d after a confirmation, %v", n, err)
	}
}

// Two servers look at the same moment, while the supplier refuses: each rank is asked once.
func TestARankIsAskedOnce(t *testing.T) {
	r := openRanked(t, cascade)
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "1"))
	r.overdue(c)
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			if _, err := r.cascading.PassOn(context.WithoutCancel(t.Context())); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Go(func() {
		_, _ = r.answering.Decline(context.WithoutCancel(t.Context()), r.bidder, calloff.ID(c.ID), c.Version, "Zu spät")
	})
	wait.Wait()
	got := r.shown(c)
	if got.Supplier.Name != "Rang 2 GmbH" || len(got.Route.Refusals) != 1 {
		t.Errorf("after a race: %s, %+v", got.Supplier.Name, got.Route.Refusals)
	}
	r.totalsMustAgree()
}

// A second person has approved 779.80 at most: nobody dearer is asked without asking again.
func TestNoOrderPassesOnAboveWhatWasApproved(t *testing.T) {
	r := openRanked(t, cascade)
	r.prepare(`update member set approval_limit = 785 where id = $1 and cooperative_id = $2`, r.buyer.Grants[0].Member.String(), r.id.String())
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "2"))
	if _, err := r.answering.Decline(t.Context(), r.bidder, calloff.ID(c.ID), c.Version, "Ausverkauft"); err != nil {
		t.Fatal(err)
	}
	got := r.shown(c)
	if got.Status != "rejected" || got.Reason != "Ausverkauft" || len(got.Route.Refusals) != 3 || got.Route.Refusals[1].Why != "dearer" {
		t.Errorf("got %+v with %+v", got, got.Route.Refusals)
	}
	r.totalsMustAgree()
}

func TestNothingIsApprovedForASupplierThatWasTakenOut(t *testing.T) {
	r := openRanked(t, routing.Table{{Way: routing.Direct}})
	approver := r.appoint("Kämmerei", access.Grant{Role: access.Approver, Member: r.buyer.Grants[0].Member})
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "13"))
	if c.Status != "submitted" {
		t.Fatalf("placed as %+v", c)
	}
	r.prepare(`update framework_supplier set out_kind = 'withdrawn', out_reason = 'Betriebsaufgabe', out_at = now(), out_by = $1 where supplier_id = $2 and cooperative_id = $3`,
		r.officer.Person.String(), c.Supplier.ID, r.id.String())
	if _, err := r.ordering.ApproveCallOff(t.Context(), approver, calloff.ID(c.ID), c.Version); !errors.Is(err, calloff.ErrSupplierOut) {
		t.Errorf("approved: %v", err)
	}
	r.prepare(`insert into call_off_approval (cooperative_id, id, call_off_id, change, step, person_id, at) values ($1, $2, $3, 0, 1, $4, now())`,
		r.id.String(), id.New[approval.Given]().String(), c.ID, approver.Person.String())
	if err := r.write(`update call_off set status = 'placed', placed_at = now(), decided_at = now(), decided_by = $1 where id = $2`, approver.Person.String(), c.ID); constraintOf(err) != "call_off_supplier_takes_orders" {
		t.Errorf("the table takes it: %v", err)
	}
	if _, err := r.ordering.RejectCallOff(t.Context(), approver, calloff.ID(c.ID), c.Version, "bitte neu bestellen"); err != nil {
		t.Errorf("rejected: %v", err)
	}
}

func TestABalanceCountsWhatWasDrawnAlsoWithinOneTransaction(t *testing.T) {
	r := openRanked(t, routing.Table{{Way: routing.Direct, Below: money.MustAmount("389.91")}, {Way: routing.Balance}})
	if c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "1")); c.Route.Way != "direct" || len(c.Route.Looked) != 1 {
		t.Fatalf("a small order went by %+v", c.Route)
	}
	names := map[string]int{}
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "2"))
			mu.Lock()
			defer mu.Unlock()
			names[c.Supplier.Name]++
		})
	}
	wait.Wait()
	if names["Rang 2 GmbH"] != 2 || names["Rang 3 GmbH"] != 2 {
		t.Errorf("six orders went to %v", names)
	}
	r.totalsMustAgree()
}

func TestACompetitionIsAskedForInsteadOfAnOrder(t *testing.T) {
	r := openRanked(t, routing.Table{{Way: routing.Competition}})
	_, err := r.ordering.PlaceCallOff(t.Context(), r.buyer, access.Key{}, order(r.buyer, r.contract, line(r.contract, 1, "1")))
	mustBe(t, err, routing.ErrCompetition)
	r.totalsMustAgree()
}

func TestTheDatabasePassesNoOrderOnByItself(t *testing.T) {
	r := openRanked(t, cascade)
	c := r.mustPlace(r.buyer, r.contract, line(r.contract, 1, "1"))
	for rule, sql := range map[string]string{
		"call_off_passes_by_rank": `update call_off set supplier_id = (select supplier_id from framework_supplier where framework_id = call_off.framework_id and rank = 2), offered_rank = 2 where id = $1`,
		"append_only":             `update framework set route = null where id = (select framework_id from call_off where id = $1)`,
	} {
		if err := r.write(sql, c.ID); constraintOf(err) != rule {
			t.Errorf("%s: %v", rule, err)
		}
	}
}
