package postgres_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func (p *post) tomorrow() string {
	p.t.Helper()
	var now time.Time
	if err := p.owner.QueryRow(p.t.Context(), `select allmende_clock()`).Scan(&now); err != nil {
		p.t.Fatal(err)
	}
	return period.DayOf(now).Add(1).String()
}

func TestASupplierConfirmsOrDeclinesAndTheBuyerIsTold(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	dispatching := usecase.NewDispatching(p.db, true)
	lines := []driving.AnswerLine{{Position: 1, DeliveredOn: p.tomorrow()}}

	c := p.mustPlace(celle, f, line(f, 1, "2"))
	p.deliver()
	if _, err := dispatching.Confirm(t.Context(), celle, calloff.ID(c.ID), c.Version, lines); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the buyer answers: %v", err)
	}
	shown, err := dispatching.Confirm(t.Context(), p.bidder, calloff.ID(c.ID), c.Version, lines)
	if err != nil || shown.Answer == nil || shown.Answer.Kind != "accepted" || shown.Answer.Lines[0].DeliveredOn != lines[0].DeliveredOn {
		t.Fatalf("got %+v, %v", shown, err)
	}
	if mails := p.deliver(); len(mails) != 1 || mails[0].News[0].Kind != "order-answered" || mails[0].To.Name != "Einkauf Celle" {
		t.Errorf("got %+v", mails)
	}
	if err := p.cancel(t.Context(), celle, c); !errors.Is(err, calloff.ErrNotCancellable) {
		t.Errorf("cancelled after the confirmation: %v", err)
	}
	if _, err := dispatching.Confirm(t.Context(), p.bidder, calloff.ID(c.ID), c.Version, lines); !errors.Is(err, calloff.ErrNotAnswerable) {
		t.Errorf("confirmed twice: %v", err)
	}

	declined := p.mustPlace(celle, f, line(f, 1, "3"))
	if _, err := dispatching.Decline(t.Context(), p.bidder, calloff.ID(declined.ID), declined.Version, "Nicht lieferbar"); err != nil {
		t.Fatal(err)
	}
	if got := p.contract(framework.ID(f.ID)); got.Items[0].DrawnQuantity != "2" {
		t.Errorf("what was declined is not given back: %+v", got.Items[0])
	}
	p.totalsMustAgree()

	changed := p.mustPlace(celle, f, line(f, 1, "1"))
	lines[0].Change = "Nachfolgemodell"
	if shown, err = dispatching.Confirm(t.Context(), p.bidder, calloff.ID(changed.ID), changed.Version, lines); err != nil || shown.Answer.Kind != "changed" {
		t.Fatalf("got %+v, %v", shown, err)
	}
	open := p.mustPlace(celle, f, line(f, 1, "1"))
	for state, want := range map[calloff.AnswerState][]string{
		calloff.AnswerOpen: {open.ID}, calloff.AnswerConfirmed: {changed.ID, c.ID}, calloff.AnswerDeclined: {declined.ID},
	} {
		page, err := p.ordering.CallOffs(t.Context(), celle, driving.CallOffQuery{Answer: state, Page: view.PageRequest{Limit: 50}})
		var got []string
		for _, one := range page.Items {
			if got = append(got, one.ID); one.Answered != string(state) {
				t.Errorf("%s is listed as %s", state, one.Answered)
			}
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v, %v", state, got, want, err)
		}
	}
	if err := p.cancel(t.Context(), celle, changed); err != nil {
		t.Errorf("what comes otherwise than ordered can be cancelled: %v", err)
	}
	p.totalsMustAgree()
}

func TestOfACancellationAndAConfirmationExactlyOneWins(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	dispatching := usecase.NewDispatching(p.db, true)
	lines := []driving.AnswerLine{{Position: 1, DeliveredOn: p.tomorrow()}}
	for round := range 12 {
		c := p.mustPlace(celle, f, line(f, 2, "1"))
		var cancelled, confirmed error
		race(func() { cancelled = p.cancel(t.Context(), celle, c) },
			func() {
				_, confirmed = dispatching.Confirm(t.Context(), p.bidder, calloff.ID(c.ID), c.Version, lines)
			})
		if (cancelled == nil) == (confirmed == nil) {
			t.Fatalf("round %d: cancelled %v, confirmed %v", round, cancelled, confirmed)
		}
		if cancelled != nil && !errors.Is(cancelled, calloff.ErrNotCancellable) || confirmed != nil && !errors.Is(confirmed, access.ErrStale) && !errors.Is(confirmed, calloff.ErrNotAnswerable) {
			t.Errorf("round %d: cancelled %v, confirmed %v", round, cancelled, confirmed)
		}
	}
	p.totalsMustAgree()
}

func race(runners ...func()) {
	var all sync.WaitGroup
	start := make(chan struct{})
	for _, run := range runners {
		all.Go(func() { <-start; run() })
	}
	close(start)
	all.Wait()
}

func TestRemindersAreToldOnce(t *testing.T) {
	p := openPost(t)
	celle := p.buyer("Celle")
	f := p.conclude(p.agreement(celle.Grants[0].Member))
	p.mustPlace(celle, f, line(f, 1, "12"))
	p.mustPlace(celle, f, line(f, 1, "7")) // together over 70 % of 10,000
	for range 2 {
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, p.owner, `select count(*) from post.outbox where kind = 'contract-warning'`); n != 1 {
		t.Errorf("%d warnings, want 1", n)
	}
	p.deliver()
	if n := count(t, p.owner, `select count(*) from post.delivery where kind = 'contract-warning' and mode = 'daily' and step = '70'`); n == 0 {
		t.Error("nobody is to be told in the morning")
	}
}
