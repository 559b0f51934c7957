package postgres_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/ports/driven"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// postbox takes mails in place of a server.
type postbox struct {
	mu    sync.Mutex
	mails []driven.Mail
	fail  error
}

func (p *postbox) Send(_ context.Context, m driven.Mail) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail == nil {
		p.mails = append(p.mails, m)
	}
	return p.fail
}

// emptied gives what arrived since it was last asked.
func (p *postbox) emptied() []driven.Mail {
	p.mu.Lock()
	defer p.mu.Unlock()
	mails := p.mails
	p.mails = nil
	return mails
}

// post is a shop whose supplier takes orders, and what arrives.
type post struct {
	*shop
	box      *postbox
	sends    *usecase.Delivering
	supplier member.SupplierID
}

func openPost(t *testing.T) *post {
	t.Helper()
	s := openShop(t)
	p := &post{shop: s, box: &postbox{}, supplier: s.bidder.Grants[0].Supplier}
	p.sends = usecase.NewDelivering(s.db, s.db, p.box)
	dispatching := usecase.NewDispatching(s.db, true)
	if _, err := dispatching.SetAddress(t.Context(), s.bidder, p.supplier, 0, view.SupplierAddress{Country: "DE", Email: "auftrag@lieferant.example", Language: "de", EndpointScheme: "9930", EndpointID: "DE123456789"}); err != nil {
		t.Fatal(err)
	}
	return p
}

// deliver works until nothing is left to do now.
func (p *post) deliver() []driven.Mail {
	p.t.Helper()
	for {
		more, err := p.sends.Deliver(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		if !more {
			return p.box.emptied()
		}
	}
}

func (p *post) statuses() map[string]int {
	p.t.Helper()
	rows, err := p.owner.Query(p.t.Context(), `select status || ' ' || reason, count(*) from post.delivery group by 1`)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	found := map[string]int{}
	for rows.Next() {
		var status string
		var n int
		if err := rows.Scan(&status, &n); err != nil {
			p.t.Fatal(err)
		}
		found[status] = n
	}
	return found
}

func TestAnOrderLeavesOnceAndSoDoesItsCancellation(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	c := p.mustPlace(celle, f, line(f, 1, "2"))
	mails := p.deliver()
	if len(mails) != 1 || mails[0].To.Email != "auftrag@lieferant.example" || mails[0].Order == nil || mails[0].Order.Number != c.Number ||
		mails[0].Order.Total.String() != c.Total || len(mails[0].Order.Lines) != 1 || mails[0].Order.Cancelled != nil || mails[0].Order.OrderedBy != "Einkauf Celle" {
		t.Fatalf("got %+v", mails)
	}
	if again := p.deliver(); len(again) > 0 {
		t.Errorf("sent twice: %+v", again)
	}
	if err := p.cancel(t.Context(), celle, c); err != nil {
		t.Fatal(err)
	}
	mails = p.deliver()
	if len(mails) != 1 || mails[0].Order == nil || mails[0].Order.Cancelled == nil || mails[0].Order.Cancelled.Reason == "" {
		t.Fatalf("got %+v", mails)
	}
	late := p.mustPlace(celle, f, line(f, 1, "1"))
	if err := p.cancel(t.Context(), celle, late); err != nil {
		t.Fatal(err)
	}
	if mails = p.deliver(); len(mails) != 1 || mails[0].Order.Cancelled == nil {
		t.Errorf("an order that is cancelled before it left: %+v", mails)
	}
	if got := p.statuses(); got["sent "] != 3 || got["dropped outdated"] != 1 || len(got) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestWithoutAnAddressAnOrderWaitsInThePortal(t *testing.T) {
	p := openPost(t)
	dispatching := usecase.NewDispatching(p.db, true)
	if _, err := dispatching.SetAddress(t.Context(), p.bidder, p.supplier, 1, view.SupplierAddress{Country: "DE", Language: "de"}); err != nil {
		t.Fatal(err)
	}
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	c := p.mustPlace(celle, f, line(f, 1, "2"))
	if mails := p.deliver(); len(mails) > 0 {
		t.Errorf("got %+v", mails)
	}
	shown, err := dispatching.Dispatch(t.Context(), celle, calloff.ID(c.ID))
	if err != nil || len(shown.Sendings) != 1 || shown.Sendings[0].Status != "dropped" || shown.Sendings[0].Reason != "no-address" || shown.Electronic {
		t.Errorf("got %+v, %v", shown, err)
	}
}

func TestPeopleAreToldOfWhatConcernsThemInTheWayTheyWant(t *testing.T) {
	p := openPost(t)
	m := p.admit("Celle", "it-provider", "admitted")
	buyer := p.appoint("Einkauf", access.Grant{Role: access.Buyer, Member: m})
	approver := p.appoint("Freigabe", access.Grant{Role: access.Approver, Member: m})
	silent := p.appoint("Stille", access.Grant{Role: access.Approver, Member: m})
	settings := usecase.NewDispatching(p.db, true)
	if _, err := settings.SetNotices(t.Context(), silent, 0, "en", map[notice.Kind]notice.Way{notice.ApprovalWaits: notice.Daily}); err != nil {
		t.Fatal(err)
	}
	f := p.conclude(p.agreement(m))
	c := p.mustPlace(buyer, f, line(f, 1, "13"))
	mails := p.deliver()
	if len(mails) != 1 || mails[0].To.Name != "Freigabe" || mails[0].News[0].Kind != notice.ApprovalWaits || mails[0].News[0].Number != c.Number || mails[0].News[0].Amount != c.Total {
		t.Fatalf("got %+v", mails)
	}
	if _, err := p.ordering.ApproveCallOff(t.Context(), approver, calloff.ID(c.ID), c.Version); err != nil {
		t.Fatal(err)
	}
	mails = p.deliver()
	var told []string
	for _, mail := range mails {
		told = append(told, mail.To.Name)
	}
	slices.Sort(told)
	if want := []string{"Einkauf", p.supplierName()}; len(mails) != 2 || !slices.Contains(told, want[0]) || !slices.Contains(told, want[1]) {
		t.Errorf("got %v", told)
	}
	second := p.mustPlace(buyer, f, line(f, 1, "1"))
	_ = second
	p.deliver()
	if _, err := p.owner.Exec(t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
		t.Fatal(err)
	}
	if mails = p.deliver(); len(mails) != 0 {
		t.Errorf("what was approved waits no more: %+v", mails)
	}
}

func TestAFailedMailIsTriedAgainAndAtLastLeftToAnAdministrator(t *testing.T) {
	p := openPost(t)
	admin := p.appoint("Betrieb", access.Grant{Role: access.Administrator})
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	c := p.mustPlace(celle, f, line(f, 1, "2"))
	p.box.fail = errors.New("the line is dead")
	for range 8 {
		p.deliver()
		if _, err := p.owner.Exec(t.Context(), `update post.delivery set due_at = allmende_clock() where status = 'waiting'`); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.statuses(); got["dead failed"] != 1 || len(got) != 1 {
		t.Fatalf("got %v", got)
	}
	dispatching := usecase.NewDispatching(p.db, true)
	if _, err := dispatching.Undelivered(t.Context(), celle, view.PageRequest{Limit: 10}); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a buyer: %v", err)
	}
	page, err := dispatching.Undelivered(t.Context(), admin, view.PageRequest{Limit: 10})
	if err != nil || len(page.Items) != 1 || page.Items[0].Number != c.Number || page.Items[0].Attempts != 8 {
		t.Fatalf("got %+v, %v", page, err)
	}
	p.box.fail = nil
	if err := dispatching.Again(t.Context(), admin, page.Items[0].ID); err != nil {
		t.Fatal(err)
	}
	if mails := p.deliver(); len(mails) != 1 {
		t.Errorf("got %+v", mails)
	}
	if err := dispatching.Again(t.Context(), admin, page.Items[0].ID); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("what was sent is not sent again: %v", err)
	}
}

func TestManyWorkersMoveEachHappeningOnce(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	const orders = 15
	for range orders {
		p.mustPlace(celle, f, line(f, 2, "1"))
	}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for range 3 {
				if _, err := p.sends.Deliver(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	p.sends.Deliver(t.Context()) //nolint:errcheck // the last look
	numbers := map[string]int{}
	for _, mail := range p.box.emptied() {
		numbers[mail.Order.Number]++
	}
	if len(numbers) != orders {
		t.Errorf("%d of %d orders", len(numbers), orders)
	}
	for number, n := range numbers {
		if n != 1 {
			t.Errorf("%s was sent %d times", number, n)
		}
	}
}

func TestWhoDiesWhileSendingLosesNothing(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	p.mustPlace(celle, f, line(f, 1, "1"))
	gone, stop := context.WithCancel(t.Context())
	taken, _, err := p.db.Due(gone, 10, time.Minute)
	if err != nil || len(taken) != 0 {
		t.Fatalf("nothing was moved: %v, %v", taken, err)
	}
	if _, err := p.db.Move(gone, 10, func(now time.Time, concerned []driven.Recipient) []driven.Delivery {
		stop()
		return nil
	}); err == nil {
		t.Error("a move that was cut off stored something")
	}
	if mails := p.deliver(); len(mails) != 1 {
		t.Errorf("got %+v", mails)
	}
	p.mustPlace(celle, f, line(f, 1, "1"))
	if _, err := p.db.Move(t.Context(), 10, func(now time.Time, concerned []driven.Recipient) []driven.Delivery {
		return []driven.Delivery{{Recipient: concerned[0], Way: notice.AtOnce, CreatedAt: now, DueAt: now}}
	}); err != nil {
		t.Fatal(err)
	}
	if taken, _, err = p.db.Due(t.Context(), 10, time.Minute); err != nil || len(taken) != 1 { // and dies
		t.Fatalf("got %v, %v", taken, err)
	}
	if mails := p.deliver(); len(mails) > 0 {
		t.Errorf("another took it before its time: %+v", mails)
	}
	if err := p.db.ShiftClock(t.Context(), 2*time.Minute); err != nil {
		t.Fatal(err)
	}
	if mails := p.deliver(); len(mails) != 1 || mails[0].ID != taken[0].ID {
		t.Errorf("got %+v", mails)
	}
}

func (p *post) supplierName() string {
	p.t.Helper()
	var name string
	if err := p.owner.QueryRow(p.t.Context(), `select name from supplier where id = $1`, p.supplier.String()).Scan(&name); err != nil {
		p.t.Fatal(err)
	}
	return name
}
